"""How many planted faults ``rashomon.check`` finds, and how often it accuses a faithful summary.

    python benchmarks/faults.py [--annotator rules] [--show tune]

Prints Markdown, by kind of fault and by part of the key (``benchmarks/keys/summary_faults.jsonl``,
described beside it in ``summary_faults.md``). A fault counts as found when a fault of its kind is
reported on its sentence; beside it stands whether any fault is. False alarms are counted on the
faithful summaries. Each article is read once, and the check is given its reading. ``--show tune``
lists what was missed and what was accused wrongly in the part that may be tuned on.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import platform
import re
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Protocol

import rashomon
from rashomon.model import Article, Reading
from rashomon.registry import annotator_names
from rashomon.text import paragraphs

ROOT = Path(__file__).resolve().parent
SHARED = Path(os.environ.get("RASHOMON_SHARED", ROOT.parent.parent / "shared"))
KEY = ROOT / "keys" / "summary_faults.jsonl"
TUNING = ROOT / "keys" / "summary_faults_tuning.jsonl"
FILES = {
    "polnear.dev.jsonl": SHARED / "data" / "attribution" / "polnear.dev.jsonl",
    "syria.dev.jsonl": SHARED / "data" / "events" / "syria.dev.jsonl",
    "wikinews_medium.jsonl": SHARED / "data" / "events" / "wikinews_medium.jsonl",
}
TUNING_FILES = {"polnear.train.jsonl": SHARED / "data/attribution/polnear.train.jsonl"}
PARTS = ("tune", "report")
KINDS = (
    "attribution lost",
    "wrong speaker",
    "hedge lost",
    "negation lost",
    "number changed",
    "quotation altered",
    "people merged",
)
_QUOTE = re.compile(r"\{quote (\d+):(\d+)(?: \| (\d+):(\d+) = ([^{}]*))?\}")
_MARKS = re.compile(r"\{marks \| ([^{}]+)\}")


class Fault(Protocol):
    """What the benchmark asks of a fault."""

    @property
    def kind(self) -> str: ...
    @property
    def why(self) -> str: ...


class Sentence(Protocol):
    """What it asks of a checked sentence."""

    @property
    def text(self) -> str: ...
    @property
    def verdict(self) -> str: ...
    @property
    def faults(self) -> Sequence[Fault]: ...


class Check(Protocol):
    """What it asks of a check."""

    @property
    def sentences(self) -> Sequence[Sentence]: ...


Checker = Callable[[str, str], Check]
"""A summary and the id of its article, checked."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A summary of the key; ``kind``, ``sentence`` (from 1) and ``clean`` only where faulty."""

    id: str
    file: str
    article: str
    text_sha256: str
    part: str
    kind: str | None
    sentence: int | None
    sentences: tuple[str, ...]
    clean: str | None


def rows(key: Path = KEY) -> list[Row]:
    """The rows of the key, their placeholders unresolved."""
    found = []
    for line in key.read_text("utf-8").splitlines():
        row = json.loads(line)
        found.append(Row(**{**row, "sentences": tuple(row["sentences"])}))
    return found


@cache
def texts(*, tuning: bool = False) -> dict[str, str]:
    """The texts of the data's articles by id, for the key or for the one to tune on."""
    return {
        row["id"]: row["text"]
        for path in (TUNING_FILES if tuning else FILES).values()
        for row in map(json.loads, path.read_text("utf-8").splitlines())
    }


def resolve(sentence: str, text: str) -> str:
    """The sentence with its placeholders filled in from the article's text, in curly marks."""

    def words(match: re.Match[str]) -> str:
        start, end = int(match[1]), int(match[2])
        if match[3] is None:
            return f"“{text[start:end]}”"
        return f"“{text[start : int(match[3])]}{match[5]}{text[int(match[4]) : end]}”"

    return _MARKS.sub(r"“\1”", _QUOTE.sub(words, sentence))


