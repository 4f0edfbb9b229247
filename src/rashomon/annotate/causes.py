"""What a text gives as the cause of something, by explicit words: "because of", "led to".

Only the cause's own words; who did it is no cause here, nor is when or where. A cause that the
words deny ("not because of") is left out.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

from rashomon.annotate.outcomes import PEOPLE
from rashomon.model import Span
from rashomon.parse import Piece

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

# Before the cause: "because of", "thanks to", "as a result of", "in reprisal for".
_BEFORE = (
    "because of", "due to", "owing to", "thanks to", "on account of", "result of",
    "consequence of", "in reprisal for", "in retaliation for", "in revenge for",
    "attributed to", "attributable to", "died of", "die of", "dying of", "dies of",
)  # fmt: skip
# Only these words are looked at: every token of a text would take ten times as long.
_MARKERS = re.compile(
    rf"\b(?:{'|'.join(phrase.replace(' ', chr(92) + 's+') for phrase in _BEFORE)}|because|from|by"
    r"|after|behind|reason|cause|culprit|caused|led|resulted|ended|triggered|sparked|provoked"
    r"|fuel+ed|ignited)\b",
    re.IGNORECASE,
)
# "Died of", "deaths from", "injured from", "stemmed from".
_FROM = frozenset(
    "die death injure injury injured kill wound fatality casualty stem result arise occur perish "
    "suffer damage".split()
)
# By these anything that is no person is a cause: "sparked by", "caused by".
_STARTED = frozenset("cause trigger spark prompt provoke fuel ignite".split())
# By these a thing or an event: "killed by a bomb", "halted by a fault".
_HARMED = frozenset(
    "kill injure wound hurt hit strike destroy damage sink down ravage shake sideline halt delay "
    "disable cripple shatter devastate bring ground derail flatten trap bury level shoot blow "
    "burn".split()
)
_THINGS = frozenset(
    "accident airstrike artillery attack avalanche bit blast blaze blizzard bomb bombardment "
    "bombing breakdown bullet car collapse collision conflict corrosion cyclone debris defect "
    "device drone drought earthquake error explosion explosive failure fault fire flame flood fog "
    "fragment fume gale gas grenade gunfire gunshot hail hurricane ice illness infection landslide "
    "leak lightning malfunction mine missile mortar mudslide outage plane poison poisoning problem "
    "quake raid rain rocket round shell shelling shot shortage shrapnel smoke snow sniper spark "
    "storm strike surge tank tornado train truck tsunami typhoon vehicle violence virus war wave "
    "wind wound".split()
)
_LEADS = {("lead", "to"), ("result", "in"), ("end", "in")}
# "Crashed after the gearbox failed": only such pairs make "after" a cause.
_UPSET = frozenset(
    "crash sink delay push postpone cancel halt ground derail collapse capsize explode suspend "
    "stop evacuate close divert abort fail burn die".split()
)
_FAILS = frozenset(
    "fail malfunction break burst knock crack leak overheat jam snap ignite explode lose collapse "
    "detach rupture stall hit strike".split()
)
_NOT_CAUSES = frozenset("road path street door way stairs track trail search inquiry".split())
_PLACES = frozenset(
    "city town village area district country region side outside inside province home house base "
    "beginning time start day age scene vehicle plane car train boat".split()
)
_WITHIN_NOUN = frozenset({"pobj", "compound", "nummod", "amod"})
_RELATIVES = frozenset({"that", "which"})
_MOST_WORDS = 40
_NEAR = 10


def find(piece: Piece) -> tuple[Span, ...]:
    """The causes of a paragraph, in order; spans are code points of the article."""
    doc = piece.doc
    found: set[Span] = set()
    for match in _MARKERS.finditer(doc.text):
        words = doc.char_span(match.start(), match.end())
        cause = _cause(doc, words[0], words[-1]) if words is not None else None
        trimmed = _trim(doc, *cause) if cause else None
        if trimmed is not None:
            found.add(piece.span(doc[trimmed[0] : trimmed[1] + 1]))
    return tuple(sorted(found))


def _cause(doc: Doc, first: Token, last: Token) -> tuple[int, int] | None:
    """The first and last token of the cause that these words mark."""
    low = first.lower_
    if last.i != first.i:
        head = first.head if first.head.i < first.i else first
        if low.startswith(("die", "dying")):
            return None if _denied(first, first) else _object(last)
        return None if _denied(head, first) else _object(last) or _next_phrase(doc, last.i)
    if low == "because":
        return None if _denied(first.head, first) else _clause(first)
    if low == "by":
        return _agent(first) if first.dep_ == "agent" else None
    if low in _SINGLE:
        return _SINGLE[low](first)
    return _subject_of(first) if first.pos_ == "VERB" else None


def _next_phrase(doc: Doc, at: int) -> tuple[int, int] | None:
    """What follows a linking word whose object the parse hangs elsewhere ("due to rocket fire")."""
    after = at + 1
    if after >= len(doc) or doc[after].tag_ in {"VB", "MD"} or doc[after].is_punct:
        return None
    for chunk in range(after, min(after + 8, len(doc))):
        if doc[chunk].pos_ in {"NOUN", "PROPN", "VERB"} and doc[chunk].left_edge.i <= after:
            return after, doc[chunk].right_edge.i
    return None


def _object(preposition: Token) -> tuple[int, int] | None:
    for child in preposition.children:
        if child.dep_ in {"pobj", "pcomp"} and child.i > preposition.i:
            if child.pos_ == "PRON" or child.tag_ == "VB":
                return None
            return child.left_edge.i, child.right_edge.i
    return None


def _clause(because: Token) -> tuple[int, int] | None:
    """The clause after "because"."""
    if because.dep_ != "mark" or because.head.i < because.i:
        return None
    verb = because.head
    last = verb.right_edge.i
    return (because.i + 1, last) if because.i < last else None


def _source(token: Token) -> tuple[int, int] | None:
    """ "Died from", "injuries were from", "stemmed from": what follows, no place and nobody."""
    span = _object(token)
    if span is None:
        return None
    noun = next(c for c in token.children if c.dep_ in {"pobj", "pcomp"})
    if noun.pos_ == "PROPN" or noun.lemma_.lower() in PEOPLE | _PLACES:
        return None
    head, steps = token.head, 0
    if head.lemma_ == "be":
        subject = next((c for c in head.children if c.dep_ == "nsubj"), None)
        return span if subject is not None and subject.lemma_.lower() in _FROM else None
    while steps < 4:
        if head.lemma_.lower() in _FROM:
            if head.dep_ == "compound" or (head.pos_ == "NOUN" and head.lower_ == "wounded"):
                return None
            if head.lemma_ == "suffer" and not any(c.dep_ == "dobj" for c in head.children):
                return None
            return None if _denied(head, token) else span
        if head.dep_ not in {"pobj", "prep", "conj"}:
            return None  # "the death of a woman and her child from suffocation"
        head, steps = head.head, steps + 1
    return None


def _agent(by: Token) -> tuple[int, int] | None:
    verb = by.head
    span = _object(by)
    if span is None or _denied(verb, by):
        return None
    noun = next(c for c in by.children if c.dep_ in {"pobj", "pcomp"})
    lemma, verb_lemma = noun.lemma_.lower(), verb.lemma_.lower()
    if verb_lemma in _STARTED:
        return None if lemma in PEOPLE or noun.pos_ == "PROPN" else span
    if verb_lemma in _HARMED and (lemma in _THINGS or lemma.rstrip("s") in _THINGS):
        return span
    return None


def _failure(after: Token) -> tuple[int, int] | None:
    """ "After the gearbox failed", where what was upset is the sentence's verb."""
    verb = after.head
    if after.dep_ not in {"mark", "prep"} or verb.i < after.i:
        return None
    if verb.lemma_.lower() not in _FAILS or verb.head.lemma_.lower() not in _UPSET:
        return None
    subject = next((c for c in verb.children if c.dep_ in {"nsubj", "nsubjpass"}), None)
    if subject is None or subject.lemma_.lower() in PEOPLE or subject.pos_ in {"PRON", "PROPN"}:
        return None
    return after.i + 1, verb.right_edge.i


