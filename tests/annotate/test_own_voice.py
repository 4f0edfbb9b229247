"""What is left to the outlet itself."""

from __future__ import annotations

import pytest

from rashomon.annotate.own_voice import own_voice
from rashomon.annotate.rules import RulesAnnotator
from rashomon.model import Article
from rashomon.parse import parse
from rashomon.text import paragraphs


def own(text: str, title: str | None = None) -> list[str]:
    made = Article(id="a", text=text, title=title, language="en", paragraphs=paragraphs(text))
    parsed = parse(made)
    contents = own_voice(made, parsed, RulesAnnotator().find(made, parsed))
    return [s.of(text) for spans in contents for s in spans]


def test_a_plain_sentence_is_own_voice_without_its_full_stop() -> None:
    assert own("The ferry left Osmark at dawn on Monday.") == [
        "The ferry left Osmark at dawn on Monday"
    ]


def test_sentences_with_an_attribution_are_not_own_voice() -> None:
    text = "The ferry sank near the old harbour, Olm said. The town lies on the river Vell."
    assert own(text) == ["The town lies on the river Vell"]


@pytest.mark.parametrize(
    "text",
    [
        "Osmark Ferry Sinks Near Old Harbour Wall",
        "Click here to read more about the ferry of Osmark.",
        "What happened to the ferry on Monday night?",
        "You can see the harbour from the town wall.",
        "FILE - In this photo the ferry leaves Osmark. (AP Photo/Nobody)",
        "By Mara Olm in Osmark",
        "A reporter in Vell contributed to this report.",
        "This article was amended on Monday to correct a name.",
        "“The ferry was old and the crew was tired,” and nobody knows who.",
        "An explosion, allegedly in the engine room, sank the ferry.",
        "the ferry left the harbour at dawn on Monday.",
    ],
)
def test_headings_furniture_questions_and_hearsay_are_left_out(text: str) -> None:
    assert own(text) == []


def test_the_title_said_again_in_the_text_is_no_claim() -> None:
    text = "The ferry sinks near the old harbour.\n\nThe ferry left Osmark at dawn on Monday."
    assert own(text, title="The ferry sinks near the old harbour") == [
        "The ferry left Osmark at dawn on Monday"
    ]


def test_a_dateline_is_not_part_of_the_sentence() -> None:
    assert own("OSMARK (Gazette) - The ferry left the harbour at dawn.") == [
        "The ferry left the harbour at dawn"
    ]


def test_what_a_source_gives_is_not_the_outlets_own_word() -> None:
    text = (
        "The Orrin Observatory, a monitoring group, gave a slightly lower toll of 31 dead. "
        "Local media showed pictures of a long row of empty boats. "
        "The harbour was closed for the rest of the day."
    )
    article = Article(id="a", text=text, language="en", paragraphs=paragraphs(text))
    contents = [c[0].of(text) for c in own_voice(article, parse(article), ())]
    assert contents == ["The harbour was closed for the rest of the day"]
