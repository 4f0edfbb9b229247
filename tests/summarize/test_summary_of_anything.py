"""Summaries of readings that no annotator would make: no crash, and nothing untrue."""

from __future__ import annotations

import time

from hypothesis import given, settings
from hypothesis import strategies as st

from rashomon.model import (
    Account,
    AccountStatement,
    Article,
    Claim,
    ClaimRef,
    EventComparison,
    MadeBy,
    Reading,
    Span,
    Speaker,
    Statement,
)
from rashomon.summarize import summarize_article, summarize_event
from rashomon.text import paragraphs, sha256

TEXTS = st.lists(
    st.sampled_from(
        ["Ansel Torv", "he", "said", "“the bridge", "fell,”", "on Sunday.", "The", "ministry",
         "denied", "it.", "\n\n", "But", "(in", "Ostrel)", "was", "🙂", "مرحبا", "12", "\"no",
         "one\""]
    ),
    max_size=60,
).map(" ".join)  # fmt: skip


@st.composite
def readings(draw: st.DrawFn) -> Reading:
    text = draw(TEXTS)
    article = Article(
        id=draw(st.sampled_from(["a", "b"])),
        text=text,
        outlet=draw(st.sampled_from([None, "Agency A"])),
        title=draw(st.sampled_from([None, "The bridge fell"])),
        paragraphs=draw(st.sampled_from([(), paragraphs(text)])),
    )
    spans = st.tuples(st.integers(0, max(0, len(text) - 1)), st.integers(1, 60)).map(
        lambda row: Span(row[0], min(len(text), row[0] + row[1]))
    )
    some = st.lists(spans, max_size=2).map(lambda row: tuple(sorted(set(row))))
    claims = []
    for number in range(draw(st.integers(0, 5)) if text else 0):
        source, cue = draw(some), draw(some)
        kind = draw(st.sampled_from(["direct", "indirect", "mixed"]))
        claims.append(
            Claim(
                id=f"c{number}",
                source=source,
                cue=cue,
                content=(draw(spans), *draw(some)),
                kind=kind if source or cue else "own voice",  # type: ignore[arg-type]
                inside=f"c{number - 1}" if number and draw(st.booleans()) else None,
                speaker=draw(st.sampled_from([None, "s1"])),
            )
        )
    return Reading(
        made_by=MadeBy(rashomon="0", annotator="hand@1", text_sha256=sha256(text)),
        article=article,
        claims=tuple(claims),
        speakers=(Speaker(id="s1", name="Ansel Torv", type="person"),),
    )


@settings(deadline=None, max_examples=300)
@given(readings(), st.sampled_from([1, 15, 60, 600]))
def test_any_reading_has_a_summary_whose_spans_and_counts_are_true(
    made: Reading, time_s: int
) -> None:
    summary = summarize_article(made, time_s=time_s)
    length = len(made.article.text)
    known = {claim.id for claim in made.claims}
    for sentence in summary.sentences:
        assert all(0 <= s.start < s.end <= length for s in sentence.spans)
        assert set(sentence.claims) <= known
        assert "\n" not in sentence.text
    covers = summary.covers
    assert 0 <= covers.claims <= covers.of == len(made.claims)
    assert 0 <= covers.speakers <= covers.of_speakers
    starts = [min(s.spans) for s in summary.sentences]
    assert summarize_article(made, time_s=time_s) == summary
    assert len(starts) == len(set(starts)) or len(starts) < 2


@settings(deadline=None, max_examples=100)
@given(st.lists(readings(), min_size=2, max_size=2, unique_by=lambda r: r.article.id))
def test_any_event_has_a_summary(made: list[Reading]) -> None:
    statements = tuple(
        Statement(
            id=f"{r.article.id}{c.id}",
            text="x",
            claims=(ClaimRef(article=r.article.id, claim=c.id),),
            outlets=1,
            origins=1,
        )
        for r in made
        for c in r.claims
    )
    event = EventComparison(
        id="e1",
        title="",
        articles=tuple(r.article.id for r in made),
        statements=statements,
        accounts=(
            Account(
                speaker="s1",
                statements=tuple(
                    AccountStatement(statement=s.id, first=None, articles=()) for s in statements
                ),
            ),
        ),
    )
    for time_s in (1, 15, 180):
        summary = summarize_event(made, event, (), time_s=time_s)
        assert all(sentence.spans for sentence in summary.sentences)
        assert summary.covers.claims <= summary.covers.of == sum(len(r.claims) for r in made)
        assert summary.time_s == time_s


def test_a_very_long_article_is_summed_up_in_seconds() -> None:
    places = ["Ostrel", "Velle", "Sandmere", "Lissom", "Onder"]
    text = "\n\n".join(
        f"The {places[n % 5]} railway sold {n} wagons of grain to mill {n * 7} on the river."
        for n in range(8000)
    )
    made = Reading(
        made_by=MadeBy(rashomon="0", annotator="hand@1", text_sha256=sha256(text)),
        article=Article(id="a", text=text, paragraphs=paragraphs(text)),
    )
    start = time.process_time()
    assert summarize_article(made).sentences
    assert time.process_time() - start < 10
