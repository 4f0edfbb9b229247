"""Spans found again by their words, or not at all."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rashomon.model import Span
from rashomon.selectors import Folded, Selector, find, find_all, select, select_all

TEXT = (
    "The harbour office said on Monday that 12 boats had sunk. The union denied it.\n\n"
    "“We lost two boats,” a fisherman said. The union denied it. Nobody was hurt, police said."
)


def place(words: str, text: str = TEXT, nth: int = 0) -> Span:
    start = -1
    for _ in range(nth + 1):
        start = text.index(words, start + 1)
    return Span(start, start + len(words))


def again(words: str, edited: str, nth: int = 0) -> str | None:
    """The words found in the edited text with the eight characters before them, or None."""
    selector = select(Folded(TEXT), place(words, nth=nth))
    assert selector is not None
    found = find(Folded(edited), selector)
    return edited[max(0, found.start - 8) : found.end] if found else None


def test_in_the_same_text_every_span_is_found_where_it_was() -> None:
    folded = Folded(TEXT)
    for words in ("12 boats", "said", "We lost two boats", "The union denied it.", "police"):
        selector = select(folded, place(words))
        assert selector is not None
        assert find(folded, selector) == place(words)


def test_of_two_like_sentences_each_is_found_as_itself() -> None:
    folded = Folded(TEXT)
    for nth in (0, 1):
        selector = select(folded, place("The union denied it.", nth=nth))
        assert selector is not None
        assert find(folded, selector) == place("The union denied it.", nth=nth)


def test_quotation_marks_dashes_and_spaces_of_another_system_do_not_count() -> None:
    edited = (
        TEXT.replace("“", '"')
        .replace("”", '"')
        .replace("\n\n", " ")
        .replace(" boats", "\u00a0boats")
    )
    assert again("“We lost two boats,”", edited) == 'ied it. "We lost two\u00a0boats,"'


def test_words_that_changed_are_an_orphan() -> None:
    assert again("12 boats had sunk", TEXT.replace("12", "15")) is None


def test_the_same_words_told_by_somebody_else_are_an_orphan() -> None:
    edited = TEXT.replace("The harbour office said on Monday that 12 boats had sunk. ", "")
    edited += " A rumour on the radio had it that 12 boats had sunk."
    assert again("12 boats had sunk", edited) is None


def test_a_sentence_that_stood_twice_is_an_orphan_when_one_of_them_is_gone() -> None:
    edited = TEXT.replace("12 boats had sunk. The union denied it.", "12 boats had sunk.")
    assert again("The union denied it.", edited) is None


def test_a_whole_sentence_that_moved_is_found() -> None:
    moved = "The harbour office said on Monday that 12 boats had sunk."
    edited = TEXT.replace(moved + " ", "") + "\n\n" + moved
    found = again("12 boats had sunk", edited)
    assert found is not None
    assert found.endswith("12 boats had sunk")


def test_a_passage_that_stands_twice_now_is_an_orphan() -> None:
    assert again("12 boats had sunk", TEXT + "\n\n" + TEXT) is None


def test_spans_of_one_claim_that_fell_apart_are_an_orphan() -> None:
    folded = Folded(TEXT)
    spans = [place("The harbour office"), place("said"), place("12 boats had sunk")]
    made = select_all(folded, spans)
    assert made is not None
    assert find_all(folded, made, extent=60) == tuple(spans)
    far = TEXT.replace(
        "said on Monday that 12 boats", "said. " + "It rained. " * 60 + "On Monday that 12 boats"
    )
    assert find_all(Folded(far), made, extent=60) is None


@pytest.mark.parametrize("span", [Span(3, 4), Span(5, 5)])
def test_a_span_without_words_has_no_selector(span: Span) -> None:
    assert select(Folded("One   \n two"), span) is None


def test_words_without_anything_around_them_that_tells_have_no_selector() -> None:
    assert select(Folded("no no no"), Span(3, 5)) is not None
    assert select(Folded("ha " * 400), Span(600, 602)) is None


def test_an_empty_selector_finds_nothing() -> None:
    assert find(Folded(TEXT), Selector("")) is None


@given(st.text(max_size=80), st.data())
def test_any_span_of_any_text_is_found_in_that_text_or_has_no_selector(
    text: str, data: st.DataObject
) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    folded = Folded(text)
    selector = select(folded, Span(start, end))
    found = find(folded, selector) if selector else None
    if found:
        assert (
            Folded(text[found.start : found.end]).text.strip()
            == Folded(text[start:end]).text.strip()
        )
        assert start <= found.end
        assert found.start <= end


@given(st.text(max_size=60), st.text(max_size=60))
def test_nothing_is_found_that_does_not_have_the_words(text: str, other: str) -> None:
    selector = select(Folded(text), Span(0, len(text)))
    found = find(Folded(other), selector) if selector else None
    if found:
        assert Folded(other[found.start : found.end]).text.strip() == Folded(text).text.strip()
