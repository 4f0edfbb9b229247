from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from marked_claims import article

from rashomon.annotate import dates
from rashomon.annotate.parse import parse


def found(text: str, published: str | None) -> list[tuple[str, str | None]]:
    return [
        (f.span.of(text), f.when)
        for piece in parse(article(text)).pieces
        for f in dates.find(piece, published)
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # 26 January 2024 was a Friday.
        ("It fell on Wednesday.", [("on Wednesday", "2024-01-24")]),
        ("It fell on Friday.", [("on Friday", "2024-01-26")]),
        ("It fell last Friday.", [("last Friday", "2024-01-19")]),
        ("They will meet on Sunday.", [("on Sunday", "2024-01-28")]),
        ("It fell on 24 January.", [("24 January", "2024-01-24")]),
        ("It fell on January 24, 2023.", [("January 24, 2023", "2023-01-24")]),
        ("It fell on 30 December.", [("30 December", "2023-12-30")]),
        ("It began in March 2014.", [("March 2014", "2014-03")]),
        ("It began in 2014.", [("2014", "2014")]),
        ("It fell yesterday.", [("yesterday", "2024-01-25")]),
        ("It fell three days ago.", [("three days ago", "2024-01-23")]),
        ("It fell last month.", [("last month", None)]),
        ("It is due on 03/04/2024.", [("03/04/2024", None)]),
        ("It is due on 24/01/2024.", [("24/01/2024", "2024-01-24")]),
        ("They may march again.", []),
        ("It fell on 31 February.", []),
    ],
)
def test_dates_are_resolved_against_the_day_of_publication(
    text: str, expected: list[tuple[str, str | None]]
) -> None:
    assert found(text, "2024-01-26T09:00:00Z") == expected


@pytest.mark.parametrize("published", [None, "", "some day", "2024-13-45"])
def test_without_a_publication_date_relative_dates_stay_relative(published: str | None) -> None:
    assert found("It fell on Wednesday, 24 January.", published) == [
        ("on Wednesday", None),
        ("24 January", None),
    ]
    assert found("It fell on 24 January 2024.", published) == [("24 January 2024", "2024-01-24")]


@settings(max_examples=60, deadline=None)
@given(
    st.text(
        alphabet=st.sampled_from(list("0123456789 /-,JanuaryFridMotge")) | st.characters(),
        max_size=60,
    ),
    st.sampled_from([None, "2024-01-26", "0001-01-01", "9999-12-31"]),
)
def test_any_text_is_read_without_a_crash(text: str, published: str | None) -> None:
    for piece in parse(article(text)).pieces:
        for item in dates.find(piece, published):
            assert 0 <= item.span.start < item.span.end <= len(text)
