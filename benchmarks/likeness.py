"""How well the sentence encoder tells like claims, on the shared development data, in Markdown.

    python benchmarks/likeness.py [--fp32 MODEL.onnx] [--examples]

``--fp32`` compares with the model before quantisation (``training/encoder.py --fp32`` writes it);
``--examples`` adds the wrong pairs nearest above each threshold, with their words.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import platform
import re
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import balanced_accuracy_score, roc_auc_score
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

import rashomon
from rashomon import encoder
from rashomon.comparison.likeness import weight
from rashomon.vocabulary import is_stop_word, stem

ROOT = Path(__file__).resolve().parent.parent
DATA = Path(os.environ.get("RASHOMON_SHARED", ROOT.parent / "shared")) / "data"
FILES = (
    "entailment/nanco.dev.jsonl",
    "gold/wikinews.events.json",
    "gold/conflicts.jsonl",
    "events/wikinews_medium.jsonl",
    "events/syria.dev.jsonl",
    "events/gun_violence.dev.jsonl",
)
SENTENCE_END = re.compile(r"[.!?][\"”’')]*\s+(?=[\"“‘'(]?[A-Z0-9])|\n")
WORD = re.compile(r"\d+(?:[.,:]\d+)*|[^\W\d_]+(?:[-’'][^\W\d_]+)*")
GUARDED = "cosine of the spans where numbers, days and negation fit"
BOTH = "mean of that and containment"
NUMBERS = frozenset(
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen"
    " sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety"
    " hundred thousand million dozen dozens hundreds thousands millions".split()
)
DAYS = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday morning afternoon evening night"
    " today yesterday tomorrow".split()
)
NOT = re.compile(r"\b(?:no|not|never|none|nor|nobody|without|den(?:y|ies|ied))\b|n[’']t\b", re.I)
Array = np.ndarray[Any, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """One marked span with its sentence."""

    article: str
    text: str
    sentence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    a: Said
    b: Said
    fold: str
    label: str


def rows(name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (DATA / name).read_text(encoding="utf-8").splitlines()]


def said(article: str, text: str, span: Sequence[int]) -> Said:
    start, end = span
    ends = [match.end() for match in SENTENCE_END.finditer(text)]
    first = max((e for e in ends if e <= start), default=0)
    last = min((e for e in ends if e >= end), default=len(text))
    return Said(
        article=article,
        text=" ".join(text[start:end].split()),
        sentence=" ".join(text[first:last].split()),
    )


def accounts() -> Iterator[Pair]:
    """Pairs of spans of one event in different articles, with what the key says of them.

    Labels: agree (also where it follows from two judged pairs, or one source says one answer in
    two articles), compatible, contradict, update, unjudged (one question), other (two questions).
    """
    texts = {row["id"]: row["text"] for row in rows("events/wikinews_medium.jsonl")}
    key = json.loads((DATA / "gold" / "wikinews.events.json").read_text(encoding="utf-8"))
    for number, event in sorted(key.items()):
        judged = {frozenset((r["a"], r["b"])): r["relation"] for r in event["relations"]}
        spans: list[tuple[str, str, Said]] = []
        root: dict[str, str] = {}

        def top(one: str, root: dict[str, str] = root) -> str:
            while root.get(one, one) != one:
                one = root[one]
            return one

        for question, held in event["questions"].items():
            for account in held["accounts"]:
                for place in account["articles"]:
                    where = place["id"]
                    spans.append(
                        (question, account["id"], said(where, texts[where], place["span"]))
                    )
        for ids, relation in judged.items():
            if relation == "agree":
                one, other = sorted(ids)
                root[top(one)] = top(other)
        for (q, x, a), (r, y, b) in combinations(spans, 2):
            if a.article == b.article:
                continue
            label = judged.get(frozenset((x, y)), "unjudged") if q == r else "other"
            if q == r and top(x) == top(y):
                label = "agree"
            yield Pair(a=a, b=b, fold=number, label=label)


def conflicts() -> Iterator[Pair]:
    texts = {
        row["id"]: row["text"]
        for name in ("events/syria.dev.jsonl", "events/gun_violence.dev.jsonl")
        for row in rows(name)
    }
    for row in rows("gold/conflicts.jsonl"):
        a, b = (said(s["article"], texts[s["article"]], s["span"]) for s in (row["a"], row["b"]))
        yield Pair(a=a, b=b, fold=row["set"], label=row["relation"])


def terms(text: str) -> frozenset[str]:
    words = (match.group() for match in WORD.finditer(text))
    return frozenset(w if w[0].isdigit() else stem(w) for w in words if not is_stop_word(w))


def fits(a: str, b: str) -> bool:
    """Whether neither has numbers or days that the other lacks, where both have some; one "not"."""
    if len(NOT.findall(a)) % 2 != len(NOT.findall(b)) % 2:
        return False
    words = [{match.group().casefold() for match in WORD.finditer(text)} for text in (a, b)]
    for kind in (NUMBERS, DAYS):
        x, y = (
            {w for w in one if w in kind or (kind is NUMBERS and w[0].isdigit())} for one in words
        )
        if x and y and not (x <= y or y <= x):
            return False
    return True


def jaccard(a: str, b: str) -> float:
    x, y = terms(a), terms(b)
    return weight(x & y) / weight(x | y) if x & y else 0.0


def containment(a: str, b: str) -> float:
    x, y = terms(a), terms(b)
    return weight(x & y) / min(weight(x), weight(y)) if x & y else 0.0


def cosines(pairs: Sequence[tuple[str, str]]) -> Array:
    texts = sorted({text for pair in pairs for text in pair})
    place = {text: number for number, text in enumerate(texts)}
    vectors = encoder.encode(texts)
    left, right = ([place[pair[side]] for pair in pairs] for side in (0, 1))
    made: Array = np.einsum("ij,ij->i", vectors[left], vectors[right])
    return made


def scores(pairs: Sequence[Pair]) -> dict[str, Array]:
    spans = [(p.a.text, p.b.text) for p in pairs]
    sentences = [(p.a.sentence, p.b.sentence) for p in pairs]
    return {
        "cosine of the spans": cosines(spans),
        "cosine of their sentences": cosines(sentences),
        "weighted Jaccard of the spans": np.array([jaccard(*p) for p in spans]),
        "weighted Jaccard of their sentences": np.array([jaccard(*p) for p in sentences]),
        "containment of the spans": np.array([containment(*p) for p in spans]),
    }


def mix(columns: Array, truth: Array, folds: Sequence[str]) -> Array:
    """The probability from a logistic regression trained without the pair's own fold."""
    made = np.zeros(len(truth))
    for fold in sorted(set(folds)):
        inside = np.array([one == fold for one in folds])
        model = make_pipeline(StandardScaler(), LogisticRegression(max_iter=1000))
        model.fit(columns[~inside], truth[~inside])
        made[inside] = model.predict_proba(columns[inside])[:, 1]
    return made


