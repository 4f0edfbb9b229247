"""Train the claims annotator's network: ``train.py --out DIR`` (see README.md for all commands).

With ``--teacher`` the network is MPNet's and not MiniLM's; with ``--taught`` it learns from a
teacher's chances as well as from the labels. Seeded and resumable: started again with the same
arguments it goes on from the last checkpoint.
"""

from __future__ import annotations

import argparse
import json
import math
import pickle
import random
import tempfile
import time
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import TypeVar

import torch
import torch.distributed
import torch.multiprocessing
from batches import TAG_SHARE, SoftWindow, loss_of_chances, loss_of_labels
from inner import found_by_rules, with_inner
from nesting import Frame, first_person, frames, wrap
from net import STUDENT, TEACHER, Claims
from starts import minilm_weights, mpnet_weights, tokenizer
from tokenizers import Tokenizer

from examples import Example, Text, cue_words, examples, load, straighten

HEADS = frozenset("tags tag_crf project mark near roles role_crf tag_habit role_habit".split())
Row = TypeVar("Row", Example, SoftWindow)
AVERAGED_EVERY = 5  # steps: enough, and a fifth of the work
SHOWN_EVERY = 25


def epoch_examples(
    versions: list[list[Text]],
    pool: list[Frame],
    words: Tokenizer,
    rng: random.Random,
    nest: float,
    likely: frozenset[str],
) -> list[Example]:
    """The windows of one epoch: one version of each article, with sentences wrapped at random."""
    found: list[Example] = []
    for choices in versions:
        text = rng.choice(choices)
        text, spoken = first_person(text, rng, nest)
        text = wrap(text, pool, rng, share=nest, plain=nest / 3, spoken=spoken)
        if rng.random() < 0.2:
            text = straighten(text, rng)
        found.extend(examples(text, words, likely))
    return found


def batches(rows: list[Row], size: int, rng: random.Random) -> list[list[Row]]:
    """The windows in batches of like length, in random order."""

    def length(row: Row) -> int:
        return len(row.window if isinstance(row, Example) else row)

    rows = sorted(rows, key=lambda r: length(r) + rng.random() * 24)
    found = [rows[i : i + size] for i in range(0, len(rows), size)]
    rng.shuffle(found)
    return found


def forever(rows: list[SoftWindow], size: int, seed: int, skip: int) -> Iterator[list[SoftWindow]]:
    """Batches of all windows again and again, each time in another order, from the given one on."""
    turn = 0
    while True:
        found = batches(rows, size, random.Random(seed * 31 + turn))
        yield from found[skip:]
        skip = max(0, skip - len(found))
        turn += 1


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--data", type=Path, default=Path("../shared/data/attribution"))
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--teacher", action="store_true", help="train MPNet, to teach from")
    parser.add_argument("--taught", type=Path, nargs="*", default=[], help="written by teach.py")
    parser.add_argument("--begin", type=Path, help="a checkpoint to begin from, not the encoder's")
    parser.add_argument("--epochs", type=float, default=3, help="of the labelled articles")
    parser.add_argument("--batch", type=int, default=6, help="labelled windows a step")
    parser.add_argument("--soft-batch", type=int, default=8, help="taught windows a step")
    parser.add_argument("--soft", type=float, default=1.0, help="weight of what is taught")
    parser.add_argument("--rate", type=float, default=5e-4)
    parser.add_argument("--head-rate", type=float, default=1e-3)
    parser.add_argument("--frozen", type=int, default=0, help="lowest layers that stay as they are")
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--nest", type=float, default=0.1)
    parser.add_argument("--threads", type=int, default=1, help="of each worker")
    parser.add_argument("--workers", type=int, default=1, help="processes that share a step's work")
    parser.add_argument("--cues", type=float, default=1.0, help="share of the crops trained")
    parser.add_argument("--warm", type=float, default=0.04)
    parser.add_argument("--ema", type=float, default=0.995)
    parser.add_argument("--keep-every", type=int, default=200, help="steps between checkpoints")
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    if options.workers == 1:
        work(0, options)
        return
    with tempfile.TemporaryDirectory() as place:
        options.meet = Path(place) / "meet"
        torch.multiprocessing.spawn(work, (options,), options.workers)


