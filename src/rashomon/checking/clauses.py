"""The clauses of a sentence: what each says of whom, whether it is negated, and how it is hedged."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rashomon.annotate.parse import load_parser
from rashomon.model import Span
from rashomon.vocabulary import is_stop_word, stem

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_SURROGATE = re.compile("[\ud800-\udfff]")
_NEGATIONS = frozenset("not n't n’t never no neither nor none nobody nothing cannot".split())
# Verbs that turn round what hangs on them, by their dictionary form.
_DENY = frozenset("deny refute dispute reject dismiss rebut contradict".split())
_NOT_DONE = frozenset("fail refuse decline lack avoid unable prevent halt stop".split())
_MODALS = frozenset("may might could".split())
_ADVERBS = frozenset(
    "possibly probably perhaps maybe apparently reportedly allegedly likely presumably supposedly"
    " seemingly potentially purportedly conceivably unlikely".split()
)
_ADJECTIVES = frozenset(
    "alleged suspected possible potential apparent likely probable presumed purported supposed"
    " reported unconfirmed unlikely accused".split()
)
# Verbs, nouns and adjectives that hold back what hangs on them.
_GOVERNORS = frozenset(
    "believe think suspect fear expect suggest appear seem estimate presume assume speculate"
    " suspicion belief fear expectation indicate hint imply allege allegation likely unlikely"
    " possible possibility accuse accusation rumour rumor understand consider hope predict"
    " probable reckon unclear doubt risk chance feel anticipate forecast project".split()
)
_DOWN = frozenset("ccomp xcomp acl pcomp advcl prep oprd acomp attr".split())
_ARGUMENTS = frozenset(
    "nsubj nsubjpass dobj dative attr acomp agent prep pobj oprd prt advmod npadvmod obl compound"
    " amod poss nmod nummod appos conj xcomp quantmod pcomp".split()
)
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_LIGHT = frozenset("be have do make take get give go come say tell".split())


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Clause:
    """One predicate with what stands around it; offsets are code points of the sentence.

    ``key`` is the stem it is found by (of "was guilty" that of "guilty"), ``around`` the stems of
    its arguments, ``subject`` those of its subject. ``negations`` and ``hedges`` are the words that
    turn it round and hold it back; ``denied`` is True where one of the first is a verb of denial.
    """

    key: str
    light: bool
    span: Span
    around: frozenset[str]
    subject: frozenset[str]
    subject_span: Span | None
    passive: bool
    negations: tuple[Span, ...]
    hedges: tuple[Span, ...]
    denied: bool

    @property
    def negated(self) -> bool:
        """Whether an odd number of words turns it round."""
        return len(self.negations) % 2 == 1


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Clauses:
    """A sentence's parse and its clauses in order."""

    doc: Doc
    clauses: tuple[Clause, ...]


def read_clauses(texts: Sequence[str]) -> list[Clauses]:
    """The clauses of each text."""
    docs = load_parser().pipe([_SURROGATE.sub("\ufffd", text) for text in texts], batch_size=64)
    return [Clauses(doc=doc, clauses=tuple(_clauses(doc))) for doc in docs]


def _clauses(doc: Doc) -> Iterator[Clause]:
    for token in doc:
        verb = token.pos_ == "VERB" or (token.pos_ == "AUX" and token.dep_ not in _HELPING)
        if not verb or token.dep_ in _HELPING:
            continue
        keys = [token]
        if token.lemma_ == "be":
            keys = [c for c in token.children if c.dep_ in {"attr", "acomp"}] or [token]
        negations, hedges, denied = _manner(token)
        subject = next((c for c in token.children if c.dep_ in _SUBJECTS), None)
        around = frozenset(_stems(token))
        for key in keys:
            stemmed = stem(key.text if token.lemma_ == "be" else token.lemma_)
            yield Clause(
                key=stemmed,
                light=token.lemma_ in _LIGHT and key is token,
                span=Span(token.idx, token.idx + len(token)),
                around=around - {stemmed, stem(token.text)},
                subject=frozenset(_stems(subject)) if subject is not None else frozenset(),
                subject_span=_subtree(subject) if subject is not None else None,
                passive=any(c.dep_ in {"nsubjpass", "auxpass"} for c in token.children),
                negations=tuple(_span(t) for t in negations),
                hedges=tuple(_span(t) for t in hedges),
                denied=denied,
            )


