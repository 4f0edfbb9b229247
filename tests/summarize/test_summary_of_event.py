from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from marked_text import reading

from rashomon.model import (
    Account,
    AccountStatement,
    ClaimRef,
    EventComparison,
    EventSpeaker,
    EventSummary,
    Evidence,
    NotHeard,
    Question,
    Reading,
    Relation,
    Span,
    Statement,
    Verification,
)
from rashomon.summarize import summaries_of_event, summarize_event
from rashomon.text import quote

NAMES = {"s1": "Northland Defence Ministry", "s2": "Southland General Staff"}


def account(id_: str, outlet: str, marked: str, **claims: dict[str, Any]) -> Reading:
    return reading(
        marked, id=id_, outlet=outlet, names=NAMES,
        claims={int(key[1:]): fields for key, fields in claims.items()},
    )  # fmt: skip


def event(readings: Sequence[Reading], **fields: Any) -> EventComparison:
    """An event with one statement per claim, called by article and claim ("a-c1")."""
    statements = fields.pop("statements", None) or tuple(
        Statement(
            id=f"{r.article.id}-{c.id}",
            text=quote(r.article.text, c.content),
            claims=(ClaimRef(article=r.article.id, claim=c.id),),
            outlets=1,
            origins=1,
        )
        for r in readings
        for c in r.claims
    )
    speakers = {c.speaker for r in readings for c in r.claims}
    voice = {
        f"{r.article.id}-{c.id}": c.speaker for r in readings for c in r.claims
    }  # fmt: skip
    accounts = tuple(
        Account(
            speaker=one,
            statements=tuple(
                AccountStatement(statement=s.id, first=None, articles=(s.claims[0].article,))
                for s in statements
                if voice.get(f"{s.claims[0].article}-{s.claims[0].claim}") == one
            ),
        )
        for one in sorted(speakers, key=str)
    )
    return EventComparison(
        id="e1",
        title="The ship",
        articles=tuple(r.article.id for r in readings),
        statements=statements,
        accounts=accounts,
        **fields,
    )


SPEAKERS = tuple(EventSpeaker(id=one, name=name, type="state") for one, name in NAMES.items())
A = account(
    "a", "Agency A",
    "A patrol ship sank off Cape Ruel on Monday night.\n\n"
    "<s1>The Northland Defence Ministry</s1> <q1>said</q1> <c1>forty sailors were aboard the ship "
    "when it was hit</c1>.\n\n"
    "Agency A could not verify the accounts of either side in the matter.",
    c1={"speaker": "s1"},
)  # fmt: skip
B = account(
    "b", "Daily B",
    "<s1>The Southland General Staff</s1> <q1>denied</q1> <c1>that its boats had fired on any "
    "ship off Cape Ruel</c1>.\n\n"
    "<s2>It</s2> <q2>said</q2> <c2>no more than twelve sailors were aboard the ship</c2>.",
    c1={"speaker": "s2", "commitment": "denies"},
    c2={"speaker": "s2"},
)  # fmt: skip


def lines(summary: EventSummary) -> list[str]:
    return [sentence.text for sentence in summary.sentences]


def test_an_event_of_one_article_has_nothing_to_put_side_by_side() -> None:
    assert summarize_event([A], event([A]), SPEAKERS).sentences == ()


def test_the_two_sides_of_a_contradiction_stand_together_with_speaker_and_outlet() -> None:
    made = event(
        [A, B],
        questions=(
            Question(id="q1", text="How many aboard?", about="number", statements=("a-c1", "b-c2")),
        ),
        relations=(
            Relation(
                a="a-c1", b="b-c2", relation="contradict", about="number", why="40 and 12",
                confidence=0.8,
            ),
        ),
    )  # fmt: skip
    told = lines(summarize_event([A, B], made, SPEAKERS))
    at = told.index(
        "Accounts part on how many aboard: the Northland Defence Ministry said forty sailors were "
        "aboard the ship when it was hit (Agency A)."
    )
    assert told[at + 1] == (
        "By contrast, [the Southland General Staff] said no more than twelve sailors were aboard "
        "the ship (Daily B)."
    )


def test_a_denial_is_told_with_its_cue() -> None:
    told = lines(summarize_event([A, B], event([A, B]), SPEAKERS))
    (denial,) = [text for text in told if "boats had fired" in text]
    assert denial == (
        "The Southland General Staff denied that its boats had fired on any ship off Cape Ruel "
        "(Daily B)."
    )


