from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from marked_claims import article

from rashomon.annotate import causes
from rashomon.parse import parse


def found(text: str) -> list[str]:
    return [span.of(text) for piece in parse(article(text)).pieces for span in causes.find(piece)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The ferry stopped because of a faulty valve.", ["a faulty valve"]),
        ("The delay was due to heavy fog.", ["heavy fog"]),
        ("The fire was caused by a gas leak.", ["a gas leak"]),
        ("Two sailors died of their wounds.", ["their wounds"]),
        ("The deaths from smoke poisoning shocked the town.", ["smoke poisoning"]),
        ("The plane was brought down by a missile.", ["a missile"]),
        ("The ferry sank after the gearbox failed.", ["the gearbox failed"]),
        ("The storm caused the flood.", ["The storm"]),
        ("The leak led to an explosion.", ["The leak"]),
        ("The cause of the crash was a broken wheel.", ["a broken wheel"]),
        ("They left because the roof had burned.", ["the roof had burned"]),
    ],
)
def test_explicit_words_name_a_cause(text: str, expected: list[str]) -> None:
    assert found(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "The ferry sank after dinner.",
        "He left after the vote.",
        "The town was captured by soldiers.",
        "The fire was not caused by a gas leak.",
        "It was not because of the fog.",
        "The plan would lead to delays.",
        "The guide led the group to the hut.",
        "The train from Tarvik is due to arrive at noon.",
        "He died in May.",
        "Who is behind the attack is unknown.",
        "Troops were behind the attack.",
    ],
)
def test_who_when_and_what_is_denied_are_no_causes(text: str) -> None:
    assert found(text) == []


@settings(max_examples=40, deadline=None)
@given(st.text(alphabet=st.sampled_from(list("because of due to .,by from ")), max_size=80))
def test_any_text_is_read_without_a_crash_and_spans_lie_in_it(text: str) -> None:
    for piece in parse(article(text)).pieces:
        for start, end in causes.find(piece):
            assert 0 <= start < end <= len(text)
