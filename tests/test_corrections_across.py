"""Corrections across articles: names put together and apart."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from correcting import EXAMPLES, lines

import rashomon
from rashomon import codec
from rashomon.model import (
    Article,
    Claim,
    MadeBy,
    Reading,
    Span,
    Speaker,
)
from rashomon.render.page import comparison_page
from rashomon.text import paragraphs, sha256


def two(**names: str) -> list[Reading]:
    """Two articles on one ferry, each with one speaker of that name."""
    found = []
    for id_, who in names.items():
        text = (
            f"{who} said the ferry Orrin ran aground on the bar off Tarrin on Monday, said {id_}."
        )
        end = len(who)
        found.append(
            Reading(
                made_by=MadeBy(rashomon="test", annotator="hand@1", text_sha256=sha256(text)),
                article=Article(
                    id=id_, text=text, language="en", outlet=f"Daily {id_}", title="Ferry aground",
                    published="2024-01-24", paragraphs=paragraphs(text),
                ),
                claims=(
                    Claim(
                        id="c1", source=(Span(0, end),), cue=(Span(end + 1, end + 5),),
                        content=(Span(end + 6, len(text) - 1),), kind="indirect", speaker="s1",
                    ),
                ),
                speakers=(
                    Speaker(id="s1", name=who, type="person", mentions=(Span(0, end),)),
                ),
            )
        )  # fmt: skip
    return found


def named(comparison: rashomon.Comparison) -> list[tuple[str, tuple[str, ...]]]:
    return [(s.name, s.also_named) for s in comparison.speakers]


def test_the_same_in_two_articles_is_one_speaker_with_both_names() -> None:
    readings = two(a="Ida Marn", b="Nel Quist")
    assert len(rashomon.compare(readings).speakers) == 2
    row = {"kind": "same speaker", "names": ["Nel Quist", "Ida Marn"]}
    comparison = rashomon.compare(readings, overrides=lines(row))
    assert named(comparison) == [("Nel Quist", ("Ida Marn",))]
    assert [r.speakers[0].id for r in comparison.articles] == ["s1", "s1"]
    assert any(r.corrections for r in comparison.articles)


def test_what_the_rules_never_put_together_a_person_can() -> None:
    readings = [
        replace(r, speakers=(replace(r.speakers[0], type="unnamed"),))
        for r in two(a="an official", b="the official source")
    ]
    row = {"kind": "same speaker", "names": ["an official", "the official source"]}
    comparison = rashomon.compare(readings, overrides=lines(row))
    assert len(comparison.speakers) == 1
    (entry,) = comparison.corrections
    assert entry.what.startswith("one speaker: an official")
    page = comparison_page(comparison)
    assert "Corrected by a person" in page


def test_not_the_same_keeps_two_ids_where_the_rules_would_join() -> None:
    readings = two(a="Petr Orlov", b="Petr Orlow", c="Orlov")
    joined = rashomon.compare(readings)
    assert len(joined.speakers) == 1
    row = {"kind": "not the same speaker", "names": ["Petr Orlov", "Petr Orlow"]}
    comparison = rashomon.compare(readings, overrides=lines(row))
    apart = {s.name for s in comparison.speakers}
    assert {"Petr Orlov", "Petr Orlow"} <= apart
    assert [e.line for e in comparison.corrections] == [1]


def test_a_narrower_not_the_same_is_an_exception_to_a_wider_same() -> None:
    readings = two(a="Ida Marn", b="Marn the elder", c="Marn the elder")
    rows = [
        {"kind": "same speaker", "names": ["Ida Marn", "Marn the elder"]},
        {
            "kind": "not the same speaker",
            "names": ["Ida Marn", "Marn the elder"],
            "outlet": "Daily c",
        },
    ]
    comparison = rashomon.compare(readings, overrides=lines(*rows))
    ids = {r.article.id: r.claims[0].speaker for r in comparison.articles}
    assert ids["a"] == ids["b"] != ids["c"]


def test_a_comparison_does_not_depend_on_the_order_or_on_when_it_is_corrected() -> None:
    rows = [
        {"kind": "same speaker", "names": ["Russian Investigative Committee",
                                           "Russian investigators"], "type": "organisation"},
        {"kind": "not the same speaker", "names": ["Ukrainian military intelligence",
                                                   "Ukrainian military intelligence agency"]},
        {"kind": "not a claim", "article": "agency-f-0126",
         "exact": "Moscow's account still raised many questions"},
        {"kind": "not a claim", "article": "gone", "exact": "gone"},
    ]  # fmt: skip
    corrections = lines(*rows)
    articles = list(rashomon.articles([EXAMPLES]))
    options: dict[str, Any] = {"annotator": "rules", "overrides": corrections}
    one = rashomon.compare(articles, **options)
    assert one == rashomon.compare(reversed(articles), **options)
    readings = [rashomon.read(a, **options) for a in articles]
    assert one == rashomon.compare(readings, **options)
    bare = [rashomon.read(a, annotator="rules") for a in articles]
    assert one == rashomon.compare(bare, **options)
    assert one.made_by.overrides_sha256 == corrections.sha256
    assert one.notes == ("c.jsonl: nothing to correct in these articles for line 4",)
    # Without the lines all is as it was.
    assert rashomon.compare(bare, annotator="rules") == rashomon.compare(
        articles, annotator="rules"
    )
    assert codec.decode(rashomon.Comparison, codec.encode(one)) == one