def threshold(score: Array, truth: Array, precision: float) -> float | None:
    """The lowest score from which on the pairs above are right this often; None below 10 pairs."""
    order = np.argsort(-score, kind="stable")
    right = np.cumsum(truth[order]) / np.arange(1, len(order) + 1)
    good = [n for n in range(10, len(order) + 1) if right[n - 1] >= precision]
    return float(score[order[good[-1] - 1]]) if good else None


def nanco(name: str) -> str:
    data = rows("entailment/nanco.dev.jsonl")
    questions: list[tuple[Array, Array]] = []
    for row in data:
        answers = row["answers"]
        pairs = list(combinations(range(len(answers)), 2))
        same = [answers[i]["cluster_global"] == answers[j]["cluster_global"] for i, j in pairs]
        texts = [answer["Answer"] for answer in answers]
        vectors: Array | None
        if name == "TF-IDF":
            vectors = np.asarray(TfidfVectorizer(sublinear_tf=True).fit_transform(texts).toarray())
        elif name == "Jaccard":
            vectors = None
        else:
            vectors = encoder.encode(texts)
        values = [
            jaccard(texts[i], texts[j]) if vectors is None else float(vectors[i] @ vectors[j])
            for i, j in pairs
        ]
        questions.append((np.array(values), np.array(same)))
    return by_question(questions)


def by_question(questions: Sequence[tuple[Array, Array]]) -> str:
    """Balanced accuracy, AUC and thresholds, each question at the threshold best for the others.

    A question is the scores of its pairs and whether each is one answer. The means over questions
    are cells of a table.
    """
    made, chosen, areas = [], [], []
    for number, (score, truth) in enumerate(questions):
        rest = [q for n, q in enumerate(questions) if n != number]
        best = max(
            np.arange(0, 1, 0.01),
            key=lambda t: np.mean([balanced_accuracy_score(y, s >= t) for s, y in rest]),
        )
        chosen.append(best)
        made.append(balanced_accuracy_score(truth, score >= best))
        areas.append(roc_auc_score(truth, score))
    return f"{np.mean(made):.3f} | {np.mean(areas):.3f} | {min(chosen):.2f} to {max(chosen):.2f} |"


