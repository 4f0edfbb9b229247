"""One event as the page shows it: accounts side by side, relations, timeline, what is missing."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property

from rashomon.differences import Alteration, differing, wording
from rashomon.model import (
    Article,
    ClaimRef,
    EventComparison,
    LostKind,
    NotHeard,
    Question,
    Relation,
    Span,
    Spans,
    TimelineEntry,
)
from rashomon.render import chart
from rashomon.render.answers import PASSAGES, Answers
from rashomon.render.clean import line
from rashomon.render.digest import (
    ALTERED,
    LOST,
    NO_OUTLET,
    SIGNS,
    Lookup,
    day,
    nothing_to_compare,
    outlet,
    plural,
    title,
)
from rashomon.render.eventparts import (
    AlteredView,
    Answer,
    Cluster,
    LostView,
    Matrix,
    Moment,
    RelationGroup,
    RelationView,
    Row,
    UnheardView,
)
from rashomon.render.eventview import EventView
from rashomon.render.figures import figures
from rashomon.render.headline import points
from rashomon.render.marked import compared, sentences
from rashomon.render.offered import offered
from rashomon.render.quotations import altered
from rashomon.render.rests import rests
from rashomon.render.sources import sources
from rashomon.render.times import strip
from rashomon.render.view import Anchors, Link, Passage, SentenceView

COLUMNS = 4
"""Speakers with a column of their own, the outlets' own voice among them; more do not fit a desk's
screen, and most speakers answer few questions. The others share the last column, by name."""
NAMED = 3
"""Articles in which the name of somebody not heard is shown."""
FIRST = 8
"""Entries of a long list shown before the rest is folded away."""
TITLE = 140
"""Characters of a title beside an outlet: one that names a court's whole matter fills a screen."""
ROWS = 12
"""Questions of the matrix shown before the rest is folded away."""


_NARROW = 3
"""From so many columns on a column is too narrow for a long answer that stands alone in its row."""
_ASKED = re.compile(r"asked, did not answer(?:: “(?P<said>.+)”)?$", re.DOTALL)
_LOST_SIDES: dict[LostKind, tuple[str, str, str]] = {
    "attribution": ("attribution lost", "Attributed", "In the outlet’s own voice"),
    "hedge": ("hedge lost", "With the hedge", "Without the hedge"),
    "number": ("number changed or dropped", "In one outlet", "In the other"),
    "cue": ("cue made stronger", "The plainer cue", "The stronger cue"),
    "source": (
        "an unnamed source made an institution", "An unnamed source", "An institution",
    ),
}  # fmt: skip
"""What got lost, and what the two passages are called."""
_ALTERED: tuple[Alteration, ...] = ("other words", "fewer words", "trimmed")
_WEIGHT = {"contradict": 3.0, "update": 1.5, "agree": 1.0}


def _camps(relations: Sequence[Relation]) -> tuple[tuple[str, ...], ...]:
    """The statements as two sides, where every relation leads from one to the other; else none.

    The relations hang together. Of an update the earlier statements come first.
    """
    near: dict[str, list[str]] = {}
    for relation in relations:
        near.setdefault(relation.a, []).append(relation.b)
        near.setdefault(relation.b, []).append(relation.a)
    side = {relations[0].a: 0}
    waiting = [relations[0].a]
    while waiting:
        here = waiting.pop()
        for other in near[here]:
            if other not in side:
                side[other] = 1 - side[here]
                waiting.append(other)
            elif side[other] == side[here]:
                return ()
    if any(r.relation == "update" and side[r.a] == 1 for r in relations):
        return ()
    return tuple(tuple(key for key in near if side[key] == i) for i in (0, 1))


