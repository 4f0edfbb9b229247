"""The articles of gun_violence with the tolls of their incidents, as the models see them."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rashomon.annotate import quantities
from rashomon.annotate.quantities import Found
from rashomon.annotate.tolls.mentions import Mentions, contexts, mentions_of
from rashomon.annotate.tolls.model import BITS
from rashomon.annotate.tolls.words import Ints, Words, bag, words_of
from rashomon.model import Article, Quantity, Span
from rashomon.parse import parse
from rashomon.text import paragraphs

ROOT = Path(__file__).resolve().parents[2]
SHARED = Path(os.environ.get("RASHOMON_SHARED", ROOT.parent / "shared"))
EVENTS = SHARED / "data" / "events"


@dataclass(frozen=True, kw_only=True)
class Example:
    """One article; ``people`` are the ages of the killed, the injured, and others."""

    id: str
    event: str
    words: Words
    mentions: Mentions
    contexts: Ints
    bag: Ints
    found: Sequence[Found]
    toll: tuple[int, int, int]
    people: tuple[frozenset[int], frozenset[int], frozenset[int]]


def read(part: str, keep: Path | None = None) -> list[Example]:
    """The articles of a part whose incident is known; parsing them takes minutes.

    ``keep`` is a file that the quantities of the parses are kept in, or taken from.
    """
    articles = _lines(EVENTS / f"gun_violence.{part}.jsonl")
    incidents = {
        row["incident_id"]: row for row in _lines(EVENTS / f"gun_violence.{part}.incidents.jsonl")
    }
    articles = [row for row in articles if row["event"] in incidents]
    if keep is not None and keep.is_file():
        kept = json.loads(keep.read_text("utf-8"))
    else:
        kept = {row["id"]: list(_quantities(row)) for row in articles}
        if keep is not None:
            keep.write_text(json.dumps(kept), "utf-8")
    return [_example(row, incidents[row["event"]], kept[row["id"]]) for row in articles]


def _lines(path: Path) -> list[dict[str, Any]]:
    with path.open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def _quantities(row: dict[str, Any]) -> Iterator[list[Any]]:
    text = row["text"]
    article = Article(id=row["id"], text=text, language="en", paragraphs=paragraphs(text))
    for piece in parse(article).pieces:
        for found in quantities.find(piece):
            q = found.quantity
            yield [q.value, q.bound, q.unit, q.counts, q.max, *found.span]


def _example(
    row: dict[str, Any], incident: dict[str, Any], kept: Sequence[Sequence[Any]]
) -> Example:
    words = words_of(row["title"], row["text"])
    mentions = mentions_of(words)
    people: tuple[set[int], set[int], set[int]] = (set(), set(), set())
    for person in incident["participants"]:
        status = str(person.get("Status", ""))
        fate = people[0 if "Killed" in status else 1 if "Injured" in status else 2]
        age = re.search(r"\d+", str(person.get("Age", "")))
        if age:
            fate.add(int(age.group()))
    killed, injured = incident["num_killed"], incident["num_injured"]
    return Example(
        id=row["id"],
        event=row["event"],
        words=words,
        mentions=mentions,
        contexts=contexts(words, mentions, BITS),
        bag=bag(words, BITS),
        found=[
            Found(
                quantity=Quantity(value=v, bound=b, unit=u, counts=c, max=m), span=Span(start, end)
            )
            for v, b, u, c, m, start, end in kept
        ],
        toll=(killed, injured, killed + injured),
        people=(frozenset(people[0]), frozenset(people[1]), frozenset(people[2])),
    )
