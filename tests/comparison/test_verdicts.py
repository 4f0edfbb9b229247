"""Verdicts on two claims: where a rule shows it, where the weights do, and where neither does."""

from __future__ import annotations

import numpy as np
import pytest
from building import Said, reading

from rashomon.comparison import weighing
from rashomon.comparison.likeness import Pair, Pairs
from rashomon.comparison.signs import signs
from rashomon.comparison.verdicts import relate, verdicts
from rashomon.comparison.views import OWN_VOICE, view
from rashomon.comparison.weighing import RELATIONS, weigh


def pair(a: Said, b: Said, *, dates: tuple[str | None, str | None] = (None, None)) -> Pair:
    seen = []
    for name, row, day in zip("ab", (a, b), dates, strict=True):
        read = reading(name, [row], published=day)
        claim = read.claims[0]
        seen.append(view(read, claim, f"{name}'s" if row.speaker else OWN_VOICE))
    return Pairs(seen).pair(*seen)


def killed(words: str, figure: str, value: float) -> Said:
    return Said(content=words, speaker="the mayor", amounts={figure: ("killed", value, "exact")})


def test_signs_do_not_depend_on_which_claim_comes_first() -> None:
    a = killed("twelve people were killed in the blast at the Sarn market", "twelve", 12)
    b = Said(content="nobody died when a shell fell near the station", speaker="the army")
    one = pair(a, b, dates=("2031-05-01", "2031-05-03"))
    other = pair(b, a, dates=("2031-05-03", "2031-05-01"))
    assert signs(one) == pytest.approx(signs(other), abs=1e-5)


def test_the_weights_have_a_column_for_every_sign() -> None:
    one = pair(Said(content="the bridge fell at noon"), Said(content="the bridge fell at dusk"))
    assert list(signs(one)) == list(weighing.shipped().names)
    made = weigh([one])
    assert made.shape == (1, len(RELATIONS))
    assert made.sum() == pytest.approx(1.0)
    assert np.all(made >= 0)
    assert weigh([]).shape == (0, len(RELATIONS))


def test_numbers_of_claims_with_little_in_common_do_not_contradict() -> None:
    a = killed("police found two people killed behind the mill", "two", 2)
    b = killed("four people have been killed in the district since the spring", "four", 4)
    assert verdicts([pair(a, b)]) == [None]


def test_numbers_of_sentences_otherwise_alike_contradict() -> None:
    a = killed("nine people were killed when the ferry sank off Sarn", "nine", 9)
    b = killed("six people were killed when the ferry sank off Sarn", "six", 6)
    (found,) = verdicts([pair(a, b)])
    assert found is not None
    assert (found.relation, found.about) == ("contradict", "number")
    assert "9 and 6" in found.why


def sure_of(relation: str, monkeypatch: pytest.MonkeyPatch) -> None:
    row = np.full((1, len(RELATIONS)), 0.02)
    row[0, RELATIONS.index(relation)] = 0.92
    monkeypatch.setattr("rashomon.comparison.verdicts.weigh", lambda _: row)


