"""Parts of a parsed sentence that its grammar can do without.

A part counts only where two witnesses agree: the parse (it is one whole branch, nothing outside
hangs on it) and the punctuation (commas, dashes or brackets stand around it).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

Kind = Literal[
    "apposition", "bracket", "dashes", "relative clause", "participle", "clause", "phrase",
    "connective", "opening",
]  # fmt: skip

_COMMA = ","
_DASHES = frozenset(["-", "–", "—", "--", "---"])
_NOUNS = frozenset(["NOUN", "PROPN"])
_AUX = frozenset(["aux", "auxpass"])
_SUBJECTS = frozenset(["nsubj", "nsubjpass", "csubj", "expl"])
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
_CONNECTIVES = re.compile(
    r"(?:however|meanwhile|moreover|furthermore|nevertheless|nonetheless|of course|in fact|in turn"
    r"|for example|for instance|in addition|incidentally|after all|by the way)$"
)
_WEEKDAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_OPENING = re.compile(
    rf"(?:On|Late|Early|Earlier|Late on|Early on|Earlier on) (?:last )?{_WEEKDAY}"
    r"(?: (?:morning|afternoon|evening|night))?$"
)
# With one of these in the sentence its opening date may be what another time is counted from.
_TIMES = re.compile(
    rf"\b(?:{_WEEKDAY}|yesterday|today|tomorrow|tonight|days?|weeks?|months?|years?|hours?|minutes?"
    r"|later|earlier|then|next|previous\w*|before|after\w*|same|since|until|ago|when|while|again"
    r"|night|morning|evening|afternoon|now|already|still|first|last|following|deadline|by)\b"
)
_SPEAKING = re.compile(r"Speaking (?:at|in|during|to|from|before|after|on the)\b")
_SETTINGS = frozenset(["at", "in", "during", "on", "amid"])
_SETTING = 4
# Where somebody spoke is no part of what is said, nor of who says it.
_AT = re.compile(
    r"(?:At|During) (?:a|an|the|his|her|their|its)\b.*\b(?:conference|rally|briefing|event|meeting"
    r"|summit|visit|ceremony|hearing|session|gathering|forum|launch|trip|stop|appearance|dinner"
    r"|reception|funeral|vigil|service|march|protest|demonstration)\b"
)
# When it was said counts, where it was not the day of the article.
_LONG_AGO = re.compile(
    r"\b(?:last|previous|ago|years?|months?|weeks?|earlier|January|February|March|April|May|June"
    r"|July|August|September|October|November|December)\b"
)
_SPOKE = frozenset(
    """said told added announced declared asked warned urged called insisted argued praised accused
    denied described criticized criticised condemned noted stressed vowed pledged promised
    reiterated repeated rejected acknowledged admitted defended suggested claimed""".split()
)
_PHRASES = ("along with", "together with", "such as", "including", "as well as")


# Every part that is sought shows itself before a parse: by the words behind a comma, by brackets,
# by two dashes, or by the sentence's first words.
_SHOWS = re.compile(
    r",\s+(?:(?:in|of|to|for|from|with|by|at|on|under|through|during|after|before)\s+(?:which|whom"
    r"|whose)|who|which|whose|whom|where|when|an?|the|his|her|its|their|one|along|together|such"
    r"|including|as well as|with|in|at|during|on|amid|however|meanwhile|moreover|furthermore"
    r"|never?theless|nonetheless|of course|for (?:example|instance)|incidentally|after all"
    r"|by the way|(?:\w+ly\s+|now\s+|then\s+|later\s+|first\s+|\w+\s+)?\w+(?:ing|ed|en|wn|un|ld"
    r"|id|de|ht|lt|pt|nt|ne|ut|et|nd)\b|\w+(?:\s+\w+)?\s+(?:of|at|for|in|with|to)\b)"
    r"|\(|[–—]|\s-+\s|^(?:On|Late|Early|Earlier|Speaking|At|During)\b"
)


def may_have_parts(words: str) -> bool:
    """Whether a parse of the sentence could show a droppable part."""
    return bool(_SHOWS.search(words))


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """Tokens ``first`` to ``last`` (both included) and the marks around them.

    ``opening`` and ``closing`` are the tokens of the marks; None at an end of the sentence.
    """

    kind: Kind
    first: int
    last: int
    opening: int | None
    closing: int | None
    head: int


def parts(doc: Doc) -> Iterator[Part]:
    """The droppable parts, in no order; they may lie in one another."""
    end = _end(doc)
    yield from _brackets(doc)
    yield from _between_dashes(doc, end)
    yield from _connectives(doc, end)
    for token in doc:
        kind = _KINDS.get(token.dep_)
        if kind is None:
            continue
        bounds = _bounds(doc, token, end)
        if bounds is None:
            continue
        found = kind(doc, token, *bounds)
        if found is not None:
            first, last = bounds
            yield Part(
                kind=found,
                first=first,
                last=last,
                opening=first - 1 if first else None,
                closing=last + 1 if last + 1 < end else None,
                head=token.head.i,
            )
    opening = _opening(doc, end)
    if opening is not None:
        yield opening


def needs_comma(doc: Doc, part: Part) -> bool:
    """Whether one of the two commas around the part must stay when it goes."""
    if part.opening is None or part.closing is None or part.closing + 1 >= len(doc):
        return False
    before, after = doc[part.opening - 1], doc[part.closing + 1]
    if goes_on(before, after) or after.lower_ == "that":
        return False
    if after.pos_ in {"ADP", "PART"} and after.lower_ in _CLOSE:
        return False
    subject = next((c for c in _root(doc).children if c.dep_ in _SUBJECTS), None)
    if subject is not None and part.opening < subject.left_edge.i:
        return True
    if after.dep_ == "cc":
        conjunct = next((c for c in after.head.children if c.dep_ == "conj"), None)
        own = conjunct is not None and any(c.dep_ in _SUBJECTS for c in conjunct.children)
        return own or after.lower_ == "but"
    return True


_CLOSE = frozenset("in on at to for from of by near during into over".split())


def can_close(doc: Doc, part: Part) -> bool:
    """Whether what follows the part joins what stands before it, and nothing in the part.

    In "the raid, in which they stormed a port, killing three" the last words lean on the second
    clause, in "a mechanic on a ship, the Aurora, slept" on the ship, whatever the parse says.
    """
    if part.closing is None or part.opening is None or part.kind in {"bracket", "dashes"}:
        return True
    if part.closing + 1 >= len(doc):
        return True
    before, after = doc[part.opening - 1], doc[part.closing + 1]
    if goes_on(before, after) or after.dep_ == "cc":
        return True
    subject = next((c for c in _root(doc).children if c.dep_ in _SUBJECTS), None)
    if subject is not None and after.i == subject.left_edge.i:
        # "He drove off, however, the car broke down" is two sentences.
        two = any(c.dep_ in {"ccomp", "parataxis"} and c.i < after.i for c in subject.head.children)
        return not (two and part.kind == "connective")
    if part.kind == "connective":
        return after.lower_ == "that"
    return after.pos_ in {"ADP", "PART"} or after.lower_ in {"who", "which", "whose", "but"}


def goes_on(before: Token, after: Token) -> bool:
    """Whether ``after`` opens the verb whose subject ends with ``before``."""
    for token in (before, *before.ancestors):
        if token.dep_ not in _SUBJECTS:
            continue
        verb = token.head
        if any(t.text == _COMMA for t in token.doc[token.i + 1 : before.i + 1]):
            # "Holt, 51, the mayor, said": the comma behind her age has its own use.
            return False
        if token.left_edge.i <= before.i and after.i <= verb.i:
            return after.i == verb.i or after.head.i == verb.i or after.pos_ in {"AUX", "ADV"}
        if after.dep_ in {"aux", "auxpass", "neg", "advmod"} and after.head.i == verb.i:
            return True
    return False


def _end(doc: Doc) -> int:
    """The place of the sentence's last mark, or its length."""
    end = len(doc)
    while end and (doc[end - 1].is_punct or doc[end - 1].is_space):
        end -= 1
    return end


