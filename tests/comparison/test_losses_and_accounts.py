"""What gets lost between outlets, how accounts go on, and who is not heard."""

from __future__ import annotations

from dataclasses import replace

import pytest
from comparison.building import MADE_BY, Said, reading

from rashomon.comparison import compare_events
from rashomon.grouping import near_copies
from rashomon.model import Event, EventComparison, Reading

LINES = (
    "the ferry Lady Anselm ran aground off Port Velle with faulty steering",
    "two lifeboats took off children and elderly passengers before dawn",
    "Velle Lines has cancelled all crossings and promised to refund tickets",
    "the channel off the harbour had not been dredged by any contractor",
)


def event_of(*readings: Reading) -> EventComparison:
    event = Event(id="e1", articles=tuple(r.article.id for r in readings))
    copies = near_copies([r.article for r in readings], contained=0.85)
    return compare_events(list(readings), [event], near_copies=copies, made_by=MADE_BY).events[0]


def one_text(id_: str, row: Said, **more: str) -> Reading:
    return reading(id_, [row, *(Said(content=line) for line in LINES)], **more)  # type: ignore[arg-type]


def stance(made: Reading, value: str) -> Reading:
    claims = tuple(replace(c, stance=value) if c.cue else c for c in made.claims)  # type: ignore[arg-type]
    return replace(made, claims=claims)


CONTENT = "the captain of the ferry ignored a storm warning by the harbour master"


def test_said_that_becomes_admitted_is_a_stronger_cue() -> None:
    plain = one_text("a", Said(content=CONTENT, speaker="Velle Lines", cue="said"))
    strong = one_text("b", Said(content=CONTENT, speaker="Velle Lines", cue="admitted"))
    (lost,) = event_of(plain, stance(strong, "endorsing")).lost_attribution
    assert (lost.what, lost.attributed.article, lost.own_voice.article) == ("cue", "a", "b")
    assert lost.why == "“said” in one is “admitted” in the other"


def test_the_same_cue_in_two_outlets_loses_nothing() -> None:
    rows = [
        one_text(x, Said(content=CONTENT, speaker="Velle Lines", cue="said")) for x in ("a", "b")
    ]
    assert event_of(*rows).lost_attribution == ()


def test_a_hedge_within_the_words_that_another_outlet_drops_is_lost() -> None:
    row = Said(content="the captain may have ignored a storm warning", speaker="Velle Lines")
    sure = replace(row, content="the captain had ignored a storm warning")
    (lost,) = event_of(one_text("a", row), one_text("b", sure)).lost_attribution
    assert (lost.what, lost.attributed.article) == ("hedge", "a")
    assert "“may”" in lost.why


def test_a_number_changed_in_a_copy_is_drift() -> None:
    def row(number: str, value: float) -> Said:
        content = f"{number} passengers of the ferry were killed in the storm off the northern mole"
        return Said(content=content, amounts={f"{number} passengers": ("killed", value, "exact")})

    (lost,) = event_of(one_text("a", row("65", 65)), one_text("b", row("56", 56))).lost_attribution
    assert lost.what == "number"
    assert "65" in lost.why and "56" in lost.why


def test_a_security_source_made_the_ministry_is_a_promoted_source() -> None:
    weak = Said(content=CONTENT, speaker="a security source", type="unnamed")
    strong = Said(content=CONTENT, speaker="the interior ministry", type="office")
    found = event_of(one_text("a", weak), one_text("b", strong)).lost_attribution
    assert [lost.what for lost in found] == ["source"]


@pytest.mark.parametrize(
    ("speaker", "cue"),
    [
        ("the interior ministry", "told News 2"),
        ("the interior ministry", "told this newspaper"),
        ("the interior ministry", "told the Port Velle Times"),
        ("News 2", "reported"),
        ("WQXV", "said"),
    ],
)
def test_an_outlet_that_asked_for_itself_has_promoted_no_source(speaker: str, cue: str) -> None:
    weak = Said(content=CONTENT, speaker="a security source", type="unnamed")
    asked = Said(content=CONTENT, speaker=speaker, cue=cue, type="office")
    lost = event_of(one_text("a", weak), one_text("b", asked)).lost_attribution
    assert [row.what for row in lost if row.what == "source"] == []


