"""The lines that extraction gave, beside the lines of the page.

Extraction breaks lines that the markup wraps, runs the cells of a table together, and gives no
places: here each line becomes what it is on the page, and gets its number there.
"""

from __future__ import annotations

import bisect
from collections.abc import Sequence

from rashomon.ingest.blocks import Block
from rashomon.ingest.boilerplate import key

_MOST_WRAPPED, _MOST_JOINS = 60, 500
"""Lines that are joined to one; and how often it is tried in a page."""
_RUN_TOGETHER = 200
_MOST_TWINS = 20
"""Of equal lines of a page so many are told apart."""


def as_on_page(lines: Sequence[str], blocks: Sequence[Block]) -> tuple[str, ...]:
    """The lines as the page has them: wrapped ones joined, run-together ones taken apart."""
    return _rejoin(_take_apart(lines, blocks), blocks)


def _take_apart(lines: Sequence[str], blocks: Sequence[Block]) -> tuple[str, ...]:
    """Where a page is laid out as a table, extraction gives a whole article as one line."""
    whole = {block.words for block in blocks}
    result: list[str] = []
    for text in lines:
        words = key(text)
        if words.count(" ") < _RUN_TOGETHER or words in whole:
            result.append(text)
            continue
        within = [n for n, b in enumerate(blocks) if b.text.count(" ") > 6 and b.words in words]
        around = blocks[within[0] : within[-1] + 1] if within else ()
        parts = [block.text for block in around if block.words in words]
        covered = sum(len(part) for part in parts)
        # Less, and it is one long paragraph; more, and lines stand twice.
        alone = len(parts) < 2 or not 0.8 < covered / len(text) < 1.1
        result += [text] if alone else parts
    return tuple(result)


def _rejoin(lines: Sequence[str], blocks: Sequence[Block]) -> tuple[str, ...]:
    """The lines with those joined again that are one line of the page.

    Where the markup itself is wrapped, extraction breaks the line in the midst of a sentence.
    """
    whole = {block.words for block in blocks}
    result: list[str] = []
    number, tries = 0, _MOST_JOINS
    while number < len(lines):
        words, end = key(lines[number]), number + 1
        if words and words not in whole and tries:
            tries -= 1
            around = [text for text in whole if text.startswith(words + " ")]
            joined = words
            for later in range(number + 1, min(len(lines), number + _MOST_WRAPPED)):
                joined = f"{joined} {key(lines[later])}"
                around = [text for text in around if text.startswith(joined)]
                if not around:
                    break
                if joined in around:
                    end = later + 1
        result.append(" ".join(lines[number:end]))
        number = end
    return tuple(result)


def places(kept: Sequence[str], blocks: Sequence[Block]) -> list[int | None]:
    """For each line the number of the block it is; None where it cannot be told.

    The numbers rise: of lines that stand twice, or out of order, those are taken that leave the
    most lines in the order of the page (Hunt and Szymanski 1977).
    """
    where: dict[str, list[int]] = {}
    for number, block in enumerate(blocks):
        where.setdefault(block.words, []).append(number)
    # The least last number of a rising row of each length, and the row as a chain of links.
    ends: list[int] = []
    rows: list[tuple[int, int, object]] = []
    for line, text in enumerate(kept):
        for number in reversed(where.get(key(text), [])[:_MOST_TWINS]):
            length = bisect.bisect_left(ends, number)
            row = (line, number, rows[length - 1] if length else None)
            ends[length : length + 1] = [number]
            rows[length : length + 1] = [row]
    found: list[int | None] = [None] * len(kept)
    link: object = rows[-1] if rows else None
    while isinstance(link, tuple):
        line, number, link = link
        found[line] = number
    return found
