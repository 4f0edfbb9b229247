from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from marked_text import reading

from rashomon.model import Reading, Summary
from rashomon.summarize import summarize_article
from rashomon.text import quote


def texts(summary: Summary) -> list[str]:
    return [sentence.text for sentence in summary.sentences]


TORV: dict[str, Any] = {"names": {"s1": "Ansel Torv"}, "claims": {1: {"speaker": "s1"}}}


def test_a_pronoun_source_is_named_in_square_brackets() -> None:
    made = reading("<s1>He</s1> <q1>said</q1> <c1>the bridge had been closed</c1>.", **TORV)
    assert texts(summarize_article(made)) == ["[Ansel Torv] said the bridge had been closed."]


def test_a_possessive_source_is_named_with_its_ending() -> None:
    made = reading(
        "In <s1>his</s1> <q1>account</q1> <c1>the bridge was closed in autumn</c1>.", **TORV
    )
    assert texts(summarize_article(made)) == [
        "In [Ansel Torv’s] account the bridge was closed in autumn."
    ]


def test_a_bare_office_is_named_in_square_brackets() -> None:
    made = reading(
        "<s1>The transport ministry</s1> <q1>denied</q1> <c1>that it had been warned</c1>.",
        names={"s1": "Vantorian Transport Ministry"},
        claims={1: {"speaker": "s1", "commitment": "denies"}},
    )
    assert texts(summarize_article(made)) == [
        "[The Vantorian Transport Ministry] denied that it had been warned."
    ]


def test_a_pronoun_that_nobody_can_resolve_costs_the_sentence() -> None:
    made = reading("<s1>He</s1> <q1>said</q1> <c1>the bridge had been closed</c1>.")
    assert texts(summarize_article(made)) == []


def test_a_last_name_is_completed_once() -> None:
    made = reading(
        "<s1>Torv</s1> <q1>said</q1> <c1>the bridge had been closed for a year</c1>.\n\n"
        "<s2>Torv</s2> <q2>denied</q2> <c2>that any letter was lost in the archive</c2>.",
        names={"s1": "Ansel Torv"},
        claims={1: {"speaker": "s1"}, 2: {"speaker": "s1", "commitment": "denies"}},
    )
    assert texts(summarize_article(made)) == [
        "[Ansel] Torv said the bridge had been closed for a year.",
        "Torv denied that any letter was lost in the archive.",
    ]


def test_a_quotation_whose_source_stands_elsewhere_is_introduced_by_its_name() -> None:
    made = reading(
        "<c1>“We warned them in the autumn,”</c1> <q1>said</q1> <s1>Ansel Torv</s1>. "
        "<c1>“The river had eaten half of the pillar.”</c1>",
        names={"s1": "Ansel Torv"},
        claims={1: {"speaker": "s1", "kind": "direct"}},
    )
    summary = summarize_article(made)
    assert texts(summary) == [
        "“We warned them in the autumn,” said Ansel Torv.",
        "Ansel Torv: “The river had eaten half of the pillar.”",
    ]
    assert quote(made.article.text, summary.sentences[1].spans[:2]) == "said … Ansel Torv"


def test_a_denial_in_another_sentence_is_left_out_not_turned_into_an_assertion() -> None:
    made = reading(
        "<s1>Torv</s1> <q1>rejects</q1> what the union says. "
        "<c1>The railway had been warned twice about the pillar.</c1>",
        names={"s1": "Ansel Torv"},
        claims={1: {"speaker": "s1", "commitment": "denies"}},
    )
    assert not any("warned twice" in text for text in texts(summarize_article(made)))


def test_a_quotation_nobody_is_known_to_have_said_is_left_out() -> None:
    made = reading("“We were never told about any of it.”\n\nThe bridge at Ostrel fell on Sunday.")
    assert texts(summarize_article(made)) == ["The bridge at Ostrel fell on Sunday."]


def test_the_rest_of_an_open_quotation_is_left_out() -> None:
    made = reading(
        "“The pillar moved last year. The railway knew about the pillar.\n\n"
        "The bridge at Ostrel fell on Sunday."
    )
    assert texts(summarize_article(made)) == ["The bridge at Ostrel fell on Sunday."]


