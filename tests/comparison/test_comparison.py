from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace

import pytest
from building import MADE_BY, Said, reading

from rashomon.comparison import compare_events
from rashomon.model import Comparison, Event, EventComparison, Reading, Span

NORTH, SOUTH = "Northland Defence Ministry", "Southland General Staff"


def compared(readings: Sequence[Reading], near_copies: Sequence[Sequence[str]] = ()) -> Comparison:
    event = Event(id="e1", articles=tuple(sorted(r.article.id for r in readings)))
    return compare_events(readings, [event], near_copies=near_copies, made_by=MADE_BY)


def event_of(
    readings: Sequence[Reading], near_copies: Sequence[Sequence[str]] = ()
) -> EventComparison:
    return compared(readings, near_copies).events[0]


def relations_of(event: EventComparison) -> list[tuple[str, str]]:
    return [(r.relation, r.about) for r in event.relations]


def toll(value: float, words: str, bound: str = "exact") -> dict[str, tuple[str, float, str]]:
    return {words: ("killed", value, bound)}


def bridge(number: str, value: float, bound: str = "exact", **more: object) -> Said:
    content = f"{number} people were killed when the Harrow bridge collapsed"
    return Said(content=content, amounts=toll(value, f"{number} people", bound), **more)


def test_the_same_number_from_two_speakers_agrees() -> None:
    event = event_of(
        [
            reading("a", [bridge("Twelve", 12, speaker=NORTH)]),
            reading("b", [bridge("12", 12, speaker=SOUTH)]),
        ]
    )
    assert relations_of(event) == [("agree", "number")]
    assert [q.text for q in event.questions] == ["How many were killed?"]
    assert set(event.questions[0].statements) == {s.id for s in event.statements}


def test_two_exact_numbers_without_an_order_in_time_contradict_and_the_reason_names_both() -> None:
    event = event_of(
        [
            reading("a", [bridge("Twelve", 12, speaker=NORTH)]),
            reading("b", [bridge("Fifteen", 15, speaker=SOUTH)]),
        ]
    )
    assert relations_of(event) == [("contradict", "number")]
    assert "12" in event.relations[0].why
    assert "15" in event.relations[0].why


def test_a_toll_that_rises_in_a_later_report_is_an_update() -> None:
    event = event_of(
        [
            reading("a", [bridge("Twelve", 12)], published="2031-05-01"),
            reading("b", [bridge("Fifteen", 15)], published="2031-05-02"),
        ]
    )
    assert relations_of(event) == [("update", "number")]
    first = next(s for s in event.statements if s.id == event.relations[0].a)
    assert first.text.startswith("Twelve")


def test_at_least_twelve_and_fifteen_can_both_be_true() -> None:
    event = event_of(
        [
            reading("a", [bridge("Twelve", 12, "at least", speaker=NORTH)]),
            reading("b", [bridge("Fifteen", 15, speaker=SOUTH)]),
        ]
    )
    assert relations_of(event) == [("compatible", "number")]


def test_two_numbers_of_different_people_in_one_claim_do_not_part_it_from_itself() -> None:
    row = Said(
        content="The ferry to Tarrin carried forty pupils and three teachers to the island",
        amounts={"forty pupils": ("aboard", 40, "exact"), "three teachers": ("aboard", 3, "exact")},
    )
    said = Said(content=row.content, amounts=row.amounts, speaker=NORTH)
    event = event_of([reading("a", [said]), reading("b", [row])])
    assert len(event.lost_attribution) == 1


def test_killed_and_wounded_are_never_compared() -> None:
    hurt = Said(
        content="Fifteen people were hurt when the Harrow bridge collapsed",
        amounts={"Fifteen people": ("wounded", 15, "exact")},
        speaker=SOUTH,
    )
    event = event_of([reading("a", [bridge("Twelve", 12, speaker=NORTH)]), reading("b", [hurt])])
    assert not [r for r in event.relations if r.about == "number"]


