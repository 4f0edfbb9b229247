"""Whether summaries are supported by their articles (SummEdits, BUMP, our edits), as tables.

    python benchmarks/summaries.py [--cache FILE]

The shipped weights over a sentence's signs are fitted to these sets. Here each summary is scored by
weights fitted in the same way without any summary of its document, and the threshold for SummEdits
and our edits is chosen on the other documents too; what else the signs rest on (thesaurus, encoder,
parser) has seen none of them. Each summary is judged alone. Which signs there are and how strongly
the fit is held back were chosen with these tables in view. Intervals are bootstraps over documents.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import platform
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime
from numpy.typing import NDArray

import rashomon

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "training" / "support"))

from edited import BUMP, EDITS, SUMMEDITS, load  # noqa: E402
from regression import Table, area, balanced, left_out, ours_left_out, won  # noqa: E402

FILES = (SUMMEDITS, BUMP, EDITS)
DRAWS = 2000
Numbers = NDArray[Any]


def interval(documents: Sequence[str], of: Callable[[Numbers], float]) -> str:
    """The middle 95% of what ``of`` gives for documents drawn again, by their rows' places."""
    names = np.array(documents)
    places = [np.flatnonzero(names == name) for name in sorted(set(documents))]
    draw = np.random.default_rng(7)
    found = []
    for _ in range(DRAWS):
        chosen = draw.integers(len(places), size=len(places))
        found.append(of(np.concatenate([places[i] for i in chosen])))
    low, high = np.nanpercentile(found, [2.5, 97.5])
    return f"{100 * low:.1f} to {100 * high:.1f}"


def judged(name: str, table: Table, some: Numbers, scores: Numbers, said: Numbers) -> None:
    """The summaries marked in ``some``: how many are judged rightly, by kind of fault."""
    at = [int(i) for i in np.flatnonzero(some)]
    supported, said, scores = table.supported[at], said[at], scores[at]
    documents = [str(name) for name in table.documents[at]]
    print(f"| {name} | summaries | right | 95% |\n|---|---|---|---|")
    right = balanced(supported, said)
    band = interval(documents, lambda some: balanced(supported[some], said[some]))
    print(f"| balanced accuracy, documents apart | {len(at)} | {right:.1%} | {band} |")
    curve = area(supported, scores)
    band = interval(documents, lambda some: area(supported[some], scores[some]))
    print(f"| area under the curve | {len(at)} | {curve:.1%} | {band} |")
    kinds = {kind for i in at for kind in kinds_of(table, i)}
    for kind in sorted(kinds, key=lambda kind: (kind != "none", kind)):
        some = np.array([kind in kinds_of(table, i) for i in at])
        right = float((said == supported)[some].mean())
        held = (said == supported)[some]
        names = [name for name, one in zip(documents, some, strict=True) if one]
        band = interval(names, lambda rows, held=held: float(held[rows].mean()))  # type: ignore[misc]
        of = "supported" if kind == "none" else kind.replace("_", " ")
        print(f"| {of} | {some.sum()} | {right:.1%} | {band} |")


def kinds_of(table: Table, number: int) -> list[str]:
    """The kinds of fault of a summary; a few that are not supported have none."""
    one = table.summaries[number]
    if one.kind == "none" and not one.supported:
        return ["no kind given"]
    return one.kind.split(", ")


def bump(table: Table, scores: Numbers) -> None:
    print("\n| BUMP | pairs | the edit scores lower | 95% |\n|---|---|---|---|")
    points: dict[str, list[float]] = won(table, scores)
    documents: dict[str, list[str]] = {}
    for edit in table.pairs():
        one = table.summaries[edit]
        documents.setdefault(one.kind, []).append(one.document)
    both = [(kind, points[kind], documents[kind]) for kind in sorted(points)]
    total = (
        "all",
        [p for _, some, _ in both for p in some],
        [d for *_, some in both for d in some],
    )
    for kind, some, names in (total, *both):
        won_of = np.array(some)
        band = interval(names, lambda rows, of=won_of: float(of[rows].mean()))  # type: ignore[misc]
        print(f"| {kind} | {len(some)} | {won_of.mean():.1%} | {band} |")


def measure() -> dict[str, float]:
    """What the gate holds: balanced accuracy on SummEdits and the share of BUMP's pairs."""
    table = Table(load())
    scores, said = left_out(table)
    at = table.edits
    points = [p for some in won(table, scores).values() for p in some]
    return {
        "SummEdits balanced accuracy": round(100 * balanced(table.supported[at], said[at]), 1),
        "BUMP pairs": round(100 * float(np.mean(points)), 1),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cache", type=Path, help="file that keeps the signs between runs")
    options = parser.parse_args()
    table = Table(load(options.cache))
    scores, said = left_out(table)
    judged("SummEdits", table, table.edits, scores, said)
    bump(table, scores)
    print()
    judged("our edits", table, table.ours, *ours_left_out(table))
    data = b"".join(path.read_bytes() for path in FILES)
    print(f"\nPairs of one score count half. rashomon {rashomon.__version__}, onnxruntime ", end="")
    print(
        f"{onnxruntime.__version__}, data {hashlib.sha256(data).hexdigest()[:12]}, Python ", end=""
    )
    print(f"{platform.python_version()}; {platform.machine()}, {os.cpu_count()} cores, ", end="")
    print(f"{platform.system()}.")


if __name__ == "__main__":
    main()
