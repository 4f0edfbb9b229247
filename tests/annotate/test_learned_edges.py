"""Edges of contents that fixed forms tell, whatever the network drew."""

from __future__ import annotations

import pytest

from rashomon.annotate.learned.decode import Found
from rashomon.annotate.learned.edges import mended, with_inserted
from rashomon.model import Span, Spans
from rashomon.text import quote

SURE = (6.0, 8.0, -0.3)


def spans(text: str, *parts: str) -> Spans:
    return tuple(Span(at := text.index(part), at + len(part)) for part in parts)


def found(text: str, source: str, cue: str, *content: str) -> Found:
    return Found(
        source=spans(text, source),
        cue=spans(text, cue),
        content=spans(text, *content),
        odds=SURE,
    )


@pytest.mark.parametrize(
    ("end", "kept"),
    [
        (" could not be confirmed", ""),
        (" could not be independently verified", ""),
        (" has not been confirmed by anyone", ""),
        (
            " could not be verified by anyone was wrong",
            " could not be verified by anyone was wrong",
        ),
        (" could not be moved", " could not be moved"),
    ],
)
def test_what_is_said_of_a_claim_is_no_part_of_it(end: str, kept: str) -> None:
    text = f"Orsk's claim that six ships were lost{end}."
    read = mended(text, found(text, "Orsk's", "claim", f"that six ships were lost{end}"))
    assert quote(text, read.content) == f"that six ships were lost{kept}"


def test_a_speaker_may_say_that_something_could_not_be_confirmed() -> None:
    text = "Orsk said that the loss of six ships could not be confirmed."
    said = found(text, "Orsk", "said", "that the loss of six ships could not be confirmed")
    assert mended(text, said) == said


def test_a_claim_that_something_could_not_be_verified_stays_whole() -> None:
    text = "Critics made the claim that the votes could not be verified."
    made = found(text, "Critics", "claim", "that the votes could not be verified")
    assert mended(text, made) == made


def test_who_is_cited_is_no_part_of_what_they_say() -> None:
    text = "The site wrote, citing people in the port, that the ship fired."
    read = mended(
        text, found(text, "The site", "citing", "people in the port, that the ship fired")
    )
    assert quote(text, read.content) == "that the ship fired"


def test_a_pronoun_left_at_the_end_of_a_source_is_no_part_of_it() -> None:
    text = "A spokesman for the port, who asked for silence, denied the ship fired."
    read = mended(text, found(text, "A spokesman for the port, who", "denied", "the ship fired"))
    assert quote(text, read.source) == "A spokesman for the port"
    alone = found(text, "who", "denied", "the ship fired")
    assert mended(text, alone) == alone


def test_who_inserts_the_attribution_says_how_far_it_goes() -> None:
    text = "According to the harbour, she noted, six ships were lost. It rained all day."
    outer = found(text, "the harbour", "According to", text[text.index("she noted") : -1])
    inner = found(text, "she", "noted", "six ships were lost")
    (_, harbour), _ = with_inserted(text, [(0.6, outer), (0.9, inner)])
    assert quote(text, harbour.content) == "six ships were lost"


@pytest.mark.parametrize(
    "content",
    [
        ["she noted, six ships were lost"],
        ["she noted", "six ships were lost"],
        ["six ships were lost"],
    ],
)
def test_who_inserts_the_attribution_reports_the_whole_sentence(content: list[str]) -> None:
    text = "According to the harbour, she noted, six ships were lost."
    outer = found(text, "the harbour", "According to", *content)
    inner = found(text, "she", "noted", "six ships were lost")
    (_, harbour), (_, she) = with_inserted(text, [(0.9, outer), (0.8, inner)])
    assert quote(text, harbour.content) == "six ships were lost"
    assert quote(text, she.content) == "According to the harbour … six ships were lost"


def test_what_a_document_says_that_somebody_said_stays_inside() -> None:
    text = "According to the report, the captain said six ships were lost."
    outer = found(text, "the report", "According to", "the captain said six ships were lost")
    inner = found(text, "the captain", "said", "six ships were lost")
    assert with_inserted(text, [(0.9, outer), (0.8, inner)]) == [(0.9, outer), (0.8, inner)]


def test_an_agency_named_within_what_somebody_said_stays_inside() -> None:
    text = "She added that, according to the harbour, six ships were lost."
    outer = found(text, "She", "added", "that, according to the harbour, six ships were lost")
    inner = found(text, "the harbour", "according to", "six ships were lost")
    assert with_inserted(text, [(0.9, outer), (0.8, inner)]) == [(0.9, outer), (0.8, inner)]
