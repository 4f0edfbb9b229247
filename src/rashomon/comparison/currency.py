"""In which currency a sum of money is."""

from __future__ import annotations

import re

from rashomon.model import Quantity

SIGNS = frozenset("$€£¥₹₽₩₺₴")
"""Signs that stand before the figure; a currency without one is named after it."""

_FRONT = r"(?P<front>(?:US|Can|[A-Z]{1,3})?[$€£¥₹₽₩₺₴])\s?(?=\d)"
# "lb" weighs, "pound" may: what is said of both is only that they are not one.
_NAMES = {
    "dollar": "$", "euro": "€", "pound": "£", "sterling": "£", "yen": "¥", "yuan": "yuan",
    "rouble": "₽", "ruble": "₽", "rupee": "₹", "lira": "₺", "hryvnia": "₴",
    "peso": "peso", "franc": "franc", "krona": "krona", "krone": "krone", "rand": "rand",
    "shekel": "shekel", "dinar": "dinar", "dirham": "dirham", "riyal": "riyal",
    "baht": "baht", "ringgit": "ringgit", "rupiah": "rupiah", "naira": "naira",
}  # fmt: skip
_CODES = {"USD": "$", "EUR": "€", "GBP": "£", "JPY": "¥", "AUD": "A$", "CAD": "C$"}
_SIZE = r"(?:\s?(?:m|bn|k|tn|thousand|million|billion|trillion))?"
_FIGURE = r"(?:\d|\b(?:hundred|thousand|[mb]illion|trillion)s?(?: of)?)"
_BEHIND = re.compile(
    rf"{_FIGURE}{_SIZE}[\s-]"
    r"(?:(?P<whose>US|American|Canadian|Australian|Hong Kong|New Zealand|Swiss) )?"
    rf"(?P<name>{'|'.join(_NAMES)})e?s?\b|\b(?P<code>{'|'.join(_CODES)})\s?(?=\d)",
    re.IGNORECASE,
)
_SIGN = re.compile(_FRONT)
_SAME = {"US$": "$", "Can$": "C$", "CA$": "C$", "AU$": "A$"}
_WHOSE = {"us": "", "american": "", "canadian": "C", "australian": "A"}


def currencies(words: str) -> frozenset[str]:
    """The currencies in which the words give sums, each under one sign or name.

    >>> sorted(currencies("a fine of US$3m, or 2.7 million euros"))
    ['$', '€']
    """
    found = {_SAME.get(m["front"], m["front"]) for m in _SIGN.finditer(words)}
    for match in _BEHIND.finditer(words):
        if match["code"]:
            found.add(_CODES[match["code"].upper()])
            continue
        name = _NAMES[match["name"].lower()]
        whose = (match["whose"] or "").lower()
        found.add(_WHOSE.get(whose, f"{whose} ") + name if whose else name)
    return frozenset(found)


def is_money(quantity: Quantity) -> bool:
    """Whether a quantity is a sum of money."""
    unit = (quantity.unit or "").lower()
    return unit[-1:] in SIGNS or (unit in _NAMES and unit != "pound")
