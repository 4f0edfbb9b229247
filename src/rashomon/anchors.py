"""Places in a text named by its own words, as in the W3C Web Annotation TextQuoteSelector.

``exact`` are the words, ``prefix`` and ``suffix`` what stands right before and after them, as far
as it is needed to tell two places apart. There are no offsets on purpose: in an edited text they
could only ever lead to a lookalike. White space, and the shapes of quotation marks and dashes, do
not count; letters do.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from rashomon.model import Span, Spans
from rashomon.text import quote, words

# How ``quote`` shows the words that lie between two spans of one claim.
_GAP = re.compile(r"\s+…\s+")
# The longest gap looked across: more than the two paragraphs that a broken-off quotation spans.
_GAP_CODE_POINTS = 5_000
_ALIKE = {
    **dict.fromkeys("'‘’‚‛", "['‘’‚‛]"),
    **dict.fromkeys('"“”„‟«»', '["“”„‟«»]'),
    **dict.fromkeys("-‐‑‒–—", "[-‐‑‒–—]"),
}
_MOST = 2  # one place is an answer, two are too many: nobody needs the third


class Quote(NamedTuple):
    """The words of a place, and what stands right before and after them."""

    exact: str
    prefix: str = ""
    suffix: str = ""


def find(text: str, sought: Quote) -> tuple[Spans, ...]:
    """The places where the words stand between prefix and suffix: none, one, or the first two.

    A place begins and ends at the borders of words. Where ``exact`` holds " … " the place has
    several spans, with other words of the text between them.

    >>> find("He said no. She said no.", Quote("said no", prefix="She"))
    ((Span(start=16, end=23),),)
    """
    parts = [_pattern(part, whole=True) for part in _GAP.split(sought.exact.strip())]
    before, after = _pattern(sought.prefix), _pattern(sought.suffix)
    parts[-1] += rf"(?=\s*{after})"
    first = re.compile(rf"{before}\s*({parts[0]})" if before else f"({parts[0]})")
    rest = [re.compile(part) for part in parts[1:]]
    found: list[Spans] = []
    start = 0
    while len(found) < _MOST and (match := first.search(text, start)):
        start = match.start() + 1
        spans = _across(text, Span(*match.span(1)), rest)
        if spans and spans not in found:
            found.append(spans)
    return tuple(found)


def name(text: str, spans: Iterable[Span]) -> Quote | None:
    """The shortest quote that :func:`find` leads back to these spans, or None where none does.

    >>> name("He said no. She said no.", (Span(16, 23),))
    Quote(exact='said no', prefix='She ', suffix='')
    """
    place = tuple(map(Span._make, spans))
    exact = quote(text, place)
    if not exact:
        return None
    start, end = place[0].start, place[-1].end
    borders = [w.start for w, _ in words(text, (Span(0, start),))] if start else []
    ends = [w.end for w, _ in words(text, (Span(end, len(text)),))] if end < len(text) else []
    count = 0
    while True:
        sought = Quote(
            exact,
            _folded(text[borders[-min(count, len(borders))] : start]) if borders and count else "",
            _folded(text[end : ends[min(count, len(ends)) - 1]]) if ends and count > 2 else "",
        )
        found = find(text, sought)
        if len(found) == 1:
            return sought if found[0] == place else None
        if not found or count > max(len(borders), len(ends)):
            return None
        count = count * 2 or 1


def _folded(words: str) -> str:
    """White space folded, but kept at the ends."""
    return re.sub(r"\s+", " ", words)


def _across(text: str, first: Span, rest: Sequence[re.Pattern[str]]) -> Spans | None:
    spans = [first]
    for part in rest:
        match = part.search(text, spans[-1].end, spans[-1].end + _GAP_CODE_POINTS)
        if not match:
            return None
        spans.append(Span(*match.span()))
    return tuple(spans)


def _pattern(words: str, *, whole: bool = False) -> str:
    """A regular expression for the words; ``whole``: not the beginning or end of longer words."""
    pattern = r"\s+".join(
        "".join(_ALIKE.get(c, re.escape(c)) for c in word) for word in words.split()
    )
    if whole and pattern:
        stripped = words.strip()
        pattern = (
            (r"(?<!\w)" if _is_word(stripped[0]) else "")
            + pattern
            + (r"(?!\w)" if _is_word(stripped[-1]) else "")
        )
    return pattern


def _is_word(character: str) -> bool:
    return character.isalnum() or character == "_"
