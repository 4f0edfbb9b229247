"""Feeds watched, against a server on this machine."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner

sys.path.insert(0, str(Path(__file__).parent / "fetching"))

from serving import Answer, Site, site

from rashomon.acquiring import Acquirer, Added
from rashomon.cli import cli
from rashomon.errors import FeedError, ItemError, UsageError
from rashomon.fetching import Fetcher, FetchSettings
from rashomon.store.library import Library
from rashomon.watching import Watch, addresses, duration_s

STORY = "The harbour office of Tollford said on Monday that {n} boats had sunk near the pier. "


def page(n: int, more: str = "") -> bytes:
    text = (
        STORY.format(n=n) + "Nobody was hurt, a spokesperson for the office told the Courier. " * 3
    )
    head = f"<html><head><title>Ferry {n}</title></head><body><article><h1>Ferry {n}</h1>"
    return f"{head}<p>{text}</p><p>{text}{more}</p></article></body></html>".encode()


def rss(made: Site, *paths: str, modified: str = "") -> bytes:
    items = "".join(
        f"<item><title>t</title><link>{made.url(p)}</link>{modified}</item>" for p in paths
    )
    return f"<rss version='2.0'><channel><title>Courier</title>{items}</channel></rss>".encode()


class Desk:
    """A library, a site and a clock."""

    def __init__(self, library: Library, made: Site) -> None:
        self.library, self.made = library, made
        self.now = datetime.now(UTC)
        self.told: list[Added | ItemError] = []
        self.notes: list[str] = []
        settings = FetchSettings(deadline_s=5, delay_s=0)
        self.fetcher = Fetcher(settings, allowed=[made.host])

    def watch(self, *feeds: str, limit: int | None = None, recheck: bool = True) -> Watch:
        return Watch(
            feeds or [self.made.url("/feed")],
            library=self.library,
            fetcher=self.fetcher,
            acquirer=Acquirer(library=self.library, fetcher=self.fetcher),
            every_s=900,
            limit=limit,
            recheck=recheck,
            on_outcome=self.told.append,
            on_note=self.notes.append,
            clock=lambda: self.now,
        )

    def later(self, hours: float) -> None:
        self.now += timedelta(hours=hours)

    def outcomes(self) -> list[str]:
        found = [one.outcome if isinstance(one, Added) else "failed" for one in self.told]
        self.told.clear()
        return found


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with site() as made, Library.open(tmp_path / "a.db") as library:
        made.answers["/feed"] = lambda _: Answer(rss(made, "/1", "/2"), media="application/rss+xml")
        made.answers["/1"], made.answers["/2"] = Answer(page(1)), Answer(page(2))
        yield Desk(library, made)


def tagged(body: Callable[[], bytes], tag: Callable[[], str]) -> Callable[[dict[str, str]], Answer]:
    """An answer with an ETag that says 304 to who has it."""

    def answer(headers: dict[str, str]) -> Answer:
        same = headers.get("if-none-match") == tag()
        return Answer(b"" if same else body(), 304 if same else 200, {"ETag": tag()})

    return answer


def test_what_is_new_is_added_once(desk: Desk) -> None:
    desk.made.answers["/feed"] = tagged(lambda: rss(desk.made, "/1", "/2"), lambda: '"1"')
    watch = desk.watch()
    watch.round()
    assert desk.outcomes() == ["new", "new"]
    assert watch.round()["not due"] == 1
    desk.later(0.5)
    counts = watch.round()
    assert counts["feeds not modified"] == 1
    assert desk.outcomes() == []
    assert len(list(desk.library.articles())) == 2


def test_another_run_goes_on_where_the_last_one_ended(desk: Desk) -> None:
    desk.watch().round()
    desk.outcomes()
    assert desk.watch().round()["not due"] == 1
    desk.made.answers["/feed"] = Answer(rss(desk.made, "/1", "/2", "/3"))
    desk.made.answers["/3"] = Answer(page(3))
    desk.later(0.5)
    desk.watch().round()
    assert desk.outcomes() == ["new"]


def test_an_article_that_changed_is_a_new_version_when_it_is_asked_again(desk: Desk) -> None:
    desk.watch().round()
    desk.outcomes()
    desk.made.answers["/1"] = Answer(page(12))
    desk.later(1.2)
    counts = desk.watch().round()
    assert counts["asked again"] == 2
    assert sorted(desk.outcomes()) == ["new version", "unchanged"]
    assert len(desk.library.versions(desk.made.url("/1"))) == 2
    desk.later(0.5)
    assert desk.watch(recheck=False).round()["asked again"] == 0


def test_a_feed_that_fails_is_asked_less_often_and_told(desk: Desk) -> None:
    desk.made.answers["/feed"] = Answer(b"", 503, {"Retry-After": "7200"})
    watch = desk.watch(recheck=False)
    assert watch.round()["feeds failed"] == 1
    assert desk.outcomes() == ["failed"]
    assert watch.wait_s() == pytest.approx(7_200, abs=2)
    state = desk.library.feed(desk.made.url("/feed"))
    assert state is not None
    assert state.failures == 1
    assert "503" in (state.error or "")
    desk.made.answers["/feed"] = Answer(rss(desk.made, "/1"))
    desk.later(2.1)
    watch.round()
    assert desk.outcomes() == ["new"]
    state = desk.library.feed(desk.made.url("/feed"))
    assert state is not None
    assert state.failures == 0


def test_a_feed_that_is_gone_is_set_aside_and_said(desk: Desk) -> None:
    desk.made.answers["/feed"] = Answer(b"", 410)
    watch = desk.watch()
    watch.round()
    desk.later(10_000)
    watch.round()
    assert len([path for path in desk.made.paths() if path == "/feed"]) == 1
    assert "set aside" in desk.notes[-1]


def test_a_page_in_the_place_of_a_feed_is_a_failure_of_that_feed_alone(desk: Desk) -> None:
    desk.watch(desk.made.url("/1"), desk.made.url("/feed")).round()
    assert isinstance(desk.told[0], FeedError)
    assert desk.outcomes() == ["failed", "new", "new"]


def test_an_article_that_fails_for_now_is_named_again_by_the_feed(desk: Desk) -> None:
    desk.made.answers["/feed"] = tagged(lambda: rss(desk.made, "/1", "/2"), lambda: '"1"')
    desk.made.answers["/2"] = Answer(b"", 503)
    watch = desk.watch()
    watch.round()
    assert desk.outcomes() == ["new", "failed"]
    desk.made.answers["/2"] = Answer(page(2))
    desk.later(0.5)
    watch.round()
    assert desk.outcomes() == ["new"]


def test_an_article_that_is_not_there_is_not_asked_for_in_each_round(desk: Desk) -> None:
    desk.made.answers["/2"] = Answer(b"", 404)
    watch = desk.watch(recheck=False)
    for _ in range(3):
        watch.round()
        desk.later(1)
    assert desk.made.paths().count("/2") == 1


def test_a_limit_leaves_the_rest_for_the_next_round(desk: Desk) -> None:
    desk.made.answers["/feed"] = tagged(lambda: rss(desk.made, "/1", "/2"), lambda: '"1"')
    watch = desk.watch(limit=1, recheck=False)
    watch.round()
    assert desk.outcomes() == ["new"]
    desk.later(0.5)
    watch.round()
    assert desk.outcomes() == ["new"]


def test_what_stops_in_the_middle_is_taken_up_by_the_next_run(desk: Desk) -> None:
    def stop(_: dict[str, str]) -> Answer:
        raise_in_client.append(True)
        return Answer(page(2))

    raise_in_client: list[bool] = []
    desk.made.answers["/2"] = stop
    watch = desk.watch()
    add = watch._acquirer.add_address

    def adding(url: str) -> Added:
        if url.endswith("/2"):
            raise KeyboardInterrupt
        return add(url)

    watch._acquirer.add_address = adding  # type: ignore[method-assign]
    with pytest.raises(KeyboardInterrupt):
        watch.round()
    assert desk.outcomes() == ["new"]
    desk.watch().round()
    assert desk.outcomes() == ["new"]
    assert len(list(desk.library.articles())) == 2


def test_the_sitemaps_of_an_index_are_followed(desk: Desk) -> None:
    index = f"<sitemapindex><sitemap><loc>{desk.made.url('/map')}</loc></sitemap></sitemapindex>"
    desk.made.answers["/index"] = Answer(index.encode())
    desk.made.answers["/map"] = Answer(
        f"<urlset><url><loc>{desk.made.url('/1')}</loc></url></urlset>".encode()
    )
    desk.watch(desk.made.url("/index")).round()
    assert desk.outcomes() == ["new"]


def test_feeds_are_named_by_addresses_opml_and_lists(tmp_path: Path) -> None:
    listed = tmp_path / "feeds.txt"
    listed.write_text("# mine\nhttps://a.example/rss\n\nhttps://b.example/rss\n")
    opml = tmp_path / "feeds.opml"
    opml.write_text('<opml><body><outline xmlUrl="https://c.example/rss"/></body></opml>')
    named = addresses(["https://d.example/rss", str(listed), str(opml), "https://a.example/rss"])
    assert [name[8] for name in named] == ["d", "a", "b", "c"]


@pytest.mark.parametrize(
    ("content", "said"),
    [("", "is empty"), ("some words", "is no feed"), ("<opml><body/></opml>", "names no feed"),
     ("<rss version='2.0'><channel/></rss>", "is a feed itself")],
)  # fmt: skip
def test_a_file_without_feeds_is_wrong_use(tmp_path: Path, content: str, said: str) -> None:
    file = tmp_path / "feeds.opml"
    file.write_text(content)
    with pytest.raises(UsageError, match=said):
        addresses([str(file)])
    with pytest.raises(UsageError, match="cannot be read"):
        addresses([str(tmp_path / "none.opml")])


def test_times_are_written_with_their_unit() -> None:
    assert [duration_s(w) for w in ("90s", "15m", "2h", "1d")] == [90, 900, 7_200, 86_400]
    for odd in ("15", "0m", "-1h", "1s", "400d", ""):
        with pytest.raises(UsageError):
            duration_s(odd)


def test_the_command_watches_once_and_says_what_it_did(desk: Desk, tmp_path: Path) -> None:
    arguments = ["watch", desk.made.url("/feed"), "--once", "--library", str(tmp_path / "b.db"),
                 "--allow-host", desk.made.host]  # fmt: skip
    first = CliRunner().invoke(cli, arguments)
    assert first.exit_code == 0, first.output
    assert first.stdout.count("new: ") == 2
    assert "2 new" in first.stderr
    again = CliRunner().invoke(cli, [*arguments, "--json"])
    assert again.exit_code == 0
    assert "1 not due" in again.stderr
    desk.made.answers["/feed"] = Answer(b"", 500)
    other = CliRunner().invoke(
        cli, [*arguments[:-4], "--library", str(tmp_path / "c.db"), *arguments[-2:]]
    )
    assert other.exit_code == 1


def test_a_private_feed_is_refused_without_the_option(desk: Desk, tmp_path: Path) -> None:
    done = CliRunner().invoke(
        cli, ["watch", desk.made.url("/feed"), "--once", "--library", str(tmp_path / "b.db")]
    )
    assert done.exit_code == 1
    assert "--allow-host" in done.stderr
    assert desk.made.asked == []


def test_the_loop_ends_cleanly_when_it_is_told_to(desk: Desk, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "rashomon", "watch", desk.made.url("/feed"), "--library",
               str(tmp_path / "b.db"), "--allow-host", desk.made.host]  # fmt: skip
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as running:
        assert running.stderr is not None
        said = ""
        while "waiting until" not in said:
            line = running.stderr.readline()
            assert line, said
            said += line
        running.terminate()
        _, rest = running.communicate(timeout=60)
    assert running.returncode == 0
    assert "stopped; in all: 2 new" in rest


def test_what_a_round_did_until_it_was_stopped_is_counted(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The last line of the loop left the round out in which Ctrl-C came."""
    watch, told = desk.watch(), iter((None, KeyboardInterrupt))

    def outcome(_: object) -> None:
        if stop := next(told):
            raise stop

    monkeypatch.setattr(watch, "_on_outcome", outcome)
    counts: Counter[str] = Counter()
    with pytest.raises(KeyboardInterrupt):
        watch.round(into=counts)
    assert counts["new"] == 2


def test_what_is_damaged_in_the_library_does_not_end_the_watch(desk: Desk) -> None:
    """One row of a broken disk ended the watch of all feeds, in each run."""
    desk.watch(recheck=False).round()
    desk.outcomes()
    with closing(sqlite3.connect(desk.library.path)) as file, file:
        file.execute("UPDATE feed SET due = 'soon'")
        file.execute("UPDATE capture SET headers = '{' WHERE url = ?", [desk.made.url("/1")])
    desk.made.answers["/feed"] = Answer(rss(desk.made, "/1", "/2", "/3"))
    desk.made.answers["/3"] = Answer(page(3))
    desk.watch(recheck=False).round()
    assert desk.outcomes() == ["failed", "new"]
    assert any("is not what was put into the library" in note for note in desk.notes)
    assert [state.due for state in desk.library.feeds()] != ["soon"]
    assert desk.watch(recheck=False).round()["not due"] == 1