def test_what_several_outlets_carry_says_how_many() -> None:
    others = [
        replace(A, article=replace(A.article, id=id_, outlet=outlet))
        for id_, outlet in (("d", "Weekly D"), ("e", "Portal E"), ("f", "Agency F"))
    ]
    for several, where in (
        (others[:1], "Weekly D"),
        (others[:2], "Portal E and Weekly D"),
        (others, "3 other outlets"),
    ):
        made = [A, *several, B]
        shared = Statement(
            id="t1", text="forty sailors", outlets=1 + len(several), origins=2,
            claims=tuple(ClaimRef(article=r.article.id, claim="c1") for r in made[:-1]),
        )  # fmt: skip
        one_origin = replace(shared, origins=1)
        for statement, words in (
            (shared, f"(Agency A; similarly in {where})"),
            (one_origin, f"(Agency A; also in {where}, of one origin)"),
        ):
            told = lines(summarize_event(made, event(made, statements=(statement,)), SPEAKERS))
            assert any(words in text for text in told)


def test_what_could_not_be_verified_is_told_as_open() -> None:
    start = A.article.text.index("could not verify")
    claim = replace(
        A.claims[0],
        verification=(
            Verification(kind="not verified", span=Span(start, start + len("could not verify"))),
        ),
    )
    checked = replace(A, claims=(claim,))
    told = lines(summarize_event([checked, B], event([checked, B]), SPEAKERS))
    assert told[-1] == "Agency A could not verify the accounts of either side in the matter."


def test_for_what_no_evidence_is_offered_is_told_only_where_the_article_says_so() -> None:
    text = A.article.text
    told = lines(summarize_event([A, B], event([A, B]), SPEAKERS))
    assert not any("evidence" in row for row in told)
    start = text.index("could not verify")
    bare = Evidence(kind="none offered", span=Span(start, start + len("could not verify")))
    unbacked = replace(A, claims=(replace(A.claims[0], evidence=(bare,)),))
    told = lines(summarize_event([unbacked, B], event([unbacked, B]), SPEAKERS))
    assert told[-1] == "Agency A could not verify the accounts of either side in the matter."
    # A sentence that only "it" ties to what it speaks of is put in our words, the claim in its own.
    article = replace(A.article, text=text.replace("Agency A could", "It could still"))
    start = article.text.index("could still")
    bare = Evidence(kind="none offered", span=Span(start, start + len("could still")))
    unbacked = replace(A, article=article, claims=(replace(A.claims[0], evidence=(bare,)),))
    told = lines(summarize_event([unbacked, B], event([unbacked, B]), SPEAKERS))
    assert told[-1] == (
        "No evidence is offered for what the Northland Defence Ministry said in Agency A, that "
        "forty sailors were aboard the ship when it was hit."
    )


PARTING = event(
    [A, B],
    questions=(
        Question(id="q1", text="How many aboard?", about="number", statements=("a-c1", "b-c2")),
    ),
    relations=(
        Relation(
            a="a-c1", b="b-c2", relation="contradict", about="number", why="40 and 12",
            confidence=0.8,
        ),
    ),
)  # fmt: skip


def test_a_summary_is_no_longer_than_the_time_or_the_sentences_asked_for() -> None:
    for time_s in (5, 15, 60, 180):
        told = lines(summarize_event([A, B], PARTING, SPEAKERS, time_s=time_s))
        # Of a very short one the first sentence alone may be longer.
        assert len(told) <= 1 or len(" ".join(told).split()) <= 230 * time_s / 60
    for count in range(1, 6):
        assert len(summarize_event([A, B], PARTING, SPEAKERS, sentences=count).sentences) <= count


def test_a_longer_time_tells_more_and_covers_more() -> None:
    made = [summarize_event([A, B], PARTING, SPEAKERS, time_s=t) for t in (5, 15, 60)]
    claims = [summary.covers.claims for summary in made]
    assert claims == sorted(claims)
    assert claims[0] < claims[-1]
    assert [summary.time_s for summary in made] == [5, 15, 60]


def test_a_side_of_a_dispute_is_never_told_without_the_other() -> None:
    sides = [{ClaimRef(article="a", claim="c1")}, {ClaimRef(article="b", claim="c2")}]
    both = 0
    for time_s in range(1, 90, 2):
        summary = summarize_event([A, B], PARTING, SPEAKERS, time_s=time_s)
        told = {ref for sentence in summary.sentences for ref in sentence.claims}
        assert bool(told & sides[0]) == bool(told & sides[1])
        both += bool(told & sides[0])
    assert both


