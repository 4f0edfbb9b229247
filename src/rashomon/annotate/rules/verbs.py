"""Cue verbs in their frames: which words are the content."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from rashomon.annotate.rules import lexicon
from rashomon.annotate.rules.clauses import Clause
from rashomon.annotate.rules.extents import Range, cut, extent
from rashomon.annotate.rules.found import Found
from rashomon.parse import Piece

_QUOTES = frozenset({"“", '"', "''", "``", "‘", "«", "„"})
_QUESTIONS = frozenset("if whether why what how who when where which about that".split())
_COMPLEMENTISERS = frozenset({"that", "if", "whether"})
_CITING = frozenset({"citing", "quoting"})
_STOPS = frozenset({",", ";", ":", ".", "”", "—", "–", "(", ")", *_QUOTES})
# "mocked Rubio": a name alone is nothing that was said.
_SHORTEST_OBJECT = 3
_LONGEST_LATE_NAME = 10
# Words before a cue at the end of a sentence that may be a content.
_SHORTEST_LEFT = 5
# How far after the cue its "that" may stand ("told reporters in the capital on Monday that").
_THAT_WITHIN = 14


def find(piece: Piece, verb: Token, sentence_end: int, *, commas_lost: bool) -> Iterator[Found]:
    """The attribution whose cue is ``verb``, if there is one: the first frame that fits."""
    lemma = lexicon.lemma_of(verb.lemma_)
    if not lexicon.is_cue(lemma) or _is_name(verb):
        return
    clause = Clause(piece, verb, lemma, sentence_end)
    if not clause.finite or clause.source() is None:
        return
    for frame in (*_FRAMES, _trailing, _bare) if commas_lost else (*_FRAMES, _bare):
        found = frame(clause)
        if found is not None:
            yield found
            return


def _is_name(verb: Token) -> bool:
    """Whether "Said" is somebody's name: a capital within a sentence, small letters after it."""
    if not verb.text[:1].isupper() or verb.is_sent_start or verb.i + 1 >= len(verb.doc):
        return False
    after = verb.doc[verb.i + 1]
    return verb.text in ("Said", "Ask", "Tell") and not after.text[:1].isupper()


def _as_clause(c: Clause) -> Found | None:
    """ "..., as the ministry put it, ..." """
    if c.verb.dep_ != "advcl" or c.lemma not in lexicon.AS_CLAUSE:
        return None
    if not any(k.lower_ == "as" and k.dep_ in ("mark", "advmod") for k in c.children):
        return None
    if c.child("ccomp") is not None or c.subject is None:
        return None
    return c.make("as clause", cut(extent(c.verb.head), [extent(c.verb)]))


def _clause(c: Clause) -> Found | None:
    """ "said that ...", '"...", he said', "it was reported that ..." """
    if c.lemma not in lexicon.CLAUSE or not _hears(c):
        return None
    if c.passive and c.agent is None and not _may_be_sourceless(c):
        return None
    heads = [k for k in c.children if k.dep_ == "ccomp" and _is_finite(k)]
    left = [k for k in heads if k.i < c.group[0]]
    right = [k for k in heads if k.i >= c.group[1]]
    if c.passive and c.lemma == "ask" and right and right[0].left_edge.lower_ not in _QUESTIONS:
        return None
    parts: list[Range] = []
    that = None if right else _that(c)
    if right:
        start, end = c.whole(right[0])
        mark = next(
            (k.i for k in right[0].children if k.lower_ == "that" and k.dep_ == "mark"), start
        )
        parts = [(max(start, mark), end)]
        if left and c.piece.doc[parts[0][0]].text not in _QUOTES:
            left = []
    elif that is not None:
        parts = [that]
        left = []
    for head in left[:1]:
        whole = extent(head)
        edge = c.range()[0]
        if whole[0] < edge and (c.lemma in lexicon.QUOTATION or c.lemma in lexicon.HELD):
            parts.insert(0, (whole[0], min(whole[1], edge)))
    if not parts:
        return None
    return c.make("clause", parts)


def _is_finite(head: Token) -> bool:
    """Whether a complement is a clause: not ", leading the police to ask"."""
    if head.tag_ not in ("VBG", "VBN"):
        return True
    return any(k.dep_ in ("aux", "auxpass", "mark", "nsubj") for k in head.children)


def _hears(c: Clause) -> bool:
    """ "The court heard that": true of other verbs, and of "hear" for courts alone."""
    if c.lemma != "hear":
        return True
    return c.subject is not None and c.subject.lemma_.lower() in lexicon.HEARS


