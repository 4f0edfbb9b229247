"""Hedges and negations that a summary drops, or puts in."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from rashomon.checked import Fault, FaultKind
from rashomon.checking.alignment import Match, Own
from rashomon.checking.passages import Close
from rashomon.checking.scopes import Scope, Turn
from rashomon.model import Span
from rashomon.text import overlap
from rashomon.vocabulary import is_stop_word, rarity, stem

if TYPE_CHECKING:
    from spacy.tokens import Doc

# The share of what stands under a "not" or a "may" that a sentence must have to say the same of it.
_SAME, _SAME_VERB = 0.55, 0.45
# What is said elsewhere without it excuses a summary from so much of that share on.
_AS_WELL = 0.85
_FAR = 0.25
_WHOLE = 0.97
# Of what the nearest sentence holds, what one that shows something lost must hold.
_NEARLY = 0.65
_KEY, _VERB, _VERY = 0.5, 0.6, 0.7
_REST, _FEW = 0.7, 3
_TELLS, _TELLS_IT = 0.55, 0.45
# Sentences that hold less of the summary's words than this are about something else.
_ABOUT = 0.3
_LEAST, _LITTLE = 4.0, 1.5
_KINDS: dict[Turn, FaultKind] = {"negation": "negation lost", "hedge": "hedge lost"}


@dataclass(frozen=True, slots=True, eq=False)
class _Lost:
    match: Match
    scope: Scope
    share: float
    words: NDArray[np.bool_]


def manner_faults(own: Own, found: Sequence[Match], quoted: Sequence[Span]) -> Iterator[Fault]:
    """A fault where a negation or a hedge of the articles is gone, or a negation was put in.

    What the summary has in ``quoted``, between marks, is held against the articles letter by
    letter elsewhere.
    """
    near = [m for m in found if m.held >= _ABOUT]
    turns: tuple[Turn, ...] = ("negation", "hedge")
    for turn in turns:
        if _word_for_word(own, near, turn):
            continue
        fault = _lost(own, near, turn)
        if fault is None and turn == "negation":
            fault = _put_in(own, near)
        if fault is not None and not overlap((fault.span,), tuple(quoted)):
            yield fault


def _word_for_word(own: Own, near: Sequence[Match], turn: Turn) -> bool:
    """Whether the nearest sentence is the summary's, with as many negations or hedges."""
    return any(
        m.held >= _WHOLE and len(m.scopes.of(turn)) == len(own.scopes.of(turn)) for m in near[:1]
    )


def _lost(own: Own, near: Sequence[Match], turn: Turn) -> Fault | None:
    best: _Lost | None = None
    for match in near:
        if match.held < _NEARLY * near[0].held:
            continue
        for scope in match.scopes.of(turn):
            lost = _dropped(own, match, scope)
            if lost is None or _kept(own, match.close, scope, lost.words):
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
    said = " ".join(doc[i].text for i in _phrase(best.scope))
    how = "leaves it out" if turn == "negation" else "states it as sure"
    return Fault(
        kind=_KINDS[turn],
        span=own.at(Span(first.start, last.end)),
        why=f"the article has “{word}” in “{said}”; the summary {how}",
        passages=(best.match.told.quoted(),),
    )


