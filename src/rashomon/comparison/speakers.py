"""One identity across articles: which speakers of different articles are the same.

A merge is made only where the names say so, and every variant stays visible in the speaker's
mentions. Unnamed sources, witnesses, experts and the public have no name to go by: two articles'
"a senior official" are two people, unless both are given the very same words, which is one passage
carried twice. They are never put together with a named one.
"""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher

from rashomon.comparison.corrected import Joined, by_hand
from rashomon.corrections import Corrections
from rashomon.gazetteer import place
from rashomon.model import AppliedCorrection, EventSpeaker, Passage, Reading, Speaker
from rashomon.text import words

# Given names equal and surnames this alike (difflib's ratio) are two spellings of one name.
_ONE_SPELLING = 0.8
_SHORTEST_GIVEN_NAME = 2
# In shorter names one letter makes another name. In letters.
_SPELT_TWO_WAYS = 5
# What makes a woman's name of a man's ("Paul", "Paula"): no short form.
_FEMININE = frozenset("a e la le lle na ne ia ina ine tta tte ella elle etta ette".split())
_GENERATIONS = frozenset({"jr", "sr", "junior", "senior", "ii", "iii", "iv"})
# One of these alone may stand for the whole of a body's name that it is in the middle of.
_TELLING = frozenset({"observatory", "watchdog", "ombudsman", "inspectorate"})
# Fewer equal words than this may be chance ("the situation is under control").
_SAME_PASSAGE = 8
# A speaker of one article, and what two of them must share to be one: how far the name holds
# ("everywhere", "in one event", "alone"), the event's number, and the name's words.
Place = tuple[str, str]
Key = tuple[str, int, tuple[str, ...]]
_NAMELESS = frozenset({"unnamed", "witness", "expert", "public", "document"})
_SMALL_WORDS = frozenset("the a an of for and in on at to 's s al el ul".split())
# Letters of spelling that differ between outlets, not between speakers.
_SPELT = {"defense": "defence", "center": "centre", "centers": "centres", "organization":
          "organisation", "labor": "labour", "daish": "daesh", "isil": "isis"}  # fmt: skip
