"""How many planted copies and rewrites are found again, and how many of those found are right.

    python benchmarks/origins.py            # the half kept for reporting
    python benchmarks/origins.py --tune     # the half the thresholds were set on

Into each event one article is planted again in several shapes (``plantings.py``), and a stretch of
it into reports by others. Then all pairs of the event's articles are looked at. The hard negatives
are different articles of one event. Real events hold copies nobody planted: pairs of real articles
that share a tenth of the shorter one's runs of five words, pairs the key of wikinews names as of
one origin, and four that turned out to retell one press release, are neither right nor wrong here.
The rewrites by hand (``keys/rewrites.json``) are ours, about places that do not exist. Last, the
origins of the whole comparison are held against those of the key.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations
from pathlib import Path
from typing import Any

from plantings import COPIES, REWRITES, passage, sentences

import rashomon
from rashomon.comparison import compare_events
from rashomon.comparison.reuse import reused
from rashomon.grouping import near_copies
from rashomon.model import Article, Event
from rashomon.shingles import shingles
from rashomon.text import paragraphs

ROOT = Path(__file__).resolve().parent.parent
SHARED = Path(os.environ.get("RASHOMON_SHARED", ROOT.parent / "shared"))
KEYS = Path(__file__).resolve().parent / "keys"
# The share of the shorter article's runs of words from which on two real articles may be copies.
_UNPLANTED = 0.1
_CUT_SHORT = 0.85
_LEAST_SENTENCES = 6
Pair = frozenset[str]
# Found by reading what was taken for one origin: both articles retell one press release (charges in
# Detroit, an arrest in Huntingburg, a coroner in York, a shooting in Bartholomew County).
_ONE_RELEASE: frozenset[Pair] = frozenset(
    frozenset(pair.split())
    for pair in (
        "54aafae5ecfb4ea7b63b0feb3cc1f804 8a82a70b851c000fd66f5871d2a7c32a",
        "2b63f7e32333238f14a1a413cfd1ad3d 518c5cd45c669314605b3360f3d935a2",
        "230268422716c97d329827d867fb6ef9 4fdd8f39c90e9aef5584d72d1007b526",
        "09bdad1a436b26249f518f01637647db 39295ad24b9906066eaaa0d2a77112ab",
    )
)


def rows(name: str) -> Iterator[dict[str, Any]]:
    with (SHARED / "data" / name).open(encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def real_events() -> dict[str, list[Article]]:
    events: dict[str, list[Article]] = defaultdict(list)
    for name, letter in (("wikinews_medium", "w"), ("gun_violence.dev", "g")):
        for row in rows(f"events/{name}.jsonl"):
            events[f"{letter}{row['event']}"].append(Article(id=row["id"], text=row["text"]))
    return {e: articles for e, articles in sorted(events.items()) if 3 <= len(articles) <= 12}


def key_origins() -> dict[str, list[dict[str, Any]]]:
    path = SHARED / "data" / "gold" / "wikinews.events.json"
    key = json.loads(path.read_text(encoding="utf-8"))
    return {event: row["shared_origin_groups"] for event, row in key.items()}


def planted(event: str, articles: Sequence[Article]) -> tuple[list[Article], dict[Pair, str]]:
    """The event with its plants, and what each pair of original and plant is."""
    rng = random.Random(event)
    long = [a for a in articles if len(sentences(a.text)) >= _LEAST_SENTENCES]
    if not long:
        return list(articles), {}
    original = rng.choice(long)
    host = rng.choice([a for a in articles if a is not original])
    made, kinds = list(articles), {}
    for kind, change in {**COPIES, **REWRITES}.items():
        plant = Article(id=f"{event}:{kind}", text=change(original.text, rng))
        made.append(plant)
        kinds[frozenset((original.id, plant.id))] = kind
    for kind, change_ in (("a stretch, word for word", False), ("a stretch, rewritten", True)):
        taken = passage(original.text, rng, change=change_)
        plant = Article(id=f"{event}:{kind}", text=f"{host.text}\n\n{taken}")
        made.append(plant)
        kinds[frozenset((original.id, plant.id))] = kind
    return made, kinds


def found_pairs(articles: Sequence[Article]) -> set[Pair]:
    """The pairs the tool shows together: sets of one text or retold, and stretches taken over."""
    taken = reused(articles)
    sets = [set(same) for same in near_copies(articles, contained=_CUT_SHORT)]
    for tied in ({r.a, r.b} for r in taken if r.whole):
        touching = [same for same in sets if same & tied]
        sets = [same for same in sets if not same & tied] + [tied.union(*touching)]
    together = {frozenset(pair) for same in sets for pair in combinations(same, 2)}
    return together | {frozenset((r.a, r.b)) for r in taken}


def measure(events: dict[str, list[Article]], table: Table) -> int:
    """Fills the table; returns how many pairs of real articles were left out."""
    one_origin = {
        frozenset(pair)
        for groups in key_origins().values()
        for group in groups
        for pair in combinations(group["articles"], 2)
    } | _ONE_RELEASE
    left_out = 0
    for event, articles in events.items():
        made, kinds = planted(event, articles)
        for pair, kind in kinds.items():
            # One plant at a time, among the real ones: plants of one article are copies of each
            # other, which no event has.
            plant = next(a for a in made if a.id in pair and a.id not in {x.id for x in articles})
            found = found_pairs([*articles, plant])
            table.count(kind, right=pair in found)
            original = next(iter(pair - {plant.id}))
            for other in articles:
                if other.id == original or "stretch" in kind:
                    continue
                by = next(a for a in articles if a.id == original)
                if frozenset((original, other.id)) in one_origin or _may_be_copies(by, other):
                    continue
                table.no_copy(frozenset((plant.id, other.id)) in found, (plant.id, other.id))
        found = found_pairs(articles)
        for a, b in combinations(articles, 2):
            pair = frozenset((a.id, b.id))
            if pair in one_origin or _may_be_copies(a, b):
                left_out += 1
            else:
                table.no_copy(pair in found, (a.id, b.id))
    return left_out


def _may_be_copies(a: Article, b: Article) -> bool:
    one, other = shingles(a.text), shingles(b.text)
    # The share of the shorter one's runs of words (Broder's containment, 1997).
    return len(one & other) >= _UNPLANTED * max(1, min(len(one), len(other)))


class Table:
    """Counts by kind of planting, and the pairs wrongly taken for one origin."""

    def __init__(self) -> None:
        self.of: dict[str, list[bool]] = defaultdict(list)
        self.negatives = 0
        self.wrong: list[tuple[str, str]] = []

    def count(self, kind: str, *, right: bool) -> None:
        self.of[kind].append(right)

    def no_copy(self, found: bool, pair: tuple[str, str]) -> None:
        self.negatives += 1
        if found:
            self.wrong.append(pair)

    def print(self, title: str) -> None:
        print(f"\n| {title} | planted | found | recall |")
        print("|---|---|---|---|")
        for kind, rights in self.of.items():
            share = sum(rights) / len(rights)
            print(f"| {kind} | {len(rights)} | {sum(rights)} | {share:.3f} |")
        rights = [right for all_ in self.of.values() for right in all_]
        found = sum(rights)
        print(f"| **all** | {len(rights)} | {found} | **{found / len(rights):.3f}** |")
        precision = found / max(1, found + len(self.wrong))
        print(
            f"\nPairs that are no copies: {self.negatives}, taken for one origin:"
            f" {len(self.wrong)}. Precision {precision:.3f}."
        )


def by_hand(events: Sequence[dict[str, Any]], table: Table) -> None:
    names = ("close to the original", "turned around", "short and free")
    for event in events:
        name = event["event"]
        texts = [event["original"], *event["rewrites"]]
        articles = [Article(id=f"{name}:{n}", text=text) for n, text in enumerate(texts)]
        other = Article(id=f"{name}:other", text=event["independent"])
        found = found_pairs([*articles, other])
        for i, j in combinations(range(len(articles)), 2):
            kind = names[j - 1] if i == 0 else "two rewrites of one article"
            table.count(kind, right=frozenset((articles[i].id, articles[j].id)) in found)
        alone = found_pairs([*articles[1:], other])
        for a, b in combinations(articles[1:], 2):
            kind = "the same, the original not among them"
            table.count(kind, right=frozenset((a.id, b.id)) in alone)
        for article in articles:
            pair = (article.id, other.id)
            table.no_copy(frozenset(pair) in found, pair)


def against_the_key() -> None:
    """Prints how many of the key's pairs of one origin the whole tool finds, event by event."""
    texts: dict[str, list[Article]] = defaultdict(list)
    for row in rows("events/wikinews_medium.jsonl"):
        texts[str(row["event"])].append(
            Article(
                id=row["id"],
                text=row["text"],
                outlet=row["outlet"],
                language="en",
                paragraphs=paragraphs(row["text"]),
            )
        )
    print("\n| event of the key | groups | pairs | found | pairs given |")
    print("|---|---|---|---|---|")
    total = [0, 0, 0, 0]
    for event, groups in key_origins().items():
        key = {frozenset(p) for g in groups for p in combinations(g["articles"], 2)}
        ids = tuple(article.id for article in texts[event])
        readings = [rashomon.read(article) for article in texts[event]]
        comparison = compare_events(
            readings,
            [Event(id="e1", articles=ids)],
            near_copies=near_copies(texts[event], contained=_CUT_SHORT),
            made_by=readings[0].made_by,
        )
        given = {
            frozenset(p) for o in comparison.events[0].origins for p in combinations(o.articles, 2)
        }
        counts = [len(groups), len(key), len(key & given), len(given)]
        total = [a + b for a, b in zip(total, counts, strict=True)]
        print("|", " | ".join(map(str, (event, *counts))), "|")
    print("| **all** |", " | ".join(f"**{n}**" for n in total), "|")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--tune", action="store_true", help="the half the thresholds were set on")
    parser.add_argument("--wrong", action="store_true", help="print the ids wrongly put together")
    options = parser.parse_args()
    half = 0 if options.tune else 1
    every = real_events()
    events = {e: a for n, (e, a) in enumerate(every.items()) if n % 2 == half}
    start = time.process_time()
    table = Table()
    left_out = measure(events, table)
    table.print(f"{len(events)} real events, rule-made plants")
    print(f"Left out as possible copies nobody planted: {left_out} pairs of real articles.")
    hand = json.loads((KEYS / "rewrites.json").read_text(encoding="utf-8"))
    written = Table()
    by_hand(hand[5 * half : 5 * half + 5], written)
    written.print("5 invented events, rewrites by hand")
    against_the_key()
    print(f"\nCPU seconds: {time.process_time() - start:.1f}")
    if options.wrong:
        print(*table.wrong, *written.wrong, sep="\n")


if __name__ == "__main__":
    main()
