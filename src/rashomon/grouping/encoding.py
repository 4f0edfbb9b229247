"""Articles as rows that can be compared."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

import numpy as np

from rashomon.grouping.boilerplate import covered, repeated_runs
from rashomon.grouping.features import Encoded, encode
from rashomon.grouping.score import published
from rashomon.grouping.slots import Slots, slots_of
from rashomon.grouping.terms import Terms, terms_of
from rashomon.model import Article


def encoded(articles: Sequence[Article]) -> Encoded:
    """One row per article, without what its outlet repeats under others."""
    return encode(_parts(articles))


def slots(article: Article) -> Slots:
    """The days and ages that the title and the first words of an article tell."""
    return slots_of(f"{article.title or ''}\n{article.text}", published(article))


def _parts(articles: Sequence[Article]) -> Iterator[tuple[Terms, Slots, date | None]]:
    repeated = repeated_runs(articles)
    nothing = np.zeros(0, dtype=np.uint64)
    for article in articles:
        skip = covered(article.text, repeated.get(article.outlet or "", nothing))
        yield terms_of(article, skip=skip), slots(article), published(article)
