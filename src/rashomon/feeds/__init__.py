"""Feeds to the addresses of articles: RSS, Atom, JSON Feed, OPML and news sitemaps."""

from __future__ import annotations

from rashomon.feeds.parse import parse
from rashomon.feeds.types import Entry, Feed, FeedKind

__all__ = ["Entry", "Feed", "FeedKind", "parse"]
