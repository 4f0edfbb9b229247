"""Whether a headline is for, against or only observing a claim (Emergent), as a Markdown table.

    python benchmarks/headlines.py

Five folds by claim over the shared emergent.train (Ferreira and Vlachos 2016). Everything that is
fitted, scales and vocabularies too, is fitted on the training folds; the strength of a regression
and which of the models is taken are chosen by folds inside them.
"""

from __future__ import annotations

import hashlib
import json
import os
import platform
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import sklearn
from scipy import sparse
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import accuracy_score, f1_score
from sklearn.model_selection import GridSearchCV, GroupKFold, cross_val_predict
from sklearn.preprocessing import StandardScaler

import rashomon
from rashomon.comparison.likeness import Pairs
from rashomon.comparison.signs import signs
from rashomon.comparison.weighing import weigh
from rashomon.relating import said
from rashomon.vocabulary import stem

ROOT = Path(__file__).resolve().parent.parent
SHARED = Path(os.environ.get("RASHOMON_SHARED", ROOT.parent / "shared"))
DATA = SHARED / "data" / "entailment" / "emergent.train.jsonl"
Array = np.ndarray[Any, Any]
STRENGTHS = {"C": [0.01, 0.1, 0.3, 1, 3, 10]}
WORD = re.compile(r"\w+(?:[-’']\w+)*")
STANCE = {
    name: re.compile(words, re.IGNORECASE)
    for name, words in {
        "false": r"\b(?:hoax\w*|fake\w*|false\w*|bogus|untrue|satir\w*|fabricat\w*|debunk\w*|myth"
        r"|prank\w*|stunt|pants on fire|rubbish|no evidence|not true|made up|sorry)\b",
        "denied": r"\b(?:den(?:y|ies|ied|ial)|refut\w*|reject\w*|dismiss\w*|disput\w*|disproved?"
        r"|contradict\w*|shoots? down|not|no|never|isn[’']t|didn[’']t|won[’']t|wasn[’']t)\b",
        "told": r"\b(?:reports?|reported(?:ly)?|claims?|claimed|alleged(?:ly)?|says?|said"
        r"|rumou?r\w*|sources?|according|told|suspected|purported\w*)\b",
        "open": r"\b(?:may|might|could|likely|possibl[ey]|maybe|whether|unconfirmed|investigat\w*"
        r"|speculat\w*|expected|talks|consider\w*|plans?|if|did|is|was|unclear|apparent\w*)\b",
        "shown": r"\b(?:confirm\w*|reveal\w*|prove[sdn]?|official\w*|video|photos?|watch"
        r"|admits?)\b",
        "asked": r"\?",
        "quoted": r"[\"“”‘]|(?<!\w)'",
    }.items()
}


def stances(headline: str, claim: str) -> list[float]:
    """How often, and where first, words that tell a stance stand; how often in the claim."""
    found: list[float] = [len(headline.split()), len(claim.split())]
    for words in STANCE.values():
        places = [match.start() / len(headline) for match in words.finditer(headline)]
        found += [len(places), len(words.findall(claim)), min(places, default=1.0)]
    return found


def lacking(headline: str, claim: str) -> str:
    """The words of the headline that the claim lacks, in their order: what is said of it."""
    known = {stem(word) for word in WORD.findall(claim.casefold())}
    left = [word for word in WORD.findall(headline.casefold()) if stem(word) not in known]
    return " ".join([*left, *("questionmark" for _ in range(headline.count("?")))])


def dense(rows: Sequence[dict[str, Any]]) -> tuple[Array, Array]:
    """The signs of each row's pair with the logarithms of what the weights say, and the stances."""
    two = [(row["claimHeadline"], row["articleHeadline"]) for row in rows]
    texts = dict.fromkeys(text for both in two for text in both)
    views = {text: said(text, "a", annotator="rules") for text in texts}
    pairs = Pairs(list(views.values()))
    made = [pairs.pair(views[claim], views[headline]) for claim, headline in two]
    told = np.array([list(signs(pair).values()) for pair in made])
    stance = np.array([stances(headline, claim) for claim, headline in two])
    return np.hstack([told, np.log(weigh(made) + 1e-4)]), stance


