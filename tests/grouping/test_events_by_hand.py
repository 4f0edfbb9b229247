from __future__ import annotations

from dataclasses import replace

import pytest
from made_up_articles import FERRY, SHOT_ON_SUNDAY, SHOT_ON_THURSDAY
from test_group_events import BRIDGE, CRASH, OTHERS

from rashomon.corrections import Corrections, Line, NotTheSameEvent, SameEvent, parse
from rashomon.errors import UsageError
from rashomon.grouping import group
from rashomon.model import Article, Grouping
from rashomon.text import sha256

ALL = (*BRIDGE, *OTHERS, *CRASH)


def lines(*made: SameEvent | NotTheSameEvent) -> Corrections:
    return Corrections(
        lines=tuple(
            Line(file="desk.jsonl", number=n, correction=one) for n, one in enumerate(made, 1)
        )
    )


def of(grouping: Grouping, article: str) -> set[str]:
    return next(set(e.articles) for e in grouping.events if article in e.articles)


def same(*articles: str, **keys: str) -> SameEvent:
    return SameEvent(articles=articles, **keys)


def other(*articles: str, **keys: str) -> NotTheSameEvent:
    return NotTheSameEvent(articles=articles, **keys)


def test_articles_that_a_person_puts_together_bring_their_events() -> None:
    by_hand = group(ALL, corrections=lines(same("x1", "c2", by="N. N.", note="one trip")))
    assert of(by_hand, "x1") == {"x1", "c1", "c2", "c3", "c4"}
    event = next(e for e in by_hand.events if "x1" in e.articles)
    assert (
        event.why[0] == "put together by a person: x1, c2 (desk.jsonl, line 1; by N. N.; one trip)"
    )
    (applied,) = by_hand.corrections
    assert (applied.kind, applied.line, applied.by) == ("same event", 1, "N. N.")


def test_articles_that_a_person_takes_apart_stay_apart_and_the_others_choose() -> None:
    mixed = (*CRASH, replace(CRASH[0], id="copy"))
    by_hand = group(mixed, corrections=lines(other("c1", "c4")))
    assert "c4" not in of(by_hand, "c1")
    assert "copy" in of(by_hand, "c1")
    assert sorted(one for e in by_hand.events for one in e.articles) == [
        "c1", "c2", "c3", "c4", "copy",
    ]  # fmt: skip
    for event in by_hand.events:
        assert event.why[0] == "kept apart by a person: c1, c4 (desk.jsonl, line 1)"


def test_an_article_is_moved_by_two_lines() -> None:
    moved = group(ALL, corrections=lines(same("c1", "b1"), other("c1", "c2")))
    assert of(moved, "c1") == {a.id for a in BRIDGE} | {"c1"}
    assert of(moved, "c2") == {"c2", "c3", "c4"}
    plain = {e.id for e in group(ALL).events}
    assert {e.id for e in moved.events} == plain


def test_copies_that_a_person_takes_apart_are_two_events() -> None:
    copies = (CRASH[0], replace(CRASH[0], id="copy"))
    by_hand = group(copies, corrections=lines(other("c1", "copy")))
    assert [e.articles for e in by_hand.events] == [("c1",), ("copy",)]
    assert [e.id for e in by_hand.events] == ["e1", "e1.2"]


def test_without_the_line_all_is_as_before() -> None:
    corrections = lines(same("x1", "c2"), other("b1", "b5"))
    by_hand = group(ALL, corrections=corrections)
    assert by_hand.as_grouped
    assert group(ALL, known=by_hand) == group(ALL)


def test_corrections_hold_on_re_run_with_known_events() -> None:
    corrections = lines(same("x1", "c2"), other("b1", "b5"))
    first = group(ALL, corrections=corrections)
    second = group((*ALL, *FERRY), known=first, corrections=corrections)
    for one in ("x1", "b1", "b5"):
        assert of(second, one) == of(first, one)
    ids = {e.id for e in first.events}
    assert {e.id: e.articles for e in second.events if e.id in ids} == {
        e.id: e.articles for e in first.events
    }


