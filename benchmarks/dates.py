"""How well dates and times of day are found and resolved, against a key made by hand.

Usage: python benchmarks/dates.py [--wrong tune|report]

Prints Markdown: found (a found span overlaps the key's), right (the same value; left relative
counts only where the key has none either), wrong (a value is given that is not the key's, and not
a coarser one that holds it). Beside it dateparser: search_dates for finding in the paragraph, and
parse with the publication date on the key's own words. ``--wrong`` lists what was not right, by
place. The data stand outside the repository, in ../shared or where RASHOMON_SHARED points.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import platform
import re
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from importlib import import_module
from importlib.metadata import version
from pathlib import Path
from typing import Any

from claims import SHARED

from rashomon.annotate import dates
from rashomon.model import Article, Span
from rashomon.parse import Piece, load_parser, parse
from rashomon.text import paragraphs

KEY = Path(__file__).resolve().parent / "keys" / "dates.json"
FOLDERS = {"polnear.dev.jsonl": "attribution"}
PARTS = ("report", "tune")
NO_DATE = "not a date"
# Two days on which no relative expression comes to the same: what differs between them is relative.
BASES = (datetime(2003, 5, 14), datetime(2009, 11, 20))
Row = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What one reader gave for one row of the key: found at all, and its value."""

    found: bool
    when: str | None
    same: Callable[[str, str], bool] = str.__eq__

    def verdict(self, row: Row) -> str:
        """right, wrong (asserted), or open."""
        key = row["when"]
        if row["kind"] == NO_DATE:
            return "wrong" if self.found and self.when else "right"
        if self.when is None:
            return "right" if key is None else "open"
        if key is None:
            return "wrong"
        if self.same(self.when, key):
            return "right"
        return "open" if coarser(self.when, key) else "wrong"


def coarser(given: str, key: str) -> bool:
    """Whether the value says less than the key and nothing else: its day, its month, its time."""
    return len(given) < len(key) and (key.startswith(given) or key.endswith(given))


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--wrong", choices=PARTS, help="list what was not right in this part")
    options = parser.parse_args(arguments)
    key: list[Row] = json.loads(KEY.read_text("utf-8"))
    if not all(path(name).is_file() for name in {row["file"] for row in key}):
        print(f"{SHARED / 'data'} lacks files; set RASHOMON_SHARED to the folder that holds data/")
        return 1
    articles = load(key)
    load_parser()
    ours, ms = read(key, articles)
    theirs, dateparser = peer(key, articles)

    print("# Dates\n")
    print(made_on(key, dateparser), "\n")
    for part in PARTS:
        rows = [i for i, row in enumerate(key) if row["part"] == part]
        print(table(part, key, rows, ours, theirs), "\n")
    print(f"Finding takes {ms:.1f} ms of CPU per 650 words, the parse not counted.")
    if options.wrong:
        print("\n| file | article | span | kind | key | given |\n|---|---|---|---|---|---|")
        for row, outcome in zip(key, ours, strict=True):
            if row["part"] == options.wrong and outcome.verdict(row) != "right":
                given = outcome.when if outcome.found else "not found"
                print(
                    f"| {row['file']} | {row['article']} | {row['start']}-{row['end']} "
                    f"| {row['kind']} | {row['when']} | {given} |"
                )
    return 0


def measure() -> tuple[dict[str, float], list[Path]]:
    """The shares of the report part that are right and not wrong, and the files they rest on."""
    key: list[Row] = json.loads(KEY.read_text("utf-8"))
    ours, _ = read(key, load(key))
    pairs = [(r, o) for r, o in zip(key, ours, strict=True) if r["part"] == "report"]
    dated = Counter(o.verdict(r) for r, o in pairs if r["kind"] != NO_DATE)
    every = Counter(o.verdict(r) for r, o in pairs)
    return {
        "right": round(100 * dated["right"] / dated.total(), 1),
        "not wrong": round(100 - 100 * every["wrong"] / every.total(), 1),
    }, [KEY, *(path(name) for name in sorted({row["file"] for row in key}))]


def path(name: str) -> Path:
    """Where a file of the shared data stands."""
    return SHARED / "data" / FOLDERS.get(name, "events") / name


def load(key: Iterable[Row]) -> dict[tuple[str, str], Article]:
    """The key's articles, by file and id."""
    wanted = defaultdict(set)
    for row in key:
        wanted[row["file"]].add(row["article"])
    found = {}
    for name, ids in wanted.items():
        for line in path(name).read_text("utf-8").splitlines():
            row = json.loads(line)
            if row["id"] in ids:
                found[name, row["id"]] = Article(
                    id=row["id"],
                    text=row["text"],
                    published=row.get("published"),
                    language="en",
                    paragraphs=paragraphs(row["text"]),
                )
    return found


def read(
    key: Iterable[Row], articles: dict[tuple[str, str], Article]
) -> tuple[list[Outcome], float]:
    """What rashomon gives for each row, and its milliseconds of CPU per 650 words."""
    found: dict[tuple[str, str], list[dates.FoundDate]] = {}
    seconds, count = 0.0, 0
    for name, article in articles.items():
        pieces: tuple[Piece, ...] = parse(article).pieces
        start = time.process_time()
        found[name] = [d for piece in pieces for d in dates.find(piece, article.published)]
        seconds += time.process_time() - start
        count += len(article.text.split())
    outcomes = []
    for row in key:
        over = [(overlap(d.span, row), d) for d in found[row["file"], row["article"]]]
        size, best = max(over, key=lambda o: o[0], default=(0, None))
        hit = best if size else None
        outcomes.append(Outcome(found=hit is not None, when=hit.when if hit else None))
    return outcomes, 1000 * seconds * 650 / max(1, count)


