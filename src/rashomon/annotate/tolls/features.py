"""What speaks for each number of killed, injured and hit in one article, as rows of features.

A row is one value (0, 1, 2, ...); the same rows serve the three models, which learn what of it
speaks for the killed, the injured, and all who were hit.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from rashomon.annotate.quantities import Found
from rashomon.annotate.tolls.keys import ALL, QUIET
from rashomon.annotate.tolls.mentions import AGE, NONE, NUMBER, SINGLE, Mentions
from rashomon.annotate.tolls.words import BODY, LEAD, TITLE, Words

Floats = NDArray[np.float64]
Column = Floats | float
MOST_VALUES = 40
"""Values that are weighed in one article; beyond them the largest are left out."""
ALWAYS = 8
"""Values below this are weighed in every article."""
KILLED, INJURED, HIT = range(3)
TEXT_CLASSES = (5, 6, 7)
"""Classes of the three models of the whole text: 0, 1, ... and the last for all above."""
DAYS = frozenset(QUIET["day"].split())
_LARGEST = 1_000
_NO = -9.0
_STRONG = -0.5
_COUNTS = ("killed", "wounded", "shot")


@dataclass(frozen=True, slots=True)
class Signs:
    """What the linear models say of one article: scores (log-odds) and log-probabilities.

    ``counts`` has a row a mention and a column for killed, injured, hit; ``fates`` a row a mention
    (an age's person) and a column for killed, injured; ``whole`` the log-probabilities of the
    classes of TEXT_CLASSES, one after the other.
    """

    counts: Floats
    fates: Floats
    whole: Floats


def values_of(mentions: Mentions, found: Sequence[Found]) -> NDArray[np.int64]:
    """The values weighed: all below ALWAYS, and those the article gives above."""
    given = {int(v) for v in mentions.values[mentions.kinds < AGE] if v >= ALWAYS}
    given |= {
        int(f.quantity.value)
        for f in found
        if f.quantity.counts in _COUNTS and ALWAYS <= f.quantity.value < _LARGEST
    }
    return np.array([*range(ALWAYS), *sorted(given)[: MOST_VALUES - ALWAYS]])


def rows(
    words: Words,
    mentions: Mentions,
    signs: Signs,
    found: Sequence[Found],
    values: NDArray[np.int64],
) -> Floats:
    """One row of features for each value."""
    columns: list[Column] = []
    n = len(values)
    size = int(values.max()) + 1
    counted = mentions.kinds < AGE
    v = np.minimum(mentions.values[counted], size - 1)
    zones = words.zones[mentions.first[counted]]
    kinds = mentions.kinds[counted]
    where = mentions.first[counted].astype(float)
    scores = signs.counts[counted]
    plain, titled, early = (kinds == NUMBER) | (kinds == NONE), zones == TITLE, zones == LEAD
    tables = []
    for head in range(3):
        score = scores[:, head]
        best = _most(v, score, size)
        tables.append(best)
        strong = score > _STRONG
        first = np.full(size, 2000.0)
        np.minimum.at(first, v[strong], where[strong])
        columns += [
            best[values],
            _most(v[plain], score[plain], size)[values],
            _most(v[titled], score[titled], size)[values],
            _most(v[early], score[early], size)[values],
            np.log1p(np.bincount(v, np.exp(np.minimum(score, 4)), size))[values],
            np.log1p(np.bincount(v[strong], minlength=size).astype(float))[values],
            first[values],
            _others(best, values),
            _others(best, values, above=True),
            float(len(set(v[strong & (kinds == NUMBER)].tolist()))),
        ]
    killed, injured, hit = (tables[h][: min(size, 60)] for h in (KILLED, INJURED, HIT))
    columns += [
        _differences(hit, injured, size)[values],
        _differences(hit, killed, size)[values],
        _sums(killed, injured, size)[values],
    ]
    columns += _people(mentions, signs.fates, values)
    start = 0
    for classes in TEXT_CLASSES:
        of = signs.whole[start : start + classes]
        columns.append(of[np.minimum(values, classes - 1)])
        columns += of.tolist()
        start += classes
    for zone in range(3):
        of = words.zones == zone
        seen = np.bincount((words.keys + words.quiet)[of], minlength=ALL + 1)[1:]
        columns += seen.tolist()
    columns += _parsed(found, values, size)
    low = words.low
    title = {w for w in itertools.compress(low, words.zones == TITLE) if len(w) > 3}
    lead = set(itertools.compress(low, words.zones == LEAD))
    body = set(itertools.compress(low, words.zones == BODY))
    columns += [
        len(title & lead) / max(1, len(title)),
        len(title & (lead | body)) / max(1, len(title)),
        float(len(body & DAYS)),
        float(len(lead & DAYS)),
        values.astype(float),
        float(len(words.low)),
        float(titled.sum()),
    ]
    made = np.empty((n, len(columns)))
    for at, column in enumerate(columns):
        made[:, at] = column
    return made


def _most(v: NDArray[np.int64], score: Floats, size: int) -> Floats:
    best = np.full(size, _NO)
    np.maximum.at(best, v, score)
    return best


def _others(best: Floats, values: NDArray[np.int64], *, above: bool = False) -> Floats:
    """The best score of any other value, or of any higher one."""
    if above:
        after = np.append(np.maximum.accumulate(best[::-1])[::-1][1:], _NO)
        higher: Floats = after[values]
        return higher
    if len(best) < 2:
        return np.full(len(values), _NO)
    top = int(best.argmax())
    second = np.partition(best, -2)[-2]
    rest: Floats = np.where(values == top, second, best[top])
    return rest


def _differences(whole: Floats, part: Floats, size: int) -> Floats:
    """For each value: the best weaker score of a whole and a part that differ by it."""
    made = np.full(size, _NO)
    for p in np.flatnonzero(part > -4.0):
        for w in np.flatnonzero(whole > -4.0):
            if p and w > p:
                made[w - p] = max(made[w - p], min(whole[w], part[p]))
    return made


def _sums(one: Floats, other: Floats, size: int) -> Floats:
    made = np.full(size, _NO)
    for a in np.flatnonzero(one > -4.0):
        for b in np.flatnonzero(other > -4.0):
            if a and b and a + b < size:
                made[a + b] = max(made[a + b], min(one[a], other[b]))
    return made


def _people(mentions: Mentions, fates: Floats, values: NDArray[np.int64]) -> list[Column]:
    """From the people with an age: how many distinct ones were killed, were injured."""
    made: list[Column] = []
    of = mentions.kinds == AGE
    held: dict[int, Floats] = {}
    for who, fate in zip(mentions.ages[of].tolist(), fates[of], strict=True):
        known = held.get(who)
        held[who] = fate if known is None else np.maximum(known, fate)
    logits = np.array(list(held.values())) if held else np.full((1, 2), _NO)
    chances: Floats = 1 / (1 + np.exp(-logits))
    either: Floats = np.max(chances, axis=1)
    for column in (chances[:, 0], chances[:, 1], either):
        expected = float(column.sum())
        made += [
            np.asarray(values - expected, dtype=np.float64),
            expected,
            float((column > 0.5).sum()),
            float(column.max()),
        ]
    made.append(float(len(held)))
    single = mentions.kinds == SINGLE
    made.append(float(single.sum()))
    return made


def _parsed(found: Sequence[Found], values: NDArray[np.int64], size: int) -> list[Column]:
    """From the quantities that the parse gave an outcome."""
    made: list[Column] = []
    for counts in _COUNTS:
        given = [
            (int(f.quantity.value), at)
            for at, f in enumerate(found)
            if f.quantity.counts == counts and f.quantity.value < size
        ]
        times = np.zeros(size)
        first = np.full(size, 99.0)
        for value, at in given:
            times[value] += 1
            first[value] = min(first[value], at)
        made += [
            times[values],
            first[values],
            float(max((g for g, _ in given), default=-1)),
            float(given[0][0] if given else -1),
        ]
    return made
