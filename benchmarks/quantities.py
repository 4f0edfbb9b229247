"""How well quantities and causes are read, against the keys in ``benchmarks/keys``.

    python benchmarks/quantities.py [--quantulum DIR] [--show tune]

Prints Markdown. Beside our reading stands quantulum3, where it can be imported (``pip install
--target DIR quantulum3``): alone, with our bounds, and also without the dates, ages and names that
our rules leave out. Rules for the keys: ``benchmarks/keys/quantities.md``. ``--show tune`` lists
what was missed, given too much or read wrongly in the part that may be tuned on.
"""

from __future__ import annotations

import argparse
import hashlib
import importlib
import json
import os
import platform
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from rashomon.annotate import causes, quantities
from rashomon.model import Article, Span
from rashomon.parse import Parse, load_parser, parse
from rashomon.text import paragraphs

ROOT = Path(__file__).resolve().parent
SHARED = Path(os.environ.get("RASHOMON_SHARED", ROOT.parent.parent / "shared"))
EVENTS = SHARED / "data" / "events"
KEYS = ROOT / "keys"
PARTS = ("tune", "report", "later")
# quantulum3's names of the units that the key writes otherwise.
_UNITS = {
    "dollar": "$", "euro": "€", "pound sterling": "£", "percentage": "%", "kilometre": "km",
    "metre": "m", "foot": "ft", "pound-mass": "pound", "percent": "%",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Given:
    """One quantity as a reader gives it; None where it says nothing."""

    start: int
    end: int
    value: float
    max: float | None
    bound: str
    unit: str | None
    counts: str | None


Reader = Callable[[Parse], list[Given]]


def ours(parsed: Parse) -> list[Given]:
    """What ``rashomon.annotate.quantities`` finds."""
    return [
        Given(*f.span, q.value, q.max, q.bound, q.unit, q.counts)
        for piece in parsed.pieces
        for f in quantities.find(piece)
        for q in (f.quantity,)
    ]


def quantulum(read: Callable[[str], Iterable[Any]], *, bounds: bool, left_out: bool) -> Reader:
    """quantulum3 by paragraph, with our bounds and with what we leave out left out, as asked."""

    def reader(parsed: Parse) -> list[Given]:
        given = []
        for piece in parsed.pieces:
            for found in read(piece.doc.text):
                start, end = found.span
                words = piece.doc.char_span(start, end, alignment_mode="expand")
                unit = found.unit.name if found.unit.name != "dimensionless" else None
                unit = _UNITS.get(unit, unit) if unit else None
                value, high, bound = float(found.value), None, "exact"
                if found.uncertainty:
                    high, value = value + found.uncertainty, value - found.uncertainty
                    bound = "range"
                if words is not None and left_out and unit is None:
                    number = [t.i for t in words if t.like_num] or [words.start]
                    if quantities.is_other(piece.doc, number[0], number[-1]):
                        continue
                if words is not None and bounds and bound == "exact":
                    bound, _ = quantities.bound_before(piece.doc, words.start)
                given.append(
                    Given(piece.start + start, piece.start + end, value, high, bound, unit, None)
                )
        return given

    return reader


@dataclass(slots=True)
class Score:
    """Counts over one part of the key."""

    key: int = 0
    given: int = 0
    found: int = 0
    value: int = 0
    bound: int = 0
    counted: int = 0
    all: int = 0


def pairs(key: Sequence[dict[str, Any]], given: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Which of ``given`` answers which of ``key``: one to one, the largest overlap first."""
    overlaps = sorted(
        (
            (min(k["end"], end) - max(k["start"], start), -i, -j)
            for i, k in enumerate(key)
            for j, (start, end) in enumerate(given)
            if start < k["end"] and k["start"] < end
        ),
        reverse=True,
    )
    keys: set[int] = set()
    answers: set[int] = set()
    chosen = []
    for _, i, j in overlaps:
        if i not in keys and j not in answers:
            keys.add(i)
            answers.add(j)
            chosen.append((-i, -j))
    return chosen


def judge(key: dict[str, Any], given: Given) -> dict[str, bool]:
    """Whether value, bound and what is counted are right, and all three."""
    measure = key["counts"] is None
    right = {
        "value": abs(given.value - key["value"]) <= 1e-3 * max(1.0, abs(key["value"]))
        and (key["max"] is None or given.max is None or given.max == key["max"])
        and (key["max"] is None or given.max is not None),
        "bound": given.bound in key["bound"],
        "counted": given.unit in key["unit"] if measure else given.counts in key["counts"],
    }
    return {**right, "all": all(right.values())}


def tally(
    score: Score, key: Sequence[dict[str, Any]], given: Sequence[Given], note: Callable[..., None]
) -> None:
    """Add one article to the score; ``note`` hears of every fault."""
    chosen = pairs(key, [(g.start, g.end) for g in given])
    answered = {j for i, j in chosen if key[i].get("optional")}
    score.key += sum(not k.get("optional") for k in key)
    score.given += len(given) - len(answered)
    for i, j in chosen:
        if key[i].get("optional"):
            continue
        right = judge(key[i], given[j])
        score.found += 1
        for name, hit in right.items():
            setattr(score, name, getattr(score, name) + hit)
        if not right["all"]:
            note("wrong", key[i], given[j])
    for i in set(range(len(key))) - {i for i, _ in chosen}:
        if not key[i].get("optional"):
            note("missed", key[i], None)
    for j in set(range(len(given))) - {j for _, j in chosen}:
        note("too much", None, given[j])


def articles(name: str) -> list[tuple[dict[str, Any], Parse]]:
    """The key's articles, parsed; a text that is not the key's is an error."""
    key = json.loads((KEYS / name).read_text("utf-8"))
    texts: dict[tuple[str, str], str] = {}
    for file in key["files"]:
        for line in (EVENTS / file).read_text("utf-8").splitlines():
            row = json.loads(line)
            texts[file, row["id"]] = row["text"]
    rows = []
    for row in key["articles"]:
        text = texts[row["file"], row["id"]]
        digest = hashlib.sha256(text.encode()).hexdigest()
        if not digest.startswith(row["text_sha256"]):
            raise SystemExit(f"{row['file']}, {row['id']}: another text than the key's")
        article = Article(id=row["id"], text=text, language="en", paragraphs=paragraphs(text))
        rows.append((row, parse(article)))
    return rows


def readers(folder: str | None) -> tuple[list[tuple[str, Reader]], str]:
    """The readers to compare, and a line on quantulum3."""
    found: list[tuple[str, Reader]] = [("rashomon", ours)]
    if folder:
        sys.path.append(folder)
    try:
        read = importlib.import_module("quantulum3.parser").parse
        # Its pickled classifier of units was made by another scikit-learn and does not load in
        # ours.
        vars(importlib.import_module("quantulum3.classifier"))["USE_CLF"] = False
        said = f"quantulum3 {version('quantulum3')} without its classifier of units"
    except (ImportError, PackageNotFoundError):
        return found, "quantulum3 cannot be imported, its rows are skipped; --quantulum names where"
    found += [
        ("quantulum3 alone", quantulum(read, bounds=False, left_out=False)),
        ("quantulum3 and our bounds", quantulum(read, bounds=True, left_out=False)),
        ("the same, less what we leave out", quantulum(read, bounds=True, left_out=True)),
    ]
    return found, said


def share(part: int, whole: int) -> str:
    """A percentage with one decimal."""
    return f"{100 * part / whole:.1f}" if whole else "-"


def prf(found: int, given: int, key: int) -> str:
    """Precision, recall and F1 as cells of a table."""
    return f"{share(found, given)} | {share(found, key)} | {share(2 * found, given + key)}"


def measure() -> dict[str, float]:
    """Our figures on what was not tuned on, for the gate."""
    score, hits = Score(), Counter[str]()
    for row, parsed in articles("quantities.json"):
        if row["part"] != "tune":
            tally(score, row["quantities"], ours(parsed), lambda *_: None)
    for row, parsed in articles("causes.json"):
        if row["part"] != "tune":
            _causes(row["causes"], parsed, hits, lambda *_: None)
    return {
        "found F1": round(200 * score.found / (score.given + score.key), 1),
        "found, all right": round(100 * score.all / score.found, 1),
        "causes F1": round(200 * hits["found"] / (hits["given"] + hits["key"]), 1),
    }


def _causes(
    key: Sequence[dict[str, Any]], parsed: Parse, hits: Counter[str], note: Callable[..., None]
) -> None:
    given = [span for piece in parsed.pieces for span in causes.find(piece)]
    chosen = pairs(key, given)
    hits["key"] += len(key)
    hits["given"] += len(given)
    hits["found"] += len(chosen)
    hits["exact"] += sum(tuple(given[j]) == (key[i]["start"], key[i]["end"]) for i, j in chosen)
    for i in set(range(len(key))) - {i for i, _ in chosen}:
        note("missed", key[i], None)
    for j in set(range(len(given))) - {j for _, j in chosen}:
        note("too much", None, given[j])


def main(arguments: Sequence[str] | None = None) -> int:
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    options.add_argument("--quantulum", metavar="DIR", help="where quantulum3 was installed")
    options.add_argument("--show", choices=("tune",), help="list the faults of this part")
    asked = options.parse_args(arguments)
    if not EVENTS.is_dir():
        print(f"{EVENTS} is not there; set RASHOMON_SHARED to the folder that holds data/")
        return 1
    compared, said = readers(asked.quantulum)
    rows = articles("quantities.json")
    print("| quantities | in the key | P | R | F1 | of found: value | bound | counted | all |")
    print("|---|---|---|---|---|---|---|---|---|")
    faults: list[str] = []
    for name, reader in compared:
        for part in PARTS:
            score = Score()
            for row, parsed in rows:
                if row["part"] != part:
                    continue
                text = parsed.article.text

                def note(
                    what: str, key: Any, given: Any, text: str = text, name: str = name,
                    part: str = part,
                ) -> None:  # fmt: skip
                    if asked.show == part and name == "rashomon":
                        faults.append(_fault(text, what, key, given))

                tally(score, row["quantities"], reader(parsed), note)
            cells = " | ".join(
                share(n, score.found) for n in (score.value, score.bound, score.counted, score.all)
            )
            figures = prf(score.found, score.given, score.key)
            print(f"| {name}, {part} | {score.key} | {figures} | {cells} |")
    rows = articles("causes.json")
    print(
        "\n| causes | in the key | P | R | F1 | of found: same words |\n|---|---|---|---|---|---|"
    )
    for part in PARTS:
        hits = Counter[str]()
        for row, parsed in rows:
            if row["part"] == part:
                text = parsed.article.text

                def note_cause(
                    what: str, key: Any, given: Any, text: str = text, part: str = part
                ) -> None:
                    if asked.show == part:
                        faults.append(f"cause {_fault(text, what, key, given)}")

                _causes(row["causes"], parsed, hits, note_cause)
        figures = prf(hits["found"], hits["given"], hits["key"])
        same = share(hits["exact"], hits["found"])
        print(f"| rashomon, {part} | {hits['key']} | {figures} | {same} |")
    digest = hashlib.sha256()
    for name in ("quantities.json", "causes.json"):
        digest.update((KEYS / name).read_bytes())
    print(f"\nkeys {digest.hexdigest()[:12]}; {said}; rashomon {version('rashomon')},")
    print(f"spaCy {version('spacy')}, pipeline {load_parser().meta['version']},")
    print(f"Python {platform.python_version()}, {platform.system()} {platform.machine()}.")
    for fault in faults:
        print(fault)
    return 0


def _fault(text: str, what: str, key: dict[str, Any] | None, given: Any) -> str:
    start = key["start"] if key else given[0] if isinstance(given, Span) else given.start
    around = text[max(0, start - 50) : start + 60].replace("\n", " ")
    wanted = {k: v for k, v in key.items() if k not in {"start", "end"}} if key else ""
    return f"{what}: …{around}… key {wanted} given {given}"


if __name__ == "__main__":
    sys.exit(main())
