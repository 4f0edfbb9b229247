"""Origins: what each is in words, what shows it, and articles counted against origins."""

from __future__ import annotations

import io
from dataclasses import replace

import made_up_event as made
import pytest
from rich.console import Console
from test_render_sections import Tree

from rashomon.model import Article, Comparison, Origin, OriginHow, OriginKind, Passage
from rashomon.render.digest import lookup
from rashomon.render.origins import behind, label, reason
from rashomon.render.page import comparison_page
from rashomon.render.rests import counted
from rashomon.render.terminal import print_comparison

STATEMENT = "the statement of the Vellmar Port Authority on Wednesday"


def origin(**more: object) -> Origin:
    given: dict[str, object] = {
        "id": "o9", "kind": "shared source", "how": "same words", "name": STATEMENT,
        "articles": ("courier-1", "agency-1", "mina-1"),
        "why": f"the same words of one source: {STATEMENT}",
    }  # fmt: skip
    return Origin(**(given | more))  # type: ignore[arg-type]


def shown(*keys: str) -> tuple[Passage, ...]:
    """The port's count of the dead, as these articles give it."""
    by_id = {r.article.id: r for r in made.single_event().articles}
    return tuple(Passage(article=k, span=by_id[k].claims[0].content[0]) for k in keys)


def with_origins(*origins: Origin, count: int = 1) -> Comparison:
    """The made-up fire; the port's statement, of three outlets, has ``count`` origins."""
    whole = made.single_event()
    event = whole.events[0]
    first, *rest = event.statements
    statements = (replace(first, origins=count), *rest)
    event = replace(event, origins=origins, statements=statements)
    return replace(whole, events=(event,))


def told(*origins: Origin, count: int = 1) -> str:
    whole = with_origins(*origins, count=count)
    look = lookup(whole.articles, whole)
    return behind(look, whole.events[0].origins, whole.events[0].statements[0])


def digest(whole: Comparison) -> str:
    out = io.StringIO()
    print_comparison(Console(file=out, width=40), whole)
    return out.getvalue()


@pytest.mark.parametrize(
    ("how", "kind", "name", "expected"),
    [
        ("same text", "wire copy", "a text of Agency North", "a text of Agency North"),
        ("rewritten", "near copy", "one text", "one text, rewritten"),
        ("in part", "near copy", "a stretch of one text", "a stretch of one text"),
        ("same words", "shared source", STATEMENT, STATEMENT),
        ("same speaker", "shared source", "the words of Pell", "mainly the words of Pell"),
        ("cited", "shared source", "Agency North", "Agency North, cited"),
    ],
)  # fmt: skip
def test_an_origin_is_named_with_how_the_articles_have_it(
    how: OriginHow, kind: OriginKind, name: str, expected: str
) -> None:
    assert label(origin(how=how, kind=kind, name=name)) == expected


def test_an_origin_without_a_name_is_called_by_its_reason() -> None:
    assert label(origin(name="", why="the same words of one source: Doran Pell")) == "Doran Pell"
    near = origin(kind="near copy", how="same text", name="", why="largely the same text")
    assert label(near) == "largely the same text"


def test_the_reason_is_given_where_it_says_more_than_the_name() -> None:
    assert reason(origin()) == ""
    mainly = origin(how="same speaker", why="each rests mainly on one source: Doran Pell")
    assert reason(mainly) == "each rests mainly on one source"
    assert reason(origin(how="cited", why="2 articles cite Agency North")) == (
        "2 articles cite Agency North"
    )


def test_articles_are_counted_against_the_origin_that_holds_the_statement() -> None:
    named = origin(passages=shown("courier-1", "agency-1"))
    assert told(named) == f"three articles, one origin: {STATEMENT}"
    text = origin(kind="wire copy", how="same text", name="a text of Agency North")
    assert told(text) == "three articles, one origin: a text of Agency North"
    assert told(text, named) == f"three articles, one origin: {STATEMENT}"


def test_an_origin_of_other_words_in_the_same_articles_is_not_named() -> None:
    assert told(origin(passages=shown("courier-1"))) == "three articles, one origin"
    assert told(origin(how="cited", passages=())) == "three articles, one origin"
    partly = origin(articles=("courier-1", "agency-1"), passages=shown("courier-1", "agency-1"))
    assert told(partly) == "three articles, one origin"


def test_several_origins_are_counted_and_as_many_as_outlets_are_not_spoken_of() -> None:
    named = origin(passages=shown("courier-1", "agency-1"))
    assert told(named, count=2) == "three articles, two origins"
    assert told(named, count=3) == ""


