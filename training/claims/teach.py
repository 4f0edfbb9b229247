"""A teacher's chances for unlabelled articles: ``teach.py CHECKPOINT --texts ... --out FILE``.

A larger network than the package carries reads articles that nobody has annotated, and the
training articles once more. Kept are its chances of every tag, role and move, from which the
smaller one learns (Hinton et al. 2015; for whole sequences, Wang et al. 2020, "Structure-level
knowledge distillation").
"""

from __future__ import annotations

import argparse
import pickle
import random
import time
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import numpy as np
import torch
from batches import REACH, Crop, SoftCrop, SoftWindow, padded, second_scores
from net import Claims, Crf
from starts import tokenizer
from texts import unlabelled
from torch import Tensor
from torchpass import load_model

from rashomon.annotate.learned.decode import cues
from rashomon.annotate.learned.windows import Pieces, Window, cut, windows

LEAST = 0.05  # cues less likely are not asked about


def distribution(crf: Crf, scores: Tensor, lengths: Tensor) -> tuple[np.ndarray, np.ndarray]:
    """Chances of labels [rows, length, k] and, summed over places, of moves [rows, k, k]."""
    with torch.enable_grad():
        rows = scores.shape[0]
        leaf = scores.detach().float().requires_grad_(True)
        move = crf.move.detach()[None].expand(rows, -1, -1).clone().requires_grad_(True)
        total = crf.log_sum(leaf, lengths, move).sum()
        chances, moves = torch.autograd.grad(total, (leaf, move))
    return chances.numpy(), moves.numpy()


def crops_of(pieces: Pieces, window: Window, chance: np.ndarray, row: int) -> Iterator[Crop]:
    inside = window.pieces >= 0
    lines = np.where(inside, pieces.lines[window.pieces], -1)
    for first, last in cues(chance[: len(window)], inside, LEAST):
        begin, stop = first, last + 1
        while begin > max(0, first - REACH) and lines[begin - 1] == lines[first]:
            begin -= 1
        while stop < min(len(lines), last + 1 + REACH) and lines[stop] == lines[first]:
            stop += 1
        yield Crop(row, begin, stop, first, last)


@torch.no_grad()
def taught(model: Claims, batch: Sequence[tuple[Pieces, Window]]) -> Iterator[SoftWindow]:
    """The teacher's chances for some windows."""
    ids, lengths = padded([w.ids for _, w in batch])
    with torch.autocast("cpu", dtype=torch.bfloat16):
        states, tags = model.encode(ids, lengths)
    chances, moves = distribution(model.tag_crf, tags, lengths)
    cue = chances[..., 3] + chances[..., 4]
    crops = [c for i, (p, w) in enumerate(batch) for c in crops_of(p, w, cue[i], i)]
    soft: list[list[SoftCrop]] = [[] for _ in batch]
    for part, scores, size in second_scores(model, states, crops):
        roles, role_moves = distribution(model.role_crf, scores, size)
        for j, k in enumerate(part):
            c = crops[k]
            soft[c.row].append(
                SoftCrop(
                    c.begin,
                    c.stop,
                    c.first,
                    c.last,
                    roles[j, : len(c)].astype(np.float16),
                    role_moves[j].astype(np.float32),
                )
            )
    for i, (_, window) in enumerate(batch):
        yield SoftWindow(
            window.ids,
            chances[i, : len(window)].astype(np.float16),
            moves[i].astype(np.float32),
            tuple(soft[i]),
        )


def teach(model: Claims, texts: Iterable[str], size: int = 16) -> list[SoftWindow]:
    """All windows of the texts with the teacher's chances, the shortest first."""
    words = tokenizer()
    todo = [
        (pieces, window)
        for pieces in (cut(text, words) for text in texts)
        for window in windows(pieces)
    ]
    todo.sort(key=lambda row: len(row[1]))
    found: list[SoftWindow] = []
    began = time.time()
    for at in range(0, len(todo), size):
        found.extend(taught(model, todo[at : at + size]))
        if at // size % 50 == 0:
            # Long windows come last and cost more: in pieces, not in windows.
            done = sum(len(w) for _, w in todo[: at + size])
            left = (time.time() - began) * (sum(len(w) for _, w in todo) / done - 1)
            print(f"{at + size} of {len(todo)} windows, {left / 60:.0f} minutes left", flush=True)
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("checkpoint", type=Path)
    parser.add_argument("--which", default="average")
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--part", default="0/1", help="K/N: every Nth text, from the Kth")
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    k, n = map(int, options.part.split("/"))
    texts = unlabelled(options.shared / "data")
    random.Random(5).shuffle(texts)
    model = load_model([options.checkpoint], options.which).eval()
    found = teach(model, texts[k::n])
    new = options.out.with_suffix(".new")
    new.write_bytes(pickle.dumps(found))
    new.replace(options.out)


if __name__ == "__main__":
    main()
