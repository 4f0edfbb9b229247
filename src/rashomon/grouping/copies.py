"""Near copies: articles whose words are the same but for a few."""

from __future__ import annotations

import zlib
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rashomon.model import Article
from rashomon.shingles import shingles

if TYPE_CHECKING:
    import numpy as np
    from datasketch import MinHash
    from numpy.typing import NDArray

    Hashes = NDArray[np.int64]
    Places = NDArray[np.intp]

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


def near_copies(
    articles: Sequence[Article], *, threshold: float = RESEMBLANCE, contained: float | None = None
) -> tuple[tuple[str, ...], ...]:
    """The sets of ids of articles that are near copies of each other, ordered by id.

    Two articles are near copies when at least ``threshold`` of their runs of five words are the
    same (Jaccard), or, where ``contained`` is given, when that share of the shorter one's runs
    stand in the longer one (wire copy cut short). A set holds all that are tied by such pairs.
    Articles without a copy are in no set. The cost is near-linear in the number of articles, and
    the memory a few kB for each.
    """
    if not 0.0 < threshold <= 1.0:
        raise ValueError(f"threshold is {threshold}; it must be above 0 and at most 1")
    texts = _distinct(articles)
    parent = list(range(len(texts)))

    def root(i: int) -> int:
        while parent[i] != i:
            parent[i] = parent[parent[i]]
            i = parent[i]
        return i

    for i, others in _met(texts):
        for j in others:
            if root(i) != root(j) and _alike(
                texts[i].runs, texts[j].runs, threshold=threshold, contained=contained
            ):
                parent[root(i)] = root(j)
    groups: dict[int, list[str]] = defaultdict(list)
    for i, text in enumerate(texts):
        groups[root(i)].extend(text.ids)
    found = (tuple(sorted(ids)) for ids in groups.values() if len(ids) > 1)
    return tuple(sorted(found))


@dataclass(frozen=True, slots=True, eq=False)
class _Text:
    """One text: the articles that have it, its runs of words as sorted numbers, its signature.

    The runs themselves take 40 kB for each text; 100,000 of them fill a machine.
    """

    ids: list[str]
    runs: Hashes
    signature: NDArray[np.uint32]


def _distinct(articles: Sequence[Article]) -> list[_Text]:
    """The texts with any words, each once, in the order of the articles."""
    # Imported here: it brings SciPy, which nobody needs who only reads an article.
    import numpy as np
    from datasketch import MinHash

    empty = MinHash(num_perm=_BANDS * _ROWS, seed=1, hashfunc=zlib.crc32)
    found: dict[bytes, _Text] = {}
    for article in articles:
        runs = shingles(article.text)
        if not runs:
            continue
        # Python's own hash: it differs from process to process, but who equals whom does not.
        numbers = np.fromiter(map(hash, runs), np.int64, len(runs))
        numbers.sort()
        text = found.get(key := numbers.tobytes())
        if text is None:
            signature = _signature(runs, empty.copy()).hashvalues.astype(np.uint32)
            found[key] = _Text([article.id], numbers, signature)
        else:
            text.ids.append(article.id)
    return list(found.values())


def _met(texts: Sequence[_Text]) -> Iterator[tuple[int, list[int]]]:
    """For each text the places of those before it that share a band of its signature."""
    import numpy as np

    if not texts:
        return
    signatures = np.array([text.signature for text in texts], dtype=np.uint64)
    # Per band the places in the order of their values; then for each place where those with its
    # value begin, and where it stands itself: between these are the ones before it.
    orders: list[Places] = []
    begins, stands = (np.zeros((len(texts), _BANDS), dtype=np.int32) for _ in range(2))
    for band in range(_BANDS):
        first, second = signatures[:, _ROWS * band], signatures[:, _ROWS * band + 1]
        values = (first << np.uint64(32)) | second
        order = np.argsort(values, kind="stable")
        ordered = values[order]
        stands[order, band] = np.arange(len(texts))
        begins[order, band] = np.searchsorted(ordered, ordered, side="left")
        orders.append(order.astype(np.int32))
    for i in range(len(texts)):
        some = [
            orders[band][begins[i, band] : stands[i, band]]
            for band in np.flatnonzero(begins[i] < stands[i])
        ]
        if some:
            yield i, np.unique(np.concatenate(some)).tolist()


def _alike(a: Hashes, b: Hashes, *, threshold: float, contained: float | None) -> bool:
    """Whether two texts' runs are largely the same, or the shorter one's largely the longer one's.

    Broder, On the resemblance and containment of documents, 1997.
    """
    import numpy as np

    smaller, larger = sorted((len(a), len(b)))
    as_long = smaller >= threshold * larger
    within = contained is not None and smaller >= _LEAST_CONTAINED
    if not as_long and not within:
        return False
    common = len(np.intersect1d(a, b, assume_unique=True))
    if as_long and common / (smaller + larger - common) >= threshold:
        return True
    return within and contained is not None and common / smaller >= contained


def _signature(runs: frozenset[str], signature: MinHash) -> MinHash:
    """The signature of a text's runs of words, the same in every process.

    crc32 is fast and does not change from run to run, as Python's own hash of a string does.
    """
    rows = [run.encode("utf-8", "surrogatepass") for run in runs]
    for start in range(0, len(rows), _BLOCK):
        signature.update_batch(rows[start : start + _BLOCK])
    return signature