def test_what_agrees_with_a_side_of_a_dispute_is_not_told_as_if_nobody_disputed_it() -> None:
    third = account(
        "d", "Weekly D",
        "<s1>Ansel Torv</s1> <q1>said</q1> <c1>forty sailors of Sandmere were lost with the ship "
        "off Cape Ruel</c1>.",
        c1={"speaker": None},
    )  # fmt: skip
    for extra, told in (
        ((), True),
        ((replace(PARTING.relations[0], a="a-c1", b="d-c1", relation="agree"),), False),
    ):
        made = event([A, B, third], relations=(*PARTING.relations, *extra))
        text = " ".join(lines(summarize_event([A, B, third], made, SPEAKERS)))
        assert ("sailors of Sandmere" in text) == told


def test_the_parts_follow_one_another_shared_said_parted_open() -> None:
    parts = [s.part for s in summarize_event([A, B], PARTING, SPEAKERS).sentences]
    order = ["shared", "said", "parted", "open"]
    assert parts == sorted(parts, key=order.index)
    assert parts.count("parted") == 2


def test_a_summary_is_no_surer_of_a_dispute_than_the_relation_is() -> None:
    for confidence, words in ((0.9, "Accounts part"), (0.6, "Accounts seem to part"), (0.4, "")):
        relation = replace(PARTING.relations[0], confidence=confidence)
        told = lines(summarize_event([A, B], replace(PARTING, relations=(relation,)), SPEAKERS))
        opened = [row for row in told if row.startswith("Accounts")]
        assert bool(opened) == bool(words)
        assert all(row.startswith(f"{words} on how many aboard: ") for row in opened)


def test_an_update_is_told_as_first_and_later() -> None:
    relation = replace(PARTING.relations[0], relation="update")
    told = lines(summarize_event([A, B], replace(PARTING, relations=(relation,)), SPEAKERS))
    assert any(row.startswith("At first, the Northland Defence Ministry said") for row in told)
    assert any(row.startswith("Later, [the Southland General Staff] said") for row in told)


def test_two_days_that_outlets_give_stand_in_one_short_sentence() -> None:
    one = account("a", "Agency A", "<c1>A grain ship sank off Cape Ruel on Monday night</c1>.")
    other = account("b", "Daily B", "<c1>A grain ship sank off Cape Ruel on Tuesday night</c1>.")
    made = event(
        [one, other],
        relations=(
            Relation(
                a="a-c1", b="b-c1", relation="contradict", about="time", confidence=0.8,
                why="the days differ, Monday and Tuesday; both about grain, ship",
            ),
        ),
    )  # fmt: skip
    short = summarize_event([one, other], made, SPEAKERS, time_s=8).sentences
    assert [s.text for s in short] == [
        "Accounts part on when: Monday (Agency A), Tuesday (Daily B)."
    ]
    assert len(short[0].claims) == 2
    assert {passage.article for passage in short[0].spans} == {"a", "b"}


def brief(marked: str, **claim: Any) -> list[str]:
    """What is told in 15 seconds of two articles, the first of one claim in a long sentence."""
    one = account("a", "Agency A", marked, c1={"speaker": "s1", **claim})
    other = account("b", "Daily B", "<c1>A grain ship sank off Cape Ruel on Tuesday night</c1>.")
    return lines(summarize_event([one, other], event([one, other]), SPEAKERS, time_s=15))


LONG = (
    "Speaking to the press in the harbour of Port Velle in the presence of a great many of the "
    "sailors’ families and of the mayors of all of the seven towns along that coast"
)


SAID = (
    "<s1>the Northland Defence Ministry</s1> <q1>said</q1> "
    "<c1>the captives were flown to Sandmere</c1>"
)


def test_in_a_short_time_only_the_words_from_source_to_content_are_told() -> None:
    told = "The Northland Defence Ministry said the captives were flown to Sandmere (Agency A)."
    assert told in brief(f"{LONG}, {SAID}.")
    one = reading(
        f"{LONG}, <s1>Ansel Torv, who heads the port of Velle,</s1> <q1>said</q1> "
        "<c1>the captives were flown to Sandmere</c1>.",
        id="a", outlet="Agency A", names={"s1": "Ansel Torv"}, claims={1: {"speaker": "s1"}},
    )  # fmt: skip
    other = account("b", "Daily B", "<c1>A small boat was lost near Lissom in the storm</c1>.")
    torv = (EventSpeaker(id="s1", name="Ansel Torv", type="person"),)
    short = lines(summarize_event([one, other], event([one, other]), torv, time_s=7))
    assert "Ansel Torv said the captives were flown to Sandmere (Agency A)." in short


