"""Texts that are no articles: nothing raises, nothing takes more than its share of time."""

from __future__ import annotations

import time
from functools import lru_cache

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rashomon.annotate.own_voice import own_voice
from rashomon.annotate.rules import RulesAnnotator
from rashomon.model import Article
from rashomon.parse import Parse, parse
from rashomon.text import paragraphs


def _parsed(text: str) -> tuple[Article, Parse]:
    article = Article(id="a", text=text, language="en", paragraphs=paragraphs(text))
    return article, parse(article)


def _check(text: str) -> float:
    """The CPU seconds of finding; every span must lie in the text and hold something."""
    article, parsed = _parsed(text)
    start = time.process_time()
    found = RulesAnnotator().find(article, parsed)
    own = own_voice(article, parsed, found)
    spent = time.process_time() - start
    for index, attribution in enumerate(found):
        assert attribution.content
        assert attribution.cue
        assert attribution.inside is None or attribution.inside < index
        for span in (*attribution.source, *attribution.cue, *attribution.content):
            assert 0 <= span.start < span.end <= len(text)
            assert span.of(text).strip()
    for spans in own:
        assert all(span.of(text).strip() for span in spans)
    return spent


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\n\n \n",
        "Osmark",
        "x" * 3000,
        "新闻报道说" * 500,
        "قال الوزير إن السد قوي. " * 50,
        "Министр сказал, что плотина цела. " * 50,
        "😀 “We 😀 saw it,” said 😀 Olm. " * 20,
        '"' * 500,
        "“" * 500,
        "said " * 500,
        "he said that " * 300,
        "according to " * 200,
        ", said, \n\n" * 100,
        '"He said it was bad and left.\n\n"They went.\n\n"' * 50,
        "<p>Olm said &quot;no&quot;</p> " * 20,
        "A\u0000B said that\u2028it fell. \ud800 he added.",
    ],
)
def test_no_text_makes_it_fail(text: str) -> None:
    _check(text)


_PIECES = st.lists(
    st.sampled_from(
        ["Olm", "the office", "said", "that", "the dam fell", "“", "”", '"', ",", ".", "?", "told",
         "us", "according to", "claims", "accused", "of", "was", "it", "adding", ":", "(", ")",
         "\n\n", "—", "denied", "called for", "who", "’s", "as", "to", "is", "sure", "by", "😀"]
    ),
    max_size=40,
).map(" ".join)  # fmt: skip


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(_PIECES)
def test_any_row_of_cue_words_gives_spans_within_the_text(text: str) -> None:
    _check(text)


@lru_cache(maxsize=1)
def _warm() -> float:
    return _check("Olm said that the dam was safe.")


@pytest.mark.parametrize(
    "piece",
    [
        "“The dam is safe,” Olm said. ",
        "the mayor said that he claimed the bridge fell and ",
        "“We saw it,” said Olm. “It fell.”\n\nOfficials claimed it held, according to Vell.\n\n",
        "“he said ",
    ],
)
def test_ten_times_the_text_takes_about_ten_times_the_time(piece: str) -> None:
    _warm()
    short = min(_check(piece * 40) for _ in range(3))
    long = _check(piece * 400)
    assert long < 30 * short + 0.2


def test_the_same_text_gives_the_same_attributions() -> None:
    text = "Olm said the dam was safe. “It is not,” said the farmer. “It never was.”"
    article, parsed = _parsed(text)
    assert RulesAnnotator().find(article, parsed) == RulesAnnotator().find(*_parsed(text))
