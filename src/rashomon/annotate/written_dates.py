"""Dates as the calendar writes them: days, months, years, decades, feasts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta

from rashomon.annotate.time_words import TimeWords, Unit, has_digit, interval, iso, month, tense
from rashomon.parse import Piece

_MONTHS = "January February March April May June July August September October November December"
_MONTH_OF = {name.lower()[:3]: n for n, name in enumerate(_MONTHS.split(), 1)}
_ABBREVIATED = "Jan Feb Mar Apr May Jun Jul Aug Sept? Oct Nov Dec"


def _month(name: str) -> str:
    return rf"(?P<{name}>(?:{'|'.join(_MONTHS.split())}|(?:{'|'.join(_ABBREVIATED.split())})\b\.?))"


_Y = r"(?P<year>(?:1[89]|20)\d\d)"
_D, _D2 = (rf"(?P<{name}>[0-3]?\d)(?:st|nd|rd|th)?" for name in ("day", "day2"))
_TO = r"(?P<to>\s?[-–—]\s?| (?:to|through|until|till|and) )"
_BEFORE = r"(?<![\w.,:$£€/-])"
_YEAR_AFTER = rf"(?:(?:,? (?:of |in )?{_Y}|,? (?P<which>last|this|next) year)\b(?![-–]\d))?"
_UNITS = r"(?! (?:per ?cent|%|miles|km|people|years?|Street|Avenue|Road)\b)"
_DAY_FORMS = (
    re.compile(r"(?<![\w-])(?P<year>(?:1[89]|20)\d\d)-(?P<month>[01]\d)-(?P<day>[0-3]\d)(?![\d-])"),
    re.compile(rf"{_BEFORE}{_D}(?:{_TO}{_D2})?(?: of)? {_month('month')}(?!\w){_YEAR_AFTER}"),
    re.compile(
        rf"\b{_month('month')} {_D}(?:{_TO}{_D2}(?![.:,]?\d))?(?![.:,]?\d)(?![\w-]){_UNITS}"
        rf"{_YEAR_AFTER}"
    ),
)
_MONTH_FORM = re.compile(rf"(?<!\d )\b{_month('month')}(?:,? | of |,? in ){_Y}\b(?![-–]\d)")
_NUMERIC = re.compile(
    r"(?<![\w./:$-])(?P<a>[0-3]?\d)(?P<sep>[-/.])(?P<b>[0-3]?\d)(?P=sep)(?P<year>(?:1[89]|20)\d\d|\d\d)"
    r"(?![\w/:-]|\.\d)"
)
_MONTH_ALONE = re.compile(
    r"\b(?P<lead>(?i:in|since|until|till|during|through|this|last|next|early|mid|late|end|beginning|start|middle|by|of|from"
    r"|before|after|around|an?|the))(?P<gap> in | of | |-)"
    rf"(?P<month>{'|'.join(_MONTHS.split())})\b(?!['’]s? [A-Z]| (?:\d|Street|Road|Avenue|Madness))"
)
_MONTHS_RANGE = re.compile(
    rf"\b(?:[Ff]rom|[Bb]etween) {_month('month')} (?:to|and|through|until|till) {_month('month2')}"
    rf"(?! \d\d?\b)(?:,? (?:of )?{_Y}\b)?"
)
_PARTS = frozenset({"early", "mid", "late", "end", "beginning", "start", "middle"})
_NAMES_OF_PEOPLE = frozenset({"March", "April", "May", "June", "August"})
_YEARS = re.compile(
    r"(?<![\w.,$£€/:-])(?P<first>(?:1[89]|20)\d\d)"
    r"(?P<to>[-–—/]| [-–—] | (?:to|through|until|till|and) )"
    r"(?P<last>(?:1[89]|20)\d\d|\d\d)\b(?![-–/.,]?\d)(?!['’]?s\b)"
)
_LOWER, _CAPITAL = re.compile(" [a-z]{4}"), re.compile(" [A-Z]")
_YEAR_ALONE = re.compile(
    r"\b(?P<lead>(?i:in|since|by|until|till|during|throughout|through|of|from|before|after|for"
    r"|around|than|early|mid|late|the year|summer|winter|spring|autumn|fall))[ -]"
    r"(?P<year>(?:1[89]|20)\d\d)"
    r"\b(?![-–/.,:]?\d)(?!['’]s\b)"
)
_STREET = re.compile(
    r" (?:bl(?:oc)?ks?\b|[NSEW]\.? [A-Z]|(?:[A-Z0-9][\w.]* ){1,3}?"
    r"(?:St|Street|Ave|Avenue|R(?:oa)?d|Dr|Drive|L(?:ane|n)|Blvd|Boulevard|Way|C(?:our)?t|Place)\b)"
)
_YEAR_OF = re.compile(
    r"\b(?:the|a|his|her|their|its|this|that) (?P<year>(?:1[89]|20)\d\d)(?= (?P<noun>[a-z]{3,}))"
)
_YEAR_MORE = re.compile(r"(?:, and |, or |, | and | or )(?P<year>(?:1[89]|20)\d\d)\b(?![-–/.,]?\d)")
_COUNTED = frozenset(
    "block blocks metre metres meter meters foot feet mile miles yard yards".split()
)
_MANY = frozenset("elections protests attacks games riots talks bombings shootings".split())
_DECADE = re.compile(r"(?<!\w)(?P<long>(?:1[89]|20)\d0)['’]?s\b|['‘’](?P<short>[4-9]0)['’]?s\b")
_FEASTS = {
    "new year's day": (1, 1), "valentine's day": (2, 14), "st. patrick's day": (3, 17),
    "fourth of july": (7, 4), "july fourth": (7, 4), "halloween": (10, 31),
    "veterans day": (11, 11), "christmas eve": (12, 24), "christmas day": (12, 25),
    "boxing day": (12, 26), "new year's eve": (12, 31),
}  # fmt: skip
_MOVING = {  # month, weekday, which of the month (-1: the last)
    "martin luther king jr. day": (1, 0, 3), "mother's day": (5, 6, 2), "memorial day": (5, 0, -1),
    "father's day": (6, 6, 3), "labor day": (9, 0, 1), "thanksgiving": (11, 3, 4),
}  # fmt: skip
_FEAST_NAMES = "|".join(map(re.escape, (*_FEASTS, *_MOVING))).replace("'", "['’]")
_FEAST = re.compile(
    rf"\b(?-i:(?=[A-Z]))(?P<name>{_FEAST_NAMES})\b(?: Day)?(?! weekend)",
    re.IGNORECASE,
)
# What a paragraph must have for the patterns above, which begin with words that are everywhere.
_HAS_MONTH = re.compile("|".join(n[:3] for n in _MONTHS.split()))
_HAS_FEAST = re.compile(r"Day\b|July|Eve\b|Halloween|Thanksgiving")
_NEAR_DAYS = 120
_PAST = re.compile(r"\b(?:past|last) $")
_YEAR_NEAR = re.compile(r"(?<!since )\b(?:1[89]|20)\d\d\b")
_LOOK_BACK = 160  # code points in which another year tells that the story stands elsewhere
_ATTACKS = re.compile(r",? (?:terror|attack)")


def find(piece: Piece, text: str, base: date | None) -> list[TimeWords]:
    """The written dates of a paragraph; may overlap, longer ones are the fuller readings.

    ``text`` is the paragraph's, which spaCy puts together anew each time it is asked.
    """
    found: list[TimeWords] = []
    named = _HAS_MONTH.search(text) is not None
    if has_digit(text):
        for form in _DAY_FORMS[: None if named else 1]:
            for match in form.finditer(text):
                found += _day(piece, match, base)
        found += [w for m in _NUMERIC.finditer(text) if (w := _numeric(m, base))]
        found += [
            _words(m, m.start(), m.end(), f"{m['year']}-{_number(m['month']):02}", "month")
            for m in (_MONTH_FORM.finditer(text) if named else ())
        ]
        found += _years(piece, text)
        for match in _DECADE.finditer(text):
            first = int(match["long"] or f"19{match['short']}")
            found.append(_words(match, *match.span(), f"{first}/{first + 9}", "stretch"))
    if named:
        found += map(_months, _MONTHS_RANGE.finditer(text))
        found += [w for m in _MONTH_ALONE.finditer(text) if (w := _month_alone(piece, m, base))]
    if _HAS_FEAST.search(text):
        found += [w for m in _FEAST.finditer(text) if (w := _feast(piece, m, base))]
    return found


def _words(
    match: re.Match[str], start: int, end: int, when: str | None, unit: Unit,
    month_day: tuple[int, int] | None = None,
) -> TimeWords:  # fmt: skip
    return TimeWords(start=start, end=end, when=when, unit=unit, month_day=month_day)


def _number(name: str) -> int:
    return int(name) if name.isdigit() else _MONTH_OF[name.lower()[:3]]


def _day(piece: Piece, match: re.Match[str], base: date | None) -> Iterator[TimeWords]:
    parts = match.groupdict()
    number, day = _number(parts["month"]), int(parts["day"])
    last = int(parts["day2"]) if parts.get("day2") else None
    if iso(2024, number, day) is None or (last is not None and iso(2024, number, last) is None):
        return
    year = int(parts["year"]) if parts["year"] else None
    if parts.get("which") and base is not None:
        year = base.year + {"last": -1, "this": 0, "next": 1}[parts["which"]]
    elif parts.get("which"):
        yield _words(match, *match.span(), None, "open")
        return
    if year is not None:
        first = iso(year, number, day)
        if first is None:
            return
    elif (number, day) == (9, 11) and _ATTACKS.match(match.string, match.end()):
        first = None  # those of 2001, in most that is written, but not in all
    else:
        first = _near(piece, match, base, number, day)
    if last is None:
        known = (number, day) if year is None else None
        yield _words(match, *match.span(), first, "day", known)
        return
    whole = interval(first, first and iso(int(first[:4]), number, last))
    if parts["to"].strip() == "and" and last - day > 1 and not _between(match):
        whole = None  # two days, not the days from one to the other
    yield _words(match, *match.span(), whole, "stretch")


def _between(match: re.Match[str]) -> bool:
    return match.string[max(0, match.start() - 8) : match.start()].lower() == "between "


def _near(
    piece: Piece, match: re.Match[str], base: date | None, number: int, day: int
) -> str | None:
    """The day without a year: the one that the tense points to, or the nearest if it is near."""
    if base is None:
        return None
    years = (base.year - 1, base.year, base.year + 1)
    days = [d for y in years if (d := iso(y, number, day))]
    if not days:
        return None
    if _PAST.search(match.string, max(0, match.start() - 6), match.start()):
        return max((d for d in days if d < base.isoformat()), default=None)
    told = tense(piece, match.start("day"))
    nearest = min(days, key=lambda d: abs((date.fromisoformat(d) - base).days))
    away = (date.fromisoformat(nearest) - base).days
    if _elsewhere(match.string, match.start(), base):
        return None
    if told == "past" and away > 1:
        # Half a year away last year's and this year's day are as likely, but for the tense.
        past = [d for d in days if d <= base.isoformat()]
        return past[-1] if past and (base - date.fromisoformat(past[-1])).days <= 330 else None
    if told == "past" or abs(away) <= _NEAR_DAYS:
        return nearest
    return None


def _elsewhere(text: str, at: int, base: date) -> bool:
    """Whether the nearest year before the words is long past: then the story stands there."""
    years = _YEAR_NEAR.findall(text, max(0, at - _LOOK_BACK), at)
    return bool(years) and not base.year - 1 <= int(years[-1]) <= base.year + 1


def _numeric(match: re.Match[str], base: date | None) -> TimeWords | None:
    year = int(match["year"])
    if len(match["year"]) == 2:
        if match["sep"] == ".":
            return None  # a version, a paragraph's number
        year += 2000
        if year > (base.year + 2 if base else 2040):
            return None
    a, b = int(match["a"]), int(match["b"])
    day_first, month_first = iso(year, b, a), iso(year, a, b)
    if match["sep"] == ".":
        month_first = None  # with full stops the day stands first wherever dates are so written
    readings = {d for d in (day_first, month_first) if d}
    if not readings:
        return None
    when = readings.pop() if len(readings) == 1 else None
    if base is not None and readings and when is None:
        away = sorted(
            (abs((date.fromisoformat(d) - base).days), d) for d in (day_first, month_first) if d
        )
        # A date within days of publication is that of the news, if the other is far from it.
        near, far = away[0][0], away[1][0]
        when = away[0][1] if (near <= 1 and far >= 7) or (near <= 7 and far >= 28) else None
    return _words(match, *match.span(), when, "day")


def _years(piece: Piece, text: str) -> Iterator[TimeWords]:
    for match in _YEARS.finditer(text):
        first, last, to = match["first"], match["last"], match["to"]
        if len(last) == 2:
            if " " in to or not int(first[2:]) < int(last) <= int(first[2:]) + 20:
                continue
            last = first[:2] + last
        if (to.strip() == "and" and not _between(match)) or _counts(piece, text, match.end()):
            continue
        if whole := interval(first, last):
            yield _words(match, *match.span(), whole, "stretch")
    alone = [m for form in (_YEAR_ALONE, _YEAR_OF) for m in form.finditer(text)]
    for match in alone:
        start, end = match.span("year")
        noun = match.groupdict().get("noun")
        if noun is None and _counts(piece, text, end):
            continue
        if noun is not None and not _dates_noun(piece, match, noun):
            continue
        yield _words(match, start, end, match["year"], "year")
        while noun is None and (more := _YEAR_MORE.match(text, end)):
            start, end = more.span("year")
            if _counts(piece, text, end):
                break
            yield _words(more, start, end, more["year"], "year")


def _counts(piece: Piece, text: str, end: int) -> bool:
    """Whether the number that ends there counts what follows: "2000 people"."""
    tokens = piece.doc.char_span(end - 1, end, alignment_mode="expand")
    if tokens is None or _STREET.match(text, end):
        return tokens is not None
    token = tokens[0]
    follows = piece.doc[token.i + 1] if token.i + 1 < len(piece.doc) else None
    if follows is None:
        return False
    return follows.lower_ in _COUNTED or (
        token.dep_ == "nummod" and token.head.i > token.i and token.head.tag_ == "NNS"
    )


def _dates_noun(piece: Piece, match: re.Match[str], noun: str) -> bool:
    """Whether "the 2009 shooting" dates the noun: one thing, and none that is numbered so."""
    if noun in _COUNTED or match["year"].endswith("00"):
        return False
    tokens = piece.doc.char_span(*match.span("noun"), alignment_mode="expand")
    return noun in _MANY or (tokens is not None and tokens[0].tag_ in {"NN", "JJ"})


def _months(match: re.Match[str]) -> TimeWords:
    first, last = _number(match["month"]), _number(match["month2"])
    if not match["year"]:
        return _words(match, *match.span(), None, "stretch")
    end = int(match["year"])
    whole = interval(f"{end - (first > last)}-{first:02}", f"{end}-{last:02}")
    return _words(match, *match.span(), whole, "stretch")


def _month_alone(piece: Piece, match: re.Match[str], base: date | None) -> TimeWords | None:
    name, lead = match["month"], match["lead"].lower()
    text = match.string
    if match["gap"].strip() in {"in", "of"} and lead not in _PARTS:
        return None
    if match["gap"] != " of " and lead in {"end", "beginning", "start", "middle"}:
        return None
    if name in _NAMES_OF_PEOPLE:
        if _CAPITAL.match(text, match.end()):
            return None
        if lead in {"by", "of", "from", "before", "after", "around"}:
            return None
    if lead in {"by", "of", "after"} and _CAPITAL.match(text, match.end()):
        return None
    if lead in {"a", "an", "the"} and not re.match(
        r" [a-z]{4}", text[match.end() : match.end() + 5]
    ):
        return None  # "a February report" is dated, "the March" is not
    start = match.start("month")
    if lead in {"last", "this", "next"}:
        start = match.start()
    when = None
    if base is not None and not _elsewhere(text, match.start(), base):
        back = (base.month - _number(name)) % 12
        told = tense(piece, match.start("month"))
        if lead == "last" and back == 0:
            when = month(base, -12)
        elif lead == "this" or (lead != "next" and back == 0):
            # "This May", said in March, is to come.
            when = month(
                base, -back if back <= 6 and told != "future" else 12 - back if back else 0
            )
        elif lead in {"last", "since"} or (told == "past" and lead != "next"):
            when = month(base, -back)
        elif told == "future" or lead in {"next", "until", "by"}:
            when = month(base, 12 - back) if lead != "next" or back else None
        elif back <= 4:
            when = month(base, -back)
    return _words(match, start, match.end(), when, "month")


def _feast(piece: Piece, match: re.Match[str], base: date | None) -> TimeWords | None:
    name = match["name"].lower().replace("’", "'")
    when = None
    if base is not None:
        days = [
            d
            for y in (base.year - 1, base.year, base.year + 1)
            if 1 < y < 9999 and (d := _feast_day(name, y))
        ]
        near = min(days, key=lambda d: abs((date.fromisoformat(d) - base).days), default=None)
        if near and abs((date.fromisoformat(near) - base).days) <= _NEAR_DAYS:
            when = near
    return _words(match, *match.span(), when, "day")


def _feast_day(name: str, year: int) -> str | None:
    if name in _FEASTS:
        return iso(year, *_FEASTS[name])
    number, weekday, which = _MOVING[name]
    if which < 0:
        last = date(year + number // 12, number % 12 + 1, 1) - timedelta(days=1)
        return (last - timedelta(days=(last.weekday() - weekday) % 7)).isoformat()
    first = date(year, number, 1)
    return (first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (which - 1))).isoformat()