def _root(doc: Doc) -> Token:
    return next(token for token in doc if token.dep_ == "ROOT")


def _bounds(doc: Doc, token: Token, end: int) -> tuple[int, int] | None:
    """The branch of ``token`` where commas (or an end of the sentence) stand around it."""
    first, last = token.left_edge.i, token.right_edge.i
    while first < token.i and (doc[first].is_punct or doc[first].is_space):
        first += 1
    while last > token.i and (doc[last].is_punct or doc[last].is_space):
        last -= 1
    if first == 0:
        return None
    if doc[first - 1].text != _COMMA or (last + 1 < end and doc[last + 1].text != _COMMA):
        return None
    if doc[first - 2].lower_ in _UNFINISHED or _after_lone_dash(doc, first):
        return None
    branch = {t.i for t in token.subtree}
    if any(i not in branch and not doc[i].is_punct for i in range(first, last + 1)):
        return None
    return first, last


_UNFINISHED = frozenset(
    "instance example namely especially particularly notably that is i.e. e.g. say as".split()
)


def _after_lone_dash(doc: Doc, first: int) -> bool:
    """Whether a dash stands close before: what it announces may be all in the part."""
    return any(t.text in _DASHES or t.text == ":" for t in doc[max(0, first - 5) : first])


def _apposition(doc: Doc, token: Token, first: int, last: int) -> Kind | None:
    head = token.head
    if token.pos_ != "NOUN" or head.pos_ not in _NOUNS:
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
    if before.text == _COMMA and any(t.dep_ == "cc" for t in doc[first : last + 1]):
        # "On trade, fuel, the role of money and prisons" is a list.
        return None
    return "apposition"


