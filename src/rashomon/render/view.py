"""What a page shows, as values without markup of the page: the templates only lay them out."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from markupsafe import Markup

from rashomon.fragments import link
from rashomon.model import Article, Claim, ClaimRef, Reading, Span, Spans, Speaker
from rashomon.render.clean import line
from rashomon.render.digest import Lookup, correction, day, outlet, title, toll_words
from rashomon.render.marked import Anchor, body, passage, place
from rashomon.render.passages import answer, blocks, extent
from rashomon.text import quote

if TYPE_CHECKING:
    from rashomon.render.lengths import SummaryView


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """Words that lead somewhere on the page."""

    text: str
    href: str
    hint: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """The sentences around one claim, marked, and the way to them in the article.

    ``live`` leads to the words on the live page, "" where the article has no address.
    """

    html: Markup
    outlet: str
    date: str
    href: str
    speaker: str
    teller: str
    chips: tuple[str, ...]
    lang: str
    live: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerRow:
    """One claim of one article as the ledger shows it."""

    id: str
    href: str
    number: int
    depth: int
    inside: Link | None
    own_voice: bool
    source: str
    cue: str
    words: str
    speaker: str
    candidates: tuple[str, ...]
    kind: str
    plain: bool
    chips: tuple[str, ...]
    unnamed: str
    live: str
    grounds: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SentenceView:
    """A sentence of a summary with the passages it rests on; ``rewritten`` by a model, or not."""

    text: str
    passages: tuple[Passage, ...]
    rewritten: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleView:
    """One article in full: text with claims marked, ledger, summary, what was left out."""

    anchor: str
    title: str
    outlet: str
    date: str
    modified: str
    authors: str
    url: str
    language: str
    id: str
    text_sha256: str
    paragraphs: tuple[Markup, ...]
    ledger: tuple[LedgerRow, ...]
    attributed: int
    own_voice: int
    speakers: tuple[tuple[str, str, int], ...]
    tolls: tuple[tuple[str, str, tuple[Link, ...]], ...]
    """Each toll in words, the article's words for it, and the claims they stand in."""
    record: tuple[tuple[str, str, str, tuple[Link, ...]], ...]
    left_out: tuple[tuple[str, str, bool], ...]
    """Text, reason, and whether it says who said something; those that do come first."""
    notes: tuple[str, ...]
    corrections: tuple[str, ...]
    crossing: tuple[int, ...]
    summary: SummaryView | None = None
    previous: Link | None = None
    next: Link | None = None


def chips(claim: Claim) -> tuple[str, ...]:
    """What is not plain about the claim: commitment and stance, in words."""
    found: list[str] = []
    if claim.commitment != "asserts":
        found.append(claim.commitment)
    if claim.stance != "neutral":
        found.append(f"{claim.stance} cue")
    return tuple(found)


def grounds(
    article: Article, claim: Claim, names: Mapping[str, str]
) -> tuple[tuple[str, str], ...]:
    """What is offered for a claim and how it was checked: what each is, and the exact words."""
    offered = [(f"evidence, {e.kind}", line(e.span.of(article.text))) for e in claim.evidence]
    checked = [
        (v.kind + (f", {names.get(v.by, v.by)}" if v.by else ""), line(v.span.of(article.text)))
        for v in claim.verification
    ]
    return (*offered, *checked)


def anonymity(speaker: Speaker | None) -> str:
    """How many an unnamed source are, why they are unnamed and how they know, if the text says."""
    told = speaker.anonymity if speaker is not None else None
    if told is None:
        return ""
    count = f"{told.count} people" if told.count is not None and told.count > 1 else ""
    said = [f"“{line(words)}”" for words in (told.reason, told.access) if words]
    return "; ".join(filter(None, (count, *said)))


def shared_chips(look: Lookup, refs: Sequence[ClaimRef]) -> tuple[str, ...]:
    """What is not plain about a statement; where not all its claims share it, with the outlet."""
    found: dict[str, list[str]] = {}
    for ref in refs:
        for chip in chips(look.claims[ref]):
            found.setdefault(chip, []).append(outlet(look.article(ref)))
    return tuple(
        chip if len(names) == len(refs) else f"{chip} in {', '.join(dict.fromkeys(names))}"
        for chip, names in found.items()
    )


