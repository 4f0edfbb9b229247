"""Two versions of a text held against each other: which words of one stand in the other.

Sentences that are the same are found first, where they stand and then wherever they were moved;
of the others those alike are paired and compared word by word; words that a sentence took over
from its neighbour (one cut in two, two made one) are found last.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import TypeVar

from rashomon.comparison.worded import Worded, paired_marks
from rashomon.vocabulary import is_stop_word

K = TypeVar("K", bound=Hashable)

# How alike two sentences are (Dice, function words counting little) to be one that was edited:
# alone between the same neighbours, among others there, and anywhere in the text.
_ALONE, _BESIDE, _MOVED = 0.3, 0.42, 0.55
_FUNCTION_WORD = 0.3
# More pairs than these are looked at only where both hold a word that few sentences hold.
_MOST_PAIRS, _MOST_HOLDERS = 40_000, 8
# So many words in a row that are the same, in sentences that are not.
_RUN = 5


@dataclass(frozen=True, slots=True)
class Hunk:
    """Words ``gone`` from the older version where the later one has ``new`` ones; one is empty.

    Both are ranges of places among the words; an empty range stands where the words would.
    ``marks`` is True where the words are the same and quotation marks came or went.
    """

    gone: range
    new: range
    marks: bool = False
    whole: bool = False
    """Whether it is a whole sentence that the other version has not in any words."""


@dataclass(frozen=True, slots=True, eq=False)
class Paired:
    """Two versions, for each word its place in the other (None where it has none), the rest."""

    before: Worded
    after: Worded
    to: tuple[int | None, ...]
    back: tuple[int | None, ...]
    sentences: dict[int, int]
    """The sentence of the later version that one of the older became."""
    hunks: tuple[Hunk, ...]


def pair(before: Worded, after: Worded) -> Paired:
    """The two versions held against each other."""
    pairs = _pairs(before, after)
    to: list[int | None] = [None] * len(before.words)
    back: list[int | None] = [None] * len(after.words)

    def tie(i: int, j: int, count: int) -> None:
        for n in range(count):
            to[i + n], back[j + n] = j + n, i + n

    for one, other in pairs.items():
        a, b = before.sentences[one], after.sentences[other]
        for i, j, count in _blocks(before.key(one), after.key(other)):
            tie(a[i], b[j], count)
    for i, j, count in _runs(before, after, to, back):
        tie(i, j, count)
    return Paired(
        before=before,
        after=after,
        to=tuple(to),
        back=tuple(back),
        sentences=pairs,
        hunks=tuple(_hunks(before, after, pairs, to, back)),
    )


# difflib's cost grows with how often the items repeat in both rows; beyond so many pairs of equal
# items only what both begin and end with is the same to it, and runs are found elsewhere.
_MOST_EQUAL = 2_000_000


def _blocks(a: Sequence[K], b: Sequence[K]) -> Iterator[tuple[int, int, int]]:
    """Blocks of equal items that stand in the same order in both: place, place, length."""
    first, least = 0, min(len(a), len(b))
    while first < least and a[first] == b[first]:
        first += 1
    if first:
        yield 0, 0, first
    last = 0
    while last < least - first and a[-1 - last] == b[-1 - last]:
        last += 1
    x, y = a[first : len(a) - last], b[first : len(b) - last]
    one, other = Counter(x), Counter(y)
    if sum(n * other[item] for item, n in one.items()) <= _MOST_EQUAL:
        for block in SequenceMatcher(None, x, y, autojunk=False).get_matching_blocks():
            if block.size:
                yield first + block.a, first + block.b, block.size
    if last:
        yield len(a) - last, len(b) - last, last


def _pairs(before: Worded, after: Worded) -> dict[int, int]:
    """For the sentences of the older version those they became."""
    old = [before.key(i) for i in range(len(before.sentences))]
    new = [after.key(j) for j in range(len(after.sentences))]
    pairs: dict[int, int] = {}
    for i, j, count in _blocks(old, new):
        pairs.update((i + n, j + n) for n in range(count))
    taken = set(pairs.values())
    waiting: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for j, key in enumerate(new):
        if j not in taken:
            waiting[key].append(j)
    fixed = dict(pairs)
    for i, key in enumerate(old):
        if i not in pairs and waiting.get(key):
            pairs[i] = waiting[key].pop(0)
    rest = [i for i in range(len(old)) if i not in pairs]
    taken = set(pairs.values())
    fresh = [j for j in range(len(new)) if j not in taken]
    gap_old = _gaps(len(old), fixed)
    gap_new = _gaps(len(new), {j: i for i, j in fixed.items()}, other=True)
    crowd = Counter(gap_old[i] for i in rest), Counter(gap_new[j] for j in fresh)
    found = []
    for i, j in _candidates(old, new, rest, fresh):
        likeness = _alike(old[i], new[j])
        here = gap_old[i] == gap_new[j]
        alone = here and crowd[0][gap_old[i]] == 1 and crowd[1][gap_new[j]] == 1
        if likeness >= (_ALONE if alone else _BESIDE if here else _MOVED):
            found.append((-likeness - 0.1 * here, abs(i - j), i, j))
    taken = set()
    for _, _, i, j in sorted(found):
        if i not in pairs and j not in taken:
            pairs[i] = j
            taken.add(j)
    return pairs


def _gaps(count: int, fixed: dict[int, int], *, other: bool = False) -> list[int]:
    """For each sentence the number, in the older version, of the last fixed one before it."""
    gaps, last = [], -1
    for n in range(count):
        if n in fixed:
            last = fixed[n] if other else n
        gaps.append(last)
    return gaps


def _candidates(
    old: Sequence[tuple[str, ...]],
    new: Sequence[tuple[str, ...]],
    rest: Sequence[int],
    fresh: Sequence[int],
) -> Iterator[tuple[int, int]]:
    if len(rest) * len(fresh) <= _MOST_PAIRS:
        yield from ((i, j) for i in rest for j in fresh)
        return
    holders: dict[str, list[int]] = defaultdict(list)
    for j in fresh:
        for word in set(new[j]):
            holders[word].append(j)
    for i in rest:
        near = {j for w in set(old[i]) if len(holders[w]) <= _MOST_HOLDERS for j in holders[w]}
        yield from ((i, j) for j in sorted(near))


def _alike(a: Sequence[str], b: Sequence[str]) -> float:
    one, other = Counter(a), Counter(b)
    both = one & other
    total = _weight(one) + _weight(other)
    return 2 * _weight(both) / total if total else 0.0


def _weight(words: Counter[str]) -> float:
    return sum(n * (_FUNCTION_WORD if is_stop_word(w) else 1.0) for w, n in words.items())


def _runs(
    before: Worded, after: Worded, to: Sequence[int | None], back: Sequence[int | None]
) -> Iterator[tuple[int, int, int]]:
    """Runs of words that are gone from one sentence and new in another."""
    seeds: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for j in range(len(back) - _RUN + 1):
        if all(back[j + n] is None for n in range(_RUN)):
            seeds[tuple(w.key for w in after.words[j : j + _RUN])].append(j)
    taken: set[int] = set()
    i = 0
    while i <= len(to) - _RUN:
        if any(to[i + n] is not None for n in range(_RUN)):
            i += 1
            continue
        best, at = 0, 0
        for j in seeds.get(tuple(w.key for w in before.words[i : i + _RUN]), ())[:16]:
            length = 0
            while (
                i + length < len(to)
                and j + length < len(back)
                and to[i + length] is None
                and back[j + length] is None
                and j + length not in taken
                and before.words[i + length].key == after.words[j + length].key
            ):
                length += 1
            if length > best:
                best, at = length, j
        if best >= _RUN:
            taken.update(range(at, at + best))
            yield i, at, best
            i += best
        else:
            i += 1


def _hunks(
    before: Worded,
    after: Worded,
    pairs: dict[int, int],
    to: Sequence[int | None],
    back: Sequence[int | None],
) -> Iterator[Hunk]:
    """What changed, sentence by sentence of the older version, then what is new elsewhere."""
    for one, a in enumerate(before.sentences):
        if one not in pairs:
            yield from (Hunk(r, _NOWHERE, whole=r == a) for r in _unmapped(a, to))
            continue
        b = after.sentences[pairs[one]]
        last = (a.start - 1, b.start - 1)
        for i in (*a, a.stop):
            j = b.stop if i == a.stop else to[i]
            if j is None or not last[1] < j <= b.stop or (j == b.stop and i < a.stop):
                continue  # gone, or taken over from or by another sentence
            gone = list(_unmapped(range(last[0] + 1, i), to))
            new = list(_unmapped(range(last[1] + 1, j), back))
            last = (i, j)
            for n in range(max(len(gone), len(new))):
                yield Hunk(
                    gone[n] if n < len(gone) else range(i, i),
                    new[n] if n < len(new) else range(j, j),
                )
    became = set(pairs.values())
    for other, b in enumerate(after.sentences):
        if other not in became:
            yield from (Hunk(_NOWHERE, r, whole=r == b) for r in _unmapped(b, back))
    yield from _marks(before, after, to)


_NOWHERE = range(0)


def _unmapped(places: range, other: Sequence[int | None]) -> Iterator[range]:
    """The runs of the places that have none in the other version."""
    first = places.start
    for i in places:
        if other[i] is not None:
            if i > first:
                yield range(first, i)
            first = i + 1
    if places.stop > first:
        yield range(first, places.stop)


# So many words in a row that lost or got quotation marks are a quotation or a paraphrase now.
_LEAST_QUOTED = 3


def _marks(before: Worded, after: Worded, to: Sequence[int | None]) -> Iterator[Hunk]:
    def altered(i: int) -> bool:
        j = to[i]
        return j is not None and before.words[i].quoted != after.words[j].quoted

    i = 0
    while i < len(to):
        first = i
        while i < len(to) and altered(i) and (i == first or to[i] == (to[i - 1] or 0) + 1):
            i += 1
        if i - first >= _LEAST_QUOTED:
            start = to[first]
            assert start is not None  # noqa: S101 -- an altered word has a place
            places = before.words[first].span.start, after.words[start].span.start
            # Where a mark has no partner, which words are quoted is anybody's guess.
            if all(map(paired_marks, (before.text, after.text), places)):
                yield Hunk(range(first, i), range(start, start + i - first), marks=True)
        i = max(i, first + 1)
