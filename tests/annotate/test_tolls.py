"""Tolls of articles made up for these tests: what is asserted, what is not, and why."""

from __future__ import annotations

import subprocess
import sys

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import rashomon
from rashomon.annotate import tolls
from rashomon.annotate.tolls.mentions import AGE, NUMBER, SINGLE, mentions_of
from rashomon.annotate.tolls.model import distribution, joint
from rashomon.annotate.tolls.words import words_of
from rashomon.model import Article, Span, Toll
from rashomon.parse import parse
from rashomon.text import inside, paragraphs


def found(title: str, *lines: str) -> dict[str, Toll]:
    """The tolls of an article of these lines, by what they count."""
    text = "\n\n".join(lines)
    made = Article(id="a", title=title, text=text, language="en", paragraphs=paragraphs(text))
    return {toll.counts: toll for toll in tolls.find(parse(made))}


def likeliest(title: str, *lines: str) -> tuple[int, int]:
    """Killed and injured that the model takes for the most probable."""
    of = distribution(title, "\n\n".join(lines), ())
    return int(of.values[of.killed.argmax()]), int(of.values[of.injured.argmax()])


FOUR_HURT = (
    "One dead, four injured in shooting outside Millbrook bar",
    "One person was killed and four others were injured in a shooting outside a bar in Millbrook "
    "late Saturday, police said.",
    "Officers found five people with gunshot wounds. One man was pronounced dead at the scene. The "
    "four other victims were taken to a hospital with injuries that are not life-threatening.",
)
ONE_DEAD = (
    "Man fatally shot in Millbrook",
    "A 31-year-old man was shot and killed Tuesday night on the east side of Millbrook, police "
    "said.",
    "Officers called to the 400 block of Alder Street found the man with a gunshot wound to the "
    "chest. He was pronounced dead at the scene. The homicide is under investigation.",
)


def test_a_plain_pair_of_figures_is_told_with_its_words() -> None:
    said = found(*FOUR_HURT)
    text = "\n\n".join(FOUR_HURT[1:])
    assert (said["killed"].value, said["injured"].value) == (1, 4)
    assert "killed" in said["killed"].spans[0].of(text) or "dead" in said["killed"].spans[0].of(
        text
    )
    assert "four" in said["injured"].spans[0].of(text)


def test_one_man_without_a_number_word_is_one_killed() -> None:
    said = found(*ONE_DEAD)
    assert said["killed"].value == 1
    words = said["killed"].spans[0].of("\n\n".join(ONE_DEAD[1:]))
    assert any(word in words for word in ("killed", "dead", "homicide"))


def test_zero_injured_that_no_words_say_is_not_asserted() -> None:
    assert likeliest(*ONE_DEAD) == (1, 0)
    assert "injured" not in found(*ONE_DEAD)


def test_where_no_one_is_injured_nobody_is_told_injured() -> None:
    start = (
        "Shots fired at Millbrook home",
        "Someone fired several shots at a house in Millbrook on Monday night, police said.",
    )
    for last in ("No one was injured in the shooting.", "No injuries were reported."):
        assert all(toll.value == 0 for toll in found(*start, last).values())
    title, lead = ONE_DEAD[0], ONE_DEAD[1]
    assert "injured" not in found(title, lead, "No other injuries were reported in the shooting.")


def test_who_was_nearly_killed_is_not_told_killed() -> None:
    said = found(
        "Fatal shooting in Millbrook",
        "A man was nearly killed in a shooting in Millbrook on Monday, police said.",
    )
    assert "killed" not in said


def test_ages_and_addresses_are_no_tolls() -> None:
    assert likeliest(*ONE_DEAD)[0] == 1
    for toll in found(*ONE_DEAD).values():
        assert toll.value not in {31, 400}


def test_of_three_shot_of_whom_one_died_two_are_injured() -> None:
    assert likeliest(
        "Three people shot in Millbrook, one fatally",
        "Three people were shot, one fatally, in a parking lot in Millbrook on Friday night, "
        "police said.",
        "A 24-year-old man died at the hospital. Two other men, ages 22 and 27, are in stable "
        "condition.",
    ) == (1, 2)


def test_a_wounded_boy_in_stable_condition_is_not_killed() -> None:
    assert likeliest(
        "Boy hospitalized after accidental shooting",
        "A 9-year-old boy was accidentally shot in the leg at a home in Millbrook on Sunday, "
        "deputies said.",
        "The boy was taken to a hospital in stable condition and is expected to recover.",
    ) == (0, 1)


def test_an_article_without_an_event_gives_no_toll() -> None:
    assert not found(
        "Council votes on a new bridge",
        "The council of Millbrook voted 7 to 2 on Monday to spend 4 million dollars on a bridge.",
        "Two members stayed away. The work will take 18 months.",
    )


