"""What the network cannot see, because its reading ends at the line: turns, and words a line later.

An attribution may stand in a sentence of its own, behind what it attributes ("This was reported by
Interfax."), and a transcript names its speakers by a colon ("WALLACE: Governor, ..."). Both are
fixed forms, so they are read by pattern, and only where nothing was found already.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator

from rashomon.annotate.learned.decode import Found
from rashomon.model import Span, Spans
from rashomon.text import trim

# As sure as the network is of a plain "said": the forms leave little to doubt.
SURE = (6.0, 8.0, -0.3)

_REPORTED = (
    r"reported|announced|stated|confirmed|declared|revealed|disclosed|claimed|said|told|noted"
    r"|pointed out|emphasi[sz]ed|stressed"
)
_AFTER = re.compile(
    rf"(?P<lead>(?:This|That|It|(?P<told>The (?:information|news|report|statement|claim))) )"
    rf"(?P<cue>(?:was|is|were|has been|had been)(?: also| earlier| first)? (?:{_REPORTED})"
    rf"(?: (?:on|in) [A-Z]?\w+)? by|(?:is|was) according to"
    r"|(?(told)(?:comes from|came from)|(?!)))\s+"
    r"(?P<source>[^.!?;\n]{2,160}?)"
    r"(?=,? (?:on|in) (?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun|Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep"
    r"|Oct|Nov|Dec)\w*\b|[.!?;\n]|$)"
)
_TURN = re.compile(
    r"(?P<source>[A-Z][A-Z.'’-]+(?: [A-Z][A-Z.'’-]+){0,3})(?: \([^()\n]{1,40}\))?"
    r"(?P<cue>:)\s+(?=\S)"
)
# One line in capitals with a colon may be a heading; two different ones, one of them twice, talk.
_FEWEST_SPEAKERS = 2
_HEADINGS = frozenset(
    "WHO WHAT WHEN WHERE WHY HOW UPDATE UPDATED PHOTO PHOTOS VIDEO WATCH READ MORE".split()
)
_BEFORE = re.compile(r"[^\s].*?(?:[.!?…][\"”’»)]*(?=\s|$)|$)", re.DOTALL)


def found_later(text: str, paragraphs: Spans, known: Iterable[Found]) -> list[Found]:
    """The attributions of both forms whose cue lies in none that is ``known``."""
    cues = sorted(s for f in known for s in f.cue)
    starts = [s.start for s in cues]

    def free(span: Span) -> bool:
        at = bisect_left(starts, span.end)
        return not at or cues[at - 1].end <= span.start

    found = [*_sentences_later(text, paragraphs), *_turns(text, paragraphs)]
    return [f for f in found if free(f.cue[0])]


def without_leads(text: str, known: Iterable[Found]) -> list[Found]:
    """The readings but for those of which the content is the lead alone: "This", "The news"."""
    return [f for f in known if not _is_lead(text, f)]


def _is_lead(text: str, found: Found) -> bool:
    first = found.content[0]
    match = _AFTER.match(text, first.start) if len(found.content) == 1 else None
    return match is not None and match.end("lead") - 1 == first.end


def _sentences_later(text: str, paragraphs: Spans) -> Iterator[Found]:
    for number, paragraph in enumerate(paragraphs):
        for match in _AFTER.finditer(text, paragraph.start, paragraph.end):
            before = text[paragraph.start : match.start()].rstrip()
            if before:
                if before[-1] not in '.!?…"”’»)':
                    continue
                content = _last_sentence(text, Span(paragraph.start, match.start()))
            else:
                content = _last_sentence(text, paragraphs[number - 1]) if number else None
            source = trim(text, Span(*match.span("source")), extra=",")
            if content is None or source is None:
                continue
            yield Found(
                source=(source,), cue=(Span(*match.span("cue")),), content=(content,), odds=SURE
            )


def _last_sentence(text: str, within: Span) -> Span | None:
    last = None
    for match in _BEFORE.finditer(text, within.start, within.end):
        last = Span(*match.span())
    return trim(text, last, extra=".") if last is not None else None


def _turns(text: str, paragraphs: Spans) -> Iterator[Found]:
    found = [_TURN.match(text, p.start, p.end) for p in paragraphs]
    found = [m if m and m["source"].split()[0] not in _HEADINGS else None for m in found]
    named = Counter(m["source"] for m in found if m)
    if len(named) < _FEWEST_SPEAKERS or max(named.values()) < 2:
        return
    for match, paragraph in zip(found, paragraphs, strict=True):
        content = trim(text, Span(match.end(), paragraph.end)) if match else None
        if match and content:
            yield Found(
                source=(Span(*match.span("source")),),
                cue=(Span(*match.span("cue")),),
                content=(content,),
                odds=SURE,
            )
