"""Each part of an event: there when there is something to show, absent or said so when not."""

from __future__ import annotations

from dataclasses import replace
from html.parser import HTMLParser

import made_up_event as made
import pytest

from rashomon.model import (
    Account,
    AccountStatement,
    Comparison,
    EventComparison,
    Evidence,
    Question,
    Relation,
    Statement,
)
from rashomon.render.page import comparison_page


class Tree(HTMLParser):
    """The page as elements with their text: ``find`` gives those under an id."""

    VOID = frozenset({"meta", "input", "br"})

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, dict[str, str], tuple[int, ...], list[str]]] = []
        self.open: list[int] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self.elements.append((tag, given, tuple(self.open), []))
        if tag not in self.VOID:
            self.open.append(len(self.elements) - 1)

    def handle_endtag(self, tag: str) -> None:
        self.open.pop()

    def handle_data(self, data: str) -> None:
        for i in self.open:
            self.elements[i][3].append(data)

    def section(self, name: str) -> int | None:
        """The element labelled by that heading of the first event."""
        for i, (_, given, _, _) in enumerate(self.elements):
            if given.get("aria-labelledby") == f"e1-{name}":
                return i
        return None

    def text(self, i: int | None) -> str:
        assert i is not None
        return " ".join("".join(self.elements[i][3]).split())

    def within(self, i: int | None, tag: str, cls: str = "") -> list[int]:
        assert i is not None
        return [
            n
            for n, (t, given, around, _) in enumerate(self.elements)
            if t == tag and i in around and (not cls or cls in given.get("class", "").split())
        ]


def page(event: EventComparison | None = None, whole: Comparison | None = None) -> Tree:
    whole = whole or made.single_event()
    return Tree(comparison_page(replace(whole, events=(event or whole.events[0],))))


def event(**more: object) -> EventComparison:
    return replace(made.single_event().events[0], **more)  # type: ignore[arg-type]


PARTS = (
    "sumh", "short", "side", "figures", "contradict", "update", "agree", "compatible", "evidence",
    "rests", "lost", "sources", "time", "one", "unheard", "art",
)  # fmt: skip


def test_a_rich_event_has_every_part_in_the_order_it_is_read() -> None:
    tree = page()
    places = [tree.section(name) for name in PARTS]
    assert None not in places
    assert places == sorted(places, key=lambda i: i or 0)


def test_an_event_without_any_relation_has_no_empty_table_and_says_so() -> None:
    tree = page(
        event(
            questions=(), relations=(), accounts=(), origins=(), lost_attribution=(),
            not_heard=(), timeline=(), statements=(),
        )
    )  # fmt: skip
    left = [name for name in PARTS if tree.section(name) is not None]
    assert left == ["sumh", "short", "rests", "art"]
    assert not tree.within(tree.section("rests"), "ul", "listed")
    assert "No common origin of these articles was found" in tree.text(tree.section("rests"))
    assert "Looked for and not found: contradictions; agreements" in tree.text(
        tree.section("short")
    )


def test_one_article_gets_no_part_of_a_comparison() -> None:
    whole = made.comparison()
    tree = page(whole.events[1], whole)
    left = [name for name in PARTS if tree.section(name) is not None]
    assert left == ["art"]


def test_an_empty_cell_says_not_said_and_never_contradicts() -> None:
    tree = page()
    empty = tree.within(tree.section("side"), "td", "none")
    assert empty
    for i in empty:
        assert tree.text(i).endswith("not said")
        assert not tree.within(i, "li")
    assert "Silence is neither agreement nor denial." in tree.text(tree.section("side"))