def _beside(doc: Doc, noun: Token, first: int) -> bool:
    """Whether no clause lies between the noun and the comma before the part."""
    between = doc[noun.i + 1 : first - 1]
    return not any(t.pos_ in {"VERB", "AUX"} or t.text == _COMMA for t in between)


def _relative(doc: Doc, token: Token, first: int, last: int) -> Kind | None:
    opening = doc[first]
    wh = opening.lower_ in _RELATIVE or (
        opening.pos_ == "ADP" and doc[first + 1].lower_ in {"which", "whom", "whose"}
    )
    if not wh or token.head.i >= first or token.tag_ in {"VB", "VBG"}:
        return None
    if _many(token) and token.head.tag_ in {"NN", "NNP"} and not _listed(token.head):
        # "Those, like Holt, who are retired": the clause is not hers.
        return None
    if any(t.lower_ == "those" for t in doc[max(0, first - 7) : first]) or _cleft(token):
        return None
    if last + 1 < _end(doc) and (_listed(token.head) or _before_list(doc, last)):
        return None
    return "relative clause"


def _cleft(verb: Token) -> bool:
    """Whether the clause belongs to an "it was": "it was the guard, not the pilot, who slept"."""
    return any(
        above.lower_ in {"is", "was", "'s", "’s", "be", "were"}
        for above in verb.ancestors
        if any(c.dep_ in _SUBJECTS and c.lower_ == "it" for c in above.children)
    )


def _many(verb: Token) -> bool:
    """Whether the relative clause's verb has a plural form, with "who" for its subject."""
    subject = next((c for c in verb.children if c.dep_ in _SUBJECTS), None)
    if subject is None or subject.lower_ not in {"who", "which", "that"}:
        return False
    forms = [verb, *(c for c in verb.children if c.dep_ in _AUX)]
    return verb.tag_ == "VBP" or any(t.lower_ in {"are", "were", "have"} for t in forms)


