"""Asides that their marks show: in brackets, between dashes, connectives, openings."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from rashomon.summarize.parts import AUX, COMMA, DASHES, SUBJECTS, Part, apart, root_of

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token


_CONNECTIVES = re.compile(
    r"(?:however|meanwhile|moreover|furthermore|nevertheless|nonetheless|of course|in fact|in turn"
    r"|for example|for instance|in addition|incidentally|after all|by the way)$"
)

_WEEKDAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"

_OPENING = re.compile(
    rf"(?:On|Late|Early|Earlier|Late on|Early on|Earlier on) (?:last )?{_WEEKDAY}"
    r"(?: (?:morning|afternoon|evening|night))?$"
)

# With one of these in the sentence its opening date may be what another time is counted from.
_TIMES = re.compile(
    rf"\b(?:{_WEEKDAY}|yesterday|today|tomorrow|tonight|days?|weeks?|months?|years?|hours?|minutes?"
    r"|later|earlier|then|next|previous\w*|before|after\w*|same|since|until|ago|when|while|again"
    r"|night|morning|evening|afternoon|now|already|still|first|last|following|deadline|by)\b"
)

_SPEAKING = re.compile(r"Speaking (?:at|in|during|to|from|before|after|on the)\b")

# Where somebody spoke is no part of what is said, nor of who says it.
_AT = re.compile(
    r"(?:At|During) (?:a|an|the|his|her|their|its)\b.*\b(?:conference|rally|briefing|event|meeting"
    r"|summit|visit|ceremony|hearing|session|gathering|forum|launch|trip|stop|appearance|dinner"
    r"|reception|funeral|vigil|service|march|protest|demonstration)\b"
)

# When it was said counts, where it was not the day of the article.
_LONG_AGO = re.compile(
    r"\b(?:last|previous|ago|years?|months?|weeks?|earlier|January|February|March|April|May|June"
    r"|July|August|September|October|November|December)\b"
)

_SPOKE = frozenset(
    """said told added announced declared asked warned urged called insisted argued praised accused
    denied described criticized criticised condemned noted stressed vowed pledged promised
    reiterated repeated rejected acknowledged admitted defended suggested claimed""".split()
)


def brackets(doc: Doc) -> Iterator[Part]:
    """The brackets that complete nothing and name nobody."""
    opened: int | None = None
    for token in doc:
        if token.text == "(":
            opened = token.i
        elif token.text == ")" and opened is not None:
            first, last = opened + 1, token.i - 1
            head = apart(doc, first, last) if first <= last else None
            follows = token.i + 1 < len(doc) and not token.whitespace_
            glued = follows and not doc[token.i + 1].is_punct
            if head is not None and opened > 0 and not glued and _idle(doc, opened):
                yield Part(
                    kind="bracket",
                    first=first,
                    last=last,
                    opening=opened,
                    closing=token.i,
                    head=head,
                )
            opened = None


def between_dashes(doc: Doc, end: int) -> Iterator[Part]:
    """What stands between the sentence's only two dashes, where it names nobody."""
    marks = [t.i for t in doc if t.text in DASHES and t.i + 1 < end and (t.i == 0 or not _joins(t))]
    if len(marks) != 2:
        return
    first, last = marks[0] + 1, marks[1] - 1
    if first > last or marks[0] < 2 or doc[first].dep_ == "cc":
        return
    head = apart(doc, first, last)
    subject = next((c for c in root_of(doc).children if c.dep_ in SUBJECTS), None)
    if head is None or subject is None or marks[0] < subject.left_edge.i:
        return
    if _names(doc, first, last) or doc[marks[1] + 1].dep_ in SUBJECTS:
        return
    yield Part(kind="dashes", first=first, last=last, opening=marks[0], closing=marks[1], head=head)


def connectives(doc: Doc, end: int) -> Iterator[Part]:
    """The words between commas that link the sentence to others: "however", "for example"."""
    commas = [t.i for t in doc if t.text == COMMA]
    for at in commas:
        for last in range(at + 1, min(at + 3, end)):
            words = doc[at + 1 : last + 1].text
            closes = last + 1 == end or (last + 1 < end and doc[last + 1].text == COMMA)
            if closes and _CONNECTIVES.match(words) and apart(doc, at + 1, last) is not None:
                yield Part(
                    kind="connective",
                    first=at + 1,
                    last=last,
                    opening=at,
                    closing=last + 1 if last + 1 < end else None,
                    head=doc[at + 1].head.i,
                )


def opening(doc: Doc, end: int) -> Part | None:
    """The weekday or the place of a speech that opens the sentence, where nothing counts on it."""
    comma = next((t.i for t in doc if t.text == COMMA), None)
    if comma is None or comma + 2 >= end:
        return None
    words, rest = doc[:comma].text, doc[comma + 1 : end].text
    root = root_of(doc)
    after = doc[comma + 1]
    subject = next((c for c in root.children if c.dep_ in SUBJECTS), None)
    if subject is None or subject.left_edge.i != comma + 1 or after.dep_ == "cc":
        return None
    past = root.tag_ == "VBD" or any(c.tag_ == "VBD" for c in root.children if c.dep_ in AUX)
    dated = bool(_OPENING.match(words)) and past and not _TIMES.search(rest)
    speaking = bool(_SPEAKING.match(words)) and doc[0].head.i == root.i
    speaking = speaking or bool(_AT.match(words) and root.lower_ in _SPOKE)
    speaking = speaking and not _LONG_AGO.search(words)
    if sum(t.text == COMMA for t in doc[comma + 1 : root.i]) % 2:
        # "In Velle, Northmark, Holt": the place goes on behind the comma.
        return None
    head = apart(doc, 0, comma - 1)
    if not (dated or speaking) or head is None:
        return None
    return Part(kind="opening", first=0, last=comma - 1, opening=None, closing=comma, head=head)


def _idle(doc: Doc, opened: int) -> bool:
    """Whether the bracket completes nothing, unlike "they (the guards)" or "all (in Velle)"."""
    before, inner = doc[opened - 1], doc[opened + 1]
    if not before.whitespace_ or before.pos_ in {"PRON", "DET", "ADP", "NUM"} or before.like_num:
        return False
    if inner.i + 1 < len(doc) and doc[inner.i + 1].text != ")":
        closing = next((t.i for t in doc[inner.i :] if t.text == ")"), inner.i + 1)
        if _names(doc, inner.i, closing - 1):
            return False
    return (
        inner.pos_ not in {"ADP", "PART", "CCONJ", "SCONJ"}
        and inner.tag_ != "WRB"
        and not any(c.isdigit() for c in before.text)
    )


def _names(doc: Doc, first: int, last: int) -> bool:
    """Whether the region says by name who or what was meant: "one of them - Maren Holt - said"."""
    return any(
        t.pos_ == "PROPN"
        and (not first <= t.head.i <= last or t.dep_ in {"appos", "conj"})
        and t.dep_ not in {"compound", "poss"}
        for t in doc[first : last + 1]
    )


def _joins(token: Token) -> bool:
    """Whether a short dash joins two words: "five-year"."""
    return token.text == "-" and not (token.nbor(-1).whitespace_ and token.whitespace_)
