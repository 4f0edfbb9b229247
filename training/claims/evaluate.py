"""Scores of a checkpoint on the development articles: ``evaluate.py CHECKPOINT``."""

from __future__ import annotations

import argparse
import pickle
import sys
import time
from pathlib import Path
from typing import Any

import torch
from scoring import dev, flat, scorer
from starts import tokenizer as words_of
from torchpass import TorchPasses, chain, load_model

from rashomon.annotate.attribution import Attribution
from rashomon.annotate.learned.annotator import with_fixed_forms
from rashomon.annotate.learned.decode import Found, Rules, read
from rashomon.annotate.learned.settle import settle
from rashomon.annotate.learned.windows import cut, windows
from rashomon.text import paragraphs

FIRST = Rules(
    propose=0.15,
    keep=0.45,
    keep_inside=0.3,
    weights=(0.5, 0.5, 0.0, 0.0),
    weights_inside=(0.5, 0.5, 0.0, 0.0),
)


def candidates(
    rows: list[dict[str, Any]], passes: Any, tags: Any, roles: Any, propose: float
) -> dict[str, list[Found]]:
    tokenizer = words_of()
    found = {}
    for row in rows:
        pieces = cut(row["text"], tokenizer)
        found[row["id"]] = list(read(pieces, windows(pieces), passes, tags, roles, propose))
    return found


def attributions(text: str, found: list[Found], rules: Rules) -> tuple[Attribution, ...]:
    """What the annotator gives for what the network found."""
    return settle(text, with_fixed_forms(text, paragraphs(text), found, rules), rules)


def table(
    gold: list[dict[str, Any]], found: dict[str, list[Found]], rules: Rules, score: Any
) -> dict[str, Any]:
    pred = {
        g["id"]: {
            "id": g["id"],
            "attributions": flat(attributions(g["text"], found[g["id"]], rules)),
        }
        for g in gold
    }
    return score.score(gold, pred)


def short(r: dict[str, Any]) -> str:
    s = r["source_given_content"]
    triple, types = (
        r["triple"],
        [r[f"by_{t}"]["triple"]["F1"] for t in ("direct", "indirect", "mixed")],
    )
    return (
        f"n {r['n_pred']}/{r['n_gold']} triple {triple['F1']} (P {triple['P']} R {triple['R']}) "
        f"exact {r['triple_exact']['F1']} "
        f"content {r['content_exact']['F1']}/{r['content_soft']['F1']} cue {r['cue_exact']['F1']} "
        f"types {'/'.join(map(str, types))} sourceless {s['both_nosource']}/{s['gold_nosource']}"
    )


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("checkpoints", type=Path, nargs="+")
    parser.add_argument("--which", default="average")
    parser.add_argument("--keep", type=Path, help="where to keep the candidates (pickle)")
    options = parser.parse_args()
    torch.set_num_threads(1)
    model = load_model(options.checkpoints, options.which)
    tags, roles = chain(model.tag_crf), chain(model.role_crf)
    gold = dev()
    began = time.process_time()
    found = candidates(gold, TorchPasses(model), tags, roles, FIRST.propose)
    print("cpu seconds", round(time.process_time() - began, 1), file=sys.stderr)
    if options.keep:
        options.keep.write_bytes(pickle.dumps(found))
    score = scorer()
    for keep in (0.35, 0.45, 0.5, 0.55):
        rules = Rules(**{**{k: getattr(FIRST, k) for k in FIRST.__slots__}, "keep": keep})
        print(keep, short(table(gold, found, rules, score)))


if __name__ == "__main__":
    main()