def with_model(path: Path, work: Callable[[], str]) -> str:
    """What ``work`` gives while the encoder runs the model of ``path``."""
    shipped = Path(encoder.__file__).parent / "weights" / "minilm"
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        model, tokenizer = path.read_bytes(), (shipped / "tokenizer.json").read_bytes()
        (folder / "model.onnx").write_bytes(model)
        (folder / "tokenizer.json").write_bytes(tokenizer)
        (folder / "sha256.txt").write_text(hashlib.sha256(model + tokenizer).hexdigest())
        other = encoder._load(folder)
    own = encoder._model
    encoder._model = lambda: other  # type: ignore[assignment]
    try:
        return work()
    finally:
        encoder._model = own


def drift(path: Path) -> str:
    texts: list[str] = []
    for row in rows("attribution/polnear.dev.jsonl"):
        pieces = [[row["text"][s:e] for s, e in one["content"]] for one in row["attributions"]]
        texts.extend(" ".join(" ".join(piece).split()) for piece in pieces)
    texts = sorted({text for text in texts if text})
    own = encoder.encode(texts)
    kept: list[Array] = []

    def run() -> str:
        kept.append(encoder.encode(texts))
        return ""

    with_model(path, run)
    near, far = own @ own.T, kept[0] @ kept[0].T
    np.fill_diagonal(near, -1)
    np.fill_diagonal(far, -1)
    pick = np.random.default_rng(0).integers(0, len(texts), (2000, 2))
    pick = pick[pick[:, 0] != pick[:, 1]]
    apart = np.abs(near - far)
    return (
        f"{len(texts)} claims: mean drift of the cosine {apart[pick[:, 0], pick[:, 1]].mean():.4f} "
        f"on {len(pick)} random pairs, {apart.max():.3f} at most on all; "
        f"same nearest neighbour {np.mean(near.argmax(1) == far.argmax(1)):.1%}\n"
    )


def speed() -> str:
    words = re.findall(r"\S+", " ".join(r["text"] for r in rows("events/wikinews_medium.jsonl")))
    sentences = [" ".join(words[n : n + 25]) for n in range(0, 25_000, 25)]
    encoder.encode(sentences[:64])
    start = time.process_time()
    encoder.encode(sentences)
    rate = len(sentences) / (time.process_time() - start)
    code = (
        "import time; t = time.process_time()\n"
        "from rashomon.encoder import encode; encode(['word'])\n"
        "print(time.process_time() - t)"
    )
    loads = [
        float(
            subprocess.run(
                [sys.executable, "-c", code], capture_output=True, text=True, check=True
            ).stdout
        )
        for _ in range(3)
    ]
    return (
        f"{rate:.0f} sentences of 25 words per CPU second; "
        f"first call, imports included: {min(loads):.2f} CPU seconds\n"
    )


def sweep(name: str, score: Array, truth: Array, folds: Sequence[str]) -> None:
    print(f"\n| {name}, from | precision | recall | precision by fold |\n|---|---|---|---|")
    for limit in np.arange(0.3, 0.96, 0.05):
        above = score >= limit
        if above.sum() < 5:
            continue
        by_fold = [
            truth[inside].mean()
            for fold in sorted(set(folds))
            if (inside := above & np.array([f == fold for f in folds])).sum() >= 3
        ]
        print(
            f"| {limit:.2f} | {truth[above].mean():.3f} | {truth[above].sum() / truth.sum():.3f} "
            f"| {' '.join(f'{p:.2f}' for p in by_fold)} |"
        )


