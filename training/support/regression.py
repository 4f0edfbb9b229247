"""What the signs of a sentence say of its support: fitted, and held against documents left out.

One linear model over a sentence's signs, fitted at once to four things: whether a sentence of
SummEdits is supported, the same of our edits and of BUMP (weighed less), and that of a summary of
BUMP and an edit of it the summary scores higher. Nothing is drawn at random.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

import numpy as np
from edited import REFERENCE, Summary
from numpy.typing import NDArray
from scipy.optimize import minimize

from rashomon.checking.support import columns
from rashomon.comparison.weighing import Weights

Floats = NDArray[np.float64]

PENALTY = 200.0
WEIGHT = {"summedits": 1.0, "bump": 0.1, "edits": 0.3}
SETS = tuple(WEIGHT)
PAIR_WEIGHT = 2.0
FOLDS = 9  # of BUMP's documents and those of our edits; of SummEdits' each is left out alone


class Table:
    """All sentences with telling words: their columns, whose summary's each is, and its label.

    A label is 1 (supported), 0 (touched by the edit of a summary that is not) or -1: of a summary
    that is not, where what was edited cannot be seen.
    """

    def __init__(self, summaries: Sequence[Summary]) -> None:
        self.summaries = summaries
        signs = next(s.signs for one in summaries for s in one.sentences if s.signs)
        self.names = tuple(signs[0])
        rows, of, labels = [], [], []
        for number, summary in enumerate(summaries):
            seen = any(any(sentence.changed) for sentence in summary.sentences)
            for sentence in summary.sentences:
                if not sentence.signs:
                    continue
                rows.append(columns(sentence.signs, self.names))
                of.append(number)
                clean = 1 if summary.supported or seen else -1
                labels.append(0 if not summary.supported and any(sentence.changed) else clean)
        self.rows, self.of, self.labels = np.array(rows), np.array(of), np.array(labels)
        self.sets = np.array([SETS.index(one.of) for one in summaries])
        self.edits = self.sets == SETS.index("summedits")
        self.ours = self.sets == SETS.index("edits")
        self.documents = np.array([f"{one.of} {one.document}" for one in summaries])
        self.supported = np.array([one.supported for one in summaries])

    def pairs(self) -> Mapping[int, int]:
        """BUMP's edits by number, each with the number of the summary it was made of."""
        own = {
            one.document: number
            for number, one in enumerate(self.summaries)
            if one.of == "bump" and one.kind == REFERENCE
        }
        return {
            number: own[one.document]
            for number, one in enumerate(self.summaries)
            if one.of == "bump" and one.kind != REFERENCE
        }


def fit(table: Table, told: NDArray[np.bool_]) -> Weights:
    """The weights by the summaries marked in ``told``."""
    known = told[table.of]
    mean, deviation = table.rows[known].mean(axis=0), table.rows[known].std(axis=0) + 1e-3
    rows = (table.rows - mean) / deviation
    used = np.flatnonzero(known & (table.labels >= 0))
    signs, sets = 2.0 * table.labels[used] - 1, table.sets[table.of[used]]
    # A bias for each set: how many of its summaries are supported says nothing of others.
    member = np.eye(len(SETS))[sets]
    weights = np.array(list(WEIGHT.values()))[sets]
    for some in member.T > 0:
        for sign in (-1, 1):
            part = some & (signs == sign)
            if part.any():
                weights[part] *= some.sum() / 2 / part.sum()
    sums = np.zeros((len(table.summaries), rows.shape[1]))
    np.add.at(sums, table.of, rows)
    gaps = [sums[own] - sums[edit] for edit, own in table.pairs().items() if told[edit]]
    apart = np.array(gaps).reshape(-1, rows.shape[1])
    x, width = rows[used], rows.shape[1]

    def loss(given: Floats) -> tuple[float, Floats]:
        by, bias = given[:width], given[width:]
        margin = signs * (x @ by + member @ bias)
        gap = apart @ by
        total = (weights * np.logaddexp(0, -margin)).sum()
        total += PAIR_WEIGHT * np.logaddexp(0, -gap).sum() + PENALTY / 2 * (by @ by)
        slope = -weights * signs * np.exp(-np.logaddexp(0, margin))
        made = np.empty_like(given)
        made[:width] = x.T @ slope + PENALTY * by
        made[:width] -= PAIR_WEIGHT * (apart.T @ np.exp(-np.logaddexp(0, gap)))
        made[width:] = member.T @ slope
        return float(total), made

    start = np.zeros(width + len(SETS))
    found = minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": 500}).x
    return Weights(
        names=table.names,
        mean=mean,
        deviation=deviation,
        weights=found[:width],
        bias=np.array(found[width]),
    )


