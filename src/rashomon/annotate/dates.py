"""Dates in one parsed paragraph, resolved against the publication date.

Own rules for the forms news uses. Tried before (DESIGN.md, section 6): ``search_dates`` of
dateparser reads "may march" as dates and puts "Friday" on a Friday a week early. What a rule does
not surely resolve stays relative: its date is None.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from rashomon.annotate.parse import Piece
from rashomon.model import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundDate:
    """A date expression; ``when`` is ISO 8601 (a day, a month, a year) or None: left relative."""

    span: Span
    when: str | None


_MONTHS = "January February March April May June July August September October November December"
_MONTH_OF = {name.lower()[:3]: n for n, name in enumerate(_MONTHS.split(), 1)}
_WEEKDAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
_M = (
    r"(?P<month>Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?|July?"
    r"|Aug(?:ust|\.)?|Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)"
)
_Y = r"(?P<year>(?:1[89]|20)\d\d)"
_D = r"(?P<day>[0-3]?\d)(?:st|nd|rd|th)?"
_FORMS = (
    re.compile(r"\b(?P<year>(?:1[89]|20)\d\d)-(?P<month>[01]\d)-(?P<day>[0-3]\d)\b"),
    re.compile(rf"\b{_D}(?: of)? {_M}\b(?:,? {_Y}\b)?"),
    re.compile(rf"\b{_M} {_D}\b(?![\d:.,]*\d)(?:,? {_Y}\b)?(?! (?:per ?cent|%|miles|km|people))"),
    re.compile(rf"\b{_M} {_D}, {_Y}\b"),
    re.compile(rf"\b{_M},? {_Y}\b"),
    re.compile(r"\b(?P<a>[0-3]?\d)/(?P<b>[0-3]?\d)/(?P<year>(?:1[89]|20)\d\d)\b"),
    re.compile(rf"\b(?:in|since|by|until|during|of|from|before|after|early|late) {_Y}\b(?![-–]\d)"),
)
_WEEKDAY = re.compile(
    rf"\b(?:(?P<which>[Ll]ast|[Nn]ext|[Tt]his|[Oo]n) )?(?:the )?(?P<name>{'|'.join(_WEEKDAYS)})\b"
)
_DAY_WORD = re.compile(r"\b(?P<word>[Yy]esterday|[Tt]oday|[Tt]omorrow|[Tt]onight)\b")
_AGO = re.compile(
    r"\b(?P<n>\d{1,3}|a|one|two|three|four|five|six|seven|ten) days? ago\b", re.IGNORECASE
)
_SMALL = {"a": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7,
          "ten": 10}  # fmt: skip
_RELATIVE = re.compile(
    r"\b(?:(?:[Ll]ast|[Nn]ext|[Tt]his) (?:week|month|year|weekend|night|summer|winter|spring"
    r"|autumn)"
    r"|(?:[Tt]he )?(?:previous|following|same|next) day"
    r"|(?:a|one|two|three|several|\d+) (?:day|week|month|year)s? (?:ago|earlier|later|before"
    r"|after))\b"
)
_NEAR_DAYS = 120
_PAST = frozenset({"was", "were", "had", "did", "has", "have"})
_FUTURE = frozenset({"will", "wo", "'ll", "’ll", "shall", "would"})


def find(piece: Piece, published: str | None) -> tuple[FoundDate, ...]:
    """The date expressions of a paragraph, in order; spans are code points of the article.

    ``published`` is the article's ISO 8601 date; without it a weekday, "yesterday" and a day
    without a year stay relative.
    """
    text, base = piece.doc.text, _base(published)
    found: dict[tuple[int, int], str | None] = {}
    taken: list[tuple[int, int]] = []

    def free(start: int, end: int) -> bool:
        return all(end <= s or e <= start for s, e in taken)

    def add(start: int, end: int, when: str | None) -> None:
        taken.append((start, end))
        found[start, end] = when

    if any(c.isdigit() for c in text):
        for form in _FORMS:
            for match in form.finditer(text):
                start = match.start("year") if form is _FORMS[-1] else match.start()
                if not free(start, match.end()):
                    continue
                when = _absolute(match, base)
                if when != "":
                    add(start, match.end(), when)
    for match in _AGO.finditer(text):
        if free(*match.span()):
            number = match["n"].lower()
            days = int(number) if number.isdigit() else _SMALL[number]
            add(*match.span(), _shift(base, -days))
    for match in _DAY_WORD.finditer(text):
        days = {"yesterday": -1, "tomorrow": 1}.get(match["word"].lower(), 0)
        add(*match.span(), _shift(base, days))
    for match in _WEEKDAY.finditer(text):
        if free(*match.span()):
            add(*match.span(), _weekday(piece, match, base))
    for match in _RELATIVE.finditer(text):
        if free(*match.span()):
            add(*match.span(), None)
    return tuple(
        FoundDate(span=Span(piece.start + start, piece.start + end), when=when)
        for (start, end), when in sorted(found.items())
    )


def _base(published: str | None) -> date | None:
    if not published:
        return None
    try:
        return date.fromisoformat(published[:10])
    except ValueError:
        return None


def _shift(base: date | None, days: int) -> str | None:
    if base is None:
        return None
    try:
        return (base + timedelta(days=days)).isoformat()
    except OverflowError:
        return None


def _absolute(match: re.Match[str], base: date | None) -> str | None:
    """The ISO date; None where the year cannot be told; "" where the words are no date."""
    parts = match.groupdict()
    year = int(parts["year"]) if parts.get("year") else None
    if "a" in parts:
        one, two = int(parts["a"]), int(parts["b"])
        if one <= 12 and two <= 12 and one != two:
            return None  # 03/04 is March or April: not guessed
        day, month = (one, two) if two <= 12 else (two, one)
        return _iso(year, month, day) or ""
    name = parts.get("month")
    if not name:
        return str(year)
    month = int(name) if name.isdigit() else _MONTH_OF[name.lower()[:3]]
    if not parts.get("day"):
        return f"{year}-{month:02}"
    day = int(parts["day"])
    if year is not None:
        return _iso(year, month, day) or ""
    if _iso(2024, month, day) is None:
        return ""
    if base is None:
        return None
    years = (base.year - 1, base.year, base.year + 1)
    days = [date(y, month, day) for y in years if _iso(y, month, day)]
    near = min(days, key=lambda d: abs((d - base).days), default=base)
    # Half a year away last year's and this year's day are as likely: not guessed.
    return near.isoformat() if days and abs((near - base).days) <= _NEAR_DAYS else None


def _iso(year: int | None, month: int, day: int) -> str | None:
    try:
        return date(year or 0, month, day).isoformat()
    except ValueError:
        return None


def _weekday(piece: Piece, match: re.Match[str], base: date | None) -> str | None:
    if base is None:
        return None
    which, number = (match["which"] or "").lower(), _WEEKDAYS.index(match["name"])
    back = (base.weekday() - number) % 7
    if which == "last":
        return _shift(base, -(back or 7))
    if which == "next":
        # Next week's, or the coming one: two readings.
        return None
    tense = _tense(piece, match.start("name"))
    if tense == "past":
        return _shift(base, -back)
    if tense == "future":
        return _shift(base, (7 - back) % 7)
    return None


def _tense(piece: Piece, at: int) -> str | None:
    """Whether the verb that a word belongs to tells of the past or the future; None if neither."""
    tokens = piece.doc.char_span(at, at + 1, alignment_mode="expand")
    if tokens is None:
        return None
    for token in tokens[0].ancestors:
        if token.pos_ not in {"VERB", "AUX"}:
            continue
        helpers = [c.lower_ for c in token.children if c.dep_ in {"aux", "auxpass"}]
        if token.lower_ in _FUTURE or any(h in _FUTURE for h in helpers):
            return "future"
        if token.tag_ == "VBD" or any(
            h in {"was", "were", "had", "did", "has", "have"} for h in helpers
        ):
            return "past"
        if token.tag_ in {"VBG", "VBN"}:
            continue
        return None
    return None
