"""How two claims stand to each other: agree, contradict, update, compatible, or no answer.

Silence is not contradiction, and no answer is an answer: a pair whose scope is not clearly one
gets None. The reason is always something a reader can check: a number, a denial, shared words.
The rules for numbers follow ``docs/how-it-works.md``.
"""

from __future__ import annotations

from dataclasses import dataclass

from rashomon.comparison.likeness import containment, likeness, weight
from rashomon.comparison.numbers import TOLLS, fit, say
from rashomon.comparison.views import OWN_VOICE, Amount, View
from rashomon.model import About, RelationKind
from rashomon.text import inside
from rashomon.vocabulary import rarity

# Measured on the development key of conflicts (docs/benchmarks.md): above these shares of common
# rare words two claims say the same, or speak of the same thing.
SAY_THE_SAME = 0.5
HELD_WHOLE = 0.85
HELD_ENOUGH = 0.38
ONE_MATTER = 0.5
# The least weight of the words shared: three rare words, or four of middling rarity.
_TELLS = 12.0
_SAYS = 6.0
# Fewer shared content words than this are too few to say that two claims are about one matter.
_FEW = 3

# "At least 15" allows 29, but says nothing of it: only figures this near are worth a word.
_FITS_AND_TELLS = 3.0
# A factor of twenty is another scope (one attack, a whole war), not a dispute.
_ANOTHER_SCOPE = 20.0