def is_quoted(text: str, start: int, end: int) -> bool:
    """Whether the article has these words inside one pair of quotation marks.

    Straight marks are counted from the start of the line; where one of a line's quotations is not
    closed the count fails, so words with a mark on either side count as well.
    """
    if not 0 <= start < end <= len(text) or re.search(r"[\"“”]", text[start:end]):
        return False
    before = text[text.rfind("\n", 0, start) + 1 : start]
    if before.endswith(('"', "“")) and text[end : end + 1] in ('"', "”"):
        return True
    return before.count('"') % 2 == 1 or before.rfind("“") > before.rfind("”")


def altered(sentence: str) -> int:
    """How many quotations of an unresolved sentence are not the article's."""
    changed = sum(match[3] is not None for match in _QUOTE.finditer(sentence))
    return changed + len(_MARKS.findall(sentence))


def problems(key: Sequence[Row]) -> Iterator[str]:
    """What is wrong with the key by itself, one line each."""
    # What stands in a faithful summary, or as the clean version of a fault, is clean.
    clean = {(row.article, text) for row in key if row.kind is None for text in row.sentences}
    clean |= {(row.article, row.clean) for row in key if row.clean is not None}
    part = {row.article: row.part for row in key}
    for name, times in Counter(row.id for row in key).items():
        if times > 1:
            yield f"{name}: {times} rows have this id"
    for row in key:
        if row.part not in PARTS or part[row.article] != row.part:
            yield f"{row.id}: part {row.part!r}; its article has {part[row.article]!r} elsewhere"
        if not 2 <= len(row.sentences) <= 4:
            yield f"{row.id}: {len(row.sentences)} sentences, not two to four"
        if any(re.search("[{}]", _MARKS.sub("", _QUOTE.sub("", s))) for s in row.sentences):
            yield f"{row.id}: a placeholder that cannot be read"
        faulty = None
        if row.kind is None:
            if row.sentence is not None or row.clean is not None:
                yield f"{row.id}: a faithful summary with a faulty sentence"
        elif row.kind not in KINDS:
            yield f"{row.id}: kind {row.kind!r}; allowed: {', '.join(KINDS)}"
        elif row.sentence is None or not 1 <= row.sentence <= len(row.sentences):
            yield f"{row.id}: sentence {row.sentence}, of {len(row.sentences)}"
        elif row.clean is None or (row.article, row.sentences[row.sentence - 1]) in clean:
            yield f"{row.id}: its faulty sentence stands in the key as clean, or has no clean one"
        else:
            faulty = row.sentence - 1
        for place, text in enumerate(row.sentences):
            if altered(text) != (place == faulty and row.kind == "quotation altered"):
                yield f"{row.id}: sentence {place + 1} has {altered(text)} altered quotations"
            if place != faulty and (row.article, text) not in clean:
                yield f"{row.id}: sentence {place + 1} is known neither as clean nor as faulty"


def misfits(key: Sequence[Row], found: Mapping[str, str]) -> Iterator[str]:
    """Where the key does not fit the data, one line each."""
    for row in key:
        text = found.get(row.article)
        if text is None:
            yield f"{row.id}: article {row.article} is not in {row.file}"
            continue
        if not hashlib.sha256(text.encode()).hexdigest().startswith(row.text_sha256):
            yield f"{row.id}: article {row.article} has another text than the key's"
        for sentence in (*row.sentences, row.clean or ""):
            for match in _QUOTE.finditer(sentence):
                start, end = int(match[1]), int(match[2])
                if not is_quoted(text, start, end):
                    yield f"{row.id}: {start}:{end} is not inside quotation marks"
                if match[3] and not start <= int(match[3]) < int(match[4]) <= end:
                    yield f"{row.id}: {match[0]} changes words outside the quotation"


def by_sentence(sentences: Sequence[str], check: Check) -> list[list[Sentence]]:
    """For each sentence of the key, what the check says of it, however the check cuts.

    Raises ``ValueError`` where a sentence of the check is not in the summary, in order.
    """
    summary = " ".join(sentences)
    ends, end = [], -1
    for sentence in sentences:
        end += 1 + len(sentence)
        ends.append(end)
    said: list[list[Sentence]] = [[] for _ in sentences]
    place = 0
    for piece in check.sentences:
        # White space is the only thing that a cut into sentences may change.
        pattern = r"\s+".join(map(re.escape, piece.text.split()))
        match = re.compile(pattern).search(summary, place)
        if not pattern or match is None:
            raise ValueError(f"the check has a sentence that the summary has not: {piece.text!r}")
        place = match.end()
        for number, end in enumerate(ends):
            start = ends[number - 1] + 1 if number else 0
            if match.start() < end and start < match.end():
                said[number].append(piece)
    return said


