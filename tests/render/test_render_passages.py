"""Cuts in code points: segments, windows, quotation marks, cleaning."""

from __future__ import annotations

import unicodedata
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rashomon.model import Article, Claim, Span
from rashomon.render.clean import clean, line
from rashomon.render.marked import Anchor, body, passage
from rashomon.render.passages import Mark, answer, blocks, extent, segments, windows
from rashomon.text import paragraphs


def direct(text: str, *content: str) -> Claim:
    spans = tuple(Span(text.index(c), text.index(c) + len(c)) for c in content)
    return Claim(id="c", content=spans, kind="direct", cue=(Span(0, 1),))


def indirect(text: str, *content: str) -> Claim:
    spans = tuple(Span(text.index(c), text.index(c) + len(c)) for c in content)
    return Claim(id="c", content=spans, kind="indirect", cue=(Span(0, 1),))


TEXTS = st.text(st.sampled_from('ab 😀é“”".?!\n\u202e\x1b'), min_size=1, max_size=80)


@st.composite
def texts_and_spans(draw: st.DrawFn) -> tuple[str, list[Span]]:
    text = draw(TEXTS)
    starts = st.integers(0, len(text) - 1)
    spans = []
    for _ in range(draw(st.integers(1, 6))):
        start = draw(starts)
        spans.append(Span(start, draw(st.integers(start + 1, len(text)))))
    return text, spans


@settings(deadline=None)
@given(texts_and_spans())
def test_segments_cover_the_range_without_gap_and_carry_every_mark(
    drawn: tuple[str, list[Span]],
) -> None:
    text, spans = drawn
    marks = [Mark(span, (f"m{i}",)) for i, span in enumerate(spans)]
    cut = list(segments(Span(0, len(text)), marks))
    assert "".join(s.span.of(text) for s in cut) == text
    for i, span in enumerate(spans):
        assert "".join(s.span.of(text) for s in cut if f"m{i}" in s.names) == span.of(text)


@settings(deadline=None)
@given(texts_and_spans())
def test_windows_hold_every_marked_word_and_never_overlap(drawn: tuple[str, list[Span]]) -> None:
    text, spans = drawn
    around = paragraphs(text)
    shown = windows(text, around, spans)
    for one, other in pairwise(shown):
        assert one.end <= other.start
    for span in spans:
        for at in range(*span):
            if any(b.start <= at < b.end for b in around):
                assert any(w.start <= at < w.end for w in shown)


@settings(deadline=None)
@given(texts_and_spans())
def test_any_claim_can_be_shown_in_its_article_and_as_a_passage(
    drawn: tuple[str, list[Span]],
) -> None:
    text, spans = drawn
    claim = Claim(id="c", content=tuple(spans), kind="indirect", cue=(spans[0],))
    article = Article(id="a", text=text)
    anchor = Anchor(number=1, id="a1-c", label="claim 1")
    marked = "".join(body(article, [claim], {"c": anchor}))
    if text.strip():
        assert marked.count('id="a1-c"') == (extent(claim).start < blocks(article)[-1].end)
    assert "\x1b" not in marked + passage(article, claim) + answer(text, claim).replace("\x1b", "")


def test_words_after_an_emoji_are_marked_where_they_stand() -> None:
    text = "🔥🔥 The mayor said the hall was safe."
    claim = Claim(
        id="c1",
        source=(Span(3, 12),),
        cue=(Span(13, 17),),
        content=(Span(18, 35),),
        kind="indirect",
    )
    html = passage(Article(id="a", text=text), claim)
    assert '<span class="s">The mayor</span> <span class="u">said</span>' in html
    assert '<span class="c">the hall was safe</span>' in html


def test_given_paragraphs_that_leave_words_out_are_not_trusted() -> None:
    text = "One line.\nAnother line."
    assert blocks(Article(id="a", text=text, paragraphs=(Span(0, 9),))) == paragraphs(text)
    assert blocks(Article(id="a", text=text, paragraphs=(Span(0, 23),))) == (Span(0, 23),)


@pytest.mark.parametrize(
    ("text", "content", "shown"),
    [
        ("He said: “We lost.”", "We lost.", "“We lost.”"),
        ("He said: “We lost.”", "“We lost.”", "“We lost.”"),
        ('He said: "We lost."', "We lost.", '"We lost."'),
        ("He said: ‘We lost.’", "We lost.", "‘We lost.’"),
        ("Er sagte: „Verloren.“", "Verloren.", "„Verloren.“"),
        ("He said: “We lost. We will try again.”", "We lost.", "“We lost.”"),
        ("He said we lost.", "we lost", "we lost"),
        ("It is the crews' account we lost.", "account we lost", "account we lost"),
    ],
)
def test_direct_words_keep_the_marks_of_the_article_and_get_no_others(
    text: str, content: str, shown: str
) -> None:
    assert answer(text, direct(text, content)) == shown


@pytest.mark.parametrize(
    ("text", "content", "shown"),
    [
        ("He said the loss was “total”.", "the loss was “total”", "the loss was “total”"),
        ("He said the loss was “total”.", "the loss was “total", "the loss was “total”"),
        ("He said “a total loss” came.", "a total loss” came", "“a total loss” came"),
        ("“It is, he said that all went”", "all went”", "all went"),
        ('He called it "a plain lie" today.', '"a plain lie', '"a plain lie"'),
        ("He said we lost.", "we lost", "we lost"),
    ],
)  # fmt: skip
def test_a_paraphrase_never_gets_quotation_marks_around_it(
    text: str, content: str, shown: str
) -> None:
    assert answer(text, indirect(text, content)) == shown


def test_pieces_of_an_interrupted_content_are_quoted_one_by_one() -> None:
    text = "“We lost,” she said, “and we will try again.”"
    claim = direct(text, "We lost,", "and we will try again.")
    assert answer(text, claim) == "“We lost,” … “and we will try again.”"


@settings(deadline=None)
@given(st.text(st.characters(), max_size=60))
def test_cleaned_text_carries_no_control_character_and_can_be_written(text: str) -> None:
    cleaned = clean(text)
    assert all(c == "\n" or unicodedata.category(c) not in ("Cc", "Cs") for c in cleaned)
    assert not set(cleaned) & set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
    cleaned.encode("utf-8")
    assert "\n" not in line(text)


def test_lone_surrogates_and_overrides_are_shown_not_written() -> None:
    assert clean("a\ud83db\u202ec\x00d\x9be") == "a\ufffdb⟨U+202E⟩cde"
