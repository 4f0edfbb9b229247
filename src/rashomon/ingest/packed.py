"""Web archives to articles: what each record gave is counted and told once, at the end."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import BinaryIO

from rashomon.archives import Counts, Drop, Seen, records
from rashomon.archives.streams import Window
from rashomon.captured import Capture
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
from rashomon.ingest.taken import Taken

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
    known: Callable[[Capture], bool] | None = None
    """Which bytes no article needs to be made of; with it, an article that comes again at another
    time is given again: the page stood there then."""

    def passes(self, capture: Capture) -> bool:
        """Whether no article needs to be made of these bytes."""
        return self.known is not None and self.known(capture)


def from_archive(
    source: BinaryIO | Window | str | os.PathLike[str], *, item: str, limits: Limits, run: Run
) -> Iterator[Taken]:
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
                error = ArchiveError(found.item, f"{found.reason}; the rest was read")
                yield Taken(error, found.item)
            continue
        if run.passes(found):
            articles += 1
            yield Taken(None, found.item, found)
            continue
        try:
            article = from_capture(found, limits=limits)
        except ItemError as none:
            left_out[_kind(none)] += 1
            continue
        key = hash((article.id, article.text))
        if key in run.articles and run.known is None:
            left_out["the same article again"] += 1
            continue
        run.articles.add(key)
        articles += 1
        yield Taken(article, found.item, found)
    if run.on_note:
        told = f"{item}: {_of(count, 'record')}: {_of(articles, 'article')}"
        run.on_note(f"{told}; left out: {left_out}" if left_out else told)


def _kind(error: ItemError) -> str:
    return next((word for kind, word in _KINDS if isinstance(error, kind)), "bad page")


def _of(number: int, word: str) -> str:
    return f"{number:,} {word}" + ("" if number == 1 else "s")
