"""Fits the weights by which support is told, and prints what they give on documents left out.

    .venv/bin/python training/support/fit.py [--write] [--cache FILE]

``--write`` writes the weights of the package, fitted to all documents. Nothing is drawn at random.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any

import numpy as np
from edited import ROOT, load
from numpy.typing import NDArray
from regression import Table, area, balanced, fit, left_out, ours_left_out, won

from rashomon.comparison.weighing import Weights

TARGET = ROOT / "src" / "rashomon" / "checking" / "weights.json"


def rounded(weights: Weights) -> dict[str, Any]:
    def some(values: NDArray[np.float64]) -> list[float]:
        return [round(float(value), 5) for value in values]

    return {
        "signs": weights.names,
        "mean": some(weights.mean),
        "deviation": some(weights.deviation),
        "weights": some(weights.weights),
        "bias": round(float(weights.bias), 5),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cache", type=Path, help="file that keeps the signs between runs")
    parser.add_argument("--write", action="store_true", help="write the weights of the package")
    options = parser.parse_args()
    table = Table(load(options.cache))
    scores, said = left_out(table)
    at, supported = table.edits, table.supported
    print(f"SummEdits: balanced accuracy {balanced(supported[at], said[at]):.1%}, ", end="")
    print(f"area under the curve {area(supported[at], scores[at]):.3f}")
    kinds = won(table, scores)
    print(f"BUMP: {np.mean([p for some in kinds.values() for p in some]):.1%} of pairs")
    for kind, points in sorted(kinds.items()):
        print(f"  {kind} {np.mean(points):.1%}")
    at = table.ours
    scores, said = ours_left_out(table)
    print(f"Our edits: balanced accuracy {balanced(supported[at], said[at]):.1%}, ", end="")
    print(f"area under the curve {area(supported[at], scores[at]):.3f}")
    if options.write:
        made = rounded(fit(table, np.ones(len(table.summaries), dtype=bool)))
        TARGET.write_text(json.dumps(made) + "\n", "utf-8")


if __name__ == "__main__":
    main()
