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

import rashomon
from rashomon.codec import encode
from rashomon.model import Article
from rashomon.text import paragraphs

ROOT = Path(__file__).resolve().parent.parent
SHARED = Path(os.environ.get("RASHOMON_SHARED", ROOT.parent / "shared"))


def main() -> None:
    key_path = SHARED / "data" / "gold" / "wikinews.events.json"
    data_path = SHARED / "data" / "events" / "wikinews_medium.jsonl"
    key = json.loads(key_path.read_text(encoding="utf-8"))
    articles = []
    for line in data_path.read_text(encoding="utf-8").splitlines():
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
        scorer = SHARED / "bench" / "score_relations.py"
        command = [sys.executable, str(scorer), str(key_path), str(target)]
        scored = subprocess.run(command, capture_output=True, text=True, check=True)
    said = sum(len(event.relations) for event in comparison.events)
    print(
        f"{len(articles)} articles, {len(comparison.events)} events found, {said} relations said\n"
    )
    print("| relation | found of the key's | right of those judged |")
    print("|---|---|---|")
    for line in scored.stdout.splitlines():
        name, rest = line.split(None, 1)
        if name == "all":
            _, recall, _, precision = rest.split()
            print(f"| all | {recall} | {precision} |")
        else:
            found, right = rest.removeprefix("found ").split("right when said of a judged pair")
            print(f"| {name} | {found.strip()} | {right.strip()} |")
    digest = hashlib.sha256(key_path.read_bytes() + data_path.read_bytes()).hexdigest()[:12]
    print(f"\nrashomon {rashomon.__version__}, data {digest}, Python {platform.python_version()};")
    print(f"{platform.machine()}, {os.cpu_count()} cores, {platform.system()}.")


if __name__ == "__main__":
    main()
