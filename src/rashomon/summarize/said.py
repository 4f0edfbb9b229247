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
from rashomon.summarize.wording import (
    CONNECTIVE,
    as_written,
    inner_words,
    named_source,
    opens_tied,
    opens_with_pronoun,
    says_who,
)
from rashomon.text import quote

_LONGEST = 45
_SHORTEST = 4
_COMPLEMENTISER = re.compile(r"^that\s+", re.IGNORECASE)
_MARKS = re.compile(r"[\"“”„«»]")
_FINITE = re.compile(
    r"\b(?:is|are|was|were|be|been|has|have|had|do|does|did|will|would|can|could|may|might|must|"
    r"should|shall|[a-z]+ed|took|made|said|gave|went|came|fell|hit|left|knew|saw|won|"
    r"lost|held|began|killed|broke|rose|ran|put|set|led|met|shot|struck|found|told)\b|n['’]t\b"
)
# Openers after which a content is a piece of a sentence, or speaks of what stands before it.
_NO_CLAUSE = re.compile(
    r"(?:to|of|for|from|by|with|on|at|in (?:it|this|that)|is|are|was|were|be|has|had|have|would|"
    r"will|can|could|may|might|should|its|his|her|their|them|him|whether|if|how|why|what|who|"
    r"where|when|not|and|or|but|as|than|[a-z]+ing)\b",
    re.IGNORECASE,
)


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
    also: str = "",
    before: str = "",
) -> EventSummarySentence | None:
    """A claim as a sentence with its speaker and outlet, or None where it cannot be told.

    ``also`` says who else carries it, ``before`` stands before the sentence. A
    direct content stands between quotation marks, no other words do. A claim whose cue says more
    than "said" (a denial, a doubt, a hedge), and one whose content is no clause, is told by the
    article's whole sentence.
    """
    known = reads.get(ref.article)
    claim = known.claims.get(ref.claim) if known else None
    if known is None or claim is None:
        return None
    extra = f" ({also})" if also else ""
    if claim.kind == "own voice":
        return _whole_sentence(known, claim, ref, f"{before}{known.outlet}{extra}")
    told = _clause(known, claim, speakers, extra) or _quoted(known, claim, speakers, also)
    if told is None:
        return _whole_sentence(known, claim, ref, f"{before}{known.outlet}{extra}")
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
        text=f"{'The' + who[3:] if who.startswith('the article') else who}: {candidate.text}",
        claims=tuple(ClaimRef(article=article, claim=one) for one in candidate.claims),
        spans=tuple(Passage(article=article, span=span) for span in candidate.spans),
    )


def _who(known: Read, claim: Claim, speakers: Mapping[str, EventSpeaker]) -> str | None:
    """The claim's speaker as the summary names it; None if nobody can tell, or others relay it."""
    if claim.inside is not None:
        return None
    speaker = speakers.get(claim.speaker or "")
    if speaker is not None and says_who(speaker.name):
        name: str | None = as_written(known.reading.article.text, " ".join(speaker.name.split()))
    else:
        name = named_source(known.reading, claim)
    return name[0].upper() + name[1:] if name else None


def _clause(
    known: Read, claim: Claim, speakers: Mapping[str, EventSpeaker], extra: str
) -> str | None:
    """``Name, according to outlet: words``, where the content is a clause that can stand alone.

    Only where the cue adds nothing: a denial or a hedge is told by the article's whole sentence.
    """
    text = known.reading.article.text
    plain = claim.commitment == "asserts" and claim.stance == "neutral"
    if not plain or claim.kind != "indirect" or len(claim.content) != 1 or not claim.source:
        return None
    if not any(_one_sentence(c, claim) for c in known.sentences):
        return None
    if any(c.start < s.end and s.start < c.end for c in claim.content for s in claim.source):
        return None
    name = _who(known, claim, speakers)
    words = _COMPLEMENTISER.sub("", quote(text, claim.content)).rstrip(",;:.— ")
    if name is None or not _FINITE.search(words) or _NO_CLAUSE.match(words):
        return None
    if not _SHORTEST <= len(words.split()) <= _LONGEST or not balanced(words):
        return None
    if opens_tied(words) or CONNECTIVE.match(words):
        return None
    return f"{name}, according to {known.outlet}{extra}: {words}."


def _quoted(
    known: Read, claim: Claim, speakers: Mapping[str, EventSpeaker], also: str
) -> str | None:
    """``Name (outlet): “words”``, where the content is a whole sentence as it was said."""
    text = known.reading.article.text
    plain = claim.commitment in {"asserts", "hedges", "demands"} and claim.stance == "neutral"
    if not plain or claim.kind != "direct" or len(claim.content) != 1:
        return None
    name = _who(known, claim, speakers)
    words = inner_words(text, claim.content[0]).rstrip(",")
    if name is None or not words or not words[0].isupper() or _MARKS.search(words):
        return None
    if not _SHORTEST + 2 <= len(words.split()) <= _LONGEST or not balanced(words):
        return None
    if opens_tied(words) or opens_with_pronoun(words) or CONNECTIVE.match(words):
        return None
    where = f"{known.outlet}; {also}" if also else known.outlet
    return f"{name} ({where}): “{words}”" + ("" if words[-1] in ".!?…" else ".")


def _one_sentence(candidate: Candidate, claim: Claim) -> bool:
    """Whether source, cue and content stand in this sentence together, after its dateline."""
    return all(
        candidate.spans[0].start <= span.start and span.end <= candidate.sentence.end
        for span in (*claim.source, *claim.cue, *claim.content)
    )
