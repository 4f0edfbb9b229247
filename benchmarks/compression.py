"""How often sentences are shortened, and whether what must stay does.

    python benchmarks/compression.py [--show N] [--seed N] [DATA...]

``DATA`` are files of articles in JSON lines (default: PolNeAR's dev part, wikinews_medium and the
Syrian articles of the shared data, which stand outside the repository, in ../shared or where
RASHOMON_SHARED points). Gold sources and cues, where the file has them, are protected, and gold
contents given. Prints Markdown; ``--show`` prints that many shortened sentences to be read by eye.

The checks do not use the lists of the program: hedges come from the shared lexicon.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import re
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from rashomon.model import Span, Spans
from rashomon.parse import load_parser
from rashomon.summarize.compress import Compressed, compress_all
from rashomon.summarize.sentences import sentences, without_dateline
from rashomon.text import paragraphs

ROOT = Path(__file__).resolve().parent.parent
SHARED = Path(os.environ.get("RASHOMON_SHARED", ROOT.parent / "shared"))
DATA = SHARED / "data"
DEFAULT = (
    DATA / "attribution" / "polnear.dev.jsonl",
    DATA / "events" / "wikinews_medium.jsonl",
    DATA / "events" / "syria.dev.jsonl",
)
# Of the lexicon's terms those that mostly do something else than hedge ("built around a port").
NO_HEDGES = frozenset(["about", "around", "like", "little", "much", "something", "will"])
CHECKS = {
    "numbers": re.compile(r"\d|\b(?:two|three|four|five|six|ten|dozens?|hundreds?|thousands?)\b"),
    "negations": re.compile(r"\b(?:no|not|never|none|nobody|neither|nor|without)\b|n[’']t\b"),
    "quotation marks": re.compile(r"[\"“”«»„]"),
}


@dataclass(slots=True)
class Count:
    """What was seen in one file."""

    sentences: int = 0
    shortened: int = 0
    words: int = 0
    seconds: float = 0.0
    kinds: Counter[str] = field(default_factory=Counter)
    lost: Counter[str] = field(default_factory=Counter)
    shown: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Given:
    """One article's text and what is known of its claims: (sources and cues, contents) each."""

    text: str
    claims: tuple[tuple[Spans, Spans], ...]


def given(path: Path) -> Iterator[Given]:
    """The articles of a file."""
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            claims = tuple(
                (_spans(c["source"]) + _spans(c["cue"]), _spans(c["content"]))
                for c in row.get("attributions", ())
            )
            yield Given(row["text"], claims)


def _spans(pairs: Iterable[Iterable[int]]) -> Spans:
    return tuple(Span(*pair) for pair in pairs)


def count(path: Path, hedges: re.Pattern[str]) -> Count:
    """What compression does to the sentences of a file."""
    seen = Count()
    for article in given(path):
        text = article.text
        protected = tuple(span for told, _ in article.claims for span in told)
        contents = tuple(span for _, content in article.claims for span in content)
        cut = [
            without_dateline(text, sentence)
            for sentence in sentences(
                text, paragraphs=paragraphs(text), whole=(*protected, *contents)
            )
        ]
        began = time.process_time()
        made = compress_all(text, cut, protected=protected, contents=contents)
        seen.seconds += time.process_time() - began
        seen.sentences += len(cut)
        for sentence, shorter in zip(cut, made, strict=True):
            if shorter is not None:
                _note(seen, article, sentence, shorter, hedges)
    return seen


def _note(
    seen: Count, article: Given, sentence: Span, shorter: Compressed, hedges: re.Pattern[str]
) -> None:
    text = article.text
    seen.shortened += 1
    seen.words += len(sentence.of(text).split()) - len(shorter.text.split())
    shown, at = "", sentence.start
    for dropped in shorter.dropped:
        seen.kinds[dropped.kind] += 1
        words = dropped.span.of(text)
        for what, pattern in CHECKS.items():
            seen.lost[what] += bool(pattern.search(words.casefold()))
        seen.lost["hedges"] += bool(hedges.search(words))
        gone = dropped.span
        for told, contents in article.claims:
            seen.lost["sources and cues"] += any(_words_shared(text, gone, s) for s in told)
            kept = [c for c in contents if c.start < gone.start or gone.end < c.end]
            seen.lost["whole contents"] += bool(contents) and not kept
        shown += text[at : gone.start] + f"⟦{dropped.kind}: {words}⟧"
        at = gone.end
    seen.shown.append(" ".join((shown + text[at : sentence.end]).split()))


def _words_shared(text: str, a: Span, b: Span) -> bool:
    start, end = max(a.start, b.start), min(a.end, b.end)
    return start < end and bool(re.search(r"\w", text[start:end]))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else None)
    parser.add_argument("data", nargs="*", type=Path, default=list(DEFAULT))
    parser.add_argument("--show", type=int, default=0)
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args()
    lexicon = (DATA / "lexicons" / "hedges.jsonl").read_text(encoding="utf-8").splitlines()
    words = sorted({json.loads(line)["term"].casefold() for line in lexicon} - NO_HEDGES)
    hedges = re.compile(rf"\b(?:{'|'.join(map(re.escape, words))})\b", re.IGNORECASE)
    list(load_parser().pipe(["Warm up."]))
    checks = [*CHECKS, "hedges", "sources and cues", "whole contents"]
    print(f"| file | sentences | shortened | words a cut | ms a sentence | {' | '.join(checks)} |")
    print("|---" * (5 + len(checks)) + "|")
    for path in options.data:
        seen = count(path, hedges)
        lost = " | ".join(str(seen.lost[check]) for check in checks)
        print(
            f"| {path.name} | {seen.sentences} | {seen.shortened}"
            f" | {seen.words / max(1, seen.shortened):.1f}"
            f" | {1000 * seen.seconds / max(1, seen.sentences):.2f} | {lost} |"
        )
        print(f"<!-- {dict(seen.kinds.most_common())} -->")
        sample = random.Random(options.seed).sample(seen.shown, min(options.show, len(seen.shown)))
        for line in sample:
            print(f"- {line}")


if __name__ == "__main__":
    main()
