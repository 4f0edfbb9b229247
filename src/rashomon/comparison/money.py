"""Sums of money: what they are for, and whether two are of one thing.

A currency and a figure are little: every court report has a fine, costs and damages in pounds.
Two sums are of one thing only where the currency, the purpose and all else that is told agree.
"""

from __future__ import annotations

import re

from rashomon.comparison.likeness import Pair
from rashomon.comparison.views import Amount, View
from rashomon.vocabulary import stem

_PURPOSES = (
    ("fine", r"fine[ds]?|penalt(?:y|ies)|penali[sz]ed"),
    ("damages", r"damages|compensat\w+|settle(?:s|d|ments?)?|payouts?"),
    ("court_costs", r"(?:court|legal|prosecution) (?:costs|fees)|in costs|costs of"),
    ("ransom", r"ransoms?"),
    ("bail", r"bail|bond"),
    ("bribe", r"brib\w+|kickbacks?"),
    ("reward", r"rewards?|bount(?:y|ies)"),
    ("loan", r"loans?|lend\w*|lent|borrow\w*|bailout"),
    ("aid", r"aid|grants?|funding|donat\w+|pledge[ds]?"),
    ("budget", r"budgets?"),
    ("loss", r"loss(?:es)?|lost"),
    ("revenue", r"revenues?|sales|turnover"),
    ("profit", r"profits?|earnings"),
    ("debt", r"debts?|owe[ds]?|owing"),
    ("pay", r"salar(?:y|ies)|wages?|pensions?|bonus(?:es)?"),
    ("tax", r"tax(?:es)?|dut(?:y|ies)|tariffs?"),
    ("haul", r"stole\w*|thefts?|fraud|embezzl\w+|launder\w+|heist|robber\w+"),
    ("cost", r"price[ds]?|costs?|costing|worth|valued?|sold|bought"),
)
_PURPOSE = re.compile(
    "|".join(rf"(?P<{name}>\b(?:{words})\b)" for name, words in _PURPOSES), re.IGNORECASE
)
# A purpose this far (code points) from the sum is that of something else.
_FAR = 60
# Handing over a sum, whichever word is used, tells nothing of whose it is.
_GIVES = frozenset(
    stem(word)
    for word in "given gave hand handed ordered told pay paid payment impose imposed receive"
    " received get got face faces hit slapped issued amount sum total million billion thousand"
    " fine penalty fined penalised bn".split()
)


def purpose(view: View, amount: Amount) -> str | None:
    """What a sum of a claim is for: "fine", "ransom"; None where the words do not say."""
    text = view.article.text
    piece = next(c for c in view.claim.content if c.start <= amount.span.start < c.end)
    near = (
        (max(m.start() - amount.span.end, amount.span.start - m.end(), 0), m.start(), m.lastgroup)
        for m in _PURPOSE.finditer(text, piece.start, piece.end)
    )
    distance, _, name = min(near, default=(_FAR + 1, 0, None))
    return name if distance <= _FAR else None


def one_purpose(pair: Pair, x: Amount, y: Amount) -> bool:
    """Whether two sums can be for one thing: no words say that they are for two."""
    for_x, for_y = purpose(pair.a, x), purpose(pair.b, y)
    return for_x is None or for_y is None or for_x == for_y


def one_thing(pair: Pair, x: Amount, y: Amount) -> bool:
    """Whether two sums are surely of one thing, so that they exclude each other if they differ.

    Each claim gives one sum in the currency, or both say what theirs is for; and at most one of the
    two tells anything that the other does not: else it is two fines, two payers, two prices.
    """
    a, b = pair.a, pair.b
    for_x, for_y = purpose(a, x), purpose(b, y)
    if for_x != for_y and (for_x is not None and for_y is not None):
        return False
    several = any(
        sum(z.quantity.unit == x.quantity.unit for z in view.amounts) > 1 for view in (a, b)
    )
    if several and (for_x is None or for_y is None):
        return False
    own_a, own_b = a.terms - b.terms - x.terms - _GIVES, b.terms - a.terms - y.terms - _GIVES
    return not own_a or not own_b


def named(view: View, amount: Amount) -> str:
    """What a sum is for in a word, else "money"."""
    return (purpose(view, amount) or "money").replace("_", " ")
