"""Sentences chosen for a summary, made shorter by their grammar where time is short."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from rashomon.model import Reading
from rashomon.summarize.candidates import Candidate
from rashomon.summarize.compress import compress_all

# Parsing is most of what a summary costs: the longest of the sentences chosen are looked at only.
_MOST = 6
_LONG = 18


def shortened(
    reading: Reading, found: Sequence[Candidate], chosen: Sequence[Candidate]
) -> list[Candidate]:
    """The candidates, those of ``chosen`` that have an aside to spare without it.

    One whose words were changed (a name for "he") stays as it is, and so do all of an article in
    another language.
    """
    article = reading.article
    if article.language not in {None, "en"}:
        return list(found)
    asked = sorted(
        (c for c in chosen if len(c.text.split()) >= _LONG and _is_verbatim(article.text, c)),
        key=lambda c: (-len(c.text.split()), c.place),
    )[:_MOST]
    claims = reading.claims
    made = compress_all(
        article.text,
        [c.spans[0] for c in asked],
        protected=tuple(span for c in claims for span in (*c.source, *c.cue)),
        contents=tuple(span for c in claims if c.kind != "own voice" for span in c.content),
    )
    shorter = {
        c.place: replace(c, text=result.text, spans=result.spans, with_opener=None)
        for c, result in zip(asked, made, strict=True)
        if result is not None
    }
    return [shorter.get(c.place, c) for c in found]


def _is_verbatim(text: str, candidate: Candidate) -> bool:
    words = " ".join(candidate.spans[0].of(text).split())
    return len(candidate.spans) == 1 and candidate.text == words and not candidate.needs_before
