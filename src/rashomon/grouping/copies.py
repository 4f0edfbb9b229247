"""Near copies: articles whose words are the same but for a few."""

from __future__ import annotations

import zlib
from collections import defaultdict
from collections.abc import Iterable, Sequence

from rashomon.model import Article
from rashomon.shingles import containment, resemblance, shingles

# Copies differ by a headline, a dateline, a correction: most of their shingles are the same.
# A brief that stands whole in a longer article says little of where it came from.
_LEAST_CONTAINED = 60
RESEMBLANCE = 0.8
# Two articles are compared in full when they share one of the smallest hashes of their shingles
# (bottom-k sketch; Broder 1997); at resemblance .8 nearly all 24 are the same.
_SKETCH = 24


def near_copies(
    articles: Sequence[Article], *, threshold: float = RESEMBLANCE, contained: float | None = None
) -> tuple[tuple[str, ...], ...]:
    """The sets of ids of articles that are near copies of each other, ordered by id.

    Two articles are near copies when at least ``threshold`` of their runs of five words are the
    same (Jaccard), or, where ``contained`` is given, when that share of the shorter one's runs
    stand in the longer one (wire copy cut short). A set holds all that are tied by such pairs.
    Articles without a copy are in no set. The cost is near-linear in the number of articles.
    """
    if not 0.0 < threshold <= 1.0:
        raise ValueError(f"threshold is {threshold}; it must be above 0 and at most 1")
    by_words: dict[frozenset[str], list[str]] = defaultdict(list)
    for article in articles:
        if runs := shingles(article.text):
            by_words[runs].append(article.id)
    sets = sorted(by_words, key=lambda runs: min(by_words[runs]))
    parent = list(range(len(sets)))

    def root(i: int) -> int:
        while parent[i] != i:
            parent[i] = parent[parent[i]]
            i = parent[i]
        return i

    buckets: dict[int, list[int]] = defaultdict(list)
    for i, runs in enumerate(sets):
        compared: set[int] = set()
        for key in _sketch(runs):
            for j in buckets[key]:
                if j in compared or root(i) == root(j):
                    continue
                compared.add(j)
                if _alike(runs, sets[j], threshold=threshold, contained=contained):
                    parent[root(i)] = root(j)
            buckets[key].append(i)
    groups: dict[int, list[str]] = defaultdict(list)
    for i, runs in enumerate(sets):
        groups[root(i)].extend(by_words[runs])
    found = (tuple(sorted(ids)) for ids in groups.values() if len(ids) > 1)
    return tuple(sorted(found))


def _alike(
    a: frozenset[str], b: frozenset[str], *, threshold: float, contained: float | None
) -> bool:
    smaller, larger = sorted((len(a), len(b)))
    if smaller >= threshold * larger and resemblance(a, b) >= threshold:
        return True
    return contained is not None and smaller >= _LEAST_CONTAINED and containment(a, b) >= contained


def _sketch(runs: Iterable[str]) -> list[int]:
    # crc32 is fast and the same on every run; Python's own hash of a string is not.
    return sorted({zlib.crc32(run.encode("utf-8", "surrogatepass")) for run in runs})[:_SKETCH]
