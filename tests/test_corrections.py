"""Corrections by a person: each kind, what does not fit, and that nothing is guessed."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from correcting import EXAMPLES, TEXT, about, applied, at, bridge, lines, orphan, speaker_of
from hypothesis import given
from hypothesis import strategies as st

import rashomon
from rashomon.anchors import Quote, find, name
from rashomon.annotate.corrected import correct
from rashomon.model import (
    Article,
    Claim,
    MadeBy,
    Reading,
    Span,
)
from rashomon.render.page import reading_page
from rashomon.text import paragraphs, quote, sha256

# Words


def test_a_place_is_found_by_its_words_whatever_the_shape_of_spaces_quotes_and_dashes() -> None:
    text = "He called it “a\nmonstrous  act” - twice."
    assert [quote(text, s) for s in find(text, Quote('"a monstrous act" –'))] == [
        "“a monstrous act” -"
    ]


def test_words_inside_longer_words_are_not_the_place() -> None:
    assert find("The theatre and he.", Quote("he")) == ((Span(16, 18),),)
    assert find("The theatre.", Quote("he")) == ()


def test_a_place_of_several_spans_is_found_as_it_is_shown() -> None:
    text = "“It fell,” she said, “and broke.” She said “It fell,” again."
    (found,) = find(text, Quote("“It fell,” … “and broke.”"))
    assert [span.of(text) for span in found] == ["“It fell,”", "“and broke.”"]


@given(st.text(alphabet="ab .’\n", min_size=1, max_size=60), st.data())
def test_a_name_for_a_place_leads_back_to_it_or_there_is_none(text: str, data: Any) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    named = name(text, (Span(start, end),))
    if named is not None:
        assert find(text, named) == ((Span(start, end),),)


# Each kind


def test_a_dropped_claim_leaves_its_inner_claims_to_the_one_around_it() -> None:
    reading = applied(
        about("not a claim", exact="the harbour office had told her that the bridge fell")
    )
    assert [(c.id, c.inside) for c in reading.claims] == [
        ("c2", None), ("c3", None), ("c4", None), ("c5", None),
    ]  # fmt: skip
    assert [(r.value, r.claims) for r in reading.record] == [("bridge", ("c2",)), ("road", ("c5",))]
    (entry,) = reading.corrections
    assert (entry.file, entry.line, entry.kind) == ("c.jsonl", 1, "not a claim")
    assert "had told her" in entry.what


def test_what_only_a_dropped_claim_held_goes_with_it() -> None:
    reading = applied(
        about("not a claim", exact="the road was open"),
        about("not a claim", exact="that the bridge fell"),
        about("not a claim", exact="that", prefix="denied"),
    )
    assert [c.id for c in reading.claims] == ["c1", "c3"]
    assert [r.value for r in reading.record] == ["bridge"]
    # The harbour office may still be the one of c3, which is left open.
    assert [s.name for s in reading.speakers] == ["Ida Marn", "harbour office"]


def test_a_speaker_that_nobody_speaks_for_any_more_goes() -> None:
    reading = applied(
        about("not a claim", exact="the road was open"),
        about("not a claim", exact="that the bridge fell"),
        about("not a claim", exact="that", prefix="denied"),
        about("speaker", exact="She", suffix="said twelve people were hurt. The", name="Ida Marn"),
    )
    assert [s.name for s in reading.speakers] == ["Ida Marn"]


def test_a_commitment_is_what_the_person_says() -> None:
    reading = applied(about("commitment", exact="the road was open", commitment="hedges"))
    assert [c.commitment for c in reading.claims if c.id == "c5"] == ["hedges"]
    assert reading.corrections[0].what == "hedges, not asserts: “the road was open”"


def test_these_words_are_that_speaker() -> None:
    reading = applied(about("speaker", exact="Marn’s office", name="Marn's office", type="office"))
    assert speaker_of(reading, "c5") == "Marn's office"
    new = reading.speakers[-1]
    assert (new.type, new.mentions) == ("office", (at("Marn’s office"),))
    assert at("Marn’s office") not in reading.speakers[0].mentions


def test_an_open_speaker_is_answered_by_source_or_by_content() -> None:
    for anchor in (
        {"exact": "She", "prefix": "fell."},
        {"exact": "twelve people were hurt", "suffix": ". The"},
    ):
        reading = applied(about("speaker", **anchor, name="ida marn"))
        assert speaker_of(reading, "c3") == "Ida Marn"
        assert reading.claims[2].candidates == ()
        assert "it was left open" in reading.corrections[0].what


def test_two_names_are_one_speaker_called_by_the_first() -> None:
    reading = applied(
        about("same speaker", names=["Harrow Council", "harbour office", "Ida Marn"], type="office")
    )
    (one,) = reading.speakers
    assert (one.name, one.type, set(one.also_named)) == (
        "Harrow Council", "office", {"harbour office", "Ida Marn"},
    )  # fmt: skip
    assert {c.speaker for c in reading.claims} == {one.id}, "candidates that are one are an answer"
    assert reading.claims[4].verification[0].by == one.id
    assert len(one.mentions) == 4


def test_two_names_are_not_one_speaker() -> None:
    reading = applied(
        about("not the same speaker", names=["Ida Marn", "Marn's office"], type="office")
    )
    assert (speaker_of(reading, "c1"), speaker_of(reading, "c5")) == ("Ida Marn", "Marn's office")
    assert reading.speakers[-1].type == "office"


def test_the_longer_name_decides_which_mention_is_whose() -> None:
    reading = applied(about("not the same speaker", names=["Marn's office", "Marn"]))
    assert (speaker_of(reading, "c1"), speaker_of(reading, "c5")) == ("Ida Marn", "Marn's office")


def test_an_article_is_named_by_id_address_or_hash_of_its_text() -> None:
    for key in ("bridge", "https://example.org/bridge", sha256(TEXT)):
        row = {"kind": "not a claim", "article": key, "exact": "the road was open"}
        assert len(applied(row).claims) == 4
    other = {"kind": "not a claim", "article": "ferry", "exact": "the road was open"}
    assert len(applied(other).claims) == 5


def test_names_may_hold_in_one_outlet() -> None:
    row = {"kind": "same speaker", "names": ["Port", "harbour office"]}
    assert "Port" in {s.name for s in applied({**row, "outlet": "daily b"}).speakers}
    assert "Port" not in {s.name for s in applied({**row, "outlet": "Daily C"}).speakers}


def test_by_when_and_note_are_shown() -> None:
    row = about(
        "not a claim", exact="the road was open", by="N. N.", when="2024-02-01", note="a caption"
    )
    entry = applied(row).corrections[0]
    assert (entry.by, entry.when, entry.note) == ("N. N.", "2024-02-01", "a caption")
    page = reading_page([applied(row)])
    assert "c.jsonl, line 1; by N. N. 2024-02-01; a caption" in page
    assert "1 correction by a person" in page


# What does not fit


def test_words_that_are_not_there_any_more_are_an_orphan() -> None:
    said = orphan(about("not a claim", exact="the road was closed"))
    assert said.startswith("c.jsonl, line 1:")
    assert "do not stand there" in said


def test_words_that_stand_twice_are_an_orphan_even_where_one_of_them_is_a_claim() -> None:
    said = orphan(about("not a claim", exact="twelve people were hurt"))
    assert "more than once" in said
    assert '"prefix"' in said


def test_a_content_of_two_claims_needs_its_cue() -> None:
    reading = bridge()
    twin = Claim(
        id="c6", source=(at("The harbour office"),), cue=(at("denied"),),
        content=(at("the road was open"),), kind="indirect", speaker="s2",
    )  # fmt: skip
    reading = replace(reading, claims=(*reading.claims, twin))
    assert '"cue"' in orphan(about("not a claim", exact="the road was open"), to=reading)
    left = applied(about("not a claim", exact="the road was open", cue="denied"), to=reading)
    assert [c.id for c in left.claims] == ["c1", "c2", "c3", "c4", "c5"]


@pytest.mark.parametrize(
    ("row", "why"),
    [
        (about("commitment", exact="people", prefix="fell. She said twelve", commitment="denies"),
         "no claim has"),
        (about("speaker", exact="the road was open", name="Nobody Known"), '"type"'),
        (about("same speaker", names=["Ida Marn", "Nobody Known"]), "no speaker there"),
        (about("not the same speaker", names=["Ida Marn", "Nobody Known"]), "no speaker there"),
    ],
    ids=["no claim", "no type", "not the same", "same"],
)  # fmt: skip
def test_what_is_not_there_is_an_orphan(row: dict[str, Any], why: str) -> None:
    assert why in orphan(row)


def test_own_voice_has_no_speaker_to_correct() -> None:
    text = "The bridge fell. It broke."
    reading = Reading(
        made_by=MadeBy(rashomon="test", annotator="hand@1", text_sha256=sha256(text)),
        article=Article(id="bridge", text=text),
        claims=(Claim(id="c1", content=(Span(0, 15),), kind="own voice"),),
    )
    row = about("speaker", exact="The bridge fell", name="Ida Marn", type="person")
    assert "own voice" in orphan(row, to=reading)


def test_two_lines_that_meet_in_one_claim_are_reported_and_the_first_holds() -> None:
    corrected = correct(
        bridge(),
        lines(
            about("commitment", exact="the road was open", commitment="denies"),
            about("commitment", exact="road was open", prefix="the", commitment="doubts"),
        ),
    )
    (error,) = corrected.orphans
    assert "c.jsonl, line 1 says something else" in str(error)
    assert corrected.reading.claims[4].commitment == "denies"


def test_one_she_behind_two_claims_is_corrected_in_the_one_that_stays() -> None:
    reading = bridge()
    twin = replace(reading.claims[2], id="c6", content=(at("people", 1),))
    reading = replace(reading, claims=(*reading.claims, twin))
    rows = [
        about("speaker", exact="She", prefix="fell.", name="Ida Marn"),
        about("not a claim", exact="twelve people were hurt", prefix="fell. She said"),
    ]
    after = applied(*rows, to=reading)
    assert speaker_of(after, "c6") == "Ida Marn"
    said = correct(bridge(), lines(*rows)).orphans
    assert "line 2 says that it is not a claim" in str(said[0])


def test_the_rest_is_applied_and_the_order_of_lines_does_not_matter() -> None:
    rows = [
        about("not a claim", exact="the road was closed"),
        about("not the same speaker", names=["Ida Marn", "Marn's office"]),
        about("same speaker", names=["Harrow Council", "Marn's office", "harbour office"]),
        about("commitment", exact="that the bridge fell", commitment="alleges"),
        about("speaker", exact="She", prefix="fell.", name="Ida Marn"),
    ]
    one, other = (correct(bridge(), lines(*order)).reading for order in (rows, rows[::-1]))
    assert (one.claims, one.speakers) == (other.claims, other.speakers)
    assert [e.line for e in one.corrections] == [2, 3, 4, 5]
    assert speaker_of(one, "c2") == speaker_of(one, "c5") == "Harrow Council"


def test_a_claim_that_is_no_longer_found_is_said_to_be_so_already() -> None:
    reading = applied(about("not a claim", exact="twelve people", suffix=" were hurt. The"))
    assert reading.notes == ("correction not needed: c.jsonl, line 1: it is so already",)
    assert reading.corrections == ()


# Edited texts and other annotators


def test_an_edited_text_keeps_the_correction_while_the_words_stand() -> None:
    row = {"kind": "not a claim", "article": "ferry", "exact": "that it had been told"}
    text = "The line denied that it had been told. Nobody was hurt, the coast guard said."
    edited = "UPDATE. The ferry sank. " + text.replace("Nobody was", "Two were")
    changed = text.replace("been told", "been warned")
    for annotator in ("rules", "learned"):
        for now, fits in ((text, True), (edited, True), (changed, False)):
            article = Article(id="ferry", text=now, language="en", paragraphs=paragraphs(now))
            before = rashomon.read(article, annotator=annotator)
            after = rashomon.read(article, annotator=annotator, overrides=lines(row))
            assert len(before.claims) - len(after.claims) == fits, (annotator, now)
            assert bool(after.notes) != fits


def test_one_file_serves_both_annotators(tmp_path: Path) -> None:
    path = tmp_path / "c.jsonl"
    rows = [
        {"kind": "not a claim", "article": "agency-f-0126",
         "exact": "Moscow's account still raised many questions"},
        {"kind": "commitment", "article": "agency-f-0126",
         "exact": "it shot the plane down", "commitment": "denies"},
    ]  # fmt: skip
    path.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    articles = {a.id: a for a in rashomon.articles([EXAMPLES])}
    for annotator in ("rules", "learned"):
        reading = rashomon.read(articles["agency-f-0126"], annotator=annotator, overrides=path)
        assert [e.line for e in reading.corrections] == [1, 2]
        assert "denies" in {c.commitment for c in reading.claims}
        assert reading.summary is not None
        covers = reading.summary.covers
        assert covers.of == len(reading.claims)
