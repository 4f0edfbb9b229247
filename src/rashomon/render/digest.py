"""What a comparison says of one event, counted: the ground of the page and of the terminal."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime

from rashomon.differences import Alteration
from rashomon.model import (
    AppliedCorrection,
    Article,
    ChangeKind,
    Claim,
    ClaimRef,
    Commitment,
    Comparison,
    EventComparison,
    LostAttribution,
    LostKind,
    NotHeard,
    Question,
    Reading,
    Relation,
    RelationKind,
    Statement,
    Toll,
)
from rashomon.render.clean import line
from rashomon.render.passages import answer
from rashomon.text import quote

OWN_VOICE = "the outlets’ own voice"
NO_SPEAKER = "a source left open"
NO_OUTLET = "[outlet not given: "

LABELS: dict[RelationKind, str] = {
    "contradict": "contradicts",
    "agree": "agrees with",
    "update": "is updated by",
    "compatible": "goes with",
    "unrelated": "does not bear on",
    "unknown": "stands open against",
}
SIGNS: dict[RelationKind, str] = {
    "contradict": "≠",
    "agree": "=",
    "update": "→",
    "compatible": "≈",
    "unrelated": "·",
    "unknown": "?",
}
UNDATED = "one updates the other"
"""For an update whose two statements carry no dates that tell which came first."""
LOST: dict[LostKind, str] = {
    "attribution": "states in its own voice what the other attributes",
    "hedge": "states without the hedge what the other hedges",
    "number": "changes or drops the number",
    "cue": "attributes it with a stronger cue",
    "source": "makes an unnamed source an institution",
}
"""What the second outlet does; but for an attribution it may attribute the words as well."""
ALTERED: dict[Alteration, str] = {
    "trimmed": "quotes a shorter part of the same words",
    "fewer words": "gives the quotation with fewer words",
    "other words": "gives the quotation in other words",
}
CHANGES: dict[ChangeKind, str] = {
    "repeats": "says the same again",
    "refines": "makes it more exact",
    "walks back": "takes back part of it",
    "reverses": "says the opposite",
}
_WEIGHTY: tuple[Commitment, ...] = (
    "denies", "alleges", "withholds", "doubts", "asserts", "demands", "hedges", "conditional",
)  # fmt: skip
"""Commitments in the order in which a list of single claims shows them."""
_NUMBERS = "no one two three four five six seven eight nine ten eleven twelve".split()
_WORD = re.compile(r"\w{3,}")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def outlet(article: Article) -> str:
    """The outlet's name; the host of its address, or the article's title, where it has none."""
    if article.outlet and line(article.outlet):
        return line(article.outlet)
    host = re.match(r"https?://(?:www\.)?([^/:?#\s]+)", article.url or "")
    if host:
        return line(host.group(1))
    words = title(article)
    short = words[:48].rsplit(" ", 1)[0] + " …" if len(words) > 48 else words
    return f"{NO_OUTLET}{short}]"


def title(article: Article) -> str:
    """The article's title; its first words where it has none."""
    if article.title and line(article.title):
        return line(article.title)
    words = line(article.text[:400]).split()
    return " ".join(words[:10]) + (" …" if len(words) > 10 else "") if words else article.id


def day(when: str | None) -> str:
    """The date in words ("3 May 2024, 14:05"), or as it was given where it is no full ISO date.

    An interval of days is given with both ends.

    >>> day("2024-05-03T14:05:00+00:00"), day("2024-05"), day(None)
    ('3 May 2024, 14:05 UTC', '2024-05', '')
    >>> day("2024-05-03/2024-05-05")
    '3 May 2024 to 5 May 2024'
    """
    if not when:
        return ""
    first, _, last = when.partition("/")
    if last and _DAY.match(first) and _DAY.match(last):
        return f"{day(first)} to {day(last)}"
    if not _DAY.match(when):
        return line(when)
    try:
        moment = datetime.fromisoformat(when.strip())
    except ValueError:
        return line(when)
    words = f"{moment.day} {moment:%B %Y}"
    if len(when.strip()) > 10 and (moment.hour or moment.minute or moment.tzinfo):
        offset = moment.strftime("%z")
        zone = {"": "", "+0000": " UTC"}.get(offset, f" UTC{offset[:3]}:{offset[3:5]}")
        words += f", {moment:%H:%M}{zone}"
    return words


