"""The items of which an event's view is made, as values without markup of the page."""

from __future__ import annotations

from dataclasses import dataclass

from rashomon.render.view import Link, Passage


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
    behind: str
    """Articles against origins in words, where several outlets have it from fewer origins."""
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
    beside: tuple[Answer, ...] = ()
    """All answers, where few with a column of their own give any: ``cells`` is empty then."""
    silent: tuple[str, ...] = ()
    """The columns that give no answer, where ``beside`` is filled."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Matrix:
    """Questions as rows, speakers as columns; a column's kind is "", "own" or "others"."""

    columns: tuple[tuple[str, str], ...]
    rows: tuple[Row, ...]
    rest: tuple[Row, ...]
    """Rows beyond those that are shown at once."""


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
    """Relations shown together: one pair, or statements that stand to each other on one question.

    Shown pair by pair, five statements that agree would be ten cards of the same five passages.
    ``camps`` are the statements of each side where all relations lead from one side to the other,
    as in "nine" against "fourteen"; empty where there are more than two sides.
    """

    pairs: tuple[RelationView, ...]
    sides: tuple[Answer, ...]
    camps: tuple[tuple[Answer, ...], ...] = ()


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
    more: int
    """Further leads that are not shown here."""


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
    """The passage that has what got lost, and the other outlet's; what each side is called."""

    anchor: str
    what: str
    label: str
    why: str
    sign: str
    first: str
    second: str
    attributed: Passage
    other: Passage
    other_speaks: bool
    """Whether the other one attributes the words too, and its speaker is shown."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AlteredView:
    """One quotation as two outlets give it, the words that differ marked."""

    anchor: str
    how: str
    label: str
    whole: Passage
    other: Passage


@dataclass(frozen=True, slots=True, kw_only=True)
class UnheardView:
    """Somebody whom nobody quotes: why that is said, and the words it rests on."""

    name: str
    why: str
    asked: bool
    """Whether an article says that they were asked and gave no answer."""
    where: tuple[Passage, ...]