class _Event(Answers):
    """The pieces of one event's view while it is put together."""

    @cached_property
    def published(self) -> dict[str, list[Article]]:
        """The event's articles by their date."""
        found: dict[str, list[Article]] = {}
        for key in self.event.articles:
            if key in self.look.readings and (a := self.look.readings[key].article).published:
                found.setdefault(a.published, []).append(a)
        return found

    def involved(self, questions: Sequence[Question]) -> list[str | None]:
        """The speakers who answer, the most involved first: who parts, who answers most."""
        involved: dict[str | None, float] = {}
        for question in questions:
            strongest: dict[str | None, float] = {}
            for key in question.statements:
                column = self.column_of(key)
                weights = [
                    _WEIGHT.get(m.kind, 0.0)
                    for other, m in self.marks.get(key, ())
                    if other in question.statements
                ]
                # By question, not by relation: many pairs on one point are still one point.
                strongest[column] = max([1.0, strongest.get(column, 0.0), *weights])
            for column, weight in strongest.items():
                involved[column] = involved.get(column, 0.0) + weight
        return sorted(involved, key=lambda c: (-involved[c], self.column_name(c)))

    def row(
        self, number: int, question: Question, columns: Sequence[str | None], *, others: bool
    ) -> Row:
        """One question with the answers of each column; with ``others`` the rest comes last."""
        cells: dict[str | None, list[Answer]] = {c: [] for c in columns}
        rest: list[Answer] = []
        for key in question.statements:
            cells.get(self.column_of(key), rest).append(self.answer(key, question))
        within = set(question.statements)
        # Few of those with a column answer: one long answer in one narrow column is hard to read,
        # so the answers take the whole width of the row.
        spoken = [c for c in columns if cells[c]]
        apart = len(columns) >= _NARROW and len(spoken) < 2
        filled = (*(tuple(cells[c]) for c in columns), *((tuple(rest),) if others else ()))
        return Row(
            anchor=f"{self.anchor}-q{number}",
            text=line(question.text),
            about=question.about,
            parts=any(
                r.relation == "contradict" and r.b in within
                for key in within
                for r in self.relations_of.get(key, ())
            ),
            cells=() if apart else filled,
            beside=(*(a for c in spoken for a in cells[c]), *rest) if apart else (),
            silent=tuple(self.column_name(c) for c in columns if not cells[c]) if apart else (),
        )

    def matrix(self) -> tuple[Matrix | None, tuple[Row, ...]]:
        """The table of questions with several answers, and the questions with one."""
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
        involved = self.involved([q for _, q in several])
        own = None in involved
        # A source left open or unnamed is nobody's account: it stands among the others.
        apart = self.look.unnamed | {""}
        speakers = [c for c in involved if c is not None and c not in apart]
        room = COLUMNS - own
        # One speaker too many still gets the room that "others" would take.
        named = speakers if len(speakers) <= room + apart.isdisjoint(involved) else speakers[:room]
        columns: list[str | None] = [*named, *([None] if own else [])]
        rest = {
            self.name(key)
            for _, q in several
            for key in q.statements
            if self.column_of(key) not in columns
        }
        names = [(self.column_name(c), "own" if c is None else "") for c in columns]
        if rest:
            names.append((plural(len(rest), "other speaker" if columns else "speaker"), "others"))
        single = tuple(
            self.row(n, q, [self.column_of(q.statements[0])], others=False)
            for n, q in numbered
            if len(q.statements) == 1
        )
        if not several:
            return None, single
        rows = tuple(self.row(n, q, columns, others=bool(rest)) for n, q in several)
        return Matrix(columns=tuple(names), rows=rows[:ROWS], rest=rows[ROWS:]), single

    def relation(self, relation: Relation) -> RelationView:
        question = self.digest.question(relation)
        sure = relation.confidence
        return RelationView(
            anchor=self.relation_anchor[id(relation)],
            kind=relation.relation,
            sign=SIGNS[relation.relation],
            label=self.digest.label(self.look, relation),
            about=relation.about,
            why=line(relation.why),
            sure="clear" if sure >= 0.8 else "likely" if sure >= 0.5 else "uncertain",
            question=line(question.text) if question else "",
            a=self.answer(relation.a),
            b=self.answer(relation.b),
        )

    def groups(self) -> tuple[RelationGroup, ...]:
        """The relations by kind, what parts first."""
        found = []
        for kind, heading, relations in (
            ("contradict", "Where accounts part", self.digest.part),
            ("update", "What changed", self.digest.changed),
            ("agree", "Where accounts agree", self.digest.agree),
            ("compatible", "What may both hold", self.digest.compatible),
        ):
            joined = self._clusters(relations)
            clusters = [self._cluster(members, camps=kind != "agree") for members in joined]
            # What may both hold is no answer to "agree or part": there, but folded.
            shown = 0 if kind == "compatible" else FIRST
            if clusters:
                found.append(
                    RelationGroup(
                        kind=kind,
                        heading=heading,
                        count=len(relations),
                        first=tuple(clusters[:shown]),
                        rest=tuple(clusters[shown:]),
                    )
                )
        return tuple(found)

    def _clusters(self, relations: Sequence[Relation]) -> list[list[Relation]]:
        """Relations on one question that share statements, together; in the order of the first."""
        members: dict[int, list[Relation]] = {}
        place_of: dict[tuple[str, str], int] = {}
        for i, relation in enumerate(relations):
            question = self.digest.question(relation)
            asked = question.id if question else ""
            ends = ((asked, relation.a), (asked, relation.b))
            near = sorted({place_of[end] for end in ends if end in place_of})
            place = near[0] if near else i
            members.setdefault(place, []).append(relation)
            for other in near[1:]:  # the relation joins two clusters
                for moved in members[other]:
                    place_of[asked, moved.a] = place_of[asked, moved.b] = place
                members[place].extend(members.pop(other))
            place_of.update(dict.fromkeys(ends, place))
        return [members[place] for place in sorted(members)]

    def _cluster(self, members: Sequence[Relation], *, camps: bool) -> Cluster:
        ends = dict.fromkeys(key for r in members for key in (r.a, r.b))
        sides = _camps(members) if camps and len(members) > 1 else ()
        return Cluster(
            pairs=tuple(map(self.relation, members)),
            sides=tuple(map(self.answer, ends)) if len(members) > 1 else (),
            camps=tuple(tuple(map(self.answer, side)) for side in sides),
        )

    def lost(self) -> tuple[LostView, ...]:
        """What got lost between two outlets: both passages, the words that only one has marked."""
        found = []
        for i, x in enumerate(self.digest.lost, 1):
            attributed, other = self._beside(x.attributed, x.own_voice, None)
            sign, first, second = _LOST_SIDES[x.what]
            found.append(
                LostView(
                    anchor=f"{self.anchor}-l{i}",
                    what=x.what,
                    label=LOST[x.what],
                    why=line(x.why),
                    sign=sign,
                    first=first,
                    second=second,
                    attributed=attributed,
                    other=other,
                    other_speaks=self.look.claims[x.own_voice].kind != "own voice",
                )
            )
        return tuple(found)

    def altered(self) -> tuple[AlteredView, ...]:
        """Quotations whose words differ between outlets, changed ones before shortened ones."""
        found = sorted(altered(self.look, self.digest), key=lambda x: _ALTERED.index(x.how))
        views = []
        for i, x in enumerate(found, 1):
            whole, other = self._beside(x.whole, x.other, (x.whole_spans, x.other_spans))
            views.append(
                AlteredView(
                    anchor=f"{self.anchor}-w{i}",
                    how=x.how,
                    label=ALTERED[x.how],
                    whole=whole,
                    other=other,
                )
            )
        return tuple(views)

    def _beside(
        self, one: ClaimRef, other: ClaimRef, within: tuple[Spans, Spans] | None
    ) -> tuple[Passage, Passage]:
        """Two claims' passages, the words that only one of them has marked.

        ``within`` are the words compared; all words of both passages where it is None.
        """
        articles = [self.look.article(ref) for ref in (one, other)]
        claims = [self.look.claims[ref] for ref in (one, other)]
        spans = within or tuple(map(sentences, articles, claims))
        words = [wording(a.text, s) for a, s in zip(articles, spans, strict=True)]
        gone, new = differing(words[0], words[1])
        return (
            replace(self.anchors.passage(one), html=compared(articles[0], claims[0], gone, "gone")),
            replace(self.anchors.passage(other), html=compared(articles[1], claims[1], new, "new")),
        )

    def _reported(self, entry: TimelineEntry) -> str:
        """The anchor of the one article that was published then and that the entry names."""
        found = [
            a
            for a in self.published.get(entry.when, ())
            if line(entry.text) in (outlet(a), title(a), f"{outlet(a)}: {title(a)}", a.id)
        ]
        return f"#{self.anchors.of_article[found[0].id]}" if len(found) == 1 else ""

    def unheard(self, absent: NotHeard) -> UnheardView:
        """Somebody not heard, with the words that say so where they were asked, else the name."""
        asked = _ASKED.match(absent.why)
        where = self._places(asked.group("said") or "") if asked else ()
        return UnheardView(
            name=line(absent.name),
            why=line(absent.why),
            asked=asked is not None,
            where=where or self._places(absent.name),
        )

    def _places(self, words: str) -> tuple[Passage, ...]:
        """Where the articles have the words, whatever their blanks: the first place in each."""
        spaced = r"\s+".join(map(re.escape, words.split()))
        pattern = re.compile(rf"(?<!\w){spaced}(?!\w)")
        found: list[Passage] = []
        for key in self.event.articles:
            if key in self.look.readings and len(found) < NAMED:
                article = self.look.readings[key].article
                if spaced and (match := pattern.search(article.text)):
                    found.append(self.anchors.place(article, Span(*match.span())))
        return tuple(found)

    def moments(self, of: str) -> tuple[Moment, ...]:
        return tuple(
            Moment(
                when=day(t.when),
                iso=line(t.when).partition("/")[0],  # HTML's time element has no intervals
                text=self.look.words(t.claims[0]) if t.claims and of == "event" else line(t.text),
                said="; ".join(dict.fromkeys(map(self.look.speaker, t.claims)))
                if of == "event"
                else "",
                article=self._reported(t),
                passages=tuple(self.anchors.passage(ref) for ref in t.claims[:PASSAGES]),
                further=tuple(self.anchors.link(ref) for ref in t.claims[PASSAGES:]),
            )
            for t in sorted(self.event.timeline, key=lambda t: t.when)
            if t.of == of
        )