def test_a_row_that_only_other_speakers_answer_takes_the_width_and_names_the_silent() -> None:
    whole = made.single_event()
    tree = page(event(questions=(*whole.events[0].questions, Question(
        id="q9", text="Who wrote?", about="other", statements=("s11", "s12")))))  # fmt: skip
    rows = tree.within(tree.section("side"), "td", "beside")
    (wide,) = [i for i in rows if "They had our letters in March." in tree.text(i)]
    assert "Not said by Odo Lannick, Doran Pell, the outlets’ own voice." in tree.text(wide)
    columns = tree.within(tree.section("side"), "th")
    heads = [i for i in columns if tree.elements[i][1].get("scope") == "col"]
    assert tree.elements[wide][1]["colspan"] == str(len(heads) - 1)


def test_the_own_voice_of_outlets_is_called_that_wherever_it_speaks() -> None:
    tree = page()
    assert "the outlets’ own voice" in tree.text(tree.section("side"))
    assert "Ostania Today in its own voice" in tree.text(tree.section("agree"))
    assert "In the outlet’s own voice" in tree.text(tree.section("lost"))


def test_three_statements_against_one_stand_in_one_card_as_two_camps() -> None:
    more = tuple(
        Relation(a="s2", b=b, relation="contradict", about="number", confidence=0.6, why=f"to {b}")
        for b in ("s3", "s7")
    )
    tree = page(event(relations=(*made.single_event().events[0].relations, *more)))
    cards = tree.within(tree.section("contradict"), "article", "rel")
    (card,) = [i for i in cards if "fourteen dead" in tree.text(i)]
    (pair,) = tree.within(card, "div", "pair")
    assert len(tree.within(pair, "div", "side")) == 4
    assert len([i for i in tree.within(card, "li") if tree.elements[i][1].get("id")]) == 3


def test_accounts_with_three_sides_are_not_forced_into_two() -> None:
    more = (
        Relation(a="s2", b="s3", relation="contradict", about="number", confidence=0.6, why="x"),
        Relation(a="s1", b="s3", relation="contradict", about="number", confidence=0.6, why="y"),
    )
    tree = page(event(relations=(*made.single_event().events[0].relations, *more)))
    cards = tree.within(tree.section("contradict"), "article", "rel")
    (card,) = [i for i in cards if "fourteen dead" in tree.text(i)]
    assert not tree.within(card, "div", "pair")
    assert len(tree.within(card, "div", "side")) == 3


def test_lost_words_are_struck_on_the_left_and_new_ones_marked_on_the_right() -> None:
    tree = page()
    lost = tree.section("lost")
    cards = tree.within(lost, "article", "rel")
    assert len(cards) == 2
    gone = [tree.text(i) for i in tree.within(cards[0], "del", "gone")]
    assert "the port authority" in gone
    assert "At least" in gone or "(Agency North) - At least" in " ".join(gone)
    assert [tree.text(i) for i in tree.within(cards[1], "ins", "new")]


def test_evidence_moves_a_contested_statement_out_of_the_bare_ones() -> None:
    whole = made.single_event()
    before = page().text(page().section("evidence"))
    assert "Something is offered" not in before
    readings = list(whole.articles)
    place = next(i for i, r in enumerate(readings) if r.article.id == "agency-1")
    claims = tuple(
        replace(c, evidence=(Evidence(kind="technical", span=c.content[0]),))
        if c.id == "c3" else c
        for c in readings[place].claims
    )  # fmt: skip
    readings[place] = replace(readings[place], claims=claims)
    tree = page(whole=replace(whole, articles=tuple(readings)))
    offered = tree.within(tree.section("evidence"), "ul", "grounds")
    assert len(offered) == 1
    assert tree.text(offered[0]).startswith("evidence, technical diesel was found")


def test_outlets_and_origins_are_counted_apart_and_the_list_has_them() -> None:
    tree = page()
    rests = tree.section("rests")
    assert "5 articles from 5 outlets rest on at most 4 texts" in tree.text(rests)
    listed = tree.within(rests, "ul", "listed")[0]
    assert "Agency North" in tree.text(listed)
    assert "صوت الميناء" in tree.text(listed)


