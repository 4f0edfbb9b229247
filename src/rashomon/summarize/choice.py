"""Which sentences a summary takes: what each is worth to the reader, and how they fit the time."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Sequence

from rashomon.model import Reading
from rashomon.summarize.candidates import Candidate
from rashomon.vocabulary import is_stop_word, stem

# What a word of a sentence is worth. The first four were fitted: a ridge regression of the share
# of a sentence's words and pairs of words that a person's summary holds, on the 99 articles of
# bump (no other shared article has a summary), cross-validated by article; nine further features
# (numbers, names, attribution, likeness to the others and to the first) gave nothing more.
_NEAR_THE_START = 0.28
_OF_THE_WHOLE = 0.23
_QUOTED = -0.06
_TOO_SHORT = -0.16
# These were set by hand, small beside the others, for what a reader of accounts must not miss, and
# for how it reads: bump's articles have no titles and few sides.
_FIRST = 0.1
_TITLE = 0.05
_SOMEBODY_ANSWERS = 0.08
_ANSWERS_WHAT_IS_TOLD = 0.08
_NEW_VOICE = 0.03
_LOOSE = -0.01
_TOO_LONG = -0.02

_SHORT_WORDS = 12
_LONG_WORDS = 35
# The least a summary holds when its time is very short: one sentence.
_ONE_SENTENCE = 45
# Sentences that share this much of the shorter one's words tell the same.
_REPEATED = 0.5
# A reader who has time for the whole article, or asks for so many sentences, gets all but these.
_THE_SAME_AGAIN = 0.8
_FEW = 6
# How much a denial shares with a sentence that it answers.
_ON_THE_SAME = 0.12
_LONGEST_CHAIN = 3
_WORD = re.compile(r"[^\W_]+")
_QUOTATION = re.compile(r"[\"“«„].{20}")


def choose(
    reading: Reading,
    found: Sequence[Candidate],
    *,
    words: float | None = None,
    sentences: int | None = None,
) -> list[Candidate]:
    """The best sentences that fit, in the order of the text.

    They fit when they have at most ``words`` words, or are ``sentences`` sentences, or both. A
    sentence that needs the one before it is taken with that one, or not at all.
    """
    return _Choice(reading, found, words=words, sentences=sentences).made()


def content_words(text: str) -> frozenset[str]:
    """The stems of the words that carry meaning."""
    return frozenset(stem(w) for w in _WORD.findall(text) if not is_stop_word(w))


def worth(reading: Reading, found: Sequence[Candidate]) -> list[float]:
    """What a word of each sentence is worth: by its place, the words it shares, how it reads."""
    everywhere = Counter(map(stem, _WORD.findall(reading.article.text)))
    title = content_words(reading.article.title or "")
    values = []
    for c in found:
        meaning = content_words(c.text)
        length = len(c.text.split())
        # Sorted: the last bits of a sum depend on its order, and a set has none.
        shared = sum(math.log(max(1, everywhere[word])) for word in sorted(meaning))
        value = _NEAR_THE_START / (1.0 + 0.25 * c.place)
        value += _OF_THE_WHOLE * shared / max(8, length)
        value += _QUOTED * bool(_QUOTATION.search(c.text))
        value += _TOO_SHORT * max(0, _SHORT_WORDS - length) / 10
        value += _TOO_LONG * max(0, length - _LONG_WORDS) / 10
        value += _TITLE * len(meaning & title) / max(3, len(title)) if title else 0.0
        value += _FIRST * c.leads
        value += _SOMEBODY_ANSWERS * c.answers + _LOOSE * min(3, c.loose)
        values.append(value)
    return values


class _Choice:
    """Sentences taken one after the other, each time the one whose words are worth most."""

    def __init__(
        self,
        reading: Reading,
        found: Sequence[Candidate],
        *,
        words: float | None,
        sentences: int | None,
    ) -> None:
        self._found = found
        self._words = math.inf if words is None else words
        self._sentences = len(found) if sentences is None else sentences
        self._asked_for = sentences or 0
        self._repeated = _REPEATED
        self._worth = worth(reading, found)
        self._meaning = [content_words(c.text) for c in found]
        self._length = [len(c.text.split()) for c in found]
        self._chosen: set[int] = set()
        self._heard: set[str] = set()
        self._spent = 0
        self._answered: dict[int, bool] = {}

    def made(self) -> list[Candidate]:
        units = [unit for at in range(len(self._found)) if (unit := self._unit(at))]
        if sum(self._length) <= self._words:
            self._repeated = _THE_SAME_AGAIN
        self._fill(units)
        if self._repeated < _THE_SAME_AGAIN and len(self._chosen) < self._asked_for:
            self._repeated = _THE_SAME_AGAIN
            self._fill(units)
        return [self._found[at] for at in sorted(self._chosen)]

    def _fill(self, units: Sequence[tuple[int, ...]]) -> None:
        while units:
            # What is in already, or can no longer be, is dropped: nothing of it comes back.
            open_ = [(unit, new) for unit in units if (new := self._new(unit))]
            if not open_:
                break
            _, best = max(open_, key=lambda pair: self._value(pair[1]))
            self._take(best)
            units = [unit for unit, _ in open_]

    def _unit(self, at: int) -> tuple[int, ...]:
        """The sentence with those before it that it needs; nothing where the chain is too long."""
        unit = [at]
        while self._found[unit[-1]].needs_before:
            before = unit[-1] - 1
            if before < 0 or self._found[before].place != self._found[unit[-1]].place - 1:
                return ()
            unit.append(before)
        return tuple(unit) if len(unit) <= _LONGEST_CHAIN else ()

    def _new(self, unit: tuple[int, ...]) -> tuple[int, ...]:
        """What of the unit is not chosen yet; nothing where it does not fit or says it again."""
        new = tuple(at for at in unit if at not in self._chosen)
        length = sum(self._length[at] for at in new)
        if len(self._chosen) + len(new) > self._sentences:
            return ()
        if self._spent + length > self._words and (self._chosen or length > _ONE_SENTENCE):
            return ()
        if any(self._repeats(at, other) for at in new for other in self._chosen):
            return ()
        return new

    def _repeats(self, at: int, other: int) -> bool:
        """Whether one says what the other says; a denial does not repeat what it denies."""
        if self._found[at].answers != self._found[other].answers:
            return False
        return alike(self._meaning[at], self._meaning[other]) >= self._repeated

    def _value(self, new: tuple[int, ...]) -> tuple[float, int]:
        """What a word of these is worth on the average; of two alike the earlier is first."""
        total = sum(self._one(at) * self._length[at] for at in new)
        return total / sum(self._length[at] for at in new), -new[0]

    def _one(self, at: int) -> float:
        c = self._found[at]
        value = self._worth[at] + _NEW_VOICE * bool(c.speakers - self._heard)
        return value + _ANSWERS_WHAT_IS_TOLD * self._answered.get(at, False)

    def _take(self, new: tuple[int, ...]) -> None:
        self._chosen |= set(new)
        self._spent += sum(self._length[at] for at in new)
        for at in new:
            self._heard |= self._found[at].speakers
        for at, c in enumerate(self._found):
            if c.answers and not self._answered.get(at):
                told = max(_shared(self._meaning[at], self._meaning[one]) for one in new)
                self._answered[at] = told > _ON_THE_SAME


def alike(a: frozenset[str], b: frozenset[str]) -> float:
    """The share of the shorter one's words that the other has; few words tell little."""
    return len(a & b) / max(_FEW, min(len(a), len(b)))


def _shared(a: frozenset[str], b: frozenset[str]) -> float:
    return len(a & b) / len(a | b) if a and b else 0.0
