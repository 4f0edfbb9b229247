"""Scored pairs into sets by average linkage, with sets that stand and pairs that must not meet."""

from __future__ import annotations

import heapq
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from rashomon.grouping.features import Floats, Ints

# Pairs below this count as 0: the average of a set hardly feels them, and they are most pairs.
_TIE = 0.02
# So many of each of two sets are compared with each other before these are kept apart.
_ASKED = 8
_ROUNDS = 5

Judge = Callable[[Ints, Ints], Floats]
"""The scores of pairs of articles, given by their places."""


@dataclass(frozen=True, slots=True)
class Linked:
    """One label per article (the smallest place of its set), and the sets that were held apart.

    ``held`` are pairs of labels of standing sets with the average that would have joined them.
    """

    labels: tuple[int, ...]
    held: tuple[tuple[int, int, float], ...]


class _Sets:
    """The sets on the way: their sizes, the sums of the scores between them, who is barred."""

    def __init__(self, sizes: Sequence[int]) -> None:
        self.size = list(sizes)
        self.members: list[list[int]] = [[at] for at in range(len(sizes))]
        self.near: list[dict[int, float]] = [{} for _ in sizes]
        self.barred: dict[int, set[int]] = {}

    def average(self, a: int, b: int) -> float:
        # Rounded, so that the last bits of a sum do not decide between equal merges.
        return round(self.near[a][b] / (self.size[a] * self.size[b]), 6)

    def merge(self, a: int, b: int) -> None:
        """Put b into a."""
        self.size[a] += self.size[b]
        self.size[b] = 0
        self.members[a] += self.members[b]
        self.members[b] = []
        for other, score in self.near[b].items():
            del self.near[other][b]
            if other != a:
                total = self.near[a].get(other, 0.0) + score
                self.near[a][other] = self.near[other][a] = total
        self.near[b] = {}
        for other in self.barred.pop(b, ()):
            self.barred[other].discard(b)
            self.barred[other].add(a)
            self.barred.setdefault(a, set()).add(other)


def link(
    sizes: Sequence[int],
    i: Ints,
    j: Ints,
    score: Floats,
    *,
    threshold: float,
    apart: Iterable[tuple[int, int]] = (),
    standing: Sequence[Sequence[int]] = (),
) -> Linked:
    """The sets whose average score over all pairs, unscored ones as 0, reaches ``threshold``.

    Each place has ``sizes`` articles behind it. The two of a pair in ``apart`` are never in one
    set, unless they stand in one. The sets in ``standing`` are kept whole and apart from each
    other, whatever the scores. The cost grows with the number of scored pairs.
    """
    sets = _Sets(sizes)
    total = len(sizes)
    kept = score >= _TIE
    for a, b, s in zip(i[kept].tolist(), j[kept].tolist(), score[kept].tolist(), strict=True):
        sets.near[a][b] = sets.near[b][a] = s * sizes[a] * sizes[b]
    root = list(range(total))
    for places in standing:
        first = min(places)
        for at in sorted(places):
            root[at] = first
            if at != first:
                sets.merge(first, at)
    stands = {min(places) for places in standing}
    for a, b in apart:
        if root[a] != root[b]:
            sets.barred.setdefault(root[a], set()).add(root[b])
            sets.barred.setdefault(root[b], set()).add(root[a])

    heap = [
        (-average, a, b)
        for a in range(total)
        for b in sets.near[a]
        if a < b and (average := sets.average(a, b)) >= threshold
    ]
    heapq.heapify(heap)
    while heap:
        minus, a, b = heapq.heappop(heap)
        if b not in sets.near[a] or sets.average(a, b) != -minus:
            continue
        if b in sets.barred.get(a, ()) or (a in stands and b in stands):
            continue
        sets.merge(a, b)
        if b in stands:
            stands.add(a)
        for other in sets.near[a]:
            if (average := sets.average(a, other)) >= threshold:
                heapq.heappush(heap, (-average, min(a, other), max(a, other)))
    labels = [0] * total
    for members in sets.members:
        for at in members:
            labels[at] = min(members)
    held = [
        (labels[a], labels[b], average)
        for a in sorted(stands)
        for b in sets.near[a]
        if a < b and b in stands and (average := sets.average(a, b)) >= threshold
    ]
    return Linked(tuple(labels), tuple(sorted(held)))


def link_all(
    total: int,
    i: Ints,
    j: Ints,
    score: Floats,
    *,
    threshold: float,
    judge: Judge,
    apart: Sequence[tuple[int, int]] = (),
    standing: Sequence[Sequence[int]] = (),
) -> Linked:
    """The sets of :func:`link`, where an event has more articles than each has scored neighbours.

    Two sets whose scored pairs would join them are compared again by some of the others, as often
    as this brings sets together. ``judge`` scores pairs.
    """
    linked = link([1] * total, i, j, score, threshold=threshold, apart=apart, standing=standing)
    for _ in range(_ROUNDS):
        names, at = np.unique(np.array(linked.labels, dtype=np.int64), return_inverse=True)
        sizes = np.bincount(at)
        a, b = np.minimum(at[i], at[j]), np.maximum(at[i], at[j])
        between = a != b
        key, where = np.unique(a[between] * len(names) + b[between], return_inverse=True)
        a, b = key // max(1, len(names)), key % max(1, len(names))
        known = np.bincount(where, minlength=len(key)).astype(np.float64)
        summed = np.bincount(where, weights=score[between], minlength=len(key))
        every = (sizes[a] * sizes[b]).astype(np.float64)
        open_ = np.flatnonzero((summed >= threshold * known) & (summed < threshold * every))
        if not len(open_):
            break
        others = _others(at, a[open_], b[open_], i, j, judge)
        summed[open_] = summed[open_] + (every - known)[open_] * others
        stands = {linked.labels[places[0]] for places in standing}
        place = {int(name): k for k, name in enumerate(names)}
        again = link(
            sizes.tolist(),
            a,
            b,
            summed / every,
            threshold=threshold,
            apart=[(int(at[x]), int(at[y])) for x, y in apart],
            standing=[[place[name]] for name in sorted(stands)],
        )
        labels = tuple(int(names[again.labels[k]]) for k in at)
        held = [(int(names[x]), int(names[y]), average) for x, y, average in again.held]
        if labels == linked.labels:
            return Linked(labels, tuple(held))
        linked = Linked(labels, tuple(held))
    return linked


def _others(at: Ints, a: Ints, b: Ints, i: Ints, j: Ints, judge: Judge) -> Floats:
    """The average score of pairs between the sets a and b that are not among i and j."""
    order = np.argsort(at, kind="stable")
    starts = np.searchsorted(at[order], np.arange(int(at.max()) + 2))

    def some(name: int) -> Ints:
        members = order[starts[name] : starts[name + 1]]
        spread = np.linspace(0, len(members) - 1, min(len(members), _ASKED)).astype(np.int64)
        result: Ints = members[spread]
        return result

    parts = []
    for x, y in zip(a.tolist(), b.tolist(), strict=True):
        one, other = (grid.ravel() for grid in np.meshgrid(some(x), some(y)))
        parts.append((np.minimum(one, other), np.maximum(one, other)))
    left = np.concatenate([one for one, _ in parts])
    right = np.concatenate([other for _, other in parts])
    of = np.repeat(np.arange(len(parts)), [len(one) for one, _ in parts])
    new = ~np.isin(left * len(at) + right, i * len(at) + j)
    found = judge(left[new], right[new])
    count = np.bincount(of[new], minlength=len(parts))
    total = np.bincount(of[new], weights=found, minlength=len(parts))
    result: Floats = total / np.maximum(1, count)
    return result
