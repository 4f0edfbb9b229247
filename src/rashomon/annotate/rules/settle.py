"""Overlaps and nesting settled: which attributions stand, and which is inside which."""

from __future__ import annotations

from rashomon.annotate.attribution import Attribution
from rashomon.annotate.rules.found import Found
from rashomon.model import Article, Spans
from rashomon.text import inside


def settle(article: Article, found: list[Found]) -> tuple[Attribution, ...]:
    """The attributions in order, each inside the smallest one whose content holds it."""
    del article
    order = sorted(found, key=lambda f: (min(f.content).start, -_size(f.content), f.start))
    kept: list[Found] = []
    for f in order:
        if any(f.content == k.content and f.cue == k.cue for k in kept[-8:]):
            continue
        kept.append(f)
    parents: list[int | None] = []
    for n, f in enumerate(kept):
        best: int | None = None
        for m in range(n - 1, max(-1, n - 40), -1):
            if inside((*f.cue, *f.content), kept[m].content) and kept[m].content != f.content:
                if best is None or _size(kept[m].content) < _size(kept[best].content):
                    best = m
        parents.append(best)
    return tuple(
        Attribution(source=f.source, cue=f.cue, content=f.content, inside=p, confidence=0.7)
        for f, p in zip(kept, parents, strict=True)
    )


def _size(spans: Spans) -> int:
    return sum(s.end - s.start for s in spans)
