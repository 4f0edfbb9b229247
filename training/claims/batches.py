"""Windows put into batches, and the loss of a batch: of labels, and of a teacher's chances."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from net import ROLES, TAGS, Claims, bucket
from torch import Tensor

from examples import Example

REACH = 112
PROPOSE = 0.2  # lower than the 0.3 of the trials: more near misses to learn from
CROP_PIECES = 1024  # word pieces of crops in one batch of the second pass
# The first pass has some two hundred places a window, the second one crop: about the same weight.
TAG_SHARE = 1 / 8


@dataclass(frozen=True)
class Crop:
    """What the second pass reads around one cue, as places of row ``row``."""

    row: int
    begin: int
    stop: int
    first: int
    last: int

    def __len__(self) -> int:
        return self.stop - self.begin


@dataclass(frozen=True)
class SoftCrop:
    """A crop with a teacher's chances: of each role at each place, and of each move."""

    begin: int
    stop: int
    first: int
    last: int
    chances: np.ndarray  # [length, 4]
    moves: np.ndarray  # [4, 4], summed over places


@dataclass(frozen=True)
class SoftWindow:
    """A window with a teacher's chances of tags and moves, and its crops."""

    ids: np.ndarray
    chances: np.ndarray  # [length, 7]
    moves: np.ndarray  # [7, 7], summed over places
    crops: tuple[SoftCrop, ...]

    def __len__(self) -> int:
        return len(self.ids)


