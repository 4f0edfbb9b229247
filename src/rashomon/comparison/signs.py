"""What can be told of two claims at a glance: the signs by which their relation is weighed.

Each sign is a number of the pair, the same whichever claim comes first. They say how alike the
claims are, how their figures, negations and commitments stand to each other, and what stands
around them: the scope of a claim (this attack or an earlier one, a part or the whole) is seldom
told in the claim itself.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from datetime import date

from rashomon.comparison.likeness import Pair, weight
from rashomon.comparison.numbers import TOLLS, fit
from rashomon.comparison.views import OWN_VOICE, Amount, View
from rashomon.model import Commitment
from rashomon.vocabulary import is_stop_word, stem

_COMMITMENTS: tuple[Commitment, ...] = (
    "asserts", "alleges", "hedges", "denies", "doubts", "withholds", "demands", "conditional",
)  # fmt: skip
_I = re.IGNORECASE
_MANNERS = {
    "hedged": re.compile(
        r"\b(?:may|might|could|possibl[ey]|probabl[ey]|perhaps|likely|suspect\w*|apparent\w*"
        r"|appear\w*|seem\w*|believ\w*|alleged\w*|unclear|unknown|reported\w*|expected)\b",
        _I,
    ),
    "wished": re.compile(
        r"\b(?:should|must|ought|need\w*|call\w* (?:on|for)|urge\w*|demand\w*)\b", _I
    ),
    "ahead": re.compile(r"\b(?:will|would|plan\w*|going to|'ll)\b", _I),
    "whole": re.compile(r"\b(?:all|every|only|both|entire|none)\b", _I),
}  # fmt: skip
_FATES = {
    "killed": re.compile(
        r"\b(?:kill\w*|dead|die[ds]?|deaths?|slain|lives|bod(?:y|ies)|martyr\w*|fatal\w*|slay\w*"
        r"|murder\w*|executed|massacre\w*|perish\w*|succumb\w*|toll|victims?)\b",
        _I,
    ),
    "wounded": re.compile(
        r"\b(?:wound\w*|injur\w*|hurt|hospital\w*|struck|treated|recover\w*|condition)\b", _I
    ),
    "shot": re.compile(r"\b(?:shot|shootings?|gunfire|gunshot\w*)\b", _I),
    "held": re.compile(r"\b(?:arrest\w*|detain\w*|custody|charged|suspects?)\b", _I),
    "missing": re.compile(r"\b(?:missing|disappear\w*|unaccounted)\b", _I),
    "aged": re.compile(r"\b(?:aged?|ages|years?[- ]old|-year-old)\b", _I),
}
_NEWER = re.compile(
    r"\b(?:rose|risen|rises?|rising|climb\w*|revis\w*|initial\w*|preliminary|earlier|so far"
    r"|expected to rise|later died|has died|since died|now|updated?|new toll|latest|previous\w*"
    r"|died (?:later|of))\b",
    _I,
)
_ELSEWHERE = re.compile(
    r"\b(?:unrelated|separate\w*|another|earlier|previous\w*|last (?:year|month|week)|in \d{4}"
    r"|since \d{4}|so far this|overall|total|war|conflict|years?|weekend|elsewhere|meanwhile"
    r"|also)\b",
    _I,
)
_NAME = re.compile(r"\b[A-Z][a-zà-ÿ]+\b")
# Code points: of a figure, within which its fate is named; of a claim, what stands around it.
_NEAR, _BEFORE, _AFTER, _AROUND = 45, 110, 60, 260
_MOST_DAYS = 30


def signs(pair: Pair) -> dict[str, float]:
    """The signs of a pair by name; every pair has the same names in the same order."""
    found = dict(_likeness(pair))
    for some in (_figures, _fates, _manner, _scope, _voices):
        found.update(some(pair.a, pair.b))
    found["likeness of the titles"] = pair.titles
    return found


def _likeness(pair: Pair) -> Iterator[tuple[str, float]]:
    a, b, names = pair.a, pair.b, pair.a.names | pair.b.names
    rest = weight(a.terms - b.terms), weight(b.terms - a.terms)
    apart = len(a.names - b.terms), len(b.names - a.terms)
    long = len(a.terms), len(b.terms)
    yield "meaning", pair.meaning
    yield "words", pair.words
    yield "held", pair.held
    yield "shared", float(len(pair.shared))
    yield "weight shared", weight(pair.shared)
    yield "weight shared but names", weight(pair.shared - names)
    yield "weight of shared names", weight(pair.shared & names)
    yield "rest of the shorter", min(rest)
    yield "rest of the longer", max(rest)
    yield "names apart in both", float(min(apart))
    yield "names apart", float(max(apart))
    yield "shorter", float(min(long))
    yield "longer", float(max(long))


def _figures(a: View, b: View) -> Iterator[tuple[str, float]]:
    """How the numbers of two claims stand to each other."""
    alike = [(x, y) for x in a.amounts for y in b.amounts if x.counts == y.counts]
    order = ("same", "overlap", "conflict")

    def nearness(two: tuple[Amount, Amount]) -> tuple[bool, bool, int]:
        x, y = two
        return x.noun != y.noun, x.aside or y.aside, order.index(fit(x.quantity, y.quantity))

    best = min(alike, key=nearness, default=None)
    yield "fewer amounts", float(min(len(a.amounts), len(b.amounts)))
    yield "amounts of one kind", float(len(alike))
    for kind in order:
        fits = best is not None and fit(best[0].quantity, best[1].quantity) == kind
        yield f"nearest {kind}", float(fits)
    low, high = sorted((best[0].quantity.value, best[1].quantity.value)) if best else (0.0, 0.0)
    yield "nearest of one noun", float(best is not None and best[0].noun == best[1].noun)
    yield "nearest aside", float(best is not None and (best[0].aside or best[1].aside))
    yield "nearest ratio", math.log((high + 1) / (low + 1))
    yield "nearest size", math.log1p(high)
    yield "nearest toll", float(best is not None and best[0].counts in TOLLS)
    bounds = [x.quantity.bound != "exact" for x in best] if best else []
    yield "nearest bounds", float(sum(bounds))
    yield "numbers shared", float(len(a.numerals & b.numerals))
    apart = len(a.numerals - b.numerals), len(b.numerals - a.numerals)
    yield "numbers apart", float(min(apart))
    both = a.numerals | b.numerals
    yield "share of numbers", len(a.numerals & b.numerals) / max(1, len(both))
    yield "numbers in one", float(bool(a.numerals) != bool(b.numerals))
    yield "one is the sum", float(_sums(a, b) or _sums(b, a))
    bounded = [any(x.quantity.bound != "exact" for x in view.amounts) for view in (a, b)]
    yield from _of_two("bounded", *bounded)
    largest = [max((x.quantity.value for x in view.amounts), default=0.0) for view in (a, b)]
    known = bool(a.amounts and b.amounts)
    yield "ratio of the largest", math.log((max(largest) + 1) / (min(largest) + 1)) * known
    days = _day(a), _day(b)
    rises = 0.0
    if known and None not in days and days[0] != days[1]:
        early, late = largest if days < days[::-1] else largest[::-1]
        rises = float(late > early) - float(late < early)
    yield "rises", rises


def _sums(parts: View, whole: View) -> bool:
    numbers = [float(n) for n in parts.numerals if n.replace(".", "", 1).isdigit()]
    held = [float(n) for n in whole.numerals if n.replace(".", "", 1).isdigit()]
    return len(numbers) > 1 and bool(held) and sum(numbers) == max(held)


def _fates(a: View, b: View) -> Iterator[tuple[str, float]]:
    """What befell whom: figures of one fate are held against each other."""
    two = [[(x, _fate(view, x)) for x in view.amounts] for view in (a, b)]
    fits = [fit(x.quantity, y.quantity) for x, of in two[0] for y, other in two[1] if of & other]
    yield "figures of one fate", float(min(3, len(fits)))
    for kind in ("same", "overlap", "conflict"):
        yield f"of one fate {kind}", float(kind in fits)
    yield "of one fate all same", float(bool(fits) and set(fits) == {"same"})
    for name, words in _FATES.items():
        if name != "missing":
            yield from _of_two(name, bool(words.search(a.text)), bool(words.search(b.text)))
    kinds = [{x.counts for x in view.amounts} for view in (a, b)]
    crossed = any("killed" in x and "wounded" in y for x, y in (kinds, kinds[::-1]))
    yield "killed against wounded", float(crossed and not kinds[0] & kinds[1])
    for name in ("early", "revised"):
        said = [any(getattr(x, name) for x in view.amounts) for view in (a, b)]
        yield f"count {name} in one", float(said[0] != said[1])


def _fate(view: View, amount: Amount) -> set[str]:
    if amount.counts in {"killed", "wounded"}:
        return {amount.counts}
    text, content = view.article.text, view.claim.content
    start = max(content[0].start, amount.span.start - _NEAR)
    near = text[start : amount.span.end + _NEAR]
    return {name for name, words in _FATES.items() if words.search(near)} or {amount.counts}


def _manner(a: View, b: View) -> Iterator[tuple[str, float]]:
    """Negation, commitment, and how a thing is said."""
    one, other = a.claim.commitment, b.claim.commitment
    for commitment in _COMMITMENTS:
        yield commitment, float((one == commitment) + (other == commitment))
    yield "commitments differ", float(one != other)
    yield "one denies", float((one == "denies") != (other == "denies"))
    yield "negated in one", float(a.negated != b.negated)
    yield "negated in both", float(a.negated and b.negated)
    yield "disowned", float(a.disowns or b.disowns)
    for name, words in _MANNERS.items():
        yield from _of_two(name, bool(words.search(a.text)), bool(words.search(b.text)))


def _scope(a: View, b: View) -> Iterator[tuple[str, float]]:
    """Place and time, of the claims and of what stands around them."""
    yield "places apart", float(bool(a.places and b.places and not a.places & b.places))
    yield "places shared", float(bool(a.places & b.places))
    yield "months apart", float(bool(a.months and b.months and not a.months & b.months))
    yield "months in one", float(bool(a.months) != bool(b.months))
    yield "days apart", float(bool(a.weekdays and b.weekdays and not a.weekdays & b.weekdays))
    yield "days shared", float(bool(a.weekdays & b.weekdays))
    names = [_names(_around(view, _AROUND, _AROUND)) for view in (a, b)]
    common = names[0] & names[1]
    yield "names around", weight(common)
    yield "share of names around", len(common) / max(1, min(map(len, names)))
    for name, words in (("newer", _NEWER), ("elsewhere", _ELSEWHERE)):
        near = [bool(words.search(_around(view, _BEFORE, _AFTER))) for view in (a, b)]
        yield from _of_two(f"{name} near", *near)
        yield from _of_two(name, bool(words.search(a.text)), bool(words.search(b.text)))
    at = [view.claim.content[0].start / max(1, len(view.article.text)) for view in (a, b)]
    yield "earlier in its text", min(at)
    yield "later in its text", max(at)


def _around(view: View, before: int, after: int) -> str:
    start, end = view.claim.content[0].start, view.claim.content[-1].end
    text = view.article.text
    return f"{text[max(0, start - before) : start]} {view.text} {text[end : end + after]}"


def _names(text: str) -> set[str]:
    return {stem(word) for word in _NAME.findall(text) if not is_stop_word(word)}


def _voices(a: View, b: View) -> Iterator[tuple[str, float]]:
    """Who says it, and when."""
    yield "one article", float(a.ref.article == b.ref.article)
    same = a.voice is not None and a.voice == b.voice and a.voice != OWN_VOICE
    yield "one speaker", float(same)
    yield "own voice", float((a.voice == OWN_VOICE) + (b.voice == OWN_VOICE))
    one, other = _day(a), _day(b)
    between = -1 if one is None or other is None else abs(one - other)
    yield "days between", float(min(between, _MOST_DAYS))
    yield "one day", float(between == 0)
    yield "dated", float(between >= 0)


def _day(view: View) -> int | None:
    try:
        return date.fromisoformat((view.published or "")[:10]).toordinal()
    except ValueError:
        return None


def _of_two(name: str, one: bool, other: bool) -> Iterator[tuple[str, float]]:
    yield f"{name} in one", float(one != other)
    yield f"{name} in both", float(one and other)
