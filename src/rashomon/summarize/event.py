"""The summary of one event: what accounts share, where they part, what is open."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from rashomon.model import (
    ClaimRef,
    EventComparison,
    EventSpeaker,
    EventSummary,
    EventSummarySentence,
    Reading,
    Relation,
    Statement,
)
from rashomon.summarize.said import Read, read, said, sentence_with
from rashomon.vocabulary import rarity, stem

MOST_SENTENCES = 8
_SHARED = 2
_PARTED = 2
_FILLED_TO = 5
_OPEN = 1
_REPEATED = 0.6
_SURE = 0.5
_LEAD = 0.85


def summarize_event(
    readings: Sequence[Reading],
    event: EventComparison,
    speakers: Sequence[EventSpeaker],
    *,
    time_s: int = 60,
    sentences: int | None = None,
) -> EventSummary:
    """The summary of an event across its articles, of at most eight sentences.

    First what several outlets carry, then where accounts part, each side with its speaker and
    outlet, then what is open: what is reported as not verified, who is not heard. Every sentence
    is the exact words of one claim (or of one sentence of an article) with who said it. Nothing
    is said where nothing can be told without losing its source; an event of one article has a
    summary without sentences, for there is nothing to put side by side.

    ``readings`` are those of the event's articles, whose speakers' ids are those of ``speakers``.
    """
    reads = {r.article.id: read(r) for r in readings if r.article.id in event.articles}
    if len(reads) < 2:
        return EventSummary(sentences=())
    telling = _Telling(event, reads, {speaker.id: speaker for speaker in speakers})
    telling.shared()
    parted = telling.parted()
    telling.voices(upto=_FILLED_TO - min(len(parted), 2))
    telling.sentences += parted
    telling.open()
    return EventSummary(sentences=tuple(telling.sentences[:MOST_SENTENCES]))


class _Telling:
    """The sentences told so far, and what must not be told twice."""

    def __init__(
        self,
        event: EventComparison,
        reads: Mapping[str, Read],
        speakers: Mapping[str, EventSpeaker],
    ) -> None:
        self.event, self.reads, self.speakers = event, reads, speakers
        self.statements = {s.id: s for s in event.statements}
        self.sentences: list[EventSummarySentence] = []
        self._told: list[frozenset[str]] = []
        self._title = frozenset(map(stem, _words(event.title)))
        self._spread = Counter(
            word
            for known in reads.values()
            for word in set(map(stem, re.findall(r"[^\W_]+", known.reading.article.text)))
        )
        self._parting = {x for r in event.relations if _parts(r) for x in (r.a, r.b)}

    def shared(self) -> None:
        """What several outlets carry, the most carried first; nothing that is disputed."""
        plain = [s for s in self.event.statements if s.id not in self._parting]
        plain.sort(key=lambda s: -self._worth(s))
        # Begin with what the articles are about, whoever else repeats it.
        self._add([s for s in plain if self._early(s) > _LEAD][:5] or plain[:5], most=1)
        self._add([s for s in plain if s.outlets > 1], most=_SHARED)

    def parted(self) -> list[EventSummarySentence]:
        """Pairs of sentences on which the accounts exclude each other, the surest first."""
        found: list[EventSummarySentence] = []
        asked: set[str] = set()
        rows = sorted(
            filter(_parts, self.event.relations),
            key=lambda r: (r.relation != "contradict", -r.confidence),
        )
        for row in rows:
            if len(found) >= 2 * _PARTED:
                break
            question = next(
                (q for q in self.event.questions if {row.a, row.b} <= set(q.statements)), None
            )
            key = question.id if question else f"{row.a} {row.b}"
            if key in asked:
                continue
            first, second = self.statements[row.a], self.statements[row.b]
            asks = question is not None and question.text.endswith("?") and len(question.text) < 60
            one = self._say(first, before=f"{question.text} " if question and asks else "")
            later = row.relation == "update"
            other = self._say(second, before="Later, " if later else "By contrast, ")
            if one is None or other is None:
                continue
            if _words(one.text) in self._told or _words(other.text) in self._told:
                continue
            asked.add(key)
            self._told += [_words(one.text), _words(other.text)]
            found += [one, other]
        return found

    def voices(self, *, upto: int) -> None:
        """One statement of each speaker not yet told, the most carried first."""
        heard = {
            self.reads[c.article].claims[c.claim].speaker for s in self.sentences for c in s.claims
        }
        accounts = sorted(
            self.event.accounts,
            key=lambda account: (
                -max(
                    (self._worth(self.statements[s.statement]) for s in account.statements),
                    default=0.0,
                )
            ),
        )
        for account in accounts:
            if len(self.sentences) >= upto:
                return
            if account.speaker is None or account.speaker in heard:
                continue
            stated = [self.statements[s.statement] for s in account.statements]
            stated = [s for s in stated if s.id not in self._parting]
            stated.sort(key=lambda s: -self._worth(s))
            self._add(stated, most=1)

    def open(self) -> None:
        """What is reported as not verified, and who is not heard."""
        told = 0
        for known in self.reads.values():
            for claim in known.reading.claims:
                for check in claim.verification:
                    if told >= _OPEN or check.kind not in {"not verified", "access refused"}:
                        continue
                    sentence = sentence_with(known, check.span)
                    if sentence is not None and self._new(sentence):
                        self.sentences.append(sentence)
                        told += 1
        heard = " ".join(speaker.name for speaker in self.speakers.values())
        # A name deep in one article is no party to the event.
        least = max(2.0, len(self.reads) / 2)
        openings = [
            text[: max(400, len(text) // 3)]
            for text in (known.reading.article.text for known in self.reads.values())
        ]
        names = [
            n.name
            for n in self.event.not_heard
            if n.name not in heard and sum(n.name in text for text in openings) >= least
        ][:2]
        if names and self.sentences:
            text = f"Named, but not heard in these articles: {', '.join(names)}."
            self.sentences.append(EventSummarySentence(text=text, claims=(), spans=()))

    def _worth(self, statement: Statement) -> float:
        """How much a statement matters: who carries it, where it stands, what others tell of it."""
        words = [stem(word) for word in sorted(_words(statement.text))]
        shared = [rarity(word) for word in words if self._spread[word] > 1]
        central = sum(shared) / max(8.0, float(len(words)))
        titled = len(self._title & set(words)) / max(3, len(self._title))
        carried = 1.5 * (statement.outlets - 1) / len(self.reads)
        return carried + central / 3.0 + titled + self._early(statement)

    def _early(self, statement: Statement) -> float:
        """1 for a statement that begins an article, 0 for one that ends it."""
        early = 0.0
        for ref in statement.claims:
            known = self.reads.get(ref.article)
            if known and ref.claim in known.claims:
                place = known.claims[ref.claim].content[0].start
                early = max(early, 1.0 - place / max(1, len(known.reading.article.text)))
        return early

    def _add(self, statements: Iterable[Statement], *, most: int) -> None:
        added = 0
        for statement in statements:
            if added >= most:
                return
            sentence = self._say(statement, also=_also(statement))
            if sentence is not None and self._new(sentence):
                self.sentences.append(sentence)
                added += 1

    def _say(
        self, statement: Statement, *, also: str = "", before: str = ""
    ) -> EventSummarySentence | None:
        """The first of the statement's claims that can be told."""
        for ref in sorted(statement.claims, key=self._order):
            sentence = said(ref, self.reads, self.speakers, also=also, before=before)
            if sentence is not None:
                return sentence
        return None

    def _order(self, ref: ClaimRef) -> tuple[int, str, ClaimRef]:
        known = self.reads.get(ref.article)
        claim = known.claims.get(ref.claim) if known else None
        published = known.reading.article.published if known else None
        return (0 if claim and claim.source else 1, published or "9999", ref)

    def _new(self, sentence: EventSummarySentence) -> bool:
        words = _words(sentence.text)
        if any(len(words & o) / max(1, min(len(words), len(o))) > _REPEATED for o in self._told):
            return False
        self._told.append(words)
        return True


def _also(statement: Statement) -> str:
    others = statement.outlets - 1
    if others < 1:
        return ""
    where = f"{others} other {'outlet' if others == 1 else 'outlets'}"
    return f"also in {where}, of one origin" if statement.origins == 1 else f"similarly in {where}"


def _parts(relation: Relation) -> bool:
    return relation.relation in {"contradict", "update"} and relation.confidence >= _SURE


def _words(text: str) -> frozenset[str]:
    said_ = text.split(": ", 1)[-1]
    return frozenset(
        w for w in re.findall(r"[^\W_]+", said_.casefold()) if len(w) > 3 or w.isdigit()
    )
