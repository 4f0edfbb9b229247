"""Edges that the network draws wrong in forms whose right edge is plain."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace

from rashomon.annotate.learned.decode import Found
from rashomon.model import Span
from rashomon.text import inside, merge, overlap, quote, size

# "Moscow's claim that 65 were aboard could not be confirmed": the claim ends before the verb.
_NAMED = re.compile(
    r"\b(?:account|accusation|allegation|assertion|claim|report|rumou?r|statement|suggestion|version)s?$",
    re.IGNORECASE,
)
_UNCONFIRMED = re.compile(
    r"\s(?:could not|cannot|can ?not|has not|have not|had not)(?: yet)? (?:be|been) (?:\w+ly )?"
    r"(?:confirmed|verified|corroborated|substantiated)"
    r"(?: independently| yet| so far| by \w+)?\W*$"
)
# What is left must say something: "the claim that the votes could not be verified" is all claim.
_FINITE = re.compile(
    r"\b(?:is|are|was|were|be|has|had|have|will|would|did|does|can|could|may|might|\w+ed)\b"
)
# "A spokesman, who denied": the pronoun is the verb's, the name before it the source.
_DANGLING = re.compile(r",? (?:who|which)$")
# "wrote, citing two people, that it fell": who is cited is no part of what they say.
_CITES = re.compile(r"\b(?:citing|quoting)$", re.IGNORECASE)
_CITED = re.compile(r"[^.;:\n]{3,120}?, (?=that\b(?! \w+,))")
# So much of what is said lies in the content around it.
_SAME = 0.8


def mended(text: str, found: Found) -> Found:
    """The reading with its edges put right where a fixed form tells them."""
    dangling = (
        _DANGLING.search(text, found.source[0].start, found.source[-1].end)
        if (found.source)
        else None
    )
    if dangling and found.source[-1].start < dangling.start():
        cut = Span(found.source[-1].start, dangling.start())
        found = replace(found, source=(*found.source[:-1], cut))
    cue = quote(text, found.cue)
    first, last = found.content[0], found.content[-1]
    if _NAMED.search(cue) and text.startswith("that ", first.start):
        over = _UNCONFIRMED.search(text, last.start, last.end)
        if over and _FINITE.search(text, first.start, over.start()):
            cut = Span(last.start, over.start())
            return replace(found, content=(*found.content[:-1], cut))
    if _CITES.search(cue) and first.start >= found.cue[-1].end:
        cited = _CITED.match(text, first.start, first.end)
        if cited:
            return replace(found, content=(Span(cited.end(), first.end), *found.content[1:]))
    return found


def with_inserted(text: str, kept: Sequence[tuple[float, Found]]) -> list[tuple[float, Found]]:
    """The readings, with "she noted" in "According to the ministry, she noted, it fell" outermost.

    The network gives both the same content, and to the first "she noted" besides, or more. Who
    inserts the words reports the whole sentence: its source and cue included.
    """
    result = list(kept)
    order = sorted(range(len(kept)), key=lambda m: kept[m][1].cue[0].start)
    starts = [kept[m][1].cue[0].start for m in order]
    for n, (chance, f) in enumerate(kept):
        if not quote(text, f.cue).casefold().startswith("according"):
            continue
        begin = bisect_left(starts, f.cue[-1].end)
        for m in order[begin : bisect_left(starts, f.content[-1].end)]:
            other_chance, inserted = kept[m]
            said = _inserted(text, f, inserted)
            if said is None:
                continue
            if overlap(f.content, inserted.content) < _SAME * size(inserted.content):
                continue
            whole = merge(text, sorted((*f.source, *f.cue, *inserted.content)))
            result[n] = (chance, replace(f, content=inserted.content))
            result[m] = (other_chance, replace(inserted, content=whole))
            break
    return result


def _inserted(text: str, f: Found, inserted: Found) -> Span | None:
    """The other's source and cue where they stand between commas before ``f``'s content ends."""
    said = merge(text, sorted((*inserted.source, *inserted.cue)))
    begin = max(s.end for s in (*f.source, *f.cue))
    if not inserted.source or len(said) != 1 or not inside(said, (Span(begin, f.content[-1].end),)):
        return None
    before = text[max(0, said[0].start - 3) : said[0].start].rstrip()
    return said[0] if before.endswith(",") and text.startswith(",", said[0].end) else None
