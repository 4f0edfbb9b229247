"""Bytes to a feed, whatever kind of feed they are."""

from __future__ import annotations

import re
import zlib

from rashomon.errors import FeedError
from rashomon.feeds import listed, syndicated
from rashomon.feeds.addresses import whole
from rashomon.feeds.markup import local, text_of, tree_of
from rashomon.feeds.types import Feed

_MOST_BYTES = 50_000_000
_STEP = 4_096
_HTML = re.compile(r"<(?:!doctype html|html)[\s>]", re.IGNORECASE)
_LINK = re.compile(r"<link\b[^>]{0,1000}>", re.IGNORECASE)
_FEED_TYPE = re.compile(r"application/(?:rss\+xml|atom\+xml|feed\+json)", re.IGNORECASE)
_HREF = re.compile(r"href\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s>]+))", re.IGNORECASE)


def parse(data: bytes, *, item: str, url: str | None = None, charset: str | None = None) -> Feed:
    """The feed that the bytes are; ``url`` is where they came from, for relative addresses.

    Raises :class:`~rashomon.errors.FeedError` where they are none; of a page it says which feeds
    it offers.
    """
    if data[:2] == b"\x1f\x8b":  # sitemaps are often packed as files are
        data = _unpacked(data, item=item)
    if len(data) > _MOST_BYTES:
        raise FeedError(item, f"is larger than a feed may be ({_MOST_BYTES / 1e6:g} MB)")
    text = text_of(data, charset=charset)
    begins = text[:2_000].lstrip("\ufeff \t\r\n")
    if not begins:
        raise FeedError(item, "is empty; give the address of a feed")
    if begins[0] in "{[":
        return listed.of_json(text, item=item, url=url)
    if _HTML.match(text, _past_comments(text)):
        raise FeedError(item, _offered(text, url))
    tree = tree_of(text, item=item) if begins[0] == "<" else None
    kind = local(tree) if tree is not None else ""
    if kind in ("rss", "feed", "rdf", "channel"):
        return syndicated.of_tree(tree, url=url)
    if kind == "opml":
        return listed.of_opml(tree, url=url)
    if kind == "urlset":
        return listed.of_sitemap(tree, url=url)
    if kind == "sitemapindex":
        return listed.of_index(tree, url=url)
    if "<html" in begins.lower():
        raise FeedError(item, _offered(text, url))
    raise FeedError(
        item, "is no feed; give the address of an RSS, Atom or JSON feed, a sitemap, or OPML"
    )


def _past_comments(text: str) -> int:
    """Where the first thing that is no comment begins."""
    at = 0
    while True:
        while at < len(text) and (text[at].isspace() or text[at] == "\ufeff"):
            at += 1
        end = text.find("-->", at + 4) if text.startswith("<!--", at) else -1
        if end < 0:
            return at
        at = end + 3


def _offered(text: str, url: str | None) -> str:
    """What to do with a page in the place of a feed: the feeds that it names (autodiscovery)."""
    found: dict[str, None] = {}
    for link in _LINK.findall(text[:500_000]):
        place = _HREF.search(link)
        if place and _FEED_TYPE.search(link):
            address = whole(next(filter(None, place.groups()), ""), base=url)
            if address:
                found[address] = None
    if not found:
        return "is a page, not a feed, and names none; give the address of a feed"
    return f"is a page, not a feed; it names {', '.join(list(found)[:5])}"


def _unpacked(data: bytes, *, item: str) -> bytes:
    """The feed unpacked, of several gzip members too, as far as it came."""
    out, made = bytearray(), zlib.decompressobj(wbits=31)
    for at in range(0, len(data), _STEP):
        # What follows a member is copied: in small steps, or a million empty ones take minutes.
        rest = data[at : at + _STEP]
        while rest and len(out) <= _MOST_BYTES:
            try:
                out += made.decompress(rest, _MOST_BYTES + 1 - len(out))
            except zlib.error as error:
                if out:  # something else stands behind the feed
                    return bytes(out)
                raise FeedError(item, "is broken gzip; fetch it once more") from error
            rest = made.unused_data
            if made.eof:
                made = zlib.decompressobj(wbits=31)
    return bytes(out)