@dataclass(slots=True)
class Score:
    """Counts over one part of the key."""

    faults: Counter[str] = field(default_factory=Counter)  # by kind, in the key
    found: Counter[str] = field(default_factory=Counter)  # by kind, the kind on its sentence
    noticed: Counter[str] = field(default_factory=Counter)  # by kind, any fault on its sentence
    instead: Counter[tuple[str, str]] = field(default_factory=Counter)  # kind, another kind said
    beside: int = 0  # clean sentences of faulty summaries
    beside_accused: int = 0
    summaries: int = 0  # faithful ones
    summaries_accused: int = 0
    sentences: int = 0  # of faithful summaries
    sentences_accused: int = 0
    verdicts: Counter[str] = field(default_factory=Counter)  # of these, the worst of each
    alarms: Counter[str] = field(default_factory=Counter)  # by kind, sentences accused of it
    cpu_s: float = 0.0

    @property
    def recall(self) -> float:
        """Percentage of faults found."""
        return 100 * self.found.total() / max(1, self.faults.total())


def score(
    key: Iterable[Row], check: Checker, found: Mapping[str, str], note: Callable[[str], None]
) -> dict[str, Score]:
    """The counts of each part; ``note`` hears of every miss and false alarm of the tune part."""
    scores = {part: Score() for part in PARTS}
    for row in key:
        part = scores[row.part]
        sentences = [resolve(sentence, found[row.article]) for sentence in row.sentences]
        begun = time.process_time()
        checked = check(" ".join(sentences), row.article)
        part.cpu_s += time.process_time() - begun
        accused = False
        for number, pieces in enumerate(by_sentence(sentences, checked), start=1):
            faults = [fault for piece in pieces for fault in piece.faults]
            kinds = {fault.kind for fault in faults}
            said = "; ".join(f"{fault.kind}: {fault.why}" for fault in faults) or "nothing"
            verdicts = {piece.verdict for piece in pieces}
            where = f"{row.id}, {number}: {sentences[number - 1]!r}"
            if row.kind is not None and number == row.sentence:
                part.faults[row.kind] += 1
                part.found[row.kind] += row.kind in kinds
                part.noticed[row.kind] += bool(kinds)
                if row.kind not in kinds:
                    part.instead.update((row.kind, kind) for kind in kinds)
                    if row.part == "tune":
                        note(f"missed {row.kind} in {where}, said {said}")
                continue
            if kinds and row.part == "tune":
                note(f"accused {where}, said {said}")
            if row.kind is not None:
                part.beside += 1
                part.beside_accused += bool(kinds)
                continue
            accused |= bool(kinds)
            part.sentences += 1
            part.sentences_accused += bool(kinds)
            part.alarms.update(kinds)
            # A sentence that the check left out has not been supported by it.
            worst = [one for one in ("contradicted", "not found") if one in verdicts]
            part.verdicts[worst[0] if worst else "supported" if pieces else "not found"] += 1
        if row.kind is None:
            part.summaries += 1
            part.summaries_accused += accused
    return scores


def measure(annotator: str = "learned") -> tuple[dict[str, float], tuple[Path, ...]]:
    """Percentages on the report part, for the gate, and the files that they rest on."""
    part = score(rows(), checker(annotator), texts(), lambda _: None)["report"]
    return {
        "recall": round(part.recall, 1),
        "clean sentences not accused": round(
            100 - 100 * part.sentences_accused / max(1, part.sentences), 1
        ),
    }, (KEY, *FILES.values())


