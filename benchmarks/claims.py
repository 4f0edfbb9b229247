"""How well an annotator finds who said what, scored by the scorers beside the data.

Usage: python benchmarks/claims.py [--annotator rules] [--part dev|train] [--predictions FILE]

Prints Markdown: spans on PolNeAR (flat: claims inside others are left out there), the share that
was right by confidence, and the full ledgers of ten wikinews articles (nesting included). The data
stand outside the repository, in ../shared or where RASHOMON_SHARED points.
"""

from __future__ import annotations

import argparse
import hashlib
import importlib.util
import json
import os
import platform
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from importlib.metadata import version
from pathlib import Path
from types import ModuleType
from typing import Any

from rashomon.annotate.attribution import Annotator, Attribution
from rashomon.model import Article, Span, Spans
from rashomon.parse import load_parser, parse
from rashomon.registry import load_annotator
from rashomon.text import paragraphs, words

SHARED = Path(
    os.environ.get("RASHOMON_SHARED", Path(__file__).resolve().parent.parent.parent / "shared")
)
KINDS = ("direct", "indirect", "mixed")
# A content counts as found from this word Jaccard on (score_claims.py, score_ledgers.py).
FOUND = 0.5


def main(arguments: Sequence[str] | None = None) -> int:
    options = _options(arguments)
    data = SHARED / "data" / "attribution" / f"polnear.{options.part}.jsonl"
    if not data.is_file():
        print(f"{data} is not there; set RASHOMON_SHARED to the folder that holds data/ and bench/")
        return 1
    annotator: Annotator = load_annotator(options.annotator)
    gold = [json.loads(line) for line in data.read_text("utf-8").splitlines()]
    load_parser()
    found, parse_s, find_s = _annotate(annotator, gold)
    top = {key: [a for a in rows if a.inside is None] for key, rows in found.items()}
    rows = [{"id": key, "attributions": list(map(_row, kept))} for key, kept in top.items()]
    if options.predictions:
        lines = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
        Path(options.predictions).write_text(lines, "utf-8")
    scorer = _scorer()
    scores = scorer.score(gold, {row["id"]: row for row in rows})

    print(f"# Claims: {annotator.name} on polnear.{options.part}\n")
    print(_made_on(data, annotator), "\n")
    print(_spans_table(scores), "\n")
    print(_sourceless_table(gold, top, scores["source_given_content"]), "\n")
    print(_confidence_table(gold, top), "\n")
    text_words = sum(len(article["text"].split()) for article in gold)
    print(_speed_table(len(gold), text_words, parse_s, find_s), "\n")
    print(_ledger_table(ledger_counts(annotator)))
    return 0


def score(annotator: Annotator, data: Path) -> dict[str, Any]:
    """What the shared scorer says of the outer claims found in the articles of ``data``."""
    gold = [json.loads(line) for line in data.read_text("utf-8").splitlines()]
    found, _, _ = _annotate(annotator, gold)
    rows = {
        key: {"id": key, "attributions": [_row(a) for a in kept if a.inside is None]}
        for key, kept in found.items()
    }
    scores: dict[str, Any] = _scorer().score(gold, rows)
    return scores


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--annotator", default="rules", help="its name in the registry")
    parser.add_argument("--part", default="dev", choices=("dev", "train"))
    parser.add_argument("--predictions", metavar="FILE", help="write what was found as JSON lines")
    return parser.parse_args(arguments)


def _article(row: dict[str, Any]) -> Article:
    return Article(
        id=row["id"],
        text=row["text"],
        title=row.get("title"),
        language="en",
        paragraphs=paragraphs(row["text"]),
    )


def _annotate(
    annotator: Annotator, rows: Iterable[dict[str, Any]]
) -> tuple[dict[str, tuple[Attribution, ...]], float, float]:
    """What was found by article, and the CPU seconds of parsing and of finding."""
    found: dict[str, tuple[Attribution, ...]] = {}
    parse_s = find_s = 0.0
    for row in rows:
        article = _article(row)
        start = time.process_time()
        parsed = parse(article)
        middle = time.process_time()
        found[article.id] = annotator.find(article, parsed)
        parse_s += middle - start
        find_s += time.process_time() - middle
    return found, parse_s, find_s


def _row(attribution: Attribution) -> dict[str, Spans]:
    return {
        "source": attribution.source,
        "cue": attribution.cue,
        "content": attribution.content,
    }


def _scorer() -> ModuleType:
    path = SHARED / "bench" / "score_claims.py"
    spec = importlib.util.spec_from_file_location("score_claims", path)
    if spec is None or spec.loader is None:
        raise SystemExit(f"{path} cannot be loaded")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _made_on(data: Path, annotator: Annotator) -> str:
    digest = hashlib.sha256(data.read_bytes()).hexdigest()
    return "\n".join(
        (
            f"- data: {data.name}, sha256 {digest}",
            f"- weights: {annotator.weights_sha256 or 'none'}",
            f"- rashomon {version('rashomon')}, spaCy {version('spacy')}, "
            f"pipeline {load_parser().meta['version']}, Python {platform.python_version()}",
            f"- machine: {platform.machine()}, {os.cpu_count()} cores, {platform.system()}",
        )
    )


def _spans_table(scores: dict[str, Any]) -> str:
    lines = ["| | P | R | F1 |", "|---|---|---|---|"]
    for label, key in (
        ("triple", "triple"),
        ("triple exact", "triple_exact"),
        ("content exact", "content_exact"),
        ("content soft", "content_soft"),
        ("content, Jaccard >= .5", "content_J50"),
        ("cue exact", "cue_exact"),
        ("source exact", "source_exact"),
    ):
        lines.append(_line(label, scores[key]))
    for kind in KINDS:
        count = f"{scores['gold_types'][kind]} in the key"
        lines.append(_line(f"triple, {kind} ({count})", scores[f"by_{kind}"]["triple"]))
    return "\n".join(lines)


