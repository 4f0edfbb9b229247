"""The articles that summaries are measured on, read once and kept beside the benchmarks.

Reading the 658 articles of syria.dev costs minutes, and a summary is made from a reading in
milliseconds. The readings, without their summaries, stand as JSON lines in ``benchmarks/.cache``
(not in the repository), under a name that holds the digest of the data and of the code that reads:
where either changes they are read again.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import Any

import rashomon
from rashomon.codec import decode, encode
from rashomon.model import Article, Reading
from rashomon.text import paragraphs

ROOT = Path(__file__).resolve().parent.parent
SHARED = Path(os.environ.get("RASHOMON_SHARED", ROOT.parent / "shared"))
CACHE = Path(__file__).resolve().parent / ".cache"
SETS = {
    "polnear.dev": "attribution/polnear.dev.jsonl",
    "wikinews": "events/wikinews_medium.jsonl",
    "syria.dev": "events/syria.dev.jsonl",
    "bump": "entailment/bump.task1.jsonl",
}
# What does not change a reading without its summary.
_BESIDE = frozenset(["summarize", "render", "schemas", "comparison", "grouping", "cli", "checking"])


def rows(name: str) -> list[dict[str, Any]]:
    """The rows of a set, one an article; bump's, with its summary, the first of each article."""
    path = SHARED / "data" / SETS[name]
    found: dict[str, dict[str, Any]] = {}
    for row in map(json.loads, path.read_text("utf-8").splitlines()):
        if name == "bump":
            row |= {"id": f"bump-{row['article_id']}", "text": row["article"]}
        found.setdefault(row["id"], row)
    return list(found.values())


def digest(*names: str) -> str:
    """The first twelve hex digits of the SHA-256 of the sets' files, one after the other."""
    made = hashlib.sha256()
    for name in names:
        made.update((SHARED / "data" / SETS[name]).read_bytes())
    return made.hexdigest()[:12]


def readings(name: str) -> list[Reading]:
    """The readings of a set's articles without summaries, in their order, by the default."""
    kept = CACHE / f"{name}-{digest(name)}-{_code()}.jsonl"
    if kept.exists():
        return [decode(Reading, line) for line in kept.read_text("utf-8").split("\n") if line]
    made = [replace(rashomon.read(one), summary=None) for one in _articles(name)]
    CACHE.mkdir(exist_ok=True)
    for old in CACHE.glob(f"{name}-*.jsonl"):
        old.unlink()
    unfinished = kept.with_suffix(".part")
    unfinished.write_text("".join(encode(one) + "\n" for one in made), "utf-8")
    unfinished.rename(kept)
    return made


def _articles(name: str) -> Iterator[Article]:
    return map(article_of, rows(name))


def article_of(row: dict[str, Any]) -> Article:
    """The article of a row of the shared data, all of which is English."""
    return Article(
        id=row["id"],
        text=row["text"],
        title=row.get("title"),
        outlet=row.get("outlet"),
        published=row.get("published"),
        language="en",
        paragraphs=paragraphs(row["text"]),
    )


@lru_cache(maxsize=1)
def _code() -> str:
    made = hashlib.sha256()
    package = Path(rashomon.__file__).parent
    for path in sorted(package.rglob("*")):
        part = path.relative_to(package)
        if path.is_file() and part.parts[0] not in _BESIDE and "__pycache__" not in part.parts:
            made.update(str(part).encode() + path.read_bytes())
    return made.hexdigest()[:12]