def _participle(doc: Doc, token: Token, first: int, last: int) -> Kind | None:
    if token.head.i >= first:
        return None
    if any(c.dep_ in _SUBJECTS or c.dep_ in {"mark", "aux", "auxpass"} for c in token.children):
        return _clause(doc, token, first, last)
    if token.tag_ not in {"VBG", "VBN"} or _OUTCOMES.match(token.lower_):
        return None
    if any(t.pos_ != "ADV" for t in doc[first : token.i]):
        return None
    if token.tag_ == "VBN" and token.dep_ == "advcl":
        return None
    if token.dep_ == "acl" and (
        token.head.pos_ not in _NOUNS or not _beside(doc, token.head, first)
    ):
        # "The last, wheezing gasp"; "showed Holt, who was ill, leaving".
        return None
    if any(t.lower_ in _SEEN for t in token.ancestors):
        return None
    several = any(t.dep_ == "cc" for t in doc[first : last + 1])
    if several and (token.head.tag_ == "VBG" or (token.dep_ == "acl" and token.tag_ == "VBG")):
        # "Charges of theft, carrying a weapon and fraud".
        return None
    if last + 1 < _end(doc) and (_listed(token.head) or _before_list(doc, last)):
        return None
    return "participle"


def _clause(doc: Doc, token: Token, first: int, last: int) -> Kind | None:
    if last + 1 < _end(doc):
        return None
    opening = doc[first].lower_
    # "When it rains" is a condition, and "was cleaning it, when it went off" the news itself.
    return "clause" if opening == "where" else None


def _phrase(doc: Doc, token: Token, first: int, last: int) -> Kind | None:
    words = doc[first : last + 1].text.casefold()
    if token.head.i >= first:
        return None
    if words.startswith(_PHRASES):
        at_end = last + 1 >= _end(doc)
        return "phrase" if at_end or not _before_list(doc, last) else None
    if words.startswith("with ") and last + 1 >= _end(doc) and token.head.pos_ == "VERB":
        # "With rebels fleeing", not "foreigners with no papers, with poor skills or guilty".
        told = doc[first : last + 1]
        absolute = any(t.tag_ in {"VBG", "VBN"} for t in told)
        return "phrase" if absolute and not any(t.lower_ == "or" for t in told) else None
    if token.lower_ in _SETTINGS and first == token.i and last + 2 < _end(doc):
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


def _apart(doc: Doc, first: int, last: int) -> int | None:
    """The one word outside on which the region hangs, if nothing outside hangs on the region."""
    heads = set()
    for token in doc:
        inner, above = first <= token.i <= last, first <= token.head.i <= last
        if inner and token.dep_ == "ROOT":
            return None
        if above and not inner and not token.is_punct:
            return None
        if inner and not above and not token.is_punct:
            heads.add(token.head.i)
    return heads.pop() if len(heads) == 1 else None


def _brackets(doc: Doc) -> Iterator[Part]:
    opened: int | None = None
    for token in doc:
        if token.text == "(":
            opened = token.i
        elif token.text == ")" and opened is not None:
            first, last = opened + 1, token.i - 1
            head = _apart(doc, first, last) if first <= last else None
            follows = token.i + 1 < len(doc) and not token.whitespace_
            glued = follows and not doc[token.i + 1].is_punct
            if head is not None and opened > 0 and not glued and _idle(doc, opened):
                yield Part(
                    kind="bracket",
                    first=first,
                    last=last,
                    opening=opened,
                    closing=token.i,
                    head=head,
                )
            opened = None


