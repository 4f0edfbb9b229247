"""What got lost, who said it again or otherwise, who was asked: each in its own words."""

from __future__ import annotations

import io
from dataclasses import replace

import made_up_event as made
import pytest
from rich.console import Console
from test_render_sections import Tree

from rashomon.model import (
    Account,
    AccountStatement,
    Change,
    ChangeKind,
    Comparison,
    LostAttribution,
    LostKind,
    NotHeard,
)
from rashomon.render.page import comparison_page
from rashomon.render.terminal import print_comparison

WHY = "“the port authority” in one is otherwise in the other"


def fire(**more: object) -> Comparison:
    whole = made.single_event()
    return replace(whole, events=(replace(whole.events[0], **more),))  # type: ignore[arg-type]


def digest(whole: Comparison) -> list[str]:
    out = io.StringIO()
    print_comparison(Console(file=out, width=40), whole)
    return out.getvalue().splitlines()


def lost(what: LostKind, own: bool) -> Comparison:
    """The port's count in Agency North, and in an own voice or in the union's words."""
    other = made.ref("today-1", "c1") if own else made.ref("lantern<1>\"'", "c1")
    one = LostAttribution(
        attributed=made.ref("agency-1", "c1"), own_voice=other, what=what, why=WHY
    )
    return fire(lost_attribution=(one,))


@pytest.mark.parametrize(
    ("what", "label", "sign", "sides"),
    [
        ("attribution", "states in its own voice what the other attributes", "attribution lost",
         ["Attributed", "In the outlet’s own voice"]),
        ("hedge", "states without the hedge what the other hedges", "hedge lost",
         ["With the hedge", "Without the hedge"]),
        ("number", "changes or drops the number", "number changed or dropped",
         ["In one outlet", "In the other"]),
        ("cue", "attributes it with a stronger cue", "cue made stronger",
         ["The plainer cue", "The stronger cue"]),
        ("source", "makes an unnamed source an institution",
         "an unnamed source made an institution", ["An unnamed source", "An institution"]),
    ],
)  # fmt: skip
def test_each_loss_has_its_own_words_and_its_reason(
    what: LostKind, label: str, sign: str, sides: list[str]
) -> None:
    whole = lost(what, own=what == "attribution")
    tree = Tree(comparison_page(whole))
    section = tree.section("lost")
    (card,) = tree.within(section, "article", "rel")
    assert tree.text(tree.within(card, "h4")[0]).endswith(f"{label} {what}")
    assert tree.text(tree.within(card, "p", "sign")[0]).endswith(sign)
    assert [tree.text(i) for i in tree.within(card, "p", "lbl")] == sides
    assert tree.text(tree.within(card, "p", "whyrel")[0]) == f"Why {WHY}"
    spoken = ("own voice" in tree.text(card).casefold(), "union" in tree.text(card))
    assert spoken == ((True, False) if what == "attribution" else (False, True))
    lines = digest(whole)
    (head,) = [x for x in lines if label in x]
    assert ("(the dockers’ union)" in head) == (what != "attribution")
    assert f"    why: {WHY}" in lines


def test_the_headline_counts_losses_by_what_was_lost() -> None:
    kinds: tuple[LostKind, ...] = ("attribution", "hedge", "number", "cue", "source", "source")
    refs = {"attributed": made.ref("agency-1", "c1"), "own_voice": made.ref("today-1", "c1")}
    whole = fire(lost_attribution=tuple(LostAttribution(**refs, what=k) for k in kinds))
    (line,) = [x for x in digest(whole) if "lost on the way" in x]
    assert (
        "(1 attribution, 1 hedge, 1 number, 1 cue made stronger, "
        "2 unnamed sources made institutions"
    ) in line
    # Without a reason none is shown.
    tree = Tree(comparison_page(whole))
    assert not tree.within(tree.section("lost"), "p", "whyrel")


def account(*changes: Change) -> Account:
    return Account(
        speaker="sp-fire",
        statements=(
            AccountStatement(statement="s3", first="2031-05-07", articles=("agency-1",)),
            AccountStatement(
                statement="s6", first="2031-05-07", articles=("agency-1", "today-1", "mina-1")
            ),
        ),
        changes=changes,
    )


def test_a_statement_said_again_is_dated_and_does_not_lead_from_itself_to_itself() -> None:
    whole = fire(accounts=(account(Change(from_="s6", to="s6", kind="repeats")),))
    tree = Tree(comparison_page(whole))
    sources = tree.section("sources")
    assert "repeated, last reported on 8 May 2031" in tree.text(sources)
    assert not tree.within(sources, "article", "rel")
    assert not tree.within(sources, "p", "sign")
    lines = digest(whole)
    at = lines.index("Who said the same again (1)")
    assert lines[at + 1].startswith("  repeated, last reported on 8 May 2031: Odo Lannick")
    assert not [x for x in lines if x.startswith("Who changed")]


def test_a_repetition_without_a_date_is_still_said() -> None:
    whole = fire(accounts=(account(Change(from_="s6", to="s6", kind="repeats")),))
    undated = tuple(replace(r, article=replace(r.article, published=None)) for r in whole.articles)
    lines = digest(replace(whole, articles=undated))
    assert [x for x in lines if x.startswith("  repeated: Odo Lannick")]


@pytest.mark.parametrize("kind", ["refines", "walks back", "reverses"])
def test_a_change_shows_both_passages_in_place(kind: ChangeKind) -> None:
    tree = Tree(comparison_page(fire(accounts=(account(Change(from_="s3", to="s6", kind=kind)),))))
    (card,) = tree.within(tree.section("sources"), "article", "rel")
    sides = tree.within(card, "div", "side")
    first = [tree.within(side, "blockquote")[0] for side in sides]
    assert not [
        i for i in first if any(tree.elements[n][0] == "details" for n in tree.elements[i][2])
    ]
    assert "had risen to eleven" in tree.text(first[0])
    assert "diesel was found" in tree.text(first[1])
    assert kind in tree.text(tree.within(card, "p", "sign")[0])


def test_who_was_asked_and_did_not_answer_opens_the_words_that_say_so() -> None:
    asked = NotHeard(
        name="Corvane Fuels",
        why="asked, did not answer: “Corvane Fuels did not answer questions”",
    )
    whole = fire(not_heard=(asked, NotHeard(name="Tarn Quay", why="named in 2 articles")))
    tree = Tree(comparison_page(whole))
    section = tree.section("unheard")
    first, second = tree.within(section, "li", "item")
    assert tree.text(tree.within(first, "p", "note")[0]) == asked.why
    assert tree.text(tree.within(first, "summary")[0]) == "Where it says so"
    (passage,) = tree.within(first, "blockquote")
    assert tree.text(passage) == "Corvane Fuels did not answer questions."
    assert "Where it is named" in tree.text(second)
    assert "of some they say that they were asked" in tree.text(section)
    assert [x for x in digest(whole) if "2 named but not heard (1 asked, did not answer)" in x]
    assert "were asked" not in Tree(comparison_page(fire())).text(0)
