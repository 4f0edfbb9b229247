"""Numbers as a text writes them, in figures or words: what value, and where they end.

A number that can be read in two ways ("1.234", "12 345", "3m" of what?) has no value here: who asks
is told where it ends and leaves it out. Each token is looked at a fixed number of times.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from rashomon.annotate.outcomes import PEOPLE
from rashomon.model import Bound

if TYPE_CHECKING:
    from spacy.tokens import Doc


@dataclass(frozen=True, slots=True)
class Number:
    """A number that begins at some token and ends with token ``last``.

    ``value`` None: a number that cannot be told. ``bound`` is what its own words say ("dozens" is
    at least 24, "100+" at least 100). ``share`` is True for a part of a whole, in per cent.
    """

    value: float | None
    last: int
    unit: str | None = None
    max: float | None = None
    bound: Bound | None = None
    share: bool = False
    figures: bool = False


_ONES = dict(zip("one two three four five six seven eight nine".split(), range(1, 10), strict=True))
_TEENS = dict(
    zip(
        "ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split(),
        range(10, 20),
        strict=True,
    )
)
_TENS = dict(
    zip("twenty thirty forty fifty sixty seventy eighty ninety".split(), range(20, 100, 10),
        strict=True)
)  # fmt: skip
_SCALES = {
    "dozen": 12, "hundred": 100, "thousand": 1_000, "lakh": 100_000, "million": 1_000_000,
    "crore": 10_000_000, "billion": 1_000_000_000, "trillion": 1_000_000_000_000,
    "bn": 1_000_000_000, "mn": 1_000_000, "tn": 1_000_000_000_000,
}  # fmt: skip
_LETTERS = {"bn": 1e9, "mn": 1e6, "tn": 1e12, "m": 1e6, "k": 1e3, "b": 1e9}
_WORDS = {*_ONES, *_TEENS, *_TENS, *_SCALES, "zero"}
# What an indefinite number says at least ("dozens of people").
_VAGUE = {
    "tens": 20, "dozens": 24, "scores": 40, "hundreds": 200, "thousands": 2_000,
    "millions": 2_000_000, "billions": 2_000_000_000,
}  # fmt: skip
# "Hundreds of thousands": at least two hundred of them.
VAGUE = frozenset(_VAGUE)
_VAGUE_SCALES = {"thousands": 1_000, "millions": 1_000_000, "billions": 1_000_000_000}
_PARTS = {
    "half": 2, "third": 3, "quarter": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8,
    "ninth": 9, "tenth": 10, "halves": 2,
}  # fmt: skip
_PARTS |= {f"{word}s": parts for word, parts in list(_PARTS.items()) if word != "halves"}
_OWNERS = frozenset("the its their his her our my your these those all".split())
# What "3m" and "12k" before it count in millions and thousands.
_IN_MILLIONS = PEOPLE | frozenset(
    "voter user viewer vote copy job home household house customer reader follower visitor animal "
    "ticket".split()
)
_MEASURES = frozenset("hour mile minute second year month day week kilometre kilometer km".split())
_MONEY = frozenset("$€£¥")
_CHANGES = frozenset(
    "rise fall increase decrease grow climb jump drop boost raise reduce cut bring go soar revise "
    "shrink double swell decline lower take".split()
)
MONTHS = frozenset(
    "january february march april may june july august september october november december jan feb "
    "mar apr jun jul aug sept sep oct nov dec".split()
)
# A float holds whole numbers exactly up to here; a longer run of digits is no count of anything.
_MOST = 2.0**53
_DIGITS = 15
# As many words as "nine hundred ninety-nine billion, ..." needs; a longer run is a list.
_LONGEST = 24

_SIGNS = {"٫": ".", "٬": ",", "．": ".", "，": ",", "％": "%"}
_OTHER_DIGITS = re.compile(r"(?![0-9])\d|[٫٬．，％]")
_RUN = re.compile(
    r"\d+(?:[.,'’\u00a0\u202f\u2009]\d+)*(?P<spaced>(?: \d{3}(?![\d.,]?\d))+)?(?:\.\d+(?=\D|$))?"
)
_VULGAR = "½¼¾⅓⅔⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞"
_AFTER = re.compile(
    rf"(?P<part>[{_VULGAR}]| [1-9][/⁄][2-9](?![\d/⁄]))?"
    r"(?:(?P<ordinal>st|nd|rd|th)|(?P<scale>bn|mn|tn|[mkb])|(?P<unit>%|km|kg|cm|mm|ft|mph|kph|g"
    r"|lbs?))?(?![^\W\d_])(?P<more>\+|-plus\b)?",
    re.IGNORECASE,
)
_BEGINS = re.compile(
    rf"\d+|[{_VULGAR}]|\b(?:(?:{'|'.join(sorted({*_WORDS, *_VAGUE} - {*_SCALES}))}|half)\b"
    rf"|(?:an?|several|many)(?=[\s-]+(?:{'|'.join(sorted({*_SCALES, *_PARTS}))}|few|couple)\b)"
    r"|no(?=\s+(?:\w+\s+)?(?:surviv|casualt|death|fatalit|injur)))",
    re.IGNORECASE,
)
_GROUPED = re.compile(r"\d{1,3}(?:([,.'’\u00a0\u202f\u2009 ])\d{3})(?:\1\d{3})*$")
_LAKHS = re.compile(r"\d{1,2}(?:,\d{2})+,\d{3}$")


def plain_digits(text: str) -> str:
    """The text with every decimal digit and Arabic separator as in ASCII, length unchanged."""
    if text.isascii():
        return text
    return _OTHER_DIGITS.sub(lambda m: _SIGNS.get(m[0]) or str(unicodedata.decimal(m[0])), text)


def candidates(doc: Doc, text: str) -> Iterator[int]:
    """The tokens at which a number, or "no survivors", can begin: a few in a hundred.

    Looking at these alone, found in the text, takes a fifth of the time of looking at every token.
    """
    for match in _BEGINS.finditer(text):
        span = doc.char_span(match.start(), match.start() + 1, alignment_mode="expand")
        if span is not None and span[0].idx == match.start():
            yield span.start


def read(doc: Doc, text: str, i: int) -> Number | None:
    """The number that begins at token ``i``, with its range; None where none begins.

    ``text`` is the doc's text after :func:`plain_digits`.
    """
    one = _one(doc, text, i)
    if one is None or one.value is None or one.bound or one.share:
        return one
    j = one.last + 1
    if j + 1 >= len(doc) or _after_month(doc, i):
        return one
    sign = doc[j].lower_
    joined = sign in {"-", "–", "—", "−"} and not doc[j - 1].whitespace_ and not doc[j].whitespace_
    between = bool(i) and "between" in {doc[i - 1].lower_, doc[max(0, i - 2)].lower_}
    spoken = sign in {"to", "or"} or (sign == "and" and between)
    if not (joined or spoken):
        return one
    begin = j + 1
    if begin + 1 < len(doc) and money_before(doc, begin + 1):
        begin += 1
    two = _one(doc, text, begin)
    if two is None or two.value is None or two.bound or two.share:
        return one
    low = one.value
    scale = _scale_after(doc, begin, two)
    if scale and low < two.value / scale and one.last == i:
        low *= scale  # "2 to 3 million"
    if not low < two.value <= low * 10:
        return one
    before = i - 2 if money_before(doc, i) else i - 1
    if before >= 0 and doc[before].lower_ == "from" and sign == "to":
        # "From 20 to 30 people": a range, or a change. Where the verb says that it is a change, its
        # end is the count of now, and it is read when its turn comes.
        changed = doc[before].head.lemma_.lower() in _CHANGES
        return Number(None, one.last if changed else two.last)
    return replace(two, value=low, max=two.value, unit=two.unit or one.unit, bound="range")


def _scale_after(doc: Doc, begin: int, number: Number) -> int | None:
    return _SCALES.get(doc[number.last].lower_) if number.last > begin else None


def _one(doc: Doc, text: str, i: int) -> Number | None:
    token = doc[i]
    low = token.lower_
    if token.text[0].isdecimal():
        number: Number | None = _figures(doc, text, i)
    elif token.text[0] in _VULGAR:
        number = _vulgar(doc, i)
    else:
        number = (
            _share(doc, i) or _vague(doc, i) or _with_article(doc, i) or
            (_in_words(doc, i) if low in _WORDS else None)
        )  # fmt: skip
    if number is None or number.value is None:
        return number
    if number.value > _MOST:
        return replace(number, value=None)
    return _in_every(doc, text, i, number) or number


def _vulgar(doc: Doc, i: int) -> Number | None:
    if len(doc[i].text) != 1:
        return None
    part = unicodedata.numeric(doc[i].text)
    if _next(doc, i) == "of":
        return Number(round(100 * part, 2), i, "%", share=True)
    return Number(part, i)


def _figures(doc: Doc, text: str, i: int) -> Number | None:
    run = _RUN.match(text, doc[i].idx)
    if run is None:
        return None
    end, written = run.end(), run.group()
    spaced = run["spaced"]
    if spaced and (len(run.group().split(" ")[0]) > 3 or _after_month(doc, i)):
        end, spaced = run.start("spaced"), None
        written = text[run.start() : end]
    value = _value(written, len(spaced) // 4 if spaced else 0)
    tail = _AFTER.match(text, end)
    end = tail.end() if tail else end
    last = i
    while doc[last].idx + len(doc[last]) < end:
        last += 1
    over = doc[last].idx + len(doc[last]) - end
    if tail is None or tail["ordinal"] or over not in {0, int(text.startswith(".", end))}:
        return Number(None, last)
    if tail["part"]:
        part = tail["part"].strip()
        value = None if value is None else value + _part(part)
    unit = tail["unit"]
    unit = money_before(doc, i) or unit
    if tail["scale"]:
        scale = tail["scale"].lower()
        if unit is None and scale in {"m", "k", "b"}:
            value, unit = _letter(doc, last, value, scale)
        elif value is not None:
            value = round(value * _LETTERS[scale], 6)
    after = doc[last + 1].lower_ if last + 1 < len(doc) else ""
    if after in _SCALES and doc[last].whitespace_ and value is not None:
        value, last = round(value * _SCALES[after], 6), last + 1
        after = doc[last + 1].lower_ if last + 1 < len(doc) else ""
    if after in {"%", "percent"} or (
        after == "per" and last + 2 < len(doc) and doc[last + 2].lower_ == "cent"
    ):
        unit, last = "%", last + (2 if after == "per" else 1)
    if after in {"/", "⁄"} and not doc[last].whitespace_:
        return Number(None, last)
    bound: Bound | None = "at least" if tail["more"] else None
    return Number(value, last, unit, bound=bound, figures=True)


def money_before(doc: Doc, i: int) -> str | None:
    """The sign of money right before token ``i``: "$" for "US$" too, others as written."""
    sign = doc[i - 1].text if i else ""
    if sign == "US$":
        return "$"
    return sign if sign in _MONEY or (sign.endswith("$") and sign.isupper()) else None


def _value(written: str, spaced: int) -> float | None:
    """The value of figures with their separators; None where it can be read in two ways."""
    whole, decimals = written, ""
    if written.isdecimal():
        return float(written) if len(written) <= _DIGITS else None
    marks = {c for c in written if not c.isdecimal()}
    if spaced == 1 and marks == {" "}:
        return None  # "12 345": one number, or two side by side
    if len(marks) == 2 and written.count(written[_last_mark(written)]) == 1:
        at = _last_mark(written)
        if written[at] not in ".,":
            return None
        whole, decimals = written[:at], written[at + 1 :]
    elif marks == {"."} and written.count(".") == 1:
        whole, decimals = written.split(".")
        if len(decimals) == 3 and len(whole) <= 3 and whole.strip("0"):
            return None  # "1.234": 1234, or a little more than 1
    if not whole.isdecimal():
        match = _GROUPED.match(whole) or _LAKHS.match(whole)
        if match is None or (
            whole.count(",") == 0 and decimals and "." in whole and "," in decimals
        ):
            return None
    digits = "".join(c for c in whole if c.isdecimal())
    if len(digits) + len(decimals) > _DIGITS:
        return None
    return float(f"{digits}.{decimals or 0}")


def _last_mark(written: str) -> int:
    return max(k for k, c in enumerate(written) if not c.isdecimal())


def _part(written: str) -> float:
    if len(written) == 1:
        return unicodedata.numeric(written)
    above, below = int(written[0]), int(written[2])
    return above / below


def _letter(
    doc: Doc, last: int, value: float | None, scale: str
) -> tuple[float | None, str | None]:
    """What "3m" and "12k" are without money: by the words that follow, else not to be told."""
    following = doc[last + 1] if last + 1 < len(doc) else None
    if value is None or following is None:
        return None, None
    if scale == "m" and following.lower_ in {"long", "wide", "high", "deep", "tall", "away"}:
        return value, "m"
    j = last + 1
    while j < len(doc) and j <= last + 2 and doc[j].pos_ == "ADJ":
        j += 1
    if j < len(doc) and doc[j].tag_ in {"NNS", "NNPS"} and doc[j].lemma_.lower() in _IN_MILLIONS:
        return round(value * _LETTERS[scale], 6), None
    return None, None  # "400m medleys" are not millions


def _after_month(doc: Doc, i: int) -> bool:
    return bool(i) and doc[i - 1].lower_.rstrip(".") in MONTHS


def _in_words(doc: Doc, i: int) -> Number | None:
    """ "Sixty-five", "two hundred and six", "three dozen", "two and a half million".

    Words that do not make one number ("nineteen eighty", "five five") cannot be told.
    """
    if doc[i].lower_ == "zero":
        return Number(0.0, i)
    total = group = 0.0
    lowest = float("inf")
    kind, j, last = "start", i, i - 1
    if doc[i].lower_ == "a":
        group, kind, j, last = 1.0, "ones", i + 1, i
    while j < len(doc) and j - i < _LONGEST:
        low = doc[j].lower_
        if low in _ONES and kind in {"start", "tens", "hundred", "scale"}:
            group, kind = group + _ONES[low], "ones"
        elif low in _TEENS and kind in {"start", "hundred", "scale"}:
            group, kind = group + _TEENS[low], "teens"
        elif low in _TENS and kind in {"start", "hundred", "scale"}:
            group, kind = group + _TENS[low], "tens"
        elif low == "hundred" and kind in {"ones", "teens"}:
            group, kind = group * 100, "hundred"
        elif low == "dozen" and kind in {"ones", "teens", "tens"}:
            return Number(total + group * 12, j)
        elif low in _SCALES and _SCALES[low] > 100 and group and _SCALES[low] < lowest:
            lowest = _SCALES[low]
            total, group, kind = total + group * lowest, 0.0, "scale"
        elif low in _WORDS or (low == "point" and _next(doc, j) in _WORDS):
            j += low == "point"
            while j < len(doc) and doc[j].lower_ in _WORDS:
                j += 1
            return Number(None, j - 1)
        elif _links(low, kind, _next(doc, j)):
            j += 1
            continue
        elif (half := _and_a_half(doc, j)) and kind in {"ones", "teens", "tens"}:
            group, j, kind = group + half[0], half[1], "half"
        else:
            break
        last = j
        j += 1
    return Number(total + group, last) if kind != "start" else None


def _links(low: str, kind: str, following: str) -> bool:
    """Whether a hyphen or "and" goes on with the number: "sixty-five", "two hundred and six"."""
    if low == "and":
        return kind in {"hundred", "scale"} and following in {*_ONES, *_TEENS, *_TENS}
    return low in {"-", "‐"} and kind == "tens" and following in _ONES


def _next(doc: Doc, j: int) -> str:
    return doc[j + 1].lower_ if j + 1 < len(doc) else ""


def _and_a_half(doc: Doc, j: int) -> tuple[float, int] | None:
    """ "and a half", with hyphens or without, from token ``j``: the part, and its last token."""
    words = [(t.lower_, t.i) for t in doc[j : j + 6] if t.lower_ not in {"-", "‐"}][:3]
    if [w for w, _ in words[:2]] != ["and", "a"] or len(words) < 3:
        return None
    part = {"half": 0.5, "quarter": 0.25, "third": 1 / 3}.get(words[2][0])
    return (part, words[2][1]) if part else None


def _with_article(doc: Doc, i: int) -> Number | None:
    """ "A dozen", "a hundred", "half a million", "a few hundred", "a couple of thousand"."""
    words = [t.lower_ for t in doc[i : i + 4]]
    words += [""] * (4 - len(words))
    if words[0] == "half" and words[1] in {"a", "an"} and words[2] in _SCALES:
        return Number(_SCALES[words[2]] / 2, i + 2)
    if words[0] == "half" and words[1] in _SCALES:
        return Number(_SCALES[words[1]] / 2, i + 1)
    if words[0] in {"several", "many"} and words[1] in _SCALES:
        return Number(2.0 * _SCALES[words[1]], i + 1, bound="at least")
    if words[0] != "a":
        return None
    if words[1] in _SCALES:
        return _in_words(doc, i)  # "a hundred and six"
    if words[1] == "half":
        at = 3 if words[2] in {"-", "‐"} else 2
        return Number(_SCALES[words[at]] / 2, i + at) if words[at] in _SCALES else None
    if words[1] == "few" and words[2] in _SCALES:
        return Number(2.0 * _SCALES[words[2]], i + 2, bound="at least")
    if words[1] == "couple":
        at = 3 if words[2] == "of" else 2
        if words[at] in _SCALES:
            return Number(2.0 * _SCALES[words[at]], i + at, bound="about")
    return None


def _vague(doc: Doc, i: int) -> Number | None:
    low = doc[i].lower_
    if low not in _VAGUE:
        return None
    follows = _next(doc, i)
    scale = _VAGUE_SCALES.get(doc[i + 2].lower_) if i + 2 < len(doc) else None
    if follows == "of" and scale:
        return Number(float(_VAGUE[low] * scale), i + 2, bound="at least")
    counts = follows == "of" or (i and doc[i - 1].lower_ in {"many", "several"} and low != "tens")
    alone = low not in {"tens", "scores"} and doc[i].dep_ in {"nsubj", "nsubjpass", "dobj", "conj"}
    if counts or alone:
        return Number(float(_VAGUE[low]), i, bound="at least")
    return None


def _share(doc: Doc, i: int) -> Number | None:
    """ "Half of", "two-thirds of", "a quarter of an hour", "half an hour"."""
    words = [(t.lower_, t.i) for t in doc[i : i + 6] if t.lower_ not in {"-", "‐"}]
    low = words[0][0] if words else ""
    if low == "half":
        if len(words) > 2 and words[1][0] in {"a", "an"} and words[2][0] in _MEASURES:
            return Number(0.5, words[1][1])
        if i and (doc[i - 1].pos_ == "ADJ" or doc[i - 1].lower_ in {"and", "one"}):
            return None  # "the first half of the game", "the eastern half of the city"
        if len(words) > 1 and words[1][0] in {"of", *_OWNERS}:
            return Number(50.0, i, "%", share=True)
        return None
    above = 1 if low in {"a", "one"} else _ONES.get(low)
    if above is None or len(words) < 2:
        return None
    below = _PARTS.get(words[1][0])
    if below is None or (above > 1) != (words[1][0].endswith("s") or words[1][0] == "halves"):
        return None
    after = words[2][0] if len(words) > 2 else ""
    if words[1][0] == "half" and after in _MEASURES:
        return Number(0.5, words[1][1])
    if after != "of" or above >= below:
        return None
    if len(words) > 4 and words[3][0] in {"a", "an"} and words[4][0] in _SCALES:
        return Number(above / below * _SCALES[words[4][0]], words[4][1])
    if len(words) > 4 and words[3][0] in {"a", "an"} and words[4][0] in _MEASURES:
        return Number(above / below, words[3][1])
    return Number(round(100 * above / below, 2), words[1][1], "%", share=True)


def _in_every(doc: Doc, text: str, i: int, number: Number) -> Number | None:
    """ "One in five", "nine out of ten" as a share; None where the words may mean another thing.

    "Two in five games" counts goals: without "every" or "out of" only "one in" is a share, or what
    stands as the subject or after a bound.
    """
    assert number.value is not None  # noqa: S101  the caller has looked
    words = [t.lower_ for t in doc[number.last + 1 : number.last + 4]]
    if not words or number.unit or words[0] not in {"in", "out"}:
        return None
    at, sure = number.last + 2, False
    if words[:2] == ["out", "of"]:
        at, sure = at + 1, True
    elif words[0] == "out":
        return None
    if at < len(doc) and doc[at].lower_ == "every":
        at, sure = at + 1, True
    if at >= len(doc):
        return None
    if doc[at].text[0].isdecimal():
        whole = _figures(doc, text, at)
    else:
        whole = _with_article(doc, at) or (_in_words(doc, at) if doc[at].lower_ in _WORDS else None)
    if whole is None or not whole.value or whole.unit or whole.bound:
        return None
    if not 1 < whole.value <= 1000 or number.value >= whole.value:
        return None
    following = doc[whole.last + 1] if whole.last + 1 < len(doc) else None
    if not sure:
        if following is None or following.lemma_.lower() in {*_MEASURES, "decade", "time", "game"}:
            return None
        subject = doc[i].dep_.startswith("nsubj") or doc[whole.last].head.dep_.startswith("nsubj")
        told = i > 0 and doc[i - 1].lower_ in {"than", "about", "nearly", "almost", "least", "some"}
        if not (number.value == 1 or subject or told):
            return None
    return Number(round(100 * number.value / whole.value, 2), whole.last, "%", share=True)