def overlap(span: Span, row: Row) -> int:
    """The code points that both have."""
    start, end = int(row["start"]), int(row["end"])
    return max(0, min(span.end, end) - max(span.start, start))


def peer(
    key: Sequence[Row], articles: dict[tuple[str, str], Article]
) -> tuple[list[Outcome] | None, str]:
    """What dateparser gives for each row, and its version; None where it is not installed."""
    try:
        dateparser = import_module("dateparser")
        search_dates = import_module("dateparser.search").search_dates
    except ImportError:
        return None, "dateparser is not installed: its columns are left out"

    def value(words: str, base: datetime) -> datetime | None:
        settings = {"PREFER_DATES_FROM": "past", "RELATIVE_BASE": base}
        given: datetime | None = dateparser.parse(words, languages=["en"], settings=settings)
        return given

    outcomes = []
    for row in key:
        article = articles[row["file"], row["article"]]
        words = article.text[row["start"] : row["end"]]
        if article.published:
            base = datetime.fromisoformat(article.published[:10])
            moment = value(words, base)
        else:
            # Without a publication date only what does not hang on the base counts as given.
            base = BASES[0]
            one, other = (value(words, b) for b in BASES)
            moment = one if one == other else None
        start, end = next(p for p in article.paragraphs if p[0] <= row["start"] < p[1])
        hits = search_dates(
            article.text[start:end],
            languages=["en"],
            settings={"PREFER_DATES_FROM": "past", "RELATIVE_BASE": base},
        )
        at, found = start, False
        for hit, _ in hits or ():
            at = article.text.find(hit, at, end)
            if at < 0:
                break
            found |= overlap(Span(at, at + len(hit)), row) > 0
            at += len(hit)
        if row["kind"] == NO_DATE:
            # Its own words are no date: what counts is whether they are found in the paragraph.
            outcomes.append(Outcome(found=found, when="a date" if found else None))
        else:
            when = moment.isoformat(timespec="minutes") if moment else None
            outcomes.append(Outcome(found=found, when=when, same=holds))
    return outcomes, f"dateparser {version('dateparser')}"


def holds(moment: str, key: str) -> bool:
    """Whether a moment of dateparser, which has no precision, lies within the key's value."""
    day = moment[:10]
    if "T" in key:
        return moment == key or (key.startswith("T") and moment[10:] == key)
    if "/" in key:
        first, last = key.split("/")
        return first <= day[: len(first)] and day[: len(last)] <= last
    if re.fullmatch(r"\d{4}-W\d\d", key):
        year, week, _ = date.fromisoformat(day).isocalendar()
        return key == f"{year}-W{week:02}"
    return day.startswith(key)


def made_on(key: Iterable[Row], dateparser: str) -> str:
    """The data's digest and the versions."""
    made = hashlib.sha256(KEY.read_bytes())
    for name in sorted({row["file"] for row in key}):
        made.update(path(name).read_bytes())
    return "\n".join(
        (
            f"- data: {KEY.name} and its files, sha256 {made.hexdigest()[:12]}",
            f"- rashomon {version('rashomon')}, spaCy {version('spacy')}, "
            f"pipeline {load_parser().meta['version']}, Python {platform.python_version()}",
            f"- {dateparser}",
        )
    )


def table(
    part: str,
    key: Sequence[Row],
    rows: list[int],
    ours: list[Outcome],
    theirs: list[Outcome] | None,
) -> str:
    """One part of the key: a line per kind, then all; what is no date stands apart."""
    kinds: defaultdict[str, list[int]] = defaultdict(list)
    for i in rows:
        kinds[key[i]["kind"]].append(i)
    none = kinds.pop(NO_DATE, [])
    every = [i for kind in kinds.values() for i in kind]
    head = f"| {part} | n | found | right | wrong |"
    lines = [head, "|---|---|---|---|---|"]
    if theirs:
        lines = [f"{head} dateparser: found | right | wrong |", "|---|---|---|---|---|---|---|---|"]
    for label, members in (*sorted(kinds.items()), ("all", every)):
        lines.append(line(label, key, members, ours, theirs))
    share = sum(ours[i].verdict(key[i]) == "right" for i in every) / max(1, len(every))
    cells = f"| all, % | | | {100 * share:.1f} | |"
    if theirs:
        share = sum(theirs[i].verdict(key[i]) == "right" for i in every) / max(1, len(every))
        cells += f" | {100 * share:.1f} | |"
    return "\n".join((*lines, cells, line(f"{NO_DATE} (right: no value)", key, none, ours, theirs)))


def line(
    label: str,
    key: Sequence[Row],
    members: Sequence[int],
    ours: list[Outcome],
    theirs: list[Outcome] | None,
) -> str:
    cells = [label, str(len(members))]
    for outcomes in (ours, theirs):
        if outcomes is not None:
            count = Counter(outcomes[i].verdict(key[i]) for i in members)
            found = sum(outcomes[i].found for i in members)
            cells += [str(found), str(count["right"]), str(count["wrong"])]
    return f"| {' | '.join(cells)} |"


if __name__ == "__main__":
    sys.exit(main())
