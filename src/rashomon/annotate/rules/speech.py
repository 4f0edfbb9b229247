"""Quotations: contents widened to the marks around them, and carried on where a speaker goes on."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import replace

from rashomon.annotate.quotations import Quotation, Quoted
from rashomon.annotate.rules.found import Found
from rashomon.model import Span, Spans

_NEXT_SENTENCE = re.compile(r"[.?!][\"”’']*\s")
_OPENER = re.compile(r"\b(?:But|And|So|Yet|Still)\b")
_BESIDE = " ,.;:!?—–-\u00a0"
# A free quotation of fewer words is a name, a title or a word held up with tongs.
_FEWEST_WORDS = 4
# A quotation left open may go on this many paragraphs later.
_RUN_ON_WITHIN = 2


def extend(text: str, paragraphs: Spans, quoted: Quoted, found: Iterable[Found]) -> list[Found]:
    """The attributions with contents that take in whole quotations and what goes on after them.

    Those whose cue stands within a quotation come last and unchanged: whose words they are is
    decided by what holds them.
    """
    outer: list[Found] = []
    embedded: list[Found] = []
    for f in found:
        q = quoted.at(f.cue[0].start)
        if q is not None and q.span.start < f.clause.start:
            if f.content:
                embedded.append(f)
        else:
            outer.append(_widen(text, quoted, f))
    outer = _fill(text, quoted, outer)
    return [*_carry_on(text, paragraphs, quoted, outer), *embedded]


def _widen(text: str, quoted: Quoted, found: Found) -> Found:
    spans = []
    for start, end in found.content:
        first = quoted.at(start) or (quoted.at(start - 1) if start else None)
        if first is not None and first.span.end > start:
            start = first.span.start
        last = quoted.at(end - 1) or quoted.at(end)
        if last is not None and last.span.start < end:
            end = last.span.end
        spans.append(Span(start, end))
    return replace(found, content=_joined(text, spans)) if spans else found


def _joined(text: str, spans: Iterable[Span]) -> Spans:
    """The spans in order, joined where nothing but blanks lies between; paragraphs stay apart."""
    joined: list[Span] = []
    for span in sorted(spans):
        gap = text[joined[-1].end : span.start] if joined else "\n"
        if joined and not gap.strip() and "\n" not in gap:
            joined[-1] = Span(joined[-1].start, max(joined[-1].end, span.end))
        else:
            joined.append(span)
    return tuple(joined)


def _one_sentence(gap: str) -> bool:
    """Whether the words up to a quotation are the rest of one sentence, and end it."""
    rest = gap.rstrip()
    return rest[-1:] in (".", "?", "!") and not _NEXT_SENTENCE.search(rest)


def _is_said(words: str) -> bool:
    """Whether free words between marks are a sentence, and not a name or a title."""
    count = len(words.split())
    return count >= _FEWEST_WORDS or (count >= 2 and words.rstrip()[-1:] in ".?!,")


class _Taken:
    """Which stretches of the text the attributions already use."""

    def __init__(self, found: Iterable[Found]) -> None:
        self.spans = sorted(s for f in found for s in (*f.cue, *f.content, *f.source))
        self.starts = [s.start for s in self.spans]
        self.reach: list[int] = []
        for span in self.spans:
            self.reach.append(max(span.end, self.reach[-1] if self.reach else 0))

    def overlaps(self, span: Span) -> bool:
        before = bisect_left(self.starts, span.end)
        return before > 0 and self.reach[before - 1] > span.start


def _fill(text: str, quoted: Quoted, outer: list[Found]) -> list[Found]:
    """Cues without a content get the free quotation right beside them, or are dropped."""
    taken = _Taken(outer)
    filled = []
    for f in outer:
        if f.content:
            filled.append(_with_quotation_before(text, quoted, taken, f))
            continue
        content = []
        before = quoted.before(f.clause.start)
        if before is not None and not text[before.span.end : f.clause.start].strip(_BESIDE):
            content.append(before.span)
        after = quoted.after(f.clause.end)
        if after is not None:
            gap = text[f.clause.end : after.span.start]
            allowed = _BESIDE + "\n" if ":" in gap else _BESIDE.replace(".", "")
            if not gap.strip(allowed):
                content.append(after.span)
        content = [c for c in content if not taken.overlaps(c)]
        if content:
            filled.append(replace(f, content=tuple(content)))
    return filled


def _with_quotation_before(text: str, quoted: Quoted, taken: _Taken, f: Found) -> Found:
    """The attribution with the quotation its clause follows, where the parser missed that."""
    if not f.speech or f.participle or f.content[0].start < f.clause.start:
        return f
    before = quoted.before(f.clause.start)
    if (
        before is None
        or taken.overlaps(before.span)
        or text[before.span.end : f.clause.start].strip()
    ):
        return f
    if (
        before.span.end - before.closing < 1
        or text[before.span.end - before.closing - 1] not in ",?!—"
    ):
        return f
    kept = f.content if quoted.at(f.content[0].start) is not None else ()
    return replace(f, content=(before.span, *kept), aside=True)


def _carry_on(text: str, paragraphs: Spans, quoted: Quoted, outer: list[Found]) -> list[Found]:
    """The attributions with the free quotations that go on where they end."""
    taken = _Taken(outer)
    result = list(outer)
    where = [p.start for p in paragraphs]
    # (how far it reaches, number), of every attribution: only the nearest may go on.
    reaches = sorted((f.end, n) for n, f in enumerate(result))
    ends = [end for end, _ in reaches]
    direct = [f.speech and any(quoted.within(s) for s in f.content) for f in result]
    spoken = sorted((s, n) for n, f in enumerate(result) if f.speech for s in f.content)
    # Whose quotation was left open, and in which paragraph.
    left_open: tuple[int, int] | None = None
    for q in quoted.all:
        p = bisect_right(where, q.span.start) - 1
        whole = q.span.start == paragraphs[p].start and q.span.end >= paragraphs[p].end - 1
        n: int | None = None
        if taken.overlaps(q.span):
            if not q.closed:
                owner = _owner(spoken, q)
                left_open = None if owner is None else (owner, p)
            continue
        if whole and left_open is not None and p - left_open[1] <= _RUN_ON_WITHIN:
            n = left_open[0]
        elif _is_said(q.inner.of(text)):
            i = bisect_right(ends, q.span.start) - 1
            nearest = _speaker_of(result, direct, reaches, i) if i >= 0 else None
            if nearest is not None and result[nearest].speech:
                f = result[nearest]
                if "\n" not in text[f.end : q.span.start]:
                    n = nearest if _goes_on(text, f, q) else None
                elif whole and direct[nearest] and not _rest(text, f, q).strip(_BESIDE + "\n"):
                    n = nearest
        if n is None:
            continue
        f = result[n]
        result[n] = replace(f, content=_joined(text, (*f.content, q.span)))
        direct[n] = True
        left_open = None if q.closed else (n, p)
        # Quotations come in order, so this one reaches farthest of all before it.
        k = bisect_right(ends, q.span.start)
        ends.insert(k, q.span.end)
        reaches.insert(k, (q.span.end, n))
    return result


def _owner(spoken: list[tuple[Span, int]], q: Quotation) -> int | None:
    """Whose content an open quotation is."""
    i = bisect_right(spoken, q.span.start, key=lambda pair: pair[0].start) - 1
    return spoken[i][1] if i >= 0 and spoken[i][0].end > q.span.start else None


def _goes_on(text: str, f: Found, q: Quotation) -> bool:
    """Whether a quotation in the same paragraph goes on where the attribution ends."""
    gap = text[f.end : q.span.start]
    return (
        not _OPENER.sub("", gap).strip(_BESIDE)
        or (
            f.sentence_end <= q.span.start and not _OPENER.sub("", _rest(text, f, q)).strip(_BESIDE)
        )
        or _one_sentence(gap)
    )


def _rest(text: str, f: Found, q: Quotation) -> str:
    """What stands between the end of the cue's sentence and the quotation."""
    return text[max(f.end, min(f.sentence_end, q.span.start)) : q.span.start]


def _speaker_of(
    found: list[Found], direct: list[bool], reaches: list[tuple[int, int]], last: int
) -> int:
    """Who goes on after this place: of several in one sentence, the one already quoted."""
    nearest = reaches[last][1]
    if direct[nearest]:
        return nearest
    for k in range(last - 1, max(-1, last - 6), -1):
        n = reaches[k][1]
        if found[n].sentence_end != found[nearest].sentence_end:
            break
        if direct[n]:
            return n
    return nearest