def _behind(token: Token) -> tuple[int, int] | None:
    verb = token.head
    if verb.lemma_ != "be" or _denied(verb, token) or not list(token.children):
        return None
    return _subject(verb, things=True)


def _named(noun: Token) -> tuple[int, int] | None:
    """ "The cause of the crash was a faulty valve", "price was the reason for the sale"."""
    verb = noun.head
    if verb.lemma_ != "be" or _denied(verb, noun):
        return None
    if noun.dep_ == "attr":
        says = any(
            (c.dep_ == "prep" and c.lower_ in {"of", "for", "behind"}) or c.dep_ == "relcl"
            for c in noun.children
        )
        return _subject(verb, things=True) if says else None
    if noun.dep_ == "nsubj":
        for child in verb.children:
            if child.dep_ in {"attr", "acomp"} and child.pos_ in {"NOUN", "PROPN"}:
                return child.left_edge.i, child.right_edge.i
    return None


def _subject_of(verb: Token) -> tuple[int, int] | None:
    """The subject of "caused", "sparked", "led to"."""
    if verb.tag_ not in {"VBD", "VBN"} or any(
        c.dep_ in {"auxpass", "nsubjpass"} for c in verb.children
    ):
        return None  # what would, can or always does lead to something has caused nothing yet
    lemma = verb.lemma_.lower()
    objects = [c for c in verb.children if c.dep_ in {"dobj", "obj"}]
    leads = any((lemma, c.lower_) in _LEADS for c in verb.children if c.dep_ == "prep")
    if leads and (lemma != "lead" or not objects):
        return None if _denied(verb, verb) else _subject(verb)
    if lemma in _STARTED and lemma != "prompt" and objects and not _denied(verb, verb):
        return _subject(verb)
    return None