def test_what_is_quoted_from_the_document_itself_has_lost_nothing() -> None:
    quoted = one_text("a", Said(content=CONTENT, speaker="Derek Holm", type="person"))
    claims = tuple(replace(c, kind="direct") if c.cue else c for c in quoted.claims)
    document = one_text("b", Said(content=CONTENT))
    assert event_of(replace(quoted, claims=claims), document).lost_attribution == ()


def test_one_outlet_does_not_lose_what_it_attributed_itself() -> None:
    a = one_text("a", Said(content=CONTENT, speaker="Velle Lines"), outlet="Gazette")
    b = one_text("b", Said(content=CONTENT), outlet="Gazette")
    assert all(lost.what != "attribution" for lost in event_of(a, b).lost_attribution)


def said_on(id_: str, cue: str, published: str | None) -> Reading:
    row = Said(content=CONTENT, speaker="Velle Lines", cue=cue)
    rest = Said(content=f"nobody in {id_}ville heard of it")
    return reading(id_, [row, rest], published=published)


def test_the_same_said_on_two_days_is_repeated() -> None:
    event = event_of(
        said_on("a", "said on Monday that", "2020-05-05"),
        said_on("b", "said on Thursday that", "2020-05-08"),
    )
    account = next(a for a in event.accounts if a.speaker)
    (change,) = account.changes
    assert change.kind == "repeats"
    # Tuesday's article tells what was said on Monday, the fourth of May.
    assert account.statements[0].first == "2020-05-04"


@pytest.mark.parametrize(
    ("cues", "days"),
    [
        (("said on Monday that", "said on Monday that"), ("2020-05-05", "2020-05-06")),
        (("said", "said"), ("2020-05-05", "2020-05-08")),
        (("said on Monday that", "said on Thursday that"), (None, None)),
    ],
)
def test_one_utterance_told_twice_is_no_repetition(
    cues: tuple[str, str], days: tuple[str | None, str | None]
) -> None:
    event = event_of(said_on("a", cues[0], days[0]), said_on("b", cues[1], days[1]))
    assert all(not account.changes for account in event.accounts)


def toll(speaker: str, number: str, value: float) -> Said:
    return Said(
        content=f"{number} people were killed",
        speaker=speaker,
        amounts={f"{number} people": ("killed", value, "exact")},
    )


def test_an_account_leaves_out_what_two_others_answer() -> None:
    def denial(speaker: str, commitment: str = "asserts", cue: str = "said") -> Said:
        return Said(
            content="army rockets struck the grain warehouse of Sarn",
            speaker=speaker,
            cue=cue,
            commitment=commitment,  # type: ignore[arg-type]
        )

    army = [
        denial("Northern Army", "denies", "denied that"),
        Said(content="convoys will leave at noon", speaker="Northern Army"),
    ]
    event = event_of(
        reading("a", [toll("Health Office", "12", 12), denial("Relief Fund"), *army]),
        reading("b", [toll("Town Council", "30", 30)]),
    )
    (deaths,) = [q for q in event.questions if q.about == "number"]
    (silent,) = [a for a in event.accounts if a.silent_on]
    assert silent.silent_on == (deaths.id,)
    answering = {s.statement for s in silent.statements}
    assert not answering & set(deaths.statements)


def with_text(made: Reading, more: str) -> Reading:
    text = f"{made.article.text}\n\n{more}"
    return replace(made, article=replace(made.article, text=text))


def test_who_was_asked_and_did_not_answer_is_not_heard() -> None:
    a = with_text(
        reading("a", [Said(content="rockets struck", speaker="Relief Fund")]),
        "The Talvian defence ministry did not respond to requests for comment.",
    )
    event = event_of(a, reading("b", [Said(content="bread is dear", speaker="Town Council")]))
    (absent,) = event.not_heard
    assert absent.name == "The Talvian defence ministry"
    assert absent.why.startswith("asked, did not answer")


def test_who_did_not_answer_one_outlet_but_speaks_in_another_is_heard() -> None:
    a = with_text(
        reading("a", [Said(content="rockets struck", speaker="Relief Fund")]),
        "Velle Lines declined to comment. She could not be reached for comment.",
    )
    event = event_of(a, reading("b", [Said(content="bread is dear", speaker="Velle Lines")]))
    assert event.not_heard == ()


