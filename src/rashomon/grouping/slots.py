"""When it happened and how old the people were, as far as an article's first words say."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

# What happened stands at the beginning; days further down are mostly those of the background.
_READ = 1200
MAX_DAYS = 3
"""How many days of an article are kept."""
# Older than this and the day is background of another year.
_YEAR = 366

_WEEKDAYS = {
    name: number
    for number, names in enumerate(
        ("monday mon", "tuesday tue tues", "wednesday wed", "thursday thu thur thurs",
         "friday fri", "saturday sat", "sunday sun")
    )
    for name in names.split()
}  # fmt: skip
_MONTHS = {
    name: number
    for number, names in enumerate(
        ("january jan", "february feb", "march mar", "april apr", "may", "june jun", "july jul",
         "august aug", "september sept sep", "october oct", "november nov", "december dec"),
        start=1,
    )
    for name in names.split()
}  # fmt: skip
_MONTH = "|".join(sorted(_MONTHS, key=len, reverse=True))
_WEEKDAY = "|".join(sorted(_WEEKDAYS, key=len, reverse=True))
_YEARS = r"(?:19|20)\d\d"
_MENTION = re.compile(
    rf"\b(?:(?P<month>{_MONTH})\.?\s+(?P<day>\d\d?)(?:st|nd|rd|th)?(?!\d|:|\.\d)"
    rf"(?:,?\s+(?P<year>{_YEARS}))?"
    rf"|(?P<day2>\d\d?)(?:st|nd|rd|th)?\s+(?:of\s+)?(?P<month2>{_MONTH})\b\.?"
    rf"(?:,?\s+(?P<year2>{_YEARS}))?"
    rf"|(?P<before>next|coming|every|each)?\s*\b(?P<weekday>{_WEEKDAY})\b(?P<plural>s\b)?"
    r"|(?P<relative>yesterday|today|tonight|overnight|last night"
    r"|this (?:morning|afternoon|evening)))",
    re.IGNORECASE,
)
_AGE = re.compile(
    r"\b(\d{1,3})[- ]years?[- ]old\b|,\s+(\d{1,2})(?=[,.;]\s)|\baged?\s+(\d{1,2})\b", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Slots:
    """What the beginning of one article says.

    ``days`` are the days it names, at most three, as ordinals, in the order of the text; they are
    found from the day of publication, and without one only where the year is written. ``calendar``
    are days with their month whatever the year ("3-2" is 2 March), ``said`` these and the names of
    weekdays. ``ages`` are in years.
    """

    days: tuple[int, ...]
    calendar: frozenset[str]
    said: frozenset[str]
    ages: frozenset[int]


def slots_of(text: str, published: date | None) -> Slots:
    """The days and ages that the first words of the text name.

    >>> slots_of("Ilsa Tormund, 34, fell on Sunday.", date(2031, 3, 4)).ages
    frozenset({34})
    """
    days: list[int] = []
    calendar: set[str] = set()
    weekdays: set[str] = set()
    for match in _MENTION.finditer(text, 0, _READ):
        found = _day(match, published)
        if match["month"] or match["month2"]:
            month, day = _month_and_day(match)
            if 1 <= day <= 31:
                calendar.add(f"{month}-{day}")
        elif match["weekday"]:
            weekdays.add(str(_WEEKDAYS[match["weekday"].casefold()]))
        if found is None or found.toordinal() in days:
            continue
        if published is not None and not -7 <= (published - found).days <= _YEAR:
            continue
        days.append(found.toordinal())
    ages = {int(next(a for a in m.groups() if a)) for m in _AGE.finditer(text, 0, 2 * _READ)}
    return Slots(
        days=tuple(days[:MAX_DAYS]),
        calendar=frozenset(calendar),
        said=frozenset(calendar | weekdays),
        ages=frozenset(a for a in ages if 0 < a < 110),
    )


def other_days(a: Slots, b: Slots) -> bool:
    """Whether two texts that are otherwise alike tell of different days.

    "Sunday" in a copy of "Sunday" is the same day however late the copy came.
    """
    if not a.said or not b.said or a.said & b.said:
        return False
    return not set(a.days) & set(b.days)


def _month_and_day(match: re.Match[str]) -> tuple[int, int]:
    name, day = (match["month"] or match["month2"]), (match["day"] or match["day2"])
    return _MONTHS[name.casefold()], int(day)


def _day(match: re.Match[str], published: date | None) -> date | None:
    if match["month"] or match["month2"]:
        month, day = _month_and_day(match)
        year = match["year"] or match["year2"]
        try:
            if year:
                return date(int(year), month, day)
            if published is None:
                return None
            found = date(published.year, month, day)
            # "On 30 December", in a report of 2 January.
            return found if (found - published).days <= 7 else date(published.year - 1, month, day)
        except ValueError:
            return None
    if published is None:
        return None
    if name := match["weekday"]:
        if match["plural"] or (match["before"] or "").casefold() in {
            "next",
            "coming",
            "every",
            "each",
        }:
            return None
        return published - timedelta(days=(published.weekday() - _WEEKDAYS[name.casefold()]) % 7)
    ago = match["relative"].casefold() in {"yesterday", "last night", "overnight"}
    return published - timedelta(days=int(ago))