def test_a_part_of_the_dead_is_no_answer_to_how_many_died() -> None:
    part = Said(
        content="among the victims killed on the Harrow bridge were three people from Oldham",
        amounts={"three people": ("killed", 3, "exact")},
        speaker=SOUTH,
    )
    event = event_of([reading("a", [bridge("Twelve", 12, speaker=NORTH)]), reading("b", [part])])
    assert not [r for r in event.relations if r.about == "number"]


def test_numbers_of_two_places_are_not_compared() -> None:
    event = event_of(
        [
            reading(
                "a",
                [
                    Said(
                        content="twelve people were killed by shelling in Aldmoor",
                        amounts=toll(12, "twelve people"),
                        places=["Aldmoor"],
                    )
                ],
            ),
            reading(
                "b",
                [
                    Said(
                        content="twenty people were killed by shelling in Brigham",
                        amounts=toll(20, "twenty people"),
                        places=["Brigham"],
                    )
                ],
            ),
        ]
    )
    assert event.relations == ()


def test_a_denial_by_another_speaker_contradicts_and_withholding_does_not() -> None:
    charge = Said(
        content="Southland artillery shelled the Harrow bridge before dawn", speaker=NORTH
    )
    words = "its artillery shelled the Harrow bridge before dawn"
    denied = event_of(
        [
            reading("a", [charge]),
            reading("b", [Said(content=words, speaker=SOUTH, commitment="denies", cue="denied")]),
        ]
    )
    open_ = event_of(
        [
            reading("a", [charge]),
            reading("b", [Said(content=words, speaker=SOUTH, commitment="withholds")]),
        ]
    )
    assert relations_of(denied) == [("contradict", "denial")]
    assert relations_of(open_) == [("compatible", "denial")]


def test_a_denial_of_one_cargo_does_not_contradict_another() -> None:
    denied = Said(
        content="the ferry had been carrying Southland prisoners",
        speaker=SOUTH,
        commitment="denies",
        cue="denied",
    )
    other = Said(content="the ferry was carrying rockets for Southland", speaker=NORTH)
    same = Said(content="the ferry was carrying forty Southland prisoners", speaker=NORTH)
    assert event_of([reading("a", [denied]), reading("b", [other])]).relations == ()
    assert relations_of(event_of([reading("a", [denied]), reading("b", [same])])) == [
        ("contradict", "denial")
    ]


@pytest.mark.parametrize("cited", [True, False])
def test_whom_a_claim_cites_is_not_what_it_speaks_of(cited: bool) -> None:
    words = "that, according to the Southland port, the plane might have been carrying missiles"
    told = reading("a", [Said(content=words, speaker=NORTH)])
    text, [outer] = told.article.text, told.claims
    at = text.index("according to the Southland port")
    end = at + len("according to the Southland port")
    inner = replace(
        outer,
        id="c2",
        inside=outer.id,
        cue=(Span(at, at + len("according to")),),
        source=(Span(at + len("according to "), end),),
        content=(Span(end + 2, len(text) - 1),),
    )
    if cited:
        told = replace(told, claims=(outer, inner))
    no = Said(
        content="that the plane had been carrying Southland sailors",
        speaker=SOUTH,
        cue="denied",
        commitment="denies",
    )
    contradicts = ("contradict", "denial") in relations_of(event_of([told, reading("b", [no])]))
    assert contradicts is not cited


def test_six_times_and_seven_times_do_not_agree() -> None:
    words = "Ferry pupils are {} times more likely to be stopped by wardens, with 10 caught"
    event = event_of(
        [
            reading("a", [Said(content=words.format("six"), speaker=NORTH)]),
            reading("b", [Said(content=words.format("seven"))]),
        ]
    )
    assert "agree" not in {r.relation for r in event.relations}
    assert event.lost_attribution == ()


def test_the_words_of_an_event_with_many_articles_still_bring_its_claims_together() -> None:
    words = "the Harrow bridge collapsed into the river shortly after dawn"
    rows = [reading(f"a{n}", [Said(content=words)]) for n in range(70)]
    assert [s.outlets for s in event_of(rows).statements] == [70]


