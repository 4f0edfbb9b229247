"""Dates and times in a text, resolved against the day of publication where that can be done surely.

``dateparser.search_dates`` reads the verb "may" and the noun "march" as dates, and puts "Friday" in
an article of a Friday a week early; here a weekday counts back from the publication date, that day
included, and forward where the verb is in the future. What cannot be surely resolved stays
relative: its value is None.

The parts: ``written_dates`` (12 March 2014), ``relative_dates`` (last Friday), ``clock`` (3 p.m.);
here they are put together where they stand together (3 p.m. last Friday, from March to May).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from rashomon.annotate import clock, relative_dates, written_dates
from rashomon.annotate.time_words import (
    TimeWords,
    Unit,
    day_of,
    interval,
    iso,
    keep_longest,
    shift,
)
from rashomon.model import Span
from rashomon.parse import Piece


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundDate:
    """Words that name a time; ``when`` is None where they are left relative, else ISO 8601.

    A day (2014-03-12), a week (2014-W11), a month, a year, a time of day (T11:15), a day with its
    time (2014-03-12T11:15), or an interval of these (2014-03-03/2014-03-05).
    """

    span: Span
    when: str | None


_WEEKDAY_GAP = re.compile(r",? (?:the )?")
_SHORT_WEEKDAY = re.compile(r"\b(?:Mon|Tues?|Weds?|Thu(?:rs?)?|Fri|Sat|Sun)\b\.?,? $")
_CLOCK_GAP = re.compile(r" ?,? ?(?:(?:at|from|by|on|of|-|–|\|) )?")
_TO = re.compile(r"\s?[-–—]\s?|,? (?:to|through|until|till|and) ")
_RANGE_BEFORE = re.compile(r"\b(?P<word>[Ff]rom|[Bb]etween) (?:the )?(?:on )?$")
_PART_BEFORE = re.compile(
    r"(?:(?:the )?(?:very )?(?:early|mid|late|earlier|later|middle|beginning|start|end|first half"
    r"|second half|spring|summer|autumn|fall|winter)(?: (?:of|in))?[ -](?:the )?)$",
    re.IGNORECASE,
)
_RANGES: tuple[set[str], ...] = (
    {"day"}, {"month"}, {"year"}, {"month", "year"}, {"clock"}, {"moment"}, {"clock", "moment"},
)  # fmt: skip
_GAP = 12  # code points between two expressions that can be one


def find(piece: Piece, published: str | None) -> tuple[FoundDate, ...]:
    """The expressions of dates and times of a paragraph, in order; spans are code points of the
    article.

    ``published`` is the article's ISO 8601 date; without it a weekday, "yesterday" and a day
    without a year stay relative.
    """
    base = day_of(published)
    text = piece.doc.text
    found = keep_longest(
        (
            *written_dates.find(piece, text, base),
            *relative_dates.find(piece, text, base),
            *clock.find(text),
        )
    )
    if not found:
        return ()
    found = [_whole(text, words) for words in found]
    found = _join(text, found, _weekday_and_date)
    found = _join(text, found, _day_and_clock)
    # A bare "10:30" that no part of the day made sure is a score or a verse as often as a time.
    found = [w for w in found if not (w.unit == "clock" and w.hours)]
    found = _anchored(piece, text, _join(text, found, _range))
    return tuple(
        FoundDate(span=Span(piece.start + w.start, piece.start + w.end), when=w.when) for w in found
    )


Rule = Callable[[str, TimeWords, TimeWords], TimeWords | None]


def _join(text: str, found: Sequence[TimeWords], rule: Rule) -> list[TimeWords]:
    """The expressions with neighbours put together where the rule makes one of the two."""
    joined: list[TimeWords] = []
    for words in found:
        near = bool(joined) and words.start - joined[-1].end <= _GAP
        whole = rule(text, joined[-1], words) if near else None
        if whole:
            joined[-1] = whole
        else:
            joined.append(words)
    return joined


def _whole(text: str, words: TimeWords) -> TimeWords:
    """With the part of the month or year, or the short weekday, that stands before it."""
    before = text[max(0, words.start - 30) : words.start]
    if words.unit == "day" and words.weekday is None:
        match = _SHORT_WEEKDAY.search(before)
    elif words.unit in {"month", "year", "stretch"}:
        match = _PART_BEFORE.search(before)
    else:
        match = None
    if match is None and words.unit == "stretch":
        match = _RANGE_BEFORE.search(before)
    return replace(words, start=words.start - len(match.group())) if match else words


def _weekday_and_date(text: str, a: TimeWords, b: TimeWords) -> TimeWords | None:
    """ "Friday, March 12": the date, in the year in which it falls on that day of the week."""
    if a.weekday is None or b.unit != "day" or b.weekday is not None or a.unit != "day":
        return None
    if not _WEEKDAY_GAP.fullmatch(text, a.end, b.start):
        return None
    when = b.when
    if when and b.month_day and date.fromisoformat(when).weekday() != a.weekday:
        near = (int(when[:4]) + n for n in (-1, 1))
        days = [d for y in near if 0 < y < 9999 and (d := iso(y, *b.month_day))]
        days = [d for d in days if date.fromisoformat(d).weekday() == a.weekday]
        when = days[0] if len(days) == 1 else None
    return replace(b, start=a.start, when=when, part=a.part)


def _day_and_clock(text: str, a: TimeWords, b: TimeWords) -> TimeWords | None:
    """ "3 p.m. on Friday", "Friday at 3 p.m.": the moment; open where the day or the half is."""
    day, time = (a, b) if a.unit == "day" else (b, a)
    if day.unit != "day" or not (time.unit == "clock" or (time.when or "").startswith("T")):
        return None
    if not _CLOCK_GAP.fullmatch(text, a.end, b.start):
        return None
    at = time.when
    if at is None:
        noon = time.hours == ((12, 0),) and "noon" in text[time.start : time.end]
        at = "T12:00" if noon else clock.halved(time.hours, day.part)
        if at is None and time.hours != ((0, 0),):
            return None
    elif "midnight" in (named := text[time.start : time.end].lower()):
        if "before" in named:
            return replace(day, start=a.start, end=b.end)  # that day's last minutes
        if "after" not in named and "past" not in named:
            at = None  # the night before that day, or the one after it
    elif "/" not in at and _against(at, day.part):
        at = None
    when = clock.moments(day.when, at) if day.when and at else None
    unit: Unit = "stretch" if time.unit == "stretch" else "moment"
    return TimeWords(start=a.start, end=b.end, when=when, unit=unit)


def _against(at: str, part: str | None) -> bool:
    """Whether the time lies outside the part of the day that stands beside it."""
    early = at < "T12"
    return (early and part in {"afternoon", "evening", "night"}) or (
        not early and part == "morning"
    )


def _range(text: str, a: TimeWords, b: TimeWords) -> TimeWords | None:
    """ "From March 28 to April 2, 2014", "between 9 p.m. Friday and noon Saturday"."""
    gap = _TO.fullmatch(text, a.end, b.start)
    if not gap or "open" in {a.unit, b.unit} or "stretch" in {a.unit, b.unit}:
        return None
    lead = _RANGE_BEFORE.search(text, max(0, a.start - 16), a.start)
    if gap.group().strip(" ,") == "and" and (lead is None or lead["word"].lower() == "from"):
        return None
    if {a.unit, b.unit} not in _RANGES:
        return None
    start = lead.start() if lead else a.start
    first, last = a.when, b.when
    if lead is None and a.weekday is not None and b.weekday is not None:
        first = None  # "Monday through Friday" is every week's
    elif a.month_day and b.when and not b.month_day and b.unit == "day":
        later = a.month_day > (int(b.when[5:7]), int(b.when[8:10]))
        first = iso(int(b.when[:4]) - later, *a.month_day)
    elif a.unit == "clock" and b.unit == "moment" and first and last:
        first = last[:10] + first
    elif a.unit == "moment" and b.unit == "clock" and first and last:
        night = last <= first[10:]
        last = (
            (shift(date.fromisoformat(first[:10]), 1) or "") + last if night else first[:10] + last
        )
    whole = interval(first, last)
    if {a.unit, b.unit} == {"clock"} and first and last:
        whole = f"{first}/{last}"  # over midnight too
    return TimeWords(start=start, end=b.end, when=whole, unit="stretch")


def _anchored(piece: Piece, text: str, found: list[TimeWords]) -> list[TimeWords]:
    """With "the previous day" counted from the one day of its sentence, where that is plain."""
    if not any(w.unit == "open" for w in found):
        return found
    sentences = [(s.start_char, s.end_char) for s in piece.doc.sents]
    result = []
    for words in found:
        if words.unit == "open":
            start, end = next(s for s in sentences if s[0] <= words.start < s[1])
            days = [w for w in found if start <= w.start < end and w.unit in {"day", "moment"}]
            if len(days) == 1 and days[0].start < words.start:
                words = relative_dates.anchored(piece, text, words, days[0])
        result.append(words)
    return result
