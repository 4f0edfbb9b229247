"""What a rule finds, before overlaps and nesting are settled."""

from __future__ import annotations

from dataclasses import dataclass

from rashomon.model import Spans


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """One attribution with the name of the pattern that found it.

    ``speech`` is True where the cue is one that introduces quotations: only these go on in a
    quotation after them.
    """

    pattern: str
    lemma: str
    source: Spans
    cue: Spans
    content: Spans
    speech: bool = False

    @property
    def start(self) -> int:
        """The first code point of cue or content."""
        return min(s.start for s in (*self.cue, *self.content))