def _phrase(scope: Scope) -> list[int]:
    """The token and what it stands with, up to ten words, as the article writes them."""
    known = sorted(scope.words | {scope.token, scope.head})
    at = known.index(scope.token)
    start = max(0, min(at - 3, len(known) - 10))
    few = known[start : start + 10]
    return list(range(few[0], few[-1] + 1))[:14]


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
    if scope.turn == "negation" and any(t.lower_ == "if" for t in doc) and _would(doc, scope):
        return None  # "if he were, he would not have"
    table = match.strength[:, under]
    weights = np.array([rarity(stem(doc[i].text)) for i in under])
    each = table.max(axis=0)
    share = float(each @ weights) / float(weights.sum())
    words = table.max(axis=1) >= _KEY
    if not words.any():
        return None
    lost = _Lost(match, scope, share, words)
    if scope.key is None:
        # "Suspected gunmen": the noun must be there, in a sentence that tells the same.
        head = scope.head if scope.head in under else under[-1]
        if scope.head == scope.token:
            head = under[int(weights.argmax())]
        sure = each[under.index(head)] >= _VERY and share >= _SAME
        return lost if sure and match.held >= _TELLS and weights.sum() >= _LITTLE else None
    if doc[scope.key].lemma_ in _STOPPED and scope.turn == "negation":
        return None  # "never stopped speaking" is "kept on speaking"
    attribute = next((c.i for c in doc[scope.key].children if c.dep_ in {"attr", "acomp"}), None)
    if (
        attribute in under
        and doc[scope.key].lemma_ == "be"
        and each[under.index(attribute)] < _AS_WELL
    ):
        return None  # "believed to be the shooter", "he planned the shooting"
    if scope.key not in under:
        return lost if share >= _AS_WELL and weights.sum() >= _LEAST else None
    key = under.index(scope.key)
    if each[key] < _VERB:
        # In quite other words: then all the rest must be there.
        if scope.turn == "negation" and scope.token == scope.head:
            return None
        enough = int((each >= _KEY).sum()) >= _FEW and share >= _REST
        return lost if enough and weights.sum() >= _LEAST else None
    row = int(table[:, key].argmax())
    mine, its = own.words[row].kind == "verb", doc[scope.key].pos_ == "VERB"
    if (mine != its and each[key] < 1.0) or (mine and not its):
        return None  # "the shooter" is no "he planned the shooting"
    rows = _clause(own, row)
    back = _said_back(own, match, scope, rows)
    # Of words that stand in another clause of the summary nothing is told here.
    share = float(table[rows].max(axis=0) @ weights) / float(weights.sum())
    if doc[scope.token].lower_ == "if" and min(share, back) < _REST:
        return None
    same = _SAME_VERB if each[key] == 1.0 else _SAME
    if share >= same or back >= same:
        # One verb alone, such as "derail", may be all of a clause.
        return lost if match.held >= (_TELLS if weights.sum() < _LEAST else _ABOUT) else None
    return None


def _would(doc: Doc, scope: Scope) -> bool:
    return any(c.lower_ in {"would", "'d"} for c in doc[scope.head].children)


def _clause(own: Own, row: int) -> list[int]:
    """The words of the summary's clause in which a word stands; all where it is in none."""
    token = own.words[row].token
    tokens: set[int] = set()
    for deed in own.scopes.deeds:
        if token == deed.verb or token in deed.rest:
            tokens |= deed.rest | deed.subject | {deed.verb}
    found = [n for n, word in enumerate(own.words) if word.token in tokens]
    return found or list(range(len(own.words)))


def _said_back(own: Own, match: Match, scope: Scope, rows: list[int]) -> float:
    """The share of the summary's own clause that stands under the scope."""
    over = np.zeros(len(match.close.doc), dtype=bool)
    over[sorted(scope.words)] = True
    weights = own.weights[rows]
    return float(match.best(over)[rows] @ weights) / float(weights.sum())


def _kept(own: Own, match: Close, scope: Scope, words: NDArray[np.bool_]) -> bool:
    """Whether the summary holds back, or negates, any of these words itself."""
    tokens = {own.words[i].token for i in np.flatnonzero(words)}
    mine = own.scopes.of(scope.turn)
    if any(tokens & s.wide or s.token in tokens for s in mine):
        return True
    alike = match.doc[scope.token].lemma_.lower()[:4]
    if scope.token == scope.head and any(t.lemma_.lower()[:4] == alike for t in own.close.doc):
        return True  # "a failure", "a record of failing"
    if match.doc[scope.token].lower_ == "if" and any(t.lower_ == "would" for t in own.close.doc):
        return True  # "had he been elected, it would have"
    # A question of whether, a denial told as such, a word that means the same.
    doc = own.close.doc
    if scope.turn == "hedge":
        return any(t.lower_ in _IN_DOUBT for t in doc)
    if scope.denial and any(t.lemma_ in {"deny", "reject", "dismiss", "dispute"} for t in doc):
        return True
    return _negates_otherwise(own.close, match, tokens)


