"""Cues that are no verbs: "according to"."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from rashomon.annotate.rules.extents import Range, cut, extent, to_span, to_spans
from rashomon.annotate.rules.found import Found
from rashomon.parse import Piece

# "that, according to Kyiv,": so close behind it, the phrase is part of what is reported.
_BEHIND_THAT = 2
_MAX_CLIMB = 8
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
    first = all(
        t.is_punct or t.is_space or t.lower_ in _OPENERS for t in doc[sentence[0] : token.i]
    )
    whole = extent(name)
    if first and not any(t.pos_ in ("VERB", "AUX") for t in doc[whole[1] : sentence[1]]):
        # The parser took the whole sentence for an apposition: the name ends at the comma.
        comma = next((t.i for t in doc[name.i : whole[1]] if t.text == ","), None)
        if comma is None:
            return
        whole = (whole[0], comma)
    hole = (token.i, whole[1])
    around = _reported(token)
    parts = cut(around if around is not None and not first else sentence, [hole])
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


def _reported(token: Token) -> Range | None:
    """The reported clause a phrase stands in: "She added that, according to Kyiv, it burned"."""
    verb = token.head
    for _ in range(_MAX_CLIMB):
        if verb.pos_ in ("VERB", "AUX") or verb.head == verb:
            break
        verb = verb.head
    if verb.dep_ != "ccomp" or verb.head.i > verb.i:
        return None
    mark = next((c for c in verb.children if c.dep_ == "mark" and c.lower_ == "that"), None)
    if mark is None or token.i - mark.i > _BEHIND_THAT or token.i < mark.i:
        return None
    return mark.i, verb.right_edge.i + 1