def test_a_plain_toll_elsewhere_than_in_shootings_is_told_from_the_lead() -> None:
    said = found(
        "Ferry sinks off Tarvik",
        "At least 14 people were killed when a ferry sank off the port of Tarvik on Monday, the "
        "coast guard said.",
    )
    assert (said["killed"].value, said["killed"].bound) == (14, "at least")


@pytest.mark.parametrize(
    "lead",
    [
        "More than 4,000 people have been killed in Tarvik since the war began three years ago.",
        "Dozens of people were killed when two bombs exploded in Tarvik on Monday.",
        "The plan could have killed 40 people in Tarvik, the ministry said on Monday.",
        "A court in Tarvik sentenced a man who had killed 12 people to life on Monday.",
    ],
)
def test_a_whole_war_a_vague_word_a_possibility_and_a_trial_are_no_tolls(lead: str) -> None:
    assert "killed" not in found("Tarvik on Monday", lead)


def test_two_figures_for_one_thing_elsewhere_than_in_shootings_are_left_open() -> None:
    assert "killed" not in found(
        "Blast in Tarvik",
        "At least 14 people were killed when a warehouse exploded in Tarvik on Monday.",
        "The mayor said that 19 people were killed.",
    )


def test_a_toll_rests_on_words_of_the_article() -> None:
    for case in (FOUR_HURT, ONE_DEAD):
        length = len("\n\n".join(case[1:]))
        for toll in found(*case).values():
            assert toll.spans
            assert all(0 <= s.start < s.end <= length for s in toll.spans)
            assert 0.5 < toll.confidence <= 1.0


def test_a_reading_names_the_claims_that_hold_a_toll() -> None:
    text = "\n\n".join(FOUR_HURT[1:])
    reading = rashomon.read(
        Article(id="a", title=FOUR_HURT[0], text=text, language="en", paragraphs=paragraphs(text)),
        annotator="rules",
    )
    assert [toll.counts for toll in reading.tolls] == ["killed", "injured"]
    assert reading.tolls[0].claims
    claims = {claim.id: claim for claim in reading.claims}
    for toll in reading.tolls:
        for name in toll.claims:
            assert any(inside((span,), claims[name].content) for span in toll.spans)


def test_a_toll_without_words_is_refused() -> None:
    with pytest.raises(ValueError, match="rests on no words"):
        Toll(counts="killed", value=2, bound="exact", spans=(), confidence=0.9)
    with pytest.raises(ValueError, match="below nothing"):
        Toll(counts="killed", value=-1, bound="exact", spans=(Span(0, 1),), confidence=0.9)


def test_mentions_tell_ages_counts_and_single_people_apart() -> None:
    words = words_of(None, "A man, 31, and a 25-year-old woman were among 4 people shot at 9:30.")
    of = mentions_of(words)
    rows = list(zip(of.kinds.tolist(), of.values.tolist(), of.ages.tolist(), strict=True))
    assert (SINGLE, 1, 0) in rows
    assert [row for row in rows if row[0] == AGE] == [(AGE, 1, 31), (AGE, 1, 25)]
    assert (NUMBER, 4, 0) in rows
    assert not any(value == 30 for _, value, _ in rows)


def test_probabilities_sum_to_one_and_the_total_speaks_for_its_parts() -> None:
    of = distribution(FOUR_HURT[0], "\n\n".join(FOUR_HURT[1:]), ())
    assert np.exp(of.killed).sum() == pytest.approx(1.0, abs=1e-6)
    assert np.exp(of.injured).sum() == pytest.approx(1.0, abs=1e-6)
    values = np.arange(4)
    even = np.log(np.full(4, 0.25))
    one, three = (np.log(np.where(values == n, 0.97, 0.01)) for n in (1, 3))
    _, injured = joint(values, one, even, three, 1.0)
    assert int(injured.argmax()) == 2


def test_the_same_article_gives_the_same_tolls() -> None:
    assert found(*FOUR_HURT) == found(*FOUR_HURT)


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=200), st.text(max_size=40))
def test_any_text_is_read_without_a_fault(text: str, title: str) -> None:
    made = Article(id="a", title=title, text=text, language="en", paragraphs=paragraphs(text))
    for toll in tolls.find(parse(made)):
        assert all(0 <= s.start < s.end <= len(text) for s in toll.spans)


def test_reading_tolls_loads_no_learning_library() -> None:
    code = (
        "import sys; from rashomon.annotate.tolls.model import distribution;"
        "distribution('', 'A man was shot.', ());"
        "sys.exit('sklearn' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