def test_a_measure_in_unlike_sentences_answers_nothing() -> None:
    def weighing(content: str) -> Said:
        return Said(content=content, measures={"600 kg": ("kg", 600)})

    event = event_of(
        [
            reading("a", [weighing("The pylon of the Harrow bridge, weighing 600 kg, fell")]),
            reading("b", [weighing("The lamp fixed to the Harrow pylon weighs 600 kg")]),
        ]
    )
    assert not [r for r in event.relations if r.about == "number"]


def test_two_days_for_one_happening_contradict_about_time() -> None:
    words = "A fisherman was killed on {} by a falling pylon of the Harrow bridge"
    event = event_of(
        [
            reading("a", [Said(content=words.format("Wednesday"))]),
            reading("b", [Said(content=words.format("Thursday"), speaker=NORTH)]),
        ]
    )
    assert relations_of(event) == [("contradict", "time")]
    assert "Wednesday and Thursday" in event.relations[0].why


def test_silence_is_not_contradiction() -> None:
    event = event_of(
        [
            reading("a", [bridge("Twelve", 12, speaker=NORTH)]),
            reading("b", [Said(content="engineers will inspect the pylons", speaker=SOUTH)]),
        ]
    )
    assert event.relations == ()
    assert event.questions == ()
    assert len(event.accounts) == 2


def test_claims_of_one_speaker_in_two_outlets_are_one_statement_with_one_origin() -> None:
    words = "the Harrow bridge had passed an inspection by state engineers in spring"
    event = event_of(
        [
            reading("a", [Said(content=words, speaker=NORTH)]),
            reading("b", [Said(content=words, speaker="the " + NORTH)]),
        ]
    )
    assert [(s.outlets, s.origins, len(s.claims)) for s in event.statements] == [(2, 1, 2)]
    assert [o.kind for o in event.origins] == ["shared source"]


def test_near_copies_count_as_one_origin() -> None:
    words = "the Harrow bridge collapsed into the river shortly after dawn"
    rows = [reading(x, [Said(content=words)]) for x in "ab"]
    rows.append(reading("c", [Said(content=words + " today")]))
    event = event_of(rows, near_copies=[("a", "b")])
    assert [(s.outlets, s.origins) for s in event.statements] == [(3, 2)]
    assert event.origins[0].articles == ("a", "b")


def test_a_sentence_that_stands_word_for_word_in_two_articles_has_one_origin() -> None:
    words = "the Harrow bridge collapsed into the river shortly after dawn"
    event = event_of([reading(x, [Said(content=words)]) for x in "ab"])
    assert [(s.outlets, s.origins) for s in event.statements] == [(2, 1)]


def test_copies_of_one_article_do_not_agree_with_each_other() -> None:
    rows = [Said(content="nobody had seen the pylon crack", speaker="a nurse", type="unnamed")]
    event = event_of([reading(x, rows) for x in "abcd"], near_copies=[("a", "b", "c", "d")])
    assert event.relations == ()


def test_collapsed_and_blown_up_are_neither_one_statement_nor_an_agreement() -> None:
    words = "The Harrow bridge over the river Orrin {} on Tuesday evening"
    event = event_of(
        [
            reading("a", [Said(content=words.format("collapsed after heavy rain"))]),
            reading("b", [Said(content=words.format("was blown up"))]),
        ]
    )
    assert len(event.statements) == 2
    assert "agree" not in {r.relation for r in event.relations}


def test_any_name_and_any_id_can_be_compared() -> None:
    row = Said(content="the ring is round", speaker="Event Horizon: Telescope 12", type="office")
    assert len(compared([reading("event 12", [row]), reading("event: x", [row])]).speakers) == 1


def test_what_one_outlet_attributes_and_another_states_is_lost_attribution() -> None:
    words = "Southland artillery shelled the Harrow bridge shortly before dawn"
    event = event_of(
        [reading("a", [Said(content=words, speaker=NORTH)]), reading("b", [Said(content=words)])]
    )
    [lost] = event.lost_attribution
    assert (lost.attributed.article, lost.own_voice.article, lost.what) == ("a", "b", "attribution")


