"""What an article is compared by: its words, names and numbers."""

from __future__ import annotations

import importlib
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from rashomon.model import Article, Span
from rashomon.text import paragraphs
from rashomon.vocabulary import stem

# A longer article is compared by its beginning; what happened stands there.
MAX_WORDS = 4000
LEAD_WORDS = 80

_TOKEN = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+(?:[-’'][^\W\d_]+)*|[^\W_]+")
_OPENS = re.compile(r"[.!?:;•|\"“”‘(\[—–]")
_CALENDAR_WORDS = """
monday tuesday wednesday thursday friday saturday sunday january february march april may june
july august september october november december jan feb mar apr jun jul aug sep sept oct nov dec
mon tue tues wed thu thurs fri sat sun gmt utc est edt am pm i mr mrs ms dr
"""
CALENDAR = frozenset(_CALENDAR_WORDS.split())
_ENGLISH_WORDS = """
a about after again against all also am an and any are as at be because been before being
between both but by can could did do does doing down during each few for from further had has
have having he her here hers herself him himself his how i if in into is it its itself just me
more most my no nor not now of off on once only or other our out over own said same say says she
should so some such than that the their them then there these they this those through to too
under until up very was we were what when where which while who whom why will with would you
your
"""
_ENGLISH = frozenset(_ENGLISH_WORDS.split())


@dataclass(frozen=True, slots=True)
class Terms:
    """The terms of one article with their counts.

    ``names`` are the words of capitalised runs, ``shown`` the runs as the article writes them.
    ``unseen`` is True where the word statistics (which are English) do not fit the language.
    """

    words: Counter[str]
    lead: Counter[str]
    title: Counter[str]
    names: Counter[str]
    numbers: Counter[str]
    shown: dict[str, str]
    length: int
    unseen: bool


@lru_cache(maxsize=64)
def stop_words(language: str) -> frozenset[str]:
    """The function words of a language; none where no list is known."""
    if language == "en":
        return _ENGLISH
    try:
        module = importlib.import_module(f"spacy.lang.{language}.stop_words")
    except ImportError:
        return frozenset()
    return frozenset(str(word).casefold() for word in module.STOP_WORDS)


def terms_of(article: Article, *, skip: Sequence[Span] = ()) -> Terms:
    """The terms of the title and of the text outside of ``skip`` (in the order of the text)."""
    language = article.language or _guess(article.text)
    english = language == "en"
    stop = stop_words(language)
    words: Counter[str] = Counter()
    numbers: Counter[str] = Counter()
    runs: list[list[str]] = []
    first: list[str] = []
    inside: set[str] = set()
    title = _plain(article.title or "", english, stop)
    words.update(title)
    length = 0
    dropped = [*skip, Span(len(article.text) + 1, len(article.text) + 1)]
    for start, end in paragraphs(article.text):
        line = article.text[start:end]
        shouted = _shouted(line)
        run: list[str] = []
        last_end = 0
        for match in _TOKEN.finditer(line):
            token = match.group()
            while dropped[0].end <= start + match.start():
                dropped.pop(0)
            if start + match.start() >= dropped[0].start:
                continue
            length += 1
            if length > MAX_WORDS:
                break
            gap = line[last_end : match.start()]
            last_end = match.end()
            low = _folded(token)
            if token[0].isdigit():
                numbers[low] += 1
            term = low if low in stop else (stem(low) if english else low)
            if low not in stop:
                words[term] += 1
                if length <= LEAD_WORDS:
                    first.append(term)
            named = token[0].isupper() and not shouted and low not in CALENDAR
            stopped = bool(run) and "." in gap and not _shortened(run[-1])
            if run and (not named or stopped or gap.strip(" .’'")):
                runs.append(run)
                run = []
            if named and not (low in stop and not run):
                if run or (match.start() and not _OPENS.search(gap)):
                    inside.add(low)
                run.append(token)
        if run:
            runs.append(run)
    names: Counter[str] = Counter()
    shown: dict[str, str] = {}
    for run in runs:
        kept = [t for t in run if _folded(t) in inside and _folded(t) not in stop]
        for token in kept:
            low = _folded(token)
            names[stem(low) if english else low] += 1
        if kept and len(kept) == len(run):
            as_written = " ".join(re.sub(r"['’]s$", "", t) for t in run)
            shown.setdefault(as_written.casefold(), as_written)
    return Terms(
        words=words,
        lead=Counter(first) + Counter(title),
        title=Counter(title),
        names=names,
        numbers=numbers,
        shown=shown,
        length=length,
        unseen=not english,
    )


def _guess(text: str) -> str:
    """English where enough of the first words are its function words, else "und" (unknown)."""
    first = [m.group().casefold() for m in _TOKEN.finditer(text[:3000])]
    return "en" if sum(w in _ENGLISH for w in first) >= 0.2 * len(first) else "und"


def _plain(text: str, english: bool, stop: frozenset[str]) -> list[str]:
    lows = (_folded(m.group()) for m in _TOKEN.finditer(text))
    return [stem(low) if english else low for low in lows if low not in stop]


@lru_cache(maxsize=200_000)
def _folded(token: str) -> str:
    low = token.casefold().replace("’", "'")
    if low.endswith("'s"):
        low = low[:-2]
    return low.replace(",", "") if low[:1].isdigit() else low


def _shortened(token: str) -> bool:
    """Whether a full stop after the token may belong to it: "St. Ann", "J. Doe", "Capt. Roe"."""
    return len(token) <= 3 or token in {"Capt", "Prof", "Sgts", "Supt", "Dept"}


def _shouted(line: str) -> bool:
    """Whether a line is mostly capitals, or a heading in title case: its capitals name nobody."""
    letters = [t for t in re.findall(r"[^\W\d_]+", line) if len(t) > 3]
    return len(letters) > 2 and sum(t[0].isupper() for t in letters) > 0.8 * len(letters)
