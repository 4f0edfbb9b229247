"""Whether the words of two claims tell of two happenings: two shootings of one Sunday.

Day and town are the same then, and so are most words. What tells the two apart is the part of the
day, the street, "another", or that one counts the dead of several.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from rashomon.comparison.views import View
from rashomon.vocabulary import is_stop_word, stem

_I = re.IGNORECASE
_DAYS = r"(?:mon|tues|wednes|thurs|fri|satur|sun)day"
_MONTHS = (
    r"(?:january|february|march|april|may|june|july|august|september|october|november|december)"
)
_PARTS = {
    "early": rf"\bearly (?:on )?{_DAYS}\b(?! (?:afternoon|evening|night))"
    r"|\b(?:morning|dawn|daybreak|breakfast)\b",
    "noon": r"\b(?:noon|midday|lunchtime|afternoon)\b",
    "late": rf"\blate (?:on )?{_DAYS}\b(?! (?:morning|afternoon))|\b(?:evening|night|dusk)\b",
}
_PART_OF_DAY = {name: re.compile(words, _I) for name, words in _PARTS.items()}
_HAPPENING = (
    r"(?:shoot(?:ing|out)|attack|assault|explosion|blast|bombing|stabbing|killing|murder"
    r"|robber(?:y|ie)|incident|crash(?:e)?|collision|accident|fire|raid|strike|clash(?:e)?|protest"
    r"|ambush(?:e)?)"
)
# Of several it is told that they were many, or wide apart. "Blasts" alone are often one attack.
_MANY = (
    r"(?:two|three|four|five|six|seven|eight|nine|ten|\d+|several|separate|multiple|many|various"
    r"|dozens? of|(?:series|spate|string|wave|number) of|different|other|all)"
)
_SEVERAL = re.compile(
    rf"\b(?:{_MANY} (?:[\w-]+ ){{0,2}}?{_HAPPENING}s"
    r"|(?:shooting|killing|murder|stabbing|robberie|crashe|accident|fire)s)\b",
    _I,
)
_ANOTHER = re.compile(
    rf"\b(?:another|a (?:second|third|separate|different|later|previous|similar)|an (?:unrelated"
    rf"|earlier)|the (?:second|third|other|later|earlier|previous|latest)|one of the(?: \w+)?)"
    rf" (?:[\w-]+ )?{_HAPPENING}s?\b",
    _I,
)
# Who died there is a part of who died.
_PORTION = re.compile(r"\b(?:(?:at|on) the (?:scene|spot)|instantly)\b", _I)
_WHERE = re.compile(
    r"\b(?:[Ii]n|[Aa]t|[Oo]n|[Nn]ear|[Oo]utside|[Ii]nside|[Aa]long|[Oo]ff|[Aa]cross)\s+(?:the\s+)?"
    rf"(?!(?i:{_DAYS}|{_MONTHS})\b)"
    r"((?:\d+\w*\s+(?:block\s+of\s+)?)?[A-Z][\w’'-]+(?:\s+(?:of\s+)?[A-Z][\w’'-]*)*)"
)


def two_happenings(a: View, b: View) -> bool:
    """Whether two claims, alike otherwise, tell of two happenings, or one of a part of the other's.

    True says that their counts must not be held against each other. False says nothing.
    """
    for pattern in (_SEVERAL, _ANOTHER, _PORTION):
        if bool(pattern.search(a.text)) != bool(pattern.search(b.text)):
            return True
    one, other = _parts_of_day(a.text), _parts_of_day(b.text)
    if one and other and not one & other:
        return True
    places = [list(_places(view)) for view in (a, b)]
    apart = [
        any(not words & to.terms for words in some) for some, to in zip(places, (b, a), strict=True)
    ]
    return all(apart)


def _parts_of_day(text: str) -> set[str]:
    return {name for name, pattern in _PART_OF_DAY.items() if pattern.search(text)}


def _places(view: View) -> Iterator[set[str]]:
    """The stems of each place that the claim names: "Mill Street", "the 400 block of Quay Road"."""
    for match in _WHERE.finditer(view.text):
        yield {stem(w) for w in re.findall(r"[^\W\d_]+", match[1]) if not is_stop_word(w)}
