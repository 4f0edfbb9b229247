from __future__ import annotations

import os
import random
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rashomon.errors import IdConflictError
from rashomon.grouping import group
from rashomon.model import Article

ROOT = Path(__file__).resolve().parents[2]
SHARED = Path(os.environ.get("RASHOMON_SHARED", ROOT.parent / "shared"))


def article(id_: str, day: str | None, title: str, text: str, outlet: str = "Agency A") -> Article:
    return Article(id=id_, text=text, title=title, outlet=outlet, published=day, language="en")


BRIDGE = (
    article(
        "b1", "2031-03-02", "Freight train falls as Ostrel bridge gives way",
        "A freight train fell into the Mirrow river on Sunday night when the Ostrel bridge gave "
        "way beneath it. Two drivers were missing, the Vantoria railway said.\n\n"
        "The Vantoria railway said the bridge had been inspected in January. A spokeswoman, "
        "Ilsa Tormund, said fourteen wagons of grain were in the water.",
    ),
    article(
        "b2", "2031-03-03", "Two missing after collapse at Ostrel",
        "Divers searched the Mirrow on Monday for two train drivers after the collapse of the "
        "railway bridge at Ostrel. Witnesses told of a loud crack before the wagons went down.\n\n"
        "The miners' union said the bridge had been closed to heavy trains last autumn.",
        "Daily B",
    ),
    article(
        "b3", "2031-03-05", "Union: Ostrel bridge was known to be weak",
        "The union of Vantoria's railway workers published a letter on Wednesday that it says it "
        "sent to the railway in October. The letter warned that a pillar of the Ostrel bridge had "
        "moved by nine centimetres. Ilsa Tormund said the railway could not find such a letter.",
        "Weekly C",
    ),
    article(
        "b4", "2031-03-08", "Body of driver found in the Mirrow",
        "The body of one of the two drivers of the train that fell from the Ostrel bridge was "
        "found eleven kilometres down the Mirrow, police in Ostrel said on Saturday.",
    ),
    article(
        "b5", "2031-03-12", "Railway suspends its chief of bridges",
        "The Vantoria railway suspended the head of its bridge department, Jarek Vollin, ten days "
        "after the collapse at Ostrel that killed two drivers. Vollin denies having seen a letter "
        "from the union about the pillar.",
        "Daily B",
    ),
    article(
        "b6", "2031-03-15", "Minister visits Ostrel",
        "The transport minister of Vantoria, Petra Lansom, laid flowers at the broken Ostrel "
        "bridge on Saturday. Lansom said the inquiry would publish every letter, and that Jarek "
        "Vollin had been questioned. No train will cross the Mirrow before the summer.",
        "Weekly C",
    ),
    article(
        "b7", "2031-03-19", "Inquiry hears of moved pillar",
        "An engineer told the inquiry into the fall of the Ostrel bridge that a pillar had moved "
        "by nine centimetres before the winter. Jarek Vollin is to be heard next week. The "
        "Vantoria railway said it would not comment while the inquiry sits.",
    ),
    article(
        "b8", "2031-03-23", "Vollin: I never had the letter",
        "Jarek Vollin told the inquiry on Sunday that the union's letter about the Ostrel bridge "
        "never reached his desk. Ilsa Tormund of the Vantoria railway said a copy had been found "
        "in the archive. Two drivers died when their grain train fell into the Mirrow.",
        "Daily B",
    ),
)  # fmt: skip
OTHERS = (
    article(
        "x1", "2031-03-12", "Kestrel wins the Sandmere regatta",
        "The yacht Kestrel won the regatta at Sandmere on Wednesday by forty seconds. Its skipper, "
        "Noor Abelard, thanked the crew and said the wind had turned at the last buoy.",
        "Weekly C",
    ),
    article(
        "x2", "2031-03-05", "Vantoria's parliament votes on the school bill",
        "The parliament of Vantoria passed the school bill by six votes on Wednesday. The "
        "education minister, Dorin Hale, said pupils would learn a second language from age seven.",
        "Daily B",
    ),
)  # fmt: skip
CRASH = (
    article(
        "c1", None, "Nine die in coach crash on Pell pass",
        "Nine people were killed when a coach left the road on the Pell pass and fell into a "
        "ravine near the village of Onder, police in Casmere said. The coach carried pilgrims.",
        "Agency A",
    ),
    article(
        "c2", None, "Pilgrims' bus plunges into ravine near Onder",
        "A bus with more than thirty pilgrims went over the edge of the mountain road at the Pell "
        "pass. Rescuers from Casmere counted nine dead and took twenty injured to Onder.",
        "Daily B",
    ),
    article(
        "c3", None, "Casmere mourns after Pell disaster",
        "Flags hung low in Casmere after nine pilgrims lost their lives in a ravine at Onder. The "
        "coach's brakes had failed on the way down from the Pell pass, its driver told rescuers.",
        "Weekly C",
    ),
    article(
        "c4", None, "Driver of crashed coach blames brakes",
        "The driver who survived the crash below the Pell pass says the brakes of his coach "
        "failed. Police at Onder took the wreck out of the ravine. Nine pilgrims died.",
        "Portal D",
    ),
)  # fmt: skip


