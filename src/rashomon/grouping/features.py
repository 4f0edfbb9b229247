"""How alike two articles are, in thirteen numbers (more with dates), for many pairs at once."""

from __future__ import annotations

import math
import sys
from array import array
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from rashomon.background import Background, background
from rashomon.grouping.slots import MAX_DAYS, Slots
from rashomon.grouping.terms import Terms

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

TEXT_FEATURES = (
    "words", "lead", "title", "names", "names of the shorter", "numbers",
    "rare words", "rare names", "length", "words x names",
    "same ages", "full names of the shorter", "same days of the year",
)  # fmt: skip
DATE_FEATURES = (
    "days", "week", "season", "words x season", "names x week",
    "other ages", "full names", "other full names", "other days of the year",
    "rare words of the shorter", "length of the longer", "same day told", "same first day told",
    "nearest day told", "first day told",
)  # fmt: skip
# Below this idf a word is everyday (in the background: in more than one article of 30).
RARE_IDF = 4.0
# A word of a language without statistics is taken to be of middling rarity.
_UNSEEN_IDF = 3.0
# What is counted among these articles only is weighed as if so many others had none of it.
_OTHERS = 500
NOT_TOLD = -1.0
"""The days between what two articles tell, where one of them tells no day."""
# How near these days are then taken to be, between 0 and 1 (the same day).
_UNTOLD = 0.3


@dataclass(frozen=True, slots=True)
class Encoded:
    """The articles as sparse matrices with one row per article; most have rows of length 1.

    ``told`` has for each article the days that its beginning names, NaN where it names fewer;
    ``shown`` its capitalised runs as it writes them, ``slots`` what else it says; ``odd`` are those
    in a language without statistics.
    """

    words: sparse.csr_matrix
    lead: sparse.csr_matrix
    title: sparse.csr_matrix
    names: sparse.csr_matrix
    names_root: sparse.csr_matrix
    names_mass: Floats
    numbers: sparse.csr_matrix
    rare_root: sparse.csr_matrix
    rare_mass: Floats
    rare_names_root: sparse.csr_matrix
    full_names: sparse.csr_matrix
    ages: sparse.csr_matrix
    calendar: sparse.csr_matrix
    lengths: Floats
    days: Floats
    odd: NDArray[np.bool_]
    told: Floats
    shown: tuple[tuple[str, ...], ...]
    slots: tuple[Slots, ...]


class _Counts:
    """Rows of counted terms, kept as numbers: 100,000 articles as dictionaries fill a machine."""

    def __init__(self, column: dict[str, int] | None = None) -> None:
        self.column = {} if column is None else column
        self._indices = array("i")
        self._counts = array("f")
        self._starts = array("q", [0])

    def add(self, counts: Mapping[str, int]) -> None:
        column = self.column
        for term, count in counts.items():
            self._indices.append(column.setdefault(term, len(column)))
            self._counts.append(count)
        self._starts.append(len(self._indices))

    def matrix(self) -> sparse.csr_matrix:
        made = sparse.csr_matrix(
            (
                np.array(self._counts, dtype=np.float64),
                np.array(self._indices, dtype=np.int32),
                np.array(self._starts, dtype=np.int64),
            ),
            shape=(len(self._starts) - 1, max(1, len(self.column))),
        )
        made.sort_indices()
        return made


