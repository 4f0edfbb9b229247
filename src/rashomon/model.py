"""The types of Rashomon: articles, claims, readings, events, comparisons.

The words are those of the glossary in ``docs/glossary.md``. Every type is frozen and checked when
it is made; all offsets are **code points** of :attr:`Article.text`, half-open ``[start, end)``.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar, Literal

from rashomon.article import Article as Article
from rashomon.article import LeftOut as LeftOut
from rashomon.article import Part as Part
from rashomon.article import PartKind as PartKind
from rashomon.edited import ClaimEdit as ClaimEdit
from rashomon.edited import Edit as Edit
from rashomon.edited import FieldEdit as FieldEdit
from rashomon.edited import SentenceEdit as SentenceEdit
from rashomon.record import Bound as Bound
from rashomon.record import Quantity as Quantity
from rashomon.record import RecordItem as RecordItem
from rashomon.record import Slot as Slot
from rashomon.record import Toll as Toll
from rashomon.record import TollKind as TollKind
from rashomon.spans import Span as Span
from rashomon.spans import Spans as Spans
from rashomon.spans import check_spans, check_unique

FORMAT = "rashomon/1"

Kind = Literal["direct", "indirect", "mixed", "own voice"]
Commitment = Literal[
    "asserts", "hedges", "denies", "doubts", "alleges", "withholds", "demands", "conditional"
]
Stance = Literal["neutral", "distancing", "endorsing"]
EvidenceKind = Literal[
    "document", "video", "photo", "satellite", "technical", "witness", "expert",
    "official statement", "none offered",
]  # fmt: skip
VerificationKind = Literal["not verified", "verified", "access refused", "access given"]
SpeakerType = Literal[
    "person", "office", "state", "organisation", "document", "media", "witness", "expert",
    "public", "unnamed",
]  # fmt: skip
RelationKind = Literal["agree", "contradict", "update", "compatible", "unrelated", "unknown"]
About = Literal["number", "actor", "cause", "denial", "place", "time", "identity", "other"]
ChangeKind = Literal["repeats", "refines", "walks back", "reverses"]
HostClass = Literal["this machine", "private network", "elsewhere"]
OriginKind = Literal["wire copy", "shared source", "near copy"]
OriginHow = Literal["same text", "rewritten", "in part", "same words", "same speaker", "cited"]
SummaryPart = Literal["shared", "said", "parted", "open"]
LostKind = Literal["attribution", "hedge", "number", "cue", "source"]
CorrectionKind = Literal[
    "same speaker", "not the same speaker", "speaker", "not a claim", "commitment",
    "same event", "not the same event",
]  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """What is offered for a claim, and the words that say so."""

    kind: EvidenceKind
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Verification:
    """What is reported about checking a claim; ``by`` is a speaker's id."""

    kind: VerificationKind
    span: Span
    by: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """One source-cue-content relation in one article (the terms of PARC 3.0 and PolNeAR).

    ``source`` and ``cue`` may be empty: both empty is the outlet's own voice, a cue alone is a
    source-less claim. ``inside`` is the id of the claim whose content holds this one.
    ``speaker`` is the id of the resolved identity; when several fit it is None and ``candidates``
    lists them.
    """

    id: str
    source: Spans = ()
    cue: Spans = ()
    content: Spans
    kind: Kind
    inside: str | None = None
    speaker: str | None = None
    candidates: tuple[str, ...] = ()
    commitment: Commitment = "asserts"
    stance: Stance = "neutral"
    evidence: tuple[Evidence, ...] = ()
    verification: tuple[Verification, ...] = ()
    confidence: float = 1.0

    def __post_init__(self) -> None:
        if not self.content:
            raise ValueError(f"claim {self.id}: a claim has content")
        if (self.kind == "own voice") != (not self.source and not self.cue):
            raise ValueError(f"claim {self.id}: own voice is a claim with neither source nor cue")
        if not 0.0 <= self.confidence <= 1.0:
            raise ValueError(f"claim {self.id}: confidence {self.confidence} is not within 0..1")
        if self.inside == self.id:
            raise ValueError(f"claim {self.id}: a claim cannot be inside itself")


