"""One event as the page shows it: accounts side by side, relations, timeline, what is missing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rashomon.model import ClaimRef, EventComparison, Question, Relation, Statement
from rashomon.render.clean import line
from rashomon.render.digest import (
    LABELS,
    LOST,
    OWN_VOICE,
    SIGNS,
    Digest,
    Lookup,
    about_counts,
    day,
    digest,
    nothing_to_compare,
    outlet,
    plural,
    title,
)
from rashomon.render.view import Anchors, Link, Passage, SentenceView, chips
from rashomon.text import quote

COLUMNS = 5
"""Speakers side by side before the rest is folded away: more do not fit a desk's screen."""
PASSAGES = 6
"""Passages opened in place under one answer; further claims are links."""
FIRST = 8
"""Entries of a long list shown before the rest is folded away."""


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
    """Questions as rows, speakers as columns."""

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
class RelationGroup:
    """All relations of one kind."""

    kind: str
    heading: str
    first: tuple[RelationView, ...]
    rest: tuple[RelationView, ...]


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
    span: str
    outlets: int
    why: tuple[str, ...]
    nothing: str
    points: tuple[Point, ...]
    summary: tuple[SentenceView, ...]
    matrix: Matrix | None
    folded: tuple[Matrix, ...]
    folded_speakers: int
    single: tuple[Row, ...]
    relations: tuple[RelationGroup, ...]
    left_open: int
    changes: tuple[ChangeView, ...]
    one_source: tuple[Answer, ...]
    one_voice: tuple[Answer, ...]
    lost: tuple[LostView, ...]
    not_heard: tuple[tuple[str, str], ...]
    happened: tuple[Moment, ...]
    reported: tuple[Moment, ...]
    origins: tuple[tuple[str, str, tuple[Link, ...]], ...]
    members: tuple[str, ...]
    previous: Link | None = None
    next: Link | None = None


