"""Times of day: "at 11:15 am", "about 3 p.m.", "0300 GMT", "around midnight", "6-8 p.m."

The value is the time as written ("T15:00"); a zone beside it belongs to the words and is not
converted, because news gives local times of places it does not always name.
"""

from __future__ import annotations

import re
from dataclasses import replace

from rashomon.annotate.time_words import TimeWords, Unit, has_digit, has_part, interval

_ABOUT = (
    r"(?:(?:(?:at |until |till |by )?(?:about|around|approximately|roughly|nearly|almost|sometime"
    r"|shortly|just|soon|a little|right)(?: (?:after|before|past|at))? |(?:after|before|past) )?)"
)
_ZONE = (
    r"(?:\s?\(?(?:GMT|UTC|BST|CES?T|EES?T|[ECPM][SD]?T|AKDT|HST|IST|MSK|AES?T|KSA"
    r"|(?:[Ll]ocal|[A-Z][a-z]+(?: [A-Z][a-z]+)?) (?:[Ss]tandard |[Dd]aylight )?[Tt]ime)\b\)?)"
)
_PART = (
    r"(?:,? (?:in the (?:early |late )?(?P<part>morning|afternoon|evening)|(?P<night>at night)))"
)
_HALF = r"\s?(?P<half>[AaPp])(?:\.\s?[Mm]\b\.?|\s?[Mm]\b)"
_FIRST = r"(?:(?P<h1>\d{1,2})(?::(?P<m1>[0-5]\d))?\s?(?:[-–—]|to|and|until)\s?)?"
_TWELVE = re.compile(
    rf"(?<![\d.,:$£€-])(?:(?P<lead>[Bb]etween|[Ff]rom) )?{_ABOUT}{_FIRST}"
    rf"(?P<h>\d{{1,2}})(?:[:.]?(?P<m>[0-5]\d))?(?::[0-5]\d)?{_HALF}{_ZONE}?"
)
_COLON = re.compile(
    rf"(?<![\d.,:$£€-])(?P<about>{_ABOUT})(?P<h>[0-2]?\d):(?P<m>[0-5]\d)(?::[0-5]\d)?(?![\d:])"
    rf"(?P<hours> (?:hours|hrs)\b)?(?P<zone>{_ZONE})?{_PART}?"
)
_FOUR = re.compile(
    rf"(?<![\w.,:$£€-]){_ABOUT}(?P<h>[0-2]\d)[.]?(?P<m>[0-5]\d)(?: ?(?:hours|hrs|h)\b|{_ZONE})"
)
_OCLOCK = re.compile(
    rf"\b{_ABOUT}(?P<h>\d{{1,2}}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)"
    rf" o['’]?clock\b{_PART}?"
)
_BARE = re.compile(
    r"\b(?:at|[Aa]round|[Aa]bout|[Bb]y|until|before|after) (?P<h>\d{1,2})"
    r"(?= (?:this|last|yesterday|tomorrow|on|Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)\w*"
    r"(?: \w+day)? (?:morning|afternoon|evening|night)\b)"
)
_NAMED = re.compile(
    r"\b(?:(?:[Jj]ust|[Ss]hortly|[Ss]oon) )?(?:(?:at|[Aa]round|[Aa]bout|[Bb]y|[Bb]efore|[Aa]fter"
    r"|[Uu]ntil|past|[Ff]rom|to|near|since)"
    rf" )?(?:12 )?(?P<name>noon|midday|midnight)\b{_ZONE}?"
)
# What a paragraph must have for the patterns above, which begin with words that are everywhere.
_HAS_HALF = re.compile(r"\d\s?[AaPp]\.?\s?[Mm]\b")
_HAS_COLON = re.compile(r"\d:[0-5]\d")
_HAS_FOUR = re.compile(r"\d[0-5]\d ?\(?[A-Zhl]")
_HOURS = {
    name: n
    for n, name in enumerate(
        "one two three four five six seven eight nine ten eleven twelve".split(), 1
    )
}