# Bodies that go by several names everywhere. Each line is one body; all words small.
_ALIASES = {
    tuple(name.split()): tuple(line.split("|")[0].split())
    for line in (
        "islamic state|islamic state group|islamic state is group|islamic state is|isis|is|daesh|"
        "islamic state iraq levant|islamic state iraq syria|islamic state iraq|self styled"
        " islamic state|islamic state isis|islamic state isil|is group",
        "united nations|un",
        "european union|eu",
        "associated press|ap",
        "agence france presse|afp|agence france presse afp",
        "human rights watch|hrw",
        "doctors without borders|médecins sans frontières|medecins sans frontieres|msf",
        "world health organisation|who",
        "international committee red cross|icrc",
        "north atlantic treaty organisation|nato",
        "federal bureau investigation|fbi",
        "central intelligence agency|cia",
        "syrian observatory human rights|sohr",
        "white helmets|syrian civil defence|syria civil defence|white helmets syrian civil defence",
        "organisation prohibition chemical weapons|opcw",
        "nusra front|jabhat nusra|nusra",
    )
    for name in line.split("|")
}
# Marks the key of a state; no word of a name holds a colon, so that "State" is no state.
_STATE = "state:"
# With a state's name or adjective before them these mean its government.
_GOVERNS = frozenset({"government", "regime", "authorities", "administration", "side"})
_SITS = frozenset({"based", "headquartered"})
# Words of an office that one person holds.
_OFFICES = frozenset(
    "minister president secretary governor mayor ambassador envoy commissioner chairman chairwoman"
    " chief director spokesman spokeswoman spokesperson premier chancellor head leader sheriff"
    " prosecutor attorney coroner judge general commander speaker chair".split()
)
# A name of these words alone means whoever the article means; another article may mean another.
_GENERIC = frozenset(
    "administration agency air armed army authorities authority board bureau cabinet chief"
    " coalition command commander commission committee company council court defence defense"
    " department deputy director embassy federal fire force forces foreign general government"
    " governor head health home intelligence interior judge justice lawyer leader local mayor"
    " media military minister ministry national navy newspaper office officer official"
    " officials opposition parliament party police president prime prosecutor prosecutors"
    " regional report secretary security senate service sheriff spokesman spokesperson"
    " spokeswoman staff state statement supreme television tv union".split()
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Linked:
    """Readings whose speaker ids hold across all of them, and these speakers."""

    readings: tuple[Reading, ...]
    speakers: tuple[EventSpeaker, ...]
    corrections: tuple[AppliedCorrection, ...] = ()


def link(
    readings: Sequence[Reading],
    events: Sequence[Sequence[str]],
    *,
    corrections: Corrections | None = None,
) -> Linked:
    """The readings with speaker ids "s1", "s2" ... that hold across them.

    ``events`` are the ids of the articles of each event. A surname or a bare office joins a fuller
    name only within one event; equal full names join everywhere. ``corrections`` by a person keep
    names apart and put them together against these rules.
    """
    event_of = {article: number for number, event in enumerate(events) for article in event}
    keys: dict[Place, Key] = {}
    for reading in readings:
        event = event_of.get(reading.article.id, -1)
        for speaker in reading.speakers:
            keys[reading.article.id, speaker.id] = _key(reading, speaker, event)
    person = by_hand(readings, corrections)
    person.part(keys)
    _join_passages(readings, event_of, keys)
    person.part(keys)
    _join_spellings(readings, event_of, keys)
    # Before the next: a surname must not join one of two names that are kept apart.
    person.part(keys)
    _join_surnames(readings, event_of, keys)
    person.part(keys)
    _join_offices(readings, event_of, keys)
    person.part(keys)
    _part_ambiguous(readings, event_of, keys)
    person.part(keys)
    joined = person.join(keys)
    return replace(_renamed(readings, keys, joined), corrections=person.applied())


def _key(reading: Reading, speaker: Speaker, event: int) -> Key:
    # "Ban Ki-moon's aide Un" is no United Nations.
    name = plain(speaker.name, aliases=speaker.type != "person")
    if speaker.type in _NAMELESS or not name:
        return _alone(reading.article.id, speaker.id)
    state = _government(speaker)
    if state is not None:
        return ("everywhere", 0, (_STATE, state))
    if set(name) <= _GENERIC or (speaker.type == "person" and len(name) == 1):
        return ("in one event", event, name)
    return ("everywhere", 0, name)


def _government(speaker: Speaker) -> str | None:
    """The state for which "Ruritania", its capital or "the Ruritanian government" speaks."""
    if speaker.type not in {"state", "office"}:
        return None
    found = place(speaker.name)
    if found is not None:
        return found.state if found.stands in {"state", "capital"} else None
    words_ = speaker.name.replace("’s", "").replace("'s", "").removeprefix("the ").split()
    if len(words_) < 2 or words_[-1].lower() not in _GOVERNS:
        return None
    found = place(" ".join(words_[:-1]))
    return found.state if found is not None and found.stands != "seat" else None


def _alone(article: str, speaker_id: str) -> Key:
    return ("alone", 0, (article, speaker_id))


def plain(name: str, *, aliases: bool = True) -> tuple[str, ...]:
    """The words of a name without accents, case, possessives and small words.

    With ``aliases``, a body's other names are given as the first of them; people have none.

    >>> plain("the Organisation of São Vicente")
    ('organisation', 'sao', 'vicente')
    """
    folded = unicodedata.normalize("NFKD", name.casefold().replace("’", "'").replace("'s", ""))
    letters = "".join(
        c if c.isalnum() else " " for c in folded if c != "." and not unicodedata.combining(c)
    )
    found = [_SPELT.get(word, word) for word in letters.split() if word not in _SMALL_WORDS]
    for sits in _SITS & set(found):
        # "The London-based Observatory" is the Observatory.
        found = found[found.index(sits) + 1 :] or found
    whole = tuple(found)
    return _ALIASES.get(whole, whole) if aliases else whole


def _join_passages(
    readings: Sequence[Reading],
    event_of: Mapping[str, int],
    keys: dict[Place, Key],
) -> None:
    """Join nameless speakers of different articles who are given the very same words."""
    first: dict[tuple[int, str], Key] = {}
    for reading in readings:
        event = event_of.get(reading.article.id, -1)
        nameless = {s.id for s in reading.speakers if s.type in _NAMELESS}
        for claim in reading.claims:
            if claim.speaker not in nameless:
                continue
            said = [word.casefold() for _, word in words(reading.article.text, claim.content)]
            if len(said) < _SAME_PASSAGE:
                continue
            passage = (event, " ".join(said))
            key = keys[reading.article.id, claim.speaker]
            keys[reading.article.id, claim.speaker] = first.setdefault(passage, key)


def _join_spellings(
    readings: Sequence[Reading],
    event_of: Mapping[str, int],
    keys: dict[Place, Key],
) -> None:
    """Join spellings and short forms of one name within one event.

    People: one surname spelt two ways ("Tymoshenko", "Timoshenko") or a given name cut short
    ("Doug", "Douglas"). Organisations: the beginning or the end of exactly one longer name.
    """
    known: dict[tuple[int, str], dict[tuple[str, ...], list[tuple[str, str]]]] = {}
    for reading in readings:
        event = event_of.get(reading.article.id, -1)
        for speaker in reading.speakers:
            name = plain(speaker.name, aliases=speaker.type != "person")
            if speaker.type in {"person", "organisation"} and name:
                places = known.setdefault((event, speaker.type), {})
                places.setdefault(name, []).append((reading.article.id, speaker.id))
    for (_, kind), places in sorted(known.items()):
        names = sorted(places)
        for short in names:
            alike = _one_person if kind == "person" else _one_body
            fuller = [name for name in names if name != short and alike(short, name)]
            if kind == "person" and len(fuller) == 1:
                # An article that names both ("Anna Lee", "Ann Lee") names two people.
                other = {article for article, _ in places[fuller[0]]}
                if any(article in other for article, _ in places[short]):
                    continue
            if len(fuller) == 1:
                old, new = keys[places[short][0]], keys[places[fuller[0]][0]]
                keys.update({place: new for place, key in keys.items() if key == old})


def _one_person(short: tuple[str, ...], full: tuple[str, ...]) -> bool:
    if short[-1] in _GENERATIONS or full[-1] in _GENERATIONS:
        # A junior may be called without it; a senior is called so because there is another.
        if full[-1] != "jr" or short[-1] in _GENERATIONS:
            return False
        full = full[:-1]
    if len(short) < 2 or len(full) < 2:
        return False
    if short == full:
        return True
    if short[0] == full[0]:
        # "Rami Abdel Rahman", "Rami Abdurrahman": the rest may be cut into words otherwise.
        return _alike("".join(short[1:]), "".join(full[1:]))
    if short[1:] != full[1:]:
        return False
    cut = len(short[0]) >= _SHORTEST_GIVEN_NAME and full[0].startswith(short[0])
    if full[0].removeprefix(short[0]) in _FEMININE or short[0].removeprefix(full[0]) in _FEMININE:
        return False
    return cut or (short[0][-1] == full[0][-1] and _alike(short[0], full[0]))


def _alike(one: str, other: str) -> bool:
    if min(len(one), len(other)) < _SPELT_TWO_WAYS or one + "a" == other or other + "a" == one:
        # "Yi" and "Yin", "Jon" and "Joan", "Ivanov" and "Ivanova" are two.
        return False
    return one[0] == other[0] and SequenceMatcher(None, one, other).ratio() >= _ONE_SPELLING


def _one_body(short: tuple[str, ...], full: tuple[str, ...]) -> bool:
    if len(short) >= len(full) or set(short) <= _GENERIC:
        return False
    if place(short[0].title()) is not None and (len(short) == 1 or short != full[: len(short)]):
        # Whose it is makes its name whole: "the Free Syrian Army" is another than the Syrian army.
        return False
    if short in (full[: len(short)], full[-len(short) :]):
        return True
    # "The Observatory": its one word stands in the name, and tells more than "the council".
    return len(short) == 1 and short[0] in _TELLING and short[0] in full


def _person(name: str) -> tuple[str, ...]:
    """A person's name without "Jr": a surname is looked for at its end."""
    words = plain(name, aliases=False)
    return words[:-1] if len(words) > 2 and words[-1] in _GENERATIONS else words


def _join_surnames(
    readings: Sequence[Reading],
    event_of: Mapping[str, int],
    keys: dict[Place, Key],
) -> None:
    """Give a bare surname the full name, where exactly one in the event ends in it."""
    full: dict[tuple[int, str], set[Key]] = defaultdict(set)
    people = [(r, s) for r in readings for s in r.speakers if s.type == "person"]
    for reading, speaker in people:
        words = _person(speaker.name)
        if len(words) > 1:
            event = event_of.get(reading.article.id, -1)
            full[event, words[-1]].add(keys[reading.article.id, speaker.id])
    for reading, speaker in people:
        words = _person(speaker.name)
        fitting = full[event_of.get(reading.article.id, -1), words[-1]] if words else set()
        if len(words) == 1 and len(fitting) == 1:
            keys[reading.article.id, speaker.id] = next(iter(fitting))


def _join_offices(
    readings: Sequence[Reading],
    event_of: Mapping[str, int],
    keys: dict[Place, Key],
) -> None:
    """Give an office the person who, in another article of the event, is introduced by it.

    "The Homs governor" is "Homs Governor Ann Arden" where she alone in the event is called so; an
    office has other holders at other times, so this never goes beyond one event.
    """
    holders: dict[int, list[tuple[frozenset[str], Key]]] = defaultdict(list)
    for reading in readings:
        event = event_of.get(reading.article.id, -1)
        for speaker in reading.speakers:
            if speaker.type == "person" and speaker.described_as:
                said = frozenset(plain(speaker.described_as)) - set(plain(speaker.name))
                key = keys[reading.article.id, speaker.id]
                holders[event].append((said, key))
    for reading in readings:
        event = event_of.get(reading.article.id, -1)
        for speaker in reading.speakers:
            office = frozenset(plain(speaker.name))
            if speaker.type not in {"office", "organisation"} or not office & _OFFICES:
                continue
            fits = {key for said, key in holders[event] if office <= said}
            if len(office) > 1 and len(fits) == 1:
                keys[reading.article.id, speaker.id] = next(iter(fits))


def _part_ambiguous(
    readings: Sequence[Reading],
    event_of: Mapping[str, int],
    keys: dict[Place, Key],
) -> None:
    """Keep a bare office of each article apart, where the event knows two that it could be.

    "The Defence Ministry" of two articles is one speaker in an event with one defence ministry,
    and left apart in an event where a Russian and a Ukrainian one speak.
    """
    owners: dict[tuple[int, str], set[str]] = defaultdict(set)
    for reading in readings:
        event = event_of.get(reading.article.id, -1)
        for speaker in reading.speakers:
            words = plain(speaker.name)
            own = [word for word in words if word not in _GENERIC]
            if own and len(own) < len(words):
                for word in set(words) & _GENERIC:
                    owners[event, word].add(" ".join(own))
    for (article, speaker_id), (scope, event, name) in list(keys.items()):
        if scope == "in one event" and any(len(owners[event, word]) > 1 for word in name):
            keys[article, speaker_id] = _alone(article, speaker_id)


def _renamed(
    readings: Sequence[Reading], keys: Mapping[Place, Key], joined: Mapping[Key, Joined]
) -> Linked:
    ids: dict[Key, str] = {}
    named: dict[Key, list[tuple[Speaker, str]]] = defaultdict(list)
    renamed = []
    for reading in readings:
        new = {}
        for speaker in reading.speakers:
            key = keys[reading.article.id, speaker.id]
            new[speaker.id] = ids.setdefault(key, f"s{len(ids) + 1}")
            named[key].append((speaker, reading.article.id))
        renamed.append(_with_ids(reading, new))
    speakers = []
    for key, same in named.items():
        best = max(same, key=lambda pair: _fullness(key, pair[0]))[0]
        mentions = [Passage(article=a, span=m) for s, a in same for m in s.mentions]
        names = dict.fromkeys(name for s, _ in same for name in (s.name, *s.also_named))
        shown = joined.get(key, Joined(name=best.name, type=best.type))
        speakers.append(
            EventSpeaker(
                id=ids[key],
                name=shown.name,
                type=shown.type or best.type,
                mentions=tuple(mentions),
                also_named=tuple(name for name in names if name != shown.name),
            )
        )
    return Linked(readings=tuple(renamed), speakers=tuple(speakers))


def _fullness(key: Key, speaker: Speaker) -> tuple[int, int]:
    """How good a speaker's name is as the one shown: a state by its own name, else the longest."""
    if key[2][:1] == (_STATE,):
        return int(speaker.name == key[2][1]), len(speaker.mentions)
    return len(plain(speaker.name)), len(speaker.mentions)


def _with_ids(reading: Reading, new: Mapping[str, str]) -> Reading:
    merged: dict[str, Speaker] = {}
    for speaker in reading.speakers:
        id_ = new[speaker.id]
        if id_ in merged:
            first = merged[id_]
            mentions = tuple(sorted({*first.mentions, *speaker.mentions}))
            names = dict.fromkeys((*first.also_named, speaker.name, *speaker.also_named))
            also_named = tuple(name for name in names if name != first.name)
            merged[id_] = replace(first, mentions=mentions, also_named=also_named)
        else:
            merged[id_] = replace(speaker, id=id_)
    claims = tuple(
        replace(
            claim,
            speaker=new[claim.speaker] if claim.speaker else None,
            candidates=tuple(dict.fromkeys(new[c] for c in claim.candidates)),
            verification=tuple(
                replace(v, by=new.get(v.by) if v.by else None) for v in claim.verification
            ),
        )
        for claim in reading.claims
    )
    return replace(reading, claims=claims, speakers=tuple(merged.values()))
