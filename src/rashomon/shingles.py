"""Equal runs of words between texts: shingles and shared passages."""

from __future__ import annotations

import re
from typing import NamedTuple

from rashomon.model import Span

SHINGLE_WORDS = 5
_WORD = re.compile(r"\w+")


class SharedPassage(NamedTuple):
    """A run of equal words: where it stands in each of the two texts, and how long it is."""

    a: Span
    b: Span
    words: int


def shingles(text: str, *, size: int = SHINGLE_WORDS) -> frozenset[str]:
    """The runs of ``size`` words of the text, in lower case, without punctuation.

    A text of fewer words gives one shingle of all its words; a text without words gives none.

    >>> sorted(shingles("The bridge fell. The bridge fell!", size=3))
    ['bridge fell the', 'fell the bridge', 'the bridge fell']
    """
    plain = [m.group().casefold() for m in _WORD.finditer(text)]
    if len(plain) <= size:
        return frozenset([" ".join(plain)] if plain else [])
    return frozenset(" ".join(plain[i : i + size]) for i in range(len(plain) - size + 1))


# Live pages are written anew but for their oldest items; what else an address shows in turn (a
# front page, "page not found") shares its furniture only.
_RELATED = 0.2


def related(a: frozenset[str], b: frozenset[str]) -> bool:
    """Whether two texts, given as their shingles, can be versions of one.

    >>> related(shingles("The old bridge fell.", size=2), shingles("The old dog ran.", size=2))
    True
    """
    least = min(len(a), len(b))
    return bool(least) and len(a & b) >= _RELATED * least


def shared_passages(a: str, b: str, *, min_words: int = 12) -> tuple[SharedPassage, ...]:
    """The longest runs of at least ``min_words`` equal words, in the order of ``a``.

    Case, punctuation and white space are not compared. Passages do not overlap in ``a``; of two
    equally long runs the first in ``b`` is given. The cost is near-linear in the texts' lengths
    unless one text repeats itself many times.

    >>> shared_passages("Was the old bridge down?", "Today the old bridge fell!", min_words=3)
    (SharedPassage(a=Span(start=4, end=18), b=Span(start=6, end=20), words=3),)
    """
    if min_words < 1:
        raise ValueError(f"min_words is {min_words}; it must be at least 1")
    left = _spans(a)
    right = _spans(b)
    seeds: dict[tuple[str, ...], list[int]] = {}
    for j in range(len(right) - min_words + 1):
        places = seeds.setdefault(tuple(w for _, w in right[j : j + min_words]), [])
        # A text that repeats one run for ever must not make the search quadratic.
        if len(places) < 16:
            places.append(j)
    found: list[SharedPassage] = []
    i = 0
    while i <= len(left) - min_words:
        best, at = 0, 0
        for j in seeds.get(tuple(w for _, w in left[i : i + min_words]), ()):
            length = min_words
            while (
                i + length < len(left)
                and j + length < len(right)
                and left[i + length][1] == right[j + length][1]
            ):
                length += 1
            if length > best:
                best, at = length, j
        if not best:
            i += 1
            continue
        found.append(
            SharedPassage(
                Span(left[i][0].start, left[i + best - 1][0].end),
                Span(right[at][0].start, right[at + best - 1][0].end),
                best,
            )
        )
        i += best
    return tuple(found)


def _spans(text: str) -> list[tuple[Span, str]]:
    return [(Span(m.start(), m.end()), m.group().casefold()) for m in _WORD.finditer(text)]