def _may_be_sourceless(c: Clause) -> bool:
    """ "it was reported that", "was told that": a cue, and nobody who says it."""
    if c.verb.dep_ in ("acl", "relcl", "amod"):
        return False
    if c.lemma in lexicon.ADDRESSEE:
        return True
    return c.subject is not None and c.subject.lower_ in ("it", "there")


def _that(c: Clause) -> Range | None:
    """The clause after a "that" near the cue which the parser did not give to it."""
    doc = c.piece.doc
    first = _after_citing(c)
    for token in doc[first : min(len(doc), first + _THAT_WITHIN)]:
        if token.dep_ == "mark" and token.lower_ in _COMPLEMENTISERS:
            whole = extent(token.head)
            owner = token.head.head
            if whole[0] != token.i:
                # ", citing officials, that it fell": the parser hangs the cue on its own content.
                turned = first > c.group[1] and c.verb.head == token.head
                return (token.i, whole[1]) if turned else None
            between = token.head.dep_ in ("acl", "relcl") and c.group[1] <= owner.i < token.i
            known = owner.dep_ in ("dobj", "dative", "npadvmod") or owner.lower_ in lexicon.MEDIUM
            return None if between and not known else whole
        if token.is_sent_start or token.pos_ in ("VERB", "AUX") or token.text in _STOPS:
            return None
    return None


def _after_citing(c: Clause) -> int:
    """Where ", citing sources in the staff," ends, or where the cue does."""
    doc, start = c.piece.doc, c.group[1]
    if start + 1 >= len(doc) or doc[start].text != "," or doc[start + 1].lower_ not in _CITING:
        return start
    for token in doc[start + 2 : min(len(doc), start + _THAT_WITHIN)]:
        if token.text == ",":
            return token.i + 1
    return start


def _names_people(c: Clause) -> bool:
    what = c.child("dobj")
    return what is not None and (
        what.pos_ == "PROPN" or what.lemma_.lower() in lexicon.PEOPLE or what.text[:1].isupper()
    )


def _rest(c: Clause) -> Found | None:
    """ "The mayor said people hurt by the flood get tents": a clause the parser tore apart."""
    doc, start = c.piece.doc, c.group[1]
    if c.lemma not in lexicon.CLAUSE_ONLY or c.passive or c.verb.dep_ in ("acl", "advcl"):
        return None
    if start >= len(doc) or doc[start].pos_ not in ("NOUN", "PROPN", "PRON", "DET", "ADJ", "NUM"):
        return None
    end = c.verb.sent.end
    if not any(t.tag_ in ("VBD", "VBZ", "VBP", "MD") for t in doc[start:end]):
        return None
    return c.make("rest", [(start, end)])


def _parenthesis(c: Clause) -> Found | None:
    """ "The plane, officials said, was shot down" """
    if c.lemma not in lexicon.PLAIN or c.passive:
        return None
    if c.verb.dep_ == "parataxis":
        return c.make("parenthesis", cut(extent(c.verb.head), [c.range()]))
    return None


def _infinitive(c: Clause) -> Found | None:
    """ "vowed to ...", "urged Kyiv to ...", "is said to ..." """
    left = c.child("oprd", "acomp")
    if c.passive and c.agent is None and c.lemma in lexicon.SAID_TO and left is not None:
        # "12 were reported missing"
        return c.make("passive infinitive", [c.thing() or extent(left), extent(left)])
    head = c.child("xcomp", "ccomp", "advcl")
    if head is None or head.i < c.verb.i:
        return None
    if not any(k.dep_ == "aux" and k.lower_ == "to" for k in head.children):
        return None
    whole = extent(head)
    if c.passive:
        if c.agent is not None or c.lemma not in lexicon.SAID_TO or c.subject is None:
            return None
        return c.make("passive infinitive", [extent(c.subject), whole])
    if c.lemma not in lexicon.INFINITIVE:
        return None
    if c.lemma in lexicon.REFUSES and head.lemma_.lower() not in lexicon.SPEAKING:
        return None
    cue_end = None
    whom = c.child("dobj")
    if whom is None:
        on = next((k for k in c.children if k.dep_ == "prep" and k.lower_ in ("on", "for")), None)
        if on is not None and on.i == c.group[1]:
            whom = next((k for k in on.children if k.dep_ == "pobj"), None)
            cue_end = on.i + 1
    if c.lemma in lexicon.CALLS_ON and cue_end is None:
        return None
    parts = [whole]
    if whom is not None and whom.i < head.i:
        parts = [(min(whom.left_edge.i, whole[0]), whole[1])]
    return c.make("infinitive", parts, cue_end=cue_end)


