"""Files of corrections and their use from Python: broken ones are named, nothing is guessed."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from correcting import GOOD, TEXT, about, bridge, lines
from hypothesis import given, settings
from hypothesis import strategies as st

import rashomon
from rashomon import codec
from rashomon.annotate.corrected import correct
from rashomon.corrections import FILE_BYTES, KINDS, dumps, load, parse
from rashomon.errors import ItemError, OrphanError, UsageError


def broken(data: bytes | str, tmp_path: Path) -> str:
    path = tmp_path / "desk.jsonl"
    path.write_bytes(data if isinstance(data, bytes) else data.encode("utf-8"))
    with pytest.raises(UsageError) as caught:
        load([path])
    return str(caught.value)


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
