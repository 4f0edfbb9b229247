"""Lists of addresses: OPML, sitemaps, sitemap indexes, and JSON Feed."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from rashomon.errors import FeedError
from rashomon.feeds.addresses import MOST, bounded, whole
from rashomon.feeds.markup import local, plain, words
from rashomon.feeds.times import when
from rashomon.feeds.types import Entry, Feed


def of_opml(tree: Any, *, url: str | None) -> Feed:
    """The feeds of an OPML list, nested outlines too, each once."""
    found: dict[str, None] = {}
    odd = 0
    for outline in (e for e in tree.iter() if local(e) == "outline"):
        named = {name.lower(): value for name, value in outline.attrib.items()}
        place = named.get("xmlurl") or (named.get("url") if named.get("type") == "rss" else None)
        if place is None:
            continue
        address = whole(place, base=url)
        if address is None:
            odd += 1
        else:
            found[address] = None
    title = next((words(e) for e in tree.iter() if local(e) == "title"), None)
    notes = (f"{odd:,} outlines without an address of the web",) if odd else ()
    return Feed(
        kind="opml", title=plain(title or "") or None, feeds=tuple(found)[:MOST], notes=notes
    )


def of_sitemap(tree: Any, *, url: str | None) -> Feed:
    """The pages of a sitemap, with the dates and titles of Google's news extension."""
    entries, notes = bounded(_pages(tree, url))
    return Feed(kind="sitemap", entries=entries, notes=notes)


def _pages(tree: Any, base: str | None) -> Iterator[Entry | None]:
    for page in (e for e in tree if local(e) == "url"):
        said = {local(e): e for e in page.iter() if e is not page}
        place = next((words(e) for e in page if local(e) == "loc"), None)
        address = whole(place, base=base)
        if address is None:
            yield None
            continue
        title, published = said.get("title"), said.get("publication_date")
        last = said.get("lastmod")
        yield Entry(
            url=address,
            title=plain(words(title)) or None if title is not None else None,
            published=when(words(published)) if published is not None else None,
            modified=when(words(last)) if last is not None else None,
        )


def of_index(tree: Any, *, url: str | None) -> Feed:
    """The sitemaps that an index names, those changed last first."""
    found: dict[str, str] = {}
    for child in (e for e in tree if local(e) == "sitemap"):
        said = {local(e): words(e) for e in child}
        address = whole(said.get("loc"), base=url)
        if address:
            found.setdefault(address, when(said.get("lastmod")) or "")
    newest = sorted(found, key=lambda address: found[address], reverse=True)
    return Feed(kind="sitemap index", feeds=tuple(newest[:MOST]))


def of_json(text: str, *, item: str, url: str | None) -> Feed:
    """A JSON Feed (version 1 or 1.1).

    Raises :class:`~rashomon.errors.FeedError` where it is none.
    """
    try:
        value = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise FeedError(item, "is broken JSON; give the address of a feed") from error
    if not isinstance(value, dict) or not isinstance(value.get("items"), list):
        raise FeedError(item, 'is JSON without "items"; give the address of a JSON Feed')
    base = whole(value.get("home_page_url"), base=url) or url
    entries, notes = bounded(_json_entry(one, base) for one in value["items"][: 10 * MOST])
    title = value.get("title")
    return Feed(
        kind="json feed",
        title=plain(title) or None if isinstance(title, str) else None,
        entries=entries,
        notes=notes,
    )


def _json_entry(one: object, base: str | None) -> Entry | None:
    if not isinstance(one, dict):
        return None
    address = whole(one.get("url"), base=base) or whole(one.get("id"), base=None)
    if address is None:
        return None
    title = one.get("title")
    return Entry(
        url=address,
        title=plain(title) or None if isinstance(title, str) else None,
        published=when(one.get("date_published")),
        modified=when(one.get("date_modified")),
    )
