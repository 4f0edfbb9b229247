"""Edits after publication, on the event page, in the terminal and on a page of their own."""

from __future__ import annotations

import io
import re
from dataclasses import replace

import made_up_event as made
import pytest
from rich.console import Console

from rashomon.comparison.edits import edit
from rashomon.edited import ClaimEdit, Edit, FieldEdit, SentenceEdit
from rashomon.model import Comparison, Diff, Reading, Span
from rashomon.render.diffpage import diff_page
from rashomon.render.edited import headline, pieces, rows
from rashomon.render.editlines import print_diff
from rashomon.render.page import comparison_page
from rashomon.render.terminal import print_comparison
from rashomon.text import paragraphs


def older(reading: Reading, words: str, before: str) -> Reading:
    """The reading of an older version that said it otherwise; without claims around the place."""
    text = reading.article.text
    at = text.index(words)
    article = replace(
        reading.article,
        id=f"{reading.article.id}-old",
        text=text.replace(words, before),
        paragraphs=paragraphs(text.replace(words, before)),
    )
    kept = tuple(
        c
        for c in reading.claims
        if c.inside is None and all(s.end <= at for s in (*c.source, *c.cue, *c.content))
        and not any(d.inside == c.id for d in reading.claims)
        and not c.evidence and not c.verification
    )  # fmt: skip
    return Reading(made_by=reading.made_by, article=article, claims=kept,
                   speakers=tuple(replace(s, mentions=()) for s in reading.speakers))  # fmt: skip


@pytest.fixture
def edited() -> Comparison:
    comparison = made.comparison()
    after = next(r for r in comparison.articles if r.article.id == made.courier().article.id)
    last = re.findall(r"\w{6,}", after.article.text)[-1]
    before = older(after, last, "<b>otherwise</b>")
    (event, *others) = comparison.events
    return replace(
        comparison,
        earlier=(before,),
        events=(replace(event, edits=(edit(before, after),)), *others),
    )


def printed(comparison: Comparison) -> str:
    out = io.StringIO()
    print_comparison(Console(file=out, width=10_000), comparison)
    return out.getvalue()


def test_the_event_page_lists_the_edits_with_the_words_of_both(edited: Comparison) -> None:
    html = comparison_page(edited)
    assert 'id="e1-edits"' in html
    assert 'href="#e1-edits"' in html
    section = html[html.index('id="e1-edits"') :]
    assert re.search(r'<del class="gone">[^<]*otherwise', section)
    assert '<ins class="new">' in section
    ids = re.findall(r'id="([^"]+)"', html)
    assert len(ids) == len(set(ids))
    assert set(re.findall(r'href="#([^"]+)"', html)) <= set(ids)


def test_an_event_without_edits_has_no_such_section() -> None:
    html = comparison_page(made.comparison())
    assert '-edits"' not in html
    assert "Edited after publication" not in printed(made.comparison())


def test_the_terminal_lists_the_edits(edited: Comparison) -> None:
    told = printed(edited)
    assert "Edited after publication (1)" in told
    assert re.search(r"\[-[^\n]*otherwise[^\n]*-\]", told)


def test_words_of_articles_are_no_markup_on_the_page_of_a_diff(edited: Comparison) -> None:
    after = edited.articles[0]
    found = Diff(
        made_by=made.made_by(""),
        before=older(after, after.article.text[-20:], made.HOSTILE),
        after=after,
        edit=edit(older(after, after.article.text[-20:], made.HOSTILE), after),
    )
    html = diff_page([found])
    assert "<script>alert" not in html
    assert "<img" not in html
    assert html.count('class="old') == html.count('class="now')


def claims(*kinds: str) -> tuple[ClaimEdit, ...]:
    return tuple(
        ClaimEdit(kind="changed", before=k, after=k, what=(k,))  # type: ignore[arg-type]
        if k in {"number", "wording"}
        else ClaimEdit(kind=k, before=None, after=None)  # type: ignore[arg-type]
        for k in kinds
    )


@pytest.mark.parametrize(
    ("made_of", "stated", "words"),
    [
        (("number", "number", "number"), (), "3 claims changed without a word about it"),
        (
            ("number", "dropped", "added"),
            (),
            "1 claim changed and 1 claim dropped without a word about it; 1 claim added",
        ),
        (("added", "added"), (), "2 claims added"),
        (("wording",), (), "1 claim reworded"),
        (
            ("number",),
            (Span(0, 1),),
            "1 claim changed; the later version says that it was changed",
        ),
        ((), (), "Nothing changed"),
    ],
)
def test_the_headline_counts_and_says_whether_the_article_does(
    made_of: tuple[str, ...], stated: tuple[Span, ...], words: str
) -> None:
    found = Edit(url=None, before="a", after="b", claims=claims(*made_of), stated=stated)
    assert headline(found) == words


def test_only_a_new_title_is_said_to_be_only_that() -> None:
    field = FieldEdit(field="title", before="A", after="B")
    assert headline(Edit(url=None, before="a", after="b", fields=(field,))) == "Only title changed"


def test_what_matters_most_comes_first_and_rewordings_last() -> None:
    reading = made.courier()
    one = Edit(
        url=None,
        before="a",
        after="b",
        claims=claims("wording", "added", "dropped", "number"),
        sentences=(
            SentenceEdit(kind="changed", before=(), after=(), what=("quotation",)),
            SentenceEdit(kind="changed", before=(), after=(), what=("wording",)),
        ),
    )
    assert [(r.kind, r.what) for r in rows(one, reading, reading)] == [
        ("changed", ("number",)), ("changed", ("quotation",)), ("dropped", ()), ("added", ()),
        ("changed", ("wording",)), ("changed", ("wording",)),
    ]  # fmt: skip


def test_the_pieces_of_a_passage_are_its_words_and_nothing_else() -> None:
    article = made.courier().article
    span = Span(*re.search(r"\w{6,}", article.text).span())  # type: ignore[union-attr]
    found = list(pieces(article, (span,), (span,), "gone"))
    assert [p.words for p in found if p.mark] == [span.of(article.text)]
    shown = "".join(p.words for p in found)
    assert shown in " ".join(article.text.split())


def test_an_edit_that_changed_nothing_prints_so() -> None:
    reading = made.courier()
    out = io.StringIO()
    same = Diff(made_by=reading.made_by, before=reading, after=reading, edit=edit(reading, reading))
    print_diff(Console(file=out, width=200), same)
    assert "Nothing changed" in out.getvalue()
