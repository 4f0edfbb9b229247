"""How probable it is that two articles report one event."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from importlib import resources
from typing import Any

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
from rashomon.grouping.slots import other_days
from rashomon.grouping.trees import Trees, parse
from rashomon.model import Article

# Only an article's nearest neighbours are scored; events of more articles hold by their chains
# and by average linkage inside them.
NEIGHBOURS = 40
_FLOOR = 0.02
_ROWS = 512
# A word or name in more articles than this brings nobody together: with it the cost would grow
# with the square of the articles. On gun_violence.train it costs .002 of the true pairs.
_COMMON = 300
# Texts as alike as this differ in little; if that little is the day, it is another event.
_ONE_WORDING = 0.8
_PAIRS = 200_000
_KEYS = ("undated", "dated")
# How much the trees, the regression with dates and that without count, where dates are known.
_SHARES = (0.7, 0.15, 0.15)
_ZERO = np.zeros(1)


@dataclass(frozen=True, slots=True)
class Weights:
    """One logistic regression: the weight of each feature by name, and the bias."""

    bias: float
    weights: Mapping[str, float]

    def odds(self, columns: Floats, names: tuple[str, ...]) -> Floats:
        """One number per row of ``columns`` on the scale of log-odds; absent weights are 0."""
        weights = np.array([self.weights.get(name, 0.0) for name in names])
        result: Floats = columns @ weights + self.bias
        return result


def probability(odds: Floats) -> Floats:
    """The probabilities of these log-odds."""
    result: Floats = 1.0 / (1.0 + np.exp(-np.clip(odds, -40, 40)))
    return result


@dataclass(frozen=True, slots=True)
class Judges:
    """Who judges a pair: a regression without both dates, another and trees with both."""

    undated: Weights
    dated: Weights
    trees: Trees

    def with_dates(self, text: Floats, dates: Floats) -> Floats:
        """One probability per row of both: a weighted mean of the log-odds of all three.

        It is as right on held-out news as the trees alone, which are too sure of what is unlike
        the news they were learnt from: that all tell of one Wednesday is little without a text.
        """
        columns = np.hstack([text, dates])
        judged = (
            self.trees.odds(columns),
            self.dated.odds(columns, TEXT_FEATURES + DATE_FEATURES),
            self.undated.odds(text, TEXT_FEATURES),
        )
        return probability(sum((w * odds for w, odds in zip(_SHARES, judged, strict=True)), _ZERO))


@lru_cache(maxsize=1)
def shipped() -> Judges:
    """The judges that ship with the package."""
    folder = resources.files("rashomon.grouping")

    def made(name: str) -> Any:
        return json.loads(folder.joinpath(name).read_text("utf-8"))

    weights = made("weights.json")
    undated, dated = (Weights(weights[k]["bias"], weights[k]["weights"]) for k in _KEYS)
    return Judges(undated, dated, parse(made("trees.json")))


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
    both = sparse.csr_matrix(
        sparse.hstack([_uncommon(rows.words), _uncommon(rows.names)], format="csr")
    )
    turned = sparse.csc_matrix(both.T)
    total = both.shape[0]
    found: list[Ints] = []
    for start in range(0, total, _ROWS):
        near = sparse.csr_matrix(both[start : start + _ROWS] @ turned)
        for offset in range(near.shape[0]):
            begin, end = near.indptr[offset], near.indptr[offset + 1]
            others, values = near.indices[begin:end], near.data[begin:end]
            at = start + offset
            keep = (values >= _FLOOR) & (others != at)
            others, values = others[keep].astype(np.int64), values[keep]
            if len(others) > NEIGHBOURS:
                # Rounded, so that the last bits of a sum cannot decide who is a neighbour.
                others = others[np.lexsort((others, -np.round(values, 9)))[:NEIGHBOURS]]
            found.append(np.minimum(others, at) * total + np.maximum(others, at))
    pairs = np.unique(np.concatenate(found)) if found else np.zeros(0, dtype=np.int64)
    return pairs // max(1, total), pairs % max(1, total)


def _uncommon(matrix: sparse.csr_matrix) -> sparse.csr_matrix:
    made = matrix.copy()
    common = np.bincount(made.indices, minlength=made.shape[1]) > _COMMON
    made.data[common[made.indices]] = 0.0
    made.eliminate_zeros()
    return made


def probabilities(rows: Encoded, i: Ints, j: Ints) -> tuple[Floats, Ints]:
    """For each pair the probability that both report one event, and which pairs cannot.

    Those that cannot are given by their places in ``i`` and ``j``: one wording, told of two days.
    """
    judges = shipped()
    result = np.zeros(len(i))
    apart: list[int] = []
    for start in range(0, len(i), _PAIRS):
        a, b = i[start : start + _PAIRS], j[start : start + _PAIRS]
        text = text_features(rows, a, b)
        part = probability(judges.undated.odds(text, TEXT_FEATURES))
        # What days tell was learnt beside words whose rarity is known.
        known = ~np.isnan(rows.days[a] - rows.days[b]) & ~rows.odd[a] & ~rows.odd[b]
        if known.any():
            dates = date_features(rows, text[known], a[known], b[known])
            part[known] = judges.with_dates(text[known], dates)
        for at in np.flatnonzero(text[:, 0] >= _ONE_WORDING):
            if other_days(rows.slots[a[at]], rows.slots[b[at]]):
                part[at] = 0.0
                apart.append(start + int(at))
        result[start : start + _PAIRS] = part
    return result, np.array(apart, dtype=np.int64)
