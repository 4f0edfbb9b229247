"""Makes what the grouping ships with: the table of document frequencies and the pair weights.

    python training/grouping.py background     # src/rashomon/background.txt.gz
    python training/grouping.py weights        # src/rashomon/grouping/weights.json, trees.json
    python training/grouping.py folds          # what the choices rest on: scores on held-out events

All are the same on every run. The table counts in how many articles of public corpora a stem
occurs and keeps no text; gun_violence.dev and wikinews_medium are not in it. Pairs without both
dates are judged by a logistic regression, learnt from gun_violence.train and ECB+: it holds on news
of another kind better than trees do. Pairs with both dates are judged by another and by boosted
trees, learnt from gun_violence.train alone (ECB+ has no dates); in the trees, what should speak for
one event cannot speak against it.
"""

from __future__ import annotations

import gzip
import json
import os
import random
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.linear_model import LogisticRegression
from sklearn.preprocessing import StandardScaler

from rashomon.background import Background, write
from rashomon.grouping.copies import near_copies
from rashomon.grouping.encoding import encoded
from rashomon.grouping.features import (
    DATE_FEATURES,
    TEXT_FEATURES,
    Floats,
    Ints,
    date_features,
    text_features,
)
from rashomon.grouping.linkage import link
from rashomon.grouping.score import Judges, Weights, candidates, probability
from rashomon.grouping.terms import terms_of
from rashomon.grouping.trees import parse
from rashomon.model import Article

ROOT = Path(__file__).resolve().parent.parent
SHARED = Path(os.environ.get("RASHOMON_SHARED", ROOT.parent / "shared"))
PACKAGE = ROOT / "src" / "rashomon" / "grouping"
SEED = 20261122
BACKGROUND_GUN_ARTICLES = 300


def rows(name: str) -> list[dict[str, Any]]:
    """The rows of one shared file."""
    with (SHARED / "data" / name).open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def article(row: dict[str, Any], *, key: str = "") -> Article:
    """A row of the shared event files as an article."""
    return Article(
        id=key or row["id"],
        text=row["text"],
        outlet=row.get("outlet"),
        title=row.get("title"),
        published=row.get("published"),
        language="en",
    )


def background_texts() -> Iterator[str]:
    """The texts the document frequencies are counted on, each once."""
    yield from (r["text"] for r in rows("attribution/polnear.train.jsonl"))
    for row in rows("events/ecb_plus.train_dev.jsonl"):
        yield "\n".join(s.replace(" 's", "'s") for s in row["sentences"])
    yield from sorted({r["article"] for r in rows("entailment/bump.task1.jsonl")})
    yield from sorted(
        {r["doc"] for r in rows("entailment/summedits.dev.jsonl") if len(r["doc"]) > 300}
    )
    guns = rows("events/gun_violence.train.jsonl")
    random.Random(SEED).shuffle(guns)
    yield from (r["text"] for r in guns[:BACKGROUND_GUN_ARTICLES])


def make_background() -> None:
    """Writes the table of document frequencies."""
    counts: Counter[str] = Counter()
    total = 0
    for text in background_texts():
        total += 1
        counts.update(terms_of(Article(id="x", text=text, language="en")).words.keys())
    kept = {s: n for s, n in counts.items() if n >= 3 and " " not in s}
    packed = gzip.compress(write(Background(total, kept)).encode("utf-8"), compresslevel=9, mtime=0)
    (PACKAGE.parent / "background.txt.gz").write_bytes(packed)
    print(f"{total} articles, {len(kept)} stems, {len(packed)} bytes")


def batches() -> Iterator[tuple[str, list[Article], list[str]]]:
    """Batches of several sizes with the event of each article.

    The weight of a word depends on the size of the batch; users bring three articles or thousands.
    """
    guns = rows("events/gun_violence.train.jsonl")
    events = sorted({r["event"] for r in guns})
    chance = random.Random(SEED)
    chance.shuffle(events)
    place = {event: at for at, event in enumerate(events)}
    for name, size in (("all", len(events)), ("large", 500), ("small", 20)):
        for start in range(0, len(events), size):
            if name == "small" and start >= 600:
                break
            part = [r for r in guns if start <= place[r["event"]] < start + size]
            yield f"gun {name}", [article(r) for r in part], [r["event"] for r in part]
    ecb = rows("events/ecb_plus.train_dev.jsonl")
    made = [Article(id=r["doc_id"], text="\n".join(r["sentences"]), language="en") for r in ecb]
    yield "ecb", made, [f"{r['topic']}.{r['subtopic']}" for r in ecb]


class Pairs(NamedTuple):
    """The candidate pairs of one batch: columns of numbers, and whether each is of one event."""

    name: str
    events: list[str]
    i: Ints
    j: Ints
    text: Floats
    dates: Floats
    one_event: NDArray[np.bool_]


def pairs() -> list[Pairs]:
    """The candidate pairs of all batches, near copies dropped."""
    made = []
    for name, articles, events in batches():
        extra = {i for ids in near_copies(articles) for i in ids[1:]}
        kept = [(a, e) for a, e in zip(articles, events, strict=True) if a.id not in extra]
        rows = encoded([a for a, _ in kept])
        i, j = candidates(rows)
        text = text_features(rows, i, j)
        of = [e for _, e in kept]
        y = np.array([of[a] == of[b] for a, b in zip(i, j, strict=True)], dtype=bool)
        made.append(Pairs(name, of, i, j, text, date_features(rows, text, i, j), y))
        print(name, len(kept), "articles", len(i), "pairs", int(y.sum()), "of one event")
    return made


# Added to the log-odds of the regression for pairs without dates, so that one threshold does:
# learnt from gun_violence.train alone it groups ECB+ best with the threshold at which pairs with
# dates are grouped, .3 (folds).
EVEN = 0.73
# The trees make their own of these; a regression cannot ("-1: not told").
RAW = ("nearest day told", "first day told")


