"""Word by word: what two passages do not share, and how a quotation was altered."""

from __future__ import annotations

from dataclasses import replace

import made_up_event as made
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rashomon.differences import alteration, differing, wording
from rashomon.model import (
    Article,
    Claim,
    ClaimRef,
    Comparison,
    EventComparison,
    Reading,
    Span,
    Statement,
)
from rashomon.render.digest import digest, lookup
from rashomon.render.quotations import altered


def words_of(one: str, other: str) -> tuple[list[str], list[str]]:
    found = differing(wording(one, [Span(0, len(one))]), wording(other, [Span(0, len(other))]))
    return [s.of(one) for s in found[0]], [s.of(other) for s in found[1]]


def test_capitals_and_punctuation_make_no_difference() -> None:
    assert words_of("The quay, it’s closed.", "the quay it's CLOSED") == ([], [])


def test_each_side_keeps_the_words_that_the_other_does_not_have() -> None:
    lost, new = words_of("Nine may have died, the port said.", "Nine people have died")
    assert lost == ["may", "the port said"]
    assert new == ["people"]


def test_a_run_of_words_never_reaches_over_the_text_between_two_pieces() -> None:
    text = "We lost, she said, and more."
    pieces = wording(text, [Span(0, 7), Span(19, 28)])
    found, _ = differing(pieces, wording("", []))
    assert [s.of(text) for s in found] == ["We lost", "and more"]


@given(st.text("ab ,.", max_size=30), st.text("ab ,.", max_size=30))
def test_what_is_left_when_the_differing_words_are_taken_out_is_the_same(a: str, b: str) -> None:
    one, other = wording(a, [Span(0, len(a))]), wording(b, [Span(0, len(b))])
    left = []
    for given_words, spans in zip((one, other), differing(one, other), strict=True):
        marked = {i for s in spans for i in range(s.start, s.end)}
        left.append(
            [w for w, s in zip(given_words.words, given_words.spans, strict=True)
             if s.start not in marked]
        )  # fmt: skip
    assert left[0] == left[1]


@pytest.mark.parametrize(
    ("other", "how"),
    [
        ("They had our letters in March", "trimmed"),
        ("They knew, they had our letters", "trimmed"),
        ("They knew, they had letters in March", "fewer words"),
        ("They knew, they had our letters in April", "other words"),
        ("They KNEW. They had our letters in March", None),
        ("Nobody was ever told of any of this", None),
    ],
)
def test_a_quotation_is_trimmed_cut_within_or_changed(other: str, how: str | None) -> None:
    whole = "They knew, they had our letters in March"
    found = alteration(wording(whole, [Span(0, len(whole))]), wording(other, [Span(0, len(other))]))
    assert found == how


def quoting(key: str, outlet: str, words: str, kind: str = "direct") -> Reading:
    text = f"“{words}”, said the mayor." if kind == "direct" else f"{words}, said the mayor."
    start = 1 if kind == "direct" else 0
    claim = Claim(
        id="c1",
        source=(Span(text.index("the mayor"), len(text) - 1),),
        content=(Span(start, start + len(words)),),
        kind=kind,  # type: ignore[arg-type]
    )
    return Reading(
        made_by=made.made_by(text),
        article=Article(id=key, outlet=outlet, text=text),
        claims=(claim,),
    )


def compared(*readings: Reading) -> Comparison:
    refs = tuple(ClaimRef(article=r.article.id, claim="c1") for r in readings)
    statement = Statement(id="s1", text="x", claims=refs, outlets=len(refs), origins=1)
    event = EventComparison(
        id="e", title="A bridge", articles=tuple(r.article.id for r in readings),
        statements=(statement,),
    )  # fmt: skip
    return Comparison(made_by=made.made_by(""), articles=readings, events=(event,))


def found_in(comparison: Comparison) -> list[tuple[str, str]]:
    look = lookup(comparison.articles, comparison)
    return [
        (x.other.article, x.how) for x in altered(look, digest(comparison.events[0], look))
    ]  # fmt: skip


def test_one_statement_quoted_differently_by_another_outlet_is_found_once() -> None:
    comparison = compared(
        quoting("a", "Alpha", "The bridge was safe in May, and we said so"),
        quoting("b", "Beta", "The bridge was safe in June, and we said so"),
        quoting("c", "Gamma", "The bridge was safe in June, and we said so"),
        quoting("d", "Delta", "The bridge was safe"),
    )
    assert found_in(comparison) == [("b", "other words"), ("d", "trimmed")]


def test_a_paraphrase_and_the_same_outlet_alter_no_quotation() -> None:
    first = quoting("a", "Alpha", "The bridge was safe in May, and we said so")
    paraphrase = quoting("b", "Beta", "The bridge was safe in June, and we said so", "indirect")
    assert found_in(compared(first, paraphrase)) == []
    again = quoting("b", "Alpha", "The bridge was safe in June, and we said so")
    assert found_in(compared(first, again)) == []
    elsewhere = replace(again, article=replace(again.article, outlet="Beta"))
    assert found_in(compared(first, elsewhere)) == [("b", "other words")]
