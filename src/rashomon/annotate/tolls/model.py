"""How probable each number of killed and injured is for one article, by the shipped weights.

Linear models over words score the mentions, the people and the whole text; three forests of trees
choose among the values of killed, injured and hit, and the three must fit together. All of it is
plain arrays in ``weights.npz``, made by ``training/tolls/fit.py``.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources

import numpy as np
from numpy.typing import NDArray

from rashomon.annotate.quantities import Found
from rashomon.annotate.tolls.features import TEXT_CLASSES, Floats, Signs, rows, values_of
from rashomon.annotate.tolls.mentions import Mentions, contexts, mentions_of
from rashomon.annotate.tolls.words import Ints, Words, bag, words_of

BITS = 15
"""Words and runs of words are hashed to two to the power of this."""
SCALE = 10.0
"""A text's words weigh this over the root of their number."""
_ALONE, _TOGETHER = 0.7, 0.6
"""Weights of what the forests say of killed and injured alone, and of their sum."""
_TINY = 1e-12


@dataclass(frozen=True, slots=True)
class Linear:
    """Weights of a slot in each column, and the biases: see :class:`features.Signs`."""

    counts: Floats
    counts_bias: Floats
    fates: Floats
    fates_bias: Floats
    whole: Floats
    whole_bias: Floats

    def signs(self, around: Ints, words: Ints) -> Signs:
        """The scores of mentions (``around``: their contexts) and of the text's bag ``words``."""
        whole = self.whole[words].sum(axis=0) * SCALE / np.sqrt(max(1, len(words)))
        whole = whole + self.whole_bias
        parts, start = [], 0
        for classes in TEXT_CLASSES:
            of = whole[start : start + classes]
            parts.append(of - np.logaddexp.reduce(of))
            start += classes
        return Signs(
            counts=self.counts[around].sum(axis=1) + self.counts_bias,
            fates=self.fates[around].sum(axis=1) + self.fates_bias,
            whole=np.concatenate(parts),
        )


@dataclass(frozen=True, slots=True)
class Forest:
    """Trees as arrays over all nodes; a leaf leads to itself and has the ``value`` that counts."""

    roots: Ints
    feature: Ints
    threshold: Floats
    left: Ints
    right: Ints
    value: Floats

    def score(self, x: Floats) -> Floats:
        """One score a row of ``x``: the sum over the trees."""
        rows, columns = x.shape
        flat = x.ravel()
        at = np.tile(self.roots, rows)
        row = np.repeat(np.arange(rows) * columns, len(self.roots))
        open_ = np.arange(len(at))
        while len(open_):
            node = at[open_]
            below = flat[row[open_] + self.feature[node]] <= self.threshold[node]
            after = np.where(below, self.left[node], self.right[node])
            at[open_] = after
            open_ = open_[self.left[after] != after]
        scores: Floats = self.value[at].reshape(rows, -1).sum(axis=1)
        return scores


@dataclass(frozen=True, slots=True)
class Weights:
    """What ``weights.npz`` holds: forests for the killed, the injured, and both together; the heat
    of the joint scores; the confidences to assert killed and injured from."""

    linear: Linear
    forests: tuple[Forest, Forest, Forest]
    heat: float
    thresholds: Floats


@dataclass(frozen=True, slots=True)
class Distribution:
    """The values weighed and the log-probabilities of killed and injured; and what was read."""

    values: Ints
    killed: Floats
    injured: Floats
    words: Words
    mentions: Mentions
    signs: Signs


def distribution(title: str | None, text: str, found: Sequence[Found]) -> Distribution:
    """The probabilities of the tolls of an article, with the quantities of its parse.

    They are of the event that an article tells, for news of shootings in US outlets; whether this
    is such an article is for the caller to judge.
    """
    return of_words(words_of(title, text), found)


def of_words(words: Words, found: Sequence[Found]) -> Distribution:
    """The same, of an article whose words the caller has."""
    weights = shipped()
    mentions = mentions_of(words)
    signs = weights.linear.signs(contexts(words, mentions, BITS), bag(words, BITS))
    values = values_of(mentions, found)
    x = rows(words, mentions, signs, found, values)
    killed, injured, hit = (log_softmax(forest.score(x)) for forest in weights.forests)
    killed, injured = joint(values, killed, injured, hit, weights.heat)
    return Distribution(values, killed, injured, words, mentions, signs)


def joint(
    values: Ints, killed: Floats, injured: Floats, hit: Floats, heat: float
) -> tuple[Floats, Floats]:
    """The log-probabilities of killed and injured, each told what the others say.

    All that go in are log-probabilities of the values; those who were hit are killed or injured.
    """
    both = values[:, None] + values[None, :]
    at = np.minimum(np.searchsorted(values, both), len(values) - 1)
    together = np.where(values[at] == both, hit[at], hit.min() - 1.0)
    table = heat * (_ALONE * (killed[:, None] + injured[None, :]) + _TOGETHER * together)
    table -= table.max()
    made = np.exp(table)
    made /= made.sum()
    return np.log(made.sum(axis=1) + _TINY), np.log(made.sum(axis=0) + _TINY)


def log_softmax(scores: Floats) -> Floats:
    """The scores as log-probabilities."""
    made: Floats = scores - np.logaddexp.reduce(scores)
    return made


@lru_cache(maxsize=1)
def shipped() -> Weights:
    """The weights of the package, loaded once per process."""
    with (
        resources.files("rashomon.annotate.tolls").joinpath("weights.npz").open("rb") as file,
        np.load(file, allow_pickle=False) as held,
    ):
        arrays: dict[str, NDArray[np.float64]] = {name: held[name] for name in held.files}

    def table(name: str) -> Floats:
        made: Floats = (arrays[name].astype(np.float32) * arrays[f"{name}_step"]).astype(np.float32)
        return made

    linear = Linear(
        *(x for name in ("counts", "fates", "whole") for x in (table(name), arrays[f"{name}_bias"]))
    )
    return Weights(
        linear=linear,
        forests=(_forest(arrays, "killed"), _forest(arrays, "injured"), _forest(arrays, "hit")),
        heat=float(arrays["heat"]),
        thresholds=arrays["thresholds"],
    )


def _forest(arrays: dict[str, NDArray[np.float64]], name: str) -> Forest:
    return Forest(
        roots=arrays[f"{name}_roots"].astype(np.int64),
        feature=arrays[f"{name}_feature"].astype(np.int64),
        threshold=arrays[f"{name}_threshold"],
        left=arrays[f"{name}_left"].astype(np.int64),
        right=arrays[f"{name}_right"].astype(np.int64),
        value=arrays[f"{name}_value"],
    )
