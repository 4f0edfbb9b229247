"""Numbers with what they count: value, bound, unit, in one parsed paragraph.

Right before many: a number whose counted thing is not plain, or that is a date, an age, a clock
time, a score, a name ("S-300"), a telephone number or an item's number, is left out. Libraries
tried (DESIGN.md, section 6) miss "a dozen", "3bn" and every bound; these are our own rules.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rashomon.annotate.outcomes import AFTER, PEOPLE, outcome, who
from rashomon.annotate.parse import Piece
from rashomon.model import Bound, Quantity, Span

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """One quantity and the words of the article that give it: bound, number, and noun."""

    quantity: Quantity
    span: Span


_ONES = dict(
    zip(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
        "fifteen sixteen seventeen eighteen nineteen".split(),
        range(20),
        strict=False,
    )
)
_TENS = dict(
    zip("twenty thirty forty fifty sixty seventy eighty ninety".split(), range(20, 100, 10),
        strict=True)
)  # fmt: skip
_SCALES = {
    "hundred": 100, "thousand": 1_000, "million": 1_000_000, "billion": 1_000_000_000,
    "trillion": 1_000_000_000_000, "bn": 1_000_000_000, "mn": 1_000_000, "m": 1_000_000,
    "k": 1_000, "tn": 1_000_000_000_000, "dozen": 12, "lakh": 100_000, "crore": 10_000_000,
}  # fmt: skip
# What an indefinite number says at least ("dozens of people").
_VAGUE = {
    "tens": 20, "dozens": 24, "scores": 40, "hundreds": 200, "thousands": 2_000,
    "millions": 2_000_000, "billions": 2_000_000_000,
}  # fmt: skip
# "Hundreds of thousands": at least two hundred of them.
_VAGUE_SCALES = {"thousands": 1_000, "millions": 1_000_000, "billions": 1_000_000_000}
_FIGURE = re.compile(
    r"(?P<sign>[$€£¥])?(?P<n>\d{1,3}(?:[,\u00a0\u202f]\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)"
    r"(?P<scale>bn|mn|tn|m|k)?(?P<rest>%|km|kg|m|cm|mm|ft|mph|kph|lb|th|st|nd|rd)?$",
    re.IGNORECASE,
)
_AT_LEAST = (
    "at least", "more than", "no fewer than", "not less than", "no less than", "over", "upwards of",
    "greater than", "a minimum of", "exceeding", "minimum", "not fewer than",
)  # fmt: skip
# "Nearly 40" may be 38 and may be 41 in another article: about, not a bound.
_AT_MOST = (
    "at most", "up to", "fewer than", "less than", "no more than", "not more than",
    "a maximum of", "as many as", "as much as",
)  # fmt: skip
_ABOUT = (
    "about", "around", "some", "approximately", "roughly", "an estimated", "estimated", "circa",
    "reportedly about", "approx", "in the region of", "nearly",
    "almost", "close to", "just under",
)  # fmt: skip
# After these a number names a thing or a time.
_NUMBERED = frozenset(
    "aged age number chapter page article section flight route highway phone tel channel "
    "resolution since until room version phase level unit nr no.".split()
)
_MONTHS = frozenset(
    "january february march april may june july august september october november december jan feb "
    "mar apr jun jul aug sept sep oct nov dec".split()
)
_WEEKDAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday".split())
_PERIODS = frozenset({"years", "year", "months", "month", "weeks", "days", "hours"})
_SPANS_OF_TIME = frozenset({"year", "day", "week", "month", "hour", "minute", "second", "decade"})
_UNITS = {
    "%": "%", "percent": "%", "percentage": "%", "km": "km", "kilometre": "km",
    "kilometer": "km", "mile": "mile", "metre": "m", "meter": "m", "foot": "ft", "ft": "ft",
    "inch": "inch", "kg": "kg", "kilogram": "kg", "kilogramme": "kg", "tonne": "tonne",
    "ton": "ton", "pound": "pound", "dollar": "$", "euro": "€", "rouble": "rouble",
    "ruble": "rouble", "yuan": "yuan", "yen": "yen", "year": "year", "month": "month",
    "week": "week", "day": "day", "hour": "hour", "minute": "minute", "second": "second",
    "decade": "decade", "degree": "degree", "litre": "litre", "liter": "litre",
    "barrel": "barrel", "hectare": "hectare", "acre": "acre", "mph": "mph", "kph": "kph",
    "cm": "cm", "mm": "mm", "lb": "pound", "$": "$", "€": "€", "£": "£", "¥": "¥", "m": "m",
}  # fmt: skip
_REACH = 6


def find(piece: Piece) -> tuple[Found, ...]:
    """The quantities of a paragraph, in order; spans are code points of the article.

    ``counts`` is one of killed, wounded, shot, missing, arrested, aboard, displaced, evacuated,
    rescued, survived, captured, abducted, casualties where the words say so of people, else the
    counted noun's lemma, or None for a bare measure ("30 km"). With an outcome, ``unit`` says who:
    "people", or the narrower noun ("student"), so that a part is not taken for the whole. "Dozens"
    is at least 24, "scores" 40, "hundreds" 200: the least the words can mean.
    """
    doc, taken = piece.doc, -1
    found: list[Found] = []
    for token in doc:
        if token.i <= taken:
            continue
        number = _number(doc, token.i)
        if number is None or _is_other(doc, token.i, number.last):
            continue
        taken = number.last
        item = _quantity(piece, token.i, number)
        if item is not None:
            found.append(item)
    return tuple(found)


@dataclass(frozen=True, slots=True)
class _Number:
    value: float
    last: int
    unit: str | None = None
    max: float | None = None
    vague: bool = False


def _number(doc: Doc, i: int) -> _Number | None:
    """The number that begins at token ``i``, with its range if it is one."""
    one = _plain(doc, i)
    if one is None:
        return None
    j = one.last + 1
    between = bool(i) and doc[i - 1].lower_ == "between"
    ranges = {"-", "–", "—", "to", "or", "and"} if between else {"-", "–", "—", "to", "or"}
    if j + 1 < len(doc) and doc[j].text in ranges and not one.vague:
        two = _plain(doc, j + 1)
        joined = doc[j].text in {"–", "—", "-"} and not doc[j - 1].whitespace_
        if two is not None and not two.vague and (joined or doc[j].text in {"to", "or", "and"}):
            low = one.value
            if low < two.value <= low * 10:
                return _Number(low, two.last, two.unit or one.unit, two.value)
    return one


def _plain(doc: Doc, i: int) -> _Number | None:
    token = doc[i]
    low = token.lower_
    if low in _VAGUE:
        follows = doc[i + 1].lower_ if i + 1 < len(doc) else ""
        scale = _VAGUE_SCALES.get(doc[i + 2].lower_) if i + 2 < len(doc) else None
        if follows == "of" and scale:
            return _Number(_VAGUE[low] * scale, i + 2, vague=True)
        if low == "tens":
            return None
        if follows == "of" or (i and doc[i - 1].lower_ in {"many", "several"}):
            return _Number(_VAGUE[low], i, vague=True)
        return _Number(_VAGUE[low], i, vague=True) if token.dep_.startswith("nsubj") else None
    if low in {"a", "half"} and i + 1 < len(doc) and doc[i + 1].lower_ in {"dozen", "hundred"}:
        scale = _SCALES[doc[i + 1].lower_]
        return _Number(scale / 2 if low == "half" else scale, i + 1)
    match = _FIGURE.match(token.text)
    if match:
        if match["rest"] and match["rest"].lower() in {"th", "st", "nd", "rd"}:
            return None
        value = float(re.sub(r"[,\u00a0\u202f]", "", match["n"]))
        unit = match["sign"] or match["rest"]
        if match["scale"]:
            money = match["sign"] or (i and doc[i - 1].text in "$€£¥")
            if match["scale"].lower() in {"m", "k"} and not money:
                unit = unit or (match["scale"] if match["scale"] == "m" else None)
                if match["scale"].lower() == "k":
                    value *= 1_000
            else:
                value *= _SCALES[match["scale"].lower()]
        if i and doc[i - 1].text in {"$", "€", "£", "¥"}:
            unit = doc[i - 1].text
        last = i
        if i + 1 < len(doc) and doc[i + 1].lower_ in _SCALES and len(doc[i + 1].text) > 1:
            value *= _SCALES[doc[i + 1].lower_]
            last = i + 1
        if last + 1 < len(doc) and doc[last + 1].text == "%":
            unit, last = "%", last + 1
        return _Number(value, last, unit)
    return _in_words(doc, i)


def _in_words(doc: Doc, i: int) -> _Number | None:
    """A number written in words: "sixty-five", "two hundred and six", "three dozen"."""
    total = current = 0
    last, j, any_word = i - 1, i, False
    while j < len(doc):
        low = doc[j].lower_
        if low in _ONES and low != "zero":
            if any_word and last == j - 1 and doc[last].lower_ in _ONES:
                break
            current += _ONES[low]
        elif low in _TENS:
            current += _TENS[low]
        elif low in _SCALES and len(low) > 2 and any_word:
            scale = _SCALES[low]
            if scale in {12, 100}:
                current = max(current, 1) * scale
            else:
                total, current = total + max(current, 1) * scale, 0
        elif any_word and low in {"-", "and"} and j + 1 < len(doc):
            following = doc[j + 1].lower_
            tens = doc[j - 1].lower_ in _TENS
            hundreds = doc[j - 1].lower_ in {"hundred", "thousand"}
            if not (following in _ONES or following in _TENS) or not (
                (low == "-" and tens) or (low == "and" and hundreds)
            ):
                break
            j += 1
            continue
        else:
            break
        any_word, last = True, j
        j += 1
    return _Number(float(total + current), last) if any_word else None


def _is_other(doc: Doc, first: int, last: int) -> bool:
    """Whether the number is a date, year, age, time, score, name, or a thing's number."""
    token, text = doc[first], doc[first].text
    before = doc[first - 1] if first else None
    after = doc[last + 1] if last + 1 < len(doc) else None
    if before is not None:
        low = before.lower_
        if low.rstrip(".") in _MONTHS or before.text in {"#", "/", ":", "+", "No", "№"}:
            return True
        if before.text in {"-", "–"} and not before.whitespace_ and first >= 2:
            prior = doc[first - 2]
            if not prior.whitespace_ and (prior.is_alpha or prior.like_num):
                return True
        if low in _NUMBERED:
            return True
        if (
            before.pos_ == "PROPN"
            and token.like_num
            and text.isdigit()
            and token.dep_ in {"nummod", "appos", "npadvmod"}
            and (after is None or after.pos_ not in {"NOUN", "ADJ", "PROPN"})
        ):
            return True
        if before.text == "," and after is not None and after.text in {",", ".", ")"}:
            # "Ann Arden, 45, said": an age; "on 3 May, 2024,": a year.
            return True
        if before.text == "(" and after is not None and after.text == ")":
            return True
    if text.isdigit() and len(text) == 4 and 1000 <= int(text) <= 2100 and _like_year(doc, first):
        return True
    if text.isdigit() and (len(text) > 1 and text[0] == "0"):
        return True
    if after is not None:
        low = after.lower_
        if low.rstrip(".") in _MONTHS or after.text in {"/", ":", "°"}:
            return True
        if low in {"am", "pm", "a.m.", "p.m.", "o'clock", "gmt", "p.m", "a.m"}:
            return True
        if low == "of" and last + 2 < len(doc) and doc[last + 2].lower_ in _MONTHS:
            return True
        if after.text in {"-", "–"} and not doc[last].whitespace_:
            # "45-year-old", "12-metre": an adjective, not a count.
            return True
        following = doc[last + 2].lower_ if last + 2 < len(doc) else ""
        if low in _PERIODS and following in {"old", "ago", "later", "earlier", "-"}:
            return True
        if low in {"ago", "times", "time"}:
            return True
    if re.match(r"^\d+[-–.:/]\d+", text) and not _FIGURE.match(text):
        return True
    return token.lower_ == "one" and last == first and not _counts_one(doc, first)


