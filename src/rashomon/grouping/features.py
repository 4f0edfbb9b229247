"""How alike two articles are, in ten numbers (fifteen with dates), for many pairs at once."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from rashomon.background import Background, background
from rashomon.grouping.terms import Terms

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

TEXT_FEATURES = (
    "words", "lead", "title", "names", "names of the shorter", "numbers",
    "rare words", "rare names", "length", "words x names",
)  # fmt: skip
DATE_FEATURES = ("days", "week", "season", "words x season", "names x week")
# Below this idf a word is everyday (in the background: in more than one article of 30).
RARE_IDF = 4.0
# A word of a language without statistics is taken to be of middling rarity.
_UNSEEN_IDF = 3.0


@dataclass(frozen=True, slots=True)
class Encoded:
    """The articles as sparse matrices with one row per article, rows of length 1."""

    words: sparse.csr_matrix
    lead: sparse.csr_matrix
    title: sparse.csr_matrix
    names: sparse.csr_matrix
    names_weight: sparse.csr_matrix
    names_mass: Floats
    numbers: sparse.csr_matrix
    rare: sparse.csr_matrix
    rare_names: sparse.csr_matrix
    lengths: Floats
    days: Floats
    idf: dict[str, float]


def encode(terms: Sequence[Terms], days: Sequence[date | None]) -> Encoded:
    """The articles' terms as weighted rows; ``days`` are their dates."""
    known = background()
    idf = _idf((t.words for t in terms), known)
    number_idf = _idf((t.numbers for t in terms), known)
    unseen = [t.unseen for t in terms]

    def weigh(counters: Sequence[Counter[str]], table: dict[str, float]) -> sparse.csr_matrix:
        return _matrix(counters, table, unseen)

    names = weigh([t.names for t in terms], idf)
    words = weigh([t.words for t in terms], idf)
    flat_names = weigh([Counter(dict.fromkeys(t.names, 1)) for t in terms], idf)
    flat_words = weigh([Counter(dict.fromkeys(t.words, 1)) for t in terms], idf)
    return Encoded(
        words=_unit(words),
        lead=_unit(weigh([t.lead for t in terms], idf)),
        title=_unit(weigh([t.title for t in terms], idf)),
        names=_unit(names),
        names_weight=flat_names,
        names_mass=np.asarray(flat_names.sum(axis=1)).ravel(),
        numbers=_unit(weigh([t.numbers for t in terms], number_idf)),
        rare=_above(flat_words, RARE_IDF),
        rare_names=_above(flat_names, RARE_IDF),
        lengths=np.array([math.log1p(t.length) for t in terms]),
        days=np.array([np.nan if d is None else float(d.toordinal()) for d in days]),
        idf=idf,
    )


def text_features(rows: Encoded, i: Ints, j: Ints) -> Floats:
    """One row per pair with the columns of :data:`TEXT_FEATURES`."""
    words = _dot(rows.words, rows.words, i, j)
    names = _dot(rows.names, rows.names, i, j)
    shared_names = _root_shared(rows.names_weight, i, j)
    smaller = np.minimum(rows.names_mass[i], rows.names_mass[j])
    return np.column_stack(
        [
            words,
            _dot(rows.lead, rows.lead, i, j),
            _dot(rows.title, rows.title, i, j),
            names,
            np.divide(shared_names, smaller, out=np.zeros_like(smaller), where=smaller > 0),
            _dot(rows.numbers, rows.numbers, i, j),
            np.log1p(_root_shared(rows.rare, i, j)),
            np.log1p(_root_shared(rows.rare_names, i, j)),
            np.minimum(rows.lengths[i], rows.lengths[j]),
            words * names,
        ]
    )


def date_features(rows: Encoded, text: Floats, i: Ints, j: Ints) -> Floats:
    """One row per pair with the columns of :data:`DATE_FEATURES`; NaN where a date is missing."""
    apart = np.abs(rows.days[i] - rows.days[j])
    week, season = np.exp(-apart / 7), np.exp(-apart / 60)
    return np.column_stack([np.log1p(apart), week, season, text[:, 0] * season, text[:, 3] * week])


def _idf(counters: Iterable[Counter[str]], known: Background) -> dict[str, float]:
    total, counts = known.articles, Counter[str]()
    for counter in counters:
        total += 1
        counts.update(counter.keys())
    return {
        term: math.log((total + 1) / (count + known.counts.get(term, 0) + 0.5))
        for term, count in counts.items()
    }


def _matrix(
    counters: Sequence[Counter[str]], idf: dict[str, float], unseen: Sequence[bool]
) -> sparse.csr_matrix:
    column: dict[str, int] = {}
    values: list[float] = []
    indices: list[int] = []
    starts = [0]
    for counter, odd in zip(counters, unseen, strict=True):
        for term, count in counter.items():
            weight = min(idf.get(term, 0.0), _UNSEEN_IDF) if odd else idf.get(term, 0.0)
            indices.append(column.setdefault(term, len(column)))
            values.append((1.0 + math.log(count)) * weight)
        starts.append(len(indices))
    shape = (len(counters), max(1, len(column)))
    made = sparse.csr_matrix((values, indices, starts), shape=shape)
    made.sort_indices()
    return made


def _unit(matrix: sparse.csr_matrix) -> sparse.csr_matrix:
    norms = np.sqrt(np.asarray(matrix.multiply(matrix).sum(axis=1)).ravel())
    scale = np.divide(1.0, norms, out=np.zeros_like(norms), where=norms > 0)
    return sparse.csr_matrix(sparse.diags(scale) @ matrix)


def _above(matrix: sparse.csr_matrix, floor: float) -> sparse.csr_matrix:
    made = matrix.copy()
    made.data[made.data < floor] = 0.0
    made.eliminate_zeros()
    return made


def _dot(a: Any, b: Any, i: Ints, j: Ints, chunk: int = 20_000) -> Floats:
    parts = [
        np.asarray(a[i[s : s + chunk]].multiply(b[j[s : s + chunk]]).sum(axis=1)).ravel()
        for s in range(0, len(i), chunk)
    ]
    return np.concatenate(parts) if parts else np.zeros(0)


def _root_shared(flat: sparse.csr_matrix, i: Ints, j: Ints) -> Floats:
    # Each row holds the idf of its terms once, so the root of the product is the idf itself.
    root = flat.copy()
    root.data = np.sqrt(root.data)
    return _dot(root, root, i, j)