def work(rank: int, options: argparse.Namespace) -> None:
    """One worker: its share of each step's windows; the gradients are averaged over all workers.

    Two workers of one thread do nearly twice the work of one, two threads a quarter more.
    """
    torch.set_num_threads(options.threads)
    torch.manual_seed(options.seed)
    if options.workers > 1:
        torch.distributed.init_process_group(
            "gloo",
            init_method=options.meet.as_uri(),
            rank=rank,
            world_size=options.workers,
        )
    words = tokenizer()
    versions = load(
        options.data / "polnear.train.jsonl", options.data / "polnear.train.annotators.jsonl"
    )
    pool = frames([v[0] for v in versions])
    likely = cue_words(v[0] for v in versions)
    within = found_by_rules((v[0].text for v in versions), options.out.parent / "inner.json")
    versions = [[with_inner(t, within[t.text]) for t in v] for v in versions]
    soft: list[SoftWindow] = [w for file in options.taught for w in pickle.loads(file.read_bytes())]
    model = Claims(TEACHER if options.teacher else STUDENT)
    model.start_from(mpnet_weights() if options.teacher else minilm_weights())
    if options.begin:
        model.load_state_dict(torch.load(options.begin, map_location="cpu")["model"])
    for layer in model.layers[: options.frozen]:
        layer.requires_grad_(False)
    groups: list[dict[str, object]] = [
        {"params": [], "lr": options.rate, "weight_decay": 0.01},
        {"params": [], "lr": options.rate, "weight_decay": 0.0},
        {"params": [], "lr": options.head_rate, "weight_decay": 0.0},
    ]
    for name, value in model.named_parameters():
        if value.requires_grad:
            which = 2 if name.split(".")[0] in HEADS else int(value.ndim < 2)
            groups[which]["params"].append(value)  # type: ignore[attr-defined]
    optimiser = torch.optim.AdamW(groups, betas=(0.9, 0.98), eps=1e-6, fused=True)

    def prepared(epoch: int) -> list[list[Example]]:
        rng = random.Random(options.seed * 1000 + epoch)
        return batches(
            epoch_examples(versions, pool, words, rng, options.nest, likely), options.batch, rng
        )

    first_epoch = prepared(0)
    per_epoch = len(first_epoch) // options.workers
    total = int(per_epoch * options.epochs)
    warm = max(1, int(total * options.warm))

    def rate(done: int) -> float:
        return min((done + 1) / warm, max(0.0, (total - done) / (total - warm)))

    schedule = torch.optim.lr_scheduler.LambdaLR(optimiser, rate)
    params = {n: p for n, p in model.named_parameters() if p.requires_grad}
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

    def tell(row: dict[str, object]) -> None:
        if rank == 0:
            print(json.dumps(row), flush=True)

    tell(
        {
            "steps": total,
            "per_epoch": per_epoch,
            "frames": len(pool),
            "inner": sum(t.inner for v in versions for t in v[0].told),
            "taught": len(soft),
            "from": done,
        }
    )
    teaching = None
    if soft:
        skip = done * options.workers + rank
        every = forever(soft, options.soft_batch, options.seed, skip)
        teaching = islice(every, 0, None, options.workers)
    clock, since = time.time(), done
    shown: list[float] = []
    model.train()
    todo = first_epoch
    for at in range(done, total):
        epoch, place = divmod(at, per_epoch)
        if place == 0 or at == done:
            todo = prepared(epoch) if epoch else first_epoch
            # Wrapping makes epochs differ a little.
            todo += todo[: max(0, per_epoch * options.workers - len(todo))]
        draw = (options.seed * 77 + at) * options.workers + rank
        rng = random.Random(draw)
        torch.manual_seed(draw)  # for dropout: a run that goes on draws what it would have drawn
        optimiser.zero_grad(set_to_none=True)
        tag, role = loss_of_labels(model, todo[place * options.workers + rank], rng, options.cues)
        loss = TAG_SHARE * tag + role
        loss.backward()
        shown += [float(tag.detach()), float(role.detach())]
        if teaching:
            tag, role = loss_of_chances(model, next(teaching), rng, options.cues)
            (options.soft * (TAG_SHARE * tag + role)).backward()
        shown += [float(tag.detach()), float(role.detach())]
        if options.workers > 1:
            share_gradients(list(params.values()), options.workers)
        torch.nn.utils.clip_grad_norm_(params.values(), 1.0 + bool(teaching))
        optimiser.step()
        schedule.step()
        done = at + 1
        if done % AVERAGED_EVERY == 0:
            decay = min(options.ema, done / (done + 20)) ** AVERAGED_EVERY
            with torch.no_grad():
                torch._foreach_lerp_([average[n] for n in params], list(params.values()), 1 - decay)
        if done % SHOWN_EVERY == 0:
            spent = time.time() - clock
            mean = [round(sum(shown[k::4]) / len(shown[k::4]), 2) for k in range(4)]
            tell(
                {
                    "step": done,
                    "of": total,
                    "tag": mean[0],
                    "role": mean[1],
                    "taught tag": mean[2],
                    "taught role": mean[3],
                    "minutes left": round(spent / (done - since) * (total - done) / 60, 1),
                }
            )
            shown = []
        if rank == 0 and (done % options.keep_every == 0 or done == total):
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
        if math.isnan(float(loss.detach())):
            raise SystemExit("the loss is not a number; start again with a lower --rate")
    if rank == 0:
        (options.out / "done").touch()


def share_gradients(params: list[torch.nn.Parameter], workers: int) -> None:
    """Puts the mean gradient of all workers in the place of each one's own."""
    held = [p.grad if p.grad is not None else torch.zeros_like(p) for p in params]
    flat = torch.cat([g.flatten() for g in held])
    torch.distributed.all_reduce(flat)
    flat /= workers
    for p, g in zip(params, flat.split([p.numel() for p in params]), strict=True):
        p.grad = g.view_as(p)


if __name__ == "__main__":
    main()
