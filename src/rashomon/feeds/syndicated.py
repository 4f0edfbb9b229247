"""RSS 0.9x, 1.0 and 2.0 and Atom, through feedparser, which knows their dialects.

It is given well-formed XML: broken documents are repaired by lxml first, whose time grows with the
document's size; feedparser's own parser for broken ones has no such bound.
"""

from __future__ import annotations

import io
import re
import warnings
from typing import Any

from lxml import etree

from rashomon.feeds.addresses import bounded, whole
from rashomon.feeds.times import when
from rashomon.feeds.types import Entry, Feed

# feedparser's own get answers with other keys for old names, and warns.
_get = dict.get
_PERIODS = {"hourly": 3_600, "daily": 86_400, "weekly": 604_800, "monthly": 2_592_000}
_MINUTES = re.compile(r"\d{1,6}")


def of_tree(tree: Any, *, url: str | None) -> Feed:
    """The feed of a parsed document."""
    import feedparser

    clean = etree.tostring(tree, encoding="utf-8")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        # A stream: a string that looks like an address would be fetched.
        made = feedparser.parse(
            io.BytesIO(clean), sanitize_html=False, resolve_relative_uris=False,
            response_headers={"content-type": "application/xml; charset=utf-8"},
        )  # fmt: skip
    channel = _get(made, "feed", {})
    base = whole(_text(_get(channel, "link")), base=url) or url
    entries, notes = bounded(_entry(entry, base) for entry in _get(made, "entries", ()))
    return Feed(
        kind="atom" if str(_get(made, "version", "")).startswith("atom") else "rss",
        title=_text(_get(channel, "title")),
        entries=entries,
        wait_s=_wait(channel),
        notes=notes,
    )


def _entry(entry: Any, base: str | None) -> Entry | None:
    links = [_get(entry, "feedburner_origlink"), _get(entry, "link")]
    links += [
        _get(one, "href") for one in _get(entry, "links", ()) if _get(one, "rel") == "alternate"
    ]
    if _get(entry, "guidislink") or str(_get(entry, "id", "")).startswith(("http://", "https://")):
        links.append(_get(entry, "id"))
    address = next((found for one in links if (found := whole(one, base=base))), None)
    if address is None:
        return None
    return Entry(
        url=address,
        title=_text(_get(entry, "title")),
        published=when(_get(entry, "published")) or when(_get(entry, "created")),
        modified=when(_get(entry, "updated")),
    )


def _wait(channel: Any) -> float | None:
    """RSS's ttl in minutes, or the period of the syndication module."""
    ttl = _text(_get(channel, "ttl")) or ""
    if _MINUTES.fullmatch(ttl):
        return 60.0 * int(ttl)
    period = _PERIODS.get((_text(_get(channel, "sy_updateperiod")) or "").lower())
    often = _text(_get(channel, "sy_updatefrequency")) or "1"
    if period is None or not _MINUTES.fullmatch(often):
        return None
    return period / max(1, int(often))


def _text(value: object) -> str | None:
    if not isinstance(value, str):
        return None
    plain = " ".join("".join(c if c.isprintable() else " " for c in value).split())
    return plain[:1_000] or None
