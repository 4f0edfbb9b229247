"""How two claims stand to each other: agree, contradict, update, compatible, or no answer.

Silence is not contradiction, and no answer is an answer: a pair whose scope is not clearly one
gets None. The reason is always something a reader can check: a number, a denial, shared words.
The rules for numbers follow ``docs/how-it-works.md``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from rashomon.comparison import money
from rashomon.comparison.currency import is_money
from rashomon.comparison.happenings import two_happenings
from rashomon.comparison.likeness import Pair, weight
from rashomon.comparison.numbers import TOLLS, fit, say
from rashomon.comparison.views import OWN_VOICE, Amount, View
from rashomon.model import About, RelationKind
from rashomon.text import inside, quote
from rashomon.vocabulary import is_clause, rarity

# Thresholds: benchmarks/likeness.py prints their precision and recall on the development keys.
# Shares of common rare words above which two claims say the same ...
_SAME_WORDS = 0.5
_HELD_WHOLE, _HELD_WORDS = 0.85, 0.38
# ... or, with the encoder's cosine, the mean of the two (precision .91 with the guards below).
_SAME_MEANING = 0.8
# Nearer than chance, but less than the same: enough for a relation with that reason, not for
# joining two claims into one statement.
_NEAR_MEANING, _NEAR_HELD, _NEAR_SHARED, _NEAR_SAYS = 0.7, 0.75, 4, 10.0
# Two outlets' own sentences agree only from this share of words on.
_OWN_WORDS = 0.85
# What says the same is near in meaning too; below this a high share of words is chance.
_NOT_CHANCE = 0.55
# The cosine from which on two claims may speak of one thing, and the share of a denial's words that
# must then stand in what it denies; half is enough where the two are very near in meaning.
_VERY_THING = 0.62
_ANSWERED = 0.7
_HALF, _VERY_NEAR, _ONE_MEANING = 0.5, 0.75, 0.8
_LEAST_SHARED = 2
_ANSWERED_WHOLE, _SCOPE_OF_DENIAL, _DENIAL_SAYS = 0.95, 0.45, 5.5
# How alike two claims must be before their numbers are held against each other: for tolls, which
# one event has one of, and for everything else.
_SCOPE_OF_TOLL = 0.35
_SCOPE_OF_COUNT = 0.72
_SCOPE_IN_WORDS, _SCOPE_OF_MEASURE = 0.35, 0.6
# The cosine from which on two claims tell one happening, so that their days can be compared.
_ONE_DAY = 0.75
# Fewer shared content words than this are too few to say that two claims are about one matter.
_FEW = 3
# The least weight of the words shared: three rare words, or four of middling rarity; and of those
# among them that are not names.
_TELLS = 12.0
_SAYS = 6.0
# A content this long (code points) tells a story; it is no answer to another.
_TOO_LONG = 500
# "At least 15" allows 29, but says nothing of it: only figures this near are worth a word.
_FITS_AND_TELLS = 3.0
# One word in four may differ between a sentence and its negation, no more.
_NEAR_EQUAL = 0.75
# A large factor between two tolls is another scope (a part, another attack, a whole war) more often
# than a dispute; other numbers are compared only between claims in much the same words.
_ANOTHER_SCOPE = {True: 4.0, False: 20.0}

_NO_SOURCE = re.compile(
    r"(?:date of|tags\b|posted\b|updated\b|(?:who|which|that|this|it|i|he|she|they|we|one)$)",
    re.IGNORECASE,
)

# "The culture secretary" is no answer, however many articles have it.
_BARE = re.compile(r"(?:the|an?|h(?:is|er)|its|their|this|that)\s+\S+(?:\s+\S+)?", re.IGNORECASE)

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


def comparable(a: View, b: View) -> bool:
    """Whether two claims can answer each other: neither tells the other, both say something."""
    if a.relays or b.relays or not a.terms or not b.terms or _nested(a, b):
        return False
    if _nobodys(a) or _nobodys(b) or _BARE.fullmatch(a.text) or _BARE.fullmatch(b.text):
        return False
    if max(len(a.text), len(b.text)) > _TOO_LONG:
        return False
    return a.voice not in b.told_by and b.voice not in a.told_by


def judge(pair: Pair) -> Verdict | None:
    """The relation that a rule can show between two claims, or None where none can."""
    if not comparable(pair.a, pair.b):
        return None
    return _denial(pair) or _number(pair) or _day(pair) or _same(pair)


def _nobodys(view: View) -> bool:
    """Whether a claim's source, left unresolved, is none at all: a pronoun, a date line."""
    if view.voice is not None or view.claim.candidates:
        return False
    return bool(_NO_SOURCE.match(quote(view.article.text, view.claim.source)))


