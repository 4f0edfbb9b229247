"""When things happened and when they were reported: two rows of one drawing, never one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import datetime, timedelta

from markupsafe import Markup

from rashomon.render import chart
from rashomon.render.digest import plural
from rashomon.render.eventparts import Moment

_STACK = 5
"""Marks that stand on one another for one day; more are counted in words."""
_MARK = 13.0
"""Pixels from one mark of a stack to the next."""


def strip(happened: Sequence[Moment], reported: Sequence[Moment], key: str) -> Markup | None:
    """The drawing, or None where fewer than three moments or one day leave nothing to look at.

    What is older than the reports by more than a week and the time they span is counted at the
    start of the axis and not drawn to scale: one old date would leave all others no room.
    """
    of_event = [m for x in happened if (m := chart.moment(x.iso))]
    of_report = [m for x in reported if (m := chart.moment(x.iso))]
    both = of_event + of_report
    if len(both) < 3 or len({m.date() for m in both}) < 2:
        return None
    first, last = min(both), max(both)
    if of_report and first < (start := min(of_report) - timedelta(days=7)):
        start -= max(of_report) - min(of_report)
        first = min(m for m in both if m >= start)
    first = first.replace(hour=0, minute=0, second=0)
    last = last.replace(hour=23, minute=59, second=59)
    across = chart.Scale(low=first.timestamp(), high=last.timestamp(), start=5, end=95)
    parts: list[Markup] = []
    foot = 0.0
    for name, index, moments in (
        ("What happened, as reported", 3, of_event),
        ("When it was reported", 0, of_report),
    ):
        stacks = Counter(m.date() for m in moments if m >= first)
        tallest = max((n if n <= _STACK else 1 for n in stacks.values()), default=1)
        top, foot = foot + 24, foot + 46 + _MARK * tallest
        parts.append(chart.text(name, 0, top, name="lane"))
        parts.append(chart.stroke(across.start, foot, across.end, foot))
        parts += _stacks(moments, first, across, foot, index)
    for at, name in chart.days([first, last], 5):
        x = across.at(at.timestamp())
        parts.append(chart.stroke(x, foot, x, foot + 5))
        parts.append(chart.text(name, x, foot + 20, anchor="middle"))
    span = f"from {first.day} {first:%B %Y} to {last.day} {last:%B %Y}"
    return chart.drawing(
        parts,
        key=key,
        height=foot + 28,
        title="What happened and when it was reported, on one axis of days",
        described=f"{plural(len(of_event), 'moment')} of the event and "
        f"{plural(len(of_report), 'report')}, {span}; the lists below name each.",
        name="strip",
    )


def _stacks(
    moments: Sequence[datetime], first: datetime, across: chart.Scale, y: float, index: int
) -> list[Markup]:
    parts: list[Markup] = []
    older = sum(m < first for m in moments)
    if older:
        parts.append(chart.text(f"← {older} earlier", 0, y - 8, name="value"))
    by_day = Counter(m.replace(hour=12, minute=0, second=0) for m in moments if m >= first)
    for at, count in sorted(by_day.items()):
        x = across.at(at.timestamp())
        said = f"{plural(count, 'entry', 'entries')} on {at.day} {at:%B %Y}"
        shown = count if count <= _STACK else 1
        parts += [chart.mark(index, x, y - 8 - _MARK * i, said) for i in range(shown)]
        if count > _STACK:
            parts.append(chart.text(f"× {count}", x, y - 4, name="value", shift=9))
    return parts