def test_an_article_that_attributes_the_same_words_itself_has_lost_nothing() -> None:
    words = "Southland artillery shelled the Harrow bridge shortly before dawn"
    event = event_of(
        [
            reading("a", [Said(content=words, speaker=NORTH)]),
            reading("b", [Said(content=words), Said(content=words, speaker=NORTH)]),
        ]
    )
    assert event.lost_attribution == ()


def test_a_bare_surname_joins_the_one_full_name_of_its_event() -> None:
    comparison = compared(
        [
            reading("a", [Said(content="the bridge was old", speaker="Ida Marn", type="person")]),
            reading("b", [Said(content="the river was high", speaker="Marn", type="person")]),
        ]
    )
    [speaker] = comparison.speakers
    assert (speaker.name, speaker.also_named) == ("Ida Marn", ("Marn",))


def test_a_bare_surname_that_two_people_bear_stays_alone() -> None:
    comparison = compared(
        [
            reading("a", [Said(content="the bridge was old", speaker="Ida Marn", type="person")]),
            reading("b", [Said(content="the river was high", speaker="Marn", type="person")]),
            reading("c", [Said(content="the road was shut", speaker="Otto Marn", type="person")]),
        ]
    )
    assert len(comparison.speakers) == 3


@pytest.mark.parametrize(
    ("one", "other", "type_", "speakers"),
    [
        ("Ida Tymoshko", "Ida Timoshko", "person", 1),
        ("Doug Marn", "Douglas Marn", "person", 1),
        ("Ida Marn", "Ida Pell", "person", 2),
        ("Orrin Lines", "Orrin Lines Limited", "organisation", 1),
        ("Lines", "Orrin Lines", "organisation", 1),
        ("Police", "Harrow Police", "organisation", 2),
    ],
)
def test_spellings_and_short_forms_of_one_name(
    one: str, other: str, type_: str, speakers: int
) -> None:
    rows = [
        reading(id_, [Said(content=f"the bridge fell at {id_}", speaker=name, type=type_)])
        for id_, name in (("a", one), ("b", other))
    ]
    assert len(compared(rows).speakers) == speakers
    assert len(compared(rows[::-1]).speakers) == speakers


def test_unnamed_sources_of_two_articles_are_never_one() -> None:
    comparison = compared(
        [
            reading("a", [Said(content="it fell", speaker="a senior official", type="unnamed")]),
            reading("b", [Said(content="it fell", speaker="a senior official", type="unnamed")]),
        ]
    )
    assert len(comparison.speakers) == 2


def test_one_passage_carried_twice_has_one_unnamed_source() -> None:
    words = "nobody on the night shift had heard the pylon crack"
    row = Said(content=words, speaker="a senior official", type="unnamed")
    event = event_of([reading("a", [row]), reading("b", [row])])
    assert [(s.outlets, s.origins) for s in event.statements] == [(2, 1)]


def test_a_first_count_and_a_higher_one_are_an_update() -> None:
    first = Said(
        content="the initial toll of the Harrow bridge included twelve people killed",
        amounts=toll(12, "twelve people"),
        speaker=NORTH,
    )
    event = event_of([reading("a", [first]), reading("b", [bridge("Fifteen", 15, speaker=SOUTH)])])
    assert relations_of(event) == [("update", "number")]


def test_the_ministry_stays_apart_where_the_event_has_two() -> None:
    def office(id_: str, name: str) -> Reading:
        return reading(id_, [Said(content="it fell", speaker=name, type="office")])

    one = [office("a", "Northland Defence Ministry"), office("b", "Defence Ministry")]
    alone = compared([*one, office("c", "Defence Ministry")])
    two = compared(
        [*one, office("c", "Defence Ministry"), office("d", "Southland Defence Ministry")]
    )
    assert len(alone.speakers) == 2
    assert len(two.speakers) == 4


