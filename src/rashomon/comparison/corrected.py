"""A person's corrections across articles: which names are one speaker, and which are not.

Names within one article are corrected before (:mod:`rashomon.annotate.corrected`). "Not the same
speaker" is stronger than any rule that puts names together, and than a wider "same speaker".
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from rashomon.corrections import Corrections, Line, NotTheSameSpeaker, OfNames, SameSpeaker, scope
from rashomon.model import AppliedCorrection, Reading, SpeakerType
from rashomon.names import Names
from rashomon.text import name_words

Place = tuple[str, str]
"""An article's id and the id of a speaker in it."""
Key = tuple[str, int, tuple[str, ...]]
"""What places with one identity share (see :mod:`rashomon.comparison.speakers`)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Joined:
    """How a speaker is called that a person put together; no type: that of its fullest name."""

    name: str
    type: SpeakerType | None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Found:
    """A line with the places of each of its names, in the order of the names."""

    number: int
    line: Line
    correction: OfNames
    places: tuple[tuple[Place, ...], ...]


class ByHand:
    """The corrections of names that hold in these articles, and what they did."""

    def __init__(self, readings: Sequence[Reading], corrections: Corrections | None) -> None:
        self._types = {(r.article.id, s.id): s.type for r in readings for s in r.speakers}
        self._done: dict[Line, str] = {}
        self._lines = corrections.lines if corrections else ()
        self._found = list(_found(readings, corrections)) if corrections else []

    def part(self, keys: dict[Place, Key]) -> None:
        """Give the second of two names that are not one a key of its own."""
        for found in self._found:
            if isinstance(found.correction, NotTheSameSpeaker):
                first = {keys[place] for place in found.places[0]}
                for place in found.places[1]:
                    if keys[place] in first:
                        keys[place] = _apart(found, keys[place])
                        self._done[found.line] = (
                            f"two speakers, not one: {'; '.join(found.correction.names)}"
                        )

    def join(self, keys: dict[Place, Key]) -> Mapping[Key, Joined]:
        """Give the places of names that are one the same key; returns how these are called."""
        called: list[tuple[Place, Joined]] = []
        for found in self._found:
            made = found.correction
            # Within one article it is done already.
            if not isinstance(made, SameSpeaker) or scope(made)[0] == "article":
                continue
            excepted = self._excepted(found, keys)
            rows = [[p for p in row if p not in excepted] for row in found.places]
            places = [place for row in rows for place in row]
            if not places:
                continue
            for place in places[1:]:
                old, new = keys[place], keys[places[0]]
                if old != new and not self._kept_apart(old, new, keys):
                    keys.update({p: new for p, key in keys.items() if key == old})
                    self._done[found.line] = f"one speaker: {'; also named '.join(made.names)}"
            type_ = made.type or (self._types[rows[0][0]] if rows[0] else None)
            called.append((places[0], Joined(name=made.names[0], type=type_)))
        return {keys[place]: joined for place, joined in called}

    def applied(self) -> tuple[AppliedCorrection, ...]:
        """The lines that changed something, in their order."""
        return tuple(line.applied(self._done[line]) for line in self._lines if line in self._done)

    def _excepted(self, wide: _Found, keys: dict[Place, Key]) -> set[Place]:
        """The places that a narrower line takes out of one that holds everywhere."""
        names = set(map(name_words, wide.correction.names))
        taken: set[Place] = set()
        for found in self._found:
            narrow = isinstance(found.correction, NotTheSameSpeaker) and scope(
                found.correction
            ) != scope(wide.correction)
            if narrow and set(map(name_words, found.correction.names)) <= names:
                # The name that stays is the one the wide line gives to all.
                stays = name_words(found.correction.names[0]) == name_words(
                    wide.correction.names[0]
                )
                for place in found.places[1 if stays else 0]:
                    taken.add(place)
                    keys[place] = _apart(found, keys[place])
        return taken

    def _kept_apart(self, old: Key, new: Key, keys: Mapping[Place, Key]) -> bool:
        for found in self._found:
            if isinstance(found.correction, NotTheSameSpeaker):
                first, second = ({keys[place] for place in row} for row in found.places)
                if (old in first and new in second) or (new in first and old in second):
                    return True
        return False


def by_hand(readings: Sequence[Reading], corrections: Corrections | None) -> ByHand:
    """The corrections of names that hold in the articles of these readings."""
    return ByHand(readings, corrections)


def _found(readings: Iterable[Reading], corrections: Corrections) -> Iterable[_Found]:
    rows: dict[Line, tuple[list[Place], ...]] = {}
    for reading in readings:
        names = Names(reading.article.text, reading.speakers)
        for line in corrections.of(reading.article):
            if not isinstance(line.correction, OfNames):
                continue
            places = rows.setdefault(line, tuple([] for _ in line.correction.names))
            for row, name in zip(places, line.correction.names, strict=True):
                bearers = names.bearing(name)
                if len(bearers) == 1 and (reading.article.id, bearers[0]) not in row:
                    row.append((reading.article.id, bearers[0]))
    for number, line in enumerate(corrections.lines):
        if line in rows and isinstance(line.correction, OfNames):
            yield _Found(
                number=number,
                line=line,
                correction=line.correction,
                places=tuple(map(tuple, rows[line])),
            )


def _apart(found: _Found, key: Key) -> Key:
    """A key of its own for what had this one; the same whenever it is asked for."""
    if key[0] == "apart" and key[1] == found.number:
        return key
    return "apart", found.number, (key[0], str(key[1]), *key[2])