class _Event:
    """The pieces of one event's view while it is put together."""

    def __init__(self, event: EventComparison, anchors: Anchors, look: Lookup, anchor: str) -> None:
        self.event, self.anchors, self.look, self.anchor = event, anchors, look, anchor
        self.digest: Digest = digest(event, look)
        self.relation_anchor: dict[int, str] = {}
        shown = (
            *self.digest.part, *self.digest.changed, *self.digest.agree, *self.digest.compatible
        )  # fmt: skip
        self.marks: dict[str, list[MarkView]] = {}
        for i, relation in enumerate(shown, 1):
            self.relation_anchor[id(relation)] = f"{anchor}-r{i}"
            for here, there in ((relation.a, relation.b), (relation.b, relation.a)):
                forward = here == relation.a
                label = LABELS[relation.relation]
                if relation.relation == "update" and not forward:
                    label = "updated by"
                self.marks.setdefault(here, []).append(
                    MarkView(
                        kind=relation.relation,
                        sign=SIGNS[relation.relation],
                        label=label,
                        other=self.name(there),
                        href=f"#{anchor}-r{i}",
                    )
                )

    def name(self, statement: str) -> str:
        return self.digest.name(self.look, statement)

    def refs(self, statement: Statement) -> list[ClaimRef]:
        """The statement's claims, the one whose words it is shown in first."""
        refs = list(statement.claims)
        for ref in refs:
            words = quote(self.look.article(ref).text, self.look.claims[ref].content)
            if words == statement.text:
                refs.remove(ref)
                return [ref, *refs]
        return refs

    def answer(self, key: str, *, marked: bool = False) -> Answer:
        """One statement; ``marked`` shows how it stands to others."""
        statement = self.digest.statements[key]
        refs = self.refs(statement)
        carriers: dict[str, Link] = {}
        found: dict[str, None] = {}
        for ref in refs:
            link = self.anchors.link(ref)
            carriers.setdefault(link.text, link)
            found.update(dict.fromkeys(chips(self.look.claims[ref])))
        seen: dict[tuple[str, str], MarkView] = {}
        for mark in self.marks.get(key, ()):
            seen.setdefault((mark.kind, mark.other), mark)
        return Answer(
            speaker=self.name(key),
            words=self.look.words(refs[0]) if refs else line(statement.text),
            href=self.anchors.href(refs[0]) if refs else "",
            lang=(self.look.article(refs[0]).language or "") if refs else "",
            chips=tuple(found),
            carriers=tuple(carriers.values()),
            origins=statement.origins,
            marks=tuple(seen.values()) if marked else (),
            passages=tuple(self.anchors.passage(ref) for ref in refs[:PASSAGES]),
            further=tuple(self.anchors.link(ref) for ref in refs[PASSAGES:]),
        )

    def column_of(self, statement: str) -> str | None:
        """The key of the column the statement stands in; "" for a source left open."""
        return self.digest.speaker_of.get(statement, "")

    def involved(self, questions: Sequence[Question]) -> list[str | None]:
        """The speakers who answer, the most involved first."""
        weight: dict[str | None, float] = {}
        for question in questions:
            for key in question.statements:
                column = self.column_of(key)
                bonus = sum(
                    {"contradict": 2.0, "update": 1.5, "agree": 1.0}.get(m.kind, 0.2)
                    for m in self.marks.get(key, ())
                )
                weight[column] = weight.get(column, 0) + 1 + bonus
        return sorted(weight, key=lambda c: (-weight[c], self.column_name(c)))

    def column_name(self, column: str | None) -> str:
        if column is None:
            return OWN_VOICE
        return self.look.names.get(column, column) if column else "sources left open"

    def row(self, number: int, question: Question, columns: Sequence[str | None]) -> Row:
        cells: dict[str | None, list[Answer]] = {c: [] for c in columns}
        for key in question.statements:
            if self.column_of(key) in cells:
                cells[self.column_of(key)].append(self.answer(key, marked=True))
        within = set(question.statements)
        return Row(
            anchor=f"{self.anchor}-q{number}",
            text=line(question.text),
            about=question.about,
            parts=any(r.a in within and r.b in within for r in self.digest.part),
            cells=tuple(tuple(cells[c]) for c in columns),
        )

    def matrices(self) -> tuple[Matrix | None, tuple[Matrix, ...], int, tuple[Row, ...]]:
        """The table of the most involved, the folded tables, and questions with one answer."""
        numbered = list(enumerate(self.event.questions, 1))
        several = [(n, q) for n, q in numbered if len(q.statements) > 1]
        parting = {key for r in self.digest.part for key in (r.a, r.b)}
        several.sort(
            key=lambda item: (
                -sum(key in parting for key in item[1].statements),
                -len({self.column_of(key) for key in item[1].statements}),
                item[0],
            )
        )
        speakers = [c for c in self.involved([q for _, q in several]) if c is not None]
        own = any(self.column_of(key) is None for _, q in several for key in q.statements)
        main: list[str | None] = [*speakers[: COLUMNS - own], *([None] if own else [])]
        rest = speakers[COLUMNS - own :]
        groups: list[Sequence[str | None]] = [main]
        groups += [rest[i : i + COLUMNS] for i in range(0, len(rest), COLUMNS)]
        tables: list[Matrix] = []
        for group in groups:
            rows = [self.row(n, q, group) for n, q in several]
            # In folded tables, a question that nobody of the group answers is left out.
            kept = tuple(r for r in rows if any(r.cells)) if tables else tuple(rows)
            names = tuple((self.column_name(c), "own" if c is None else "") for c in group)
            tables.append(Matrix(columns=names, rows=kept))
        single = tuple(
            self.row(n, q, [self.column_of(q.statements[0])])
            for n, q in numbered
            if len(q.statements) == 1
        )
        return (tables[0] if several else None), tuple(tables[1:]), len(rest), single

    def relation(self, relation: Relation) -> RelationView:
        question = self.digest.question_of.get(relation.a)
        if question is not self.digest.question_of.get(relation.b):
            question = None
        sure = relation.confidence
        return RelationView(
            anchor=self.relation_anchor[id(relation)],
            kind=relation.relation,
            sign=SIGNS[relation.relation],
            label=LABELS[relation.relation],
            about=relation.about,
            why=line(relation.why),
            sure="clear" if sure >= 0.8 else "likely" if sure >= 0.5 else "uncertain",
            question=line(question.text) if question else "",
            a=self.answer(relation.a),
            b=self.answer(relation.b),
        )

    def groups(self) -> tuple[RelationGroup, ...]:
        found = []
        for kind, heading, relations in (
            ("contradict", "Where accounts part", self.digest.part),
            ("update", "What changed", self.digest.changed),
            ("agree", "Where accounts agree", self.digest.agree),
            ("compatible", "What may both hold", self.digest.compatible),
        ):
            views = [self.relation(r) for r in relations]
            if views:
                found.append(
                    RelationGroup(
                        kind=kind,
                        heading=heading,
                        first=tuple(views[:FIRST]),
                        rest=tuple(views[FIRST:]),
                    )
                )
        return tuple(found)

    def _leads(self, relations: Sequence[Relation]) -> tuple[Link, ...]:
        items: dict[str, Link] = {}
        for relation in relations:
            question = self.digest.question_of.get(relation.a)
            if question is None or question is not self.digest.question_of.get(relation.b):
                text = f"{self.name(relation.a)} {SIGNS[relation.relation]} {self.name(relation.b)}"
            else:
                text = line(question.text)
            items.setdefault(text, Link(text=text, href=f"#{self.relation_anchor[id(relation)]}"))
        return tuple(items.values())[:3]

    def points(self) -> tuple[Point, ...]:
        d, to = self.digest, self.anchor
        points = [
            Point(
                kind="contradict", count=len(d.part), label="contradictions",
                about=f"about {about_counts(d.part)}" if d.part else "none found",
                href=f"#{to}-contradict", leads=self._leads(d.part),
            ),
            Point(
                kind="agree", count=len(d.agree), label="agreements",
                about=f"about {about_counts(d.agree)}" if d.agree else "none found",
                href=f"#{to}-agree", leads=self._leads(d.agree),
            ),
            Point(
                kind="update", count=len(d.changed) + len(self.event_changes()),
                label="changes over time",
                about="" if d.changed or self.event_changes() else "none found",
                href=f"#{to}-update" if d.changed else f"#{to}-changes",
                leads=self._leads(d.changed),
            ),
            Point(
                kind="one", count=len(d.one_source) + len(d.one_voice),
                label="rest on one source only",
                about=f"{plural(len(d.one_source), 'attributed claim')}, "
                f"{plural(len(d.one_voice), 'sentence')} in one outlet’s own voice",
                href=f"#{to}-one", leads=(),
            ),
            Point(
                kind="lost", count=len(d.lost), label="lost their attribution",
                about="" if d.lost else "none found", href=f"#{to}-lost",
                leads=tuple(
                    Link(text=self.anchors.link(x.own_voice).text, href=f"#{to}-l{i}")
                    for i, x in enumerate(d.lost[:3], 1)
                ),
            ),
            Point(
                kind="unheard", count=len(d.not_heard), label="not heard",
                about="" if d.not_heard else "nobody found missing", href=f"#{to}-unheard",
                leads=tuple(
                    Link(text=line(x.name), href=f"#{to}-unheard") for x in d.not_heard[:3]
                ),
            ),
        ]  # fmt: skip
        return tuple(points)

    def event_changes(self) -> list[ChangeView]:
        found: list[ChangeView] = []
        for account in self.event.accounts:
            first = {s.statement: s.first for s in account.statements}
            found.extend(
                ChangeView(
                    speaker=self.column_name(account.speaker),
                    kind=change.kind,
                    before=self.answer(change.from_),
                    after=self.answer(change.to),
                    before_when=day(first.get(change.from_)),
                    after_when=day(first.get(change.to)),
                )
                for change in account.changes
                if change.kind != "repeats"
            )
        return found

    def moments(self, of: str) -> tuple[Moment, ...]:
        return tuple(
            Moment(
                when=day(t.when),
                iso=line(t.when),
                text=line(t.text),
                passages=tuple(self.anchors.passage(ref) for ref in t.claims[:PASSAGES]),
                further=tuple(self.anchors.link(ref) for ref in t.claims[PASSAGES:]),
            )
            for t in sorted(self.event.timeline, key=lambda t: t.when)
            if t.of == of
        )


