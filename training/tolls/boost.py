"""Gradient boosting for a choice: one of an article's values is right (conditional logit).

scikit-learn has boosting for single rows only; here the loss is of the softmax over the rows of
one article. Trees are grown by scikit-learn's own grower of histogram trees.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sklearn.ensemble._hist_gradient_boosting.binning import _BinMapper
from sklearn.ensemble._hist_gradient_boosting.grower import TreeGrower

Floats = NDArray[np.float64]


@dataclass(kw_only=True)
class Options:
    trees: int = 200
    rate: float = 0.06
    leaves: int = 10
    smallest_leaf: int = 30
    l2: float = 5.0
    articles: float = 0.7
    features: float = 0.3
    seed: int = 20261122


def softmax(scores: Floats, starts: NDArray[np.int64], lengths: NDArray[np.int64]) -> Floats:
    """The log-probabilities of the rows within their articles."""
    top = np.repeat(np.maximum.reduceat(scores, starts), lengths)
    e = np.exp(scores - top)
    made: Floats = scores - top - np.log(np.repeat(np.add.reduceat(e, starts), lengths))
    return made


def groups(article: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    starts = np.flatnonzero(np.r_[True, article[1:] != article[:-1]])
    return starts, np.diff(np.r_[starts, len(article)])


def fit(
    x: NDArray[np.float32],
    right: NDArray[np.bool_],
    article: NDArray[np.int64],
    options: Options,
) -> list[Any]:
    """The trees; ``right`` marks the rows of true values."""
    starts, lengths = groups(article)
    known = np.repeat(np.add.reduceat(right.astype(float), starts) > 0, lengths)
    mapper = _BinMapper(n_bins=256, random_state=options.seed, n_threads=1)
    binned = mapper.fit_transform(x)
    rng = np.random.default_rng(options.seed)
    scores = np.zeros(len(x))
    trees = []
    for step in range(options.trees):
        p = np.exp(softmax(scores, starts, lengths))
        held = np.repeat(rng.random(len(starts)) < options.articles, lengths) & known
        gradient = np.where(held, p - right, 0).astype(np.float32)
        hessian = np.where(held, np.maximum(p * (1 - p), 1e-6), 1e-9).astype(np.float32)
        at = np.flatnonzero(held)
        part = np.asfortranarray(binned[at])
        grower = TreeGrower(
            part, np.ascontiguousarray(gradient[at]), np.ascontiguousarray(hessian[at]),
            max_leaf_nodes=options.leaves, min_samples_leaf=options.smallest_leaf,
            l2_regularization=options.l2, shrinkage=options.rate, n_bins=256,
            n_bins_non_missing=mapper.n_bins_non_missing_, min_gain_to_split=0.0,
            feature_fraction_per_split=options.features,
            rng=np.random.default_rng(options.seed + step),
            n_threads=1,
        )  # fmt: skip
        grower.grow()
        tree = grower.make_predictor(mapper.bin_thresholds_)
        scores += tree.predict_binned(binned, mapper.missing_values_bin_idx_, 1)
        trees.append(tree)
    return trees


def score(trees: list[Any], x: NDArray[np.float32]) -> Floats:
    cats, index = np.zeros((0, 8), dtype=np.uint32), np.zeros(x.shape[1], dtype=np.uint32)
    made: Floats = sum(t.predict(x.astype(np.float64), cats, index, 1) for t in trees)
    return made
