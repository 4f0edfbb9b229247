"""A claim as comparison sees it: who says it, in which words, with which numbers."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from rashomon.comparison.currency import currencies
from rashomon.model import Article, Claim, ClaimRef, Quantity, Reading, RecordItem, Span, Spans
from rashomon.text import quote
from rashomon.vocabulary import FIGURES, is_stop_word, stem

OWN_VOICE = "own voice"
"""The voice of the outlets themselves, where a speaker's id would stand."""

_WORD = re.compile(r"\d+(?:[.,:]\d+)*|[^\W\d_]+(?:[-’'][^\W\d_]+)*")
_NEGATION = re.compile(
    r"\b(?:no(?! (?:single|doubt|longer|more|less|other|later))|not(?! (?:only|just|least))"
    r"|never|none|neither|nor|nobody|nothing|cannot|without|denie[sd]|deny|false|untrue)\b"
    r"|n[’']t\b",
    re.IGNORECASE,
)
_DISOWNS = re.compile(
    r"\b(?:den(?:y|ie[sd]|ying|ials?)|reject|dismiss|refut|rebut|disput|contradict|contest"
    r"|disavow|repudiat|rubbish|debunk)",
    re.IGNORECASE,
)
# Words that place a number outside the event itself: a part of the whole, or another time.
_PART = re.compile(
    r"\b(?:of (?:them|whom|which|those|these|the (?:dead|victims|killed|wounded|injured))"
    r"|among (?:them|the)|including|at least one of|alone)\b",
    re.IGNORECASE,
)
_EARLY = re.compile(
    r"\b(?:initial(?:ly)?|preliminary|provisional(?:ly)?|at first|first reports?|so far)\b",
    re.IGNORECASE,
)
_REVISED = re.compile(
    r"\brevis(?:ed|ing|es)\b|\b(?:updated|new|latest) (?:toll|count|figure)s?\b"
    r"|\b(?:rose|risen|rises|climb(?:s|ed)?) (?:from [\w,]+ )?to\b",
    re.IGNORECASE,
)
# "Rose from 12 to 15": the first is what was said before.
_FORMER = re.compile(r"\b(?:rose|risen|rises|climb(?:s|ed)?|up) from\s+$", re.IGNORECASE)
_BACKGROUND = re.compile(
    r"\b(?:earlier|previous(?:ly)?|last (?:year|month|week|summer|winter)"
    r"|since (?:the|\d{4}|then|last)|years? ago|in (?:19|20)\d\d|so far this|to date|a year"
    r"|annually|each year|every year|history"
    r"|overall|per cent|percent)\b",
    re.IGNORECASE,
)


# "Dozens" is no count: it is never held against one.
_VAGUE = re.compile(r"\b(?:tens|dozens|scores|hundreds|thousands|millions|billions)\b", re.I)
_OTHERS = re.compile(r"\b(?:others?|(?<!no )more(?! than)|another|remaining)\b", re.IGNORECASE)
# "People" and "civilians" are one unit unless the text sets them apart (rule 3 of the key).
_PEOPLE = frozenset("people persons person civilians individuals lives souls victims dead".split())
_NOT_COUNTED = frozenset(
    "at least most more than over about around some nearly almost up to as many one two three four"
    " five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen"
    " eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred thousand"
    " million billion dozen dozens hundreds thousands millions scores approximately roughly only"
    " just fewer less between and or no not a an the of bn m k".split()
)
_PHRASE_END = re.compile(
    r"[,.;:()–—]|\b(?:and|in|at|on|by|from|for|to|were|was|had|have|has|are|is|who|that|which)\b"
)
# "One" is left out: it is a pronoun as often.
_NUMBER_WORDS = {word: figures for word, figures in FIGURES.items() if word not in {"zero", "one"}}
_TIME = frozenset("second minute hour day week month year decade century time".split())
_PLURALS = frozenset("men women children policemen servicemen firemen fishermen crewmen".split())


