"""The first lines of a plain text that say what it is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rashomon.ingest.head import part, when

BODY = "A ferry ran aground off Tollford on Monday, the harbour office said.\n\nNobody was hurt."


def test_labelled_lines_are_the_head_and_leave_the_text() -> None:
    head = part(
        "Title: Ferry runs aground\nSource: Tollford Courier\nDate: January 24, 2024 Wednesday\n"
        "Byline: By Ann Bee and Cy Dee\nLength: 310 words\nURL: https://courier.example/a\n\n"
        + BODY
    )
    assert (head.title, head.outlet, head.published) == (
        "Ferry runs aground", "Tollford Courier", "2024-01-24",
    )  # fmt: skip
    assert head.authors == ("Ann Bee", "Cy Dee")
    assert head.url == "https://courier.example/a"
    assert head.text == BODY
    assert len(head.lines) == 6


def test_a_head_between_dashes_is_read() -> None:
    head = part(f'---\ntitle: "Ferry"\ndate: 2024-01-24\nlang: en\n---\n{BODY}')
    assert (head.title, head.published, head.language, head.text) == (
        "Ferry",
        "2024-01-24",
        "en",
        BODY,
    )


@pytest.mark.parametrize(
    "block",
    [
        "Ferry runs aground\nTollford Courier\n24 January 2024\nBy A. Bee\n\n",
        "Ferry runs aground\n\nTollford Courier, 24 January 2024\nBy A. Bee\n\n",
        "Ferry runs aground\n\nBy A. Bee\nTollford Courier | Published: 24 Jan 2024\n\n",
    ],
)
def test_a_title_with_a_date_beside_it_is_a_head(block: str) -> None:
    head = part(block + BODY)
    assert head.title == "Ferry runs aground"
    assert head.outlet == "Tollford Courier"
    assert head.published == "2024-01-24"
    assert head.authors == ("A. Bee",)
    assert head.text == BODY


@pytest.mark.parametrize(
    "text",
    [
        BODY,
        "Ferry runs aground\n\n" + BODY,
        "The court sat on 24 January 2024.\n\n" + BODY,
        "Source: the ministry\n\n" + BODY,
        "Note: the harbour office said no.\nUpdate: it said yes.\n\n" + BODY,
        "Ferry runs aground\n24 January 2024\nTollford\nNorth\nThe harbour office said no",
        "Title: Ferry runs aground",
    ],
)
def test_a_text_without_a_head_stays_whole(text: str) -> None:
    assert part(text).text == text
    assert part(text).lines == ()


def test_a_date_that_can_be_read_in_two_ways_is_left_out_and_said() -> None:
    head = part("Title: Ferry\nDate: 03/04/2024\n\n" + BODY)
    assert head.published is None
    assert "03/04/2024" in head.notes[0]


@pytest.mark.parametrize(
    ("words", "date"),
    [
        ("24 January 2024", "2024-01-24"), ("24th January 2024", "2024-01-24"),
        ("Jan. 24, 2024", "2024-01-24"), ("24 января 2024 г.", "2024-01-24"),
        ("24 January 2024 11:15 GMT", "2024-01-24T11:15:00Z"),
        ("24 January 2024, 9.05 am", "2024-01-24"),
        ("2024-01-24T11:15:00+01:00", "2024-01-24T11:15:00+01:00"),
        ("January 2024", None), ("24.1.2024", None), ("tomorrow", None), ("2024", None),
        ("Budget 2024 passes 12 tests", None), ("30 February 2024", None),
    ],
)  # fmt: skip
def test_only_whole_dates_are_dates(words: str, date: str | None) -> None:
    assert when(words) == date


@given(st.text(alphabet=st.sampled_from("Title: Date\n-24 January2024 By|,.é"), max_size=120))
def test_no_word_is_lost_between_head_and_text(text: str) -> None:
    head = part(text)
    if not head.lines:
        assert head.text == text
    else:
        kept = " ".join((*head.lines, head.text)).split()
        left = [w for w in text.split() if not set(w) <= set("-+=")]
        assert [w for w in kept if not set(w) <= set("-+=")] == left
