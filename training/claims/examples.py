"""PolNeAR articles turned into training windows, with the labels each place may take."""

from __future__ import annotations

import json
import random
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from tokenizers import Tokenizer

from rashomon.annotate.learned.windows import Pieces, Window, cut, windows

Spans = list[tuple[int, int]]
ANNOTATORS = ("4b22", "ef2d", "4e07", "d473", "6b86", "5fec")
_WORD = re.compile(r"\w+")
NONE, B_SOURCE, I_SOURCE, B_CUE, I_CUE, B_CONTENT, I_CONTENT = range(7)


@dataclass
class Told:
    """One attribution.

    ``made`` says that it was wrapped around a sentence by ``nesting``, ``inner`` that it stands
    within the content of another and was found by rules.
    """

    source: Spans
    cue: Spans
    content: Spans
    made: bool = False
    inner: bool = False


@dataclass
class Text:
    text: str
    annotator: int
    told: list[Told] = field(default_factory=list)


@dataclass
class Cue:
    """A gold cue in a window: its places, and the role of every place of its attribution."""

    first: int
    last: int
    roles: dict[int, int]


@dataclass
class Example:
    window: Window
    lines: np.ndarray
    allowed: np.ndarray
    unknown: np.ndarray  # likely cues inside contents, where PolNeAR marks none
    cues: list[Cue]
    annotator: int

    def crop(self, first: int, last: int, reach: int) -> tuple[int, int]:
        """The places around a cue that the second pass sees: its line, ``reach`` on each side."""
        line = self.lines[first]
        begin, stop = first, last + 1
        while begin > max(0, first - reach) and self.lines[begin - 1] == line:
            begin -= 1
        while stop < min(len(self.lines), last + 1 + reach) and self.lines[stop] == line:
            stop += 1
        return begin, stop


def load(path: Path, annotators: Path | None = None) -> list[list[Text]]:
    """Per article all its versions: one, or one for each person who annotated it."""
    versions: dict[str, dict[str, Text]] = defaultdict(dict)
    for file in [path, annotators]:
        if file is None:
            continue
        for line in file.read_text("utf-8").splitlines():
            row = json.loads(line)
            told = [
                Told(*([(a, b) for a, b in entry[k]] for k in ("source", "cue", "content")))
                for entry in row["attributions"]
            ]
            who = ANNOTATORS.index(row["annotator"]) if row["annotator"] in ANNOTATORS else 0
            versions[row["id"]][row["annotator"]] = Text(row["text"], who, told)
    return [list(v.values()) for v in versions.values()]


def straighten(text: Text, rng: random.Random) -> Text:
    """The text with other quotation marks; the offsets stay."""
    table = rng.choice(
        [
            {"“": '"', "”": '"', "‘": "'", "’": "'"},
            {"“": '"', "”": '"'},
            {"“": "‘", "”": "’", "‘": "“", "’": "’"},
        ]
    )
    return Text(text.text.translate(str.maketrans(table)), text.annotator, text.told)


def cue_words(texts: Iterable[Text], least: float = 0.4) -> frozenset[str]:
    """The words that, outside contents, are part of a cue at least this often."""
    cues: Counter[str] = Counter()
    others: Counter[str] = Counter()
    for text in texts:
        kinds = bytearray(len(text.text))
        for told in text.told:
            for kind, spans in ((2, told.content), (1, told.cue)):
                for a, b in spans:
                    kinds[a:b] = bytes([kind]) * (b - a)
        for match in _WORD.finditer(text.text):
            kind = kinds[match.start()]
            if kind != 2:
                (cues if kind == 1 else others)[match.group().lower()] += 1
    return frozenset(w for w, n in cues.items() if n >= 5 and n >= least * (n + others[w]))