def plural(count: int, one: str, many: str = "") -> str:
    """The count with its noun.

    >>> plural(1, "article"), plural(3, "outlet"), plural(2, "copy", "copies")
    ('1 article', '3 outlets', '2 copies')
    """
    return f"{count:,} {one if count == 1 else many or one + 's'}"


def spelled(count: int, one: str) -> str:
    """The count in words up to twelve, with its noun.

    >>> spelled(1, "origin"), spelled(9, "article"), spelled(13, "article")
    ('one origin', 'nine articles', '13 articles')
    """
    words = plural(count, one)
    return f"{_NUMBERS[count]} {words.partition(' ')[2]}" if count < len(_NUMBERS) else words


def toll_words(toll: Toll) -> str:
    """The toll in words: "at least 4 killed"."""
    bound = "" if toll.bound == "exact" else f"{toll.bound} "
    return f"{bound}{toll.value:,} {toll.counts}"


def stems(text: str) -> set[str]:
    """The words of the text, and these without a plural's s."""
    words = set(_WORD.findall(text.casefold()))
    return words | {w.removesuffix("s") for w in words}


@dataclass(frozen=True, slots=True, kw_only=True)
class Lookup:
    """A comparison's articles, claims and speakers by id."""

    readings: dict[str, Reading]
    claims: dict[ClaimRef, Claim]
    names: dict[str, str]
    """Speaker id to name: the event's speakers first, an article's own after them."""
    unnamed: frozenset[str]
    """The ids of speakers whom the articles do not name."""

    def article(self, ref: ClaimRef) -> Article:
        """The article the claim stands in."""
        return self.readings[ref.article].article

    def since(self, statement: Statement) -> str:
        """When the statement was first reported, ISO 8601; "" where no article carries a date."""
        dates = (self.article(ref).published for ref in statement.claims)
        return min((d for d in dates if d), default="")

    def repeated(self, statement: Statement) -> str:
        """For a statement its speaker made on several days: in words, with the last report's day.

        The days it was said on are the speaker's; only those of the reports are at hand here.
        """
        dates = (self.article(ref).published for ref in statement.claims)
        last = max((d[:10] for d in dates if d), default="")
        return f"repeated, last reported on {day(last)}" if last else "repeated"

    def words(self, ref: ClaimRef) -> str:
        """The exact words of the claim's content on one line, quoted only where direct."""
        return line(answer(self.article(ref).text, self.claims[ref]))

    def teller(self, ref: ClaimRef) -> str:
        """Who tells what this claim's speaker said, innermost first; "" for a claim in none."""
        tellers: dict[str, None] = {}
        claim = self.claims[ref]
        while claim.inside is not None:
            outer = ClaimRef(article=ref.article, claim=claim.inside)
            claim = self.claims[outer]
            if claim.kind != "own voice":
                tellers[self.speaker(outer)] = None
        tellers.pop(self.speaker(ref), None)
        return ", as told by ".join(tellers)

    def speaker(self, ref: ClaimRef) -> str:
        """Who says it: the speaker's name, the words of the source, the outlet, or left open."""
        claim, article = self.claims[ref], self.article(ref)
        if claim.kind == "own voice":
            return f"{outlet(article)} in its own voice"
        if claim.speaker is not None:
            return self.names.get(claim.speaker, claim.speaker)
        if claim.source:
            return line(quote(article.text, claim.source))
        return "an unnamed source"


