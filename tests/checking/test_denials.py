"""What a summary denies and its articles do not."""

from __future__ import annotations

import pytest

from rashomon.checking.support import Ground, columns
from rashomon.text import paragraphs

TEXT = (
    "The ferry Aurelia left Port Velle at noon.\n"
    "The harbour will not reopen this week.\n"
    "Divers found no oil near the pier.\n"
    "Engineers will inspect the pier after the storm."
)


@pytest.fixture(scope="module")
def ground() -> Ground:
    return Ground([("a", TEXT, paragraphs(TEXT))])


def seen(ground: Ground, sentence: str, sign: str) -> set[str]:
    """The words of the sentence that have the sign."""
    look = ground.look([sentence])[0]
    return {word.text for word, row in zip(look.words, look.signs, strict=True) if row[sign]}


def test_a_denial_put_in_is_seen_at_the_word_it_denies(ground: Ground) -> None:
    sign = "denied, no passage denies"
    assert seen(ground, "The ferry Aurelia never left.", sign) == {"left"}
    assert seen(ground, "The ferry Aurelia left.", sign) == set()
    assert seen(ground, "The harbour will not reopen.", sign) == set()


def test_a_denial_left_out_is_seen_at_the_word_it_denied(ground: Ground) -> None:
    sign = "not denied, denied everywhere"
    assert "reopen" in seen(ground, "The harbour will reopen this week.", sign)
    assert seen(ground, "The harbour will not reopen this week.", sign) == set()


def test_a_denial_kept_in_other_words_is_a_denial_kept(ground: Ground) -> None:
    assert "oil" in seen(ground, "Divers failed to find oil.", "denied as there")
    assert "oil" not in seen(ground, "Divers failed to find oil.", "denied, nowhere denied")


def test_a_turn_that_no_article_takes_is_new(ground: Ground) -> None:
    new = "new turn, nowhere"
    assert seen(ground, "Engineers will inspect the pier before the storm.", new) == {"before"}
    assert seen(ground, "Engineers will inspect the pier after the storm.", new) == set()


def test_signs_count_by_how_far_the_sentence_follows_the_article(ground: Ground) -> None:
    look = ground.look(["The ferry Aurelia left Port Velle at noon."])[0]
    names = ("noun", "share in order")
    plain, once, twice = columns(look.signs, names).reshape(3, -1)
    assert (look.signs[0]["share in order"], list(once), list(twice)) == (1.0, *[list(plain)] * 2)
    look = ground.look(["At noon Aurelia, a ferry, left."])[0]
    plain, once, twice = columns(look.signs, names).reshape(3, -1)
    share = look.signs[0]["share in order"]
    assert 0 < share < 1
    assert list(once) == list(plain * share)
    assert list(twice) == list(plain * share**2)
