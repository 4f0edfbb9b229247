"""A source phrase read: its head noun, what goes with it, whether it is definite, how many."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rashomon.annotate import lexicon as lx
from rashomon.annotate.cast import role_of
from rashomon.gazetteer import place
from rashomon.model import Anonymity, Span, SpeakerType
from rashomon.parse import Parse, Piece

if TYPE_CHECKING:
    from spacy.tokens import Span as SpacySpan
    from spacy.tokens import Token

_DEFINITE = frozenset("the this that these those his her its their our my your".split())
_ANOTHER = frozenset({"another", "other", "others"})
NUMBERS = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
    "nine": 9, "ten": 10, "eleven": 11, "twelve": 12,
}  # fmt: skip
# Singular nouns for many people: "they" may mean them.
_COLLECTIVE = frozenset({"police", "people", "public", "staff", "crowd", "family", "team", "crew"})
# Beside a head these do not tell one body or person from another.
_NOT_TELLING = frozenset(
    """affairs based member strong powerful influential main whole entire same new former current
    latest local small joint own late then official top senior""".split()
)
_MANY = frozenset(
    {"plenty", "majority", "dozen", "number", "hundred", "thousand", "lot", "many", "some", "most"}
)
_FORCES = frozenset({"army", "military", "navy", "police", "forces", "intelligence", "guard"})
_OF = frozenset({"of", "for"})
_TO_A_PLACE = frozenset({"in", "at", "on", "to", "from", "with", "inside", "within"})
_TO = frozenset({"adviser", "advisor", "aide", "ambassador", "envoy", "assistant"})
_SPEAKING = (
    lx.ROLES | lx.ORGANISATIONS | lx.OFFICES | lx.STATES | lx.DOCUMENTS | lx.PUBLIC | lx.UNNAMED
    | lx.WITNESSES | lx.EXPERTS | lx.MEDIA | lx.MEDIA_ROLES | lx.SPOKES | _MANY | lx.TITLES
    | frozenset({"police", "public", "crew", "couple", "west", "counsel", "community", "medium",
                 "world", "footage", "image", "evidence", "research", "law", "adult", "youth"})
)  # fmt: skip
_PERSON_ENDINGS = ("er", "or", "ist", "ian", "man", "men", "woman", "ee", "ant", "ive", "ate")
_PERHAPS_MEDIA = frozenset({"agency", "station", "network", "site"})
_LONGEST_NAME = 7


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrase:
    """What a noun phrase without a name says; ``name`` is how a reader would say it."""

    name: str
    head: str
    modifiers: frozenset[str]
    state: str | None
    definite: bool
    another: bool
    plural: bool
    collective: bool
    count: int | None
    type: SpeakerType
    speaks: bool


def tokens_of(parse: Parse, span: Span) -> tuple[Piece, SpacySpan] | None:
    """The tokens a span covers, with the piece they stand in, or None where there are none."""
    piece = parse.piece_at(span.start)
    if piece is None or span.start >= piece.end:
        return None
    tokens = piece.doc.char_span(
        span.start - piece.start,
        min(span.end, piece.end) - piece.start,
        alignment_mode="expand",
    )
    return (piece, tokens) if tokens is not None and len(tokens) else None


def head_of(tokens: SpacySpan) -> Token:
    """The head word of a phrase: the parser's, or the last word before a comma or "of" if a noun.

    The parser sometimes makes a verb, an article or a bracket the root; then the first noun it is.
    """
    root: Token = tokens.root
    if root.pos_ in {"NOUN", "PROPN", "PRON"}:
        while root.i + 2 < tokens.end and root.nbor(1).text == "-" and not root.whitespace_:
            root = root.nbor(2)  # "co-defendant"
        return root
    for token in tokens:
        if token.pos_ in {"NOUN", "PROPN", "PRON"} and token.dep_ != "compound":
            return token
    nouns = [t for t in tokens if t.pos_ in {"NOUN", "PROPN"}]
    return nouns[-1] if nouns else root


def read(tokens: SpacySpan, head: Token) -> Phrase:
    """The phrase around ``head``, cut to its tokens before the head and one short "of" part."""
    begin = tokens.start
    words = [t for t in tokens.doc[begin : head.i + 1] if not t.is_space and not t.is_quote]
    # Only what follows the last comma or verb belongs to the head.
    for n in range(len(words) - 2, -1, -1):
        verb = (
            words[n].pos_ in {"VERB", "AUX"}
            and words[n].dep_ not in {"amod", "compound"}
            and not (words[n].i and words[n].nbor(-1).text == "-")
        )
        if words[n].text in {",", ":", ";", "—", "–"} or verb:
            words = words[n + 1 :]
            break
    if len(words) > 1 and words[0].pos_ == "ADP":
        words = words[1:]
    first = words[0].lower_ if words else ""
    definite = first in _DEFINITE or any(t.tag_ == "POS" for t in words)
    another = first in _ANOTHER
    count = None
    if first in NUMBERS:
        count = NUMBERS[first]
    elif first in {"a", "an", "another"}:
        count = 1
    elif words and words[0].text.isdigit() and len(words[0].text) < 6:
        count = int(words[0].text)
    if first in _DEFINITE or first in {"a", "an", "another", "both", "all"}:
        words = words[1:] or words
    words = [t for t in words if t.text not in lx.NO_NAMES] or words
    lemma = head.lemma_.lower()
    plural = head.tag_ in {"NNS", "NNPS"} and head.lower_ != lemma
    plural = plural or lemma in _MANY or lemma == "people"
    state, named = None, []
    for token in words[:-1]:
        found = place(token.text)
        # "The London-based group" sits there; it is not Britain's.
        if found is not None and "based" not in {t.lower_ for t in token.doc[token.i + 1 :][:2]}:
            state = found.state
    canonical = _canonical(words, head)
    named = canonical if canonical else [t.text_with_ws for t in words]
    tail = _tail(tokens, head)
    found = place(tail.removeprefix("of ").removeprefix("in ")) if tail else None
    if found is not None and state is None:
        state = found.state
    name = " ".join("".join(named).split())
    if words and words[0].is_sent_start and words[0].tag_ in {"NN", "NNS"} and not canonical:
        name = name[:1].lower() + name[1:]  # a capital of the sentence, not of a name
    if head.lower_ == "those":
        name = " ".join(t.text for t in tokens[:_LONGEST_NAME])
    if tail and len(name.split()) + len(tail.split()) <= _LONGEST_NAME:
        if found is not None and canonical is None and lemma in lx.OFFICES | lx.STATES | _FORCES:
            name = f"{found.adjective} {name}"
        elif not tail.startswith("in ") or lemma in lx.UNNAMED | lx.WITNESSES:
            name = f"{name} {tail}"
    modifiers = frozenset(
        role_of(t.lower_)
        for t in words[:-1]
        if t.pos_ in {"NOUN", "PROPN", "ADJ"}
        and place(t.text) is None
        and t.lower_ not in _NOT_TELLING | lx.PREFIXES
        and not t.lower_.endswith("based")
    )
    return Phrase(
        name=name or head.text,
        head=role_of(lemma),
        modifiers=modifiers,
        state=state,
        definite=definite,
        another=another,
        plural=plural,
        collective=plural or lemma in _COLLECTIVE or lemma in lx.ORGANISATIONS,
        count=count,
        type=_type(lemma, plural=plural, definite=definite, words=words),
        speaks=_speaks(head, lemma),
    )


def _speaks(head: Token, lemma: str) -> bool:
    """Whether such a thing can be a source: a road or a fire cannot, whatever the parser says."""
    if head.lower_ in {"another", "this", "that", "these", "those", "one"}:
        # "Those close to him" say who they are, a bare "those" does not.
        return head.lower_ == "those" and any(c.i > head.i for c in head.children)
    return (
        lemma in _SPEAKING
        or lemma.removesuffix("s") in _SPEAKING
        or role_of(lemma) in _SPEAKING
        or head.lower_ in _SPEAKING
        or head.pos_ in {"PROPN", "PRON", "DET", "ADJ", "NUM"}
        or lemma.endswith(_PERSON_ENDINGS)
        or place(head.text) is not None
    )


def _canonical(words: list[Token], head: Token) -> list[str] | None:
    """ "Ruritania's defence ministry" as "Ruritanian defence ministry", or None where it is not."""
    if len(words) < 2 or head.lower_ not in lx.ORGANISATIONS | lx.STATES | _FORCES:
        return None
    if words[0].text.endswith("s") and not words[0].tag_.endswith("S") and words[1].tag_ != "POS":
        # "Ruritanias army", from a text that lost its apostrophes.
        bare = place(words[0].text[:-1])
        if bare is not None and bare.stands == "state" and place(words[0].text) is not None:
            return [bare.adjective, " ", *(t.text_with_ws for t in words[1:])]
    if len(words) < 3 or words[1].tag_ != "POS":
        return None
    found = place(words[0].text)
    if found is None or head.lower_ not in lx.ORGANISATIONS | lx.STATES | _FORCES:
        return None
    if head.lower_ in {"parliament", "opposition"}:
        return None
    return [found.adjective, " ", *(t.text_with_ws for t in words[2:])]


def _tail(tokens: SpacySpan, head: Token) -> str | None:
    """A short "of ..." (or "in <capital>") right after the head."""
    i, doc = head.i + 1, head.doc
    unnamed = head.lemma_.lower() in lx.UNNAMED | lx.WITNESSES
    if i >= tokens.end or doc[i].lower_ not in (
        _OF | _TO_A_PLACE if unnamed else _OF | {"in", "to"}
    ):
        return None
    if doc[i].lower_ == "to" and head.lower_ not in _TO:
        return None
    part: list[str] = []
    for token in doc[i : min(tokens.end, i + 6)]:
        if (
            (token.is_punct and token.text not in {"-", "'", "’"})
            or token.pos_ in {"VERB", "AUX"}
            or token.tag_ in {"WDT", "WP"}
        ):
            break
        if part and token.lower_ in _TO_A_PLACE and (not unnamed or token.lower_ == "to"):
            break
        part.append(token.text_with_ws)
    else:
        if i + 6 < tokens.end and (doc[i + 6].text == "-" or not doc[i + 6].is_punct):
            return None
    text = " ".join("".join(part).split())
    if text.startswith("in ") and place(text[3:]) is None and not unnamed:
        return None
    if text.startswith(("of ", "for ")) and head.lower_ in lx.DOCUMENTS:
        return None
    return text if len(part) > 1 else None


def _type(lemma: str, *, plural: bool, definite: bool, words: list[Token]) -> SpeakerType:
    before = {t.lower_ for t in words[:-1]}
    named = place(words[-1].text) if words else None
    if named is not None:
        return "public" if named.stands == "adjective" and plural else "state"
    if lemma in lx.STATES or (words and words[-1].lower_ in lx.STATES):
        return "state"
    if lemma in lx.WITNESSES:
        return "witness"
    if lemma in lx.EXPERTS:
        return "expert"
    if lemma in lx.SPOKES and (len(words) > 1 or definite):
        return "office"
    if lemma in lx.UNNAMED and (plural or not definite or lemma not in lx.ROLES):
        return "unnamed"
    if lemma in lx.OFFICES:
        return "office"
    if lemma in lx.DOCUMENTS or (lemma in lx.MEDIA and before & {"social"}):
        return "document"
    if lemma in _PERHAPS_MEDIA and not before & {"news", "press", "state", "radio", "tv"}:
        return "organisation"
    if lemma in lx.MEDIA or (lemma in lx.MEDIA_ROLES) or lemma == "medium":
        return "media"
    if lemma in lx.ORGANISATIONS:
        return "organisation"
    if lemma in lx.PUBLIC:
        return "public"
    if lemma in lx.ROLES:
        if plural:
            return "unnamed"
        return "office" if definite else "unnamed"
    return "unnamed" if plural else "organisation" if definite else "unnamed"


_REASON = re.compile(
    r"(?:(?:on|under) (?:the )?conditions? of anonymity(?: because[^.;”\"]*)?"
    r"|(?:who |and )?(?:asked|requested|insisted|wished|wanted|preferred|declined|refused"
    r"|did not want"
    r"|spoke on condition)[^.,;”\"]{0,30}?\b(?:not )?(?:to )?(?:be|remain|being) "
    r"(?:named|identified|anonymous|unnamed)(?: because[^.;”\"]*)?"
    r"|(?:was|were|is|are) not (?:authori[sz]ed|allowed|permitted) to [^.,;”\"]*)"
)
_ACCESS = re.compile(
    r"\b(?:briefed (?:on|about)|familiar with|(?:with|who has|who have|who had) "
    r"(?:direct |first-hand |firsthand |close )?(?:knowledge of|access to)|close to|involved in|"
    r"who (?:saw|attended|took part in|was present at|were present at)) [^.,;”\"]*"
)


def anonymity(sentence: str, count: int | None) -> Anonymity:
    """What a sentence says about why its source is unnamed and how the source knows."""
    reason, access = _REASON.search(sentence), _ACCESS.search(sentence)
    return Anonymity(
        reason=" ".join(reason.group().split()) if reason else None,
        count=count,
        access=" ".join(access.group().split()) if access else None,
    )
