"""A text as a row of words that can be held against another version's: the folded word of each.

What a typesetter may change makes no other word: white space, capitals, the shapes of quotation
marks, dashes and apostrophes, accents composed or not, "1,000" for "1000", "twelve" for "12".
Which words stand between quotation marks is kept beside them.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from rashomon.comparison.reuse import split
from rashomon.model import Span
from rashomon.vocabulary import FIGURES

# Soft hyphens, zero-width characters and marks that compose an accent stand within words.
_UNSEEN = "\u00ad\u200b-\u200d\u2060\ufeff"
_LETTER = rf"[^\W\d_][{_UNSEEN}\u0300-\u036f]*"
_WORD = re.compile(
    rf"(?:[^\W\d_]\.){{2,}}|\d+(?:[.,:]\d+)*|(?:{_LETTER})+(?:['’‘](?:{_LETTER})+)*|[$€£¥%]"
)
_GROUPED = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?")
_TENS = dict(
    zip(
        "thirty forty fifty sixty seventy eighty ninety".split(),
        "30 40 50 60 70 80 90".split(),
        strict=True,
    )
)
# "One" and "zero" are words as often as numbers.
_FIGURES = {k: v for k, v in FIGURES.items() if k not in {"one", "zero"}} | _TENS | {"%": "percent"}
# Two single marks are typed for a double one; what opens like a single mark may be an apostrophe.
_MARK = re.compile(r"[\"“”„‟«»]|['’‘`]{2}|(?<!\w)['‘’‚](?=\w)|(?<=[\w.,!?…])['’](?!\w)|\n")
_OPENS, _CLOSES = frozenset("“„‟«"), frozenset("”»")
_SINGLE = frozenset("'‘’‚")


class Word(NamedTuple):
    """One word: where it stands, folded, whether it is quoted, and its sentence's number."""

    span: Span
    key: str
    quoted: bool
    sentence: int


@dataclass(frozen=True, slots=True, eq=False)
class Worded:
    """A text, its words in order, and its sentences as ranges of these."""

    text: str
    words: tuple[Word, ...]
    sentences: tuple[range, ...]

    def key(self, sentence: int) -> tuple[str, ...]:
        """The folded words of a sentence."""
        return tuple(self.words[i].key for i in self.sentences[sentence])

    def span(self, places: range) -> Span:
        """From the first to the last of the words; there is at least one."""
        return Span(self.words[places[0]].span.start, self.words[places[-1]].span.end)


def worded(text: str) -> Worded:
    """The words of the text.

    >>> [word.key for word in worded("He’s “in the U.S.”, with 1,000 of 12%.").words]
    ["he's", 'in', 'the', 'us', 'with', '1000', 'of', '12', 'percent']
    """
    quoted = list(_quoted(text))
    words: list[Word] = []
    sentences: list[range] = []
    at = 0
    for sentence in split(text):
        first = len(words)
        for match in _WORD.finditer(text, sentence.start, sentence.end):
            while at < len(quoted) and quoted[at].end <= match.start():
                at += 1
            inside = at < len(quoted) and quoted[at].start <= match.start()
            span = Span(*match.span())
            words.append(Word(span, fold(match.group()), inside, len(sentences)))
        if len(words) > first:
            sentences.append(range(first, len(words)))
    return Worded(text, tuple(words), tuple(sentences))


def fold(word: str) -> str:
    """The word as it is compared."""
    if word.isascii() and word.isalpha():
        low = word.casefold()
        return _FIGURES.get(low, low)
    word = re.sub(f"[{_UNSEEN}]", "", word)
    if _GROUPED.fullmatch(word):
        return word.replace(",", "")
    low = unicodedata.normalize("NFKC", word).casefold()
    low = low.replace("’", "'").replace("‘", "'")
    if low[0].isalpha():
        low = low.replace(".", "")
    return _FIGURES.get(low, low)


def _quoted(text: str) -> Iterator[Span]:
    """What stands between quotation marks, in order; an open one ends with its paragraph."""
    start, opened = None, ""
    for match in _MARK.finditer(text):
        mark = match.group() if len(match.group()) == 1 else '"'
        if start is None:
            opens = mark in _OPENS or mark == '"' or mark in _SINGLE
            if opens and text[match.end() : match.end() + 1].strip():
                start, opened = match.end(), mark
        elif mark == "\n" or _ends(opened, mark):
            # A single mark without a partner is an apostrophe.
            if match.start() > start and not (mark == "\n" and opened in _SINGLE):
                yield Span(start, match.start())
            start = None
    if start is not None and opened not in _SINGLE and start < len(text):
        yield Span(start, len(text))


def _ends(opened: str, mark: str) -> bool:
    if opened in _SINGLE:
        return mark in "'’"
    return mark in _CLOSES or mark == '"' or (opened == "„" and mark == "“")


def paired_marks(text: str, place: int) -> bool:
    """Whether every quotation mark of the paragraph around the place has its partner."""
    start, end = text.rfind("\n", 0, place) + 1, text.find("\n", place)
    words = text[start : len(text) if end < 0 else end]
    marks = [m.group() for m in _MARK.finditer(words) if len(m.group()) == 2 or m.group() == '"']
    return len(marks) % 2 == 0 and words.count("“") == words.count("”")
