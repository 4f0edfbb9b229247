"""A part of a parsed sentence that may be dropped, and what its finders ask of the parse."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

Kind = Literal[
    "apposition", "bracket", "dashes", "relative clause", "participle", "clause", "phrase",
    "connective", "opening",
]  # fmt: skip


COMMA = ","

DASHES = frozenset(["-", "–", "—", "--", "---"])

NOUNS = frozenset(["NOUN", "PROPN"])

AUX = frozenset(["aux", "auxpass"])

SUBJECTS = frozenset(["nsubj", "nsubjpass", "csubj", "expl"])


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """Tokens ``first`` to ``last`` (both included) and the marks around them.

    ``opening`` and ``closing`` are the tokens of the marks; None at an end of the sentence.
    """

    kind: Kind
    first: int
    last: int
    opening: int | None
    closing: int | None
    head: int


def goes_on(before: Token, after: Token) -> bool:
    """Whether ``after`` opens the verb whose subject ends with ``before``."""
    for token in (before, *before.ancestors):
        if token.dep_ not in SUBJECTS:
            continue
        verb = token.head
        if any(t.text == COMMA for t in token.doc[token.i + 1 : before.i + 1]):
            # "Holt, 51, the mayor, said": the comma behind her age has its own use.
            return False
        if token.left_edge.i <= before.i and after.i <= verb.i:
            return after.i == verb.i or after.head.i == verb.i or after.pos_ in {"AUX", "ADV"}
        if after.dep_ in {"aux", "auxpass", "neg", "advmod"} and after.head.i == verb.i:
            return True
    return False


def last_mark(doc: Doc) -> int:
    """The place of the marks that end the sentence, or its length."""
    end = len(doc)
    while end and (doc[end - 1].is_punct or doc[end - 1].is_space):
        end -= 1
    return end


def root_of(doc: Doc) -> Token:
    """The word on which the whole sentence hangs."""
    return next(token for token in doc if token.dep_ == "ROOT")


def apart(doc: Doc, first: int, last: int) -> int | None:
    """The one word outside on which the region hangs, if nothing outside hangs on the region."""
    heads = set()
    for token in doc:
        inner, above = first <= token.i <= last, first <= token.head.i <= last
        if inner and token.dep_ == "ROOT":
            return None
        if above and not inner and not token.is_punct:
            return None
        if inner and not above and not token.is_punct:
            heads.add(token.head.i)
    return heads.pop() if len(heads) == 1 else None
