"""Where a text says itself that it was changed: corrections, editor's notes, clarifications."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rashomon.comparison.reuse import split
from rashomon.model import Article, Span

_PIECE = r"(?:article|story|report|post|piece|page|headline|item|column|version|live ?blog)"
_SAYS = re.compile(
    rf"\b(?:this|the) {_PIECE} (?:was|has been|is|were|had been)"
    r" (?:\w+ )?(?:amended|corrected|updated|changed|clarified|edited|revised|modified)"
    r"|\b(?:an )?(?:earlier|previous|original|initial|older) versions? of"
    rf" (?:this|the|our) {_PIECE}"
    rf"|\b(?:earlier|previous|original) versions? (?:said|stated|wrongly|incorrectly|misstated)"
    r"|\bwe have (?:amended|corrected|updated|changed|clarified) (?:this|the)\b"
    r"|\bwe (?:previously|originally|initially|wrongly|incorrectly) (?:said|reported|stated|wrote)"
    rf"|^[\W_]*(?:corrections?|clarifications?|editor['’]?s['’]? notes?|erratum|errata"
    r"|correction and clarification|updated?|upd)\b\W*"
    r"(?=[:—–\d]|\s-|$|\(|at\b|on\b|in\b|to\b|with\b)",
    re.IGNORECASE,
)
# An editor's note is told in the sentences behind it too, as far as its paragraph goes.
_HEAD = re.compile(
    r"^[\W_]*(?:corrections?|clarifications?|editor['’]?s['’]? notes?|erratum|errata)\b",
    re.IGNORECASE,
)
_PARTS = frozenset(("correction", "editor's note"))


def stated(article: Article) -> tuple[Span, ...]:
    """The spans of the text that say it was changed, in order.

    They are the parts of the article marked as such, and sentences that say so.

    >>> text = "Two fled.\\n\\nCorrection: an earlier version said three. It was two."
    >>> [s.of(text) for s in stated(Article(id="a", text=text))]
    ['Correction: an earlier version said three. It was two.']
    """
    marked = [part.span for part in article.parts if part.kind in _PARTS]
    found: list[Span] = []
    for span in sorted((*marked, *_sentences(article.text))):
        if found and span.start <= found[-1].end:
            found[-1] = Span(found[-1].start, max(found[-1].end, span.end))
        else:
            found.append(span)
    return tuple(found)


def _sentences(text: str) -> Iterator[Span]:
    for sentence in split(text):
        words = sentence.of(text)
        if not _SAYS.search(words):
            continue
        end = text.find("\n", sentence.end)
        first = text.rfind("\n", 0, sentence.start) + 1 == sentence.start
        if first and _HEAD.match(words):
            yield Span(sentence.start, len(text.rstrip()) if end < 0 else end)
        else:
            yield sentence
