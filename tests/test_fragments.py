"""Links to words on a live page."""

from __future__ import annotations

from urllib.parse import unquote

from rashomon.fragments import link
from rashomon.model import Span

TEXT = (
    "The mayor said no - twice, & loudly.\n\nThe mayor said no again. " + "A long day passed. " * 20
)


def to(words: str, nth: int = 0) -> str:
    start = -1
    for _ in range(nth + 1):
        start = TEXT.index(words, start + 1)
    return link("https://example.org/a?id=1", TEXT, [Span(start, start + len(words))])


def test_words_that_stand_once_need_nothing_around_them() -> None:
    assert to("no again") == "https://example.org/a?id=1#:~:text=no%20again"


def test_the_second_of_two_gets_a_prefix_that_tells() -> None:
    assert "passed." in to("A long day", nth=1)
    assert to("A long day", nth=1).count("text=") == 1


def test_what_the_syntax_reads_as_its_own_is_encoded() -> None:
    directive = to("no - twice, & loudly").partition(":~:text=")[2]
    assert directive == "no%20%2D%20twice%2C%20%26%20loudly"


def test_a_long_passage_is_named_by_its_first_and_last_words() -> None:
    start = TEXT.index("twice")
    made = link("https://example.org/a", TEXT, [Span(start, len(TEXT) - 1)])
    first, last = made.partition("text=")[2].split(",")
    assert unquote(first) == "twice, & loudly."
    assert unquote(last).endswith("day passed.")
    assert "%0A" not in made


def test_an_address_keeps_its_own_fragment() -> None:
    assert link("https://example.org/a#part", TEXT, [Span(4, 9)]).startswith(
        "https://example.org/a#part:~:text="
    )


def test_nothing_to_lead_to_gives_the_address_alone() -> None:
    assert link("https://example.org/a", TEXT, []) == "https://example.org/a"
    assert link("https://example.org/a", " \n ", [Span(0, 3)]) == "https://example.org/a"
