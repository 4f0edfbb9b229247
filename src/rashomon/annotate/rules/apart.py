"""Attributions freed of the words that belong to no claim."""

from __future__ import annotations

from dataclasses import replace

from rashomon.annotate.rules.found import Found
from rashomon.model import Span, Spans
from rashomon.text import trim


def without(text: str, lines: Spans, found: list[Found]) -> list[Found]:
    """The attributions without datelines in source, cue or content; empty ones are dropped."""
    if not lines:
        return found
    kept = []
    for f in found:
        source, content = _cut(text, f.source, lines), _cut(text, f.content, lines)
        if (f.content and not content) or (f.source and not source):
            continue
        kept.append(replace(f, source=source, content=content))
    return kept


def _cut(text: str, spans: Spans, lines: Spans) -> Spans:
    cut: list[Span] = []
    for start, end in spans:
        for line in lines:
            if line.start <= start < line.end:
                start = min(end, line.end)
        rest = trim(text, Span(start, end)) if start < end else None
        if rest is not None:
            cut.append(rest)
    return tuple(cut)
