from __future__ import annotations

import time
from typing import get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from marked_claims import article, marked

from rashomon.annotate import commitment
from rashomon.annotate.attribution import Attribution
from rashomon.model import Commitment, Span, Stance
from rashomon.parse import parse
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


@pytest.mark.parametrize(
    "text",
    [
        "{s1 Police} {c1 said} {q1 there was no threat to the public}.",
        "{s1 The nurse} {c1 said} {q1 she did not ask for his name}.",
        "{s1 The coach} {c1 said} {q1 we did not attack enough in the first half}.",
        "{s1 The fire chief} {c1 said} {q1 the crew was not involved in the crash}.",
        "{s1 The teacher} {c1 said} {q1 the exam has nothing to do with the strike}.",
        "{s1 The teacher} {c1 said} {q1 the first alarm was false}.",
        "{s1 The union} {c1 said} {q1 there was no deal yet}.",
    ],
)
def test_that_something_is_not_so_is_no_denial_where_nobody_is_charged(text: str) -> None:
    assert judged(text)[0] == "asserts"


@pytest.mark.parametrize(
    "text",
    [
        "{s1 Moscow} {c1 said} {q1 it had nothing to do with the crash}.",
        "{s1 Moscow} {c1 said} {q1 Russian forces were not behind the attack}.",
        "He was accused of leaking it. {s1 The nurse} {c1 said} {q1 she did not ask for his name}.",
        "{s1 He} {c1 pleaded not guilty to} {q1 murder}.",
    ],
)
def test_what_one_is_charged_with_and_says_is_not_so_is_denied(text: str) -> None:
    assert judged(text)[0] == "denies"


@pytest.mark.parametrize(
    "text",
    [
        "{s1 He} {c1 admitted} {q1 he stole the car}.",
        "{s1 He} {c1 pleaded guilty to} {q1 murder}.",
        "{s1 The army} {c1 admitted} {q1 that its forces had killed three hostages}.",
        "{s1 The inspector} {c1 said} {q1 the fraud squad had moved}.",
        "{s1 The inspector} {c1 said} {q1 an anti-corruption law was passed}.",
        "{s1 The museum} {c1 said} {q1 the painting was stolen in 1990}.",
        "{s1 The coach} {c1 said} {q1 the team stole the show}.",
        "{s1 The vet} {c1 said} {q1 the village lies beyond the hill}.",
        "{s1 The agency} {c1 said} {q1 the virus was responsible for 200 deaths}.",
        "{s1 The agency} {c1 said} {q1 she is responsible for schools}.",
        "{s1 The agency} {c1 said} {q1 China launched a satellite}.",
        "{s1 The union} {c1 said} {q1 the government hit the target for new houses}.",
        "{s1 Police} {c1 said} {q1 two people were killed and the army fired a salute}.",
    ],
)
def test_an_admission_and_words_that_charge_nobody_are_no_allegation(text: str) -> None:
    assert judged(text)[0] == "asserts"


@pytest.mark.parametrize(
    "text",
    [
        "{s1 Moscow} {c1 said} {q1 Ukraine fired missiles at the plane}.",
        "{s1 He} {c1 admitted} {q1 that the police had lied}.",
        "{s1 He} {c1 said} {q1 the election was stolen}.",
        "{s1 He} {c1 said} {q1 the army was responsible for the deaths}.",
    ],
)
def test_a_charge_against_somebody_stays_an_allegation(text: str) -> None:
    assert judged(text)[0] == "alleges"


@pytest.mark.parametrize(
    "text",
    [
        "{s1 He} {c1 said} {q1 he could neither confirm nor deny the strike}.",
        "{s1 A spokesman} {c1 was not aware of} {q1 any strike}.",
        "{s1 The ministry} {c1 said} {q1 it had no information about a strike}.",
        "{s1 He} {c1 did not accuse} {q1 the army of killing civilians}.",
        "{s1 He} {c1 stopped short of accusing} {q1 the army}.",
    ],
)
def test_who_neither_confirms_nor_charges_withholds(text: str) -> None:
    assert judged(text)[0] == "withholds"


def test_a_sentence_as_long_as_a_page_is_looked_up_once_for_each_claim() -> None:
    row = "{{s{0} 😀}} {{c{0} said}} {{q{0} 😀}}."
    made, parsed, found = marked(" ".join(row.format(n) for n in range(1, 1501)))
    began = time.perf_counter()
    for attribution in found:
        commitment.judge(made, parsed, attribution)
    assert time.perf_counter() - began < 8
