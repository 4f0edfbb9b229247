"""What a feed says."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

FeedKind = Literal["rss", "atom", "json feed", "sitemap", "sitemap index", "opml"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One article that a feed names; its dates are ISO 8601 in UTC, or days, or None."""

    url: str
    title: str | None = None
    published: str | None = None
    modified: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """A feed: its entries in its own order, and other feeds that it names (OPML, sitemap indexes).

    ``wait_s`` is how long it asks not to be asked again, None where it says nothing. ``notes`` say
    what could not be used.
    """

    kind: FeedKind
    title: str | None = None
    entries: tuple[Entry, ...] = ()
    feeds: tuple[str, ...] = ()
    wait_s: float | None = None
    notes: tuple[str, ...] = ()
