"""Small drawings as SVG in the page: scales, marks and dashes that do without colour.

Places across are percentages and places down are pixels, so that a drawing takes the width it gets
and its words keep their size. Colours and fonts come from the page's style, by class name.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from markupsafe import Markup, escape

from rashomon.render.clean import line

_SHAPES = (
    '<circle r="5" class="full"/>',
    '<rect x="-4.5" y="-4.5" width="9" height="9" class="hollow"/>',
    '<path d="M0-6L6 5H-6Z" class="full"/>',
    '<path d="M0-6.5L6.5 0L0 6.5L-6.5 0Z" class="hollow"/>',
    '<path d="M-5-5L5 5M5-5L-5 5" class="stroke"/>',
    '<circle r="5" class="hollow"/>',
    '<path d="M0 6L6-5H-6Z" class="hollow"/>',
    '<path d="M0-6V6M-6 0H6" class="stroke"/>',
)
SHAPES = len(_SHAPES)
"""Marks that are told apart by their shape."""
DASHES = ("", "7 4", "2 4", "9 3 2 3", "12 4", "4 2", "1 3", "6 2 1 2")


def shape(index: int) -> Markup:
    """The mark for the series of that number, around the point (0, 0)."""
    return Markup(_SHAPES[index % SHAPES])  # noqa: S704 -- our own drawing


def mark(index: int, x: float, y: float, title: str, *, shift: float = 0.0) -> Markup:
    """The mark at ``x`` percent and ``y`` pixels, ``shift`` pixels aside; ``title`` names it."""
    return Markup(
        '<svg x="{:.2f}%" y="{:.1f}" overflow="visible"><g transform="translate({:.1f} 0)">'
        "<title>{}</title>{}</g></svg>"
    ).format(x, y, shift or 0.0, line(title), shape(index))


def text(
    words: str | Markup,
    x: float,
    y: float,
    *,
    name: str = "",
    anchor: str = "start",
    shift: float = 0.0,
) -> Markup:
    """Words at ``x`` percent and ``y`` pixels; ``anchor`` is ``start``, ``middle`` or ``end``."""
    return Markup(
        '<text x="{:.2f}%" y="{:.1f}" dx="{:.1f}" text-anchor="{}" class="{}">{}</text>'
    ).format(x, y, shift, anchor, name, words if isinstance(words, Markup) else line(words))


def beside(parts: Iterable[str]) -> Markup:
    """Words for :func:`text`, parted by dots; what reads right to left does not turn the others."""
    apart = [Markup('<tspan class="apart">{}</tspan>').format(line(p)) for p in parts if p]
    return Markup(" · ").join(apart)


def stroke(
    x1: float, y1: float, x2: float, y2: float, *, name: str = "axis", dash: str = ""
) -> Markup:
    """A line between two places (percent across, pixels down)."""
    dashed = Markup(' stroke-dasharray="{}"').format(dash) if dash else Markup("")
    return Markup('<line x1="{:.2f}%" y1="{:.1f}" x2="{:.2f}%" y2="{:.1f}" class="{}"{}/>').format(
        x1, y1, x2, y2, name, dashed
    )


def drawing(
    parts: Iterable[Markup], *, key: str, height: float, title: str, described: str, name: str = ""
) -> Markup:
    """The whole drawing; ``title`` and ``described`` are what a screen reader says of it."""
    return Markup(
        '<svg class="chart {}" role="img" aria-labelledby="{}-t {}-d" width="100%" '
        'height="{:.0f}"><title id="{}-t">{}</title><desc id="{}-d">{}</desc>{}</svg>'
    ).format(name, key, key, height, key, line(title), key, line(described), Markup("").join(parts))


def cut(words: str, most: int) -> str:
    """The words, shortened with "…" where they have no room; the table beside has them whole.

    >>> cut("Vellmar Port Authority", 14), cut("Courier", 14)
    ('Vellmar Port…', 'Courier')
    """
    words = line(words)
    if len(words) <= most:
        return words
    return words[: most - 1].rstrip(" ,.") + "…"


def figure(value: float) -> str:
    """A number as read: no decimals where it has none.

    >>> figure(1200.0), figure(2.5)
    ('1,200', '2.5')
    """
    return f"{value:,.0f}" if value == int(value) else f"{value:,}"


def steps(low: float, high: float, most: int = 5) -> list[float]:
    """Round numbers from at or below ``low`` to at or above ``high``, evenly spaced, whole ones
    where ``high`` is whole.

    >>> steps(9, 14), steps(0, 3)
    ([9, 10, 11, 12, 13, 14], [0, 1, 2, 3])
    """
    span = max(high - low, 1)
    size = 10 ** math.floor(math.log10(span / most))
    step = next(s * size for s in (1, 2, 5, 10) if span / (s * size) <= most)
    if high == int(high):
        step = max(1, math.ceil(step))
    first = math.floor(low / step)
    return [round(i * step, 9) for i in range(first, math.ceil(high / step) + 1)]


_FIRST_YEAR, _LAST_YEAR = 1600, 2999


def moment(when: str | None) -> datetime | None:
    """The moment an ISO 8601 day or time names, in UTC; the start of an interval; None for less.

    None too for years that no news has: near the first and the last year dates cannot be reckoned.
    """
    try:
        found = datetime.fromisoformat((when or "").partition("/")[0].strip())
    except ValueError:
        return None
    if not _FIRST_YEAR <= found.year <= _LAST_YEAR:
        return None
    return found.replace(tzinfo=UTC) if found.tzinfo is None else found.astimezone(UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Scale:
    """Values of a domain as places of a range; a domain of one value stands in the middle."""

    low: float
    high: float
    start: float
    end: float

    def at(self, value: float) -> float:
        """The place of the value; values out of the domain stand at its ends."""
        if self.high <= self.low:
            return (self.start + self.end) / 2
        share = (min(max(value, self.low), self.high) - self.low) / (self.high - self.low)
        return self.start + share * (self.end - self.start)


def days(moments: Sequence[datetime], most: int = 5) -> list[tuple[datetime, str]]:
    """The ticks of a time axis from the first moment to the last: places, and what they are called.

    Within two days the hours are named, in UTC; beyond a year the months.
    """
    first, last = min(moments), max(moments)
    span = last - first
    if span <= timedelta(hours=1):
        return [(first, f"{first.day} {first:%b %Y}")]
    if span <= timedelta(days=2):
        size = max(1, math.ceil(span / timedelta(hours=1) / most))
        at = first.replace(minute=0, second=0, microsecond=0) + timedelta(hours=1)
        step, form = timedelta(hours=size), "{0:%H:%M}"
    else:
        size = max(1, math.ceil(span / timedelta(days=1) / most))
        at = first.replace(hour=0, minute=0, second=0, microsecond=0)
        step = timedelta(days=size)
        form = "{0.day} {0:%b}" if span < timedelta(days=300) else "{0:%b %Y}"
    found: list[tuple[datetime, str]] = []
    while at <= last:
        if at >= first:
            # Hours need their day once, and again where it changes.
            dated = "H" in form and (not found or found[-1][0].date() != at.date())
            day = f"{at.day} {at:%b} " if dated else ""
            found.append((at, day + form.format(at) + (" UTC" if dated and not found else "")))
        at += step
    return found


def legend(names: Sequence[tuple[int, str]]) -> Markup:
    """The key to the marks of a drawing: each shape with what it stands for."""
    rows = [
        Markup(
            '<li><svg class="swatch" width="16" height="16" viewBox="-8 -8 16 16" '
            'aria-hidden="true">{}</svg> <bdi>{}</bdi></li>'
        ).format(shape(index), escape(line(name)))
        for index, name in names
    ]
    return Markup('<ul class="legend">{}</ul>').format(Markup("").join(rows))
