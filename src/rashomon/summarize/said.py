"""One claim as a sentence that names its speaker and its outlet, in the claim's exact words."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rashomon.model import (
    Claim,
    ClaimRef,
    EventSpeaker,
    EventSummarySentence,
    Passage,
    Reading,
    Span,
)
from rashomon.summarize.candidates import Candidate, balanced, candidates
from rashomon.summarize.wording import CONNECTIVE, inner_words, named_source, opens_tied, says_who
from rashomon.text import quote

_LONGEST = 45
_SHORTEST = 3
_COMPLEMENTISER = re.compile(r"^that\s+", re.IGNORECASE)
_FINISHED = re.compile(r"[.!?…][\"”’'»)\]]*$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    """A reading with its claims by id and the sentences of it that can stand alone."""

    reading: Reading
    claims: Mapping[str, Claim]
    sentences: Sequence[Candidate]

    @property
    def outlet(self) -> str:
        """The outlet as the summary names it."""
        article = self.reading.article
        if article.outlet:
            return article.outlet
        return f"the article “{article.title}”" if article.title else f"article {article.id}"


def read(reading: Reading) -> Read:
    """The reading made ready for :func:`said`."""
    return Read(
        reading=reading,
        claims={claim.id: claim for claim in reading.claims},
        sentences=candidates(reading),
    )


def said(
    ref: ClaimRef,
    reads: Mapping[str, Read],
    speakers: Mapping[str, EventSpeaker],
    *,
    carried: int = 1,
    before: str = "",
) -> EventSummarySentence | None:
    """A claim as a sentence with its speaker and outlet, or None where it cannot be told.

    ``carried`` is the number of outlets that carry it, ``before`` stands before the sentence. A
    direct content stands between quotation marks, no other words do. A claim whose cue says more
    than "said" (a denial, a doubt, a hedge) is told by the article's whole sentence, or with its
    cue.
    """
    known = reads.get(ref.article)
    claim = known.claims.get(ref.claim) if known else None
    if known is None or claim is None:
        return None
    also = ""
    if carried > 1:
        also = f" (similarly in {carried - 1} other {'outlet' if carried == 2 else 'outlets'})"
    if claim.kind == "own voice":
        return _whole_sentence(known, claim, ref, f"{before}{known.outlet}{also}")
    plain = claim.commitment == "asserts" and claim.stance == "neutral"
    if not plain:
        whole = _whole_sentence(known, claim, ref, f"{before}{known.outlet}{also}")
        if whole is not None:
            return whole
    name = _chain(known.reading, known.claims, claim, speakers)
    words = _content(known.reading, claim)
    if words is None:
        return None
    if name is None:
        return _whole_sentence(known, claim, ref, f"{before}{known.outlet}{also}")
    cue = quote(known.reading.article.text, claim.cue)
    if not plain and not cue:
        return None
    how = "" if plain else f" (its word: {cue})"
    told = (
        f"{name} ({known.outlet}{also.replace(' (', '; ').rstrip(')')}){how}: {words}"
        if claim.kind == "direct"
        else f"{name}, according to {known.outlet}{also}{how}: {words}"
    )
    return EventSummarySentence(
        text=f"{before}{told}",
        claims=(ref,),
        spans=tuple(
            Passage(article=ref.article, span=span)
            for span in sorted({*claim.source, *claim.cue, *claim.content})
        ),
    )


def sentence_with(known: Read, span: Span, *, before: str = "") -> EventSummarySentence | None:
    """The article's sentence that holds ``span``, with its outlet, or None."""
    for candidate in known.sentences:
        if candidate.sentence.start <= span.start and span.end <= candidate.sentence.end:
            return _told(known, candidate, f"{before}{known.outlet}")
    return None


def _whole_sentence(
    known: Read, claim: Claim, ref: ClaimRef, who: str
) -> EventSummarySentence | None:
    for candidate in known.sentences:
        if claim.id in candidate.claims and len(candidate.text.split()) <= _LONGEST:
            made = _told(known, candidate, who)
            return made if ref in made.claims else None
    return None


def _told(known: Read, candidate: Candidate, who: str) -> EventSummarySentence:
    article = known.reading.article.id
    return EventSummarySentence(
        text=f"{who}: {candidate.text}",
        claims=tuple(ClaimRef(article=article, claim=one) for one in candidate.claims),
        spans=tuple(Passage(article=article, span=span) for span in candidate.spans),
    )


def _chain(
    reading: Reading,
    claims: Mapping[str, Claim],
    claim: Claim,
    speakers: Mapping[str, EventSpeaker],
) -> str | None:
    """Who says it, and who says that they say it, from the inside out; None if one is unknown."""
    names: list[str] = []
    at: Claim | None = claim
    while at is not None:
        speaker = speakers.get(at.speaker or "")
        if speaker is not None and says_who(speaker.name):
            name: str | None = " ".join(speaker.name.split())
        else:
            name = named_source(reading, at)
        if name is None and not at.source and not at.candidates:
            name = "A source not named"
        if name is None:
            return None
        if not names or names[-1] != name:
            names.append(name)
        at = claims.get(at.inside) if at.inside else None
    joined = ", according to ".join(names)
    return joined[0].upper() + joined[1:]


def _content(reading: Reading, claim: Claim) -> str | None:
    """The exact words of the content as a clause, or None where they cannot stand alone."""
    text = reading.article.text
    if claim.kind == "direct":
        words = " … ".join(inner_words(text, span) for span in claim.content)
        if '"' in words or re.search(r"[“”„«»]", words):
            return None
        words = words.rstrip(",")
        shown = f"“{words}”"
    else:
        words = _COMPLEMENTISER.sub("", quote(text, claim.content)).rstrip(",; ")
        shown = words
    size = len(words.split())
    if not _SHORTEST <= size <= _LONGEST or not balanced(words):
        return None
    if opens_tied(words) or CONNECTIVE.match(words):
        return None
    return shown if _FINISHED.search(shown) else f"{shown}."
