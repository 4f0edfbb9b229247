from __future__ import annotations

import os
import random
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from made_up_articles import FERRY, OTHER_FERRY, SHOT_ON_SUNDAY, SHOT_ON_THURSDAY, article

from rashomon.errors import IdConflictError
from rashomon.grouping import group as grouping_of
from rashomon.model import Article, Event

ROOT = Path(__file__).resolve().parents[2]
SHARED = Path(os.environ.get("RASHOMON_SHARED", ROOT.parent / "shared"))


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


def group(articles: Sequence[Article], **options: float) -> tuple[Event, ...]:
    return grouping_of(articles, **options).events


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
    assert dated.f1 >= 0.88
    assert dated.bcubed >= 0.95
    undated = measure("wikinews_medium.jsonl", dated=False)[0]
    assert undated.f1 >= 0.78
    assert undated.bcubed >= 0.88


def test_what_near_copies_changed_is_not_said_to_be_shared() -> None:
    long = replace(CRASH[0], text=f"{CRASH[0].text} {CRASH[1].text} {CRASH[3].text}")
    copy = replace(long, id="c9", text=long.text.replace("Onder", "Undor", 1))
    (event,) = group([long, copy, CRASH[2]])
    assert event.why[0] == "2 of the 3 articles are near copies of another"
    assert all(why.endswith("near copies aside") for why in event.why if "shared" in why)


def test_two_like_shootings_in_one_city_on_two_days_are_two_events() -> None:
    found = together(SHOT_ON_SUNDAY + SHOT_ON_THURSDAY)
    assert found == {frozenset(["s1", "s2"]), frozenset(["t1", "t2"])}


@pytest.mark.parametrize("dated", [True, False])
def test_what_differs_in_nothing_but_the_day_is_two_events(dated: bool) -> None:
    text = (
        "A man was shot and killed in Brinmouth on {} night, police said. Officers found him in "
        "the 1200 block of Harbour Street. He died at the scene, a spokeswoman said. Neighbours "
        "told of several shots and of a car that drove off. Nobody has been arrested, and the "
        "police have asked for anyone who saw the car to come forward."
    )
    articles = tuple(
        article(
            f"{day}{n}", published if dated else None, "Man shot in Brinmouth", text.format(day), o
        )
        for day, published in (("Sunday", "2031-03-03"), ("Thursday", "2031-03-07"))
        for n, o in enumerate(("Agency A", "Daily B"))
    )
    assert together(articles) == {
        frozenset(["Sunday0", "Sunday1"]), frozenset(["Thursday0", "Thursday1"]),
    }  # fmt: skip


def test_a_third_article_does_not_bring_two_days_together() -> None:
    text = "A man was shot and killed in Brinmouth on {} night on Harbour Street, police said."
    days = tuple(
        article(day, "2031-03-08", "Man shot in Brinmouth", text.format(day))
        for day in ("Sunday", "Thursday", "night")
    )
    assert not any({"Sunday", "Thursday"} <= ids for ids in together(days))


def test_a_copy_of_a_later_week_is_still_a_copy() -> None:
    text = SHOT_ON_SUNDAY[0]
    (event,) = group([text, replace(text, id="s9", published="2031-03-12", outlet="Daily B")])
    assert event.why[0] == "near copies of one text"


def test_an_event_over_ten_years_takes_in_no_other() -> None:
    found = together(FERRY + OTHER_FERRY)
    assert frozenset(a.id for a in OTHER_FERRY) in found
    assert any({"f1", "f2", "f3"} <= ids for ids in found)
    assert all(ids <= {"f1", "f2", "f3", "f4"} or ids <= {"g1", "g2"} for ids in found)


def test_a_notice_in_place_of_the_articles_brings_nobody_together() -> None:
    notice = "Already a subscriber? Press the button below to set up your account or to log in."
    titles = (
        "Ferry Solvane sinks off Tarn Head",
        "Kestrel wins the Sandmere regatta",
        "School bill passed in Vantoria",
        "Coach overturns at Hallow bend",
    )
    articles = tuple(
        article(f"n{n}", f"2031-03-0{1 + n}", title, notice) for n, title in enumerate(titles)
    )
    assert together(articles) == {frozenset([a.id]) for a in articles}


def test_years_are_told_as_years() -> None:
    event = next(e for e in group(FERRY + OTHER_FERRY) if "f1" in e.articles)
    assert any(
        why.startswith("published within ") and "years (2021-06-02 to" in why for why in event.why
    )


def test_the_day_and_the_names_that_articles_share_are_told() -> None:
    event = next(e for e in group(SHOT_ON_SUNDAY + SHOT_ON_THURSDAY) if "s1" in e.articles)
    assert "shared names: Harbour Street, Brinmouth" in event.why
    assert "all tell of 2031-03-02" in event.why
    assert "people aged 34 in all" in event.why


def test_articles_of_several_languages_do_not_disturb_each_other() -> None:
    spanish = tuple(
        Article(id=f"s{n}", text=text, published="2031-03-03") for n, text in enumerate(SPANISH)
    )
    russian = "Мост через реку Миррову рухнул в ночь на понедельник."
    odd = (
        Article(id="r1", text=russian, language="ru"),
        Article(id="z1", text="星期天晚上，奥斯特雷尔大桥倒塌。", language="zh"),
    )
    found = together(BRIDGE + spanish + odd)
    assert frozenset(a.id for a in BRIDGE) in found
    assert len(found) == 1 + len(spanish) + len(odd)


def test_articles_that_lost_their_dates_and_outlets_still_come_together() -> None:
    bare = tuple(
        replace(a, published=None if n % 2 else "some day in March", outlet=None)
        for n, a in enumerate(BRIDGE + CRASH)
    )
    found = together(bare)
    assert all(ids <= {a.id for a in BRIDGE} or ids <= {a.id for a in CRASH} for ids in found)
    assert frozenset(a.id for a in CRASH) in found


def test_two_hundred_copies_with_another_event_among_them_stay_one_event() -> None:
    copies = [replace(BRIDGE[0], id=f"k{n:03}", outlet=f"Outlet {n}") for n in range(200)]
    found = together((*copies, *CRASH))
    assert found == {frozenset(a.id for a in copies), frozenset(a.id for a in CRASH)}


def test_an_event_of_more_articles_than_each_has_neighbours_is_one_event() -> None:
    said = [part for a in BRIDGE[1:] for part in a.text.replace("\n\n", " ").split(". ")]
    chance = random.Random(7)
    many = tuple(
        article(
            f"m{n:03}", f"2031-03-{3 + n % 3:02}", "Ostrel bridge",
            f"{BRIDGE[0].text} {'. '.join(chance.sample(said, 8))}.", f"Outlet {n}",
        )
        for n in range(150)
    )  # fmt: skip
    assert together(many + CRASH) == {
        frozenset(a.id for a in many), frozenset(a.id for a in CRASH),
    }  # fmt: skip
