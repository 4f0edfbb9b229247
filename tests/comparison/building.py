"""Readings built by hand: one line per claim, about a fictitious place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from rashomon.model import (
    Article,
    Bound,
    Claim,
    Commitment,
    MadeBy,
    Quantity,
    Reading,
    RecordItem,
    Span,
    Speaker,
    SpeakerType,
)
from rashomon.text import paragraphs, sha256

MADE_BY = MadeBy(rashomon="test", annotator="hand@1", text_sha256="0" * 64)


@dataclass(frozen=True, kw_only=True)
class Said:
    """One claim: without a speaker it is the outlet's own voice."""

    content: str
    speaker: str | None = None
    cue: str = "said"
    type: SpeakerType = "organisation"
    commitment: Commitment = "asserts"
    amounts: dict[str, tuple[str, float, Bound]] = field(default_factory=dict)
    measures: dict[str, tuple[str, float]] = field(default_factory=dict)
    places: Sequence[str] = ()
    actors: Sequence[str] = ()
    dates: dict[str, str] = field(default_factory=dict)


def reading(
    id_: str, rows: Sequence[Said], *, outlet: str | None = None, published: str | None = None
) -> Reading:
    """An article that says the rows one after the other, one paragraph each, and its reading."""
    text, claims, record = "", [], []
    speakers: dict[str, Speaker] = {}
    for number, row in enumerate(rows, start=1):
        if text:
            text += "\n\n"
        source = cue = ()
        if row.speaker is not None:
            source = (Span(len(text), len(text) + len(row.speaker)),)
            text += row.speaker + " "
            cue = (Span(len(text), len(text) + len(row.cue)),)
            text += row.cue + " "
            known = speakers.setdefault(
                row.speaker,
                Speaker(id=f"s{len(speakers) + 1}", name=row.speaker, type=row.type),
            )
            speakers[row.speaker] = Speaker(
                id=known.id, name=known.name, type=known.type, mentions=(*known.mentions, *source)
            )
        start = len(text)
        text += row.content + "."
        claim = Claim(
            id=f"c{number}",
            source=source,
            cue=cue,
            content=(Span(start, start + len(row.content)),),
            kind="indirect" if row.speaker else "own voice",
            speaker=speakers[row.speaker].id if row.speaker else None,
            commitment=row.commitment,
        )
        claims.append(claim)

        def place(words: str, *, at: int = start, within: str = row.content) -> Span:
            begin = at + within.index(words)
            return Span(begin, begin + len(words))

        for words, (counts, value, bound) in row.amounts.items():
            record.append(
                RecordItem(
                    slot="quantity",
                    value=words,
                    span=place(words),
                    quantity=Quantity(value=value, bound=bound, counts=counts),
                    claims=(claim.id,),
                )
            )
        for words, (unit, value) in row.measures.items():
            record.append(
                RecordItem(
                    slot="quantity",
                    value=words,
                    span=place(words),
                    quantity=Quantity(value=value, bound="exact", unit=unit),
                    claims=(claim.id,),
                )
            )
        for slot, names in (("place", row.places), ("actor", row.actors)):
            record += [
                RecordItem(slot=slot, value=name, span=place(name), claims=(claim.id,))
                for name in names
            ]
        record += [
            RecordItem(slot="date", value=value, span=place(words), claims=(claim.id,))
            for words, value in row.dates.items()
        ]
    return Reading(
        made_by=MadeBy(rashomon="test", annotator="hand@1", text_sha256=sha256(text)),
        article=Article(
            id=id_,
            text=text,
            outlet=outlet or f"Outlet {id_}",
            title=f"Title of {id_}",
            published=published,
            language="en",
            paragraphs=paragraphs(text),
        ),
        claims=tuple(claims),
        speakers=tuple(speakers.values()),
        record=tuple(record),
    )
