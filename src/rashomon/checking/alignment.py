"""Which word of an article's sentence says what a word of a summary says, and how surely."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from rashomon.checking.articles import Articles, Told
from rashomon.checking.passages import Close
from rashomon.checking.thesaurus import kin
from rashomon.checking.words import Word, kind_of, words
from rashomon.gazetteer import place
from rashomon.model import Span

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from rashomon.checking.scopes import Scopes

# Words whose vectors are farther apart are not looked up in the thesaurus; from the second on two
# words are taken for one another though the thesaurus does not know it.
_ASKED, _ALIKE = 0.3, 0.62
_KIN = {"alike": 0.85, "wider": 0.7, "narrower": 0.7}
_ONE_STATE, _ONE_BEGINNING = 0.9, 0.8
_BEGINNING = 5
# Sentences looked at for one of a summary: those that hold most, and those that hold the rest.
_MOST = 3


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Own:
    """A sentence of the summary, read closely; ``span`` is of the summary's words."""

    span: Span
    close: Close
    words: tuple[Word, ...]
    scopes: Scopes

    @property
    def weights(self) -> NDArray[np.float64]:
        """How much each word tells."""
        return np.array([word.rarity for word in self.words])

    def at(self, span: Span) -> Span:
        """A span of the sentence as one of the summary's words."""
        return Span(span.start + self.span.start, span.end + self.span.start)

    def within(self, spans: Sequence[Span]) -> NDArray[np.bool_]:
        """Which of the words stand in the spans (of the summary's words)."""
        starts = [word.span.start + self.span.start for word in self.words]
        return np.array([any(s.start <= at < s.end for s in spans) for at in starts], dtype=bool)


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Match:
    """A sentence of an article beside one of the summary.

    ``strength`` has a row for each word of the summary's sentence and a column for each token of
    the article's: 1 where they are the same word, 0 where they have nothing in common.
    """

    told: Told
    close: Close
    strength: NDArray[np.float64]
    held: float
    scopes: Scopes

    def inside(self, spans: Sequence[Span]) -> NDArray[np.bool_]:
        """Which of the tokens stand in the spans (of the article's text)."""
        start = self.told.span.start
        return np.array(
            [any(s.start <= t.idx + start < s.end for s in spans) for t in self.close.doc],
            dtype=bool,
        )

    def best(self, tokens: NDArray[np.bool_] | None = None) -> NDArray[np.float64]:
        """For each word how well the sentence, or some of its tokens, say it."""
        table = self.strength if tokens is None else self.strength[:, tokens]
        if not table.size:
            return np.zeros(len(self.strength))
        found: NDArray[np.float64] = table.max(axis=1)
        return found


def share(best: NDArray[np.float64], weights: NDArray[np.float64]) -> float:
    """The weighted share of some words that is said, 0..1."""
    whole = float(weights.sum())
    return float(best @ weights) / whole if whole else 0.0


def matches(own: Own, articles: Articles, *, of: Sequence[Word] | None = None) -> list[Match]:
    """The sentences of the articles that tell what the sentence tells, the best first.

    ``of`` are the words to look for, where not all of the sentence's.
    """
    sought = [word.stem for word in (own.words if of is None else of)]
    chosen = articles.near(frozenset(sought), _MOST)
    more = articles.ground.passages.near(sought)[:_MOST]
    told = list(dict.fromkeys([*chosen, *(articles.told[n] for n in more)]))
    made = [match(own, one, close) for one, close in zip(told, articles.close(told), strict=True)]
    return sorted(made, key=lambda m: (-m.held, m.told.order))


def match(own: Own, told: Told, close: Close) -> Match:
    """One sentence of an article beside the summary's."""
    from rashomon.checking.scopes import scopes

    strength = strengths(own.words, own.close, close)
    best = strength.max(axis=1) if strength.size else np.zeros(len(own.words))
    return Match(
        told=told,
        close=close,
        strength=strength,
        held=share(best, own.weights),
        scopes=scopes(close.doc),
    )


def telling(close: Close) -> tuple[Word, ...]:
    """The words that say something by themselves: no pronouns, no "before" and "after"."""
    return tuple(w for w in words(close.doc) if w.kind not in {"pronoun", "turn"})


def strengths(some: Sequence[Word], own: Close, other: Close) -> NDArray[np.float64]:
    """How well each token (column) of ``other`` says what each word (row) of ``own`` says."""
    table = np.zeros((len(some), len(other.doc)))
    if not some or not len(other.doc):
        return table
    cosines = own.vectors[[word.token for word in some]] @ other.vectors.T
    where: dict[str, list[int]] = {}
    for j, one in enumerate(other.stems):
        where.setdefault(one, []).append(j)
    joined = {a + b: j for j, (a, b) in enumerate(pairwise(t.lower_ for t in other.doc))}
    whole = {t.lower_: j for j, t in enumerate(other.doc)}
    for i, word in enumerate(some):
        # "Airstrikes" and "air strikes".
        if (at := joined.get(word.text.casefold())) is not None:
            table[i, at : at + 2] = 1.0
        if i + 1 < len(some) and some[i + 1].token == word.token + 1:
            at = whole.get((word.text + some[i + 1].text).casefold())
            if at is not None:
                table[i : i + 2, at] = 1.0
    content = [j for j, t in enumerate(other.doc) if kind_of(t, other.values) is not None]
    for i, word in enumerate(some):
        table[i, where.get(word.stem, [])] = 1.0
        if word.value is not None:
            table[i, [j for j, value in other.values.items() if value == word.value]] = 1.0
        if word.kind == "number":
            continue
        if word.kind == "name":
            for j in content:
                table[i, j] = max(table[i, j], _names(word.text, other.doc[j].text))
            continue
        for j in content:
            cosine = float(cosines[i, j])
            if table[i, j] or cosine < _ASKED or j in other.values:
                continue
            found = kin(word.lemma, other.lemmas[j])
            if found is None:
                table[i, j] = cosine if cosine >= _ALIKE else 0.0
            else:
                table[i, j] = _KIN.get(found[0], 0.0)
    return table


def _names(one: str, other: str) -> float:
    """ "Syria" and "Syrian" name one thing, as do "Moscow" and "Russia"."""
    if not other[:1].isupper():
        return 0.0
    a, b = place(one), place(other)
    if a is not None and b is not None:
        return _ONE_STATE if a.state == b.state else 0.0
    low, high = one.casefold(), other.casefold()
    begin = min(len(low), len(high))
    if begin >= _BEGINNING and low[:begin] == high[:begin] and abs(len(low) - len(high)) <= 3:
        return _ONE_BEGINNING
    return 0.0