def logits(table: Table, weights: Weights) -> Floats:
    """The log-odds of each sentence."""
    made: Floats = (table.rows - weights.mean) / weights.deviation @ weights.weights + weights.bias
    return made


def whole(table: Table, sentences: Floats) -> Floats:
    """The log-odds of each summary, as :func:`rashomon.checking.support.whole` has it."""
    least, sums = np.full(len(table.summaries), np.inf), np.zeros(len(table.summaries))
    np.minimum.at(least, table.of, sentences)
    np.add.at(sums, table.of, sentences)
    made: Floats = (least + sums / np.bincount(table.of, minlength=len(sums))) / 2
    return made


def balanced(supported: NDArray[np.bool_], said: NDArray[np.bool_]) -> float:
    """Balanced accuracy."""
    return float((said[supported].mean() + (~said[~supported]).mean()) / 2)


def threshold(supported: NDArray[np.bool_], scores: Floats) -> float:
    """The score from which on "supported" is right most often, both answers weighed alike."""
    tried = np.quantile(scores, np.linspace(0.02, 0.98, 193))
    return float(max(tried, key=lambda at: balanced(supported, scores >= at)))


def left_out(table: Table) -> tuple[Floats, NDArray[np.bool_]]:
    """Each summary's score by weights that saw no summary of its document, and what is said of it.

    Of SummEdits "supported" is said from a threshold on that was chosen on the other documents.
    Our edits are always told here: :func:`ours_left_out` scores them.
    """
    edits = sorted(set(table.documents[table.edits]))
    others = sorted(set(table.documents[~table.edits & ~table.ours]))
    scores, said = np.zeros(len(table.summaries)), np.zeros(len(table.summaries), dtype=bool)
    for fold, document in enumerate(edits):
        out = np.isin(table.documents, [document, *(others[fold::FOLDS] if fold < FOLDS else ())])
        found = whole(table, logits(table, fit(table, ~out)))
        told = ~out & table.edits
        at = threshold(table.supported[told], found[told])
        scores[out], said[out] = found[out], found[out] >= at
    return scores, said


def ours_left_out(table: Table) -> tuple[Floats, NDArray[np.bool_]]:
    """The same of our edits, by weights that saw none of their article; 0 and False for others."""
    documents = sorted(set(table.documents[table.ours]))
    scores, said = np.zeros(len(table.summaries)), np.zeros(len(table.summaries), dtype=bool)
    for fold in range(FOLDS):
        out = np.isin(table.documents, documents[fold::FOLDS])
        found = whole(table, logits(table, fit(table, ~out)))
        told = ~out & table.ours
        at = threshold(table.supported[told], found[told])
        scores[out], said[out] = found[out], found[out] >= at
    return scores, said


def won(table: Table, scores: Floats) -> dict[str, list[float]]:
    """For each kind of fault, of each pair 1 where the edit scores lower, 0.5 where the same."""
    made: dict[str, list[float]] = defaultdict(list)
    for edit, own in table.pairs().items():
        gap = scores[own] - scores[edit]
        point = 0.5 if abs(gap) < 1e-9 else float(gap > 0)
        made[table.summaries[edit].kind].append(point)
    return made


def area(supported: NDArray[np.bool_], scores: Floats) -> float:
    """The area under the curve."""
    from sklearn.metrics import roc_auc_score

    return float(roc_auc_score(supported, scores))
