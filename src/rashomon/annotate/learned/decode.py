"""From windows to attributions: propose cues, read around each, keep what is likely enough."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
import numpy.typing as npt

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
# Windows whose states are held at once (0.4 MB each), and crops whose paths are sought at once.
_GROUP = 8
_CROPS = 24


class Passes(Protocol):
    """The two halves of the network.

    Each call reads one window or one crop: without padding there is nothing to mask (a fifth of
    the time), and what is read does not depend on what is read beside it.
    """

    def first(self, ids: Ints) -> tuple[Floats, Floats]:
        """States [length, width] for the second pass and tag scores [length, 7] of a window."""
        ...

    def second(self, states: Floats, cue: Floats, near: Ints) -> Floats:
        """Role scores [length, 4] of a crop; ``cue`` is 1 on it, ``near`` as :func:`bucket`."""
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
    by_length = sorted(found, key=len)
    for start in range(0, len(by_length), _GROUP):
        group = by_length[start : start + _GROUP]
        yield from _group(pieces, group, passes, tags, roles, propose)


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
    states, scores = zip(*(passes.first(window.ids) for window in group), strict=True)
    chances = tags.chances(*_padded(scores))[:, :, CUE_TAGS].sum(2)
    crops = [
        crop
        for row, window in enumerate(group)
        for crop in _crops(pieces, row, window, chances[row], propose)
    ]
    crops.sort(key=len)
    for start in range(0, len(crops), _CROPS):
        yield from _around(pieces, group, states, crops[start : start + _CROPS], passes, roles)


def _padded(rows: Sequence[Floats]) -> tuple[Floats, Ints]:
    """The rows in one array, with zeros after each, and their lengths: chains take many at once."""
    lengths = np.array([len(r) for r in rows], dtype=np.int64)
    both = np.zeros((len(rows), int(lengths.max()), rows[0].shape[1]), dtype=np.float32)
    for i, row in enumerate(rows):
        both[i, : len(row)] = row
    return both, lengths


def _crops(
    pieces: Pieces, row: int, window: Window, chance: Floats, propose: float
) -> Iterator[_Crop]:
    inside = window.pieces >= 0
    lines = np.where(inside, pieces.lines[window.pieces], -1)
    for first, last in cues(chance[: len(window)], inside, propose):
        begin, stop = first, last + 1
        while begin > max(0, first - REACH) and lines[begin - 1] == lines[first]:
            begin -= 1
        while stop < min(len(lines), last + 1 + REACH) and lines[stop] == lines[first]:
            stop += 1
        yield _Crop(row, begin, stop, first, last, float(chance[first : last + 1].max()))


def cues(
    chance: Floats, inside: npt.NDArray[np.bool_], propose: float
) -> Iterator[tuple[int, int]]:
    """First and last place of each cue: a peak, and what is nearly as likely beside it.

    Looked at are the places that are ``inside`` the text and likelier than ``propose``. A second
    peak in one run of these is a cue of its own only if it is likely by itself.
    """
    likely = np.flatnonzero((chance > propose) & inside)
    if not len(likely):
        return
    for run in np.split(likely, np.flatnonzero(np.diff(likely) > 1) + 1):
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
    marked: list[Floats] = []
    read_scores: list[Floats] = []
    for c in crops:
        place = np.arange(c.begin, c.stop)
        cue = ((place >= c.first) & (place <= c.last)).astype(np.float32)
        far = np.where(place < c.first, place - c.first, np.maximum(place - c.last, 0))
        marked.append(cue)
        read_scores.append(passes.second(states[c.row][c.begin : c.stop], cue, bucket(far)))
    scores, lengths = _padded(read_scores)
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
        words = _spans(pieces, where, path == CUE) or _spans(pieces, where, marked[i] == 1)
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
