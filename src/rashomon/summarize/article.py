"""The summary of one article: its own sentences, chosen, none without who said it."""

from __future__ import annotations

import math
from collections.abc import Sequence

from rashomon.covered import of_article
from rashomon.model import Reading, Span, Spans, Summary, SummarySentence
from rashomon.summarize.candidates import Candidate, candidates
from rashomon.summarize.choice import choose
from rashomon.summarize.full_names import completed, full_names
from rashomon.summarize.shortened import shortened

# Silent reading of English non-fiction: 238 words a minute (Brysbaert 2019), a little less here,
# for names and numbers are read slowly.
WORDS_PER_MINUTE = 230
_TRIES = 3
# Up to a minute asides are left out; a reader with more time has the sentences as they are.
_SHORT = WORDS_PER_MINUTE


def summarize_article(
    reading_without_summary: Reading, *, time_s: int = 60, sentences: int | None = None
) -> Summary:
    """The summary of an article for a reader with ``time_s`` seconds (at 230 words a minute).

    Its sentences are the article's own and in their order; up to a minute an aside on which nothing
    hangs may be left out (:mod:`rashomon.summarize.compress`), otherwise they are whole. A source
    that is only "he" or "the ministry" is named in square brackets; a content whose source stands
    in another sentence is introduced by its source's name, or left out. A sentence that is clear
    only after the one before it comes right after that one. Of an article shorter than the time it
    is all that can stand alone; an article without a sentence that can has a summary without
    sentences.

    With ``sentences`` it has that many, as far as the article has them, and its ``time_s`` is the
    time in which these are read. ``covers`` counts the claims whose whole content is in the
    summary, and the speakers of these.

    Raises ValueError when ``time_s`` or ``sentences`` is not positive.
    """
    if time_s <= 0:
        raise ValueError(f"time_s is {time_s}; it must be a positive number of seconds")
    if sentences is not None and sentences <= 0:
        raise ValueError(f"sentences is {sentences}; it must be a positive number, or None")
    reading = reading_without_summary
    found = candidates(reading, in_pairs=True)
    words = None if sentences else WORDS_PER_MINUTE * time_s / 60
    chosen, told, printed = _printed(reading, found, words=words, sentences=sentences)
    if sentences is not None:
        time_s = max(1, math.ceil(_length(printed) * 60 / WORDS_PER_MINUTE))
    made = tuple(
        SummarySentence(text=text, claims=c.claims, spans=spans)
        for text, (_, spans), c in zip(printed, told, chosen, strict=True)
    )
    return Summary(time_s=time_s, sentences=made, covers=of_article(reading, made).covers)


def _printed(
    reading: Reading, found: Sequence[Candidate], *, words: float | None, sentences: int | None
) -> tuple[list[Candidate], list[tuple[str, Spans]], list[str]]:
    """The sentences chosen, with their texts and spans, and these texts with full names.

    Full names are known when the sentences are; where they make the summary too long, it is chosen
    again with so many words less.
    """
    room = words
    if words is not None and words <= _SHORT and sum(len(c.text.split()) for c in found) > words:
        found = shortened(reading, found, choose(reading, found, words=words))
    for _ in range(_TRIES):
        chosen = choose(reading, found, words=room, sentences=sentences)
        told = _in_order(chosen)
        printed = _with_full_names(reading, [text for text, _ in told])
        over = _length(printed) - words if words is not None else 0
        if over <= 0 or room is None or len(chosen) < 2:
            break
        room -= over
    return chosen, told, printed


def _length(printed: Sequence[str]) -> int:
    return sum(len(text.split()) for text in printed)


def _in_order(chosen: Sequence[Candidate]) -> list[tuple[str, Spans]]:
    """The texts with their spans; a "But" is told where the sentence before it is told."""
    told: list[tuple[str, Spans]] = []
    place = None
    for c in chosen:
        if c.with_opener and place == c.place - 1:
            told.append((c.with_opener, (Span(c.sentence.start, c.sentence.end),)))
        else:
            told.append((c.text, c.spans))
        place = c.place
    return told


def _with_full_names(reading: Reading, texts: Sequence[str]) -> list[str]:
    """The texts, where "Holt" is "[Maren] Holt" until the summary has named her."""
    names = full_names(reading)
    printed: list[str] = []
    before = ""
    for text in texts:
        for name in names:
            if name not in before:
                text = completed(text, name)
        printed.append(text)
        before += text.replace("[", "").replace("]", "") + " "
    return printed