def table(
    title: str,
    pairs: Sequence[Pair],
    positive: frozenset[str],
    negative: frozenset[str],
    precisions: Sequence[float],
    *,
    examples: bool,
) -> None:
    kept = [pair for pair in pairs if pair.label in positive | negative]
    truth = np.array([pair.label in positive for pair in kept])
    found = scores(kept)
    columns = np.stack(list(found.values()), axis=1)
    folds = [pair.fold for pair in kept]
    found["cosines, mean of both"] = columns[:, :2].mean(axis=1)
    fitting = np.array([fits(p.a.text, p.b.text) for p in kept])
    found[GUARDED] = np.where(fitting, columns[:, 0], -1)
    found[BOTH] = np.where(fitting, columns[:, [0, 4]].mean(axis=1), -1)
    found["logistic mix of the two cosines"] = mix(columns[:, :2], truth, folds)
    found["logistic mix of all five"] = mix(columns, truth, folds)
    print(f"\n## {title}\n\n{truth.sum()} pairs of {', '.join(sorted(positive))} against ", end="")
    print(f"{(~truth).sum()} of {', '.join(sorted(negative))}\n")
    heads = "".join(f" recall at precision {p:.2f} | from |" for p in precisions)
    print(f"| score | AUC |{heads}\n|---|---|{'---|---|' * len(precisions)}")
    limits: list[tuple[str, float, float]] = []
    for name, score in found.items():
        line = f"| {name} | {roc_auc_score(truth, score):.3f} |"
        for precision in precisions:
            limit = threshold(score, truth, precision)
            if limit is None:
                line += " none | |"
                continue
            line += f" {(truth & (score >= limit)).sum() / truth.sum():.3f} | {limit:.3f} |"
            limits.append((name, precision, limit))
        print(line)
    for name in ("cosine of the spans", GUARDED, BOTH):
        sweep(name, found[name], truth, folds)
    if examples:
        for name, precision, limit in limits:
            if name not in {"cosine of the spans", GUARDED, BOTH}:
                continue
            wrong = np.flatnonzero((found[name] >= limit) & ~truth)
            print(f"\n### Wrong at precision {precision:.2f} by {name}\n")
            for n in wrong[np.argsort(-found[name][wrong])][:12]:
                pair = kept[n]
                print(f"- {found[name][n]:.2f} {pair.label}: {pair.a.text} // {pair.b.text}")


def by_label(pairs: Sequence[Pair]) -> None:
    score = cosines([(p.a.text, p.b.text) for p in pairs])
    groups: dict[str, list[float]] = defaultdict(list)
    for pair, value in zip(pairs, score, strict=True):
        groups[pair.label].append(float(value))
    print("\n| label | pairs | cosine of the spans: 10th, 50th, 90th percentile |\n|---|---|---|")
    for label, values in sorted(groups.items()):
        shown = " ".join(f"{v:.2f}" for v in np.percentile(values, [10, 50, 90]))
        print(f"| {label} | {len(values)} | {shown} |")


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--fp32", type=Path)
    parser.add_argument("--examples", action="store_true")
    arguments = parser.parse_args()
    print("## Speed\n\n" + speed())
    if arguments.fp32:
        print("## int8 against fp32\n\n" + drift(arguments.fp32))
    print("## Same answer or not (nanco.dev, four questions, leave one question out)\n")
    print("| score | balanced accuracy | AUC | thresholds |\n|---|---|---|---|")
    print(f"| cosine, int8 as shipped | {nanco('int8')}")
    if arguments.fp32:
        print(f"| cosine, fp32 | {with_model(arguments.fp32, lambda: nanco('fp32'))}")
    print(f"| TF-IDF cosine | {nanco('TF-IDF')}")
    print(f"| weighted Jaccard | {nanco('Jaccard')}")
    told = list(accounts())
    show = {"examples": arguments.examples}
    one = frozenset({"agree", "compatible", "contradict", "update", "unjudged"})
    other = frozenset({"other"})
    same = frozenset({"agree"})
    differs = frozenset({"other", "compatible", "contradict", "update"})
    table("Says the same, against other questions", told, same, other, (0.9,), **show)
    table("Says the same, against all judged otherwise", told, same, differs, (0.9, 0.8), **show)
    long = [p for p in told if min(len(terms(p.a.text)), len(terms(p.b.text))) >= 4]
    table(
        "The same, both spans of 4 telling words or more", long, same, differs, (0.9, 0.8), **show
    )
    table("One matter, 4 telling words or more", long, one, other, (0.9, 0.8), **show)
    table("About one matter (one question)", told, one, other, (0.8, 0.7), **show)
    by_label(told)
    disputed = list(conflicts())
    related = frozenset({"agree", "contradict", "update"})
    unrelated = frozenset({"unrelated"})
    table("Related or not (conflicts.jsonl)", disputed, related, unrelated, (0.95,), **show)
    by_label(disputed)
    digest = hashlib.sha256(b"".join((DATA / name).read_bytes() for name in FILES)).hexdigest()
    print(f"\nrashomon {rashomon.__version__}, weights {encoder.weights_sha256()[:12]}, ", end="")
    print(f"onnxruntime {onnxruntime.__version__}, data {digest[:12]},")
    print(f"Python {platform.python_version()}; {platform.machine()}, {platform.system()}.")


if __name__ == "__main__":
    main()
