"""Which tolls an article is said to give: those that are probable and stand in its words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal

import numpy as np

from rashomon.annotate import quantities
from rashomon.annotate.quantities import Found
from rashomon.annotate.tolls.features import HIT, INJURED, KILLED
from rashomon.annotate.tolls.keys import NAMES
from rashomon.annotate.tolls.mentions import AGE, ORDINAL
from rashomon.annotate.tolls.model import Distribution, of_words, shipped
from rashomon.annotate.tolls.plain import plain_tolls
from rashomon.annotate.tolls.words import BODY, TITLE, Words, words_of
from rashomon.model import Bound, Span, Spans, Toll
from rashomon.parse import Parse

_WORDS_APART = 10
"""From the words that count to the word that says what happened, at most."""
_SURE = 0.8
"""The least confidence of an asserted toll, where the threshold of the weights lies below."""
_LEAST = -1.0
"""The least log-odds of a mention, by itself, for a toll to rest on it."""
_PARSED = 2.0
"""Added where the parse says of the mention what the toll says."""
_COUNTS = {KILLED: "killed", INJURED: "wounded"}
_SAYS = {
    KILLED: frozenset({NAMES.index("dead") + 1}),
    INJURED: frozenset(
        NAMES.index(n) + 1 for n in ("injured", "hospital", "condition", "hit", "place of it")
    ),
}
_PLAINLY = {KILLED: NAMES.index("dead") + 1, INJURED: NAMES.index("injured") + 1}
_GOES_ON = _SAYS[KILLED] | _SAYS[INJURED]
_ALMOST = frozenset({"nearly", "almost", "not", "never"})
_NOT_ALL = frozenset("other others further additional serious life word immediate more but".split())
_SHOOTING = frozenset(
    "shot shots shoots shooting shootings gunshot gunshots gunfire gunned gunman gunmen".split()
)
_POLICE = frozenset(
    "police sheriff deputies deputy officers officer detectives troopers coroner homicide".split()
)
_WAR = frozenset(
    """war airstrike airstrikes strike strikes shelling shells troops army soldiers rebels militants
    militia insurgents regime missile missiles rocket rockets bomb bombs bombing drone drones
    taliban jihadist jihadists artillery ceasefire minister military""".split()
)
_WAR_REACH = 300
_BOUNDS: tuple[tuple[tuple[str, ...], Bound], ...] = (
    (("at", "least"), "at least"), (("more", "than"), "at least"), (("over",), "at least"),
    (("up", "to"), "at most"), (("about",), "about"), (("nearly",), "about"),
    (("around",), "about"), (("some",), "about"), (("approximately",), "about"),
)  # fmt: skip


def find(parse: Parse, found: Sequence[Found] | None = None) -> tuple[Toll, ...]:
    """The tolls the article gives for the event it tells: at most one of killed, one of injured.

    ``found`` are the quantities of the parse, where the caller has them. People shot and wounded
    are injured. Where the article is no report of a shooting, only a plain number in its first
    words that nothing else in it disputes is taken (:mod:`.plain`). No toll means that nothing is
    said, never that nobody was hurt; the ``claims`` of a toll are left empty here.
    """
    article = parse.article
    if found is None:
        found = tuple(f for piece in parse.pieces for f in quantities.find(piece))
    words = words_of(article.title, article.text)
    if not _is_of_a_shooting(words):
        return plain_tolls(parse, found, words)
    of = of_words(words, found)
    made: list[Toll] = []
    heads: tuple[tuple[Literal["killed", "injured"], int, int], ...] = (
        ("killed", KILLED, 0), ("injured", INJURED, 1),
    )  # fmt: skip
    for counts, head, at in heads:
        logs = of.killed if head == KILLED else of.injured
        best = int(logs.argmax())
        confidence = float(np.exp(logs[best]))
        if confidence < max(_SURE, shipped().thresholds[at]):
            continue
        if of.values[best] and _denied(of, head):
            continue
        grounds = _grounds(of, head, int(of.values[best]), found)
        if grounds is not None:
            spans, bound = grounds
            made.append(
                Toll(
                    counts=counts,
                    value=int(of.values[best]),
                    bound=bound,
                    spans=spans,
                    confidence=round(min(confidence, 1.0), 3),
                )
            )
    return tuple(made)


def _is_of_a_shooting(words: Words) -> bool:
    """Whether the models' training speaks for this article: a shooting that police deal with."""
    early = {w for w, zone in zip(words.low, words.zones, strict=True) if zone != BODY}
    near = set(words.low[:_WAR_REACH])
    return bool(early & _SHOOTING) and bool(near & _POLICE) and len(near & _WAR) < 2


