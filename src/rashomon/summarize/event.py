"""The summary of one event: what accounts share, where they part, what is open."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from rashomon.covered import of_event
from rashomon.model import (
    ClaimRef,
    EventComparison,
    EventSpeaker,
    EventSummary,
    EventSummarySentence,
    Reading,
    Statement,
    SummaryPart,
)
from rashomon.summarize.article import WORDS_PER_MINUTE
from rashomon.summarize.open import Open, what_is_open
from rashomon.summarize.parting import Parting, partings, sides
from rashomon.summarize.said import (
    Read,
    Telling,
    cited,
    opening,
    opens_with_words,
    read,
    tellings,
    with_full_name,
)
from rashomon.summarize.worth import Worth, content_stems
from rashomon.text import quote

# The share of the words that the sides of disputes may take, and what is open.
_PARTED, _PARTED_SHORT, _OPEN = 0.5, 0.65, 0.2
_WORDS_A_SENTENCE = 19
# From how many sentences' room on how many disputes are told: two sentences each, one if short.
_PAIRS = ((15.0, 6), (7.0, 2), (1.5, 1), (0.0, 0))
_LONG, _SIZE_WITH_OPEN, _WITH_PAIR = 7.0, 4.0, 3.0
# A longer first sentence than this leaves the reader of a short summary nothing else.
_LEAD, _LONG_LEAD = 45, 32
_MIN_WORDS = 6
_NEW_VOICE, _NEW_OUTLET, _CONTESTED = 0.15, 0.05, 0.2
_UNKNOWN = 0.4
_LEADS = 40
# From this share of the articles on, what the first sentence tells is shared.
_MOST_ARTICLES = 0.5
# With fewer words than this, a sentence names its outlet alone.
_BRIEF = 100
# What a further sentence must still be worth; a longer summary of less is none.
_LEAST = 0.2
# An article may begin with a sentence in which no claim was found: the outlet's own words.
_FIRST_SENTENCE = Statement(id="", text="", claims=(), outlets=1, origins=1)


def summarize_event(
    readings: Sequence[Reading],
    event: EventComparison,
    speakers: Sequence[EventSpeaker],
    *,
    time_s: int = 60,
    sentences: int | None = None,
) -> EventSummary:
    """The summary of an event for a reader with ``time_s`` seconds, or of ``sentences`` sentences.

    First what most articles tell, then what some say, then where accounts part,
    each side with its speaker, then what is open: what is reported as not verified, for what no
    evidence is offered, who is not heard. Every sentence is the exact words of one claim (or of a
    sentence of an article) with who said it and, in brackets, which outlet carries it. A side of a
    dispute is never told without the other. Nothing is said where nothing can be told without
    losing its source; an event of one article has a summary without sentences, for there is
    nothing to put side by side. What is not worth telling is not told to fill the time.

    ``covers`` counts, of the claims of all articles, those whose whole content the summary carries
    and those that say the same as one it tells (their statement's); and the speakers of these.

    ``readings`` are those of the event's articles, whose speakers' ids are those of ``speakers``.

    Raises ValueError when ``time_s`` or ``sentences`` is not positive.
    """
    return summaries_of_event(readings, event, speakers, [(time_s, sentences)])[0]


def summaries_of_event(
    readings: Sequence[Reading],
    event: EventComparison,
    speakers: Sequence[EventSpeaker],
    lengths: Iterable[tuple[int, int | None]],
) -> tuple[EventSummary, ...]:
    """The summaries of an event at several lengths, each as by :func:`summarize_event`.

    ``lengths`` are pairs of ``time_s`` and ``sentences``; the articles are gone through once.
    """
    asked = tuple(lengths)
    for time_s, sentences in asked:
        for name, value in (("time_s", time_s), ("sentences", sentences)):
            if value is not None and value <= 0:
                raise ValueError(f"{name} is {value}; it must be a positive number")
    mine = [r for r in readings if r.article.id in event.articles]
    reads = {r.article.id: read(r) for r in mine}
    if len(reads) < 2:
        return tuple(EventSummary(time_s=time_s, sentences=()) for time_s, _ in asked)
    source = _Source(event, reads, {speaker.id: speaker for speaker in speakers})
    made = []
    for time_s, sentences in asked:
        told = _Choosing(source, time_s, sentences).told()
        made.append(
            EventSummary(time_s=time_s, sentences=told, covers=of_event(mine, event, told).covers)
        )
    return tuple(made)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Option:
    """A statement as the summary may tell it: its tellings, the longest first."""

    statement: Statement
    tellings: tuple[Telling, ...]
    stems: frozenset[str]
    worth: float
    speaker: str | None
    contested: bool = False


class _Source:
    """What the summaries of one event are chosen from, whatever their length."""

    def __init__(
        self,
        event: EventComparison,
        reads: Mapping[str, Read],
        speakers: Mapping[str, EventSpeaker],
    ) -> None:
        self.event, self.reads, self.speakers = event, reads, speakers
        self.worth = Worth(event, reads)
        self.statement_of = {ref: s for s in event.statements for ref in s.claims}
        disputed = sides(event)
        self._disputed = {ref for s in event.statements if s.id in disputed for ref in s.claims} | {
            # Where another outlet names the source, an own voice is no common ground.
            lost.own_voice
            for lost in event.lost_attribution
            if lost.what == "attribution"
        }
        self.options = [o for s in event.statements if (o := self._option(s)) is not None]
        self.openings = [self._opening(t) for known in reads.values() for t in opening(known)]
        self.options.sort(key=lambda o: (-o.worth - self.worth.shared(o.stems), o.statement.id))
        self.partings: tuple[Parting, ...] = partings(event, self.tell, self.apart, self.worth)
        self.open: tuple[Open, ...] = what_is_open(event, reads, speakers)

    def tell(self, statement: Statement) -> tuple[Telling, ...]:
        """The tellings of the first of the statement's claims that has any."""
        for ref in sorted(statement.claims, key=self._order):
            found = tellings(ref, self.reads, self.speakers)
            if found:
                return found
        return ()

    def apart(self, one: Telling, other: Telling) -> bool:
        """Whether two sentences are of two accounts: two outlets, or two that one outlet names."""
        if one.outlet != other.outlet:
            return True
        voices = [self._speaker(telling) for telling in (one, other)]
        return None not in voices and voices[0] != voices[1]

    def _speaker(self, telling: Telling) -> str | None:
        """The named speaker of the claim that is told."""
        if telling.of is None:
            return None
        key = self.reads[telling.of.article].claims[telling.of.claim].speaker
        speaker = self.speakers.get(key or "")
        return None if speaker is None or speaker.type == "unnamed" else speaker.id

    def where(self, telling: Telling, *, brief: bool = False) -> str:
        """The outlet, and (unless ``brief``) which others carry all that the sentence tells."""
        if brief:
            return telling.outlet
        carried = [s for ref in telling.claims if (s := self.statement_of.get(ref)) is not None]
        others: set[str] | None = None
        for statement in carried:
            outlets = {self.reads[r.article].outlet for r in statement.claims}
            others = outlets if others is None else others & outlets
        names = sorted((others or set()) - {telling.outlet})
        if not names:
            return telling.outlet
        count = f"{len(names)} other outlets"
        listed = " and ".join(names) if len(names) < 3 else count
        one = all(s.origins == 1 for s in carried)
        return f"{telling.outlet}; " + (
            f"also in {listed}, of one origin" if one else f"similarly in {listed}"
        )

    def _option(self, statement: Statement) -> _Option | None:
        found = tuple(
            t for t in self.tell(statement) if not any(r in self._disputed for r in t.claims)
        )
        if not found:
            return None
        claim = self.reads[found[0].claims[0].article].claims[found[0].claims[0].claim]
        return _Option(
            statement=statement,
            tellings=found,
            # Who says it is no news once they have spoken.
            stems=content_stems(found[0].text) - self._source_stems(found[0]),
            worth=self.worth.statement(statement, found[0]),
            speaker=claim.speaker,
            contested=claim.commitment in {"denies", "doubts"},
        )

    def _source_stems(self, telling: Telling) -> frozenset[str]:
        words: list[str] = []
        for ref in telling.claims:
            known = self.reads[ref.article]
            claim = known.claims[ref.claim]
            speaker = self.speakers.get(claim.speaker or "")
            words += [
                quote(known.reading.article.text, claim.source),
                speaker.name if speaker else "",
            ]
        return content_stems(" ".join(words))

    def _opening(self, telling: Telling) -> _Option:
        return _Option(
            statement=_FIRST_SENTENCE,
            tellings=(telling,),
            stems=content_stems(telling.text),
            worth=self.worth.statement(_FIRST_SENTENCE, telling),
            speaker=None,
        )

    def _order(self, ref: ClaimRef) -> tuple[int, str, ClaimRef]:
        known = self.reads.get(ref.article)
        claim = known.claims.get(ref.claim) if known else None
        published = known.reading.article.published if known else None
        return (0 if claim and claim.source else 1, published or "9999", ref)


class _Choosing:
    """The sentences of one summary, chosen part by part within its length."""

    def __init__(self, source: _Source, time_s: int, sentences: int | None) -> None:
        self.source = source
        self.counting = sentences is not None
        self.budget = float(sentences or 0) or WORDS_PER_MINUTE * time_s / 60
        self.size = self.budget if self.counting else self.budget / _WORDS_A_SENTENCE
        self.brief = not self.counting and self.budget < _BRIEF
        self.spent = 0.0
        self.texts: list[str] = []
        self.stems: list[frozenset[str]] = []
        self.known: frozenset[str] = frozenset()
        self.heard: set[str | None] = {None}
        self.outlets: set[str] = set()
        self.rows: list[tuple[SummaryPart, _Option | Parting | Open, tuple[Telling, ...]]] = []

    def told(self) -> tuple[EventSummarySentence, ...]:
        """The sentences: shared, said, parted, open."""
        disputes = self._disputes()
        self._lead(sum(self._cost(row) + self._added(parting) for parting, row in disputes))
        for parting, row in disputes:
            if self._fits(row):
                self._take("parted", parting, row)
                self.spent += self._added(parting)
        self._opened()
        self._fill()
        return tuple(self._written())

    def _cost(self, row: Iterable[Telling]) -> float:
        """The sentences, or their words with what is said of where they stand."""
        if self.counting:
            return float(len(list(row)))
        return float(sum(t.words + len(self._where(t).split()) + bool(t.introduces) for t in row))

    def _added(self, parting: Parting) -> int:
        return 0 if self.counting else parting.words(brief=self.brief)

    def _where(self, telling: Telling) -> str:
        return self.source.where(telling, brief=self.brief)

    def _fits(self, row: Iterable[Telling]) -> bool:
        return self.spent + self._cost(row) <= self.budget

    def _take(
        self, part: SummaryPart, what: _Option | Parting | Open, row: tuple[Telling, ...]
    ) -> None:
        self.spent += self._cost(row)
        for telling in row:
            stems = content_stems(telling.text)
            self.texts.append(telling.text)
            self.stems.append(stems)
            self.known |= stems
            self.outlets.add(telling.outlet)
            for ref in telling.claims:
                self.heard.add(self.source.reads[ref.article].claims[ref.claim].speaker)
        self.rows.append((part, what, row))

    def _disputes(self) -> list[tuple[Parting, tuple[Telling, ...]]]:
        """The surest disputes that leave room for what is shared."""
        most = next(n for least, n in _PAIRS if self.size >= least)
        share = self.budget * (_PARTED if self.size >= _LONG else _PARTED_SHORT)
        if self.counting:
            # Of two sentences one must say what it is about.
            share = max(share, 2.0) if self.size >= _WITH_PAIR else 0.0
        chosen: list[tuple[Parting, tuple[Telling, ...]]] = []
        spent = 0.0
        for parting in self.source.partings:
            if len(chosen) == most:
                break
            for row in parting.rows:
                cost = self._cost(row) + self._added(parting)
                if spent + cost <= share:
                    chosen.append((parting, row))
                    spent += cost
                    break
        return chosen

    def _lead(self, reserved: float) -> None:
        """What the event is about: what most articles tell, short enough for what must follow."""
        room = self.budget - reserved
        worth = self.source.worth
        best: tuple[float, _Option, Telling] | None = None
        for option in (*self.source.options[:_LEADS], *self.source.openings):
            for telling in option.tellings:
                cost = self._cost([telling])
                if cost > room and (reserved or cost > max(self.budget, _LEAD)):
                    continue
                stems = content_stems(telling.text)
                value = worth.shared(stems) + option.worth + worth.titled(telling.text)
                value += worth.opens(option.statement) * (1.0 + 0.8 * worth.titles(telling))
                value += 0.7 * worth.told_by(stems)
                value -= 0.02 * max(0, telling.words - _LONG_LEAD)
                value -= _UNKNOWN * worth.unknown(telling.text, frozenset())
                value -= _UNKNOWN * (worth.attributed(telling) + opens_with_words(telling))
                if best is None or value > best[0]:
                    best = (value, option, telling)
        if best is not None:
            _, option, telling = best
            told_by = worth.told_by(content_stems(telling.text))
            most = min(told_by, worth.figures_told_by(telling.text)) > _MOST_ARTICLES
            most = most and not worth.attributed(telling)
            self._take("shared" if most else self._part(option), option, (telling,))

    def _part(self, option: _Option) -> SummaryPart:
        """Shared is what more than half of the outlets carry."""
        outlets = {known.outlet for known in self.source.reads.values()}
        carried = option.statement.outlets
        return "shared" if carried > max(1, _MOST_ARTICLES * len(outlets)) else "said"

    def _opened(self) -> None:
        """What is open, within its share; at least one sentence where the time allows."""
        if self.size < _SIZE_WITH_OPEN:
            return
        share = self.spent + max(self.budget * _OPEN, 1.0 if self.counting else 30.0)
        for item in self.source.open:
            row = (item.telling,)
            if not item.ours and self._repeats(row[0]):
                continue
            if self._fits(row) and self.spent + self._cost(row) <= share:
                self._take("open", item, row)

    def _fill(self) -> None:
        """Further statements while there is time: what is carried, who is not heard yet."""
        left = list(self.source.options)
        least = 1.0 if self.counting else float(_MIN_WORDS)
        while left and self.budget - self.spent >= least:
            scored = [(self._gain(option), -n) for n, option in enumerate(left)]
            value, place = max(scored)
            option = left.pop(-place)
            if value < _LEAST:
                return
            telling = next((t for t in option.tellings if self._fits([t])), None)
            if telling is None or self._repeats(telling):
                continue
            self._take(self._part(option), option, (telling,))

    def _gain(self, option: _Option) -> float:
        value = option.worth * self.source.worth.novelty(option.stems, self.stems)
        value += 1.5 * self.source.worth.shared(option.stems, self.known)
        value -= _UNKNOWN * self.source.worth.unknown(option.tellings[0].text, self.known)
        value += _CONTESTED * option.contested + _NEW_VOICE * (option.speaker not in self.heard)
        return value + _NEW_OUTLET * (option.tellings[0].outlet not in self.outlets)

    def _repeats(self, telling: Telling) -> bool:
        return any(self.source.worth.repeats(telling.text, other) for other in self.texts)

    def _written(self) -> Iterable[EventSummarySentence]:
        """The sentences in their order, each with where it stands; full names come first."""
        order: dict[SummaryPart, int] = {"shared": 0, "said": 1, "parted": 2, "open": 3}
        first = self.rows[:1]
        if not first or first[0][0] != "shared":
            # What most tell comes first or not at all.
            self.rows = [("said" if p == "shared" else p, what, row) for p, what, row in self.rows]
            first = self.rows[:1]
        voices: dict[str | None, int] = {}
        for part, what, _ in self.rows:
            if part == "said" and isinstance(what, _Option):
                voices.setdefault(what.speaker, len(voices))

        def place(row: tuple[SummaryPart, _Option | Parting | Open, object]) -> tuple[float, ...]:
            part, what, _ = row
            if row in first and part in {"shared", "said"}:
                return (-1.0, 0.0, 0.0)
            if part == "said" and isinstance(what, _Option):
                early = self.source.worth.early(what.statement)
                return (order[part], voices[what.speaker], -early)
            if part == "shared" and isinstance(what, _Option):
                return (order[part], -self.source.worth.early(what.statement), 0.0)
            return (order[part], 0.0, 0.0)

        before = ""
        for part, what, row in sorted(self.rows, key=place):
            shown = []
            for plain in row:
                shown.append(with_full_name(plain, before))
                before += shown[-1].text.replace("[", "").replace("]", "") + " "
            if isinstance(what, Parting):
                texts = what.written(shown, self._where, brief=self.brief)
            elif isinstance(what, Open):
                texts = [what.written(telling) for telling in shown]
            else:
                texts = [cited(telling.text, self._where(telling)) for telling in shown]
            for text, telling in zip(texts, shown, strict=True):
                yield EventSummarySentence(
                    text=text, claims=telling.claims, spans=telling.spans, part=part
                )
