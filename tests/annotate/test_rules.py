"""The annotator over a parse, on sentences about places that do not exist."""

from __future__ import annotations

import pytest

from rashomon.annotate.attribution import Attribution
from rashomon.annotate.rules import RulesAnnotator
from rashomon.model import Article, Spans
from rashomon.parse import parse
from rashomon.text import inside, paragraphs

Row = tuple[str, str, str]


def article(text: str) -> Article:
    return Article(id="a", text=text, language="en", paragraphs=paragraphs(text))


def find(text: str) -> tuple[Attribution, ...]:
    made = article(text)
    return RulesAnnotator().find(made, parse(made))


def words(text: str, spans: Spans) -> str:
    return " … ".join(s.of(text) for s in spans)


def rows(text: str) -> list[Row]:
    return [(words(text, a.source), words(text, a.cue), words(text, a.content)) for a in find(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The Osmark harbour office said that the ferry sank at noon.",
            ("The Osmark harbour office", "said", "that the ferry sank at noon"),
        ),
        (
            "The ferry sank at noon, the harbour office said on Friday.",
            ("the harbour office", "said", "The ferry sank at noon"),
        ),
        (
            "“The ferry was old,” said Mara Olm, the mayor of Osmark.",
            ("Mara Olm, the mayor of Osmark", "said", "“The ferry was old,”"),
        ),
        (
            "“The ferry was old. Nobody checked it,” Olm told reporters in Vell.",
            ("Olm", "told", "“The ferry was old. Nobody checked it,”"),
        ),
        (
            "“The ferry,” Olm said, “was old.”",
            ("Olm", "said", "“The ferry,” … “was old.”"),
        ),
        (
            "The ferry, officials said, was older than the harbour.",
            ("officials", "said", "The ferry … was older than the harbour"),
        ),
        (
            "Olm said the ferry was “a coffin on the water.”",
            ("Olm", "said", "the ferry was “a coffin on the water.”"),
        ),
        (
            "According to the harbour office, the ferry carried 40 people.",
            ("the harbour office", "According to", "the ferry carried 40 people"),
        ),
        (
            "The ferry carried 40 people, according to the harbour office.",
            ("the harbour office", "according to", "The ferry carried 40 people"),
        ),
        (
            "It was reported that the bridge had fallen.",
            ("", "was reported", "that the bridge had fallen"),
        ),
        (
            "Osmark accused Vell of opening the dam at night.",
            ("Osmark", "accused", "Vell of opening the dam at night"),
        ),
        (
            "The mayor called the report a shameless lie.",
            ("The mayor", "called", "the report a shameless lie"),
        ),
        (
            "The ministry described the raid as a rescue.",
            ("The ministry", "described", "the raid as a rescue"),
        ),
        (
            "The council vowed to rebuild the bridge within a year.",
            ("The council", "vowed", "to rebuild the bridge within a year"),
        ),
        (
            "The miners called for an inquiry into the flood.",
            ("The miners", "called for", "an inquiry into the flood"),
        ),
        (
            "The minister denied the allegations of bribery.",
            ("The minister", "denied", "the allegations of bribery"),
        ),
        (
            "Osmark's claim that Vell opened the dam angered farmers.",
            ("Osmark", "claim", "that Vell opened the dam"),
        ),
        (
            "Olm was quoted as saying that the dam had held.",
            ("Olm", "was quoted as saying", "that the dam had held"),
        ),
        (
            "The driver went on to say that the road was wet.",
            ("The driver", "went on to say", "that the road was wet"),
        ),
        (
            "The office issued a statement saying that the dam was safe.",
            ("The office", "issued a statement saying", "that the dam was safe"),
        ),
    ],
)
def test_the_usual_forms_of_reported_speech_are_found(text: str, expected: Row) -> None:
    assert expected in rows(text)


def test_a_quotation_after_the_cue_s_sentence_belongs_to_it() -> None:
    text = "“The water came fast,” Olm said after the meeting. “We had no boats.”"
    assert rows(text) == [("Olm", "said", "“The water came fast,” … “We had no boats.”")]


def test_a_quotation_over_paragraphs_is_one_attribution_with_a_span_for_each() -> None:
    text = (
        "Olm said: “The water came fast and took the boats.\n\n"
        "“Nobody had warned us of it.\n\n"
        "“We will not forget it.”\n\n"
        "The council meets on Monday."
    )
    (attribution,) = find(text)
    assert [s.of(text) for s in attribution.content] == [
        "“The water came fast and took the boats.",
        "“Nobody had warned us of it.",
        "“We will not forget it.”",
    ]


