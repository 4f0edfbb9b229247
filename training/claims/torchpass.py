"""The network's two passes in torch, behind the protocol that reading uses."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import torch
from net import STUDENT, TEACHER, Claims, Crf

from rashomon.annotate.learned.chain import Chain


class TorchPasses:
    def __init__(self, model: Claims, *, half: bool = True) -> None:
        self.model = model.eval()
        self.half = half

    def first(self, ids: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        length = torch.tensor([len(ids)])
        with torch.inference_mode(), torch.autocast("cpu", torch.bfloat16, enabled=self.half):
            states, tags = self.model.encode(torch.from_numpy(ids)[None], length)
        return states[0].float().numpy(), tags[0].float().numpy()

    def second(self, states: np.ndarray, cue: np.ndarray, near: np.ndarray) -> np.ndarray:
        kind = torch.bfloat16 if self.half else torch.float32
        with torch.inference_mode(), torch.autocast("cpu", torch.bfloat16, enabled=self.half):
            scores = self.model.second(
                torch.from_numpy(states)[None].to(kind),
                torch.from_numpy(cue)[None],
                torch.from_numpy(near)[None],
                torch.tensor([len(cue)]),
            )
        return scores[0].float().numpy()


def chain(crf: Crf) -> Chain:
    """The learnt chain as arrays."""
    return Chain(*(v.detach().float().numpy() for v in (crf.move, crf.begin, crf.end)))


def load_model(paths: list[Path], which: str = "average") -> Claims:
    """A model from a checkpoint, or with the mean weights of several."""
    states = [torch.load(p, map_location="cpu", mmap=True)[which] for p in paths]
    model = Claims(TEACHER if "relative.weight" in states[0] else STUDENT)
    mean = {k: torch.stack([s[k].float() for s in states]).mean(0) for k in states[0]}
    model.load_state_dict(mean)
    return model
