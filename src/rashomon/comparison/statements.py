"""Claims of one voice that say the same, joined to statements; and the relations between them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from rashomon.comparison.likeness import Pair, Pairs, candidate_pairs
from rashomon.comparison.relations import (
    Verdict,
    same_wording,
    says_the_same,
    voices_differ,
)
from rashomon.comparison.verdicts import verdicts
from rashomon.comparison.views import OWN_VOICE, View
from rashomon.model import Relation, RelationKind

# The share of words from which on two outlets' own sentences are one statement.
_ONE_SENTENCE = 0.85
_AT_ONCE = 4000
# Where two claims stand in two relations, the one a reader must not miss comes first.
_FIRST: tuple[RelationKind, ...] = ("contradict", "update", "agree", "compatible")


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """The claims of one statement, in the order of publication; the first gives its words."""

    id: str
    voice: str | None
    views: tuple[View, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Stated:
    """The statements of one event, and the verdicts between them by their ids.

    ``alike`` are the pairs of claims of any two voices that say the same.
    """

    groups: tuple[Group, ...]
    alike: tuple[Pair, ...]
    verdicts: Mapping[tuple[str, str], tuple[Pair, Verdict]]


def state(views: Sequence[View], copies: Sequence[Sequence[str]] = ()) -> Stated:
    """The statements of one event and how they stand to each other.

    The order of ``views`` does not matter: they are put in the order of publication first.
    ``copies`` are sets of articles with one text: a text does not agree with its copy.
    """
    copied = {article: number for number, same in enumerate(copies) for article in same}
    ordered = sorted(views, key=_order)
    parent = list(range(len(ordered)))

    def root(number: int) -> int:
        while parent[number] != number:
            parent[number] = parent[parent[number]]
            number = parent[number]
        return number

    pairs = Pairs(ordered)
    judged: dict[tuple[int, int], tuple[Pair, Verdict]] = {}
    alike: list[Pair] = []
    for (i, j), pair, verdict in _weighed(pairs, ordered):
        if verdict is None:
            continue
        if _is_copy(pair, copied) and verdict.relation != "contradict":
            alike += [pair] if says_the_same(pair) else []
            if _joins(pair):
                parent[max(root(i), root(j))] = min(root(i), root(j))
            continue
        judged[i, j] = (pair, verdict)
        if verdict.relation in {"agree", "compatible"} and says_the_same(pair):
            alike.append(pair)
            if verdict.relation == "agree" and _joins(pair):
                parent[max(root(i), root(j))] = min(root(i), root(j))

    members: dict[int, list[View]] = {}
    for number, view in enumerate(ordered):
        members.setdefault(root(number), []).append(view)
    names = {first: f"t{place}" for place, first in enumerate(members, start=1)}
    groups = tuple(
        Group(id=names[first], voice=ordered[first].voice, views=tuple(same))
        for first, same in members.items()
    )
    return Stated(
        groups=groups,
        alike=tuple(alike),
        verdicts=_between(judged, lambda n: names[root(n)]),
    )


def _weighed(
    pairs: Pairs, ordered: Sequence[View]
) -> Iterator[tuple[tuple[int, int], Pair, Verdict | None]]:
    """Each pair that may be of one matter, with its verdict; some thousands are held at a time."""
    places = candidate_pairs(ordered)
    for start in range(0, len(places), _AT_ONCE):
        kept = pairs.near(places[start : start + _AT_ONCE]).tolist()
        near = [pairs.pair(ordered[i], ordered[j]) for i, j in kept]
        found = verdicts(near)
        yield from (((i, j), p, v) for (i, j), p, v in zip(kept, near, found, strict=True))


def _order(view: View) -> tuple[str, str, int, str]:
    return (view.published or "9999", view.ref.article, view.claim.content[0].start, view.ref.claim)


def _is_copy(pair: Pair, copied: Mapping[str, int]) -> bool:
    one, other = (copied.get(v.ref.article) for v in (pair.a, pair.b))
    return one is not None and one == other and pair.a.ref.article != pair.b.ref.article


def _joins(pair: Pair) -> bool:
    """Whether two claims that say the same are one statement.

    One speaker's are; two outlets' own sentences only in nearly the same words, since nobody stands
    behind both ("collapsed" and "was blown up" are one word apart); one article's own never are.
    """
    a, b = pair.a, pair.b
    if a.voice is None or a.voice != b.voice:
        return False
    if a.voice != OWN_VOICE:
        return True
    return a.ref.article != b.ref.article and (same_wording(a, b) or pair.words >= _ONE_SENTENCE)


def _between(
    judged: Mapping[tuple[int, int], tuple[Pair, Verdict]], name: Callable[[int], str]
) -> dict[tuple[str, str], tuple[Pair, Verdict]]:
    between: dict[tuple[str, str], tuple[Pair, Verdict]] = {}
    for (i, j), (pair, verdict) in judged.items():
        one, other = name(i), name(j)
        if one == other or not _worth_saying(pair.a, pair.b, verdict):
            continue
        ends = (other, one) if verdict.later_first else (one, other)
        known = between.get(ends) or between.get(ends[::-1])
        if known is None or _rank(verdict) < _rank(known[1]):
            between.pop(ends[::-1], None)
            between[ends] = (pair, verdict)
    return between


def _worth_saying(a: View, b: View, verdict: Verdict) -> bool:
    if a.ref.article == b.ref.article and OWN_VOICE in (a.voice, b.voice):
        # An article's own sentences lean on what it attributes and on each other: they repeat it,
        # or count something else. Only a denial in the same article is an answer.
        return verdict.about == "denial" and verdict.relation == "contradict"
    if a.voice is not None and a.voice == b.voice and a.voice != OWN_VOICE:
        # One speaker over time: a change, told in the account, not an answer to itself.
        return verdict.relation in {"update", "contradict"} and a.published != b.published
    return voices_differ(a, b) or a.ref.article != b.ref.article


def _rank(verdict: Verdict) -> tuple[int, float]:
    return _FIRST.index(verdict.relation), -verdict.confidence


def relations(stated: Stated) -> tuple[Relation, ...]:
    """The verdicts as relations, contradictions first, the surest first."""
    rows = sorted(
        ((ends, verdict) for ends, (_, verdict) in stated.verdicts.items()),
        key=lambda row: (_rank(row[1]), _number(row[0][0]), row[0]),
    )
    return tuple(
        Relation(a=a, b=b, relation=v.relation, about=v.about, why=v.why, confidence=v.confidence)
        for (a, b), v in rows
    )


def _number(id_: str) -> int:
    return int(id_[1:])
