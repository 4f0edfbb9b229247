"""The figures of the model card: ``table.py [--weights FOLDER]``, through ONNX Runtime alone.

Scores on polnear.dev with 95% bootstrap intervals over articles, the ledgers (claims inside
claims), articles of 650 words per CPU second, the time to load, and the peak memory.
"""

from __future__ import annotations

import argparse
import json
import random
import resource
import time
from importlib.resources import files
from pathlib import Path
from typing import Any

from ledgers import score_ledgers
from scoring import dev, flat, scorer

from rashomon.annotate.learned.annotator import LearnedAnnotator, weights_in

DRAWS = 2000
KINDS = ("direct", "indirect", "mixed")
SCORES = ("triple", "triple_exact", "content_exact", "content_soft", "cue_exact")
# What is counted in one article: the shares of found and of key that are right, and how many.
Counts = tuple[float, float, int, int]


def counts_of(one: dict[str, Any]) -> dict[str, Counts]:
    """Of one article's scores: what an F1 over many articles is made of."""
    found, key = one["n_pred"], one["n_gold"]
    rows = {name: (one[name], found, key) for name in SCORES}
    for kind in KINDS:
        triple = one[f"by_{kind}"]["triple"]
        rows[f"triple, {kind}"] = (triple, one["pred_types"][kind], one["gold_types"][kind])
    return {
        name: (score["P"] * n / 100, score["R"] * g / 100, n, g)
        for name, (score, n, g) in rows.items()
    }


def interval(rows: list[Counts]) -> tuple[float, float]:
    """The 95% interval of an F1 over articles drawn with replacement."""
    draw = random.Random(11)
    values = []
    for _ in range(DRAWS):
        right, told, n, g = map(sum, zip(*draw.choices(rows, k=len(rows)), strict=True))
        precision, recall = right / max(1, n), told / max(1, g)
        values.append(200 * precision * recall / max(1e-9, precision + recall))
    values.sort()
    return round(values[int(0.025 * DRAWS)], 1), round(values[int(0.975 * DRAWS)], 1)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--weights", type=Path)
    parser.add_argument("--found", type=Path, help="where to write the attributions as JSON lines")
    options = parser.parse_args()
    began = time.perf_counter()
    folder = options.weights or files("rashomon.annotate.learned") / "weights"
    annotator = LearnedAnnotator(weights_in(folder))
    report: dict[str, Any] = {"loading s": round(time.perf_counter() - began, 2)}
    gold = dev()
    annotator.find_in(gold[0]["text"])
    cpu = time.process_time()
    found = {row["id"]: annotator.find_in(row["text"]) for row in gold}
    cpu = time.process_time() - cpu
    words = sum(len(row["text"].split()) for row in gold)
    report["articles of 650 words per CPU second"] = round(words / 650 / cpu, 2)
    report["peak MB"] = round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
    pred = {k: {"id": k, "attributions": flat(rows)} for k, rows in found.items()}
    if options.found:
        options.found.write_text("\n".join(map(json.dumps, pred.values())) + "\n", "utf-8")
    score = scorer().score
    counts = [counts_of(score([row], pred)) for row in gold]
    report["polnear.dev"] = score(gold, pred)
    report["intervals"] = {name: interval([c[name] for c in counts]) for name in counts[0]}
    report["ledgers"] = score_ledgers(annotator.find_in)
    print(json.dumps(report, indent=1))


if __name__ == "__main__":
    main()
