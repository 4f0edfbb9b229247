from __future__ import annotations

from typing import get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from marked_claims import article, marked

from rashomon.annotate import commitment
from rashomon.annotate.attribution import Attribution
from rashomon.annotate.parse import parse
from rashomon.model import Commitment, Span, Stance
from rashomon.text import words


def judged(text: str) -> tuple[str, str]:
    made, parsed, (attribution,) = marked(text)
    return commitment.judge(made, parsed, attribution)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("{s1 Police} {c1 said} {q1 the bridge had fallen}.", "asserts"),
        ("{s1 Police} {c1 said} {q1 the bridge may have fallen}.", "hedges"),
        ("{s1 Police} {c1 suspect} {q1 a gas leak}.", "hedges"),
        ("{s1 The army} {c1 denied} {q1 that it had fired}.", "denies"),
        ("{s1 The army} {c1 rejected} {q1 the charge}.", "denies"),
        ("{s1 The army} {c1 said} {q1 there was no attack}.", "denies"),
        ("{s1 A nurse} {c1 said} {q1 there were no doctors in the hospital}.", "asserts"),
        ("{s1 The army} {c1 neither confirmed nor denied} {q1 the strike}.", "withholds"),
        ("{s1 The army} {c1 did not deny} {q1 the strike}.", "withholds"),
        ("{s1 The army} {c1 could not confirm} {q1 the strike}.", "withholds"),
        ("{s1 The army} {c1 declined} {q1 to comment}.", "withholds"),
        ("{s1 She} {c1 doubts} {q1 that it was an accident}.", "doubts"),
        ("{s1 She} {c1 does not believe} {q1 it was an accident}.", "doubts"),
        ("{s1 The mayor} {c1 called for} {q1 an inquiry}.", "demands"),
        ("{s1 The mayor} {c1 urged} {q1 the council to resign}.", "demands"),
        ("{s1 The mayor} {c1 said} {q1 the council should resign}.", "demands"),
        ("{s1 The mayor} {c1 accused} {q1 the builder of fraud}.", "alleges"),
        ("{s1 The mayor} {c1 said} {q1 if the dam breaks, the town is lost}.", "conditional"),
        ("{s1 Kyiv} {c1 said} {q1 Russia had shelled the harbour}.", "alleges"),
        ("{s1 Russia} {c1 said} {q1 Russia had shelled the harbour}.", "asserts"),
    ],
)
def test_the_commitment_is_read_from_cue_and_content(text: str, expected: str) -> None:
    assert judged(text)[0] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("{s1 Police} {c1 said} {q1 it fell}.", "neutral"),
        ("{s1 Police} {c1 claimed} {q1 it fell}.", "distancing"),
        ("{s1 Police} {c1 admitted} {q1 it fell}.", "endorsing"),
        ("{s1 Police} {c1 confirmed} {q1 it fell}.", "endorsing"),
        ("{s1 Police} {c1 did not confirm} {q1 it fell}.", "neutral"),
        ("Nine {c1 are said} {q1 to be missing}.", "distancing"),
    ],
)
def test_the_stance_is_the_outlets_choice_of_cue(text: str, expected: str) -> None:
    assert judged(text)[1] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The bridge fell at noon.", "asserts"),
        ("The bridge may have fallen at noon.", "hedges"),
        ("The bridge reportedly fell at noon.", "hedges"),
        ("If the bridge falls, the town is cut off.", "conditional"),
        ("It was unclear who had closed the bridge.", "withholds"),
    ],
)
def test_own_voice_is_hedged_conditional_or_asserted(text: str, expected: str) -> None:
    made = article(text)
    assert commitment.own_voice(made, parse(made), made.paragraphs) == expected


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=120), st.data())
def test_any_text_is_judged_in_the_words_of_the_glossary(text: str, data: st.DataObject) -> None:
    made = article(text)
    places = [span for span, _ in words(text, made.paragraphs)]
    if not places:
        return
    cue, content = data.draw(st.sampled_from(places)), data.draw(st.sampled_from(places))
    found = Attribution(source=(), cue=(cue,), content=(Span(content.start, content.end),))
    judged, stance = commitment.judge(made, parse(made), found)
    assert judged in get_args(Commitment)
    assert stance in get_args(Stance)


def test_a_cue_within_neither_confirmed_nor_denied_is_no_denial() -> None:
    text = "{s1 Kyiv} has neither confirmed nor {c1 denied} {q1 that it fired at the plane}."
    assert judged(text)[0] == "withholds"
