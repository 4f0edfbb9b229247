"""A summary's own words, without the marks of formatting that programs put around them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from rashomon.model import Span

# Heads and lead-ins of a summary, which say nothing of any article.
_LABEL = re.compile(
    r"[ \t]*(?:(?:here(?:['’]s| is| are)|this is|below is)\b[^.\n]{0,80}:|"
    r"(?:(?:a |the )?(?:brief |short |news )?(?:summary|overview|synopsis|abstract|recap|tl;?dr)|"
    r"(?:key|main) (?:points|takeaways|facts)|in (?:short|brief)|bottom line|highlights)"
    r"(?: of [^.\n]{0,60})?[ \t]*[:：][ \t]*)",
    re.IGNORECASE,
)
_LABEL_ALONE = re.compile(
    r"(?:summary|overview|synopsis|recap|tl;?dr|(?:key|main) (?:points|takeaways|facts)"
    r"|sources?|references|highlights|in (?:short|brief))\W*$",
    re.IGNORECASE,
)
_BULLET = re.compile(r"[ \t]*(?:[-*+•–—▪◦‣·]+|\(?\d{1,2}[.)]|>)[ \t]+")
_HEAD = re.compile(r"[ \t]*#{1,6}[ \t]+")
_LINK = re.compile(r"!?\[([^\]\n]*)\]\([^)\s]*(?:\s+\"[^\"\n]*\")?\)")
_MARK = re.compile(
    r"\s?\[(?:\d{1,3}(?:\s?[,–-]\s?\d{1,3})*|\^\w+)\]|\s?【[^】\n]{0,20}】"
    r"|</?(?:b|i|em|strong|p|br|li|ul|ol|h\d|sup|a|span|div)\b[^>\n]{0,200}>"
)
_EMPHASIS = re.compile(r"\*{1,3}|(?<!\w)_{1,3}(?=\w)|(?<=[\w.,!?])_{1,3}(?!\w)|`+|~~")
_ADDRESS = re.compile(r"\s?\(?<?https?://[^\s<>)\]]+>?\)?")
_RULE = re.compile(r"\W*$")
# A reference list entry: "[1] Daily B, https://...".
_REFERENCE = re.compile(r"\s*\[\d{1,3}\]:?\s")


@dataclass(frozen=True, slots=True, kw_only=True)
class Plain:
    """The words to be checked, and where each code point of them stands in the summary."""

    text: str
    places: tuple[int, ...]

    def back(self, span: Span) -> Span:
        """The span of the summary from which this span of the words was taken."""
        return Span(self.places[span.start], self.places[span.end - 1] + 1)


def plain(summary: str) -> Plain:
    """The summary without bullets, bold, heads such as "Summary:", links and marks such as [1].

    A line that is a head and no sentence is left out.

    >>> plain("## Summary\\n- **Police** said so [1].").text
    'Police said so.'
    """
    letters: list[str] = []
    places: list[int] = []
    for start, end in _lines(summary):
        kept = _of_line(summary, start, end)
        while kept and summary[kept[-1]].isspace():
            kept.pop()
        while kept and summary[kept[0]].isspace():
            kept.pop(0)
        if not any(summary[i].isalnum() for i in kept):
            continue
        if letters:
            letters.append("\n")
            places.append(start)
        letters += [summary[i] for i in kept]
        places += kept
    return Plain(text="".join(letters), places=tuple(places))


def _lines(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for line in text.splitlines(keepends=True):
        yield start, start + len(line)
        start += len(line)


def _of_line(text: str, start: int, end: int) -> list[int]:
    """The places of one line's code points that belong to its words."""
    line = text[start:end]
    left_out = bytearray(len(line))

    def drop(a: int, b: int) -> None:
        left_out[a:b] = b"\1" * (b - a)

    begin = 0
    if _REFERENCE.match(line) and _ADDRESS.search(line):
        return []
    head = _HEAD.match(line)
    for pattern in (_HEAD, _BULLET):
        if match := pattern.match(line, begin):
            drop(begin, match.end())
            begin = match.end()
    for match in _LINK.finditer(line):
        inner_start, inner_end = match.span(1)
        drop(match.start(), inner_start)
        drop(inner_end, match.end())
        if line[inner_start:inner_end].strip().isdigit():
            drop(inner_start, inner_end)  # "[[1](https://...)]"
    for pattern in (_MARK, _ADDRESS, _EMPHASIS):
        for match in pattern.finditer(line):
            drop(*match.span())
    kept = [start + i for i in range(len(line)) if not left_out[i]]
    words = "".join(text[i] for i in kept)
    if _LABEL_ALONE.match(words.strip()):
        return []
    if head and not words.rstrip().endswith((".", "!", "?", "”", '"')):
        return []
    if match := _LABEL.match(words):
        kept = kept[match.end() :]
    return kept if not _RULE.match("".join(text[i] for i in kept)) else []
