from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rashomon.comparison.edits import edit
from rashomon.comparison.paired import pair
from rashomon.comparison.stated import stated
from rashomon.comparison.worded import worded
from rashomon.model import (
    Article,
    Claim,
    ClaimEdit,
    Commitment,
    Edit,
    Part,
    Reading,
    SentenceEdit,
    Span,
    Speaker,
)
from rashomon.text import paragraphs
from tests.comparison.building import MADE_BY

SAID = re.compile(r"\{(?P<source>[^|{}]*)\|(?P<cue>[^|{}]*)\|(?P<content>[^{}]*)\}")


def reading(marked: str, *, id_: str = "a", commitment: Commitment = "asserts") -> Reading:
    """A reading of a text in which claims stand as {source|cue|content}, plain words around."""
    text, claims, speakers, end = "", [], {}, 0
    for number, match in enumerate(SAID.finditer(marked), start=1):
        text += marked[end : match.start()]
        end = match.end()
        spans = {}
        for role in ("source", "cue", "content"):
            words = match[role].strip()
            spans[role] = (Span(len(text), len(text) + len(words)),) if words else ()
            text += words + (" " if words and role != "content" else "")
        name = match["source"].strip()
        if name:
            speakers.setdefault(name, Speaker(id=f"s{len(speakers)}", name=name, type="person"))
        claims.append(
            Claim(
                id=f"c{number}",
                kind="indirect" if spans["source"] or spans["cue"] else "own voice",
                speaker=speakers[name].id if name else None,
                commitment=commitment,
                **spans,
            )
        )
    text += marked[end:]
    return Reading(
        made_by=MADE_BY,
        article=Article(id=id_, text=text, paragraphs=paragraphs(text)),
        claims=tuple(claims),
        speakers=tuple(speakers.values()),
    )


def edited(before: str, after: str) -> tuple[Edit, Reading, Reading]:
    one, other = reading(before), reading(after, id_="b")
    return edit(one, other), one, other


def only(before: str, after: str) -> ClaimEdit | SentenceEdit:
    made, _, _ = edited(before, after)
    (row,) = (*made.claims, *made.sentences)
    return row


@pytest.mark.parametrize(
    ("before", "after", "what"),
    [
        ("{Police|said|40 people fled}.", "{Police|said|50 people fled}.", {"number"}),
        ("{Police|said|at least 40 fled}.", "{Police|said|40 fled}.", {"number"}),
        ("{Police|said|forty fled}.", "{Police|said|fifty fled}.", {"number"}),
        ("{Police|said|it cost $40}.", "{Police|said|it cost £40}.", {"number"}),
        ("{Police|said|he may have fled}.", "{Police|said|he fled}.", {"hedge"}),
        ("{||The alleged thief fled}.", "{||The thief fled}.", {"hedge"}),
        ("{Police|said|he was there}.", "{Police|said|he was not there}.", {"negation"}),
        ("{Police|said|he was not there}.", "{Police|said|he wasn’t there}.", {"wording"}),
        ("{Ida Marn|said|the bridge fell}.", "{Olof Brandt|said|the bridge fell}.", {"source"}),
        ("{Police|said|the bridge fell}.", "{||The bridge fell}.", {"source"}),
        ("{||The bridge fell}.", "{Police|said|the bridge fell}.", {"source"}),
        ("{An NBC4 viewer|said|it fell}.", "{Another witness|said|it fell}.", {"source"}),
        ("{Some 40 lawmakers|said|it fell}.", "{Some 50 lawmakers|said|it fell}.", {"number"}),
        (
            "{Olof Brandt|said|40 men fled to Velle}.",
            "{Ida Marn|said|50 men fled to Ostrand}.",
            {"source", "number", "name"},
        ),
        ("{Marn|said|the bridge fell}.", "{Marn|claimed|the bridge fell}.", {"cue"}),
        ("{Marn|said|the bridge fell}.", "{Marn|says|the bridge fell}.", {"wording"}),
        (
            "{Police|said|the men met in Velle}.",
            "{Police|said|the men met in Tollford}.",
            {"name"},
        ),
        ("{Marn|said|“we lost it all”}.", "{Marn|said|“we lost it then”}.", {"quotation"}),
        ("{Marn|said|they lost it all}.", "{Marn|said|“they lost it all”}.", {"quotation"}),
        ("{Marn|said|the car was big}.", "{Marn|said|the car was large}.", {"wording"}),
        ("{Marn|said|it fell in May}.", "{Marn|said|it fell in June}.", {"name"}),
    ],
)  # fmt: skip
def test_a_changed_claim_says_what_changed(before: str, after: str, what: set[str]) -> None:
    row = only(before, after)
    assert isinstance(row, ClaimEdit)
    assert (row.kind, set(row.what)) == ("changed", what)
    assert row.why
    # ... and the same kinds the other way round.
    assert set(only(after, before).what) == what


