"""Makes ``src/rashomon/annotate/tolls/weights.npz`` from gun_violence.train and its incidents.

    python training/tolls/fit.py [--keep FILE] [--measure-only]

The same files give the same weights. Folds are by incident, and every figure printed is of articles
whose incident the models had not seen; thresholds are chosen on these. Nothing of gun_violence.dev
or numbers.jsonl is read.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import boost
import linear
import numpy as np
from sklearn.ensemble._hist_gradient_boosting.predictor import TreePredictor

from examples import ROOT, Example, read
from rashomon.annotate.tolls.features import rows, values_of
from rashomon.annotate.tolls.model import Linear, joint

WEIGHTS = ROOT / "src" / "rashomon" / "annotate" / "tolls" / "weights.npz"
SEED = 20261122
FOLDS = 5
COVERAGE = 0.8
NAMES = ("killed", "injured", "hit")


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--keep", type=Path, help="a file to keep the parses' quantities in")
    parser.add_argument("--measure-only", action="store_true", help="write nothing")
    options = parser.parse_args()
    examples = read("train", options.keep)
    folds = folds_of(examples)
    print(f"{len(examples)} articles of {len({e.event for e in examples})} incidents")
    tables: list[Any] = [None] * len(examples)
    values = [values_of(e.mentions, e.found) for e in examples]
    for fold in range(FOLDS):
        fitted = linear.fit([e for e, f in zip(examples, folds, strict=True) if f != fold])
        for at in np.flatnonzero(folds == fold):
            tables[at] = _rows(fitted, examples[at], values[at])
        print(f"words, fold {fold + 1} of {FOLDS}", flush=True)
    x, v = np.concatenate(tables), np.concatenate(values)
    article = np.repeat(np.arange(len(examples)), [len(part) for part in values])
    tolls = np.array([e.toll for e in examples])
    arrays: dict[str, Any] = {}
    starts, lengths = boost.groups(article)
    logs = []
    for head, name in enumerate(NAMES):
        right = v == tolls[article, head]
        scores = np.empty(len(v))
        for fold in range(FOLDS):
            seen = folds[article] != fold
            trees = boost.fit(x[seen], right[seen], article[seen], boost.Options())
            scores[~seen] = boost.score(trees, x[~seen])
        logs.append(boost.softmax(scores, starts, lengths))
        report(f"{name} alone", logs[-1], right, starts, lengths)
        if not options.measure_only:
            arrays |= flat(name, boost.fit(x, right, article, boost.Options()))
    heat, together = fit_heat(v, logs, tolls, starts, lengths)
    print(f"heat {heat:.2f}")
    thresholds = [
        report(name, together[head], v == tolls[article, head], starts, lengths, levels=True)
        for head, name in enumerate(NAMES[:2])
    ]
    if options.measure_only:
        return
    arrays |= packed(linear.fit(examples))
    arrays |= {"heat": np.array(heat), "thresholds": np.array(thresholds)}
    np.savez_compressed(WEIGHTS, **arrays)
    print(f"{WEIGHTS.relative_to(ROOT)}: {WEIGHTS.stat().st_size:,} bytes")


def folds_of(examples: Sequence[Example]) -> Any:
    """The fold of each article; all of one incident are in one."""
    events = sorted({e.event for e in examples})
    order = np.random.default_rng(SEED).permutation(len(events))
    fold = {events[at]: number % FOLDS for number, at in enumerate(order)}
    return np.array([fold[e.event] for e in examples])


def _rows(fitted: Linear, e: Example, values: Any) -> Any:
    return rows(e.words, e.mentions, fitted.signs(e.contexts, e.bag), e.found, values)


def fit_heat(
    values: Any, logs: Sequence[Any], tolls: Any, starts: Any, lengths: Any
) -> tuple[float, tuple[Any, Any]]:
    """The heat at which the joint log-probabilities fit best, and these."""
    best: tuple[float, float, Any] = (np.inf, 1.0, None)
    article = np.repeat(np.arange(len(starts)), lengths)
    for heat in np.arange(0.7, 1.41, 0.1):
        parts = [
            joint(values[b : b + n], *(of[b : b + n] for of in logs), heat)
            for b, n in zip(starts, lengths, strict=True)
        ]
        made = tuple(np.concatenate([part[head] for part in parts]) for head in range(2))
        loss = sum(-made[head][values == tolls[article, head]].mean() for head in range(2))
        if loss < best[0]:
            best = (loss, float(heat), made)
    return best[1], best[2]


def report(
    name: str, logs: Any, right: Any, starts: Any, lengths: Any, *, levels: bool = False
) -> float:
    """Prints how many are right; gives the least confidence at COVERAGE."""
    best = np.array([b + logs[b : b + n].argmax() for b, n in zip(starts, lengths, strict=True)])
    sure, ok = np.exp(logs[best]), right[best]
    order = np.argsort(-sure, kind="stable")
    said = [(c, ok[order[: round(c * len(order))]].mean()) for c in (1.0, COVERAGE, 0.7)]
    shares = ", ".join(f"{share:.4f} right at {c}" for c, share in said)
    print(f"{name}: log loss {-logs[right].mean():.4f}; {shares}", flush=True)
    for low, high in (
        ((0, 0.5), (0.5, 0.7), (0.7, 0.8), (0.8, 0.9), (0.9, 0.95), (0.95, 1.01)) if levels else ()
    ):
        of = (sure >= low) & (sure < high)
        print(f"  confidence {low}-{high}: {of.sum()}, right {ok[of].mean():.3f}")
    return float(np.quantile(sure, 1 - COVERAGE))


def flat(name: str, trees: Sequence[TreePredictor]) -> dict[str, Any]:
    """The trees as arrays over all their nodes; a leaf leads to itself."""
    parts: dict[str, list[Any]] = {
        k: [] for k in ("feature", "threshold", "left", "right", "value")
    }
    roots, start = [], 0
    for tree in trees:
        nodes = tree.nodes
        own = np.arange(len(nodes))
        leaf = nodes["is_leaf"].astype(bool)
        roots.append(start)
        parts["feature"].append(np.where(leaf, 0, nodes["feature_idx"]).astype(np.int16))
        parts["threshold"].append(np.where(leaf, np.inf, nodes["num_threshold"]))
        parts["left"].append((start + np.where(leaf, own, nodes["left"])).astype(np.int32))
        parts["right"].append((start + np.where(leaf, own, nodes["right"])).astype(np.int32))
        parts["value"].append(np.where(leaf, nodes["value"], 0.0))
        start += len(nodes)
    made = {f"{name}_{key}": np.concatenate(arrays) for key, arrays in parts.items()}
    return {f"{name}_roots": np.array(roots, np.int32), **made}


def packed(fitted: Linear) -> dict[str, Any]:
    """The linear weights in eight bits, with the step of each column."""
    made: dict[str, Any] = {}
    for name in ("counts", "fates", "whole"):
        table = getattr(fitted, name)
        step = np.abs(table).max(axis=0) / 127
        made[name] = np.round(table / step).astype(np.int8)
        made[f"{name}_step"] = step.astype(np.float32)
        made[f"{name}_bias"] = getattr(fitted, f"{name}_bias")
    return made


if __name__ == "__main__":
    main()
