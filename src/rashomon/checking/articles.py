"""The articles a summary is held against: their sentences, found by their words, read when asked.

Everything that costs time (a parse, the vectors of words, the view of a claim) is made when it is
asked for, once.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from rashomon.checked import Quoted
from rashomon.checking.passages import Close
from rashomon.checking.support import Ground
from rashomon.model import Claim, Reading, Span
from rashomon.summarize.sentences import sentences
from rashomon.text import words as words_in
from rashomon.vocabulary import is_stop_word, rarity, stem

# A long sentence holds much by chance.
_LENGTH, _LONG = 0.006, 0.4


def weight(stems: Collection[str]) -> float:
    """How much the stems tell together: the sum of their rarities."""
    # Sorted: the last bits of a sum depend on its order, and a set has none.
    return sum(rarity(one) for one in sorted(stems))


def stems_of(text: str, spans: Iterable[Span]) -> frozenset[str]:
    """The stems of the words in the spans that are no function words."""
    return frozenset(
        stem(word)
        for _, word in words_in(text, spans)
        if not is_stop_word(word) and (len(word) > 1 or word.isdigit())
    )


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Told:
    """One sentence of an article, with the stems of its words; ``order`` counts over all."""

    reading: Reading
    span: Span
    stems: frozenset[str]
    order: int

    @property
    def text(self) -> str:
        """Its exact words."""
        return self.span.of(self.reading.article.text)

    def quoted(self, span: Span | None = None) -> Quoted:
        """The sentence, or the words at ``span`` of its article, as a passage."""
        span = span or self.span
        words = span.of(self.reading.article.text)
        return Quoted(article=self.reading.article.id, span=span, text=words)


class Articles:
    """The sentences of some readings, found by their words."""

    def __init__(self, readings: Sequence[Reading]) -> None:
        self.readings = tuple(readings)
        self.told: list[Told] = []
        self._holders: dict[str, list[int]] = defaultdict(list)
        rows = []
        for reading in readings:
            article = reading.article
            spans = sentences(article.text, paragraphs=article.paragraphs)
            rows.append((article.id, article.text, spans))
            for span in spans:
                stems = stems_of(article.text, (span,))
                told = Told(reading=reading, span=span, stems=stems, order=len(self.told))
                for one in stems:
                    self._holders[one].append(told.order)
                self.told.append(told)
        self.ground = Ground(rows)

    def holds(self, stemmed: str) -> bool:
        """Whether any sentence has the stem."""
        return stemmed in self._holders

    def with_stem(self, stemmed: str) -> Iterator[Told]:
        """The sentences that have the stem, in order."""
        return (self.told[n] for n in self._holders.get(stemmed, ()))

    def near(self, stems: Collection[str], most: int) -> list[Told]:
        """The sentences that hold the most of the stems, by rarity, the best first."""
        scores: dict[int, float] = defaultdict(float)
        for one in sorted(stems):
            for number in self._holders.get(one, ()):
                scores[number] += rarity(one)
        ranked = sorted(
            scores,
            key=lambda n: (-scores[n] * (1 - min(_LONG, _LENGTH * len(self.told[n].stems))), n),
        )
        return [self.told[n] for n in ranked[:most]]

    def close(self, told: Sequence[Told]) -> tuple[Close, ...]:
        """Each sentence read closely, once."""
        return self.ground.passages.close([one.order for one in told])

    def before(self, told: Told, most: int) -> list[Told]:
        """So many sentences before this one in its article."""
        first = max(0, told.order - most)
        return [t for t in self.told[first : told.order] if t.reading is told.reading]

    @staticmethod
    def claims(told: Told) -> Iterator[Claim]:
        """The claims that are somebody's and whose content reaches into the sentence."""
        for claim in told.reading.claims:
            if claim.kind != "own voice" and any(
                s.start < told.span.end and told.span.start < s.end for s in claim.content
            ):
                yield claim

    @cached_property
    def places(self) -> Mapping[str, int]:
        """The number of each reading by its article's id."""
        return {reading.article.id: n for n, reading in enumerate(self.readings)}