def scaled(columns: Array, train: Array) -> sparse.csr_matrix:
    return sparse.csr_matrix(StandardScaler().fit(columns[train]).transform(columns))


def bag(texts: Sequence[str], train: Array, **more: Any) -> sparse.csr_matrix:
    vectorizer = TfidfVectorizer(min_df=2, sublinear_tf=True, **more)
    return vectorizer.fit([texts[n] for n in train]).transform(texts)


def main() -> None:
    rows = [json.loads(line) for line in DATA.read_text(encoding="utf-8").splitlines()]
    y = np.array([row["articleHeadlineStance"] for row in rows])
    groups = np.array([row["claimId"] for row in rows])
    headlines = [row["articleHeadline"] for row in rows]
    left = [lacking(row["articleHeadline"], row["claimHeadline"]) for row in rows]
    told, stance = dense(rows)
    found: dict[str, Array] = {}

    def keep(name: str, test: Array, answers: Array) -> None:
        found.setdefault(name, np.empty(len(y), dtype=y.dtype))[test] = answers

    for train, test in GroupKFold(5).split(rows, groups=groups):
        parts = {
            "signs": scaled(told, train),
            "words that tell a stance": scaled(stance, train),
            "words of the headline": bag(headlines, train, ngram_range=(1, 2)),
            "words that the claim lacks": bag(left, train, ngram_range=(1, 2)),
        }
        letters = bag(headlines, train, analyzer="char_wb", ngram_range=(2, 5))
        inner = list(GroupKFold(4).split(train, groups=groups[train]))
        choices: dict[str, tuple[float, Array]] = {}
        chances = []
        seen = {
            **parts,
            "signs and words of the headline": sparse.hstack(
                [parts["signs"], parts["words of the headline"]]
            ).tocsr(),
            "all four, and letters": sparse.hstack([*parts.values(), letters]).tocsr(),
        }
        for name, x in seen.items():
            search = GridSearchCV(LogisticRegression(max_iter=3000), STRENGTHS, cv=inner)
            search.fit(x[train], y[train])
            choices[name] = (search.best_score_, search.predict(x[test]))
            best = search.best_estimator_
            within = cross_val_predict(best, x[train], y[train], cv=inner, method="predict_proba")
            chances.append((within, best.predict_proba(x[test])))
        trees = HistGradientBoostingClassifier(
            learning_rate=0.05, max_leaf_nodes=8, min_samples_leaf=20, max_iter=150, random_state=0
        )
        for_train = np.hstack([told[train], stance[train], *(one for one, _ in chances)])
        for_test = np.hstack([told[test], stance[test], *(other for _, other in chances)])
        inside = cross_val_predict(trees, for_train, y[train], cv=inner)
        answers = trees.fit(for_train, y[train]).predict(for_test)
        choices["boosting over signs, stances and the regressions"] = (
            accuracy_score(y[train], inside),
            answers,
        )
        for name, (_, answers) in choices.items():
            keep(name, test, answers)
        keep("what is best inside the training folds", test, max(choices.values(), key=_inside)[1])
    counts = {one: int(np.sum(y == one)) for one in np.unique(y)}
    majority = max(counts, key=lambda one: counts[one])
    print("| from | accuracy | macro F1 |\n|---|---|---|")
    for name, answers in {f"always {majority}": np.full(len(y), majority), **found}.items():
        macro = f1_score(y, answers, average="macro", zero_division=0)
        print(f"| {name} | {accuracy_score(y, answers):.3f} | {macro:.3f} |")
    digest = hashlib.sha256(DATA.read_bytes()).hexdigest()[:12]
    print(f"\n{len(rows)} pairs; rashomon {rashomon.__version__}, ", end="")
    print(f"scikit-learn {sklearn.__version__}, data {digest}, ", end="")
    print(f"Python {platform.python_version()}; {platform.machine()}, {platform.system()}.")


def _inside(choice: tuple[float, Array]) -> float:
    return choice[0]


if __name__ == "__main__":
    main()