_HELPING = frozenset({"aux", "auxpass"})


def _span(token: Token) -> Span:
    return Span(token.idx, token.idx + len(token))


def _subtree(token: Token) -> Span:
    first, last = token.left_edge, token.right_edge
    return Span(first.idx, last.idx + len(last))


def _stems(token: Token) -> Iterator[str]:
    """The stems of the words that hang on the token, not those of clauses of their own."""
    if not is_stop_word(token.text) and token.text[0].isalnum():
        yield stem(token.text)
    for child in token.children:
        if child.dep_ in _ARGUMENTS and not (child.dep_ == "conj" and child.pos_ == "VERB"):
            yield from _stems(child)


def _manner(verb: Token) -> tuple[list[Token], list[Token], bool]:
    """The words that negate a verb, those that hedge it, and whether a denial is among the first."""
    negations: list[Token] = []
    hedges: list[Token] = []
    denied = False
    _own(verb, negations, hedges)
    token = verb
    for _ in range(6):
        head = token.head
        if head is token:
            break
        if token.dep_ == "conj" and head.pos_ in {"VERB", "AUX"}:
            # "May have slipped and fallen": a modal before both, a subject of neither.
            if not any(c.dep_ in _SUBJECTS for c in token.children):
                shared = [c for c in head.children if c.dep_ == "aux" and c.lower_ in _MODALS]
                if not any(c.dep_ in _HELPING for c in token.children):
                    hedges += shared
            token = head
            if any(c.dep_ in _SUBJECTS for c in verb.children):
                break
            continue
        if token.dep_ not in _DOWN and token.dep_ not in {"dobj", "pobj", "relcl"}:
            break
        if token.dep_ == "relcl" or (token.dep_ == "advcl" and head.lemma_ not in _NOT_DONE):
            break
        lemma = head.lemma_.lower()
        if lemma in _DENY:
            negations.append(head)
            denied = True
        elif lemma in _NOT_DONE:
            negations.append(head)
        if lemma in _GOVERNORS and token.dep_ not in {"attr"}:
            hedges.append(head)
        if token.dep_ in {"xcomp", "acomp", "oprd"}:
            _own(head, negations, hedges)
        elif head.lemma_.lower() in _GOVERNORS | {"be"} or head.lower_ == "without":
            negations += [c for c in head.children if c.dep_ == "neg"]
            if head.lower_ == "without":
                negations.append(head)
        token = head
    return negations, hedges, denied


def _own(verb: Token, negations: list[Token], hedges: list[Token]) -> None:
    for child in verb.children:
        low = child.lower_
        if child.dep_ == "neg" or low in {"never", "neither", "nor", "hardly"}:
            negations.append(child)
        elif child.dep_ == "aux" and low in _MODALS:
            past = low == "could" and not any(c.lower_ in {"have", "be"} for c in verb.children)
            if not (past and any(c.dep_ == "neg" for c in verb.children)):
                hedges.append(child)
        elif low in _ADVERBS:
            hedges.append(child)
        elif child.dep_ in {"nsubj", "nsubjpass", "dobj", "attr", "acomp", "agent"}:
            negations += [
                c for c in (child, *child.children) if c.lower_ in _NEGATIONS and c.dep_ != "cc"
            ]
            if child.lower_ in _ADJECTIVES and child.dep_ == "acomp":
                hedges.append(child)
            if child.lower_ in {"unable"}:
                negations.append(child)
        elif child.dep_ == "prep":
            if low == "without":
                continue
            negations += [
                c
                for noun in child.children
                for c in (noun, *noun.children)
                if noun.dep_ == "pobj" and c.lower_ in {"no", "none", "nobody", "nothing"}
            ]


def held_back(doc: Doc) -> dict[str, tuple[Span, Span]]:
    """Nouns with a word before them that holds back: "suspected gunmen"; by the noun's stem."""
    found: dict[str, tuple[Span, Span]] = {}
    for token in doc:
        if token.lower_ in _ADJECTIVES and token.dep_ == "amod":
            found[stem(token.head.text)] = (_span(token), _span(token.head))
    return found
