"""The bundled articles, which are what a newcomer sees first, come out as their README says."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import rashomon
from rashomon.errors import ItemError
from rashomon.model import Article, EventComparison

EXAMPLES = Path(__file__).resolve().parents[1] / "examples"


@pytest.fixture(scope="module")
def articles() -> list[Article]:
    failed: list[ItemError] = []
    found = list(rashomon.articles([EXAMPLES], on_error=failed.append))
    assert not failed
    return found


def test_there_are_ten_articles_in_english(articles: list[Article]) -> None:
    assert len(articles) == 10
    assert {article.language for article in articles} == {"en"}


def test_they_are_two_events(articles: list[Article]) -> None:
    assert sorted(len(event.articles) for event in rashomon.group(articles)) == [2, 8]


def test_the_page_comes_out_clean_and_lists_what_was_left_out() -> None:
    (page,) = rashomon.articles([EXAMPLES / "il-76-belgorod" / "page.html"])
    assert page.outlet == "Broadcaster C"
    assert page.published is not None
    assert page.published.startswith("2024-01-25")
    assert page.text.startswith("President Volodymyr Zelensky has called")
    assert page.text.endswith("could not be confirmed.")
    left_out = {line.text for line in page.left_out}
    for widget in (
        "No time to read?",
        "Get a summary",
        "Previous Article",
        "Next Article",
        "Snow closes mountain roads in three northern districts",
        "Champions go through after extra time in the cup",
        "Sign up for our newsletter",
    ):
        assert widget not in page.text
        assert widget in left_out


def test_no_long_quotation_stands_in_the_articles(articles: list[Article]) -> None:
    """Their words are ours: a long quotation would be somebody else's, or an invented one."""
    for article in articles:
        for quotation in re.findall(r'["“]([^"”]*)["”]', article.text):
            assert len(quotation.split()) <= 6, quotation


@pytest.fixture(scope="module")
def crash(articles: list[Article]) -> EventComparison:
    comparison = rashomon.compare(articles)
    return max(comparison.events, key=lambda event: len(event.articles))


def pairs(event: EventComparison, relation: str, about: str) -> set[frozenset[str]]:
    """The words of the statements that stand so to each other."""
    words = {statement.id: statement.text for statement in event.statements}
    return {
        frozenset((words[found.a], words[found.b]))
        for found in event.relations
        if (found.relation, found.about) == (relation, about)
    }


def test_two_missiles_and_three_contradict_each_other(crash: EventComparison) -> None:
    assert any(
        {word.split()[0] for word in pair} == {"two", "three"}
        for pair in pairs(crash, "contradict", "number")
    )


def test_prisoners_aboard_and_no_prisoners_aboard_contradict_each_other(
    crash: EventComparison,
) -> None:
    assert any(
        any("65 captured" in words for words in pair)
        and any("had been carrying Ukrainian prisoners" in words for words in pair)
        for pair in pairs(crash, "contradict", "denial")
    )


def test_what_daily_b_states_in_its_own_voice_has_lost_its_attribution(
    crash: EventComparison,
) -> None:
    assert any(
        lost.own_voice.article == "daily-b-0124" and lost.attributed.article == "agency-a-0124"
        for lost in crash.lost_attribution
    )


def test_the_copy_and_its_original_have_one_origin(crash: EventComparison) -> None:
    assert any(
        {"agency-a-0124", "portal-e-0124"} <= set(origin.articles) for origin in crash.origins
    )
