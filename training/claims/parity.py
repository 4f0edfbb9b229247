"""How much of what torch finds the package finds too: ``parity.py CHECKPOINT... --weights FOLDER``.

Prints the share of attributions on the development articles whose source, cue and content are all
the same with the network in torch (fp32, or bf16 with ``--half``) and with the exported graphs.
"""

from __future__ import annotations

import argparse
from importlib.resources import files
from pathlib import Path

import torch
from evaluate import attributions
from scoring import dev
from torchpass import TorchPasses, chain, load_model

from rashomon.annotate.learned.annotator import LearnedAnnotator, weights_in
from rashomon.annotate.learned.decode import read
from rashomon.annotate.learned.windows import cut, windows


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("checkpoints", type=Path, nargs="+")
    parser.add_argument("--weights", type=Path)
    parser.add_argument("--articles", type=int, default=1000)
    parser.add_argument("--half", action="store_true")
    options = parser.parse_args()
    torch.set_num_threads(1)
    model = load_model(options.checkpoints)
    passes = TorchPasses(model, half=options.half)
    tags, roles = chain(model.tag_crf), chain(model.role_crf)
    folder = options.weights or files("rashomon.annotate.learned") / "weights"
    weights = weights_in(folder)
    annotator = LearnedAnnotator(weights)
    rules = weights.rules
    same = torch_only = onnx_only = 0
    for row in dev()[: options.articles]:
        text = row["text"]
        pieces = cut(text, weights.tokenizer)
        found = list(read(pieces, windows(pieces), passes, tags, roles, rules.propose))
        ours = {(a.source, a.cue, a.content) for a in attributions(text, found, rules)}
        theirs = {(a.source, a.cue, a.content) for a in annotator.find_in(text)}
        same += len(ours & theirs)
        torch_only += len(ours - theirs)
        onnx_only += len(theirs - ours)
    print(f"the same {same}, in torch only {torch_only}, in the package only {onnx_only}")
    print(f"share {2 * same / (2 * same + torch_only + onnx_only):.3f}")


if __name__ == "__main__":
    main()
