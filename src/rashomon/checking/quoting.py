"""Quotations of a summary: whether an article has the very words, between marks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from rashomon.annotate.quotations import quotations
from rashomon.checked import Fault, Quoted
from rashomon.checking.articles import Articles, Told
from rashomon.differences import differing, wording
from rashomon.model import Span
from rashomon.vocabulary import is_stop_word

# Names, titles of works and single words held at arm's length are no utterance.
_A_FEW = 3
# The share of a quotation's words that another has in the same order to be its original.
_ORIGINAL = 0.5
_ELLIPSIS = re.compile(r"\s*(?:\.\s?\.\s?\.|…|\[(?:\.\s?\.\s?\.|…)\]|\((?:\.\s?\.\s?\.|…)\))\s*")
_BRACKETED = re.compile(r"\[[^\]\n]*\]")
_WORD = re.compile(r"\w+(?:['’]\w+)*")


@dataclass(frozen=True, slots=True, eq=False)
class _Text:
    """An article's words in order, where each stands, and which stand between marks."""

    told: Sequence[Told]
    words: tuple[str, ...]
    spans: tuple[Span, ...]
    marked: tuple[bool, ...]
    joined: str


class Quotations:
    """The quotations of some articles, to hold others against."""

    def __init__(self, articles: Articles) -> None:
        self._articles = articles
        self._texts: list[_Text] | None = None

    def faults(self, text: str, sentence: Span) -> Iterator[Fault]:
        """A fault for each quotation of the sentence that no article has so."""
        for quotation in quotations(text):
            span = quotation.inner
            if not sentence.start <= quotation.span.start < sentence.end:
                continue
            if fault := self._fault(text, span):
                yield fault

    def _fault(self, text: str, span: Span) -> Fault | None:
        pieces = list(_pieces(text, span))
        count = sum(len(_words(text[p.start : p.end])) for p in pieces)
        if not count:
            return None
        places = [self._find(_words(piece.of(text))) for piece in pieces]
        said = span.of(text)
        if all(found is not None for found in places):
            if count <= _A_FEW or any(found and found[2] for found in places):
                return None
            article, at, _ = next(found for found in places if found)
            return Fault(
                kind="quotation altered",
                span=span,
                why="the article has these words, but does not give them as anybody's own words",
                passages=(self._passage(article, at, len(_words(said))),),
            )
        if count <= _A_FEW:
            # "A scare quote" of the summary's own: a fault only where it is put as an utterance.
            if not any(not is_stop_word(w) for p in pieces for w in _words(p.of(text))):
                return None
            near = self._original(text, span, least=0.6)
            why = "no article has these words between quotation marks"
            return Fault(
                kind="quotation altered",
                span=span,
                why=why,
                passages=(near[0],) if near else (),
            )
        near = self._original(text, span, least=_ORIGINAL)
        if near is None:
            return Fault(kind="quotation altered", span=span, why="no article has this quotation")
        return Fault(kind="quotation altered", span=span, why=near[1], passages=(near[0],))

    def _read(self) -> list[_Text]:
        if self._texts is None:
            self._texts = [_text(self._articles, n) for n in range(len(self._articles.readings))]
        return self._texts

    def _find(self, words: Sequence[str]) -> tuple[_Text, int, bool] | None:
        """Where the words stand one after the other, between marks if anywhere so."""
        if not words:
            return None
        wanted = f" {' '.join(words)} "
        found: tuple[_Text, int, bool] | None = None
        for text in self._read():
            at = text.joined.find(wanted)
            while at >= 0:
                place = text.joined.count(" ", 0, at)
                marked = all(text.marked[place : place + len(words)])
                if marked:
                    return text, place, True
                found = found or (text, place, False)
                at = text.joined.find(wanted, at + 1)
        return found

    def _passage(self, text: _Text, at: int, count: int) -> Quoted:
        last = min(len(text.spans), at + count) - 1
        start = text.spans[at].start
        told = next((t for t in text.told if t.span.start <= start < t.span.end), text.told[0])
        return told.quoted(Span(start, text.spans[last].end))

    def _original(self, text: str, span: Span, *, least: float) -> tuple[Quoted, str] | None:
        """The words of an article nearest to a quotation, and how they differ, in words."""
        own = [w for w in _words(span.of(text))]
        best: tuple[float, _Text, int, int] | None = None
        for article in self._read():
            for start, end in _windows(article, own):
                words = article.words[start:end]
                match = SequenceMatcher(None, own, words, autojunk=False)
                blocks = [b for b in match.get_matching_blocks() if b.size]
                kept = sum(b.size for b in blocks)
                if not blocks or kept < least * len(own):
                    continue
                first, last = blocks[0].b + start, blocks[-1].b + blocks[-1].size + start
                share = kept / max(len(own), last - first)
                share += 0.1 * all(article.marked[first:last])
                if best is None or share > best[0]:
                    best = share, article, first, last
        if best is None:
            return None
        _, article, first, last = best
        # The words around belong to the quotation as long as they stand between the same marks.
        passage = self._passage(article, first, last - first)
        other = next(r for r in self._articles.readings if r.article.id == passage.article).article
        mine, theirs = differing(wording(text, (span,)), wording(other.text, (passage.span,)))
        here = ", ".join(f"“{s.of(text)}”" for s in mine)
        there = ", ".join(f"“{s.of(other.text)}”" for s in theirs)
        why = "the words were changed"
        if here and there:
            why += f": {here} stands for {there}"
        elif here:
            why += f": {here} was put in"
        elif there:
            why += f": {there} was left out, and nothing shows it"
        return passage, why


