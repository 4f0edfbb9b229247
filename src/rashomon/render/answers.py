"""Statements of one event as answers: exact words, who carries them, how they stand to others."""

from __future__ import annotations

import re

from rashomon.model import (
    About,
    ClaimRef,
    EventComparison,
    EventSummarySentence,
    Question,
    Relation,
    Slot,
    Statement,
)
from rashomon.render.clean import line
from rashomon.render.digest import NO_SPEAKER, OWN_VOICE, SIGNS, Digest, Lookup, digest
from rashomon.render.eventparts import Answer, MarkView
from rashomon.render.marked import emphasise
from rashomon.render.origins import behind
from rashomon.render.view import Anchors, Link, Passage, shared_chips
from rashomon.text import quote

PASSAGES = 6
"""Passages opened in place under one answer; further claims are links."""

_SLOT: dict[About, Slot] = {"number": "quantity", "time": "date", "place": "place"}


class Answers:
    """What one event's statements look like wherever the page shows them."""

    def __init__(self, event: EventComparison, anchors: Anchors, look: Lookup, anchor: str) -> None:
        self.event, self.anchors, self.look, self.anchor = event, anchors, look, anchor
        self.digest: Digest = digest(event, look)
        self.relation_anchor: dict[int, str] = {}
        shown = (
            *self.digest.part, *self.digest.changed, *self.digest.agree, *self.digest.compatible
        )  # fmt: skip
        self.marks: dict[str, list[tuple[str, MarkView]]] = {}
        self.relations_of: dict[str, list[Relation]] = {}
        self._plain: dict[str, Answer] = {}
        for i, relation in enumerate(shown, 1):
            self.relation_anchor[id(relation)] = f"{anchor}-r{i}"
            self.relations_of.setdefault(relation.a, []).append(relation)
            for here, there in ((relation.a, relation.b), (relation.b, relation.a)):
                forward = here == relation.a
                label = self.digest.label(look, relation, forward=forward)
                mark = MarkView(
                    kind=relation.relation,
                    sign=SIGNS[relation.relation],
                    label=label,
                    other=self.name(there),
                    href=f"#{anchor}-r{i}",
                )
                self.marks.setdefault(here, []).append((there, mark))

    def name(self, statement: str) -> str:
        """Who makes the statement, in words."""
        return self.digest.name(self.look, statement)

    def refs(self, statement: Statement) -> list[ClaimRef]:
        """The statement's claims, the one whose words it is shown in first."""
        refs = list(statement.claims)
        for ref in refs:
            words = quote(self.look.article(ref).text, self.look.claims[ref].content)
            if words == statement.text:
                refs.remove(ref)
                return [ref, *refs]
        return refs

    def keys(self, ref: ClaimRef, question: Question) -> list[str]:
        """The words within the claim that answer the question: its numbers, times or places."""
        slot = _SLOT.get(question.about)
        reading = self.look.readings[ref.article]
        found = [
            r for r in reading.record if r.slot == slot and ref.claim in r.claims and not r.sum_of
        ]
        asked = set(re.findall(r"\w{3,}", question.text.casefold()))
        words = [line(r.span.of(reading.article.text)) for r in found]
        fitting = [w for w in words if asked & set(re.findall(r"\w{3,}", w.casefold()))]
        return fitting or words

    def rests_on(self, sentence: EventSummarySentence) -> tuple[Passage, ...]:
        """The passages a sentence of the summary rests on: its claims, else its bare words."""
        if sentence.claims:
            return tuple(self.anchors.passage(ref) for ref in sentence.claims[:PASSAGES])
        return tuple(
            self.anchors.place(self.look.readings[p.article].article, p.span)
            for p in sentence.spans[:PASSAGES]
            if p.article in self.look.readings
        )

    def answer(self, key: str, question: Question | None = None) -> Answer:
        """One statement; as an answer to ``question`` with how it stands to the other answers."""
        if question is not None:
            return self._answer(key, question)
        if key not in self._plain:
            self._plain[key] = self._answer(key, None)
        return self._plain[key]

    def _answer(self, key: str, question: Question | None) -> Answer:
        statement = self.digest.statements[key]
        refs = self.refs(statement)
        carriers: dict[str, Link] = {}
        for ref in refs:
            link = self.anchors.link(ref)
            carriers.setdefault(link.text, link)
        seen: dict[tuple[str, str], MarkView] = {}
        for other, mark in self.marks.get(key, ()) if question else ():
            if question and other in question.statements:
                seen.setdefault((mark.kind, mark.other), mark)
        words = self.look.words(refs[0]) if refs else line(statement.text)
        return Answer(
            speaker=self.name(key),
            teller=self.look.teller(refs[0]) if refs else "",
            words=emphasise(words, self.keys(refs[0], question)) if question and refs else words,
            href=self.anchors.href(refs[0]) if refs else "",
            lang=(self.look.article(refs[0]).language or "") if refs else "",
            chips=shared_chips(self.look, refs),
            carriers=tuple(carriers.values()),
            behind=behind(self.look, self.event.origins, statement),
            marks=tuple(seen.values()),
            passages=tuple(self.anchors.passage(ref) for ref in refs[:PASSAGES]),
            further=tuple(self.anchors.link(ref) for ref in refs[PASSAGES:]),
        )

    def column_of(self, statement: str) -> str | None:
        """The key of the column the statement stands in; "" for a source left open."""
        return self.digest.speaker_of.get(statement, "")

    def column_name(self, column: str | None) -> str:
        """What the column is called."""
        if column is None:
            return OWN_VOICE
        return self.look.names.get(column, column) if column else NO_SPEAKER
