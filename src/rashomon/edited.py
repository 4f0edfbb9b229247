"""What changed between two versions of one article: claims, not just lines."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from rashomon.model import MadeBy, Reading
from rashomon.spans import Spans

ClaimEditKind = Literal["added", "dropped", "changed"]
ChangedWhat = Literal[
    "number", "hedge", "source", "cue", "commitment", "negation", "quotation", "wording",
]  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimEdit:
    """One claim that the later version has not, has anew, or has otherwise.

    ``before`` and ``after`` are ids of claims of the two readings, None where there is none;
    ``what`` says what changed, the weightiest first; ``why`` says it in words.
    """

    kind: ClaimEditKind
    before: str | None
    after: str | None
    what: tuple[ChangedWhat, ...] = ()
    why: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldEdit:
    """Title, authors, outlet or a date that changed; None where a version has none."""

    field: Literal["title", "authors", "outlet", "published", "modified"]
    before: str | None
    after: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """What changed from one version of the article at an address to the next.

    ``before`` and ``after`` are ids of articles. ``stated`` are the spans of the later text that
    say it was changed (a correction, an editor's note, "updated to ..."); with claims changed and
    none of these the edit is a stealth edit.
    """

    url: str | None
    before: str
    after: str
    claims: tuple[ClaimEdit, ...] = ()
    fields: tuple[FieldEdit, ...] = ()
    stated: Spans = ()

    @property
    def stealth(self) -> bool:
        """Whether claims changed and the later version does not say so."""
        return bool(self.claims) and not self.stated


@dataclass(frozen=True, slots=True, kw_only=True)
class Diff:
    """What ``rashomon diff --json`` prints: two readings of one address, and what changed."""

    format: Literal["rashomon/1"] = "rashomon/1"
    made_by: MadeBy
    before: Reading
    after: Reading
    edit: Edit
