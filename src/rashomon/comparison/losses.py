"""What got lost between outlets, and who is not heard."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence

from rashomon.comparison.likeness import candidate_pairs, likeness
from rashomon.comparison.relations import SAY_THE_SAME, says_the_same
from rashomon.comparison.speakers import plain
from rashomon.comparison.views import OWN_VOICE, View
from rashomon.model import EventSpeaker, LostAttribution, NotHeard, Reading

_MOST_NOT_HEARD = 8


def lost_attribution(views: Sequence[View]) -> tuple[LostAttribution, ...]:
    """Pairs of one claim that an outlet attributes and another states in its own voice.

    An article that attributes the same words itself, in another sentence, has lost nothing: its
    headline sentence leans on the attribution below.
    """
    ordered = sorted(views, key=lambda v: (v.ref.article, v.claim.content[0].start))
    alike: dict[tuple[str, str], list[View]] = defaultdict(list)
    found: list[tuple[float, View, View]] = []
    for i, j in candidate_pairs(ordered):
        a, b = ordered[i], ordered[j]
        if (a.voice == OWN_VOICE) == (b.voice == OWN_VOICE) or not says_the_same(a, b):
            continue
        attributed, own = (b, a) if a.voice == OWN_VOICE else (a, b)
        if attributed.ref.article == own.ref.article:
            alike[own.ref.article, own.ref.claim].append(attributed)
        elif _lost(attributed, own):
            found.append((likeness(a, b), attributed, own))
    best: dict[tuple[str, str], tuple[float, View, View]] = {}
    for score, attributed, own in found:
        key = (own.ref.article, own.ref.claim)
        if key not in alike and (key not in best or best[key][0] < score):
            best[key] = (score, attributed, own)
    rows = sorted(best.values(), key=lambda row: (-row[0], row[2].ref))
    return tuple(
        LostAttribution(
            attributed=attributed.ref,
            own_voice=own.ref,
            what="hedge" if attributed.claim.commitment == "hedges" else "attribution",
        )
        for _, attributed, own in rows
    )


def _lost(attributed: View, own: View) -> bool:
    return (
        attributed.claim.commitment in {"asserts", "alleges", "hedges"}
        and own.claim.commitment == "asserts"
        and attributed.negated == own.negated
        and attributed.outlet != own.outlet
        and likeness(attributed, own) >= SAY_THE_SAME
    )


def not_heard(
    readings: Sequence[Reading], speakers: Sequence[EventSpeaker]
) -> tuple[NotHeard, ...]:
    """Parties that claims of several articles name, and that no article quotes or cites."""
    heard = _heard(readings, speakers)
    named: dict[tuple[str, ...], set[str]] = defaultdict(set)
    times: Counter[tuple[str, ...]] = Counter()
    shown: dict[tuple[str, ...], str] = {}
    for reading in readings:
        for item in reading.record:
            words = plain(item.value)
            if item.slot != "actor" or not words or set(words) & heard or _initials(words) in heard:
                continue
            named[words].add(reading.article.id)
            times[words] += len(item.claims)
            shown.setdefault(words, item.value)
    rows = sorted(
        (words for words in named if len(named[words]) > 1),
        key=lambda words: (-len(named[words]), -times[words], words),
    )
    return tuple(
        NotHeard(
            name=shown[words],
            why=f"named in {len(named[words])} of {len(readings)} articles, quoted in none of them",
        )
        for words in rows[:_MOST_NOT_HEARD]
    )


def _heard(readings: Sequence[Reading], speakers: Sequence[EventSpeaker]) -> set[str]:
    """The words of all speakers' names and of the phrases that introduce them.

    "The UN envoy said" is the UN heard.
    """
    names = [n for speaker in speakers for n in (speaker.name, *speaker.also_named)]
    texts = {reading.article.id: reading.article.text for reading in readings}
    names += [
        mention.span.of(texts[mention.article])
        for speaker in speakers
        for mention in speaker.mentions
        if mention.article in texts
    ]
    words = [plain(name) for name in names]
    return {word for name in words for word in name} | {_initials(name) for name in words}


def _initials(words: Sequence[str]) -> str:
    """The acronym of a name ("un" for the United Nations), or "" for a single word."""
    return "".join(word[0] for word in words) if len(words) > 1 else ""
