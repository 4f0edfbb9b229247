"""Parts of a parsed sentence that its grammar can do without.

A part counts only where two witnesses agree: the parse (it is one whole branch, nothing outside
hangs on it) and the punctuation (commas, dashes or brackets stand around it).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from rashomon.summarize.asides import between_dashes, brackets, connectives, opening
from rashomon.summarize.branches import branches
from rashomon.summarize.parts import SUBJECTS, Part, goes_on, last_mark, root_of

if TYPE_CHECKING:
    from spacy.tokens import Doc


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

_CLOSE = frozenset("in on at to for from of by near during into over".split())


def may_have_parts(words: str) -> bool:
    """Whether a parse of the sentence could show a droppable part."""
    return bool(_SHOWS.search(words))


def droppable(doc: Doc) -> Iterator[Part]:
    """The droppable parts, in no order; they may lie in one another."""
    end = last_mark(doc)
    yield from brackets(doc)
    yield from between_dashes(doc, end)
    yield from connectives(doc, end)
    yield from branches(doc, end)
    first = opening(doc, end)
    if first is not None:
        yield first


def needs_comma(doc: Doc, part: Part) -> bool:
    """Whether one of the two commas around the part must stay when it goes."""
    if part.opening is None or part.closing is None or part.closing + 1 >= len(doc):
        return False
    before, after = doc[part.opening - 1], doc[part.closing + 1]
    if goes_on(before, after) or after.lower_ == "that":
        return False
    if after.pos_ in {"ADP", "PART"} and after.lower_ in _CLOSE:
        return False
    subject = next((c for c in root_of(doc).children if c.dep_ in SUBJECTS), None)
    if subject is not None and part.opening < subject.left_edge.i:
        return True
    if after.dep_ == "cc":
        conjunct = next((c for c in after.head.children if c.dep_ == "conj"), None)
        own = conjunct is not None and any(c.dep_ in SUBJECTS for c in conjunct.children)
        return own or after.lower_ == "but"
    return True


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
    subject = next((c for c in root_of(doc).children if c.dep_ in SUBJECTS), None)
    if subject is not None and after.i == subject.left_edge.i:
        # "He drove off, however, the car broke down" is two sentences.
        two = any(c.dep_ in {"ccomp", "parataxis"} and c.i < after.i for c in subject.head.children)
        return not (two and part.kind == "connective")
    if part.kind == "connective":
        return after.lower_ == "that"
    # Not before "which": in "Holt, head of a firm, which owns it" the firm would become Holt.
    return after.pos_ in {"ADP", "PART"} or after.lower_ == "but"
