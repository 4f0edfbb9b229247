"""Fits the weights of ``rashomon.comparison.weighing``, and prints what they give by event.

    python training/relations/fit.py [--write]

Data: ``labels.jsonl`` beside this file (offsets and labels, ours) over the shared wikinews, gun
violence (train) and Syrian articles, and the shared ``conflicts.jsonl``; no event of
``wikinews.events.json`` is among them. Readings are kept in ``--cache`` between runs. Nothing is
drawn at random: the same data and versions give the same weights.
"""

from __future__ import annotations

import argparse
import json
import pickle
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pairs
from numpy.typing import NDArray
from pairs import CONFLICTS, HERE, Example, labelled
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import accuracy_score, f1_score
from sklearn.model_selection import GroupKFold
from sklearn.preprocessing import StandardScaler

from rashomon.comparison.signs import signs
from rashomon.comparison.weighing import RELATIONS

TARGET = HERE.parent.parent / "src" / "rashomon" / "comparison" / "weights.json"
# Pairs of conflicts.jsonl were sought for being hard; claims as they come weigh more.
CONFLICT_WEIGHT = 0.3
STRENGTH = 0.05
Array = NDArray[np.float64]


def columns(pairs: Sequence[Example]) -> Array:
    return np.array([list(signs(one.pair).values()) for one in pairs])


def fit(x: Array, y: Array, weight: Array) -> tuple[StandardScaler, LogisticRegression]:
    scaler = StandardScaler().fit(x)
    model = LogisticRegression(C=STRENGTH, max_iter=5000)
    return scaler, model.fit(scaler.transform(x), y, sample_weight=weight)


def by_event(tested: Sequence[Example], others: Sequence[Example], share: float) -> Array:
    """Probabilities for ``tested`` from weights that have not seen their event."""
    x, rest = columns(tested), columns(others)
    y = np.array([one.relation for one in (*tested, *others)])
    weight = np.array([*(e.weight for e in tested), *(share * e.weight for e in others)])
    events = [one.event for one in tested]
    made = np.zeros((len(tested), len(RELATIONS)))
    more = np.arange(len(tested), len(y)) if share else np.zeros(0, dtype=int)
    whole = np.vstack([x, rest])
    for train, test in GroupKFold(10).split(x, groups=events):
        chosen = np.r_[train, more]
        scaler, model = fit(whole[chosen], y[chosen], weight[chosen])
        made[test] = model.predict_proba(scaler.transform(x[test]))
    return made


def report(name: str, tested: Sequence[Example], chances: Array) -> None:
    y, said = np.array([one.relation for one in tested]), chances.argmax(axis=1)
    macro = f1_score(y, said, average="macro")
    print(f"\n{name}: {len(y)} pairs, accuracy {accuracy_score(y, said):.3f}, macro F1 {macro:.3f}")
    for k, relation in enumerate(RELATIONS[:-1]):
        order = np.argsort(-chances[:, k], kind="stable")
        right, n = np.cumsum(y[order] == k), np.arange(1, len(y) + 1)
        for wanted in (0.9, 0.85, 0.8):
            good = np.flatnonzero((right / n >= wanted) & (n >= 10))
            if len(good):
                last = good[-1]
                recall = right[last] / (y == k).sum()
                print(f"  {relation}: recall {recall:.2f} at precision {wanted:.2f}, ", end="")
                print(f"from {chances[order[last], k]:.2f}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", action="store_true", help="write the package's weights")
    parser.add_argument("--cache", type=Path, help="file that keeps the readings between runs")
    arguments = parser.parse_args()
    if arguments.cache and arguments.cache.exists():
        kept: dict[str, Any] = pickle.loads(arguments.cache.read_bytes())
        pairs.keep(kept)
    told, conflicts = labelled(HERE / "labels.jsonl"), labelled(CONFLICTS)
    if arguments.cache:
        arguments.cache.write_bytes(pickle.dumps(pairs.kept()))
    report("labels", told, by_event(told, conflicts, CONFLICT_WEIGHT))
    report("conflicts", conflicts, by_event(conflicts, told, 0.0))
    if not arguments.write:
        return
    both = (*told, *conflicts)
    weight = np.array([*(e.weight for e in told), *(CONFLICT_WEIGHT * e.weight for e in conflicts)])
    scaler, model = fit(columns(both), np.array([e.relation for e in both]), weight)
    made = {
        "signs": list(signs(both[0].pair)),
        "mean": rounded(scaler.mean_),
        "deviation": rounded(scaler.scale_),
        "weights": rounded(model.coef_.T),
        "bias": rounded(model.intercept_),
    }
    TARGET.write_text(json.dumps(made, indent=None) + "\n", encoding="utf-8")
    print(f"\nwritten: {TARGET.name}, {TARGET.stat().st_size:,} bytes")


def rounded(values: Array) -> Any:
    return np.round(values, 5).tolist()


if __name__ == "__main__":
    main()
