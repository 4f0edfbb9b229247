"""What each speaker says about one event, since when, carried by whom, and how it changed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from rashomon.comparison.relations import Verdict
from rashomon.comparison.statements import Group, Stated
from rashomon.comparison.views import OWN_VOICE
from rashomon.model import Account, AccountStatement, Change, ChangeKind


def accounts(stated: Stated) -> tuple[Account, ...]:
    """One account per speaker, the outlets' own voice last; most statements first.

    Claims whose speaker is left open belong to no account.
    """
    by_voice: dict[str, list[Group]] = defaultdict(list)
    for group in stated.groups:
        if group.voice is not None:
            by_voice[group.voice].append(group)
    changes = _changes(stated)
    rows = sorted(
        by_voice.items(),
        key=lambda row: (row[0] == OWN_VOICE, -_carried(row[1]), int(row[1][0].id[1:])),
    )
    return tuple(
        Account(
            speaker=None if voice == OWN_VOICE else voice,
            statements=tuple(_statement(group) for group in groups),
            changes=tuple(changes[voice]),
        )
        for voice, groups in rows
    )


def _carried(groups: Sequence[Group]) -> int:
    return len({(group.id, view.outlet) for group in groups for view in group.views})


def _statement(group: Group) -> AccountStatement:
    dates = [view.published for view in group.views if view.published]
    return AccountStatement(
        statement=group.id,
        first=min(dates) if dates else None,
        articles=tuple(dict.fromkeys(view.ref.article for view in group.views)),
    )


def _changes(stated: Stated) -> dict[str, list[Change]]:
    """Changes within one account, only where both moments are known and differ."""
    groups = {group.id: group for group in stated.groups}
    changes: dict[str, list[Change]] = defaultdict(list)
    for (a, b), (_, verdict) in stated.verdicts.items():
        one, other = groups[a], groups[b]
        if one.voice is None or one.voice != other.voice or one.voice == OWN_VOICE:
            continue
        earlier, later = sorted((one, other), key=_since)
        kind = _kind(verdict)
        if kind and _since(earlier)[0] != _since(later)[0] and "9999" not in _since(later)[0]:
            changes[one.voice].append(Change(from_=earlier.id, to=later.id, kind=kind))
    return changes


def _kind(verdict: Verdict) -> ChangeKind | None:
    if verdict.about == "denial" and verdict.relation == "contradict":
        return "reverses"
    if verdict.about == "number" and verdict.relation == "update":
        return "refines"
    if verdict.about == "number" and verdict.relation == "contradict":
        return "walks back"
    return None


def _since(group: Group) -> tuple[str, int]:
    dates = [view.published for view in group.views if view.published]
    return (min(dates) if dates else "9999", int(group.id[1:]))