def test_a_person_puts_two_known_events_together_and_the_doubt_is_gone() -> None:
    half = group(CRASH[:2])
    known = replace(
        half, events=(*half.events, replace(half.events[0], id="e2", articles=("c3", "c4")))
    )
    asked = group(CRASH, known=known)
    assert any("may be one event" in why for why in asked.events[0].why)
    (event,) = group(CRASH, known=known, corrections=lines(same("c1", "c4"))).events
    assert event.id == "e1"
    assert not any("may be one event" in why for why in event.why)


@pytest.mark.parametrize("name", ["id", "url", "sha256"])
def test_an_article_is_named_by_id_address_or_hash(name: str) -> None:
    one = replace(OTHERS[0], url="https://weekly-c.example/kestrel")
    key = {"id": one.id, "url": str(one.url), "sha256": sha256(one.text)}[name]
    by_hand = group((one, *CRASH), corrections=lines(same(key, "c1")))
    assert of(by_hand, "x1") == {"x1", "c1", "c2", "c3", "c4"}


def test_lines_that_contradict_each_other_are_an_error_that_names_both() -> None:
    with pytest.raises(UsageError, match=r"desk.jsonl, line 3: .*line 2 and desk.jsonl, line 1"):
        lines(same("a", "b"), same("b", "c"), other("c", "a"))
    # One article by two names: only the articles show it.
    one = replace(OTHERS[0], url="https://weekly-c.example/kestrel")
    corrections = lines(same("x1", "c1"), other(str(one.url), "c1"))
    with pytest.raises(UsageError, match=r"desk.jsonl, line 2: .* and desk.jsonl, line 1 that"):
        group((one, *CRASH), corrections=corrections)


def test_lines_of_articles_that_are_not_there_are_noted() -> None:
    by_hand = group(CRASH, corrections=lines(same("c1", "q9"), same("q8", "q9")))
    assert by_hand.notes == (
        "desk.jsonl, line 1: fewer than two of its articles are among these; not applied",
        "desk.jsonl, line 2: fewer than two of its articles are among these; not applied",
    )
    assert not by_hand.corrections


def test_a_line_that_says_what_is_so_already_changes_nothing() -> None:
    by_hand = group(ALL, corrections=lines(same("c1", "c2"), other("x1", "x2")))
    assert by_hand == group(ALL)


def test_two_days_wrongly_written_are_put_together_by_a_person() -> None:
    articles = (*SHOT_ON_SUNDAY, *SHOT_ON_THURSDAY)
    (event,) = group(articles, corrections=lines(same("s1", "t1"))).events
    assert len(event.articles) == 4


def test_the_order_of_the_articles_does_not_matter() -> None:
    corrections = lines(same("x1", "c2"), other("b1", "b5", "b7"))
    expected = group(ALL, corrections=corrections)
    assert group(ALL[::-1], corrections=corrections) == expected


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ('{"kind": "same event"}', 'needs "articles"'),
        ('{"kind": "same event", "articles": "a"}', '"articles" is "a"'),
        ('{"kind": "same event", "articles": ["a"]}', "fewer than two"),
        ('{"kind": "not the same event", "articles": ["a", "a"]}', "one of them twice"),
        ('{"kind": "not the same event", "articles": ["a", 3]}', "is a number"),
        ('{"kind": "same event", "articles": ["a", "b"], "outlet": "c"}', "is no key"),
    ],
)
def test_a_line_that_is_no_correction_of_events_is_refused(row: str, said: str) -> None:
    with pytest.raises(UsageError, match=said):
        parse(row.encode(), file="desk.jsonl")


def test_no_articles_and_corrections_are_no_events() -> None:
    assert group(list[Article](), corrections=lines(same("a", "b"))).events == ()
