"""The speakers of one article while a person's corrections put them together and apart."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from rashomon.model import Span, Spans, Speaker, SpeakerType
from rashomon.names import Names
from rashomon.text import name_words, overlap

Barriers = Iterable[tuple[str, str]]
"""Pairs of names that are two speakers."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Split:
    """What was split off a speaker: the mentions, and whose they are now."""

    old: str
    new: str
    spans: Spans


class Named:
    """Speakers by id, in their order; ``made`` are the ids of those that are new."""

    def __init__(self, text: str, speakers: Iterable[Speaker]) -> None:
        self.speakers = {speaker.id: speaker for speaker in speakers}
        self.made: set[str] = set()
        self._text = text
        self._names: Names | None = None

    def bearing(self, name: str, *, mentions: bool = True) -> tuple[str, ...]:
        """The ids of the speakers of that name (see :meth:`rashomon.names.Names.bearing`)."""
        if self._names is None:
            self._names = Names(self._text, self.speakers.values())
        return self._names.bearing(name, mentions=mentions)

    def met(self, name: str) -> bool:
        """Whether a speaker bears the name, or is mentioned by words that hold it."""
        sought = name_words(name)
        return bool(self.bearing(name)) or any(
            _within(sought, self._words(span))
            for speaker in self.speakers.values()
            for span in speaker.mentions
        )

    def add(self, name: str, type_: SpeakerType) -> str:
        """The id of a new speaker without mentions."""
        number = len(self.speakers) + 1
        while f"s{number}" in self.speakers:
            number += 1
        self._put(Speaker(id=f"s{number}", name=" ".join(name.split()), type=type_))
        self.made.add(f"s{number}")
        return f"s{number}"

    def move(self, spans: Spans, *, to: str) -> None:
        """Make the spans mentions of one speaker and of no other."""
        for speaker in list(self.speakers.values()):
            left = tuple(m for m in speaker.mentions if not overlap((m,), spans))
            if len(left) < len(speaker.mentions):
                self._put(replace(speaker, mentions=left))
        target = self.speakers[to]
        self._put(replace(target, mentions=tuple(sorted({*target.mentions, *spans}))))

    def split(self, one: str, other: str, *, type_: SpeakerType | None) -> tuple[Split, ...]:
        """Split what bears both names; "he" and "the ministry" stay with the first.

        A mention goes to the name that its words hold, the longer one where they hold both.
        """
        first, second = name_words(one), name_words(other)
        splits = []
        for speaker in list(self.speakers.values()):
            held = {m: _held(self._words(m), first, second) for m in speaker.mentions}
            own = _held(name_words(speaker.name), first, second)
            if not {first, second} <= {own, *held.values()}:
                continue
            going, name = (first, one) if own == second else (second, other)
            spans = tuple(m for m, words in held.items() if words == going)
            if not spans:
                continue
            # Where somebody bears the name already, the mentions are theirs.
            known = self.bearing(name, mentions=False)
            new = known[0] if len(known) == 1 else self.add(name, type_ or speaker.type)
            self.move(spans, to=new)
            splits.append(Split(old=speaker.id, new=new, spans=spans))
        return tuple(splits)

    def kept_apart(self, ids: Sequence[str], id_: str, barriers: Barriers) -> bool:
        """Whether a pair of names forbids that the speaker becomes one with those of ``ids``."""
        there = {name for i in ids for name in self._bears(i)}
        here = self._bears(id_)
        return any(
            (a in there and b in here) or (b in there and a in here)
            for a, b in (map(name_words, pair) for pair in barriers)
        )

    def must_not_be(self, ids: Sequence[str], name: str, barriers: Barriers) -> bool:
        """Whether a pair of names forbids to call these speakers by the name."""
        there = {words for i in ids for words in self._bears(i)}
        sought = name_words(name)
        return any(
            (a == sought and b in there) or (b == sought and a in there)
            for a, b in (map(name_words, pair) for pair in barriers)
        )

    def merge(self, ids: Sequence[str], *, name: str, type_: SpeakerType | None) -> None:
        """Make the speakers one, with the id of the first, that name, and all their mentions."""
        parts = [self.speakers[id_] for id_ in ids]
        names = dict.fromkeys(n for part in parts for n in (part.name, *part.also_named))
        for part in parts[1:]:
            del self.speakers[part.id]
        self._put(
            replace(
                parts[0],
                name=" ".join(name.split()),
                type=type_ or parts[0].type,
                mentions=tuple(sorted({m for part in parts for m in part.mentions})),
                described_as=next((p.described_as for p in parts if p.described_as), None),
                anonymity=next((p.anonymity for p in parts if p.anonymity), None),
                also_named=tuple(n for n in names if n != " ".join(name.split())),
            )
        )

    def _put(self, speaker: Speaker) -> None:
        self.speakers[speaker.id] = speaker
        self._names = None

    def _words(self, span: Span) -> tuple[str, ...]:
        return name_words(span.of(self._text))

    def _bears(self, id_: str) -> set[tuple[str, ...]]:
        speaker = self.speakers[id_]
        names = (speaker.name, *speaker.also_named)
        return {*map(name_words, names), *map(self._words, speaker.mentions)}


def _held(
    words: tuple[str, ...], first: tuple[str, ...], second: tuple[str, ...]
) -> tuple[str, ...] | None:
    """Which of two names the words hold: the longer of both, neither where both are as long."""
    held = [name for name in (first, second) if _within(name, words)]
    if len(held) == 2 and len(first) == len(second):
        return None
    return max(held, key=len, default=None)


def _within(name: tuple[str, ...], words: tuple[str, ...]) -> bool:
    size = len(name)
    return any(words[i : i + size] == name for i in range(len(words) - size + 1))