@dataclass(frozen=True, slots=True, kw_only=True)
class Amount:
    """One number of a claim: what it counts, and whether it is a part or background.

    ``counts`` is what is counted, or the unit where a number measures (dollars, metres): then
    ``measures`` is True.
    ``noun`` is what the number stands before, in one word for people of no stated kind;
    ``noun_shown`` the same as the text writes it; ``terms`` the stems of both words. ``early`` is
    True where the text calls it a first count, ``revised`` where it calls it a new one.
    """

    quantity: Quantity
    counts: str
    span: Span
    noun: str
    noun_shown: str
    terms: frozenset[str]
    aside: bool
    measures: bool
    early: bool
    revised: bool

    @property
    def named(self) -> str:
        """What is counted, in a word or two: "killed", "crew members"."""
        return self.counts if self.counts.endswith("ed") else self.noun_shown


# Months and years place a claim in time; weekdays do too, within the week an event is told in.
_MONTHS = frozenset(
    "january february march april june july august september october november december".split()
)
_WEEKDAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday".split())
_MAY = re.compile(
    r"\b(?:[Ii]n|[Oo]f|[Ss]ince|[Uu]ntil|[Ee]arly|[Ll]ate|\d{1,2}) May\b|\bMay \d{1,4}\b"
)
_PORT = re.compile(r"^www\.|:\d+$")
# From this share of its length on, a claim is mostly the claim inside it.
_MOSTLY = 0.5
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """One claim with what it is compared by.

    ``voice`` is a speaker's id, :data:`OWN_VOICE`, or None where nobody could be resolved.
    ``terms`` are the stems of the content words, ``shown`` each stem as the text writes it,
    ``names`` those written with a capital; ``numerals`` the numbers, in figures.
    ``disowns`` is True where the cue itself denies ("rejected", "disputed"). ``told_by`` are the
    voices of the claims it stands inside. ``relays`` is True where most of it is another claim
    inside it ("the agency said the mayor said ..."): that one is compared, not the same words
    twice. ``months`` are the months and years it names, ``weekdays`` the days of the week,
    ``currencies`` those of the sums of money it gives.
    """

    ref: ClaimRef
    article: Article
    claim: Claim
    voice: str | None
    text: str
    terms: frozenset[str]
    shown: Mapping[str, str]
    names: frozenset[str]
    numerals: frozenset[str]
    amounts: tuple[Amount, ...]
    places: frozenset[str]
    negated: bool
    disowns: bool
    relays: bool
    told_by: frozenset[str]
    months: frozenset[str]
    weekdays: frozenset[str]
    currencies: frozenset[str]

    @property
    def outlet(self) -> str:
        """The outlet, or the article's id where none is known: two unknowns are not one."""
        return _PORT.sub("", self.article.outlet or "") or self.article.id

    @property
    def published(self) -> str | None:
        """ISO 8601, or None."""
        return self.article.published


def views(
    readings: Sequence[Reading], voice_of: Mapping[tuple[str, str], str | None]
) -> tuple[View, ...]:
    """The claims of all readings; ``voice_of`` maps (article, claim) to the voice."""
    made = []
    for reading in readings:
        inner: dict[str, list[Claim]] = defaultdict(list)
        by_id = {claim.id: claim for claim in reading.claims}
        for claim in reading.claims:
            if claim.inside is not None:
                inner[claim.inside].append(claim)
        for claim in reading.claims:
            voice = voice_of[reading.article.id, claim.id]
            told_by = {voice_of[reading.article.id, outer] for outer in _around(claim, by_id)}
            seen = view(reading, claim, voice, inner=inner[claim.id], told_by=told_by)
            if seen.terms or seen.numerals:  # a mere "that" states nothing that can be compared
                made.append(seen)
    return tuple(made)


def _around(claim: Claim, by_id: Mapping[str, Claim]) -> Iterator[str]:
    """The ids of the claims around this one, from the inside out."""
    while claim.inside is not None:
        yield claim.inside
        claim = by_id[claim.inside]


