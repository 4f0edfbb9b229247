"""What is open about an event: not verified, no evidence offered, not known, not heard."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from rashomon.model import Claim, ClaimRef, EventComparison, EventSpeaker, Passage
from rashomon.summarize.determiners import within_sentence
from rashomon.summarize.said import Read, Telling, cited, sentence_with, speaker_named, tellings
from rashomon.summarize.worth import speaks_of_before
from rashomon.text import quote
from rashomon.vocabulary import is_clause

_COMPLEMENTISER = re.compile(r"^that\s+", re.IGNORECASE)
_TIED = re.compile(r"\b(?:he|she|they|it|this|these|those)\b", re.IGNORECASE)
# What is open is what is not known or not said, not what somebody declined to do.
_UNKNOWN = re.compile(
    r"\b(?:comment\w*|confirm\w*|know\w*|information|clear|unclear|verif\w+|say|answer\w*|"
    r"respond\w*|determin\w+|establish\w*|rule\w* out)\b",
    re.IGNORECASE,
)
_MOST_NAMES = 2
_LONGEST = 40
# A name must stand in the part of an article that tells what it is about.
_OPENING_SHARE, _OPENING_CHARACTERS = 3, 400


@dataclass(frozen=True, slots=True, kw_only=True)
class Open:
    """One thing that is open; ``ours`` where the sentence is not the article's."""

    telling: Telling
    ours: bool = False

    def written(self, telling: Telling) -> str:
        """The sentence as the summary prints it."""
        return telling.text if self.ours else cited(telling.text, telling.outlet)


def what_is_open(
    event: EventComparison, reads: Mapping[str, Read], speakers: Mapping[str, EventSpeaker]
) -> tuple[Open, ...]:
    """What is open, the most telling first, each only where the ledger says so.

    That is: what is reported as not verified or not accessible, for what the article says that no
    evidence is offered, who is named and not heard, and what a source says it does not know.
    """
    checks, bare, unknown = [], [], []
    for key in event.articles:
        known = reads.get(key)
        if known is None:
            continue
        checks += list(_checks(known))
        bare += list(_without_evidence(known))
        unknown += list(_withheld(known, reads, speakers))
    # What bears on more claims says more.
    checks.sort(key=lambda row: -row[0])
    unheard = _not_heard(event, reads, speakers)
    first = [one for _, one in checks[:1]] + bare[:1] + unheard + unknown[:1]
    return _distinct([*first, *(one for _, one in checks[1:]), *bare[1:], *unknown[1:]])


def _checks(known: Read) -> Iterable[tuple[int, Open]]:
    """The sentences that report what could not be checked, and how many claims they bear on."""
    bears: dict[int, int] = {}
    for claim in known.reading.claims:
        for check in claim.verification:
            if check.kind in {"not verified", "access refused"}:
                bears[check.span.start] = bears.get(check.span.start, 0) + 1
    spans = {
        check.span.start: check.span
        for claim in known.reading.claims
        for check in claim.verification
    }
    for start in sorted(bears):
        telling = sentence_with(known, spans[start])
        if telling is not None and _stands(telling):
            yield bears[start], Open(telling=telling)


def _stands(telling: Telling) -> bool:
    """Whether the sentence is short and says of itself when and where."""
    return telling.words <= _LONGEST and not speaks_of_before(telling.text)


def _without_evidence(known: Read) -> Iterable[Open]:
    """For what the article says that no evidence is offered: its sentence, else one of ours."""
    text = known.reading.article.text
    for claim in known.reading.claims:
        for offered in claim.evidence:
            if offered.kind != "none offered":
                continue
            whole = sentence_with(known, offered.span)
            if whole is not None and _stands(whole) and not _TIED.search(whole.text):
                yield Open(telling=whole)
                continue
            words = _COMPLEMENTISER.sub("", quote(text, claim.content)).rstrip(",;:.— ")
            if not _tellable(claim, words) or (name := speaker_named(known, claim)) is None:
                continue
            article = known.reading.article.id
            where = f"what {name} said in {known.outlet}, that {within_sentence(words)}"
            yield Open(
                telling=Telling(
                    text=f"No evidence is offered for {where}.",
                    claims=(ClaimRef(article=article, claim=claim.id),),
                    spans=tuple(
                        Passage(article=article, span=span)
                        for span in sorted(
                            {*claim.source, *claim.cue, *claim.content, offered.span}
                        )
                    ),
                    outlet=known.outlet,
                ),
                ours=True,
            )


def _tellable(claim: Claim, words: str) -> bool:
    """Whether the content can follow "that": a plain clause of the claim's own."""
    plain = claim.commitment == "asserts" and claim.kind == "indirect" and claim.inside is None
    return plain and len(claim.content) == 1 and is_clause(words) and not _TIED.match(words)


def _withheld(
    known: Read, reads: Mapping[str, Read], speakers: Mapping[str, EventSpeaker]
) -> Iterable[Open]:
    """What a source says that it does not know, or will not say."""
    for claim in known.reading.claims:
        if claim.commitment != "withholds" or claim.inside is not None:
            continue
        words = quote(known.reading.article.text, sorted({*claim.cue, *claim.content}))
        if not _UNKNOWN.search(words):
            continue
        ref = ClaimRef(article=known.reading.article.id, claim=claim.id)
        for telling in tellings(ref, reads, speakers)[-1:]:
            if _stands(telling):
                yield Open(telling=telling)


def _not_heard(
    event: EventComparison, reads: Mapping[str, Read], speakers: Mapping[str, EventSpeaker]
) -> list[Open]:
    """The parties that half of the articles name where they begin, and none quotes."""
    heard = " ".join(speaker.name for speaker in speakers.values())
    least = max(2.0, len(reads) / 2)
    openings = [
        text[: max(_OPENING_CHARACTERS, len(text) // _OPENING_SHARE)]
        for text in (known.reading.article.text for known in reads.values())
    ]
    names = [
        n.name
        for n in event.not_heard
        if n.name not in heard and sum(n.name in text for text in openings) >= least
    ][:_MOST_NAMES]
    if not names:
        return []
    text = f"Named, but not heard in these articles: {' and '.join(names)}."
    return [Open(telling=Telling(text=text, claims=(), spans=(), outlet=""), ours=True)]


def _distinct(rows: Iterable[Open]) -> tuple[Open, ...]:
    return tuple({row.telling.text: row for row in rows}.values())
