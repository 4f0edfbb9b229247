"""Corrections written for a claim: the shortest words that lead back to it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from rashomon.anchors import name
from rashomon.annotate.corrected import correct, fitting
from rashomon.corrections import Corrections, Line, OfWords, SpeakerOf, dumps, from_keys
from rashomon.errors import UsageError
from rashomon.model import Article, Claim, Reading
from rashomon.text import quote

_SHOWN = 5
# The id of an article that came without one changes with its text; its address does not.
_MADE_UP_ID = re.compile(r"a-[0-9a-f]{12}")


def line_for(readings: Iterable[Reading], words: str, keys: Mapping[str, str | None]) -> str:
    """The line of a correction with these keys, for the one claim that holds the words.

    Raises :class:`~rashomon.errors.UsageError` where none or more than one holds them, and for a
    value that a correction cannot have.
    """
    of_source = keys.get("kind") == "speaker"
    found = [(r, c) for r in readings for c in claims_with(r, words, of_source=of_source)]
    if not found:
        raise UsageError(
            f"no claim of these articles holds “{words}”; "
            "give words of its content as rashomon read shows them"
        )
    if len(found) > 1:
        shown = [
            f"“{quote(r.article.text, c.content)}” in article {_key(r.article)}"
            for r, c in found[:_SHOWN]
        ]
        more = f" and {len(found) - _SHOWN} more" if len(found) > _SHOWN else ""
        raise UsageError(
            f"{len(found)} claims hold “{words}”: {', '.join(shown)}{more}; "
            "give more words of one of them, or its article"
        )
    reading, claim = found[0]
    correction = anchored(reading, claim, keys)
    if correction is None:
        raise UsageError(
            f"the claim “{quote(reading.article.text, claim.content)}” "
            "cannot be told from another by its words"
        )
    line = Line(file="the correction", number=1, correction=correction)
    for misfit in correct(reading, Corrections(lines=(line,))).orphans:
        raise UsageError(misfit.reason)
    return dumps(correction)


def claims_with(reading: Reading, words: str, *, of_source: bool = False) -> tuple[Claim, ...]:
    """The claims whose content holds the words, or, with ``of_source``, whose source or content.

    White space and case do not count. Where a content or source is just these words, longer ones
    do not count either.
    """
    sought = _plain(words)
    text = reading.article.text
    held: list[Claim] = []
    exact: list[Claim] = []
    for claim in reading.claims:
        if of_source and claim.kind == "own voice":
            continue
        places = [claim.content, *([claim.source] if of_source else [])]
        said = [_plain(quote(text, spans)) for spans in places]
        if sought in said:
            exact.append(claim)
        elif any(sought in words for words in said):
            held.append(claim)
    return tuple(exact or held)


def anchored(reading: Reading, claim: Claim, keys: Mapping[str, str | None]) -> OfWords | None:
    """The correction of this claim with these keys, or None where no words lead to it alone.

    One of its speaker names the claim by its source, the others by its content.
    """
    text = reading.article.text
    cue = quote(text, claim.cue) or None
    for spans in (claim.source, claim.content):
        place = name(text, spans)
        if place is None:
            continue
        for with_cue in dict.fromkeys((None, cue)):
            anchor = {
                "article": _key(reading.article),
                "exact": place.exact,
                "prefix": place.prefix or None,
                "suffix": place.suffix or None,
                "cue": with_cue,
            }
            correction = from_keys({**keys, **anchor}, where="the correction")
            if not isinstance(correction, OfWords):
                return None
            found = fitting(reading, correction)
            if found == (claim.id,) or (isinstance(correction, SpeakerOf) and claim.id in found):
                return correction
    return None


def _key(article: Article) -> str:
    return article.url if article.url and _MADE_UP_ID.fullmatch(article.id) else article.id


def _plain(words: str) -> str:
    return " ".join(words.split()).casefold()
