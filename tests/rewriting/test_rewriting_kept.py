"""What a rewritten sentence must keep, read by itself and held against the one it stands for."""

# ruff: noqa: E501 (a pair of sentences reads best on one line)
from __future__ import annotations

import pytest

from rashomon.registry import load_annotator
from rashomon.rewriting.kept import Heard, lost

MAYOR = "The mayor of Harrow, Ansel Torv, said on Tuesday that 12 people had been hurt when the bridge fell."
DENIAL = "The state railway denied that a train had hit the bridge."
WARNING = "Engineers had warned the council that the pylons might give way, according to the newspaper The Orrin Post."
CRACK = "“We heard a loud crack,” said Mira Holt, who lives beside the river."
TOLL = "At least 12 people were hurt and three were killed, the mayor said."
OWN = "The bridge over the Orrin, built in 1931, was not closed before the storm."


@pytest.fixture(scope="module", params=["learned", "rules"])
def annotator(request: pytest.FixtureRequest) -> object:
    return load_annotator(request.param)


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        (MAYOR, "Harrow's mayor, Ansel Torv, said on Tuesday the bridge's fall had hurt 12 people."),
        (MAYOR, "On Tuesday Ansel Torv, the mayor of Harrow, said twelve people were hurt when the bridge fell."),
        (MAYOR, "Twelve people were hurt when the bridge fell on Tuesday, according to Harrow's mayor, Ansel Torv."),
        (DENIAL, "The state railway denied a train hit the bridge."),
        (WARNING, "According to the newspaper The Orrin Post, engineers had warned the council that the pylons might give way."),
        (CRACK, 'Mira Holt, who lives beside the river, said: "We heard a loud crack."'),
        (TOLL, "The mayor said at least 12 people were hurt and three killed."),
        (OWN, "The bridge over the Orrin, which was built in 1931, was not closed before the storm."),
        ("The gunman fired, the police said.", "The shooter fired, the police said."),
        ("[Ansel] Torv said the bridge fell.", "Ansel Torv said that the bridge fell."),
    ],
)  # fmt: skip
def test_a_faithful_rewrite_loses_nothing(ours: str, theirs: str) -> None:
    # Rules miss a claim in one of these, and then the rewrite is refused: the safe way to be wrong.
    annotator = load_annotator("learned")
    assert lost(Heard.of(ours, annotator), Heard.of(theirs, annotator)) is None


@pytest.mark.parametrize(
    ("ours", "theirs", "what"),
    [
        (MAYOR, "On Tuesday, 12 people were hurt when the bridge in Harrow fell.", "source or cue"),
        (MAYOR, "The governor, Mira Holt, said on Tuesday that 12 people had been hurt when the bridge fell.", "source or cue"),
        (MAYOR, "The mayor of Harrow, Ansel Torv, claimed on Tuesday that 12 people were hurt when the bridge fell.", "source or cue"),
        (MAYOR, "The mayor of Harrow, Ansel Torv, said on Tuesday that 13 people had been hurt when the bridge fell.", "number"),
        (MAYOR, "The mayor of Harrow, Ansel Torv, said on Tuesday that at least 12 people had been hurt when the bridge fell.", "number"),
        (MAYOR, "The mayor of Harrow, Ansel Torv, said on Tuesday that people had been hurt when the bridge fell.", "number"),
        (MAYOR, "The mayor of Harrow, Ansel Torv, said on Monday that 12 people had been hurt when the bridge fell.", "date"),
        (MAYOR, "The mayor, Torv, said on Tuesday that 12 people had been hurt when the bridge fell.", "name"),
        (MAYOR, "The mayor of Harrow, Ansel Torv, said on Tuesday that 12 people had not been hurt when the bridge fell.", "negation"),
        (DENIAL, "The state railway said that a train had hit the bridge.", "negation"),
        (DENIAL, "The state railway said that no train had hit the bridge.", "source or cue"),
        (OWN, "The bridge over the Orrin, built in 1931, was closed before the storm.", "negation"),
        (OWN, "The bridge over the Orrin, built in 1931, may not have been closed before the storm.", "hedge"),
        (OWN, "Engineers said the bridge over the Orrin, built in 1931, was not closed before the storm.", "source or cue"),
        (OWN, "The bridge over the Orrin, built in 1931, was not closed after the storm.", "order, time or degree"),
        ("The bridge beside the market in Harrow collapsed into the river.", "The bridge in Harrow collapsed.", "too much left out"),
        (OWN, "The bridge over the Orrin, built in 1931, was not repaired before the storm.", "words added"),
        (OWN, "The stone bridge over the Orrin, built in 1931, was not closed before the storm.", "words added"),
        (DENIAL, "The state railway denied that the bridge had hit a train.", "who did what"),
        ("No car was hit, the police said.", "No vehicle was hit, the police said.", "words added"),
        ("Sales rose in the winter, the firm said.", "Sales fell in the winter, the firm said.", "words added"),
        (CRACK, "“We heard a loud crack,” said she, who lives beside the river.", "source or cue"),
        ("The mayor closed the bridge.", "They closed the bridge.", "name left out"),
        (DENIAL, "The state railway denied that a bomb had hit the bridge.", "words added"),
        (TOLL, "At least 12 people were hurt and three were killed by a train, the mayor said.", "words added"),
        (CRACK, "Mira Holt, who lives beside the river, said they heard a loud crack.", "quotation"),
        (CRACK, "“We heard a loud bang,” said Mira Holt, who lives beside the river.", "quotation"),
        (TOLL, "At least 12 people were killed and three were hurt, the mayor said.", "number"),
        ("The bridge might fall, the mayor said.", "The bridge would fall, the mayor said.", "source or cue"),
    ],
)  # fmt: skip
def test_what_a_rewrite_loses_changes_or_adds_is_named(
    annotator: object, ours: str, theirs: str, what: str
) -> None:
    found = lost(Heard.of(ours, annotator), Heard.of(theirs, annotator))  # type: ignore[arg-type]
    assert found is not None
    assert found.startswith(what)


def test_words_of_the_article_behind_a_sentence_may_come_in(annotator: object) -> None:
    ours = Heard.of("The bridge fell on Tuesday.", annotator)  # type: ignore[arg-type]
    theirs = Heard.of("The old bridge fell on Tuesday.", annotator)  # type: ignore[arg-type]
    assert lost(ours, theirs) == "words added"
    assert lost(ours, theirs, behind="The bridge, old and narrow, fell on Tuesday.") is None
