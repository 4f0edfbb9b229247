"""Salience of summaries by ROUGE against what people wrote, as a Markdown table.

    pip install --target elsewhere/peers rouge-score sumy
    PYTHONPATH=elsewhere/peers python benchmarks/salience.py

The 99 distinct articles of bump.task1, each with one ``reference_summary``. At equal length: every
summary has at most as many words as the article's first three sentences (ours is asked for the
time in which these are read). The interval of a mean is the 95% percentile interval of 2,000
bootstrap draws of articles; that of a difference, of the same draws for both.
"""

from __future__ import annotations

import math
import platform
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from other_summaries import PEERS, first, joined, length, summary_of
from read_articles import digest, readings, rows

import rashomon
from rashomon.model import Reading
from rashomon.summarize import summarize_article
from rashomon.summarize.article import WORDS_PER_MINUTE

MEASURES = {"ROUGE-1": "rouge1", "ROUGE-2": "rouge2", "ROUGE-L": "rougeL"}
DRAWS = 2000
Array = np.ndarray[Any, Any]


def ours(reading: Reading, words: int) -> str:
    """Our summary for the time in which ``words`` words are read."""
    time_s = math.ceil(words * 60 / WORDS_PER_MINUTE)
    made = summarize_article(reading, time_s=time_s)
    return " ".join(sentence.text for sentence in made.sentences)


def texts(reading: Reading, words: int) -> dict[str, str]:
    """The summaries of one article, of at most ``words`` words, by who makes them."""
    article = reading.article
    made = {peer: joined(article, summary_of(peer, article, words=words)) for peer in PEERS}
    return {"ours": ours(reading, words), **made}


def measure() -> dict[str, Mapping[str, Array]]:
    """By length, by who made the summary: an array of articles by measures and words."""
    from rouge_score.rouge_scorer import RougeScorer

    scorer = RougeScorer(list(MEASURES.values()), use_stemmer=True)
    references = {row["id"]: row["reference_summary"] for row in rows("bump")}
    found: dict[str, dict[str, list[list[float]]]] = {}
    for reading in readings("bump"):
        article = reading.article
        three = length(joined(article, first(article, 3)))
        lengths = {"the first three sentences": three}
        lengths |= {name: WORDS_PER_MINUTE * s // 60 for name, s in (("15 s", 15), ("1 min", 60))}
        for name, words in lengths.items():
            for who, text in texts(reading, words).items():
                scores = scorer.score(references[article.id], text)
                row = [100 * scores[one].fmeasure for one in MEASURES.values()]
                found.setdefault(name, {}).setdefault(who, []).append([*row, length(text)])
    return {
        name: {who: np.array(rows_) for who, rows_ in by_who.items()}
        for name, by_who in found.items()
    }


def interval(values: Array) -> tuple[float, float]:
    """The 95% bootstrap interval of the mean."""
    draws = np.random.default_rng(0).integers(0, len(values), (DRAWS, len(values)))
    low, high = np.percentile(values[draws].mean(axis=1), [2.5, 97.5])
    return float(low), float(high)


def main() -> None:
    found = measure()
    print(f"Data: bump.task1.jsonl, sha256 {digest('bump')}; F1, mean over 99 articles.\n")
    for name, by_who in found.items():
        print(f"| at most {name} | words | {' | '.join(MEASURES)} |")
        print("|---|---|" + "---|" * len(MEASURES))
        for who, scores in by_who.items():
            cells = _cells(scores[:, column] for column in range(len(MEASURES)))
            print(f"| {who} | {scores[:, -1].mean():.0f} | {cells} |")
        for who in PEERS:
            gaps = by_who["ours"] - by_who[who]
            cells = _cells((gaps[:, column] for column in range(len(MEASURES))), sign="+")
            print(f"| ours less {who} | | {cells} |")
        print()
    print(f"rashomon {rashomon.__version__}, Python {platform.python_version()}.")


def _cells(columns: Any, sign: str = "") -> str:
    cells: Sequence[str] = [
        "{:{sign}.1f} ({:{sign}.1f} to {:{sign}.1f})".format(c.mean(), *interval(c), sign=sign)
        for c in columns
    ]
    return " | ".join(cells)


if __name__ == "__main__":
    main()
