"""Exact words cut for showing: segments under overlapping marks, windows, quotation marks.

All offsets are code points. The cuts are made here and never in the browser: JavaScript counts
UTF-16 units, so after one emoji every later mark would slip.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import Literal, NamedTuple

from rashomon.model import Article, Claim, Span, Spans
from rashomon.text import merge, paragraphs

Role = Literal["source", "cue", "content"]
ROLES: tuple[Role, ...] = ("source", "cue", "content")

CONTEXT = 240
"""How many code points of a sentence are shown at most on each side of the marked words."""
GAP = 400
"""Unmarked words between two marks that are longer than this are left out, and shown as "…"."""

_SENTENCE_END = re.compile(r"[.!?…؟。！？]+[\"”’»)\]]*\s+(?=[^\s])")
_NO_END = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|Prof|Gen|Col|Lt|Sgt|Maj|Capt|Adm|Rev|Sen|Rep|Gov|St|No|vs|Jan|Feb|Aug|"
    r"Sept|Oct|Nov|Dec)|\b[A-Z])\.\s+$"
)
_PAIRS = {"“": "”", "«": "»", "„": "“", "‘": "’", '"': '"', "'": "'", "”": "”", "»": "«"}


class Mark(NamedTuple):
    """Words to be marked, and the class names of the mark."""

    span: Span
    names: tuple[str, ...]


class Segment(NamedTuple):
    """A run of words under the same marks."""

    span: Span
    names: tuple[str, ...]


def roles(claim: Claim) -> Iterator[tuple[Role, Span]]:
    """Each span of the claim with its role, source first."""
    for role, spans in zip(ROLES, (claim.source, claim.cue, claim.content), strict=True):
        for span in spans:
            yield role, span


def extent(claim: Claim) -> Span:
    """From the first to the last marked word of the claim."""
    spans = [span for _, span in roles(claim)]
    return Span(min(s.start for s in spans), max(s.end for s in spans))


def blocks(article: Article) -> Spans:
    """The paragraphs of the article; its lines where the given ones leave words out or overlap."""
    given, end = sorted(article.paragraphs), 0
    for span in given:
        if span.start < end or article.text[end : span.start].strip():
            return paragraphs(article.text)
        end = span.end
    return paragraphs(article.text) if article.text[end:].strip() else tuple(given)


def segments(within: Span, marks: Iterable[Mark]) -> Iterator[Segment]:
    """The range cut wherever a mark begins or ends, each piece with the names of all its marks.

    Marks may overlap, nest and reach out of the range. The pieces follow one another without gap.

    >>> [(tuple(s.span), s.names) for s in segments(Span(0, 9), [
    ...     Mark(Span(2, 6), ("a",)), Mark(Span(4, 12), ("b",))])]
    [((0, 2), ()), ((2, 4), ('a',)), ((4, 6), ('a', 'b')), ((6, 9), ('b',))]
    """
    here = [m for m in marks if m.span.start < within.end and m.span.end > within.start]
    cuts = {within.start, within.end}
    for span, _ in here:
        cuts.update((max(span.start, within.start), min(span.end, within.end)))
    edges = sorted(cuts)
    for start, end in pairwise(edges):
        names: dict[str, None] = {}
        for span, given in here:
            if span.start <= start and end <= span.end:
                names.update(dict.fromkeys(given))
        yield Segment(Span(start, end), tuple(names))


def _sentence(text: str, block: Span, part: Span) -> Span:
    """The part, widened to the ends of its sentences, within the block and :data:`CONTEXT`."""
    start, end = block.start, block.end
    for match in _SENTENCE_END.finditer(text, block.start, block.end):
        if _NO_END.search(text[max(block.start, match.start() - 8) : match.end()]):
            continue
        if match.end() <= part.start:
            start = match.end()
        elif match.end() >= part.end:
            end = match.end()
            break
    while end > part.end and text[end - 1].isspace():
        end -= 1
    if part.start - start > CONTEXT:
        start = part.start - CONTEXT
        while start < part.start and not text[start - 1].isspace():
            start += 1
    if end - part.end > CONTEXT:
        end = part.end + CONTEXT
        while end > part.end and not text[end].isspace():
            end -= 1
    return Span(start, end)


def windows(text: str, around: Iterable[Span], spans: Iterable[Span]) -> tuple[Span, ...]:
    """The sentences that hold the spans, as ranges in order; what lies between is left out.

    ``around`` are the paragraphs. Marked words are never cut; a sentence is cut only far from them.
    """
    shown: list[Span] = []
    wanted = sorted(spans)
    for block in around:
        parts: list[Span] = []
        for span in wanted:
            start, end = max(span.start, block.start), min(span.end, block.end)
            if start >= end:
                continue
            if parts and start - parts[-1].end <= GAP:
                parts[-1] = Span(parts[-1].start, max(end, parts[-1].end))
            else:
                parts.append(Span(start, end))
        for part in parts:
            window = _sentence(text, block, part)
            if shown and window.start <= shown[-1].end and shown[-1].start >= block.start:
                shown[-1] = Span(shown[-1].start, max(window.end, shown[-1].end))
            else:
                shown.append(window)
    return tuple(shown)


def _surrounded(text: str, span: Span) -> str:
    """The words with the quotation marks they stand between in the article; "" if they do not."""
    words = span.of(text).strip()
    before = text[: span.start].rstrip()[-1:]
    if words[:1] in _PAIRS and words[-1:] == _PAIRS[words[:1]] and len(words) > 1:
        return words
    if words[:1] in _PAIRS:
        before, words = words[0], words[1:]
    if before not in _PAIRS:
        return ""
    closing = _PAIRS[before]
    if words.endswith(closing):
        return before + words
    if before in "'‘" and text[span.end :].lstrip()[:1] != closing:
        return ""  # an apostrophe, as in "the crews' account"
    # A long quotation may go on after the words; its marks are still the article's.
    return before + words + closing


def _balanced(text: str, span: Span) -> str:
    """The words with no lone quotation mark at their ends."""
    words = span.of(text).strip()
    after, before = text[span.end : span.end + 1], text[max(span.start - 1, 0) : span.start]
    for opening, closing in (("“", "”"), ("«", "»"), ('"', '"')):
        opened, closed = words.count(opening), words.count(closing)
        if opening == closing:
            if opened % 2 == 0:
                continue
            if words.startswith(opening) and after != closing:
                words = words[1:]
            elif words.endswith(closing) and before != opening:
                words = words[:-1]
            elif after == closing:
                words += closing
            elif before == opening:
                words = opening + words
        elif opened > closed:
            if after == closing:
                words += closing
            elif words.startswith(opening):
                words = words[1:]
        elif closed > opened:
            if before == opening:
                words = opening + words
            elif words.endswith(closing):
                words = words[:-1]
    return words.strip()


def answer(text: str, claim: Claim) -> str:
    """The exact words of the claim's content, pieces joined by "…".

    Quotation marks stand only around what the article itself puts between them: a paraphrase never
    gets any.
    """
    pieces = []
    for span in merge(text, claim.content):
        words = _surrounded(text, span) if claim.kind == "direct" else ""
        pieces.append(" ".join((words or _balanced(text, span)).split()))
    return " … ".join(filter(None, pieces))
