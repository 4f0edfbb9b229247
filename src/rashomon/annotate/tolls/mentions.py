"""The places where an article may count people: "four people", "a man", "the 19-year-old", "none".

Every one is kept here, addresses and dates too: a model tells by the words around them what they
count (``features.py``).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from rashomon.annotate.tolls.keys import PERSON
from rashomon.annotate.tolls.words import EDGE, Hashes, Ints, Words, mix, slots

NUMBER, SINGLE, SELF, NONE, ORDINAL, MULTIPLE, AGE = range(7)
"""Kinds: "4" or "four"; "a man"; "himself"; "no one"; "a third"; "triple"; "25-year-old"."""
_NUMBERS = {
    w: n
    for n, w in enumerate(
        "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
        "sixteen seventeen eighteen nineteen twenty".split(),
        start=1,
    )
} | {"dozen": 12, "thirty": 30, "forty": 40, "fifty": 50}
_ORDINALS = {
    "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8,
}  # fmt: skip
_MULTIPLES = {
    "double": 2, "triple": 3, "quadruple": 4, "couple": 2, "twins": 2, "both": 2, "trio": 3,
    "pair": 2,
}  # fmt: skip
_NONE = {"no": 0, "none": 0, "nobody": 0, "zero": 0}
_SELF = frozenset("himself herself itself".split())
_OPENS = frozenset("a an the his her their another this that one".split())
_MONTHS = frozenset(
    "january february march april may june july august september october november december jan feb "
    "mar apr jun jul aug sept sep oct nov dec".split()
)
_AGES = range(1, 100)
_AGED = frozenset({"age", "aged", "ages"})
_AFTER_TIMES = frozenset({":", "th", "st", "nd", "rd", "am", "pm"})


@dataclass(frozen=True, slots=True)
class Mentions:
    """Mention ``m`` is tokens ``first[m]`` to ``last[m]`` and counts ``values[m]`` people.

    For an age the value is 1 and the age stands in ``ages[m]`` (0 elsewhere).
    """

    first: Ints
    last: Ints
    kinds: Ints
    values: Ints
    ages: Ints


def mentions_of(words: Words) -> Mentions:
    """The mentions in the order of the words."""
    low, count = words.low, len(words.low)
    rows: list[tuple[int, int, int, int, int]] = []
    for i, word in enumerate(low):
        after = low[i + 1] if i + 1 < count else ""
        if word[0].isdigit():
            rows += _figure(low, i, after)
        elif word in _NUMBERS:
            rows.append((i, i, NUMBER, _NUMBERS[word], 0))
        elif word in PERSON:
            opened = _opening(low, i)
            if opened is not None:
                rows.append((opened, i, SINGLE, 1, 0))
        elif word in _SELF:
            rows.append((i, i, SELF, 1, 0))
        elif word in _NONE:
            rows.append((i, i, NONE, 0, 0))
        elif word in _ORDINALS:
            rows.append((i, i, ORDINAL, _ORDINALS[word], 0))
        elif word in _MULTIPLES:
            rows.append((i, i, MULTIPLE, _MULTIPLES[word], 0))
    table = np.array(rows, dtype=np.int64).reshape(-1, 5)
    return Mentions(*table.T)


def _figure(low: tuple[str, ...], i: int, after: str) -> list[tuple[int, int, int, int, int]]:
    """The mention of a number in figures: an age, a count, or none (a date, a time, a year)."""
    word, before, count = low[i], low[i - 1] if i else "", len(low)
    if len(word) > 3 or not (word.isascii() and word.isdigit()):
        return []
    value, following = int(word), low[i + 2] if i + 2 < count else ""
    if after == "-" and following == "year":
        return [(i, min(i + 4, count - 1), AGE, 1, value)]
    if after == "year" and following == "old":
        return [(i, i + 2, AGE, 1, value)]
    if value in _AGES and ((before == "," and after in {",", ".", ";"}) or before in _AGED):
        return [(i, i, AGE, 1, value)]
    if before in _MONTHS or before == ":" or after in _AFTER_TIMES:
        return []
    return [(i, i, NUMBER, value, 0)]


def _opening(low: tuple[str, ...], i: int) -> int | None:
    """Where "a man", "the young man" begins, for the person at ``i``; None for "four men"."""
    for back in range(1, 4):
        if i - back < 0 or low[i - back] in {".", ",", "\n"}:
            return None
        opens = low[i - back]
        if opens in _OPENS:
            return i - back
        if opens in _NUMBERS or opens[0].isdigit():
            return None
    return None


_REACH = 8
_OFFSETS = np.array([*range(-_REACH, 0), *range(1, _REACH + 1)])
_NEAR = np.array([0, 1, 2, 3, 3, 4, 4, 4, 4])
_SIDES = np.array([_NEAR[abs(o)] + (8 if o > 0 else 0) for o in _OFFSETS], dtype=np.uint64)
_BUCKETS = np.array([0, 1, 2, 3, 4, 5, 6, 6, 6, 6, *[7] * 11])


def contexts(words: Words, mentions: Mentions, bits: int) -> Ints:
    """The slots of the words around each mention: one row a mention, as many columns for all."""
    count = len(mentions.first)
    if not count:
        return np.zeros((0, _COLUMNS), dtype=np.int64)
    h, sentences = words.hashes, words.sentences
    left = mentions.first[:, None] + _OFFSETS[None, :_REACH]
    right = mentions.last[:, None] + _OFFSETS[None, _REACH:]
    where = np.concatenate([left, right], axis=1)
    held = np.clip(where, 0, len(h) - 1)
    same = (where == held) & (sentences[held] == sentences[mentions.first][:, None])
    around: Hashes = np.where(same, h[held], np.uint64(EDGE))
    kind = (mentions.kinds * 8 + _BUCKETS[np.minimum(mentions.values, 20)]).astype(np.uint64)
    kinds = mentions.kinds.astype(np.uint64)
    two = mix(around[:, :-1], around[:, 1:])
    sides = _SIDES
    zone = words.zones[mentions.first].astype(np.uint64)
    place = np.minimum((sentences[mentions.first] - sentences[0]), 9).astype(np.uint64)
    near = _keys_around(words, mentions)
    pair_l, pair_r = mix(near[:, 1:4], near[:, :3]), mix(near[:, 4:7], near[:, 5:8])
    key_sides = np.arange(8, dtype=np.uint64)
    parts = [
        mix(near, (key_sides + np.uint64(500))[None, :]),
        mix(mix(near, (key_sides + np.uint64(510))[None, :]), kinds[:, None]),
        mix(near, np.array([520] * 4 + [521] * 4, dtype=np.uint64)[None, :]),
        mix(pair_l, (key_sides[:3] + np.uint64(530))[None, :]),
        mix(pair_r, (key_sides[:3] + np.uint64(540))[None, :]),
        mix(mix(near[:, 3], near[:, 4]), 550)[:, None],
        mix(mix(mix(near[:, 3], near[:, 4]), mix(near[:, 2], near[:, 5])), kinds)[:, None],
        mix(around, sides[None, :]),
        mix(mix(around, sides[None, :] + np.uint64(64)), kinds[:, None]),
        mix(around, np.where(_OFFSETS > 0, 201, 200).astype(np.uint64)[None, :]),
        mix(two, (sides[1:] + np.uint64(32))[None, :]),
        mix(kind, 301)[:, None],
        mix(mix(kind, 302), zone)[:, None],
        mix(mix(kinds, 303), place)[:, None],
        mix(h[mentions.last], 304)[:, None],
        mix(mix(h[mentions.first], h[mentions.last]), 305)[:, None],
        mix(mix(around[:, _REACH], around[:, _REACH + 1]), mix(around[:, _REACH - 1], 306))[
            :, None
        ],
    ]
    return slots(np.concatenate(parts, axis=1), bits)


def _keys_around(words: Words, mentions: Mentions) -> Hashes:
    """The classes of the four nearest such words before each mention and the four after it."""
    at = np.flatnonzero(words.keys)
    of = words.sentences[mentions.first][:, None]
    if not len(at):
        return np.zeros((len(mentions.first), 8), dtype=np.uint64)
    left = np.searchsorted(at, mentions.first)[:, None] + np.arange(-4, 0)[None, :]
    right = np.searchsorted(at, mentions.last, side="right")[:, None] + np.arange(4)[None, :]
    where = np.concatenate([left, right], axis=1)
    held = np.clip(where, 0, len(at) - 1)
    same = (where == held) & (words.sentences[at[held]] == of)
    return np.where(same, words.keys[at[held]], 0).astype(np.uint64)


_COLUMNS = 8 * 3 + 6 + 2 + 4 * 2 * _REACH - 1 + 6