@dataclass(frozen=True, slots=True, kw_only=True)
class Anonymity:
    """What the article says of an unnamed source: why unnamed, how many, and how it knows."""

    reason: str | None = None
    count: int | None = None
    access: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Speaker:
    """The resolved identity behind source spans of one article.

    ``also_named`` are other names that were put together with this one: by a person's corrections,
    or where articles were compared.
    """

    id: str
    name: str
    type: SpeakerType
    mentions: Spans = ()
    described_as: str | None = None
    anonymity: Anonymity | None = None
    also_named: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SummarySentence:
    """One sentence of a summary, with the claims and the words it rests on.

    ``rewritten`` is True where its words are a model's, checked, and not the article's own.
    """

    text: str
    claims: tuple[str, ...]
    spans: Spans
    rewritten: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Covers:
    """How much of the ledger a summary carries."""

    claims: int
    of: int
    speakers: int
    of_speakers: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """The summary of one article; ``time_s`` is the reading time in seconds."""

    time_s: int
    sentences: tuple[SummarySentence, ...]
    covers: Covers


@dataclass(frozen=True, slots=True, kw_only=True)
class RewrittenBy:
    """The model that was asked to rewrite a summary, and where; its words may all be refused."""

    model: str
    host: HostClass


@dataclass(frozen=True, slots=True, kw_only=True)
class MadeBy:
    """Which version of what made this output from which text."""

    rashomon: str
    annotator: str
    weights_sha256: str | None = None
    text_sha256: str
    overrides_sha256: str | None = None
    rewritten_by: RewrittenBy | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AppliedCorrection:
    """A person's correction that changed this output; removing its line undoes it.

    ``file`` is the name of the file without its folder; ``what`` says in words what it changed.
    ``by``, ``when`` and ``note`` stand as the person wrote them.
    """

    file: str
    line: int
    kind: CorrectionKind
    what: str
    by: str | None = None
    when: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """An article with what annotators found beside it: claims, speakers, record, summary."""

    format: Literal["rashomon/1"] = "rashomon/1"
    made_by: MadeBy
    article: Article
    claims: tuple[Claim, ...] = ()
    speakers: tuple[Speaker, ...] = ()
    record: tuple[RecordItem, ...] = ()
    tolls: tuple[Toll, ...] = ()
    summary: Summary | None = None
    notes: tuple[str, ...] = ()
    corrections: tuple[AppliedCorrection, ...] = ()

    def __post_init__(self) -> None:
        where, length = f"article {self.article.id}", len(self.article.text)
        check_unique((c.id for c in self.claims), f"{where}, claims")
        check_unique((s.id for s in self.speakers), f"{where}, speakers")
        claims, speakers = {c.id: c for c in self.claims}, {s.id for s in self.speakers}
        for claim in self.claims:
            what = f"{where}, claim {claim.id}"
            check_spans((*claim.source, *claim.cue, *claim.content), length, what)
            check_spans((e.span for e in claim.evidence), length, what)
            check_spans((v.span for v in claim.verification), length, what)
            if claim.inside is not None and claim.inside not in claims:
                raise ValueError(f"{what}: inside {claim.inside!r}, which is no claim here")
            for speaker in filter(None, (claim.speaker, *claim.candidates)):
                if speaker not in speakers:
                    raise ValueError(f"{what}: {speaker!r} is no speaker here")
            outer, steps = claim.inside, 0
            while outer is not None:
                outer, steps = claims[outer].inside, steps + 1
                if steps > len(claims):
                    raise ValueError(f"{what}: the claims around it form a circle")
        for speaker_ in self.speakers:
            check_spans(speaker_.mentions, length, f"{where}, speaker {speaker_.id}")
        for item in self.record:
            check_spans((item.span, *item.sum_of), length, f"{where}, record {item.value!r}")
            if any(c not in claims for c in item.claims):
                raise ValueError(f"{where}, record {item.value!r}: rests on an unknown claim")
        for toll in self.tolls:
            check_spans(toll.spans, length, f"{where}, toll of {toll.counts}")
            if any(c not in claims for c in toll.claims):
                raise ValueError(f"{where}, toll of {toll.counts}: rests on an unknown claim")
        for sentence in self.summary.sentences if self.summary else ():
            check_spans(sentence.spans, length, f"{where}, summary")
            if any(c not in claims for c in sentence.claims):
                raise ValueError(f"{where}, summary: rests on an unknown claim")


