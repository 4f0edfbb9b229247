"""The weights of a sentence's worth, fitted and cross-validated by article, as Markdown.

    pip install --target elsewhere/peers rouge-score sumy
    PYTHONPATH=elsewhere/peers python benchmarks/salience_fit.py

A ridge regression on the four fitted features of ``rashomon.summarize.choice``: of the share of a
sentence's words (half) and pairs of words that the article's ``reference_summary`` holds. Five
folds by article; the weights set by hand stay as they are. Prints the weights fitted on all
articles, and ROUGE at the length of the first three sentences of summaries whose weights were
fitted on the other folds.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import pairwise
from typing import Any

import numpy as np
from other_summaries import first, joined, length
from read_articles import digest, readings, rows
from salience import MEASURES, interval, ours

from rashomon.model import Reading
from rashomon.summarize import choice
from rashomon.summarize.candidates import candidates
from rashomon.vocabulary import stem

FITTED = ("_NEAR_THE_START", "_OF_THE_WHOLE", "_QUOTED", "_TOO_SHORT")
BY_HAND = ("_FIRST", "_TITLE", "_SOMEBODY_ANSWERS", "_LOOSE", "_TOO_LONG")
STRENGTH = 100.0
FOLDS = 5
Array = np.ndarray[Any, Any]
_WORD = re.compile(r"[a-z0-9]+")


@contextmanager
def weights(values: dict[str, float]) -> Iterator[None]:
    """The weights of a sentence's worth set to these, and back afterwards."""
    before = {name: getattr(choice, name) for name in values}
    try:
        for name, value in values.items():
            setattr(choice, name, value)
        yield
    finally:
        for name, value in before.items():
            setattr(choice, name, value)


def columns(reading: Reading) -> Array:
    """The four features of each sentence: its worth where one weight is 1 and the others are 0."""
    found = candidates(reading, in_pairs=True)
    made = []
    for name in FITTED:
        with weights({**dict.fromkeys((*FITTED, *BY_HAND), 0.0), name: 1.0}):
            made.append(choice.worth(reading, found))
    return np.array(made).T.reshape(-1, len(FITTED))


def targets(reading: Reading, reference: str) -> Array:
    """The share of each sentence's words, and pairs of words, that the reference holds."""
    wanted = _stems(reference)
    words, pairs = set(wanted), set(pairwise(wanted))
    values = []
    for candidate in candidates(reading, in_pairs=True):
        told = _stems(candidate.text)
        size = max(8, len(told))
        one = sum(word in words for word in told) / size
        two = sum(pair in pairs for pair in pairwise(told)) / size
        values.append(0.5 * one + two)
    return np.array(values)


def fit(xs: Sequence[Array], ys: Sequence[Array]) -> dict[str, float]:
    """The weights of the ridge regression over the sentences of these articles."""
    x, y = np.vstack(xs), np.concatenate(ys)
    scale = x.std(axis=0) + 1e-9
    z = (x - x.mean(axis=0)) / scale
    solved = np.linalg.solve(z.T @ z + STRENGTH * np.eye(len(FITTED)), z.T @ (y - y.mean()))
    return {name: float(value) for name, value in zip(FITTED, solved / scale, strict=True)}


def main() -> None:
    from rouge_score.rouge_scorer import RougeScorer

    scorer = RougeScorer(list(MEASURES.values()), use_stemmer=True)
    references = {row["id"]: row["reference_summary"] for row in rows("bump")}
    articles = readings("bump")
    xs = [columns(one) for one in articles]
    ys = [targets(one, references[one.article.id]) for one in articles]
    fold = np.random.default_rng(0).permutation(len(articles)) % FOLDS
    scores = np.zeros((len(articles), len(MEASURES)))
    for number in range(FOLDS):
        kept = [at for at in range(len(articles)) if fold[at] != number]
        with weights(fit([xs[at] for at in kept], [ys[at] for at in kept])):
            for at in np.flatnonzero(fold == number):
                reading = articles[at]
                three = length(joined(reading.article, first(reading.article, 3)))
                found = scorer.score(references[reading.article.id], ours(reading, three))
                scores[at] = [100 * found[one].fmeasure for one in MEASURES.values()]
    print("| weight | fitted on all | in the code |\n|---|---|---|")
    for name, value in fit(xs, ys).items():
        print(f"| {name.strip('_').lower().replace('_', ' ')} | {value:.3f} | ", end="")
        print(f"{getattr(choice, name):.2f} |")
    print(f"\n| held out, at the first three sentences | {' | '.join(MEASURES)} |")
    print("|---|" + "---|" * len(MEASURES))
    cells = ["{:.1f} ({:.1f} to {:.1f})".format(c.mean(), *interval(c)) for c in scores.T]
    print(f"| ours, weights of the other folds | {' | '.join(cells)} |")
    print(f"\nData: bump.task1.jsonl, sha256 {digest('bump')}.")


def _stems(text: str) -> list[str]:
    return [stem(word) for word in _WORD.findall(text.casefold())]


if __name__ == "__main__":
    main()