def _grounds(
    of: Distribution, head: int, value: int, found: Sequence[Found]
) -> tuple[Spans, Bound] | None:
    """The words that give this toll, or None where no words plainly do."""
    best = max(_mentioned(of, head, value, found), default=None)
    if best is not None and best[0] >= _LEAST:
        return (best[2],), best[3]
    if value == 0:
        return None
    people = _people(of, head, value)
    if people:
        return people, "exact"
    if head == INJURED:
        return _rest(of, value, found)
    return None


def _mentioned(
    of: Distribution, head: int, value: int, found: Sequence[Found]
) -> Iterator[tuple[float, int, Span, Bound]]:
    """Mentions of the value: how sure, less the place, the words, and their bound."""
    m, words = of.mentions, of.words
    for at in np.flatnonzero(m.values == value):
        first, last, kind = int(m.first[at]), int(m.last[at]), int(m.kinds[at])
        if words.zones[first] == TITLE or kind == ORDINAL:
            continue
        if value == 0 and not _says_none(words, first, head):
            continue
        if value and first and words.low[first - 1] == "no":
            continue  # "no one"
        person = kind >= AGE
        score = float((of.signs.fates if person else of.signs.counts)[at, head])
        span = _span(of, first, last, head)
        if span is None:
            continue
        bound = _bound(of, first)
        for item in found:
            q = item.quantity
            if q.counts == _COUNTS[head] and q.value == value and _touch(item.span, span):
                start, end = min(item.span.start, span.start), max(item.span.end, span.end)
                score, span, bound = score + _PARSED, Span(start, end), q.bound
        yield score, -first, span, bound


def _denied(of: Distribution, head: int) -> bool:
    """Whether the article says anywhere that nobody was killed, or injured."""
    none = of.mentions.first[of.mentions.values == 0]
    return any(_says_none(of.words, int(first), head) for first in none)


def _says_none(words: Words, first: int, head: int) -> bool:
    """Whether "no one was injured", "no injuries" is said: not "no other", "no word on"."""
    for i in range(first + 1, min(first + 5, len(words.low))):
        if words.low[i] in _NOT_ALL:
            return False
        if int(words.keys[i]) == _PLAINLY[head]:
            return True
    return False


def _touch(a: Span, b: Span) -> bool:
    return a.start < b.end and b.start < a.end


def _span(of: Distribution, first: int, last: int, head: int) -> Span | None:
    """From the mention to the nearest word of its sentence that says what happened."""
    words = of.words
    sentence = words.sentences[first]
    best: tuple[int, int, int] | None = None
    for i in range(max(0, first - _WORDS_APART), min(len(words.low), last + _WORDS_APART + 1)):
        if words.sentences[i] != sentence or int(words.keys[i]) not in _SAYS[head]:
            continue
        if i and words.low[i - 1] in _ALMOST:
            continue
        away = max(first - i, i - last, 0)
        if best is None or away < best[0]:
            best = (away, min(i, first), max(i, last))
    if best is None:
        return None
    end = best[2]
    while end + 1 < len(words.low) and int(words.keys[end + 1]) in _GOES_ON:
        end += 1  # "in critical" condition, "gunshot" wounds
    return Span(words.starts[best[1]], words.ends[end])


def _bound(of: Distribution, first: int) -> Bound:
    before = of.words.low[max(0, first - 2) : first]
    for phrase, bound in _BOUNDS:
        if before[-len(phrase) :] == phrase:
            return bound
    return "exact"


def _people(of: Distribution, head: int, value: int) -> Spans:
    """The words of as many people with different ages as the toll has, where just so many are."""
    m = of.mentions
    held: dict[int, Span] = {}
    for at in np.flatnonzero(m.kinds == AGE):
        if of.signs.fates[at, head] < 0 or of.words.zones[m.first[at]] == TITLE:
            continue
        span = _span(of, int(m.first[at]), int(m.last[at]), head)
        if span is not None:
            held.setdefault(int(m.ages[at]), span)
    return tuple(sorted(set(held.values()))) if len(held) == value else ()


def _rest(of: Distribution, value: int, found: Sequence[Found]) -> tuple[Spans, Bound] | None:
    """The words of all who were hit and of the killed among them, where the rest is the toll."""
    killed = int(of.values[int(of.killed.argmax())])
    m, words = of.mentions, of.words
    if not killed:
        return None
    hit = [
        at
        for at in np.flatnonzero((m.values == value + killed) & (m.kinds < ORDINAL))
        if of.signs.counts[at, HIT] > 0 and words.zones[m.first[at]] != TITLE
    ]
    dead = max(_mentioned(of, KILLED, killed, found), default=None)
    if not hit or dead is None or dead[0] < _LEAST:
        return None
    span = _span(of, int(m.first[hit[0]]), int(m.last[hit[0]]), INJURED)
    if span is None:
        return None
    return tuple(sorted({span, dead[2]})), _bound(of, int(m.first[hit[0]]))