def examples(text: Text, tokenizer: Tokenizer, words: frozenset[str]) -> list[Example]:
    """The windows of one text with their labels; ``words`` are those of :func:`cue_words`."""
    pieces = cut(text.text, tokenizer)
    likely = np.zeros(len(pieces), dtype=bool)
    hits = [m.span() for m in _WORD.finditer(text.text) if m.group().lower() in words]
    likely[_pieces(pieces, hits)] = True
    # The word on each side too: "has said", "called for".
    likely[1:] |= likely[:-1].copy()
    likely[:-1] |= likely[1:].copy()
    places = [
        {k: _pieces(pieces, getattr(told, k)) for k in ("source", "cue", "content")}
        for told in text.told
    ]
    allowed = _allowed(pieces, text.told, places, likely)
    unknown = np.zeros(len(pieces), dtype=bool)
    for told, at in zip(text.told, places, strict=True):
        if not (told.made or told.inner):
            unknown[at["content"]] = likely[at["content"]]
    for at in places:
        unknown[at["cue"]] = False
    found = []
    for window in windows(pieces):
        inside = window.pieces >= 0
        where = {int(p): i for i, p in enumerate(window.pieces) if p >= 0}
        labels = np.zeros((len(window), 7), dtype=bool)
        labels[:, NONE] = True
        labels[inside] = allowed[window.pieces[inside]]
        hidden = np.zeros(len(window), dtype=bool)
        hidden[inside] = unknown[window.pieces[inside]]
        lines = np.full(len(window), -1)
        lines[inside] = pieces.lines[window.pieces[inside]]
        cues = []
        for at in places:
            cue = [where[p] for p in at["cue"] if p in where]
            if not cue:
                continue
            roles: dict[int, int] = {}
            for role, key in ((3, "content"), (1, "source"), (2, "cue")):
                roles.update({where[p]: role for p in at[key] if p in where})
            cues.append(Cue(min(cue), max(cue), roles))
        found.append(Example(window, lines, labels, hidden, cues, text.annotator))
    return found


def _pieces(pieces: Pieces, spans: Iterable[tuple[int, int]]) -> list[int]:
    found: list[int] = []
    for start, end in spans:
        a = int(np.searchsorted(pieces.ends, start, side="right"))
        b = int(np.searchsorted(pieces.starts, end, side="left"))
        found.extend(range(a, b))
    return found


def _allowed(
    pieces: Pieces,
    told: Sequence[Told],
    places: Sequence[dict[str, list[int]]],
    likely: np.ndarray,
) -> np.ndarray:
    allowed = np.zeros((len(pieces), 7), dtype=bool)
    allowed[:, NONE] = True

    def put(at: list[int], begin: int, *, also: tuple[int, ...] = ()) -> None:
        for i, p in enumerate(at):
            first = i == 0 or at[i - 1] != p - 1
            allowed[p] = False
            allowed[p, begin if first else begin + 1] = True
            if also:
                allowed[p, list(also)] = True

    # What is wrapped first, so that the labels of the sentence within come on top. Within contents
    # nobody looked for cues: where a word is often one, the label stays open there, as neither
    # right nor wrong. (Left open everywhere, the chain fills whole contents with cues.)
    for entry, at in zip(told, places, strict=True):
        if entry.made:
            put(at["content"], B_CONTENT, also=(I_CONTENT, B_CONTENT))
    for entry, at in zip(told, places, strict=True):
        if not (entry.made or entry.inner):
            inner = any(allowed[p, I_CONTENT] for p in at["content"])
            put(at["content"], B_CONTENT, also=(I_CONTENT, B_CONTENT) if inner else ())
            free = [p for p in at["content"] if likely[p]]
            allowed[free, B_CUE] = allowed[free, I_CUE] = True
    for entry, at in zip(told, places, strict=True):
        inner = not entry.made and any(allowed[p, I_CONTENT] for p in at["source"])
        put(at["source"], B_SOURCE, also=(I_CONTENT, B_CONTENT) if inner else ())
    for at in places:
        put(at["cue"], B_CUE)
    return allowed
