"""The sentences of articles, found by their words; what costs time is done when it is asked for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from rashomon.checking.words import DENIALS, kind_of, lemma_of, negated, values
from rashomon.encoder import DIMENSIONS, Tokens, encode_tokens
from rashomon.model import Span, Spans
from rashomon.parse import load_parser
from rashomon.text import words as words_in
from rashomon.vocabulary import is_stop_word, rarity, stem

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from spacy.tokens import Doc

MOST = 4
"""Sentences of the articles that are read closely for one sentence of a summary."""

RUNS = (2, 3, 4)
"""Lengths in words of the runs that are looked up."""

# What a stem still counts in a further passage when an earlier one has it.
_AGAIN = 0.3
# A long sentence holds much by chance.
_LENGTH = 0.012
_LONGEST = 600  # code points of a sentence that are read closely


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A sentence of an article: where it stands, and in the how manieth of the article it is."""

    article: str
    span: Span
    place: int


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Close:
    """A sentence read closely: its tokens, and the word pieces that the encoder makes of it.

    Sequences have one item, ``vectors`` one row, for each token; ``telling`` are the places of the
    tokens that say something by themselves, ``bonds`` the stems of each of them and of the next
    above it in the tree, ``denials`` the places of "not" and its like.
    """

    doc: Doc
    stems: tuple[str, ...]
    lemmas: tuple[str, ...]
    roles: tuple[str, ...]
    heads: tuple[int, ...]
    telling: tuple[int, ...]
    bonds: frozenset[tuple[str, str]]
    values: dict[int, float]
    negated: tuple[bool, ...]
    denials: tuple[int, ...]
    vectors: NDArray[np.float32]
    pieces: Tokens


class Passages:
    """All sentences of some articles, by number, with an index of their stems."""

    def __init__(self, articles: Iterable[tuple[str, str, Spans]]) -> None:
        self.all: list[Passage] = []
        self._texts: list[str] = []
        self.stems: list[frozenset[str]] = []
        self.holders: dict[str, list[int]] = defaultdict(list)
        self._close: dict[int, Close] = {}
        self._places: dict[str, list[tuple[int, int]]] = defaultdict(list)
        self._runs: set[tuple[str, ...]] = set()
        for article, text, sentences in articles:
            for place, span in enumerate(map(Span._make, sentences)):
                number = len(self.all)
                self.all.append(Passage(article=article, span=span, place=place))
                self._texts.append(text[span.start : min(span.end, span.start + _LONGEST)])
                said = [word for _, word in words_in(text, (span,))]
                row = [stem(word) for word in said]
                for at, one in enumerate(row):
                    self._places[one].append((number, at))
                for size in RUNS:
                    self._runs.update(zip(*(row[i:] for i in range(size)), strict=False))
                stems = frozenset(
                    one for one, word in zip(row, said, strict=True) if not is_stop_word(word)
                )
                self.stems.append(stems)
                for one in stems:
                    self.holders[one].append(number)

    def runs(self, stems: tuple[str, ...]) -> bool:
        """Whether some sentence has these stems one after the other: 2 to 4 of them."""
        return stems in self._runs

    def apart(self, one: str, other: str) -> int | None:
        """How many words apart the two stems stand where they are nearest in one sentence."""
        places = self._places.get(one, ()), self._places.get(other, ())
        if not all(places):
            return None
        at: dict[int, list[int]] = defaultdict(list)
        for number, place in places[0]:
            at[number].append(place)
        found = [abs(place - here) for number, place in places[1] for here in at.get(number, ())]
        return min((gap for gap in found if gap), default=None)

    def holds(self, stemmed: str) -> bool:
        """Whether any sentence has the stem."""
        return stemmed in self._places

    def near(self, stems: Iterable[str]) -> tuple[int, ...]:
        """The numbers of the sentences, at most :data:`MOST`, that hold the most of the stems.

        The first holds the most; each further one the most of what those before it do not hold.
        """
        wanted = {one: rarity(one) for one in stems if one in self.holders}
        scores: dict[int, float] = defaultdict(float)
        for one, weight in wanted.items():
            for number in self.holders[one]:
                scores[number] += weight
        chosen: list[int] = []
        left = dict(wanted)
        # Only sentences that hold much at first can come later: thirty are plenty.
        pool = sorted(scores, key=lambda n: (-scores[n], n))[:30]
        while pool and len(chosen) < MOST:

            def gain(number: int) -> tuple[float, int]:
                held = sum(left[one] for one in self.stems[number] & left.keys())
                return held * (1 - min(0.5, _LENGTH * len(self.stems[number]))), -number

            best = max(pool, key=gain)
            chosen.append(best)
            pool.remove(best)
            for one in self.stems[best] & left.keys():
                left[one] = min(left[one], wanted[one] * _AGAIN)
        return tuple(chosen)

    def close(self, numbers: Sequence[int]) -> tuple[Close, ...]:
        """The sentences of these numbers read closely; each is read once."""
        new = [n for n in dict.fromkeys(numbers) if n not in self._close]
        made = read_closely([self._texts[n] for n in new])
        self._close.update(zip(new, made, strict=True))
        return tuple(self._close[n] for n in numbers)


def read_closely(texts: Sequence[str]) -> tuple[Close, ...]:
    """Each text parsed, with the stem, dictionary form and vector of each of its tokens."""
    docs = load_parser().pipe([text.encode("utf-8", "replace").decode("utf-8") for text in texts])
    return tuple(
        _close(doc, pieces) for doc, pieces in zip(docs, encode_tokens(texts), strict=True)
    )


def bond_of(place: int, heads: Sequence[int], telling: Container[int]) -> int | None:
    """The next telling token above this one in the tree, small words between left out."""
    head = heads[place]
    for _ in range(3):
        if head == place:
            return None
        if head in telling:
            return head
        head = heads[head]
    return None


def _close(doc: Doc, pieces: Tokens) -> Close:
    vectors = np.zeros((len(doc), DIMENSIONS), dtype=np.float32)
    starts = [token.idx for token in doc]
    at = 0
    for (start, _), vector in zip(pieces.spans, pieces.vectors, strict=True):
        while at + 1 < len(starts) and starts[at + 1] <= start:
            at += 1
        vectors[at] += vector
    vectors /= np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-9)
    numbers = values(doc)
    # One pass: spaCy makes a token anew each time one is asked for.
    tokens = list(doc)
    stems = tuple(stem(token.text) for token in tokens)
    heads = tuple(token.head.i for token in tokens)
    telling = tuple(token.i for token in tokens if kind_of(token, numbers) is not None)
    bonds = {(i, bond_of(i, heads, telling)) for i in telling}
    return Close(
        doc=doc,
        stems=stems,
        lemmas=tuple(lemma_of(token) for token in tokens),
        roles=tuple(token.dep_ for token in tokens),
        heads=heads,
        telling=telling,
        bonds=frozenset((stems[i], stems[j]) for i, j in bonds if j is not None),
        values=numbers,
        negated=tuple(negated(token) for token in tokens),
        denials=tuple(token.i for token in tokens if token.lower_ in DENIALS),
        vectors=vectors,
        pieces=pieces,
    )
