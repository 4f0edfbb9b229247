"""Links to words on a live page: text fragments (WICG, Scroll to Text Fragment).

``https://example.org/a#:~:text=the%20crew%20had%20left`` opens the page at these words in browsers
that know it; others open the page. No words but the article's own go into the link.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from urllib.parse import quote, urldefrag

from rashomon.model import Span
from rashomon.text import merge

_MOST_SPANS = 3
_EXACT_CODE_POINTS = 90
_ENDS = 4
_MOST_WORDS = 12
_WORD = re.compile(r"\S+")


def link(url: str, text: str, spans: Iterable[Span]) -> str:
    """The address with a fragment that leads to the spans (three at most) of the article's text.

    The address as it is, where the spans hold no words.

    >>> link("https://example.org/a#top", "He said no. She said no.", [Span(16, 23)])
    'https://example.org/a#top:~:text=She-,said%20no'
    """
    parts = [part for span in merge(text, spans)[:_MOST_SPANS] if (part := _directive(text, span))]
    if not parts:
        return url
    base, fragment = urldefrag(url)
    return f"{base}#{fragment}:~:{'&'.join(parts)}"


def _directive(text: str, span: Span) -> str:
    words = [Span(m.start(), m.end()) for m in _WORD.finditer(text, span.start, span.end)]
    if not words:
        return ""
    plain = span.of(text).strip()
    if len(plain) <= _EXACT_CODE_POINTS and "\n" not in plain:
        start, end = _join(text, words), ""
        prefix = _prefix(text, words[0].start, start)
    else:
        start = _first(text, words)
        end = _join(text, _line(text, words[-_ENDS:], last=True))
        prefix = "" if _once(text, start) else _prefix(text, words[0].start, start)
    before = f"{_encoded(prefix)}-," if prefix else ""
    after = f",{_encoded(end)}" if end else ""
    return f"text={before}{_encoded(start)}{after}"


def _first(text: str, words: list[Span]) -> str:
    """The first words: four, or as many as it takes for them to stand once, on one line."""
    count = _ENDS
    while True:
        made = _join(text, _line(text, words[:count], last=False))
        if _once(text, made) or count >= min(_MOST_WORDS, len(words)):
            return made
        count += 2


def _line(text: str, words: list[Span], *, last: bool) -> list[Span]:
    """Those of the words that stand on one line: a fragment's ends may not cross paragraphs."""
    anchor = words[-1] if last else words[0]
    return [
        w for w in words if "\n" not in text[min(w.start, anchor.start) : max(w.end, anchor.end)]
    ]


def _prefix(text: str, start: int, words: str) -> str:
    """As few words before as tell these from the same words elsewhere; none where one place is."""
    if _once(text, words):
        return ""
    line = text.rfind("\n", 0, start) + 1
    before = [Span(m.start(), m.end()) for m in _WORD.finditer(text, line, start)]
    for count in range(1, len(before) + 1):
        made = _join(text, before[-count:])
        if _once(text, f"{made} {words}") or count >= _MOST_WORDS:
            return made
    return _join(text, before)


def _once(text: str, words: str) -> bool:
    return len(re.findall(r"\s+".join(map(re.escape, words.split())), text, re.IGNORECASE)) < 2


def _join(text: str, words: Iterable[Span]) -> str:
    return " ".join(w.of(text) for w in words)


def _encoded(words: str) -> str:
    # The syntax gives "-", "," and "&" a meaning; quote() leaves the first alone.
    return quote(words, safe="").replace("-", "%2D")
