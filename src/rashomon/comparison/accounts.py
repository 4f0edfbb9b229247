"""What each speaker says about one event, since when, carried by whom, and how it changed."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from datetime import date, timedelta

from rashomon.comparison.relations import Verdict
from rashomon.comparison.statements import Group, Stated
from rashomon.comparison.views import OWN_VOICE, View
from rashomon.model import (
    Account,
    AccountStatement,
    Change,
    ChangeKind,
    ClaimRef,
    EventSpeaker,
    Question,
)

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
# So many other accounts answer a question before one that does not leaves it out; and so many
# statements make an account that could have.
_OTHERS_ANSWER, _LEAST_STATEMENTS = 2, 2
# Nobody expects of a witness or an unnamed source an answer to everything, and what many words are
# "said of" is no question anybody was asked.
_COULD_ANSWER = frozenset({"person", "office", "state", "organisation"})
_ASKED = frozenset({"number", "denial", "cause"})
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
# The day it was said on stands beside the cue: "said on Tuesday", "said in a statement on Tuesday",
# "On Tuesday the ministry said".
_RIGHT_AFTER = 60
_SAID_ON = re.compile(
    r"[^.;:!?,\n\"“”]{0,60}?\s(?:on |late |early )*"
    r"((?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)\b"
)
_ON_THAT_DAY = re.compile(
    r"(?:^|[.!?\n]\s*)On ((?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day),? (?:the )?$"
)

Moments = Mapping[ClaimRef, str]


def accounts(
    stated: Stated,
    *,
    said: Moments | None = None,
    questions: Sequence[Question] = (),
    copies: Collection[Sequence[str]] = (),
    speakers: Mapping[str, EventSpeaker] | None = None,
) -> tuple[Account, ...]:
    """One account per speaker, the outlets' own voice last; most statements first.

    Claims whose speaker is left open belong to no account. ``said`` are the days on which claims
    were uttered, where the text tells (:func:`uttered`); else the day of publication is taken.
    ``copies`` are sets of articles with one text: what a copy carries is not said again.
    """
    moments = said or {}
    by_voice: dict[str, list[Group]] = defaultdict(list)
    for group in stated.groups:
        if group.voice is not None:
            by_voice[group.voice].append(group)
    changes = _changes(stated, moments, copies)
    rows = sorted(
        by_voice.items(),
        key=lambda row: (row[0] == OWN_VOICE, -_carried(row[1]), int(row[1][0].id[1:])),
    )
    voice_of = {group.id: group.voice for group in stated.groups}
    return tuple(
        Account(
            speaker=None if voice == OWN_VOICE else voice,
            statements=tuple(_statement(group, moments) for group in groups),
            changes=tuple(changes[voice]),
            silent_on=_silent_on(voice, groups, questions, voice_of)
            if _may_answer((speakers or {}).get(voice))
            else (),
        )
        for voice, groups in rows
    )


def uttered(views: Sequence[View]) -> dict[ClaimRef, str]:
    """The day (ISO 8601) on which each claim was said, where a weekday stands beside its cue.

    "The ministry said on Tuesday": the last Tuesday up to the day of publication. A day within the
    content is when something happened; without a date of publication nothing is told.
    """
    found: dict[ClaimRef, str] = {}
    for view in views:
        day = _weekday(view)
        if day is None or not _DAY.match(view.published or ""):
            continue
        published = date.fromisoformat((view.published or "")[:10])
        back = (published.weekday() - _WEEKDAYS.index(day.casefold())) % 7
        found[view.ref] = (published - timedelta(days=back)).isoformat()
    return found


def _weekday(view: View) -> str | None:
    text, claim = view.article.text, view.claim
    if not claim.cue:
        return None
    end = max(span.end for span in claim.cue)
    limit = min((c.start for c in claim.content if c.start >= end), default=end + _RIGHT_AFTER)
    last = max(span.start for span in claim.cue)
    after = _SAID_ON.match(text[last : min(limit, end + _RIGHT_AFTER)])
    start = min(span.start for span in (*claim.source, *claim.cue))
    before = _ON_THAT_DAY.search(text[max(0, start - _RIGHT_AFTER) : start])
    return after.group(1) if after else before.group(1) if before else None


def _carried(groups: Sequence[Group]) -> int:
    return len({(group.id, view.outlet) for group in groups for view in group.views})


def _moment(view: View, said: Moments) -> str | None:
    return said.get(view.ref) or view.published


def _statement(group: Group, said: Moments) -> AccountStatement:
    dates = [day for view in group.views if (day := _moment(view, said))]
    return AccountStatement(
        statement=group.id,
        first=min(dates) if dates else None,
        articles=tuple(dict.fromkeys(view.ref.article for view in group.views)),
    )


def _may_answer(speaker: EventSpeaker | None) -> bool:
    return speaker is not None and speaker.type in _COULD_ANSWER


def _silent_on(
    voice: str,
    groups: Sequence[Group],
    questions: Sequence[Question],
    voice_of: Mapping[str, str | None],
) -> tuple[str, ...]:
    """The questions that other speakers answer and this one, who answers some, does not.

    The outlets' own voice is no speaker and does not count as another who answers.
    """
    own = {group.id for group in groups}
    if len(groups) < _LEAST_STATEMENTS or not any(own & set(q.statements) for q in questions):
        return ()
    silent = []
    for question in questions:
        if question.about not in _ASKED:
            continue
        answering = {voice_of[s] for s in question.statements} - {None, OWN_VOICE}
        if voice not in answering and len(answering) >= _OTHERS_ANSWER:
            silent.append(question.id)
    return tuple(silent)


def _changes(
    stated: Stated, said: Moments, copies: Collection[Sequence[str]]
) -> dict[str, list[Change]]:
    """Changes within one account, only where both moments are known and differ."""
    groups = {group.id: group for group in stated.groups}
    changes: dict[str, list[Change]] = defaultdict(list)
    for (a, b), (_, verdict) in stated.verdicts.items():
        one, other = groups[a], groups[b]
        if one.voice is None or one.voice != other.voice or one.voice == OWN_VOICE:
            continue
        earlier, later = sorted((one, other), key=lambda group: _since(group, said))
        kind = _kind(verdict)
        before, after = _since(earlier, said)[0], _since(later, said)[0]
        if kind and _differ(before, after):
            changes[one.voice].append(Change(from_=earlier.id, to=later.id, kind=kind))
    for group in stated.groups:
        if group.voice is not None and group.voice != OWN_VOICE and _again(group, said, copies):
            changes[group.voice].append(Change(from_=group.id, to=group.id, kind="repeats"))
    return changes


def _again(group: Group, said: Moments, copies: Collection[Sequence[str]]) -> bool:
    """Whether the speaker said it on two days, as far as the texts tell.

    Two articles of two days may carry one utterance. Only days of utterance count, and those not
    in copies of one text.
    """
    copied = {article: number for number, same in enumerate(copies) for article in same}
    days: dict[str, set[str | int]] = defaultdict(set)
    for view in group.views:
        if view.ref in said:
            days[said[view.ref]].add(copied.get(view.ref.article, view.ref.article))
    if len(days) < 2:
        return False
    first, last = days[min(days)], days[max(days)]
    return len(first | last) > 1


def _kind(verdict: Verdict) -> ChangeKind | None:
    if verdict.about == "denial" and verdict.relation == "contradict":
        return "reverses"
    if verdict.about == "number" and verdict.relation == "update":
        return "refines"
    if verdict.about == "number" and verdict.relation == "contradict":
        return "walks back"
    return None


def _since(group: Group, said: Moments) -> tuple[str, int]:
    dates = [day for view in group.views if (day := _moment(view, said))]
    return (min(dates) if dates else "", int(group.id[1:]))


def _differ(before: str, after: str) -> bool:
    """Whether two moments are known and apart: a day is not apart from an hour of that day."""
    length = min(len(before), len(after))
    return bool(length) and before[:length] != after[:length]
