"""Each source's account over time: what it said when, how that changed, and what it left unsaid."""

from __future__ import annotations

from dataclasses import dataclass

from rashomon.model import Account, Change
from rashomon.render.answers import Answers
from rashomon.render.clean import line
from rashomon.render.digest import CHANGES, day
from rashomon.render.eventparts import Answer
from rashomon.render.view import Link


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeView:
    """How one speaker's account went from one statement to a later one."""

    kind: str
    label: str
    before: Answer
    after: Answer
    before_when: str
    after_when: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RepeatView:
    """A statement that its speaker made on more than one day, and that in words."""

    answer: Answer
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceView:
    """One source's account: its statements by date, its changes, the questions it leaves open."""

    name: str
    first: str
    last: str
    entries: tuple[tuple[str, Answer], ...]
    changes: tuple[ChangeView, ...]
    repeats: tuple[RepeatView, ...]
    silent: tuple[Link, ...]


def _change(answers: Answers, account: Account, change: Change) -> ChangeView:
    first = {s.statement: s.first for s in account.statements}
    return ChangeView(
        kind=change.kind,
        label=CHANGES[change.kind],
        before=answers.answer(change.from_),
        after=answers.answer(change.to),
        before_when=day(first.get(change.from_)),
        after_when=day(first.get(change.to)),
    )


def _source(answers: Answers, account: Account, questions: dict[str, Link]) -> SourceView:
    dated = sorted(account.statements, key=lambda s: s.first or "9")
    days = [s.first for s in dated if s.first]
    return SourceView(
        name=answers.column_name(account.speaker),
        first=day(days[0]) if days else "",
        last=day(days[-1]) if days else "",
        entries=tuple((day(s.first), answers.answer(s.statement)) for s in dated),
        changes=tuple(_change(answers, account, c) for c in account.changes if c.kind != "repeats"),
        repeats=tuple(
            RepeatView(
                answer=answers.answer(c.to),
                label=answers.look.repeated(answers.digest.statements[c.to]),
            )
            for c in account.changes
            if c.kind == "repeats"
        ),
        silent=tuple(questions[key] for key in account.silent_on if key in questions),
    )


def sources(answers: Answers) -> tuple[SourceView, ...]:
    """The accounts in which time or silence shows something: those that changed come first.

    A source that speaks on one day only and answers what others answer is left to the other lists.
    """
    questions = {
        q.id: Link(text=line(q.text), href=f"#{answers.anchor}-q{i}")
        for i, q in enumerate(answers.event.questions, 1)
    }
    shown: list[tuple[bool, bool, bool, int, Account]] = []
    for account in answers.event.accounts:
        days = {s.first[:10] for s in account.statements if s.first}
        changed = any(c.kind != "repeats" for c in account.changes)
        repeated = any(c.kind == "repeats" for c in account.changes)
        telling = repeated or len(days) > 1 or bool(account.silent_on)
        if changed or (account.speaker is not None and telling):
            shown.append((not changed, not repeated, len(days) < 2, len(shown), account))
    shown.sort(key=lambda row: row[:4])
    return tuple(_source(answers, account, questions) for *_, account in shown)
