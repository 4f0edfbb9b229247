"""Source phrases: names, roles that introduce a name, joint sources, pronouns, descriptions."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from rashomon import gazetteer
from rashomon.annotate import lexicon as lx
from rashomon.annotate import phrases
from rashomon.annotate.cast import Figure
from rashomon.annotate.descriptions import describe, fitting, nearest
from rashomon.annotate.given_names import GIVEN_NAMES
from rashomon.annotate.pronouns import PRONOUNS, antecedents, is_own_person
from rashomon.annotate.working import Working
from rashomon.model import Span
from rashomon.parse import Piece
from rashomon.text import trim

if TYPE_CHECKING:
    from spacy.tokens import Token

# What is decided in Brussels or Vienna is seldom the word of Belgium or Austria.
_CAPITALS_OF_MORE = frozenset({"Brussels", "Vienna"})
# Endings of words for people by what they do.
_DOERS = ("er", "or", "ist", "ian", "man", "woman", "ant", "ent")
_WHOSE = frozenset({"his", "her", "their", "its"})
_BRACKETS = re.compile(r"[\[(][^\])]*[\])]")
_PREPOSITIONS = frozenset({"of", "for", "to", "by", "with", "from", "in", "at", "and", "the"})
# What may stand between a source's head and a name that is another's.
_GOVERNING = frozenset({"ADP", "VERB", "AUX", "SCONJ"})


def figures_of(work: Working, index: int, source: Span) -> tuple[Figure, ...]:
    """The figure a source means; several when it is open; none when nothing fits."""
    at = phrases.tokens_of(work.parse, source)
    if at is None:
        return ()
    piece, tokens = at
    head = phrases.head_of(tokens)
    # "The US said" is no "us".
    word = head.text if head.text.isupper() and len(head) > 1 else head.lower_
    if len(tokens) == 2 and tokens[0].lower_ in PRONOUNS and tokens[1].pos_ != "NOUN":
        word = tokens[0].lower_
    if word in {"who", "which", "that"} and head.head.dep_ == "relcl":
        noun = head.head.head
        start = piece.start + noun.left_edge.idx
        end = piece.start + noun.idx + len(noun)
        if end <= source.start:
            # What stands between belongs to it: "the House of Commons committee, which said".
            whole = trim(work.article.text, Span(start, source.start), extra=",")
            return _noun_phrase(work, piece, whole or Span(start, end))
    if is_own_person(word):
        return _outer_speaker(work, index)
    if word in PRONOUNS:
        found = antecedents(word, source.start, work.cast, work.figures, work.spoken, work.quoted)
        return _described_nearer(work, word, source.start, found) or found
    joint = _joint(work, piece, source)
    return joint or _noun_phrase(work, piece, source)


def _described_nearer(
    work: Working, word: str, start: int, found: tuple[Figure, ...]
) -> tuple[Figure, ...]:
    """A subject without a name since "he" was last named: "the officer who ..."."""
    if word not in {"he", "she"} or any(not f.named for f in found):
        return ()
    last = max(
        (m.start for f in found for m in f.mentions if m.start < start),
        default=-1,
    )
    last = max(last, max((p for p, f in work.spoken if f in found and p < start), default=-1))
    here, best = work.cast.sentence(start), None
    for piece in work.parse.pieces:
        if piece.end < last or piece.start > start:
            continue
        for token in piece.doc:
            place = piece.start + token.idx
            if place >= start:
                break
            if place > last and here - work.cast.sentence(place) <= 1 and _is_somebody(token, word):
                best = (piece, token, place)
    if best is None:
        return ()
    piece, token, place = best
    named = any(s <= place < e for s, e, _ in work.cast.places)
    spoke = any(s <= place < e for a in work.attributions for s, e in a.source)
    quoted = any(s <= place < e and not s <= start < e for s, e in work.quoted)
    if named or spoke or quoted:
        return ()
    begin = piece.start + token.left_edge.idx
    return _noun_phrase(work, piece, Span(begin, place + len(token)))


def _is_somebody(token: Token, word: str) -> bool:
    """Whether a noun is a subject and tells enough of one person: "the officer who fired"."""
    low = token.lower_
    other = lx.FEMALE_ROLES if word == "he" else lx.MALE_ROLES
    return (
        token.tag_ == "NN"
        and token.dep_ in {"nsubj", "nsubjpass"}
        and low in lx.ROLES
        and low not in other
        and any(c.dep_ == "relcl" for c in token.children)
    )


def _outer_speaker(work: Working, index: int) -> tuple[Figure, ...]:
    """Whoever speaks the words in which "I" or "we" stands."""
    attribution = work.attributions[index]
    if attribution.inside is not None:
        return work.found[attribution.inside]
    place = attribution.source[0].start
    for other, around in enumerate(work.attributions):
        if other != index and any(s <= place < e for s, e in around.content):
            return work.found[other]
    return ()


def _joint(work: Working, piece: Piece, source: Span) -> tuple[Figure, ...]:
    """One joint figure for "Ann Arden and Bo Brandt"; nothing for any other phrase."""
    at = phrases.tokens_of(work.parse, source)
    if at is None:
        return ()
    root = phrases.head_of(at[1])
    second = [c for c in root.children if c.dep_ == "conj" and c.i < at[1].end]
    if not second or not any(c.dep_ == "cc" and c.lower_ == "and" for c in root.children):
        return ()
    cut = piece.start + second[0].left_edge.idx
    first = Span(source.start, piece.start + root.idx + len(root))
    if not source.start < cut < source.end or root.tag_ == "NNS":
        return ()
    left = _noun_phrase(work, piece, first)
    right = _noun_phrase(work, piece, Span(cut, source.end))
    if len(left) != 1 or len(right) != 1 or not (left[0].named or right[0].named):
        return ()
    name = " and ".join(_said(work, figure) for figure in (left[0], right[0]))
    for figure in work.figures:
        if figure.name == name:
            return (figure,)
    figure = Figure(name=name, type=left[0].type, plural=True)
    work.figures.append(figure)
    return (figure,)


def _said(work: Working, figure: Figure) -> str:
    phrase = work.phrase_of.get(id(figure))
    return f"the {figure.name}" if phrase is not None and phrase.definite else figure.name


def _noun_phrase(work: Working, piece: Piece, source: Span) -> tuple[Figure, ...]:
    at = phrases.tokens_of(work.parse, source)
    if at is None:
        return ()
    tokens = at[1]
    head = phrases.head_of(tokens)
    place = piece.start + head.idx
    named = work.cast.within(source.start, source.end)
    called = _called_last(work, piece, source, named)
    if called is not None:
        return (called,)
    for start, end, owner in named:
        if start <= place < end:
            return _which(work, _state_behind(work, owner), start)
    introduced = _introduced(work, head.lower_, named, place, source)
    if introduced is not None:
        return (introduced,)
    beside = _right_after(named, place + len(head)) if head.pos_ == "NOUN" else None
    if beside is not None:
        return (beside,)
    if len(tokens) == 1 and (state := gazetteer.place(head.text)) and state.stands == "adjective":
        return (_state(work, state.state),)  # "Ruritanian proposals"
    phrase = phrases.read(tokens, head)
    whose = tokens[0].lower_ in _WHOSE | {"my", "our"} and tokens[0].i < head.i
    fits = fitting(work, phrase, source.start, whose=whose)
    if fits:
        return fits
    figure = describe(phrase, head.lower_)
    if figure is None:
        return ()
    if tokens[0].lower_ in {"my", "our"} and tokens[0].i < head.i:
        figure.name = f"{tokens[0].lower_} {figure.name}"
    elif tokens[0].lower_ in _WHOSE and tokens[0].i < head.i:
        # "his lawyer": named by whose, where that is plain.
        word = tokens[0].lower_
        owners = antecedents(word, source.start, work.cast, work.figures, work.spoken)
        if len(owners) != 1 or not owners[0].named:
            figure.name = f"{word} {figure.name}"
        else:
            figure.name = f"{owners[0].name}’s {figure.name}"
    elif phrase.head in lx.SPOKES and len(figure.name.split()) == 1:
        # "A spokesperson for the ... Department of ... in ...": too long to repeat, so by its name.
        theirs = {
            piece.start + word.idx
            for part in head.children
            if part.i > head.i and part.lower_ in {"for", "of"}
            for word in part.subtree
        }
        spoken_for = next((f for start, _, f in named if start in theirs), None)
        if spoken_for is not None:
            figure.name = f"{figure.name} for {spoken_for.name}"
    work.figures.append(figure)
    work.phrase_of[id(figure)] = phrase
    return (figure,)


def _state_behind(work: Working, owner: Figure) -> Figure:
    """The state for its capital: "Moscow said" and "Russia said" have one speaker."""
    found = gazetteer.place(owner.name) if owner.type == "state" else None
    if found is None or found.stands != "capital":
        return owner
    if owner.name in _CAPITALS_OF_MORE or owner.name in GIVEN_NAMES:
        return owner
    return _state(work, found.state)


def _state(work: Working, name: str) -> Figure:
    """The state of this name, known or new."""
    for figure in work.figures:
        if figure.type == "state" and figure.name == name:
            return figure
    figure = Figure(name=name, type="state", state=name, classes={"country"})
    work.figures.append(figure)
    return figure


def _called_last(
    work: Working, piece: Piece, source: Span, named: list[tuple[int, int, Figure]]
) -> Figure | None:
    """The person whose name ends a phrase, right after a role: "the group's chief Ann Arden"."""
    if not named or named[-1][1] != source.end or named[-1][2].type != "person":
        return None
    start, _, person = named[-1]
    at = phrases.tokens_of(work.parse, Span(start, start + 1))
    if at is None or start <= source.start or "," in work.article.text[source.start : start]:
        return None
    first: int = at[1][0].i
    before = piece.doc[first - 1] if first else None
    if before is None or piece.start + before.idx < source.start:
        return None
    if any(t.pos_ in _GOVERNING or t.dep_ == "prep" for t in _between(piece, source, before.i)):
        return None  # "an aide to President Arden", "a protester against mayor Arden"
    word = before.lower_.rstrip(".")
    role = word in lx.ROLES | lx.TITLES | lx.EPITHETS or (
        before.pos_ == "NOUN" and before.text.islower() and word.endswith(_DOERS)
    )
    return person if role else None


def _between(piece: Piece, source: Span, last: int) -> Iterator[Token]:
    """The tokens of the source before the piece's token ``last``."""
    for token in reversed(piece.doc[:last]):
        if piece.start + token.idx < source.start:
            return
        yield token