@pytest.mark.parametrize(
    "opener", ["He was found eleven kilometres away.", "Another train was stopped in time.",
               "They had left the port at seven."],
)  # fmt: skip
def test_a_sentence_that_points_back_is_left_out(opener: str) -> None:
    made = reading(f"The bridge at Ostrel fell on Sunday.\n\n{opener}")
    assert texts(summarize_article(made)) == ["The bridge at Ostrel fell on Sunday."]


def test_a_connective_is_cut_off_where_that_can_be_seen() -> None:
    made = reading("But the bridge had been closed to heavy trains since autumn.")
    (sentence,) = summarize_article(made).sentences
    assert sentence.text == "[T]he bridge had been closed to heavy trains since autumn."
    assert quote(made.article.text, sentence.spans).startswith("the bridge had")


def test_datelines_headings_and_credits_are_left_out() -> None:
    made = reading(
        "Trains and bridges\n\nOSTREL, Mar 2 (Agency A) - The old bridge fell on Sunday night.\n\n"
        "Reporting by Nobody in Ostrel, editing by Somebody."
    )
    assert texts(summarize_article(made)) == ["The old bridge fell on Sunday night."]


def test_what_is_said_twice_is_told_once() -> None:
    made = reading(
        "The railway bridge at Ostrel fell on Sunday night.\n\n"
        "On Sunday night the railway bridge at Ostrel fell."
    )
    assert len(texts(summarize_article(made))) == 1


def test_less_time_gives_fewer_words() -> None:
    places = "Ostrel Velle Sandmere Brinmouth Lissom Hallow Onder Casmere Pell Tarrin".split()
    lines = [
        f"Divers from {place} found wagon {n} of the {place} railway under the {place} ferry today."
        for n, place in enumerate(places)
    ]
    made = reading("\n\n".join(lines))
    counts = [
        sum(len(t.split()) for t in texts(summarize_article(made, time_s=s))) for s in (5, 15, 60)
    ]
    assert counts == sorted(counts)
    assert 0 < counts[0] <= 45
    assert counts[1] <= 230 * 15 / 60


def test_an_article_without_words_has_a_summary_without_sentences() -> None:
    summary = summarize_article(reading("..."))
    assert summary.sentences == ()
    assert summary.covers.of == 0


def test_no_time_is_refused() -> None:
    with pytest.raises(ValueError, match="positive"):
        summarize_article(reading("The bridge fell."), time_s=0)


def test_covers_counts_only_what_is_wholly_in_the_summary() -> None:
    made = reading(
        "<s1>Ansel Torv</s1> <q1>said</q1> <c1>the bridge had been closed</c1>. "
        "<s2>They</s2> <q2>said</q2> <c2>the letter was lost</c2>.",
        names={"s1": "Ansel Torv"},
        claims={1: {"speaker": "s1"}},
    )
    covers = summarize_article(made).covers
    assert (covers.claims, covers.of, covers.speakers, covers.of_speakers) == (1, 2, 1, 1)


# Every sentence that carries words of a content also carries who said it.

_SOURCES = st.sampled_from(["Ansel Torv", "He", "The ministry", "Torv", "Ilsa Tormund", "they"])
_FRAMES = st.sampled_from(
    [
        "<s{n}>{source}</s{n}> <q{n}>said</q{n}> <c{n}>the {word} was closed in autumn</c{n}>.",
        "<c{n}>“The {word} was never ours,”</c{n}> <q{n}>said</q{n} ><s{n}>{source}</s{n}>.",
        "<c{n}>“We saw the {word} fall.”</c{n}> <s{n}>{source}</s{n}> <q{n}>added</q{n}> little. "
        "<c{n}>“The {word} had moved before, twice.”</c{n}>",
        "<s{n}>{source}</s{n}> <q{n}>denied</q{n}> it firmly. <c{n}>The {word} was sold long ago"
        "</c{n}>.",
        "But <s{n}>{source}</s{n}> <q{n}>claimed</q{n}> <c{n}>the {word} was warned of ice</c{n}>.",
    ]
)
_ROWS = st.lists(
    st.tuples(
        _FRAMES,
        _SOURCES,
        st.sampled_from(["pillar", "ferry", "tunnel", "harbour", "mill"]),
        st.sampled_from([None, "s1", "s2"]),
        st.sampled_from(["direct", "indirect", "mixed"]),
        st.sampled_from(["asserts", "denies", "hedges"]),
    ),
    min_size=1,
    max_size=6,
)


