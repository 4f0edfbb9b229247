"""Words that an outlet puts under all of its articles: they tell nothing of what happened."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

import numpy as np

from rashomon.grouping.copies import near_copies
from rashomon.grouping.runs import RUN_WORDS, SHORT_WORDS, Hashes, runs_of
from rashomon.model import Article, Span

_ARTICLES = 3
# Articles that share this much are versions of one text: what they share is not boilerplate.
_VERSIONS = 0.3


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
        by_version: dict[tuple[str, str], list[Hashes]] = defaultdict(list)
        for article in some:
            spans, runs = runs_of(article.text)
            # One short text under several titles is what stands where the article should.
            title = article.title or "" if len(spans) < SHORT_WORDS else ""
            by_version[version.get(article.id, article.id), title.casefold()].append(runs)
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
    spans, runs = runs_of(text)
    for at in np.flatnonzero(np.isin(runs, repeated)):
        span = Span(spans[at].start, spans[at + RUN_WORDS - 1].end)
        if found and span.start <= found[-1].end:
            found[-1] = Span(found[-1].start, span.end)
        else:
            found.append(span)
    return tuple(found)