def _line(label: str, score: dict[str, float]) -> str:
    return f"| {label} | {score['P']} | {score['R']} | {score['F1']} |"


def _word_set(text: str, spans: Iterable[Span]) -> frozenset[int]:
    return frozenset(span.start for span, _ in words(text, (Span(*s) for s in spans)))


def _pairs(
    text: str, gold: Sequence[dict[str, Any]], found: Sequence[Attribution]
) -> dict[int, int]:
    """Which of ``found`` answers which of ``gold``: one to one, best word Jaccard first."""
    gold_words = [_word_set(text, row["content"]) for row in gold]
    found_words = [_word_set(text, a.content) for a in found]
    scored = sorted(
        (
            (len(g & f) / len(g | f), i, j)
            for i, g in enumerate(gold_words)
            for j, f in enumerate(found_words)
            if g & f
        ),
        reverse=True,
    )
    at: dict[int, int] = {}
    for jaccard, i, j in scored:
        if jaccard >= FOUND and i not in at and j not in at.values():
            at[i] = j
    return at


def _right(text: str, row: dict[str, Any], attribution: Attribution) -> bool:
    """Whether the source is right: a word shared, or none on both sides."""
    gold, found = _word_set(text, row["source"]), _word_set(text, attribution.source)
    return bool(gold & found) or not (gold or found)


def _sourceless_table(
    gold: Iterable[dict[str, Any]], found: dict[str, list[Attribution]], aligned: dict[str, Any]
) -> str:
    count: Counter[str] = Counter()
    for row in gold:
        attributions = found[row["id"]]
        count["gold"] += sum(not g["source"] for g in row["attributions"])
        count["found"] += sum(not a.source for a in attributions)
    return "\n".join(
        (
            "| source-less | in the key | of these, content found | of these, given source-less |",
            "|---|---|---|---|",
            f"| {count['found']} given | {count['gold']} | {aligned['gold_nosource']} "
            f"| {aligned['both_nosource']} |",
        )
    )


def _confidence_table(gold: Iterable[dict[str, Any]], found: dict[str, list[Attribution]]) -> str:
    count: defaultdict[float, Counter[bool]] = defaultdict(Counter)
    for row in gold:
        attributions = found[row["id"]]
        pairs = _pairs(row["text"], row["attributions"], attributions)
        answers = {j: row["attributions"][i] for i, j in pairs.items()}
        for j, attribution in enumerate(attributions):
            right = j in answers and _right(row["text"], answers[j], attribution)
            count[round(attribution.confidence, 1)][right] += 1
    lines = ["| confidence | given | right, % |", "|---|---|---|"]
    for value, counted in sorted(count.items(), reverse=True):
        total = sum(counted.values())
        lines.append(f"| {value} | {total} | {100 * counted[True] / total:.0f} |")
    return "\n".join(lines)


def _speed_table(articles: int, text_words: int, parse_s: float, find_s: float) -> str:
    return "\n".join(
        (
            "| speed | articles per CPU second | ms per 650 words |",
            "|---|---|---|",
            f"| parse | {articles / parse_s:.1f} | {1000 * parse_s * 650 / text_words:.1f} |",
            f"| find | {articles / find_s:.1f} | {1000 * find_s * 650 / text_words:.1f} |",
            f"| both | {articles / (parse_s + find_s):.1f} "
            f"| {1000 * (parse_s + find_s) * 650 / text_words:.1f} |",
        )
    )


def ledger_counts(annotator: Annotator) -> Counter[str]:
    """What was found on the full ledgers, nesting too, matched as score_ledgers.py does."""
    keys = json.loads((SHARED / "data/gold/wikinews.ledgers.json").read_text("utf-8"))
    lines = (SHARED / "data/events/wikinews_medium.jsonl").read_text("utf-8").splitlines()
    rows = [row for row in map(json.loads, lines) if row["id"] in keys]
    found, _, _ = _annotate(annotator, rows)
    count: Counter[str] = Counter()
    for row in rows:
        gold, attributions = keys[row["id"]], found[row["id"]]
        at = _pairs(row["text"], gold, attributions)
        where = {g["i"]: n for n, g in enumerate(gold)}
        count["gold"] += len(gold)
        count["given"] += len(attributions)
        count["found"] += len(at)
        for i, g in enumerate(gold):
            nested = g["inside"] is not None
            count["inside"] += nested
            if i in at:
                attribution = attributions[at[i]]
                count["source"] += _right(row["text"], g, attribution)
                count["inside found"] += nested
                outer = at.get(where[g["inside"]]) if nested else None
                count["inside right"] += outer is not None and attribution.inside == outer
    return count


def _ledger_table(count: Counter[str]) -> str:
    return "\n".join(
        (
            "| wikinews ledgers | of | % |",
            "|---|---|---|",
            _share("precision", count["found"], count["given"]),
            _share("recall", count["found"], count["gold"]),
            _share("of found: source shares a word", count["source"], count["found"]),
            _share("inside another: found", count["inside found"], count["inside"]),
            _share("of these: within the right one", count["inside right"], count["inside found"]),
        )
    )


def _share(label: str, part: int, whole: int) -> str:
    return f"| {label} | {part} of {whole} | {100 * part / whole if whole else 0:.1f} |"


if __name__ == "__main__":
    sys.exit(main())
