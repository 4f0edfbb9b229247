"""How likely each relation between two claims is, by their signs.

One logistic regression, made by ``training/relations`` from labelled pairs of claims. Where it says
that two claims agree it was right nine times of ten on events it had not seen; of contradictions it
knows too few to be believed on its word alone (``docs/relations-card.md``).
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources

import numpy as np
from numpy.typing import NDArray

from rashomon.comparison.likeness import Pair
from rashomon.comparison.signs import signs

Floats = NDArray[np.float64]

RELATIONS = ("agree", "contradict", "update", "compatible", "unrelated")
"""What the columns of :func:`weigh` stand for."""


@dataclass(frozen=True, slots=True, eq=False)
class Weights:
    """A logistic regression over named signs, brought to mean 0 and deviation 1.

    ``bias`` is one number where there is one outcome, else one for each.
    """

    names: tuple[str, ...]
    mean: Floats
    deviation: Floats
    weights: Floats
    bias: Floats


def weigh(pairs: Sequence[Pair]) -> Floats:
    """One row a pair with the probability of each of :data:`RELATIONS`: shape (pairs, 5)."""
    if not pairs:
        return np.zeros((0, len(RELATIONS)))
    known = shipped()
    rows = [signs(pair) for pair in pairs]
    columns = np.array([[row[name] for name in known.names] for row in rows])
    scores = ((columns - known.mean) / known.deviation) @ known.weights + known.bias
    powers = np.exp(scores - scores.max(axis=1, keepdims=True))
    made: Floats = powers / powers.sum(axis=1, keepdims=True)
    return made


def shipped() -> Weights:
    """The weights of the package by which relations are weighed."""
    return weights_in("rashomon.comparison")


@lru_cache
def weights_in(package: str) -> Weights:
    """The regression that a package holds as ``weights.json``, loaded once per process."""
    made = json.loads(resources.files(package).joinpath("weights.json").read_text("utf-8"))
    return Weights(
        names=tuple(made["signs"]),
        mean=np.array(made["mean"]),
        deviation=np.array(made["deviation"]),
        weights=np.array(made["weights"]),
        bias=np.array(made["bias"]),
    )
