"""Logistic regressions over hashed words: of mentions, of people, of whole texts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from scipy import sparse
from sklearn.linear_model import LogisticRegression

from examples import Example
from rashomon.annotate.tolls.features import TEXT_CLASSES
from rashomon.annotate.tolls.mentions import AGE
from rashomon.annotate.tolls.model import BITS, SCALE, Linear
from rashomon.annotate.tolls.words import Ints

C_COUNTS, C_FATES, C_WHOLE = 0.02, 0.04, 0.15


def fit(examples: Sequence[Example]) -> Linear:
    """The linear models of these articles.

    A mention is right where its number is the incident's (the text may count something else by
    chance: such labels are noise). A person's fate is the participant's with that age, where only
    one fate has it.
    """
    counted = [e.mentions.kinds < AGE for e in examples]
    x = matrix([row for e, of in zip(examples, counted, strict=True) for row in e.contexts[of]])
    counts = [
        _fitted(C_COUNTS, x, np.concatenate([
            e.mentions.values[of] == e.toll[head] for e, of in zip(examples, counted, strict=True)
        ]))
        for head in range(3)
    ]  # fmt: skip
    people = [
        (e.contexts[at], [who in fate for fate in e.people])
        for e in examples
        for at, who in enumerate(e.mentions.ages)
        if who and sum(who in fate for fate in e.people) == 1
    ]
    x = matrix([row for row, _ in people])
    fates = [_fitted(C_FATES, x, np.array([is_in[h] for _, is_in in people])) for h in range(2)]
    x = _texts(examples)
    wholes = [
        _classes(x, np.array([min(e.toll[h], n - 1) for e in examples]), n)
        for h, n in enumerate(TEXT_CLASSES)
    ]
    return Linear(
        counts=np.array([w for w, _ in counts]).T,
        counts_bias=np.array([b for _, b in counts]),
        fates=np.array([w for w, _ in fates]).T,
        fates_bias=np.array([b for _, b in fates]),
        whole=np.concatenate([w for w, _ in wholes]).T,
        whole_bias=np.concatenate([b for _, b in wholes]),
    )


def matrix(parts: Sequence[Ints]) -> Any:
    """The slots of each row as a sparse matrix of counts."""
    lengths = [len(part) for part in parts]
    made = sparse.csr_matrix(
        (np.ones(sum(lengths), np.float32), np.concatenate(parts), np.cumsum([0, *lengths])),
        shape=(len(parts), 1 << BITS),
    )
    made.sum_duplicates()
    return made


def _texts(examples: Sequence[Example]) -> Any:
    scale = [SCALE / np.sqrt(max(1, len(e.bag))) for e in examples]
    return sparse.diags(scale) @ matrix([e.bag for e in examples])


def _model(c: float) -> Any:
    return LogisticRegression(C=c, max_iter=300, tol=1e-3)


def _fitted(c: float, x: Any, y: Any) -> tuple[Any, float]:
    model = _model(c).fit(x, y)
    return model.coef_[0], float(model.intercept_[0])


def _classes(x: Any, y: Any, classes: int) -> tuple[Any, Any]:
    model = _model(C_WHOLE).fit(x, y)
    weights, bias = np.zeros((classes, x.shape[1])), np.full(classes, -9.0)
    weights[model.classes_] = model.coef_
    bias[model.classes_] = model.intercept_
    return weights, bias
