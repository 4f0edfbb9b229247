"""Sums that a reader would make: "65 soldiers, six crew and three escorts were aboard" are 74.

Only of the parts of one enumeration, of people to whom one thing happened, each part another kind
of people. Not where the text gives a total or may give one, not of parts of a part ("including two
men and a boy"), not where two parts may be the same people ("ten civilians and three children").
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from rashomon.annotate.outcomes import AFTER, OUTCOMES
from rashomon.annotate.quantities import Found
from rashomon.model import Bound, Quantity, Span, Spans

_HAPPENED = frozenset({*OUTCOMES.values(), *AFTER.values(), "shot"})
_JOINS = re.compile(
    r"\s*(?:,?\s*(?:and|plus|as well as|along with|together with|&)\s+(?:also\s+|another\s+)?|,\s*)"
)
_LONGEST_JOIN = 30
# Before the first part: what follows is a part of a number already given. So is "aboard: 65".
_WITHIN = re.compile(
    r"\b(?:including|among|of (?:whom|them|those|these)|comprising|consisting|made up|such as)\b|:",
    re.IGNORECASE,
)
_TOTAL = re.compile(r"\b(?:in all|in total|altogether|overall|combined|total\w*)\b", re.IGNORECASE)
_RESPECTIVELY = re.compile(r"\brespectively\b", re.IGNORECASE)
# The enumeration goes on with what has no number: "two men, three women and a child".
_MORE = re.compile(
    r"\s*,?\s*(?:and|plus|as well as|along with|together with)\s+(?:an?|one|his|her|their|its|the"
    r"|several|some|many|dozens|scores|hundreds|others|more)\b"
    r"|\s*,\s*(?:an?|one|his|her|several)\b",
    re.IGNORECASE,
)
_MORE_BEFORE = re.compile(
    r"\b(?:an?|one|his|her|their|the|several|some|many)(?:\s+[\w-]+){1,3}\s*"
    r"(?:,|,?\s+and|,?\s+as well as|,?\s+plus)\s+(?:also\s+|another\s+)?$",
    re.IGNORECASE,
)
_FIGURES = re.compile(r"\d[\d,]*")
# People of any kind: children may be among them, soldiers or "others" are not.
_ANYBODY = frozenset(
    "people person civilian victim resident citizen individual national villager body life".split()
)
_APART = frozenset(
    "other soldier troop fighter militant rebel insurgent officer police policeman gunman guard "
    "crew member terrorist serviceman militiaman attacker".split()
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sum:
    """The sum of parts of one enumeration; ``span`` reaches from the first part to the last."""

    quantity: Quantity
    span: Span
    parts: Spans
    terms: tuple[Quantity, ...]


def figures(text: str) -> frozenset[str]:
    """The numbers that stand in figures in the text, without commas: no sum is made of these."""
    return frozenset(match.replace(",", "") for match in _FIGURES.findall(text))


def find(text: str, found: Sequence[Found], said: frozenset[str]) -> Iterator[Sum]:
    """The sums of one paragraph's quantities, which are given in order.

    ``said`` are the numbers that the article gives anywhere, in figures.
    """
    group: list[Found] = []
    for item in found:
        if group and _joined(text, group[-1], item):
            group.append(item)
            continue
        yield from _of(text, group, found, said)
        group = [item] if _people(item) else []
    yield from _of(text, group, found, said)


def _people(item: Found) -> bool:
    quantity = item.quantity
    return (
        quantity.unit is not None and quantity.counts in _HAPPENED and item.noun is not None
        and quantity.value > 0 and quantity.value == int(quantity.value)
    )  # fmt: skip


def _joined(text: str, a: Found, b: Found) -> bool:
    if not _people(b) or a.quantity.counts != b.quantity.counts or a.sentence != b.sentence:
        return False
    if not 0 < b.span.start - a.span.end <= _LONGEST_JOIN:
        return False
    return _JOINS.fullmatch(text, a.span.end, b.span.start) is not None


def _of(
    text: str, group: Sequence[Found], found: Sequence[Found], said: frozenset[str]
) -> Iterator[Sum]:
    if len(group) < 2 or not _apart([str(item.noun) for item in group]):
        return
    bound = _bound(item.quantity.bound for item in group)
    if bound is None:
        return
    total = sum(item.quantity.value for item in group)
    sentence = group[0].sentence
    before = text[sentence.start : group[0].span.start]
    after = text[group[-1].span.end : sentence.end]
    if _WITHIN.search(before) or _TOTAL.search(before) or _TOTAL.search(after):
        return
    if _MORE.match(after) or _MORE_BEFORE.search(before[-80:]):
        return
    if _RESPECTIVELY.search(after) or f"{total:.0f}" in said:
        return
    counts = group[0].quantity.counts
    for other in found:
        if other.quantity.value == total or (
            other.sentence == sentence and other.quantity.counts == counts and other not in group
        ):
            return
    yield Sum(
        quantity=Quantity(value=total, bound=bound, unit="people", counts=counts),
        span=Span(group[0].span.start, group[-1].span.end),
        parts=tuple(item.span for item in group),
        terms=tuple(item.quantity for item in group),
    )


def _apart(nouns: Sequence[str]) -> bool:
    """Whether the nouns name people who cannot be the same."""
    if len(set(nouns)) < len(nouns):
        return False
    wide = [noun for noun in nouns if noun in _ANYBODY]
    return not wide or (len(wide) == 1 and all(n in _ANYBODY | _APART for n in nouns))


def _bound(bounds: Iterable[Bound]) -> Bound | None:
    kinds = set(bounds)
    if kinds == {"exact"}:
        return "exact"
    if kinds <= {"exact", "at least"}:
        return "at least"
    return "about" if kinds <= {"exact", "about"} else None


def write(made: Sum) -> str:
    """The sum as it is shown: "65 + 6 + 3 = 74", bounds in words."""
    return f"{' + '.join(map(_say, made.terms))} = {_say(made.quantity)}"


def _say(quantity: Quantity) -> str:
    value = f"{quantity.value:,.0f}"
    return value if quantity.bound == "exact" else f"{quantity.bound} {value}"
