"""Cue verbs: who speaks, which words are the cue, which the content."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from rashomon.annotate.parse import Piece
from rashomon.annotate.rules import lexicon
from rashomon.annotate.rules.extents import Range, cut, extent, to_span, to_spans
from rashomon.annotate.rules.found import Found
from rashomon.model import Spans

_SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj"})
_BESIDE_CUE = frozenset({"dobj", "dative", "prep", "npadvmod", "advmod", "prt", "agent"})
_GROUP = frozenset({"aux", "auxpass", "neg", "prt"})
# Children of the cue that belong neither to it nor to the content.
_MAX_CLIMB = 6


def find(piece: Piece, verb: Token, sentence_end: int) -> Iterator[Found]:
    """The attributions whose cue is ``verb``: none, one, or rarely two."""
    lemma = verb.lemma_.lower()
    if not lexicon.is_cue(lemma):
        return
    clause = _Clause(piece, verb, lemma, sentence_end)
    if clause.is_purpose():
        return
    for frame in (
        _as_clause,
        _clause,
        _parenthesis,
        _predicate,
        _charge,
        _infinitive,
        _phrase,
        _bare,
    ):
        found = frame(clause)
        if found is not None:
            yield found
            return


class _Clause:
    """A verb with its subject and its verb group, worked out once for all frames."""

    def __init__(self, piece: Piece, verb: Token, lemma: str, sentence_end: int) -> None:
        self.piece, self.verb, self.lemma = piece, verb, lemma
        self.sentence_end = sentence_end
        self.children = list(verb.children)
        self.passive = any(c.dep_ in ("auxpass", "nsubjpass") for c in self.children)
        if not self.passive and verb.tag_ == "VBN" and verb.dep_ in ("acl", "amod"):
            self.passive = True
        self.subject = _subject(verb, self.children)
        self.agent = _agent(self.children)
        self.group = self._group()

    def child(self, *deps: str) -> Token | None:
        return next((c for c in self.children if c.dep_ in deps), None)

    def _group(self) -> Range:
        start, end = self.verb.i, self.verb.i + 1
        carrier = _carrier(self.verb)
        first = carrier if carrier is not None and carrier.i < self.verb.i else self.verb
        for child in first.children:
            if child.dep_ in _GROUP and child.i < first.i and child.text.lower() != "to":
                start = min(start, child.i)
        start = min(start, first.i)
        between = self.piece.doc[start : first.i]
        if any(t.dep_ in _SUBJECTS and t.head == first for t in between):
            start = first.i
        # Adverbs stand in the cue only between its parts or right before the verb.
        for child in self.children:
            if child.dep_ == "prt" and child.i == end:
                end += 1
        before = self.piece.doc[start - 1] if start else None
        if (
            before is not None
            and before.dep_ == "advmod"
            and before.head == first
            and before.text.lower() not in ("when", "where", "how", "why", "so", "then", "however")
            and start - 1 > self.piece.doc[start].sent.start
        ):
            start -= 1
        return start, end

    def source(self) -> Spans | None:
        """The source's span; empty when nobody is named; None when it cannot be a source."""
        token = self.agent if self.passive else self.subject
        if token is None:
            return ()
        if token.text.lower() in lexicon.ABOUT_NOBODY and token.dep_ != "relcl":
            if token.text.lower() in ("which", "that") and token.dep_ in _SUBJECTS:
                return (to_span(self.piece, (token.i, token.i + 1)),)
            return (
                None
                if token.text.lower() != "it"
                else (to_span(self.piece, (token.i, token.i + 1)),)
            )
        whole = extent(token)
        holes = [self.group] if whole[0] <= self.group[0] < whole[1] else []
        if self.verb.dep_ in ("acl", "relcl") and self.verb.head == token:
            whole = (whole[0], min(whole[1], self.verb.left_edge.i))
            holes = []
        parts = cut(whole, holes)
        return to_spans(self.piece, parts[:1])

    def make(
        self,
        pattern: str,
        content: Spans,
        *,
        cue_end: int | None = None,
        clause: Range | None = None,
    ) -> Found | None:
        source = self.source()
        if source is None or not (content or pattern == "bare"):
            return None
        start, end = self.group
        cue = to_spans(self.piece, [(start, cue_end if cue_end is not None else end)])
        if not cue:
            return None
        return Found(
            pattern=pattern,
            lemma=self.lemma,
            source=source,
            cue=cue,
            content=content,
            clause=to_span(self.piece, clause or self.clause()),
            sentence_end=self.sentence_end,
            speech=self.lemma in lexicon.QUOTATION,
        )

    def is_purpose(self) -> bool:
        """Whether it is a bare "to report" that nobody did yet, or "reporting" as a subject."""
        if _carrier(self.verb) is not None:
            return False
        to = any(k.dep_ == "aux" and k.lower_ == "to" for k in self.children)
        return to and self.verb.dep_ not in ("ROOT",)

    def clause(self) -> Range:
        """The cue with its source, addressee and time, as far as they stand together."""
        start, end = self.group
        if self.subject is not None and self.subject.head == self.verb:
            first, last = extent(self.subject)
            start = min(start, first)
            if first <= end + 1:
                end = max(end, last)
        for child in self.children:
            if child.i >= end and child.dep_ in _BESIDE_CUE and child.left_edge.i <= end + 1:
                end = max(end, child.right_edge.i + 1)
        return start, end

    def island(self) -> Range:
        """The cue with its source and adverbials: what a parenthesis takes up."""
        return extent(self.verb)


