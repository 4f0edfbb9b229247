"""Cues of which one half would say the opposite, and cues far from their content."""

from __future__ import annotations

import pytest

import rashomon
from rashomon.model import Article
from rashomon.text import paragraphs, quote


def only_claim(text: str, annotator: str = "learned") -> tuple[str, str, str, str]:
    article = Article(id="a", text=text, language="en", paragraphs=paragraphs(text))
    reading = rashomon.read(article, annotator=annotator)
    [claim] = [c for c in reading.claims if c.inside is None]
    return (
        quote(text, claim.source),
        quote(text, claim.cue),
        quote(text, claim.content),
        claim.commitment,
    )


@pytest.mark.parametrize(
    ("cue", "text"),
    [
        (
            "has neither confirmed nor denied",
            "Northland has neither confirmed nor denied that its ships fired.",
        ),
        (
            "would not confirm or deny",
            "Northland would not confirm or deny that its ships fired.",
        ),
    ],
)
@pytest.mark.parametrize("annotator", ["rules", "learned"])
def test_neither_confirmed_nor_denied_is_one_cue_and_no_denial(
    annotator: str, cue: str, text: str
) -> None:
    assert only_claim(text, annotator) == ("Northland", cue, "that its ships fired", "withholds")


def test_a_citation_between_cue_and_content_hides_neither() -> None:
    text = "A news site first wrote, citing sources in the port, that Northland ships had fired."
    source, cue, content, _ = only_claim(text, annotator="rules")
    assert (source, cue) == ("A news site", "first wrote")
    assert content == "that Northland ships had fired"