def encode(articles: Iterable[tuple[Terms, Slots, date | None]]) -> Encoded:
    """The articles' terms, slots and dates of publication as weighted rows."""
    words = _Counts()
    lead, title, names = (_Counts(words.column) for _ in range(3))
    numbers, full_names, ages, calendar = (_Counts() for _ in range(4))
    lengths, days, unseen = array("d"), array("d"), array("b")
    told: list[tuple[float, ...]] = []
    shown: list[tuple[str, ...]] = []
    slots: list[Slots] = []
    for terms, slot, day in articles:
        words.add(terms.words)
        lead.add(terms.lead)
        title.add(terms.title)
        names.add(terms.names)
        numbers.add(terms.numbers)
        full_names.add(dict.fromkeys((n for n in terms.shown if " " in n), 1))
        ages.add({str(age): 1 for age in sorted(slot.ages)})
        calendar.add(dict.fromkeys(sorted(slot.calendar), 1))
        lengths.append(math.log1p(terms.length))
        unseen.append(terms.unseen)
        days.append(math.nan if day is None else day.toordinal())
        told.append((*slot.days, *[math.nan] * (MAX_DAYS - len(slot.days))))
        shown.append(tuple(map(sys.intern, terms.shown.values())))
        slots.append(slot)
    known = background()
    odd = np.array(unseen, dtype=bool)
    counted = words.matrix()
    idf = _idf(counted, words.column, known)
    number_counts = numbers.matrix()
    number_idf = _idf(number_counts, numbers.column, known)
    flat_words, flat_names = (
        _weigh(_flat(counted), idf, odd),
        _weigh(_flat(names.matrix()), idf, odd),
    )
    rare = _above(flat_words, RARE_IDF)
    return Encoded(
        words=_unit(_weigh(counted, idf, odd)),
        lead=_unit(_weigh(lead.matrix(), idf, odd)),
        title=_unit(_weigh(title.matrix(), idf, odd)),
        names=_unit(_weigh(names.matrix(), idf, odd)),
        names_root=_root(flat_names),
        names_mass=_sums(flat_names),
        numbers=_unit(_weigh(number_counts, number_idf, odd)),
        rare_root=_root(rare),
        rare_mass=_sums(rare),
        rare_names_root=_root(_above(flat_names, RARE_IDF)),
        full_names=_among(full_names),
        ages=_among(ages),
        calendar=_among(calendar),
        lengths=np.array(lengths),
        days=np.array(days),
        odd=odd,
        told=np.array(told, dtype=np.float64).reshape(-1, MAX_DAYS),
        shown=tuple(shown),
        slots=tuple(slots),
    )


def text_features(rows: Encoded, i: Ints, j: Ints) -> Floats:
    """One row per pair with the columns of :data:`TEXT_FEATURES`."""
    words = _dot(rows.words, i, j)
    names = _dot(rows.names, i, j)
    return np.column_stack(
        [
            words,
            _dot(rows.lead, i, j),
            _dot(rows.title, i, j),
            names,
            _of_the_smaller(_dot(rows.names_root, i, j), rows.names_mass, i, j),
            _dot(rows.numbers, i, j),
            np.log1p(_dot(rows.rare_root, i, j)),
            np.log1p(_dot(rows.rare_names_root, i, j)),
            np.minimum(rows.lengths[i], rows.lengths[j]),
            words * names,
            _dot(rows.ages, i, j),
            _of_the_smaller(_dot(rows.full_names, i, j), _masses(rows.full_names), i, j),
            _dot(rows.calendar, i, j),
        ]
    )


def date_features(rows: Encoded, text: Floats, i: Ints, j: Ints) -> Floats:
    """One row per pair with the columns of :data:`DATE_FEATURES`; NaN where a date is missing."""
    apart = np.abs(rows.days[i] - rows.days[j])
    week, season = np.exp(-apart / 7), np.exp(-apart / 60)
    full = _dot(rows.full_names, i, j)
    nearest, first = days_told_apart(rows, i, j)
    return np.column_stack(
        [
            np.log1p(apart), week, season, text[:, 0] * season, text[:, 3] * week,
            _other(rows.ages, text[:, 10], i, j), full, _other(rows.full_names, full, i, j),
            _other(rows.calendar, text[:, 12], i, j),
            _of_the_smaller(_dot(rows.rare_root, i, j), rows.rare_mass, i, j),
            np.maximum(rows.lengths[i], rows.lengths[j]), _near(nearest), _near(first),
            nearest, first,
        ]
    )  # fmt: skip


def _near(days: Floats) -> Floats:
    result: Floats = np.where(days == NOT_TOLD, _UNTOLD, np.exp(-np.maximum(days, 0.0) / 2))
    return result


