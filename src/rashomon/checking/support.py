"""How well articles support a sentence of a summary, and what in it they do not have.

A sentence's telling words are looked up in the sentences of the articles that hold most of them:
as they stand, as a like word of the thesaurus or in a like context, in the order and company they
have in the summary. A logistic regression over these signs (``training/support``; its card is
``docs/support-card.md``) says how likely the sentence is supported. It is a sign, not a verdict:
paraphrases defeat it, and it says nothing of attribution, which :mod:`rashomon.checking` tells
apart.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import numpy as np

from rashomon.checking.passages import Close, Passages, read_closely
from rashomon.checking.signs import signs
from rashomon.checking.words import Word, words
from rashomon.comparison.weighing import Weights, weights_in
from rashomon.model import Span, Spans

if TYPE_CHECKING:
    from numpy.typing import NDArray

Missed = Literal["name", "number", "word"]

_SHOWN = 3
# From this cosine on a new word is taken for another way to say what the passage says.
_SAID_OTHERWISE = 0.6
_AT_ONCE = 64
_SHARE = "share in order"
# Code points of a sentence that are looked at: far more than sentences have; text without full
# stops is cut here.
_LONGEST = 4_000
_LEAST = 1e-6


@dataclass(frozen=True, slots=True, kw_only=True)
class Rest:
    """A sentence of an article that a summary's sentence rests on."""

    article: str
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Missing:
    """Words of a summary's sentence that the articles do not have; ``span`` is of the sentence."""

    span: Span
    kind: Missed


@dataclass(frozen=True, slots=True, kw_only=True)
class Support:
    """How well one sentence is supported; of one without an end the first 4,000 code points.

    ``score`` is the probability that it is, 0..1; ``passages`` are what it rests on, at most three,
    the best first (none where no article shares a telling word with it); ``missing`` its words,
    names and numbers that no article has, in the sentence's code points.
    """

    score: float
    passages: tuple[Rest, ...]
    missing: tuple[Missing, ...]


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Look:
    """A sentence's telling words, the signs of each by name, and the numbers of its passages."""

    words: tuple[Word, ...]
    signs: tuple[dict[str, float], ...]
    numbers: tuple[int, ...]


class Ground:
    """Articles as the ground of summaries: made once, asked as often as needed.

    ``articles`` gives for each its id, its text and the spans of its sentences. Making it costs
    some 3 ms an article; what a sentence rests on is parsed and encoded when it is first asked for.
    """

    def __init__(self, articles: Iterable[tuple[str, str, Spans]]) -> None:
        self.passages = Passages(articles)

    def support(self, sentence: str) -> Support:
        """How well the articles support the sentence."""
        return self.supports([sentence])[0]

    def supports(self, sentences: Sequence[str]) -> tuple[Support, ...]:
        """How well they support each of the sentences of a summary, in its order."""
        if isinstance(sentences, str):
            raise TypeError("supports takes a sequence of sentences; write supports([sentence])")
        made: list[Support] = []
        for start in range(0, len(sentences), _AT_ONCE):
            made += map(self._support, self.look(sentences[start : start + _AT_ONCE]))
        return tuple(made)

    def look(self, sentences: Sequence[str]) -> tuple[Look, ...]:
        """What is seen of each of the sentences before it is weighed."""
        return self.seen(read_closely([sentence[:_LONGEST] for sentence in sentences]))

    def of(self, own: Sequence[Close]) -> tuple[Support, ...]:
        """How well they support each of some sentences that were read closely already."""
        return tuple(map(self._support, self.seen(own)))

    def seen(self, own: Sequence[Close]) -> tuple[Look, ...]:
        """As :meth:`look`, of sentences that were read closely already."""
        said = [words(one.doc) for one in own]
        chosen = [self.passages.near(word.stem for word in some) for some in said]
        # All at once: the parser is faster so.
        self.passages.close([number for some in chosen for number in some])
        close = [self.passages.close(numbers) for numbers in chosen]
        return tuple(
            Look(words=some, signs=tuple(signs(some, one, read, self.passages)), numbers=numbers)
            for some, one, read, numbers in zip(said, own, close, chosen, strict=True)
        )

    def _support(self, look: Look) -> Support:
        found = [self.passages.all[number] for number in look.numbers[:_SHOWN]]
        return Support(
            score=weigh(look.signs) if look.numbers else 0.0,
            passages=tuple(Rest(article=one.article, span=one.span) for one in found),
            missing=_missing(look.words, look.signs),
        )


def whole(supports: Sequence[Support]) -> float:
    """How well a summary is supported, 0..1, by its sentences: 0 where it has none.

    In log-odds, half way between the worst sentence and the mean of all: measured on SummEdits and
    BUMP this is better than the product, which falls with the number of sentences, and than the
    worst sentence, which does not see the others.
    """
    if not supports:
        return 0.0
    scores = np.clip([support.score for support in supports], _LEAST, 1 - _LEAST)
    odds = np.log(scores / (1 - scores))
    return float(1 / (1 + np.exp(-(odds.min() + odds.mean()) / 2)))


def _missing(some: Sequence[Word], rows: Sequence[dict[str, float]]) -> tuple[Missing, ...]:
    found: list[Missing] = []
    last = -2
    for i, (word, row) in enumerate(zip(some, rows, strict=True)):
        if word.kind in {"pronoun", "turn"} or not row["nowhere"]:
            continue
        said = row["alike"] or row["wider"] or row["cosine"] >= _SAID_OTHERWISE
        if said and word.kind not in {"name", "number"}:
            continue
        kind: Missed = "name" if word.kind == "name" else "word"
        kind = "number" if word.kind == "number" else kind
        if found and last == i - 1 and kind == found[-1].kind != "word":
            found[-1] = Missing(span=Span(found[-1].span.start, word.span.end), kind=kind)
        else:
            found.append(Missing(span=word.span, kind=kind))
        last = i
    return tuple(found)


def columns(rows: Sequence[dict[str, float]], names: Sequence[str]) -> NDArray[np.float64]:
    """A sentence's signs from its words'.

    Of each sign the mean over the words, the least, the greatest, the means of the two least and of
    the two greatest, and a tenth of the sum; then all these times the share of the sentence's words
    that stand in a passage's order, and times its square. A new word means one thing in a sentence
    that repeats the article, another in one that says it freely.
    """
    table = np.array([[row[name] for name in names] for row in rows])
    order = np.sort(table, axis=0)
    low, high, total = order[:2].mean(axis=0), order[-2:].mean(axis=0), table.sum(axis=0) / 10
    plain = np.concatenate([table.mean(axis=0), order[0], order[-1], low, high, total])
    share = table[0, names.index(_SHARE)]
    return np.concatenate([plain, plain * share, plain * share**2])


def weigh(rows: Sequence[dict[str, float]], weights: Weights | None = None) -> float:
    """How likely a sentence with these words is supported; 1 where no word of it says anything."""
    if not rows:
        return 1.0
    known = weights or weights_in("rashomon.checking")
    at = (columns(rows, known.names) - known.mean) / known.deviation
    return float(1 / (1 + np.exp(-(at @ known.weights + known.bias))))
