"""The articles a summary is held against: their sentences, found by their words, read when asked.

Everything that costs time (a parse, the view of a claim) is made when it is asked for, once.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rashomon.checked import Quoted
from rashomon.comparison.views import OWN_VOICE, View, view
from rashomon.model import Claim, Reading, Span
from rashomon.summarize.sentences import sentences
from rashomon.text import words as words_in
from rashomon.vocabulary import is_stop_word, rarity, stem

if TYPE_CHECKING:
    from rashomon.checking.clauses import Clauses

MOST = 6
"""Sentences of the articles that are looked at for one sentence of a summary."""

# A stem stands for much where it is rare; a long sentence holds much by chance.
_LENGTH = 0.006


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
    """One sentence of an article, with the stems of its words."""

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


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Near:
    """A sentence of an article, and the share (0..1, by rarity) of given words that it holds."""

    told: Told
    held: float


class Articles:
    """The sentences of some readings, found by their words."""

    def __init__(self, readings: Sequence[Reading]) -> None:
        self.readings = tuple(readings)
        self.told: list[Told] = []
        self._holders: dict[str, list[int]] = defaultdict(list)
        self._starts: dict[str, list[Told]] = defaultdict(list)
        self._views: dict[tuple[str, str], View] = {}
        self._clauses: dict[int, Clauses] = {}
        for reading in readings:
            article = reading.article
            for span in sentences(article.text, paragraphs=article.paragraphs):
                told = Told(
                    reading=reading,
                    span=span,
                    stems=stems_of(article.text, (span,)),
                    order=len(self.told),
                )
                for one in told.stems:
                    self._holders[one].append(told.order)
                self.told.append(told)
                self._starts[article.id].append(told)

    def holds(self, stemmed: str) -> bool:
        """Whether any sentence has the stem."""
        return stemmed in self._holders

    def with_stem(self, stemmed: str) -> Iterator[Told]:
        """The sentences that have the stem, in order."""
        return (self.told[n] for n in self._holders.get(stemmed, ()))

    def near(self, stems: Collection[str], most: int = MOST) -> list[Near]:
        """The sentences that hold the most of the stems, by rarity, the best first."""
        scores: dict[int, float] = defaultdict(float)
        for one in sorted(stems):
            for number in self._holders.get(one, ()):
                scores[number] += rarity(one)
        whole = weight(stems) or 1.0
        ranked = sorted(
            scores,
            key=lambda n: (-scores[n] * (1 - min(0.4, _LENGTH * len(self.told[n].stems))), n),
        )
        return [Near(told=self.told[n], held=min(1.0, scores[n] / whole)) for n in ranked[:most]]

    def claims(self, told: Told) -> Iterator[Claim]:
        """The claims whose content reaches into the sentence."""
        for claim in told.reading.claims:
            if any(s.start < told.span.end and told.span.start < s.end for s in claim.content):
                yield claim

    def view(self, reading: Reading, claim: Claim) -> View:
        """The claim as comparison sees it."""
        key = reading.article.id, claim.id
        if key not in self._views:
            inner = [c for c in reading.claims if c.inside == claim.id]
            voice = OWN_VOICE if claim.kind == "own voice" else claim.speaker
            self._views[key] = view(reading, claim, voice, inner=inner)
        return self._views[key]

    def clauses(self, told: Sequence[Told]) -> list[Clauses]:
        """The clauses of each sentence; each sentence is parsed once."""
        from rashomon.checking.clauses import read_clauses

        new = [one for one in dict.fromkeys(told) if one.order not in self._clauses]
        made = read_clauses([one.text for one in new])
        self._clauses.update(zip((one.order for one in new), made, strict=True))
        return [self._clauses[one.order] for one in told]