def rounded(n: int, step: int = 32) -> int:
    """The next multiple: few shapes of batch, because each new one is compiled at first sight."""
    return -(-n // step) * step


def padded(rows: Sequence[np.ndarray]) -> tuple[Tensor, Tensor]:
    """Ids and lengths of some windows."""
    ids = torch.zeros(len(rows), rounded(max(map(len, rows))), dtype=torch.long)
    for i, row in enumerate(rows):
        ids[i, : len(row)] = torch.from_numpy(row)
    return ids, torch.tensor([len(r) for r in rows])


def by_length(lengths: Sequence[int]) -> Iterator[tuple[int, list[int]]]:
    """Batches of crops of like length, with the length to pad to; few shapes, little padding."""
    order = sorted(range(len(lengths)), key=lengths.__getitem__)
    while order:
        n = rounded(lengths[order[0]])
        part = [k for k in order[: max(1, CROP_PIECES // n)] if lengths[k] <= n]
        order = order[len(part) :]
        yield n, part


def second_scores(
    model: Claims, states: Tensor, crops: Sequence[Crop]
) -> Iterator[tuple[list[int], Tensor, Tensor]]:
    """Batch after batch: which crops, their role scores in fp32, their lengths."""
    for n, part in by_length([len(c) for c in crops]):
        size = torch.tensor([len(crops[k]) for k in part])
        row, begin, first, last = (
            torch.tensor([getattr(crops[k], name) for k in part])[:, None]
            for name in ("row", "begin", "first", "last")
        )
        place = (begin + torch.arange(n)[None]).clamp(max=states.shape[1] - 1)
        far = torch.where(place < first, place - first, (place - last).clamp(min=0))
        cue = (place >= first) & (place <= last)
        with torch.autocast("cpu", dtype=torch.bfloat16):
            scores = model.second(states[row, place], cue, bucket(far), size)
        yield part, scores.float(), size


def runs(marginals: np.ndarray, inside: np.ndarray, least: float) -> list[tuple[int, int]]:
    """First and last places of the runs that may be a cue."""
    found: list[tuple[int, int]] = []
    for i in np.flatnonzero((marginals > least) & inside):
        if found and found[-1][1] == i - 1:
            found[-1] = (found[-1][0], int(i))
        else:
            found.append((int(i), int(i)))
    return found


def chosen_crops(
    rows: Sequence[Example], marginals: np.ndarray, rng: random.Random, share: float
) -> tuple[list[Crop], list[np.ndarray], list[int]]:
    """Crops around gold cues and spurious proposals, their roles, and who annotated them."""
    crops, labels, people = [], [], []
    for i, row in enumerate(rows):
        proposed = runs(marginals[i, : len(row.window)], row.lines >= 0, PROPOSE)
        used: set[tuple[int, int]] = set()
        todo: list[tuple[int, int, dict[int, int]]] = []
        for cue in row.cues:
            over = [r for r in proposed if r[0] <= cue.last and r[1] >= cue.first]
            used.update(over)
            first, last = cue.first, cue.last
            if over and rng.random() < 0.5:
                first, last = rng.choice(over)
            todo.append((first, last, cue.roles))
        for first, last in proposed:
            if (first, last) not in used and not row.unknown[first : last + 1].any():
                todo.append((first, last, {}))
        for first, last, roles in todo:
            if rng.random() > share:
                continue
            begin, stop = row.crop(first, last, REACH)
            if last >= stop:
                continue
            crops.append(Crop(i, begin, stop, first, last))
            labels.append(np.array([roles.get(p, 0) for p in range(begin, stop)]))
            people.append(row.annotator)
    return crops, labels, people


def loss_of_labels(
    model: Claims, rows: Sequence[Example], rng: random.Random, share: float
) -> tuple[Tensor, Tensor]:
    """The loss of tags, a window's, and of roles, a crop's; ``share`` of the crops are drawn."""
    ids, lengths = padded([r.window.ids for r in rows])
    allowed = torch.ones(*ids.shape, len(TAGS), dtype=torch.bool)
    for i, row in enumerate(rows):
        allowed[i, : len(row.window)] = torch.from_numpy(row.allowed)
    people = torch.tensor([r.annotator for r in rows])
    habit = model.tag_habit - model.tag_habit.mean(0)
    role_habit = model.role_habit - model.role_habit.mean(0)
    with torch.autocast("cpu", dtype=torch.bfloat16):
        states, tags = model.encode(ids, lengths)
    tags = tags.float() + habit[people][:, None]
    tag_loss = model.tag_crf.loss(tags, allowed, lengths).mean()
    chance = model.tag_crf.marginals(tags, lengths)
    cue_chance = (chance[..., 3] + chance[..., 4]).numpy()
    crops, labels, who = chosen_crops(rows, cue_chance, rng, share)
    total = torch.zeros(())
    for part, scores, size in second_scores(model, states, crops):
        scores = scores + role_habit[torch.tensor([who[k] for k in part])][:, None]
        wanted = torch.ones(*scores.shape, dtype=torch.bool)
        for j, k in enumerate(part):
            wanted[j, : len(labels[k])] = torch.from_numpy(
                np.arange(len(ROLES))[None] == labels[k][:, None]
            )
        total = total + model.role_crf.loss(scores, wanted, size).sum()
    return tag_loss, total / max(1, len(crops))


def loss_of_chances(
    model: Claims, rows: Sequence[SoftWindow], rng: random.Random, share: float
) -> tuple[Tensor, Tensor]:
    """As :func:`loss_of_labels`, against the teacher's whole distribution of paths."""
    ids, lengths = padded([r.ids for r in rows])
    with torch.autocast("cpu", dtype=torch.bfloat16):
        states, tags = model.encode(ids, lengths)
    tags = tags.float()
    chances = torch.zeros(*ids.shape, len(TAGS))
    for i, row in enumerate(rows):
        chances[i, : len(row)] = torch.from_numpy(row.chances.astype(np.float32))
    moves = torch.from_numpy(np.stack([r.moves for r in rows]).astype(np.float32))
    tag_loss = model.tag_crf.cross_entropy(tags, chances, moves, lengths).mean()
    soft = [(i, c) for i, row in enumerate(rows) for c in row.crops if rng.random() <= share]
    crops = [Crop(i, c.begin, c.stop, c.first, c.last) for i, c in soft]
    total = torch.zeros(())
    for part, scores, size in second_scores(model, states, crops):
        chances = torch.zeros_like(scores)
        for j, k in enumerate(part):
            chances[j, : len(crops[k])] = torch.from_numpy(soft[k][1].chances.astype(np.float32))
        moves = torch.from_numpy(np.stack([soft[k][1].moves for k in part]).astype(np.float32))
        total = total + model.role_crf.cross_entropy(scores, chances, moves, size).sum()
    return tag_loss, total / max(1, len(crops))