def _counts_one(doc: Doc, i: int) -> bool:
    """Whether "one" counts something ("one person was killed") rather than points at it."""
    token = doc[i]
    if i + 1 < len(doc) and doc[i + 1].lower_ in AFTER:
        return True
    if token.dep_ == "nummod":
        return token.head.lemma_.lower() in PEOPLE
    return False


def _like_year(doc: Doc, i: int) -> bool:
    token = doc[i]
    following = doc[i + 1] if i + 1 < len(doc) else None
    if token.dep_ == "nummod" and following is not None and following.tag_ in {"NNS", "NNPS"}:
        return False
    before = doc[i - 1].lower_ if i else ""
    return before not in {"than", "least", "about", "nearly", "some", "around", "over"}


def _quantity(piece: Piece, first: int, number: _Number) -> Found | None:
    doc = piece.doc
    bound, start = _bound(doc, first)
    noun = _noun(doc, first, number.last)
    unit = number.unit
    counts: str | None = None
    end = number.last
    if noun is not None:
        lemma = noun.lemma_.lower()
        if unit is None and lemma in _UNITS:
            unit = _UNITS[lemma]
        elif lemma not in _UNITS:
            counts = lemma
            beside = [c.lower_ for c in noun.children if c.dep_ == "compound" and c.is_alpha]
            if lemma == "member" and beside:
                counts = f"{beside[-1]} member"
        if 0 < noun.i - number.last <= _REACH:
            end = noun.i
    if doc[number.last].lower_ in {"%", "percent"}:
        unit = "%"
    if unit == "%":
        counts = None
    said = outcome(doc[first], noun, start) if unit is None else None
    if said is not None:
        unit = who(counts)
        counts = said
        if noun is None and end + 1 < len(doc) and doc[end + 1].lower_ in AFTER:
            end += 1
    if counts is None and unit is None:
        return None
    if unit in _SPANS_OF_TIME:
        counts = None
    if number.vague:
        bound = "at least"
    if number.max is not None:
        bound = "range"
    span = Span(piece.start + doc[start].idx, piece.start + doc[end].idx + len(doc[end]))
    return Found(
        quantity=Quantity(
            value=number.value, bound=bound, unit=unit, counts=counts, max=number.max
        ),
        span=span,
    )


