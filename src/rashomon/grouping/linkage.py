"""Scored pairs into sets by average linkage, with sets that stand and pairs that must not meet."""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rashomon.grouping.features import Floats, Ints

# Pairs below this count as 0: the average of a set hardly feels them, and they are most pairs.
_TIE = 0.02


@dataclass(frozen=True, slots=True)
class Linked:
    """One label per article (the smallest place of its set), and the sets that were held apart.

    ``held`` are pairs of labels of standing sets with the average that would have joined them.
    """

    labels: tuple[int, ...]
    held: tuple[tuple[int, int, float], ...]


class _Sets:
    """The sets on the way: their sizes, the sums of the scores between them, who is barred."""

    def __init__(self, total: int) -> None:
        self.size = [1] * total
        self.members: list[list[int]] = [[at] for at in range(total)]
        self.near: list[dict[int, float]] = [{} for _ in range(total)]
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
    total: int,
    i: Ints,
    j: Ints,
    score: Floats,
    *,
    threshold: float,
    apart: Iterable[tuple[int, int]] = (),
    standing: Sequence[Sequence[int]] = (),
) -> Linked:
    """The sets whose average score over all pairs, unscored ones as 0, reaches ``threshold``.

    The two of a pair in ``apart`` are never in one set, unless they stand in one. The sets in
    ``standing`` are kept whole and apart from each other, whatever the scores. The cost grows
    with the number of scored pairs.
    """
    sets = _Sets(total)
    kept = score >= _TIE
    for a, b, s in zip(i[kept].tolist(), j[kept].tolist(), score[kept].tolist(), strict=True):
        sets.near[a][b] = sets.near[b][a] = s
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
