"""Words that an outlet puts under all of its articles: they tell nothing of what happened."""

from __future__ import annotations

import zlib
from collections import defaultdict
from collections.abc import Sequence

from rashomon.grouping.copies import near_copies
from rashomon.model import Article, Span
from rashomon.text import words

_RUN = 8
_ARTICLES = 3
# Articles that share this much are versions of one text: what they share is not boilerplate.
_VERSIONS = 0.3


def repeated_runs(articles: Sequence[Article]) -> dict[str, frozenset[int]]:
    """Per outlet the runs of eight words (hashed) that stand in three or more unlike articles.

    Articles without an outlet are left alone: nobody can tell who repeats whom.
    """
    version = {one: ids[0] for ids in near_copies(articles, threshold=_VERSIONS) for one in ids}
    by_outlet: dict[str, list[Article]] = defaultdict(list)
    for article in articles:
        if article.outlet:
            by_outlet[article.outlet].append(article)
    found: dict[str, frozenset[int]] = {}
    for outlet, some in by_outlet.items():
        if len(some) < _ARTICLES:
            continue
        holders: dict[int, set[str]] = defaultdict(set)
        for article in some:
            for _, run in _runs(article.text):
                holders[run].add(version.get(article.id, article.id))
        found[outlet] = frozenset(run for run, ids in holders.items() if len(ids) >= _ARTICLES)
    return found


def covered(text: str, repeated: frozenset[int]) -> tuple[Span, ...]:
    """The passages of the text that are made of repeated runs, in its order."""
    found: list[Span] = []
    if not repeated:
        return ()
    for span, run in _runs(text):
        if run not in repeated:
            continue
        if found and span.start <= found[-1].end:
            found[-1] = Span(found[-1].start, span.end)
        else:
            found.append(span)
    return tuple(found)


def _runs(text: str) -> list[tuple[Span, int]]:
    plain = [(span, word.casefold()) for span, word in words(text, (Span(0, len(text)),))]
    return [
        (
            Span(plain[i][0].start, plain[i + _RUN - 1][0].end),
            zlib.crc32(" ".join(w for _, w in plain[i : i + _RUN]).encode("utf-8", "replace")),
        )
        for i in range(len(plain) - _RUN + 1)
    ]
