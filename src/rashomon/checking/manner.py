"""Hedges and negations that a summary drops, or puts in."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from rashomon.checked import Fault, FaultKind, Quoted
from rashomon.checking.alignment import Match, Own
from rashomon.checking.scopes import Scope, Turn
from rashomon.vocabulary import is_stop_word, rarity, stem

# The share of what stands under a "not" or a "may" that a sentence must have to say the same of it.
_SAME = 0.6
# What is said elsewhere without it excuses a summary from so much of that share on.
_AS_WELL = 0.85
_KEY = 0.5
# Sentences that hold less of the summary's words than this are about something else.
_ABOUT = 0.3
_LEAST, _LITTLE = 4.0, 2.5
_KINDS: dict[Turn, FaultKind] = {"negation": "negation lost", "hedge": "hedge lost"}


@dataclass(frozen=True, slots=True, eq=False)
class _Lost:
    match: Match
    scope: Scope
    share: float
    words: np.ndarray  # type: ignore[type-arg]


def manner_faults(own: Own, found: Sequence[Match]) -> Iterator[Fault]:
    """A fault where a negation or a hedge of the articles is gone, or a negation was put in."""
    near = [m for m in found if m.held >= _ABOUT]
    turns: tuple[Turn, ...] = ("negation", "hedge")
    for turn in turns:
        fault = _lost(own, near, turn)
        if fault is None and turn == "negation":
            fault = _put_in(own, near)
        if fault is not None:
            yield fault


def _lost(own: Own, near: Sequence[Match], turn: Turn) -> Fault | None:
    best: _Lost | None = None
    for match in near:
        for scope in match.scopes.of(turn):
            lost = _dropped(own, match, scope)
            if lost is None or _kept(own, match, scope, lost.words):
                continue
            if _elsewhere(own, near, lost, turn):
                continue
            if best is None or lost.share * match.held > best.share * best.match.held:
                best = lost
    if best is None:
        return None
    doc = best.match.close.doc
    word = doc[best.scope.token].text
    rows = np.flatnonzero(best.words)
    first, last = own.words[rows[0]].span, own.words[rows[-1]].span
    said = " ".join(doc[i].text for i in _phrase(best.scope, doc))
    how = "leaves it out" if turn == "negation" else "states it as sure"
    return Fault(
        kind=_KINDS[turn],
        span=own.at(type(first)(first.start, last.end)),
        why=f"the article has “{word}” in “{said}”; the summary {how}",
        passages=(_quoted(best.match),),
    )


def _phrase(scope: Scope, doc: object) -> list[int]:
    """The token and what it stands with, up to ten words, as the article writes them."""
    del doc
    known = sorted(scope.words | {scope.token, scope.head})
    at = known.index(scope.token)
    start = max(0, min(at - 3, len(known) - 10))
    few = known[start : start + 10]
    return list(range(few[0], few[-1] + 1))[:14]


def _quoted(match: Match) -> Quoted:
    return match.told.quoted()


def _dropped(own: Own, match: Match, scope: Scope) -> _Lost | None:
    """The summary's words that say what stands under the scope, where enough of it is said."""
    doc = match.close.doc
    under = [
        i for i in sorted(scope.words) if not is_stop_word(doc[i].text) and doc[i].text[0].isalnum()
    ]
    if scope.token == scope.head:
        # "Believe", "deny" itself: what counts is what hangs on it.
        under = [i for i in under if i != scope.token]
    if not under or not len(own.words):
        return None
    table = match.strength[:, under]
    weights = np.array([rarity(stem(doc[i].text)) for i in under])
    if weights.sum() < _LITTLE:
        return None
    each = table.max(axis=0)
    share = float(each @ weights) / float(weights.sum())
    if share < (_SAME if weights.sum() >= _LEAST else _AS_WELL):
        return None
    if scope.key in under:
        key = each[under.index(scope.key)]
        rest = [n for n, i in enumerate(under) if i != scope.key]
        loose = scope.token != scope.head and doc[scope.token].lower_ != "if"
        if key < _KEY and (not loose or len(rest) < 2 or share < _AS_WELL):
            return None
    if doc[scope.token].lower_ == "if" and share < _AS_WELL:
        return None
    words = table.max(axis=1) >= _KEY
    return _Lost(match, scope, share, words) if words.any() else None


def _kept(own: Own, match: Match, scope: Scope, words: np.ndarray) -> bool:  # type: ignore[type-arg]
    """Whether the summary holds back, or negates, any of these words itself."""
    tokens = {own.words[i].token for i in np.flatnonzero(words)}
    mine = own.scopes.of(scope.turn)
    if any(tokens & s.wide or s.token in tokens for s in mine):
        return True
    # A question of whether, a denial told as such, a word that means the same.
    doc = own.close.doc
    if scope.turn == "hedge":
        return any(t.lower_ in _BOUNDS for t in doc)
    if scope.denial and any(t.lemma_ in {"deny", "reject", "dismiss", "dispute"} for t in doc):
        return True
    del match
    return any(t.lemma_.lower() in _NEGATIVE or t.lower_.startswith(_PREFIXES) for t in doc)


_BOUNDS = frozenset("whether question questions alleged allegations suspicion uncertain".split())
_NEGATIVE = frozenset(
    "prevent stop miss absent absence rule exclude spare survive unharmed only instead"
    " rather few little hardly barely innocent against despite rebuff".split()
)
_PREFIXES = ("un", "non-", "dis")


def _elsewhere(own: Own, near: Sequence[Match], lost: _Lost, turn: Turn) -> bool:
    """Whether some sentence says the same words without such a scope over them."""
    rows = lost.words
    weights = own.weights[rows]
    for match in near:
        tokens = np.ones(len(match.close.doc), dtype=bool)
        over = [s for s in match.scopes.of(turn) if s.words]
        if match is lost.match:
            over = [*over, lost.scope]
        for scope in over:
            tokens[sorted(scope.words)] = False
        best = match.best(tokens)[rows]
        if float(best @ weights) / float(weights.sum()) >= _AS_WELL * lost.share:
            return True
    return False


def _put_in(own: Own, near: Sequence[Match]) -> Fault | None:
    if not near:
        return None
    doc = own.close.doc
    place = {word.token: n for n, word in enumerate(own.words)}
    for scope in own.scopes.of("negation"):
        if scope.denial or doc[scope.head].lemma_ in {"know", "clear", "determine", "establish"}:
            continue
        rows = [place[i] for i in sorted(scope.words) if i in place and i != scope.token]
        if len(rows) < 2:
            continue
        weights = own.weights[rows]
        if weights.sum() < _LEAST:
            continue
        best: Match | None = None
        top = 0.0
        spoken = False
        for match in near:
            each = match.strength[rows]
            share = float(each.max(axis=1) @ weights) / float(weights.sum())
            if share < _SAME:
                continue
            tokens = {int(each[n].argmax()) for n in range(len(rows)) if each[n].max() >= _KEY}
            if any(tokens & s.wide for s in match.scopes.of("negation")) or any(
                t.lemma_.lower() in _NEGATIVE or t.lower_.startswith(_PREFIXES)
                for t in match.close.doc
            ):
                spoken = True
                break
            if share > top:
                best, top = match, share
        if spoken or best is None or top < 0.75:
            continue
        word = doc[scope.token].text
        yield_ = Fault(
            kind="negation lost",
            span=own.at(scope.span),
            why=f"the summary has “{word}”, the article says it without",
            passages=(best.told.quoted(),),
        )
        return yield_
    return None
