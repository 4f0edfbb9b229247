"""Cues that are no verbs: "according to", "in the words of", and nouns such as "the claim that"."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from rashomon.annotate.parse import Piece
from rashomon.annotate.rules import lexicon
from rashomon.annotate.rules.extents import Range, cut, extent, to_span, to_spans
from rashomon.annotate.rules.found import Found
from rashomon.model import Spans


_OPENERS = frozenset({"but", "and", "yet", "however", "so", "still"})


def according_to(piece: Piece, token: Token, sentence: Range) -> Iterator[Found]:
    """ "according to X": the sentence it stands in is the content."""
    doc = piece.doc
    if token.lower_ != "according" or token.i + 2 >= len(doc) or doc[token.i + 1].lower_ != "to":
        return
    to = doc[token.i + 1]
    name = next((c for c in to.children if c.dep_ == "pobj"), None)
    if name is None:
        return
    first = all(t.is_punct or t.is_space or t.lower_ in _OPENERS for t in doc[sentence[0] : token.i])
    whole = extent(name)
    if first and not any(t.pos_ in ("VERB", "AUX") for t in doc[whole[1] : sentence[1]]):
        # The parser took the whole sentence for an apposition: the name ends at the comma.
        comma = next((t.i for t in doc[name.i : whole[1]] if t.text == ","), None)
        if comma is None:
            return
        whole = (whole[0], comma)
    hole = (token.i, whole[1])
    parts = cut(sentence, [hole])
    if first:
        parts = parts[-1:]
    else:
        while parts and parts[0][0] < parts[0][1] and doc[parts[0][0]].lower_ in _OPENERS:
            parts[0] = (parts[0][0] + 1, parts[0][1])
    content = to_spans(piece, parts)
    if content:
        yield Found(
            pattern="according to",
            lemma="according to",
            source=to_spans(piece, [whole]),
            cue=(to_span(piece, (token.i, token.i + 2)),),
            content=content,
            clause=to_span(piece, hole),
            sentence_end=piece.start + doc[sentence[1] - 1].idx + len(doc[sentence[1] - 1]),
            aside=not first,
        )


def nominal(piece: Piece, noun: Token, sentence_end: int) -> Iterator[Found]:
    """A noun that names a statement, with the clause that gives its content."""
    if noun.lemma_.lower() not in lexicon.NOUN:
        return
    clause = next(
        (
            c
            for c in noun.children
            if c.dep_ in ("acl", "relcl", "ccomp")
            and c.i > noun.i
            and any(k.lower_ == "that" and k.dep_ == "mark" for k in c.children)
        ),
        None,
    )
    if clause is None:
        return
    owner = next((c for c in noun.children if c.dep_ == "poss"), None)
    source: Spans = ()
    if owner is not None:
        whole = extent(owner)
        case = next((c for c in owner.children if c.dep_ == "case"), None)
        source = to_spans(piece, cut(whole, [extent(case)] if case is not None else []))[:1]
    yield Found(
        pattern="noun",
        lemma=noun.lemma_.lower(),
        source=source,
        cue=(to_span(piece, (noun.i, noun.i + 1)),),
        content=to_spans(piece, [extent(clause)]),
        clause=to_span(piece, (noun.left_edge.i, noun.i + 1)),
        sentence_end=sentence_end,
    )
