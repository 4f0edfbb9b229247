"""How well articles support sentences of a summary."""

from __future__ import annotations

import math

import pytest

from rashomon.checking.support import Ground, Support, whole
from rashomon.model import Span
from rashomon.text import paragraphs

FERRY = (
    "The ferry Aurelia left Port Velle at noon with 65 people on board.\n"
    "Mayor Ida Brandt said that 12 passengers were hurt when it struck the old pier.\n"
    "Police arrested two men.\n"
    "The harbour will not reopen before Friday."
)
STRIKE = "Teachers in Norhaven began a strike on Monday.\nThe ministry offered them a pay rise."


@pytest.fixture(scope="module")
def ground() -> Ground:
    return Ground((name, text, paragraphs(text)) for name, text in (("a", FERRY), ("b", STRIKE)))


def missed(support: Support, sentence: str) -> list[tuple[str, str]]:
    return [(one.kind, one.span.of(sentence)) for one in support.missing]


def test_a_sentence_in_the_articles_own_words_is_supported_by_that_sentence(ground: Ground) -> None:
    found = ground.support("Police arrested two men.")
    assert found.score > 0.7
    assert found.missing == ()
    assert found.passages[0].article == "a"
    assert found.passages[0].span.of(FERRY) == "Police arrested two men."


def test_the_passages_are_at_most_three_and_the_best_comes_first(ground: Ground) -> None:
    found = ground.support("The ministry offered teachers on strike a pay rise on Monday.")
    assert 1 <= len(found.passages) <= 3
    assert found.passages[0].article == "b"


@pytest.mark.parametrize(
    ("true", "false"),
    [
        ("Police arrested two men.", "Police arrested five men."),
        ("Mayor Ida Brandt said 12 were hurt.", "Mayor Olaf Renner said 12 were hurt."),
        ("Teachers in Norhaven began a strike.", "Teachers in Norhaven ended a strike."),
        ("The ferry left Port Velle at noon.", "The ferry left Norhaven at noon."),
        ("Twelve passengers were injured.", "Twelve passengers were vaccinated."),
        ("The harbour will not reopen before Friday.", "The harbour will reopen before Friday."),
        ("Police arrested two men.", "Police never arrested two men."),
    ],
)
def test_an_edited_sentence_is_supported_less_than_a_true_one(
    ground: Ground, true: str, false: str
) -> None:
    assert ground.support(false).score < ground.support(true).score


def test_names_numbers_and_words_that_no_article_has_are_shown(ground: Ground) -> None:
    sentence = "Mayor Olaf Renner said 14 passengers were vaccinated."
    assert missed(ground.support(sentence), sentence) == [
        ("name", "Olaf Renner"),
        ("number", "14"),
        ("word", "vaccinated"),
    ]


def test_a_number_in_words_is_found_in_figures(ground: Ground) -> None:
    assert ground.support("Twelve passengers were hurt.").missing == ()


def test_a_sentence_that_shares_no_word_rests_on_nothing(ground: Ground) -> None:
    found = ground.support("Quantum chips outperform silicon.")
    assert found.passages == ()
    assert found.score < 0.05


def test_sentences_asked_together_are_supported_as_each_alone(ground: Ground) -> None:
    some = ["Police arrested two men.", "A ferry struck a pier.", "", "Teachers strike."]
    for one, alone in zip(ground.supports(some), map(ground.support, some), strict=True):
        assert math.isclose(one.score, alone.score, abs_tol=1e-4)
        assert (one.passages, one.missing) == (alone.passages, alone.missing)


def test_one_false_sentence_brings_the_whole_summary_down(ground: Ground) -> None:
    true = ground.supports(["Police arrested two men.", "Teachers in Norhaven began a strike."])
    false = ground.supports(["Police arrested two men.", "Teachers in Oslo ate five whales."])
    assert whole(false) < whole(true)
    assert whole([]) == 0.0


def test_no_articles_support_nothing() -> None:
    found = Ground([]).support("Police arrested two men.")
    assert (found.score, found.passages) == (0.0, ())


def test_odd_text_costs_no_more_than_its_sentence() -> None:
    odd = "Broken \ud83d surrogate 🙂 in Port Velle."
    ground = Ground([("a", odd, (Span(0, len(odd)),))])
    found = ground.support("Surrogate 🙂 broken \udc00 in Oslo.")
    assert 0.0 <= found.score <= 1.0
    assert ground.support("🙂 🙂").passages == ()


def test_a_single_sentence_in_place_of_a_list_is_refused(ground: Ground) -> None:
    with pytest.raises(TypeError, match=r"supports\(\[sentence\]\)"):
        ground.supports("Police arrested two men.")


def test_a_text_without_full_stops_is_looked_at_as_far_as_a_sentence_goes(ground: Ground) -> None:
    found = ground.support("police arrested two men and " * 60_000)
    assert found.passages[0].article == "a"
    assert all(one.span.end <= 4_000 for one in found.missing)
