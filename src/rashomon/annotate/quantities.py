"""Numbers with what they count: value, bound, unit, in one parsed paragraph.

Right before many: a number that can be read in two ways, whose counted thing is not plain, or that
counts nothing (a date, an age, a name) is left out. quantulum3, the best library tried, finds as
many but half of what it gives counts nothing, and it has no bounds (``docs/benchmarks.md``).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from rashomon.annotate.no_counts import is_other
from rashomon.annotate.numerals import (
    MONTHS,
    VAGUE,
    Number,
    candidates,
    money_before,
    plain_digits,
    read,
)
from rashomon.annotate.outcomes import AFTER, PEOPLE, none_of, outcome, who
from rashomon.model import Bound, Quantity, Span
from rashomon.parse import Piece

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

__all__ = ["Found", "bound_before", "find", "is_other"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """One quantity and the words of the article that give it: bound, number, and noun.

    ``noun`` is the counted noun's lemma, whatever happened to what it names; ``sentence`` the span
    of the sentence that it stands in.
    """

    quantity: Quantity
    span: Span
    noun: str | None
    sentence: Span


_AT_LEAST = (
    "at least", "more than", "no fewer than", "not less than", "no less than", "over", "upwards of",
    "greater than", "a minimum of", "minimum of", "exceeding", "minimum", "not fewer than",
    "at least at", "in excess of", "well over",
)  # fmt: skip
# "Nearly 40" may be 38 and may be 41 in another article: about, not a bound.
_AT_MOST = (
    "at most", "up to", "fewer than", "less than", "no more than", "not more than",
    "a maximum of", "maximum of", "as many as", "as much as", "at the most",
)  # fmt: skip
_ABOUT = (
    "about", "around", "some", "approximately", "roughly", "an estimated", "estimated", "circa",
    "reportedly about", "approx", "in the region of", "nearly",
    "almost", "close to", "just under", "just over",
)  # fmt: skip
_BOUNDS: tuple[tuple[tuple[str, ...], Bound], ...] = (
    (_AT_LEAST, "at least"), (_AT_MOST, "at most"), (_ABOUT, "about"),
)  # fmt: skip
_PHRASES = {tuple(phrase.split()): bound for phrases, bound in _BOUNDS for phrase in phrases}
_LONGEST_PHRASE = max(map(len, _PHRASES))
# After the number: "500 or more", "20 or so".
_TRAILING: dict[tuple[str, str], Bound] = {
    ("or", "more"): "at least", ("or", "fewer"): "at most", ("or", "less"): "at most",
    ("or", "so"): "about",
}  # fmt: skip
_WEEKDAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday".split())
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
    "cm": "cm", "mm": "mm", "lb": "pound", "lbs": "pound", "lbs.": "pound", "$": "$", "€": "€",
    "£": "£", "¥": "¥", "m": "m", "yard": "yard", "yd": "yard", "yds": "yard", "mi": "mile",
    "g": "g", "gram": "g", "gramme": "g",
}  # fmt: skip
# "A crew of six": what the number counts stands before it.
_COLLECTIVES = frozenset("crew population staff garrison workforce".split())
_SMALLER = {
    ("ft", "inch"), ("hour", "minute"), ("minute", "second"), ("pound", "ounce"),
    ("year", "month"), ("month", "day"), ("day", "hour"), ("week", "day"), ("year", "day"),
}  # fmt: skip
_SIZES = frozenset("km kg cm mm ft m lb lbs g".split())
_DASHES = frozenset("-–—−")
_REACH = 6
# "Over" before less than this is as often a place or a reason as a bound.
_OVER = 20


def find(piece: Piece) -> tuple[Found, ...]:
    """The quantities of a paragraph, in order; spans are code points of the article.

    ``counts`` is one of killed, wounded, shot, missing, arrested, aboard, displaced, evacuated,
    rescued, survived, captured, abducted, casualties where the words say so of people, else the
    counted noun's lemma, or None for a bare measure ("30 km") and for a share, whose unit is "%".
    With an outcome, ``unit`` says who: "people", or the narrower noun ("student"), so that a part
    is not taken for the whole. "Dozens" is at least 24, "scores" 40, "hundreds" 200: the least the
    words can mean. "No survivors" is 0.
    """
    doc, taken = piece.doc, -1
    text = plain_digits(doc.text)
    found: list[Found] = []
    for i in candidates(doc, text):
        if i <= taken:
            continue
        if doc[i].lower_ == "no":
            item = _none(piece, i)
            if item is not None:
                found.append(item)
            continue
        number = read(doc, text, i)
        if number is None:
            continue
        taken = number.last
        if number.value is None:
            continue
        if is_other(doc, i, number.last, figures=number.figures):
            continue
        item = _quantity(piece, i, number, number.value)
        if item is not None:
            found.append(item)
    return tuple(found)


def _none(piece: Piece, i: int) -> Found | None:
    """ "No survivors": zero where the words say that there are none, not that none is known."""
    doc = piece.doc
    noun = none_of(doc[i])
    if noun is None:
        return None
    counted = outcome(doc[i], noun, i, last=doc[i])
    if counted is None:
        return None
    span = Span(piece.start + doc[i].idx, piece.start + noun.idx + len(noun))
    quantity = Quantity(value=0.0, bound="exact", unit=who(noun.lemma_.lower()), counts=counted)
    return Found(
        quantity=quantity, span=span, noun=noun.lemma_.lower(), sentence=piece.span(doc[i].sent)
    )


def _quantity(piece: Piece, first: int, number: Number, value: float) -> Found | None:
    doc = piece.doc
    before, start = bound_before(doc, first)
    noun = _noun(doc, first, number.last)
    unit, counts, end = number.unit, None, number.last
    bound, end = _bound_of(doc, number, before)
    if bound is None:
        return None
    if noun is None and number.unit is None and _collective(doc, start) is not None:
        noun = _collective(doc, start)
        start = noun.i if noun is not None else start
    if noun is not None:
        lemma = _singular(noun)
        if unit is None and (lemma in _UNITS or noun.lower_ in _UNITS):
            unit = _UNITS.get(lemma) or _UNITS[noun.lower_]
        elif unit is None or not number.share:
            counts = lemma if lemma not in _UNITS else None
            beside = [c.lower_ for c in noun.children if c.dep_ == "compound" and c.is_alpha]
            if lemma == "member" and beside:
                counts = f"{beside[-1]} member"
        if 0 < noun.i - end <= _REACH and not _number_between(doc, end, noun.i):
            end = noun.i
    if unit == "%":
        counts = None
    if value == 0 and noun is not None and noun.tag_ not in {"NNS", "NNPS"} and not _people(noun):
        return None  # "zero visibility" counts nothing
    if number.unit in _SIZES and counts is not None:
        if number.unit == "mm":
            return None  # "a 9mm pistol" is its name
        counts = None  # "a 100ft cross"
    if bound == "range" and noun is None and unit is None and doc[number.last - 1].text in _DASHES:
        return None  # "along 1-10"
    said = outcome(doc[first], noun, start, last=doc[end]) if unit is None else None
    if said is not None:
        unit = who(counts)
        counts = said
        if noun is None and end + 1 < len(doc) and doc[end + 1].lower_ in AFTER:
            end += 1
    if counts is None and unit is None:
        return None
    if _two_measures(doc, first, end, unit):
        return None
    if doc[start].lower_ == "over" and doc[start].dep_ == "prep" and value < _OVER:
        return None  # "sued over two articles" is no bound
    if unit in _SPANS_OF_TIME:
        counts = None
        if doc[start].lower_ == "over" and not _lasts(doc, start):
            return None  # "over three days": more than three, or in the course of three
    stop = doc[end].idx + len(doc[end])
    if end == number.last and number.figures and doc[end].text.endswith("."):
        stop -= 1  # spaCy leaves the full stop in "£450m."
    span = Span(piece.start + doc[start].idx, piece.start + stop)
    quantity = Quantity(value=value, bound=bound, unit=unit, counts=counts, max=number.max)
    counted = _singular(noun) if noun is not None else None
    return Found(quantity=quantity, span=span, noun=counted, sentence=piece.span(doc[first].sent))


def _singular(noun: Token) -> str:
    """The lemma; spaCy leaves names in the plural ("50 Terrorists")."""
    lemma = noun.lemma_.lower()
    if noun.text.isupper() or not lemma.endswith("s") or lemma.endswith("ss"):
        return lemma
    if noun.tag_ == "NNPS" or (noun.tag_ == "NNP" and lemma[:-1] in PEOPLE):
        return lemma[:-1]
    return lemma


def _people(noun: Token) -> bool:
    return noun.lemma_.lower() in PEOPLE or noun.lower_ in PEOPLE


def _two_measures(doc: Doc, first: int, end: int, unit: str | None) -> bool:
    """Whether this is half of a measure in two units ("5 feet 9 inches"): neither part is it."""
    at = end + 1
    if at < len(doc) and doc[at].lower_ == "and":
        at += 1
    if at + 1 < len(doc) and doc[at].like_num and (unit, doc[at + 1].lemma_.lower()) in _SMALLER:
        return True
    at = first - 1
    if at > 0 and doc[at].lower_ == "and":
        at -= 1
    before = _UNITS.get(doc[at].lemma_.lower()) if at > 0 and doc[at - 1].like_num else None
    return (before, unit) in _SMALLER


def _bound_of(doc: Doc, number: Number, before: Bound) -> tuple[Bound | None, int]:
    """The bound from all that is said, and the last word of it; None where it cannot be told."""
    end = number.last
    own = number.bound
    if end + 2 < len(doc):
        trailing = _TRAILING.get((doc[end + 1].lower_, doc[end + 2].lower_))
        if trailing is not None:
            own, end = trailing, end + 2
    if own is None:
        return before, end
    if own == "range" or before == "exact" or before == own:
        return own, end
    if {own, before} == {"about", "at least"}:
        return ("at least" if own == "at least" else "about"), end
    return None, end  # "fewer than dozens", "up to 500 or more"


def _lasts(doc: Doc, start: int) -> bool:
    """Whether "over" before a length of time surely means more than it."""
    before = doc[start - 1].lemma_.lower() if start else ""
    return before in {"for", "last", "take", "just", "be", "well", "spend", "slightly", "little"}


def bound_before(doc: Doc, first: int) -> tuple[Bound, int]:
    """The bound that the words before the number give, and where those words begin.

    What stands between ("at least another five", "a total of 14") belongs to neither.
    """
    if money_before(doc, first):
        first -= 1
    if first and doc[first - 1].lower_ == "between":
        return "exact", first - 1
    at = first
    if at and doc[at - 1].lower_ in {"another", "additional", "further"}:
        at -= 1
    for length in range(min(_LONGEST_PHRASE, at), 0, -1):
        bound = _PHRASES.get(tuple(t.lower_ for t in doc[at - length : at]))
        if bound is not None:
            return bound, at - length
    return "exact", first


def _number_between(doc: Doc, last: int, noun: int) -> bool:
    """Whether another number stands between: "three of the four shot"."""
    return any(doc[i].like_num for i in range(last + 1, noun))


def _collective(doc: Doc, start: int) -> Token | None:
    if start >= 2 and doc[start - 1].lower_ == "of" and doc[start - 2].lower_ in _COLLECTIVES:
        return doc[start - 2]
    return None


def _noun(doc: Doc, first: int, last: int) -> Token | None:
    """The noun that is counted, or None where no noun plainly is."""
    noun = _nearest_noun(doc, first, last)
    while noun is not None and noun.dep_ == "compound" and noun.i < noun.head.i <= last + _REACH:
        noun = noun.head  # "15 relief volunteers"
    if noun is None or noun.lower_.rstrip(".") in MONTHS or noun.lower_ in _WEEKDAYS | VAGUE:
        return None  # "35 dead dozens wounded" has no dozens dead
    if noun.lower_.endswith("ing") and noun.i + 1 < len(doc) and doc[noun.i + 1].tag_ == "NNS":
        noun = doc[noun.i + 1]  # "13 fighting positions", whatever the parse says
    if noun.tag_ == "NNP" and noun.text[0].isupper() and not _common(noun):
        return None  # "3345 Broadway", "Expedition 39 commander Wakata"
    return noun


def _common(noun: Token) -> bool:
    """Whether a word tagged as a name is a common noun of a headline ("8 Civilians Killed")."""
    low = noun.lower_
    lemma = noun.lemma_.lower()
    return (
        low in _UNITS or lemma in _UNITS or lemma in PEOPLE or low in PEOPLE
        or low.removesuffix("s") in PEOPLE or low.endswith("s")
    )  # fmt: skip


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
    if i == last + 1 and i < len(doc) and doc[i].lower_ in _UNITS:
        return doc[i]
    return None
