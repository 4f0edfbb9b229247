"""How the cost of comparing grows with the articles of one event, as a Markdown table.

    python benchmarks/compare_speed.py

Real articles on one kind of event (gun_violence.train, the largest incidents first) are read once
and put into one event of 20, 100 and 500: far more different articles than any real event has, so
that none is a copy of another. Each size is compared in a process of its own, apart from reading.
Then 20 articles go from the command line to a finished page: cold in a new process, and warm a
second time in one process.
"""

from __future__ import annotations

import json
import os
import pickle
import platform
import resource
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from pathlib import Path

import rashomon
from rashomon.comparison import compare_events
from rashomon.grouping import near_copies
from rashomon.model import Article, Event, Reading
from rashomon.render.page import comparison_page
from rashomon.text import paragraphs

ROOT = Path(__file__).resolve().parent.parent
SHARED = Path(os.environ.get("RASHOMON_SHARED", ROOT.parent / "shared"))
DATA = SHARED / "data" / "events" / "gun_violence.train.jsonl"
SIZES = (20, 100, 500)


def articles(most: int) -> list[Article]:
    by_event: dict[str, list[Article]] = defaultdict(list)
    with DATA.open(encoding="utf-8") as lines:
        for row in map(json.loads, lines):
            by_event[row["event"]].append(
                Article(
                    id=row["id"],
                    text=row["text"],
                    title=row["title"],
                    outlet=row["outlet"],
                    published=row["published"] or None,
                    language="en",
                    paragraphs=paragraphs(row["text"]),
                )
            )
    ordered = sorted(by_event.values(), key=lambda some: (-len(some), some[0].id))
    return [article for some in ordered for article in some if len(article.text) > 600][:most]


def one(path: Path, size: int) -> None:
    """Compare ``size`` of the readings in the file; prints one row."""
    readings: list[Reading] = pickle.loads(path.read_bytes())[:size]
    event = Event(id="e1", articles=tuple(r.article.id for r in readings))
    start = time.process_time()
    copies = near_copies([r.article for r in readings])
    made = compare_events(readings, [event], near_copies=copies, made_by=readings[0].made_by)
    compared = time.process_time() - start
    page = comparison_page(made)
    whole = time.process_time() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    claims = sum(len(r.claims) for r in readings)
    print(
        f"| {size} | {claims} | {len(made.events[0].relations)} | {compared:.1f} "
        f"| {1000 * compared / size:.0f} | {whole - compared:.1f} | {len(page) / 1e6:.1f} "
        f"| {peak:.0f} |",
        flush=True,
    )


def read(path: Path) -> None:
    path.write_bytes(pickle.dumps([rashomon.read(article) for article in articles(max(SIZES))]))


def page_of(path: Path, target: Path) -> tuple[float, float]:
    """CPU and wall seconds to a page in this process."""
    start, cpu = time.perf_counter(), time.process_time()
    target.write_text(comparison_page(rashomon.compare(rashomon.articles([path]))), "utf-8")
    return time.process_time() - cpu, time.perf_counter() - start


def main() -> None:
    if sys.argv[1:2] == ["one"]:
        one(Path(sys.argv[2]), int(sys.argv[3]))
        return
    if sys.argv[1:2] == ["read"]:
        read(Path(sys.argv[2]))
        return
    chosen = articles(20)
    with tempfile.TemporaryDirectory() as name:
        kept = Path(name) / "readings"
        # A child counts the memory of the process that starts it: this one must stay small.
        subprocess.run([sys.executable, __file__, "read", str(kept)], check=True)
        print(
            "| articles | claims | relations | compare, CPU s | ms an article | page, CPU s ",
            end="",
        )
        print("| page, MB | peak MB |\n|---|---|---|---|---|---|---|---|", flush=True)
        for size in SIZES:
            subprocess.run([sys.executable, __file__, "one", str(kept), str(size)], check=True)
        path, target = Path(name) / "twenty.jsonl", Path(name) / "page.html"
        with path.open("w", encoding="utf-8") as lines:
            for article in chosen:
                keys = ("id", "outlet", "title", "published", "text")
                row = {key: getattr(article, key) for key in keys}
                lines.write(json.dumps(row) + "\n")
        words = sum(len(article.text.split()) for article in chosen)
        print(f"\n| 20 articles, {words} words, to a page | CPU s | wall s |\n|---|---|---|")
        command = [sys.executable, "-m", "rashomon", "compare", str(path), "--html", str(target)]
        start, used = time.perf_counter(), resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run([*command, "--quiet"], check=True)
        wall, now = time.perf_counter() - start, resource.getrusage(resource.RUSAGE_CHILDREN)
        cpu = now.ru_utime + now.ru_stime - used.ru_utime - used.ru_stime
        print(f"| cold | {cpu:.1f} | {wall:.1f} |")
        page_of(path, target)
        cpu, wall = page_of(path, target)
        print(f"| warm | {cpu:.1f} | {wall:.1f} |")
    print(f"\nrashomon {rashomon.__version__}, Python {platform.python_version()}; ", end="")
    print(f"{platform.machine()}, {os.cpu_count()} cores, {platform.system()}.")


if __name__ == "__main__":
    main()
