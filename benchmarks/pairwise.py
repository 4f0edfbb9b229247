"""Pairwise and B-cubed scores of one grouping against another."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple


class Scores(NamedTuple):
    precision: float
    recall: float
    f1: float
    bcubed_precision: float
    bcubed_recall: float
    bcubed: float


def score(truth: Sequence[str], found: Sequence[str]) -> Scores:
    """Pairwise and B-cubed scores of one label per article against another."""
    both = Counter(zip(truth, found, strict=True))
    of_truth, of_found = Counter(truth), Counter(found)

    def pairs(counts: Counter[str] | Counter[tuple[str, str]]) -> int:
        return sum(n * (n - 1) // 2 for n in counts.values())

    precision = pairs(both) / max(1, pairs(of_found))
    recall = pairs(both) / max(1, pairs(of_truth))
    several = [(t, f) for t, f in zip(truth, found, strict=True) if of_truth[t] > 1]
    bp = sum(both[t, f] / of_found[f] for t, f in several) / len(several)
    br = sum(both[t, f] / of_truth[t] for t, f in several) / len(several)
    return Scores(precision, recall, f1(precision, recall), bp, br, f1(bp, br))


def f1(precision: float, recall: float) -> float:
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0
