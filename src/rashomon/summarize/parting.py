"""Where the accounts of an event part: pairs of sentences, the surest and most important first."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from rashomon.model import About, EventComparison, Question, Relation, Statement
from rashomon.summarize.determiners import within_sentence
from rashomon.summarize.said import Telling, cited
from rashomon.summarize.worth import Worth, content_stems

_SURE = 0.5
# Under this the summary says that accounts seem to part.
_FIRM = 0.7
_ON: dict[About, str] = {
    "number": " on the number",
    "actor": " on who did it",
    "cause": " on the cause",
    "denial": "",
    "place": " on where",
    "time": " on when",
    "identity": " on who or what it was",
    "other": "",
}
_ASKS = re.compile(r"(?:How many|How much|Who|Where|When) [^?:“”]{3,60}\?")
_DAYS = re.compile(r"the days differ, (\w+) and (\w+);")


@dataclass(frozen=True, slots=True, kw_only=True)
class Parting:
    """One point on which accounts part: its two sides, and the sentences that tell them.

    ``rows`` are the ways to tell both sides, the longest first: two sentences, or one that holds
    both.
    """

    relation: Relation
    question: Question | None
    rows: tuple[tuple[Telling, ...], ...]

    def words(self, *, brief: bool = False) -> int:
        """How many words the summary adds to the two sentences."""
        return 4 + (0 if brief else len(self._on().split()))

    def written(
        self, row: Sequence[Telling], where: Callable[[Telling], str], *, brief: bool = False
    ) -> list[str]:
        """The sentences of one row; ``where`` says where each stands.

        Where there is no time (``brief``) two sentences go without the point that they are about.
        """
        part = "Accounts part" if self.relation.confidence >= _FIRM else "Accounts seem to part"
        if len(row) == 1:
            return [f"{part}{self._on()}: {row[0].text}"]
        one, other = (within_sentence(cited(telling.text, where(telling))) for telling in row)
        if self.relation.relation == "update":
            return [f"At first, {one}", f"Later, {other}"]
        return [f"{part}{'' if brief else self._on()}: {one}", f"By contrast, {other}"]

    def _on(self) -> str:
        asked = self.question.text if self.question else ""
        if _ASKS.fullmatch(asked):
            return f" on {asked[0].lower()}{asked[1:-1]}"
        return _ON[self.relation.about]


def is_parting(relation: Relation) -> bool:
    """Whether two statements exclude each other, or one replaced the other, surely enough."""
    return relation.relation in {"contradict", "update"} and relation.confidence >= _SURE


def sides(event: EventComparison) -> frozenset[str]:
    """The statements that are a side of some dispute, and those that agree with one of them."""
    first = {x for r in event.relations if is_parting(r) for x in (r.a, r.b)}
    agree = [r for r in event.relations if r.relation == "agree" and r.confidence >= _FIRM]
    same = {x for r in agree if {r.a, r.b} & first for x in (r.a, r.b)}
    return frozenset(first | same)


def partings(
    event: EventComparison,
    tell: Callable[[Statement], Sequence[Telling]],
    apart: Callable[[Telling, Telling], bool],
    worth: Worth,
) -> tuple[Parting, ...]:
    """The points on which accounts part, one for each question, both sides told.

    ``apart`` tells whether two sentences are of two accounts.

    First what contradicts, then what was updated; the surer first, and what more outlets and
    origins carry, more statements answer and articles tell early.
    """
    statements = {s.id: s for s in event.statements}
    rows = [
        (_importance(r, statements[r.a], statements[r.b], event, worth), r)
        for r in event.relations
        if is_parting(r)
    ]
    rows.sort(key=lambda row: (row[1].relation != "contradict", -row[0], row[1].a, row[1].b))
    found: list[Parting] = []
    asked: set[str] = set()
    for _, relation in rows:
        question = _question(event, relation)
        key = question.id if question else f"{relation.a} {relation.b}"
        if key in asked:
            continue
        parting = _parting(relation, question, statements, tell)
        if parting is None or not apart(parting.rows[0][0], parting.rows[0][1]):
            continue
        if any(_same(parting, other, worth) for other in found):
            continue
        asked.add(key)
        found.append(parting)
    return tuple(found)


def _parting(
    relation: Relation,
    question: Question | None,
    statements: dict[str, Statement],
    tell: Callable[[Statement], Sequence[Telling]],
) -> Parting | None:
    sides = (statements[relation.a], statements[relation.b])
    told = (tell(sides[0]), tell(sides[1]))
    if not told[0] or not told[1]:
        return None
    first, last = (told[0][0], told[1][0]), (told[0][-1], told[1][-1])
    if set(first[0].spans) & set(first[1].spans) or last[0].text == last[1].text:
        return None
    rows: list[tuple[Telling, ...]] = [first, last] if first != last else [last]
    if relation.relation == "contradict" and _denies(last[0]) and not _denies(last[1]):
        rows = [row[::-1] for row in rows]
    if relation.about == "time" and relation.relation == "contradict":
        rows += _days(relation, first, sides)
    return Parting(relation=relation, question=question, rows=tuple(rows))


def _days(
    relation: Relation, row: tuple[Telling, Telling], sides: tuple[Statement, Statement]
) -> list[tuple[Telling, ...]]:
    """Both days in one sentence, where the outlets themselves give them: their own words."""
    days = _DAYS.match(relation.why)
    if not days or not all(telling.own_voice for telling in row):
        return []
    if any(day not in side.text for day, side in zip(days.groups(), sides, strict=True)):
        return []
    one, other = (
        f"{day} ({telling.outlet})" for day, telling in zip(days.groups(), row, strict=True)
    )
    return [
        (
            Telling(
                text=f"{one}, {other}.",
                claims=(*row[0].claims, *row[1].claims),
                spans=(*row[0].spans, *row[1].spans),
                outlet="",
            ),
        )
    ]


def _denies(telling: Telling) -> bool:
    return bool(re.search(r"\b(?:den(?:y|ies|ied|ying)|reject\w*|refut\w*)\b", telling.text))


def _question(event: EventComparison, relation: Relation) -> Question | None:
    return next((q for q in event.questions if {relation.a, relation.b} <= set(q.statements)), None)


def _importance(
    relation: Relation, a: Statement, b: Statement, event: EventComparison, worth: Worth
) -> float:
    """How sure the pair is and how much it matters."""
    question = _question(event, relation)
    answers = len(question.statements) if question else 2
    carried = math.log(a.outlets * b.outlets) + 0.5 * math.log(a.origins * b.origins)
    early = min(worth.early(a), worth.early(b))
    told = min(worth.shared(content_stems(s.text)) for s in (a, b))
    return relation.confidence + 0.2 * carried + 0.1 * (answers - 2) + 0.2 * early + 0.4 * told


def _same(one: Parting, other: Parting, worth: Worth) -> bool:
    """Whether two points are told by much the same sentences."""
    mine, theirs = (" ".join(t.text for t in parting.rows[0]) for parting in (one, other))
    return worth.repeats(mine, theirs)
