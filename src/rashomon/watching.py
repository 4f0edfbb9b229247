"""Feeds watched: what they name that is new goes into the library, and young articles again.

The state of a feed is written when all of it is done: what stops in the middle, by Ctrl-C or
a power cut, is begun again and finds what is there already.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from rashomon.addresses import is_address, normal
from rashomon.captured import Capture
from rashomon.errors import DamagedError, FeedError, FetchError, ItemError, UsageError
from rashomon.feeds import Feed, parse, schedule
from rashomon.store.types import FeedState

if TYPE_CHECKING:
    from rashomon.acquiring import Acquirer, Added
    from rashomon.fetching import Fetcher
    from rashomon.store.library import Library

_LIST_BYTES = 10_000_000
_CHILDREN = 5
"""Sitemaps of an index that are followed: the newest."""
_DEEPEST = 2
"""Lists within lists that are followed: OPML, or an index, then sitemaps."""
_PASSING = ("deadline", "connection", "robots", "status 429", "status 5")
"""What may be otherwise next time; after other failures an article is left alone for half a day."""
_LASTING_S = 43_200.0
_TRIES = 5
"""Failures in a row of an article after which its feed need not name it again."""
_MAX_AGE = re.compile(r"max-age\s*=\s*(\d{1,9})", re.IGNORECASE)
_FEED_URL = re.compile(r"https?://\S+", re.IGNORECASE)


def addresses(names: Iterable[str]) -> tuple[str, ...]:
    """The feeds that the names mean: addresses, files of OPML, files with an address a line.

    Raises :class:`~rashomon.errors.UsageError` for a file that cannot be used, or names no feed.
    """
    found: dict[str, None] = {}
    for name in names:
        if is_address(name):
            found[name] = None
            continue
        try:
            with Path(name).open("rb") as file:
                data = file.read(_LIST_BYTES + 1)
        except (OSError, ValueError) as error:
            raise UsageError(
                f"{name}: cannot be read; give an address, an OPML file, or a file with an address "
                "a line"
            ) from error
        if len(data) > _LIST_BYTES:
            raise UsageError(f"{name}: is larger than a list of feeds may be (10 MB)")
        named = _in_file(data, name)
        if not named:
            raise UsageError(f"{name}: names no feed; give one address a line, or OPML")
        found.update(dict.fromkeys(named))
    return tuple(found)


def _in_file(data: bytes, name: str) -> tuple[str, ...]:
    lines = data.decode("utf-8", "replace").lstrip("\ufeff").splitlines()
    plain = [line.strip() for line in lines if line.strip() and not line.lstrip().startswith("#")]
    if plain and all(_FEED_URL.fullmatch(line) for line in plain):
        return tuple(plain)
    try:
        feed = parse(data, item=name)
    except FeedError as error:
        raise UsageError(f"{error}, or a file with an address a line") from error
    if feed.kind not in ("opml", "sitemap index"):
        raise UsageError(f"{name}: is a feed itself; give the address it is published at")
    return feed.feeds


class Watch:
    """Feeds, and the library their articles go into.

    ``every_s`` is how long a feed is left alone at least; ``limit`` how many articles of one feed
    are fetched in a round. ``on_outcome`` is given what became of each article and each failure,
    ``on_note`` what else there is to say.
    """

    def __init__(
        self,
        feeds: Iterable[str],
        *,
        library: Library,
        acquirer: Acquirer,
        fetcher: Fetcher,
        every_s: float,
        limit: int | None = None,
        recheck: bool = True,
        on_outcome: Callable[[Added | ItemError], None],
        on_note: Callable[[str], None],
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self.feeds = tuple(feeds)
        self._library, self._acquirer, self._fetcher = library, acquirer, fetcher
        self._every, self._limit, self._recheck = every_s, limit, recheck
        self._on_outcome, self._on_note, self._clock = on_outcome, on_note, clock
        self._followed: dict[str, tuple[str, ...]] = {}

    def round(self, *, into: Counter[str] | None = None) -> Counter[str]:
        """Ask every feed that is due, and young articles; counts by outcome.

        ``into`` is counted into as the round goes on: it holds what a round that was stopped did.
        """
        counts: Counter[str] = Counter() if into is None else into
        asked: set[str] = set()
        for url in self.feeds:
            self._ask(url, counts, asked)
        if self._recheck:
            for url in self._young():
                self._add(url, counts)
                counts["asked again"] += 1
        return counts

    def wait_s(self) -> float:
        """Seconds until there is something to do."""
        states = [self._state(url) for url in self.feeds]
        return schedule.wait_s(states, self._clock())

    def _state(self, url: str) -> FeedState:
        return self._kept(url) or FeedState(url=url)

    def _kept(self, key: str) -> FeedState | None:
        """What is known; nothing where that is damaged: it is asked anew then, and put again."""
        try:
            return self._library.feed(key)
        except DamagedError as error:
            self._on_note(str(error))
            return None

    def _ask(self, url: str, counts: Counter[str], asked: set[str], *, depth: int = 0) -> None:
        if url in asked or depth > _DEEPEST:
            return
        asked.add(url)
        state = self._state(url)
        if state.due == schedule.SET_ASIDE:
            self._on_note(f"{url}: set aside, its server says it is gone for good")
            return
        if not schedule.is_due(state, self._clock()):
            counts["not due"] += 1
            for child in self._followed.get(url, ()):
                self._ask(child, counts, asked, depth=depth + 1)
            return
        try:
            capture = self._fetcher.fetch(
                url, etag=state.etag, last_modified=state.last_modified, robots=False
            )
            feed = None if capture is None else _parsed(capture)
        except ItemError as error:
            self._failed(state, error, counts)
            return
        counts["feeds"] += 1
        whole = True
        if feed is None:
            counts["feeds not modified"] += 1
        else:
            for note in feed.notes:
                self._on_note(f"{url}: {note}")
            whole = self._take(feed, counts)
            self._followed[url] = feed.feeds[:_CHILDREN] if feed.kind != "opml" else feed.feeds
        for child in self._followed.get(url, ()):
            self._ask(child, counts, asked, depth=depth + 1)
        self._succeeded(state, capture, feed, whole=whole)

    def _take(self, feed: Feed, counts: Counter[str]) -> bool:
        """Fetch what the feed names anew; whether all of it was, and need not be named again."""
        whole, taken = True, 0
        for entry in schedule.chosen(feed.entries, seen=self._seen, now=self._clock()):
            failed = self._kept(_key(entry.url))
            if failed is not None and not schedule.is_due(failed, self._clock()):
                whole = whole and failed.failures >= _TRIES
                continue
            if self._limit is not None and taken >= self._limit:
                return False
            taken += 1
            whole = self._add(entry.url, counts) and whole
        return whole

    def _seen(self, url: str) -> str | None:
        try:
            stored = self._library.latest(url)
        except DamagedError:
            return None  # adding it says so
        return stored.seen if stored else None

    def _add(self, url: str, counts: Counter[str]) -> bool:
        """Fetch and add one article; whether it is done with, for good or for a while.

        What fails is left alone for longer each time, as a feed is: by this run and by the next.
        """
        key = _key(url)
        failed = self._kept(key)
        try:
            added = self._acquirer.add_address(url)
        except ItemError as error:
            counts["failed"] += 1
            self._on_outcome(error)
            passing = isinstance(error, FetchError) and error.kind.startswith(_PASSING)
            state = schedule.after_failure(
                failed or FeedState(url=key),
                self._clock(),
                every_s=self._every if passing else _LASTING_S,
                error=error.reason,
                retry_after_s=error.retry_after_s if isinstance(error, FetchError) else None,
            )
            self._library.put_feed(state)
            return not passing or state.failures >= _TRIES
        if failed is not None:
            self._library.forget_feed(key)
        counts[added.outcome] += 1
        self._on_outcome(added)
        return True

    def _young(self) -> Iterator[str]:
        now = self._clock()
        young = list(self._library.first_captured_since(schedule.recheck_since(now)))
        for url, first, seen in young:
            failed = self._kept(_key(url))
            if failed is not None and not schedule.is_due(failed, now):
                continue
            if schedule.is_to_be_rechecked(first, seen, now):
                yield url

    def _failed(self, state: FeedState, error: ItemError, counts: Counter[str]) -> None:
        counts["feeds failed"] += 1
        kind = error.kind if isinstance(error, FetchError) else ""
        self._on_outcome(error)
        wait = error.retry_after_s if isinstance(error, FetchError) else None
        self._library.put_feed(
            schedule.after_failure(
                state, self._clock(), every_s=self._every, error=error.reason,
                retry_after_s=wait, gone=kind == "status 410",
            )
        )  # fmt: skip

    def _succeeded(
        self, state: FeedState, capture: Capture | None, feed: Feed | None, *, whole: bool
    ) -> None:
        # Without its tags the feed gives again what was not fetched of it this time, and a list
        # the feeds it names, which are not kept.
        tags = capture if whole and not (feed and feed.feeds) else None
        self._library.put_feed(
            schedule.after_success(
                state,
                self._clock(),
                every_s=self._every,
                feed=feed,
                etag=tags.header("etag") if tags else None,
                last_modified=tags.header("last-modified") if tags else None,
                fresh_s=_fresh_s(capture) if whole else None,
            )
        )


def _key(url: str) -> str:
    """The key of an article that failed among the states of feeds: no feed's address has it."""
    return f"{normal(url)}#article"


def _parsed(capture: Capture) -> Feed:
    charset = re.search(r"charset\s*=\s*\"?([\w.:-]+)", capture.header("content-type") or "")
    return parse(
        capture.body,
        item=capture.item,
        url=capture.url,
        charset=charset[1] if charset else None,
    )


def _fresh_s(capture: Capture | None) -> float | None:
    """How long the answer says it is fresh (RFC 9111)."""
    found = _MAX_AGE.search(capture.header("cache-control") or "") if capture else None
    return float(found[1]) if found else None


def duration_s(words: str) -> float:
    """The seconds of "90s", "15m", "2h" or "1d".

    Raises :class:`~rashomon.errors.UsageError`.
    """
    found = re.fullmatch(r"(\d{1,6})\s*([smhd])", words.strip().lower())
    seconds = int(found[1]) * {"s": 1, "m": 60, "h": 3_600, "d": 86_400}[found[2]] if found else 0
    if not 60 <= seconds <= 30 * 86_400:
        raise UsageError(f"{words!r} is no time between a minute and 30 days; write 15m or 2h")
    return float(seconds)
