"""The figures that answer a question, drawn by source: over time, or side by side.

Nothing is drawn unless two figures differ: what agrees is read faster than looked at.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from markupsafe import Markup

from rashomon.model import Bound, ClaimRef, Quantity, Question
from rashomon.render import chart
from rashomon.render.answers import Answers
from rashomon.render.clean import line
from rashomon.render.digest import day, plural, stems
from rashomon.render.view import Link

_NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")
_SIGN: dict[Bound, str] = {
    "exact": "", "at least": "≥ ", "at most": "≤ ", "about": "≈ ", "range": ""
}  # fmt: skip
_ASKING = frozenset("how many much were was are the people have been had did does and that".split())
_OTHERS = "other sources"
_LABEL = 46
"""Characters of a source's name that a drawing has room for."""
_BESIDE = 6
"""Marks of one place that stand beside each other."""
_MARK = 13.0
"""Pixels from one mark to the next."""
_MIDDLE = 53.0
"""Percent across at which the drawn width is halved."""
_SMALL = 20
"""Figures up to this one are drawn from nothing on: cut off, 2 and 3 would look far apart."""
_MOST = 40
"""Sources with a line of their own in a drawing side by side."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One figure as one source gives it on one day."""

    speaker: str
    source: str
    """Whose figure it is: equal for one source alone, never for two that go by one description."""
    teller: str
    told: str
    """The figure in signs ("≥ 9")."""
    words: str
    """The exact words that give it, or the sum that was made of them."""
    value: float
    high: float
    bound: Bound
    when: str
    iso: str
    carriers: tuple[Link, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FiguresView:
    """The figures of one question: drawn, and as rows of a table."""

    anchor: str
    question: str
    unit: str
    drawing: Markup
    legend: Markup
    rows: tuple[Figure, ...]
    left_out: int
    """Statements that answer the question but give no figure of the same kind."""


Basis = tuple[str, str]


def _basis(quantity: Quantity) -> Basis:
    return (quantity.unit or "", quantity.counts or "")


def _told(quantity: Quantity) -> str:
    if quantity.bound == "range" and quantity.max is not None:
        return f"{chart.figure(quantity.value)} to {chart.figure(quantity.max)}"
    return f"{_SIGN[quantity.bound]}{chart.figure(quantity.value)}"


def _fitting(
    answers: Answers, ref: ClaimRef, asked: set[str], named: set[float]
) -> dict[Basis, tuple[Quantity, str]]:
    """The figures of one claim that answer the question: one for each kind of thing counted.

    Where a claim gives several of one kind, the one that the reasons name stands for it; where
    they name none or several, none does.
    """
    reading = answers.look.readings[ref.article]
    found: dict[Basis, dict[float, tuple[Quantity, str]]] = {}
    for item in reading.record:
        if item.quantity is None or ref.claim not in item.claims:
            continue
        about = f"{item.quantity.counts or ''} {item.quantity.unit or ''} {item.value}"
        if asked & stems(about):
            words = item.value if item.sum_of else item.span.of(reading.article.text)
            kind = found.setdefault(_basis(item.quantity), {})
            kind.setdefault(item.quantity.value, (item.quantity, line(words)))
    chosen = {}
    for basis, by_value in found.items():
        of_note = [v for v in by_value if v in named] if len(by_value) > 1 else list(by_value)
        if len(of_note) == 1:
            chosen[basis] = by_value[of_note[0]]
    return chosen


def _source(answers: Answers, statement: str) -> str:
    """What tells sources apart: the name for an outlet's own voice, else the speaker's id."""
    column = answers.column_of(statement)
    if column is None:
        return f"own voice of {answers.name(statement)}"
    return statement if not column or column in answers.look.unnamed else column


def _rows(answers: Answers, question: Question) -> tuple[list[Figure], Basis, int]:
    """The question's figures of one kind by time, what is counted, and statements without one."""
    asked = stems(question.text)
    asked = (asked - _ASKING) or asked
    within = set(question.statements)
    named = {
        float(n.replace(",", ""))
        for key in question.statements
        for relation in answers.relations_of.get(key, ())
        if {relation.a, relation.b} <= within
        for n in _NUMBER.findall(relation.why)
    }
    given: dict[str, list[tuple[ClaimRef, dict[Basis, tuple[Quantity, str]]]]] = {
        key: [
            (ref, _fitting(answers, ref, asked, named))
            for ref in answers.digest.statements[key].claims
        ]
        for key in question.statements
    }
    kinds = Counter(
        basis for mine in given.values() for basis in {b for _, found in mine for b in found}
    )
    if not kinds:
        return [], ("", ""), len(given)
    basis = min(kinds, key=lambda b: (-kinds[b], b))
    rows: list[Figure] = []
    without = 0
    for key, mine in given.items():
        points: dict[tuple[str, float], tuple[Quantity, str, dict[str, Link], ClaimRef]] = {}
        for ref, found in mine:
            if basis in found:
                quantity, words = found[basis]
                when = answers.look.article(ref).published or ""
                links = points.setdefault((when, quantity.value), (quantity, words, {}, ref))[2]
                link = answers.anchors.link(ref)
                links.setdefault(link.text, link)
        without += not points
        rows.extend(
            Figure(
                speaker=answers.name(key),
                source=_source(answers, key),
                teller=answers.look.teller(ref),
                told=_told(quantity),
                words=words,
                value=quantity.value,
                high=quantity.max if quantity.max is not None else quantity.value,
                bound=quantity.bound,
                when=day(when),
                iso=when,
                carriers=tuple(links.values()),
            )
            for (when, _), (quantity, words, links, ref) in points.items()
        )
    rows.sort(key=lambda r: (r.iso or "9", r.speaker, r.value))
    return rows, basis, without


def _described(rows: Sequence[Figure]) -> str:
    said = [f"{r.speaker}: {r.told}{f' on {r.when}' if r.when else ', no date'}" for r in rows[:12]]
    more = f"; and {len(rows) - 12} more in the table" if len(rows) > 12 else ""
    return "; ".join(said) + more


def _series(rows: Sequence[Figure]) -> dict[str, int]:
    """Each source with the number of its mark; those beyond the shapes share the last one."""
    names = list(dict.fromkeys(r.source for r in rows))
    return {name: min(i, chart.SHAPES - 1) for i, name in enumerate(names)}


def _ticks(low: float, high: float) -> list[float]:
    """The values named along the axis: from nothing on, unless large figures would crowd there."""
    # A fifth at least is left below: 49 and 50 shall not fill the height.
    return chart.steps(min(low, high * 0.8) if low > high / 2 and high > _SMALL else 0, high)


def _over_time(rows: Sequence[Figure], key: str, title: str) -> tuple[Markup, Markup]:
    series = _series(rows)
    dated = [(moment, r) for r in rows if (moment := chart.moment(r.iso)) is not None]
    moments = [m for m, _ in dated]
    height, foot = 260.0, 222.0
    across = chart.Scale(
        low=min(moments).timestamp(), high=max(moments).timestamp(), start=13, end=94
    )
    low, high = min(r.value for _, r in dated), max(r.high for _, r in dated)
    ticks = _ticks(low, high)
    down = chart.Scale(low=ticks[0], high=ticks[-1], start=foot - 8, end=26)
    parts = [chart.stroke(8, down.at(t), 98, down.at(t), name="grid") for t in ticks]
    parts += [chart.text(chart.figure(t), 7, down.at(t) + 4, anchor="end") for t in ticks]
    for at, name in chart.days(moments):
        x = across.at(at.timestamp())
        parts.append(chart.stroke(x, foot, x, foot + 5))
        parts.append(chart.text(name, x, foot + 20, anchor="middle"))
    parts.append(chart.stroke(8, foot, 98, foot))
    for name, index in series.items():
        mine = [(across.at(m.timestamp()), down.at(r.value)) for m, r in dated if r.source == name]
        for (x1, y1), (x2, y2) in pairwise(mine):
            # A figure holds until its source gives another one.
            parts.append(chart.stroke(x1, y1, x2, y1, name="series", dash=chart.DASHES[index]))
            parts.append(chart.stroke(x2, y1, x2, y2, name="series", dash=chart.DASHES[index]))
    taken: Counter[tuple[int, int]] = Counter()
    for moment, r in dated:
        x, y = across.at(moment.timestamp()), down.at(r.value)
        place = (round(x / 3), round(y / 8))
        if r.high > r.value:
            parts.append(chart.stroke(x, y, x, down.at(r.high), name="range"))
        # Marks of one place stand beside each other, towards the middle, and then below.
        row, column = divmod(taken[place], _BESIDE)
        shift = _MARK * column * (1 if x < _MIDDLE else -1)
        parts.append(
            chart.mark(series[r.source], x, y + _MARK * row, _hint(r), shift=shift)
        )  # fmt: skip
        if not taken[place]:
            parts.append(chart.text(r.told, x, y - 10, name="value", anchor="middle"))
        taken[place] += 1
    picture = chart.drawing(
        parts, key=key, height=height, title=title, described=_described(rows), name="overtime"
    )
    return picture, chart.legend(_keys(rows, series))


def _keys(rows: Sequence[Figure], series: dict[str, int]) -> list[tuple[int, str]]:
    last = chart.SHAPES - 1
    names = {r.source: r.speaker for r in rows}
    shared = [names[source] for source, index in series.items() if index == last]
    keys = [(index, names[source]) for source, index in series.items() if index < last]
    if shared:
        keys.append((last, shared[0] if len(shared) == 1 else f"{len(shared)} {_OTHERS}"))
    return keys


def _hint(r: Figure) -> str:
    return f"{r.speaker}: {r.told} ({r.when or 'no date'}; {', '.join(c.text for c in r.carriers)})"


def _side_by_side(rows: Sequence[Figure], key: str, title: str) -> tuple[Markup, Markup]:
    by_source: dict[str, list[Figure]] = {}
    for r in rows:
        by_source.setdefault(r.source, []).append(r)
    lanes = list(by_source.values())[:_MOST]
    shown = [r for mine in lanes for r in mine]
    low, high = min(r.value for r in shown), max(r.high for r in shown)
    ticks = _ticks(low, high)
    across = chart.Scale(low=ticks[0], high=ticks[-1], start=4, end=92)
    row, top = 44.0, 8.0
    foot = top + row * len(lanes)
    parts = [
        chart.stroke(across.at(t), top, across.at(t), foot, name="grid") for t in ticks
    ]  # fmt: skip
    parts += [chart.text(chart.figure(t), across.at(t), foot + 18, anchor="middle") for t in ticks]
    for i, mine in enumerate(lanes):
        y = top + row * i + 30
        parts.append(chart.text(chart.cut(mine[0].speaker, _LABEL), 0, y - 14, name="lane"))
        parts.append(chart.stroke(across.start, y, across.end, y, name="axis faint"))
        for value in dict.fromkeys(r.value for r in mine):
            r = next(r for r in mine if r.value == value)
            x = across.at(value)
            if r.high > r.value:
                parts.append(chart.stroke(x, y, across.at(r.high), y, name="range"))
            parts.append(chart.mark(min(i, chart.SHAPES - 1), x, y, _hint(r)))
            parts.append(chart.text(r.told, x, y + 4, name="value", shift=10))
    if len(by_source) > _MOST:
        more = f"{plural(len(by_source) - _MOST, 'more source')} in the table below"
        parts.append(chart.text(more, 0, foot + 38))
    picture = chart.drawing(
        parts,
        key=key,
        height=foot + (44 if len(by_source) > _MOST else 26),
        title=title,
        described=_described(rows),
        name="beside",
    )
    return picture, Markup("")


def figures(answers: Answers) -> tuple[FiguresView, ...]:
    """The drawings of one event: a question each, where its figures differ and can be compared."""
    found = []
    for number, question in enumerate(answers.event.questions, 1):
        if question.about != "number" or len(question.statements) < 2:
            continue
        rows, (unit, counts), without = _rows(answers, question)
        if len({r.value for r in rows}) < 2 or len({(r.source, r.iso) for r in rows}) < 2:
            continue
        anchor = f"{answers.anchor}-f{number}"
        times = {m for r in rows if (m := chart.moment(r.iso))}
        undated = sum(chart.moment(r.iso) is None for r in rows)
        over_time = len(times) > 2 and not undated
        draw = _over_time if over_time else _side_by_side
        how = "over time" if over_time else "side by side"
        drawing, keys = draw(rows, anchor, f"{question.text} The figures {how}, by source")
        found.append(
            FiguresView(
                anchor=anchor,
                question=line(question.text),
                unit=line(" ".join(dict.fromkeys(filter(None, (unit, counts))))),
                drawing=drawing,
                legend=keys,
                rows=tuple(rows),
                left_out=without,
            )
        )
    return tuple(found)
