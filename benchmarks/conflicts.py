"""What is said of labelled pairs of claims, as Markdown tables.

    python benchmarks/conflicts.py [--cache FILE]

The pairs are those of the shared ``conflicts.jsonl`` and of ``training/relations/labels.jsonl``,
with the claims given. The weights are fitted without the event in question each time, so nothing
is judged by weights that have seen it; thresholds were chosen with these tables in view. Reading
the articles takes ten minutes; ``--cache`` keeps the readings.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import pickle
import platform
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import sklearn
from sklearn.metrics import accuracy_score, f1_score

import rashomon
from rashomon.comparison import verdicts
from rashomon.comparison.relations import comparable, judge
from rashomon.comparison.weighing import RELATIONS

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "training" / "relations"))

import pairs  # noqa: E402
from fit import CONFLICT_WEIGHT, Array, by_event  # noqa: E402

LABELS = pairs.HERE / "labels.jsonl"
CONTRADICT = RELATIONS.index("contradict")


def weights_table(name: str, told: Sequence[pairs.Example], chances: Array) -> None:
    y = np.array([one.relation for one in told])
    said = chances.argmax(axis=1)
    majority = np.full(len(y), np.bincount(y).argmax())
    order = np.argsort(-chances[:, CONTRADICT], kind="stable")
    right = np.cumsum(y[order] == CONTRADICT)
    precision, recall = right / np.arange(1, len(y) + 1), right / right[-1]
    at_recall = precision[recall >= 0.6].max()
    at_precision = recall[precision >= 0.85].max(initial=0.0)
    for who, given in ((f"{name}, majority", majority), (f"{name}, weights", said)):
        macro = f1_score(y, given, average="macro", zero_division=0)
        more = f"{at_recall:.1%} | {at_precision:.1%}" if given is said else " | "
        print(f"| {who} | {len(y)} | {accuracy_score(y, given):.1%} | {macro:.1%} | {more} |")


def verdicts_table(name: str, told: Sequence[pairs.Example], chances: Array) -> None:
    rule, said, right, key = (Counter[str]() for _ in range(4))
    of_rules = Counter[str]()
    for one, row in zip(told, chances, strict=True):
        truth = RELATIONS[one.relation]
        key[truth] += 1
        if not comparable(one.pair.a, one.pair.b):
            continue
        shown = judge(one.pair)
        if shown is not None:
            rule[shown.relation] += 1
            of_rules[shown.relation] += shown.relation == truth
        found = verdicts.decide(one.pair, shown, row)
        if found is not None:
            said[found.relation] += 1
            right[found.relation] += found.relation == truth
    for relation in RELATIONS[:-1]:
        print(
            f"| {name}: {relation} | {key[relation]} | {of_rules[relation]} of {rule[relation]} "
            f"| {right[relation]} of {said[relation]} |"
        )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cache", type=Path, help="file that keeps the readings between runs")
    arguments = parser.parse_args()
    if arguments.cache and arguments.cache.exists():
        pairs.keep(pickle.loads(arguments.cache.read_bytes()))
    told, conflicts = pairs.labelled(LABELS), pairs.labelled(pairs.CONFLICTS)
    if arguments.cache:
        arguments.cache.write_bytes(pickle.dumps(pairs.kept()))
    sets = (
        ("conflicts.jsonl", conflicts, by_event(conflicts, told, 0.0)),
        ("labels", told, by_event(told, conflicts, CONFLICT_WEIGHT)),
    )
    print("| | pairs | accuracy | macro F1 | contradict: precision at recall 60 | ", end="")
    print("recall at precision 85 |\n|---|---|---|---|---|---|")
    for row in sets:
        weights_table(*row)
    print("\n| what is said | in the key | right of the rules' | right of the product's |")
    print("|---|---|---|---|")
    for row in sets:
        verdicts_table(*row)
    both = pairs.CONFLICTS.read_bytes() + LABELS.read_bytes()
    print(f"\nrashomon {rashomon.__version__}, scikit-learn {sklearn.__version__}, ", end="")
    print(f"data {hashlib.sha256(both).hexdigest()[:12]}, Python {platform.python_version()};")
    print(f"{platform.machine()}, {os.cpu_count()} cores, {platform.system()}.")


if __name__ == "__main__":
    main()