def _right_after(named: list[tuple[int, int, Figure]], end: int) -> Figure | None:
    """The name that follows a common noun with nothing between: "the militia Dawn of Arden"."""
    for start, _, figure in named:
        if 0 < start - end <= 1 and figure.type in {"person", "organisation", "media"}:
            return figure
    return None


def _which(work: Working, owner: Figure, start: int) -> tuple[Figure, ...]:
    """The figure itself; for a bare "Defence Ministry" where two states' speak, the nearer one."""
    tail = f" {owner.name.lower()}"
    if owner.type == "person" or owner.state is not None:
        return (owner,)
    fuller = [f for f in work.figures if f.state and f.name.lower().endswith(tail)]
    before = [f for f in fuller if any(m.start < start for m in f.mentions)]
    if len(before) > 1:
        return nearest(work, before, start)
    return tuple(before) or (owner,)


def _introduced(
    work: Working, word: str, named: list[tuple[int, int, Figure]], head: int, source: Span
) -> Figure | None:
    """Whoever a role or kind introduces: "the mayor, Ann Arden", "the newspaper Daily B"."""
    text = work.article.text
    role = word in lx.ROLES or word in lx.SURE_TITLES
    for start, end, figure in named[:1]:
        # "Ann Arden president of the council", "the Daily B newspaper".
        if end > head or text[end : end + 2] in {"'s", "’s"}:
            continue
        if role and figure.type == "person" and _opens(text, source, start):
            return figure
        if word in lx.KINDS and figure.type not in {"person", "state"}:
            between = _BRACKETS.sub("", text[end:head]).split()
            if all(w.islower() for w in between) and len(between) <= 2:
                return figure
    for start, end, figure in named:
        if start < head or text[end : end + 2] in {"'s", "’s"}:
            continue
        between = text[head:start].split()[1:]
        apart = text[head:start].partition(",")
        bare = bool(apart[1]) and not apart[0][len(word) :].strip() and not apart[2].strip()
        if figure.type == "person" and bare and word.endswith(_DOERS):
            return figure  # "Arden's co-defendant, Bo Brandt,"
        if role and figure.type == "person":
            titled = False
            while between and (
                between[-1].lower().rstrip(".") in lx.TITLES | lx.PREFIXES
                or (titled and gazetteer.place(between[-1]))
            ):
                # "An aide to former US President Arden" is not he.
                titled = between.pop().lower().rstrip(".") in lx.TITLES or titled
            before = between[-1] if between else ""
            last = end >= source.end and not _governed(before)
            if not between or before.endswith(",") or last:
                return figure
        if figure.type not in {"person", "state"} and word in lx.ORGANISATIONS:
            beside = text[head:start].rpartition(",")[2].strip().lower() in {"", "the"}
            if not between or (end >= source.end and beside and "," in text[head:start]):
                return figure
    return None


def _opens(text: str, source: Span, start: int) -> bool:
    """Whether nothing but titles stands between the beginning of the source and the name."""
    words = text[source.start : start].split()
    return all(w.lower().rstrip(".") in lx.TITLES for w in words)


def _governed(before: str) -> bool:
    return before.lower() in _PREPOSITIONS
