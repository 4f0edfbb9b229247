"""How alike two claims are in what they say, by their words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence

from rashomon.comparison.views import View
from rashomon.vocabulary import rarity

# A stem that stands in more claims than this joins everything to everything and tells nothing.
_COMMON = 60


def weight(terms: Collection[str]) -> float:
    """The sum of the terms' rarities."""
    return sum(rarity(term) for term in terms)


def likeness(a: View, b: View) -> float:
    """The weighted share of terms in common (Jaccard), 0..1."""
    shared = a.terms & b.terms
    return weight(shared) / weight(a.terms | b.terms) if shared else 0.0


def containment(a: View, b: View) -> float:
    """The weighted share of the shorter claim's terms that stand in the longer, 0..1."""
    shared = a.terms & b.terms
    return weight(shared) / min(weight(a.terms), weight(b.terms)) if shared else 0.0


def candidate_pairs(views: Sequence[View]) -> Iterator[tuple[int, int]]:
    """The index pairs of claims that share a telling stem or a kind of number, each once.

    Cost grows with the number of such pairs, not with the square of the number of claims: a stem
    is used for blocking only where it stands in few claims.
    """
    holders: dict[str, list[int]] = defaultdict(list)
    for number, view in enumerate(views):
        for term in view.terms:
            holders[term].append(number)
        for amount in view.amounts:
            holders[f"# {amount.counts}"].append(number)
    seen: set[tuple[int, int]] = set()
    for term in sorted(holders):
        places = holders[term]
        if len(places) > _COMMON and not term.startswith("# "):
            continue
        for position, i in enumerate(places):
            for j in places[position + 1 :]:
                if i != j and (i, j) not in seen:
                    seen.add((i, j))
                    yield i, j