def _idle(doc: Doc, opened: int) -> bool:
    """Whether the bracket completes nothing, unlike "they (the guards)" or "all (in Velle)"."""
    before, inner = doc[opened - 1], doc[opened + 1]
    if not before.whitespace_ or before.pos_ in {"PRON", "DET", "ADP", "NUM"} or before.like_num:
        return False
    if inner.i + 1 < len(doc) and doc[inner.i + 1].text != ")":
        closing = next((t.i for t in doc[inner.i :] if t.text == ")"), inner.i + 1)
        if _names(doc, inner.i, closing - 1):
            return False
    return (
        inner.pos_ not in {"ADP", "PART", "CCONJ", "SCONJ"}
        and inner.tag_ != "WRB"
        and not any(c.isdigit() for c in before.text)
    )


def _between_dashes(doc: Doc, end: int) -> Iterator[Part]:
    marks = [
        t.i for t in doc if t.text in _DASHES and t.i + 1 < end and (t.i == 0 or not _joins(t))
    ]
    if len(marks) != 2:
        return
    first, last = marks[0] + 1, marks[1] - 1
    if first > last or marks[0] < 2 or doc[first].dep_ == "cc":
        return
    head = _apart(doc, first, last)
    subject = next((c for c in _root(doc).children if c.dep_ in _SUBJECTS), None)
    if head is None or subject is None or marks[0] < subject.left_edge.i:
        return
    if _names(doc, first, last):
        return
    yield Part(kind="dashes", first=first, last=last, opening=marks[0], closing=marks[1], head=head)


def _names(doc: Doc, first: int, last: int) -> bool:
    """Whether the region says by name who or what was meant: "one of them - Maren Holt - said"."""
    return any(
        t.pos_ == "PROPN"
        and (not first <= t.head.i <= last or t.dep_ in {"appos", "conj"})
        and t.dep_ not in {"compound", "poss"}
        for t in doc[first : last + 1]
    )


def _joins(token: Token) -> bool:
    """Whether a short dash joins two words: "five-year"."""
    return token.text == "-" and not (token.nbor(-1).whitespace_ and token.whitespace_)


def _connectives(doc: Doc, end: int) -> Iterator[Part]:
    commas = [t.i for t in doc if t.text == _COMMA]
    for at in commas:
        for last in range(at + 1, min(at + 3, end)):
            words = doc[at + 1 : last + 1].text
            closes = last + 1 == end or (last + 1 < end and doc[last + 1].text == _COMMA)
            if closes and _CONNECTIVES.match(words) and _apart(doc, at + 1, last) is not None:
                yield Part(
                    kind="connective",
                    first=at + 1,
                    last=last,
                    opening=at,
                    closing=last + 1 if last + 1 < end else None,
                    head=doc[at + 1].head.i,
                )


def _opening(doc: Doc, end: int) -> Part | None:
    comma = next((t.i for t in doc if t.text == _COMMA), None)
    if comma is None or comma + 2 >= end:
        return None
    words, rest = doc[:comma].text, doc[comma + 1 : end].text
    root = _root(doc)
    after = doc[comma + 1]
    subject = next((c for c in root.children if c.dep_ in _SUBJECTS), None)
    if subject is None or subject.left_edge.i != comma + 1 or after.dep_ == "cc":
        return None
    past = root.tag_ == "VBD" or any(c.tag_ == "VBD" for c in root.children if c.dep_ in _AUX)
    dated = bool(_OPENING.match(words)) and past and not _TIMES.search(rest)
    speaking = bool(_SPEAKING.match(words)) and doc[0].head.i == root.i
    speaking = speaking or bool(_AT.match(words) and root.lower_ in _SPOKE)
    speaking = speaking and not _LONG_AGO.search(words)
    if sum(t.text == _COMMA for t in doc[comma + 1 : root.i]) % 2:
        # "In Velle, Northmark, Holt": the place goes on behind the comma.
        return None
    head = _apart(doc, 0, comma - 1)
    if not (dated or speaking) or head is None:
        return None
    return Part(kind="opening", first=0, last=comma - 1, opening=None, closing=comma, head=head)
