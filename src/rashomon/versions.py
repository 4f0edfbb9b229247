"""Versions of one article: texts from one address, put in order, and what changed between them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Generic, TypeVar

from rashomon.addresses import is_address, normal
from rashomon.joined import joined
from rashomon.model import Article, Edit, Reading
from rashomon.shingles import related, shingles

T = TypeVar("T", Article, Reading)

_DATES: tuple[Callable[[Article], str | None], ...] = (
    # When a text was there is certain; what a page says of itself is not.
    lambda a: a.captured,
    lambda a: a.modified,
    lambda a: a.published,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Versions(Generic[T]):
    """Articles (or readings) sorted: ``newest`` in their order, each with no later version.

    ``families`` are those with several versions, oldest first; ``notes`` say in words what was
    taken for versions and what was not.
    """

    newest: tuple[T, ...]
    families: tuple[tuple[T, ...], ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def earlier(self) -> tuple[T, ...]:
        """All versions that have a later one."""
        return tuple(item for family in self.families for item in family[:-1])


def versions(items: Sequence[T], *, kept: Collection[str] = ()) -> Versions[T]:
    """Which of the items are older versions of others.

    Versions have one address and related texts. They are ordered by when they were captured; where
    that does not tell, by when the page says they were modified, or published; else as given.
    Articles with one and the same text are no versions: one of them is a copy. Those with ids in
    ``kept`` stay among the newest.
    """
    at: dict[str, list[T]] = defaultdict(list)
    for item in items:
        url = _article(item).url
        if url and is_address(url):
            at[normal(url)].append(item)
    families: list[tuple[T, ...]] = []
    notes: list[str] = []
    for address, there in at.items():
        groups = _related(there) if len(there) > 1 else []
        for family in groups:
            if len({_article(item).text for item in family}) > 1:
                families.append(_in_order(family))
                *older, last = (_article(item).id for item in families[-1])
                notes.append(
                    f"{', '.join(older)}: earlier {'version' if len(older) == 1 else 'versions'} "
                    f"of {last} ({address}); only the last is held against other articles"
                )
        if len(groups) > 1:
            ids = ", ".join(_article(item).id for item in there)
            notes.append(
                f"{ids}: have one address ({address}) and texts that are not related; they are "
                "taken for different articles"
            )
    older_ids = {_article(i).id for family in families for i in family[:-1]} - set(kept)
    return Versions(
        newest=tuple(item for item in items if _article(item).id not in older_ids),
        families=tuple(families),
        notes=tuple(notes),
    )


def edits(family: Sequence[Reading]) -> tuple[Edit, ...]:
    """What changed from each version to the next; steps that changed nothing are left out."""
    from itertools import pairwise

    from rashomon.comparison.edits import edit

    made = [edit(before, after) for before, after in pairwise(family)]
    return tuple(e for e in made if e.claims or e.sentences or e.fields)


def _related(there: Sequence[T]) -> list[list[T]]:
    """The items whose texts are related, put together, in their order."""
    runs = [shingles(_article(item).text) for item in there]
    pairs: list[set[int]] = [{n} for n in range(len(there))]
    for i, one in enumerate(runs):
        pairs.extend({i, j} for j in range(i) if related(one, runs[j]))
    return [[there[n] for n in sorted(group)] for group in sorted(joined(pairs), key=min)]


def _in_order(family: Sequence[T]) -> tuple[T, ...]:
    for date in _DATES:
        moments = [_moment(date(_article(item))) for item in family]
        known = [moment for moment in moments if moment is not None]
        if len(known) == len(family) == len(set(known)):
            order = sorted(range(len(family)), key=lambda n: known[n])
            return tuple(family[n] for n in order)
    return tuple(family)


def _moment(when: str | None) -> datetime | None:
    try:
        moment = datetime.fromisoformat(when or "")
    except ValueError:
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _article(item: Article | Reading) -> Article:
    return item.article if isinstance(item, Reading) else item
