"""Texts cut into word pieces, and word pieces into windows the encoder can read.

The same code prepares training and reading, so both see the same pieces. A window is ``[CLS]``,
then whole lines of the text, each closed by ``[SEP]``; lines longer than a window are cut, at the
end of a sentence where there is one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

if TYPE_CHECKING:
    from tokenizers import Tokenizer

Ints = npt.NDArray[np.int64]

CLS, SEP, PAD = 101, 102, 0
WINDOW = 256  # word pieces, the marks included
_LINE = re.compile(r"[^\n\r\u2028\u2029\x0b\x0c\x85]+")
# The tokenizer's cost grows with the piece it is given, and a page of one line must not be one
# piece. Counted in code points.
_LONGEST_LINE = 20_000
# A cut in a long line looks back this many word pieces for the end of a sentence.
_LOOK_BACK = 96
_SURROGATE = re.compile(r"[\ud800-\udfff]")


@dataclass(frozen=True, slots=True, eq=False)
class Pieces:
    """The word pieces of a text: ids, code point offsets, and the line each stands in.

    ``ends_sentence`` marks full stops, question and exclamation marks.
    """

    ids: Ints
    starts: Ints
    ends: Ints
    lines: Ints
    ends_sentence: npt.NDArray[np.bool_]

    def __len__(self) -> int:
        return len(self.ids)


@dataclass(frozen=True, slots=True, eq=False)
class Window:
    """Word pieces for the encoder; ``pieces`` holds each one's place in the text, -1 for marks."""

    ids: Ints
    pieces: Ints

    def __len__(self) -> int:
        return len(self.ids)


def cut(text: str, tokenizer: Tokenizer) -> Pieces:
    """The word pieces of the text, line by line; offsets are code points of ``text``."""
    spans = list(_lines(text))
    whole = _SURROGATE.sub("\ufffd", text)  # half a character, which no encoding holds
    encoded = tokenizer.encode_batch([whole[a:b] for a, b in spans], add_special_tokens=False)
    ids: list[int] = []
    starts: list[int] = []
    ends: list[int] = []
    lines: list[int] = []
    for number, ((begin, _), line) in enumerate(zip(spans, encoded, strict=True)):
        ids.extend(line.ids)
        for a, b in line.offsets:
            starts.append(begin + a)
            ends.append(begin + b)
        lines.extend([number] * len(line.ids))
    stops = [tokenizer.token_to_id(mark) or PAD for mark in ".?!"]
    as_ids = np.array(ids, dtype=np.int64)
    return Pieces(
        as_ids,
        np.array(starts, dtype=np.int64),
        np.array(ends, dtype=np.int64),
        np.array(lines, dtype=np.int64),
        np.isin(as_ids, stops),
    )


def _lines(text: str) -> Iterator[tuple[int, int]]:
    for match in _LINE.finditer(text):
        start, end = match.span()
        while end - start > _LONGEST_LINE:
            at = text.rfind(" ", start + 1, start + _LONGEST_LINE)
            at = at if at > start else start + _LONGEST_LINE
            yield start, at
            start = at
        if text[start:end].strip():
            yield start, end


def windows(pieces: Pieces, size: int = WINDOW) -> list[Window]:
    """The windows of the text in order, at most ``size`` long; every piece is in exactly one."""
    room = size - 2
    found: list[Window] = []
    runs: list[tuple[int, int]] = []
    used = 1
    for start, stop in _runs(pieces, room):
        length = stop - start + 1
        if runs and used + length > size:
            found.append(_window(pieces, runs))
            runs, used = [], 1
        runs.append((start, stop))
        used += length
    if runs:
        found.append(_window(pieces, runs))
    return found


def _runs(pieces: Pieces, room: int) -> Iterator[tuple[int, int]]:
    if not len(pieces):
        return
    edges = [0, *(np.flatnonzero(np.diff(pieces.lines)) + 1).tolist(), len(pieces)]
    for start, stop in pairwise(edges):
        while stop - start > room:
            at = start + room
            stops = np.flatnonzero(pieces.ends_sentence[at - _LOOK_BACK : at])
            if len(stops):
                at = at - _LOOK_BACK + int(stops[-1]) + 1
            yield start, at
            start = at
        yield start, stop


def _window(pieces: Pieces, runs: list[tuple[int, int]]) -> Window:
    ids: list[int] = [CLS]
    places: list[int] = [-1]
    for start, stop in runs:
        ids.extend(pieces.ids[start:stop].tolist())
        ids.append(SEP)
        places.extend(range(start, stop))
        places.append(-1)
    return Window(np.array(ids, dtype=np.int64), np.array(places, dtype=np.int64))
