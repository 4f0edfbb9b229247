"""Nouns that name a statement: "Moscow's account that ...", "Vell's calls for ..."."""

from __future__ import annotations

from spacy.tokens import Token

from rashomon.annotate.rules import lexicon
from rashomon.annotate.rules.extents import Range, cut, extent, to_span, to_spans
from rashomon.annotate.rules.found import Found
from rashomon.model import Spans
from rashomon.parse import Piece

_SUBJECTS = frozenset({"nsubj"})


def find(piece: Piece, noun: Token, sentence_end: int) -> Found | None:
    """The attribution whose cue is ``noun``, or None."""
    lemma = noun.lemma_.lower()
    if lemma not in lexicon.NOUN:
        return None
    named = _content(noun, lemma)
    if named is None:
        return None
    pattern, content = named
    source, start = _source(piece, noun)
    if not source and (pattern != "noun that" or lemma not in lexicon.NOUN_ALONE):
        return None
    return Found(
        pattern=pattern,
        lemma=lemma,
        source=source,
        cue=(to_span(piece, (start, noun.i + 1)),),
        content=to_spans(piece, [content]),
        clause=to_span(piece, (min(start, noun.left_edge.i), noun.i + 1)),
        sentence_end=sentence_end,
    )


def _content(noun: Token, lemma: str) -> tuple[str, Range] | None:
    for child in noun.children:
        if child.i < noun.i:
            continue
        if child.dep_ in ("acl", "relcl", "ccomp"):
            first = child.left_edge
            if first.lower_ == "that" and first.dep_ == "mark":
                return "noun that", extent(child)
            if first.lower_ == "to" and first.i == noun.i + 1 and lemma in lexicon.NOUN_TO:
                return "noun to", extent(child)
        fits = {"of": lexicon.NOUN_OF, "for": lexicon.NOUN_FOR}.get(child.lower_, frozenset())
        end = child.right_edge.i + 1
        if child.dep_ == "prep" and child.i == noun.i + 1 and lemma in fits and end > child.i + 2:
            return f"noun {child.lower_}", (child.i + 1, end)
    return None


def _source(piece: Piece, noun: Token) -> tuple[Spans, int]:
    """Whose statement it is, and where the cue begins."""
    for child in noun.children:
        if child.dep_ == "poss":
            case = next((c for c in child.children if c.dep_ == "case"), None)
            holes = [extent(case)] if case is not None else []
            return to_spans(piece, cut(extent(child), holes))[:1], noun.i
    for child in noun.children:
        if child.dep_ == "prep" and child.lower_ in ("by", "from"):
            name = next((c for c in child.children if c.dep_ == "pobj"), None)
            if name is not None:
                return to_spans(piece, [(name.left_edge.i, name.i + 1)]), noun.i
    verb = noun.head
    if noun.dep_ == "dobj" and verb.lemma_.lower() in lexicon.LIGHT:
        subject = next((c for c in verb.children if c.dep_ in _SUBJECTS), None)
        if subject is not None and subject.lower_ not in lexicon.NOBODY:
            return to_spans(piece, [extent(subject)]), verb.i
    return (), noun.i