def event_view(event: EventComparison, anchors: Anchors, look: Lookup, anchor: str) -> EventView:
    """Everything the page shows of one event; ``anchor`` is the event's own ("e1")."""
    put = _Event(event, anchors, look, anchor)
    known = [look.readings[key].article for key in event.articles if key in look.readings]
    dates = sorted(a.published[:10] for a in known if a.published)
    matrix, folded, folded_speakers, single = put.matrices()
    d = put.digest
    span = ""
    if dates:
        span = day(dates[0]) if dates[0] == dates[-1] else f"{day(dates[0])} to {day(dates[-1])}"
    return EventView(
        anchor=anchor,
        title=line(event.title) or event.id,
        articles=tuple(
            (
                Link(text=outlet(a), href=f"#{anchors.of_article[a.id]}", hint=title(a)),
                day(a.published),
            )
            for a in sorted(known, key=lambda a: (a.published or "9", outlet(a), a.id))
        ),
        span=span,
        outlets=len({outlet(a) for a in known}),
        why=tuple(map(line, event.why)),
        nothing=nothing_to_compare(event),
        points=put.points() if len(event.articles) > 1 else (),
        summary=tuple(
            SentenceView(
                text=line(s.text),
                passages=tuple(anchors.passage(ref) for ref in s.claims[:PASSAGES]),
            )
            for s in event.summary.sentences
        ),
        matrix=matrix,
        folded=folded,
        folded_speakers=folded_speakers,
        single=single,
        relations=put.groups(),
        left_open=d.left_open,
        changes=tuple(put.event_changes()),
        one_source=tuple(put.answer(s.id) for s in d.one_source),
        one_voice=tuple(put.answer(s.id) for s in d.one_voice),
        lost=tuple(
            LostView(
                anchor=f"{anchor}-l{i}",
                what=x.what,
                label=LOST[x.what],
                attributed=anchors.passage(x.attributed),
                own_voice=anchors.passage(x.own_voice),
            )
            for i, x in enumerate(d.lost, 1)
        ),
        not_heard=tuple((line(x.name), line(x.why)) for x in d.not_heard),
        happened=put.moments("event"),
        reported=put.moments("report"),
        origins=tuple(
            (
                o.kind,
                line(o.why),
                tuple(
                    Link(
                        text=outlet(look.readings[key].article),
                        href=f"#{anchors.of_article[key]}",
                    )
                    for key in o.articles
                    if key in look.readings
                ),
            )
            for o in event.origins
        ),
        members=tuple(a.id for a in known),
    )
