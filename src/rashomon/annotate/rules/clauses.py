"""A verb in its clause: subject, verb group, agent, and where its clause ends."""

from __future__ import annotations

from spacy.tokens import Doc, Token

from rashomon.annotate.rules import lexicon
from rashomon.annotate.rules.extents import Range, cut, extent, to_span, to_spans, trim
from rashomon.annotate.rules.found import Found
from rashomon.model import Spans
from rashomon.parse import Piece

_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_GROUP = frozenset({"aux", "auxpass", "neg", "prt"})
_BESIDE_CUE = frozenset({"dobj", "dative", "prep", "npadvmod", "advmod", "prt", "agent"})
_NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "ADJ", "DET", "X", "SYM"})
_IN_NAME = frozenset({"NOUN", "PROPN", "PRON", "NUM", "ADJ", "DET", "PART"})
_CLOSING = frozenset({",", "”", '"', "''", "’", "'", "»", "-", "–", "—"})
_NO_ADVERB = frozenset("when where how why so then however thus meanwhile instead too".split())
_MAX_CLIMB = 6
# A content of fewer words that ends in a preposition has lost the rest.
_BROKEN_OFF = 4
_CARRIED_WITHIN = 4
_HUNG_BEHIND = frozenset({"ccomp", "advcl", "prep", "xcomp", "dep", "npadvmod", "acl"})
# Patterns in which a cue behind its content stands apart from it.
_ASIDES = frozenset({"clause", "parenthesis", "as clause", "according to"})
# A name longer than this is a parse gone wrong.
_LONGEST_NAME = 12