def test_a_state_whose_minister_speaks_is_heard() -> None:
    def rows(speaker: str) -> list[Said]:
        accuse = Said(
            content="United Kingdom sank a ferry",
            speaker=speaker,
            commitment="alleges",
            actors=["United Kingdom"],
        )
        again = replace(accuse, content="United Kingdom must pay", commitment="demands")
        return [accuse, again]

    accused = event_of(reading("a", rows("Relief Fund")), reading("b", rows("Town Council")))
    assert [n.name for n in accused.not_heard] == ["United Kingdom"]
    answer = Said(content="we sank nothing", speaker="British foreign secretary", type="person")
    answered = event_of(
        reading("a", rows("Relief Fund")), reading("b", [*rows("Town Council"), answer])
    )
    assert answered.not_heard == ()


@pytest.mark.parametrize(
    ("words", "why"),
    [
        ("The Report did not answer questions about the cause.", None),
        ("Premier Hugo Venn did not respond to calls for his resignation.", None),
        ("The convoy of Sarn could not be reached.", None),
        ("Talvian Mills declined to comment.", "asked, declined to comment"),
        ("Talvian Mills did not return calls.", "asked, did not answer"),
        ("Talvian Mills did not reply to a request for an interview.", "asked, did not answer"),
    ],
)
def test_only_who_was_asked_is_said_to_have_been(words: str, why: str | None) -> None:
    a = with_text(reading("a", [Said(content="rockets struck", speaker="Relief Fund")]), words)
    event = event_of(a, reading("b", [Said(content="bread is dear", speaker="Town Council")]))
    assert [n.why.startswith(why or "-") for n in event.not_heard] == [True] * bool(why)


def test_an_outlet_that_names_the_speaker_beside_its_sentence_has_lost_nothing() -> None:
    words = "army rockets struck the grain warehouse of Sarn shortly before dawn"
    a = reading("a", [Said(content=words, speaker="Relief Fund")], outlet="Daily A")
    bare = reading("b", [Said(content=words)], outlet="Daily B")
    (lost,) = event_of(a, bare).lost_attribution
    assert lost.what == "attribution"
    named = Said(content="nobody was hurt in the yard", speaker="Relief Fund")
    beside = reading("b", [named, Said(content=words)], outlet="Daily B")
    assert event_of(a, beside).lost_attribution == ()


def test_the_outlet_that_is_cited_has_lost_nothing() -> None:
    words = "army rockets struck the grain warehouse of Sarn shortly before dawn"
    a = reading("a", [Said(content=words, speaker="Sarn Herald", type="media")], outlet="Daily A")
    b = reading("b", [Said(content=words)], outlet="sarnherald.com")
    assert event_of(a, b).lost_attribution == ()


def accused(name: str, where: str) -> list[Reading]:
    """Two articles that accuse whoever bears the name, and tell of it as ``where`` does."""
    rows = [
        Said(content=f"{name} sank a ferry", commitment="alleges", actors=[name]),
        Said(content=f"{name} must pay for it", commitment="demands", actors=[name]),
    ]
    return [
        with_text(reading(id_, [replace(row, speaker=who) for row in rows]), where.format(name))
        for id_, who in (("a", "Relief Fund"), ("b", "Town Council"))
    ]


@pytest.mark.parametrize(
    ("name", "where"),
    [
        ("Quay Road", "It was the worst fire of the year."),
        (
            "Haddow Stores",
            "At Haddow Stores, near Haddow Stores and outside Haddow Stores men ran.",
        ),
        ("Orrin Vale", "Orrin Vale, 24, was killed at once."),
        ("Orrin Vale", "The murder of young Orrin Vale shook the town."),
        ("Orrin Vale", "Friends came to Orrin Vale’s funeral."),
        ("Orrin Vale", "Wardens found Orrin Vale dead on the quay."),
    ],
)
def test_a_street_a_shop_and_the_dead_are_no_parties(name: str, where: str) -> None:
    assert event_of(*accused(name, where)).not_heard == ()


@pytest.mark.parametrize(
    "where",
    [
        "Two men were killed by {} on Monday.",
        "The death of a {} guard shook the town.",
        "Three people died at Sarn. {} owns the quay.",
    ],
)
def test_who_is_said_to_have_killed_is_a_party(where: str) -> None:
    (absent,) = event_of(*accused("Velle Lines", where)).not_heard
    assert absent.name == "Velle Lines"
