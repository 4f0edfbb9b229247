"""Attributions freed of the words that belong to no claim."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Protocol, TypeVar

from rashomon.model import Span, Spans
from rashomon.text import trim


class _HasSpans(Protocol):
    @property
    def source(self) -> Spans: ...
    @property
    def content(self) -> Spans: ...


FoundT = TypeVar("FoundT", bound=_HasSpans)


def without(text: str, lines: Spans, found: Iterable[FoundT]) -> list[FoundT]:
    """The attributions without datelines in source or content; empty ones are dropped."""
    if not lines:
        return list(found)
    kept = []
    for f in found:
        source, content = _cut(text, f.source, lines), _cut(text, f.content, lines)
        if (f.content and not content) or (f.source and not source):
            continue
        kept.append(f if (source, content) == (f.source, f.content) else _with(f, source, content))
    return kept


def _with(found: FoundT, source: Spans, content: Spans) -> FoundT:
    changed: FoundT = replace(found, source=source, content=content)  # type: ignore[type-var]
    return changed


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
