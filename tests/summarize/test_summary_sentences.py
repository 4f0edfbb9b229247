from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rashomon.model import Span
from rashomon.summarize.sentences import quotations, sentences, without_dateline
from rashomon.text import paragraphs


def cut(text: str) -> list[str]:
    return [span.of(text) for span in sentences(text)]


@pytest.mark.parametrize(
    "one",
    [
        "Mr. Ansel Torv met Dr. Ruel in St. Maren.",
        "The toll rose to 4.5 per cent on Jan. 4 in Vantoria.",
        "J. R. Vollin of the U.N. mission spoke.",
        "The firm Orrin Lines Inc. said so.",
        '“We knew. We told them. Nobody came,” she said.',
        '"We knew. We told them. Nobody came," she said.',
        "It began at 5 p.m. and ended at dusk.",
        "The ship (see fig. 3) sank.",
    ],
)  # fmt: skip
def test_one_sentence_stays_one(one: str) -> None:
    assert cut(one) == [one]


def test_sentences_end_at_stops_marks_and_paragraphs() -> None:
    assert cut('It fell. “Was it old?” Nobody knew!\nHeading here\nThe end.') == [
        "It fell.", "“Was it old?”", "Nobody knew!", "Heading here", "The end.",
    ]  # fmt: skip


def test_an_abbreviation_ends_a_sentence_before_a_word_that_begins_one() -> None:
    assert cut("It was sold to Orrin Inc. The price is not known.") == [
        "It was sold to Orrin Inc.", "The price is not known.",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "dateline",
    ["PORT VELLE, Jan 24 (Agency) - ", "PORT VELLE (Agency A) — ", "OSTREL: ", "Ostrel (AA) - ",
     "OSTREL, Vantoria — "],
)  # fmt: skip
def test_a_dateline_is_cut_off(dateline: str) -> None:
    text = f"{dateline}The bridge fell on Sunday night."
    assert without_dateline(text, Span(0, len(text))).of(text) == "The bridge fell on Sunday night."


@pytest.mark.parametrize(
    "text", ["The bridge - an old one - fell on Sunday.", "Vollin: the letter never came to me."]
)
def test_what_is_no_dateline_stays(text: str) -> None:
    assert without_dateline(text, Span(0, len(text))).of(text) == text


TEXTS = st.text(alphabet="aB .?!\n\"“”'Mr1,🙂é", max_size=120)


@given(TEXTS, st.lists(st.tuples(st.integers(0, 120), st.integers(1, 40)), max_size=4))
def test_sentences_hold_every_word_once_and_cut_no_span_given(
    text: str, rows: list[tuple[int, int]]
) -> None:
    whole = [Span(start, min(len(text), start + size)) for start, size in rows if start < len(text)]
    found = sentences(text, whole=whole)
    assert "".join("".join(s.of(text).split()) for s in found) == "".join(text.split())
    assert all(a.end <= b.start for a, b in pairwise(found))
    lines = paragraphs(text)
    for span in whole:
        for line in lines:
            if line.start <= span.start and span.end <= line.end:
                assert not any(span.start < s.end < span.end and s.end < line.end and
                               text[s.end:span.end].strip() for s in found)  # fmt: skip


@given(TEXTS)
def test_quotations_lie_in_the_text_and_do_not_overlap(text: str) -> None:
    found = quotations(text, Span(0, len(text)))
    assert all(0 <= q.start < q.end <= len(text) for q in found)
    assert all(a.end <= b.start for a, b in pairwise(found))
