"""Feeds made to hang the reader, and wrong ones whose addresses and titles must not change."""

from __future__ import annotations

import gzip
import subprocess
import sys

import pytest

from rashomon.errors import ItemError
from rashomon.feeds import parse

# In a process of its own: a regular expression that runs away cannot be ended in this one.
_PARSE = """
import sys
from rashomon.errors import ItemError
from rashomon.feeds import parse
try:
    parse(sys.stdin.buffer.read(), item="feed")
except ItemError:
    pass
"""


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(
            b"<!---->" * 200 + b"<x/>",
            id="comments before the root",
        ),
        pytest.param(
            b"<rss " + b" ".join(b"a%d='1'" % n for n in range(60_000)) + b"/>",
            id="60,000 attributes",
        ),
        pytest.param(b"<rss><channel>" + b"</a><b>" * 50_000, id="wrong ends"),
        pytest.param(b"<rss><channel><title>" + b"& " * 500_000, id="bare ampersands"),
        pytest.param(gzip.compress(b"") * 500_000, id="empty gzip members"),
        pytest.param(
            b"<?xml version='1.0' encoding='punycode'?><rss>a-" + b"b" * 2_000_000,
            id="an encoding of domain names",
        ),
    ],
)
def test_no_feed_takes_long(data: bytes) -> None:
    subprocess.run([sys.executable, "-c", _PARSE], input=data, timeout=15, check=True)


@pytest.mark.parametrize("query", ["b=1&c=2", "b=1&copy=2&lang=3", "a&b", "x=1&"])
def test_an_address_with_bare_ampersands_stays_as_it_is(query: str) -> None:
    address = f"https://courier.example/a?{query}"
    feed = parse(
        f"<rss version='2.0'><channel><item><link>{address}</link></item></channel></rss>".encode(),
        item="feed",
    )
    assert [entry.url for entry in feed.entries] == [address]


def test_names_of_markup_characters_in_capitals_are_no_markup() -> None:
    feed = parse(
        b"<rss><channel><item><title>boats &LT;b&GT; AT&AMP;T</title>"
        b"<link>https://courier.example/a</link></item></channel></rss>",
        item="feed",
    )
    assert [entry.title for entry in feed.entries] == ["boats AT&T"]


def test_relative_addresses_of_atom_stand_beside_the_feed() -> None:
    """RFC 4287, section 2: the base is xml:base, or the address of the document (RFC 3986, 5.1)."""
    feed = parse(
        b"<feed xmlns='http://www.w3.org/2005/Atom'><link href='https://courier.example/'/>"
        b"<entry><link href='a/1'/></entry></feed>",
        item="feed",
        url="https://courier.example/blog/atom.xml",
    )
    assert [entry.url for entry in feed.entries] == ["https://courier.example/blog/a/1"]


@pytest.mark.parametrize("title", [r"boats\ud800", r"boats\u001b[31m", r"boats\u0000"])
def test_titles_of_json_feeds_are_printable(title: str) -> None:
    items = f'[{{"url": "https://courier.example/a", "title": "{title}"}}]'
    feed = parse(f'{{"title": "{title}", "items": {items}}}'.encode(), item="feed")
    assert feed.title is not None
    assert feed.title.isprintable()


def test_entities_beyond_the_first_megabyte_stay_unread() -> None:
    data = (
        b"<!DOCTYPE rss [<!--" + b"x" * 1_100_000 + b"--><!ENTITY a 'boats'>"
        b"<!ENTITY b SYSTEM 'file:///etc/hostname'>]><rss><channel><item><title>&a;&b;</title>"
        b"<link>https://courier.example/a</link></item></channel></rss>"
    )
    try:
        titles = [entry.title for entry in parse(data, item="feed").entries]
    except ItemError:
        return
    assert titles == ["&a;&b;"]


_SPACES = (
    "xmlns:g='http://www.opengis.net/gml' xmlns:m='http://search.yahoo.com/mrss/' "
    "xmlns:p='http://podlove.org/simple-chapters'"
)


@pytest.mark.parametrize(
    "inner",
    [
        "<g:pos>1 2</g:pos>",
        "<textinput><link>a</link></textinput>",
        "<p:chapters><p:chapter/></p:chapters>",
    ],
)
def test_extensions_in_odd_places_do_not_cost_the_feed(inner: str) -> None:
    feed = parse(
        f"<rss version='2.0' {_SPACES}><channel><item>{inner}"
        "<link>https://courier.example/a</link></item></channel></rss>".encode(),
        item="feed",
    )
    assert len(feed.entries) == 1
