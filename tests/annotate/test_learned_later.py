"""Attributions in a sentence of their own, and the turns of a transcript; texts are made up."""

import pytest

from rashomon.annotate.learned.annotator import LearnedAnnotator
from rashomon.annotate.learned.decode import Found
from rashomon.annotate.learned.later import SURE, found_later
from rashomon.model import Span
from rashomon.text import paragraphs


def found(text, known=()):
    return [
        tuple(" … ".join(s.of(text) for s in part) for part in (f.source, f.cue, f.content))
        for f in found_later(text, paragraphs(text), known)
    ]


@pytest.mark.parametrize(
    ("text", "source", "cue", "content"),
    [
        (
            "The dam broke at night. This was reported by the Tarn news agency.",
            "the Tarn news agency",
            "was reported by",
            "The dam broke at night",
        ),
        (
            "Rain fell. Two bridges are gone.\n\nThat was confirmed by Governor Orsk on Monday.",
            "Governor Orsk",
            "was confirmed by",
            "Two bridges are gone",
        ),
        (
            "The wall will be mended in May. The information comes from the water board.",
            "the water board",
            "comes from",
            "The wall will be mended in May",
        ),
        (
            "Nobody was hurt. It was also announced by the mayor, Ana Brell.",
            "the mayor, Ana Brell",
            "was also announced by",
            "Nobody was hurt",
        ),
    ],
)
def test_an_attribution_that_comes_a_sentence_later_is_found(text, source, cue, content):
    assert found(text) == [(source, cue, content)]


@pytest.mark.parametrize(
    "text",
    [
        "This was reported by the Tarn news agency.",
        "The film ran for years. It was written by Ana Brell.",
        "The road is closed and this was reported by nobody. It rained.",
        "The fish is fresh. It comes from the sea.",
    ],
    ids=["nothing before it", "another kind of by", "within a sentence", "another kind of from"],
)
def test_what_only_looks_like_it_is_left_alone(text):
    assert not found(text)


def test_the_turns_of_a_transcript_belong_to_who_is_named():
    text = "WALLACE: Was the dam safe?\n\nBRELL: It was.\n\nWALLACE: Sure?\n\nBRELL: Quite."
    assert found(text) == [
        ("WALLACE", ":", "Was the dam safe?"),
        ("BRELL", ":", "It was."),
        ("WALLACE", ":", "Sure?"),
        ("BRELL", ":", "Quite."),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "WEATHER: Rain in Tarn.\n\nThe dam held.\n\nSPORT: Orsk won.",
        "WHO: The Orsk band.\n\nWHAT: A concert.\n\nWHERE: City Hall.",
        "UPDATE: It rains.\n\nPHOTOS: The dam.\n\nUPDATE: It stopped.\n\nPHOTOS: The town.",
    ],
)
def test_headings_in_capitals_are_no_turns(text):
    assert not found(text)


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("The dam broke at noon. This was reported by Interfax.", "The dam broke at noon"),
        ("Five people died in the flood. That was confirmed by the mayor.", "Five people died"),
        ("A bridge has collapsed in Orsk. It was announced by the governor.", "A bridge has"),
        ("The city will build a wall. The news was confirmed by the mayor.", "The city will"),
    ],
)
def test_the_annotator_gives_the_sentence_and_not_the_word_that_points_at_it(text, content):
    contents = [a.content[0].of(text) for a in LearnedAnnotator().find_in(text)]
    assert [c for c in contents if c.startswith(content)]
    assert not {"This", "That", "It", "The news"} & set(contents)


def test_what_the_network_found_already_is_not_found_twice():
    text = "The dam broke at night. This was reported by the Tarn news agency."
    at = text.index("reported")
    known = Found(source=(), cue=(Span(at, at + 8),), content=(Span(0, 22),), odds=SURE)
    assert not found(text, [known])
