"""Corrections by a person: each kind, what does not fit, and that nothing is guessed."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import rashomon
from rashomon import codec, flow
from rashomon.anchors import Quote, find, name
from rashomon.annotate.corrected import correct
from rashomon.corrections import FILE_BYTES, KINDS, Corrections, dumps, load, parse
from rashomon.errors import ItemError, OrphanError, UsageError
from rashomon.model import (
    Article,
    Claim,
    MadeBy,
    Reading,
    RecordItem,
    Span,
    Speaker,
    Verification,
)
from rashomon.render.page import comparison_page, reading_page
from rashomon.text import paragraphs, quote, sha256

EXAMPLES = Path(__file__).resolve().parent.parent / "examples" / "il-76-belgorod"

TEXT = (
    "Ida Marn, the mayor of Harrow, said the harbour office had told her that the bridge fell. "
    "She said twelve people were hurt. The harbour office denied that.\n\n"
    "Marn’s office said the road was open. She said twelve people were hurt, she repeated."
)


def at(words: str, nth: int = 0, text: str = TEXT) -> Span:
    start = -1
    for _ in range(nth + 1):
        start = text.index(words, start + 1)
    return Span(start, start + len(words))


def bridge(text: str = TEXT, **more: Any) -> Reading:
    """Marn says that the harbour office says that the bridge fell; her office is taken for her."""
    outer = "the harbour office had told her that the bridge fell"
    claims = (
        Claim(
            id="c1", source=(at("Ida Marn, the mayor of Harrow"),), cue=(at("said"),),
            content=(at(outer),), kind="indirect", speaker="s1",
        ),
        Claim(
            id="c2", source=(at("the harbour office"),), cue=(at("had told"),),
            content=(at("that the bridge fell"),), kind="indirect", inside="c1", speaker="s2",
        ),
        Claim(
            id="c3", source=(at("She"),), cue=(at("said", 1),),
            content=(at("twelve people were hurt"),), kind="indirect", candidates=("s1", "s2"),
        ),
        Claim(
            id="c4", source=(at("The harbour office"),), cue=(at("denied"),),
            content=(at("that", 1),), kind="indirect", speaker="s2", commitment="denies",
        ),
        Claim(
            id="c5", source=(at("Marn’s office"),), cue=(at("said", 2),),
            content=(at("the road was open"),), kind="indirect", speaker="s1",
            verification=(Verification(kind="not verified", span=at("open"), by="s2"),),
        ),
    )  # fmt: skip
    return Reading(
        made_by=MadeBy(rashomon="test", annotator="hand@1", text_sha256=sha256(text)),
        article=Article(
            id="bridge", url="https://example.org/bridge", outlet="Daily B", text=text,
            language="en", paragraphs=paragraphs(text), **more,
        ),
        claims=claims,
        speakers=(
            Speaker(
                id="s1", name="Ida Marn", type="person",
                mentions=(at("Ida Marn, the mayor of Harrow"), at("Marn’s office")),
            ),
            Speaker(
                id="s2", name="harbour office", type="office",
                mentions=(at("the harbour office"), at("The harbour office")),
            ),
        ),
        record=(
            RecordItem(slot="other", value="bridge", span=at("bridge"), claims=("c1", "c2")),
            RecordItem(slot="other", value="road", span=at("road"), claims=("c5",)),
        ),
    )  # fmt: skip


def lines(*rows: dict[str, Any]) -> Corrections:
    data = "\n".join(json.dumps(row) for row in rows).encode()
    return Corrections(lines=parse(data, file="c.jsonl"))


def about(kind: str, **keys: Any) -> dict[str, Any]:
    return {"kind": kind, "article": "bridge", **keys}


def applied(*rows: dict[str, Any], to: Reading | None = None) -> Reading:
    corrected = correct(to or bridge(), lines(*rows))
    assert corrected.orphans == ()
    return corrected.reading


def orphan(*rows: dict[str, Any], to: Reading | None = None) -> str:
    """What is said of the one line that does not fit; nothing else may have changed."""
    reading = to or bridge()
    corrected = correct(reading, lines(*rows))
    (error,) = corrected.orphans
    assert (corrected.reading.claims, corrected.reading.speakers) == (
        reading.claims,
        reading.speakers,
    )
    assert len([n for n in corrected.reading.notes if "not applied" in n]) == 1
    return str(error)


def speaker_of(reading: Reading, claim: str) -> str:
    names = {s.id: s.name for s in reading.speakers}
    (found,) = [c for c in reading.claims if c.id == claim]
    return names[found.speaker] if found.speaker else "open"


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


# Across articles


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


# Files


def broken(data: bytes | str, tmp_path: Path) -> str:
    path = tmp_path / "desk.jsonl"
    path.write_bytes(data if isinstance(data, bytes) else data.encode("utf-8"))
    with pytest.raises(UsageError) as caught:
        load([path])
    return str(caught.value)


GOOD = '{"kind": "not a claim", "article": "a", "exact": "so it is"}'


@pytest.mark.parametrize(
    ("data", "says"),
    [
        ("{", "line 1: is no JSON"),
        (GOOD + "\n[]", "line 2: is an array"),
        ("# a comment\n" + GOOD, "comments are not allowed"),
        ("null", "line 1"),
        ("[" * 100_000, "line 1"),
        ("9" * 10_000, "line 1"),
        (b"\xff\xfe{\x00", "is not UTF-8"),
        (GOOD.encode() + b"\n\x00\x01\x02\xfe", "line 2"),
        ("\x00\x00", "line 1"),
        ('{"article": "a"}', 'has no "kind"; give one of "same speaker"'),
        ('{"kind": "nonsense"}', '"kind" is "nonsense"'),
        ('{"kind": "not a claim", "article": "a"}', 'needs "exact"'),
        ('{"kind": "not a claim", "exact": "so"}', 'needs "article"'),
        ('{"kind": "not a claim", "artcle": "a", "exact": "so"}', '"artcle" is no key'),
        ('{"kind": "not a claim", "article": "a", "exact": "so", "exact": "no"}', "stands twice"),
        ('{"kind": "not a claim", "article": "a", "exact": 5}', '"exact" is a number'),
        ('{"kind": "not a claim", "article": "a", "exact": " … "}', "must hold a word"),
        ('{"kind": "not a claim", "article": "a", "exact": "so\\u0007"}', "U+0007"),
        ('{"kind": "not a claim", "article": "a", "exact": "\\ud800 so"}', "U+D800"),
        ('{"kind": "not a claim", "article": "a", "exact": "so", "when": "May"}', "2024-01-24"),
        ('{"kind": "commitment", "article": "a", "exact": "so", "commitment": "lies"}', '"denies"'),
        ('{"kind": "same speaker", "names": "A"}', '"names": ["...", "..."]'),
        ('{"kind": "same speaker", "names": ["Ida"]}', "give two or more"),
        ('{"kind": "same speaker", "names": ["Ida", "the Ida"]}', "which is one name"),
        ('{"kind": "same speaker", "names": ["Ida", "!"]}', "no word"),
        ('{"kind": "same speaker", "names": ["Ida", "B"], "type": "mouse"}', '"person"'),
        ('{"kind": "same speaker", "names": ["Ida", "B"], "article": "a", "outlet": "b"}',
         "leave one of them out"),
        ('{"kind": "not the same speaker", "names": ["Ida", "B", "C"]}', "give the two"),
    ],
)  # fmt: skip
def test_a_broken_line_is_named_with_what_to_write_instead(
    data: bytes | str, says: str, tmp_path: Path
) -> None:
    said = broken(data, tmp_path)
    assert said.startswith("desk.jsonl, line ")
    assert says in said
    assert len(said) < 500


def test_a_file_that_cannot_be_read_is_wrong_use(tmp_path: Path) -> None:
    for path in (tmp_path / "none.jsonl", tmp_path, Path("a\0b")):
        with pytest.raises(UsageError, match="cannot be read"):
            load([path])
    assert "larger than" in broken(b" " * (FILE_BYTES + 1), tmp_path)


def test_byte_order_marks_line_ends_and_blank_lines_do_no_harm() -> None:
    data = b"\xef\xbb\xbf" + (GOOD + "\r\n\r\n  \n" + GOOD.replace("so", "thus")).encode()
    assert [line.number for line in parse(data, file="c.jsonl")] == [1, 4]
    assert parse(b"", file="c.jsonl") == ()
    null = '{"kind": "not a claim", "article": "a", "exact": "so it is", "note": null}'
    assert parse(null.encode(), file="c") == parse(GOOD.encode(), file="c")


SAME = {"kind": "same speaker", "names": ["Ida", "Nel"]}
NOT = {"kind": "not the same speaker", "names": ["the Nel", "Ida"]}


@pytest.mark.parametrize(
    "rows",
    [
        [SAME, NOT],
        [NOT, SAME],
        [SAME, {"kind": "same speaker", "names": ["Nel", "Ole"]},
         {"kind": "not the same speaker", "names": ["Ida", "Ole"]}],
        [{**SAME, "article": "a"}, {**NOT, "article": "a"}],
        [{**SAME, "article": "a"}, NOT],
        [{"kind": "same speaker", "names": ["Ida", "Ole"]},
         {"kind": "same speaker", "names": ["Ole", "Nel"], "article": "a"},
         {**NOT, "article": "a"}],
        [about("commitment", exact="so", commitment="denies"),
         about("commitment", exact=" so ", commitment="doubts")],
        [about("speaker", exact="She", name="Ida"), about("speaker", exact="She", name="Nel")],
        [about("not a claim", exact="so"), about("commitment", exact="so", commitment="denies")],
    ],
)  # fmt: skip
def test_lines_that_contradict_each_other_are_refused_and_both_named(
    rows: list[dict[str, Any]],
) -> None:
    with pytest.raises(UsageError) as caught:
        lines(*rows)
    named = [n for n in range(1, len(rows) + 1) if f"line {n}" in str(caught.value)]
    assert len(named) >= 2


@pytest.mark.parametrize(
    "rows",
    [
        [SAME, {**NOT, "article": "a"}],
        [{**SAME, "article": "a"}, {**NOT, "article": "b"}],
        [{**SAME, "article": "a"},
         {"kind": "same speaker", "names": ["Nel", "Ole"], "article": "b"},
         {"kind": "not the same speaker", "names": ["Ida", "Ole"]}],
        [SAME, SAME],
        [about("speaker", exact="She", name="Ida"), about("speaker", exact="She", name="the Ida")],
    ],
)  # fmt: skip
def test_lines_that_do_not_contradict_each_other_are_taken(rows: list[dict[str, Any]]) -> None:
    assert len(lines(*rows).lines) == len(rows)


def test_the_published_schema_takes_what_the_program_takes() -> None:
    schema = codec.schema("correction")
    jsonschema.Draft202012Validator.check_schema(schema)
    check = jsonschema.Draft202012Validator(schema)
    assert {d["properties"]["kind"]["const"] for d in schema["$defs"].values()} == set(KINDS)
    for row in (
        SAME, NOT, json.loads(GOOD),
        about("speaker", exact="She", name="Ida", type="person"),
        about("commitment", exact="so", commitment="denies", prefix=None),
    ):  # fmt: skip
        assert check.is_valid(row)
        (line,) = lines(row).lines
        assert check.is_valid(json.loads(dumps(line.correction)))
        assert parse(dumps(line.correction).encode(), file="c.jsonl") == (line,)
    for row in (
        {}, {"names": ["Ida", "Nel"]}, {**SAME, "names": ["Ida"]}, {**NOT, "names": [*"IJK"]},
        {**json.loads(GOOD), "artcle": "a"}, about("commitment", exact="so", commitment="lies"),
        about("speaker", exact="She"),
    ):  # fmt: skip
        assert not check.is_valid(row)


def test_twenty_thousand_lines_are_read_and_applied_in_seconds() -> None:
    rows = [{"kind": "same speaker", "names": [f"Ida {n}", f"Nel {n}"]} for n in range(8_000)]
    rows += [
        {"kind": "not the same speaker", "names": [f"Ida {n}", f"Nel {n + 1}"]}
        for n in range(8_000)
    ]
    rows += [about("not a claim", exact=f"the road was open {n}") for n in range(200)]
    corrections = lines(*rows)
    assert len(correct(bridge(), corrections).orphans) == 200


# Python


def test_several_files_are_taken_and_what_has_nothing_to_correct_is_said(tmp_path: Path) -> None:
    one, other, news = (tmp_path / name for name in ("one.jsonl", "other.jsonl", "news.jsonl"))
    one.write_text(json.dumps(about("not a claim", exact="the road was open")) + "\n\n" + GOOD)
    other.write_text(json.dumps(about("not a claim", exact="the road was closed")))
    news.write_text(json.dumps({"id": "bridge", "text": TEXT, "language": "en"}))
    errors: list[ItemError] = []
    notes: list[str] = []
    (reading,) = rashomon.read_many(
        [news], overrides=[one, other], on_error=errors.append, on_note=notes.append
    )
    assert [type(e) for e in errors] == [OrphanError]
    assert notes == ["one.jsonl: nothing to correct in these articles for line 3"]
    assert [(e.file, e.line) for e in reading.corrections] == [("one.jsonl", 1)]
    assert reading.made_by.overrides_sha256 is not None
    assert len(reading.made_by.overrides_sha256.split(", ")) == 2


def test_readings_may_be_corrected_again_and_by_others() -> None:
    one = lines(about("not a claim", exact="the road was open"))
    other = lines(about("commitment", exact="that the bridge fell", commitment="alleges"))
    assert one.sha256 != other.sha256
    article = replace(bridge().article, text=TEXT)
    reading = rashomon.read(article, annotator="rules", overrides=one)
    both = rashomon.compare([reading], annotator="rules", overrides=other).articles[0]
    assert [e.kind for e in both.corrections] == ["not a claim", "commitment"]
    assert both.made_by.overrides_sha256 == f"{one.sha256}, {other.sha256}"
    assert both.summary is not None
    assert both.summary.covers.of == len(both.claims)
    for overrides in (one, other):
        again = rashomon.compare([both], annotator="rules", overrides=overrides).articles[0]
        assert again == both


def test_a_broken_file_is_found_before_the_first_article_is_read(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"none\.jsonl"):
        rashomon.read_many([tmp_path], overrides=tmp_path / "none.jsonl")


# Anything


CLAIMS = [
    ("the harbour office had told her that the bridge fell", ""),
    ("that the bridge fell", ""),
    ("twelve people were hurt", "fell. She said"),
    ("that", "denied"),
    ("the road was open", ""),
]
NAMES = ["Ida Marn", "harbour office", "Marn's office", "Harrow Council", "She", "mayor"]


@st.composite
def some_rows(draw: st.DrawFn) -> list[dict[str, Any]]:
    pairs = st.lists(st.sampled_from(NAMES), min_size=2, max_size=2, unique=True)
    rows: list[dict[str, Any]] = []
    for exact, prefix in draw(st.lists(st.sampled_from(CLAIMS), max_size=5)):
        kind = draw(st.sampled_from(["not a claim", "speaker", "commitment"]))
        row = about(kind, exact=exact, **({"prefix": prefix} if prefix else {}))
        if kind == "speaker":
            row.update(name=draw(st.sampled_from(NAMES)), type="office")
        if kind == "commitment":
            row.update(commitment=draw(st.sampled_from(["denies", "hedges"])))
        rows.append(row)
    for names in draw(st.lists(pairs, max_size=4)):
        kind = draw(st.sampled_from(["same speaker", "not the same speaker"]))
        rows.append(
            {"kind": kind, "names": names, **draw(st.sampled_from([{}, {"article": "bridge"}]))}
        )
    return rows


@settings(max_examples=300, deadline=None)
@given(some_rows())
def test_no_corrections_make_an_invalid_reading_or_comparison(rows: list[dict[str, Any]]) -> None:
    try:
        corrections = lines(*rows)
    except UsageError:
        return  # they contradict each other
    corrected = correct(bridge(), corrections).reading
    speakers = {s.id for s in corrected.speakers}
    for claim in corrected.claims:
        assert all(v.by in speakers for v in claim.verification if v.by)
        assert not (claim.speaker and claim.candidates)
    held = {n.casefold() for s in corrected.speakers for n in (s.name, *s.also_named)}
    assert len(held) >= len(speakers)
    # Corrected again with the same: nothing more to do than what does not fit any more.
    dropped = {c.id for c in bridge().claims} - {c.id for c in corrected.claims}
    again = correct(corrected, corrections).reading
    assert {c.id for c in again.claims} == {c.id for c in corrected.claims}
    assert dropped <= {"c1", "c2", "c3", "c4", "c5"}
    from rashomon.comparison.speakers import link

    linked = link([corrected], [["bridge"]], corrections=corrections)
    assert linked == link([corrected], [["bridge"]], corrections=corrections)


# The command line


def run(*words: str, stdin: str = "") -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "rashomon", *words],
        input=stdin, capture_output=True, text=True, encoding="utf-8", timeout=300, check=False,
    )  # fmt: skip


@pytest.fixture(scope="module")
def news(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("news") / "news.jsonl"
    row = {"id": "bridge", "outlet": "Daily B", "text": TEXT, "language": "en"}
    path.write_text(json.dumps(row), encoding="utf-8")
    return path


def test_the_command_prints_a_line_that_the_other_commands_take(news: Path, tmp_path: Path) -> None:
    made = run("correct", str(news), "--words", "the road was OPEN", "--by", "N. N.")
    assert made.returncode == 0, made.stderr
    path = tmp_path / "c.jsonl"
    path.write_text(made.stdout, encoding="utf-8")
    before, after = (
        run("read", "--json", str(news), *more) for more in ((), ("--overrides", str(path)))
    )
    assert (after.returncode, after.stderr) == (0, "")
    reading = json.loads(after.stdout)
    assert len(reading["claims"]) == len(json.loads(before.stdout)["claims"]) - 1
    assert reading["corrections"][0]["by"] == "N. N."
    assert str(tmp_path) not in after.stdout
    again = run("read", "--json", str(news), "--overrides", str(path))
    assert again.stdout == after.stdout
    path.write_text("", encoding="utf-8")
    undone = json.loads(run("read", "--json", str(news), "--overrides", str(path)).stdout)
    was = json.loads(before.stdout)
    assert {**undone, "made_by": 0} == {**was, "made_by": 0}


def test_a_digest_shows_what_was_corrected(news: Path, tmp_path: Path) -> None:
    path = tmp_path / "c.jsonl"
    row = about("speaker", exact="the road was open", name="Harrow Council", type="office")
    path.write_text(json.dumps(row), encoding="utf-8")
    for command in ("read", "compare"):
        done = run(command, str(news), "--overrides", str(path))
        assert done.returncode == 0, done.stderr
        assert "is Harrow Council, not" in done.stdout
        assert "(c.jsonl, line 1)" in done.stdout


@pytest.mark.parametrize("command", ["read", "compare"])
def test_a_correction_that_does_not_fit_ends_with_one_and_a_broken_file_with_two(
    command: str, news: Path, tmp_path: Path
) -> None:
    path = tmp_path / "c.jsonl"
    path.write_text(json.dumps(about("not a claim", exact="the road was shut")) + "\n" + GOOD)
    orphaned = run(command, "--json", str(news), "--overrides", str(path))
    assert orphaned.returncode == 1
    assert "c.jsonl, line 1" in orphaned.stderr
    assert json.loads(orphaned.stdout.splitlines()[0])["format"] == "rashomon/1"
    path.write_text("{")
    for bad in (path, tmp_path / "none.jsonl"):
        refused = run(command, "--json", str(news), "--overrides", str(bad))
        assert (refused.returncode, refused.stdout) == (2, "")
        assert bad.name in refused.stderr


@pytest.mark.parametrize(
    ("keys", "says"),
    [
        ({"words": "no such words"}, "no claim"),
        ({"words": "the"}, "3 claims hold"),
        ({"words": "the"}, "in article bridge; give more words"),
        ({"words": "the road was open", "speaker": "Ida", "type_": "mouse"}, '"person"'),
        ({"words": "the road was open", "speaker": "Nobody Known"}, 'give its "type"'),
        ({"words": "the road was open", "type_": "person"}, "speaker's name"),
        ({"words": "the road was open", "speaker": "Ida", "commitment": "denies"}, "two"),
    ],
)
def test_a_line_that_cannot_be_made_is_wrong_use(keys: dict[str, str], says: str) -> None:
    with pytest.raises(UsageError, match=says):
        flow.correction([bridge()], **keys)


def test_the_command_ends_with_two_where_no_line_can_be_made(news: Path) -> None:
    done = run("correct", str(news), "--words", "the road was open", "--article", "ferry")
    assert (done.returncode, done.stdout) == (2, "")
    assert "no claim of these articles" in done.stderr


def test_every_claim_of_the_examples_can_be_named_or_is_said_to_be_ambiguous() -> None:
    from rashomon.annotate.anchored import anchored
    from rashomon.annotate.corrected import fitting

    named: Iterable[tuple[Reading, Claim]] = [
        (reading, claim)
        for reading in (rashomon.read(a, annotator="rules") for a in rashomon.articles([EXAMPLES]))
        for claim in reading.claims
    ]
    for reading, claim in named:
        made = anchored(reading, claim, {"kind": "not a claim"})
        assert made is not None, quote(reading.article.text, claim.content)
        assert fitting(reading, made) == (claim.id,)
        if claim.source:
            made = anchored(reading, claim, {"kind": "speaker", "name": "N. N."})
            assert made is not None
            assert claim.id in fitting(reading, made)
