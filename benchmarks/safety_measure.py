"""What a summary loses of an article's claims: attribution, hedges, negations, numbers, quotations.

The same measure for every summary: it is given printed sentences, each with the spans of the
article that it was made from, and a key of claims.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from rashomon.model import Article, Span, Spans, Speaker
from rashomon.vocabulary import is_stop_word

Fault = Literal[
    "attribution lost", "cue lost", "pronoun unresolved", "hedge lost", "negation lost",
    "number lost", "quotation altered", "not the article's words",
]  # fmt: skip
FAULTS: tuple[Fault, ...] = (
    "attribution lost", "cue lost", "pronoun unresolved", "hedge lost", "negation lost",
    "number lost", "quotation altered", "not the article's words",
)  # fmt: skip
_RUN = 6
_LONGEST_NAME = 12
_WORD = re.compile(r"\w+(?:[’'.,]\w+)*")
_PRONOUNS = frozenset("he she they it his her their its him them".split())
# Words that say no more than that somebody said it: a colon may stand for them.
_NEUTRAL = frozenset(
    "say says said saying tell tells told telling add adds added adding according to continue"
    " continued go went on write writes wrote state states stated note noted explain explained ask"
    " asked asks reply replied respond responded speak spoke call called put puts it has had have"
    " also then later and that in a an the statement reporters during interview at be is was"
    " as read reads report reported reports tweet tweeted announce announced monday tuesday"
    " wednesday thursday friday saturday sunday morning afternoon evening night today yesterday"
    " week last on earlier".split()
)
_KEPT: dict[Fault, re.Pattern[str]] = {
    "hedge lost": re.compile(
        r"\b(?:may|might|could|possibl[ey]|perhaps|likely|probabl[ey]|apparent(?:ly)?|appear(?:s|ed)?"
        r"|seem(?:s|ed)?|suspect(?:s|ed)?|allegedly|alleged|reportedly|potential(?:ly)?|unclear"
        r"|about|around|nearly|almost|at least|up to|more than|less than|some \d+|if|unless)\b",
        re.IGNORECASE,
    ),
    "negation lost": re.compile(
        r"\b(?:not|no|never|nobody|nothing|none|neither|nor|without|den(?:y|ies|ied)|\w+n[’']t)\b",
        re.IGNORECASE,
    ),
    "number lost": re.compile(
        r"\b\d[\d.,]*\b|\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozens?"
        r"|hundreds?|thousands?|millions?|billions?)\b",
        re.IGNORECASE,
    ),
}
_QUOTED = re.compile(r"[\"“„«]([^\"“”„«»]*)[\"”»]")
_BRACKETS = re.compile(r"\[([^\]]*)\]")
_NAME = re.compile(
    r"^[A-Z][a-z]{3,} (?:is|was|has|had|\w+ed)\b|[A-Z][\w.’'-]+ [A-Z][\w.’'-]+|"
    r"\bM(?:r|s|rs)\b|\b[A-Z]{2,}\b|(?<=[a-z,] )[A-Z][a-z]{3,}"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A sentence as a summary prints it, and the words of the article that it holds."""

    text: str
    spans: Spans


@dataclass(frozen=True, slots=True, kw_only=True)
class Key:
    """A claim of the key: who says what, by which words."""

    source: Spans
    cue: Spans
    content: Spans


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A fault found: which sentence, and the key's claim where it is one's."""

    fault: Fault
    told: Told
    key: Key | None = None
    what: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """The faults of a summary, and how many contents of the key its sentences carry."""

    carried: int
    cases: tuple[Case, ...]


def measure(
    article: Article, summary: Sequence[Told], key: Iterable[Key], speakers: Iterable[Speaker] = ()
) -> Measured:
    """What the summary carries of the key's contents, and what it loses.

    ``speakers`` resolve the names that a summary prints for a source of the article.
    """
    rows = list(key)
    known: dict[str, list[Span]] = {}
    for speaker in speakers:
        known.setdefault(_bare(speaker.name), []).extend(speaker.mentions)
    carried = 0
    cases: list[Case] = []
    for number, told in enumerate(summary):
        before = summary[number - 1] if number else None
        for row in rows:
            if (row.source or row.cue) and _carries(article.text, told, row):
                carried += 1
                cases += _attribution(article, told, before, row, known, rows)
        cases += _words(article.text, told)
        cases += _quotations(article.text, told)
    return Measured(carried=carried, cases=tuple(cases))


def _carries(text: str, told: Told, row: Key) -> bool:
    """Half of the content's words that carry meaning, or six of its words in a row."""
    if not any(_overlap(part, span) for part in row.content for span in told.spans):
        return False
    run = meaning = held = 0
    for word in _words_in(text, row.content):
        shown = _shown(word, told.spans)
        run = run + 1 if shown else 0
        if run >= _RUN:
            return True
        if not is_stop_word(word.of(text)):
            meaning += 1
            held += shown
    return meaning > 0 and 2 * held >= meaning


def _attribution(
    article: Article,
    told: Told,
    before: Told | None,
    row: Key,
    known: Mapping[str, Sequence[Span]],
    rows: Sequence[Key],
) -> Iterator[Case]:
    text = article.text
    if re.search(r"\w", " ".join(s.of(text) for s in row.source)) and not _source_kept(
        text, told, row, known
    ):
        yield Case(fault="attribution lost", told=told, key=row)
        return
    if row.cue and not _cue_kept(text, told, row):
        fault: Fault = "cue lost" if row.source else "attribution lost"
        yield Case(fault=fault, told=told, key=row)
        return
    if row.source and _pronoun_open(text, told, before, row, rows):
        yield Case(fault="pronoun unresolved", told=told, key=row)


