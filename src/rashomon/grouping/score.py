"""How probable it is that two articles report one event."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from importlib import resources

import numpy as np
from scipy import sparse

from rashomon.grouping.features import (
    DATE_FEATURES,
    TEXT_FEATURES,
    Encoded,
    Floats,
    Ints,
    date_features,
    text_features,
)
from rashomon.model import Article

# Only an article's nearest neighbours are scored; events of more articles hold by their chains
# and by average linkage inside them.
NEIGHBOURS = 60
_FLOOR = 0.06
_ROWS = 256


@dataclass(frozen=True, slots=True)
class Weights:
    """One logistic regression: the weight of each feature by name, and the bias."""

    bias: float
    weights: Mapping[str, float]

    def probability(self, columns: Floats, names: tuple[str, ...]) -> Floats:
        """One probability per row of ``columns``."""
        logit = columns @ np.array([self.weights[name] for name in names]) + self.bias
        result: Floats = 1.0 / (1.0 + np.exp(-np.clip(logit, -40, 40)))
        return result


@lru_cache(maxsize=1)
def shipped_weights() -> tuple[Weights, Weights]:
    """The weights for pairs without both dates, and for pairs with both."""
    text = resources.files("rashomon.grouping").joinpath("weights.json").read_text("utf-8")
    made = json.loads(text)
    undated, dated = (Weights(made[k]["bias"], made[k]["weights"]) for k in ("undated", "dated"))
    return undated, dated


def published(article: Article) -> date | None:
    """The day the article says it was published, or None where it says none that is ISO 8601."""
    if not article.published:
        return None
    try:
        return datetime.fromisoformat(article.published).date()
    except ValueError:
        return None


def candidates(rows: Encoded) -> tuple[Ints, Ints]:
    """The pairs worth scoring: i < j, each among the other's nearest by words and names."""
    both = sparse.csr_matrix(sparse.hstack([rows.words, rows.names], format="csr"))
    turned = sparse.csc_matrix(both.T)
    total = both.shape[0]
    pairs: set[tuple[int, int]] = set()
    for start in range(0, total, _ROWS):
        near = sparse.csr_matrix(both[start : start + _ROWS] @ turned)
        for offset in range(near.shape[0]):
            begin, end = near.indptr[offset], near.indptr[offset + 1]
            others, values = near.indices[begin:end], near.data[begin:end]
            keep = (values >= _FLOOR) & (others != start + offset)
            others, values = others[keep], values[keep]
            # Rounded, so that the last bits of a sum cannot decide who is a neighbour.
            best = np.lexsort((others, -np.round(values, 9)))[:NEIGHBOURS]
            at = start + offset
            pairs.update((min(at, int(o)), max(at, int(o))) for o in others[best])
    ordered = np.array(sorted(pairs), dtype=np.int64).reshape(-1, 2)
    return ordered[:, 0], ordered[:, 1]


def probabilities(rows: Encoded, i: Ints, j: Ints) -> Floats:
    """For each pair the probability that both report one event."""
    undated, dated = shipped_weights()
    text = text_features(rows, i, j)
    result = undated.probability(text, TEXT_FEATURES)
    columns = np.hstack([text, date_features(rows, text, i, j)])
    known = ~np.isnan(columns[:, -1])
    if known.any():
        result[known] = dated.probability(columns[known], TEXT_FEATURES + DATE_FEATURES)
    return result