def test_where_the_weights_are_sure_of_an_agreement_it_is_said_with_the_shared_words(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    a = Said(content="she need only hand back 5,800 crowns of interest", speaker="the union")
    b = Said(content="she had to return just 5,800 crowns of her interest", speaker="an engineer")
    sure_of("agree", monkeypatch)
    (found,) = verdicts([pair(a, b)])
    assert found is not None
    assert found.relation == "agree"
    assert "interest" in found.why


def test_the_weights_alone_never_contradict(monkeypatch: pytest.MonkeyPatch) -> None:
    a = Said(content="the bridge was kept open through the storm", speaker="the union")
    b = Said(content="the bridge was shut before the storm came", speaker="an engineer")
    sure_of("contradict", monkeypatch)
    assert verdicts([pair(a, b)]) == [None]


def test_the_own_voice_of_two_outlets_agrees_by_rules_alone(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    words = "The Harrow bridge over the river Orrin {} on Tuesday evening"
    a = Said(content=words.format("collapsed after heavy rain"))
    b = Said(content=words.format("was blown up"))
    sure_of("agree", monkeypatch)
    assert verdicts([pair(a, b)]) == [None]


def test_a_denial_answers_the_claim_that_holds_all_of_its_words() -> None:
    a = Said(
        content="it had shelled the market", speaker="The army", cue="denied", commitment="denies"
    )
    b = Said(content="The army shelled the market in Sarn on Tuesday")
    found = relate(pair(a, b))
    assert found is not None
    assert (found.relation, found.about) == ("contradict", "denial")


def test_claims_of_two_questions_are_unrelated_only_for_relate() -> None:
    a = Said(content="the school kitchen will open again in the autumn", speaker="the council")
    b = Said(content="wheat prices rose by a fifth in the southern provinces")
    one = pair(a, b)
    assert verdicts([one]) == [None]
    found = relate(one)
    assert found is not None
    assert found.relation == "unrelated"


def test_the_same_words_in_another_order_do_not_agree() -> None:
    a = Said(content="Olmenian soldiers shot Ostravan dockers", speaker="the union")
    b = Said(content="Ostravan dockers shot Olmenian soldiers", speaker="the consul")
    (found,) = verdicts([pair(a, b)])
    assert found is None


def test_one_number_said_and_denied_does_not_agree() -> None:
    jobs = {"1,000": ("job", 1000.0, "exact")}
    a = Said(content="the mill will cut 1,000 jobs", speaker="the union", amounts=jobs)  # type: ignore[arg-type]
    b = Said(content="the mill will not cut 1,000 jobs", speaker="the owner", amounts=jobs)  # type: ignore[arg-type]
    found = relate(pair(a, b))
    assert found is None or found.relation != "agree"


def test_tolls_of_two_days_are_not_held_against_each_other() -> None:
    a = killed("twelve people were killed by a shell in Sarn on Monday", "twelve", 12)
    b = killed("nine people were killed by a shell in Sarn on Tuesday", "nine", 9)
    assert [v for v in verdicts([pair(a, b)]) if v and v.about == "number"] == []


def test_a_toll_that_rose_from_the_other_is_no_contradiction() -> None:
    a = Said(
        content="the death toll of the flood rose from 12 to 15",
        speaker="the mayor",
        amounts={"12": ("killed", 12, "exact"), "15": ("killed", 15, "exact")},
    )
    b = killed("the death toll of the flood was 12", "12", 12)
    found = relate(pair(a, b))
    assert found is not None
    assert found.relation == "update"


def test_a_fragment_is_not_what_somebody_denies() -> None:
    a = Said(
        content="the changes to the Harbour Act were made in secret",
        speaker="the clerk",
        cue="denied",
        commitment="denies",
    )
    b = Said(content="the changes to the Harbour Act in secret", speaker="a lawyer")
    (found,) = verdicts([pair(a, b)])
    assert found is None or found.relation != "contradict"


def fined(words: str, sums: dict[str, tuple[str, float]], **more: str) -> Said:
    return Said(content=words, measures=sums, **more)  # type: ignore[arg-type]


def test_two_sums_for_one_fine_contradict_and_the_reason_says_what_they_are_for() -> None:
    a = fined("Velle Lines was given a fine of £45,000 for the leak", {"£45,000": ("£", 45000.0)})
    b = fined("Velle Lines was fined £5,800 for the leak", {"£5,800": ("£", 5800.0)})
    found = relate(pair(a, b))
    assert found is not None
    assert (found.relation, found.about) == ("contradict", "number")
    assert "(fine): £45,000 and £5,800" in found.why


@pytest.mark.parametrize(
    ("words", "figure", "unit"),
    [
        ("its captain was fined £5,800 for the leak of the ferry at Sarn", "£5,800", "£"),
        ("Velle Lines must pay legal fees of £5,800 for the leak at Sarn", "£5,800", "£"),
        ("Velle Lines was fined €5,800 for the leak of the ferry at Sarn", "€5,800", "€"),
    ],
)
def test_sums_of_another_payer_purpose_or_currency_do_not_contradict(
    words: str, figure: str, unit: str
) -> None:
    a = fined(
        "Velle Lines was fined £45,000 for the leak of the ferry at Sarn",
        {"£45,000": ("£", 45000.0)},
    )
    found = relate(pair(a, fined(words, {figure: (unit, 5800.0)})))
    assert found is None or found.relation != "contradict"


@pytest.mark.parametrize(
    ("one", "other"),
    [("$1m", "€1m"), ("$1 million", "one million euros"), ("A$1m", "Can$1m"), ("$1m", "A$1m")],
)
def test_sums_in_two_currencies_never_agree(one: str, other: str) -> None:
    words = "Velle Lines will pay {} to the families of the victims of the Sarn ferry"
    for speakers in ((None, None), ("the mayor", "the mayor"), ("a lawyer", "the owner")):
        rows = [
            Said(content=words.format(sum_), speaker=who)
            for sum_, who in zip((one, other), speakers, strict=True)
        ]
        found = relate(pair(*rows))
        assert found is None or found.relation not in {"agree", "compatible"}
    same = relate(pair(*(Said(content=words.format(one)) for _ in range(2))))
    assert same is not None
    assert same.relation == "agree"


def test_what_one_source_is_said_to_demand_can_contradict_and_two_sources_demands_do_not() -> None:
    def demand(figure: str, value: float, who: str) -> Said:
        return fined(
            f"a ransom of {figure} for the mayor of Sarn",
            {figure: ("$", value)},
            speaker=who,
            cue="demanded",
            commitment="demands",
        )

    a = demand("$5m", 5e6, "the kidnappers")
    found = relate(pair(a, demand("$2m", 2e6, "the kidnappers")))
    assert found is not None
    assert (found.relation, found.about) == ("contradict", "number")
    assert relate(pair(a, demand("$2m", 2e6, "the rebels"))) is None


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("in a shooting in Velle early Sunday", "in a shooting in Velle on Sunday night"),
        ("in a shooting in Velle on Sunday", "in shootings across Velle on Sunday"),
        ("in a shooting in Velle on Sunday", "in two separate attacks in Velle on Sunday"),
        ("in a shooting in Velle on Sunday", "in another shooting in Velle on Sunday"),
        ("in a shooting in Velle on Sunday", "at the scene of a shooting in Velle on Sunday"),
        ("in a shooting on Mill Street in Velle", "in a shooting on Quay Road in Velle"),
    ],
)
def test_the_dead_of_two_shootings_of_one_day_are_not_held_against_each_other(
    one: str, other: str
) -> None:
    a = killed(f"two people were killed {one}", "two", 2)
    b = killed(f"three people were killed {other}", "three", 3)
    for dates in ((None, None), ("2031-05-04", "2031-05-05")):
        assert [v for v in verdicts([pair(a, b, dates=dates)]) if v and v.about == "number"] == []


def test_a_lost_hedge_is_told_though_the_number_agrees() -> None:
    words = "{} people were killed when the ferry sank off Sarn"
    exact = killed(words.format("12"), "12", 12)
    about = Said(
        content=words.format("about 12"),
        speaker="the mayor",
        amounts={"about 12": ("killed", 12, "about")},
    )
    hedged = Said(
        content=words.format("perhaps 12"),
        speaker="the mayor",
        commitment="hedges",
        amounts={"12": ("killed", 12, "exact")},
    )
    whys = []
    for other in (exact, about, hedged):
        found = relate(pair(exact, other))
        assert found is not None
        assert (found.relation, found.about) == ("agree", "number")
        whys.append(found.why)
    assert "only “about”" not in whys[0] and "hedges" not in whys[0]
    assert "in one of them only “about”" in whys[1]
    assert "which one of them hedges" in whys[2]