def _title_beside(article: Article) -> str:
    """The title, unless the outlet's place is already filled with it; whole over the article."""
    return "" if outlet(article).startswith(NO_OUTLET) else chart.cut(title(article), TITLE)


def event_view(event: EventComparison, anchors: Anchors, look: Lookup, anchor: str) -> EventView:
    """Everything the page shows of one event; ``anchor`` is the event's own ("e1")."""
    put = _Event(event, anchors, look, anchor)
    known = [look.readings[key].article for key in event.articles if key in look.readings]
    known.sort(key=lambda a: (a.published or "9", outlet(a), a.id))
    dates = sorted(a.published[:10] for a in known if a.published)
    matrix, single = put.matrix()
    d = put.digest
    lost, rewritten = put.lost(), put.altered()
    backed, bare = offered(put)
    happened, reported = put.moments("event"), put.moments("report")
    tallied, absent = points(put, altered=len(rewritten)) if len(event.articles) > 1 else ((), ())
    span = ""
    if dates:
        span = day(dates[0]) if dates[0] == dates[-1] else f"{day(dates[0])} to {day(dates[-1])}"
    return EventView(
        anchor=anchor,
        title=line(event.title) or event.id,
        articles=tuple(
            (
                Link(text=outlet(a), href=f"#{anchors.of_article[a.id]}", hint=_title_beside(a)),
                # Where no article is dated, the header says so once.
                day(a.published) or ("no date" if dates else ""),
            )
            for a in known
        ),
        repeated=frozenset(n for n, k in Counter(map(outlet, known)).items() if k > 1),
        span=span,
        outlets=len({outlet(a) for a in known}),
        why=tuple(map(line, event.why)),
        undated=sum(not a.published for a in known),
        nothing=nothing_to_compare(event),
        points=tallied,
        absent=absent,
        summary=tuple(
            SentenceView(
                text=line(s.text),
                passages=put.rests_on(s),
            )
            for s in event.summary.sentences
        ),
        matrix=matrix,
        single=single,
        relations=put.groups(),
        left_open=d.left_open,
        figures=figures(put),
        backed=backed,
        bare=bare,
        sources=sources(put) if len(event.articles) > 1 else (),
        one_source=tuple(put.answer(s.id) for s in d.one_source),
        one_voice=tuple(put.answer(s.id) for s in d.one_voice),
        lost=lost,
        altered=rewritten,
        not_heard=tuple(map(put.unheard, d.not_heard)),
        happened=happened,
        reported=reported,
        strip=strip(happened, reported, f"{anchor}-tl"),
        rests=rests(put, known),
        members=tuple(a.id for a in known),
    )
