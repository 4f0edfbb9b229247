from __future__ import annotations

import time

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from marked_claims import article

from rashomon.annotate import dates
from rashomon.parse import Piece, parse


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
        ("It fell last month.", [("last month", "2023-12")]),
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


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The siren rang at 11:15 am.", [("11:15 am", "T11:15")]),
        ("The siren rang about 3 p.m. Thursday.", [("about 3 p.m. Thursday", "2024-01-25T15:00")]),
        ("It rang on Thursday at 9 a.m.", [("on Thursday at 9 a.m.", "2024-01-25T09:00")]),
        ("It rang around 10:30 Monday night.", [("around 10:30 Monday night", "2024-01-22T22:30")]),
        ("It rang around 7 this morning.", [("around 7 this morning", "2024-01-26T07:00")]),
        ("It rang around midnight.", [("around midnight", "T00:00")]),
        ("It rang around midnight Thursday.", [("around midnight Thursday", None)]),
        ("It rang just before midnight Friday.", [("just before midnight Friday", "2024-01-26")]),
        ("It rang at noon on Thursday.", [("at noon on Thursday", "2024-01-25T12:00")]),
        ("It rang at 11:15 Moscow time.", [("11:15 Moscow time", "T11:15")]),
        ("It rang at 0300 GMT.", [("0300 GMT", "T03:00")]),
        ("It rang at 5 o'clock in the morning.", [("5 o'clock in the morning", "T05:00")]),
        ("It rang at 12:20 Thursday morning.", [("12:20 Thursday morning", "2024-01-25T00:20")]),
        ("It rang at 1:30 a.m. Thursday evening.", [("1:30 a.m. Thursday evening", None)]),
        ("The score stood at 4:05.", []),
        ("The hall has midnight blue curtains.", []),
    ],
)  # fmt: skip
def test_clock_times_stand_with_their_day_and_are_not_converted(
    text: str, expected: list[tuple[str, str | None]]
) -> None:
    assert found(text, "2024-01-26") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It ran March 3-5, 2014.", "2014-03-03/2014-03-05"),
        ("It ran between 3 and 5 January.", "2024-01-03/2024-01-05"),
        ("It ran from March 28 to April 2, 2014.", "2014-03-28/2014-04-02"),
        ("It ran from March to May 2014.", "2014-03/2014-05"),
        ("It ran from 2011 to 2013.", "2011/2013"),
        ("It covers the 2011-13 seasons.", "2011/2013"),
        ("It ran from 6-8 p.m. Thursday.", "2024-01-25T18:00/2024-01-25T20:00"),
        ("It ran from 11 p.m. to 1 a.m.", "T23:00/T01:00"),
        ("It ran from 10 p.m. Tuesday to 2 a.m. Wednesday.", "2024-01-23T22:00/2024-01-24T02:00"),
        ("It ran between 10 p.m. Tuesday and noon Wednesday.", "2024-01-23T22:00/2024-01-24T12:00"),
        ("It ran from midnight to 6 a.m.", "T00:00/T06:00"),
        ("It fell over the weekend.", "2024-01-20/2024-01-21"),
        ("It stood here in the late 1970s.", "1970/1979"),
        ("The shop opens Monday through Friday.", None),
        ("It fell on March 5-3, 2014.", None),
    ],
)  # fmt: skip
def test_ranges_are_intervals(text: str, expected: str | None) -> None:
    assert [when for _, when in found(text, "2024-01-26")] == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It fell last week.", "2024-W03"),
        ("It fell earlier this week.", "2024-W04"),
        ("It fell two weeks ago.", "2024-W02"),
        ("It fell two months ago.", "2023-11"),
        ("It fell three years ago.", "2021"),
        ("It fell about two weeks ago.", None),
        ("It fell twenty or 30 years ago.", None),
        ("It lasted for the last month.", None),
        ("It fell in early December.", "2023-12"),
        ("It fell in mid-2012.", "2012"),
        ("It fell on New Year's Eve.", "2023-12-31"),
        ("It fell on Thanksgiving.", "2023-11-23"),
        ("It fell on Monday, 22 January.", "2024-01-22"),
        ("It fell on Friday, 22 January.", None),
        ("It fell on 25/01/24.", "2024-01-25"),
        ("It fell on 5.12.2023.", "2023-12-05"),
    ],
)
def test_values_are_as_precise_as_the_words(text: str, expected: str | None) -> None:
    assert [when for _, when in found(text, "2024-01-26")] == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A clerk is dead after a quarrel on Monday.", "2024-01-22"),
        ("Guards are looking into a quarrel on Monday.", "2024-01-22"),
        ("The clerk is due in court on Monday.", "2024-01-29"),
        ("A hearing is scheduled for Tuesday.", "2024-01-30"),
        ("He is expected to be heard on Tuesday.", "2024-01-30"),
        ("They will recover from Tuesday's quarrel.", "2024-01-23"),
        ("The guests of every Tuesday came.", None),
    ],
)
def test_a_weekday_lies_behind_or_ahead_as_its_verb_tells(text: str, expected: str | None) -> None:
    assert [when for _, when in found(text, "2024-01-26")] == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He fell ill on 3 January and died three days later.", "2024-01-06"),
        ("He came on Wednesday and had written the previous day.", "2024-01-23"),
        ("She said on Wednesday that he left two days later.", None),
        ("He left on Wednesday, a day after the quarrel.", None),
        ("He left three days later.", None),
    ],
)
def test_days_later_count_from_the_one_day_of_the_sentence(text: str, expected: str | None) -> None:
    assert found(text, "2024-01-26")[-1][1] == expected


@pytest.mark.parametrize(
    "text",
    [
        "Theresa May said that she may march again.",
        "The Sun and the Sunday Times came out.",
        "A second later the second man left.",
        "About 2000 people came, of 2011 prisoners.",
        "They won 2-1, then lost 12-10-8.",
        "Version 1.2.3 costs $2014 or 2,014 euros.",
        "Call 555-2011-2013 or 020 7946 0958.",
        "The 2000 block of Main Street, in 1900 blk of Elm, was shut.",
        "It closed at 25:70, on 30 February 2014.",
        "June Smith and April Jones met on March Street.",
    ],
)
def test_what_only_looks_like_a_date_is_none(text: str) -> None:
    assert found(text, "2024-01-26") == []


@pytest.mark.parametrize(
    "unit", ["1", "1 ", "1-", "12:", "2014-", "March ", "about ", "3 p.m. to "]
)
def test_long_runs_are_read_in_linear_time(unit: str) -> None:
    text = unit * 4000
    nlp = spacy.blank("en")
    nlp.add_pipe("sentencizer")
    piece = Piece(start=0, paragraph=0, doc=nlp(text[:20_000]))
    start = time.process_time()
    dates.find(piece, "2024-01-26")
    assert time.process_time() - start < 2


@pytest.mark.parametrize("published", [None, "", "some day", "2024-13-45"])
def test_without_a_publication_date_relative_dates_stay_relative(published: str | None) -> None:
    assert found("It fell on Wednesday, 24 January.", published) == [
        ("on Wednesday, 24 January", None)
    ]
    for words in ("yesterday", "last week", "at 2 a.m. on Thursday", "two years ago", "in June"):
        assert [when for _, when in found(f"It fell {words}.", published)] == [None]
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