def _slug(text: str, taken: set[str]) -> str:
    base = re.sub(r"[^A-Za-z0-9_-]+", "-", text).strip("-") or "c"
    slug, n = base, 2
    while slug in taken:
        slug, n = f"{base}-{n}", n + 1
    taken.add(slug)
    return slug


class Anchors:
    """The anchors of articles and claims, and the passages behind them, each made once."""

    def __init__(self, readings: list[Reading], look: dict[str, Lookup]) -> None:
        self.look = look
        self.of_article: dict[str, str] = {}
        self.of_claim: dict[ClaimRef, Anchor] = {}
        self._passages: dict[ClaimRef, Passage] = {}
        for i, reading in enumerate(readings, 1):
            key, taken = reading.article.id, {"text", "ledger", "top"}
            self.of_article[key] = f"a{i}"
            for n, claim in enumerate(order(reading), 1):
                ref = ClaimRef(article=key, claim=claim.id)
                self.of_claim[ref] = Anchor(
                    number=n,
                    id=f"a{i}-{_slug(claim.id, taken)}",
                    label=f"claim {n}: {look[key].speaker(ref)}",
                )

    def claim(self, ref: ClaimRef) -> Claim:
        """The claim itself."""
        return self.look[ref.article].claims[ref]

    def href(self, ref: ClaimRef) -> str:
        """The link to the claim's words in the full article."""
        return f"#{self.of_claim[ref].id}"

    def link(self, ref: ClaimRef) -> Link:
        """The outlet's name, leading to the claim's words."""
        article = self.look[ref.article].article(ref)
        return Link(text=outlet(article), href=self.href(ref), hint=day(article.published))

    def passage(self, ref: ClaimRef) -> Passage:
        """The claim's sentences, marked."""
        if ref not in self._passages:
            look = self.look[ref.article]
            article, claim = look.article(ref), look.claims[ref]
            self._passages[ref] = Passage(
                html=passage(article, claim),
                outlet=outlet(article),
                date=day(article.published),
                href=self.href(ref),
                speaker=look.speaker(ref),
                teller=look.teller(ref),
                chips=chips(claim),
                lang=article.language or "",
                live=_live(article, claim.content),
            )
        return self._passages[ref]

    def place(self, article: Article, span: Span) -> Passage:
        """The sentence around words that are no claim, the words marked."""
        return Passage(
            html=place(article, span),
            outlet=outlet(article),
            date=day(article.published),
            href=f"#{self.of_article[article.id]}",
            speaker="",
            teller="",
            chips=(),
            lang=article.language or "",
            live=_live(article, (span,)),
        )


def order(reading: Reading) -> list[Claim]:
    """The claims in the order of the text, each followed by those inside it."""
    inner: dict[str | None, list[Claim]] = {}
    for claim in sorted(reading.claims, key=lambda c: (extent(c), c.id)):
        inner.setdefault(claim.inside, []).append(claim)
    ordered: list[Claim] = []
    waiting = list(reversed(inner.get(None, [])))
    while waiting:
        claim = waiting.pop()
        ordered.append(claim)
        waiting.extend(reversed(inner.get(claim.id, [])))
    return ordered


def _ledger_row(anchors: Anchors, reading: Reading, claim: Claim, depth: int) -> LedgerRow:
    article = reading.article
    look = anchors.look[article.id]
    ref = ClaimRef(article=article.id, claim=claim.id)
    anchor = anchors.of_claim[ref]
    outer = None
    if claim.inside is not None:
        around = anchors.of_claim[ClaimRef(article=article.id, claim=claim.inside)]
        outer = Link(text=str(around.number), href=f"#{around.id}-row")
    source = line(quote(article.text, claim.source))
    speaker = look.names.get(claim.speaker, claim.speaker) if claim.speaker else ""
    return LedgerRow(
        id=f"{anchor.id}-row",
        href=f"#{anchor.id}",
        number=anchor.number,
        depth=min(depth, 3),
        inside=outer,
        own_voice=claim.kind == "own voice",
        source=source,
        cue=line(quote(article.text, claim.cue)),
        words=line(answer(article.text, claim)),
        speaker="" if speaker.casefold() in source.casefold() else speaker,
        candidates=tuple(look.names.get(c, c) for c in claim.candidates),
        kind=claim.kind,
        plain=not chips(claim),
        chips=chips(claim),
        unnamed=anonymity(next((s for s in reading.speakers if s.id == claim.speaker), None)),
        live=_live(article, claim.content),
        grounds=grounds(article, claim, look.names),
    )