def test_the_page_shows_name_how_first_and_the_words_that_show_it_in_place() -> None:
    tree = Tree(
        comparison_page(
            with_origins(origin(passages=shown("courier-1", "agency-1"), first="courier-1"))
        )
    )
    rests = tree.section("rests")
    (item,) = [i for i in tree.within(rests, "li", "item") if tree.text(i).startswith(STATEMENT)]
    text = tree.text(item)
    assert text.startswith(f"{STATEMENT} same words 3 outlets: Vellmar Courier")
    assert "Vellmar Courier, 7 May 2031, 06:30 UTC (the earliest known); Agency North" in text
    assert "do not tell" not in text
    (opened,) = tree.within(item, "details", "opens")
    assert "At least nine people were killed in a fire" in tree.text(opened)
    links = [tree.elements[i][1]["href"] for i in tree.within(opened, "a")]
    assert [href for href in links if href.startswith("#")] == ["#a1", "#a3"]
    drawn = tree.within(rests, "svg", "chart")[0]
    assert "first known in Vellmar Courier" in tree.text(drawn)
    assert f"(three articles, one origin: {STATEMENT})" in tree.text(0)


def test_where_dates_do_not_tell_what_came_first_the_page_says_so_unless_there_are_none() -> None:
    whole = with_origins(origin())
    said = "The dates do not tell which came first."
    tree = Tree(comparison_page(whole))
    assert said in tree.text(tree.section("rests"))
    assert "the earliest known" not in tree.text(tree.section("rests"))
    undated = replace(
        whole,
        articles=tuple(
            replace(r, article=replace(r.article, published=None)) for r in whole.articles
        ),
    )
    tree = Tree(comparison_page(undated))
    assert said not in tree.text(tree.section("rests"))
    assert "no date" not in tree.text(tree.section("rests"))


def test_articles_of_one_outlet_are_told_apart_by_their_titles() -> None:
    whole = with_origins(origin(articles=("courier-1", "agency-1")))
    articles = tuple(
        replace(r, article=replace(r.article, outlet="Vellmar Courier", published=None))
        for r in whole.articles
    )
    tree = Tree(comparison_page(replace(whole, articles=articles)))
    text = tree.text(tree.section("rests"))
    assert text.count("Nine killed in Vellmar depot fire") == 2  # in the drawing and in the list


def test_origins_of_one_name_are_told_apart_in_the_drawing_by_their_reasons() -> None:
    two = [
        origin(id=f"o{i}", kind="near copy", how="in part", name="one text", why=f"{n} sentences")
        for i, n in ((1, 7), (2, 3))
    ]
    drawn = Tree(comparison_page(with_origins(*two)))
    (chart,) = drawn.within(drawn.section("rests"), "svg", "chart")
    labels = [drawn.text(i) for i in drawn.within(chart, "text")]
    assert {"one text: 7 sentences", "one text: 3 sentences"} <= set(labels)
    alone = Tree(comparison_page(with_origins(two[0])))
    assert "one text: 7" not in alone.text(alone.section("rests"))


def test_the_count_tells_copies_rewrites_parts_and_citations_apart() -> None:
    known = [Article(id=f"x{i}", text="It rained.", outlet=f"Post {i}") for i in range(4)]

    def text(how: OriginHow, *ids: str) -> Origin:
        return origin(kind="near copy", how=how, name="one text", articles=ids)

    head = "4 articles from 4 outlets"
    assert counted(known, [text("same text", "x0", "x1")]) == (
        f"{head} rest on at most 3 texts: the other is a copy."
    )
    assert counted(known, [text("rewritten", "x0", "x1", "x2")]) == (
        f"{head} rest on at most 2 texts: the others are rewrites."
    )
    both = [text("same text", "x0", "x1"), text("rewritten", "x2", "x3")]
    assert "the others are copies or rewrites." in counted(known, both)
    assert counted(known, [text("in part", "x0", "x1")]) == (
        f"{head}; none was found to be a copy of another. 2 articles share stretches of text."
    )
    shared = [origin(), origin(how="same speaker"), origin(how="cited")]
    assert counted(known, shared).endswith(
        "1 source is given in the same words by several outlets. 1 source is what several "
        "articles mainly rest on. 1 outlet or agency is cited by others."
    )


def test_the_terminal_names_origins_and_counts_articles_against_them() -> None:
    named = origin(passages=shown("courier-1", "agency-1"), first="courier-1")
    lines = digest(with_origins(named)).splitlines()
    at = lines.index(f"    {STATEMENT} [same words]: Vellmar Courier, Agency North, صوت الميناء")
    assert lines[at + 1] == "      first known in Vellmar Courier"
    assert [x for x in lines if x.endswith(f"[three articles, one origin: {STATEMENT}]")]
    text = origin(kind="near copy", how="rewritten", name="one text", why="7 sentences")
    assert "      7 sentences; the dates do not tell which came first" in digest(with_origins(text))
