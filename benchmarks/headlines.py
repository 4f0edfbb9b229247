"""Whether a headline is for, against or only observing a claim (Emergent), as a Markdown table.

    python benchmarks/headlines.py

Five folds by claim over the shared emergent.train (Ferreira and Vlachos 2016). Logistic
regressions over the signs by which comparison weighs two claims, over the words of the headline,
and over both; the strength is chosen inside the training folds.
"""

from __future__ import annotations

import hashlib
import json
import os
import platform
from pathlib import Path

import numpy as np
import sklearn
from scipy import sparse
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import accuracy_score, f1_score
from sklearn.model_selection import GridSearchCV, GroupKFold
from sklearn.preprocessing import MaxAbsScaler, StandardScaler

import rashomon
from rashomon.comparison.likeness import Pairs
from rashomon.comparison.signs import signs
from rashomon.comparison.weighing import weigh
from rashomon.flow import said

ROOT = Path(__file__).resolve().parent.parent
SHARED = Path(os.environ.get("RASHOMON_SHARED", ROOT.parent / "shared"))
DATA = SHARED / "data" / "entailment" / "emergent.train.jsonl"


def main() -> None:
    rows = [json.loads(line) for line in DATA.read_text(encoding="utf-8").splitlines()]
    y = np.array([row["articleHeadlineStance"] for row in rows])
    groups = [row["claimId"] for row in rows]
    headlines = [row["articleHeadline"] for row in rows]
    texts = [text for row in rows for text in (row["claimHeadline"], row["articleHeadline"])]
    views = {text: said(text, "a", annotator="rules") for text in dict.fromkeys(texts)}
    both = Pairs(list(views.values()))
    made = [both.pair(views[row["claimHeadline"]], views[row["articleHeadline"]]) for row in rows]
    told = np.array([list(signs(pair).values()) for pair in made])
    dense = sparse.csr_matrix(
        StandardScaler().fit_transform(np.hstack([told, np.log(weigh(made) + 1e-4)]))
    )
    dense = sparse.csr_matrix(MaxAbsScaler().fit_transform(dense))
    print("| from | accuracy | macro F1 |\n|---|---|---|")
    said_by: dict[str, list[str]] = {"signs": [], "words of the headline": [], "both": []}
    order: list[int] = []
    for train, test in GroupKFold(5).split(rows, groups=groups):
        order += [int(n) for n in test]
        words = TfidfVectorizer(ngram_range=(1, 2), min_df=2, sublinear_tf=True)
        words.fit([headlines[n] for n in train])
        bag = words.transform(headlines)
        for name, x in (
            ("signs", dense),
            ("words of the headline", bag),
            ("both", sparse.hstack([dense, bag]).tocsr()),
        ):
            search = GridSearchCV(
                LogisticRegression(max_iter=3000), {"C": [0.3, 1, 3, 10]}, cv=GroupKFold(4)
            )
            search.fit(x[train], y[train], groups=[groups[n] for n in train])
            said_by[name] += list(search.predict(x[test]))
    majority = max(set(y), key=list(y).count)
    print(f"| always {majority} | {np.mean(y == majority):.3f} | |")
    for name, found in said_by.items():
        accuracy = accuracy_score(y[order], found)
        print(f"| {name} | {accuracy:.3f} | {f1_score(y[order], found, average='macro'):.3f} |")
    digest = hashlib.sha256(DATA.read_bytes()).hexdigest()[:12]
    print(f"\n{len(rows)} pairs; rashomon {rashomon.__version__}, ", end="")
    print(f"scikit-learn {sklearn.__version__}, data {digest}, ", end="")
    print(f"Python {platform.python_version()}; {platform.machine()}, {platform.system()}.")


if __name__ == "__main__":
    main()