def _predicate(c: Clause) -> Found | None:
    """ "called it a provocation", "described the strike as ..." """
    if c.passive and c.agent is None and c.lemma not in lexicon.DISTANCING:
        return None
    thing = c.thing()
    said = None
    if c.lemma in lexicon.PREDICATE:
        said = c.child("oprd")
        small = c.child("ccomp")
        if said is None and small is not None and small.pos_ in ("NOUN", "ADJ", "PROPN"):
            return c.make("predicate", [extent(small)])
    if said is None and c.lemma in lexicon.PREDICATE_AS:
        said = next((k for k in c.children if k.dep_ == "prep" and k.lower_ == "as"), None)
    if thing is None or (said is None and not _holds_as(c)):
        return None
    return c.make("predicate", _joined([thing, extent(said)] if said is not None else [thing]))


def _holds_as(c: Clause) -> bool:
    """Whether the parser hung "as a rescue" on the raid that was described."""
    what = c.child("dobj")
    return (
        c.lemma in lexicon.PREDICATE_AS
        and not c.passive
        and what is not None
        and any(k.lower_ == "as" for k in what.rights)
    )


def _charge(c: Clause) -> Found | None:
    """ "accused Y of Z" """
    wanted = lexicon.CHARGE.get(c.lemma)
    if wanted is None or (c.passive and c.agent is None and c.verb.dep_ in ("acl", "relcl")):
        return None
    thing = c.thing()
    for_what = next((k for k in c.children if k.dep_ == "prep" and k.lower_ in wanted), None)
    if thing is None or for_what is None:
        return None
    return c.make("charge", _joined([thing, extent(for_what)]))


def _preposition(c: Clause) -> Found | None:
    """ "called for ...", "warned of ..." """
    wanted = lexicon.PREPOSITION.get(c.lemma)
    if wanted is None or c.passive or c.carrier is not None:
        return None
    for child in c.children:
        if child.dep_ == "prep" and child.lower_ in wanted and child.i > c.verb.i:
            cue_end = child.i + 1 if child.i == c.group[1] else None
            return c.make("preposition", [(child.i + 1, child.right_edge.i + 1)], cue_end=cue_end)
    return None


def _object(c: Clause) -> Found | None:
    """ "denied the allegations" """
    if c.lemma not in lexicon.OBJECT or (c.passive and c.agent is None):
        return None
    thing = c.thing()
    if thing is None:
        return None
    words = [t for t in c.piece.doc[thing[0] : thing[1]] if not t.is_punct]
    if c.lemma in lexicon.DEPICTS and (
        c.subject is None or c.subject.lemma_.lower() not in lexicon.RECORDS
    ):
        return None
    if c.lemma == "cite" and _names_people(c):
        return None
    if c.lemma == "claim" and not any(t.lemma_.lower() in lexicon.CLAIMED for t in words):
        return None
    if c.lemma in lexicon.COUNTS and not any(t.pos_ == "NUM" for t in words[:6]):
        return None
    if len(words) < _SHORTEST_OBJECT and not any(
        t.lemma_.lower() in lexicon.STATEMENTS for t in words
    ):
        return None
    return c.make("object", [thing])


def _trailing(c: Clause) -> Found | None:
    """ "Seven people were killed in raids the ministry said": the comma was lost."""
    doc = c.piece.doc
    if c.lemma not in lexicon.CLOSING or c.passive or c.negated or c.verb.tag_ == "VBG":
        return None
    start, end = c.range()
    sentence = c.verb.sent
    if any(t.is_alpha for t in doc[end : sentence.end]) or start - sentence.start < _SHORTEST_LEFT:
        return None
    if not doc[start - 1].is_alpha or not 0 < c.group[0] - start <= _LONGEST_LATE_NAME:
        return None
    left = doc[sentence.start : start]
    if not any(t.tag_ in ("VBD", "VBZ", "VBP", "MD") for t in left):
        return None
    if any(t.lower_ in ("who", "which", "that", "what") for t in left[-2:]):
        return None
    return c.make("trailing", [(sentence.start, start)])


def _bare(c: Clause) -> Found | None:
    """'"...." The mayor shouted.': the quotation beside it is found later."""
    if c.lemma not in lexicon.QUOTATION or c.passive or c.negated:
        return None
    return c.make("bare", [])


def _joined(parts: list[Range]) -> list[Range]:
    joined: list[Range] = []
    for part in sorted(parts):
        if joined and part[0] <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(part[1], joined[-1][1]))
        else:
            joined.append(part)
    return joined


_FRAMES = (
    _as_clause, _clause, _parenthesis, _predicate, _charge, _infinitive, _preposition, _object,
    _rest,
)  # fmt: skip
