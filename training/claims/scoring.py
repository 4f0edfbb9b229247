"""The shared scorer and its data: all that scoring needs, without torch."""

from __future__ import annotations

import importlib.util
import json
import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from rashomon.annotate.attribution import Attribution

SHARED = Path(os.environ.get("RASHOMON_SHARED", Path(__file__).parents[3] / "shared"))


def scorer() -> Any:
    """The module of the shared scorer of claims."""
    spec = importlib.util.spec_from_file_location("score_claims", SHARED / "bench/score_claims.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def rows_of(path: Path) -> list[dict[str, Any]]:
    """The rows of a JSON lines file."""
    return [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]


def dev() -> list[dict[str, Any]]:
    """PolNeAR's development articles."""
    return rows_of(SHARED / "data/attribution/polnear.dev.jsonl")


def flat(rows: Sequence[Attribution]) -> list[dict[str, Any]]:
    """The attributions that stand in no other; PolNeAR knows only these."""
    return [
        {"source": a.source, "cue": a.cue, "content": a.content} for a in rows if a.inside is None
    ]