_STANDS = {
    "asserts": "says so", "alleges": "says so", "hedges": "says so",
    "denies": "denies", "doubts": "doubts", "withholds": "withholds",
    "demands": "demands", "conditional": "if",
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """One relation with what it is about; ``counts`` names the thing counted, for numbers.

    ``later_first`` is True for an update whose earlier statement is the second of the two.
    """

    relation: RelationKind
    about: About
    why: str
    confidence: float
    counts: str | None = None
    later_first: bool = False


def judge(a: View, b: View) -> Verdict | None:
    """The relation of two claims, or None where nothing certain can be said."""
    if a.relays or b.relays or _nested(a, b) or not a.terms or not b.terms:
        return None
    return _denial(a, b) or _number(a, b) or _day(a, b) or _same_words(a, b)


def _nested(a: View, b: View) -> bool:
    """Whether one claim stands in the other: it shares its words, and answers nothing."""
    return a.ref.article == b.ref.article and (
        inside(a.claim.content, b.claim.content) or inside(b.claim.content, a.claim.content)
    )


def _denial(a: View, b: View) -> Verdict | None:
    if a.voice == b.voice:
        return None
    for one, other in ((a, b), (b, a)):
        stands = _STANDS[one.claim.commitment]
        if stands not in {"denies", "doubts", "withholds"}:
            continue
        if _STANDS[other.claim.commitment] != "says so" or not _one_matter(one, other):
            continue
        confidence = round(min(0.9, containment(a, b)), 2)
        if stands == "denies" and not other.negated:
            return Verdict(
                relation="contradict",
                about="denial",
                why=f"one says so, the other denies it; both about {shared_words(a, b)}",
                confidence=confidence,
            )
        if stands in {"doubts", "withholds"}:
            how = "doubts it" if stands == "doubts" else "leaves it open"
            return Verdict(
                relation="compatible",
                about="denial",
                why=f"one says so, the other {how}; both about {shared_words(a, b)}",
                confidence=confidence,
            )
    return None


def _number(a: View, b: View) -> Verdict | None:
    best: Verdict | None = None
    for x in a.amounts:
        for y in b.amounts:
            verdict = _amounts(a, x, b, y)
            if verdict and (best is None or verdict.confidence > best.confidence):
                best = verdict
    return best


def _amounts(a: View, x: Amount, b: View, y: Amount) -> Verdict | None:
    if x.counts != y.counts or x.aside or y.aside or not _one_scope(a, x, b, y):
        return None
    if {_STANDS[a.claim.commitment], _STANDS[b.claim.commitment]} != {"says so"}:
        return None
    alike = max(likeness(a, b), 0.5 if x.counts in TOLLS else 0.0)
    said = f"{say(x.quantity)} and {say(y.quantity)}"
    what = f"{x.counts}: {said}"
    fits = fit(x.quantity, y.quantity)
    if fits == "same":
        return Verdict(
            relation="agree", about="number", why=f"the same number {what}",
            confidence=round(min(0.95, 0.5 + alike / 2), 2), counts=x.counts,
        )  # fmt: skip
    low, high = sorted((x.quantity.value, y.quantity.value))
    if fits == "overlap":
        if not low or high / low > _FITS_AND_TELLS:
            return None
        return Verdict(
            relation="compatible", about="number", why=f"both can be true, {what}",
            confidence=round(min(0.9, 0.4 + alike / 2), 2), counts=x.counts,
        )  # fmt: skip
    if not low or high / low > _ANOTHER_SCOPE:
        return None
    if x.counts in TOLLS and _rises(a, x, b, y):
        return Verdict(
            relation="update", about="number", why=f"the later count is higher, {what}",
            confidence=round(min(0.85, 0.4 + alike / 2), 2), counts=x.counts,
            later_first=x.quantity.value > y.quantity.value,
        )  # fmt: skip
    return Verdict(
        relation="contradict", about="number", why=f"the numbers exclude each other, {what}",
        confidence=round(min(0.85, 0.35 + alike / 2), 2), counts=x.counts,
    )  # fmt: skip


def _one_scope(a: View, x: Amount, b: View, y: Amount) -> bool:
    if x.noun != y.noun:
        return False
    if a.places and b.places and not a.places & b.places:
        return False
    if a.months != b.months:
        # "In December, 29 died": an earlier event, told as background.
        return False
    shared = (a.terms & b.terms) - x.terms - y.terms
    if x.counts in TOLLS or x.counts == "aboard":
        return bool(shared) or bool(a.places & b.places)
    return len(shared) >= 2 and containment(a, b) >= ONE_MATTER


def _rises(a: View, x: Amount, b: View, y: Amount) -> bool:
    if x.early != y.early:
        early, settled = (x, y) if x.early else (y, x)
        return early.quantity.value < settled.quantity.value
    if not a.published or not b.published or a.published[:10] == b.published[:10]:
        return False
    earlier, later = (x, y) if a.published < b.published else (y, x)
    return earlier.quantity.value < later.quantity.value


def _day(a: View, b: View) -> Verdict | None:
    """Two claims in much the same words, each with one day of the week, and not the same."""
    if len(a.weekdays) != 1 or len(b.weekdays) != 1 or a.weekdays == b.weekdays:
        return None
    if a.negated != b.negated or likeness(a, b) < SAY_THE_SAME or not says_the_same(a, b):
        return None
    days = " and ".join(next(iter(v.weekdays)).capitalize() for v in (a, b))
    return Verdict(
        relation="contradict",
        about="time",
        why=f"the days differ, {days}; otherwise much the same words: {shared_words(a, b)}",
        confidence=round(min(0.8, likeness(a, b)), 2),
    )


def _same_words(a: View, b: View) -> Verdict | None:
    if not says_the_same(a, b):
        return None
    stands = {_STANDS[a.claim.commitment], _STANDS[b.claim.commitment]}
    alike = likeness(a, b)
    if a.negated != b.negated:
        # One "not" somewhere in forty words need not deny the rest: only near-equal wording does.
        if stands != {"says so"} or alike < 0.6 or a.voice == b.voice:
            return None
        return Verdict(
            relation="contradict", about="denial",
            why=f"one says so, the other says it is not so; both about {shared_words(a, b)}",
            confidence=round(min(0.8, alike), 2),
        )  # fmt: skip
    if len(stands) > 1:
        return None
    words = shared_words(a, b)
    if {a.claim.commitment, b.claim.commitment} >= {
        "hedges"
    } and a.claim.commitment != b.claim.commitment:
        return Verdict(
            relation="compatible", about="other", why=f"one hedges what the other asserts: {words}",
            confidence=round(min(0.9, alike + 0.2), 2),
        )  # fmt: skip
    if same_wording(a, b) and OWN_VOICE not in (a.voice, b.voice) and voices_differ(a, b):
        return Verdict(
            relation="agree", about="other", why="word for word the same, given to two speakers",
            confidence=0.9,
        )  # fmt: skip
    return Verdict(
        relation="agree", about="other", why=f"both say it in much the same words: {words}",
        confidence=round(min(0.95, max(alike, containment(a, b) - 0.2)), 2),
    )  # fmt: skip


def says_the_same(a: View, b: View) -> bool:
    """Whether two claims say the same by their words; their numbers must not part."""
    if any(
        x.counts == y.counts and fit(x.quantity, y.quantity) == "conflict"
        for x in a.amounts
        for y in b.amounts
    ):
        return False
    shared = a.terms & b.terms
    if same_wording(a, b):
        return True
    if len(shared) < _FEW or weight(shared) < _TELLS or a.months != b.months:
        return False
    if a.numerals and b.numerals and not a.numerals & b.numerals:
        return False
    # Names say whom a claim is about; what it says of them stands in the other words.
    if weight(shared - a.names - b.names) < _SAYS:
        return False
    alike = likeness(a, b)
    return alike >= SAY_THE_SAME or (
        len(shared) > _FEW and alike >= HELD_ENOUGH and containment(a, b) >= HELD_WHOLE
    )


def same_wording(a: View, b: View) -> bool:
    """Whether two claims differ in nothing but function words and marks."""
    return len(a.terms) > 1 and a.terms == b.terms and a.numerals == b.numerals


def _one_matter(a: View, b: View) -> bool:
    shared = a.terms & b.terms
    return len(shared) >= _FEW and weight(shared) >= 12 and containment(a, b) >= ONE_MATTER


def shared_words(a: View, b: View, most: int = 4) -> str:
    """The most telling words two claims share, as the first writes them, in its order."""
    shared = sorted(a.terms & b.terms, key=lambda term: (-rarity(term), term))[:most]
    chosen = set(shared)
    return ", ".join(word for term, word in a.shown.items() if term in chosen)


def voices_differ(a: View, b: View) -> bool:
    """Whether two claims have different voices, or are the own voice of different outlets."""
    if a.voice is None or b.voice is None:
        return True
    if a.voice == b.voice == OWN_VOICE:
        return a.outlet != b.outlet
    return a.voice != b.voice