def test_silence_on_a_question_leads_to_the_question() -> None:
    accounts = (
        Account(
            speaker="sp-union",
            statements=(AccountStatement(statement="s2", first=None, articles=("lantern<1>\"'",)),),
            silent_on=("q2", "q4", "gone"),
        ),
    )
    tree = page(event(accounts=accounts))
    sources = tree.section("sources")
    assert "Not said in these articles, though others answer:" in tree.text(sources)
    links = [tree.elements[i][1]["href"] for i in tree.within(sources, "a")]
    assert links[:2] == ["#e1-q2", "#e1-q4"]
    assert "no date" in tree.text(sources)


def test_a_source_that_speaks_once_and_is_silent_on_nothing_is_not_listed_over_time() -> None:
    accounts = tuple(
        replace(a, changes=(), silent_on=()) for a in made.single_event().events[0].accounts
    )
    assert page(event(accounts=accounts)).section("sources") is None


def test_articles_without_a_date_are_counted() -> None:
    whole = made.single_event()
    first, *rest = whole.articles
    undated = replace(first, article=replace(first.article, published=None))
    text = page(whole=replace(whole, articles=(undated, *rest)))
    assert "1 article carries no date; where it stands in time is not known." in text.text(0)
    none = tuple(replace(r, article=replace(r.article, published=None)) for r in whole.articles)
    text = page(whole=replace(whole, articles=none))
    assert "No article carries a date: what came first is not known." in text.text(0)


@pytest.mark.parametrize("many", [30, 120])
def test_long_lists_are_folded_and_nothing_is_dropped(many: int) -> None:
    base = made.single_event().events[0]
    ref = base.statements[-1].claims
    more = tuple(
        Statement(id=f"x{i}", text="x", claims=ref, outlets=1, origins=1) for i in range(many)
    )
    questions = tuple(
        Question(id=f"z{i}", text=f"Point {i}?", about="other", statements=(f"x{i}", "s2"))
        for i in range(many)
    )
    tree = page(event(statements=(*base.statements, *more), questions=questions))
    side = tree.section("side")
    rows = [i for i in tree.within(side, "tr") if tree.elements[i][1].get("id")]
    assert len(rows) == many
    folded = [i for i in rows if any(tree.elements[n][0] == "details" for n in tree.elements[i][2])]
    assert 0 < len(rows) - len(folded) < 20
    one = tree.section("one")
    assert len(tree.within(one, "li", "item")) >= many


@pytest.mark.parametrize(("count", "folded"), [(12, 0), (13, 13), (200, 200)])
def test_the_texts_of_many_articles_are_folded_and_all_there(count: int, folded: int) -> None:
    whole = made.single_event()
    text = "It rained."
    readings = tuple(
        replace(
            made.today(),
            article=replace(made.today().article, id=f"r{i}", text=text, paragraphs=()),
            claims=(), speakers=(), record=(),
        )
        for i in range(count)
    )  # fmt: skip
    ids = tuple(r.article.id for r in readings)
    many = EventComparison(id="ev1", title="Rain", articles=ids)
    tree = page(whole=replace(whole, articles=readings, events=(many,)))
    art = tree.section("art")
    assert len(tree.within(art, "details", "artfold")) == folded
    assert len(tree.within(art, "article", "art")) == count


def test_a_title_that_would_fill_the_screen_is_cut_beside_its_outlet_and_whole_over_the_text() -> (
    None
):
    whole = made.single_event()
    first, *rest = whole.articles
    long = "Inquiry into the fire at Tarn Quay " * 12
    named = replace(first, article=replace(first.article, title=long))
    tree = page(whole=replace(whole, articles=(named, *rest)))
    (head,) = tree.within(0, "header", "evhead")
    assert "Inquiry into the fire" in tree.text(head)
    assert long.strip() not in tree.text(head)
    assert long.strip() in tree.text(tree.section("art"))
