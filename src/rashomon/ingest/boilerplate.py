"""Lines of a page that are not its article, each with the reason it is left out.

Extraction keeps widget text that stands as a plain paragraph: in 98 of 100 pages, with every
library that was tried. The rules here go by what a line says, its length, how it ends, what
stands before it and whether all of it is a link. A line that reads like a sentence is kept unless
nothing but a widget says it ("No time to read? ..."): a lost sentence is worse than a kept label.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from functools import lru_cache

from rashomon.ingest import abroad, asks
from rashomon.ingest.normal import stretches
from rashomon.ingest.rules import LINK, RULES
from rashomon.model import LeftOut

ALONE = "a link on a line of its own"
HEADLINE = "headline (kept as the title)"
DATE = "date over the text"
BYLINE = "author over the text"
OUTSIDE = "not part of the main text"

_LONGEST_WIDGET = 600
"""Code points; no rule fits a longer line."""

SURE_WORDS = 45
"""A line with more words is never left out for what it says."""
LOOSE_WORDS = 20
"""The same for rules that fit whatever does not read like a sentence."""
SENTENCE_WORDS = 6
"""With this many words and a full stop, a line reads like a sentence."""
TITLE_WORDS = 25
"""A headline of another article has no more."""
LINK_WORDS = 5
OUTSIDE_WORDS = 12
"""Of what extraction left out: links and lines with fewer words are navigation."""

_LONGEST_LEAD = 60
_SHORT = 120
_LONGEST_BYLINE = 100
_BETWEEN_NAMES = frozenset("by and with von und par et por y".split())
_CACHED_CODE_POINTS = 2_000
_LONG = 50_000
_SEARCHED_CODE_POINTS = 300_000
_SENTENCE_ENDS = frozenset(".!?…。！？؟۔।")
_STATEMENT_ENDS = frozenset(".…。۔।")
_CLOSING = "\"'”’»)]"
_WORD = re.compile(r"\w+")


def _one(kind: str) -> re.Pattern[str]:
    """All patterns of the kind in one, which is faster; the group that matched is the rule."""
    rules = ((number, getattr(rule, kind)) for number, rule in enumerate(RULES))
    return re.compile("|".join(f"(?P<r{n}>{'|'.join(of)})" for n, of in rules if of), re.IGNORECASE)


_SURE, _LOOSE = _one("sure"), _one("loose")

# Labels after which headlines of other articles stand.
_LEADS = re.compile(
    r"(?:(?:previous|next|prev|older|newer)(?:[ -]+(?:article|post|story|entry))s?"
    r"|read (?:more|next|also)|also read|see also|up next|next up|what to read next|must read"
    r"|(?:related|recommended|more|trending|popular|top|latest)(?: (?:stories|articles|news|"
    r"posts|coverage|reading"
    r"|content|links))|related|recommended(?: for you)?|trending(?: now)?|most (?:read|popular)|"
    r"editor'?s'? picks?"
    r"|you (?:may|might) (?:also )?(?:like|be interested in|have missed)|in case you missed it"
    r"|don'?t miss|"
    r"around the web)"
    r"\s?[:»→>|]*",
    re.IGNORECASE,
)
_NEIGHBOUR = re.compile(r"(?:previous|next|prev|older|newer)\b.*", re.IGNORECASE)
# Nothing but what dates and times are written with, and a number among it.
# Possessive: a row of digits must not be tried in every way it can be cut.
_DATE_LINE = re.compile(
    r"(?=.{0,40}\d)(?:(?:first|last|published|updated|posted|modified|created|date|on|at|and)\b"
    r"|jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?|(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?"
    r"|sun)(?:day)?|\d{1,4}(?:st|nd|rd|th)?|[ap]\.?m\b\.?|(?:[ecmp][sde]?|ak|g|e|ce|b|i|j|am|hk|sg)[ds]?t\b"
    r"|utc|msk|ago|hours?|min(?:ute)?s?|days?|[\s,.:/|•·–-])++",
    re.IGNORECASE,
)
_BYLINE = re.compile(
    r"[Bb](?:y|Y) [A-Z][\w.'’-]*(?:,? (?:and |& |of |for |the )?[A-Z][\w.'’-]*){1,8}"
)
_CREDITED = re.compile(
    r"(?i:(?:words|text|story|report(?:ing)?|photo(?:graph)?s|pictures)(?: (?:and|&) \w+)?\s?"
    r"(?::|by)) [A-Z][\w.'’-]*(?: [A-Z][\w.'’-]*){1,4}"
)
_DECORATION = " \t|•·*-–—>»→▶▸►#"


def key(text: str) -> str:
    """The words of the line in lower case: what two lines must share to be the same."""
    return _short_key(text) if len(text) <= _CACHED_CODE_POINTS else _key(text)


def _key(text: str) -> str:
    if len(text) < _LONG:
        return " ".join(_WORD.findall(text.lower()))
    parts = (" ".join(_WORD.findall(part.lower())) for part in stretches(text))
    return " ".join(part for part in parts if part)


# A line of an article is asked for several times: as extracted, as kept, as found on the page.
_short_key = lru_cache(maxsize=1_024)(_key)


class Kept:
    """The words of the kept lines, to ask whether a line of the page is among them."""

    __slots__ = ("_lines", "_text")

    def __init__(self, lines: Iterable[str]) -> None:
        keys = [key(line) for line in lines]
        self._lines = frozenset(keys)
        # To look for a part of a line costs the length of the text; very long texts are no news.
        self._text = " ".join(keys) if sum(map(len, keys)) < _SEARCHED_CODE_POINTS else ""

    def __contains__(self, words: str) -> bool:
        return words in self._lines or words in self._text


def reads_like_a_sentence(line: str) -> bool:
    """Whether the line has six words or more and ends like a sentence."""
    # The first words are enough to count; most lines that end so are long.
    return _ends_in(line, _SENTENCE_ENDS) and (
        len(_WORD.findall(line[:_SHORT])) >= SENTENCE_WORDS
        or len(_WORD.findall(line)) >= SENTENCE_WORDS
    )


def is_lead(line: str) -> bool:
    """Whether the line is a label after which headlines of other articles stand."""
    bare = line.strip(_DECORATION).replace("’", "'")
    return len(line) <= _LONGEST_LEAD and bool(_LEADS.fullmatch(bare))


def ends_like_a_statement(line: str) -> bool:
    """Whether a full stop or an ellipsis ends the line."""
    return _ends_in(line, _STATEMENT_ENDS)


def is_date_or_byline(line: str) -> bool:
    """Whether the line is a date, or "By" and names, as they stand over a text."""
    return _is_date(line) or bool(_BYLINE.fullmatch(line))


def _ends_in(line: str, marks: Collection[str]) -> bool:
    """Whether one of the marks ends the line, before closing quotation marks and brackets."""
    return line.rstrip(_CLOSING)[-1:] in marks


def reason_for(line: str) -> str | None:
    """Why the line is no part of an article, by its words alone; None where they do not say.

    >>> reason_for("No time to read? Get a summary")
    'widget: asks for a summary'
    >>> reason_for("Share prices fell on Monday.") is None
    True
    """
    if len(line) > _LONGEST_WIDGET:
        return None
    return _reason_for(line)


@lru_cache(maxsize=4_096)
def _reason_for(line: str) -> str | None:
    # Cached: the lines around the text are the same on every page of an outlet.
    bare = line.strip(_DECORATION).replace("’", "'") or line.strip()
    words = len(_WORD.findall(bare))
    if not words:
        return None if len(bare) > 3 else "page controls"
    if words > SURE_WORDS:
        return None
    # As it is too: an arrow at either end may be all that tells.
    forms = (bare, line.strip()) if bare != line.strip() else (bare,)
    for form in forms:
        if match := _SURE.fullmatch(form):
            return RULES[int((match.lastgroup or "")[1:])].reason
    for form in forms if words <= LOOSE_WORDS and not reads_like_a_sentence(bare) else ():
        if match := _LOOSE.fullmatch(form):
            return RULES[int((match.lastgroup or "")[1:])].reason
    return asks.reason_for(line) or abroad.reason_for(bare, sentence=reads_like_a_sentence(bare))


def sift(
    lines: Sequence[str],
    *,
    titles: Collection[str] = (),
    links: Collection[str] = (),
    orders: Collection[str] = (),
    entries: Collection[str] = (),
    authors: Sequence[str] = (),
) -> tuple[tuple[str, ...], tuple[LeftOut, ...]]:
    """The lines of the article and the lines left out, both in order.

    ``links`` are the :func:`key` of lines that are one link from end to end, ``orders`` those
    of paragraphs that tell the reader to do something, ``entries`` those of entries of lists;
    ``authors`` are names: a line of them and no more, above the text, is who wrote it.
    """
    reasons = [reason_for(line) for line in lines]
    _mark_orders(lines, reasons, orders, entries)
    _mark_title(lines, reasons, {key(title) for title in titles})
    _mark_above(lines, reasons, {word for name in authors for word in key(name).split()})
    _mark_linked(lines, reasons, frozenset(links))
    _mark_after_leads(lines, reasons)
    kept = tuple(line for line, reason in zip(lines, reasons, strict=True) if reason is None)
    dropped = tuple(
        LeftOut(text=line, reason=reason)
        for line, reason in zip(lines, reasons, strict=True)
        if reason is not None
    )
    return kept, dropped


def _mark_title(lines: Sequence[str], reasons: list[str | None], titles: set[str]) -> None:
    """The headline above the text: the same words as a title, within the first lines."""
    for number, line in enumerate(lines[:5]):
        if reasons[number] is None and key(line) in titles - {""}:
            reasons[number] = HEADLINE


def _mark_above(lines: Sequence[str], reasons: list[str | None], names: set[str]) -> None:
    """Author and date over the text, among the first lines."""
    for number, line in enumerate(lines[:6]):
        if reasons[number] is not None:
            continue
        if _is_date(line):
            reasons[number] = DATE
        elif (
            _BYLINE.fullmatch(line)
            or _CREDITED.fullmatch(line)
            or (len(line) < _LONGEST_BYLINE and _is_of(line, names))
        ):
            reasons[number] = BYLINE
        elif _ends_in(line, _SENTENCE_ENDS):
            break  # the text has begun


def _is_of(line: str, names: set[str]) -> bool:
    """Whether all words of the line are those of the authors' names."""
    own = [word for word in key(line).split() if word not in _BETWEEN_NAMES]
    return len(own) > 1 and names.issuperset(own)


