"""From an article to its annotation: the one place where the parts of this stage meet."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from rashomon.annotate import cast as casting
from rashomon.annotate import commitment, evidence, quantities, record, speakers, tolls
from rashomon.annotate.attribution import Annotator, Attribution
from rashomon.annotate.own_voice import own_voice
from rashomon.annotate.quotations import kind_of
from rashomon.model import Article, Claim, RecordItem, Span, Speaker, Toll
from rashomon.parse import Parse, parse
from rashomon.text import inside


@dataclass(frozen=True, slots=True, kw_only=True)
class Annotation:
    """What stands beside one article: claims in the order of the text, outer before inner."""

    claims: tuple[Claim, ...]
    speakers: tuple[Speaker, ...]
    record: tuple[RecordItem, ...]
    tolls: tuple[Toll, ...] = ()
    notes: tuple[str, ...] = ()


def annotate(article: Article, annotator: Annotator) -> Annotation:
    """The claims, speakers, record and tolls of the article.

    An article in a language that ``annotator`` does not read gets no claims, and a note says so.
    """
    if article.language not in annotator.languages:
        return Annotation(claims=(), speakers=(), record=(), notes=(_unread(article, annotator),))
    parsed = parse(article)
    attributions = annotator.find(article, parsed)
    cast = casting.read(parsed)
    claims, who = _claims(article, parsed, attributions, cast)
    grounds = evidence.find(article, parsed, claims, who)
    claims = tuple(
        replace(c, evidence=grounds[c.id].evidence, verification=grounds[c.id].verification)
        for c in claims
    )
    found = tuple(f for piece in parsed.pieces for f in quantities.find(piece))
    facts = record.build(article, parsed, claims, cast=cast, found=found)
    return Annotation(
        claims=claims,
        speakers=who,
        record=facts,
        tolls=tuple(
            replace(toll, claims=_holding(toll, claims)) for toll in tolls.find(parsed, found)
        ),
        notes=(*annotator.notes(article), *_lacks(article, claims, facts)),
    )


def whole(article: Article) -> Annotation:
    """The article's whole text as one claim in its own voice, with its record."""
    parsed = parse(article)
    content = (Span(0, len(article.text)),)
    voice = commitment.own_voice(article, parsed, content)
    claim = Claim(id="c1", content=content, kind="own voice", commitment=voice)
    return Annotation(claims=(claim,), speakers=(), record=record.build(article, parsed, (claim,)))


def _lacks(article: Article, claims: Sequence[Claim], facts: Sequence[RecordItem]) -> Iterator[str]:
    """What the article does not give, in words: nobody quoted, no date to count days from."""
    if claims and all(c.kind == "own voice" for c in claims):
        yield "quotes nobody: all that is told stands in the outlet's own voice"
    open_days = [f for f in facts if f.slot == "date" and f.value == f.span.of(article.text)]
    if article.published is None and open_days:
        yield "no publication date: days such as “yesterday” are left as they are written"


def _holding(toll: Toll, claims: Sequence[Claim]) -> tuple[str, ...]:
    """The claims whose content holds one of the toll's spans."""
    return tuple(c.id for c in claims if any(inside((span,), c.content) for span in toll.spans))


def _unread(article: Article, annotator: Annotator) -> str:
    told = f"is {article.language}" if article.language else "could not be told"
    reads = ", ".join(sorted(annotator.languages))
    return f"no claims looked for: the language {told} and {annotator.name} reads {reads}"


def _claims(
    article: Article, parsed: Parse, attributions: Sequence[Attribution], cast: casting.Cast
) -> tuple[tuple[Claim, ...], tuple[Speaker, ...]]:
    resolution = speakers.resolve(article, parsed, attributions, cast=cast)
    rows: list[tuple[int, int, int | None, Claim]] = []
    for number, attribution in enumerate(attributions):
        judged, stance = commitment.judge(article, parsed, attribution)
        claim = Claim(
            id="new",
            source=attribution.source,
            cue=attribution.cue,
            content=attribution.content,
            kind=kind_of(article.text, attribution.content),
            speaker=resolution.of[number],
            candidates=resolution.candidates[number],
            commitment=judged,
            stance=stance,
            confidence=attribution.confidence,
        )
        start = min(s.start for s in (*claim.source, *claim.cue, *claim.content))
        rows.append((start, number, number, claim))
    for content in own_voice(article, parsed, attributions):
        voice = commitment.own_voice(article, parsed, content)
        claim = Claim(id="new", content=content, kind="own voice", commitment=voice)
        rows.append((content[0].start, len(attributions), None, claim))
    # Outer before inner where both begin at one place: annotators give the outer first.
    rows.sort(key=lambda row: row[:2])
    ids = {number: f"c{place}" for place, (_, _, number, _) in enumerate(rows, start=1)}
    claims = []
    for place, (_, _, origin, claim) in enumerate(rows, start=1):
        outer = attributions[origin].inside if origin is not None else None
        inside = ids[outer] if outer is not None else None
        claims.append(replace(claim, id=f"c{place}", inside=inside))
    return tuple(claims), resolution.speakers
