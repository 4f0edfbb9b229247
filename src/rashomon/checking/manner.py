"""Hedges and negations: whether what a summary says as so is held back, or denied, in the articles."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rashomon.checked import Fault
from rashomon.checking.articles import Articles, Near, Told, weight
from rashomon.checking.clauses import Clause, Clauses, held_back
from rashomon.model import Span
from rashomon.vocabulary import rarity

# The share of a clause's words that another clause of the same verb must have around it to be the
# same; verbs such as "make" and "have" say little, and need more.
_SAME, _SAME_LIGHT = 0.5, 0.7
# Clauses within this of the best one count as well.
_MARGIN = 0.2
_LEAST = 4.0


@dataclass(frozen=True, slots=True, eq=False)
class _Match:
    clause: Clause
    told: Told
    share: float


def manner_faults(
    text: str, sentence: Span, own: Clauses, near: Sequence[Near], articles: Articles
) -> Iterator[Fault]:
    """A fault for each clause whose hedge or negation was lost, or was put in."""
    told = [n.told for n in near if n.held >= 0.3]
    read = list(zip(told, articles.clauses(told), strict=True))
    seen: set[str] = set()
    for clause in own.clauses:
        found = _matches(clause, read)
        if not found:
            continue
        for fault in _faults(text, sentence, clause, found, read):
            if fault.kind not in seen:
                seen.add(fault.kind)
                yield fault
    if "hedge lost" not in seen:
        yield from _nouns(text, sentence, own, read)


def _matches(clause: Clause, read: Sequence[tuple[Told, Clauses]]) -> list[_Match]:
    whole = weight(clause.around) + (0.0 if clause.light else rarity(clause.key))
    if not clause.around or whole < _LEAST:
        return []
    found = []
    for told, others in read:
        for other in others.clauses:
            if other.key != clause.key:
                continue
            shared = weight(clause.around & other.around)
            broad = weight(clause.around & told.stems)
            own = weight(clause.around) or 1.0
            share = 0.7 * shared / own + 0.3 * broad / own
            if shared and share >= (_SAME_LIGHT if clause.light else _SAME):
                found.append(_Match(other, told, share))
    best = max((m.share for m in found), default=0.0)
    return [m for m in found if m.share >= best - _MARGIN]


def _faults(
    text: str,
    sentence: Span,
    clause: Clause,
    found: Sequence[_Match],
    read: Sequence[tuple[Told, Clauses]],
) -> Iterator[Fault]:
    best = max(found, key=lambda m: (m.share, -m.told.order))
    here = _moved(clause.span, sentence)
    if all(m.clause.negated != clause.negated for m in found):
        if clause.negated:
            if clause.denied:
                return  # who denies it need not be who says it
            words = clause.negations[0]
            why = f"the summary puts in “{_moved(words, sentence).of(text)}”"
        else:
            word = best.clause.negations[0].of(best.told.text)
            if best.clause.denied and clause.hedges:
                return
            why = f"the article has “{word}”, the summary leaves it out"
        yield Fault(kind="negation lost", span=here, why=why, passages=_passages(found, best))
        return
    if not clause.hedges and all(m.clause.hedges for m in found):
        word = best.clause.hedges[0].of(best.told.text)
        yield Fault(
            kind="hedge lost",
            span=here,
            why=f"the article says “{word}”, the summary states it as so",
            passages=_passages(found, best),
        )


def _nouns(
    text: str, sentence: Span, own: Clauses, read: Sequence[tuple[Told, Clauses]]
) -> Iterator[Fault]:
    """ "Suspected gunmen" told as "gunmen"."""
    mine = held_back(own.doc)
    if any(c.hedges for c in own.clauses):
        return
    for told, others in read:
        for noun, (hedge, _) in held_back(others.doc).items():
            if noun in mine:
                continue
            place = next(
                (t for t in own.doc if t.pos_ in {"NOUN", "PROPN"} and _is(t.text, noun)), None
            )
            if place is None:
                continue
            plain = [t for t, c in read if noun in t.stems and noun not in held_back(c.doc)]
            if plain:
                continue
            span = _moved(Span(place.idx, place.idx + len(place)), sentence)
            yield Fault(
                kind="hedge lost",
                span=span,
                why=f"the article says “{hedge.of(told.text)} {place.text}”, the summary leaves "
                f"“{hedge.of(told.text)}” out",
                passages=(told.quoted(),),
            )
            return


def _is(word: str, stemmed: str) -> bool:
    from rashomon.vocabulary import stem

    return stem(word) == stemmed


def _moved(span: Span, sentence: Span) -> Span:
    return Span(span.start + sentence.start, span.end + sentence.start)


def _passages(found: Sequence[_Match], best: _Match) -> tuple:  # type: ignore[type-arg]
    rest = [m.told for m in found if m.told is not best.told]
    return tuple(t.quoted() for t in dict.fromkeys([best.told, *rest]))[:3]
