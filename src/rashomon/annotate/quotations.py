"""Quotation marks paired into quotations, and what kind of speech a content is.

Handles straight, curly, single curly (but not apostrophes), low-high, guillemets, and the pairs of
typewriters. Never raises: a mark that finds no partner is either a quotation that runs on in the
next paragraph (where every paragraph opens a mark and only the last closes it) or it is ignored.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from rashomon.model import Span
from rashomon.text import paragraphs

# Opening mark -> the marks that may close it. A straight mark closes itself.
_CLOSES = {
    "“": '”"',
    "„": "“”",
    "‟": "”",
    "«": "»",
    "»": "«",
    "‹": "›",
    "「": "」",
    "『": "』",
    '"': '"',
    "``": "''",
    "''": "''",
    "‘": "’",
    "‚": "‘’",
}
_MARK = re.compile(r"``|''|[“”„‟«»‹›「」『』\"‘’‚]")
_SINGLE = frozenset("‘’‚")
_STRAIGHT = frozenset({'"', "''"})
# A mark at the start of a paragraph that says: the quotation left open above goes on here.
_RUNS_ON = frozenset("“„«\"'‘`»")
# An opening mark without a partner counts as a quotation to the end of its paragraph only if the
# next one opens a mark again and if it holds at least this many code points; all else is a stray
# mark (inches, a typing error) or a lost one, which must not swallow half an article.
_SHORTEST_OPEN = 10
# A quotation may go on this many paragraphs later: a line of furniture may stand between.
_RUN_ON_WITHIN = 2
_SENTENCE_ENDS = tuple(".!?…")


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Quotation:
    """Words between quotation marks, within one paragraph; ``span`` includes the marks.

    ``closed`` is False where the paragraph ends before the mark is closed: by the convention of
    newspapers the quotation then goes on at the opening mark of the next paragraph.
    """

    span: Span
    opening: int
    closing: int
    closed: bool = True

    @property
    def inner(self) -> Span:
        """The words without the marks; may be empty."""
        return Span(self.span.start + self.opening, self.span.end - self.closing)


def quotations(text: str) -> tuple[Quotation, ...]:
    """The outermost quotations of the text in order; they never overlap or cross a line break.

    >>> [q.inner.of("He “saw” it") for q in quotations("He “saw” it")]
    ['saw']
    """
    found: list[Quotation] = []
    lines = paragraphs(text)
    left_open = False
    for number, paragraph in enumerate(lines):
        following = lines[number + 1 : number + 1 + _RUN_ON_WITHIN]
        goes_on = any(text[line.start] in _RUNS_ON for line in following)
        found.extend(
            q
            for q in _in_paragraph(text, paragraph)
            if q.closed or goes_on or (left_open and q.span.start == paragraph.start)
        )
        if found and found[-1].span.start >= paragraph.start:
            left_open = not found[-1].closed
        elif text[paragraph.start] in _RUNS_ON:
            left_open = False
    return tuple(found)


def _in_paragraph(text: str, paragraph: Span) -> Iterator[Quotation]:
    opened: tuple[int, str] | None = None
    depth, last_close = 0, 0
    for match in _MARK.finditer(text, *paragraph):
        mark, at = match.group(), match.start()
        if opened is None:
            if mark in _CLOSES and _may_open(text, at, match.end(), mark, paragraph):
                opened, depth, last_close = (at, mark), 0, 0
            continue
        if mark == opened[1] and mark in _STRAIGHT and _opens_again(text, at, match.end()):
            # After a full stop it is the next paragraph of the same quotation, whose line break
            # the page has lost; within a sentence it is a quotation within the quotation.
            depth += text[max(0, at - 3) : at].rstrip()[-1:] not in _SENTENCE_ENDS
        elif mark in _CLOSES[opened[1]] and _may_close(text, match.end(), opened[1], paragraph):
            last_close = match.end()
            if depth:
                depth -= 1
                continue
            yield from _closed(opened, last_close, len(mark))
            opened = None
    if opened is not None and last_close:
        # The inner quotation had no mark of its own: the last closing one closes both.
        yield from _closed(opened, last_close, 1)
    elif opened is not None:
        start, mark = opened
        if paragraph.end - start > _SHORTEST_OPEN:
            yield Quotation(
                span=Span(start, paragraph.end), opening=len(mark), closing=0, closed=False
            )


def _closed(opened: tuple[int, str], end: int, closing: int) -> Iterator[Quotation]:
    start, mark = opened
    if end - start > len(mark) + closing:
        yield Quotation(span=Span(start, end), opening=len(mark), closing=closing)


def _opens_again(text: str, start: int, end: int) -> bool:
    """Whether a straight mark within a quotation opens another one: it hugs the word after it."""
    return (
        end < len(text)
        and text[end].isalnum()
        and (text[start - 1].isspace() or text[start - 1] in "([")
    )


def _may_open(text: str, start: int, end: int, mark: str, paragraph: Span) -> bool:
    before = text[start - 1] if start > paragraph.start else " "
    after = text[end] if end < paragraph.end else " "
    if after.isspace():
        return False
    if mark in ("»", "’", "''"):
        return not before.isalnum() and mark != "’"
    if mark == '"':
        # 5'10" tall, a 12" pipe
        return not before.isalnum()
    return not (mark in _SINGLE and before.isalnum())


def _may_close(text: str, end: int, opened: str, paragraph: Span) -> bool:
    if opened not in _SINGLE:
        return True
    # An apostrophe inside a word, or the possessive of a plural followed by a word.
    after = text[end] if end < paragraph.end else " "
    return not after.isalnum()


class Quoted:
    """Answers whether a place in the text stands between quotation marks."""

    def __init__(self, found: Iterable[Quotation]) -> None:
        self.all = tuple(found)
        self._starts = [q.span.start for q in self.all]

    def at(self, offset: int) -> Quotation | None:
        """The quotation whose span holds the code point at ``offset``."""
        i = bisect_right(self._starts, offset) - 1
        return self.all[i] if i >= 0 and offset < self.all[i].span.end else None

    def before(self, offset: int) -> Quotation | None:
        """The last quotation that ends at or before ``offset``."""
        i = bisect_right(self._starts, offset) - 1
        while i >= 0 and self.all[i].span.end > offset:
            i -= 1
        return self.all[i] if i >= 0 else None

    def after(self, offset: int) -> Quotation | None:
        """The first quotation that starts at or after ``offset``."""
        i = bisect_left(self._starts, offset)
        return self.all[i] if i < len(self.all) else None

    def within(self, span: Span) -> tuple[Quotation, ...]:
        """The quotations that overlap the span."""
        i = max(0, bisect_right(self._starts, span.start) - 1)
        picked = []
        while i < len(self.all) and self.all[i].span.start < span.end:
            if self.all[i].span.end > span.start:
                picked.append(self.all[i])
            i += 1
        return tuple(picked)


_WORD = re.compile(r"\w+")


@lru_cache(maxsize=4)
def quoted_in(text: str) -> Quoted:
    """The quotations of the text, kept for the last few texts: every claim of one asks again."""
    return Quoted(quotations(text))


def kind_of(
    text: str, content: Iterable[Span], quoted: Quoted | None = None
) -> Literal["direct", "indirect", "mixed"]:
    """Whether the content is verbatim between marks (direct), not at all (indirect), or mixed.

    Direct means every word of every span stands between quotation marks.
    """
    quoted = quoted or quoted_in(text)
    inside = outside = 0
    content = tuple(map(Span._make, content))
    if not any(quoted.within(span) for span in content):
        return "indirect"
    for start, end in content:
        for match in _WORD.finditer(text, start, end):
            if quoted.at(match.start()) is None:
                outside += 1
            else:
                inside += 1
    if not inside:
        return "indirect"
    return "mixed" if outside else "direct"
