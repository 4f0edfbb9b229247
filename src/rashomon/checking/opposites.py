"""Words of a summary that say the opposite of the articles': "allowed" for "banned"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from rashomon.checked import Fault
from rashomon.checking.alignment import Match, Own, share
from rashomon.checking.scopes import Scopes
from rashomon.checking.thesaurus import kin
from rashomon.checking.words import Word
from rashomon.model import Span
from rashomon.text import overlap

# The share of its words, and of those around the opposite, that a sentence must have.
_TELLS, _AROUND = 0.45, 0.65
_LEAST = 4.0
# A word so well said somewhere is not looked at.
_SAID = 0.6
_COMMONEST = 2
_KINDS = frozenset({"verb", "quality"})
# Opposites that the thesaurus does not know, or only in rare senses.
_PAIRS = frozenset(
    frozenset(pair.split("/"))
    for pair in (
        "allow/ban permit/ban support/oppose back/oppose favour/oppose favor/oppose approve/reject"
        " approve/oppose confirm/deny accept/decline accept/refuse agree/decline praise/condemn"
        " welcome/condemn uphold/overturn lift/impose acquit/convict endorse/oppose allow/block"
        " approve/block approve/veto"
    ).split()
)
_PREFIXES = ("un", "in", "im", "ir", "il", "dis")
# Which of two sides has it, is a matter of where one stands: "X beat Y", "Y lost to X".
_EITHER_WAY = frozenset(
    "win lose beat give take buy sell come go lend borrow teach learn rise fall begin end start"
    " send receive first last old new early late next previous long short many few high low".split()
)


def opposite_faults(own: Own, found: Sequence[Match], quoted: Sequence[Span]) -> Iterator[Fault]:
    """A fault for the first word whose opposite the articles have in the same place."""
    near = [m for m in found if m.held >= _TELLS][:3]
    for row, word in enumerate(own.words):
        if word.kind not in _KINDS or word.lemma in _EITHER_WAY:
            continue
        if overlap((own.at(word.span),), tuple(quoted)):
            continue
        if any(m.strength[row].max(initial=0.0) >= _SAID for m in found):
            continue
        around = _around(own, row)
        weights = own.weights * around
        if weights.sum() < _LEAST:
            continue
        for match in near:
            if share(match.best(), weights) < _AROUND:
                continue
            at = _opposite(word, match)
            if at is None or _turned(own.scopes, word.token) != _turned(match.scopes, at):
                continue
            theirs = match.close.doc[at].text
            yield Fault(
                kind="negation lost",
                span=own.at(word.span),
                why=f"the article has “{theirs}”, the summary “{word.text}”, its opposite",
                passages=(match.told.quoted(),),
            )
            return


def _around(own: Own, row: int) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    """The words of the clause that a word stands in, without it; all where it is in none."""
    token = own.words[row].token
    best: frozenset[int] = frozenset()
    for deed in own.scopes.deeds:
        tokens = deed.rest | deed.subject | frozenset({deed.verb})
        if token in tokens and (not best or len(tokens) < len(best)):
            best = tokens
    rows = np.array([not best or word.token in best for word in own.words], dtype=bool)
    rows[row] = False
    return rows


def _opposite(word: Word, match: Match) -> int | None:
    for j in match.close.telling:
        lemma = match.close.lemmas[j]
        if frozenset({word.lemma, lemma}) in _PAIRS:
            return j
        if _is_prefixed(word.lemma, lemma) or _is_prefixed(lemma, word.lemma):
            return j
        found = kin(word.lemma, lemma)
        if found is not None and found[0] == "opposite" and found[1] <= _COMMONEST:
            return j
    return None


def _is_prefixed(one: str, other: str) -> bool:
    return len(other) > 3 and any(one == prefix + other for prefix in _PREFIXES)


def _turned(scopes: Scopes, token: int) -> bool:
    """Whether a word is negated, an odd number of times."""
    return sum(token in s.words for s in scopes.of("negation")) % 2 == 1