def _nested(a: View, b: View) -> bool:
    """Whether one claim stands in the other: it shares its words, and answers nothing."""
    return a.ref.article == b.ref.article and (
        inside(a.claim.content, b.claim.content) or inside(b.claim.content, a.claim.content)
    )


def stand(view: View) -> str:
    """How a claim's source stands to it, in classes that can answer each other."""
    return _STANDS[view.claim.commitment]


def _denial(pair: Pair) -> Verdict | None:
    a, b = pair.a, pair.b
    stands = {stand(a), stand(b)}
    other = stands - {"says so"}
    if a.voice == b.voice or len(stands) != 2 or len(other) != 1:
        return None
    how = next(iter(other))
    says = a if stand(a) == "says so" else b
    open_ = b if says is a else a
    about = f"both about {shared_words(pair)}"
    confidence = round(min(0.9, (pair.meaning + pair.held) / 2), 2)
    if how == "denies":
        if says.negated or not is_clause(says.text) or not (open_.disowns or open_.negated):
            return None
        if not _the_very_thing(pair, open_):
            return None
        return Verdict(
            relation="contradict",
            about="denial",
            why=f"one says so, the other denies it; {about}",
            confidence=confidence,
        )
    if how in {"doubts", "withholds"} and _the_very_thing(pair, open_):
        done = "doubts it" if how == "doubts" else "leaves it open"
        return Verdict(
            relation="compatible",
            about="denial",
            why=f"one says so, the other {done}; {about}",
            confidence=confidence,
        )
    return None


def _number(pair: Pair) -> Verdict | None:
    if {stand(pair.a), stand(pair.b)} != {"says so"} and not _one_demand(pair):
        return None
    found = [_amounts(pair, x, y) for x in pair.a.amounts for y in pair.b.amounts]
    return max(filter(None, found), key=lambda verdict: verdict.confidence, default=None)


def _amounts(pair: Pair, x: Amount, y: Amount) -> Verdict | None:
    if x.counts != y.counts or x.aside or y.aside or not _one_scope(pair, x, y):
        return None
    if pair.a.negated != pair.b.negated:
        # "Will cut 1,000 jobs" and "will not cut 1,000 jobs" share the number, and nothing else.
        return None
    sum_ = is_money(x.quantity)
    if sum_ and not money.one_purpose(pair, x, y):
        return None
    sure = (pair.meaning + pair.held) / 2
    # Sums are of many things; each chain of them is a question of its own.
    name, counts = (money.named(pair.a, x), None) if sum_ else (x.named, x.counts)
    what = f"({name}): {say(x.quantity)} and {say(y.quantity)}"
    fitting = fit(x.quantity, y.quantity)
    low, high = sorted((x.quantity.value, y.quantity.value))
    if fitting == "same":
        return Verdict(
            relation="agree",
            about="number",
            why=f"the same number{_unlike_hedges(pair, x, y)} {what}",
            confidence=round(min(0.95, 0.5 + sure / 2), 2),
            counts=counts,
        )
    if fitting == "overlap":
        if not low or high / low > _FITS_AND_TELLS:
            return None
        return Verdict(
            relation="compatible",
            about="number",
            why=f"both can be true {what}",
            confidence=round(min(0.9, 0.4 + sure / 2), 2),
            counts=counts,
        )
    if not low or high / low > _ANOTHER_SCOPE[x.counts in TOLLS] or not of_one_thing(pair, x, y):
        return None
    if x.revised != y.revised:
        return Verdict(
            relation="update",
            about="number",
            why=f"one is said to revise the earlier count {what}",
            confidence=round(min(0.85, 0.4 + sure / 2), 2),
            counts=counts,
            later_first=x.revised,
        )
    if x.counts in TOLLS and _rises(pair, x, y):
        return Verdict(
            relation="update",
            about="number",
            why=f"the later count is higher {what}",
            confidence=round(min(0.85, 0.4 + sure / 2), 2),
            counts=counts,
            later_first=x.quantity.value > y.quantity.value,
        )
    return Verdict(
        relation="contradict",
        about="number",
        why=f"the numbers exclude each other {what}",
        confidence=round(min(0.85, 0.35 + sure / 2), 2),
        counts=counts,
    )


