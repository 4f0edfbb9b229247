"""What stands under a "not" or a "may" in a sentence, and who does what in it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from rashomon.model import Span
from rashomon.vocabulary import is_stop_word

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

Turn = Literal["negation", "hedge"]

_NOT = frozenset("not n't n’t never no neither nor none nobody nothing cannot hardly".split())
# Verbs, adjectives and prepositions that turn round what hangs on them, by dictionary form.
_DENY = frozenset("deny refute dispute reject dismiss rebut contradict denial".split())
# "Rejected an offer", "a contract dispute": no words are denied.
_TURNED_DOWN = frozenset("reject dismiss dispute contradict".split())
_ALLEGED = frozenset(
    "accusation allegation claim charge report suggestion criticism idea notion assertion accuracy"
    " version account finding argument rumour rumor link involvement responsibility that it".split()
)
_UNDONE = frozenset("fail refuse decline lack avoid unable without failure refusal".split())
_UNKNOWN = frozenset("unclear unknown unconfirmed".split())
_MODALS = frozenset("may might could".split())
_ADVERBS = frozenset(
    "possibly probably perhaps maybe apparently reportedly allegedly likely presumably supposedly"
    " seemingly potentially purportedly conceivably unlikely virtually".split()
)
_ADJECTIVES = frozenset(
    "alleged suspected possible potential apparent likely probable presumed purported supposed"
    " reported unconfirmed unlikely so-called would-be accused".split()
)
# Verbs, nouns and adjectives that hold back what hangs on them.
_HOLDS_BACK = frozenset(
    "believe think suspect fear expect suggest appear seem estimate presume assume speculate"
    " suspicion belief expectation hint imply allege allegation likely unlikely"
    " possible possibility accuse accusation rumour rumor understand consider predict"
    " probable reckon doubt risk chance feel anticipate forecast guess hope".split()
)
_PASSIVE = frozenset("report say suppose rumour rumor accuse suspect".split())
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_HELPING = frozenset({"aux", "auxpass"})
_CLAUSES = frozenset("ccomp xcomp acl advcl relcl conj parataxis csubj csubjpass".split())


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Scope:
    """A word that negates or hedges, what it is said of, and all that stands under it.

    ``words`` are the tokens it turns round: a verb (``key``) with its subject and objects, or a
    noun.
    ``wide`` are these with the clauses that hang on them. ``denial`` is True for a verb such as
    "deny": who denies need not be who says so.
    """

    turn: Turn
    token: int
    span: Span
    head: int
    key: int | None
    words: frozenset[int]
    wide: frozenset[int]
    denial: bool = False


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Deed:
    """A verb with who does it: the subject's tokens, its own or the one it shares.

    ``rest`` are its other words, ``close`` is False where the subject was only inferred.
    """

    verb: int
    subject: frozenset[int]
    head: int | None
    rest: frozenset[int]
    close: bool


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Scopes:
    """All of them in one sentence, by token."""

    all: tuple[Scope, ...]
    deeds: tuple[Deed, ...]

    def of(self, turn: Turn) -> tuple[Scope, ...]:
        """Those of one kind."""
        return tuple(scope for scope in self.all if scope.turn == turn)


def scopes(doc: Doc) -> Scopes:
    """The negations and hedges of a parsed sentence, and its deeds."""
    return Scopes(all=tuple(_scopes(doc)), deeds=tuple(_deeds(doc)))


def _scopes(doc: Doc) -> Iterator[Scope]:
    for token in doc:
        low, lemma = token.lower_, token.lemma_.lower()
        if low in _NOT:
            if token.dep_ == "cc" or (low == "no" and token.dep_ == "intj"):
                continue
            nxt = doc[token.i + 1].lower_ if token.i + 1 < len(doc) else ""
            if nxt in {"more", "less", "fewer", "later", "other", "matter"}:
                continue
            if nxt in {"only", "just", "least", "doubt"}:
                continue
            head = _governed(token)
            yield _scope("negation", token, head)
        elif lemma in _DENY and token.pos_ in {"VERB", "NOUN"}:
            if lemma in _TURNED_DOWN and not _of_words(token):
                continue
            yield _scope("negation", token, token, denial=True)
        elif lemma in _UNDONE or low in _UNDONE:
            yield _scope("negation", token, token)
        elif low in _UNKNOWN:
            yield _scope("negation", token, token.head if token.dep_ == "acomp" else token)
        elif (
            low == "far"
            and doc[token.i - 1].lower_ == "as" == doc[min(token.i + 1, len(doc) - 1)].lower_
        ):
            # "As far as we know, there is a truce."
            yield _scope("hedge", token, token.sent.root)
        elif token.dep_ == "aux" and low in _MODALS:
            if low == "could" and _able(token.head):
                continue
            yield _scope("hedge", token, token.head)
        elif low in _ADVERBS:
            yield _scope("hedge", token, token.head)
        elif low in _ADJECTIVES and token.dep_ in {"amod", "acomp", "acl"}:
            yield _scope("hedge", token, token if token.dep_ != "amod" else token.head)
        elif low in {"if", "unless", "whether"} and token.dep_ == "mark" and low != "whether":
            yield _scope("hedge", token, token.head)
        elif lemma in _HOLDS_BACK and token.pos_ in {"VERB", "NOUN", "ADJ"}:
            if _of_oneself(token) or (lemma == "expect" and _coming(token)):
                continue
            beside = token.dep_ in {"advcl", "parataxis"} and _key(token, token) is None
            # "As far as we know, there is a truce": it holds back what it stands beside.
            yield _scope("hedge", token, token.head if beside else token)
        elif (
            lemma in _PASSIVE
            and token.tag_ == "VBN"
            and _has(token, "auxpass")
            and (_has(token, "xcomp") or lemma in {"accuse", "suspect"})
        ):
            yield _scope("hedge", token, token)


def _able(verb: Token) -> bool:
    """ "Could not be reached", "could barely manage", "could hear": nothing is held back."""
    children = [c.lower_ for c in verb.children]
    if "how" in children:
        return True  # "many asked how he could play"
    if any(c in _NOT or c in {"barely", "hardly", "only"} for c in children):
        return True
    return verb.lemma_ in {"hear", "see", "feel", "smell"} and "have" not in children


def _of_words(token: Token) -> bool:
    """Whether what is rejected is something that was said, not an offer."""
    for child in token.children:
        if child.dep_ in {"ccomp", "acl"}:
            return True
        if child.dep_ in {"dobj", "nsubjpass"} and child.lemma_.lower() in _ALLEGED:
            return True
    return token.dep_ == "relcl" and token.head.lemma_.lower() in _ALLEGED


def _of_oneself(token: Token) -> bool:
    """ "I think": who says "she said" of it leaves nothing out."""
    if token.lemma_.lower() not in {"think", "feel", "hope", "guess"}:
        return False
    return any(c.dep_ == "nsubj" and c.lower_ in {"i", "we"} for c in token.children)


def _coming(token: Token) -> bool:
    """ "A ruling expected in May" is a ruling all the same."""
    return token.dep_ == "acl" and not _has(token, "xcomp")


def _has(token: Token, dep: str) -> bool:
    return any(c.dep_ == dep for c in token.children)


def _governed(token: Token) -> Token:
    """What a "not" or "no" belongs to: the verb; of "no arrests were made" the verb as well."""
    head = token.head
    if token.dep_ in {"nsubj", "nsubjpass", "dobj", "attr", "pobj"}:
        # "Nobody came", "found nothing"; "none of the inmates had got away".
        return _verb_of(token)
    if head.pos_ in {"NOUN", "PROPN", "PRON"}:
        return _verb_of(head)
    return head


def _verb_of(noun: Token) -> Token:
    token = noun
    for _ in range(3):
        head = token.head
        if head is token:
            return noun
        if head.pos_ in {"VERB", "AUX"}:
            return head
        token = head
    return noun


def _scope(turn: Turn, token: Token, head: Token, *, denial: bool = False) -> Scope:
    return Scope(
        turn=turn,
        token=token.i,
        span=Span(token.idx, token.idx + len(token)),
        head=head.i,
        key=_key(token, head),
        words=frozenset(t.i for t in _close_words(head)) - {token.i},
        wide=frozenset(t.i for t in head.subtree) | {head.i},
        denial=denial,
    )


def _key(token: Token, head: Token) -> int | None:
    """The verb that is turned round: the head itself, or what hangs on "believe" and "refusal"."""
    if token is not head and head.lemma_ == "be":
        # Of "was not clear" it is "clear" that is turned round.
        return next((c.i for c in head.children if c.dep_ in {"acomp", "attr"}), head.i)
    if token is not head:
        return head.i if head.pos_ in {"VERB", "AUX"} else None
    for child in head.children:
        if child.dep_ in {"ccomp", "xcomp", "acl"}:
            return child.i
        if child.dep_ == "prep":
            for inner in child.children:
                if inner.dep_ == "pcomp":
                    return inner.i
    return None


def _close_words(head: Token, *, own: bool = False) -> Iterator[Token]:
    """The head, its subject and objects; of a verb such as "seem" also the verb under it.

    With ``own`` no clause that has a subject of its own.
    """
    yield head
    for child in head.children:
        if own and any(c.dep_ in _SUBJECTS for c in child.children):
            continue
        if child.lower_ == "according":
            continue
        if child.dep_ in {"ccomp", "xcomp", "acomp", "attr", "pcomp", "oprd"} or (
            child.dep_ == "acl" and head.pos_ == "NOUN"
        ):
            yield from _close_words(child, own=own)
        elif child.dep_ not in _CLAUSES:
            yield from _phrase(child)
    if head.dep_ in {"acl", "relcl"}:
        # "Airstrikes thought to be theirs": of whom it is said.
        yield head.head


def _phrase(token: Token) -> Iterator[Token]:
    yield token
    for child in token.children:
        if child.dep_ == "pcomp":
            yield from _close_words(child)
        elif child.dep_ not in {"relcl", "advcl", "acl", "ccomp", "parataxis"}:
            yield from _phrase(child)


def _deeds(doc: Doc) -> Iterator[Deed]:
    for token in doc:
        if token.pos_ not in {"VERB", "AUX"} or token.dep_ in _HELPING:
            continue
        subject, close = _subject(token)
        rest = {t.i for t in _close_words(token, own=True)}
        whole: set[int] = set()
        if subject is not None:
            whole = {t.i for t in _phrase(subject)} | {
                c.i for c in subject.children if c.dep_ in {"compound", "appos"}
            }
            rest -= {t.i for t in _phrase(subject)} | {subject.i}
        telling = {i for i in rest if not is_stop_word(doc[i].text) and doc[i].text[0].isalnum()}
        yield Deed(
            verb=token.i,
            subject=frozenset(whole),
            head=subject.i if subject is not None else None,
            rest=frozenset(telling),
            close=close,
        )


def _subject(verb: Token) -> tuple[Token | None, bool]:
    """Whose deed it is: the subject, that of the verb it is joined to, or the noun it describes."""
    close = True
    token = verb
    for _ in range(4):
        own = next((c for c in token.children if c.dep_ in _SUBJECTS), None)
        if own is not None:
            if own.tag_ in {"WP", "WDT", "WP$"} and token.dep_ == "relcl":
                return token.head, close
            if own.tag_ in {"WP", "WDT"}:
                return None, close
            whose = next((c for c in own.children if c.tag_ == "WP$"), None)
            if whose is not None and token.dep_ == "relcl":
                return token.head, close
            return own, close
        if token.dep_ in {"acl", "relcl"}:
            return token.head, close
        if token.dep_ in {"conj", "xcomp"}:
            token = token.head
        elif token.dep_ in {"advcl", "pcomp", "prep"}:
            token, close = token.head, False
        else:
            return None, close
    return None, close
