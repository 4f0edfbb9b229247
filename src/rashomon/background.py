"""How common English words are: document frequencies, so that a handful of articles can be weighed.

With few articles the words of their event stand in all of them and would weigh nothing; counted
together with a few thousand other articles they keep their weight. The table holds counts, no
text; ``training/grouping.py`` makes it.
"""

from __future__ import annotations

import gzip
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources


@dataclass(frozen=True, slots=True)
class Background:
    """In how many of ``articles`` articles each stem occurs; rarer stems than 3 are left out."""

    articles: int
    counts: dict[str, int]


@lru_cache(maxsize=1)
def background() -> Background:
    """The table that ships with the package."""
    packed = resources.files("rashomon").joinpath("background.txt.gz").read_bytes()
    return parse(gzip.decompress(packed).decode("utf-8"))


def parse(table: str) -> Background:
    """The table from its text: the number of articles, then per line a count and its stems."""
    first, *lines = table.splitlines()
    counts: dict[str, int] = {}
    for line in lines:
        count, *stems = line.split()
        counts.update(dict.fromkeys(stems, int(count)))
    return Background(articles=int(first), counts=counts)


def write(made: Background) -> str:
    """The text that :func:`parse` reads."""
    rows: dict[int, list[str]] = {}
    for stem, count in made.counts.items():
        rows.setdefault(count, []).append(stem)
    lines = [f"{count} {' '.join(sorted(stems))}" for count, stems in sorted(rows.items())]
    return "\n".join([str(made.articles), *lines]) + "\n"