class Clause:
    """A verb with its subject and its verb group, worked out once for all frames."""

    def __init__(self, piece: Piece, verb: Token, lemma: str, sentence_end: int) -> None:
        self.piece, self.verb, self.lemma = piece, verb, lemma
        self.sentence_end = sentence_end
        self.children = list(verb.children)
        self.carrier = _carrier(verb)
        self.passive = self._is_passive()
        self.inverted = _inverted(piece.doc, verb)
        self.subject = None if self.inverted else _subject(verb, self.children)
        if verb.tag_ == "VBG" and verb.i and verb.nbor(-1).text in (",", "—", "–", "--", "-"):
            self.subject = _main_subject(verb) or self.subject
        self.issuer = _issuer(verb, self.subject)
        self.agent = _agent(self.children)
        self.group = self._group()
        self._source: Spans | None = None
        self._source_known = False

    def child(self, *deps: str) -> Token | None:
        """The first child with one of these relations."""
        return next((c for c in self.children if c.dep_ in deps), None)

    @property
    def negated(self) -> bool:
        """Whether the cue itself is negated."""
        return any(c.dep_ == "neg" for c in self.children)

    def whole(self, head: Token) -> Range:
        """The subtree of ``head``, with what the parser hung on the cue right behind it."""
        start, end = extent(head)
        for child in self.children:
            if child.left_edge.i == end and child.dep_ in _HUNG_BEHIND:
                end = child.right_edge.i + 1
        return start, end

    def thing(self) -> Range | None:
        """What is acted on: the object, or the subject of a passive, without the cue's clause."""
        token = self.subject if self.passive else self.child("dobj")
        if token is None:
            return None
        if self.verb.dep_ in ("acl", "relcl") and self.verb.head == token:
            return token.left_edge.i, max(token.i + 1, self.verb.left_edge.i)
        return extent(token)

    @property
    def finite(self) -> bool:
        """Whether somebody did it, and did it here: no "to report", no "reporting" as a noun."""
        if self.carrier is not None:
            return True
        if any(k.dep_ == "aux" and k.lower_ == "to" for k in self.children):
            return False
        return self.verb.dep_ not in ("pcomp", "csubj", "pobj", "compound", "amod")

    def _joined(self) -> str:
        """The conjunction before a cue that shares the subject of the verb before it."""
        before = self.piece.doc[self.group[0] - 1] if self.group[0] else None
        if self.verb.dep_ != "conj" or any(c.dep_ in _SUBJECTS for c in self.children):
            return ""
        return before.text if before is not None and before.lower_ in ("and", "but") else ""

    def _is_participle(self) -> bool:
        before = self.piece.doc[self.group[0] - 1] if self.group[0] else None
        return (
            self.verb.tag_ == "VBG"
            and self.group == (self.verb.i, self.verb.i + 1)
            and before is not None
            and before.text in (",", "—", "–", "--", "-")
        )

    def _is_passive(self) -> bool:
        if any(c.dep_ in ("auxpass", "nsubjpass") for c in self.children):
            return True
        if self.carrier is not None:
            # "was quoted as saying" is passive, but its subject is who speaks.
            return False
        return (
            self.verb.tag_ == "VBN"
            and not any(
                c.dep_ == "aux" and c.lemma_ in ("have", "'ve", "’ve") for c in self.children
            )
            and self.verb.dep_ != "conj"
        )

    def _group(self) -> Range:
        start, end = self.verb.i, self.verb.i + 1
        first = self.carrier if self.carrier is not None and self.carrier.i < start else self.verb
        if self.issuer is not None:
            return self.issuer[0].i, end
        first = _coupled(first)
        start = first.i
        for child in first.children:
            grouped = child.dep_ in _GROUP or child.lower_ == "neither"
            if grouped and child.i < first.i and child.lower_ != "to":
                start = min(start, child.i)
        doc = self.piece.doc
        if any(t.dep_ in _SUBJECTS and t.head == first for t in doc[start : first.i]):
            start = first.i
        for child in self.children:
            if child.dep_ == "prt" and child.i == end:
                end += 1
        before = doc[start - 1] if start else None
        if (
            before is not None
            and before.dep_ == "advmod"
            and before.head == first
            and before.lower_ not in _NO_ADVERB
            and not doc[start].is_sent_start
            and not before.is_sent_start
        ):
            start -= 1
        return start, end

    def core(self) -> Range:
        """The cue with its source, as far as they stand together."""
        start, end = self.group
        if self.inverted is not None:
            end = max(end, self.inverted[1])
        elif (
            self.subject is not None
            and not self.passive
            and self.subject.head in (self.verb, self.carrier)
        ):
            first, last = extent(self.subject)
            start = min(start, first)
            if self.group[1] <= first <= end + 1:
                end = max(end, last)
        return start, end

    def range(self) -> Range:
        """The cue with its source, addressee and time, as far as they stand together."""
        start, end = self.core()
        for child in self.children:
            if child.i >= end and child.dep_ in _BESIDE_CUE and child.left_edge.i <= end + 1:
                end = max(end, child.right_edge.i + 1)
        return start, end

    def source(self) -> Spans | None:
        """The source's spans; empty when nobody is named; None when there can be no source."""
        if not self._source_known:
            self._source, self._source_known = self._find_source(), True
        return self._source

    def _find_source(self) -> Spans | None:
        if self.inverted is not None:
            return to_spans(self.piece, [self.inverted])
        token = self.agent if self.passive else self.subject
        if self.issuer is not None:
            return to_spans(self.piece, cut(extent(self.issuer[1]), [self.group])[:1])
        if token is None and not self.passive:
            run = _run_before(self.piece.doc, self.group[0])
            return to_spans(self.piece, [run]) if run else None
        if token is None:
            return ()
        if token.lower_ == "that" and self.verb.dep_ == "relcl" and not self.passive:
            token = self.verb.head
            if token.lower_ in lexicon.NOBODY:
                return None
            return to_spans(
                self.piece, [(token.left_edge.i, max(token.i + 1, self.verb.left_edge.i))]
            )
        if token.pos_ not in _NOMINAL or token.lower_ in lexicon.NOBODY:
            return None
        whole = extent(token)
        if self.verb.dep_ in ("acl", "relcl") and self.verb.head == token:
            whole = (whole[0], max(token.i + 1, min(whole[1], self.verb.left_edge.i)))
        parts = cut(whole, [self.group] if whole[0] <= self.group[0] < whole[1] else [])
        part = trim(self.piece, parts[0]) if parts else None
        if part is None:
            return None
        start, end = _out_of_brackets(self.piece.doc, part)
        start, end = _without_time(self.piece.doc, (start, end), token.i)
        while end - 1 > start and self.piece.doc[end - 1].pos_ in ("CCONJ", "PUNCT"):
            end -= 1
        return (to_span(self.piece, (start, end)),)

    def _says_nothing(self, parts: list[Range]) -> bool:
        """Whether the content is a single word, or breaks off: "him", "closed", "them of"."""
        if sum(b - a for a, b in parts) > _LONGEST_NAME:
            return False
        words = [t for a, b in parts for t in self.piece.doc[a:b] if not (t.is_punct or t.is_space)]
        if not words:
            return False
        quoted = any(t.is_quote for a, b in parts for t in self.piece.doc[max(0, a - 1) : b + 1])
        alone = len(words) == 1 and words[0].pos_ in ("PRON", "DET", "VERB", "ADJ")
        broken = len(words) < _BROKEN_OFF and words[-1].pos_ == "ADP"
        return (alone or broken) and not quoted

    def make(self, pattern: str, parts: list[Range], *, cue_end: int | None = None) -> Found | None:
        """The attribution with these contents, unless its source cannot be one."""
        source = self.source()
        own = self.core()
        content = to_spans(self.piece, [p for part in parts for p in cut(part, [own])])
        if source is None or not (content or pattern == "bare"):
            return None
        if parts and self._says_nothing(parts):
            return None
        start, end = self.group
        if self.passive and end < len(self.piece.doc) and self.piece.doc[end].dep_ == "agent":
            end += 1
        clause = to_span(self.piece, self.range())
        return Found(
            pattern=pattern,
            lemma=self.lemma,
            source=source,
            cue=(to_span(self.piece, (start, cue_end or end)),),
            content=content,
            clause=clause,
            sentence_end=self.sentence_end,
            speech=self.lemma in lexicon.QUOTATION,
            aside=bool(content) and content[0].start < clause.start and pattern in _ASIDES,
            participle=self._is_participle(),
            joined=self._joined(),
            tense=self.piece.doc[start].tag_,
        )


