"""Linear-chain decoding: the best path, the chance of a label, the chance of a set of paths.

All in plain probabilities, scaled at each step, because a product of small matrices is several
times faster in numpy than the same in log space (Rabiner 1989, section V.A, for the scaling).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]
Ints = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False)
class Chain:
    """The scores of moving from label to label, and of beginning and ending with each."""

    move: Floats
    begin: Floats
    end: Floats

    def best(self, scores: Floats, lengths: Ints) -> Ints:
        """The best path of each row (Viterbi), [rows, length]; 0 beyond a row's length.

        Scores are [rows, length, labels]. Ties go to the lower label.
        """
        rows, length, labels = scores.shape
        back = np.zeros((length, rows, labels), dtype=np.int64)
        total = self.begin + scores[:, 0]
        for t in range(1, length):
            ways = total[:, :, None] + self.move
            back[t] = ways.argmax(1)
            new = ways.max(1) + scores[:, t]
            total = np.where((t < lengths)[:, None], new, total)
        path = np.zeros((rows, length), dtype=np.int64)
        here = (total + self.end).argmax(1)
        every = np.arange(rows)
        for t in range(length - 1, -1, -1):
            path[:, t] = np.where(t < lengths, here, 0)
            if t:
                here = np.where(t < lengths, back[t, every, here], here)
        return path

    def chances(self, scores: Floats, lengths: Ints) -> Floats:
        """The probability of each label at each place, by forward and backward sums.

        The result is [rows, length, labels]; beyond a row's length it means nothing.
        """
        rows, length, labels = scores.shape
        raised = np.exp(scores - scores.max(2, keepdims=True))
        move = np.exp(self.move)
        forward = np.empty((length, rows, labels), dtype=np.float32)
        here = np.exp(self.begin) * raised[:, 0]
        forward[0] = here = here / here.sum(1, keepdims=True)
        for t in range(1, length):
            here = (here @ move) * raised[:, t]
            here /= here.sum(1, keepdims=True)
            forward[t] = here
        backward = np.empty((length, rows, labels), dtype=np.float32)
        last = np.exp(self.end)
        here = np.broadcast_to(last, (rows, labels))
        for t in range(length - 1, -1, -1):
            if t < length - 1:
                here = (here * raised[:, t + 1]) @ move.T
                here = here / here.sum(1, keepdims=True)
            beyond = t >= lengths - 1
            if beyond.any():
                here = np.where(beyond[:, None], last, here)
            backward[t] = here
        both = forward * backward
        both /= both.sum(2, keepdims=True)
        return both.transpose(1, 0, 2)

    def log_sum(self, scores: Floats, lengths: Ints, labels: list[int] | None = None) -> Floats:
        """The log of the summed scores of all paths, or of those through ``labels`` only."""
        if labels is not None:
            kept = np.ix_(labels, labels)
            part = Chain(self.move[kept], self.begin[labels], self.end[labels])
            return part.log_sum(scores[:, :, labels], lengths)
        top = scores.max(2, keepdims=True)
        raised = np.exp(scores - top)
        move = np.exp(self.move)
        here = np.exp(self.begin) * raised[:, 0]
        log = top[:, 0, 0].astype(np.float64)
        for t in range(1, scores.shape[1]):
            size = here.sum(1, keepdims=True)
            new = ((here / size) @ move) * raised[:, t]
            inside = t < lengths
            log = np.where(inside, log + np.log(size[:, 0]) + top[:, t, 0], log)
            here = np.where(inside[:, None], new, here)
        total: Floats = log + np.log((here * np.exp(self.end)).sum(1))
        return total
