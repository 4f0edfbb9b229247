"""How alike two claims are in what they say: by their words, and by a sentence encoder.

Rare words in common are the surer sign; the encoder adds what is said in other words, and takes
chance overlaps out. It cannot tell 10 from 11 or Monday from Tuesday apart (measured:
``docs/benchmarks.md``), so numbers, days and negations are compared by rule, never by it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rashomon.comparison.views import View
from rashomon.encoder import encode
from rashomon.vocabulary import rarity

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

# A stem that stands in more claims than this, or in more than these per article, joins everything
# to everything and tells nothing.
_COMMON, _COMMON_PER_ARTICLE = 60, 1.5
_HEAD = 100  # code points
# No rule asks for less; the weights never found a relation below it.
_NEAR = 0.35
# So many pairs, some of them twice, are held before each is kept once.
_AT_ONCE = 2_000_000


def weight(terms: Collection[str]) -> float:
    """The sum of the terms' rarities."""
    return sum(rarity(term) for term in terms)


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """Two claims and how alike they are, each figure 0..1.

    ``shared`` are the stems both have; ``words`` the weighted share of all their stems that is
    shared (Jaccard), ``held`` the share of the shorter one's stems that stand in the longer,
    ``meaning`` the cosine of their vectors, ``titles`` that of their articles' titles.
    """

    a: View
    b: View
    shared: frozenset[str]
    words: float
    held: float
    meaning: float
    titles: float


class Pairs:
    """Makes the pairs of one event's claims; each claim is weighed and encoded once."""

    def __init__(self, views: Sequence[View]) -> None:
        self._vectors: NDArray[np.float32] = encode([view.text for view in views])
        self._place: Mapping[int, int] = {id(view): i for i, view in enumerate(views)}
        self._weight = [weight(view.terms) for view in views]
        # An article without a title has its first words: its head says what it is about.
        heads = {v.ref.article: v.article.title or v.article.text[:_HEAD] for v in views}
        of = dict(zip(heads, encode(list(heads.values())), strict=True))
        self._titles = [of[view.ref.article] for view in views]

    def near(self, places: NDArray[np.int64]) -> NDArray[np.int64]:
        """Of index pairs, shape (pairs, 2), those near enough in meaning to be of one matter."""
        import numpy as np

        one, other = (self._vectors[places[:, side]] for side in (0, 1))
        kept: NDArray[np.int64] = places[np.einsum("ij,ij->i", one, other) >= _NEAR]
        return kept

    def pair(self, a: View, b: View) -> Pair:
        """The pair of two of the claims."""
        i, j = self._place[id(a)], self._place[id(b)]
        shared = a.terms & b.terms
        common, one, other = weight(shared), self._weight[i], self._weight[j]
        return Pair(
            a=a,
            b=b,
            shared=shared,
            words=common / (one + other - common) if shared else 0.0,
            held=common / min(one, other) if shared else 0.0,
            meaning=max(0.0, float(self._vectors[i] @ self._vectors[j])),
            titles=max(0.0, float(self._titles[i] @ self._titles[j])),
        )


def candidate_pairs(views: Sequence[View]) -> NDArray[np.int64]:
    """The index pairs of claims that share a telling stem or a kind of number, each once, in order.

    Shape (pairs, 2), the smaller index first. Cost grows with the number of such pairs, not with
    the square of the number of claims: a stem is used for blocking only where it stands in few
    claims.
    """
    import numpy as np

    holders: dict[str, list[int]] = defaultdict(list)
    for number, view in enumerate(views):
        for term in view.terms:
            holders[term].append(number)
        for counts in {amount.counts for amount in view.amounts}:
            holders[f"# {counts}"].append(number)
    articles = len({view.ref.article for view in views})
    common = max(_COMMON, _COMMON_PER_ARTICLE * articles)
    # A pair as one number: millions of pairs of Python's own take gigabytes.
    found, fresh, size = np.zeros(0, dtype=np.int64), [], 0
    for term, places in holders.items():
        if len(places) < 2 or (len(places) > common and not term.startswith("# ")):
            continue
        at = np.array(places, dtype=np.int64)
        first, second = np.triu_indices(len(at), 1)
        fresh.append(at[first] * len(views) + at[second])
        size += len(first)
        if size > _AT_ONCE:
            found, fresh, size = np.unique(np.concatenate([found, *fresh])), [], 0
    found = np.unique(np.concatenate([found, *fresh]))
    return np.stack([found // max(1, len(views)), found % max(1, len(views))], axis=1)
