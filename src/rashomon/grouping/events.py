"""Articles into events."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rashomon.corrections import Corrections
from rashomon.errors import IdConflictError, UsageError
from rashomon.grouping.by_hand import ByHand
from rashomon.grouping.copies import near_copies
from rashomon.grouping.encoding import encoded, slots
from rashomon.grouping.features import Encoded
from rashomon.grouping.linkage import link_all
from rashomon.grouping.reasons import reasons
from rashomon.grouping.runs import SHORT_WORDS, maybe_copied, runs_of
from rashomon.grouping.score import candidates, probabilities, published
from rashomon.grouping.slots import Slots, other_days
from rashomon.model import Article, Event, Grouping, Span
from rashomon.text import words
from rashomon.vocabulary import is_stop_word, stem

# Average probability above which two sets of articles are one event. On held-out fifths of
# gun_violence.train .25 to .4 are equally good (training/grouping.py folds); lower ones keep
# reports of weeks later with their event.
THRESHOLD = 0.3
_NOTHING = Grouping(events=())


@dataclass(frozen=True, slots=True)
class _Node:
    """Near copies that are compared as one, the first of them standing for all."""

    articles: tuple[Article, ...]
    known: int | None


def group(
    articles: Sequence[Article],
    *,
    known: Grouping = _NOTHING,
    corrections: Corrections | None = None,
    threshold: float = THRESHOLD,
) -> Grouping:
    """The events the articles report, each article in exactly one of them.

    Articles come together by what happened, where, when and who: the words, names, ages and
    numbers they share, weighed by how rare these are in English and among these articles, the days
    they tell of, and the days between them. Near copies are together, unless they tell of
    different days. ``threshold`` (0 to 1) is the average probability at which two sets are taken
    to be one event: higher splits more.

    ``known`` is an earlier grouping. Its events keep their ids and their articles and stay apart
    from each other; the other articles join one of them or open events of their own, which get the
    next numbers. Where the articles now speak for one event in place of two known ones, the
    reasons of both say so. Known articles that are not among ``articles`` stay where they are, but
    nothing can be compared with them.

    ``corrections`` by a person come last, on top of what was found: see ``docs/corrections.md``.

    The result does not depend on the order of ``articles``. Known events come first, in their
    order; the others are ordered by their first date (events without one last), then by their
    smallest id. Without ``known`` their ids are "e1", "e2" and so on.

    Raises :class:`~rashomon.errors.IdConflictError` where two articles with different texts have
    one id, and :class:`~rashomon.errors.UsageError` where ``known`` has an article or an id twice,
    or corrections of these articles contradict each other.
    """
    if not 0.0 < threshold < 1.0:
        raise ValueError(f"threshold is {threshold}; it must lie between 0 and 1")
    before = known.as_grouped or known.events
    place_of = _places(before)
    unique = _by_id(articles)
    nodes = _nodes(unique, place_of)
    rows = encoded([node.articles[0] for node in nodes])
    i, j = candidates(rows)
    score, apart = probabilities(rows, i, j)
    standing: dict[int, list[int]] = defaultdict(list)
    for at, node in enumerate(nodes):
        if node.known is not None:
            standing[node.known].append(at)
    linked = link_all(
        len(nodes),
        i,
        j,
        score,
        threshold=threshold,
        judge=lambda a, b: probabilities(rows, a, b)[0],
        apart=list(zip(i[apart].tolist(), j[apart].tolist(), strict=True)),
        standing=tuple(standing.values()),
    )

    by_id = {a.id: a for a in unique}
    members: dict[int, list[int]] = defaultdict(list)
    for at, label in enumerate(linked.labels):
        members[label].append(at)
    event_of = {min(places): before[known_] for known_, places in standing.items()}
    label_of = {linked.labels[place]: event for place, event in event_of.items()}
    fresh = sorted(
        (_in_order(by_id, [a.id for at in places for a in nodes[at].articles]))
        for label, places in members.items()
        if label not in label_of
    )
    found: dict[str, list[str]] = {event.id: list(event.articles) for event in before}
    for label, event in label_of.items():
        inside = {a.id for at in members[label] for a in nodes[at].articles}
        found[event.id] += _in_order(by_id, inside.difference(event.articles))[2]
    number = _last_number(before)
    for _, _, ids in fresh:
        number += 1
        found[f"e{number}"] = ids

    node_of = {a.id: at for at, node in enumerate(nodes) for a in node.articles}
    hand = ByHand(corrections, unique)
    pairs = (
        {(int(a), int(b)): float(p) for a, b, p in zip(i, j, score, strict=True)} if hand else {}
    )

    def alike(one: str, other: str) -> float:
        if one not in node_of or other not in node_of:
            return 0.0
        a, b = sorted((node_of[one], node_of[other]))
        return 1.0 if a == b else pairs.get((a, b), 0.0)

    settled = hand.settle(found, alike)
    told = {event.id: event.why for event in before}
    held: dict[str, list[tuple[str, float]]] = defaultdict(list)
    for a, b, average in linked.held:
        if not hand.speaks_of(label_of[a].articles, label_of[b].articles):
            held[label_of[a].id].append((label_of[b].id, average))
            held[label_of[b].id].append((label_of[a].id, average))
    events = []
    for id_, together in settled.events.items():
        why = _why(together, nodes, node_of, by_id, rows)
        if not any(one in by_id for one in together):
            why = told.get(id_, ())
        events.append(
            Event(
                id=id_,
                articles=tuple(together),
                why=(*settled.why.get(id_, ()), *why, *map(_maybe_one, held.get(id_, ()))),
            )
        )
    return Grouping(
        events=tuple(events),
        as_grouped=tuple(Event(id=one, articles=tuple(ids)) for one, ids in found.items())
        if settled.applied
        else (),
        corrections=settled.applied,
        notes=hand.idle(),
    )


def _why(
    ids: Sequence[str],
    nodes: Sequence[_Node],
    node_of: dict[str, int],
    by_id: dict[str, Article],
    rows: Encoded,
) -> tuple[str, ...]:
    here = [one for one in ids if one in by_id]
    places: dict[int, list[str]] = defaultdict(list)
    for one in here:
        places[node_of[one]].append(one)
    why = reasons(
        rows,
        sorted(places),
        [by_id[one] for one in here],
        [several for several in places.values() if len(several) > 1],
    )
    missing = len(ids) - len(here)
    if here and missing:
        why += (f"{missing} of the {len(ids)} articles not read this time, and not compared",)
    return why


def _maybe_one(other: tuple[str, float]) -> str:
    return (
        f"may be one event with {other[0]} (average probability {other[1]:.2f}); kept apart, "
        'because both were there before: a correction "same event" puts them together'
    )


def _nodes(unique: Sequence[Article], place_of: dict[str, int]) -> list[_Node]:
    by_id = {a.id: a for a in unique}
    nodes: list[_Node] = []
    copied: set[str] = set()
    for ids in near_copies(maybe_copied(unique)):
        copied.update(ids)
        nodes += _one_day([by_id[one] for one in ids], place_of)
    nodes += [_Node((a,), place_of.get(a.id)) for a in unique if a.id not in copied]
    return sorted(nodes, key=lambda node: node.articles[0].id)


def _one_day(copies: Sequence[Article], place_of: dict[str, int]) -> list[_Node]:
    """Copies of one text, parted where they tell of two events or stand in two known ones."""
    parts: list[tuple[Slots, int | None, list[Article]]] = []
    # Known ones first, so that the others join the first of these.
    ordered = sorted(copies, key=lambda a: (place_of.get(a.id, len(place_of)), a.id))
    for article in ordered:
        told, place = slots(article), place_of.get(article.id)
        for first, at, inside in parts:
            apart = other_days(first, told) or _only_a_notice(inside[0], article)
            if (place is None or place == at) and not apart:
                inside.append(article)
                break
        else:
            parts.append((told, place, [article]))
    return [_Node(tuple(sorted(inside, key=lambda a: a.id)), place) for _, place, inside in parts]


def _only_a_notice(one: Article, other: Article) -> bool:
    """Whether two articles with one short text have titles that share under half their words."""
    if len(runs_of(one.text)[0]) >= SHORT_WORDS:
        return False
    first, second = _title_words(one), _title_words(other)
    return 2 * len(first & second) < min(len(first), len(second))


def _title_words(article: Article) -> frozenset[str]:
    title = article.title or ""
    found = (word for _, word in words(title, (Span(0, len(title)),)))
    return frozenset(stem(word) for word in found if not is_stop_word(word))


def _places(before: Sequence[Event]) -> dict[str, int]:
    """The place of each known article's event."""
    places: dict[str, int] = {}
    ids: set[str] = set()
    for at, event in enumerate(before):
        if event.id in ids:
            raise UsageError(f"the known events have the id {event.id} twice; give each its own")
        ids.add(event.id)
        for one in event.articles:
            if places.setdefault(one, at) != at:
                raise UsageError(
                    f"article {one} stands in two known events, {before[places[one]].id} and "
                    f"{event.id}; take it out of one of them"
                )
    return places


def _last_number(before: Iterable[Event]) -> int:
    numbers = (re.fullmatch(r"e(\d+)", event.id) for event in before)
    return max((int(match[1]) for match in numbers if match), default=0)


def _in_order(by_id: dict[str, Article], ids: Iterable[str]) -> tuple[str, str, list[str]]:
    """The first day, the smallest id, and the ids by day."""
    ordered = sorted(ids, key=lambda one: (_day(by_id[one]), one))
    return (_day(by_id[ordered[0]]), min(ordered), ordered) if ordered else ("", "", [])


def _by_id(articles: Sequence[Article]) -> list[Article]:
    found: dict[str, Article] = {}
    for article in articles:
        other = found.setdefault(article.id, article)
        if other.text != article.text:
            raise IdConflictError(
                article.id, "two articles with different texts have this id; give each its own"
            )
        if other != article:
            # The same text twice with other details: keep one, whichever comes first in input.
            found[article.id] = min(other, article, key=repr)
    return [found[one] for one in sorted(found)]


def _day(article: Article) -> str:
    day = published(article)
    return day.isoformat() if day else "9999"
