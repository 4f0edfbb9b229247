"""Feeds of every kind, well and badly made."""

from __future__ import annotations

import gzip
import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rashomon.errors import FeedError
from rashomon.feeds import Feed, parse
from rashomon.feeds.addresses import MOST
from rashomon.feeds.times import when

RSS = """<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:sy="http://purl.org/rss/1.0/modules/syndication/"><channel>
<title>Tollford Courier</title><link>https://courier.example/</link><ttl>60</ttl>
<item><title>Ferry &amp; boats &ndash; aground</title><link>/ferry</link>
<pubDate>Wed, 24 Jan 2024 11:15:00 +0100</pubDate><guid isPermaLink="false">7</guid></item>
<item><title>Second</title><guid>https://courier.example/second</guid></item>
<item><title>Odd</title><link>javascript:alert(1)</link></item>
</channel></rss>"""
RDF = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
 xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel><title>Old</title><link>https://old.example/</link></channel>
<item><title>One</title><link>https://old.example/1</link><dc:date>2024-01-24T11:15:00Z</dc:date></item>
</rdf:RDF>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://n.example/">
<title>North</title><entry><title type="html">&lt;b&gt;One&lt;/b&gt;</title>
<link rel="alternate" href="a/1"/><link rel="self" href="https://n.example/self"/>
<published>2024-01-24T11:15:00+01:00</published><updated>2024-01-25T00:00:00Z</updated></entry></feed>"""
OPML = """<opml version="2.0"><head><title>Mine</title></head><body><outline text="News">
<outline type="rss" xmlUrl="https://a.example/rss" text="A"/>
<outline text="deep"><outline xmlurl="https://b.example/atom"/></outline>
<outline xmlUrl="file:///etc/passwd"/></outline></body></opml>"""
SITEMAP = """<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"
 xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">
<url><loc> https://s.example/1 </loc><lastmod>2024-01-24</lastmod><news:news>
<news:publication_date>2024-01-23T08:00:00Z</news:publication_date><news:title>One</news:title>
</news:news></url><url><loc>no address</loc></url></urlset>"""
INDEX = """<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
<sitemap><loc>https://s.example/old.xml</loc><lastmod>2023-01-01</lastmod></sitemap>
<sitemap><loc>https://s.example/new.xml</loc><lastmod>2024-01-01</lastmod></sitemap></sitemapindex>"""
JSON = json.dumps({
    "version": "https://jsonfeed.org/version/1.1", "title": "J", "home_page_url": "https://j.example/",
    "items": [
        {"id": "1", "url": "/one", "title": "One", "date_published": "2024-01-24T11:15:00Z"},
        {"id": "https://j.example/two", "date_modified": "2024-01-25T11:15:00-05:00"},
        {"id": 3}, "text",
    ],
})  # fmt: skip


def read(text: str | bytes, url: str | None = "https://courier.example/feed") -> Feed:
    data = text.encode() if isinstance(text, str) else text
    return parse(data, item="a feed", url=url)


def test_rss_gives_its_entries_with_whole_addresses_and_times_in_utc() -> None:
    feed = read(RSS)
    assert (feed.kind, feed.title, feed.wait_s) == ("rss", "Tollford Courier", 3_600)
    first, second = feed.entries
    assert first.url == "https://courier.example/ferry"
    assert first.title == "Ferry & boats – aground"
    assert first.published == "2024-01-24T10:15:00Z"
    assert second.url == "https://courier.example/second"
    assert feed.notes == ("1 entries without an address of the web",)


def test_rss_1_and_atom_are_read() -> None:
    (one,) = read(RDF).entries
    assert (one.url, one.modified or one.published) == (
        "https://old.example/1",
        "2024-01-24T11:15:00Z",
    )
    feed = read(ATOM, url="https://n.example/atom.xml")
    (entry,) = feed.entries
    assert feed.kind == "atom"
    assert entry.url == "https://n.example/a/1"
    assert entry.published == "2024-01-24T10:15:00Z"
    assert entry.modified == "2024-01-25T00:00:00Z"


def test_json_feeds_are_read() -> None:
    feed = read(JSON, url=None)
    assert feed.kind == "json feed"
    assert [e.url for e in feed.entries] == ["https://j.example/one", "https://j.example/two"]
    assert feed.entries[1].modified == "2024-01-25T16:15:00Z"
    assert feed.notes == ("2 entries without an address of the web",)


def test_opml_gives_the_feeds_of_nested_outlines() -> None:
    feed = read(OPML)
    assert feed.kind == "opml"
    assert feed.feeds == ("https://a.example/rss", "https://b.example/atom")
    assert feed.notes == ("1 outlines without an address of the web",)


def test_sitemaps_give_pages_and_indexes_their_newest_first() -> None:
    feed = read(SITEMAP)
    (page,) = feed.entries
    assert (page.url, page.title) == ("https://s.example/1", "One")
    assert (page.published, page.modified) == ("2024-01-23T08:00:00Z", "2024-01-24")
    assert read(INDEX).feeds == ("https://s.example/new.xml", "https://s.example/old.xml")
    assert read(gzip.compress(SITEMAP.encode())).entries == feed.entries


