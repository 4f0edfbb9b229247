"""When feeds and articles are asked again."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from rashomon.feeds import Entry, Feed, schedule
from rashomon.store.types import FeedState

NOW = datetime(2024, 1, 24, 12, 0, tzinfo=UTC)
STATE = FeedState(url="https://a.example/rss")


def due_in(state: FeedState) -> float:
    return (schedule.moment(state.due or "") - NOW).total_seconds()


def test_a_new_feed_is_due_and_one_that_answered_is_not() -> None:
    assert schedule.is_due(STATE, NOW)
    after = schedule.after_success(STATE, NOW, every_s=900)
    assert not schedule.is_due(after, NOW)
    assert schedule.is_due(after, NOW + timedelta(seconds=900))


def test_a_feed_that_was_asked_by_a_clock_that_was_wrong_is_due() -> None:
    """A clock without a battery may stand in 2099 for a minute; the feed was silent until then."""
    ahead = NOW + timedelta(days=365 * 75)
    well = schedule.after_success(STATE, ahead, every_s=900)
    failed = schedule.after_failure(STATE, ahead, every_s=900, error="gave no answer")
    for state in (well, failed):
        assert schedule.is_due(state, NOW)
        assert schedule.wait_s([state], NOW) == 0
    gone = schedule.after_failure(STATE, NOW, every_s=900, error="gone", gone=True)
    assert schedule.wait_s([gone], NOW) == 86_400
    a_little = schedule.after_success(STATE, NOW + timedelta(seconds=30), every_s=900)
    assert not schedule.is_due(a_little, NOW)


def test_a_feed_that_asks_for_more_time_gets_it_up_to_a_day() -> None:
    slow = Feed(kind="rss", wait_s=3_600)
    assert due_in(schedule.after_success(STATE, NOW, every_s=900, feed=slow)) == 3_600
    assert due_in(schedule.after_success(STATE, NOW, every_s=900, fresh_s=7_200)) == 7_200
    never = Feed(kind="rss", wait_s=1e9)
    assert due_in(schedule.after_success(STATE, NOW, every_s=900, feed=never)) == 86_400


def test_failures_double_the_wait_up_to_a_day_and_success_ends_them() -> None:
    state, waits = STATE, []
    for _ in range(12):
        state = schedule.after_failure(state, NOW, every_s=900, error="gave no answer")
        waits.append(due_in(state))
    assert waits[:3] == [1_800, 3_600, 7_200]
    assert waits[-1] == 86_400
    assert (state.failures, state.error) == (12, "gave no answer")
    well = schedule.after_success(state, NOW, every_s=900)
    assert (well.failures, well.error, due_in(well)) == (0, None, 900)


def test_a_server_that_names_a_time_is_left_alone_until_then() -> None:
    state = schedule.after_failure(STATE, NOW, every_s=900, error="x", retry_after_s=40_000)
    assert due_in(state) == 40_000
    far = schedule.after_failure(STATE, NOW, every_s=900, error="x", retry_after_s=1e9)
    assert due_in(far) == 7 * 86_400


def test_a_feed_that_is_gone_is_due_no_more() -> None:
    state = schedule.after_failure(STATE, NOW, every_s=900, error="gone", gone=True)
    assert not schedule.is_due(state, NOW + timedelta(days=3_000))
    assert schedule.wait_s([state], NOW) == 86_400
    assert schedule.wait_s([state, STATE], NOW) == 0


def test_a_feed_that_did_not_change_keeps_its_tags() -> None:
    state = replace(STATE, etag='"1"', last_modified="x")
    assert schedule.after_success(state, NOW, every_s=900).etag == '"1"'
    changed = schedule.after_success(state, NOW, every_s=900, feed=Feed(kind="rss"))
    assert changed.etag is None


def test_entries_that_are_new_or_modified_since_are_chosen() -> None:
    seen = {
        "https://a.example/old": "2024-01-24T10:00:00Z",
        "https://a.example/day": "2024-01-24T10:00:00Z",
    }
    entries = [
        Entry(url="https://a.example/new"),
        Entry(url="https://a.example/old"),
        Entry(url="https://a.example/old", modified="2024-01-24T09:00:00Z"),
        Entry(url="https://a.example/old", modified="2024-01-24T11:00:00Z"),
        Entry(url="https://a.example/day", modified="2024-01-24"),
        Entry(url="https://a.example/day", modified="2024-01-25"),
    ]
    chosen = list(schedule.chosen(entries, seen=seen.get, now=NOW + timedelta(days=2)))
    assert chosen == [entries[0], entries[3], entries[5]]


def test_young_articles_are_asked_again_at_growing_distances() -> None:
    first = "2024-01-24T12:00:00Z"

    def due(hours: float, seen_hours: float) -> bool:
        seen = schedule.stamp(NOW + timedelta(hours=seen_hours))
        return schedule.is_to_be_rechecked(first, seen, NOW + timedelta(hours=hours))

    assert not due(0.9, 0)
    assert due(1.1, 0)
    assert not due(5, 1.1)
    assert due(6.5, 1.1)
    assert due(30, 7)
    assert due(49, 30)
    assert not due(400, 49)


@given(st.integers(0, 10**6), st.integers(0, 10**7))
def test_an_article_is_never_asked_again_twice_at_one_moment(first_s: int, later_s: int) -> None:
    first = NOW + timedelta(seconds=first_s)
    now = first + timedelta(seconds=later_s)
    if schedule.is_to_be_rechecked(schedule.stamp(first), schedule.stamp(first), now):
        assert not schedule.is_to_be_rechecked(schedule.stamp(first), schedule.stamp(now), now)