def _mark_orders(
    lines: Sequence[str],
    reasons: list[str | None],
    orders: Collection[str],
    entries: Collection[str],
) -> None:
    """What tells the reader to do something: a widget as a paragraph, advice as an entry."""
    for number, line in enumerate(lines):
        if reasons[number] is None and orders and key(line) in orders:
            reasons[number] = asks.ASKING
        elif reasons[number] == asks.ASKING and key(line) in entries:
            reasons[number] = None


def _is_date(line: str) -> bool:
    return len(line) <= 70 and bool(_DATE_LINE.fullmatch(line))


def _mark_linked(lines: Sequence[str], reasons: list[str | None], links: Collection[str]) -> None:
    """A line that is one link and does not end like a statement leads elsewhere."""
    for number, line in enumerate(lines):
        if reasons[number] is None and not _ends_in(line, _STATEMENT_ENDS):
            words = key(line)
            if words.count(" ") >= 3 and words in links:
                reasons[number] = ALONE


def _mark_after_leads(lines: Sequence[str], reasons: list[str | None]) -> None:
    """Headlines of other articles under a label such as "Next Article"."""
    tail = len(reasons)  # from here on nothing is kept
    while tail and reasons[tail - 1] is not None:
        tail -= 1
    for number, line in enumerate(lines):
        if len(line) > _LONGEST_LEAD:
            continue
        bare = line.strip(_DECORATION).replace("’", "'")
        if not is_lead(line):
            continue
        # "Next Article" has one headline under it, "Related stories" several.
        most = 1 if _NEIGHBOUR.fullmatch(bare) else 6
        after = number + 1
        while after < len(lines) and most:
            following = lines[after]
            if len(_WORD.findall(following)) > TITLE_WORDS:
                break
            last = after + 1 >= tail
            if reasons[after] is None:
                if _ends_in(following, _STATEMENT_ENDS) and not (last and most == 1):
                    break
                reasons[after] = LINK
            elif _LEADS.fullmatch(following.strip(_DECORATION)):
                break
            after, most = after + 1, most - 1


