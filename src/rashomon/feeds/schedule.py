"""When what is asked again. No clock and no network here: the time is given."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from rashomon.feeds.types import Entry, Feed
from rashomon.store.types import FeedState

SET_ASIDE = "9999-12-31T00:00:00Z"
"""When a feed is due that its server says is gone for good."""

DAY_S = 86_400.0
RECHECKS_S = (3_600.0, 6 * 3_600.0, 24 * 3_600.0, 48 * 3_600.0)
"""How long after it was first captured an article is asked for again: most edits come early."""

_LEAST_S = 60.0
_CLOCKS_DIFFER_S = 3_600.0
_MOST_DOUBLINGS = 12


def stamp(moment: datetime) -> str:
    """The moment as the library writes it: ISO 8601 in UTC to the second."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def moment(words: str) -> datetime:
    """The moment that the library wrote."""
    return datetime.fromisoformat(words).astimezone(UTC)


def is_due(state: FeedState, now: datetime) -> bool:
    """Whether the feed is to be asked now.

    One that was asked in the future is: the clock was wrong then, by years perhaps.
    """
    if state.due is None or state.due <= stamp(now):
        return True
    ahead = stamp(now + timedelta(seconds=_CLOCKS_DIFFER_S))
    return state.checked is not None and state.checked > ahead


def after_success(
    state: FeedState,
    now: datetime,
    *,
    every_s: float,
    feed: Feed | None = None,
    etag: str | None = None,
    last_modified: str | None = None,
    fresh_s: float | None = None,
) -> FeedState:
    """The state of a feed that answered; ``feed`` is None where it has not changed.

    It is due after ``every_s``, or later where it asks for that itself: its ttl or update period,
    or ``fresh_s``, the max-age of its answer; up to a day.
    """
    asked = max(feed.wait_s or 0.0 if feed else _last_wait_s(state), fresh_s or 0.0)
    due = now + timedelta(seconds=max(every_s, min(asked, DAY_S), _LEAST_S))
    changed = feed is not None
    return replace(
        state,
        title=(feed.title if feed else None) or state.title,
        etag=etag if changed else state.etag,
        last_modified=last_modified if changed else state.last_modified,
        checked=stamp(now),
        due=stamp(due),
        failures=0,
        error=None,
    )


def _last_wait_s(state: FeedState) -> float:
    """How long the feed asked to be left alone when it last answered whole."""
    if state.failures or state.checked is None or state.due is None:
        return 0.0
    return (moment(state.due) - moment(state.checked)).total_seconds()


def after_failure(
    state: FeedState,
    now: datetime,
    *,
    every_s: float,
    error: str,
    retry_after_s: float | None = None,
    gone: bool = False,
) -> FeedState:
    """The state of a feed that failed: due later each time, up to a day; ``gone``: set aside."""
    failures = state.failures + 1
    wait = max(every_s, _LEAST_S) * 2 ** min(failures, _MOST_DOUBLINGS)
    wait = min(max(min(wait, DAY_S), retry_after_s or 0.0), 7 * DAY_S)
    due = SET_ASIDE if gone else stamp(now + timedelta(seconds=wait))
    return replace(state, checked=stamp(now), due=due, failures=failures, error=error)


def chosen(
    entries: Iterable[Entry], *, seen: Callable[[str], str | None], now: datetime
) -> Iterator[Entry]:
    """The entries to be fetched: those not captured yet, and those modified since.

    ``seen`` tells when an address was last captured, in ISO 8601, or None. A feed that names a day
    alone has to name a later one, and a date that is yet to come says nothing.
    """
    latest = stamp(now + timedelta(hours=1))
    for entry in entries:
        last = seen(entry.url)
        modified = entry.modified if entry.modified and entry.modified <= latest else None
        if last is None or (modified and modified > last[: len(modified)]):
            yield entry


def is_to_be_rechecked(first: str, seen: str, now: datetime) -> bool:
    """Whether a point of :data:`RECHECKS_S` has passed since the article was last looked at."""
    began, last = moment(first), moment(seen)
    points = (began + timedelta(seconds=after) for after in RECHECKS_S)
    return any(last < point <= now for point in points)


def recheck_since(now: datetime) -> str:
    """Articles first captured before this are asked for no more (an hour of grace)."""
    return stamp(now - timedelta(seconds=RECHECKS_S[-1] + 3_600.0))


def wait_s(states: Iterable[FeedState], now: datetime) -> float:
    """Seconds until the first of the feeds is due; a day where all are set aside."""
    watched = [state for state in states if state.due != SET_ASIDE]
    if any(is_due(state, now) for state in watched):
        return 0.0
    due = [state.due for state in watched if state.due is not None]
    return max(0.0, (moment(min(due)) - now).total_seconds()) if due else DAY_S
