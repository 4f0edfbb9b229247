"""Runs of eight words as numbers: what repeats, and which texts may be copies."""

from __future__ import annotations

import re
import zlib
from collections import Counter
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from rashomon.model import Article, Span

RUN_WORDS = 8
SHORT_WORDS = 60
"""A text of fewer words may be a notice ("Already a subscriber?") where the article should be."""
_WORD = re.compile(r"\w+")
# Of two near copies at least half of the runs are the same: one of the ten smallest nearly always.
_SKETCH = 10

Hashes = NDArray[np.uint64]


def maybe_copied(articles: Sequence[Article]) -> list[Article]:
    """The articles that may have a near copy among the others; the rest need no comparison.

    They share one of the smallest hashes of their runs (bottom-k sketch; Broder 1997), or are too
    short to have any. Comparing texts in full takes 40 kB for each, which is why most are left out.
    """
    sketches = [np.unique(runs_of(a.text)[1])[:_SKETCH].tolist() for a in articles]
    held = Counter(value for sketch in sketches for value in sketch)
    return [
        article
        for article, sketch in zip(articles, sketches, strict=True)
        if not sketch or any(held[value] > 1 for value in sketch)
    ]


def runs_of(text: str) -> tuple[list[Span], Hashes]:
    """The words' spans, and a hash of each word with the seven after it."""
    found = list(_WORD.finditer(text))
    spans = [Span(m.start(), m.end()) for m in found]
    # crc32 is the same on every run; Python's own hash of a string is not.
    single = np.array(
        [zlib.crc32(m.group().casefold().encode("utf-8", "replace")) for m in found],
        dtype=np.uint64,
    )
    count = len(single) - RUN_WORDS + 1
    runs = np.zeros(max(0, count), dtype=np.uint64)
    for k in range(RUN_WORDS):
        # A polynomial in the words, modulo 2^64, with the odd constant of Knuth's hash.
        runs = runs * np.uint64(6364136223846793005) + single[k : k + len(runs)]
    return spans, runs
