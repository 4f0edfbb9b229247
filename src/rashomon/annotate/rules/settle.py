"""Overlaps and nesting settled: which attributions stand, and which is inside which."""

from __future__ import annotations

from rashomon.annotate.quotations import Quoted
from rashomon.annotate.rules.found import Found
from rashomon.model import Spans
from rashomon.text import inside

# How many earlier attributions are looked at for one that holds the next.
_WINDOW = 40


def settle(quoted: Quoted, found: list[Found]) -> list[tuple[Found, int | None]]:
    """The attributions in order, each inside the smallest one whose content holds it."""
    order = sorted(found, key=lambda f: (min(f.content).start, -_size(f.content), f.start))
    kept: list[Found] = []
    parents: list[int | None] = []
    for f in order:
        if any(f.content == k.content and f.cue == k.cue for k in kept[-8:]):
            continue
        best: int | None = None
        for m in range(len(kept) - 1, max(-1, len(kept) - _WINDOW), -1):
            if (
                inside((*f.cue, *f.content), kept[m].content)
                and kept[m].content != f.content
                and (best is None or _size(kept[m].content) < _size(kept[best].content))
            ):
                best = m
        q = quoted.at(f.cue[0].start)
        if best is None and q is not None and q.span.start < f.clause.start:
            # Words within a quotation that nobody could be found for.
            continue
        kept.append(f)
        parents.append(best)
    return list(zip(kept, parents, strict=True))


def _size(spans: Spans) -> int:
    return sum(s.end - s.start for s in spans)