@pytest.mark.parametrize(
    "marked",
    [
        f"{LONG}, {SAID}, but only if nobody else had seen it.",
        f"If what was heard is true, {LONG[0].lower()}{LONG[1:]}, {SAID}.",
        f"In 1987, {LONG[0].lower()}{LONG[1:]}, {SAID}.",
    ],
)
def test_a_sentence_is_not_cut_where_the_rest_bounds_what_is_said(marked: str) -> None:
    assert not any("flown" in row for row in brief(marked))


def test_two_sentences_of_one_article_are_two_accounts_only_where_it_names_two_speakers() -> None:
    text = (
        "<s1>The Northland Defence Ministry</s1> <q1>said</q1> <c1>forty sailors were aboard the "
        "ship</c1>.\n\n{} <q2>said</q2> <c2>twelve sailors were aboard the ship</c2>."
    )
    other = account("z", "Daily Z", "<c1>A small boat was lost near Lissom in the storm</c1>.")
    for second, speaker, parts in (
        ("<s2>The Southland General Staff</s2>", "s2", 2),
        ("<s2>The Northland Defence Ministry</s2>", "s1", 0),
        ("<s2>Somebody on the pier</s2>", None, 0),
    ):
        one = account(
            "a", "Agency A", text.format(second), c1={"speaker": "s1"}, c2={"speaker": speaker}
        )
        relation = replace(PARTING.relations[0], a="a-c1", b="a-c2")
        made = event([one, other], relations=(relation,))
        told = summarize_event([one, other], made, SPEAKERS).sentences
        assert sum(sentence.part == "parted" for sentence in told) == parts


def test_covers_counts_claims_that_say_the_same_in_other_articles() -> None:
    copy = replace(A, article=replace(A.article, id="d", outlet="Weekly D"))
    alone = event([A, copy])
    same = Statement(
        id="t1", text="forty sailors", outlets=2, origins=1,
        claims=(ClaimRef(article="a", claim="c1"), ClaimRef(article="d", claim="c1")),
    )  # fmt: skip
    joined = event([A, copy], statements=(same,))
    for made, of_claims in ((alone, 1), (joined, 2)):
        covers = summarize_event([A, copy], made, SPEAKERS).covers
        assert (covers.claims, covers.of) == (of_claims, 2)
        assert (covers.speakers, covers.of_speakers) == (1, 1)


def test_what_most_articles_do_not_tell_is_not_called_shared() -> None:
    others = [
        account(
            f"o{n}", f"Outlet {n}", f"The council of Port Velle met about the {what} on Friday."
        )
        for n, what in enumerate(["harbour wall", "new school", "tax on salt"])
    ]
    summary = summarize_event([A, *others], event([A, *others]), SPEAKERS)
    (told,) = [s for s in summary.sentences if "forty sailors" in s.text]
    assert told.part == "said"


def test_a_length_that_is_no_length_is_refused() -> None:
    for wrong in ({"time_s": 0}, {"sentences": 0}, {"time_s": -15}):
        with pytest.raises(ValueError, match="must be a positive number"):
            summarize_event([A, B], PARTING, SPEAKERS, **wrong)


def test_several_lengths_at_once_are_those_made_one_by_one() -> None:
    asked = [(15, None), (60, None), (60, 2)]
    assert summaries_of_event([A, B], PARTING, SPEAKERS, asked) == tuple(
        summarize_event([A, B], PARTING, SPEAKERS, time_s=time_s, sentences=sentences)
        for time_s, sentences in asked
    )


def test_a_party_not_heard_is_named_where_the_articles_name_it() -> None:
    made = event(
        [A, B],
        not_heard=(
            NotHeard(name="Cape Ruel", why="named in 2 of 2 articles"),
            NotHeard(name="Elsewhere", why="named nowhere"),
        ),
    )
    told = lines(summarize_event([A, B], made, SPEAKERS))
    assert told[-1] == "Named, but not heard in these articles: Cape Ruel."


def test_nothing_is_said_where_nothing_can_be_told() -> None:
    empty = [reading("...", id=one) for one in ("a", "b")]
    made = event(empty, not_heard=(NotHeard(name="X", why=""),))
    assert summarize_event(empty, made, SPEAKERS).sentences == ()


