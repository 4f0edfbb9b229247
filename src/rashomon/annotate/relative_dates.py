"""Dates that count from the day of publication, or from another date of the sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from rashomon.annotate.time_words import (
    APPOINTMENTS,
    TimeWords,
    Unit,
    has_part,
    interval,
    month,
    shift,
    tense,
    week,
    year,
)
from rashomon.parse import Piece

WEEKDAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
_PARTS = r"(?P<part>morning|afternoon|evening|night)"
_WEEKDAY = re.compile(
    r"\b(?:(?:[Ee]arly|[Ll]ate|[Ee]arlier|[Ll]ater) )?(?:[Oo]n )?"
    r"(?:(?P<which>(?i:this past|this coming|the following|the previous|the next|last|next|this"
    r"|past|coming|every|each|an?|one|any|some|that|the)) )?(?:(?:early|late) )?"
    rf"(?P<name>{'|'.join(WEEKDAYS)})(?P<many>s?)\b(?:,? {_PARTS}(?!s)\b)?"
    r"(?:,? (?:of )?(?P<week>last|this|next) week\b)?"
)
_NO_WEEKDAY = re.compile(
    r"(?:['’]s)? (?:newspapers?|papers?|prayers?|Times|Mail|Telegraph|Mirror|Express|Herald|Post"
    r"|School|Mass|Night Live)\b"
)
_OWNS = re.compile(r"['’]s (?P<noun>\w+)")
_APART = re.compile(r" (?:before|after|following|when|that|of|in)\b")
_ATTRIBUTE = re.compile(r" [a-z]{3}")
_NAMED_DAY = re.compile(r"\b(?:Good|Black|Super|Ash|Palm|Bloody|Easter|Cyber|Holy) $")
_DAY_WORD = re.compile(
    r"\b(?P<word>[Dd]ay before yesterday|[Dd]ay after tomorrow|[Yy]esterday|[Tt]oday|[Tt]omorrow"
    rf"|[Tt]onight)\b(?: {_PARTS}\b)?"
)
_DAYS = {"day before yesterday": -2, "yesterday": -1, "tomorrow": 1, "day after tomorrow": 2}
_PART_OF_DAY = re.compile(
    r"\b(?:(?:[Ee]arly|[Ll]ate|[Ee]arlier|[Ll]ater) )?"
    r"(?:(?P<which>[Tt]his) (?P<part>morning|afternoon|evening)|[Ll]ast (?P<last>night))\b"
)
_SPELLED = {
    n: i
    for i, n in enumerate(
        "one two three four five six seven eight nine ten eleven twelve".split(), 1
    )
}
_N = rf"(?P<n>\d{{1,3}}|an?|{'|'.join(_SPELLED)}|several|(?:a )?few|(?:a )?couple(?: of)?|many)"
_ROUGH = (
    r"(?P<rough>(?i:about|around|like|some|almost|nearly|roughly|approximately|over|under|just over"
    r"|just under|more than|less than|at least|up to|or|to|and|maybe|perhaps|barely|exactly)"
    r"(?: the last| a)? |\d[ ./–-])?"
)
_AGO = re.compile(
    rf"(?<![\w.,/$-]){_ROUGH}{_N} (?P<unit>minute|hour|day|week|month|year|decade|centur)"
    r"(?:s|y|ies)? ago\b",
    re.IGNORECASE,
)
_AFTER = re.compile(
    rf"(?<![\w.,/$-])(?:{_ROUGH}{_N} (?P<unit>day|week|month|year)s?"
    r" (?P<way>earlier|later|before|after(?:wards?)?|prior)"
    r"|the (?P<next>previous|following|next|same) (?P<unit2>day|night|morning|afternoon|evening"
    r"|week|month|year)|the day (?P<day>before|after))\b",
    re.IGNORECASE,
)
_UNIT = re.compile(
    r"\b(?P<the>[Tt]he |[Ii]n |[Oo]ver |[Ff]or |[Dd]uring )?"
    r"(?P<mod>(?:(?:[Ee]arli?er|[Ll]ater|[Ee]arly|[Ll]ate|[Mm]id|sometime) "
    r"|(?:end|start|beginning|middle) of )?)(?P<which>[Ll]ast|[Tt]his|[Nn]ext|[Pp]ast|[Cc]oming)"
    r" (?P<unit>week(?:end)?|month|year|spring|summer|autumn|fall|winter|decade|century)\b"
)
_WEEKEND = re.compile(r"\b(?:[Oo]ver|[Oo]n|[Dd]uring|at) the weekend\b")
# What a paragraph must have for the patterns above, which begin with words that are everywhere.
_HAS_DAY_WORD = re.compile("day|[Tt]o(?:morrow|night)")
_HAS_AFTER = re.compile(
    r"(?:[Dd]ay|week|month|year)s? (?:earlier|later|before|after|prior)"
    r"|(?:previous|following|next|same) "
)
_HAS_UNIT = re.compile(
    r"(?:ast|his|ext|oming) (?:week|month|year|spring|summer|autumn|fall|winter|decade|century)"
)
_SAYS = frozenset("say tell report announce write add state claim confirm post".split())


def find(piece: Piece, text: str, base: date | None) -> list[TimeWords]:
    """The relative dates of a paragraph; may overlap. None of them is resolved without ``base``."""
    found = list(_weekdays(piece, text, base)) if "day" in text else []
    words = _HAS_DAY_WORD.search(text)
    for match in _DAY_WORD.finditer(text) if words else ():
        if match["word"] == "Today" and text[: match.start()].endswith("USA "):
            continue
        when = shift(base, _DAYS.get(match["word"].lower(), 0))
        part = "night" if match["word"].lower() == "tonight" else match["part"]
        found.append(_words(match, when, "day", part=part))
    for match in _PART_OF_DAY.finditer(text) if has_part(text) else ():
        part = match["part"] or "night"
        found.append(_words(match, shift(base, -1 if match["last"] else 0), "day", part=part))
    if " ago" in text:
        found += [_ago(m, base) for m in _AGO.finditer(text)]
    if _HAS_AFTER.search(text):
        found += [_words(m, None, "open") for m in _AFTER.finditer(text)]
    if _HAS_UNIT.search(text):
        found += [_counted(piece, m, base) for m in _UNIT.finditer(text)]
    if "weekend" in text:
        found += [
            _words(m, _weekend(piece, m.end() - 1, base, "the"), "stretch")
            for m in _WEEKEND.finditer(text)
        ]
    return found


def anchored(piece: Piece, text: str, words: TimeWords, before: TimeWords) -> TimeWords:
    """ "The previous day", "three days later", counted from the one date before it, if it is plain.

    Plain is: ``before`` is the only dated day of the sentence, and it does not date a verb of
    saying ("said on Friday that he left two days later" counts from something else).
    """
    match = _AFTER.fullmatch(text, words.start, words.end)
    if (
        match is None
        or before is None
        or before.when is None
        or before.unit not in {"day", "moment"}
    ):
        return words
    unit = (match["unit"] or match["unit2"] or "day").lower()
    if unit not in {"day", "night", "morning", "afternoon", "evening"} or match["rough"]:
        return words
    way = (match["way"] or match["next"] or match["day"]).lower()
    count = _count(match["n"]) if match["n"] else 0 if way == "same" else 1
    back = way in {"earlier", "before", "prior", "previous"}
    follows = text[words.end : words.end + 2]
    if count is None or (way in {"before", "after"} and re.match(r" \w", follows)):
        return words
    if not back and _said(piece, before.start):
        return words
    day = shift(date.fromisoformat(before.when[:10]), -count if back else count)
    return TimeWords(start=words.start, end=words.end, when=day, unit="day")


def _words(
    match: re.Match[str],
    when: str | None,
    unit: Unit,
    *,
    start: int | None = None,
    part: str | None = None,
    weekday: int | None = None,
) -> TimeWords:
    start = match.start() if start is None else start
    return TimeWords(start=start, end=match.end(), when=when, unit=unit, part=part, weekday=weekday)


def _said(piece: Piece, at: int) -> bool:
    tokens = piece.doc.char_span(at, at + 1, alignment_mode="expand")
    above = next((t for t in tokens[0].ancestors if t.pos_ == "VERB"), None) if tokens else None
    return above is not None and above.lemma_ in _SAYS


def _count(word: str) -> int | None:
    word = word.lower()
    if word.isdigit():
        return int(word)
    return 1 if word in {"a", "an"} else _SPELLED.get(word)


def _ago(match: re.Match[str], base: date | None) -> TimeWords:
    count, unit = _count(match["n"]), match["unit"].lower()
    rough = (match["rough"] or "").strip().lower()
    start = match.start() if rough not in {"and", "or", "to", "some"} else match.start("n")
    # "Twenty years ago" is a round number, not a year.
    vague = count is None or bool(rough and rough != "exactly") or (count >= 10 and count % 10 == 0)
    if vague or count is None or unit in {"minute", "hour", "decade", "centur"}:
        return _words(match, None, "open", start=start)
    if unit == "day":
        return _words(match, shift(base, -count), "day", start=start)
    if unit == "week":
        return _words(match, week(base, -count), "week", start=start)
    if unit == "month":
        return _words(match, month(base, -count), "month", start=start)
    return _words(match, year(base, -count), "year", start=start)


def _counted(piece: Piece, match: re.Match[str], base: date | None) -> TimeWords:
    """ "Last week", "earlier this month", "next year"; "the last week" is a length, not a date."""
    which, unit = match["which"].lower(), match["unit"]
    start = match.start("mod")
    the = (match["the"] or "").strip().lower()
    if which in {"past", "coming"} or (the == "the" and which != "this"):
        return _words(match, None, "open", start=start)
    step = {"last": -1, "this": 0, "next": 1}[which]
    if unit == "weekend":
        return _words(
            match, _weekend(piece, match.start("unit"), base, which), "stretch", start=start
        )
    if unit == "week":
        return _words(match, week(base, step), "week", start=start)
    if unit == "month":
        return _words(match, month(base, step), "month", start=start)
    if unit == "year":
        return _words(match, year(base, step), "year", start=start)
    return _words(match, None, "open", start=start)


def _weekend(piece: Piece, at: int, base: date | None, which: str) -> str | None:
    """The Saturday and Sunday: within Monday to Friday "this" one is told by the tense."""
    if base is None:
        return None
    saturday = 5 - base.weekday()
    if base.weekday() >= 5:
        first = {"last": saturday - 7, "next": saturday + 7}.get(which, saturday)
    elif which == "last":
        first = saturday - 7
    elif which == "next":
        return None  # the coming one, or the one after it
    else:
        told = tense(piece, at)
        if told not in {"past", "future"}:
            return None
        first = saturday - 7 if told == "past" else saturday
    return interval(shift(base, first), shift(base, first + 1))


def _weekdays(piece: Piece, text: str, base: date | None) -> Iterator[TimeWords]:
    for match in _WEEKDAY.finditer(text):
        number, part = WEEKDAYS.index(match["name"]), match["part"]
        if _NO_WEEKDAY.match(text, match.end()):
            continue
        which = (match["which"] or "").lower()
        start = match.start()
        if which in {"a", "an", "the", "one", "some", "any", "each", "every"}:
            start = match.start("which")
        when = None
        after = _APART.match(text, match.end()) if which == "the" else None
        if which in {"a", "an"}:
            after = None if _ATTRIBUTE.match(text, match.end()) else match  # "a Friday shooting"
        loose = after is not None or which in {
            "one", "some", "any", "each", "every", "that", "the following", "the previous",
            "the next", "next",
        }  # fmt: skip
        if not (loose or match["many"] or _NAMED_DAY.search(text, max(0, start - 8), start)):
            when = _weekday(piece, match, base, number, which)
        many = bool(match["many"]) or loose
        yield _words(match, when, "open" if many else "day", start=start, part=part, weekday=number)


def _weekday(
    piece: Piece, match: re.Match[str], base: date | None, number: int, which: str
) -> str | None:
    if base is None:
        return None
    back = (base.weekday() - number) % 7
    if match["week"]:
        step = {"last": -7, "this": 0, "next": 7}[match["week"]]
        return shift(base, number - base.weekday() + step)
    if which in {"last", "past", "this past"}:
        return shift(base, -(back or 7))
    if which in {"coming", "this coming"}:
        return shift(base, 7 - back)
    told = tense(piece, match.start("name"))
    owned = _OWNS.match(match.string, match.end())
    if told == "noun" or (owned and owned["noun"].rstrip("s") not in APPOINTMENTS):
        told = "past"  # "will recover from Saturday's crash"
    if told == "past" or (told in {None, "present"} and back == 0):
        return shift(base, -back)
    if told == "future":
        return shift(base, (7 - back) % 7)
    if told == "verbless" and back <= 3:
        return shift(base, -back)  # headlines and captions show what has been
    if told == "planned" and back > 3:
        return shift(base, 7 - back)  # the one behind is further from the news than the one ahead
    return None
