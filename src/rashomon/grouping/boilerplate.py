"""Words that an outlet puts under all of its articles: they tell nothing of what happened."""

from __future__ import annotations

import re
import zlib
from collections import defaultdict
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from rashomon.grouping.copies import near_copies
from rashomon.model import Article, Span

_RUN = 8
_ARTICLES = 3
# Articles that share this much are versions of one text: what they share is not boilerplate.
_VERSIONS = 0.3
_WORD = re.compile(r"\w+")

Hashes = NDArray[np.uint64]


def repeated_runs(articles: Sequence[Article]) -> dict[str, Hashes]:
    """Per outlet the runs of eight words (hashed, in order) in three or more unlike articles.

    Articles without an outlet are left alone: nobody can tell who repeats whom.
    """
    by_outlet: dict[str, list[Article]] = defaultdict(list)
    for article in articles:
        if article.outlet:
            by_outlet[article.outlet].append(article)
    found: dict[str, Hashes] = {}
    for outlet, some in by_outlet.items():
        if len(some) < _ARTICLES:
            continue
        # Outlet by outlet: versions in other outlets do not matter, and fill the memory.
        copies = near_copies(some, threshold=_VERSIONS)
        version = {one: ids[0] for ids in copies for one in ids}
        by_version: dict[str, list[Hashes]] = defaultdict(list)
        for article in some:
            by_version[version.get(article.id, article.id)].append(_runs(article.text)[1])
        if len(by_version) < _ARTICLES:
            continue
        once = np.concatenate([np.unique(np.concatenate(runs)) for runs in by_version.values()])
        values, counts = np.unique(once, return_counts=True)
        found[outlet] = values[counts >= _ARTICLES]
    return found


def covered(text: str, repeated: Hashes) -> tuple[Span, ...]:
    """The passages of the text that are made of repeated runs, in its order."""
    found: list[Span] = []
    if not len(repeated):
        return ()
    spans, runs = _runs(text)
    for at in np.flatnonzero(np.isin(runs, repeated)):
        span = Span(spans[at].start, spans[at + _RUN - 1].end)
        if found and span.start <= found[-1].end:
            found[-1] = Span(found[-1].start, span.end)
        else:
            found.append(span)
    return tuple(found)


def _runs(text: str) -> tuple[list[Span], Hashes]:
    """The words' spans, and a hash of each word with the seven after it."""
    found = list(_WORD.finditer(text))
    spans = [Span(m.start(), m.end()) for m in found]
    # crc32 is the same on every run; Python's own hash of a string is not.
    single = np.array(
        [zlib.crc32(m.group().casefold().encode("utf-8", "replace")) for m in found],
        dtype=np.uint64,
    )
    count = len(single) - _RUN + 1
    runs = np.zeros(max(0, count), dtype=np.uint64)
    for k in range(_RUN):
        # A polynomial in the words, modulo 2^64, with the odd constant of Knuth's hash.
        runs = runs * np.uint64(6364136223846793005) + single[k : k + len(runs)]
    return spans, runs
