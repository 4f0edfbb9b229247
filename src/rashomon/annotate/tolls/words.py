"""The words of an article as arrays: the title, then the text, with sentences and zones.

Words are lower case and hashed, so that features over thousands of them are a few array
operations and the models need no word list.
"""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from rashomon.annotate.tolls.keys import OF, QUIET_OF

Ints = NDArray[np.int64]
Hashes = NDArray[np.uint64]

TITLE, LEAD, BODY = 0, 1, 2
"""Zones: the title, the first words of the text, the rest."""
LEAD_WORDS = 90
MOST_WORDS = 1500
"""Words of the text that are looked at; tolls stand early, pages of comments go on for ever."""
_REMEMBERED = 1 << 15
EDGE = crc32(b"<edge>")
_TOKEN = re.compile(r"[^\W\d_]+|\d+(?:,\d{3})*|[.,;:!?()\"“”\n-]")
_ENDS = frozenset(".!?\n")


@dataclass(frozen=True, slots=True)
class Words:
    """Token ``i`` is ``low[i]``, of hash ``hashes[i]``; ``starts`` and ``ends`` are code points of
    the text, or of the title where ``zones[i]`` is TITLE."""

    low: tuple[str, ...]
    hashes: Hashes
    keys: Ints
    quiet: Ints
    sentences: Ints
    zones: Ints
    starts: tuple[int, ...]
    ends: tuple[int, ...]


class _Table(dict[str, int]):
    """Of each word its hash (CRC-32: the same everywhere), and above it both its classes."""

    def __missing__(self, word: str) -> int:
        if len(self) > _REMEMBERED:
            self.clear()
        classes = OF.get(word, 0) | QUIET_OF.get(word, 0) << 8
        made = crc32(word.encode("utf-8", "surrogatepass")) | classes << 32
        self[word] = made
        return made


_TABLE = _Table()


def words_of(title: str | None, text: str) -> Words:
    """The words of title and text; a sentence ends at a mark or a line's end."""
    first = [m.span() for m in itertools.islice(_TOKEN.finditer(title or ""), MOST_WORDS)]
    rest = [m.span() for m in itertools.islice(_TOKEN.finditer(text), MOST_WORDS)]
    tokens = [title[a:b] for a, b in first] if title else []
    tokens += [text[a:b] for a, b in rest]
    low = tuple([token.lower() for token in tokens])
    places = first + rest
    known = np.array([_TABLE[word] for word in low], dtype=np.int64)
    count = len(low)
    ends = np.fromiter([token in _ENDS for token in low], dtype=np.int64, count=count)
    sentences = np.cumsum(ends) - ends
    sentences[len(first) :] += 1
    zones = np.full(count, BODY, dtype=np.int64)
    zones[: len(first)] = TITLE
    zones[len(first) : len(first) + LEAD_WORDS] = LEAD
    return Words(
        low=low,
        hashes=(known & 0xFFFFFFFF).astype(np.uint64),
        keys=known >> 32 & 0xFF,
        quiet=known >> 40,
        sentences=sentences,
        zones=zones,
        starts=tuple([start for start, _ in places]),
        ends=tuple([end for _, end in places]),
    )


_A, _B = np.uint64(0x9E3779B97F4A7C15), np.uint64(0xC2B2AE3D27D4EB4F)
_SHIFT = np.uint64(29)


def mix(a: Hashes, b: Hashes | int) -> Hashes:
    """A hash of both, element by element."""
    other = np.atleast_1d(np.asarray(b, dtype=np.uint64))
    mixed = (a * _A) ^ (other * _B + _A)
    made: Hashes = mixed ^ (mixed >> _SHIFT)
    return made


def slots(hashes: Hashes, bits: int) -> Ints:
    """The hashes as indices below two to the power of ``bits``."""
    return ((hashes * _B) >> np.uint64(64 - bits)).astype(np.int64)


def bag(words: Words, bits: int) -> Ints:
    """The slots of the article's words, pairs and (title, lead) runs of three, each once."""
    h, zones = words.hashes, words.zones
    if not len(h):
        return np.zeros(0, dtype=np.int64)
    zone = zones.astype(np.uint64)
    parts = [mix(h, zone), mix(h, 7)]
    two = mix(h[:-1], h[1:])
    parts += [mix(two, zone[1:] + np.uint64(16)), mix(two, 23)]
    three = mix(two[:-1], h[2:])
    early = zones[2:] != BODY
    parts.append(mix(three[early], zone[2:][early] + np.uint64(32)))
    # The same over the words of classes alone, within a sentence: "man hit fatally".
    at = np.flatnonzero(words.keys)
    if len(at) > 3:
        k, of, z = words.keys[at].astype(np.uint64), words.sentences[at], zone[at]
        two = mix(k[:-1], k[1:])
        joined = of[:-1] == of[1:]
        three = mix(two[:-1], k[2:])
        run = of[:-2] == of[2:]
        parts += [mix(k, z + np.uint64(400))]
        parts += [mix(two, z[1:] + np.uint64(410))[joined], mix(two, 420)[joined]]
        parts += [mix(three, z[2:] + np.uint64(430))[run], mix(three, 440)[run]]
    present = np.zeros(1 << bits, dtype=np.bool_)
    present[slots(np.concatenate(parts), bits)] = True
    return np.flatnonzero(present)
