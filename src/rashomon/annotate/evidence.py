"""What is offered for a claim, and what is reported about checking it.

Evidence comes from the words near the claim: its own sentence, the thing that its source is
("court records show"), what is said of the source ("who saw the crash"), and what its speaker's
conclusion is said to rest on. Reports of checking are linked in
:mod:`rashomon.annotate.verification`. The words are in :mod:`rashomon.annotate.grounds`.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from rashomon.annotate import grounds, phrases, verification
from rashomon.annotate import lexicon as lx
from rashomon.annotate.matter import matter_of
from rashomon.annotate.verification import Sentence, Told, meet
from rashomon.model import (
    Article,
    Claim,
    Evidence,
    Span,
    Spans,
    Speaker,
    Verification,
)
from rashomon.parse import Parse
from rashomon.text import inside, quote, size

if TYPE_CHECKING:
    from spacy.tokens import Span as SpacySpan
    from spacy.tokens import Token

# How much of an outer content the inner one is where both are one claim, told on.
_SAME = 0.6
_NEAR = 3  # sentences
_HEAD = 3  # sentences
_LONGEST = 60  # code points of a source shown as evidence


class Grounds(NamedTuple):
    """The evidence and verification of one claim."""

    evidence: tuple[Evidence, ...] = ()
    verification: tuple[Verification, ...] = ()


def find(
    article: Article, parse: Parse, claims: Sequence[Claim], speakers: Sequence[Speaker] = ()
) -> dict[str, Grounds]:
    """What is offered for each claim and how it was checked, by the claim's id.

    Claims in the outlet's own voice get none. ``Verification.by`` is the speaker of the claim whose
    cue the words are ("The agency could not confirm ..."), else None.
    """
    sentences = [
        Sentence(p.start + s.start_char, p.start + s.end_char, p.paragraph)
        for p, s in parse.sentences()
    ]
    starts = [s.start for s in sentences]
    attributed = [c for c in claims if c.kind != "own voice"]
    known = {s.id: s for s in speakers}
    by_speaker = {
        s.id: said for s in speakers if (said := _of_speaker(article.text, s)) is not None
    }
    at = {c.id: _sentences_of(c, starts) for c in attributed}
    holding = _by_sentence(attributed, starts, lambda c: c.content)
    offered = {
        n: tuple(_offered(article.text, sentences[n]))
        for n in {n for own in at.values() for n in own if n < len(sentences)}
    }
    cued = _by_sentence(attributed, starts, lambda c: c.cue)
    found: dict[str, Grounds] = {c.id: Grounds() for c in claims}
    if not sentences:
        return found
    checked = _checked(article.text, attributed, at, sentences, cued)
    evidences: dict[str, list[Evidence]] = {}
    named: dict[str, list[Evidence]] = {}
    for claim in attributed:
        named[claim.id] = [
            e
            for n in at[claim.id]
            for e in offered[n]
            if _belongs(article.text, e, claim, holding.get(n, ()))
        ]
        evidence = [*named[claim.id], *_of_source(article.text, parse, claim, known)]
        if claim.speaker in by_speaker and not _own_vehicle(article.text, claim):
            evidence.append(by_speaker[claim.speaker])
        evidences[claim.id] = evidence
    shared = _shared(article.text, attributed, named, at)
    for claim in attributed:
        for shown in _shown(article.text, evidences[claim.id]):
            for other in cued.get(at[claim.id][0] - 1, ()):
                if other.commitment in verification.TOLD:
                    shared.setdefault(other.id, []).append(shown)
    for claim in attributed:
        found[claim.id] = Grounds(
            _each_kind_once([*evidences[claim.id], *shared.get(claim.id, ())]),
            checked.get(claim.id, ()),
        )
    return found


def _own_vehicle(text: str, claim: Claim) -> bool:
    """Whether the source is what another speaks in: "said in a statement expressing regret"."""
    if not claim.source or "statement" not in claim.source[0].of(text):
        return False
    first = claim.source[0].start
    return text[max(first - 4, 0) : first].lower() == " in "


def _shown(text: str, evidence: Sequence[Evidence]) -> Iterator[Evidence]:
    """Pictures that the article spoke of before: "the video" shows what was just told."""
    for item in evidence:
        if item.kind in {"video", "photo"} and grounds.THE_PICTURES.match(text, item.span.start):
            yield item


def _shared(
    text: str,
    claims: Sequence[Claim],
    named: Mapping[str, Sequence[Evidence]],
    at: Mapping[str, Sequence[int]],
) -> dict[str, list[Evidence]]:
    """Evidence that a claim has from another, by its id.

    Who relays a claim and who makes it have the same; what a speaker's conclusion rests on is
    offered for that speaker's charge or guess near it or at the head of the article too.
    """
    found: dict[str, list[Evidence]] = {}
    by_id = {c.id: c for c in claims}
    concluded: dict[str, list[Claim]] = {}
    for claim in claims:
        if claim.speaker and claim.commitment in {"alleges", "hedges"}:
            concluded.setdefault(claim.speaker, []).append(claim)
    for claim in claims:
        outer = by_id.get(claim.inside or "")
        if outer is not None and size(claim.content) >= _SAME * size(outer.content):
            found.setdefault(claim.id, []).extend(named[outer.id])
            found.setdefault(outer.id, []).extend(named[claim.id])
    for claim in claims:
        bases = [e for e in named[claim.id] if _rests_on(text, e, claim)]
        for other in concluded.get(claim.speaker or "", ()) if bases else ():
            apart = abs(at[claim.id][0] - at[other.id][0])
            if other is not claim and (apart <= _NEAR or at[other.id][0] < _HEAD):
                found.setdefault(other.id, []).extend(bases)
    return found


def _rests_on(text: str, evidence: Evidence, claim: Claim) -> bool:
    """Whether the words before or of the evidence say that a conclusion rests on it."""
    first = min(s.start for s in (*claim.source, *claim.cue, *claim.content))
    last = max(s.end for s in (*claim.source, *claim.cue, *claim.content))
    return evidence.kind not in {"none offered", "official statement", "expert"} and bool(
        grounds.RESTS_ON.search(text, min(first, evidence.span.start), max(last, evidence.span.end))
    )


def _checked(
    text: str,
    claims: Sequence[Claim],
    at: Mapping[str, Sequence[int]],
    sentences: Sequence[Sentence],
    cued: Mapping[int, Sequence[Claim]],
) -> dict[str, tuple[Verification, ...]]:
    """How each claim was checked, by its id; ``at``: the sentences of its source and cue."""
    found = tuple(verification.checks(text, sentences, cued))
    if not found:
        return {}
    starts = [s.start for s in sentences]
    told = [
        Told(
            claim=c,
            sentences=tuple(at[c.id]),
            until=max(bisect_left(starts, c.content[-1].end) - 1, at[c.id][-1]),
            matter=matter_of(quote(text, c.content)),
        )
        for c in claims
    ]
    told.sort(key=lambda t: t.sentences[0])
    return verification.concerning(text, told, found, sentences)


def _by_sentence(
    claims: Sequence[Claim], starts: Sequence[int], part: Callable[[Claim], Spans]
) -> dict[int, list[Claim]]:
    """For each sentence the claims with a part in it, in their order."""
    found: dict[int, list[Claim]] = {}
    for claim in claims:
        numbers = {
            n
            for s in part(claim)
            for n in range(
                max(bisect_right(starts, s.start) - 1, 0), max(bisect_left(starts, s.end), 1)
            )
        }
        for number in numbers:
            found.setdefault(number, []).append(claim)
    return found


def _sentences_of(claim: Claim, starts: Sequence[int]) -> tuple[int, ...]:
    places = (*claim.source, *claim.cue) or claim.content[:1]
    return tuple(sorted({max(bisect_right(starts, s.start) - 1, 0) for s in places}))


def _each_kind_once(evidence: Sequence[Evidence]) -> tuple[Evidence, ...]:
    """The first words of each kind, in the order of the text."""
    first: dict[str, Evidence] = {}
    for item in sorted(evidence, key=lambda e: e.span):
        first.setdefault(item.kind, item)
    return tuple(first.values())


def _offered(text: str, sentence: Sentence) -> Iterator[Evidence]:
    """The evidence that the words of one sentence name."""
    taken: list[Span] = []
    for kind, pattern in grounds.OFFERED:
        for match in pattern.finditer(text, sentence.start, sentence.end):
            if kind == "document" and set(match.group().lower().split()) & grounds.NEWS:
                continue
            span = Span(*match.span())
            if not any(meet(span, t) for t in taken):
                taken.append(span)
                yield Evidence(kind=kind, span=span)


def _belongs(text: str, evidence: Evidence, claim: Claim, claims: Sequence[Claim]) -> bool:
    """Whether words in the claim's sentence are about this claim, not about another in it.

    What the source is, or says that it rests on, is evidence; what lies in the content of another
    claim of the sentence is that claim's. Within the claim's own content only witnesses, experts
    and things that "show" it count: a letter somebody speaks of is no evidence.
    """
    span = evidence.span
    if inside((span,), (*claim.source, *claim.cue)):
        return True
    if inside((span,), claim.content):
        if evidence.kind == "expert":
            return bool(grounds.BY_EXPERTS.search(span.of(text)))
        if evidence.kind == "document" and grounds.RESTS_ON.search(
            text, claim.content[0].start, span.start
        ):
            return True
        return evidence.kind not in {"document", "official statement", "none offered"} or (
            claim.inside is None and span.start - claim.content[0].start < 2
        )
    return not any(
        (inside((span,), c.content) and not inside(claim.content, c.content))
        or inside((span,), c.source)
        for c in claims
        if c is not claim
    )


def _of_source(
    text: str, parse: Parse, claim: Claim, speakers: Mapping[str, Speaker]
) -> Iterator[Evidence]:
    """What the source is ("the footage"), what it saw ("I heard shots"), what is said of it."""
    for source in claim.source[:1]:
        at = phrases.tokens_of(parse, source)
        if at is None:
            break
        piece, tokens = at
        head = phrases.head_of(tokens)
        lemma = head.lemma_.lower()
        named = Span(source.start, min(source.end, piece.start + head.idx + len(head)))
        for thing in _things(tokens):
            kind = grounds.THINGS.get(thing.lower_.removesuffix("s")) or grounds.THINGS.get(
                thing.lower_
            )
            if kind is not None and not _own_vehicle(text, claim):
                end = piece.start + thing.idx + len(thing)
                own = Span(source.start if thing.i <= head.i else piece.start + thing.idx, end)
                satellite = kind == "photo" and "satellite" in quote(text, (own,)).lower()
                yield Evidence(kind="satellite" if satellite else kind, span=own)
        if lemma in lx.WITNESSES or any(t.lemma_.lower() in lx.WITNESSES for t in tokens):
            yield Evidence(kind="witness", span=named)
        if lemma in lx.EXPERTS - {"fellow"} and head.pos_ == "NOUN":
            yield Evidence(kind="expert", span=named)
        there = grounds.WAS_THERE.search(text, source.start, source.end)
        if there:
            yield Evidence(kind="witness", span=Span(*there.span()))
    for cue in claim.cue:
        at = phrases.tokens_of(parse, cue)
        for token in at[1] if at is not None else ():
            kind = grounds.THINGS.get(token.lemma_.lower()) if token.pos_ == "NOUN" else None
            if kind in {"photo", "video"} and not grounds.SPOKEN_ON.search(cue.of(text)):
                yield Evidence(kind=kind, span=cue)  # "posted pictures and videos of"
    speaker = speakers.get(claim.speaker or "")
    if speaker is not None and speaker.type in {"document", "media", "state", "organisation"}:
        return
    saw = _saw(text, parse, claim)
    if saw is not None:
        yield Evidence(kind="witness", span=saw)


def _saw(text: str, parse: Parse, claim: Claim) -> Span | None:
    """Words by which speakers tell what they saw or heard themselves."""
    for cue in claim.cue[:1]:
        at = phrases.tokens_of(parse, cue)
        if at is None or not claim.source or at[1].root.lower_ not in grounds.SEES:
            continue
        if not any(c.dep_ == "auxpass" for c in at[1].root.children):
            return cue  # not "is heard telling"
    first = claim.content[0]
    for pattern in (grounds.SAW, grounds.LIVED):
        own = pattern.search(text, first.start, claim.content[-1].end)
        if own and claim.kind != "own voice" and inside((Span(*own.span()),), claim.content):
            return Span(*own.span())
    told = grounds.TOLD_SEEING.match(text[first.start : first.end])
    return Span(first.start, first.start + told.end()) if told else None


def _of_speaker(text: str, speaker: Speaker) -> Evidence | None:
    """What a speaker offers in every claim: a document itself, a witness having been there."""
    for span in speaker.mentions:
        there = grounds.WAS_THERE.search(text, span.start, span.end)
        if there:
            return Evidence(kind="witness", span=Span(*there.span()))
    if not speaker.mentions:
        return None
    words = [w.strip(",.").lower() for m in speaker.mentions for w in m.of(text).split()]
    first = speaker.mentions[0]
    shown = Span(first.start, min(first.end, first.start + _LONGEST))
    news = set(words) & grounds.NEWS or set(words) <= {"the", "reports", "which", "recent"}
    if speaker.type == "document" and not news:
        kinds = [
            grounds.THINGS[w] for w in reversed(speaker.name.lower().split()) if w in grounds.THINGS
        ]
        return Evidence(kind=kinds[0], span=shown) if kinds else None
    if speaker.type == "witness":
        return Evidence(kind="witness", span=shown)
    if speaker.type == "expert" or (speaker.type == "person" and set(words) & _SPECIALISTS):
        return Evidence(kind="expert", span=shown)
    return None


def _things(tokens: SpacySpan) -> list[Token]:
    """What a source phrase names before its first preposition: "pictures and videos of ..."."""
    nouns: list[Token] = []
    for token in tokens:
        if token.pos_ in {"ADP", "VERB", "AUX", "SCONJ"} or token.text == ",":
            break
        if token.lower_ in grounds.NEWS or (
            token.lower_ == "reports"
            and not any(t.dep_ in _OWNED or t.lower_ == "by" for t in token.children)
        ):
            return []  # "reports suggest" is hearsay
        if token.pos_ in {"NOUN", "PROPN"}:
            joined = nouns and any(t.dep_ == "cc" for t in token.doc[nouns[-1].i : token.i])
            nouns = [*nouns, token] if joined else [*nouns[:-1], token]
    last = tokens[-1]
    if last.lower_ == "website" and len(tokens) > 1 and tokens[-2].pos_ == "PROPN":
        return [last]  # "the Ministry of Health website"
    return nouns


_OWNED = frozenset({"compound", "poss"})
_SPECIALISTS = frozenset("expert analyst researcher scientist specialist".split())