def find(text: str) -> list[TimeWords]:
    """The times of day in a paragraph; may overlap.

    Where the half of the day is open ("10:30") the value is None and ``hours`` holds what was
    written: the part of the day beside it ("Monday night") may tell.
    """
    found: list[TimeWords] = []
    if "noon" in text or "mid" in text:
        for match in _NAMED.finditer(text):
            name = match["name"]
            if match.start("name") == match.start() and not text.startswith("12", match.start()):
                # "Noon" without a preposition is a time only beside a day; "midnight blue" is none.
                found.append(_words(match, None, hours=((0 if name == "midnight" else 12, 0),)))
            else:
                when = "T00:00" if name == "midnight" else "T12:00"
                found.append(_words(match, when))
    if "clock" in text:
        found += [w for m in _OCLOCK.finditer(text) if (w := _twelve_or_open(m))]
    if not has_digit(text):
        return found
    if _HAS_HALF.search(text):
        found += [w for m in _TWELVE.finditer(text) if (w := _of_half(m))]
    if _HAS_COLON.search(text):
        found += [w for m in _COLON.finditer(text) if (w := _of_colon(m))]
    if _HAS_FOUR.search(text):
        for match in _FOUR.finditer(text):
            if int(match["h"]) < 24:
                found.append(_words(match, f"T{match['h']}:{match['m']}"))
    if has_part(text):
        for match in _BARE.finditer(text):
            if 1 <= int(match["h"]) <= 12:
                found.append(_words(match, None, hours=((int(match["h"]), 0),)))
    return found


def halved(hours: tuple[tuple[int, int], ...], part: str | None) -> str | None:
    """The time that the hours mean in a part of the day; None where that is still open.

    >>> halved(((10, 30),), "night"), halved(((1, 0),), "night"), halved(((7, 45),), "morning")
    ('T22:30', None, 'T07:45')
    """
    if len(hours) != 1 or part is None:
        return None
    hour, minute = hours[0]
    if hour in {0, 12} or hour > 12:
        twelve = {"morning": "T00", "afternoon": "T12"}.get(part) if hour == 12 else None
        return f"{twelve}:{minute:02}" if twelve else None
    if part == "morning":
        return f"T{hour:02}:{minute:02}"
    # Eleven at night is before midnight, one at night after it, of which day is not told.
    if (part == "night" and hour < 5) or (part == "afternoon" and hour > 7):
        return None
    return f"T{hour + 12:02}:{minute:02}"


def _words(
    match: re.Match[str], when: str | None, hours: tuple[tuple[int, int], ...] = ()
) -> TimeWords:
    start, end = match.span()
    unit: Unit = "stretch" if when and "/" in when else "clock"
    return TimeWords(start=start, end=end, when=when, unit=unit, hours=hours)


def _of_half(match: re.Match[str]) -> TimeWords | None:
    hour, minute = int(match["h"]), int(match["m"] or 0)
    if not 1 <= hour <= 12:
        return None
    after = match["half"] in "Pp"
    when = _at(hour, minute, after=after)
    if not match["h1"]:
        lead = len(match["lead"]) + 1 if match["lead"] else 0  # it leads the range, if there is one
        return replace(_words(match, when), start=match.start() + lead)
    first_hour, first_minute = int(match["h1"]), int(match["m1"] or 0)
    if not 1 <= first_hour <= 12 or (" and " in match.group() and match["lead"] is None):
        return None
    first = _at(first_hour, first_minute, after=after)
    if first >= when:
        # "11 to 1 p.m." begins in the other half of the day.
        first = _at(first_hour, first_minute, after=not after)
    if first < when or not after:
        return _words(match, f"{first}/{when}")
    return None


def _at(hour: int, minute: int, *, after: bool) -> str:
    return f"T{hour % 12 + 12 * after:02}:{minute:02}"


def _of_colon(match: re.Match[str]) -> TimeWords | None:
    hour, minute = int(match["h"]), int(match["m"])
    if hour > 23:
        return None
    part = match["part"] or ("night" if match["night"] else None)
    told = match["hours"] or match["zone"] or hour > 12 or match["h"].startswith("0")
    when = f"T{hour:02}:{minute:02}" if told and not part else halved(((hour, minute),), part)
    return _words(match, when, hours=() if when else ((hour, minute),))


def _twelve_or_open(match: re.Match[str]) -> TimeWords | None:
    hour = int(match["h"]) if match["h"].isdigit() else _HOURS[match["h"].lower()]
    if not 1 <= hour <= 12:
        return None
    part = match["part"] or ("night" if match["night"] else None)
    when = halved(((hour, 0),), part)
    return _words(match, when, hours=() if when else ((hour, 0),))


def moments(day: str, times: str) -> str | None:
    """The times on a day: "T18:00/T20:00" on 2015-06-30 is both with the day."""
    first, _, last = times.partition("/")
    return interval(day + first, day + last) if last else day + first
