"""What words tell of: their stems, the kinds of event and the numbers in them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache


def _stem(word: str) -> str:
    """A word without the ending of a plural or a past, and without a last "e"."""
    for ending in ("’s", "'s", "s"):
        if len(word) > len(ending) + 2:
            word = word.removesuffix(ending)
    for ending in ("ing", "ed"):
        if word.endswith(ending) and len(word) > len(ending) + 2:
            word = word.removesuffix(ending)
            break
    return word.removesuffix("e")


# Words by the kind of event that they name. "attack" is every kind's: it is none.
_KINDS = {
    "air": "airstrike warplane aircraft jet bomb bombing raid",
    "shelling": "shell shelling artillery rocket mortar missile",
    "chemical": "chemical gas chlorine sarin poison toxic nerve neurotoxic",
    "shooting": "shoot shot gunfire gunman gunmen",
    "blast": "explosion explode blast detonate bomber",
    "crash": "crash collide collision wreck",
    "killing": "massacre execute execution beheading behead murder",
    "fire": "blaze burn",
}
_EVENTS = {_stem(word): kind for kind, words in _KINDS.items() for word in words.split()}
_ATTACK = frozenset(map(_stem, "attack strike struck target assault hit incident".split()))
_COMMON = frozenset(
    map(
        _stem,
        """that this with from have been were they their there which would could about after before
    into than then when where what while also more most some such only other over said says told
    report claim statement official people including independent independently confirm verify
    verified confirmed immediately information able spokesman reporter agency""".split(),
    )
)
_WORD = re.compile(r"[A-Za-z][\w’'-]+")
_NUMBER = re.compile(r"(?<![\w$€£.,-])\d[\d,]*(?![\w%.-]*\w)")
_NUMERALS = frozenset(
    """two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen
    dozen dozens twenty thirty forty fifty sixty hundred hundreds thousands""".split()
)
_KILLED = frozenset(map(_stem, "kill killed die died dead death deaths execute executed".split()))
_BY_AIR = re.compile(r"\bair[ -](?:strike|raid)", re.IGNORECASE)
_LONG = 4  # letters of the shortest word that says what is told of
_SHARED = 4
_SHARE = 0.6


@dataclass(frozen=True, slots=True)
class Matter:
    """What some words tell of.

    ``stems`` of their longer words; the kinds of ``events`` that they name; whether they name an
    ``attack``, and ``killed``; their ``numbers`` as written.
    """

    stems: frozenset[str]
    events: frozenset[str]
    attack: bool
    killed: bool
    numbers: frozenset[str]

    def restates(self, other: Matter) -> bool:
        """Whether the two have so many words in common that one may say the other again."""
        shared = len(self.stems & other.stems)
        fewer = min(len(self.stems), len(other.stems))
        return shared >= _SHARED and shared >= _SHARE * fewer

    def same_event(self, other: Matter) -> bool:
        """Whether both name one kind of event, or one an attack of no kind and the other any."""
        if self.events and other.events:
            return bool(self.events & other.events)
        return (self.attack or bool(self.events)) and (other.attack or bool(other.events))


@lru_cache(maxsize=4096)
def matter_of(words: str) -> Matter:
    """What the words tell of."""
    stems = frozenset(_stem(w) for w in _WORD.findall(_BY_AIR.sub("airstrike", words).lower()))
    numbers = {n.replace(",", "") for n in _NUMBER.findall(words)}
    return Matter(
        stems=frozenset(s for s in stems if (len(s) >= _LONG or s in _EVENTS) and s not in _COMMON),
        events=frozenset(_EVENTS[s] for s in stems if s in _EVENTS),
        attack=bool(stems & _ATTACK),
        killed=bool(stems & _KILLED),
        numbers=frozenset(numbers | (stems & _NUMERALS)),
    )
