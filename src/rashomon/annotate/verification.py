"""Reports of checking in an article, and the claims that each of them is about.

A report of checking names what was checked: what was told ("the claim", "this"), a toll ("the
figures"), an event ("the attack", "whether it was an airstrike"), or something else ("the identity
of the victim"). That decides which claims it is about, and how far away they may stand. The words
are in :mod:`rashomon.annotate.grounds`.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from rashomon.annotate import grounds
from rashomon.annotate.matter import Matter, matter_of
from rashomon.model import Claim, Span, Verification
from rashomon.text import inside, quote

Subject = Literal["told", "all told", "toll", "event", "whether", "cause", "access", "other", "own"]
# How far a caveat reaches, before it and after it. In sentences.
_REACH = 12
_STRETCH = 5  # sentences
_SKIPPED = 2  # sentences back, where the one between is nobody's
_LOOKING = re.compile(r"\b(?:inspect|investigat|access|visit|observers?)", re.IGNORECASE)
_ADJECTIVE = re.compile(r"(?:unconfirmed|unverified)\b", re.IGNORECASE)
_ASKED = re.compile(
    r"\b(?:should|must|will|would|to) be\b|\b(?:demand|urg|call|ask)\w* "
    r"|\b(?:should|must|will|would|could|may|might|to|if) (?:\w+ )?(?:allow|let|permit|give|grant)",
    re.IGNORECASE,
)
_PASSIVE = re.compile(r"(?!.*\bable\b)(?:was|were|is|are|.*\bbe|.*\bbeen)\b.*ed\b", re.IGNORECASE)
_REPORTS = re.compile(r"\breports\b", re.IGNORECASE)
_CLOSE = 60  # code points
_ASKED_REACH = 40  # code points
TOLD = frozenset({"asserts", "alleges", "hedges", "denies", "doubts"})
_ACCESS = frozenset({"access refused", "access given"})


@dataclass(frozen=True, slots=True)
class Sentence:
    """Where one sentence of an article begins and ends, in code points, and its paragraph."""

    start: int
    end: int
    paragraph: int


@dataclass(frozen=True, slots=True)
class Check:
    """A report of checking, the sentence it stands in and what it names as checked.

    ``matter``: the matter of that sentence, for access of its neighbours too. ``named``: the
    matter of the words for what was checked alone.
    """

    made: Verification
    sentence: int
    subject: Subject
    matter: Matter
    named: Matter


@dataclass(frozen=True, slots=True)
class Told:
    """A claim, the sentences that its source and cue stand in, and what it tells of.

    ``until``: the sentence that its last words stand in.
    """

    claim: Claim
    sentences: tuple[int, ...]
    until: int
    matter: Matter


def checks(
    text: str, sentences: Sequence[Sentence], cued: Mapping[int, Sequence[Claim]]
) -> Iterator[Check]:
    """Every report of checking in the article, in order; ``cued``: the cues of each sentence."""
    for number, sentence in enumerate(sentences):
        taken: list[Span] = []
        for how, pattern in grounds.CHECKED:
            match = pattern.search(text, sentence.start, sentence.end)
            if match is None:
                continue
            span = Span(*match.span())
            if any(meet(span, t) for t in taken):
                continue  # "could not be independently confirmed" confirms nothing
            taken.append(span)
            if how == "access given" and _ASKED.search(
                text, max(sentence.start, match.start() - _ASKED_REACH), match.start() + 8
            ):
                continue  # "should be allowed access": asked for, not given
            if how in _ACCESS and not grounds.LOOKED_AT.search(text, sentence.start, sentence.end):
                continue
            if "established" in match.group() and not grounds.FOUND_OUT.search(
                text, sentence.start, match.start()
            ):
                continue
            by = next(
                (c.speaker for c in cued.get(number, ()) if any(meet(span, s) for s in c.cue)), None
            )
            subject, named = _subject(text, sentence, span)
            near = sentences[max(number - 1, 0) : number + 2] if how in _ACCESS else (sentence,)
            yield Check(
                made=Verification(kind=how, span=span, by=by),
                sentence=number,
                subject="access" if how in _ACCESS else subject,
                matter=matter_of(text[near[0].start : near[-1].end]),
                named=matter_of(named),
            )


def _subject(text: str, sentence: Sentence, span: Span) -> tuple[Subject, str]:
    """What the words of checking name as checked, and the words for it."""
    before, words = text[sentence.start : span.start], span.of(text)
    after = grounds.GOES_ON.split(text[span.end : sentence.end], maxsplit=1)[0]
    # "could not verify the reports" is one match.
    whole = f"{words}{after}"
    if grounds.CAVEAT_ON_ALL.search(whole):
        return "all told", whole
    if _ADJECTIVE.match(words):
        return "told", after
    own = grounds.OWN_QUESTION.match(after)
    if own:
        return "own", after
    named = before if _PASSIVE.match(words) else whole
    clause = grounds.WHETHER.match(after)
    if clause:
        return "whether", after
    if grounds.CAUSE.search(named):
        return "cause", named
    things = list(grounds.CHECKED_THING.finditer(named))
    if not things:
        own_name = named is before and grounds.OWN_SUBJECT.match(before)
        own_name = own_name or (named is whole and grounds.OWN_OBJECT.match(after))
        return ("other" if own_name else "told"), named
    found = things[-1] if named is before else things[0]  # the one next to the words of checking
    kind: Subject = "toll" if found["toll"] else "event" if found["event"] else "told"
    return kind, named


def concerning(
    text: str, told: Sequence[Told], found: Sequence[Check], sentences: Sequence[Sentence]
) -> dict[str, tuple[Verification, ...]]:
    """The reports of checking that are about each claim, by the claim's id, one of each kind."""
    given: dict[str, dict[str, Verification]] = {}
    starts = [t.sentences[0] for t in told]
    for check in found:
        # No caveat is about a claim farther away: thousands of both are a page of live updates.
        near = told[
            bisect_left(starts, check.sentence - _REACH) : bisect_right(
                starts, check.sentence + _REACH
            )
        ]
        for item in _about(text, check, near, sentences):
            given.setdefault(item.claim.id, {}).setdefault(check.made.kind, check.made)
    return {claim: tuple(kinds.values()) for claim, kinds in given.items()}


