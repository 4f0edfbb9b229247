"""Places that survive: spans stored by their words, found again in an edited text or not at all.

A :class:`Selector` is a TextQuoteSelector of the W3C Web Annotation model: the words, and what
stands before and after them. There are no offsets on purpose: in an edited text they could only
lead to a lookalike. A place is given back only when it is certain; otherwise what was stored is an
orphan. White space, invisible characters and the shapes of quotation marks and dashes do not count;
letters do.

:mod:`rashomon.anchors` is for quotes that a person writes, with as little context as tells two
places apart; here a machine stores as much as makes it certain.
"""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import NamedTuple

from rashomon.model import Span, Spans

CONTEXT = 32
"""Code points before and after the words at least, to the border of a word."""
MOST_CONTEXT = 256
"""Code points at most: as much as is needed for one side alone to tell the place."""
_LEAST_WORDS = 6
"""Words of a sentence that is told again by itself, where it stood once and stands once."""
_NEAR = 3
"""Words of the sentence that must still stand beside the words on a side that was edited."""
_CLOSING = 3
_WORD = re.compile(r"\S+")
_SENTENCE_END = re.compile(r"[.!?][\"')\]]*\s+")
_ENDS_A_SENTENCE = re.compile(r"[.!?][\"')\]]*\s*$")
_MOST_PLACES = 200
_STRETCH = 2
_SLACK = 200

_ALIKE = {
    **dict.fromkeys("‘’‚‛`´", "'"),
    **dict.fromkeys("“”„‟«»", '"'),
    **dict.fromkeys("‐‑‒–—―−", "-"),
    "…": "...",
    **dict.fromkeys("\u00ad\u200b\u200c\u200d\u2060\ufeff", ""),
}


class Selector(NamedTuple):
    """The words of one span, and what stands before and after them.

    ``before``, ``after`` and ``sentence`` say what told the place in the text it was made from: the
    prefix with the words, the words with the suffix, the words with what is stored of their
    sentence.
    """

    exact: str
    prefix: str = ""
    suffix: str = ""
    before: bool = False
    after: bool = False
    sentence: bool = False

    @property
    def head(self) -> str:
        """What is stored of the sentence before the words."""
        ends = [m.end() for m in _SENTENCE_END.finditer(self.prefix)]
        return self.prefix[ends[-1] if ends else 0 :]

    @property
    def tail(self) -> str:
        """What is stored of the sentence after the words."""
        last = self.exact[-_CLOSING:]
        end = _SENTENCE_END.search(last + self.suffix)
        return self.suffix[: max(0, end.end() - len(last))].rstrip() if end else self.suffix


class Folded:
    """A text as it is compared, with the offsets of its characters. Make one for each text."""

    __slots__ = ("_breaks", "_ends", "_starts", "text")

    def __init__(self, text: str) -> None:
        parts: list[str] = []
        self._starts: list[int] = []
        self._ends: list[int] = []
        self._breaks: set[int] = set()
        for offset, character in enumerate(text):
            made = " " if character.isspace() else _ALIKE.get(character, character)
            if made == " ":
                if parts and parts[-1] != " ":
                    parts.append(" ")
                    self._starts.append(offset)
                    self._ends.append(offset + 1)
                if character == "\n":
                    self._breaks.add(len(parts))
                continue
            for one in made:
                parts.append(one)
                self._starts.append(offset)
                self._ends.append(offset + 1)
        self.text = "".join(parts)

    def inward(self, span: Span) -> Span | None:
        """The span in folded offsets, without white space at its ends; None where none is left."""
        start = bisect.bisect_left(self._starts, span.start)
        end = bisect.bisect_left(self._starts, span.end)
        while start < end and self.text[start] == " ":
            start += 1
        while end > start and self.text[end - 1] == " ":
            end -= 1
        return Span(start, end) if start < end else None

    def outward(self, span: Span) -> Span:
        """The folded span in offsets of the text."""
        return Span(self._starts[span.start], self._ends[span.end - 1])

    def places(self, words: str) -> Iterator[Span]:
        """Where the words stand, from border to border of words."""
        start = 0
        while words and (start := self.text.find(words, start)) >= 0:
            if self._is_whole(start, start + len(words)):
                yield Span(start, start + len(words))
            start += 1

    def _is_whole(self, start: int, end: int) -> bool:
        text = self.text
        return not (
            (start and text[start - 1].isalnum() and text[start].isalnum())
            or (end < len(text) and text[end - 1].isalnum() and text[end].isalnum())
        )

    def begins_a_sentence(self, start: int) -> bool:
        """Whether a line or a sentence begins here."""
        before = self.text[max(0, start - 8) : start]
        return not before.strip() or start in self._breaks or bool(_ENDS_A_SENTENCE.search(before))

    def stands_once(self, words: str) -> bool:
        """Whether the words stand in the text once, wherever they begin."""
        first = self.text.find(words)
        return first >= 0 and self.text.find(words, first + 1) < 0