def test_the_words_that_changed_are_marked_in_both_texts() -> None:
    made, one, other = edited(
        "{Police|said|40 people may have fled}.", "{Police|said|50 people fled}."
    )
    (row,) = made.claims
    assert [s.of(one.article.text) for s in row.gone] == ["40", "may have"]
    assert [s.of(other.article.text) for s in row.new] == ["50"]
    assert row.what == ("number", "hedge")


def test_a_fuller_name_of_the_same_speaker_is_no_other_source() -> None:
    one = reading("{Marn|said|the old bridge fell}.")
    other = reading("{Ida Marn|said|the old bridge fell}.")
    assert edit(one, other).claims[0].what == ("wording",)


def test_who_speaks_for_somebody_is_another_source() -> None:
    row = only("{Marn|said|the bridge fell}.", "{A spokesman for Marn|said|the bridge fell}.")
    assert row.what == ("source",)


def test_a_hedge_is_one_where_the_month_of_may_is_none() -> None:
    row = only("{||It fell late in May that year}.", "{||It fell late in that year}.")
    assert "hedge" not in row.what


def test_claims_of_dropped_and_added_sentences_are_dropped_and_added() -> None:
    made, _, _ = edited(
        "{Police|said|the men fled north}. {||The bridge is old}.",
        "{Police|said|the men fled north}. {Marn|denied|any knowledge of them}.",
    )
    assert [(c.kind, c.before, c.after) for c in made.claims] == [
        ("dropped", "c2", None), ("added", None, "c2"),
    ]  # fmt: skip


def test_a_sentence_without_a_claim_is_told_by_itself() -> None:
    made, _, other = edited(
        "Velle, Monday evening. {||The bridge fell}.", "Velle, Friday evening. {||The bridge fell}."
    )
    (row,) = made.sentences
    assert not made.claims
    assert (row.kind, row.what) == ("changed", ("name",))
    assert [s.of(other.article.text) for s in row.after] == ["Velle, Friday evening"]


def test_a_claim_cut_off_from_its_attribution_is_told_though_no_claim_is_left() -> None:
    made, _, _ = edited(
        "{Police|said|the captain had fled}. Nobody else spoke of it.",
        "The captain had fled. Nobody else spoke of it.",
    )
    (row,) = made.claims
    assert (row.kind, row.before, row.after, row.what) == ("changed", "c1", None, ("source",))


def test_a_change_within_a_claim_within_a_claim_is_one_change() -> None:
    texts = [f"Marn said police said {n} men had fled." for n in (40, 50)]
    readings = [
        Reading(
            made_by=MADE_BY,
            article=Article(id=text[-15:], text=text, paragraphs=paragraphs(text)),
            claims=(
                Claim(id="c1", source=(Span(0, 4),), cue=(Span(5, 9),), content=(Span(10, 37),),
                      kind="indirect"),
                Claim(id="c2", source=(Span(10, 16),), cue=(Span(17, 21),), content=(Span(22, 37),),
                      kind="indirect", inside="c1"),
            ),
        )
        for text in texts
    ]  # fmt: skip
    assert [c.before for c in edit(*readings).claims] == ["c2"]


def test_who_is_named_within_a_quotation_is_part_of_it() -> None:
    row = only(
        "“{They|said|nothing of it}”, Marn told us.",
        "“{Farmers|said|nothing of it}”, Marn told us.",
    )
    assert row.what == ("source", "quotation")


TEXT = (
    "Ida Marn said on Monday that 1,200 people – twelve of them children – weren’t aboard.\n\n"
    "“We were told nothing,” Marn told reporters. The company ‘did not answer’.\n\n"
    "Police in Velle said the café’s owner had fled. The bridge is old."
)


def plain(text: str, *, id_: str = "a", title: str | None = None) -> Reading:
    article = Article(id=id_, text=text, paragraphs=paragraphs(text), title=title)
    return Reading(made_by=MADE_BY, article=article)


def marked(text: str, spans: list[tuple[int, int]]) -> Reading:
    """A reading with claims at any places, as an annotator in two minds might mark them."""
    claims = tuple(
        Claim(id=f"c{n}", content=(Span(*span),), kind="own voice")
        for n, span in enumerate(sorted(set(spans)))
    )
    return Reading(
        made_by=MADE_BY,
        article=Article(id="a", text=text, paragraphs=paragraphs(text)),
        claims=claims,
    )


PLACES = st.lists(
    st.tuples(st.integers(0, len(TEXT) - 2), st.integers(1, 40)).map(
        lambda p: (p[0], min(len(TEXT), p[0] + p[1]))
    ),
    max_size=6,
)


@given(PLACES, PLACES)
def test_one_text_read_in_two_ways_has_no_edit(
    one: list[tuple[int, int]], other: list[tuple[int, int]]
) -> None:
    made = edit(marked(TEXT, one), marked(TEXT, other))
    assert not (made.claims or made.sentences or made.fields or made.stealth)