def _main_subject(verb: Token) -> Token | None:
    """Whose ", saying that" it is: the subject of the clause it hangs on, not of a content."""
    token = verb
    for _ in range(_MAX_CLIMB):
        token = token.head
        if token.pos_ in ("VERB", "AUX") and token.dep_ in ("ROOT", "conj", "advcl", "parataxis"):
            own = next((c for c in token.children if c.dep_ in _SUBJECTS), None)
            if own is not None and own.i < verb.i:
                return own
        if token.head == token:
            break
    return None


def _issuer(verb: Token, subject: Token | None) -> tuple[Token, Token] | None:
    """The verb and its subject in "the office issued a statement saying that"."""
    if verb.dep_ not in ("acl", "relcl") or subject is None:
        return None
    noun, light = verb.head, verb.head.head
    if (
        noun.lower_ not in lexicon.MEDIUM
        or noun.dep_ != "dobj"
        or light.lemma_.lower() not in lexicon.LIGHT
        or verb.i - light.i > _LONGEST_NAME
    ):
        return None
    issuer = next((c for c in light.children if c.dep_ == "nsubj"), None)
    return (light, issuer) if issuer is not None and issuer.i < light.i else None


def _carrier(verb: Token) -> Token | None:
    """The verb that carries this one: "went on to say", "was quoted as saying"."""
    carrier = verb.head
    if verb.dep_ in ("xcomp", "advcl") and 0 < verb.i - carrier.i <= _CARRIED_WITHIN:
        to = verb.dep_ == "xcomp" or verb.nbor(-1).lower_ == "to"
        if to and carrier.lemma_.lower() in lexicon.RAISING:
            return carrier
    if verb.dep_ == "pcomp" and verb.head.lower_ == "as" and verb.head.dep_ == "prep":
        carrier = verb.head.head
        return carrier if any(c.dep_ == "nsubjpass" for c in carrier.children) else None
    return None


