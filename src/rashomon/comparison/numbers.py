"""Two numbers for one thing: whether they agree, fit, or exclude each other."""

from __future__ import annotations

import math
from typing import Literal

from rashomon.comparison.currency import SIGNS, is_money
from rashomon.model import Quantity

Fit = Literal["same", "overlap", "conflict"]

TOLLS = frozenset({"killed", "wounded", "missing", "arrested", "displaced", "evacuated", "rescued"})
"""Counts that rise while an event is being reported."""

# "More than 120" for 126 is one count, rounded (rule 3 of the key to conflicts).
_ROUNDING = 0.10


def interval(quantity: Quantity) -> tuple[float, float]:
    """The values the quantity allows, both ends included."""
    if quantity.bound == "at least":
        return quantity.value, math.inf
    if quantity.bound == "at most":
        return 0.0, quantity.value
    if quantity.bound == "range" and quantity.max is not None:
        return quantity.value, quantity.max
    if quantity.bound == "about":
        return quantity.value * (1 - _ROUNDING), quantity.value * (1 + _ROUNDING)
    return quantity.value, quantity.value


def fit(a: Quantity, b: Quantity) -> Fit:
    """How two quantities of one thing stand to each other.

    >>> fit(Quantity(value=12, bound="at least"), Quantity(value=15, bound="exact"))
    'overlap'
    >>> fit(Quantity(value=12, bound="exact"), Quantity(value=15, bound="exact"))
    'conflict'
    """
    if a.value == b.value and a.max == b.max:
        # "At most 5" and "at least 5" share a figure, not a meaning.
        return "overlap" if {a.bound, b.bound} == {"at least", "at most"} else "same"
    low, high = sorted((a.value, b.value))
    if {a.bound, b.bound} & {"about", "at least"} and (high - low) <= _ROUNDING * high:
        return "same" if _holds(a, b) else "overlap"
    (a_low, a_high), (b_low, b_high) = interval(a), interval(b)
    return "overlap" if a_low <= b_high and b_low <= a_high else "conflict"


def _holds(a: Quantity, b: Quantity) -> bool:
    (a_low, a_high), (b_low, b_high) = interval(a), interval(b)
    return a_low <= b.value <= a_high or b_low <= a.value <= b_high


def say(quantity: Quantity) -> str:
    """The quantity in words: "at least 12", "between 3 and 5", "1,200", "about £45,000".

    >>> say(Quantity(value=1200, bound="at least"))
    'at least 1,200'
    """
    sign = quantity.unit if quantity.unit and is_money(quantity) else ""
    before, after = (sign, "") if not sign or sign[-1] in SIGNS else ("", f" {sign}")
    value = f"{before}{_figure(quantity.value)}{after}"
    if quantity.bound == "range" and quantity.max is not None:
        return f"between {value} and {before}{_figure(quantity.max)}{after}"
    return value if quantity.bound == "exact" else f"{quantity.bound} {value}"


def _figure(value: float) -> str:
    return f"{value:,.0f}" if value == int(value) else f"{value:,g}"