def checker(
    annotator: str, articles: Mapping[str, str] | None = None, key: Sequence[Row] | None = None
) -> Checker:
    """``rashomon.check`` against the reading of an article, which is made once."""
    known = texts() if articles is None else articles

    @cache
    def reading(name: str) -> Reading:
        text = known[name]
        article = Article(id=name, text=text, language="en", paragraphs=paragraphs(text))
        return rashomon.read(article, annotator=annotator)

    def checked(summary: str, article: str) -> Check:
        return rashomon.check(summary, against=[reading(article)])

    for row in rows() if key is None else key:
        reading(row.article)  # here, so that the time of a check is its own
    return checked


def _of(part: int, whole: int) -> str:
    return f"{part} of {whole}" + (f" ({100 * part / whole:.1f}%)" if whole else "")


def table(scores: Mapping[str, Score]) -> Iterator[str]:
    """The tables, line by line."""
    yield "| fault | " + " | ".join(f"{part}, found | {part}, any fault" for part in PARTS) + " |"
    yield "|---" * (1 + 2 * len(PARTS)) + "|"
    for kind in KINDS:
        cells = [
            f"{_of(one.found[kind], one.faults[kind])} | {one.noticed[kind]}"
            for one in scores.values()
        ]
        yield f"| {kind} | " + " | ".join(cells) + " |"
    cells = [
        f"{_of(one.found.total(), one.faults.total())} | {one.noticed.total()}"
        for one in scores.values()
    ]
    yield "| all | " + " | ".join(cells) + " |"
    yield ""
    yield "| false alarms | " + " | ".join(PARTS) + " |"
    yield "|---" * (1 + len(PARTS)) + "|"
    lines: dict[str, Callable[[Score], str]] = {
        "faithful sentences with a fault": lambda s: _of(s.sentences_accused, s.sentences),
        "faithful summaries with a fault": lambda s: _of(s.summaries_accused, s.summaries),
        "sentences beside a planted fault, with one": lambda s: _of(s.beside_accused, s.beside),
        "faithful sentences, not supported": lambda s: _of(
            s.sentences - s.verdicts["supported"], s.sentences
        ),
        "of these, contradicted": lambda s: str(s.verdicts["contradicted"]),
    }
    for name, cell in lines.items():
        yield f"| {name} | " + " | ".join(map(cell, scores.values())) + " |"
    for kind in sorted({kind for one in scores.values() for kind in one.alarms}):
        counts = (str(one.alarms[kind]) for one in scores.values())
        yield f"| faithful sentences, {kind} | " + " | ".join(counts) + " |"
    for kind, other in sorted({pair for one in scores.values() for pair in one.instead}):
        counts = (str(one.instead[kind, other]) for one in scores.values())
        yield f"| {kind}, called {other} | " + " | ".join(counts) + " |"


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--annotator", choices=annotator_names(), default="learned")
    parser.add_argument("--show", choices=["tune"], help="list misses and alarms of this part")
    parser.add_argument("--tuning", action="store_true", help="the other key, which is to tune on")
    options = parser.parse_args(arguments)
    key = rows(TUNING) if options.tuning else rows()
    articles = texts(tuning=True) if options.tuning else texts()
    wrong = [*problems(key), *misfits(key, articles)]
    if wrong:
        print("\n".join(wrong), file=sys.stderr)
        return 1
    notes: list[str] = []
    check = checker(options.annotator, articles, key)
    scores = score(key, check, articles, notes.append)
    print("\n".join(table(scores)))
    made = hashlib.sha256()
    files = (TUNING, *TUNING_FILES.values()) if options.tuning else (KEY, *FILES.values())
    for path in files:
        made.update(path.read_bytes())
    cpu_ms = 1000 * sum(one.cpu_s for one in scores.values()) / len(key)
    count = len({row.article for row in key})
    print(f"\n{len(key)} summaries of {count} articles, {cpu_ms:.0f} CPU ms a check; ", end="")
    print(f"rashomon {rashomon.__version__}, annotator {options.annotator}, ", end="")
    print(f"data {made.hexdigest()[:12]}, ", end="")
    print(f"Python {platform.python_version()}; {platform.machine()}, {platform.system()}.")
    if options.show:
        print("\n" + "\n".join(notes))
    return 0


if __name__ == "__main__":
    sys.exit(main())
