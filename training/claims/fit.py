"""Choose how sure the network must be: ``fit.py CHECKPOINT... --out RULES``.

A logistic turns three log odds into a confidence (fitted on articles of one half, checked on the
other); the threshold is the one with the best triple F1. Also prints the scores on the ledgers,
which hold claims inside claims.
"""

from __future__ import annotations

import argparse
import json
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

import numpy as np
import torch
from evaluate import FIRST, attributions, candidates, short, table
from ledgers import ledger_texts, score_ledgers
from scoring import dev, scorer
from torchpass import TorchPasses, chain, load_model

from rashomon.annotate.learned.decode import Found, Rules, confidence
from rashomon.model import Span
from rashomon.text import overlap, size


def right(f: Found, gold: list[dict[str, Any]]) -> bool:
    """Whether some gold claim has half the content in common, and the source."""
    for g in gold:
        content = tuple(Span(*s) for s in g["content"])
        common = overlap(f.content, content)
        if common and common >= 0.5 * (size(f.content) + size(content) - common):
            source = tuple(Span(*s) for s in g["source"])
            if overlap(f.source, source) or (not f.source and not source):
                return True
    return False


def within(f: Found, gold: list[dict[str, Any]]) -> bool:
    """Whether the cue stands in a gold content, where PolNeAR marks no claims."""
    return any(overlap(f.cue, tuple(Span(*s) for s in g["content"])) for g in gold)


def logistic(x: np.ndarray, y: np.ndarray, steps: int = 60) -> tuple[float, ...]:
    """Newton's method with a small ridge; the intercept comes last."""
    x = np.hstack([x, np.ones((len(x), 1))])
    w = np.zeros(x.shape[1])
    for _ in range(steps):
        p = 1 / (1 + np.exp(-x @ w))
        hessian = (x * (p * (1 - p))[:, None]).T @ x + np.eye(len(w)) * 1e-2
        w += np.linalg.solve(hessian, x.T @ (y - p) - 1e-2 * w)
    return tuple(round(float(v), 4) for v in w)


def calibration(p: np.ndarray, y: np.ndarray, bins: int = 10) -> float:
    """Expected calibration error over bins of equal size."""
    order = np.array_split(np.argsort(p, kind="stable"), bins)
    return float(sum(len(b) * abs(p[b].mean() - y[b].mean()) for b in order) / len(p))


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("checkpoints", type=Path, nargs="+")
    parser.add_argument("--which", default="average")
    parser.add_argument("--out", type=Path)
    options = parser.parse_args()
    torch.set_num_threads(1)
    model = load_model(options.checkpoints, options.which)
    tags, roles, passes = chain(model.tag_crf), chain(model.role_crf), TorchPasses(model)
    gold = dev()
    texts = ledger_texts()
    wiki = [{"id": name, "text": text} for name, text in texts.items()]
    found = candidates(gold, passes, tags, roles, FIRST.propose)
    found_wiki = candidates(wiki, passes, tags, roles, FIRST.propose)
    rules, report = choose(gold, found)
    print(report)
    of_text = {text: found_wiki[name] for name, text in texts.items()}
    best = (0.0, rules)
    for inside in (0.1, 0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.5):
        trial = replace(rules, keep_inside=inside)
        scores = score_ledgers(lambda text, rules=trial: attributions(text, of_text[text], rules))
        precision, recall = scores["precision"], scores["recall"]
        print(f"inside {inside}: {scores}")
        best = max(
            best, (2 * precision * recall / (precision + recall), trial), key=lambda row: row[0]
        )
    print(best[1])
    if options.out:
        options.out.write_text(json.dumps(asdict(best[1]), indent=1) + "\n", "utf-8")


def choose(gold: list[dict[str, Any]], found: dict[str, list[Found]]) -> tuple[Rules, str]:
    rows = [
        (n, f.odds, right(f, g["attributions"]))
        for n, g in enumerate(gold)
        for f in found[g["id"]]
        if not within(f, g["attributions"])
    ]
    half = np.array([n % 2 for n, _, _ in rows])
    x, y = np.array([o for _, o, _ in rows]), np.array([r for _, _, r in rows], dtype=float)
    crossed = np.zeros(len(y))
    for k in (0, 1):
        w = logistic(x[half != k], y[half != k])
        crossed[half == k] = [confidence(o, w) for o in x[half == k]]
    weights = logistic(x, y)
    kept = crossed >= 0.4
    lines = [
        f"candidates {len(y)}, right {y.mean():.3f}; weights {weights}",
        f"ECE, fitted on the other half: all {calibration(crossed, y):.3f}, "
        f"kept {calibration(crossed[kept], y[kept]):.3f}",
    ]
    score = scorer()
    best: tuple[float, Rules] | None = None
    for keep in (0.25, 0.3, 0.33, 0.36, 0.39, 0.42, 0.45, 0.5, 0.55):
        rules = Rules(
            propose=FIRST.propose,
            keep=keep,
            keep_inside=0.2,
            weights=weights,
            weights_inside=weights,
        )
        result = table(gold, found, rules, score)
        lines.append(f"keep {keep}: {short(result)}")
        if best is None or result["triple"]["F1"] >= best[0]:  # of equals the surer
            best = (result["triple"]["F1"], rules)
    assert best is not None
    return best[1], "\n".join(lines)


if __name__ == "__main__":
    main()