def _source_kept(text: str, told: Told, row: Key, known: Mapping[str, Sequence[Span]]) -> bool:
    words = list(_words_in(text, row.source))
    telling = [w for w in words if not is_stop_word(w.of(text))] or words
    printed = _plain(told.text)
    for word in telling:
        if _shown(word, told.spans) and re.search(
            rf"\b{re.escape(word.of(text))}\b", printed, re.I
        ):
            return True
    # A name printed for the source: in brackets, or before a colon.
    names = _BRACKETS.findall(told.text)
    if opener := _opener(told.text):
        names.append(_plain(opener))
    for name in names:
        mentions = known.get(_bare(name), ())
        if any(_overlap(m, s) for m in mentions for s in row.source):
            return True
        if any(word.of(text) in name.split() and word.of(text)[:1].isupper() for word in telling):
            return True
    return False


def _cue_kept(text: str, told: Told, row: Key) -> bool:
    words = list(_words_in(text, row.cue))
    telling = [w for w in words if w.of(text).casefold() not in _NEUTRAL]
    if not telling:
        # "Holt: ..." says as much, and so does any word of the cue; a dash is no word.
        return not words or bool(_opener(told.text)) or any(_shown(w, told.spans) for w in words)
    return all(_shown(w, told.spans) for w in telling)


def _pronoun_open(
    text: str, told: Told, before: Told | None, row: Key, rows: Sequence[Key]
) -> bool:
    """Whether the source printed is "he", and who that is stands in no sentence printed by it."""
    source = " ".join(span.of(text) for span in row.source).casefold()
    if source not in _PRONOUNS:
        return False
    place = min(row.source).start
    if _opener(told.text) or not re.search(rf"\b{source}\b", _plain(told.text), re.IGNORECASE):
        return False
    start = min(told.spans).start
    if _NAME.search(text[start:place]) or _BRACKETS.search(told.text):
        return False
    if source not in {"he", "she", "his", "her", "him"} and len(text[start:place].split()) > 4:
        # "Voters who said that they ...": things and groups are meant by what stands before.
        return False
    earlier = [s for other in rows for s in other.source if start <= s.start and s.end <= place]
    if any(s.of(text).casefold() not in _PRONOUNS for s in earlier):
        return False
    # Right after the sentence that it follows in the article it is as clear as there.
    return before is None or bool(text[max(before.spans).end : start].strip())


def _words(text: str, told: Told) -> Iterator[Case]:
    """Hedges, negations and numbers between the first and the last word told that are not told."""
    # A sentence under a name ("Holt: ...") tells nothing of how its source is described elsewhere.
    opener = _opener(told.text)
    body = told.text.removeprefix(f"{opener}: ").strip('“”"')[:40]
    held = tuple(_whole(text, told.spans))
    if opener and (those := [s for s in told.spans if body in " ".join(s.of(text).split())]):
        held = tuple(those)
    hull = max(held, key=lambda span: span.end - span.start)
    printed = _plain(told.text).casefold()
    for fault, pattern in _KEPT.items():
        for match in pattern.finditer(text, hull.start, hull.end):
            if match.group().casefold() not in printed:
                yield Case(fault=fault, told=told, what=match.group())
    own = _BRACKETS.sub(" ", told.text)
    allowed = " ".join(" ".join(span.of(text) for span in told.spans).split()).casefold()
    for word in re.findall(r"\w+", own.removeprefix(_opener(own))):
        # "[T]he": what is left of a word whose capital was changed.
        if word.casefold() not in allowed:
            yield Case(fault="not the article's words", told=told, what=word)
            return


def _whole(text: str, spans: Spans) -> Iterator[Span]:
    """The spans, those of one sentence as one with what lies between them."""
    ordered = sorted(spans)
    held = ordered[0]
    for span in ordered[1:]:
        if re.search(r"[.!?][”\"’']*\s|\n", text[held.end : span.start]):
            yield held
            held = span
        else:
            held = Span(held.start, max(held.end, span.end))
    yield held


def _quotations(text: str, told: Told) -> Iterator[Case]:
    folded = " ".join(text.split())
    for match in _QUOTED.finditer(told.text):
        if match.group(1).strip() not in folded:
            yield Case(fault="quotation altered", told=told, what=match.group(1))
    marks = _QUOTED.sub(" ", told.text)
    if re.search(r"[“”\"„«»]", marks):
        yield Case(fault="quotation altered", told=told, what="left open")


def _words_in(text: str, spans: Spans) -> Iterator[Span]:
    for start, end in sorted(spans):
        for match in _WORD.finditer(text, start, end):
            yield Span(match.start(), match.end())


def _shown(word: Span, spans: Spans) -> bool:
    return any(span.start <= word.start and word.end <= span.end for span in spans)


def _overlap(a: Span, b: Span) -> bool:
    return a.start < b.end and b.start < a.end


def _opener(text: str) -> str:
    """What stands before a colon at the start, where a name may stand for a source."""
    before, colon, _ = text.partition(": ")
    return before if colon and len(before.split()) <= _LONGEST_NAME else ""


def _bare(name: str) -> str:
    """A name as it is compared: without "the" and the ending of a genitive."""
    low = name.casefold().removesuffix("’s").removesuffix("’")
    return " ".join(low.split()).removeprefix("the ")


def _plain(text: str) -> str:
    return text.replace("[", "").replace("]", "")
