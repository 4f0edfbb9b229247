"""Web archives to articles: what each record gave is counted and told once, at the end."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import BinaryIO

from rashomon.archives import Counts, Drop, Seen, records
from rashomon.archives.streams import Window
from rashomon.config import Limits
from rashomon.errors import (
    ArchiveError,
    BarrierError,
    EmptyError,
    ItemError,
    NoArticleError,
    NotTextError,
    TooLargeError,
)
from rashomon.ingest.captures import from_capture
from rashomon.model import Article

ERRORS_SHOWN = 20
"""Broken records of one archive that are named; those beyond are counted."""

# A page that is none is not the user's mistake, as a path would be: thousands are in a crawl.
_KINDS: tuple[tuple[type[ItemError], str], ...] = (
    (BarrierError, "behind a barrier"),
    (NoArticleError, "no article"),
    (TooLargeError, "too large"),
    (NotTextError, "not text"),
    (EmptyError, "empty"),
)


@dataclass(slots=True)
class Run:
    """What holds over all paths of one run: who is told, and what was met already."""

    on_note: Callable[[str], None] | None = None
    seen: Seen = field(default_factory=Seen)
    articles: set[int] = field(default_factory=set)
    """Hashes of the articles that archives gave."""


def from_archive(
    source: BinaryIO | Window | str | os.PathLike[str], *, item: str, limits: Limits, run: Run
) -> Iterator[tuple[Article | ItemError, str]]:
    """Each article of the archive with its record's name, and an error for each broken record.

    The run's ``on_note`` gets one line at the end: how many records there were, how many articles
    they gave, and what was left out.
    """
    left_out = Counts()
    count = articles = shown = 0
    for found in records(source, item=item, limits=limits, seen=run.seen):
        count += 1
        if isinstance(found, Drop):
            left_out[found.kind] += 1
            if found.broken and shown < ERRORS_SHOWN:
                shown += 1
                yield ArchiveError(found.item, f"{found.reason}; the rest was read"), found.item
            continue
        try:
            article = from_capture(found, limits=limits)
        except ItemError as error:
            left_out[_kind(error)] += 1
            continue
        key = hash((article.id, article.text))
        if key in run.articles:
            left_out["the same article again"] += 1
            continue
        run.articles.add(key)
        articles += 1
        yield article, found.item
    if run.on_note:
        told = f"{item}: {_of(count, 'record')}: {_of(articles, 'article')}"
        run.on_note(f"{told}; left out: {left_out}" if left_out else told)


def _kind(error: ItemError) -> str:
    return next((word for kind, word in _KINDS if isinstance(error, kind)), "bad page")


def _of(number: int, word: str) -> str:
    return f"{number:,} {word}" + ("" if number == 1 else "s")
