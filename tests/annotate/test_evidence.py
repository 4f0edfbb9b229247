from __future__ import annotations

import time

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
        ("{s1 He} {c1 said} {q1 the autopsy report names a fall}.",
         [("technical", "autopsy report")]),
    ],
)  # fmt: skip
def test_evidence_in_the_claims_sentence_is_linked_to_it(
    text: str, expected: list[tuple[str, str]]
) -> None:
    assert kinds(text) == expected


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
