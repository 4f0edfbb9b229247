"""From windows to attributions: propose cues, read around each, keep what is likely enough."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np

from rashomon.annotate.learned.chain import Chain, Floats, Ints
from rashomon.annotate.learned.windows import Pieces, Window
from rashomon.model import Span, Spans

CUE_TAGS = (3, 4)  # B-cue and I-cue of the first pass
SOURCE, CUE, CONTENT = 1, 2, 3  # roles of the second pass
REACH = 112  # word pieces on each side of a cue that the second pass reads
FARTHEST = 9  # the bucket of distances of 256 and more
# How far a cue reaches from its likeliest piece, and how likely a second one beside it must be.
_NEARLY = 0.4
_ALONE = 0.5
# Windows read at once, and word pieces of crops read at once: they bound the memory (a window's
# states are 0.4 MB) and keep batches of like length.
_GROUP = 8
_CROP_PIECES = 768


class Passes(Protocol):
    """The two halves of the network; arrays are padded, ``lengths`` says how far each row goes."""

    def first(self, ids: Ints, lengths: Ints) -> tuple[Floats, Floats]:
        """States [rows, length, width] for the second pass and tag scores [rows, length, 7]."""
        ...

    def second(self, states: Floats, cue: Ints, near: Ints, lengths: Ints) -> Floats:
        """Role scores [rows, length, 4] of crops around cues."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """How sure the network must be; chosen on the development articles.

    A cue is proposed where its chance passes ``propose``. Its confidence is a logistic over the
    log odds of the cue, the log odds of any content, and the log chance of the best reading:
    ``weights`` (with the intercept last).
    """

    propose: float
    keep: float
    keep_inside: float
    weights: tuple[float, ...]
    weights_inside: tuple[float, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """An attribution as read around one cue, with what the confidence rests on."""

    source: Spans
    cue: Spans
    content: Spans
    odds: tuple[float, float, float]


def read(
    pieces: Pieces,
    found: Sequence[Window],
    passes: Passes,
    tags: Chain,
    roles: Chain,
    propose: float,
) -> Iterator[Found]:
    """The attributions around every likely cue, before any is left out."""
    by_length = sorted(range(len(found)), key=lambda i: len(found[i]))
    for start in range(0, len(by_length), _GROUP):
        yield from _group(
            pieces,
            [found[i] for i in by_length[start : start + _GROUP]],
            passes,
            tags,
            roles,
            propose,
        )


def _alike(group: Sequence[Window]) -> Iterator[list[Window]]:
    """Windows of nearly the same length: padding costs as much as words do."""
    batch: list[Window] = []
    for window in group:
        if batch and len(window) > 1.15 * len(batch[0]) + 8:
            yield batch
            batch = []
        batch.append(window)
    if batch:
        yield batch


@dataclass(frozen=True, slots=True)
class _Crop:
    row: int
    begin: int
    stop: int
    first: int
    last: int
    chance: float

    def __len__(self) -> int:
        return self.stop - self.begin


def _group(
    pieces: Pieces,
    group: Sequence[Window],
    passes: Passes,
    tags: Chain,
    roles: Chain,
    propose: float,
) -> Iterator[Found]:
    states: list[Floats] = []
    crops: list[_Crop] = []
    for batch in _alike(group):
        lengths = np.array([len(w) for w in batch], dtype=np.int64)
        ids = np.zeros((len(batch), int(lengths.max())), dtype=np.int64)
        for row, window in enumerate(batch):
            ids[row, : len(window)] = window.ids
        read_states, scores = passes.first(ids, lengths)
        chance = tags.chances(scores, lengths)[:, :, CUE_TAGS].sum(2)
        for row, window in enumerate(batch):
            crops.extend(_crops(pieces, len(states), window, chance[row], propose))
            states.append(read_states[row])
    crops.sort(key=len)
    at = 0
    while at < len(crops):
        stop = at + 1
        while stop < len(crops) and len(crops[stop]) * (stop + 1 - at) <= _CROP_PIECES:
            stop += 1
        yield from _around(pieces, group, states, crops[at:stop], passes, roles)
        at = stop


def _crops(
    pieces: Pieces, row: int, window: Window, chance: Floats, propose: float
) -> Iterator[_Crop]:
    inside = window.pieces >= 0
    lines = np.where(inside, pieces.lines[window.pieces], -1)
    likely = np.flatnonzero((chance[: len(window)] > propose) & inside)
    if not len(likely):
        return
    for first, last in _cues(chance, np.split(likely, np.flatnonzero(np.diff(likely) > 1) + 1)):
        begin, stop = first, last + 1
        while begin > max(0, first - REACH) and lines[begin - 1] == lines[first]:
            begin -= 1
        while stop < min(len(lines), last + 1 + REACH) and lines[stop] == lines[first]:
            stop += 1
        yield _Crop(row, begin, stop, first, last, float(chance[first : last + 1].max()))


def _cues(chance: Floats, runs: Sequence[Ints]) -> Iterator[tuple[int, int]]:
    """First and last place of each cue: a peak, and what is nearly as likely beside it.

    A second peak in one run is a cue of its own only if it is likely by itself.
    """
    for run in runs:
        left = chance[run].copy()
        while left.max() > 0:
            peak = int(left.argmax())
            first = last = peak
            least = _NEARLY * left[peak]
            while first > 0 and left[first - 1] >= least:
                first -= 1
            while last + 1 < len(left) and left[last + 1] >= least:
                last += 1
            yield int(run[first]), int(run[last])
            left[first : last + 1] = 0
            left[left < _ALONE] = 0


def _around(
    pieces: Pieces,
    group: Sequence[Window],
    states: Sequence[Floats],
    crops: Sequence[_Crop],
    passes: Passes,
    roles: Chain,
) -> Iterator[Found]:
    lengths = np.array([len(c) for c in crops], dtype=np.int64)
    length = int(lengths.max())
    place = np.array([c.begin for c in crops])[:, None] + np.arange(length)
    first = np.array([c.first for c in crops])[:, None]
    last = np.array([c.last for c in crops])[:, None]
    cue = ((place >= first) & (place <= last)).astype(np.int64)
    far = np.where(place < first, place - first, np.maximum(place - last, 0))
    cropped = np.zeros((len(crops), length, states[0].shape[1]), dtype=np.float32)
    for i, c in enumerate(crops):
        cropped[i, : len(c)] = states[c.row][c.begin : c.stop]
    scores = passes.second(cropped, cue, bucket(far), lengths)
    paths = roles.best(scores, lengths)
    every = roles.log_sum(scores, lengths)
    none = roles.log_sum(scores, lengths, labels=[0, SOURCE, CUE])
    chosen = _path_scores(roles, scores, paths, lengths)
    for i, crop in enumerate(crops):
        path = paths[i, : len(crop)]
        where = group[crop.row].pieces[crop.begin : crop.stop]
        content = _spans(pieces, where, path == CONTENT)
        if not content:
            continue
        words = _spans(pieces, where, path == CUE) or _spans(
            pieces, where, cue[i, : len(crop)] == 1
        )
        empty = min(float(none[i] - every[i]), -1e-6)
        yield Found(
            source=_spans(pieces, where, path == SOURCE),
            cue=words,
            content=content,
            odds=(
                _odds(crop.chance),
                float(np.clip(np.log(-np.expm1(empty)) - empty, -12.0, 12.0)),
                max(-12.0, float(chosen[i] - every[i])),
            ),
        )


def bucket(distance: Ints) -> Ints:
    """Signed distances in word pieces to log-spaced buckets 0..18; 9 is the cue itself."""
    size = np.abs(distance)
    log = np.where(size > 0, np.floor(np.log2(np.maximum(size, 1))) + 1, 0)
    return (np.sign(distance) * np.minimum(log, FARTHEST) + FARTHEST).astype(np.int64)


def _path_scores(chain: Chain, scores: Floats, paths: Ints, lengths: Ints) -> Floats:
    rows, length, _ = scores.shape
    inside = np.arange(length)[None] < lengths[:, None]
    at = np.take_along_axis(scores, paths[:, :, None], 2)[:, :, 0]
    moves = chain.move[paths[:, :-1], paths[:, 1:]]
    total: Floats = (
        (at * inside).sum(1)
        + (moves * inside[:, 1:]).sum(1)
        + chain.begin[paths[:, 0]]
        + chain.end[paths[np.arange(rows), lengths - 1]]
    )
    return total


def _odds(chance: float) -> float:
    chance = min(max(chance, 1e-5), 1 - 1e-5)
    return float(np.log(chance / (1 - chance)))


def _spans(pieces: Pieces, where: Ints, mask: np.ndarray) -> Spans:
    chosen = np.flatnonzero(mask)
    if not len(chosen):
        return ()
    return tuple(
        Span(int(pieces.starts[where[run[0]]]), int(pieces.ends[where[run[-1]]]))
        for run in np.split(chosen, np.flatnonzero(np.diff(chosen) > 1) + 1)
    )


def confidence(odds: Sequence[float], weights: Sequence[float]) -> float:
    """The chance that the attribution is right, by the logistic of :class:`Rules`."""
    total = weights[-1] + sum(w * o for w, o in zip(weights, odds, strict=False))
    return float(1 / (1 + np.exp(-total)))
