"""Branches of a parse between commas: appositions, relative clauses, participles, examples."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from rashomon.summarize.parts import (
    AUX,
    COMMA,
    DASHES,
    NOUNS,
    SUBJECTS,
    Kind,
    Part,
    goes_on,
    last_mark,
)

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token


_RELATIVE = frozenset(["who", "which", "whose", "whom", "where"])

_DETERMINERS = frozenset(["a", "an", "the", "his", "her", "its", "their", "one"])

# What follows from the main clause is often the news itself.
_OUTCOMES = re.compile(
    r"(?:kill|wound|injur|leav|caus|destroy|damag|forc|end|result|trigger|spark|prompt|mak|bring"
    r"|allow|enabl|giv|sett|send|rais|push|driv|put|turn|trapp|bury|burn|hitt|strik|sink|includ"
    r"|becom|add|follow|concern|regard|pend|barr|giv|depend|us|bas|exclud|compar|mean|order|win"
    r"|los|beat|defeat|captur|seiz|tak|arrest|detain|shoot|shutt|clos|suspend|ban|block|cutt)ing$"
)

# "The video shows her, ill, leaving": with these a participle is what is seen.
_SEEN = frozenset(
    """show shows showed showing shown see sees saw seen hear hears heard depict depicts depicted
    catch catches caught film filmed watch watched find finds found leave left keep kept""".split()
)

_SETTINGS = frozenset(["at", "in", "during", "on", "amid"])

_SETTING = 4

_PHRASES = ("along with", "together with", "such as", "including", "as well as")

_UNFINISHED = frozenset(
    "instance example namely especially particularly notably that is i.e. e.g. say as".split()
)


def branches(doc: Doc, end: int) -> Iterator[Part]:
    """The branches of the parse with commas around them that the sentence can do without."""
    for token in doc:
        kind = _KINDS.get(token.dep_)
        bounds = _bounds(doc, token, end) if kind else None
        if kind is None or bounds is None:
            continue
        found = kind(doc, token, *bounds)
        if found is not None:
            first, last = bounds
            yield Part(
                kind=found,
                first=first,
                last=last,
                opening=first - 1,
                closing=last + 1 if last + 1 < end else None,
                head=token.head.i,
            )


def _bounds(doc: Doc, token: Token, end: int) -> tuple[int, int] | None:
    """The branch of ``token`` where commas (or an end of the sentence) stand around it."""
    first, last = token.left_edge.i, token.right_edge.i
    while first < token.i and (doc[first].is_punct or doc[first].is_space):
        first += 1
    while last > token.i and (doc[last].is_punct or doc[last].is_space):
        last -= 1
    if first == 0:
        return None
    if doc[first - 1].text != COMMA or (last + 1 < end and doc[last + 1].text != COMMA):
        return None
    if doc[first - 2].lower_ in _UNFINISHED or _after_lone_dash(doc, first):
        return None
    branch = {t.i for t in token.subtree}
    if any(i not in branch and not doc[i].is_punct for i in range(first, last + 1)):
        return None
    return first, last


def _after_lone_dash(doc: Doc, first: int) -> bool:
    """Whether a dash stands close before: what it announces may be all in the part."""
    return any(t.text in DASHES or t.text == ":" for t in doc[max(0, first - 5) : first])


def _apposition(doc: Doc, token: Token, first: int, last: int) -> Kind | None:
    head = token.head
    if token.pos_ != "NOUN" or head.pos_ not in NOUNS:
        # A name is never dropped: "the mayor, Maren Holt, said".
        return None
    # "Holt, owner of the port": without an article only one office of one name.
    office = head.pos_ == "PROPN" and token.tag_ == "NN" and doc[first].pos_ in {"NOUN", "ADJ"}
    if not office and doc[first].lower_ not in _DETERMINERS:
        return None
    if _listed(token) or _listed(head) or _before_list(doc, last) or head.i > first:
        return None
    if not _beside(doc, head, first) or head.dep_ in {"appos", "conj"}:
        return None
    before = doc[max(0, head.left_edge.i - 1)]
    if before.text == COMMA and any(t.dep_ == "cc" for t in doc[first : last + 1]):
        # "On trade, fuel, the role of money and prisons" is a list.
        return None
    return "apposition"


def _beside(doc: Doc, noun: Token, first: int) -> bool:
    """Whether no clause lies between the noun and the comma before the part."""
    between = doc[noun.i + 1 : first - 1]
    return not any(t.pos_ in {"VERB", "AUX"} or t.text == COMMA for t in between)


def _relative(doc: Doc, token: Token, first: int, last: int) -> Kind | None:
    opening = doc[first]
    wh = opening.lower_ in _RELATIVE or (
        opening.pos_ == "ADP"
        and first < last
        and doc[first + 1].lower_ in {"which", "whom", "whose"}
    )
    if not wh or token.head.i >= first or token.tag_ in {"VB", "VBG"}:
        return None
    if _many(token) and token.head.tag_ in {"NN", "NNP"} and not _listed(token.head):
        # "Those, like Holt, who are retired": the clause is not hers.
        return None
    if any(t.lower_ == "those" for t in doc[max(0, first - 7) : first]) or _cleft(token):
        return None
    if last + 1 < last_mark(doc) and (_listed(token.head) or _before_list(doc, last)):
        return None
    return "relative clause"


def _cleft(verb: Token) -> bool:
    """Whether the clause belongs to an "it was": "it was the guard, not the pilot, who slept"."""
    return any(
        above.lower_ in {"is", "was", "'s", "’s", "be", "were"}
        for above in verb.ancestors
        if any(c.dep_ in SUBJECTS and c.lower_ == "it" for c in above.children)
    )


def _many(verb: Token) -> bool:
    """Whether the relative clause's verb has a plural form, with "who" for its subject."""
    subject = next((c for c in verb.children if c.dep_ in SUBJECTS), None)
    if subject is None or subject.lower_ not in {"who", "which", "that"}:
        return False
    forms = [verb, *(c for c in verb.children if c.dep_ in AUX)]
    return verb.tag_ == "VBP" or any(t.lower_ in {"are", "were", "have"} for t in forms)


