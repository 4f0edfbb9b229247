"""Sets that share a member, put together."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import TypeVar

T = TypeVar("T")


def joined(sets: Iterable[Collection[T]]) -> list[set[T]]:
    """The sets, any that share a member made one; each stands where its last part came.

    >>> joined([{1, 2}, {3}, {2, 4}])
    [{3}, {1, 2, 4}]
    """
    made: list[set[T]] = []
    for one in sets:
        here = set(one)
        touching = [other for other in made if other & here]
        made = [other for other in made if not other & here]
        made.append(here.union(*touching))
    return made
