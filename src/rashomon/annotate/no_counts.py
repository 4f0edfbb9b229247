"""Numbers that count nothing: dates, years, ages, times, scores, names, numbers of things."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from rashomon.annotate.numerals import MONTHS
from rashomon.annotate.outcomes import AFTER, PEOPLE

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

# After these a number names a thing or a time.
_NUMBERED = frozenset(
    "aged age ages number chapter page article section flight route highway hwy interstate phone "
    "tel channel resolution since until room version phase level unit nr no. exit".split()
)
# Before these too: "the 2800 block", "3345 Broadway".
_PLACES = frozenset("avenue street road boulevard lane drive highway".split())
_PERIODS = frozenset(
    "years year months month weeks week days day hours hour minutes minute seconds decades".split()
)
_WHEN = frozenset({"old", "ago", "later", "earlier", "before", "after", "previously", "-"})
_FOR = frozenset({"for", "in", "within", "took", "lasted", "spent"})
_CLOCK = frozenset({"am", "pm", "a.m.", "p.m.", "o'clock", "gmt", "p.m", "a.m", "edt", "est"})
_BOUNDS = frozenset({"than", "least", "about", "nearly", "some", "around", "over"})
_SCORE = re.compile(r"^\d+[-–.:/]\d+")


def is_other(doc: Doc, first: int, last: int, *, figures: bool = False) -> bool:
    """Whether the number is a date, year, age, time, score, name, or a thing's number.

    ``figures`` says that it was read whole from figures, whatever marks they hold.
    """
    token, text = doc[first], doc[first].text
    before = doc[first - 1] if first else None
    after = doc[last + 1] if last + 1 < len(doc) else None
    if before is not None and _named_before(doc, first, before, after):
        return True
    if text.isdigit() and len(text) == 4 and 1000 <= int(text) <= 2100 and _like_year(doc, first):
        return True
    if text.isdigit() and len(text) > 1 and text[0] == "0":
        return True
    if after is not None and _named_after(doc, first, last, after):
        return True
    if not figures and _SCORE.match(text):
        return True
    return token.lower_ in {"one", "1"} and last == first and not _counts_one(doc, first)


def _named_before(doc: Doc, first: int, before: Token, after: Token | None) -> bool:
    low, token = before.lower_, doc[first]
    if low.rstrip(".") in MONTHS or before.text in {"#", "/", "+", "No", "№"}:
        return True
    if before.text == ":" and not before.whitespace_:
        return True
    if before.text in {"-", "–", "."} and not before.whitespace_ and first >= 2:
        prior = doc[first - 2]
        if not prior.whitespace_ and (prior.is_alpha or prior.like_num):
            return True
    if low in _NUMBERED:
        return True
    if (
        before.pos_ == "PROPN"
        and token.like_num
        and token.text.isdigit()
        and token.dep_ in {"nummod", "appos", "npadvmod"}
        and (after is None or after.pos_ not in {"NOUN", "ADJ", "PROPN"})
    ):
        return True
    if before.text == "," and after is not None and after.text in {",", ".", ")"}:
        # "Ann Arden, 45, said": an age; "on 3 May, 2024,": a year.
        return True
    return before.text == "(" and after is not None and after.text == ")"


def _named_after(doc: Doc, first: int, last: int, after: Token) -> bool:
    low = after.lower_
    if low.rstrip(".") in MONTHS or after.text in {"/", ":", "°", "'", "’"}:
        return True
    if low in _CLOCK or low == "block" or (low in _PLACES and after.text[0].isupper()):
        return True  # "38 Mill Road", but not "38 road deaths"
    following = doc[last + 2].lower_ if last + 2 < len(doc) else ""
    if low == "of" and following in MONTHS:
        return True
    if after.text in {"-", "–"} and not doc[last].whitespace_:
        # "45-year-old", "12-metre": an adjective, not a count. "Two 21-year-olds" is none.
        return True
    if low in _PERIODS and following in _WHEN:
        # "Nine days after the vote" says when; "stopped for four minutes before it went on" how
        # long.
        before = doc[first - 1].lower_ if first else ""
        return not (following in {"before", "after"} and before in _FOR)
    if low in {"ago", "times", "time"}:
        return True
    if low in {"and", "or"} and following in {"a", "more"}:
        # "Two-and-a-half times", "twice or more": left to who reads the rest.
        return last + 4 < len(doc) and doc[last + 4].lower_ == "times"
    # "Dialled 911", "50 911 calls"
    return doc[last].text in {"911", "999", "112"} and low in {"call", "calls", "caller", "callers"}


def _counts_one(doc: Doc, i: int) -> bool:
    """Whether "one" counts something ("one person was killed") rather than points at it."""
    token = doc[i]
    if i + 1 < len(doc) and doc[i + 1].lower_ in AFTER:
        return True
    if token.text == "1":
        return True
    if token.dep_ != "nummod":
        return False
    noun = token.head
    if noun.lemma_.lower() in PEOPLE:
        return True
    # "Two counts of theft and one count of fraud": beside another number it counts.
    beside = [noun.head] if noun.dep_ == "conj" else [c for c in noun.children if c.dep_ == "conj"]
    return any(c.dep_ == "nummod" and c.i != i for other in beside for c in other.children)


def _like_year(doc: Doc, i: int) -> bool:
    token = doc[i]
    if i > 1 and doc[i - 1].text.isdigit() and doc[i - 2].lower_.rstrip(".") in MONTHS:
        return True
    following = doc[i + 1] if i + 1 < len(doc) else None
    if following is not None and following.text[0].isupper() and following.tag_.startswith("NNP"):
        return True  # "the 2014 Games"
    if token.dep_ == "nummod" and following is not None and following.tag_ in {"NNS", "NNPS"}:
        return False
    before = doc[i - 1].lower_ if i else ""
    return before not in _BOUNDS