def of_one_thing(pair: Pair, x: Amount, y: Amount) -> bool:
    """Whether two numbers that differ can be held against each other.

    Not two fines, nor two shootings of one day.
    """
    if is_money(x.quantity):
        return x.quantity.unit == y.quantity.unit and money.one_thing(pair, x, y)
    return x.revised or y.revised or not two_happenings(pair.a, pair.b)


def _one_demand(pair: Pair) -> bool:
    """Whether both tell what one source demands: two who demand answer different things."""
    a, b = pair.a, pair.b
    if {stand(a), stand(b)} != {"demands"}:
        return False
    if a.voice is not None and a.voice == b.voice:
        return a.voice != OWN_VOICE
    one, other = (quote(v.article.text, v.claim.source).casefold() for v in (a, b))
    return bool(one) and one == other


def _unlike_hedges(pair: Pair, x: Amount, y: Amount) -> str:
    """What one of two claims with one number holds back and the other does not, in words."""
    bounds = {x.quantity.bound, y.quantity.bound}
    if "exact" in bounds and len(bounds) > 1:
        (bound,) = bounds - {"exact"}
        return f", in one of them only “{bound}”"
    if {"hedges"} < {pair.a.claim.commitment, pair.b.claim.commitment}:
        return ", which one of them hedges"
    return ""


def _one_scope(pair: Pair, x: Amount, y: Amount) -> bool:
    a, b = pair.a, pair.b
    if x.noun != y.noun:
        return False
    if a.places and b.places and not a.places & b.places:
        return False
    if a.months != b.months:
        # "In December, 29 died": an earlier event, told as background.
        return False
    if a.weekdays and b.weekdays and not a.weekdays & b.weekdays:
        # Monday's attack and Tuesday's.
        return False
    context = pair.shared - x.terms - y.terms
    if x.counts in TOLLS or x.counts == "aboard":
        return pair.meaning >= _SCOPE_OF_TOLL and bool(context or a.places & b.places)
    # "600 kg" of the statue and "600 kg" of the whole: a measure says least of what it measures.
    words = _SCOPE_OF_MEASURE if x.measures else _SCOPE_IN_WORDS
    return pair.meaning >= _SCOPE_OF_COUNT and pair.words >= words and len(context) >= 2


def _rises(pair: Pair, x: Amount, y: Amount) -> bool:
    if x.early != y.early:
        early, settled = (x, y) if x.early else (y, x)
        return early.quantity.value < settled.quantity.value
    one, other = pair.a.published, pair.b.published
    if not one or not other or one[:10] == other[:10]:
        return False
    earlier, later = (x, y) if one < other else (y, x)
    return earlier.quantity.value < later.quantity.value


