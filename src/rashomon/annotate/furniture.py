"""Words of an article that no claim may take in: datelines and picture captions."""

from __future__ import annotations

import re
from collections.abc import Iterable

from rashomon.model import Span, Spans

_PLACE = r"[A-Z][\w.'’]*(?:[ /,-]{1,2}[A-Z][\w.'’]*){0,5}"
_DATE = r"(?:, [A-Z]\w+\.? \d{1,2}(?:, \d{4})?)?"
_DASH = r"(?: ?[–—]| -{1,2})\s*"
_DATELINE = re.compile(
    rf"(?:{_PLACE}{_DATE} ?\([A-Z][\w ./&]{{1,30}}\){_DASH}"
    rf"|(?:[A-Z][A-Z.'’]+[ /]?){{1,4}}(?:, [A-Z][\w.]+)?{_DATE}{_DASH}"
    rf"|{_PLACE}, [A-Z]\w+\.? \d{{1,2}}{_DASH})(?=\S)"
)


def datelines(text: str, paragraphs: Iterable[Span]) -> Spans:
    """The datelines at the start of paragraphs, with the dash after them."""
    found = []
    for start, end in paragraphs:
        match = _DATELINE.match(text, start, min(end, start + 90))
        if match and match.end() < end:
            found.append(Span(start, match.end()))
    return tuple(found)


_CAPTION = re.compile(
    r"(?:\(?FILES?(?: PHOTO| PICTURE)?\)?\s?[-–—:]|File (?:photo|picture|image)"
    r"|(?:Photo|Picture|Image|Caption|Photograph)s?(?: by| credit| courtesy)?:"
    r"|[A-Z][A-Z ,.]+ [-–—] [A-Z]{3,9} \d{1,2}(?:, \d{4})?:)"
)
_CREDIT = re.compile(
    r"(?:\((?:AP|AFP|Reuters|EPA|Getty)[^()]{0,12}(?:Photo|Images|/)[^()]{0,60}\)"
    r"|(?:/|\b)(?:Getty Images|AFP/Getty|REUTERS/[A-Z]\w+|EPA/[A-Z]\w+|AP Photo)[^.]{0,60}"
    r"|Photo: [^.]{2,40}"
    r"|\((?:Photo|Image|Picture|Credit):? [^()]{2,60}\))\W*$"
)


_CREDITS = re.compile(
    r"(?:\breport(?:ed|s|ing) from [A-Z][^.]{2,40}"
    r"|\bcontributed to this (?:report|story|article))\W*$"
)
_LONGEST_CREDITS = 240


def captions(text: str, paragraphs: Iterable[Span]) -> Spans:
    """The paragraphs that are picture captions or credits, as their first or last words tell."""
    return tuple(
        Span(start, end)
        for start, end in paragraphs
        if _CAPTION.match(text, start, end)
        or _CREDIT.search(text, max(start, end - 120), end)
        or (end - start < _LONGEST_CREDITS and _CREDITS.search(text, start, end))
    )