def _pieces(text: str, span: Span) -> Iterator[Span]:
    """The parts of a quotation that must each be found whole: between ellipses and insertions."""
    begin = span.start
    gaps = [
        *_ELLIPSIS.finditer(text, span.start, span.end),
        *_BRACKETED.finditer(text, span.start, span.end),
    ]
    for gap in sorted(gaps, key=lambda m: m.start()):
        end = gap.start()
        if gap.group().startswith("[") and gap.end() < span.end and text[gap.end()].isalnum():
            # "[W]e never saw": the bracket is the word's first letter.
            end = gap.start()
            rest = _WORD.match(text, gap.end())
            if begin < end:
                yield Span(begin, end)
            begin = rest.end() if rest else gap.end()
            continue
        if begin < end:
            yield Span(begin, end)
        begin = max(begin, gap.end())
    if begin < span.end:
        yield Span(begin, span.end)


def _words(words: str) -> list[str]:
    return [w.casefold().replace("’", "'") for w in _WORD.findall(words)]


def _text(articles: Articles, number: int) -> _Text:
    reading = articles.readings[number]
    text = reading.article.text
    marked = [q.span for q in quotations(text)]
    marked += [s for c in reading.claims if c.kind == "direct" for s in c.content]
    inside = bytearray(len(text))
    for span in marked:
        inside[span.start : span.end] = b"\1" * (span.end - span.start)
    found = list(_WORD.finditer(text))
    title = reading.article.title
    words = [m.group().casefold().replace("’", "'") for m in found]
    told = [t for t in articles.told if t.reading is reading]
    del title
    return _Text(
        told=told,
        words=tuple(words),
        spans=tuple(Span(*m.span()) for m in found),
        marked=tuple(bool(inside[m.start()]) for m in found),
        joined=f" {' '.join(words)} ",
    )


def _windows(text: _Text, own: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Stretches of the article that may hold the quotation: around its rarer words."""
    telling = {w for w in own if not is_stop_word(w)} or set(own)
    length = len(own)
    hits = [i for i, w in enumerate(text.words) if w in telling]
    reach = int(length * 1.5) + 3
    last = -1
    for place, i in enumerate(hits):
        inside = [j for j in hits[place : place + length] if j < i + reach]
        if len({text.words[j] for j in inside}) < max(1, 0.4 * len(telling)):
            continue
        start = max(0, i - length)
        if start <= last:
            continue
        last = start
        yield start, min(len(text.words), i + reach)
