"""What the page shows of one event, as values: :mod:`~rashomon.render.sidebyside` fills them in."""

from __future__ import annotations

from dataclasses import dataclass

from rashomon.render.view import Link, Passage, SentenceView


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkView:
    """How an answer stands to another one, in words that lead to the relation."""

    kind: str
    sign: str
    label: str
    other: str
    href: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """One statement: its exact words, who carries it, how it stands to others."""

    speaker: str
    teller: str
    """Who tells it, where the claim stands inside another one."""
    words: str
    href: str
    lang: str
    chips: tuple[str, ...]
    carriers: tuple[Link, ...]
    origins: int
    marks: tuple[MarkView, ...]
    passages: tuple[Passage, ...]
    further: tuple[Link, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One question, and each column's answers to it."""

    anchor: str
    text: str
    about: str
    parts: bool
    cells: tuple[tuple[Answer, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Matrix:
    """Questions as rows, speakers as columns; a column's kind is "", "own" or "others"."""

    columns: tuple[tuple[str, str], ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RelationView:
    """Two statements, how the first stands to the second, and why."""

    anchor: str
    kind: str
    sign: str
    label: str
    about: str
    why: str
    sure: str
    question: str
    a: Answer
    b: Answer


@dataclass(frozen=True, slots=True, kw_only=True)
class Cluster:
    """Relations shown together: one pair, or statements that all agree on one question.

    Shown pair by pair, five statements that agree would be ten cards of the same five passages.
    """

    pairs: tuple[RelationView, ...]
    sides: tuple[Answer, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RelationGroup:
    """All relations of one kind."""

    kind: str
    heading: str
    count: int
    first: tuple[Cluster, ...]
    rest: tuple[Cluster, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """One count of the headline block, with what it is about."""

    kind: str
    count: int
    label: str
    about: str
    href: str
    leads: tuple[Link, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """An entry of the timeline."""

    when: str
    iso: str
    text: str
    said: str
    """Who says that it happened then; "" for the moment of a report."""
    article: str
    """For the moment of a report, the anchor of the article."""
    passages: tuple[Passage, ...]
    further: tuple[Link, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LostView:
    """The attributed passage and the one in the other outlet's own voice."""

    anchor: str
    what: str
    label: str
    attributed: Passage
    own_voice: Passage


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeView:
    """How one speaker's account went from one statement to a later one."""

    speaker: str
    kind: str
    before: Answer
    after: Answer
    before_when: str
    after_when: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EventView:
    """Everything the page shows of one event."""

    anchor: str
    title: str
    articles: tuple[tuple[Link, str], ...]
    repeated: frozenset[str]
    """Outlets with several of the articles: their links need the titles too."""
    span: str
    outlets: int
    why: tuple[str, ...]
    nothing: str
    points: tuple[Point, ...]
    summary: tuple[SentenceView, ...]
    matrix: Matrix | None
    single: tuple[Row, ...]
    relations: tuple[RelationGroup, ...]
    left_open: int
    changes: tuple[ChangeView, ...]
    one_source: tuple[Answer, ...]
    one_voice: tuple[Answer, ...]
    lost: tuple[LostView, ...]
    not_heard: tuple[tuple[str, str, tuple[Passage, ...]], ...]
    happened: tuple[Moment, ...]
    reported: tuple[Moment, ...]
    origins: tuple[tuple[str, str, tuple[Link, ...]], ...]
    members: tuple[str, ...]
    previous: Link | None = None
    next: Link | None = None

    @property
    def single_article(self) -> bool:
        """Whether there is nothing to compare the article with."""
        return len(self.articles) < 2
