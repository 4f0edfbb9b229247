"""The words of a sentence that say something, as checking sees them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from rashomon.annotate.numerals import candidates, plain_digits, read
from rashomon.model import Span
from rashomon.vocabulary import is_stop_word, rarity, stem

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

Kind = Literal["name", "number", "noun", "verb", "quality", "pronoun", "turn"]
"""What a word is; a "turn" is a small word that turns the meaning round, such as "before"."""

_KINDS: dict[str, Kind] = {
    "PROPN": "name",
    "NUM": "number",
    "NOUN": "noun",
    "VERB": "verb",
    "ADJ": "quality",
    "ADV": "quality",
}
_TURNS = frozenset(
    "before after despite without against unless until may might could can will would must should "
    "on from off out up down into over under because since during".split()
)
_PRONOUNS = frozenset("he she it they him her them his hers its their who".split())
NEGATIONS = frozenset("not n't n’t no never neither nor nobody none without cannot nothing".split())
# Verbs that deny what follows them count where only nearness is asked.
DENIALS = NEGATIONS | frozenset(
    "fail fails failed failing refuse refused refuses deny denies denied denying lack lacks lacked "
    "unable hardly barely instead".split()
)
_LIGHT = frozenset("be have do say".split())


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """One word of a sentence: ``token`` is its place among the tokens, ``head`` that of its head.

    ``value`` is what a number counts, or None; ``negated`` whether the word itself is.
    """

    token: int
    span: Span
    text: str
    lemma: str
    stem: str
    kind: Kind
    head: int
    role: str
    rarity: float
    negated: bool
    value: float | None = None


def words(doc: Doc) -> tuple[Word, ...]:
    """The telling words of a parsed sentence in their order; spans are code points of it."""
    return tuple(_words(doc))


def _words(doc: Doc) -> Iterator[Word]:
    numbers = values(doc)
    for token in doc:
        kind = kind_of(token, numbers)
        if kind is None:
            continue
        stemmed = stem(token.text)
        yield Word(
            token=token.i,
            span=Span(token.idx, token.idx + len(token.text)),
            text=token.text,
            lemma=lemma_of(token),
            stem=stemmed,
            kind=kind,
            head=token.head.i,
            role=token.dep_,
            rarity=rarity(stemmed),
            negated=negated(token),
            value=numbers.get(token.i),
        )


def values(doc: Doc) -> dict[int, float]:
    """The value of each number, by the place of each of its tokens that writes it."""
    text = plain_digits(doc.text)
    found: dict[int, float] = {}
    reach = -1
    for i in candidates(doc, text):
        if i <= reach:
            continue
        number = read(doc, text, i)
        if number is None:
            continue
        reach = number.last
        if number.value is not None:
            for place in range(i, number.last + 1):
                found[place] = number.value
    return found


def kind_of(token: Token, numbers: dict[int, float]) -> Kind | None:
    """What the token is, or None where it says nothing by itself."""
    low = token.lower_
    if low in _TURNS:
        return "turn"
    if low in _PRONOUNS:
        return "pronoun"
    if not any(letter.isalnum() for letter in token.text):
        return None
    if token.i in numbers or token.text[0].isdigit():
        return "number"
    if is_stop_word(token.text) or token.lemma_ in _LIGHT:
        return None
    return _KINDS.get(token.pos_)


def lemma_of(token: Token) -> str:
    """The dictionary form, with its particle where it has one ("carry_out")."""
    lemma = str(token.lemma_).casefold()
    for child in token.children:
        if child.dep_ == "prt":
            return f"{lemma}_{child.lower_}"
    return lemma


def negated(token: Token) -> bool:
    """Whether a negation hangs on the token, or on the verb it is the object or complement of."""
    found = sum(1 for child in token.children if child.lower_ in NEGATIONS)
    if not found and token.dep_ in {"acomp", "attr", "xcomp", "dobj", "ccomp"}:
        found = sum(1 for child in token.head.children if child.lower_ in NEGATIONS)
    return found % 2 == 1
