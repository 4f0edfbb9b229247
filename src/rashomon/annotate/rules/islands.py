"""Contents that run into the words of another attribution, cut where the other one begins.

A parser hangs ", adding that ..." and ", according to the police" on the nearest verb, which mostly
stands within the content before it.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import replace

from rashomon.annotate.quotations import Quoted
from rashomon.annotate.rules import lexicon
from rashomon.annotate.rules.found import Found
from rashomon.model import Span, Spans
from rashomon.text import trim

_ENDS = ",;:-–—"


def cut_apart(text: str, quoted: Quoted, found: list[Found]) -> list[Found]:
    """The attributions without the clauses of others in their contents."""
    breakers = sorted(
        ((f.clause, f) for f in found if f.aside or f.participle or f.joined),
        key=lambda pair: pair[0],
    )
    starts = [clause.start for clause, _ in breakers]
    result = []
    heirs: dict[Span, Spans] = {}
    for f in found:
        content = f.content
        for span in f.content:
            for clause, other in breakers[bisect_left(starts, span.start) :]:
                if clause.start >= span.end:
                    break
                if other is f or quoted.at(clause.start) is not None:
                    continue
                if other.aside and _holds(other, f):
                    content = _without(text, content, clause)
                elif other.joined and _goes_back(f, other):
                    heirs.setdefault(clause, f.source)
                    start = text.rindex(other.joined, 0, clause.start)
                    content = _without(text, content, Span(start, max(span.end, clause.end)))
                elif other.participle and f.cue[0].start < clause.start:
                    content = _without(text, content, Span(clause.start, max(span.end, clause.end)))
        if content and content != f.content:
            f = replace(f, content=content)
        result.append(f)
    return [replace(f, source=heirs[f.clause]) if f.clause in heirs else f for f in result]


def _goes_back(outer: Found, joined: Found) -> bool:
    """Whether "and warned" goes on with who spoke, rather than with whom it was said of."""
    return (
        outer.cue[0].start < joined.clause.start
        and outer.tense == joined.tense
        and joined.lemma in lexicon.GOES_BACK
        and outer.lemma in lexicon.PLAIN
        and not outer.aside
    )


def _holds(outer: Found, inner: Found) -> bool:
    cue = inner.cue[0]
    return any(s.start <= cue.start and cue.end <= s.end for s in outer.content)


def _without(text: str, content: Spans, hole: Span) -> Spans:
    kept: list[Span] = []
    for start, end in content:
        for part in (Span(start, min(end, hole.start)), Span(max(start, hole.end), end)):
            if part.start < part.end:
                trimmed = trim(text, part, _ENDS)
                if trimmed is not None and any(ch.isalnum() for ch in trimmed.of(text)):
                    kept.append(trimmed)
    return tuple(kept)
