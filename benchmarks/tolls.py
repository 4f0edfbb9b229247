"""How well the tolls of articles are told: how many each gives as killed and as injured.

Usage: python benchmarks/tolls.py

Prints Markdown: the articles of the hand key (data/gold/numbers.jsonl) against the key, and
gun_violence.dev against its incidents, at several coverages (the share of articles, surest first,
that a figure is given for); one figure an incident, pooled over its articles; and what the product
asserts. The data stand outside the repository, in ../shared or where RASHOMON_SHARED points.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import platform
import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any

import numpy as np

from rashomon.annotate import quantities
from rashomon.annotate.quantities import Found
from rashomon.annotate.tolls import find
from rashomon.annotate.tolls.model import Distribution, distribution
from rashomon.model import Article, Toll
from rashomon.parse import Parse, load_parser, parse
from rashomon.text import paragraphs

SHARED = Path(
    os.environ.get("RASHOMON_SHARED", Path(__file__).resolve().parent.parent.parent / "shared")
)
EVENTS = SHARED / "data" / "events"
NUMBERS = SHARED / "data" / "gold" / "numbers.jsonl"
DEV = EVENTS / "gun_violence.dev.jsonl"
INCIDENTS = EVENTS / "gun_violence.dev.incidents.jsonl"
COVERAGES = (1.0, 0.8, 0.7)
_LARGEST = 100
# Outlets of one incident carry each other's words: their log-probabilities, summed, would be too
# sure. The power was chosen on the folds of gun_violence.train.
_POWER = 0.7


@dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    """One article with its distribution and what the product asserts of it."""

    event: str
    of: Distribution
    tolls: tuple[Toll, ...]


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.parse_args(arguments)
    for path in (NUMBERS, DEV, INCIDENTS):
        if not path.is_file():
            print(f"{path} is not there; set RASHOMON_SHARED to the folder that holds data/")
            return 1
    load_parser()
    made, seconds, words = read(rows(DEV))
    digests = ", ".join(f"{path.name} {_digest(path)}" for path in (NUMBERS, DEV, INCIDENTS))
    print("# Tolls\n")
    print(f"sha256: {digests}.")
    print(
        f"rashomon {version('rashomon')}, Python {platform.python_version()}, "
        f"numpy {version('numpy')}\n"
    )
    for line in table(made):
        print(line)
    print(
        f"\nSpeed, after the parse and its quantities: {1000 * seconds / len(made):.2f} ms an "
        f"article of {words / len(made):.0f} words, {1000 * seconds / words * 650:.2f} ms for 650."
    )
    return 0


def measure() -> dict[str, float]:
    """The scores that a floor may hold: right, in percent, at 80% coverage."""
    made, _, _ = read(rows(DEV))
    scores: dict[str, float] = {}
    for name, pairs in _sets(made).items():
        for counts, found in pairs.items():
            scores[f"{counts}, {name}"] = round(100 * right_at(found, 0.8), 1)
    return scores


def rows(path: Path) -> list[dict[str, Any]]:
    """The rows of a file of JSON lines."""
    with path.open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def read(articles: Iterable[dict[str, Any]]) -> tuple[dict[str, Read], float, int]:
    """Each article by id; the CPU seconds after parses and quantities; the words."""
    made: dict[str, Read] = {}
    seconds, words = 0.0, 0
    for row in articles:
        parsed, found = _parsed(row)
        start = time.process_time()
        tolls = find(parsed, found)
        seconds += time.process_time() - start
        words += len(row["text"].split())
        of = distribution(row["title"], row["text"], found)
        made[row["id"]] = Read(event=row["event"], of=of, tolls=tolls)
    return made, seconds, words


def _parsed(row: dict[str, Any]) -> tuple[Parse, tuple[Found, ...]]:
    article = Article(
        id=row["id"], text=row["text"], title=row["title"], published=row["published"],
        language="en", paragraphs=paragraphs(row["text"]),
    )  # fmt: skip
    parsed = parse(article)
    return parsed, tuple(f for piece in parsed.pieces for f in quantities.find(piece))


Pairs = list[tuple[float, bool]]
"""How sure, and whether right."""


def _sets(made: dict[str, Read]) -> dict[str, dict[str, Pairs]]:
    incidents = {row["incident_id"]: row for row in rows(INCIDENTS)}
    key = [row for row in rows(NUMBERS) if row["article"] in made]
    sets: dict[str, dict[str, Pairs]] = {"hand key": {}, "dev": {}, "dev, pooled": {}}
    for counts in ("killed", "injured"):
        sets["hand key"][counts] = [
            _judged(getattr(made[row["article"]].of, counts), made[row["article"]].of, wanted)
            for row in key
            if (wanted := row[counts] and row[counts]["value"]) is not None
        ]
        known = [m for m in made.values() if m.event in incidents]
        sets["dev"][counts] = [
            _judged(getattr(m.of, counts), m.of, incidents[m.event][f"num_{counts}"]) for m in known
        ]
        pooled: dict[str, Any] = defaultdict(lambda: np.zeros(_LARGEST))
        outlets: Counter[str] = Counter(m.event for m in known)
        for m in known:
            logs = getattr(m.of, counts)
            whole = np.full(_LARGEST, logs.min() - 3.0)
            small = m.of.values < _LARGEST
            whole[m.of.values[small]] = logs[small]
            pooled[m.event] += whole / outlets[m.event] ** _POWER
        sets["dev, pooled"][counts] = [
            (
                float(logs.max() - np.logaddexp.reduce(logs)),
                int(logs.argmax()) == incidents[event][f"num_{counts}"],
            )
            for event, logs in pooled.items()
        ]
    return sets


def _judged(logs: Any, of: Distribution, wanted: float) -> tuple[float, bool]:
    best = int(logs.argmax())
    return float(logs[best]), bool(of.values[best] == wanted)


def right_at(pairs: Pairs, coverage: float) -> float:
    """The share that is right of the surest ones, as many as the coverage says."""
    surest = sorted(pairs, key=lambda pair: -pair[0])[: round(coverage * len(pairs))]
    return sum(ok for _, ok in surest) / max(1, len(surest))


def table(made: dict[str, Read]) -> list[str]:
    """Lines of Markdown."""
    lines = [
        "| right, % | figures | " + " | ".join(f"at {c:.0%}" for c in COVERAGES) + " |",
        "|---|---|" + "---|" * len(COVERAGES),
    ]
    for name, of in _sets(made).items():
        for counts, pairs in of.items():
            shares = " | ".join(f"{100 * right_at(pairs, c):.1f}" for c in COVERAGES)
            lines.append(f"| {counts}, {name} | {len(pairs)} | {shares} |")
    lines += [
        "",
        "| asserted | articles | given | right, % |",
        "|---|---|---|---|",
    ]
    incidents = {row["incident_id"]: row for row in rows(INCIDENTS)}
    key = {row["article"]: row for row in rows(NUMBERS)}
    for counts in ("killed", "injured"):
        for name, wanted in (
            ("hand key", {i: row[counts] and row[counts]["value"] for i, row in key.items()}),
            (
                "dev",
                {
                    i: incidents[m.event][f"num_{counts}"]
                    for i, m in made.items()
                    if m.event in incidents
                },
            ),
        ):
            given = [
                toll.value == wanted[i]
                for i in wanted
                if i in made
                for toll in made[i].tolls
                if toll.counts == counts
            ]
            share = 100 * sum(given) / max(1, len(given))
            lines.append(f"| {counts}, {name} | {len(wanted)} | {len(given)} | {share:.1f} |")
    sure: dict[float, list[bool]] = defaultdict(list)
    for i, m in made.items():
        if m.event in incidents:
            for toll in m.tolls:
                level = min(0.9, int(10 * toll.confidence) / 10)
                level = 0.95 if toll.confidence >= 0.95 else level
                sure[level].append(toll.value == incidents[made[i].event][f"num_{toll.counts}"])
    lines += ["", "| confidence of what is asserted, from | given | right, % |", "|---|---|---|"]
    lines += [
        f"| {level} | {len(oks)} | {100 * sum(oks) / len(oks):.1f} |"
        for level, oks in sorted(sure.items(), reverse=True)
    ]
    return lines


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()[:12]


if __name__ == "__main__":
    raise SystemExit(main())
