"""Scores of the grouping on the shared development data, as a Markdown table.

    python benchmarks/grouping.py

gun_violence.dev after dropping copies, with its dates and without; wikinews_medium without (it has
no dates of publication). Then gun_violence.dev as a stream: in batches by date, each grouped after
those before it, scored against the truth and against all at once. Pairwise: of the pairs of
articles put together, how many are of one event, and the reverse. B-cubed: averaged over the
articles of events with several articles.
"""

from __future__ import annotations

import hashlib
import importlib.metadata
import json
import os
import platform
import time
from collections.abc import Sequence
from pathlib import Path

from pairwise import Scores, score

import rashomon
from rashomon.grouping import group, near_copies
from rashomon.model import Article, Grouping

ROOT = Path(__file__).resolve().parent.parent
SHARED = Path(os.environ.get("RASHOMON_SHARED", ROOT.parent / "shared"))


def load(name: str, *, dated: bool) -> tuple[list[Article], dict[str, str], str]:
    path = SHARED / "data" / "events" / name
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    articles = [
        Article(
            id=row["id"],
            text=row["text"],
            title=row.get("title"),
            outlet=row.get("outlet"),
            published=row.get("published") if dated else None,
            language="en",
        )
        for row in rows
    ]
    digest = hashlib.sha256(path.read_bytes()).hexdigest()[:12]
    return articles, {row["id"]: str(row["event"]) for row in rows}, digest


def labels(articles: Sequence[Article]) -> dict[str, str]:
    return {one: event.id for event in group(articles).events for one in event.articles}


def measure(
    name: str, *, dated: bool, alike: float | None = None
) -> tuple[Scores, int, float, str]:
    """The scores after dropping articles that resemble another by ``alike`` or more."""
    articles, truth, digest = load(name, dated=dated)
    copies = near_copies(articles, threshold=alike) if alike else ()
    extra = {one for ids in copies for one in ids[1:]}
    kept = [a for a in articles if a.id not in extra]
    start = time.process_time()
    found = labels(kept)
    spent = time.process_time() - start
    scores = score([truth[a.id] for a in kept], [found[a.id] for a in kept])
    return scores, len(kept), spent, digest


def streamed(articles: Sequence[Article], batches: int) -> dict[str, str]:
    """The event of each article, where they come in batches by date."""
    ordered = sorted(articles, key=lambda a: (str(a.published), a.id))
    known = Grouping(events=())
    for batch in range(1, batches + 1):
        known = group(ordered[: len(ordered) * batch // batches], known=known)
    return {one: event.id for event in known.events for one in event.articles}


def main() -> None:
    print("| articles | n | pairwise P | R | F1 | B-cubed P | R | F1 | CPU s | sha256 |")
    print("|---|---|---|---|---|---|---|---|---|---|")
    for name, dated, alike, title in (
        ("gun_violence.dev.jsonl", True, 1.0, "gun_violence.dev, copies dropped"),
        ("gun_violence.dev.jsonl", True, 0.8, "gun_violence.dev, near copies dropped"),
        ("gun_violence.dev.jsonl", False, 0.8, "the same, dates hidden"),
        ("wikinews_medium.jsonl", False, None, "wikinews_medium, no dates"),
    ):
        s, count, spent, digest = measure(name, dated=dated, alike=alike)
        cells = " | ".join(f"{v:.3f}" for v in s)
        print(f"| {title} | {count} | {cells} | {spent:.1f} | {digest} |")
    articles, truth, _ = load("gun_violence.dev.jsonl", dated=True)
    extra = {one for ids in near_copies(articles) for one in ids[1:]}
    kept = [a for a in articles if a.id not in extra]
    ids = [a.id for a in kept]
    at_once = labels(kept)
    print(
        "\n| gun_violence.dev, near copies dropped, as a stream | F1 against the truth | B-cubed "
        "| F1 against all at once |"
    )
    print("|---|---|---|---|")
    for batches in (10, 100):
        found = streamed(kept, batches)
        s = score([truth[a] for a in ids], [found[a] for a in ids])
        same = score([at_once[a] for a in ids], [found[a] for a in ids])
        print(f"| {batches} batches by date | {s.f1:.3f} | {s.bcubed:.3f} | {same.f1:.3f} |")
    print()
    articles = load("gun_violence.train.jsonl", dated=True)[0]
    print("| articles of gun_violence.train | CPU s | articles per CPU s |")
    print("|---|---|---|")
    for count in (100, 500, 2000):
        start = time.process_time()
        group(articles[:count])
        spent = time.process_time() - start
        print(f"| {count} | {spent:.1f} | {count / spent:.0f} |")
    versions = ", ".join(
        f"{p} {importlib.metadata.version(p)}" for p in ("numpy", "scipy", "scikit-learn")
    )
    print(f"\nrashomon {rashomon.__version__}, Python {platform.python_version()}, {versions};")
    print(f"{platform.machine()}, {os.cpu_count()} cores, {platform.system()}.")


if __name__ == "__main__":
    main()