def _day(pair: Pair) -> Verdict | None:
    """Two claims near in words and meaning, each with one day of the week."""
    a, b = pair.a, pair.b
    if len(a.weekdays) != 1 or len(b.weekdays) != 1 or a.negated != b.negated:
        return None
    if a.months or b.months:
        # A full date is a dateline more often than the day of what happened.
        return None
    if stand(a) != "says so" or stand(b) != "says so" or not _numbers_fit(pair):
        return None
    if pair.meaning < _ONE_DAY or pair.words < _SCOPE_IN_WORDS or weight(pair.shared) < _TELLS:
        return None
    days = [next(iter(v.weekdays)).capitalize() for v in (a, b)]
    if days[0] == days[1]:
        # Where they say the same altogether, that is the better reason.
        return (
            None
            if _alike(pair)
            else Verdict(
                relation="agree",
                about="time",
                why=f"the same day, {days[0]}; both about {shared_words(pair)}",
                confidence=round(min(0.85, pair.meaning), 2),
            )
        )
    return Verdict(
        relation="contradict",
        about="time",
        why=f"the days differ, {days[0]} and {days[1]}; both about {shared_words(pair)}",
        confidence=round(min(0.8, pair.meaning), 2),
    )


def _same(pair: Pair) -> Verdict | None:
    a, b = pair.a, pair.b
    if reordered(a, b):
        return None
    if not says_the_same(pair):
        return _near(pair)
    words = shared_words(pair)
    if a.negated != b.negated:
        # One "not" somewhere in forty words need not deny the rest: only near-equal wording does.
        if {stand(a), stand(b)} != {"says so"} or pair.words < _NEAR_EQUAL or a.voice == b.voice:
            return None
        return Verdict(
            relation="contradict",
            about="denial",
            why=f"one says so, the other says it is not so; both about {words}",
            confidence=round(min(0.8, pair.words), 2),
        )
    if stand(a) != stand(b):
        return None
    confidence = round(min(0.95, max(pair.words, (pair.held + pair.meaning) / 2)), 2)
    commitments = {a.claim.commitment, b.claim.commitment}
    if "hedges" in commitments and len(commitments) > 1:
        return Verdict(
            relation="compatible",
            about="other",
            why=f"one hedges what the other asserts: {words}",
            confidence=confidence,
        )
    if same_wording(a, b) and OWN_VOICE not in (a.voice, b.voice) and voices_differ(a, b):
        # One utterance under two names, or two people with one sentence: which, we do not know.
        return Verdict(
            relation="compatible",
            about="identity",
            why="word for word the same, given to two speakers",
            confidence=0.9,
        )
    if a.voice == b.voice == OWN_VOICE and pair.words < _OWN_WORDS and pair.held < _HELD_WHOLE:
        return None
    if pair.words >= _SAME_WORDS:
        why = f"both say it in much the same words: {words}"
    else:
        why = f"both say it, in words near in meaning; shared: {words}"
    return Verdict(relation="agree", about="other", why=why, confidence=confidence)


def _near(pair: Pair) -> Verdict | None:
    a, b, shared = pair.a, pair.b, pair.shared
    near = (pair.meaning + pair.held) / 2
    if near < _NEAR_MEANING or pair.held < _NEAR_HELD or len(shared) < _NEAR_SHARED:
        return None
    if not fits(pair):
        return None
    if weight(shared - a.names - b.names) < _NEAR_SAYS or a.negated != b.negated:
        return None
    if a.claim.commitment != b.claim.commitment or a.ref.article == b.ref.article:
        return None
    if OWN_VOICE in (a.voice, b.voice):
        # "Crashed" and "was shot down" stand in sentences otherwise alike: nobody has said both.
        return None
    return Verdict(
        relation="agree",
        about="other",
        why=f"both say it, in words near in meaning; shared: {shared_words(pair)}",
        confidence=round(near - 0.1, 2),
    )


def says_the_same(pair: Pair) -> bool:
    """Whether two claims say the same; their numbers, days and months must not part."""
    return fits(pair) and (same_wording(pair.a, pair.b) or _alike(pair))


