"""Feeds that mean harm or are merely wrong, watched against a server on this machine."""

from __future__ import annotations

import sqlite3
import sys
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from test_watching import Answer, Desk, desk, rss, tagged

from rashomon.feeds import schedule

__all__ = ["desk"]


def _sitemap(desk: Desk, path: str) -> bytes:
    return f"<urlset><url><loc>{desk.made.url(path)}</loc></url></urlset>".encode()


def _index(desk: Desk, *paths: str) -> bytes:
    named = "".join(f"<sitemap><loc>{desk.made.url(p)}</loc></sitemap>" for p in paths)
    return f"<sitemapindex>{named}</sitemapindex>".encode()


def test_sitemaps_of_an_index_that_did_not_change_are_asked_by_the_next_run(desk: Desk) -> None:
    desk.made.answers["/index"] = tagged(lambda: _index(desk, "/map"), lambda: '"1"')
    desk.made.answers["/map"] = Answer(_sitemap(desk, "/1"))
    desk.watch(desk.made.url("/index"), recheck=False).round()
    assert desk.outcomes() == ["new"]
    desk.made.answers["/map"] = Answer(_sitemap(desk, "/2"))
    desk.later(25)
    desk.watch(desk.made.url("/index"), recheck=False).round()
    assert desk.outcomes() == ["new"]


def test_an_index_of_indexes_without_end_is_cut_off(desk: Desk) -> None:
    for n in range(1_200):
        desk.made.answers[f"/i{n}"] = Answer(_index(desk, f"/i{n + 1}"))
    desk.watch(desk.made.url("/i0"), desk.made.url("/feed"), recheck=False).round()
    assert "new" in desk.outcomes()
    assert len(desk.library.feeds()) < 200


def test_a_title_with_half_a_character_does_not_end_the_watch(desk: Desk) -> None:
    desk.made.answers["/feed"] = Answer(
        rb'{"title": "\ud800", "items": [{"url": "%s"}]}' % desk.made.url("/1").encode()
    )
    desk.watch(recheck=False).round()
    assert desk.outcomes() == ["new"]


def test_an_entry_modified_in_the_future_is_not_fetched_in_each_round(desk: Desk) -> None:
    later = "<a:updated xmlns:a='http://www.w3.org/2005/Atom'>2099-01-01T00:00:00Z</a:updated>"
    desk.made.answers["/feed"] = Answer(rss(desk.made, "/1", modified=later))
    desk.watch(recheck=False).round()
    for _ in range(3):
        desk.later(1)
        desk.watch(recheck=False).round()
    assert len(desk.outcomes()) <= 2


@pytest.mark.parametrize("status", [404, 410, 503])
def test_an_article_that_is_gone_is_not_asked_again_in_each_round(desk: Desk, status: int) -> None:
    desk.watch().round()
    desk.outcomes()
    # The library's own clock cannot be set: what it holds is made older instead.
    ago = schedule.stamp(desk.now - timedelta(hours=1.1))
    with closing(sqlite3.connect(desk.library.path)) as base, base:
        base.execute("UPDATE capture SET since = ?, seen = ?", (ago, ago))
    desk.made.answers["/1"] = Answer(b"", status)
    for _ in range(4):
        desk.watch().round()
    told = desk.outcomes()
    assert told.count("unchanged") == 1
    assert told.count("failed") == 1


@pytest.mark.parametrize("status", [404, 503])
def test_a_limit_is_not_used_up_by_one_article_that_fails(desk: Desk, status: int) -> None:
    desk.made.answers["/1"] = Answer(b"", status)
    for _ in range(4):
        desk.watch(limit=1, recheck=False).round()
        desk.later(0.5)
    assert "new" in desk.outcomes()


def test_an_article_behind_a_redirect_is_fetched_once(desk: Desk) -> None:
    desk.made.answers["/r"] = Answer(b"", 302, {"Location": desk.made.url("/1")})
    desk.made.answers["/feed"] = Answer(rss(desk.made, "/r"))
    for _ in range(3):
        desk.watch(recheck=False).round()
        desk.later(0.5)
    assert desk.outcomes() == ["new"]


def test_odd_addresses_are_failures_and_the_rest_goes_on(desk: Desk) -> None:
    odd = ("http://x:99999/", "http://x:abc/", "http://a..b/", f"http://{'a' * 70}.example/",
           "http://user:pw@x.example/", "http://%00/", "http://x\\y/", "http://p", "http://xn--a/",
           "http://x.example:0/", "http://169.254.169.254/latest", "http://[::1]/")  # fmt: skip
    links = "".join(f"<item><link>{one}</link></item>" for one in odd)
    body = rss(desk.made, "/1").replace(b"<item>", f"{links}<item>".encode(), 1)
    desk.made.answers["/feed"] = Answer(body)
    counts = desk.watch(recheck=False).round()
    assert counts["new"] == 1
    assert counts["failed"] == len(odd)


def test_the_wait_that_a_feed_asks_for_holds_where_it_did_not_change(desk: Desk) -> None:
    body = rss(desk.made, "/1").replace(b"<channel>", b"<channel><ttl>600</ttl>")
    desk.made.answers["/feed"] = tagged(lambda: body, lambda: '"1"')
    watch = desk.watch(recheck=False)
    watch.round()
    desk.later(10.1)
    assert watch.round()["feeds not modified"] == 1
    assert watch.wait_s() > 9 * 3_600


def test_an_article_that_always_fails_lets_the_feed_be_asked_with_its_tag(desk: Desk) -> None:
    desk.made.answers["/1"] = Answer(b"", 503)
    desk.made.answers["/feed"] = tagged(lambda: rss(desk.made, "/1"), lambda: '"1"')
    watch = desk.watch(recheck=False)
    for _ in range(8):
        watch.round()
        desk.later(0.3)
    assert desk.outcomes().count("failed") <= 4