def fit_regression(x: Floats, y: NDArray[np.bool_], names: Sequence[str]) -> Weights:
    """The bias and the weights of a regression on columns of these names."""
    kept = [at for at, name in enumerate(names) if name not in RAW]
    x = x[:, kept]
    scale = StandardScaler().fit(x)
    model = LogisticRegression(C=1.0, max_iter=3000, random_state=SEED).fit(scale.transform(x), y)
    weights = model.coef_[0] / scale.scale_
    bias = float(model.intercept_[0] - (weights * scale.mean_).sum())
    return Weights(
        round(bias, 4),
        {names[at]: round(float(v), 4) for at, v in zip(kept, weights, strict=True)},
    )


def fit_undated(parts: Sequence[Pairs]) -> Weights:
    """The regression for pairs without both dates."""
    y = np.concatenate([p.one_event for p in parts])
    made = fit_regression(np.vstack([p.text for p in parts]), y, TEXT_FEATURES)
    return Weights(round(made.bias + EVEN, 4), made.weights)


# Which way a number may speak: 1 for one event, -1 against, 0 either way.
DIRECTIONS = {
    "length": 0, "words x names": 0, "days": 0, "words x season": 0, "names x week": 0,
    "other ages": -1, "other full names": -1, "other days of the year": -1,
    "length of the longer": 0, "nearest day told": 0, "first day told": 0,
}  # fmt: skip


def fit_dated(parts: Sequence[Pairs]) -> tuple[Weights, dict[str, Any]]:
    """The regression for pairs with both dates, and the trees as they are kept in a file."""
    x = np.vstack([np.hstack([p.text, p.dates]) for p in parts])
    y = np.concatenate([p.one_event for p in parts])
    known = ~np.isnan(x).any(axis=1)
    model = HistGradientBoostingClassifier(
        max_iter=150, learning_rate=0.06, max_leaf_nodes=12, min_samples_leaf=40,
        l2_regularization=1.0, random_state=SEED,
        monotonic_cst=[DIRECTIONS.get(name, 1) for name in TEXT_FEATURES + DATE_FEATURES],
    ).fit(x[known], y[known])  # fmt: skip
    trees = []
    for (predictor,) in model._predictors:
        nodes = predictor.nodes
        leaf = nodes["is_leaf"].astype(bool)
        trees.append(
            {
                "column": np.where(leaf, -1, nodes["feature_idx"].astype(int)).tolist(),
                "bound": [_short(v) for v in np.where(leaf, 0.0, nodes["num_threshold"])],
                "low": np.where(leaf, 0, nodes["left"].astype(int)).tolist(),
                "high": np.where(leaf, 0, nodes["right"].astype(int)).tolist(),
                "value": [_short(v) for v in np.where(leaf, nodes["value"], 0.0)],
            }
        )
    return (
        fit_regression(x[known], y[known], TEXT_FEATURES + DATE_FEATURES),
        {"bias": _short(model._baseline_prediction[0, 0]), "trees": trees},
    )


def _short(value: float) -> float:
    return float(f"{value:.5g}")


def make_weights() -> None:
    """Writes the regression and the trees."""
    made = pairs()
    dated, trees = fit_dated(made)
    origin = {"made_by": "training/grouping.py", "seed": SEED}
    regressions = {
        name: {"bias": weights.bias, "weights": weights.weights}
        for name, weights in (("undated", fit_undated(made)), ("dated", dated))
    }
    print(regressions)
    text = json.dumps({**origin, **regressions}, indent=1)
    (PACKAGE / "weights.json").write_text(text + "\n", encoding="utf-8")
    text = json.dumps({**origin, **trees}, separators=(",", ":"))
    (PACKAGE / "trees.json").write_text(text.replace('{"column"', '\n{"column"') + "\n", "utf-8")


def folds() -> None:
    """Scores on fifths of gun_violence.train that were not learnt from, for several thresholds."""
    sys.path.insert(0, str(ROOT / "benchmarks"))
    from pairwise import score

    made = pairs()
    large = [p for p in made if p.name == "gun large"]
    found = []
    undated = fit_undated([p for p in made if p.name.startswith("gun")])
    for held in large:
        dated, trees = fit_dated([p for p in large if p is not held])
        judges = Judges(undated, dated, parse(trees))
        found.append(judges.with_dates(held.text, held.dates))
    ecb = [p for p in made if p.name == "ecb"]
    other = [probability(undated.odds(p.text, TEXT_FEATURES)) for p in ecb]
    for title, parts, scores in (
        ("gun_violence.train, held-out fifths, with dates", large, found),
        ("ECB+, learnt from gun_violence.train without dates", ecb, other),
    ):
        print(f"\n| {title}: threshold | pairwise P | R | F1 | B-cubed |")
        print("|---|---|---|---|---|")
        for threshold in (0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5):
            truth, labels = [], []
            for at, (part, p) in enumerate(zip(parts, scores, strict=True)):
                linked = link([1] * len(part.events), part.i, part.j, p, threshold=threshold)
                truth += [f"{at} {event}" for event in part.events]
                labels += [f"{at} {label}" for label in linked.labels]
            s = score(truth, labels)
            cells = f"{s.precision:.3f} | {s.recall:.3f} | {s.f1:.3f} | {s.bcubed:.3f}"
            print(f"| {threshold} | {cells} |")


if __name__ == "__main__":
    steps = {"background": make_background, "weights": make_weights, "folds": folds}
    if len(sys.argv) != 2 or sys.argv[1] not in steps:
        sys.exit("usage: python training/grouping.py background|weights|folds")
    steps[sys.argv[1]]()