# One event, and the comparison of its articles


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """What several articles report: their ids, and why they were put together."""

    id: str
    articles: tuple[str, ...]
    why: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class ClaimRef:
    """One claim of one article."""

    article: str
    claim: str


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Passage:
    """Exact words of one article."""

    article: str
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class EventSpeaker:
    """A speaker as it holds across the articles of a comparison.

    ``also_named`` are the other names that were taken for this speaker: a merge is visible.
    """

    id: str
    name: str
    type: SpeakerType
    mentions: tuple[Passage, ...] = ()
    also_named: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """Claims of one speaker, from any articles, that say the same.

    ``outlets`` counts who carries it, ``origins`` on how many first utterances or wire copies
    these rest. ``text`` is the exact words of one of the claims.
    """

    id: str
    text: str
    claims: tuple[ClaimRef, ...]
    outlets: int
    origins: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A point on which statements answer each other."""

    id: str
    text: str
    about: About
    statements: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Relation:
    """How statement ``a`` stands to statement ``b``, with the reason in words."""

    a: str
    b: str
    relation: RelationKind
    about: About
    why: str
    confidence: float


@dataclass(frozen=True, slots=True, kw_only=True)
class FailedPair:
    """Two texts that could not be related, with the reason; None where a text cannot be read."""

    a: str | None
    b: str | None
    error: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountStatement:
    """A statement within an account: since when, and carried by which articles."""

    statement: str
    first: str | None
    articles: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """How one account went from one statement to a later one; "repeats" goes to itself."""

    __pydantic_config__: ClassVar[Any] = {
        # "from" is a reserved word in Python; the JSON key has no underscore.
        "alias_generator": lambda name: name.rstrip("_"),
        "populate_by_name": True,
    }
    from_: str
    to: str
    kind: ChangeKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """What one speaker says about one event; ``speaker`` None is the outlets' own voice.

    ``silent_on`` are the questions that at least two other speakers answer and this one does not.
    """

    speaker: str | None
    statements: tuple[AccountStatement, ...]
    changes: tuple[Change, ...] = ()
    silent_on: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """The first known utterance or wire copy behind several articles: its name, how they have it.

    ``first`` is the article known to be the earliest, None where dates do not tell.
    """

    id: str
    kind: OriginKind
    articles: tuple[str, ...]
    why: str
    how: OriginHow = "same text"
    name: str = ""
    first: str | None = None
    passages: tuple[Passage, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class LostAttribution:
    """What one outlet attributes and another states in its own voice, or otherwise changes.

    For a hedge, number, cue or source ``own_voice`` is the changed claim; it may be attributed too.
    """

    attributed: ClaimRef
    own_voice: ClaimRef
    what: LostKind
    why: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class NotHeard:
    """A party named in the event whose words nobody quotes."""

    name: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TimelineEntry:
    """A moment of the event, or of its reporting; ``when`` is ISO 8601."""

    when: str
    of: Literal["event", "report"]
    text: str
    claims: tuple[ClaimRef, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class EventSummarySentence:
    """One sentence of an event's summary, with the claims and the words it rests on.

    ``part`` is what it is told for: what most articles tell ("shared"), what somebody says, a side
    of where accounts part, or what is open.
    """

    text: str
    claims: tuple[ClaimRef, ...]
    spans: tuple[Passage, ...]
    part: SummaryPart = "said"


@dataclass(frozen=True, slots=True, kw_only=True)
class EventSummary:
    """The summary of one event across its articles; ``time_s`` is the reading time in seconds."""

    time_s: int = 60
    sentences: tuple[EventSummarySentence, ...]
    covers: Covers = Covers(claims=0, of=0, speakers=0, of_speakers=0)


@dataclass(frozen=True, slots=True, kw_only=True)
class EventComparison:
    """One event with its accounts side by side. It never says who is right.

    ``edits`` are those of its articles after publication, step by step from version to version.
    """

    id: str
    title: str
    articles: tuple[str, ...]
    why: tuple[str, ...] = ()
    statements: tuple[Statement, ...] = ()
    questions: tuple[Question, ...] = ()
    relations: tuple[Relation, ...] = ()
    accounts: tuple[Account, ...] = ()
    origins: tuple[Origin, ...] = ()
    lost_attribution: tuple[LostAttribution, ...] = ()
    not_heard: tuple[NotHeard, ...] = ()
    timeline: tuple[TimelineEntry, ...] = ()
    edits: tuple[Edit, ...] = ()
    summary: EventSummary = EventSummary(sentences=())

    def __post_init__(self) -> None:
        check_unique((s.id for s in self.statements), f"event {self.id}, statements")
        statements = {s.id for s in self.statements}
        used = [
            *(s for q in self.questions for s in q.statements),
            *(s for r in self.relations for s in (r.a, r.b)),
            *(s.statement for a in self.accounts for s in a.statements),
            *(s for a in self.accounts for c in a.changes for s in (c.from_, c.to)),
        ]
        for statement in used:
            if statement not in statements:
                raise ValueError(f"event {self.id}: {statement!r} is no statement here")


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """Readings grouped by event and compared; speaker ids hold across all of it.

    ``earlier`` are the readings of older versions of the articles, which are not compared: the
    edits of the events speak of them, and their speaker ids are their own. ``corrections`` are
    those that put speakers of different articles together or apart; each reading has its own.
    """

    format: Literal["rashomon/1"] = "rashomon/1"
    made_by: MadeBy
    articles: tuple[Reading, ...]
    earlier: tuple[Reading, ...] = ()
    speakers: tuple[EventSpeaker, ...] = ()
    events: tuple[EventComparison, ...] = ()
    notes: tuple[str, ...] = ()
    corrections: tuple[AppliedCorrection, ...] = ()

    def __post_init__(self) -> None:
        claims = {r.article.id: {c.id for c in r.claims} for r in self.articles}
        versions = claims | {r.article.id: {c.id for c in r.claims} for r in self.earlier}
        speakers = {s.id for s in self.speakers}
        for event in self.events:
            refs = [
                *(c for s in event.statements for c in s.claims),
                *(c for lost in event.lost_attribution for c in (lost.attributed, lost.own_voice)),
                *(c for t in event.timeline for c in t.claims),
                *(c for s in event.summary.sentences for c in s.claims),
            ]
            for ref in refs:
                if ref.claim not in claims.get(ref.article, ()):
                    raise ValueError(f"event {event.id}: no claim {ref.claim} in {ref.article}")
            for edit in event.edits:
                for key, there in ((edit.before, "before"), (edit.after, "after")):
                    if key not in versions:
                        raise ValueError(f"event {event.id}: no article {key!r} for an edit")
                    for claim in (getattr(c, there) for c in edit.claims):
                        if claim is not None and claim not in versions[key]:
                            raise ValueError(f"event {event.id}: no claim {claim} in {key}")
            for account in event.accounts:
                if account.speaker is not None and account.speaker not in speakers:
                    raise ValueError(f"event {event.id}: no speaker {account.speaker!r}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Grouping:
    """What ``rashomon group --json`` prints.

    ``as_grouped`` are the events as they were found, with their ids and articles only, where
    ``corrections`` by a person changed them; ``group --after`` goes on from these, so that removing
    a line undoes what it did. ``notes`` say in words what could not be applied or compared.
    """

    events: tuple[Event, ...]
    as_grouped: tuple[Event, ...] = ()
    corrections: tuple[AppliedCorrection, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Diff:
    """What ``rashomon diff --json`` prints: readings of two versions, and what changed."""

    format: Literal["rashomon/1"] = "rashomon/1"
    made_by: MadeBy
    before: Reading
    after: Reading
    edit: Edit