def fits(pair: Pair) -> bool:
    """Whether no number, currency, day or month of one claim stands against the other."""
    a, b = pair.a, pair.b
    if not _numbers_fit(pair) or a.months != b.months:
        return False
    if a.currencies and b.currencies and not a.currencies & b.currencies:
        # "$1m" and "€1m" have all of their words in common.
        return False
    return not a.weekdays or not b.weekdays or bool(a.weekdays & b.weekdays)


def _numbers_fit(pair: Pair) -> bool:
    a, b = pair.a, pair.b
    # "Six times, 10 in a hundred" and "seven times, 10 in a hundred" do not say the same.
    if not (a.numerals <= b.numerals or b.numerals <= a.numerals):
        return False
    return not any(
        (x.counts, x.noun) == (y.counts, y.noun) and fit(x.quantity, y.quantity) == "conflict"
        for x in a.amounts
        for y in b.amounts
    )


def _alike(pair: Pair) -> bool:
    a, b, shared = pair.a, pair.b, pair.shared
    if pair.meaning < _NOT_CHANCE or len(shared) < _FEW or weight(shared) < _TELLS:
        return False
    # Names say whom a claim is about; what it says of them stands in the other words.
    if weight(shared - a.names - b.names) < _SAYS:
        return False
    if reordered(a, b):
        return False
    if pair.words >= _SAME_WORDS:
        return True
    if len(shared) > _FEW and pair.held >= _HELD_WHOLE and pair.words >= _HELD_WORDS:
        return True
    return min(len(a.terms), len(b.terms)) > _FEW and (
        (pair.meaning + pair.held) / 2 >= _SAME_MEANING
    )


def reordered(a: View, b: View) -> bool:
    """Whether two claims have the same words in another order: who did it may have changed.

    "Soldiers shot dockers" and "dockers shot soldiers" do not say the same.
    """
    return a.terms == b.terms and list(a.shown) != list(b.shown)


def same_wording(a: View, b: View) -> bool:
    """Whether two claims differ in nothing but function words and marks."""
    return len(a.terms) > 1 and list(a.shown) == list(b.shown) and a.numerals == b.numerals


def _the_very_thing(pair: Pair, open_: View) -> bool:
    """Whether what ``open_`` denies, doubts or leaves open is what the other claim says.

    "The plane carried missiles" is no answer to "denied that it carried prisoners": the words of
    the denial must stand in the claim, all but few of them, or the two be very near in meaning.
    """
    answered = weight(pair.shared) / weight(open_.terms)
    telling = weight(pair.shared - pair.a.names - pair.b.names)
    whole = answered >= _ANSWERED_WHOLE and len(pair.shared) >= _LEAST_SHARED
    if whole and stand(open_) == "denies":
        # Nothing of the denial is left over: what else the claim tells does not matter.
        return pair.meaning >= _SCOPE_OF_DENIAL and weight(pair.shared) >= _DENIAL_SAYS
    if pair.meaning < _VERY_THING or len(pair.shared) < _LEAST_SHARED or telling < _SAYS:
        return False
    # English puts what matters last: "denied that it carried prisoners".
    if list(open_.shown)[-1] not in pair.shared and pair.meaning < _ONE_MEANING:
        return False
    return answered >= _ANSWERED or (answered >= _HALF and pair.meaning >= _VERY_NEAR)


def shared_words(pair: Pair, most: int = 4) -> str:
    """The most telling words two claims share, as the first writes them, in its order."""
    telling = [term for term in pair.shared if len(term) > 2]
    chosen = set(sorted(telling, key=lambda term: (-rarity(term), term))[:most])
    return ", ".join(
        re.sub(r"['’]s?$", "", word) for term, word in pair.a.shown.items() if term in chosen
    )


def voices_differ(a: View, b: View) -> bool:
    """Whether two claims have different voices, or are the own voice of different outlets."""
    if a.voice is None or b.voice is None:
        return True
    if a.voice == b.voice == OWN_VOICE:
        return a.outlet != b.outlet
    return a.voice != b.voice
