"""How two English words stand to each other in meaning: alike, opposite, wider, narrower.

The table is taken from WordNet 3.0 (Princeton University; ``NOTICE`` beside it) by
``training/support/thesaurus.py``. It knows senses, not contexts: "run" is like "operate" in one of
its senses, whichever is meant.
"""

from __future__ import annotations

import gzip
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from typing import Literal

Kin = Literal["alike", "opposite", "wider", "narrower", "sister"]
_ORDER: tuple[Kin, ...] = ("opposite", "alike", "wider", "narrower", "sister")
_FAR = 1000


@dataclass(frozen=True, slots=True)
class Thesaurus:
    """Senses by number: the one ``above`` each (or None), those of each word, opposite pairs."""

    above: tuple[int | None, ...]
    senses: dict[str, tuple[int, ...]]
    opposites: frozenset[tuple[int, int]]


def kin(word: str, other: str) -> tuple[Kin, int] | None:
    """How ``word`` stands to ``other``, both dictionary forms, and by how rare senses; or None.

    "wider": ``word`` says less ("vehicle" of "car"); "narrower": more; "sister": another thing of
    one kind ("car" of "truck"). The number is the sum of the ranks of the two senses, 0 where both
    are the most frequent ones. Opposites come before all else, then what is alike.

    >>> kin("seize", "grab")[0], kin("increase", "decrease")[0], kin("car", "truck")[0]
    ('alike', 'opposite', 'sister')
    """
    return _kin(word, other)


@lru_cache(maxsize=200_000)
def _kin(word: str, other: str) -> tuple[Kin, int] | None:
    table = shipped()
    a, b = table.senses.get(word), table.senses.get(other)
    if not a or not b:
        return None
    best: dict[Kin, int] = {}

    def note(kind: Kin, rank: int) -> None:
        best[kind] = min(rank, best.get(kind, rank))

    above = table.above
    for i, one in enumerate(a):
        for j, two in enumerate(b):
            up, over = above[one], above[two]
            pairs = ((one, two), (one, over), (up, two), (up, over))
            if not table.opposites.isdisjoint(pairs):
                note("opposite", i + j)
            if one == two:
                note("alike", i + j)
            elif over == one or (over is not None and above[over] == one):
                note("wider", i + j)
            elif up == two or (up is not None and above[up] == two):
                note("narrower", i + j)
            elif up is not None and up == over:
                note("sister", i + j)
    if not best:
        return None
    # The commonest senses speak first: "fall" and "rise" are also two kinds of coming about.
    kind = min(_ORDER, key=lambda kind: best.get(kind, _FAR) + 0.1 * _ORDER.index(kind))
    return kind, best[kind]


@lru_cache(maxsize=1)
def shipped() -> Thesaurus:
    """The table of the package, loaded once per process."""
    packed = resources.files("rashomon.checking").joinpath("thesaurus.txt.gz").read_bytes()
    return parse(gzip.decompress(packed).decode("utf-8"))


def parse(text: str) -> Thesaurus:
    """The table from the text that ``training/support/thesaurus.py`` writes."""
    above: list[int | None] = []
    senses: dict[str, tuple[int, ...]] = {}
    opposites: set[tuple[int, int]] = set()
    part = -1
    for line in text.split("\n"):
        if line.startswith("# "):
            part += 1
        elif part == 0:
            above.append(int(line) if line else None)
        elif part == 1:
            word, *numbers = line.split(" ")
            senses[word] = tuple(dict.fromkeys(map(int, numbers)))
        elif line:
            one, other = map(int, line.split(" "))
            opposites |= {(one, other), (other, one)}
    return Thesaurus(tuple(above), senses, frozenset(opposites))
