"""The article: one text from one outlet, what stands where in it, and what was left out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from rashomon.spans import Span, Spans, check_spans

PartKind = Literal[
    "heading", "blockquote", "list", "table", "caption", "correction", "editor's note", "live item",
]  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOut:
    """A line of the page that is not the article, and why it was left out.

    ``attributes`` is whether the line reads like a sentence that names who says something: what a
    reader must look at first, for a lost line of this kind is a lost attribution.
    """

    text: str
    reason: str
    attributes: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A stretch of the text that is no plain paragraph: what it is, and where it stands.

    ``time`` is that of an item of a live blog, in ISO 8601 as the page gives it, a time of day
    where it gives no more, or None.
    """

    kind: PartKind
    span: Span
    time: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """One text from one outlet; it never changes after ingest.

    ``published`` and ``modified`` are ISO 8601 or None; ``captured`` is when its bytes were
    fetched, None for what came from a file. ``language`` is an ISO 639-1 code or None when it
    could not be told. ``paragraphs`` cover the text's paragraphs without the line breaks;
    ``parts`` are those of its stretches that are no plain paragraphs, in order. ``notes`` say in
    words what ingest met and could not use.
    """

    id: str
    url: str | None = None
    outlet: str | None = None
    title: str | None = None
    authors: tuple[str, ...] = ()
    published: str | None = None
    modified: str | None = None
    captured: str | None = None
    language: str | None = None
    text: str
    paragraphs: Spans = ()
    parts: tuple[Part, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    notes: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if not self.id:
            raise ValueError("an article needs an id")
        check_spans(self.paragraphs, len(self.text), f"article {self.id}, paragraphs")
        check_spans((p.span for p in self.parts), len(self.text), f"article {self.id}, parts")
