"""What an annotator finds: attributions, before anybody asks who the source is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from rashomon.model import Article, Spans
from rashomon.parse import Parse


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribution:
    """One source-cue-content relation as spans of the article's text.

    ``source`` may be empty (source-less); ``cue`` and ``content`` are not, but for a quotation
    that stands alone, whose cue may be empty while its source is known. ``inside`` is the index,
    in the same sequence, of the attribution whose content holds this one.
    """

    source: Spans
    cue: Spans
    content: Spans
    inside: int | None = None
    confidence: float = 1.0


class Annotator(Protocol):
    """Finds the attributions of an article."""

    @property
    def name(self) -> str:
        """The "name@version", as it stands in every output."""
        ...

    @property
    def languages(self) -> frozenset[str]:
        """The ISO 639-1 codes it reads."""
        ...

    @property
    def weights_sha256(self) -> str | None:
        """The hash of its weights, or None where it has none."""
        ...

    def find(self, article: Article, parse: Parse) -> tuple[Attribution, ...]:
        """The attributions, outer before inner, in the order of the text."""
        ...

    def notes(self, article: Article) -> tuple[str, ...]:
        """What of the article it does not read, a sentence each for the person who reads."""
        ...