def _inverted(doc: Doc, verb: Token) -> Range | None:
    """The name after the verb in '"...", said the mayor of Oxbridge'."""
    if verb.i == 0 or verb.i + 1 >= len(doc) or verb.tag_ not in ("VBD", "VBZ", "VBP"):
        return None
    if doc[verb.i - 1].text not in _CLOSING or verb.lemma_.lower() not in lexicon.QUOTATION:
        return None
    after = doc[verb.i + 1]
    if after.pos_ not in ("PROPN", "DET", "NOUN", "PRON", "ADJ", "NUM") or after.lower_ in (
        "that", "him", "her", "them", "us", "me", "this", "what", "which",
    ):  # fmt: skip
        return None
    head = after
    for _ in range(_MAX_CLIMB):
        if head.head.i <= verb.i or head.head == head:
            break
        head = head.head
    if head.pos_ not in _NOMINAL or head.dep_ in ("npadvmod", "ccomp", "advmod"):
        return None
    if head.dep_ == "dobj" and doc[verb.i - 1].text == ",":
        return None
    start, end = extent(head)
    return (verb.i + 1, end) if end > verb.i + 1 and start >= verb.i - 1 else None


def _subject(verb: Token, children: list[Token]) -> Token | None:
    token, kids = verb, children
    for _ in range(_MAX_CLIMB):
        own = next((c for c in kids if c.dep_ in _SUBJECTS), None)
        if own is not None:
            return own
        if token.dep_ == "acl":
            return token.head
        if token.dep_ in ("conj", "xcomp", "advcl", "dep", "parataxis"):
            token = token.head
        elif token.dep_ == "pcomp" and token.head.dep_ == "prep":
            token = token.head.head
        else:
            return None
        if token.pos_ not in ("VERB", "AUX"):
            return None
        kids = list(token.children)
    return None


def _agent(children: list[Token]) -> Token | None:
    for child in children:
        if child.dep_ == "agent" or (child.dep_ == "prep" and child.lower_ == "by"):
            return next((c for c in child.children if c.dep_ == "pobj"), None)
    return None


def _run_before(doc: Doc, end: int) -> Range | None:
    """The noun phrase right before the verb, where the parser made it no subject."""
    if end and doc[end - 1].is_sent_start is None:
        return None
    start = end
    while start > max(0, end - _LONGEST_NAME) and doc[start - 1].pos_ in _IN_NAME:
        start -= 1
        if doc[start].is_sent_start:
            break
    run = doc[start:end]
    if not len(run) or run[-1].pos_ not in ("NOUN", "PROPN", "PRON"):
        return None
    if run[-1].lower_ in lexicon.NOBODY or run[-1].lower_ in ("him", "her", "them", "us", "me"):
        return None
    return start, end


def _without_time(doc: Doc, part: Range, head: int) -> Range:
    """The name without "On Saturday, " before it and " on Sunday" after it."""
    start, end = part
    if doc[start].pos_ in ("ADP", "ADV", "SCONJ"):
        comma = max((i for i in range(start, head) if doc[i].text == ","), default=None)
        if comma is not None and comma + 1 < end:
            start = comma + 1
    if end - start > 2 and doc[end - 1].lower_ in lexicon.DAYS:
        end -= 1
        if doc[end - 1].lower_ in ("on", "in", "last", "earlier") and end - 1 > head:
            end -= 1
    return start, end


def _out_of_brackets(doc: Doc, part: Range) -> Range:
    """The name before the brackets, where the parser took "(R-OH)" for the subject."""
    start = part[0]
    limit = max(0, start - 4)
    opening = next((i for i in range(start - 1, limit - 1, -1) if doc[i].text == "("), None)
    if opening is None or any(t.text == ")" for t in doc[opening:start]):
        return part
    before = opening
    while before > max(0, opening - 6) and doc[before - 1].pos_ in ("PROPN", "NOUN", "ADJ", "DET"):
        before -= 1
    return (before, part[1]) if before < opening else part


def _coupled(verb: Token) -> Token:
    """The first verb of a pair that is one cue: "neither confirmed nor denied".

    Its second half alone would say the opposite.
    """
    if verb.dep_ != "conj" or verb.i < 2 or verb.head.i != verb.i - 2:
        return verb
    between = verb.nbor(-1)
    refused = any(k.dep_ == "neg" or k.lower_ == "neither" for k in verb.head.children)
    return verb.head if between.lower_ in {"nor", "or"} and refused else verb
