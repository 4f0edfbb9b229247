"""Drawings: well-formed, told apart without colour, and never without their words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from xml.etree import ElementTree

import made_up_event as made
import pytest

from rashomon.model import (
    Account,
    AccountStatement,
    Comparison,
    EventComparison,
    Origin,
    Quantity,
    Question,
    RecordItem,
    TimelineEntry,
)
from rashomon.render import chart
from rashomon.render.answers import Answers
from rashomon.render.digest import lookup
from rashomon.render.figures import FiguresView, figures
from rashomon.render.page import comparison_page
from rashomon.render.rests import RestsView, rests
from rashomon.render.view import Anchors


def put(comparison: Comparison) -> Answers:
    look = lookup(comparison.articles, comparison)
    anchors = Anchors(list(comparison.articles), {r.article.id: look for r in comparison.articles})
    return Answers(comparison.events[0], anchors, look, "e1")


def drawn(comparison: Comparison) -> tuple[FiguresView, ...]:
    return figures(put(comparison))


def with_event(whole: Comparison, **more: object) -> Comparison:
    return replace(whole, events=(replace(whole.events[0], **more),))  # type: ignore[arg-type]


def undated() -> Comparison:
    whole = made.single_event()
    articles = tuple(replace(r, article=replace(r.article, published=None)) for r in whole.articles)
    return replace(whole, articles=articles)


def svgs(page: str) -> list[ElementTree.Element]:
    return [
        ElementTree.fromstring(x)
        for x in re.findall(r'<svg class="chart.*?</svg>(?=\s|<)', _whole(page))
    ]


def _whole(page: str) -> str:
    # Marks are drawings within the drawing: rename them, so that the outer one ends at its own tag.
    inner = re.compile(r'<svg (?!class="chart)([^>]*)>(.*?)</svg>', re.DOTALL)
    return inner.sub(r"<g \1>\2</g>", str(page))


@pytest.mark.parametrize("whole", [made.single_event, made.comparison, undated])
def test_every_drawing_is_well_formed_and_has_a_title_and_a_description(whole: object) -> None:
    assert callable(whole)
    found = svgs(comparison_page(whole()))
    assert found
    for svg in found:
        assert svg.get("role") == "img"
        said = {x.get("id"): (x.text or "") for x in svg if x.tag in ("title", "desc")}
        assert set((svg.get("aria-labelledby") or "").split()) == set(said)
        assert all(words.strip() for words in said.values())


def test_drawings_carry_neither_colours_nor_addresses_nor_styles_of_their_own() -> None:
    for svg in svgs(comparison_page(made.single_event())):
        for element in svg.iter():
            assert not {"style", "fill", "stroke", "href", "onload"} & set(element.keys())


def test_hostile_names_stay_words_in_a_drawing() -> None:
    whole = made.single_event()
    names = tuple(replace(s, name=made.HOSTILE) for s in whole.speakers)
    view = drawn(replace(whole, speakers=names))[0]
    svg = ElementTree.fromstring(_whole(view.drawing))
    assert not [x for x in svg.iter() if x.tag in ("script", "img", "b")]
    assert made.HOSTILE in (svg.findtext("desc") or "")


def test_figures_that_differ_are_drawn_over_time_with_a_mark_for_each() -> None:
    (view,) = drawn(made.single_event())
    assert "over time" in view.drawing
    assert [(r.speaker, r.told) for r in view.rows] == [
        ("the dockers’ union", "14"),
        ("Vellmar Port Authority", "≥ 9"),
        ("Odo Lannick", "11"),
        ("Vellmar Port Authority", "≥ 9"),
        ("Ostania Today in its own voice", "9"),
    ]
    marks = [
        x for x in ElementTree.fromstring(_whole(view.drawing)).iter("g") if x.get("transform")
    ]
    assert len(marks) == len(view.rows)
    shapes = Counter(ElementTree.tostring(x[1]) for x in marks)
    assert len(shapes) == len({r.speaker for r in view.rows})


def test_without_dates_the_figures_stand_side_by_side_and_the_date_is_said_to_be_unknown() -> None:
    (view,) = drawn(undated())
    assert "side by side" in view.drawing
    assert {r.when for r in view.rows} == {""}
    assert "no date" in view.drawing


def test_figures_that_agree_are_not_drawn() -> None:
    whole = made.single_event()
    q = Question(id="q1", text="How many people were killed?", about="number",
                 statements=("s1", "s7"))  # fmt: skip
    assert drawn(with_event(whole, questions=(q,))) == ()


def test_figures_of_different_things_are_not_drawn_together() -> None:
    whole = made.single_event()
    readings = tuple(
        replace(r, record=tuple(replace(x, quantity=_other(x.quantity)) for x in r.record))
        if r.article.id == "lantern<1>\"'" else r
        for r in whole.articles
    )  # fmt: skip
    (view,) = drawn(replace(whole, articles=readings))
    assert 14 not in [r.value for r in view.rows]
    assert view.left_out == 1


def _other(quantity: Quantity | None) -> Quantity | None:
    return replace(quantity, unit="boat") if quantity else None


def test_a_claim_with_two_such_figures_is_drawn_by_the_one_that_the_reason_names() -> None:
    whole = made.single_event()
    text = made.LANTERN
    part = RecordItem(
        slot="quantity", value="twice", span=made.spans(text, "twice")[0], claims=("c1",),
        quantity=Quantity(value=2, bound="exact", unit="people", counts="killed"),
    )  # fmt: skip
    readings = tuple(
        replace(r, record=(*r.record, part)) if r.article.id == "lantern<1>\"'" else r
        for r in whole.articles
    )
    whole = replace(whole, articles=readings)
    assert 14 not in [r.value for r in drawn(whole)[0].rows]
    named = tuple(
        replace(r, why="the numbers exclude each other: 9 and 14") if r.b == "s2" else r
        for r in whole.events[0].relations
    )
    values = [r.value for r in drawn(with_event(whole, relations=named))[0].rows]
    assert 14 in values
    assert 2 not in values


def origins(comparison: Comparison) -> RestsView:
    found = rests(put(comparison), [r.article for r in comparison.articles])
    assert found is not None
    return found


def test_the_graph_draws_a_line_for_each_article_and_tells_kinds_apart_by_dashes() -> None:
    whole = made.single_event()
    ids = whole.events[0].articles
    both = (
        *whole.events[0].origins,
        Origin(id="o2", kind="shared source", articles=ids[:3], why="the same words: Doran Pell"),
    )
    view = origins(with_event(whole, origins=both))
    assert view.drawing is not None
    lines = list(ElementTree.fromstring(_whole(view.drawing)).iter("line"))
    assert Counter(x.get("stroke-dasharray") for x in lines) == {None: 2, "2 4": 3}
    assert view.counted.startswith("5 articles from 5 outlets rest on at most 4 texts")


def test_origins_that_do_not_fit_the_graph_are_counted_and_stand_in_the_list() -> None:
    whole = made.single_event()
    ids = whole.events[0].articles
    many = tuple(
        Origin(id=f"o{i}", kind="shared source", articles=ids[:2], why=f"by {i}") for i in range(40)
    )
    view = origins(with_event(whole, origins=many))
    assert len(view.origins) == 40
    assert 0 < view.not_drawn < 40


def strips(entries: Sequence[tuple[str, str]]) -> list[str]:
    whole = made.single_event()
    timeline = tuple(
        TimelineEntry(when=when, of=of, text="x", claims=())  # type: ignore[arg-type]
        for when, of in entries
    )
    page = comparison_page(with_event(whole, timeline=timeline))
    return re.findall(r'<svg class="chart strip".*?</figure>', page, re.DOTALL)


def test_time_of_the_event_and_of_the_report_are_two_rows_of_one_axis() -> None:
    (strip,) = strips([("2031-05-06", "event"), ("2031-05-07", "report"), ("2031-05-08", "report")])
    heights = dict(re.findall(r'y="([\d.]+)" dx="0.0"[^>]*class="lane">([^<]+)<', strip))
    assert set(heights.values()) == {"What happened, as reported", "When it was reported"}
    assert "1 moment of the event and 2 reports, from 6 May 2031 to 8 May 2031" in strip


def test_one_day_or_unreadable_dates_leave_nothing_to_draw() -> None:
    assert not strips([("2031-05-06", "event")] * 4)
    assert not strips([("spring", "event"), ("2031-05", "event"), ("2031-05-06", "report")])


def test_what_is_much_older_is_counted_at_the_start_of_the_axis() -> None:
    days = [(f"2031-05-{d:02d}", "report") for d in (7, 8, 9)]
    (strip,) = strips([("1999-01-01", "event"), ("2031-05-06", "event"), *days])
    assert "← 1 earlier" in strip
    assert "from 6 May 2031" in strip


def test_an_event_of_nothing_but_one_article_is_drawn_nowhere() -> None:
    whole = made.comparison()
    lone = EventComparison(id="ev2", title="A lone article", articles=("lone",))
    assert not svgs(comparison_page(replace(whole, events=(lone,))))


def test_ticks_are_round_whole_for_counts_and_hold_the_ends() -> None:
    assert chart.steps(0, 3) == [0, 1, 2, 3]
    for low, high in ((9, 14), (39, 50), (112, 3021), (0.2, 0.9)):
        ticks = chart.steps(low, high)
        assert ticks[0] <= low <= high <= ticks[-1]
        assert len(ticks) <= 8
    at = [datetime(2031, 5, d, tzinfo=UTC) for d in (7, 8, 28)]
    named = chart.days(at)
    assert named[0] == (at[0], "7 May")
    assert all(at[0] <= when <= at[-1] for when, _ in named)


def test_two_unnamed_sources_are_never_joined_into_one_line() -> None:
    whole = made.single_event()
    accounts = tuple(
        replace(a, statements=tuple(s for s in a.statements if s.statement not in ("s1", "s3")))
        for a in whole.events[0].accounts
    )
    unnamed = Account(
        speaker="sp-official",
        statements=tuple(
            AccountStatement(statement=key, first=None, articles=()) for key in ("s1", "s3")
        ),
    )
    (view,) = drawn(with_event(whole, accounts=(*accounts, unnamed)))
    mine = [r for r in view.rows if r.speaker == "a senior official at the ministry"]
    assert {r.told for r in mine} == {"≥ 9", "11"}
    assert len({r.source for r in mine}) == 2
    lines = ElementTree.fromstring(_whole(view.drawing)).iter("line")
    assert {x.get("y1") == x.get("y2") for x in lines if x.get("class") == "series"} == {True}


def test_hours_name_their_day_once_and_again_where_it_changes() -> None:
    at = [datetime(2031, 5, 7, 20, 10, tzinfo=UTC), datetime(2031, 5, 8, 3, tzinfo=UTC)]
    assert [name for _, name in chart.days(at)] == [
        "7 May 21:00 UTC", "23:00", "8 May 01:00", "03:00",
    ]  # fmt: skip


def test_marks_of_one_place_stand_apart_towards_the_middle() -> None:
    whole = made.single_event()
    readings = tuple(
        replace(
            r,
            article=replace(r.article, published="2031-05-08"),
            record=tuple(
                replace(x, quantity=replace(x.quantity, value=9)) for x in r.record if x.quantity
            ),
        )
        if r.article.id == "lantern<1>\"'" else r
        for r in whole.articles
    )  # fmt: skip
    (view,) = drawn(replace(whole, articles=readings))
    assert "over time" in view.drawing
    marks = [
        (x.get("x"), x.get("y"), x[0].get("transform"))
        for x in ElementTree.fromstring(_whole(view.drawing)).iter("g")
        if x.get("overflow")
    ]
    assert len(marks) == len(set(marks)) == len(view.rows)
    assert [shift for x, _, shift in marks if x == "94.00%"] == [
        "translate(0.0 0)", "translate(-13.0 0)",
    ]  # fmt: skip
