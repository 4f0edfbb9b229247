"""What got lost between outlets, and who is not heard."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence

from rashomon.comparison.likeness import Pair
from rashomon.comparison.relations import same_wording
from rashomon.comparison.speakers import plain
from rashomon.comparison.views import OWN_VOICE, View
from rashomon.model import ClaimRef, EventSpeaker, LostAttribution, NotHeard, Reading

_MOST_NOT_HEARD = 8
# Two sentences written apart share words too; what was taken over shares most of them.
_MUCH_THE_SAME = 0.6
# A name that fewer claims hold is mentioned in passing; it is no party to the event.
_LEAST_NAMED = 3
_DISPUTED = frozenset({"alleges", "denies", "demands"})


def lost_attribution(alike: Sequence[Pair]) -> tuple[LostAttribution, ...]:
    """Pairs of one claim that an outlet attributes and another states in its own voice.

    ``alike`` are pairs of claims that say the same. An article that attributes the same words
    itself, in another sentence, has lost nothing: its first sentence leans on the attribution
    below.
    """
    attributes_itself: set[ClaimRef] = set()
    found: dict[ClaimRef, tuple[float, View, View]] = {}
    for pair in alike:
        a, b = pair.a, pair.b
        if (a.voice == OWN_VOICE) == (b.voice == OWN_VOICE):
            continue
        attributed, own = (b, a) if a.voice == OWN_VOICE else (a, b)
        if attributed.ref.article == own.ref.article:
            attributes_itself.add(own.ref)
        elif pair.words < _MUCH_THE_SAME and not same_wording(a, b):
            continue
        elif _lost(attributed, own) and found.get(own.ref, (0.0,))[0] < pair.words:
            found[own.ref] = (pair.words, attributed, own)
    rows = [row for ref, row in found.items() if ref not in attributes_itself]
    rows.sort(key=lambda row: (-row[0], row[2].ref))
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
    )


def not_heard(
    readings: Sequence[Reading], speakers: Sequence[EventSpeaker]
) -> tuple[NotHeard, ...]:
    """Parties that claims of several articles name, and that no article quotes or cites.

    A party is whom somebody accuses, denies something about, or demands something of: a name alone
    (a victim, a place, a pope) is none.
    """
    heard = _heard(readings, speakers)
    party: set[tuple[str, ...]] = set()
    named: dict[tuple[str, ...], set[str]] = defaultdict(set)
    times: Counter[tuple[str, ...]] = Counter()
    shown: dict[tuple[str, ...], str] = {}
    for reading in readings:
        disputed = {c.id for c in reading.claims if c.commitment in _DISPUTED}
        for item in reading.record:
            words = plain(item.value)
            if item.slot != "actor" or not words or set(words) & heard or _initials(words) in heard:
                continue
            if disputed & set(item.claims):
                party.add(words)
            named[words].add(reading.article.id)
            times[words] += len(item.claims)
            shown.setdefault(words, item.value)
    rows = sorted(
        (
            words
            for words in sorted(party)
            if len(named[words]) >= max(2, len(readings) / 3) and times[words] >= _LEAST_NAMED
        ),
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
