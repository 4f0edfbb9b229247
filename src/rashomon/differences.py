"""Two passages compared word by word: which words stand in one of them only.

White space, punctuation and capitals make no difference; the answer is spans of each text, so that
the words can be marked where they stand.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import groupby
from typing import Literal

from rashomon.model import Span

Alteration = Literal["trimmed", "fewer words", "other words"]

_WORD = re.compile(r"\w+(?:['’]\w+)*")
_SAME_QUOTATION = 0.7
"""The share of the shorter quotation's words that stand in the longer one in the same order; two
quotations that share fewer are taken for two, not for one that was altered."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """The words of some spans of one text: how they are compared, and where they stand."""

    words: tuple[str, ...]
    spans: tuple[Span, ...]
    pieces: tuple[int, ...]
    """For each word, the number of the given span it stands in."""


def wording(text: str, within: Iterable[Span]) -> Wording:
    """The words of the spans in order."""
    found = [
        (piece, match)
        for piece, span in enumerate(within)
        for match in _WORD.finditer(text, span.start, span.end)
    ]
    return Wording(
        words=tuple(m.group().casefold().replace("’", "'") for _, m in found),
        spans=tuple(Span(*m.span()) for _, m in found),
        pieces=tuple(piece for piece, _ in found),
    )


def _opcodes(a: Wording, b: Wording) -> Sequence[tuple[str, int, int, int, int]]:
    return SequenceMatcher(None, a.words, b.words, autojunk=False).get_opcodes()


def _runs(wording: Wording, start: int, end: int) -> Iterator[Span]:
    """The words as runs, none reaching over the text between two of the given spans."""
    for _, run in groupby(range(start, end), key=wording.pieces.__getitem__):
        places = list(run)
        yield Span(wording.spans[places[0]].start, wording.spans[places[-1]].end)


def differing(a: Wording, b: Wording) -> tuple[tuple[Span, ...], tuple[Span, ...]]:
    """The runs of words that stand in one of the two only, as spans of each one's text.

    >>> one, other = "Police said two men fled.", "Two men have fled"
    >>> found = differing(wording(one, [Span(0, 25)]), wording(other, [Span(0, 17)]))
    >>> [[s.of(t) for s in spans] for t, spans in zip((one, other), found)]
    [['Police said'], ['have']]
    """
    changed = [op for op in _opcodes(a, b) if op[0] != "equal"]
    return (
        tuple(span for _, i, j, _, _ in changed for span in _runs(a, i, j)),
        tuple(span for _, _, _, i, j in changed for span in _runs(b, i, j)),
    )


def alteration(whole: Wording, other: Wording) -> Alteration | None:
    """How a quotation differs from a longer version of it; None where it is the same or another.

    ``trimmed`` takes words from its ends only, ``fewer words`` also within it.

    >>> said = wording("We lost it all, and we knew.", [Span(0, 28)])
    >>> [alteration(said, wording(t, [Span(0, len(t))])) for t in (
    ...     "we lost it all", "we lost it, and we knew", "we lost it all, and they knew", "no")]
    ['trimmed', 'fewer words', 'other words', None]
    """
    if whole.words == other.words or not other.words:
        return None
    ops = _opcodes(whole, other)
    kept = sum(j - i for op, i, j, _, _ in ops if op == "equal")
    if kept < 2 or kept < _SAME_QUOTATION * len(other.words):
        return None
    if any(op in ("insert", "replace") for op, *_ in ops):
        return "other words"
    equal = [op for op in ops if op[0] == "equal"]
    return "trimmed" if len(equal) == 1 else "fewer words"