def lookup(readings: Iterable[Reading], comparison: Comparison | None = None) -> Lookup:
    """The readings, and the comparison's speakers where there is one, by id."""
    by_id = {r.article.id: r for r in readings}
    names = {s.id: line(s.name) for s in comparison.speakers} if comparison else {}
    for reading in by_id.values():
        for speaker in reading.speakers:
            names.setdefault(speaker.id, line(speaker.name))
    claims = {ClaimRef(article=key, claim=c.id): c for key, r in by_id.items() for c in r.claims}
    unnamed = {s.id for s in comparison.speakers if s.type == "unnamed"} if comparison else set()
    unnamed.update(s.id for r in by_id.values() for s in r.speakers if s.type == "unnamed")
    return Lookup(
        readings=by_id,
        claims=claims,
        names=names,
        unnamed=frozenset(unnamed),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Digest:
    """What one event's comparison says, in the order a reader asks for it.

    ``one_origin`` holds the statements that several outlets carry from one origin. ``weighty`` are
    the attributed statements that others contradict or that accuse somebody; ``no_evidence`` those
    among them for which no article says that anything is offered. ``one_source`` holds the
    attributed statements that one outlet alone carries and nobody else agrees with; ``one_voice``
    the same for sentences of an outlet's own voice. All but the first are empty where the event
    has one article: then everything rests on one source.
    """

    agree: tuple[Relation, ...]
    part: tuple[Relation, ...]
    changed: tuple[Relation, ...]
    compatible: tuple[Relation, ...]
    left_open: int
    one_origin: tuple[Statement, ...]
    weighty: tuple[Statement, ...]
    no_evidence: tuple[Statement, ...]
    one_source: tuple[Statement, ...]
    one_voice: tuple[Statement, ...]
    lost: tuple[LostAttribution, ...]
    not_heard: tuple[NotHeard, ...]
    statements: dict[str, Statement] = field(default_factory=dict)
    asked: dict[str, list[Question]] = field(default_factory=dict)
    """Statement id to the questions it answers."""
    speaker_of: dict[str, str | None] = field(default_factory=dict)
    """Statement id to speaker id, None for the own voice; absent where nobody is known."""

    def question(self, relation: Relation) -> Question | None:
        """The question on which the two statements answer each other, where there is one.

        Statements that answer several questions stand in the one that the reason speaks of.
        """
        there = {q.id for q in self.asked.get(relation.b, ())}
        asked = [q for q in self.asked.get(relation.a, ()) if q.id in there]
        why = set(_WORD.findall(relation.why.casefold()))
        return max(
            asked,
            key=lambda q: (q.about == relation.about, len(why & stems(q.text))),
            default=None,
        )

    def label(self, look: Lookup, relation: Relation, *, forward: bool = True) -> str:
        """How ``a`` stands to ``b`` in words; the other way round where not ``forward``."""
        if relation.relation != "update":
            return LABELS[relation.relation]
        first, later = (look.since(self.statements[key]) for key in (relation.a, relation.b))
        if not first or not later or first == later:
            return UNDATED
        return LABELS["update"] if forward else "updates"

    def name(self, look: Lookup, statement: str) -> str:
        """Who makes the statement, in words."""
        if statement in self.speaker_of:
            speaker = self.speaker_of[statement]
            if speaker is not None:
                return look.names.get(speaker, speaker)
            claims = self.statements[statement].claims
            names = sorted({outlet(look.article(ref)) for ref in claims})
            shown = ", ".join(names[:3]) + (f" and {len(names) - 3} more" if len(names) > 3 else "")
            return f"{shown} in {'their' if len(names) > 1 else 'its'} own voice"
        for ref in self.statements[statement].claims:
            return look.speaker(ref)
        return NO_SPEAKER


def _is_weighty(statement: Statement, look: Lookup, parting: set[str]) -> bool:
    """Whether the statement is contradicted, or accuses; what only doubts or demands needs none."""
    how = {look.claims[ref].commitment for ref in statement.claims}
    return "alleges" in how or (statement.id in parting and not how & {"demands", "withholds"})


def _has_evidence(statement: Statement, look: Lookup) -> bool:
    return any(
        e.kind != "none offered" for ref in statement.claims for e in look.claims[ref].evidence
    )


def digest(event: EventComparison, look: Lookup) -> Digest:
    """The event's relations and statements, sorted by what they tell the reader."""
    statements = {s.id: s for s in event.statements}
    asked: dict[str, list[Question]] = {}
    for question in event.questions:
        for key in dict.fromkeys(question.statements):
            asked.setdefault(key, []).append(question)
    speaker_of: dict[str, str | None] = {}
    for account in event.accounts:
        for entry in account.statements:
            speaker_of.setdefault(entry.statement, account.speaker)
    for statement in event.statements:
        claims = [look.claims[ref] for ref in statement.claims]
        if statement.id in speaker_of or not claims:
            continue
        if all(c.kind == "own voice" for c in claims):
            speaker_of[statement.id] = None
        elif claims[0].speaker is not None:
            speaker_of[statement.id] = claims[0].speaker
    by_kind: dict[str, list[Relation]] = {}
    for relation in sorted(event.relations, key=lambda r: -r.confidence):
        if relation.relation == "update":
            first, later = (look.since(statements[key]) for key in (relation.a, relation.b))
            if later and first > later:  # the earlier one is shown first
                relation = replace(relation, a=relation.b, b=relation.a)
        by_kind.setdefault(relation.relation, []).append(relation)
    agreed = {key for r in by_kind.get("agree", ()) for key in (r.a, r.b)}
    alone: list[Statement] = []
    if len(event.articles) > 1:
        alone = [s for s in event.statements if s.outlets < 2 and s.id not in agreed and s.claims]
    parting = {key for r in by_kind.get("contradict", ()) for key in (r.a, r.b)}
    weighty = [s for s in event.statements if s.claims and _is_weighty(s, look, parting)]
    weighty = [s for s in weighty if speaker_of.get(s.id, "") is not None]
    weighty.sort(key=lambda s: (s.id not in parting, s.id not in asked, -s.outlets))
    if len(event.articles) < 2:
        weighty = []
    # What answers a question comes first; what stands within another claim comes last, because
    # the reader meets it there too; between them denials and charges before plain assertions.
    alone.sort(
        key=lambda s: (
            s.id not in asked,
            all(look.claims[ref].inside is not None for ref in s.claims),
            s.id not in speaker_of,
            min(_WEIGHTY.index(look.claims[ref].commitment) for ref in s.claims),
        )
    )
    return Digest(
        agree=tuple(by_kind.get("agree", ())),
        part=tuple(by_kind.get("contradict", ())),
        changed=tuple(by_kind.get("update", ())),
        compatible=tuple(by_kind.get("compatible", ())),
        left_open=len(by_kind.get("unknown", ())),
        one_origin=tuple(
            sorted(
                (s for s in event.statements if s.outlets > 1 and s.origins == 1),
                key=lambda s: -s.outlets,
            )
        ),
        weighty=tuple(weighty),
        no_evidence=tuple(s for s in weighty if not _has_evidence(s, look)),
        one_source=tuple(s for s in alone if speaker_of.get(s.id, "") is not None),
        one_voice=tuple(s for s in alone if speaker_of.get(s.id, "") is None),
        lost=event.lost_attribution,
        not_heard=event.not_heard,
        statements=statements,
        asked=asked,
        speaker_of=speaker_of,
    )


def nothing_to_compare(event: EventComparison) -> str:
    """Why there is nothing side by side, in words; "" where there is something."""
    if len(event.articles) < 2:
        return "Only one article: nothing to compare."
    if not event.relations and not any(len(q.statements) > 1 for q in event.questions):
        shared = sum(statement.outlets > 1 for statement in event.statements)
        carried = f"{plural(shared, 'statement')} in several outlets. " if shared else ""
        return (
            f"{carried}No two speakers' statements could be set against each other. "
            "That is no sign that they agree."
        )
    return ""


def about_counts(relations: Iterable[Relation]) -> str:
    """On what the relations bear, most frequent first: "number (2), denial"."""
    counts: dict[str, int] = {}
    for relation in relations:
        counts[relation.about] = counts.get(relation.about, 0) + 1
    ordered = sorted(counts.items(), key=lambda item: (item[0] == "other", -item[1], item[0]))
    shown = [("what is said" if name == "other" else name, n) for name, n in ordered]
    return ", ".join(f"{name} ({n})" if n > 1 else name for name, n in shown)


def correction(applied: AppliedCorrection) -> str:
    """What a person corrected, who and why as they wrote it, and the line that undoes it."""
    who = " ".join(filter(None, (applied.by and f"by {applied.by}", applied.when)))
    about = "; ".join(filter(None, (f"{applied.file}, line {applied.line}", who, applied.note)))
    return line(f"{applied.what} ({about})")