def _web_address(url: str | None) -> str:
    """The address, if it is one of the web: never ``javascript:`` or the like."""
    return url if url and re.match(r"https?://[^\s\"'<>]+$", url) else ""


def _live(article: Article, spans: Spans) -> str:
    """The way to the words on the live page, "" where the article has no address of the web."""
    address = _web_address(article.url)
    return link(address, article.text, spans) if address else ""


def rewritten_by(reading: Reading) -> str:
    """Whose words the marked sentences of the summary are, in a sentence; "" where none is."""
    by, summary = reading.made_by.rewritten_by, reading.summary
    if by is None or summary is None or not any(s.rewritten for s in summary.sentences):
        return ""
    model = line(by.model)
    return f"What is marked as rewritten is in the words of {model}, checked against the article."


def article_view(anchors: Anchors, reading: Reading) -> ArticleView:
    """Everything the page shows of one article."""
    article, claims = reading.article, {c.id: c for c in reading.claims}
    here = {
        c.id: anchors.of_claim[ClaimRef(article=article.id, claim=c.id)] for c in reading.claims
    }
    depths: dict[str, int] = {}
    rows = []
    for claim in order(reading):
        depths[claim.id] = depths[claim.inside] + 1 if claim.inside is not None else 0
        rows.append(_ledger_row(anchors, reading, claim, depths[claim.id]))
    counts: dict[str, int] = {}
    for claim in reading.claims:
        if claim.speaker:
            counts[claim.speaker] = counts.get(claim.speaker, 0) + 1
    heard = [s for s in reading.speakers if counts.get(s.id)]
    around = blocks(article)
    extents = {key: extent(claim) for key, claim in claims.items()}
    crossing = tuple(
        here[key].number
        for key, (start, end) in extents.items()
        if sum(b.start < end and b.end > start for b in around) > 1
    )
    own = sum(c.kind == "own voice" for c in reading.claims)
    return ArticleView(
        anchor=anchors.of_article[article.id],
        title=title(article),
        outlet=outlet(article),
        date=day(article.published),
        modified=day(article.modified) if article.modified != article.published else "",
        authors=", ".join(map(line, article.authors)),
        url=_web_address(article.url),
        language=article.language or "",
        id=line(article.id),
        text_sha256=reading.made_by.text_sha256,
        paragraphs=tuple(body(article, reading.claims, here)),
        ledger=tuple(rows),
        attributed=len(reading.claims) - own,
        own_voice=own,
        speakers=tuple(
            (line(", also named ".join((s.name, *s.also_named))), s.type, counts[s.id])
            for s in sorted(heard, key=lambda s: (-counts[s.id], s.name))
        ),
        tolls=tuple(
            (
                toll_words(t),
                line(quote(article.text, t.spans)),
                tuple(Link(text=str(here[c].number), href=f"#{here[c].id}") for c in t.claims),
            )
            for t in reading.tolls
        ),
        record=tuple(
            (
                "sum, added up by Rashomon" if r.sum_of else r.slot,
                line(r.value),
                line(r.span.of(article.text)),
                tuple(Link(text=str(here[c].number), href=f"#{here[c].id}") for c in r.claims),
            )
            for r in reading.record
        ),
        left_out=tuple(
            (line(x.text), line(x.reason), x.attributes)
            for x in sorted(article.left_out, key=lambda x: not x.attributes)
        ),
        notes=tuple(map(line, (*article.notes, *reading.notes))),
        corrections=tuple(map(correction, reading.corrections)),
        crossing=crossing,
    )