def select(text: Folded, span: Span) -> Selector | None:
    """The selector of the span; None where it holds no words, or where nothing tells its place.

    >>> select(Folded("He said no. She said no."), Span(16, 23))
    Selector(exact='said no', prefix='He said no. She ', suffix='.', before=True, after=False, sentence=True)
    """  # noqa: E501 - one line of output
    place = text.inward(span)
    if place is None:
        return None
    exact = text.text[place.start : place.end]
    prefix, before = _prefix(text, place)
    suffix, after = _suffix(text, place)
    made = Selector(exact, prefix, suffix, before, after)
    made = made._replace(sentence=text.stands_once(made.head + exact + made.tail))
    if not (before or after or made.sentence or text.stands_once(prefix + exact + suffix)):
        return None
    return made


def find(text: Folded, selector: Selector) -> Span | None:
    """The place of the selector's words in this text, in its own offsets, or None: an orphan.

    Certain is one place only: between all of the prefix and suffix; or else beside all of the one
    that told it, with the nearest words of the sentence on the other side; or else in the very
    sentence, as far as it is stored. The same words told by somebody else are not it.
    """
    places = list(islice(text.places(selector.exact), _MOST_PLACES))
    both: list[Span] = []
    one: list[Span] = []
    within: list[Span] = []
    head, tail = selector.head, selector.tail
    near = _last(head), _first(tail)
    for place in places:
        before = text.text.endswith(selector.prefix, 0, place.start)
        after = text.text.startswith(selector.suffix, place.end)
        if before and after:
            both.append(place)
        elif before or after:
            told = (before and selector.before) or (after and selector.after)
            if told and _stands(text, place, *near):
                one.append(place)
        if selector.sentence and _stands(text, place, head, tail):
            within.append(place)
    for certain in (both, one):
        if certain:
            return text.outward(certain[0]) if len(certain) == 1 else None
    enough = len(f"{head}{selector.exact}{tail}".split()) >= _LEAST_WORDS
    return text.outward(within[0]) if len(within) == 1 and enough else None


def select_all(text: Folded, spans: Iterable[Span]) -> tuple[Selector, ...] | None:
    """The selectors of all the spans, in their order; None where one has none."""
    made = [select(text, Span(*span)) for span in spans]
    return tuple(one for one in made if one is not None) if all(made) else None


def find_all(text: Folded, selectors: Sequence[Selector], *, extent: int) -> Spans | None:
    """The places of spans that belong together, or None where one is gone or they fell apart.

    ``extent`` is how far they reached, from the first to the last, where the selectors were made.
    """
    found: list[Span] = []
    for selector in selectors:
        place = find(text, selector)
        if place is None:
            return None
        found.append(place)
    if not found:
        return None
    reach = max(s.end for s in found) - min(s.start for s in found)
    return tuple(found) if reach <= _STRETCH * extent + _SLACK else None


def _prefix(text: Folded, place: Span) -> tuple[str, bool]:
    exact, size = text.text[place.start : place.end], CONTEXT
    while True:
        start = max(0, place.start - size)
        while start and not text.text[start - 1].isspace():
            start -= 1
        prefix = text.text[start : place.start]
        tells = bool(prefix.strip()) and text.stands_once(prefix + exact)
        if tells or not start or size >= MOST_CONTEXT:
            return prefix, tells
        size *= 2


def _suffix(text: Folded, place: Span) -> tuple[str, bool]:
    exact, size, last = text.text[place.start : place.end], CONTEXT, len(text.text)
    while True:
        end = min(last, place.end + size)
        while end < last and not text.text[end].isspace():
            end += 1
        suffix = text.text[place.end : end]
        tells = bool(suffix.strip(" .")) and text.stands_once(exact + suffix)
        if tells or end == last or size >= MOST_CONTEXT:
            return suffix, tells
        size *= 2


def _stands(text: Folded, place: Span, head: str, tail: str) -> bool:
    """Whether the place stands between these, and begins its sentence where the head is empty."""
    if not text.text.endswith(head, 0, place.start) or not text.text.startswith(tail, place.end):
        return False
    return bool(head.strip()) or text.begins_a_sentence(place.start)


def _last(head: str) -> str:
    words = list(_WORD.finditer(head))
    return head[words[-_NEAR].start() :] if len(words) > _NEAR else head


def _first(tail: str) -> str:
    words = list(_WORD.finditer(tail))
    return tail[: words[_NEAR - 1].end()] if len(words) > _NEAR else tail
