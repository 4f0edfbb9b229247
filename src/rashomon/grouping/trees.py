"""Boosted trees, read from a file of numbers and evaluated with numpy."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Tree:
    """Per node: the column it asks about (-1: a leaf), the bound, where to go, and the value.

    A row goes to ``low`` where its column is at most ``bound``, else to ``high``.
    """

    column: NDArray[np.int64]
    bound: Floats
    low: NDArray[np.int64]
    high: NDArray[np.int64]
    value: Floats

    def values(self, columns: Floats) -> Floats:
        """The value of the leaf that each row ends in."""
        at = np.zeros(len(columns), dtype=np.int64)
        going = np.arange(len(columns))
        while True:
            asked = self.column[at[going]]
            going = going[asked >= 0]
            if not len(going):
                result: Floats = self.value[at]
                return result
            node = at[going]
            under = columns[going, self.column[node]] <= self.bound[node]
            at[going] = np.where(under, self.low[node], self.high[node])


@dataclass(frozen=True, slots=True)
class Trees:
    """A sum of trees on the scale of log-odds."""

    bias: float
    trees: tuple[Tree, ...]

    def odds(self, columns: Floats, *, chunk: int = 100_000) -> Floats:
        """One number per row of ``columns``, which must hold no NaN, on the scale of log-odds."""
        result = np.full(len(columns), self.bias)
        for start in range(0, len(columns), chunk):
            part = columns[start : start + chunk]
            for tree in self.trees:
                result[start : start + chunk] += tree.values(part)
        return result


def parse(made: Mapping[str, Any]) -> Trees:
    """The trees from what a file holds: ``bias`` and per tree its five lists of equal length."""
    keys = ("column", "bound", "low", "high", "value")
    return Trees(made["bias"], tuple(_tree([tree[key] for key in keys]) for tree in made["trees"]))


def _tree(lists: Sequence[Sequence[float]]) -> Tree:
    column, bound, low, high, value = lists
    return Tree(
        np.array(column, dtype=np.int64),
        np.array(bound, dtype=np.float64),
        np.array(low, dtype=np.int64),
        np.array(high, dtype=np.int64),
        np.array(value, dtype=np.float64),
    )
