"""Summaries with and without planted faults, and what is seen of their sentences.

``edits.jsonl`` beside this file is ours: 68 articles, of each a seed in our own words and twelve
edits of it, some true and some not (``label``). BUMP (``bump.task1.jsonl``): 99 articles, each with
its summary and seven edits of it. SummEdits (``summedits.dev.jsonl``): 15 articles, each with one
summary reworded and edited some thirty times.
"""

from __future__ import annotations

import difflib
import hashlib
import json
import os
import pickle
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from rashomon.checking.support import Ground
from rashomon.summarize.sentences import sentences

ROOT = Path(__file__).resolve().parents[2]
SHARED = Path(os.environ.get("RASHOMON_SHARED", ROOT.parent / "shared"))
DATA = SHARED / "data" / "entailment"
BUMP, SUMMEDITS = DATA / "bump.task1.jsonl", DATA / "summedits.dev.jsonl"
EDITS = Path(__file__).with_name("edits.jsonl")
ARTICLES = ("attribution/polnear.train.jsonl", "events/gun_violence.train.jsonl")
REFERENCE = "reference"
Signs = tuple[dict[str, float], ...]


@dataclass(frozen=True, kw_only=True)
class Sentence:
    """The signs of its words; ``changed`` are those that an edit touched."""

    signs: Signs
    changed: tuple[bool, ...]


@dataclass(frozen=True, kw_only=True)
class Summary:
    """One summary: ``of`` which set, ``document`` of which article, ``kind`` of fault or none."""

    of: str
    document: str
    kind: str
    supported: bool
    sentences: tuple[Sentence, ...]


def changes(before: str, after: str) -> list[tuple[int, int]]:
    """The stretches of ``after`` whose words ``before`` has not, in code points."""
    words = [
        [(m.group().lower(), *m.span()) for m in re.finditer(r"\w+", t)] for t in (before, after)
    ]
    one, other = ([word for word, *_ in side] for side in words)
    matcher = difflib.SequenceMatcher(None, one, other, autojunk=False)
    return [
        (words[1][k][1], words[1][end - 1][2])
        for tag, _, _, k, end in matcher.get_opcodes()
        if tag in {"replace", "insert"}
    ]


def look(ground: Ground, text: str, changed: list[tuple[int, int]]) -> tuple[Sentence, ...]:
    """The sentences of a summary as the ground sees them, each alone."""
    spans = sentences(text)
    made = []
    for span, seen in zip(spans, ground.look([span.of(text) for span in spans]), strict=True):
        at = [(word.span.start + span.start, word.span.end + span.start) for word in seen.words]
        touched = tuple(any(s < end and e > start for start, end in changed) for s, e in at)
        made.append(Sentence(signs=seen.signs, changed=touched))
    return tuple(made)


def read() -> Iterator[Summary]:
    """All three sets. The summary that an edit was made of is used for ``changed`` alone."""
    grounds: dict[str, Ground] = {}

    def ground(text: str) -> Ground:
        if text not in grounds:
            grounds[text] = Ground([("article", text, sentences(text))])
        return grounds[text]

    seen = set()
    for line in BUMP.read_text("utf-8").splitlines():
        row = json.loads(line)
        document, reference = str(row["article_id"]), row["reference_summary"]
        own = ground(row["article"])
        if document not in seen:
            seen.add(document)
            found = look(own, reference, [])
            yield Summary(
                of="bump", document=document, kind=REFERENCE, supported=True, sentences=found
            )
        edited = row["edited_summary"]
        found = look(own, edited, changes(reference, edited))
        kind = row["error_type"]
        yield Summary(of="bump", document=document, kind=kind, supported=False, sentences=found)
    for line in SUMMEDITS.read_text("utf-8").splitlines():
        row = json.loads(line)
        text = row["summary"]
        found = look(ground(row["doc"]), text, changes(row["original_summary"], text))
        document = hashlib.sha256(row["doc"].encode()).hexdigest()[:8]
        kind = ", ".join(row["edit_types"]) or "none"
        yield Summary(
            of="summedits",
            document=document,
            kind=kind,
            supported=bool(row["label"]),
            sentences=found,
        )
    texts = articles()
    for line in EDITS.read_text("utf-8").splitlines():
        row = json.loads(line)
        text, document = row["summary"], row["article"]
        own = ground(texts[row["file"], document])
        found = look(own, text, changes(row["seed"], text))
        yield Summary(
            of="edits",
            document=document,
            kind=row["edit"],
            supported=bool(row["label"]),
            sentences=found,
        )


def articles() -> dict[tuple[str, str], str]:
    """The texts that our edits are of, by the names of their files and their ids."""
    found = {}
    for name in ARTICLES:
        path = SHARED / "data" / name
        for line in path.read_text("utf-8").splitlines():
            row = json.loads(line)
            found[path.name, row["id"]] = row["text"]
    return found


def load(cache: Path | None = None) -> list[Summary]:
    """All sets, from the cache where there is one: looking takes two minutes."""
    if cache and cache.exists():
        kept: list[Summary] = pickle.loads(cache.read_bytes())
        return kept
    made = list(read())
    if cache:
        cache.write_bytes(pickle.dumps(made))
    return made
