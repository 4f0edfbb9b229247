from __future__ import annotations

import random
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from made_up_articles import FERRY, OTHER_FERRY, SHOT_ON_SUNDAY, SHOT_ON_THURSDAY
from test_group_events import BRIDGE, CRASH, OTHERS

from rashomon.errors import UsageError
from rashomon.grouping import group
from rashomon.model import Article, Event, Grouping

ALL = (*BRIDGE, *OTHERS, *CRASH, *SHOT_ON_SUNDAY, *SHOT_ON_THURSDAY)


def sets(grouping: Grouping) -> dict[str, set[str]]:
    return {event.id: set(event.articles) for event in grouping.events}


def test_known_events_keep_their_ids_and_an_article_that_comes_later_joins() -> None:
    first = group((*BRIDGE[4:], *CRASH))
    # The later articles are of earlier days: numbering anew would change every id.
    second = group((*BRIDGE, *CRASH), known=first)
    assert [e.id for e in second.events] == [e.id for e in first.events]
    bridge = next(e for e in first.events if "b5" in e.articles)
    assert {"b1", "b2"} <= sets(second)[bridge.id]


def test_what_fits_no_known_event_opens_one_with_the_next_number() -> None:
    first = group((*BRIDGE, *CRASH))
    second = group((*BRIDGE, *CRASH, *SHOT_ON_SUNDAY, *SHOT_ON_THURSDAY), known=first)
    numbers = [f"e{n}" for n in range(1, len(first.events) + 3)]
    assert [e.id for e in second.events] == numbers
    assert sets(second)[numbers[-2]] == {"s1", "s2"}
    assert sets(second)[numbers[-1]] == {"t1", "t2"}


def test_a_number_is_not_given_again_when_the_known_ones_have_gaps() -> None:
    known = Grouping(events=(Event(id="e7", articles=tuple(a.id for a in CRASH)),))
    second = group((*CRASH, *SHOT_ON_SUNDAY), known=known)
    assert [e.id for e in second.events] == ["e7", "e8"]


def test_two_known_events_are_never_put_together_and_the_reasons_say_why() -> None:
    known = Grouping(
        events=(Event(id="e1", articles=("c1", "c2")), Event(id="e2", articles=("c3", "c4")))
    )
    second = group(CRASH, known=known)
    assert sets(second) == {"e1": {"c1", "c2"}, "e2": {"c3", "c4"}}
    one, other = second.events
    assert any("may be one event with e2" in why for why in one.why)
    assert any("may be one event with e1" in why for why in other.why)


def test_a_known_event_is_never_split() -> None:
    known = Grouping(events=(Event(id="e1", articles=("x1", "x2", "c1")),))
    second = group((*OTHERS, *CRASH), known=known)
    assert {"x1", "x2", "c1"} <= sets(second)["e1"]


def test_copies_of_an_article_of_a_known_event_join_that_event() -> None:
    known = Grouping(events=(Event(id="e1", articles=("c1",)), Event(id="e2", articles=("copy",))))
    copies = [replace(CRASH[0], id=one) for one in ("copy", "more")]
    second = group((CRASH[0], *copies), known=known)
    assert sets(second) == {"e1": {"c1", "more"}, "e2": {"copy"}}


def test_known_articles_that_are_not_given_stay_and_are_said_not_to_be_compared() -> None:
    first = group((*BRIDGE, *CRASH, *FERRY[:2]))
    second = group((*BRIDGE[3:], *OTHER_FERRY), known=first)
    assert {k: v for k, v in sets(second).items() if k in sets(first)} == sets(first)
    why = {e.id: e.why for e in second.events}
    bridge = next(e.id for e in first.events if "b1" in e.articles)
    assert "3 of the 8 articles not read this time, and not compared" in why[bridge]
    crash = next(e for e in first.events if "c1" in e.articles)
    assert why[crash.id] == crash.why


def test_nothing_new_changes_nothing() -> None:
    first = group(ALL)
    assert group(ALL, known=first) == first
    assert group((), known=first) == first


@settings(deadline=None, max_examples=8)
@given(st.randoms(use_true_random=False))
def test_the_order_within_a_batch_does_not_matter(chance: random.Random) -> None:
    first = group(ALL[::2])
    expected = group(ALL, known=first)
    shuffled = list(ALL)
    chance.shuffle(shuffled)
    assert group(shuffled, known=first) == expected


def test_batch_by_batch_comes_out_as_all_at_once() -> None:
    def parts(grouping: Grouping) -> set[frozenset[str]]:
        return {frozenset(e.articles) for e in grouping.events}

    dated = sorted((a for a in ALL if a.published), key=lambda a: str(a.published))
    known, seen = Grouping(events=()), list[Article]()
    for start in range(0, len(dated), 4):
        seen += dated[start : start + 4]
        known = group(seen, known=known)
    assert parts(known) == parts(group(dated))


def test_known_events_that_contradict_themselves_are_an_error() -> None:
    twice = (Event(id="e1", articles=("c1",)), Event(id="e2", articles=("c1",)))
    with pytest.raises(UsageError, match="c1 stands in two known events, e1 and e2"):
        group(CRASH, known=Grouping(events=twice))
    with pytest.raises(UsageError, match="the id e1 twice"):
        group((), known=Grouping(events=(twice[0], replace(twice[0], articles=("c2",)))))
