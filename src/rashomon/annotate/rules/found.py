"""What a rule finds, before overlaps and nesting are settled."""

from __future__ import annotations

from dataclasses import dataclass

from rashomon.model import Span, Spans


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """One attribution with the name of the pattern that found it.

    ``content`` may still be empty: then the quotation beside the ``clause`` is meant. ``clause`` is
    source, cue and what belongs to them (addressee, time), without the content. ``sentence_end`` is
    where the cue's sentence ends. ``speech`` is True where the cue introduces quotations, and only
    those go on in a quotation after them. ``aside`` is True where the clause stands behind or
    within its content (", officials said"), ``participle`` where it hangs on another clause
    (", adding that"); ``joined`` is the "and" or "but" by which a cue without a subject of its own
    hangs on the verb before it, ``tense`` the tag of the cue's first word.
    """

    pattern: str
    lemma: str
    source: Spans
    cue: Spans
    content: Spans
    clause: Span
    sentence_end: int
    speech: bool = False
    aside: bool = False
    participle: bool = False
    joined: str = ""
    tense: str = ""

    @property
    def start(self) -> int:
        """The first code point of cue or content."""
        return min(s.start for s in (*self.cue, *self.content))

    @property
    def end(self) -> int:
        """One past the last code point of source, cue, content and clause."""
        return max(s.end for s in (*self.source, *self.cue, *self.content, self.clause))
