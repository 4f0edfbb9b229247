"""Pairs of claims with their relation, from labels that stand beside the articles.

``labels.jsonl`` (ours: offsets and labels) and the shared ``conflicts.jsonl`` name claims by their
spans; what else a claim carries is what ``rashomon.read`` makes of the article.
"""

from __future__ import annotations

import json
import os
from collections import defaultdict
from dataclasses import dataclass, replace
from functools import cache
from itertools import product
from pathlib import Path
from typing import Any

import rashomon
from rashomon.annotate import record
from rashomon.comparison.likeness import Pair, Pairs
from rashomon.comparison.views import OWN_VOICE, View, view
from rashomon.comparison.weighing import RELATIONS
from rashomon.model import Article, Claim, Reading, Span, Spans
from rashomon.parse import parse
from rashomon.text import paragraphs

HERE = Path(__file__).resolve().parent
SHARED = Path(os.environ.get("RASHOMON_SHARED", HERE.parent.parent.parent / "shared"))
EVENTS = SHARED / "data" / "events"
CONFLICTS = SHARED / "data" / "gold" / "conflicts.jsonl"
FILES = ("wikinews_medium", "gun_violence.train", "gun_violence.dev", "syria.dev")


@dataclass(frozen=True, kw_only=True)
class Example:
    """One labelled pair; ``relation`` is an index of :data:`RELATIONS`, ``weight`` 1 if sure."""

    id: str
    event: str
    pair: Pair
    relation: int
    about: str | None
    weight: float


@cache
def articles() -> dict[str, Article]:
    """All articles of the shared events by their ids; crawl dates are no publication dates."""
    found = {}
    for name in FILES:
        with (EVENTS / f"{name}.jsonl").open(encoding="utf-8") as lines:
            for row in map(json.loads, lines):
                found[row["id"]] = Article(
                    id=row["id"],
                    text=row["text"],
                    title=row.get("title"),
                    outlet=row.get("outlet"),
                    published=row.get("published") or None,
                    language="en",
                    paragraphs=paragraphs(row["text"]),
                )
    return found


_READINGS: dict[str, Reading] = {}


def reading(article: str) -> Reading:
    if article not in _READINGS:
        _READINGS[article] = rashomon.read(articles()[article])
    return _READINGS[article]


def kept() -> dict[str, Reading]:
    """The readings made so far, by the ids of their articles."""
    return dict(_READINGS)


def keep(readings: dict[str, Reading]) -> None:
    """Take readings made before."""
    _READINGS.update(readings)


@cache
def _parsed(article: str) -> Any:
    return parse(articles()[article])


def given(side: dict[str, Any], speaker: str | None = None) -> View:
    """The view of a claim whose spans the key gives; its commitment is that of our own claim."""
    spans = side["content"] if "content" in side else [side["span"]]
    content = tuple(Span(*s) for s in spans)
    source = side["source"] or []
    source = [source] if source and isinstance(source[0], int) else source
    read = reading(side["article"])
    ours = max(read.claims, key=lambda c: _like(c.content, content), default=None)
    known = ours is not None and _like(ours.content, content) > 0
    cue = tuple(Span(*s) for s in side.get("cue", ()))
    if ours is not None and known and source and not cue:
        cue = ours.cue
    claim = Claim(
        id="given",
        source=tuple(Span(*s) for s in source),
        cue=cue,
        content=content,
        kind="indirect" if source or cue else "own voice",
        commitment=ours.commitment if ours is not None and known else "asserts",
    )
    facts = record.build(read.article, _parsed(side["article"]), [claim])
    # A reading that holds this claim alone: what else it says must not point to claims gone.
    alone = replace(read, claims=(claim,), record=facts, tolls=(), summary=None, speakers=())
    voice = speaker if claim.kind != "own voice" else OWN_VOICE
    return view(alone, claim, voice)


def _like(ours: Spans, theirs: Spans) -> float:
    both = sum(max(0, min(x.end, y.end) - max(x.start, y.start)) for x, y in product(ours, theirs))
    return both / (1 + sum(end - start for start, end in ours))


def labelled(path: Path) -> list[Example]:
    """The pairs of a file of labels, in its order."""
    with path.open(encoding="utf-8") as lines:
        rows = list(map(json.loads, lines))
    by_event: dict[str, list[int]] = defaultdict(list)
    for n, row in enumerate(rows):
        by_event[row["event"]].append(n)
    found: dict[int, Example] = {}
    for event, places in by_event.items():
        sides = [[given(rows[n][s], rows[n][s].get("speaker")) for s in "ab"] for n in places]
        pairs = Pairs([one for both in sides for one in both])
        for n, (a, b) in zip(places, sides, strict=True):
            row = rows[n]
            sure = row["sure"] if "sure" in row else not row["borderline"]
            found[n] = Example(
                id=row.get("id", f"{path.stem}:{n + 1}"),
                event=event,
                pair=pairs.pair(a, b),
                relation=RELATIONS.index(row["relation"]),
                about=row["about"],
                weight=1.0 if sure else 0.5,
            )
    return [found[n] for n in range(len(rows))]
