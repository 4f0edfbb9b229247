"""Whole sentences of an article as spans, without a parse."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable

from rashomon.model import Span, Spans
from rashomon.text import paragraphs as lines_of
from rashomon.text import trim

_END = re.compile(r"[.!?…。！？؟]+[\"”’'»)\]]*(?=\s|$)|[。！？][”」』]?")
_NEXT = re.compile(r"\s*[\"“‘'«(\[„]*\s*([^\W_])")
_LAST_WORD = re.compile(r"([^\W\d_](?:[\w.]*[^\W_])?)\.$")
_MONTH_DAY = (
    r"(?:,? (?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]*\.? \d{1,2}"
    r"(?:, \d{4})?)?"
)
_DATELINE = re.compile(
    rf"(?:[A-Z][A-Z .,'’/()-]{{2,40}}|[A-Z][\w .,'’/-]{{2,40}}?){_MONTH_DAY}"
    r"\s?\((?:[A-Z][\w. /&-]{1,30})\)\s?[-–—―:]+\s+"
    rf"|[A-Z][A-Z .'’/]{{2,30}}(?:, [A-Z][\w. ]{{2,20}})?{_MONTH_DAY}"
    r"(?: [-–—―]+ |\s?[—–―]\s?|: )"
    r"|[A-Z][\w.’'-]+(?: [A-Z][\w.’'-]+){0,2}, [A-Z][\w.’'-]+(?: [A-Z][\w.]+){0,2} [-–—―] "
    r"|\([A-Z][\w. /&-]{1,30}\)(?:\s?[-–—:]+)?\s+|\[\d+\]\s+"
    # "(CNN)Police said", "London (CNN)Police said".
    r"|(?:[A-Z][\w.’'-]+(?:,? [A-Z][\w.’'-]+){0,3} )?\((?:[A-Z]{2,8}|Reuters)\)(?=[\"“‘'A-Z])"
)
_STAMP = re.compile(
    r"\s*(?:Date of publication:? )?(?:(?:AFP|AP|Reuters|Agencies)[,/ ]+)*"
    r"(?:(?:Mon|Tues?|Wed(?:nes)?|Thu(?:rs?)?|Fri|Sat(?:ur)?|Sun)(?:day)?,? )?(?:\d{1,2} )?"
    r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]* (?:\d{1,2},? )?\d{4}[,:]?\s+"
    r"(?=[\"“A-Z\d])"
)
# A full stop after these does not end a sentence.
_ALWAYS = """
mr mrs ms dr prof sen rep gov gen col lt sgt maj capt cpl cmdr adm brig rev hon pres st mt ft messrs
mx fr supt insp det pvt v vs no nos fig approx al ca cf op est dept univ assn jan feb mar apr jun
jul aug sep sept oct nov dec mon tue tues wed thu thur thurs fri
"""
_ABBREVIATIONS = frozenset(_ALWAYS.split())
# After these it does when the next word is one that begins sentences.
_SOMETIMES = frozenset(
    """inc co corp ltd llc plc bros jr sr u.s u.k u.n e.u d.c a.m p.m etc ave""".split()
)
_BEGIN = """
the a an in on at he she it they we i but and this that these those there when while if as after
before his her its their our my for from by with under according however police
"""
_STARTERS = frozenset(_BEGIN.split())
_SHORT_TITLE = 12
_INITIALS = re.compile(r"(?:[A-Z]\.)*[A-Z]")
_SINGLE_OPENS = re.compile(r"(?<![^\s(\[\"“—–:,-])[‘'](?=[A-Za-z£$(])")
_SINGLE_CLOSES = re.compile(r"(?<=\S)[’'](?![A-Za-z0-9])")
# "The parents' house": no quotation ends here.
_GENITIVE = re.compile(r"s[’'] [a-z]")
# Longer than this a quotation is not kept whole: its marks may be wrong.
_LONGEST_QUOTATION = 600


def sentences(text: str, *, paragraphs: Spans = (), whole: Iterable[Span] = ()) -> Spans:
    """The sentences of the text in order, none across two paragraphs, none cutting ``whole``.

    ``paragraphs`` are the article's (the lines of the text where none are given); ``whole`` are
    spans, such as the contents of claims, that must not be cut. A quotation is not cut where its
    marks are balanced. Every word of every paragraph is in exactly one sentence.
    """
    kept = sorted(map(Span._make, whole))
    starts = [span.start for span in kept]
    reach: list[int] = []
    for span in kept:
        reach.append(max(span.end, reach[-1] if reach else 0))
    found: list[Span] = []
    for paragraph in paragraphs or lines_of(text):
        quoted = (*quotations(text, paragraph), *single_quotations(text, paragraph))
        begin = paragraph.start
        for end in _ends(text, paragraph):
            at = bisect_left(starts, end)
            if at and reach[at - 1] > end and _cut(kept[:at], end):
                continue
            if any(q.start < end < q.end for q in quoted):
                continue
            if sentence := trim(text, Span(begin, end)):
                found.append(sentence)
            begin = end
        if rest := trim(text, Span(begin, paragraph.end)):
            found.append(rest)
    return tuple(found)


def quotations(text: str, within: Span) -> Spans:
    """The runs between balanced double quotation marks, marks included, in the order of the text.

    Where the marks are not balanced the last, open one is left out.
    """
    found: list[Span] = []
    opened: int | None = None
    closing = ""
    pairs = {"“": "”", '"': '"', "«": "»", "„": "“”"}
    for at in range(within.start, within.end):
        letter = text[at]
        if opened is None:
            if letter in pairs:
                opened, closing = at, pairs[letter]
        elif letter in closing:
            if at - opened <= _LONGEST_QUOTATION:
                found.append(Span(opened, at + 1))
            opened = None
    return tuple(found)


def single_quotations(text: str, within: Span) -> Spans:
    """The runs between single quotation marks, marks included; apostrophes are told apart.

    A straight mark opens before a letter and after white space or punctuation. It closes after
    punctuation; after a letter only where no later mark does, or where it is no plural's genitive.
    """
    found: list[Span] = []
    at = within.start
    while mark := _SINGLE_OPENS.search(text, at, within.end):
        stop = min(within.end, mark.end() + _LONGEST_QUOTATION)
        following = _SINGLE_OPENS.search(text, mark.end(), stop)
        # A closing mark before the next quotation opens; the last resort is a genitive's.
        before = following.start() if following else stop
        close = next(
            (
                one
                for one in _SINGLE_CLOSES.finditer(text, mark.end() + 1, before)
                if not _GENITIVE.match(text, one.start() - 1, within.end)
            ),
            None,
        )
        if close is None:
            at = mark.end()
            continue
        found.append(Span(mark.start(), close.end()))
        at = close.end()
    return tuple(found)


def without_dateline(text: str, sentence: Span, *, title: str | None = None) -> Span:
    """The sentence without what stands before it on its line.

    That is a repeated title, a date, or a dateline ("PORT VELLE, Jan 24 (Agency) - ").
    """
    begin = sentence.start
    stamp = _STAMP.match(text, begin, sentence.end)
    for one in (title or "", re.split(r" [-–—|] ", title or "")[0]):
        after = stamp.end() if stamp else begin
        for start in {begin, after}:
            if len(one) > _SHORT_TITLE and text.startswith(one, start, sentence.end):
                begin = start + len(one)
    for pattern in (_STAMP, _DATELINE):
        match = pattern.match(text, begin, sentence.end)
        if match:
            begin = match.end()
    rest = trim(text, Span(begin, sentence.end)) if begin < sentence.end else None
    return rest if rest and len(rest.of(text).split()) > 3 else sentence


def _cut(spans: Iterable[Span], at: int) -> bool:
    return any(span.start < at < span.end for span in spans)


def _ends(text: str, paragraph: Span) -> Iterable[int]:
    for match in _END.finditer(text, paragraph.start, paragraph.end):
        end = match.end()
        if end >= paragraph.end:
            continue
        following = _NEXT.match(text, end, paragraph.end)
        if following and following.group(1).islower():
            continue
        if (
            match.group()[0] == "."
            and len(match.group()) == 1
            and not _ends_here(text, paragraph.start, match.start() + 1, following)
        ):
            continue
        yield end


def _ends_here(text: str, start: int, stop: int, following: re.Match[str] | None) -> bool:
    word = _LAST_WORD.search(text, max(start, stop - 24), stop)
    if not word:
        return True
    low = word.group(1).casefold()
    begins = ""
    if following:
        begins = re.match(r"\w*", text[following.start(1) : following.start(1) + 24]).group()  # type: ignore[union-attr]
    if low in _SOMETIMES:
        return begins.casefold() in _STARTERS
    if low in _ABBREVIATIONS:
        return False
    # Initials: "J. Smith", "P.B. Kelly", but not "plan B. The".
    return not _INITIALS.fullmatch(word.group(1)) or begins.casefold() in _STARTERS