def together(articles: tuple[Article, ...]) -> set[frozenset[str]]:
    return {frozenset(event.articles) for event in group(articles)}


def test_eight_articles_over_three_weeks_come_together_and_the_others_stay_apart() -> None:
    assert together(BRIDGE + OTHERS) == {
        frozenset(a.id for a in BRIDGE), frozenset(["x1"]), frozenset(["x2"]),
    }  # fmt: skip


def test_four_outlets_without_dates_and_in_different_words_come_together() -> None:
    assert together(CRASH + OTHERS) == {
        frozenset(a.id for a in CRASH), frozenset(["x1"]), frozenset(["x2"]),
    }  # fmt: skip


def test_two_crashes_of_one_kind_in_different_places_are_two_events() -> None:
    other = tuple(
        article(
            f"d{n}", None, title,
            text,
            outlet,
        )
        for n, (title, text, outlet) in enumerate(
            (
                (
                    "Coach overturns at Hallow bend",
                    "Four people died when a coach overturned at Hallow bend outside Brinmouth, "
                    "police said. The coach was taking a choir home to Lissom.",
                    "Agency A",
                ),
                (
                    "Choir's coach overturns, four dead",
                    "A coach with a choir from Lissom turned over at Hallow bend near Brinmouth. "
                    "Four singers were killed, police in Brinmouth said.",
                    "Daily B",
                ),
            )
        )
    )  # fmt: skip
    assert together(CRASH + other) == {
        frozenset(a.id for a in CRASH), frozenset(a.id for a in other),
    }  # fmt: skip


def test_one_article_is_one_event_without_reasons() -> None:
    (event,) = group(BRIDGE[:1])
    assert event.articles == ("b1",)
    assert event.why == ()


def test_no_articles_are_no_events() -> None:
    assert group([]) == ()


def test_articles_without_any_word_stay_alone() -> None:
    empty = [Article(id=f"n{k}", text=text) for k, text in enumerate(("", "...", "🙂 🙂", "—"))]
    assert len(group(empty)) == 4


def test_two_hundred_copies_are_one_event_and_said_to_be_copies() -> None:
    (event,) = group([replace(BRIDGE[0], id=f"k{n:03}") for n in range(200)])
    assert len(event.articles) == 200
    assert event.why[0] == "near copies of one text"


@settings(deadline=None, max_examples=15)
@given(st.randoms(use_true_random=False))
def test_the_order_of_the_articles_does_not_matter(chance: random.Random) -> None:
    articles = list(BRIDGE + OTHERS + CRASH)
    expected = group(articles)
    chance.shuffle(articles)
    assert group(articles) == expected