def _about(
    text: str, check: Check, told: Sequence[Told], sentences: Sequence[Sentence]
) -> list[Told]:
    """The claims near a report of checking that it is about."""
    span = check.made.span
    others = [t for t in told if not any(meet(span, s) for s in (*t.claim.source, *t.claim.cue))]
    firm = [t for t in others if t.claim.commitment in TOLD]
    if check.subject != "access":
        # What itself tells of checking is another claim's caveat.
        firm = [t for t in firm if not inside((span,), t.claim.content)]
    match check.subject:
        case "own":
            return []
        case "access":
            about = [t for t in firm if _looked_at(text, t, check)]
        case "all told":
            about = [t for t in firm if t.claim.source]
        case "toll":
            about = _same_toll(firm, check)
        case "event":
            about = _same_event(firm, check)
        case "whether":
            about = [t for t in firm if t.matter.events & check.named.events]
        case "cause":
            about = [t for t in firm if _supposes(t, check)]
        case _:
            about = _told_before(text, check, told, others, sentences)
    # Who relays a claim and who makes it stand on one content: so does the caveat.
    return about + [t for t in firm if any(inside(t.claim.content, a.claim.content) for a in about)]


def _supposes(item: Told, check: Check) -> bool:
    """Whether a claim beside "the cause is not established" supposes one."""
    return item.claim.commitment in {"hedges", "alleges"} and any(
        abs(n - check.sentence) <= 1 for n in item.sentences
    )