@pytest.mark.parametrize(
    "broken",
    [
        RSS.replace("</channel></rss>", ""),
        RSS.replace("&amp;", "&"),
        "\n\n \ufeff" + RSS,
        RSS.replace("<item>", "<item><media:thumbnail url='x'/><i:x/>"),
        "<!-- made by hand -->" + RSS.partition("?>")[2],
        RSS.replace("Courier", "Cour\x00ier\x0b"),
    ],
)
def test_broken_rss_gives_what_it_has(broken: str) -> None:
    assert read(broken).entries[0].url == "https://courier.example/ferry"


@pytest.mark.parametrize("encoding", ["utf-16", "iso-8859-1", "utf-8-sig", "windows-1252"])
def test_the_declared_encoding_is_used(encoding: str) -> None:
    text = RSS.replace('encoding="utf-8"', f'encoding="{encoding}"').replace("&ndash;", "é")
    assert read(text.encode(encoding)).entries[0].title == "Ferry & boats é aground"


def test_a_wrong_encoding_is_no_failure() -> None:
    wrong = RSS.replace('encoding="utf-8"', 'encoding="x-none"').replace("&ndash;", "é")
    assert len(read(wrong.encode("cp1252")).entries) == 2


BOMB = '<!DOCTYPE r [<!ENTITY a "aaaaaaaaaa">' + "".join(
    f'<!ENTITY a{n} "{f"&a{n - 1};" * 10 if n else "&a;" * 10}">' for n in range(12)
) + "]><rss><channel><title>&a11;</title></channel></rss>"  # fmt: skip
OUTSIDE = '<!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]><rss><channel><title>&x;</title></channel></rss>'


@pytest.mark.parametrize("text", [BOMB, OUTSIDE, OUTSIDE.replace("<!ENTITY", "<!entity")])
def test_entities_are_refused(text: str) -> None:
    with pytest.raises(FeedError, match="entities"):
        read(text)
    with pytest.raises(FeedError, match="entities"):
        read(text.encode("utf-16"))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "is empty"),
        (" \n ", "is empty"),
        ("A text.", "is no feed"),
        ("{", "broken JSON"),
        ("[1]", '"items"'),
        ("<a/>", "is no feed"),
        ('{"items": 3}', '"items"'),
        ("[" * 100_000, "broken JSON"),
        ("<!doctype html><p>Hello", "names none"),
        ("<", "is no feed"),
        ("\x1f\x8b no gzip", "broken gzip"),
    ],
)
def test_what_is_no_feed_says_what_it_is(text: str, said: str) -> None:
    with pytest.raises(FeedError, match=said):
        read(text.encode("latin-1"))


def test_a_page_in_the_place_of_a_feed_names_the_feeds_it_offers() -> None:
    page = (
        "<!doctype html><head><link rel=alternate type='application/rss+xml' href='/rss'>"
        '<link href="/style.css" rel="stylesheet"></head>'
    )
    with pytest.raises(FeedError, match=r"it names https://courier\.example/rss$"):
        read(page)


def test_a_gzip_bomb_is_cut_off() -> None:
    with pytest.raises(FeedError, match="larger than a feed"):
        read(gzip.compress(bytes(60_000_000)))


def test_ten_thousand_levels_and_many_entries_are_bounded() -> None:
    deep = "<rss><channel>" + "<item>" * 10_000 + "<link>https://a.example/1</link>"
    assert len(read(deep).entries) <= 1
    many = "".join(f"<item><link>https://a.example/{n}</link></item>" for n in range(MOST + 10))
    feed = read(f"<rss version='2.0'><channel>{many}</channel></rss>")
    assert len(feed.entries) == MOST
    assert "10 entries beyond" in feed.notes[0]


@pytest.mark.parametrize(
    ("words", "time"),
    [
        ("Wed, 24 Jan 2024 11:15:00 GMT", "2024-01-24T11:15:00Z"),
        ("24 Jan 2024 11:15 EST", "2024-01-24T16:15:00Z"),
        ("Wed, 24 Jan 2024 11:15:00", "2024-01-24"),
        ("2024-01-24", "2024-01-24"),
        ("2024-01-24T11:15:00.123+05:30", "2024-01-24T05:45:00Z"),
        ("24/01/2024", None),
        ("yesterday", None),
        ("", None),
        (None, None),
        ("2024-13-45", None),
        ("Wed, 99 Jan 2024 11:15:00 GMT", None),
        (7, None),
        ("0001-01-01T00:00:00+23:00", None),
    ],
)
def test_times_are_told_or_left_open(words: object, time: str | None) -> None:
    assert when(words) == time


@settings(max_examples=150, deadline=None)
@given(st.sampled_from([RSS, RDF, ATOM, OPML, SITEMAP, INDEX, JSON]), st.data())
def test_a_damaged_feed_gives_a_feed_or_says_why_not(text: str, data: st.DataObject) -> None:
    made = bytearray(text.encode())
    for _ in range(data.draw(st.integers(1, 6))):
        at = data.draw(st.integers(0, len(made)))
        until = at + data.draw(st.integers(0, 30))
        made[at:until] = data.draw(st.binary(max_size=12))
    try:
        feed = parse(bytes(made), item="a feed", url="https://a.example/")
    except FeedError as error:
        assert error.item == "a feed"
    else:
        assert all(e.url.startswith(("http://", "https://")) for e in feed.entries)
