"""What one article took over from another: its sentences, word for word or in other words.

Two reports of one event share its names, its numbers and what was said. What they do not share,
unless one was written from the other or both from one copy, is sentence after sentence with the
same telling words outside the quotations. Thresholds: ``benchmarks/origins.py`` prints what they
find and what they take wrongly.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from rashomon.model import Article, Span
from rashomon.vocabulary import is_stop_word, rarity, stem

_SENTENCE = re.compile(r"[^\n]+?(?:(?<=[.!?])[\"”’')]*(?=\s+[\"“‘'(]?[A-Z])|(?=\n)|$)")
# After these, and after a single capital letter, a full stop ends no sentence.
_ABBREVIATED = re.compile(
    r"(?:^|[\s(\"“])(?:[A-Z]|Mr|Mrs|Ms|Dr|St|Capt|Lt|Sgt|Col|Gen|Maj|Cpl|Det|Insp|Supt|Rev|Hon|Prof"
    r"|Sen|Rep|Gov|Pres|Jr|Sr|No|Ave|Blvd|Rd|Co|Inc|Ltd|vs|a\.m|p\.m|U\.S|U\.N|U\.K"
    r"|Jan|Feb|Aug|Sept?|Oct|Nov|Dec)\.$"
)
_WORD = re.compile(r"\d+(?:[.,:]\d+)*|[^\W\d_]+(?:[-’'][^\W\d_]+)*")
_QUOTED = re.compile(r"“[^”\n]*”|\"[^\"\n]*\"|«[^»\n]*»|„[^“\n]*“")
# What a page says of itself stands on all of an outlet's pages.
_FURNITURE = re.compile(
    r"https?:|www\.|\S@\S|©|\b(?:all rights reserved|copyright|follow (?:us|@)|click here|sign up"
    r"|subscribe|newsletter|please (?:call|e-?mail|mark|contact)|newsroom|switchboard"
    r"|(?:on|and|or) (?:twitter|facebook)|for publication|this material may not be)\b",
    re.IGNORECASE,
)
# Shorter than this outside quotations, a sentence tells nothing of where it came from.
_LEAST_TERMS = 4
_RUN = 4
# No article needs more sentences than this to show what it was written from.
_MOST_SENTENCES = 400
# A stem that more sentences hold than this brings no two of them together.
_MOST_HOLDERS = 60
# How alike two sentences are (mean of Dice and containment, weighted by rarity) to be one
# sentence retold; and to be one that hardly anybody would write a second time.
_RETOLD, _CLOSE = 0.45, 0.55
_LEAST_WEIGHT = 12.0
# Of these so many are no names: "Olga Brandt said" begins many sentences.
_LEAST_SAID = 2
# A rewrite retells this share of the shorter article, in so many sentences.
_MOSTLY, _MEAN, _LEAST_RETOLD = 0.55, 0.5, 2
# Fewer sentences need more of the article: reports of one police note have three alike.
_FEW_RETOLD, _NEARLY_ALL = 4, 0.75
# A stretch taken over: as many close sentences that follow each other in both, or with this share
# of their runs of words equal.
_STRETCH = 3
_SAME_RUNS = 0.5
_STEP = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Retold:
    """A sentence of each of two articles that tell the same in much the same words."""

    a: Span
    b: Span
    likeness: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Reuse:
    """What two articles have in common beyond one event; ``a`` and ``b`` are their ids.

    ``whole`` is True where most of the shorter article is retold, False where it is a stretch of
    ``sentences``. ``share`` is the share of the shorter article's words that is retold, 0..1.
    """

    a: str
    b: str
    whole: bool
    share: float
    sentences: tuple[Retold, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Sentence:
    """One sentence: the stems, and the runs of words, outside its quotations.

    ``names`` are those of the stems that stand with a capital.
    """

    span: Span
    place: int
    terms: frozenset[str]
    names: frozenset[str]
    runs: frozenset[tuple[str, ...]]
    weight: float


def reused(
    articles: Sequence[Article], *, copies: Sequence[Sequence[str]] = ()
) -> tuple[Reuse, ...]:
    """The pairs of articles of which one took over from the other, or both from a third.

    Of each set of ``copies`` (ids of articles with one text) only the longest is looked at. In the
    order of their ids; it does not depend on the order of ``articles``. The cost is
    near-linear in the number of articles: only sentences that share a telling stem are compared.
    """
    length = {article.id: len(article.text) for article in articles}
    spared: set[str] = set()
    for same in copies:
        here = sorted((a for a in same if a in length), key=lambda a: (-length[a], a))
        spared.update(here[1:])
    told = {
        article.id: rows
        for article in sorted(articles, key=lambda article: article.id)
        if article.id not in spared and (rows := _sentences(article.text))
    }
    found = []
    for (a, b), pairs in sorted(_alike(told).items()):
        reuse = _reuse(a, b, told[a], told[b], pairs)
        if reuse is not None:
            found.append(reuse)
    return tuple(found)


def copied(articles: Sequence[Article], copies: Sequence[Sequence[str]]) -> tuple[Reuse, ...]:
    """What stands in the longest article of each set of ``copies`` and, not letter by letter, in
    another of them: where one number or one word was changed.
    """
    by_id = {article.id: article for article in articles}
    found = []
    for same in copies:
        here = sorted(
            (by_id[a] for a in same if a in by_id),
            key=lambda article: (-len(article.text), article.id),
        )
        seen = {here[0].text} if here else set()
        for other in here[1:]:
            if other.text not in seen:
                seen.add(other.text)
                found += [r for r in reused([here[0], other]) if r.whole]
    return tuple(found)


def _sentences(text: str) -> list[_Sentence]:
    made: list[_Sentence] = []
    seen: set[frozenset[str]] = set()
    for span in split(text):
        if len(made) == _MOST_SENTENCES:
            break
        words = span.of(text)
        if _FURNITURE.search(words):
            continue
        quoted = [q.span() for q in _QUOTED.finditer(words)]
        terms: set[str] = set()
        names: set[str] = set()
        plain: list[str] = []
        for word in _WORD.finditer(words):
            if any(start <= word.start() < end for start, end in quoted):
                continue
            low = word.group().casefold()
            plain.append(low)
            if low[0].isdigit():
                terms.add(low.replace(",", ""))
            elif len(low) > 1 and not is_stop_word(low):
                terms.add(stem(low))
                names |= {stem(low)} if word.group()[0].isupper() else set()
        held = frozenset(terms)
        if len(held) < _LEAST_TERMS or held in seen:
            continue
        seen.add(held)
        made.append(
            _Sentence(
                span=span,
                place=len(made),
                terms=held,
                names=frozenset(names),
                runs=frozenset(zip(*(plain[n:] for n in range(_RUN)), strict=False)),
                weight=sum(rarity(term) for term in held),
            )
        )
    return made


def split(text: str) -> Iterator[Span]:
    """The sentences of a text, without white space around them."""
    start: int | None = None
    for match in _SENTENCE.finditer(text):
        lead = len(match.group()) - len(match.group().lstrip())
        if lead == len(match.group()):
            continue
        start = match.start() + lead if start is None else start
        if not _ABBREVIATED.search(match.group()) or text[match.end() : match.end() + 1] == "\n":
            yield Span(start, match.end())
            start = None
    if start is not None:
        yield Span(start, len(text.rstrip()))


_Pairs = dict[tuple[int, int], float]


def _alike(told: Mapping[str, Sequence[_Sentence]]) -> Mapping[tuple[str, str], _Pairs]:
    """For each pair of articles the pairs of sentences that are retold, by their places."""
    rows = [(article, s) for article, sentences in told.items() for s in sentences]
    holders: dict[str, list[int]] = defaultdict(list)
    same: dict[frozenset[str], list[int]] = defaultdict(list)
    for number, (_, sentence) in enumerate(rows):
        same[sentence.terms].append(number)
    # A sentence that a hundred articles print is held by the first of them for all: its words are
    # rare but for it.
    printed = {terms: at for terms, at in same.items() if len(at) > _MOST_HOLDERS}
    for number, (_, sentence) in enumerate(rows):
        if printed.get(sentence.terms, [number])[0] == number:
            for term in sentence.terms:
                holders[term].append(number)
    found: dict[tuple[str, str], _Pairs] = defaultdict(dict)
    for i, (article, sentence) in enumerate(rows):
        first, *others = printed.get(sentence.terms, [i])
        if i != first:
            continue
        for j in sorted({*others, *_candidates(i, sentence, holders)}):
            other, retold = rows[j]
            if other == article:
                continue
            likeness = _likeness(sentence, retold)
            if likeness >= _RETOLD:
                found[article, other][sentence.place, retold.place] = likeness
    return found


def _candidates(
    number: int, sentence: _Sentence, holders: Mapping[str, Sequence[int]]
) -> Iterator[int]:
    """Later sentences that share two telling stems with this one."""
    once: set[int] = set()
    twice: set[int] = set()
    for term in sentence.terms:
        if len(holders[term]) > _MOST_HOLDERS:
            continue
        for other in holders[term]:
            if other > number:
                (twice if other in once else once).add(other)
    yield from twice


def _likeness(a: _Sentence, b: _Sentence) -> float:
    """The mean of Dice and containment of the stems, weighted by rarity; 0 for little in common."""
    shared = a.terms & b.terms
    common = sum(rarity(term) for term in sorted(shared))
    if common < _LEAST_WEIGHT or len(shared - (a.names & b.names)) < _LEAST_SAID:
        return 0.0
    return common / (a.weight + b.weight) + common / min(a.weight, b.weight) / 2


def _reuse(
    a: str, b: str, one: Sequence[_Sentence], other: Sequence[_Sentence], pairs: _Pairs
) -> Reuse | None:
    whole = {"a": sum(s.weight for s in one), "b": sum(s.weight for s in other)}
    best = _best(pairs, of=0) if whole["a"] <= whole["b"] else _best(pairs, of=1)
    shorter, at = (one, 0) if whole["a"] <= whole["b"] else (other, 1)
    total = sum(s.weight for s in shorter)
    retold = sum(shorter[pair[at]].weight for pair in best)
    mean = sum(shorter[pair[at]].weight * pairs[pair] for pair in best) / total
    share = retold / total
    mostly = _MOSTLY if len(best) >= _FEW_RETOLD else _NEARLY_ALL
    if len(best) >= _LEAST_RETOLD and share >= mostly and mean >= _MEAN:
        return _made(a, b, one, other, {p: pairs[p] for p in best}, share=share, whole=True)
    taken = _taken(one, other, {p: pairs[p] for p in best})
    if not taken:
        return None
    share = sum(shorter[pair[at]].weight for pair in taken) / total
    return _made(a, b, one, other, taken, share=share, whole=False)


def _best(pairs: _Pairs, *, of: int) -> list[tuple[int, int]]:
    """For each sentence of one of the two articles the sentence it is retold in."""
    best: dict[int, tuple[float, tuple[int, int]]] = {}
    for pair, likeness in sorted(pairs.items()):
        if likeness > best.get(pair[of], (0.0, pair))[0]:
            best[pair[of]] = (likeness, pair)
    return sorted(pair for _, pair in best.values())


def _taken(one: Sequence[_Sentence], other: Sequence[_Sentence], pairs: _Pairs) -> _Pairs:
    """The pairs that are a stretch taken over: nearly word for word, or one after the other."""
    close = {pair: likeness for pair, likeness in pairs.items() if likeness >= _CLOSE}
    same = {pair for pair in close if _same_runs(one[pair[0]], other[pair[1]])}
    if len(same) < _STRETCH:
        same = set()
    for stretch in _stretches(sorted(close)):
        if len(stretch) >= _STRETCH:
            same.update(stretch)
    return {pair: close[pair] for pair in sorted(same)}


def _same_runs(a: _Sentence, b: _Sentence) -> bool:
    return len(a.runs & b.runs) >= _SAME_RUNS * max(1, min(len(a.runs), len(b.runs)))


def _stretches(pairs: Sequence[tuple[int, int]]) -> Iterator[list[tuple[int, int]]]:
    """Runs of pairs that follow each other in both articles."""
    row: list[tuple[int, int]] = []
    for pair in pairs:
        if row and not (0 < pair[0] - row[-1][0] <= _STEP and 0 < pair[1] - row[-1][1] <= _STEP):
            yield row
            row = []
        row.append(pair)
    yield row


def _made(
    a: str,
    b: str,
    one: Sequence[_Sentence],
    other: Sequence[_Sentence],
    pairs: _Pairs,
    *,
    share: float,
    whole: bool,
) -> Reuse:
    return Reuse(
        a=a,
        b=b,
        whole=whole,
        share=round(min(1.0, share), 2),
        sentences=tuple(
            Retold(a=one[i].span, b=other[j].span, likeness=round(likeness, 2))
            for (i, j), likeness in sorted(pairs.items())
        ),
    )
