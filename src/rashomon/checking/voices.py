"""Who says it: what a summary states as so and the articles only attribute; whose words it gives."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rashomon.checked import Fault
from rashomon.checking.articles import Articles, Near, Told, stems_of, weight
from rashomon.checking.sides import may_be_one, side_of
from rashomon.model import Claim, Reading, Span, Spans
from rashomon.text import overlap, quote, trim

# The share of the summary's words that an attributed content must hold to be what it tells, and
# that the article's own voice must hold to have said it itself.
_TOLD = 0.6
_OWN = 0.55
# Of a claim's words, what another claim must hold to be the same said by somebody.
_SAID = 0.55
_MARGIN = 0.15
_LEAST = 9.0
_FEW = 3
# A body that votes, rules or signs has done it by saying so.
_ACT = re.compile(
    r"\b(?:vot\w+|rul(?:e[sd]?|ing)|sentenc\w+|order\w*|sign\w*|approv\w+|decid\w+|decision|agree\w*"
    r"|announc\w+|declar\w+|adopt\w*|pass(?:es|ed)?|appoint\w*|resign\w*|pledg\w+|promis\w+|vow\w*"
    r"|plan\w*|offer\w*|propos\w+|launch\w*|releas\w+|publish\w*|urg\w+|call\w* (?:for|on)|ask\w*"
    r"|refus\w+|want\w*|hop\w+|seek\w*|sought|invit\w+|apologi[sz]\w+|thank\w*|welcom\w+|show\w*"
    r"|know[ns]?|knew|found|learn\w*|see[ns]?|saw|discover\w*|remember\w*|reali[sz]\w+)\b",
    re.IGNORECASE,
)
_REPORTS = re.compile(
    r"\b(?:sa(?:y|ys|id|ying)|t(?:ell|ells|old|elling)|according to|accus\w+|alleg\w+|claim\w*"
    r"|report(?:s|ed|edly|ing)?|den(?:y|ies|ied|ying)|warn\w*|believ\w+|stat(?:e[sd]|ing)"
    r"|argu\w+|insist\w*|suggest\w*|blam\w+|describ\w+|add(?:s|ed|ing)|thinks?|thought|quoted?"
    r"|explain\w*|estimat\w+|suspect\w*|fear\w*|maintain\w*|assert\w*|charg\w+|criticis\w+"
    r"|criticiz\w+|conclud\w+|confirm\w*|comment\w*|call\w*|spoke|acknowledg\w+|admit\w*|note[ds]?"
    r"|expect\w*|hopes?|predict\w*|question\w*|reject\w*|dismiss\w*|condemn\w*|cit(?:e[sd]|ing)"
    r"|in (?:the )?(?:view|words|opinion) of|view|opinion|statement|account|testi\w+|version)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, eq=False)
class _Carrier:
    told: Told
    claim: Claim
    held: float


def attribution_faults(
    summary: Reading, sentence: Span, near: Sequence[Near], articles: Articles
) -> Iterator[Fault]:
    """A fault for each piece of own voice of the sentence that the articles only attribute."""
    text = summary.article.text
    for piece in _own_voice(summary, sentence):
        stems = stems_of(text, piece)
        whole = weight(stems)
        if len(stems) < _FEW or whole < _LEAST:
            continue
        if _REPORTS.search(quote(text, piece)):
            continue
        attributed: list[_Carrier] = []
        own = 0.0
        for n in near:
            held, carrier = _how(articles, n.told, stems, whole)
            own = max(own, held)
            if carrier is not None:
                attributed.append(carrier)
        best = max(attributed, key=lambda c: (c.held, -c.told.order), default=None)
        if best is None or best.held < _TOLD or own >= min(_OWN, best.held - 0.1):
            continue
        carriers = [c for c in attributed if c.held >= best.held - _MARGIN]
        if any(_excused(c, stems, text, sentence) for c in carriers):
            continue
        source = quote(best.told.reading.article.text, best.claim.source)
        cue = quote(best.told.reading.article.text, best.claim.cue)
        who = f"gives it to “{source}”" if source else f"has it with “{cue}”"
        yield Fault(
            kind="attribution lost",
            span=Span(piece[0].start, piece[-1].end),
            why=f"the article {who}, the summary states it as so",
            passages=tuple(c.told.quoted() for c in _best_first(carriers))[:3],
        )


def _best_first(carriers: Sequence[_Carrier]) -> list[_Carrier]:
    once: dict[int, _Carrier] = {}
    for one in sorted(carriers, key=lambda c: (-c.held, c.told.order)):
        once.setdefault(one.told.order, one)
    return list(once.values())


def _own_voice(summary: Reading, sentence: Span) -> Iterator[Spans]:
    """The parts of a sentence that no claim attributes, where any is long enough to say much."""
    text = summary.article.text
    taken: list[Span] = []
    for claim in summary.claims:
        if claim.kind != "own voice":
            spans = (*claim.source, *claim.cue, *claim.content)
            taken += [s for s in spans if s.start < sentence.end and sentence.start < s.end]
    pieces: list[Span] = []
    at = sentence.start
    for span in sorted(taken):
        if span.start > at and (piece := trim(text, Span(at, span.start), extra=",;:—–-")):
            pieces.append(piece)
        at = max(at, span.end)
    if at < sentence.end and (piece := trim(text, Span(at, sentence.end), extra=",;:—–-.")):
        pieces.append(piece)
    if not taken:
        if pieces:
            yield tuple(pieces)
        return
    for piece in pieces:
        if len(piece.of(text).split()) >= 5:
            yield (piece,)


def _how(
    articles: Articles, told: Told, stems: frozenset[str], whole: float
) -> tuple[float, _Carrier | None]:
    """How much of the words the sentence's own voice holds, and the claim that holds the most."""
    text = told.reading.article.text
    best: _Carrier | None = None
    covered: list[Span] = []
    for claim in articles.claims(told):
        if claim.kind == "own voice":
            continue
        content = [
            Span(max(s.start, told.span.start), min(s.end, told.span.end))
            for s in claim.content
            if s.start < told.span.end and told.span.start < s.end
        ]
        covered += content
        # What holds in the claim's content, and in nothing but it.
        held = weight(stems & stems_of(text, content)) / whole
        if best is None or held > best.held:
            best = _Carrier(told, claim, held)
    rest = [told.span]
    for span in covered:
        rest = [
            part
            for piece in rest
            for part in (
                Span(piece.start, min(piece.end, span.start)),
                Span(max(piece.start, span.end), piece.end),
            )
            if part.start < part.end
        ]
    return weight(stems & stems_of(text, rest)) / whole, best