def build(rows: list[tuple[str, str, str, str | None, str, str]]) -> Reading:
    lines, claims = [], {}
    for n, (frame, source, word, speaker, kind, commitment) in enumerate(rows, 1):
        line = frame.replace("</q{n} >", "</q{n}> ")
        lines.append(line.format(n=n, source=source, word=word))
        claims[n] = {"speaker": speaker, "kind": kind, "commitment": commitment}
    return reading(
        "\n\n".join(lines), names={"s1": "Ansel Torv", "s2": "Maren Holt"}, claims=claims
    )


@settings(deadline=None, max_examples=200)
@given(_ROWS, st.sampled_from([15, 60, 180]))
def test_no_content_leaves_the_article_without_its_source(
    rows: list[tuple[str, str, str, str | None, str, str]], time_s: int
) -> None:
    made = build(rows)
    names = {s.id: s.name for s in made.speakers}
    claims = {c.id: c for c in made.claims}
    summary = summarize_article(made, time_s=time_s)
    for sentence in summary.sentences:
        assert sentence.claims
        for one in sentence.claims:
            claim = claims[one]
            source = quote(made.article.text, claim.source)
            named = {source} - {"He", "they", "The ministry"}
            if claim.speaker:
                named.add(names[claim.speaker])
            if source == "The ministry":
                named.add(source)
            assert any(name in sentence.text.replace("[", "").replace("]", "") for name in named)
            if claim.commitment == "denies" or (claim.commitment, claim.kind) == (
                "hedges",
                "mixed",
            ):
                cue = quote(made.article.text, claim.cue)
                assert re.search(rf"\b{cue}\b", sentence.text)
    places = [sentence.spans[-1] for sentence in summary.sentences]
    assert all(s.end <= len(made.article.text) for s in places)
    assert summarize_article(made, time_s=time_s) == summary


def test_what_a_wrong_encoding_leaves_of_a_mark_is_no_name() -> None:
    made = reading(
        "<s1>He</s1> <q1>cited</q1> <c1>the bridge as a clear contrast to the tunnel</c1>.",
        names={"s1": "The â"},
        claims={1: {"speaker": "s1"}},
    )
    assert texts(summarize_article(made)) == []


def test_what_somebody_says_of_this_comes_after_what_this_is() -> None:
    made = reading(
        "The harbour is to have a second mole by the spring. "
        "<s1>The Vantorian Port Board</s1> <q1>says</q1> <c1>this is not its plan at all</c1>.",
        names={"s1": "Vantorian Port Board"},
        claims={1: {"speaker": "s1"}},
    )
    told = texts(summarize_article(made, sentences=1))
    assert told == ["The harbour is to have a second mole by the spring."]
    assert len(texts(summarize_article(made))) == 2


@pytest.mark.parametrize(
    "line",
    [
        "The mayor is seen in this photograph taken by the harbour police.",
        "This page requires JavaScript to play the film of the bridge.",
        "Continue reading the main story about the bridge of the town.",
    ],
)
def test_captions_and_calls_of_the_page_are_left_out(line: str) -> None:
    made = reading(f"{line}\n\nThe old bridge fell on Sunday night.")
    assert texts(summarize_article(made)) == ["The old bridge fell on Sunday night."]


# Names in brackets only where nobody else can be meant.


def test_he_is_not_one_of_many() -> None:
    made = reading(
        "<s1>Tributes</s1> <q1>praised</q1> <c1>the last ferry captain of Ostrel</c1>. "
        "Later <s2>he</s2> <q2>said</q2> <c2>that the harbour had been sold too cheaply</c2>.",
        names={"s1": "tributes"},
        claims={1: {"speaker": "s1"}, 2: {"speaker": "s1"}},
    )
    assert not any("[" in text for text in texts(summarize_article(made)))


def test_his_after_a_name_in_the_same_sentence_stays_as_the_article_has_it() -> None:
    told = (
        "Ansel Torv was never able to live down <s2>his</s2> <q2>remark</q2> "
        "<c2>about the forty idle ferries of Velle</c2>."
    )
    made = reading(
        "<s1>Orrin Vollin</s1> <q1>said</q1> <c1>the ferry line of Velle was too old</c1>.\n\n"
        + told,
        names={"s1": "Orrin Vollin"},
        claims={1: {"speaker": "s1"}, 2: {"speaker": "s1"}},
    )
    shown = texts(summarize_article(made))
    assert "Ansel Torv was never able to live down his remark about the forty" in " ".join(shown)
    assert not any("[Orrin" in text for text in shown)