_MARKED = st.sampled_from(
    [
        "<s1>{name}</s1> <q1>said</q1> <c1>the {word} ship was carrying grain to the port</c1>.",
        "<s1>It</s1> <q1>said</q1> <c1>the {word} ship was carrying grain to the port</c1>.",
        "<c1>“We saw the {word} ship burning that night,”</c1> <s1>{name}</s1> <q1>said</q1>.",
        "<s1>{name}</s1> <q1>denied</q1> <c1>that the {word} ship was hit</c1>.",
        "<s1>{name}</s1> <q1>claimed</q1> <c1>the {word} ship was never there at all</c1>.",
        "<s1>They</s1> <q1>asked</q1> <c1>for the {word} ship</c1>.",
    ]
)


@settings(deadline=None, max_examples=150)
@given(
    st.lists(
        st.tuples(
            _MARKED,
            st.sampled_from(sorted(NAMES)),
            st.sampled_from(["red", "blue", "green", "grey"]),
            st.sampled_from(["direct", "indirect", "mixed"]),
            st.sampled_from(["asserts", "denies", "hedges", "alleges"]),
            st.sampled_from(["neutral", "distancing"]),
            st.booleans(),
        ),
        min_size=2,
        max_size=6,
    )
)
def test_no_words_of_a_content_are_told_without_their_speaker(
    rows: list[tuple[str, str, str, str, str, str, bool]],
) -> None:
    readings = [
        account(
            f"a{n}", f"Outlet {n}", marked.format(name=NAMES[speaker], word=word),
            c1={"speaker": speaker if known else None, "kind": kind, "commitment": commitment,
                "stance": stance},
        )
        for n, (marked, speaker, word, kind, commitment, stance, known) in enumerate(rows)
    ]  # fmt: skip
    relations = tuple(
        Relation(
            a=f"a{n - 1}-c1", b=f"a{n}-c1", relation="contradict", about="other", why="",
            confidence=0.9,
        )
        for n in range(1, len(rows), 2)
    )  # fmt: skip
    summary = summarize_event(readings, event(readings, relations=relations), SPEAKERS)
    by_id = {r.article.id: r for r in readings}
    for sentence in summary.sentences:
        assert sentence.claims
        for ref in sentence.claims:
            made = by_id[ref.article]
            claim = made.claims[0]
            source = quote(made.article.text, claim.source)
            name = NAMES[claim.speaker] if claim.speaker else source
            assert name in sentence.text
            assert name not in {"It", "They"}
            assert (made.article.outlet or "") in sentence.text
            if claim.commitment in {"denies", "alleges"} or claim.stance != "neutral":
                assert quote(made.article.text, claim.cue) in sentence.text
        for quoted in re.findall(r"“([^”]*)”", sentence.text):
            assert any(quoted.rstrip(".,") in r.article.text for r in readings)


@pytest.mark.parametrize(("dead", "part"), [("twelve", "said"), ("20", "shared")])
def test_what_most_articles_tell_has_the_numbers_that_most_have(dead: str, part: str) -> None:
    told = "A storm sank the ferry of Velle off Cape Ruel and killed {} sailors."
    texts = {"a": told.format(dead), "b": told.format("twenty"), "c": told.format("20")}
    made = [account(key, f"Outlet {key}", f"<c1>{text}</c1>") for key, text in texts.items()]
    # Only the first can lead: the others are too far apart in the ledger to be a statement.
    first = event(made, statements=event(made).statements[:1])
    summary = summarize_event(made, first, (), sentences=1)
    assert [(s.part, s.text) for s in summary.sentences] == [
        (part, told.format(dead)[:-1] + " (Outlet a).")
    ]


def test_nobody_is_told_to_have_praised_himself_by_name() -> None:
    marked = (
        "<s1>Bo Crane</s1> <q1>led</q1> <c1>the ferry union of Velle for ten years</c1>.\n\n"
        "<c2>“People will come to see that men like Bo Crane did a very good job for Velle,”</c2> "
        "<s2>he</s2> <q2>said</q2>."
    )
    names = {"s1": "Bo Crane"}
    claims = {1: {"speaker": "s1"}, 2: {"speaker": "s1", "kind": "direct"}}
    made = [
        reading(marked, id=key, outlet=f"Outlet {key}", names=names, claims=claims)
        for key in ("a", "b")
    ]
    who = (EventSpeaker(id="s1", name="Bo Crane", type="person"),)
    made = [replace(r, speakers=tuple(replace(s, type="person") for s in r.speakers)) for r in made]
    told = lines(summarize_event(made, event(made), who, time_s=180))
    assert not any("good job" in line for line in told)
