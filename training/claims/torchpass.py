"""The network's two passes in torch, behind the protocol that reading uses."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import torch
from net import Claims, Crf, Sizes

from rashomon.annotate.learned.chain import Chain


class TorchPasses:
    def __init__(self, model: Claims, *, half: bool = True) -> None:
        self.model = model.eval()
        self.half = half

    def first(self, ids: np.ndarray, lengths: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        with torch.inference_mode(), torch.autocast("cpu", torch.bfloat16, enabled=self.half):
            states, tags = self.model.encode(torch.from_numpy(ids), torch.from_numpy(lengths))
        return states.float().numpy(), tags.float().numpy()

    def second(
        self, states: np.ndarray, cue: np.ndarray, near: np.ndarray, lengths: np.ndarray
    ) -> np.ndarray:
        with torch.inference_mode(), torch.autocast("cpu", torch.bfloat16, enabled=self.half):
            scores = self.model.second(
                torch.from_numpy(states),
                torch.from_numpy(cue),
                torch.from_numpy(near),
                torch.from_numpy(lengths),
            )
        return scores.float().numpy()


def chain(crf: Crf) -> Chain:
    """The learnt chain as arrays."""
    return Chain(*(v.detach().float().numpy() for v in (crf.move, crf.begin, crf.end)))


def load_model(paths: list[Path], which: str = "average") -> Claims:
    """A model from a checkpoint, or with the mean weights of several."""
    model = Claims(Sizes())
    states = [torch.load(p, map_location="cpu")[which] for p in paths]
    mean = {k: torch.stack([s[k].float() for s in states]).mean(0) for k in states[0]}
    model.load_state_dict(mean)
    return model
