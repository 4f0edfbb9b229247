"""Quotations: contents widened to the marks around them, and carried on where a speaker goes on."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import replace

from rashomon.annotate.parse import Parse
from rashomon.annotate.quotations import Quotation, Quoted
from rashomon.annotate.rules.found import Found
from rashomon.model import Article, Span, Spans
from rashomon.text import merge

_BESIDE = frozenset(" ,.;:!?—–-\u00a0")


def extend(article: Article, parse: Parse, quoted: Quoted, found: list[Found]) -> list[Found]:
    """The attributions with contents that take in whole quotations and what follows them."""
    text = article.text
    del parse
    widened = [_widen(text, quoted, f) for f in found]
    return _carry_on(text, article.paragraphs, quoted, widened)


def _widen(text: str, quoted: Quoted, found: Found) -> Found:
    spans = []
    blocked = (*found.source, *found.cue)
    for span in found.content:
        start, end = span
        q = quoted.at(start) or (quoted.at(start - 1) if start else None)
        at_cue = q is not None and any(q.span.start <= b.start < q.span.end for b in blocked)
        if q is not None and not at_cue:
            # The last sentence of a quotation stands beside the cue: the rest is content too.
            if end >= q.span.end - q.closing - 2 or start <= q.span.start + q.opening:
                start = min(start, q.span.start)
        q = quoted.at(end - 1)
        if q is not None and not any(q.span.start <= b.start < q.span.end for b in blocked):
            if q.span.start >= start or end >= q.span.end - q.closing - 2:
                end = max(end, q.span.end)
        spans.append(Span(start, end))
    return replace(found, content=merge(text, spans))


def _carry_on(text: str, paragraphs: Spans, quoted: Quoted, found: list[Found]) -> list[Found]:
    taken = sorted(s for f in found for s in f.content)
    starts = [s.start for s in taken]
    where = [p.start for p in paragraphs]

    def is_free(q: Quotation) -> bool:
        i = bisect_right(starts, q.span.end - 1) - 1
        return not any(s.end > q.span.start for s in taken[max(0, i - 3) : i + 1])

    result = list(found)
    by_end: list[tuple[int, int]] = sorted(
        (max(s.end for s in (*f.cue, *f.content, *f.source)), n)
        for n, f in enumerate(found)
        if f.speech
    )
    ends = [e for e, _ in by_end]
    for number, q in enumerate(quoted.all):
        if not is_free(q) or len(text[q.span.start : q.span.end].split()) < 5:
            continue
        i = bisect_right(ends, q.span.start) - 1
        if i < 0:
            continue
        end, n = by_end[i]
        gap = text[end : q.span.start]
        p = bisect_right(where, q.span.start) - 1
        at_start = q.span.start == paragraphs[p].start
        previous = quoted.all[number - 1] if number else None
        runs_on = (
            previous is not None and not previous.closed and at_start and not gap.strip(" \n.")
        )
        beside = "\n" not in gap and all(ch in _BESIDE for ch in gap)
        if runs_on or beside:
            spans = (
                merge(text, (*result[n].content, q.span))
                if beside
                else (*result[n].content, q.span)
            )
            result[n] = replace(result[n], content=tuple(spans))
            by_end[i] = (q.span.end, n)
            ends[i] = q.span.end
    return result
