"""One verdict for two claims: what a rule can show, believed or not by the weights.

A rule's verdict can be checked by its reason. Numbers of two scopes look like a contradiction to a
rule, though; the weights, which see what stands around the claims, must find it likely too. Where
no rule speaks the weights may, from chances on at which they were right on events they had not
seen; and they never say "contradict" on their word alone: a reader must be shown the number, the
denial or the day that parts the two.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from rashomon.comparison.currency import is_money
from rashomon.comparison.likeness import Pair
from rashomon.comparison.numbers import fit, say
from rashomon.comparison.relations import (
    Verdict,
    comparable,
    fits,
    judge,
    of_one_thing,
    reordered,
    shared_words,
    stand,
)
from rashomon.comparison.views import OWN_VOICE
from rashomon.comparison.weighing import RELATIONS, Floats, weigh

_AGREE, _CONTRADICT, _UPDATE, _COMPATIBLE, _UNRELATED = range(len(RELATIONS))
# training/relations/fit.py prints what each chance gives on events left out: agreements from .87 on
# were right in nine of ten, contradictions and updates of rules below .4 nearly never.
_AGREES = 0.87
_CONTRADICTS = 0.75
_BELIEVED, _DENIED = 0.4, 0.15
# From this chance on "unrelated" is an answer; it was right in three of four.
_APART = 0.6
# Claims that share this much of their words are of one scope without asking.
_PLAIN = 0.5
# Claims farther apart in meaning were never found to agree; weighing them costs time.
_NEAR = 0.55
_FITS = 0.4


def verdicts(pairs: Sequence[Pair]) -> list[Verdict | None]:
    """The verdict on each pair, or None where nothing can be said of it."""
    shown = [judge(pair) for pair in pairs]
    asked = [
        n
        for n, pair in enumerate(pairs)
        if shown[n] is not None or (pair.meaning >= _NEAR and comparable(pair.a, pair.b))
    ]
    found: list[Verdict | None] = [None] * len(pairs)
    for n, chances in zip(asked, weigh([pairs[n] for n in asked]), strict=True):
        found[n] = decide(pairs[n], shown[n], chances)
    return found


def relate(pair: Pair) -> Verdict | None:
    """The verdict on two claims that may be of anything: "unrelated" is an answer, None is none."""
    (chances,) = weigh([pair])
    found = decide(pair, judge(pair), chances) if comparable(pair.a, pair.b) else None
    if found is not None or chances[_UNRELATED] < _APART:
        return found
    return Verdict(
        relation="unrelated",
        about="other",
        why="no question is found that both answer",
        confidence=round(float(chances[_UNRELATED]), 2),
    )


def decide(pair: Pair, shown: Verdict | None, chances: Floats) -> Verdict | None:
    """The verdict on a pair that can be compared, from what a rule shows and what is likely."""
    if shown is not None:
        return shown if pair.words >= _PLAIN or _believed(shown, chances) else None
    if chances[_AGREE] >= _AGREES:
        return _agreement(pair, float(chances[_AGREE]))
    if chances[_CONTRADICT] >= _CONTRADICTS:
        return _contradiction(pair, float(chances[_CONTRADICT]))
    return None


def _believed(shown: Verdict, chances: Floats) -> bool:
    if shown.about == "denial" and shown.relation == "contradict":
        return bool(chances[_CONTRADICT] >= _DENIED)
    if shown.about != "number":
        return True
    if shown.relation == "contradict":
        return bool(chances[_CONTRADICT] >= _BELIEVED)
    if shown.relation == "update":
        return bool(chances[_CONTRADICT] + chances[_UPDATE] >= _BELIEVED)
    return shown.relation != "compatible" or bool(chances[_COMPATIBLE] >= _FITS)


def _agreement(pair: Pair, chance: float) -> Verdict | None:
    a, b = pair.a, pair.b
    shared = shared_words(pair)
    if a.voice == b.voice == OWN_VOICE:
        # "Collapsed" and "was blown up" stand in sentences otherwise alike: nobody has said both.
        return None
    if (
        not shared
        or reordered(a, b)
        or not fits(pair)
        or a.negated != b.negated
        or stand(a) != stand(b)
    ):
        return None
    return Verdict(
        relation="agree",
        about="other",
        why=f"both say it, in other words; shared: {shared}",
        confidence=round(chance, 2),
    )


def _contradiction(pair: Pair, chance: float) -> Verdict | None:
    found = _number(pair) or _denial(pair) or _day(pair)
    return found and replace(found, confidence=round(chance, 2))


def _number(pair: Pair) -> Verdict | None:
    for x in pair.a.amounts:
        for y in pair.b.amounts:
            if (
                x.counts == y.counts
                and fit(x.quantity, y.quantity) == "conflict"
                and of_one_thing(pair, x, y)
            ):
                return Verdict(
                    relation="contradict",
                    about="number",
                    why=f"the numbers exclude each other ({x.named}): "
                    f"{say(x.quantity)} and {say(y.quantity)}",
                    confidence=0.0,
                    counts=None if is_money(x.quantity) else x.counts,
                )
    return None


def _denial(pair: Pair) -> Verdict | None:
    if {stand(pair.a), stand(pair.b)} != {"says so", "denies"}:
        return None
    why = f"one says so, the other denies it; both about {shared_words(pair)}"
    return Verdict(relation="contradict", about="denial", why=why, confidence=0.0)


def _day(pair: Pair) -> Verdict | None:
    one, other = pair.a.weekdays, pair.b.weekdays
    if len(one) != 1 or len(other) != 1 or one == other:
        return None
    days = " and ".join(day.capitalize() for day in (*one, *other))
    why = f"the days differ, {days}; both about {shared_words(pair)}"
    return Verdict(relation="contradict", about="time", why=why, confidence=0.0)
