"""'"...", a voice in the film says': cues read off the words where the parser saw no verb."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator

from spacy.tokens import Doc

from rashomon.annotate.quotations import Quoted
from rashomon.annotate.rules.extents import to_span
from rashomon.annotate.rules.found import Found
from rashomon.model import Span
from rashomon.parse import Piece

# Forms that are hardly ever anything but a cue right after a quotation, with their lemmas.
_FORMS = {
    form: lemma
    for lemma, forms in {
        "say": "said says", "ask": "asked asks", "tell": "told tells", "add": "added adds",
        "write": "wrote writes", "tweet": "tweeted tweets", "state": "stated states",
        "reply": "replied replies", "explain": "explained explains", "note": "noted notes",
        "continue": "continued continues", "warn": "warned warns", "insist": "insisted insists",
    }.items()
    for form in forms.split()
}  # fmt: skip
_IN_NAME = frozenset({"NOUN", "PROPN", "PRON", "NUM", "ADJ", "DET", "ADP", "PART", "PUNCT", "X"})
_LONGEST_NAME = 12
_LEADS_ON = frozenset(",?!—…")


def find(piece: Piece, quoted: Quoted, known: dict[int, int], *, strict: bool) -> Iterator[Found]:
    """The attributions of quotations that are followed by a name and a cue, or a cue and a name.

    ``known`` maps where the cues already found end to where their sources start; those whose
    source starts right behind the quotation are left alone. Unless ``strict``, the quotation may
    lack the comma that leads on to its cue.
    """
    doc = piece.doc
    if not len(doc):
        return
    whole = Span(piece.start, piece.start + doc[-1].idx + len(doc[-1]))
    near = quoted.within(whole)
    if not near:
        return
    starts, text = [t.idx for t in doc], doc.text
    for q in near:
        if not q.closed or q.span.end <= piece.start:
            continue
        if piece.start > q.span.start:
            continue
        if strict and text[q.inner.end - piece.start - 1] not in _LEADS_ON:
            continue
        start = bisect_left(starts, q.span.end - piece.start)
        found = _after(doc, start)
        if found is None:
            continue
        (left, right), cue = found
        source = to_span(piece, (left, right))
        if known.get(to_span(piece, (cue, cue + 1)).end, source.end) <= source.start:
            continue
        clause = to_span(piece, (min(left, cue), max(right, cue + 1)))
        yield Found(
            pattern="beside",
            lemma=_FORMS[doc[cue].lower_],
            source=(source,),
            cue=(to_span(piece, (cue, cue + 1)),),
            content=(q.span,),
            clause=clause,
            sentence_end=clause.end,
            speech=True,
            aside=True,
        )


def _after(doc: Doc, start: int) -> tuple[tuple[int, int], int] | None:
    """The name and the cue that stand from token ``start`` on."""
    while start < len(doc) and doc[start].is_space:
        start += 1
    if start >= len(doc):
        return None
    if doc[start].lower_ in _FORMS:
        end = start + 1
        while end < len(doc) and end - start <= _LONGEST_NAME and doc[end].text not in ",.;:":
            if doc[end].pos_ not in _IN_NAME:
                return None
            end += 1
        return ((start + 1, end), start) if _is_name(doc, start + 1, end) else None
    for i in range(start, min(len(doc), start + _LONGEST_NAME)):
        token = doc[i]
        if token.lower_ in _FORMS and i > start:
            return ((start, i), i) if _is_name(doc, start, i) else None
        if token.pos_ not in _IN_NAME or token.text in '.;:,“”"':
            return None
    return None


def _is_name(doc: Doc, start: int, end: int) -> bool:
    return any(t.pos_ in ("NOUN", "PROPN", "PRON", "DET") for t in doc[start:end]) and doc[
        start
    ].pos_ not in ("ADP", "PUNCT", "PART")