def _told_before(
    text: str,
    check: Check,
    told: Sequence[Told],
    others: Sequence[Told],
    sentences: Sequence[Sentence],
) -> list[Told]:
    """What was told just before a caveat, or beside it, and where it is told again."""
    span = check.made.span
    holding = [t for t in told if check.sentence in t.sentences]
    first = [t for t in others if _just_told(t, check, holding, others, sentences)]
    if _ADJECTIVE.match(text, span.start):
        # "Unconfirmed reports of shelling": what these reports say, and such reports elsewhere.
        first = [
            t
            for t in first
            if check.sentence in t.sentences and 0 <= t.claim.content[0].start - span.end <= _CLOSE
        ]
        such = [t for t in others if _REPORTS.search(quote(text, t.claim.cue + t.claim.source))]
        return first + [t for t in such if any(t.matter.same_event(f.matter) for f in first)]
    firm = [t for t in others if t.claim.commitment in TOLD]
    if grounds.MANY_TOLD.search(text, sentences[check.sentence].start, span.end):
        # "The claims could not be verified": all that their speakers told in this stretch.
        who = {f.claim.speaker for f in first} - {None}
        first += [
            t for t in firm if t.claim.speaker in who and 0 < check.sentence - t.until <= _STRETCH
        ]
    return first + [t for t in firm if any(_tells_again(t, f) for f in first)]


def _tells_again(item: Told, before: Told) -> bool:
    """Whether a claim says another again: its speaker's own, or one with the same number."""
    one = item.claim.speaker is not None and item.claim.speaker == before.claim.speaker
    return (one or bool(item.matter.numbers & before.matter.numbers)) and item.matter.restates(
        before.matter
    )


def _just_told(
    item: Told,
    check: Check,
    holding: Sequence[Told],
    before: Sequence[Told],
    sentences: Sequence[Sentence],
) -> bool:
    """Whether a claim stands in the sentence of a caveat, or just before it, and is what it means.

    A content that itself tells of checking ("he could not confirm it") is another claim's caveat,
    not its own.
    """
    here, last, span = check.sentence, item.until, check.made.span
    if here in item.sentences:
        if inside((span,), item.claim.content):
            return False
        holders = [t for t in holding if inside((span,), t.claim.content)]
        return not holders or any(inside(item.claim.content, t.claim.content) for t in holders)
    apart = sentences[here].paragraph - sentences[last].paragraph
    if not (here - last == 1 and apart <= 1) and not (here - last == _SKIPPED and apart == 0):
        return False
    if any(last < t.until < here for t in before):
        return False
    # "The identity of the victim could not be confirmed": only what tells of that.
    return check.subject != "other" or bool(check.named.stems & item.matter.stems)


def _looked_at(text: str, item: Told, check: Check) -> bool:
    """Whether who may look or may not would look at what the claim tells of."""
    if inside((check.made.span,), item.claim.content):
        return True
    return item.matter.same_event(check.matter) and not _LOOKING.search(
        quote(text, item.claim.content)
    )


def _same_toll(told: Sequence[Told], check: Check) -> list[Told]:
    """The claims that give the last toll before the caveat, wherever they stand."""
    deaths = check.named.killed
    giving = [t for t in told if t.matter.numbers and (t.matter.killed or not deaths)]
    before = [t for t in giving if t.sentences[-1] < check.sentence]
    before = before or [t for t in giving if t.sentences[-1] == check.sentence]
    if not before:
        return []
    last = before[-1].sentences[-1]
    numbers = frozenset(n for t in before if t.sentences[-1] == last for n in t.matter.numbers)
    return [t for t in giving if t.matter.numbers & numbers]


def _same_event(told: Sequence[Told], check: Check) -> list[Told]:
    """The claims that tell of the event that was checked: of the kind last told of before it."""
    if check.named.events:
        return [t for t in told if t.matter.same_event(check.named)]
    before = [t.matter for t in told if t.sentences[-1] < check.sentence and t.matter.events]
    return [t for t in told if t.matter.same_event(before[-1] if before else check.named)]


def meet(one: Span, other: Span) -> bool:
    """Whether two spans share a code point."""
    return one.start < other.end and other.start < one.end
