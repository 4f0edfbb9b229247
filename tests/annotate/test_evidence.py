from __future__ import annotations

import time
from dataclasses import replace

import pytest
from marked_claims import claims, marked

from rashomon.annotate import evidence


def kinds(text: str, number: int = 0) -> list[tuple[str, str]]:
    made, parsed, found = marked(text)
    made_claims = claims(found, tuple(f"s{n}" for n in range(len(found))))
    grounds = evidence.find(made, parsed, made_claims)[f"c{number}"]
    return [(e.kind, e.span.of(made.text)) for e in (*grounds.evidence, *grounds.verification)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("{s1 Police} {c1 said}, without providing evidence, {q1 it was arson}.",
         [("none offered", "without providing evidence")]),
        ("{s1 The group} {c1 said} {q1 satellite images show a crater}.",
         [("satellite", "satellite images")]),
        ("{s1 The army} {c1 said} {q1 it had won} in a video posted online.",
         [("video", "video posted online")]),
        ("{s1 The ministry} {c1 said} in a statement {q1 that it had rained}.", []),
        ("{s1 The statement by the ministry} {c1 said} {q1 that it had rained}.",
         [("official statement", "The statement")]),
        ("{s1 Court records} {c1 show} {q1 that he paid}.", [("document", "Court records")]),
        ("{s1 A CNN report} {c1 said} {q1 that he paid}.", []),
        ("{s1 Pictures and videos of the harbour} {c1 show} {q1 a crater}.",
         [("photo", "Pictures"), ("video", "videos")]),
        ("{s1 A sailor} {c1 said}: {q1 \"I saw the mast fall.\"}", [("witness", "I saw")]),
        ("{s1 Neighbours} {c1 said} {q1 they heard three shots}.",
         [("witness", "they heard")]),
        ("{s1 Ann Arden, who was at the scene,} {c1 said} {q1 it fell}.",
         [("witness", "who was at the scene")]),
        ("{s1 Police} {c1 said} {q1 it was arson}.", []),
        ("{s1 He} {c1 said} {q1 a full autopsy will be performed}.", []),
        ("{s1 Reports} {c1 suggest} {q1 that he paid}.", []),
        ("{s1 A recent report by the guild} {c1 said} {q1 that he paid}.",
         [("document", "A recent report")]),
        ("In his inspection report, {s1 the bailiff} {c1 said} {q1 the cells were full}.",
         [("document", "In his inspection report")]),
        ("{s1 The mayor} {c1 said} {q1 it would rain} in a video message.", []),
        ("{s1 The mayor} {c1 said} {q1 arms experts would come}.", []),
        ("{s1 A sailor} {c1 said}: {q1 \"Splinters hit my house.\"}",
         [("witness", "hit my")]),
        ("{s1 A candidate} {c1 said}: {q1 \"The scandal hit our party.\"}", []),
        ("{s1 The bailiff} {c1 said} {q1 villagers had discovered the boats}.",
         [("witness", "villagers had discovered")]),
        ("{s1 He} {c1 said} {q1 the autopsy report names a fall}.",
         [("technical", "autopsy report")]),
    ],
)  # fmt: skip
def test_evidence_in_the_claims_sentence_is_linked_to_it(
    text: str, expected: list[tuple[str, str]]
) -> None:
    assert kinds(text) == expected


def test_what_a_conclusion_rests_on_is_offered_for_the_charge_at_the_head_too() -> None:
    made, parsed, found = marked(
        "{s1 The guild} {c1 said} {q1 the duke had burnt the mill}. "
        "{s2 It} {c2 said} {q2 it had reached its conclusion after analysing medical records}. "
        "{s3 It} {c3 said} {q3 the harvest was good}."
    )
    first, second, third = claims(found, ("s0", "s0", "s0"))
    charge = replace(first, commitment="alleges")
    grounds = evidence.find(made, parsed, (charge, second, third))
    kinds_of = {c: [e.kind for e in g.evidence] for c, g in grounds.items()}
    assert kinds_of == {"c0": ["document"], "c1": ["document"], "c2": []}


def test_the_video_shows_what_was_told_just_before_and_a_video_need_not() -> None:
    told = "{s1 Rebels} {c1 said} {q1 the bridge had fallen}. "
    assert kinds(told + "{s2 The same video} {c2 showed} {q2 smoke}.") == [
        ("video", "The same video")
    ]
    assert kinds(told + "{s2 A video} {c2 showed} {q2 smoke}.") == []


def test_what_could_not_be_verified_is_the_claim_before() -> None:
    text = (
        "{s1 The army} {c1 said} {q1 it shot down nine drones}. "
        "{s2 Agency A} {c2 could not independently verify} {q2 the claim}."
    )
    made, parsed, found = marked(text)
    grounds = evidence.find(made, parsed, claims(found, ("s1", "s2")))
    (check,) = grounds["c0"].verification
    assert check.kind == "not verified"
    assert check.by == "s2"
    assert grounds["c1"].verification == ()


def test_what_a_speaker_says_about_checking_is_no_check_of_the_outlets() -> None:
    assert kinds("{s1 He} {c1 said} {q1 the report could not be verified}.") == []


def test_a_caveat_concerns_what_was_told_just_before() -> None:
    text = "{s1 He} {c1 said} {q1 it fell}.\n\nThe claim could not be verified."
    assert kinds(text) == [("not verified", "could not be verified")]
    text = "{s1 He} {c1 said} {q1 it fell}.\n\nIt rained.\n\nThis could not be verified."
    assert kinds(text) == []


@pytest.mark.parametrize(
    ("after", "verified"),
    [
        ("The identity of the victim could not be confirmed.", False),
        ("His room was confirmed to be free.", False),
        ("The report could not be independently verified.", True),
        ("The Daily has not been able to independently verify the information.", True),
    ],
)
def test_a_caveat_that_names_something_else_is_not_about_the_claim_before(
    after: str, verified: bool
) -> None:
    found = kinds("{s1 The mayor} {c1 said} {q1 the park had burnt}. " + after)
    assert bool(found) == verified


def test_a_caveat_on_the_reports_from_a_place_reaches_back_past_other_sentences() -> None:
    text = (
        "{s1 Rebels} {c1 said} {q1 the bridge had fallen}.\n\nIt was a fine day.\n\n"
        "The agency could not verify the claims from Harrow."
    )
    assert kinds(text) == [("not verified", "could not verify the claims")]


@pytest.mark.parametrize(
    "text",
    [
        '{s1 The mayor} {c1 said}: {q1 "I saw the film last night."}',
        "{s1 Ann Arden, who heard about it on the radio,} {c1 said} {q1 it fell}.",
        "{s1 Ann Arden, who survived cancer,} {c1 said} {q1 it fell}.",
    ],
)
def test_who_saw_a_film_or_heard_of_it_is_no_witness(text: str) -> None:
    assert kinds(text) == []


def test_thousands_of_caveats_and_claims_take_no_time_for_every_pair() -> None:
    row = "The claims could not be verified. {{s{0} Officials}} {{c{0} said}} {{q{0} it fell}}."
    made, parsed, found = marked("\n\n".join(row.format(n) for n in range(1, 2501)))
    made_claims = claims(found, tuple(f"s{n}" for n in range(len(found))))
    began = time.perf_counter()
    evidence.find(made, parsed, made_claims)
    assert time.perf_counter() - began < 3