def days_told_apart(rows: Encoded, i: Ints, j: Ints) -> tuple[Floats, Floats]:
    """The fewest days between any two days that both tell, and those between their first ones.

    :data:`NOT_TOLD` where one of the two tells none.
    """
    nearest = np.full(len(i), np.inf)
    for a in range(MAX_DAYS):
        for b in range(MAX_DAYS):
            np.fmin(nearest, np.abs(rows.told[i, a] - rows.told[j, b]), out=nearest)
    first = np.abs(rows.told[i, 0] - rows.told[j, 0])
    none = np.isnan(first)
    return np.where(none, NOT_TOLD, nearest), np.where(none, NOT_TOLD, first)


def _idf(counted: sparse.csr_matrix, column: Mapping[str, int], known: Background) -> Floats:
    total = known.articles + counted.shape[0]
    elsewhere = np.fromiter((known.counts.get(term, 0) for term in column), float, len(column))
    here = np.bincount(counted.indices, minlength=counted.shape[1])
    if not len(column):
        elsewhere = np.zeros(1)
    result: Floats = np.log((total + 1) / (here + elsewhere + 0.5))
    return result


def _among(counts: _Counts) -> sparse.csr_matrix:
    """Rows whose products are the summed rarity, among these articles, of what both hold."""
    made = counts.matrix()
    held = np.bincount(made.indices, minlength=made.shape[1])
    made.data = np.sqrt(np.log((made.shape[0] + _OTHERS) / (held + 0.5)))[made.indices]
    return made


def _weigh(counted: sparse.csr_matrix, idf: Floats, odd: NDArray[np.bool_]) -> sparse.csr_matrix:
    # Built when only some of the terms were known, a matrix may be narrower than the table.
    weight = idf[counted.indices]
    rows = np.repeat(odd, np.diff(counted.indptr))
    weight[rows] = np.minimum(weight[rows], _UNSEEN_IDF)
    made = counted.copy()
    made.data = (1.0 + np.log(counted.data)) * weight
    return made


def _flat(counted: sparse.csr_matrix) -> sparse.csr_matrix:
    made = counted.copy()
    made.data = np.ones_like(made.data)
    return made


def _unit(matrix: sparse.csr_matrix) -> sparse.csr_matrix:
    norms = np.sqrt(_masses(matrix))
    scale = np.divide(1.0, norms, out=np.zeros_like(norms), where=norms > 0)
    return sparse.csr_matrix(sparse.diags(scale) @ matrix)


def _above(matrix: sparse.csr_matrix, floor: float) -> sparse.csr_matrix:
    made = matrix.copy()
    made.data[made.data < floor] = 0.0
    made.eliminate_zeros()
    return made


def _root(flat: sparse.csr_matrix) -> sparse.csr_matrix:
    # Each row holds the idf of its terms once, so the root of the product is the idf itself.
    made = flat.copy()
    made.data = np.sqrt(made.data)
    return made


def _sums(matrix: sparse.csr_matrix) -> Floats:
    result: Floats = np.asarray(matrix.sum(axis=1)).ravel()
    return result


def _masses(matrix: sparse.csr_matrix) -> Floats:
    return _sums(matrix.multiply(matrix))


def _of_the_smaller(shared: Floats, mass: Floats, i: Ints, j: Ints) -> Floats:
    smaller = np.minimum(mass[i], mass[j])
    result: Floats = np.divide(shared, smaller, out=np.zeros_like(smaller), where=smaller > 0)
    return result


def _other(matrix: sparse.csr_matrix, shared: Floats, i: Ints, j: Ints) -> Floats:
    """1 where both articles have some and share none."""
    some = np.diff(matrix.indptr) > 0
    result: Floats = (some[i] & some[j] & (shared == 0)).astype(np.float64)
    return result


def _dot(matrix: Any, i: Ints, j: Ints, chunk: int = 20_000) -> Floats:
    parts = [
        np.asarray(matrix[i[s : s + chunk]].multiply(matrix[j[s : s + chunk]]).sum(axis=1)).ravel()
        for s in range(0, len(i), chunk)
    ]
    return np.concatenate(parts) if parts else np.zeros(0)