def _bound(doc: Doc, first: int) -> tuple[Bound, int]:
    """The bound that the words before the number give, and where those words begin."""
    if first and doc[first - 1].text in {"$", "€", "£", "¥"}:
        first -= 1
    if first and doc[first - 1].lower_ == "between":
        return "exact", first - 1
    kinds: tuple[tuple[tuple[str, ...], Bound], ...] = (
        (_AT_LEAST, "at least"), (_AT_MOST, "at most"), (_ABOUT, "about"),
    )  # fmt: skip
    best: tuple[int, Bound] = (0, "exact")
    for phrases, bound in kinds:
        for phrase in phrases:
            words = phrase.split()
            begin = first - len(words)
            if (
                begin >= 0
                and [t.lower_ for t in doc[begin:first]] == words
                and len(words) > best[0]
            ):
                best = (len(words), bound)
    return best[1], first - best[0]


def _noun(doc: Doc, first: int, last: int) -> Token | None:
    """The noun that is counted, or None where no noun plainly is."""
    noun = _nearest_noun(doc, first, last)
    while noun is not None and noun.dep_ == "compound" and noun.i < noun.head.i <= last + _REACH:
        noun = noun.head  # "15 relief volunteers"
    if noun is None or noun.lower_.rstrip(".") in _MONTHS or noun.lower_ in _WEEKDAYS:
        return None
    return noun


def _nearest_noun(doc: Doc, first: int, last: int) -> Token | None:
    token = doc[first]
    for candidate in (token, doc[last]):
        if candidate.dep_ in {"nummod", "quantmod", "compound", "amod"}:
            head: Token = candidate.head
            hops = 0
            while head.dep_ in {"nummod", "quantmod"} and head.head is not head and hops < 4:
                head, hops = head.head, hops + 1
            if head.pos_ in {"NOUN", "PROPN"} and last < head.i <= last + _REACH:
                return head
    i = last + 1
    if i < len(doc) and doc[i].lower_ == "of":
        for child in doc[i].children:
            if child.dep_ == "pobj" and child.pos_ in {"NOUN", "PROPN"}:
                return child if child.i - last <= _REACH else None
        return None
    # Right after the number, adjectives between.
    while i < len(doc) and i <= last + 3 and doc[i].pos_ == "ADJ" and doc[i].lower_ != "other":
        i += 1
    if i < len(doc) and doc[i].tag_ in {"NNS", "NNPS"}:
        return doc[i]
    if i < len(doc) and doc[i].lower_ in {"people", "crew", "police", "others", "other"}:
        return doc[i]
    return None
