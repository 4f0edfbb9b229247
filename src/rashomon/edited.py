"""What changed between two versions of one article: claims, not just lines."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from rashomon.spans import Spans

EditKind = Literal["added", "dropped", "changed"]
ChangedWhat = Literal[
    "number", "source", "hedge", "negation", "commitment", "quotation", "cue", "name", "wording",
]  # fmt: skip
_LIGHT: tuple[tuple[ChangedWhat, ...], ...] = ((), ("wording",))
EditedField = Literal["title", "authors", "outlet", "published", "modified"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimEdit:
    """One claim that the later version has not, has anew, or has otherwise.

    ``before`` and ``after`` are ids of claims of the two readings, None where there is none; of a
    changed claim one may be None: its words stand in both texts, but the annotator marks them as a
    claim in one only (as where an attribution was cut off). ``what`` says what changed, the
    weightiest first, "wording" alone where the sense may be the same; ``why`` says it in words.
    ``gone`` are the words of the older text that changed, ``new`` those of the later one.
    """

    kind: EditKind
    before: str | None
    after: str | None
    what: tuple[ChangedWhat, ...] = ()
    why: str = ""
    gone: Spans = ()
    new: Spans = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SentenceEdit:
    """Words of a sentence that changed and stand in no claim that changed.

    A whole sentence that was put into a long quotation, or taken out of it, is one of these.

    ``before`` and ``after`` are the sentence in the two texts, empty where there is none; the rest
    is as for :class:`ClaimEdit`.
    """

    kind: EditKind
    before: Spans
    after: Spans
    what: tuple[ChangedWhat, ...] = ()
    why: str = ""
    gone: Spans = ()
    new: Spans = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldEdit:
    """Title, authors, outlet or a date that changed; None where a version has none."""

    field: EditedField
    before: str | None
    after: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """What changed from one version of the article at an address to the next.

    ``before`` and ``after`` are ids of articles. Every word that only one of the texts has is
    told in ``claims``, or in ``sentences`` where it stands in no claim; white space, capitals and
    the shapes of quotation marks and dashes are none. ``stated`` are the spans of the later text
    that say it was changed (a correction, an editor's note, "updated to ...") and that the older
    text has not; they are told nowhere else.
    """

    url: str | None
    before: str
    after: str
    claims: tuple[ClaimEdit, ...] = ()
    sentences: tuple[SentenceEdit, ...] = ()
    fields: tuple[FieldEdit, ...] = ()
    stated: Spans = ()

    @property
    def stealth(self) -> bool:
        """Whether words were changed or dropped and the later version does not say so.

        What was only added, and other words for the same, make no edit a stealth edit; nor do
        words in no claim that hold no number, name, hedge, negation or quotation.
        """
        weighty = [c for c in self.claims if c.kind != "added" and c.what != ("wording",)]
        beside = [s for s in self.sentences if s.kind != "added" and s.what not in _LIGHT]
        return not self.stated and bool(weighty or beside)