def test_a_colon_at_the_end_of_a_paragraph_introduces_the_next() -> None:
    text = "Olm continued:\n\n“The water came fast and took all the boats.”"
    assert rows(text) == [("Olm", "continued", "“The water came fast and took all the boats.”")]


def test_saying_and_adding_are_two_attributions_of_one_source() -> None:
    text = "Olm said the ferry was old, adding that nobody had checked it."
    assert rows(text) == [
        ("Olm", "said", "the ferry was old"),
        ("Olm", "adding", "that nobody had checked it"),
    ]


def test_a_cue_joined_by_and_goes_back_to_who_spoke() -> None:
    text = "Olm said the dam was safe but conceded that it was old."
    assert rows(text) == [
        ("Olm", "said", "the dam was safe"),
        ("Olm", "conceded", "that it was old"),
    ]


def test_claims_inside_claims_point_at_the_one_around_them() -> None:
    text = "According to the Gazette, Olm said that experts believed the dam was safe."
    found = find(text)
    assert [(words(text, a.source), a.inside) for a in found] == [
        ("the Gazette", None),
        ("Olm", 0),
        ("experts", 1),
    ]


def test_a_phrase_behind_that_is_inside_what_is_reported() -> None:
    text = "Olm added that, according to the miners, the dam might have been old."
    found = find(text)
    assert [(words(text, a.source), a.inside) for a in found] == [("Olm", None), ("the miners", 0)]


def test_words_within_a_quotation_are_inside_its_claim() -> None:
    text = "“The council promised that it would pay. We believe that it lied,” Olm said."
    found = find(text)
    assert [(words(text, a.cue), a.inside) for a in found] == [
        ("said", None),
        ("promised", 0),
        ("believe", 0),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "The ferry sank at noon near the old harbour.",
        "Farmers use the reservoir to report floods early.",
        "It is there that the road ends.",
        "The song “The Long Way Down to Osmark” was a hit.",
        "Who said that? Nobody knows.",
        "The minister wants to visit the dam.",
    ],
)
def test_what_nobody_says_gives_no_attribution(text: str) -> None:
    assert rows(text) == []


def test_a_dateline_is_in_no_content_and_no_source() -> None:
    text = "OSMARK (Gazette) - The harbour office said the ferry sank."
    assert rows(text) == [("The harbour office", "said", "the ferry sank")]
    text = "OSMARK (Gazette) - The ferry sank at noon, the harbour office said."
    assert rows(text) == [("the harbour office", "said", "The ferry sank at noon")]


def test_a_picture_caption_gives_no_attribution() -> None:
    text = "FILE - In this photo Olm says the dam is safe. (AP Photo/Nobody)\n\nThe dam broke."
    assert rows(text) == []


def test_the_order_is_that_of_the_text_and_outer_come_before_inner() -> None:
    text = (
        "Olm said the ministry claimed the dam was safe. “It broke,” the farmer said.\n\n"
        "The farmer added that nobody had come, according to the Gazette."
    )
    found = find(text)
    starts = [min(a.content).start for a in found]
    assert starts == sorted(starts)
    for index, attribution in enumerate(found):
        if attribution.inside is not None:
            assert attribution.inside < index
            assert inside(attribution.content, found[attribution.inside].content)


def test_confidence_tells_plain_speech_from_nouns() -> None:
    (plain,) = find("“The dam is safe and will stay safe,” Olm said.")
    (noun,) = find("Osmark's claim that Vell opened the dam angered farmers.")
    assert 0 < noun.confidence < plain.confidence <= 1


def test_commas_lost_on_the_way_do_not_lose_the_source() -> None:
    text = (
        "The shelling of Osmark went on for three nights and no help came to the town. "
        "Seven people were killed in raids on Osmark the harbour office said. "
        "The shelling of Vell went on for two nights and no help came to that town either."
    )
    assert rows(text) == [
        ("the harbour office", "said", "Seven people were killed in raids on Osmark")
    ]


def test_the_annotator_says_what_it_is() -> None:
    annotator = RulesAnnotator()
    assert annotator.name == "rules@1"
    assert annotator.languages == {"en"}
    assert annotator.weights_sha256 is None
