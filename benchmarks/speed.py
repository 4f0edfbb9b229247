"""Speed and memory of reading, with peers in the same run, as a Markdown table.

    python benchmarks/speed.py

Articles are those of polnear.dev, cut or joined to 650 words each. Rates are per CPU second of one
process; ratios within one run are what to quote, since machines differ and drift. Peers that are
not installed are left out and named: textacy (direct quotations over the same parse; it finds no
indirect speech), spaCy alone.
"""

from __future__ import annotations

import hashlib
import importlib.metadata
import json
import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import rashomon
from rashomon.model import Article
from rashomon.text import paragraphs

ROOT = Path(__file__).resolve().parent.parent
SHARED = Path(os.environ.get("RASHOMON_SHARED", ROOT.parent / "shared"))
WORDS = 650
_PEAK = """
import resource, subprocess, sys
command = [sys.executable, "-m", "rashomon", "read", "--json", sys.argv[1]]
subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
"""
ROUNDS = 3


def articles(count: int) -> tuple[list[Article], str]:
    """``count`` articles of 650 words in whole paragraphs as far as they go, and the digest."""
    path = SHARED / "data" / "attribution" / "polnear.dev.jsonl"
    raw = path.read_bytes()
    texts = [json.loads(line)["text"] for line in raw.decode("utf-8").splitlines()]
    lines = [line for text in texts for line in text.split("\n") if line.strip()]
    made: list[Article] = []
    held: list[str] = []
    words = 0
    for line in lines * 40:
        held.append(line)
        words += len(line.split())
        if words >= WORDS:
            text = "\n\n".join(held)
            made.append(
                Article(id=f"a{len(made)}", text=text, language="en", paragraphs=paragraphs(text))
            )
            held, words = [], 0
        if len(made) == count:
            break
    return made, hashlib.sha256(raw).hexdigest()[:12]


def rate(work: Callable[[Sequence[Article]], None], given: Sequence[Article]) -> float:
    """The median rate in articles per CPU second over the rounds."""
    rates = []
    for _ in range(ROUNDS):
        start = time.process_time()
        work(given)
        rates.append(len(given) / (time.process_time() - start))
    return statistics.median(rates)


def with_rules(given: Sequence[Article]) -> None:
    for article in given:
        rashomon.read(article, annotator="rules")


def with_learned(given: Sequence[Article]) -> None:
    for article in given:
        rashomon.read(article, annotator="learned")


def summary_share(given: Sequence[Article]) -> float:
    """What the summary of an article adds to reading it, in per cent of the rest, in one run."""
    from rashomon.summarize import summarize_article

    shares = []
    for _ in range(ROUNDS):
        start = time.process_time()
        made = [rashomon.read(article) for article in given]
        middle = time.process_time()
        for reading in made:
            summarize_article(reading)
        summary_s = time.process_time() - middle
        shares.append(100 * summary_s / (middle - start - summary_s))
    return statistics.median(shares)


def parse_only(given: Sequence[Article]) -> None:
    from rashomon.parse import parse

    for article in given:
        parse(article)


def rules_claims(given: Sequence[Article]) -> None:
    from rashomon.annotate.rules import RulesAnnotator
    from rashomon.parse import parse

    annotator = RulesAnnotator()
    for article in given:
        annotator.find(article, parse(article))


def learned_claims(given: Sequence[Article]) -> None:
    from rashomon.annotate.learned import LearnedAnnotator

    annotator = LearnedAnnotator()  # the weights are loaded once per process
    for article in given:
        annotator.find_in(article.text)


def textacy_quotations(given: Sequence[Article]) -> None:
    from textacy.extract import direct_quotations

    from rashomon.parse import load_parser

    nlp = load_parser()
    for article in given:
        try:
            list(direct_quotations(nlp(article.text)))
        except ValueError:
            continue  # it raises for a whole article with one odd quotation mark


def wall(code: str) -> float:
    """The median wall time in seconds of a fresh process that runs ``code``, less an empty one."""

    def run(text: str) -> float:
        start = time.perf_counter()
        subprocess.run([sys.executable, "-c", text], check=True, stdout=subprocess.DEVNULL)
        return time.perf_counter() - start

    return statistics.median(run(code) - run("pass") for _ in range(5))


def peak_mb(count: int) -> float:
    """Peak memory in MB of ``rashomon read --json`` over ``count`` articles as JSON lines."""
    given, _ = articles(count)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "articles.jsonl"
        rows = (json.dumps({"id": a.id, "language": "en", "text": a.text}) for a in given)
        path.write_text("\n".join(rows), encoding="utf-8")
        # A small process in between: a child counts the memory of the one that starts it.
        command = [sys.executable, "-c", _PEAK, str(path)]
        done = subprocess.run(command, check=True, capture_output=True, text=True)
    return float(done.stdout) / 1024


def main() -> None:
    given, digest = articles(60)
    rows: list[tuple[str, Callable[[Sequence[Article]], None]]] = [
        ("claims alone, learned annotator", learned_claims),
        ("claims alone, rules annotator with the parse it needs", rules_claims),
    ]
    missing = []
    try:
        import textacy  # noqa: F401

        rows.append(
            ("textacy, direct quotations only, with the parse it needs", textacy_quotations)
        )
    except ImportError:
        missing.append("textacy")
    rows += [
        ("spaCy alone (tagger, parser, lemmatizer)", parse_only),
        ("`rashomon read`, everything, learned annotator", with_learned),
        ("`rashomon read`, everything, rules annotator", with_rules),
    ]
    print("| what | articles of 650 words per CPU second | against the first row |")
    print("|---|---|---|")
    first = 0.0
    for name, work in rows:
        work(given[:3])
        found = rate(work, given)
        first = first or found
        print(f"| {name} | {found:.1f} | {found / first:.2f} |", flush=True)
    print("\n| what | figure |")
    print("|---|---|")
    print(f"| `import rashomon` | {1000 * wall('import rashomon'):.0f} ms |")
    load = "from rashomon.flow import annotator_named; from rashomon.parse import load_parser; "
    load += (
        "import rashomon.annotate.pipeline, rashomon.summarize; annotator_named('learned'); "
        "load_parser()"
    )
    print(f"| loading before the first article | {wall(load):.2f} s |")
    alone = "from rashomon.annotate.learned import LearnedAnnotator; LearnedAnnotator()"
    print(f"| loading the learned annotator alone | {wall(alone):.2f} s |")
    print(f"| what the summary adds to `rashomon read` | {summary_share(given[:20]):.1f}% |")
    print(f"| peak memory, 1,000 articles streamed as JSON lines | {peak_mb(1000):.0f} MB |")
    if missing:
        print(f"\nNot installed, left out: {', '.join(missing)}.")
    spacy = importlib.metadata.version("spacy")
    print(f"\nrashomon {rashomon.__version__}, spaCy {spacy}, Python {platform.python_version()}, ")
    print(f"data {digest}; {platform.machine()}, {os.cpu_count()} cores, {platform.system()}.")


if __name__ == "__main__":
    main()
