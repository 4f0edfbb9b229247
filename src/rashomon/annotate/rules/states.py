""" "is sure that ...", "made it clear that ...": what somebody is said to hold or to have shown."""

from __future__ import annotations

from spacy.tokens import Token

from rashomon.annotate.rules import lexicon
from rashomon.annotate.rules.extents import extent, to_span, to_spans
from rashomon.annotate.rules.found import Found
from rashomon.parse import Piece

_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_BESIDE = frozenset({"aux", "neg", "advmod"})
_IMPERSONAL = frozenset({"it", "there", "this", "that", "which", "what"})


def find(piece: Piece, adjective: Token, sentence_end: int) -> Found | None:
    """The attribution whose cue ends in ``adjective``, or None."""
    lemma = adjective.lower_
    if lemma == "clear":
        return _made_clear(piece, adjective, sentence_end)
    if lemma not in lexicon.STATES or adjective.dep_ not in ("acomp", "oprd", "conj"):
        return None
    verb = adjective.head
    if verb.lemma_.lower() not in ("be", "remain", "seem", "appear", "feel", "become", "stay"):
        return None
    clause = next(
        (
            c
            for t in (adjective, verb)
            for c in t.children
            if c.dep_ == "ccomp" and c.i > adjective.i
        ),
        None,
    )
    if clause is None:
        return None
    return _make(piece, verb, adjective, clause, sentence_end)


def _made_clear(piece: Piece, clear: Token, sentence_end: int) -> Found | None:
    verb = next((t for t in piece.doc[max(0, clear.i - 3) : clear.i] if t.lemma_ == "make"), None)
    if verb is None:
        return None
    for token in (clear, verb):
        for child in token.children:
            if child.i > clear.i and child.dep_ in ("ccomp", "advcl", "csubj"):
                return _make(piece, verb, clear, child, sentence_end)
    return None


def _make(piece: Piece, verb: Token, last: Token, clause: Token, sentence_end: int) -> Found | None:
    subject = next((c for c in verb.children if c.dep_ in _SUBJECTS and c.i < verb.i), None)
    if subject is None or subject.lower_ in lexicon.NOBODY or subject.lower_ in _IMPERSONAL:
        return None
    whole = extent(clause)
    if whole[0] <= last.i:
        return None
    start = min([verb.i, *(c.i for c in verb.children if c.dep_ in _BESIDE and c.i > subject.i)])
    content = to_spans(piece, [whole])
    if not content:
        return None
    return Found(
        pattern="state",
        lemma=last.lower_,
        source=to_spans(piece, [extent(subject)]),
        cue=(to_span(piece, (start, last.i + 1)),),
        content=content,
        clause=to_span(piece, (min(start, subject.left_edge.i), last.i + 1)),
        sentence_end=sentence_end,
    )
