"""Offset-safe text tools. All offsets are code points."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable, Iterator

from rashomon.model import Span, Spans

_PARAGRAPH = re.compile(r"[^\n]*\S[^\n]*")
_WORD = re.compile(r"\w+")
_SMALL_WORDS = frozenset("the a an of for and in on at to 's s".split())


def sha256(text: str) -> str:
    """The SHA-256 of the text's UTF-8 bytes, in hex. Lone surrogates are kept, not refused."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def paragraphs(text: str) -> Spans:
    """The spans of the lines that hold words, without white space at their ends.

    >>> paragraphs("One.\\n\\n  Two. \\n")
    (Span(start=0, end=4), Span(start=8, end=12))
    """
    return tuple(
        trim(text, Span(m.start(), m.end())) or Span(m.start(), m.end())
        for m in _PARAGRAPH.finditer(text)
    )


def trim(text: str, span: Span, extra: str = "") -> Span | None:
    """The span without white space (and the characters of ``extra``) at its ends, or None."""
    start, end = span
    while start < end and (text[start].isspace() or text[start] in extra):
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in extra):
        end -= 1
    return Span(start, end) if start < end else None


def words(text: str, spans: Iterable[Span]) -> Iterator[tuple[Span, str]]:
    r"""The words (runs of ``\w``) in the spans, each with its own span."""
    for start, end in spans:
        for match in _WORD.finditer(text, start, end):
            yield Span(match.start(), match.end()), match.group()


def quote(text: str, spans: Iterable[Span], gap: str = " … ") -> str:
    """The exact words of the spans, white space folded, joined by ``gap`` where words lie between.

    >>> quote("He said no.", (Span(0, 2), Span(8, 10)))
    'He … no'
    """
    return gap.join(" ".join(span.of(text).split()) for span in map(Span._make, spans))


def merge(text: str, spans: Iterable[Span]) -> Spans:
    """The spans in order, joined where they overlap or where only white space lies between."""
    merged: list[Span] = []
    for span in sorted(map(Span._make, spans)):
        if merged and not text[merged[-1].end : span.start].strip():
            merged[-1] = Span(merged[-1].start, max(merged[-1].end, span.end))
        else:
            merged.append(span)
    return tuple(merged)


def inside(inner: Iterable[Span], outer: Iterable[Span]) -> bool:
    """Whether each inner span lies within one of the outer spans."""
    around = tuple(outer)
    return all(any(o.start <= i.start and i.end <= o.end for o in around) for i in inner)


def size(spans: Iterable[Span]) -> int:
    """The code points in the spans."""
    return sum(s.end - s.start for s in spans)


def overlap(a: Spans, b: Spans) -> int:
    """The code points that both hold."""
    return sum(max(0, min(x.end, y.end) - max(x.start, y.start)) for x in a for y in b)


def name_words(name: str) -> tuple[str, ...]:
    """The words of a name as a person writes it, without accents, case, "'s" and small words.

    Spellings and aliases are not put together here: a person who says that two are one, or that
    they are not, means these very names.

    >>> name_words("the Organisation of São Vicente")
    ('organisation', 'sao', 'vicente')
    """
    folded = unicodedata.normalize("NFKD", name.casefold().replace("’", "'").replace("'s", ""))
    letters = "".join(c if c.isalnum() else " " for c in folded if not unicodedata.combining(c))
    return tuple(word for word in letters.split() if word not in _SMALL_WORDS)
