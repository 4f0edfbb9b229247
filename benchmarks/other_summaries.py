"""Summaries that others would make, as spans of the article: peers of ours in one run.

The first sentences, and sumy's LexRank (Erkan and Radev 2004) and TextRank (Mihalcea and Tarau
2004). sumy is given our sentences and words, since its own tokenizer downloads a model; its stems
and stop words are its own. sumy and rouge-score are for benchmarks only:

    pip install --target elsewhere/peers rouge-score sumy
    PYTHONPATH=elsewhere/peers python benchmarks/salience.py
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import Any

from rashomon.model import Article, Span, Spans
from rashomon.summarize.sentences import sentences

PEERS = ("first sentences", "LexRank", "TextRank")
_WORD = re.compile(r"[^\W_]+(?:[’'][^\W_]+)*")


def length(text: str) -> int:
    """The number of words, as a summary's time counts them."""
    return len(text.split())


@lru_cache(maxsize=4)
def whole_sentences(article: Article) -> Spans:
    """The article's sentences as the peers are given them: none of fewer than three words."""
    cut = sentences(article.text, paragraphs=article.paragraphs)
    return tuple(one for one in cut if length(one.of(article.text)) > 2)


def first(article: Article, count: int) -> Spans:
    """The first ``count`` sentences."""
    return whole_sentences(article)[:count]


def summary_of(peer: str, article: Article, *, words: int) -> Spans:
    """The sentences that a peer takes for a summary of at most ``words`` words, in text order.

    Each takes the next of its ranking that still fits, and its best one even where that is longer.
    """
    cut = whole_sentences(article)
    lengths = [length(one.of(article.text)) for one in cut]
    if peer == "first sentences":
        return _fitting(cut, lengths, range(len(cut)), words=words, in_a_row=True)
    order = _ranking(peer)(tuple(one.of(article.text) for one in cut))
    return _fitting(cut, lengths, order, words=words, in_a_row=False)


def _fitting(
    cut: Spans, lengths: Sequence[int], order: Sequence[int], *, words: int, in_a_row: bool
) -> Spans:
    taken: list[int] = []
    spent = 0
    for at in order:
        if taken and spent + lengths[at] > words:
            if in_a_row:
                break
            continue
        taken.append(at)
        spent += lengths[at]
    return tuple(cut[at] for at in sorted(taken))


class _Words:
    """sumy's tokenizer, with our words."""

    def to_words(self, text: str) -> list[str]:
        return _WORD.findall(text)


@lru_cache(maxsize=2)
def _ranking(peer: str) -> Callable[[tuple[str, ...]], Sequence[int]]:
    """The function that ranks sentences as a peer does, the best first."""
    from sumy.models.dom import ObjectDocumentModel, Paragraph, Sentence
    from sumy.nlp.stemmers import Stemmer
    from sumy.summarizers.lex_rank import LexRankSummarizer
    from sumy.summarizers.text_rank import TextRankSummarizer
    from sumy.utils import get_stop_words

    made: Any = {"LexRank": LexRankSummarizer, "TextRank": TextRankSummarizer}[peer]
    summarizer = made(Stemmer("english"))
    summarizer.stop_words = get_stop_words("english")
    words = _Words()

    @lru_cache(maxsize=2000)
    def rank(texts: tuple[str, ...]) -> Sequence[int]:
        document = ObjectDocumentModel([Paragraph([Sentence(one, words) for one in texts])])
        order: list[int] = []

        def keep(infos: Sequence[Any]) -> Sequence[Any]:
            order.extend(info.order for info in infos)
            return infos

        summarizer(document, keep)
        return order

    return rank


def joined(article: Article, spans: Sequence[Span]) -> str:
    """The words of the sentences, one after the other."""
    return " ".join(" ".join(span.of(article.text).split()) for span in spans)