def test_a_party_named_in_several_articles_and_never_quoted_is_not_heard() -> None:
    row = Said(content="the Ferry Guild runs the Harrow crossing", actors=["Ferry Guild"])
    more = Said(
        content="the Ferry Guild had cut the cables",
        actors=["Ferry Guild"],
        speaker=NORTH,
        commitment="alleges",
    )
    praised = Said(content="the Ferry Guild was founded here", actors=["Ferry Guild"])
    event = event_of([reading("a", [row, more]), reading("b", [row])])
    assert [n.name for n in event.not_heard] == ["Ferry Guild"]
    quoted = Said(content="it was told nothing", speaker="Ferry Guild")
    assert event_of([reading("a", [row, more]), reading("b", [row, quoted])]).not_heard == ()
    assert event_of([reading("a", [row, praised]), reading("b", [row])]).not_heard == ()


def test_the_timeline_keeps_what_happened_apart_from_what_was_reported() -> None:
    row = Said(content="the bridge fell on 3 May 2031", dates={"3 May 2031": "2031-05-03"})
    event = event_of([reading("a", [row], published="2031-05-04")])
    assert [(t.when, t.of) for t in event.timeline] == [
        ("2031-05-03", "event"),
        ("2031-05-04", "report"),
    ]


@pytest.mark.parametrize("seed", range(5))
def test_the_order_of_articles_does_not_matter(seed: int) -> None:
    rows = [
        reading("a", [bridge("Twelve", 12, speaker=NORTH)], published="2031-05-01"),
        reading("b", [bridge("Fifteen", 15, speaker=SOUTH)], published="2031-05-02"),
        reading("c", [bridge("Twelve", 12)]),
        reading("d", [Said(content="the Harrow bridge collapsed into the river at dawn")]),
        reading("e", [Said(content="the Harrow bridge collapsed into the river at dawn")]),
    ]
    shuffled = random.Random(seed).sample(rows, len(rows))
    assert compared(shuffled) == compared(rows)


@pytest.mark.parametrize(
    ("one", "other", "type_"),
    [
        ("Anna Marn", "Ann Marn", "person"),
        ("Jon Marn", "Joan Marn", "person"),
        ("Paul Marn", "Paula Marn", "person"),
        ("Wang Yi", "Wang Yin", "person"),
        ("Ida Petrov", "Ida Petrova", "person"),
        ("Orrin Marn Jr.", "Orrin Marn Sr.", "person"),
        ("Orrin Marn", "Orrin Marn Sr.", "person"),
        ("Free Syrian Army", "Syrian Army", "organisation"),
        ("London", "London Fire Brigade", "organisation"),
    ],
)
def test_names_that_differ_as_names_of_two_do_stay_two(one: str, other: str, type_: str) -> None:
    rows = [
        reading(id_, [Said(content=f"the bridge fell at {id_}", speaker=name, type=type_)])
        for id_, name in (("a", one), ("b", other))
    ]
    assert len(compared(rows).speakers) == 2
    assert len(compared(rows[::-1]).speakers) == 2


def test_two_names_that_one_article_tells_apart_are_no_spellings_of_one() -> None:
    rows = [
        reading(
            "a",
            [
                Said(content="the bridge fell", speaker="Hamid Karz", type="person"),
                Said(content="the dam burst", speaker="Hamed Karz", type="person"),
            ],
        ),
        reading("b", [Said(content="the sea rose", speaker="Hamid Karz", type="person")]),
    ]
    assert len(compared(rows).speakers) == 2


@pytest.mark.parametrize(
    ("person", "body"), [("Un", "United Nations"), ("Who", "WHO"), ("Is", "Islamic State")]
)
def test_a_person_has_no_aliases_of_bodies(person: str, body: str) -> None:
    rows = [
        reading("a", [Said(content="the bridge fell", speaker=person, type="person")]),
        reading("b", [Said(content="the dam burst", speaker=body)]),
    ]
    assert len(compared(rows).speakers) == 2
