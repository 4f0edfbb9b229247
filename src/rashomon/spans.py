"""Spans of a text, and the checks that the types of :mod:`rashomon.model` make of them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple


class Span(NamedTuple):
    """A half-open range ``[start, end)`` of code points of one article's text."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """The words of ``text`` this span covers."""
        return text[self.start : self.end]


Spans = tuple[Span, ...]


def check_spans(spans: Iterable[Span], length: int, what: str) -> None:
    """Raise ValueError where a span of ``what`` is empty or not within a text this long."""
    for start, end in spans:
        if not 0 <= start < end <= length:
            raise ValueError(f"{what}: span [{start}, {end}) is not within a text of {length}")


def check_unique(ids: Iterable[str], what: str) -> None:
    """Raise ValueError where an id of ``what`` stands twice."""
    seen: set[str] = set()
    for item in ids:
        if item in seen:
            raise ValueError(f"{what}: the id {item!r} stands twice")
        seen.add(item)