def _subject(verb: Token, *, things: bool = False) -> tuple[int, int] | None:
    top, steps = verb, 0
    while steps < 3:
        for child in top.children:
            if child.dep_ != "nsubj" or child.i > verb.i:
                continue
            if child.lower_ in _RELATIVES:
                return _antecedent(top, child)
            lemma = child.lemma_.lower()
            if child.pos_ == "PRON" or lemma in PEOPLE or lemma in _NOT_CAUSES:
                return None
            if things and child.pos_ == "PROPN" and child.ent_type_ == "" and child.i:
                # A name behind an attack is who did it; at the head of a sentence the parser takes
                # common nouns for names.
                return None
            return child.left_edge.i, child.right_edge.i
        if top.dep_ not in {"conj", "xcomp"}:
            return None
        top, steps = top.head, steps + 1
    return None


def _antecedent(verb: Token, relative: Token) -> tuple[int, int] | None:
    noun = verb.head
    if verb.dep_ != "relcl" or noun.pos_ != "NOUN" or noun.i > relative.i:
        return None
    if noun.lemma_.lower() in PEOPLE or noun.lemma_.lower() in _NOT_CAUSES:
        return None
    return noun.left_edge.i, relative.i - 1


_SINGLE: dict[str, Callable[[Token], tuple[int, int] | None]] = {
    "from": _source, "after": _failure, "behind": _behind, "reason": _named, "cause": _named,
    "culprit": _named,
}  # fmt: skip


def _denied(head: Token, marker: Token) -> bool:
    """Whether a negation stands right before the marker or at the word it belongs to."""
    if marker.i and marker.doc[marker.i - 1].lower_ in {"not", "n't", "never"}:
        return True
    # Near the word only: its children may be thousands.
    near = marker.doc[max(0, head.i - _NEAR) : max(marker.i, head.i + 1)][: 2 * _NEAR]
    return any(t.dep_ == "neg" and t.head.i == head.i for t in near)


def _trim(doc: Doc, first: int, last: int) -> tuple[int, int] | None:
    """Without marks at the ends, within one sentence and not over-long; None for no words."""
    last = min(last, first + _MOST_WORDS - 1)
    while first <= last and (doc[first].is_punct or doc[first].is_space):
        first += 1
    while last >= first and (doc[last].is_punct or doc[last].is_space):
        last -= 1
    while (
        last + 1 < len(doc) and doc[last + 1].pos_ == "NOUN" and not doc[last + 1].is_sent_start
        and doc[last].pos_ in {"NOUN", "NUM", "ADJ"} and doc[last].dep_ in _WITHIN_NOUN
    ):  # fmt: skip
        last += 1  # "because of driver error", cut short by the parse
    if first > last or not any(t.is_alpha for t in doc[first : last + 1]):
        return None
    return first, last