def view(
    reading: Reading,
    claim: Claim,
    voice: str | None,
    *,
    inner: Sequence[Claim] = (),
    told_by: Collection[str | None] = (),
) -> View:
    """The view of one claim of the reading, given the claims inside it and the voices around."""
    text = reading.article.text
    words = quote(text, claim.content)
    shown: dict[str, str] = {}
    numerals: set[str] = set()
    # Whom a claim cites, and with which cue, is not what it speaks of.
    cited = [span for c in inner for span in (*c.source, *c.cue)]
    for match in _words_of(text, claim.content):
        if any(span.start <= match.start() < span.end for span in cited):
            continue
        word = match.group()
        if word[0].isdigit():
            numerals.add(word.replace(",", ""))
        elif word.casefold() in _NUMBER_WORDS:
            numerals.add(_NUMBER_WORDS[word.casefold()])
        elif not is_stop_word(word) and len(word) > 1:
            shown.setdefault(stem(word), word)
    items = [item for item in reading.record if claim.id in item.claims]
    length = sum(end - start for start, end in claim.content)
    return View(
        ref=ClaimRef(article=reading.article.id, claim=claim.id),
        article=reading.article,
        claim=claim,
        voice=voice,
        text=words,
        terms=frozenset(shown),
        shown=shown,
        names=frozenset(
            s for s, word in shown.items() if word[0].isupper() and not words.startswith(word)
        ),
        numerals=frozenset(numerals),
        amounts=tuple(_amounts(text, items, claim)),
        places=frozenset(
            stem(part) for item in items if item.slot == "place" for part in item.value.split()
        ),
        negated=len(_NEGATION.findall(words)) % 2 == 1,
        disowns=bool(_DISOWNS.search(quote(text, claim.cue))),
        told_by=frozenset(filter(None, told_by)),
        relays=any(sum(end - start for start, end in c.content) >= _MOSTLY * length for c in inner),
        months=_months(words),
        weekdays=frozenset(w.casefold() for w in _WORD.findall(words)) & _WEEKDAYS,
        currencies=currencies(words),
    )


def _words_of(text: str, spans: Spans) -> Iterator[re.Match[str]]:
    for span in spans:
        yield from _WORD.finditer(text, span.start, span.end)


def _months(words: str) -> frozenset[str]:
    named = frozenset(w.casefold() for w in _WORD.findall(words)) & _MONTHS
    may = frozenset({"may"} if _MAY.search(words) else ())
    return named | may | frozenset(_YEAR.findall(words))


def _amounts(text: str, items: Sequence[RecordItem], claim: Claim) -> list[Amount]:
    amounts = []
    for item in items:
        quantity = item.quantity
        counts = quantity and (quantity.counts or quantity.unit)
        if counts in _TIME:
            # How long and how long ago: no two sentences mean the same span.
            continue
        if item.slot != "quantity" or quantity is None or not counts:
            continue
        if item.sum_of:
            continue  # the text gives its parts; nobody said the sum
        piece = next(
            (c for c in claim.content if c.start <= item.span.start and item.span.end <= c.end),
            None,
        )
        if piece is None or _VAGUE.search(item.span.of(text)):
            continue
        before = text[max(piece.start, item.span.start - 60) : item.span.start]
        after = text[item.span.end : min(piece.end, item.span.end + 60)]
        aside = bool(
            _PART.search(before)
            or _FORMER.search(before)
            or _PART.match(after.lstrip())
            or _OTHERS.search(before[-12:] + text[item.span.start : item.span.end] + after[:10])
            or _BACKGROUND.search(piece.of(text))
        )
        noun, phrase = _noun(item.span.of(text), after)
        measures = not quantity.counts
        noun = quantity.unit or noun
        phrase = noun if measures else phrase
        amounts.append(
            Amount(
                quantity=quantity,
                counts=counts,
                span=item.span,
                noun="people" if noun.casefold() in _PEOPLE else stem(noun),
                noun_shown=phrase,
                terms=frozenset(stem(word) for word in _WORD.findall(item.span.of(text))),
                aside=aside,
                measures=measures,
                early=bool(_EARLY.search(piece.of(text))),
                revised=bool(_REVISED.search(quote(text, claim.content))),
            )
        )
    return amounts


def _noun(number: str, after: str) -> tuple[str, str]:
    """What the number stands before: the noun, and the whole phrase, as written.

    "people" where it stands alone.
    """
    within: list[str] = [word for word in _WORD.findall(number) if not word[0].isdigit()]
    counted = [word for word in within if word.casefold() not in _NOT_COUNTED]
    following: list[str] = _WORD.findall(_PHRASE_END.split(after)[0])[:3]
    for words in (counted, [*counted, *following]):
        for last in range(len(words) - 1, -1, -1):
            word = words[last]
            low = word.casefold()
            if low in _PEOPLE or (low.endswith("s") and len(low) > 3) or low in _PLURALS:
                return word, " ".join(words[: last + 1])
    return "people", "people"