def outside(
    blocks: Iterable[tuple[str, bool]], *, kept: Sequence[str], dropped: Iterable[LeftOut]
) -> tuple[LeftOut, ...]:
    """The blocks of the page that extraction left out, where they say something.

    ``blocks`` are the page's lines, each with whether it is one link. Lines that a rule knows,
    links of five words or more, and what reads like text are given; the rest is navigation.
    """
    have = Kept(kept)
    seen = {key(entry.text) for entry in dropped}
    page = tuple(blocks)
    lines = [text for text, _ in page]
    # A single word tells a reader nothing, and of a link it is enough that it is one.
    reasons = [reason_for(text) if " " in text and not is_link else None for text, is_link in page]
    _mark_after_leads(lines, reasons)
    result: list[LeftOut] = []
    for (text, is_link), known in zip(page, reasons, strict=True):
        words, reason = key(text), known
        if not words or words in seen or words in have:
            continue
        count = words.count(" ") + 1
        if reason is None and is_link and count >= LINK_WORDS:
            reason = ALONE
        elif reason is None and (count >= OUTSIDE_WORDS or reads_like_a_sentence(text)):
            reason = OUTSIDE
        if reason is not None and count > 1:
            seen.add(words)
            result.append(LeftOut(text=text, reason=reason))
    return tuple(result)