def _excused(carrier: _Carrier, stems: frozenset[str], text: str, sentence: Span) -> bool:
    """Whether it hardly matters who said it: a deed done by saying so, or the source's own act."""
    claim, article = carrier.claim, carrier.told.reading.article.text
    cue = quote(article, claim.cue)
    if claim.confidence < 0.5:
        return True
    if claim.commitment in {"hedges", "alleges", "denies", "doubts"}:
        return False
    if _ACT.search(cue):
        return True
    # "The council voted to close it", "the council will close it": it tells of its own deed.
    named = {s for s in stems_of(article, claim.source) if s in stems_of(text, (sentence,))}
    return bool(named)


def speaker_faults(
    summary: Reading, sentence: Span, near: Sequence[Near], articles: Articles
) -> Iterator[Fault]:
    """A fault for each claim of the sentence that the articles give to somebody else."""
    text = summary.article.text
    judged: list[tuple[Claim, bool, Fault | None]] = []
    for claim in summary.claims:
        if claim.kind == "own voice" or claim.inside is not None:
            continue
        if not overlap(claim.content, (sentence,)):
            continue
        side = side_of(summary, claim)
        stems = stems_of(text, claim.content)
        whole = weight(stems)
        if side is None or not side.known or len(stems) < _FEW or whole < _LEAST:
            continue
        carriers: list[_Carrier] = []
        own = 0.0
        closest = [n.told for n in near] + [n.told for n in articles.near(stems, 4)]
        for told in dict.fromkeys(closest):
            held, carrier = _how(articles, told, stems, whole)
            own = max(own, held)
            carriers += [
                _Carrier(told, c, weight(stems & _content(c, told)) / whole)
                for c in articles.claims(told)
                if c.kind != "own voice"
            ]
            del carrier
        carriers = [c for c in carriers if c.held >= _SAID]
        best = max((c.held for c in carriers), default=0.0)
        carriers = [c for c in carriers if c.held >= best - _MARGIN]
        if not carriers or own >= best:
            continue
        sides = [(c, side_of(c.told.reading, c.claim)) for c in carriers]
        if any(other is None or may_be_one(side, other) for _, other in sides):
            judged.append((claim, True, None))
            continue
        if any(_chain(c, side, articles) for c in carriers):
            judged.append((claim, True, None))
            continue
        first = _best_first(carriers)[0]
        theirs = quote(first.told.reading.article.text, first.claim.source)
        mine = quote(text, claim.source)
        judged.append(
            (
                claim,
                False,
                Fault(
                    kind="wrong speaker",
                    span=claim.source[0],
                    why=f"the article gives it to “{theirs}”, the summary to “{mine}”",
                    passages=tuple(c.told.quoted() for c in _best_first(carriers))[:3],
                ),
            )
        )
    right = {c.speaker for c, fine, _ in judged if fine}
    for claim, _, fault in judged:
        if fault is None:
            continue
        if claim.speaker in right and claim.speaker is not None:
            yield Fault(
                kind="people merged",
                span=fault.span,
                why=f"{fault.why}: words of two people under one name",
                passages=fault.passages,
            )
        else:
            yield fault


def _content(claim: Claim, told: Told) -> frozenset[str]:
    text = told.reading.article.text
    return stems_of(
        text, [s for s in claim.content if s.start < told.span.end and told.span.start < s.end]
    )


def _chain(carrier: _Carrier, side: object, articles: Articles) -> bool:
    """Whether a claim around the carrier, or inside it, is the summary's speaker's."""
    from rashomon.checking.sides import Side

    assert isinstance(side, Side)  # noqa: S101
    del articles
    reading = carrier.told.reading
    by_id = {c.id: c for c in reading.claims}
    outer = carrier.claim.inside
    while outer is not None:
        other = side_of(reading, by_id[outer])
        if other is not None and may_be_one(side, other):
            return True
        outer = by_id[outer].inside
    for claim in reading.claims:
        if claim.inside == carrier.claim.id:
            other = side_of(reading, claim)
            if other is not None and may_be_one(side, other):
                return True
    return False
