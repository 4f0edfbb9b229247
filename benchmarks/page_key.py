"""Text, parts and metadata of the made-up news pages: ours beside trafilatura's, in one run.

Run: python benchmarks/page_key.py

The key is benchmarks/keys/pages.json (benchmarks/keys/pages/README.md says what counts).
Precision, recall and F1 are over multisets of four-word runs, averaged over pages, as the shared
page scorer defines them; that one is a script, so its few lines are written again here.
"""

from __future__ import annotations

import collections
import hashlib
import json
import platform
import re
from collections.abc import Iterable
from importlib.metadata import version
from pathlib import Path
from typing import Any

import trafilatura

from rashomon.ingest import read_bytes
from rashomon.model import Article

KEYS = Path(__file__).resolve().parent / "keys"
FIELDS = ("title", "authors", "outlet", "published", "modified", "language")
Runs = collections.Counter[tuple[str, ...]]


def runs(text: str) -> Runs:
    words = re.findall(r"\w+", text)
    return collections.Counter(tuple(words[i : i + 4]) for i in range(max(1, len(words) - 3)))


def flat(text: str) -> str:
    return " " + " ".join(re.findall(r"\w+", text.lower())) + " "


def ours(page: bytes) -> tuple[str, dict[str, Any], list[tuple[str, str | None, str]]]:
    found = [a for a in read_bytes(page, item="page") if isinstance(a, Article)]
    if not found:
        return "", {}, []
    text = "\n".join(article.text for article in found)
    parts: list[tuple[str, str | None, str]] = [
        (part.kind, part.time, article.text[slice(*part.span)])
        for article in found
        for part in article.parts
    ]
    return text, {field: getattr(found[0], field) for field in FIELDS}, parts


def theirs(page: bytes, precise: bool) -> tuple[str, dict[str, Any]]:
    text = trafilatura.extract(page, include_comments=False, favor_precision=precise) or ""
    read = trafilatura.extract_metadata(page)
    authors = tuple(a.strip() for a in (read.author or "").split(";") if a.strip())
    fields = {"title": read.title, "authors": authors, "outlet": read.sitename}
    # trafilatura tells neither the language without an extra nor a date of change.
    return text, fields | {"published": read.date, "modified": None, "language": read.language}


def same(field: str, want: Any, got: Any) -> bool:
    """Whether a field is right: dates by the day, names by their words."""
    if field == "authors":
        return [flat(x) for x in want] == [flat(x) for x in got or ()]
    if field in ("published", "modified"):
        return (want or "")[:10] == (got or "")[:10]
    return flat(want or "") == flat(got or "")


def share(good: int, whole: int) -> str:
    return f"{good}/{whole}"


def measure(key: dict[str, Any], read: dict[str, tuple[Any, ...]]) -> dict[str, str]:
    tp = fp = fn = 0.0
    count: collections.Counter[str] = collections.Counter()
    for name, row in key.items():
        text, fields = read[name][:2]
        extra = [*row["captions"], *row["corrections"]]
        want, got = runs("\n".join(row["body"])), runs(text)
        # Captions and corrections are counted apart: here they are neither wanted nor an error.
        got -= runs("\n".join(extra)) - want if extra else collections.Counter()
        both = (want & got).total()
        whole = want.total() + got.total() - both
        tp, fp = tp + both / whole, fp + (got.total() - both) / whole
        fn += (want.total() - both) / whole
        have = flat(text)
        kept = [flat(line) in have for line in (x.replace(" | ", " ") for x in row["body"])]
        count.update(first=not kept[0], last=not kept[-1], lost=kept.count(False), lines=len(kept))
        for kind in ("boilerplate", "captions", "corrections"):
            count[kind] += sum(flat(line) in have for line in row[kind])
            count[f"all {kind}"] += len(row[kind])
        for field in FIELDS:
            # A page of which nothing was read has no field right, not even an empty one.
            count[field] += bool(fields) and same(field, row[field], fields.get(field))
        if len(read[name]) > 2:
            marked(row, read[name][2], count)
    precision, recall = tp / (tp + fp or 1), tp / (tp + fn or 1)
    pages = len(key)
    table = {
        "F1": f"{2 * precision * recall / (precision + recall or 1):.3f}",
        "precision": f"{precision:.3f}",
        "recall": f"{recall:.3f}",
        "first body line lost": share(count["first"], pages),
        "last body line lost": share(count["last"], pages),
        "body lines lost": share(count["lost"], count["lines"]),
        "boilerplate texts that survive": share(count["boilerplate"], count["all boilerplate"]),
        "captions kept": share(count["captions"], count["all captions"]),
        "corrections kept": share(count["corrections"], count["all corrections"]),
    }
    table |= {f"{field} right": share(count[field], pages) for field in FIELDS}
    if len(next(iter(read.values()))) > 2:
        table |= {
            f"{kind} marked": share(count[f"marked {kind}"], count[f"all {kind}"])
            for kind in ("captions", "corrections", "live items")
        }
    return table


def marked(row: dict[str, Any], parts: Iterable[Any], count: collections.Counter[str]) -> None:
    """Counts the captions, corrections and live items that are marked as what they are."""
    parts = list(parts)
    kinds = {"captions": ("caption",), "corrections": ("correction", "editor's note")}
    for name, allowed in kinds.items():
        texts = [flat(text) for kind, _, text in parts if kind in allowed]
        count[f"marked {name}"] += sum(any(flat(x) in t for t in texts) for x in row[name])
    for item in row["live_items"]:
        count["all live items"] += 1
        count["marked live items"] += any(
            kind == "live item" and time == item["time"] and flat(item["first_words"]) in flat(text)
            for kind, time, text in parts
        )


def main() -> None:
    source = (KEYS / "pages.json").read_bytes()
    key = json.loads(source)
    digest = hashlib.sha256(source)
    pages = {}
    for name in key:
        pages[name] = (KEYS / "pages" / f"{name}.html").read_bytes()
        digest.update(pages[name])
    ways: dict[str, dict[str, tuple[Any, ...]]] = {
        "ours": {name: ours(page) for name, page in pages.items()},
        "trafilatura": {name: theirs(page, False) for name, page in pages.items()},
        "trafilatura, precision": {name: theirs(page, True) for name, page in pages.items()},
    }
    print(
        f"{len(key)} pages, sha256 {digest.hexdigest()[:12]}; trafilatura {version('trafilatura')},"
    )
    print(f"Python {platform.python_version()}\n")
    halves = {
        half: {n: r for n, r in key.items() if n[0] == half[0]} for half in ("tune", "report")
    }
    columns = {
        f"{half}: {way}": measure(rows, read)
        for half, rows in halves.items()
        for way, read in ways.items()
    }
    print("| | " + " | ".join(columns) + " |")
    print("|---" * (len(columns) + 1) + "|")
    for label in columns["tune: ours"]:
        print(f"| {label} | " + " | ".join(c.get(label, "") for c in columns.values()) + " |")


if __name__ == "__main__":
    main()