@pytest.mark.parametrize(
    ("first", "bare", "shown"),
    [
        ("The mayor of Velle, Ann Holt,", "The mayor", "[Ann Holt] said the bridge"),
        ("Ann Holt, the former mayor of Velle,", "The former mayor", "[Ann Holt] said the bridge"),
        ("Mayor Ann Holt", "The mayor", "[Ann Holt] said the bridge"),
        ("Ann Holt, the press secretary,", "The secretary of state", "The secretary of state said"),
        ("Ann Holt", "The captain", "The captain said the bridge"),
    ],
)
def test_a_bare_office_is_named_where_the_article_puts_it_beside_the_name(
    first: str, bare: str, shown: str
) -> None:
    made = reading(
        f"<s1>{first}</s1> <q1>said</q1> <c1>the harbour would open in spring</c1>.\n\n"
        f"<s2>{bare}</s2> <q2>said</q2> <c2>the bridge was sold to a mill in autumn</c2>.",
        names={"s1": "Ann Holt"},
        claims={1: {"speaker": "s1"}, 2: {"speaker": "s1"}},
    )
    assert any(text.startswith(shown) for text in texts(summarize_article(made)))


def test_the_company_is_the_only_body_that_it_can_be() -> None:
    made = reading(
        "<s1>Orrin Lines</s1> <q1>said</q1> <c1>the ferry had kept to its course</c1>.\n\n"
        "<s2>The company</s2> <q2>denied</q2> <c2>that the crew had been slow to call</c2>.",
        names={"s1": "Orrin Lines"},
        claims={1: {"speaker": "s1"}, 2: {"speaker": "s1", "commitment": "denies"}},
    )
    made = replace(made, speakers=tuple(replace(s, type="organisation") for s in made.speakers))
    assert texts(summarize_article(made))[1].startswith("[Orrin Lines] denied that the crew")


def test_the_group_of_voters_is_not_the_body_that_asked_them() -> None:
    made = reading(
        "<c1>The captain won the group of voters with two ferries</c1>, <q1>according to</q1> "
        "<s1>the Velle Survey Centre</s1>.\n\n"
        "<s2>The group</s2> <q2>views</q2> <c2>the ferries more kindly than the mill</c2>.",
        names={"s1": "Velle Survey Centre"},
        claims={1: {"speaker": "s1"}, 2: {"speaker": "s1"}},
    )
    made = replace(made, speakers=tuple(replace(s, type="organisation") for s in made.speakers))
    shown = texts(summarize_article(made))
    assert shown[1] == "The group views the ferries more kindly than the mill."


def test_what_the_outlet_asks_is_left_out_and_what_somebody_asks_is_not() -> None:
    made = reading(
        "Nor has <s1>Ansel Torv</s1> <q1>called for</q1> <c1>any change of the ferry rules</c1>?"
        "\n\n<s2>Ansel Torv</s2> <q2>asked</q2>: <c2>“Who will pay for the bridge of Velle?”</c2>",
        names={"s1": "Ansel Torv"},
        claims={n: {"speaker": "s1", "kind": "direct"} for n in (1, 2)},
    )
    assert texts(summarize_article(made)) == [
        "Ansel Torv asked: “Who will pay for the bridge of Velle?”"
    ]


@pytest.mark.parametrize(
    "line",
    [
        "Media requires JavaScript to play on this page.",
        "This clip is available to Velle users only.",
        "Ansel Torv is seen in this picture from the ferry quay of Velle.",
    ],
)
def test_captions_and_notices_are_left_out(line: str) -> None:
    made = reading(f"{line}\n\nThe harbour of Ostrel was closed on Monday after the storm.")
    assert texts(summarize_article(made)) == [
        "The harbour of Ostrel was closed on Monday after the storm."
    ]


def test_the_name_of_a_case_is_not_cut_in_two() -> None:
    told = "The appeal is Torv v. Harbour Board of Velle, and it will be heard in spring."
    assert texts(summarize_article(reading(told))) == [told]


