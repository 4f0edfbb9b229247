"""Whether two answers of different outlets to one question are the same (NaNCo), in Markdown.

    python benchmarks/answers.py

Four questions of the shared nanco.dev. Each is judged by what was fitted on the other three: the
threshold of a score, or a logistic regression that weighs both classes alike. What comparison sees
of an answer is what ``rashomon.relate`` sees of a sentence.
"""

from __future__ import annotations

import hashlib
import os
import platform
from collections.abc import Sequence
from itertools import chain, combinations

import numpy as np
import sklearn
from likeness import DATA, Array, by_question, rows
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import balanced_accuracy_score, roc_auc_score
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

import rashomon
from rashomon import encoder
from rashomon.comparison.likeness import Pair, Pairs
from rashomon.comparison.relations import says_the_same
from rashomon.comparison.signs import signs
from rashomon.comparison.verdicts import relate
from rashomon.comparison.weighing import RELATIONS, weigh
from rashomon.relating import said

FILE = "entailment/nanco.dev.jsonl"
STRENGTH = 0.05  # as the weights of comparison are fitted


def fitted(columns: Sequence[Array], truths: Sequence[Array]) -> str:
    """Cells as :func:`likeness.by_question` gives, from regressions that lack the question."""
    made, areas = [], []
    for number, (x, y) in enumerate(zip(columns, truths, strict=True)):
        rest = [n for n in range(len(columns)) if n != number]
        model = make_pipeline(
            StandardScaler(),
            LogisticRegression(C=STRENGTH, class_weight="balanced", max_iter=5000),
        )
        model.fit(np.vstack([columns[n] for n in rest]), np.hstack([truths[n] for n in rest]))
        chances = model.predict_proba(x)[:, 1]
        made.append(balanced_accuracy_score(y, chances >= 0.5))
        areas.append(roc_auc_score(y, chances))
    return f"{np.mean(made):.3f} | {np.mean(areas):.3f} | |"


def main() -> None:
    pairs: list[list[Pair]] = []
    truths: list[Array] = []
    paragraphs: list[Array] = []
    for row in rows(FILE):
        answers = row["answers"]
        views = [said(a["Answer"], f"answer {n}") for n, a in enumerate(answers)]
        made = Pairs(views)
        places = list(combinations(range(len(answers)), 2))
        pairs.append([made.pair(views[i], views[j]) for i, j in places])
        groups = [answer["cluster_global"] for answer in answers]
        truths.append(np.array([groups[i] == groups[j] for i, j in places]))
        vectors = encoder.encode([answer["Paragraph"] for answer in answers])
        paragraphs.append(np.array([float(vectors[i] @ vectors[j]) for i, j in places]))
    agree = [weigh(some)[:, RELATIONS.index("agree")] for some in pairs]
    told = [np.array([list(signs(pair).values()) for pair in some]) for some in pairs]
    scores: dict[str, list[Array]] = {
        "cosine of the answers": [np.array([p.meaning for p in some]) for some in pairs],
        "cosine of their paragraphs": paragraphs,
        "weighted share of the words (Jaccard)": [
            np.array([p.words for p in some]) for some in pairs
        ],
        "the weights' chance of agree": agree,
    }
    print("| score | balanced accuracy | AUC | thresholds |\n|---|---|---|---|")
    for name, found in scores.items():
        print(f"| {name} | {by_question(list(zip(found, truths, strict=True)))}")
    few = [
        np.array([[p.meaning, p.words, p.held, near] for p, near in zip(some, by, strict=True)])
        for some, by in zip(pairs, paragraphs, strict=True)
    ]
    print(f"| regression over the cosines and words | {fitted(few, truths)}")
    print(f"| regression over all signs | {fitted(told, truths)}")
    everything = np.hstack(truths)
    verdicts = [relate(pair) for pair in chain.from_iterable(pairs)]
    for name, flags in (
        ("says the same", [says_the_same(pair) for pair in chain.from_iterable(pairs)]),
        ("agree", [v is not None and v.relation == "agree" for v in verdicts]),
    ):
        right = int(np.sum(everything & np.array(flags)))
        print(f"\nSaid without any fitting, {name}: {right} of {sum(flags)} right, ", end="")
        print(f"of {everything.sum()} pairs of one answer.")
    print(f"\n{len(everything)} pairs; rashomon {rashomon.__version__}, ", end="")
    digest = hashlib.sha256((DATA / FILE).read_bytes()).hexdigest()[:12]
    print(f"scikit-learn {sklearn.__version__}, data {digest}, ", end="")
    print(f"Python {platform.python_version()}; {platform.machine()}, {os.cpu_count()} cores.")


if __name__ == "__main__":
    main()
