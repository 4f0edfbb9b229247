"""Attributions scored against the ten full ledgers, which hold claims inside claims."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from scoring import SHARED

from rashomon.annotate.attribution import Attribution
from rashomon.annotate.quotations import kind_of

KEYS = SHARED / "data/gold/wikinews.ledgers.json"
TEXTS = SHARED / "data/events/wikinews_medium.jsonl"
KEPT = ("precision", "recall", "kind", "inside another: found", "of these in the right claim", "n")


def ledger_texts() -> dict[str, str]:
    """The texts that have a ledger, by id."""
    keys = json.loads(KEYS.read_text("utf-8"))
    rows = map(json.loads, TEXTS.read_text("utf-8").splitlines())
    return {row["id"]: row["text"] for row in rows if row["id"] in keys}


def score_ledgers(find: Callable[[str], Sequence[Attribution]]) -> dict[str, Any]:
    """The shared scorer's figures that do not need speakers or commitment."""
    lines = []
    for name, text in ledger_texts().items():
        claims = [
            {
                "id": f"c{i}",
                "source": a.source,
                "cue": a.cue,
                "content": a.content,
                "kind": kind_of(text, a.content),
                "inside": None if a.inside is None else f"c{a.inside}",
            }
            for i, a in enumerate(find(text))
        ]
        lines.append(json.dumps({"article": {"id": name}, "claims": claims, "speakers": []}))
    with tempfile.TemporaryDirectory() as place:
        file = Path(place) / "readings.jsonl"
        file.write_text("\n".join(lines) + "\n", "utf-8")
        done = subprocess.run(
            [sys.executable, SHARED / "bench/score_ledgers.py", KEYS, TEXTS, file],
            capture_output=True,
            text=True,
            check=True,
        )
    table: dict[str, Any] = json.loads(done.stdout)
    return {k: table[k] for k in KEPT}