def _carrier(verb: Token) -> Token | None:
    """The verb that carries this one: "went on to say", "was quoted as saying"."""
    if verb.dep_ == "xcomp" and verb.head.lemma_.lower() in lexicon.RAISING:
        return verb.head
    if verb.dep_ == "pcomp" and verb.head.text.lower() == "as" and verb.head.dep_ == "prep":
        return verb.head.head
    return None


def _subject(verb: Token, children: list[Token]) -> Token | None:
    token, kids = verb, children
    for _ in range(_MAX_CLIMB):
        own = next((c for c in kids if c.dep_ in _SUBJECTS), None)
        if own is not None:
            if token.dep_ == "relcl" and own.text.lower() in ("who", "which", "that"):
                return own
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
        if child.dep_ == "agent" or (child.dep_ == "prep" and child.text.lower() == "by"):
            return next((c for c in child.children if c.dep_ == "pobj"), None)
    return None


def _clause(c: _Clause) -> Found | None:
    if c.lemma not in lexicon.CLAUSE:
        return None
    head = c.child("ccomp")
    if head is None or head.i == c.verb.i:
        return None
    whole = extent(head)
    if whole[0] <= c.verb.i < whole[1]:
        return None
    content = to_spans(c.piece, [whole])
    if c.passive and c.agent is None and c.subject is not None:
        if c.subject.text.lower() not in ("it", "there") and c.lemma not in (
            "tell",
            "inform",
            "warn",
        ):
            return None
    return c.make("clause", content)


def _as_clause(c: _Clause) -> Found | None:
    if c.verb.dep_ != "advcl" or c.lemma not in lexicon.AS_CLAUSE:
        return None
    mark = next(
        (k for k in c.children if k.text.lower() == "as" and k.dep_ in ("mark", "advmod")), None
    )
    if mark is None or c.child("ccomp") is not None:
        return None
    content = to_spans(c.piece, cut(extent(c.verb.head), [c.island()]))
    return c.make("as clause", content)


def _parenthesis(c: _Clause) -> Found | None:
    if c.verb.dep_ not in ("parataxis",) or c.lemma not in lexicon.CLAUSE:
        return None
    content = to_spans(c.piece, cut(extent(c.verb.head), [c.island()]))
    return c.make("parenthesis", content)


def _infinitive(c: _Clause) -> Found | None:
    head = c.child("xcomp")
    if head is None or not any(k.dep_ == "aux" and k.text.lower() == "to" for k in head.children):
        return None
    whole = extent(head)
    if c.passive:
        if c.agent is not None or c.lemma not in lexicon.CLAUSE or c.subject is None:
            return None
        content = to_spans(c.piece, [extent(c.subject), whole])
        return c.make("passive infinitive", content)
    if c.lemma not in lexicon.INFINITIVE:
        return None
    subject = next((k for k in head.children if k.dep_ == "nsubj"), None) or c.child("dobj")
    if subject is not None and subject.left_edge.i < whole[0]:
        whole = (subject.left_edge.i, whole[1])
    return c.make("infinitive", to_spans(c.piece, [whole]))


def _predicate(c: _Clause) -> Found | None:
    thing = c.subject if c.passive else c.child("dobj", "nsubj") if c.verb.i else None
    if thing is not None and thing == c.subject and not c.passive:
        thing = c.child("dobj")
    said = None
    if c.lemma in lexicon.PREDICATE:
        said = c.child("oprd")
        if said is None:
            small = c.child("ccomp")
            if small is not None and small.pos_ in ("NOUN", "ADJ", "PROPN"):
                return c.make("predicate", to_spans(c.piece, [extent(small)]))
    if said is None and c.lemma in lexicon.PREDICATE_AS:
        said = next((k for k in c.children if k.dep_ == "prep" and k.text.lower() == "as"), None)
    if said is None or thing is None:
        return None
    return c.make("predicate", to_spans(c.piece, _joined([extent(thing), extent(said)])))


def _charge(c: _Clause) -> Found | None:
    wanted = lexicon.CHARGE.get(c.lemma)
    if wanted is None:
        return None
    thing = c.subject if c.passive else c.child("dobj")
    for_what = next((k for k in c.children if k.dep_ == "prep" and k.text.lower() in wanted), None)
    if thing is None or for_what is None:
        return None
    return c.make("charge", to_spans(c.piece, _joined([extent(thing), extent(for_what)])))


def _phrase(c: _Clause) -> Found | None:
    wanted = lexicon.PREPOSITION.get(c.lemma, frozenset())
    for child in c.children:
        if child.dep_ == "prep" and child.text.lower() in wanted and not c.passive:
            body = (child.i + 1, child.right_edge.i + 1)
            return c.make(
                "preposition",
                to_spans(c.piece, [body]),
                cue_end=None if child.i != c.group[1] else child.i + 1,
            )
    if c.lemma not in lexicon.OBJECT:
        return None
    thing = c.subject if c.passive else c.child("dobj")
    if thing is None or (c.passive and c.agent is None) or thing.pos_ == "PRON":
        return None
    return c.make("object", to_spans(c.piece, [extent(thing)]))


def _joined(parts: list[Range]) -> list[Range]:
    joined: list[Range] = []
    for part in sorted(parts):
        if joined and part[0] <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(part[1], joined[-1][1]))
        else:
            joined.append(part)
    return joined


def _bare(c: _Clause) -> Found | None:
    if c.lemma not in lexicon.QUOTATION or c.subject is None or c.passive:
        return None
    return c.make("bare", ())
