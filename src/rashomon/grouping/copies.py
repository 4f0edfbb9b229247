"""Near copies: articles whose words are the same but for a few."""

from __future__ import annotations

import zlib
from collections import defaultdict
from collections.abc import Sequence
from typing import TYPE_CHECKING

from rashomon.model import Article
from rashomon.shingles import containment, resemblance, shingles

# Copies differ by a headline, a dateline, a correction: most of their shingles are the same.
# A brief that stands whole in a longer article says little of where it came from.
_LEAST_CONTAINED = 60
RESEMBLANCE = 0.8
# Two articles are compared in full when they share a band of their MinHash signatures (datasketch).
# Two rows in each of 32 bands: pairs at resemblance .4 meet with certainty .996, so that copies cut
# to half their length are met too; of 3,681 articles 924 pairs are compared.
_BANDS, _ROWS = 32, 2
# Hashes are permuted in blocks of this many: a text without end must not fill the memory.
_BLOCK = 20_000

if TYPE_CHECKING:
    from datasketch import MinHash


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

    # Imported here: it brings SciPy, which nobody needs who only reads an article.
    from datasketch import MinHash, MinHashLSH

    empty = MinHash(num_perm=_BANDS * _ROWS, seed=1, hashfunc=zlib.crc32)
    met = MinHashLSH(num_perm=_BANDS * _ROWS, params=(_BANDS, _ROWS))
    for i, runs in enumerate(sets):
        signature = _signature(runs, empty.copy())
        for j in sorted(met.query(signature)):
            if root(i) != root(j) and _alike(
                runs, sets[j], threshold=threshold, contained=contained
            ):
                parent[root(i)] = root(j)
        met.insert(i, signature)
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


def _signature(runs: frozenset[str], signature: MinHash) -> MinHash:
    """The signature of a text's runs of words, the same in every process.

    crc32 is fast and does not change from run to run, as Python's own hash of a string does.
    """
    rows = [run.encode("utf-8", "surrogatepass") for run in runs]
    for start in range(0, len(rows), _BLOCK):
        signature.update_batch(rows[start : start + _BLOCK])
    return signature
