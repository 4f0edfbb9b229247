"""What resolving the sources of one article works on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rashomon.annotate.attribution import Attribution
from rashomon.annotate.cast import Cast, Figure, Mention
from rashomon.annotate.phrases import Phrase
from rashomon.model import Article, Span, Spans
from rashomon.parse import Parse


@dataclass(slots=True, kw_only=True)
class Working:
    """One article's names, its attributions, and what their sources were found to be so far.

    ``found[i]`` are the figures of attribution ``i``; ``spoken`` the speakers of outer claims with
    the code points where they stand, in order; ``quoted`` the spans in quotation marks.
    """

    article: Article
    parse: Parse
    cast: Cast
    attributions: Sequence[Attribution]
    figures: list[Figure]
    found: list[tuple[Figure, ...]]
    phrase_of: dict[int, Phrase]
    spoken: list[tuple[int, Figure]]
    quoted: Spans


def mention_of(work: Working, span: Span) -> Mention:
    """A mention of somebody at this span, as a subject."""
    piece = work.parse.piece_at(span.start)
    paragraph = piece.paragraph if piece is not None else 0
    return Mention(start=span.start, end=span.end, paragraph=paragraph, subject=True)


def sentence_of(work: Working, span: Span) -> str:
    """The words of the sentence in which the span begins."""
    starts = work.cast.sentences
    n = work.cast.sentence(span.start)
    begin = starts[n - 1] if n else 0
    end = starts[n] if n < len(starts) else len(work.article.text)
    return work.article.text[begin:end]