def test_she_is_not_whoever_spoke_before_another_woman_was_named() -> None:
    marked = (
        "<s1>Ann Holt</s1> <q1>said</q1> <c1>the letter was not the paper's</c1>.\n\n{between}"
        "<s2>She</s2> <q2>declined</q2> <c2>the journey to the mill of Ostrel</c2>."
    )
    for between, named in (
        ("The paper sent Ms. Crane to the mill.\n\n", False),
        ("The paper sent Ms. Ann Holt to the mill.\n\n", True),
        ("The paper sent three horses to the mill.\n\n", True),
    ):
        made = reading(
            marked.format(between=between),
            names={"s1": "Ann Holt"},
            claims={1: {"speaker": "s1"}, 2: {"speaker": "s1"}},
        )
        shown = " ".join(texts(summarize_article(made)))
        assert ("[Ann Holt] declined" in shown) is named


def test_whose_lawyer_stays_as_it_is_where_the_sentence_has_said_whose() -> None:
    made = reading(
        "<c1>Ansel Torv has left the harbour of Velle for good</c1>, <s1>his lawyer</s1> "
        "<q1>said</q1>.\n\n"
        "<s2>His lawyer</s2> <q2>added</q2> <c2>that the ferry was sold to a mill</c2>.",
        names={"s1": "Ansel Torv’s lawyer"},
        claims={1: {"speaker": "s1"}, 2: {"speaker": "s1"}},
    )
    first, second = texts(summarize_article(made))
    assert first.endswith("for good, his lawyer said.")
    assert second.startswith("[Ansel Torv’s lawyer] added")


def test_a_headline_is_no_name() -> None:
    name = "Ostrel Post Hit Piece Exploits Ferry Friend"
    made = reading(
        f"{name} <q1>tells</q1> <c1>of the old harbour of Velle</c1>.\n\n"
        "<s2>The paper</s2> <q2>said</q2> <c2>the mill was sold in autumn for a song</c2>.",
        names={"s1": name},
        claims={2: {"speaker": "s1"}},
    )
    assert texts(summarize_article(made))[-1].startswith("The paper said the mill")


def _they(type_: str, name: str, told: str) -> str:
    made = reading(
        f"<s1>{name}</s1> <q1>said</q1> <c1>the harbour of Velle was closed</c1>.\n\n{told}",
        names={"s1": name},
        claims={1: {"speaker": "s1"}, 2: {"speaker": "s1"}},
    )
    made = replace(made, speakers=tuple(replace(s, type=type_) for s in made.speakers))
    return " ".join(texts(summarize_article(made)))


@pytest.mark.parametrize(
    ("type_", "name", "told"),
    [
        (
            "state",
            "Northland",
            "On Sunday <s2>they</s2> <q2>demanded</q2> <c2>the keys of the mill of Ostrel</c2>.",
        ),
        (
            "organisation",
            "The Velle Court",
            "<s2>Their</s2> <q2>slogan</q2> was <c2>that all ferries of Velle must sink</c2>.",
        ),
        (
            "organisation",
            "The Velle Court",
            "On Sunday <s2>they</s2> <q2>surrounded</q2> <c2>the mill of Ostrel with dogs</c2>.",
        ),
        (
            "person",
            "Bo Crane",
            "<c2>“Crane was off his line when the ferry turned in at Velle,”</c2> <s2>he</s2> "
            "<q2>said</q2>.",
        ),
    ],
)
def test_nobody_is_named_where_others_may_be_meant(type_: str, name: str, told: str) -> None:
    assert "[" not in _they(type_, name, told)


def test_she_is_open_where_another_speaker_is_named_since() -> None:
    marked = (
        "<s1>Ann Holt</s1> <q1>said</q1> <c1>the harbour of Velle was closed</c1>.\n\n"
        "{between}The mill, <s2>she</s2> <q2>said</q2>, <c2>was all that was left</c2>.\n\n"
        "<s3>Eva Lund</s3> <q3>said</q3> <c3>the ferry would go on Friday at noon</c3>."
    )
    for between, named in (("", True), ("The answer came from the painter Eva Lund. ", False)):
        made = reading(
            marked.format(between=between),
            names={"s1": "Ann Holt", "s2": "Eva Lund"},
            claims={1: {"speaker": "s1"}, 2: {"speaker": "s1"}, 3: {"speaker": "s2"}},
        )
        shown = " ".join(texts(summarize_article(made)))
        assert ("The mill, [Ann Holt] said" in shown) is named


def test_it_said_is_whoever_spoke() -> None:
    told = "On Sunday <s2>it</s2> <q2>said</q2> <c2>the mill was closed as well</c2>."
    assert "On Sunday [Velle Court] said" in _they("organisation", "Velle Court", told)
