"""What is kept of what was read, and which attribution is inside which."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right, insort
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from rashomon.annotate.attribution import Attribution
from rashomon.annotate.learned.decode import Found, Rules, confidence
from rashomon.annotate.learned.edges import mended, with_inserted
from rashomon.annotate.quotations import Quotation, quoted_in
from rashomon.model import Span, Spans
from rashomon.text import inside, merge, overlap, quote, size, trim

# How many attributions before are looked at for one that holds the next.
_LOOK_BACK = 40
# Two readings of nearly the same content from the same source are one claim.
_SAME = 0.8
# Of a content that runs over the edge of the one around its cue, so much must lie within.
_WITHIN = 0.5
# A free quotation of fewer words is a name, a title or a word held up with tongs.
_FEWEST_WORDS = 4
_LONGEST_WORD = 40
# "before calling for help": one word that nobody says is no claim inside another.
_FEWEST_INSIDE = 2
# A quotation left open may go on this many line breaks later: something else may stand between.
_PARAGRAPHS_BETWEEN = 2
# Who speaks may be named behind: "— Tom Ors, farmer", "That was how Tom Ors put it."
_NAMED_BEHIND = re.compile(
    r"\s*(?:[—–-]+\s*[^\W\da-z_]|(?:That|Those|These|This) (?:was|were|is|are)\b)"
)
_BREAK = re.compile(r"\s*\n\s*")
_BETWEEN = " .,;:!?\n\r\t\xa0\"”’'"


def settle(text: str, found: Sequence[Found], rules: Rules) -> tuple[Attribution, ...]:
    """The attributions that are sure enough, outer before inner, in the order of the text."""
    clean = [f for f in (_trimmed(text, f) for f in found) if f is not None]
    sure = sorted(
        ((confidence(f.odds, rules.weights), f) for f in clean), key=lambda c: (-c[0], c[1].cue)
    )
    sure = [
        (c, f)
        for c, f in sure
        if c >= rules.keep or confidence(f.odds, rules.weights_inside) >= rules.keep_inside
    ]
    kept = _carried_on(text, with_inserted(text, _without_doubles(sure)))
    order = sorted(kept, key=lambda c: (c[1].content[0].start, -size(c[1].content), c[1].cue))
    rows: list[Attribution] = []
    for chance, f in order:
        parent, content = _parent(f, rows)
        if parent is not None:
            chance = confidence(f.odds, rules.weights_inside)
        if chance < (rules.keep if parent is None else rules.keep_inside):
            continue
        if (
            parent is not None
            and not f.source
            and len(quote(text, content).split()) < _FEWEST_INSIDE
        ):
            continue
        rows.append(
            Attribution(
                source=f.source,
                cue=f.cue,
                content=content,
                inside=parent,
                confidence=round(chance, 3),
            )
        )
    return tuple(rows)


def _trimmed(text: str, found: Found) -> Found | None:
    """The reading in whole words without white space at its edges; None without a content."""

    def clean(spans: Spans) -> Spans:
        trimmed = (trim(text, _whole_words(text, span)) for span in spans)
        return merge(text, [s for s in trimmed if s is not None])

    content = tuple(s for s in clean(found.content) if any(map(str.isalnum, text[s.start : s.end])))
    if not content:
        return None
    whole = replace(found, source=clean(found.source), cue=clean(found.cue), content=content)
    return mended(text, whole) if whole.cue else whole


def _whole_words(text: str, span: Span) -> Span:
    """The span widened where a word piece cut a word; a longer run of letters is no word."""
    start, end = span
    first, last = max(0, start - _LONGEST_WORD), min(len(text), end + _LONGEST_WORD)
    while start > first and text[start].isalnum() and text[start - 1].isalnum():
        start -= 1
    while end < last and text[end].isalnum() and text[end - 1].isalnum():
        end += 1
    return Span(start, end)


def _without_doubles(sure: Sequence[tuple[float, Found]]) -> list[tuple[float, Found]]:
    """The surest reading of each cue, and of each source and content. Surest first."""
    kept: list[tuple[float, Found]] = []
    near: dict[int, list[Found]] = {}
    for chance, f in sure:
        # Buckets of 500 code points keep long pages from comparing all with all.
        at = sorted({p // 500 for s in (*f.cue, *f.content) for p in (s.start, s.end)})
        others = {id(o): o for k in at for o in near.get(k, ())}.values()
        if any(_double(f, o) for o in others):
            continue
        kept.append((chance, f))
        for k in at:
            near.setdefault(k, []).append(f)
    return kept


def _double(f: Found, other: Found) -> bool:
    if overlap(f.cue, other.cue):
        return True
    common = overlap(f.content, other.content)
    either = size(f.content) + size(other.content) - common
    same_source = bool(overlap(f.source, other.source)) or (not f.source and not other.source)
    return common > _SAME * either and same_source


def _parent(f: Found, rows: Sequence[Attribution]) -> tuple[int | None, Spans]:
    """The index of the smallest content that holds ``f``, and its own content cut to that.

    Rows come by the start of their contents, the longer first, so what holds ``f`` is among those
    before it.
    """
    best: int | None = None
    for i in range(len(rows) - 1, max(-1, len(rows) - 1 - _LOOK_BACK), -1):
        outer = rows[i].content
        if not inside(f.cue, outer) or size(outer) <= size(f.content):
            continue
        if overlap(f.content, outer) < _WITHIN * size(f.content):
            continue
        if best is None or size(outer) < size(rows[best].content):
            best = i
    if best is None:
        return None, f.content
    outer = rows[best].content
    cut = tuple(
        Span(max(c.start, o.start), min(c.end, o.end))
        for c in f.content
        for o in outer
        if max(c.start, o.start) < min(c.end, o.end)
    )
    return best, cut


def _carried_on(text: str, kept: list[tuple[float, Found]]) -> list[tuple[float, Found]]:
    """The readings, with free quotations that follow a claim given to it.

    In PolNeAR two of three paragraphs that are all quotation and have no cue of their own belong to
    the claim before them. Between the two only a full stop, marks and white space may stand (but
    where a quotation was left open, a paragraph of something else, as pages put in); the quotation
    must end as a sentence does, so that it is not waiting for a cue behind it, and if the claim
    holds no quotation yet it must begin a paragraph. What has its cue within a quotation neither
    holds it nor goes on: whose words it reports is decided by what holds the quotation.
    """
    quoted = quoted_in(text)
    result = list(kept)
    outer = [n for n, (_, f) in enumerate(kept) if quoted.at(f.cue[0].start) is None]
    taken = sorted(s for n in outer for s in (*kept[n][1].content, *kept[n][1].cue))
    starts = [s.start for s in taken]
    reach: list[int] = []
    for span in taken:
        reach.append(max(span.end, reach[-1] if reach else 0))
    # Of claims that end together the outermost comes last: what goes on is said by its source.
    ends = sorted((_end(kept[n][1]), -_start(kept[n][1]), n) for n in outer)
    waiting: tuple[int, int] | None = None  # where a quotation was left open, and whose it is
    begun = _begun(text, quoted.all, {f.content[0].start: n for n, (_, f) in enumerate(result)})
    for q in quoted.all:
        if q.span in begun and waiting is None:
            n = begun[q.span]
            chance, f = result[n]
            if not overlap((q.span,), (*f.content, *f.source, *f.cue)):
                result[n] = (chance, replace(f, content=tuple(sorted((*f.content, q.span)))))
                continue
        begins = _begins_paragraph(text, q.span.start)
        before = bisect_left(starts, q.span.end)
        if before and reach[before - 1] > q.span.start:
            last_in = bisect_right(ends, (q.span.end, 1, 0)) - 1
            if not q.closed and last_in >= 0 and ends[last_in][0] > q.span.start:
                waiting = (q.span.end, ends[last_in][2])
            elif begins:
                waiting = None
            continue
        at = bisect_right(ends, (q.span.start, 1, 0)) - 1
        if at < 0:
            continue
        end, _, last = ends[at]
        near = not text[end : q.span.start].strip(_BETWEEN)
        goes_on = (
            waiting is not None
            and begins
            and len(_BREAK.findall(text, waiting[0], q.span.start)) <= _PARAGRAPHS_BETWEEN
        )
        if not (near or goes_on):
            continue
        if len(q.inner.of(text).split()) < _FEWEST_WORDS or not _is_sentence(text, q):
            continue
        n = waiting[1] if goes_on and waiting is not None else last
        chance, f = result[n]
        if _NAMED_BEHIND.match(text, q.span.end):
            continue
        speaks = any(quoted.at(p) is not None for p in (f.content[-1].start, f.content[-1].end - 1))
        if not (speaks or begins):
            continue
        result[n] = (chance, replace(f, content=(*f.content, q.span)))
        insort(ends, (q.span.end, -_start(f), n))
        waiting = (q.span.end, n) if not q.closed else None
    return result


def _begun(
    text: str, all_quoted: Sequence[Quotation], starts: Mapping[int, int]
) -> dict[Span, int]:
    """Quotations left open whose next paragraph opens with a claim's content, and that claim.

    ``starts`` are the claims by where their content begins.
    """
    found: dict[Span, int] = {}
    for q, following in reversed(list(pairwise(all_quoted))):
        # Another kind of mark is a quotation of its own, and the open one was never closed.
        same = text[q.span.start] == text[following.span.start]
        if q.closed or not same or not _begins_paragraph(text, q.span.start):
            continue
        between = text[q.span.end : following.span.start]
        if between.strip() or not _begins_paragraph(text, following.span.start):
            continue
        n = found.get(following.span, starts.get(following.span.start))
        if n is not None:
            found[q.span] = n
    return found


def _start(found: Found) -> int:
    return min(s.start for s in (*found.source, *found.cue, *found.content))


def _begins_paragraph(text: str, offset: int) -> bool:
    before = text[max(0, offset - 20) : offset].rstrip(" \t\xa0")
    return before.endswith(("\n", "\r", "\u2029")) or (offset <= 20 and not before)


def _end(found: Found) -> int:
    return max(s.end for s in (*found.source, *found.cue, *found.content))


def _is_sentence(text: str, q: Quotation) -> bool:
    last = text[q.span.end - q.closing - 1]
    following = text[q.span.end : q.span.end + 1]
    return not q.closed or last in ".?!…" or following == "."
