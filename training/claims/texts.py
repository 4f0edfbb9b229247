"""Texts for the teacher to read: the training articles without their labels, and other news.

Left out is whatever figures are reported on: polnear.dev, wikinews, and the development part of
the gun violence set.
"""

from __future__ import annotations

import json
import random
from pathlib import Path

SEED = 17


def rows(path: Path) -> list[dict[str, str]]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def unlabelled(data: Path) -> list[str]:
    """The texts, every second of PolNeAR's training articles first."""
    draw = random.Random(SEED)
    found = [row["text"] for row in rows(data / "attribution/polnear.train.jsonl")[::2]]
    crime = rows(data / "events/gun_violence.train.jsonl")
    found += [row["text"] for row in draw.sample(crime, 400)]
    war = [r for r in rows(data / "events/syria.dev.jsonl") if len(r["text"]) > 600]
    found += [row["text"] for row in draw.sample(war, 400)]
    pages = json.loads((data / "html/ground-truth.json").read_text("utf-8"))
    found += [page["articleBody"] for _, page in sorted(pages.items())]
    return [text for text in found if text.strip()]