@pytest.mark.parametrize(
    "anew",
    [
        TEXT.replace("“", '"').replace("”", '"').replace("’", "'").replace("‘", "'"),
        TEXT.replace(" ", "\u00a0"),
        TEXT.replace("–", "-").replace("\n\n", "\n"),
        TEXT.replace("café", "cafe\u0301").replace("reporters", "repor\u00adters"),
        TEXT.replace("1,200", "1200").replace("twelve", "12"),
        TEXT.upper(),
        "\n\n".join(reversed(TEXT.split("\n\n"))),
        TEXT.replace("aboard.\n\n", "aboard. "),
    ],
)
def test_typography_white_space_and_moved_paragraphs_are_no_edit(anew: str) -> None:
    made = edit(plain(TEXT), plain(anew))
    assert not (made.claims or made.sentences)


WORDS = st.lists(st.sampled_from("bridge fell 12 not Velle said. may old. the\n\n".split(" ")))


@given(WORDS, WORDS)
def test_every_word_of_one_text_alone_is_told_and_no_other(one: list[str], two: list[str]) -> None:
    before, after = " ".join(["Marn.", *one]), " ".join(["Marn.", *two])
    made = edit(plain(before), plain(after))
    paired = pair(worded(before), worded(after))
    for text, other, spans in (
        (paired.before, paired.to, [s for e in made.sentences for s in e.gone]),
        (paired.after, paired.back, [s for e in made.sentences for s in e.new]),
    ):
        for word, place in zip(text.words, other, strict=True):
            told = any(s.start <= word.span.start < s.end for s in spans)
            assert told == (place is None)


def test_a_sentence_cut_in_two_lost_one_word() -> None:
    row = only(
        "{||The ferry sank off Velle, and forty people were rescued by boats from the town}.",
        "{||The ferry sank off Velle}. {||Forty people were rescued by boats from the town}.",
    )
    assert row.what == ("wording",)
    assert "“and” was dropped" in row.why


def test_title_authors_and_dates_are_fields() -> None:
    one, other = plain("The bridge fell.", title="A bridge"), plain("The bridge fell.")
    assert [(f.field, f.before, f.after) for f in edit(one, other).fields] == [
        ("title", "A bridge", None)
    ]
    same = plain("The bridge fell.", title="A  “bridge”")
    assert not edit(one, same).fields


@pytest.mark.parametrize(
    "note",
    [
        "Correction: an earlier version said 40.",
        "This article was amended on 3 May. The number was wrong.",
        "An earlier version of this story misstated the number.",
        "Editor’s note: The headline has been changed.",
        "Clarification (3 May): Marn is the mayor.",
        "UPDATE: This story has been updated with the mayor's answer.",
    ],
)
def test_what_says_that_it_was_changed_is_found_and_told_nowhere_else(note: str) -> None:
    made, _, other = edited(
        "{Police|said|40 people fled}.", "{Police|said|50 people fled}.\n\n" + note
    )
    text = other.article.text
    assert [s.of(text) for s in made.stated] == [note] or note.startswith(
        " ".join(s.of(text) for s in made.stated)
    )
    assert made.stated
    assert not made.stealth
    assert [c.what for c in made.claims] == [("number",)]


@pytest.mark.parametrize(
    "words",
    [
        "Police corrections officers fled.",
        "The report was published on Monday.",
        "The bridge was updated and modified in 1994.",
        "An earlier attempt failed.",
    ],
)
def test_what_only_looks_like_a_correction_is_none(words: str) -> None:
    assert not stated(Article(id="a", text=words))


def test_a_part_marked_as_a_correction_is_one() -> None:
    text = "Two fled.\n\nIt was three, not two."
    part = Part(kind="correction", span=Span(11, len(text)))
    assert stated(Article(id="a", text=text, parts=(part,))) == (Span(11, len(text)),)


def test_an_old_correction_does_not_excuse_a_new_edit() -> None:
    note = "\n\nCorrection: Marn is the mayor of Velle."
    made, _, _ = edited(
        "{Police|said|40 people fled}." + note, "{Police|said|50 people fled}." + note
    )
    assert not made.stated
    assert made.stealth


def test_additions_and_other_words_are_no_stealth_edit() -> None:
    made, _, _ = edited(
        "{Marn|said|the car was big}.", "{Marn|said|the car was large}. {||It was blue all over}."
    )
    assert {c.kind for c in made.claims} == {"changed", "added"}
    assert not made.stealth


def test_a_very_long_text_is_held_against_another_in_bounded_time() -> None:
    before = " ".join(f"Boat {n} left port {n % 7} for Velle." for n in range(1500))
    after = " ".join(f"Boat {n} left port {n % 5} for Velle." for n in range(1500))
    made = edit(plain(before), plain(after))
    assert made.sentences
