"""What of the ledger a summary carries, and what it leaves out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rashomon.model import (
    ClaimRef,
    Covers,
    EventComparison,
    EventSummarySentence,
    Reading,
    Spans,
    SummarySentence,
)
from rashomon.text import inside, merge


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """The claims and speakers that a summary leaves out, and how many it carries.

    ``claims_left`` are in the order of the articles, ``speakers_left`` are ids in the order in
    which they first speak: speakers none of whose claims are carried.
    """

    covers: Covers
    claims_left: tuple[ClaimRef, ...]
    speakers_left: tuple[str, ...]


def of_article(reading: Reading, sentences: Iterable[SummarySentence]) -> Coverage:
    """What these sentences carry of an article: the claims whose whole content is in their spans.

    A speaker is carried who has one of these claims.
    """
    spans = tuple(span for sentence in sentences for span in sentence.spans)
    return _coverage([reading], {reading.article.id: spans}, frozenset())


def of_event(
    readings: Sequence[Reading], event: EventComparison, sentences: Iterable[EventSummarySentence]
) -> Coverage:
    """What these sentences carry of all articles of an event.

    A claim is carried whose whole content is in the spans of the sentences, and one that belongs to
    a statement of which a sentence names a claim: it says the same. A speaker is carried who has
    one of these claims.
    """
    told = tuple(sentences)
    spans: dict[str, Spans] = {}
    for sentence in told:
        for passage in sentence.spans:
            spans[passage.article] = (*spans.get(passage.article, ()), passage.span)
    named = {ref for sentence in told for ref in sentence.claims}
    same = {ref for s in event.statements if named & set(s.claims) for ref in s.claims}
    return _coverage(readings, spans, frozenset(named | same))


def _coverage(
    readings: Sequence[Reading], spans: dict[str, Spans], told: frozenset[ClaimRef]
) -> Coverage:
    heard: set[str] = set()
    speakers: dict[str, None] = {}
    left: list[ClaimRef] = []
    count = 0
    for reading in readings:
        key = reading.article.id
        shown = merge(reading.article.text, spans.get(key, ()))
        for claim in reading.claims:
            count += 1
            ref = ClaimRef(article=key, claim=claim.id)
            if claim.speaker:
                speakers[claim.speaker] = None
            if ref not in told and not inside(claim.content, shown):
                left.append(ref)
            elif claim.speaker:
                heard.add(claim.speaker)
    return Coverage(
        covers=Covers(
            claims=count - len(left), of=count, speakers=len(heard), of_speakers=len(speakers)
        ),
        claims_left=tuple(left),
        speakers_left=tuple(s for s in speakers if s not in heard),
    )
