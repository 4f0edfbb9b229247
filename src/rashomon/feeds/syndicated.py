"""RSS 0.9x, 1.0 and 2.0 and Atom, from the tree that lxml made of them.

By local names, whatever namespaces a feed declares or forgets: what is needed of an entry is an
address, a title and dates, and these have had the same names in all dialects. feedparser knows more
of feeds, but its time grows with the square of attributes, namespaces and long fields, and elements
of extensions in odd places raise errors of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from rashomon.feeds.addresses import bounded, whole
from rashomon.feeds.markup import local, plain, words
from rashomon.feeds.times import when
from rashomon.feeds.types import Entry, Feed

_PERIODS = {"hourly": 3_600, "daily": 86_400, "weekly": 604_800, "monthly": 2_592_000}
_MINUTES = re.compile(r"\d{1,6}")
_BASE = "{http://www.w3.org/XML/1998/namespace}base"
_PUBLISHED = ("published", "pubdate", "issued", "created", "date")
_MODIFIED = ("updated", "modified")


def of_tree(tree: Any, *, url: str | None) -> Feed:
    """The feed of a parsed document; ``url`` is its own address, the base of relative ones."""
    channel = next((e for e in tree if local(e) == "channel"), tree)
    items = [e for e in tree.iter() if local(e) in ("item", "entry")]
    said = _said(e for e in channel if local(e) not in ("item", "entry"))
    base = _base(tree, url) or whole(said.get("link"), base=None)
    entries, notes = bounded(_entry(item, base) for item in items)
    return Feed(
        kind="atom" if local(tree) == "feed" else "rss",
        title=plain(said.get("title", "")) or None,
        entries=entries,
        wait_s=_wait(said),
        notes=notes,
    )


def _said(elements: Iterable[Any]) -> dict[str, str]:
    """The words of the elements by their names; the first of each name that holds any."""
    found: dict[str, str] = {}
    for element in elements:
        name = local(element)
        if not found.get(name):
            found[name] = words(element) or (element.get("href") or "" if name == "link" else "")
    return found


def _entry(item: Any, base: str | None) -> Entry | None:
    said = _said(item)
    here = _base(item, base)
    address = next((a for p in _links(item, said) if (a := whole(p, base=here))), None)
    if address is None:
        return None
    return Entry(
        url=address,
        title=plain(said.get("title", "")) or None,
        published=_first(said, _PUBLISHED),
        modified=_first(said, _MODIFIED),
    )


def _links(item: Any, said: dict[str, str]) -> Iterator[str | None]:
    """What may be the article's address, the likeliest first."""
    yield said.get("origlink")  # of FeedBurner: where its own link leads
    for element in item:
        if local(element) == "link":
            relation = (element.get("rel") or "alternate").lower()
            if relation == "alternate":
                yield element.get("href") or words(element)
    for element in item:
        if (
            local(element) in ("guid", "id")
            and (element.get("isPermaLink") or "").lower() != "false"
        ):
            place = words(element)
            if place.lower().startswith(("http://", "https://")):
                yield place


def _base(element: Any, url: str | None) -> str | None:
    """The base of relative addresses: xml:base, else the document's own address (RFC 3986)."""
    return whole(element.get(_BASE), base=url) or url


def _first(said: dict[str, str], names: Iterable[str]) -> str | None:
    return next((found for name in names if (found := when(said.get(name)))), None)


def _wait(said: dict[str, str]) -> float | None:
    """RSS's ttl in minutes, or the period of the syndication module."""
    ttl = said.get("ttl", "")
    if _MINUTES.fullmatch(ttl):
        return 60.0 * int(ttl)
    period = _PERIODS.get(said.get("updateperiod", "").lower())
    often = said.get("updatefrequency") or "1"
    if period is None or not _MINUTES.fullmatch(often):
        return None
    return period / max(1, int(often))
