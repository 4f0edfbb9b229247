from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from marked_claims import article

from rashomon.annotate import quantities
from rashomon.parse import parse


def found(text: str) -> list[tuple[float, str, str | None, str | None]]:
    return [
        (f.quantity.value, f.quantity.bound, f.quantity.unit, f.quantity.counts)
        for piece in parse(article(text)).pieces
        for f in quantities.find(piece)
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("At least 15 people were killed.", [(15, "at least", "people", "killed")]),
        ("More than 30 were injured.", [(30, "at least", "people", "wounded")]),
        ("The blast left five dead.", [(5, "exact", "people", "killed")]),
        ("Thirteen students died.", [(13, "exact", "student", "killed")]),
        ("Sixty-five people were on board.", [(65, "exact", "people", "aboard")]),
        ("The death toll rose to 126.", [(126, "exact", "people", "killed")]),
        ("It killed two hundred and six villagers.", [(206, "exact", "villager", "killed")]),
        ("A dozen soldiers were wounded.", [(12, "exact", "soldier", "wounded")]),
        ("Dozens of people were missing.", [(24, "at least", "people", "missing")]),
        ("Up to 10,000 troops will stay.", [(10000, "at most", None, "troop")]),
        ("About 40 houses burned.", [(40, "about", None, "house")]),
        ("They paid 3bn roubles.", [(3e9, "exact", "rouble", None)]),
        ("It cost $3.5 million.", [(3.5e6, "exact", "$", None)]),
        ("It is 150km away.", [(150, "exact", "km", None)]),
        ("More than 50% of voters stayed away.", [(50, "at least", "%", None)]),
        ("Six crew and three escorts flew.", [(6, "exact", None, "crew"),
                                              (3, "exact", None, "escort")]),
    ],
)  # fmt: skip
def test_a_number_has_value_bound_unit_and_what_it_counts(
    text: str, expected: list[tuple[float, str, str | None, str | None]]
) -> None:
    assert found(text) == expected


def test_a_range_has_both_ends() -> None:
    (item,) = quantities.find(parse(article("Between 20 and 30 people were arrested.")).pieces[0])
    assert (item.quantity.value, item.quantity.max, item.quantity.bound) == (20, 30, "range")
    assert item.quantity.counts == "arrested"


@pytest.mark.parametrize(
    "text",
    [
        "It fell on 24 January 2024 at 11:15 am.",
        "It was built in 1987.",
        "The 45-year-old driver left.",
        "Anna Brandt, 45, left.",
        "An S-300 stood beside the Il-76.",
        "The team won 3-2.",
        "Call 0800 123 456.",
        "One of them left.",
        "He was aged 12.",
        "They met in the 1990s.",
    ],
)
def test_dates_ages_names_times_and_scores_are_no_quantities(text: str) -> None:
    assert found(text) == []


def test_the_span_is_the_words_that_carry_the_figure() -> None:
    text = "Rain.\n\n🙂 Officials said at least 15 people died."
    pieces = parse(article(text)).pieces
    (item,) = [f for piece in pieces for f in quantities.find(piece)]
    assert item.span.of(text) == "at least 15 people"


@settings(max_examples=60, deadline=None)
@given(
    st.text(
        alphabet=st.sampled_from(list("0123456789 .,%$-–ab:/()")) | st.characters(), max_size=80
    )
)
def test_any_text_is_read_without_a_crash_and_spans_lie_in_it(text: str) -> None:
    for piece in parse(article(text)).pieces:
        for item in quantities.find(piece):
            assert 0 <= item.span.start < item.span.end <= len(text)
