"""The summary of an article or an event as a page offers it: at each length, and what it covers."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import TypeVar

from rashomon.covered import Coverage, of_article, of_event
from rashomon.model import (
    ClaimRef,
    Covers,
    EventComparison,
    EventSummary,
    EventSummarySentence,
    Reading,
    Summary,
    SummaryPart,
)
from rashomon.render.clean import line
from rashomon.render.digest import Lookup, outlet, plural
from rashomon.render.passages import answer
from rashomon.render.view import Anchors, Passage, SentenceView, rewritten_by
from rashomon.text import quote

PARTS: dict[SummaryPart, str] = {
    "shared": "What most articles tell",
    "said": "What is said",
    "parted": "Where accounts part",
    "open": "What is open",
}
_S = TypeVar("_S", Summary, EventSummary)

_WORDS = 14
"""Words of a claim that is left out; the link leads to all of them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOut:
    """A claim that a summary leaves out: its number, who says it with which cue, its first words.

    Without the cue a denial would look like what is denied.
    """

    href: str
    number: int
    speaker: str
    cue: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LengthView:
    """A summary at one length: its sentences by part, and what it covers and leaves out.

    ``name`` is the length in words; ``key`` tells it apart in anchors. ``left`` are the claims left
    out by outlet; of an event with many of them only the numbers. ``note`` says whose words the
    sentences marked as rewritten are.
    """

    key: str
    name: str
    first: bool
    parts: tuple[tuple[str, tuple[SentenceView, ...]], ...]
    covers: str
    note: str
    left: tuple[tuple[str, tuple[LeftOut, ...]], ...]
    speakers_left: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SummaryView:
    """The block "No time to read? Get a summary"; ``opened`` where a length was asked for."""

    lengths: tuple[LengthView, ...]
    opened: bool


def duration(time_s: int) -> str:
    """The time in words.

    >>> duration(15), duration(60), duration(90)
    ('15 s', '1 min', '1 min 30 s')
    """
    minutes, seconds = divmod(time_s, 60)
    return " ".join((f"{minutes} min",) * bool(minutes) + (f"{seconds} s",) * bool(seconds))


def covered(covers: Covers) -> str:
    """What a summary covers, in words: "covers 9 of 23 claims, 4 of 5 speakers"."""
    claims = f"covers {covers.claims} of {plural(covers.of, 'claim')}"
    if not covers.of_speakers:
        return claims
    return f"{claims}, {covers.speakers} of {plural(covers.of_speakers, 'speaker')}"


def of_reading(
    anchors: Anchors, reading: Reading, lengths: Sequence[Summary], asked: str
) -> SummaryView | None:
    """The summary of an article, the reading's own first; None where there is none to show.

    ``lengths`` are the others to offer, ``asked`` names the length that the reader asked for.
    """
    key, look = reading.article.id, anchors.look[reading.article.id]

    def view(summary: Summary, name: str, first: bool) -> LengthView:
        sentences = tuple(
            SentenceView(
                text=line(s.text),
                passages=tuple(anchors.passage(ClaimRef(article=key, claim=c)) for c in s.claims)
                or tuple(anchors.place(reading.article, span) for span in s.spans),
                rewritten=s.rewritten,
            )
            for s in summary.sentences
        )
        found = of_article(reading, summary.sentences)
        note = rewritten_by(reading) if any(s.rewritten for s in summary.sentences) else ""
        return _length(anchors, look, name, first, (("", sentences),), summary.covers, found, note)

    return _offered(reading.summary, lengths, asked, view)


def of_comparison(
    anchors: Anchors,
    look: Lookup,
    event: EventComparison,
    rests_on: Callable[[EventSummarySentence], tuple[Passage, ...]],
    lengths: Sequence[EventSummary],
    asked: str,
) -> SummaryView | None:
    """The summary of an event, as :func:`of_reading`; ``rests_on`` gives a sentence's passages."""
    readings = [look.readings[key] for key in event.articles if key in look.readings]

    def view(summary: EventSummary, name: str, first: bool) -> LengthView:
        parts = tuple(
            (PARTS[part], tuple(SentenceView(text=line(s.text), passages=rests_on(s)) for s in row))
            for part, row in groupby(summary.sentences, lambda s: s.part)
        )
        found = of_event(readings, event, summary.sentences)
        return _length(anchors, look, name, first, parts, summary.covers, found)

    return _offered(event.summary, lengths, asked, view)


def _offered(
    own: _S | None, lengths: Sequence[_S], asked: str, view: Callable[[_S, str, bool], LengthView]
) -> SummaryView | None:
    """The lengths from short to long, the one asked for marked as the first to show."""
    if own is None:
        return None
    named = [(duration(summary.time_s), summary) for summary in lengths]
    mine = asked or duration(own.time_s)
    if mine not in dict(named):
        # Another time than those offered, or a number of sentences: it stands before them.
        named.insert(0, (mine, own))
    else:
        named = [(name, own if name == mine else summary) for name, summary in named]
    if not any(summary.sentences for _, summary in named):
        return None
    return SummaryView(
        lengths=tuple(view(summary, name, name == mine) for name, summary in named),
        opened=bool(asked),
    )


def _length(
    anchors: Anchors,
    look: Lookup,
    name: str,
    first: bool,
    parts: tuple[tuple[str, tuple[SentenceView, ...]], ...],
    covers: Covers,
    found: Coverage,
    note: str = "",
) -> LengthView:
    left = tuple(
        (outlet(look.readings[key].article), tuple(_left_out(anchors, look, refs)))
        for key, refs in groupby(found.claims_left, lambda ref: ref.article)
    )
    return LengthView(
        key="".join(c for c in name if c.isalnum()),
        name=name,
        first=first,
        parts=parts,
        covers=covered(covers),
        note=note,
        left=left,
        speakers_left=tuple(line(look.names.get(s, s)) for s in found.speakers_left),
    )


def _left_out(anchors: Anchors, look: Lookup, refs: Iterable[ClaimRef]) -> list[LeftOut]:
    rows = []
    for ref in refs:
        words = line(answer(look.article(ref).text, look.claims[ref])).split()
        rows.append(
            LeftOut(
                href=anchors.href(ref),
                number=anchors.of_claim[ref].number,
                speaker=look.speaker(ref),
                cue=line(quote(look.article(ref).text, look.claims[ref].cue)),
                words=" ".join(words[:_WORDS]) + (" …" if len(words) > _WORDS else ""),
            )
        )
    return sorted(rows, key=lambda row: row.number)
