"""Articles into events."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

import numpy as np
from scipy.cluster.hierarchy import fcluster, linkage
from scipy.sparse import coo_matrix
from scipy.sparse.csgraph import connected_components

from rashomon.errors import IdConflictError
from rashomon.grouping.boilerplate import covered, repeated_runs
from rashomon.grouping.copies import near_copies
from rashomon.grouping.features import Floats, Ints, encode
from rashomon.grouping.reasons import reasons
from rashomon.grouping.score import candidates, probabilities, published
from rashomon.grouping.terms import Terms, terms_of
from rashomon.model import Article, Event

# Average probability above which two sets of articles are one event. Chosen on gun_violence.train
# and ECB+ for precision: a wrong merge hurts readers more than a split.
THRESHOLD = 0.3
# Pairs below this do not tie sets together, so that the sets can be clustered apart.
_TIE = 0.02
# scipy's linkage needs a distance for every pair of a set.
_LARGEST_SET = 4000


def group(articles: Sequence[Article], *, threshold: float = THRESHOLD) -> tuple[Event, ...]:
    """The events the articles report, each article in exactly one of them.

    Articles come together by what happened, where, when and who: the words, names and numbers
    they share, weighed by how rare these are in English and among these articles, and the days
    between them. Near copies are always together. ``threshold`` (0 to 1) is the average
    probability at which two sets are taken to be one event: higher splits more.

    The result does not depend on the order of ``articles``. Events are ordered by their first
    date (events without one last), then by their smallest id; their ids are "e1", "e2" and so on.

    Raises :class:`~rashomon.errors.IdConflictError` where two articles with different texts have
    one id.
    """
    if not 0.0 < threshold < 1.0:
        raise ValueError(f"threshold is {threshold}; it must lie between 0 and 1")
    unique = _by_id(articles)
    copies = near_copies(unique)
    original = {other: ids[0] for ids in copies for other in ids}
    kept = [a for a in unique if original.get(a.id, a.id) == a.id]
    terms = all_terms(kept)
    dates = [published(a) for a in kept]
    rows = encode(terms, dates)
    i, j = candidates(rows)
    label = cluster(len(kept), i, j, probabilities(rows, i, j), threshold=threshold)

    members: dict[int, list[int]] = defaultdict(list)
    for at, name in enumerate(label):
        members[name].append(at)
    with_copies: dict[str, list[str]] = defaultdict(list)
    for a in unique:
        with_copies[original.get(a.id, a.id)].append(a.id)
    by_id = {a.id: a for a in unique}
    found: list[tuple[str, tuple[str, ...], tuple[str, ...]]] = []
    for places in members.values():
        ids = [other for at in places for other in with_copies[kept[at].id]]
        ordered = sorted(ids, key=lambda one: (_day(by_id[one]), one))
        why = reasons(
            [terms[at] for at in places],
            [by_id[one] for one in ordered],
            [several for at in places if len(several := with_copies[kept[at].id]) > 1],
            rows.idf,
        )
        found.append((_day(by_id[ordered[0]]), tuple(ordered), why))
    found.sort(key=lambda event: (event[0], min(event[1])))
    return tuple(
        Event(id=f"e{at}", articles=ids, why=why) for at, (_, ids, why) in enumerate(found, 1)
    )


def all_terms(articles: Sequence[Article]) -> list[Terms]:
    """The terms of each article without what its outlet repeats under others."""
    repeated = repeated_runs(articles)
    return [
        terms_of(a, skip=covered(a.text, repeated.get(a.outlet or "", frozenset())))
        for a in articles
    ]


def cluster(total: int, i: Ints, j: Ints, score: Floats, *, threshold: float) -> list[int]:
    """One label per article by average linkage over the scored pairs; other pairs count 0."""
    label = list(range(total))
    tie = _TIE
    parts = _tied(total, i, j, score, tie)
    while np.bincount(parts).max(initial=0) > _LARGEST_SET and tie < 1.0:
        tie *= 2
        parts = _tied(total, i, j, score, tie)
    inside = parts[i] == parts[j]
    i, j, score = i[inside], j[inside], score[inside]
    order = np.argsort(parts[i], kind="stable")
    i, j, score = i[order], j[order], score[order]
    starts = np.searchsorted(parts[i], np.arange(parts.max(initial=-1) + 2))
    groups: dict[int, list[int]] = defaultdict(list)
    for at, part in enumerate(parts):
        groups[int(part)].append(at)
    for part, places in groups.items():
        size = len(places)
        if size == 1:
            continue
        where = {at: k for k, at in enumerate(places)}
        distance = np.ones(size * (size - 1) // 2)
        for edge in range(starts[part], starts[part + 1]):
            a, b = where[int(i[edge])], where[int(j[edge])]
            # Rounded, so that the last bits of a sum do not decide between equal merges.
            distance[size * a - a * (a + 1) // 2 + b - a - 1] = round(1.0 - score[edge], 6)
        cut = fcluster(linkage(distance, "average"), 1.0 - threshold, "distance")
        first: dict[int, int] = {}
        for at, name in zip(places, cut, strict=True):
            label[at] = first.setdefault(int(name), at)
    return label


def _tied(total: int, i: Ints, j: Ints, score: Floats, tie: float) -> Ints:
    keep = score >= tie
    edges = coo_matrix((np.ones(int(keep.sum())), (i[keep], j[keep])), shape=(total, total))
    labels: Ints = connected_components(edges, directed=False)[1].astype(np.int64)
    return labels


def _by_id(articles: Sequence[Article]) -> list[Article]:
    found: dict[str, Article] = {}
    for article in articles:
        other = found.setdefault(article.id, article)
        if other.text != article.text:
            raise IdConflictError(
                article.id, "two articles with different texts have this id; give each its own"
            )
        if other != article:
            # The same text twice with other details: keep one, whichever comes first in input.
            found[article.id] = min(other, article, key=repr)
    return [found[one] for one in sorted(found)]


def _day(article: Article) -> str:
    day = published(article)
    return day.isoformat() if day else "9999"
