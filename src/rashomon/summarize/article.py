"""The summary of one article: its own sentences, chosen, none without who said it."""

from __future__ import annotations

import heapq
import math
import re
from collections import Counter
from collections.abc import Sequence

from rashomon.model import Covers, Reading, Summary, SummarySentence
from rashomon.summarize.candidates import MIN_WORDS, Candidate, candidates
from rashomon.text import inside, merge
from rashomon.vocabulary import is_stop_word, rarity, stem

# Silent reading of English non-fiction: 238 words a minute (Brysbaert 2019), a little less here,
# for names and numbers are read slowly.
WORDS_PER_MINUTE = 230
# The least a summary holds when its time is very short: one sentence.
_ONE_SENTENCE = 45
_REPEATED = 0.5
# What it is worth that a speaker is heard for the first time.
_NEW_VOICE = 0.25
_WORD = re.compile(r"[^\W_]+")


def summarize_article(
    reading_without_summary: Reading, *, time_s: int = 60, sentences: int | None = None
) -> Summary:
    """The summary of an article for a reader with ``time_s`` seconds (at 230 words a minute).

    Its sentences are the article's own, whole and in their order. A source that is only "he" or
    "the ministry" is named in square brackets; a content whose source stands in another sentence
    is introduced by its source's name, or left out. An article without a sentence that can stand
    alone has a summary without sentences.

    ``covers`` counts the claims whose whole content is in the summary, and the speakers of these.

    Raises ValueError when ``time_s`` is not positive.
    """
    if time_s <= 0:
        raise ValueError(f"time_s is {time_s}; it must be a positive number of seconds")
    reading = reading_without_summary
    found = candidates(reading)
    budget = WORDS_PER_MINUTE * time_s / 60 if sentences is None else math.inf
    chosen = _choose(reading, found, budget=budget, most=sentences)
    printed = _with_full_names(chosen)
    made = tuple(
        SummarySentence(text=text, claims=c.claims, spans=c.spans)
        for text, c in zip(printed, chosen, strict=True)
    )
    return Summary(time_s=time_s, sentences=made, covers=_covers(reading, chosen))


def _choose(
    reading: Reading, found: Sequence[Candidate], *, budget: float, most: int | None = None
) -> list[Candidate]:
    """The best sentences that fit the budget of words, in the order of the text."""
    stems = [_content_words(c.text) for c in found]
    worth = _worth(reading, found, stems)
    chosen: list[int] = []
    heard: set[str] = set()
    spent = 0

    def gain(at: int) -> float:
        return worth[at] + (_NEW_VOICE if found[at].speakers - heard else 0.0)

    queue = [(-gain(at), at) for at in range(len(found))]
    heapq.heapify(queue)
    while queue:
        known, at = heapq.heappop(queue)
        if -gain(at) > known:
            # Its speaker has been heard since.
            heapq.heappush(queue, (-gain(at), at))
            continue
        length = len(found[at].text.split())
        if spent + length > budget and (chosen or length > _ONE_SENTENCE):
            continue
        if any(_alike(stems[at], stems[other]) > _REPEATED for other in chosen):
            continue
        chosen.append(at)
        heard |= found[at].speakers
        spent += length
        if spent + MIN_WORDS > budget or len(chosen) == most:
            break
    return [found[at] for at in sorted(chosen)]


def _worth(
    reading: Reading, found: Sequence[Candidate], stems: Sequence[frozenset[str]]
) -> list[float]:
    """How much each sentence matters: its place, what it shares with the whole, who speaks."""
    everywhere = Counter(map(stem, _WORD.findall(reading.article.text)))
    title = _content_words(reading.article.title or "")

    def weight(word: str) -> float:
        return math.log1p(everywhere[word]) * rarity(word)

    central = [
        # Sorted: the last bits of a sum depend on its order, and a set has none.
        sum(map(weight, sorted(words))) / max(8.0, float(len(words))) if words else 0.0
        for words in stems
    ]
    top = max(central, default=0.0) or 1.0
    speaks = Counter(speaker for c in found for speaker in c.speakers)
    result: list[float] = []
    for c, words, middle in zip(found, stems, central, strict=True):
        length = len(c.text.split())
        value = 1.2 / (1.0 + 0.25 * c.place) + middle / top
        value += 0.5 * len(words & title) / max(3, len(title)) if title else 0.0
        value += 0.15 if re.search(r"\d", c.text) else 0.0
        value += 0.2 if c.attributed else 0.0
        value += 0.1 * math.log1p(max((speaks[s] for s in c.speakers), default=0))
        value -= 0.12 * min(3, c.pronouns)
        value -= 0.02 * max(0, length - 35) + 0.03 * max(0, 9 - length)
        result.append(value)
    return result


def _with_full_names(chosen: Sequence[Candidate]) -> list[str]:
    """The texts, where "Holt said" is "[Maren] Holt said" until the summary has named her."""
    printed: list[str] = []
    before = ""
    for c in chosen:
        text = c.text
        if c.introduces and c.introduces not in before and c.introduces not in text:
            first, _, last = c.introduces.rpartition(" ")
            text = re.sub(rf"(?<!\w){re.escape(last)}(?!\w)", f"[{first}] {last}", text, count=1)
        printed.append(text)
        before += text.replace("[", "").replace("]", "") + " "
    return printed


def _covers(reading: Reading, chosen: Sequence[Candidate]) -> Covers:
    shown = merge(reading.article.text, [span for c in chosen for span in c.spans])
    held = [c for c in reading.claims if inside(c.content, shown)]
    speakers = {c.speaker for c in reading.claims if c.speaker}
    return Covers(
        claims=len(held),
        of=len(reading.claims),
        speakers=len({c.speaker for c in held if c.speaker}),
        of_speakers=len(speakers),
    )


def _content_words(text: str) -> frozenset[str]:
    return frozenset(stem(w) for w in _WORD.findall(text) if not is_stop_word(w))


def _alike(a: frozenset[str], b: frozenset[str]) -> float:
    return len(a & b) / min(len(a), len(b)) if a and b else 0.0