def _negates_otherwise(one: Close, other: Close, near: Collection[int] | None = None) -> bool:
    """Whether a sentence negates with no "not": "unhurt", "blameless", "kept it from falling".

    Only by words that stand beside the tokens ``near``, where they are given.
    """
    stems = set(other.stems)
    for token in one.doc:
        low = token.lower_
        if near is not None and not any(abs(token.i - i) <= _NEAR for i in near):
            continue
        if low == "first" and not stems.isdisjoint({"ever", "before", "previous"}):
            return True
        if token.lemma_.lower() in _NEGATIVE or low in _PREFIXED:
            return True
        if token.pos_ in {"ADJ", "ADV"} and low.endswith(("less", "lessly")) and low != "less":
            return True
        if low == "from" and token.dep_ == "prep" and token.head.lemma_ in {"keep", "protect"}:
            return True
        if low == "down" and token.dep_ == "prt" and token.head.lemma_ == "turn":
            return True
        for prefix in ("un", "in", "im", "ir", "il", "dis", "non"):
            rest = low.removeprefix(prefix).lstrip("-")
            if rest != low and len(rest) > 3 and stem(rest) in stems:
                return True
    return False


_NEAR = 4  # tokens
_STOPPED = frozenset("stop cease quit lose miss doubt".split())
_IN_DOUBT = frozenset(
    "whether question questions alleged allegations suspicion uncertain"
    " improbable doubtful doubts".split()
)
_NEGATIVE = frozenset(
    "prevent stop miss absent absence rule exclude spare unharmed barely hardly innocent rather"
    " instead bar ban block halt cease fail failure lack refuse decline deny reject avoid"
    " prohibit forbid oppose unless without non yet neither free".split()
)
_PREFIXED = frozenset(
    "unable unaware unhurt uninjured unharmed untrue unlikely unsure unwilling unknown unclear"
    " disagree disapprove dissatisfied illegal impossible incorrect inaccurate unsuccessful".split()
)


def _elsewhere(own: Own, near: Sequence[Match], lost: _Lost, turn: Turn) -> bool:
    """Whether some sentence says the same words without such a scope over them."""
    rows = lost.words
    weights = own.weights[rows]
    # Names alone, in another sentence, do not say it as well.
    plain = np.array([own.words[n].kind != "name" for n in np.flatnonzero(rows)])
    for match in near:
        if match.held < lost.match.held - _FAR:
            continue
        tokens = np.ones(len(match.close.doc), dtype=bool)
        over = [s for s in match.scopes.of(turn) if s.words]
        if match is lost.match:
            over = [*over, lost.scope]
        for scope in over:
            tokens[sorted(scope.words)] = False
        best = match.best(tokens)[rows]
        says = not plain.any() or best[plain].max() >= _VERB
        if says and float(best @ weights) / float(weights.sum()) >= _AS_WELL * lost.share:
            return True
    return False


def _put_in(own: Own, near: Sequence[Match]) -> Fault | None:
    if not near:
        return None
    doc = own.close.doc
    place = {word.token: n for n, word in enumerate(own.words)}
    for scope in own.scopes.of("negation"):
        if doc[scope.token].pos_ == "NOUN":
            continue  # "a failure to guard it" is told of what was not guarded
        if scope.denial or doc[scope.head].lemma_ in {"know", "clear", "determine", "establish"}:
            continue
        rows = [place[i] for i in sorted(scope.words) if i in place and i != scope.token]
        if len(rows) < 2:
            continue
        key = place.get(scope.key) if scope.key is not None else None
        if key is None and len(rows) < _FEW:
            continue
        weights = own.weights[rows]
        if weights.sum() < 2.5:
            continue
        undone = scope.token == scope.head and not scope.denial
        best: Match | None = None
        top = 0.0
        spoken = False
        for match in near:
            each = match.strength[rows]
            share = float(each.max(axis=1) @ weights) / float(weights.sum())
            if (
                match.held < _TELLS_IT
                or share < _SAME
                or (key is not None and match.strength[key].max() < _VERB)
            ):
                continue
            tokens = {int(each[n].argmax()) for n in range(len(rows)) if each[n].max() >= _KEY}
            theirs = match.scopes.of("negation")
            # "He declined" may stand for "he would not take it", whatever words are shared.
            if any(undone or tokens & s.wide for s in theirs) or _negates_otherwise(
                match.close, own.close
            ):
                spoken = True
                break
            if share > top:
                best, top = match, share
        if spoken or best is None or top < 0.75:
            continue
        word = doc[scope.token].text
        return Fault(
            kind="negation lost",
            span=own.at(scope.span),
            why=f"the summary has “{word}”, the article says it without",
            passages=(best.told.quoted(),),
        )
    return None
