from __future__ import annotations

import pytest
from marked_claims import claims, marked

from rashomon.annotate import evidence


def checked(text: str) -> dict[str, list[str]]:
    """The kinds of checking of each claim that has any; claim n is spoken by speaker n."""
    made, parsed, found = marked(text)
    made_claims = claims(found, tuple(f"s{n}" for n in range(len(found))))
    grounds = evidence.find(made, parsed, made_claims)
    return {c: [v.kind for v in g.verification] for c, g in grounds.items() if g.verification}


def test_an_event_that_was_confirmed_is_confirmed_wherever_it_is_told() -> None:
    text = (
        "{s1 Farmers} {c1 said} {q1 warplanes bombed the mill}. "
        "The attack was later confirmed by the council. "
        "{s2 Traders} {c2 said} {q2 prices of bread had risen}. "
        "{s3 A miller} {c3 said} {q3 the air strikes hit at noon}."
    )
    assert checked(text) == {"c0": ["verified"], "c2": ["verified"]}


def test_whether_it_was_of_a_kind_concerns_only_who_says_that_kind() -> None:
    text = (
        "{s1 Farmers} {c1 said} {q1 an airstrike hit the mill}. "
        "{s2 The mayor} {c2 said} {q2 the attack had been terrible}. "
        "A spokeswoman could not confirm whether it was an airstrike."
    )
    assert checked(text) == {"c0": ["not verified"]}


def test_a_death_toll_is_every_claim_that_gives_it_and_no_other_number() -> None:
    text = (
        "{s1 An official} {c1 said} {q1 16 people were killed}. "
        "{s2 A baker} {c2 said} {q2 16 loaves were stolen}. "
        "{s3 A monitor} {c3 said} {q3 the flood killed 16 people and hurt 40}. "
        "The death toll was confirmed by the hospital."
    )
    assert checked(text) == {"c0": ["verified"], "c2": ["verified"]}


def test_a_cause_not_established_concerns_those_who_guess_at_it() -> None:
    guessed = "{s1 Police} {c1 said} {q1 it may have been the brakes}. "
    made, parsed, found = marked(guessed + "The cause of the crash has not yet been established.")
    (claim,) = claims(found, ("s0",))
    for commitment, kinds in (("hedges", ["not verified"]), ("demands", [])):
        guess = type(claim)(
            id="c0",
            source=claim.source,
            cue=claim.cue,
            content=claim.content,
            kind="indirect",
            speaker="s0",
            commitment=commitment,  # type: ignore[arg-type]
        )
        grounds = evidence.find(made, parsed, (guess,))["c0"]
        assert [v.kind for v in grounds.verification] == kinds


@pytest.mark.parametrize(
    "caveat",
    [
        "The monitor could not confirm how many of them were sailors.",
        "A safe way out of the town has not yet been established.",
        "However, such a council has not been established.",
        "The monitor could not confirm the colour of the gas but said the attack was cruel.",
        "Lorries of flour were refused access to the town.",
        "The council would allow inspectors to visit the mill.",
    ],
)
def test_what_is_no_report_of_checking_a_claim_is_on_none(caveat: str) -> None:
    assert checked("{s1 Farmers} {c1 said} {q1 an attack hit the mill}. " + caveat) == {}


def test_access_concerns_what_is_told_of_the_event_to_be_looked_at() -> None:
    text = (
        "{s1 Farmers} {c1 said} {q1 shells of poison gas fell}. "
        "{s2 Traders} {c2 said} {q2 prices of bread had risen}. "
        "Inspectors of the gas attack were denied access to the field."
    )
    assert checked(text) == {"c0": ["access refused"]}


def test_a_caveat_reaches_the_speakers_claims_before_and_a_contraction_counts() -> None:
    text = (
        "{s1 Farmers} {c1 said} {q1 the mill had burnt}. "
        "{s2 The mayor} {c2 said} {q2 the bridge had fallen}. "
        "The council can’t confirm this."
    )
    assert checked(text) == {"c1": ["not verified"]}


def test_all_that_one_speaker_just_told_is_meant_by_the_claims() -> None:
    made, parsed, found = marked(
        "{s1 Farmers} {c1 said} {q1 the mill had burnt}. "
        "{s2 They} {c2 said} {q2 the bridge had fallen}. "
        "The claims could not be verified."
    )
    grounds = evidence.find(made, parsed, claims(found, ("s0", "s0")))
    assert [len(grounds[c].verification) for c in ("c0", "c1")] == [1, 1]
    apart = evidence.find(made, parsed, claims(found, ("s0", "s1")))
    assert [len(apart[c].verification) for c in ("c0", "c1")] == [0, 1]


def test_who_relays_a_claim_and_who_makes_it_share_the_caveat() -> None:
    text = (
        "{s1 The Gazette} {c1 said} {q1 that }{s2 farmers} {c2 reported} "
        "{1>q2 the mill had burnt to the ground}{q1 .} The report could not be verified."
    )
    assert checked(text) == {"c0": ["not verified"], "c1": ["not verified"]}
