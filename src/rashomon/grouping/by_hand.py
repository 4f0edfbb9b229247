"""A person's corrections of events: which articles report one event, and which do not.

They are laid over what was found, and change nothing below: without their lines the events are as
they were. A line brings whole events together; "not the same event" parts them again, each other
article going to the part that it is most like.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations

from rashomon.corrections import Corrections, Line, NotTheSameEvent, OfEvents, SameEvent
from rashomon.errors import UsageError
from rashomon.model import AppliedCorrection, Article
from rashomon.text import sha256

Alike = Callable[[str, str], float]
"""How probable it is that two articles, given by their ids, report one event."""


@dataclass(frozen=True, slots=True)
class Settled:
    """The events by id with their articles, what a person did to them, and the lines that did."""

    events: Mapping[str, Sequence[str]]
    why: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    applied: tuple[AppliedCorrection, ...] = ()


class ByHand:
    """The corrections of events that hold among these articles."""

    def __init__(self, corrections: Corrections | None, articles: Sequence[Article]) -> None:
        lines = [
            line
            for line in (corrections.lines if corrections else ())
            if isinstance(line.correction, OfEvents)
        ]
        self._lines = lines
        self._here: dict[Line, tuple[str, ...]] = {}
        if not lines:
            return
        ids = _ids(articles)
        for line in lines:
            present = tuple(dict.fromkeys(ids[key] for key in _keys(line) if key in ids))
            if len(present) > 1:
                self._here[line] = present
        self._one = _Union()
        for _, joined in self._of(SameEvent):
            for one in joined[1:]:
                self._one.join(joined[0], one)
        for line, parted in self._of(NotTheSameEvent):
            for a, b in combinations(parted, 2):
                if self._one.root(a) == self._one.root(b):
                    saying = [
                        str(same)
                        for same, joined in self._of(SameEvent)
                        if self._one.root(joined[0]) == self._one.root(a)
                    ]
                    raise UsageError(
                        f"{line}: says that {a} and {b} do not report one event, and "
                        f"{' and '.join(saying)} that they do; remove one of the lines"
                    )

    def __bool__(self) -> bool:
        return bool(self._here)

    def settle(self, events: Mapping[str, Sequence[str]], alike: Alike) -> Settled:
        """The events as the person wants them; ids are kept where most of an event stays."""
        if not self._here:
            return Settled(events)
        event_of = {one: id_ for id_, ids in events.items() for one in ids}
        together = _Union()
        for _, found in self._of(SameEvent):
            for one in found[1:]:
                together.join(event_of[found[0]], event_of[one])
        pools: dict[str, list[str]] = {}
        for id_ in events:
            pools.setdefault(together.root(id_), []).append(id_)
        bars = self._bars()
        settled: dict[str, Sequence[str]] = {}
        for pool in pools.values():
            articles = [one for id_ in pool for one in events[id_]]
            inside = set(articles)
            if len(pool) == 1 and not any(a in inside and b in inside for a, b in bars):
                settled[pool[0]] = events[pool[0]]
                continue
            parts = self._parts(articles, bars, alike)
            settled |= _named(parts, pool, event_of)
        order = {id_: at for at, id_ in enumerate(events)}
        return self._said(
            dict(sorted(settled.items(), key=lambda item: _rank(item[0], order))), event_of
        )

    def speaks_of(self, one: Collection[str], other: Collection[str]) -> bool:
        """Whether a line names an article of the one and an article of the other."""
        return any(
            not {*found}.isdisjoint(one) and not {*found}.isdisjoint(other)
            for found in self._here.values()
        )

    def idle(self) -> tuple[str, ...]:
        """A note on each line that concerns fewer than two of these articles."""
        return tuple(
            f"{line}: fewer than two of its articles are among these; not applied"
            for line in self._lines
            if line not in self._here
        )

    def _of(self, kind: type[OfEvents]) -> list[tuple[Line, tuple[str, ...]]]:
        return [(line, f) for line, f in self._here.items() if isinstance(line.correction, kind)]

    def _bars(self) -> set[tuple[str, str]]:
        pairs = (p for _, found in self._of(NotTheSameEvent) for p in combinations(found, 2))
        return {way for a, b in pairs for way in ((a, b), (b, a))}

    def _parts(
        self, articles: Sequence[str], bars: Collection[tuple[str, str]], alike: Alike
    ) -> list[list[str]]:
        """As few parts as the bars allow, each article with those that it is most like."""
        groups: dict[str, list[str]] = {}
        for one in articles:
            groups.setdefault(self._one.root(one), []).append(one)
        named = {a for a, _ in bars}
        seeds = [g for g in groups.values() if not named.isdisjoint(g)]
        others = [g for g in groups.values() if named.isdisjoint(g)]
        parts: list[list[str]] = []
        for seed in seeds:
            free = [p for p in parts if not any((a, b) in bars for a in seed for b in p)]
            if free:
                _nearest(seed, free, alike).extend(seed)
            else:
                parts.append(list(seed))
        if not parts:
            return [list(articles)]
        grown = [list(part) for part in parts]
        for some in others:
            # By the parts as they were, so that the order of the articles does not matter.
            grown[parts.index(_nearest(some, parts, alike))].extend(some)
        place = {one: at for at, one in enumerate(articles)}
        return [sorted(part, key=place.__getitem__) for part in grown]

    def _said(self, events: Mapping[str, Sequence[str]], before: Mapping[str, str]) -> Settled:
        now = {one: id_ for id_, ids in events.items() for one in ids}
        why: dict[str, list[str]] = {}
        applied: list[AppliedCorrection] = []
        for line, found in self._here.items():
            listed = ", ".join(found)
            if isinstance(line.correction, SameEvent):
                if len({before[one] for one in found}) == 1:
                    continue
                why.setdefault(now[found[0]], []).append(
                    f"put together by a person: {listed} ({_by(line)})"
                )
                applied.append(line.applied(f"one event: {listed}"))
            else:
                ids = dict.fromkeys(now[one] for one in found)
                if len({before[one] for one in found}) == len(found) and not self._would_meet(
                    found, before
                ):
                    continue
                for id_ in ids:
                    why.setdefault(id_, []).append(
                        f"kept apart by a person: {listed} ({_by(line)})"
                    )
                applied.append(line.applied(f"not one event: {listed}"))
        return Settled(events, {id_: tuple(said) for id_, said in why.items()}, tuple(applied))

    def _would_meet(self, found: Sequence[str], before: Mapping[str, str]) -> bool:
        together = _Union()
        for _, same in self._of(SameEvent):
            for one in same[1:]:
                together.join(before[same[0]], before[one])
        return len({together.root(before[one]) for one in found}) < len(found)


class _Union:
    def __init__(self) -> None:
        self._parent: dict[str, str] = {}

    def root(self, one: str) -> str:
        while (up := self._parent.get(one, one)) != one:
            one = up
        return one

    def join(self, one: str, other: str) -> None:
        a, b = sorted((self.root(one), self.root(other)))
        self._parent[b] = a


def _ids(articles: Iterable[Article]) -> dict[str, str]:
    """An article's id by all that a line may name it by; its id comes before another's address."""
    found: dict[str, str] = {}
    some = sorted(articles, key=lambda a: a.id)
    for article in some:
        found.setdefault(sha256(article.text), article.id)
    for article in some:
        if article.url:
            found.setdefault(article.url, article.id)
    return found | {article.id: article.id for article in some}


def _keys(line: Line) -> tuple[str, ...]:
    return line.correction.articles if isinstance(line.correction, OfEvents) else ()


def _by(line: Line) -> str:
    made = line.correction
    return "; ".join(
        [str(line), *([f"by {made.by}"] if made.by else []), *([made.note] if made.note else [])]
    )


def _nearest(some: Sequence[str], parts: Sequence[list[str]], alike: Alike) -> list[str]:
    """The part with the highest average; of equal ones the first."""
    return max(parts, key=lambda p: round(sum(alike(a, b) for a in some for b in p) / len(p), 6))


def _named(
    parts: Sequence[list[str]], pool: Sequence[str], event_of: Mapping[str, str]
) -> dict[str, list[str]]:
    """The parts by id: that of the event most of whose articles they hold, or one after it."""
    shares = sorted(
        (-sum(event_of[one] == id_ for one in part), pool.index(id_), at)
        for at, part in enumerate(parts)
        for id_ in pool
    )
    named: dict[int, str] = {}
    for minus, place, at in shares:
        if minus and at not in named and pool[place] not in named.values():
            named[at] = pool[place]
    taken: dict[str, int] = {}
    for at, part in enumerate(parts):
        if at not in named:
            base = max(pool, key=lambda id_: sum(event_of[one] == id_ for one in part))
            taken[base] = taken.get(base, 1) + 1
            named[at] = f"{base}.{taken[base]}"
    return {named[at]: part for at, part in enumerate(parts)}


def _rank(id_: str, order: Mapping[str, int]) -> tuple[int, int]:
    base, _, number = id_.rpartition(".") if id_ not in order else (id_, "", "0")
    return order[base], int(number)
