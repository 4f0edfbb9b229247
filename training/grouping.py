"""Makes what the grouping ships with: the table of document frequencies and the pair weights.

    python training/grouping.py background     # src/rashomon/background.txt.gz
    python training/grouping.py weights        # src/rashomon/grouping/weights.json

Both are the same on every run. The table counts in how many articles of public corpora a stem
occurs and keeps no text; gun_violence.dev and wikinews_medium are not in it. The weights are two
logistic regressions over pairs of gun_violence.train and ECB+, one for pairs with both dates and
one for pairs without.
"""

from __future__ import annotations

import gzip
import json
import os
import random
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.preprocessing import StandardScaler

from rashomon.background import Background, write
from rashomon.grouping.terms import terms_of
from rashomon.model import Article

ROOT = Path(__file__).resolve().parent.parent
SHARED = Path(os.environ.get("RASHOMON_SHARED", ROOT.parent / "shared"))
PACKAGE = ROOT / "src" / "rashomon" / "group"
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


def make_weights() -> None:
    """Writes the weights of both regressions."""
    from rashomon.grouping.copies import near_copies
    from rashomon.grouping.events import all_terms
    from rashomon.grouping.features import (
        DATE_FEATURES,
        TEXT_FEATURES,
        date_features,
        encode,
        text_features,
    )
    from rashomon.grouping.score import candidates, published

    texts, dates, truth = [], [], []
    for name, articles, events in batches():
        extra = {i for ids in near_copies(articles) for i in ids[1:]}
        kept = [(a, e) for a, e in zip(articles, events, strict=True) if a.id not in extra]
        terms = all_terms([a for a, _ in kept])
        encoded = encode(terms, [published(a) for a, _ in kept])
        i, j = candidates(encoded)
        x = text_features(encoded, i, j)
        texts.append(x)
        dates.append(date_features(encoded, x, i, j))
        y = np.array([kept[a][1] == kept[b][1] for a, b in zip(i, j, strict=True)])
        truth.append(y)
        print(name, len(kept), "articles", len(i), "pairs", int(y.sum()), "of one event")
    x, d = np.vstack(texts), np.vstack(dates)
    y = np.concatenate(truth)
    both = ~np.isnan(d[:, 0])
    made = {}
    for key, columns, names, part in (
        ("undated", x, TEXT_FEATURES, np.ones(len(y), bool)),
        ("dated", np.hstack([x, d]), TEXT_FEATURES + DATE_FEATURES, both),
    ):
        scale = StandardScaler().fit(columns[part])
        model = LogisticRegression(C=1.0, max_iter=2000, random_state=SEED)
        model.fit(scale.transform(columns[part]), y[part])
        weights = model.coef_[0] / scale.scale_
        bias = float(model.intercept_[0] - (weights * scale.mean_).sum())
        made[key] = {
            "bias": round(bias, 4),
            "weights": {n: round(float(v), 4) for n, v in zip(names, weights, strict=True)},
        }
        print(key, made[key])
    text = json.dumps({"made_by": "training/grouping.py", "seed": SEED, **made}, indent=1)
    (PACKAGE / "weights.json").write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    steps = {"background": make_background, "weights": make_weights}
    if len(sys.argv) != 2 or sys.argv[1] not in steps:
        sys.exit("usage: python training/grouping.py background|weights")
    steps[sys.argv[1]]()
