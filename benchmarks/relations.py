"""Relations of comparisons against the development key of eight events, as a Markdown table.

    python benchmarks/relations.py

Each event's articles go through the same ``rashomon.compare`` as on the command line; the shared
scorer (bench/score_relations.py) judges the JSON. Only judged pairs of accounts count.
"""

from __future__ import annotations

import hashlib
import json
import os
import platform
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import NamedTuple

import rashomon
from rashomon.codec import encode
from rashomon.model import Article
from rashomon.text import paragraphs

ROOT = Path(__file__).resolve().parent.parent
SHARED = Path(os.environ.get("RASHOMON_SHARED", ROOT.parent / "shared"))
KEY = SHARED / "data" / "gold" / "wikinews.events.json"
ARTICLES = SHARED / "data" / "events" / "wikinews_medium.jsonl"
FILES = (KEY, ARTICLES)
SCORER = SHARED / "bench" / "score_relations.py"


class Found(NamedTuple):
    """What a comparison of the key's articles gave; precision and recall are percentages."""

    articles: int
    events: int
    said: int
    lines: tuple[str, ...]
    precision: float
    recall: float


def measure() -> Found:
    """Compare the articles of the key's events and let the shared scorer judge the JSON."""
    key = json.loads(KEY.read_text(encoding="utf-8"))
    articles = []
    for line in ARTICLES.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        if str(row["event"]) in key:
            articles.append(
                Article(
                    id=row["id"],
                    text=row["text"],
                    title=row["title"],
                    outlet=row["outlet"],
                    language="en",
                    paragraphs=paragraphs(row["text"]),
                )
            )
    comparison = rashomon.compare(articles)
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / "comparison.json"
        target.write_text(encode(comparison), encoding="utf-8")
        command = [sys.executable, str(SCORER), str(KEY), str(target)]
        scored = subprocess.run(command, capture_output=True, text=True, check=True)
    lines = tuple(scored.stdout.splitlines())
    _, _, recall, _, precision = lines[-1].split()
    return Found(
        articles=len(articles),
        events=len(comparison.events),
        said=sum(len(event.relations) for event in comparison.events),
        lines=lines,
        precision=round(100 * float(precision), 1),
        recall=round(100 * float(recall), 1),
    )


def main() -> None:
    found = measure()
    print(f"{found.articles} articles, {found.events} events found, {found.said} relations said\n")
    print("| relation | found of the key's | right of those judged |")
    print("|---|---|---|")
    for line in found.lines[:-1]:
        name, rest = line.split(None, 1)
        of_key, right = rest.removeprefix("found ").split("right when said of a judged pair")
        print(f"| {name} | {of_key.strip()} | {right.strip()} |")
    print(f"| all | {found.recall}% | {found.precision}% |")
    digest = hashlib.sha256(KEY.read_bytes() + ARTICLES.read_bytes()).hexdigest()[:12]
    print(f"\nrashomon {rashomon.__version__}, data {digest}, Python {platform.python_version()};")
    print(f"{platform.machine()}, {os.cpu_count()} cores, {platform.system()}.")


if __name__ == "__main__":
    main()
