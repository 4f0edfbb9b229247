"""Tolls of articles that are no reports of a shooting: a plain number in the first words, or none.

The models learnt from shootings only. Elsewhere (wars, attacks, accidents) an article often tells
several events, or the toll of a whole war; here a number is taken only if nothing else in the
article speaks against it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal

from rashomon.annotate.quantities import Found
from rashomon.annotate.tolls.words import TITLE, Words
from rashomon.model import Span, Toll
from rashomon.parse import Parse

CONFIDENCE = 0.9
"""A share read by hand (docs/tolls-card.md), not a probability of the models."""
_COUNTS: tuple[tuple[Literal["killed", "injured"], str], ...] = (
    ("killed", "killed"),
    ("injured", "wounded"),
)
_EARLY = 60
"""The toll begins within so many words."""
_LARGEST = 300
"""Larger numbers are mostly those of wars and of past disasters."""
_DAY = re.compile(
    r"\b(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|today|yesterday|overnight|this morning)\b",
    re.IGNORECASE,
)
# The number may be of something else: a longer time, another event, what has not happened.
_OTHER = re.compile(
    r"\b(?:since|years?|months?|decades?|war|earlier|previous(?:ly)?|last|ago|past|began|toll rose|"
    r"anniversary|overall|in total|total of|so far|history|weekend|weeks?|between|each|every|days|"
    r"\w+th day|operations?|offensives?|battles?|clashes|fighting|continu\w+|has|have|"
    r"could|would|might|may|if|not|no|denie[sd]|capable|threat\w*|sentenced|convicted|"
    r"guilty|accused|plot\w*|attempt\w*|separate\w*|meanwhile|elsewhere|two attacks|attacks|"
    r"strikes|raids|bombings|incidents)\b",
    re.IGNORECASE,
)
_VAGUE = re.compile(r"\b(?:dozens?|scores|hundreds|thousands|tens|millions|several)\b", re.I)


def plain_tolls(parse: Parse, found: Sequence[Found], words: Words) -> tuple[Toll, ...]:
    """At most one toll of killed and one of injured, each from one phrase of the first words."""
    begins = [s for s, z in zip(words.starts, words.zones, strict=True) if z != TITLE]
    early = begins[min(_EARLY, len(begins) - 1)] if begins else 0
    by_count = {said: [f for f in found if f.quantity.counts == said] for _, said in _COUNTS}
    if not all(_one_figure(parse, given) for given in by_count.values()):
        return ()
    made: list[Toll] = []
    for counts, said in _COUNTS:
        first = next(iter(by_count[said]), None)
        if first is None or first.span.start > early or not _stands(parse, first):
            continue
        if counts == "killed" and not _title_agrees(words, int(first.quantity.value)):
            continue
        made.append(
            Toll(
                counts=counts,
                value=int(first.quantity.value),
                bound=first.quantity.bound,
                spans=(first.span,),
                confidence=CONFIDENCE,
            )
        )
    return tuple(made)


def _one_figure(parse: Parse, given: Sequence[Found]) -> bool:
    """Whether one figure alone is given, but for parts of it told in the same sentence."""
    if not given:
        return True
    first = given[0]
    sentence = _sentence(parse, first.span.start)
    for other in given[1:]:
        if other.quantity.value == first.quantity.value:
            continue
        inside = sentence is not None and sentence.start <= other.span.start < sentence.end
        if not inside or other.quantity.value > first.quantity.value:
            return False
        if other.quantity.unit == "people":
            return False
    return True


def _title_agrees(words: Words, value: int) -> bool:
    """Whether no number of the title is another than the toll."""
    title = {
        int(word)
        for word, zone in zip(words.low, words.zones, strict=True)
        if zone == TITLE and word.isascii() and word.isdigit()
    }
    return not title or value in title


def _stands(parse: Parse, found: Found) -> bool:
    """Whether the phrase plainly counts the people of one event, told as what has happened."""
    quantity, text = found.quantity, parse.article.text
    if quantity.unit != "people" or quantity.max is not None:
        return False
    if _VAGUE.search(found.span.of(text)) or quantity.value != int(quantity.value):
        return False
    sentence = _sentence(parse, found.span.start)
    if sentence is None or not 0 < quantity.value < _LARGEST:
        return False
    told = sentence.of(text)
    return _OTHER.search(told) is None and _DAY.search(text[: sentence.end]) is not None


def _sentence(parse: Parse, position: int) -> Span | None:
    piece = parse.piece_at(position)
    if piece is None:
        return None
    for sentence in piece.doc.sents:
        span = Span(piece.start + sentence.start_char, piece.start + sentence.end_char)
        if span.start <= position < span.end:
            return span
    return None
