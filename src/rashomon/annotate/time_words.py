"""What the finders of dates share: words that name a time, their ISO values, their tense."""

from __future__ import annotations

import re
from bisect import bisect
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from rashomon.parse import Piece

Unit = Literal["day", "week", "month", "year", "stretch", "clock", "moment", "open"]
Tense = Literal["past", "present", "future", "planned", "noun", "verbless"]


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeWords:
    """Words of a paragraph that name a time; offsets are code points of the paragraph.

    ``unit`` is what the words name, resolved or not: a ``moment`` is a day with its clock time, a
    ``stretch`` an interval, ``open`` whatever has no value by itself ("three days later").
    """

    start: int
    end: int
    when: str | None
    unit: Unit
    month_day: tuple[int, int] | None = None
    """The month and day that were written, where the year beside them was not."""
    weekday: int | None = None
    """0 is Monday: the day's name, where it stands alone."""
    part: str | None = None
    """The part of the day: "morning", "afternoon", "evening", "night"."""
    hours: tuple[tuple[int, int], ...] = ()
    """Hour and minute of a clock time as written, where the half of the day is not told."""


_WILL = frozenset({"will", "wo", "'ll", "’ll", "shall"})
_DID = frozenset({"was", "were", "had", "did", "has", "have", "been"})
_IS = frozenset({"is", "are", "am", "'s", "’s", "be", "'re", "’re"})
_ARRANGED = frozenset(
    "schedule set expect plan slate postpone due hope aim intend prepare hold delay".split()
)
_SURELY_AHEAD = frozenset({"scheduled", "slated", "due", "upcoming"})
APPOINTMENTS = frozenset(
    "meeting hearing conference rally vigil trial funeral vote election talk summit service event"
    " ceremony visit debate concert march session arraignment appearance deadline".split()
)


_DIGIT = re.compile(r"\d")
_PART = re.compile("morning|afternoon|evening|night")


def has_digit(text: str) -> bool:
    """Whether a digit stands in the text."""
    return _DIGIT.search(text) is not None


def has_part(text: str) -> bool:
    """Whether a part of the day may be named in the text."""
    return _PART.search(text) is not None


def day_of(published: str | None) -> date | None:
    """The day of publication, or None where it is missing or no ISO date."""
    if not published:
        return None
    try:
        return date.fromisoformat(published[:10])
    except ValueError:
        return None


def shift(base: date | None, days: int) -> str | None:
    """The ISO day so many days on, or None past the ends of the calendar."""
    if base is None:
        return None
    try:
        return (base + timedelta(days=days)).isoformat()
    except OverflowError:
        return None


def week(base: date | None, weeks: int) -> str | None:
    """The ISO week so many weeks on ("2014-W11")."""
    day = shift(base, 7 * weeks)
    if day is None:
        return None
    year, number, _ = date.fromisoformat(day).isocalendar()
    return f"{year:04}-W{number:02}"


def month(base: date | None, months: int) -> str | None:
    """The ISO month so many months on ("2014-03")."""
    if base is None:
        return None
    year, number = divmod(12 * base.year + base.month - 1 + months, 12)
    return f"{year:04}-{number + 1:02}" if 1 <= year <= 9999 else None


def year(base: date | None, years: int) -> str | None:
    """The year so many years on ("2014")."""
    if base is None or not 1 <= base.year + years <= 9999:
        return None
    return f"{base.year + years:04}"


def iso(year: int, month: int, day: int) -> str | None:
    """The ISO day, or None where the calendar has none (31 February)."""
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None


def interval(first: str | None, last: str | None) -> str | None:
    """The ISO interval of two values, or None where one is open or the first is the later."""
    if first is None or last is None:
        return None
    shared = min(len(first), len(last))
    return f"{first}/{last}" if first[:shared] <= last[:shared] and first != last else None


def keep_longest(found: Sequence[TimeWords]) -> list[TimeWords]:
    """Those that overlap no longer one, in the order of the text; of equals the first given."""
    kept: list[TimeWords] = []
    for words in sorted(found, key=lambda w: w.start - w.end):
        at = bisect(kept, words.start, key=lambda k: k.start)
        free = at == 0 or kept[at - 1].end <= words.start
        if free and (at == len(kept) or words.end <= kept[at].start):
            kept.insert(at, words)
    return kept


def tense(piece: Piece, at: int) -> Tense | None:
    """Whether what is dated by the word at ``at`` lies behind or ahead; None if it cannot be told.

    ``at`` is a code point of the paragraph. The verb that the word hangs on decides, found by the
    parse: "is expected to appear on Friday" looks ahead, "a man shot on Friday is dead" back, and
    "was expected to appear on Friday" is planned: ahead of then, which may be behind by now. In
    "is dead after a shooting on Friday" a noun under a present verb has the day.
    """
    tokens = piece.doc.char_span(at, at + 1, alignment_mode="expand")
    if tokens is None:
        return None
    below = tokens[0]
    subject = infinitive = noun = False
    for token in below.ancestors:
        subject |= below.dep_ in {"nsubj", "nsubjpass", "poss"}
        if token.pos_ not in {"VERB", "AUX"}:
            noun |= token.pos_ == "NOUN" and token.lemma_ not in APPOINTMENTS
            below = token
            continue
        helpers = {c.lower_ for c in token.children if c.dep_ in {"aux", "auxpass"}}
        due = any(c.lower_ in _SURELY_AHEAD for c in token.children if c.dep_ == "acomp")
        surely = due or (token.lower_ in _SURELY_AHEAD and token.tag_ != "VBD")
        arranged = token.lemma_ in _ARRANGED
        if infinitive or surely or (arranged and below.lower_ in {"for", "until"}):
            # "Set for Friday" and "plans to meet on Friday" look ahead; "managed to flee" does not
            # tell by itself.
            if not (arranged or surely):
                return "noun" if noun else None
            then = helpers & {"was", "were", "had"} or (token.tag_ == "VBD" and not surely)
            return "planned" if then or (due and token.tag_ == "VBD") else "future"
        if "to" in helpers and "have" in helpers:
            return "past"  # "is said to have left on Friday"
        if "to" in helpers:
            infinitive, below = True, token
            continue
        if helpers & _WILL or token.lower_ in _WILL:
            return None if subject else "future"
        if "would" in helpers:
            return "past" if "have" in helpers else "future"
        if token.tag_ == "VBD" or helpers & _DID:
            return "past"
        if token.tag_ == "VBN" and token.dep_ in {"acl", "relcl"} and not arranged:
            return "past"
        if token.tag_ in {"VBG", "VBN"} and not helpers & _IS:
            noun |= token.dep_ == "pcomp" and not arranged  # "accused of firing on Friday"
            below = token
            continue
        if arranged and token.tag_ == "VBN":
            return "future"
        if token.tag_ in {"VBZ", "VBP", "VBG", "VBN"}:
            return "noun" if noun else "present"
        return None
    return "verbless"
