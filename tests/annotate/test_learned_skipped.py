"""What was not read is said."""

import pytest

from rashomon.annotate.learned.skipped import notes
from rashomon.annotate.learned.windows import WINDOW


def test_an_article_that_was_read_whole_has_no_notes():
    assert notes("Ana Brell said the dam held.\n\n“We are glad,” she added. " * 40) == ()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "no words"),
        (" \n 12 — 13 … \n", "no words"),
        ("x" * 3000, "1 run of more than 100 characters without a space, 3000 characters"),
        ("Brell said so. " + "新闻报道说" * 12, "60 letters in other scripts (Han)"),
        ("Министр сказал, что плотина цела. " * 3, "in other scripts (Cyrillic)"),
        ("he said that " * 300, f"1 sentence of more than {WINDOW} words: read in pieces"),
    ],
    ids=["empty", "signs", "no spaces", "Chinese", "Russian", "one sentence"],
)
def test_what_was_skipped_is_said_with_its_size(text, said):
    assert any(said in note for note in notes(text))


def test_a_name_in_its_own_script_is_no_loss():
    assert notes("Ana Brell (Анна Брелль) said the dam held.") == ()


def test_a_long_page_of_short_sentences_has_no_notes():
    assert notes("The river rose by the hour. " * 40_000) == ()