@settings(deadline=None, max_examples=30)
@given(
    st.lists(
        st.tuples(
            st.text(max_size=80), st.sampled_from([None, "2031-01-01", "soon", "2031-01-05T10:00Z"])
        ),
        max_size=8,
    )
)
def test_every_article_is_in_exactly_one_event(rows: list[tuple[str, str | None]]) -> None:
    articles = [Article(id=f"a{n}", text=text, published=day) for n, (text, day) in enumerate(rows)]
    found = [one for event in group(articles) for one in event.articles]
    assert sorted(found) == sorted(a.id for a in articles)


def test_events_are_ordered_by_their_first_date_and_numbered() -> None:
    events = group(BRIDGE + OTHERS + CRASH)
    assert [e.id for e in events] == [f"e{n}" for n in range(1, len(events) + 1)]
    assert events[0].articles[0] == "b1"
    assert events[-1].articles == ("c1", "c2", "c3", "c4")


def test_a_higher_threshold_splits_more() -> None:
    articles = BRIDGE + OTHERS + CRASH
    counts = [len(group(articles, threshold=t)) for t in (0.05, 0.3, 0.9)]
    assert counts == sorted(counts)
    with pytest.raises(ValueError, match="between 0 and 1"):
        group(articles, threshold=1.5)


def test_the_reasons_are_true_of_the_articles() -> None:
    event = next(e for e in group(CRASH + OTHERS) if "c1" in e.articles)
    names = next(why for why in event.why if why.startswith("shared names: "))
    for name in names.removeprefix("shared names: ").split(", "):
        assert all(name in a.text for a in CRASH)
    assert "dates not compared: none is known" in event.why


def test_the_days_apart_are_told_with_both_dates() -> None:
    event = next(e for e in group(BRIDGE) if "b1" in e.articles)
    assert "published within 21 days (2031-03-02 to 2031-03-23)" in event.why


def test_one_id_with_two_texts_is_an_error_that_names_it() -> None:
    with pytest.raises(IdConflictError, match="b1"):
        group([BRIDGE[0], replace(BRIDGE[1], id="b1")])


def test_one_article_given_twice_counts_once() -> None:
    (event,) = group([BRIDGE[0], BRIDGE[0]])
    assert event.articles == ("b1",)


SPANISH = (
    "El presidente de la región dijo el lunes que el puente de la ciudad será reparado antes del "
    "verano. La obra cuesta mucho y los vecinos están cansados de esperar.",
    "La ministra de educación dijo el martes que las escuelas de la provincia tendrán nuevos "
    "libros antes del invierno. El plan no es caro y los padres están contentos.",
    "Los pescadores del puerto dijeron que la temporada fue buena. El precio de la sardina es más "
    "alto que el año pasado y la cooperativa compró dos barcos.",
)


@pytest.mark.parametrize("language", ["es", None])
def test_articles_of_another_language_are_not_joined_by_its_everyday_words(
    language: str | None,
) -> None:
    articles = [Article(id=f"s{n}", text=text, language=language) for n, text in enumerate(SPANISH)]
    assert len(group(articles + list(BRIDGE[:1]))) == 4


def test_the_scores_on_the_shared_development_events_hold() -> None:
    if not (SHARED / "data" / "events").is_dir():
        pytest.skip(f"no shared data at {SHARED}; set RASHOMON_SHARED to its folder")
    sys.path.insert(0, str(ROOT / "benchmarks"))
    try:
        from grouping import measure
    finally:
        sys.path.pop(0)
    dated = measure("gun_violence.dev.jsonl", dated=True, alike=0.8)[0]
    assert dated.f1 >= 0.85
    assert dated.bcubed >= 0.92
    undated = measure("wikinews_medium.jsonl", dated=False)[0]
    assert undated.f1 >= 0.75
    assert undated.bcubed >= 0.87


def test_what_near_copies_changed_is_not_said_to_be_shared() -> None:
    long = replace(CRASH[0], text=f"{CRASH[0].text} {CRASH[1].text} {CRASH[3].text}")
    copy = replace(long, id="c9", text=long.text.replace("Onder", "Undor", 1))
    (event,) = group([long, copy, CRASH[2]])
    assert event.why[0] == "2 of the 3 articles are near copies of another"
    assert all(why.endswith("near copies aside") for why in event.why if "shared" in why)