def _participle(doc: Doc, token: Token, first: int, last: int) -> Kind | None:
    if token.head.i >= first:
        return None
    if any(c.dep_ in SUBJECTS or c.dep_ in {"mark", "aux", "auxpass"} for c in token.children):
        return _clause(doc, token, first, last)
    if token.tag_ not in {"VBG", "VBN"} or _OUTCOMES.match(token.lower_):
        return None
    if any(t.pos_ != "ADV" for t in doc[first : token.i]):
        return None
    if token.tag_ == "VBN" and token.dep_ == "advcl":
        return None
    if token.dep_ == "acl" and (
        token.head.pos_ not in NOUNS or not _beside(doc, token.head, first)
    ):
        # "The last, wheezing gasp"; "showed Holt, who was ill, leaving".
        return None
    if any(t.lower_ in _SEEN for t in token.ancestors) or _cleft(token):
        return None
    several = any(t.dep_ == "cc" for t in doc[first : last + 1])
    if several and (token.head.tag_ == "VBG" or (token.dep_ == "acl" and token.tag_ == "VBG")):
        # "Charges of theft, carrying a weapon and fraud".
        return None
    if last + 1 < last_mark(doc) and (_listed(token.head) or _before_list(doc, last)):
        return None
    return "participle"


def _clause(doc: Doc, token: Token, first: int, last: int) -> Kind | None:
    if last + 1 < last_mark(doc):
        return None
    opening = doc[first].lower_
    # "When it rains" is a condition, and "was cleaning it, when it went off" the news itself.
    return "clause" if opening == "where" else None


def _phrase(doc: Doc, token: Token, first: int, last: int) -> Kind | None:
    words = doc[first : last + 1].text.casefold()
    if token.head.i >= first:
        return None
    if words.startswith(_PHRASES):
        at_end = last + 1 >= last_mark(doc)
        return "phrase" if at_end or not _before_list(doc, last) else None
    if words.startswith("with ") and last + 1 >= last_mark(doc) and token.head.pos_ == "VERB":
        # "With rebels fleeing", not "foreigners with no papers, with poor skills or guilty".
        told = doc[first : last + 1]
        absolute = any(t.tag_ in {"VBG", "VBN"} for t in told)
        return "phrase" if absolute and not any(t.lower_ == "or" for t in told) else None
    if token.lower_ in _SETTINGS and first == token.i and last + 2 < last_mark(doc):
        # "Holt, at a rally in Velle, said": between a subject and its verb it can only be an aside.
        before, after = doc[first - 2], doc[last + 2]
        return "phrase" if goes_on(before, after) and last - first >= _SETTING - 1 else None
    return None


_KINDS = {
    "appos": _apposition,
    "relcl": _relative,
    "acl": _participle,
    "advcl": _participle,
    "prep": _phrase,
}


def _listed(token: Token) -> bool:
    return token.dep_ == "conj" or any(c.dep_ in {"conj", "cc"} for c in token.children)


def _before_list(doc: Doc, last: int) -> bool:
    """Whether a list goes on behind the closing comma: "a bus, a truck, and"."""
    return last + 2 < len(doc) and doc[last + 2].dep_ == "cc" and doc[last + 2].lower_ != "but"
