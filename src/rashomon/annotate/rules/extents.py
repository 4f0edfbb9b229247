"""From tokens of a parse to spans of the article: subtrees, trimmed and cut.

Everything works on the edges that spaCy keeps for each token, so it costs the same in a sentence of
five words and of five thousand.
"""

from __future__ import annotations

from collections.abc import Iterable

from spacy.tokens import Token

from rashomon.model import Span, Spans
from rashomon.parse import Piece

# Token ranges of one piece, half-open.
Range = tuple[int, int]

_LOOSE = frozenset(",;:-–—.…?!")
_LOOSE_WORDS = frozenset({"and", "but", "--", "---", "..", "..."})


def extent(token: Token) -> Range:
    """The range of the token's subtree."""
    return token.left_edge.i, token.right_edge.i + 1


def cut(whole: Range, holes: Iterable[Range]) -> list[Range]:
    """What is left of ``whole`` without the ``holes``, in order."""
    parts, start = [], whole[0]
    for hole in sorted(holes):
        if hole[1] <= start or hole[0] >= whole[1]:
            continue
        if hole[0] > start:
            parts.append((start, hole[0]))
        start = max(start, hole[1])
    if start < whole[1]:
        parts.append((start, whole[1]))
    return parts


def trim(piece: Piece, part: Range, *, marks: frozenset[str] = _LOOSE) -> Range | None:
    """The range without loose punctuation and space at its ends, or None if nothing is left."""
    doc = piece.doc
    start, end = part
    while start < end and (doc[start].is_space or doc[start].text in marks):
        start += 1
    while end > start and (doc[end - 1].is_space or doc[end - 1].text in marks):
        end -= 1
    return (start, end) if start < end else None


def to_span(piece: Piece, part: Range) -> Span:
    """The range as a span of the article."""
    first, last = piece.doc[part[0]], piece.doc[part[1] - 1]
    return Span(piece.start + first.idx, piece.start + last.idx + len(last))


def to_spans(piece: Piece, parts: Iterable[Range]) -> Spans:
    """The ranges, trimmed, as spans of the article; those without a word are left out."""
    spans = []
    for part in parts:
        kept = trim(piece, part)
        if kept and any(not t.is_punct for t in piece.doc[kept[0] : kept[1]][:8]):
            spans.append(to_span(piece, kept))
    return tuple(spans)
