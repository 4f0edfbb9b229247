"""Whether two sources may be one side: a person and their office, a body and its spokesman."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from rashomon.gazetteer import place
from rashomon.model import Claim, Reading, Span, Speaker, SpeakerType
from rashomon.text import quote
from rashomon.vocabulary import is_stop_word, stem

_WORD = re.compile(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*")
_PRONOUN = re.compile(
    r"\W*(?:he|she|they|it|who|which|that|we|i|him|her|them|this|one|those|these|some|many|others?"
    r"|people|both|several|a (?:man|woman|person))\W*",
    re.IGNORECASE,
)
# What a source is, where no name stands before the first noun: "a Democratic senator".
_DESCRIBED = re.compile(
    r"(?:[Aa]n? |[Oo]ne of |[Tt]he )?(?:[A-Z]\w+(?:an|ish|ese|ic) )?(?!(?:an?|the|one) )[a-z]{2,}\b"
    r"|[A-Z][a-z-]+(?: [a-z-]+)*$"
)
_SOMEBODY = re.compile(r"(?:[Aa]n? |[Oo]ne of )(?:[A-Z]\w+(?:an|ish|ese|ic) )?[a-z]+\b")
# Words that say no more than that somebody speaks.
_EMPTY = frozenset(
    stem(w)
    for w in "spokesman spokeswoman spokesperson spokespeople statement official officials source"
    " sources report reports reporter reporters senior former local chief head leader leaders"
    " member members department office person people group anonymous unnamed one another new"
    " latest account mr mrs ms dr sir according authorities".split()
)
_SIDES = {
    "police": "police officer officers policeman policemen sheriff detective detectives constable"
    " investigator investigators deputies trooper troopers lapd nypd cops",
    "witness": "witness witnesses resident residents neighbor neighbors neighbour neighbours"
    " bystander bystanders survivor survivors villager villagers passenger passengers passer-by",
    "medic": "doctor doctors hospital hospitals medic medics surgeon surgeons nurse nurses"
    " paramedics coroner",
    "prosecution": "prosecutor prosecutors prosecution da",
    "defence": "lawyer lawyers attorney attorneys solicitor barrister counsel",
    "family": "family families relative relatives mother father wife husband brother sister son"
    " daughter parents uncle aunt cousin widow",
    "learned": "analyst analysts expert experts researcher researchers scientist scientists"
    " professor economist economists academics academic study scholars",
    "firm": "company firm manufacturer airline corporation builder builders contractor owner",
    "rebels": "rebel rebels opposition insurgent insurgents activist activists militants"
    " protesters demonstrators organisers organizers",
    "army": "army military soldiers troops commander general colonel forces navy",
    "state": "government minister ministry president premier cabinet mayor governor council senator"
    " lawmaker lawmakers parliament spokesman officials official authorities administration"
    " regulator commission agency",
    "press": "newspaper agency tv television radio media magazine broadcaster daily",
    "court": "judge court magistrate jury tribunal",
    "rescue": "firefighters firefighter fire rescuers rescue",
}
_SIDE_OF = {word: side for side, words in _SIDES.items() for word in words.split()}
# Sides that may well speak for each other.
_TOGETHER = frozenset(
    frozenset(pair)
    for pair in (
        ("police", "state"), ("army", "state"), ("prosecution", "state"), ("rescue", "state"),
        ("police", "prosecution"), ("medic", "state"), ("court", "state"), ("police", "rescue"),
        ("medic", "learned"), ("press", "state"), ("court", "prosecution"), ("rescue", "medic"),
        ("state", "learned"), ("witness", "family"), ("firm", "state"), ("rebels", "army"),
    )
)  # fmt: skip
_ROLES: frozenset[SpeakerType] = frozenset({"office", "organisation", "state"})


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Side:
    """A claim's source as it is known: its speaker's id, the words it goes by, what it is.

    ``words`` are stems; ``names`` those with a capital, ``proper`` these without the names of
    states, which many bodies have in theirs.
    """

    id: str | None
    candidates: frozenset[str]
    name: str
    type: SpeakerType | None
    words: frozenset[str]
    names: frozenset[str]
    proper: frozenset[str]
    sides: frozenset[str]
    states: frozenset[str]

    phrase: str = ""
    pronoun: bool = False

    @property
    def known(self) -> bool:
        """Whether it says who: a name, or what the source is."""
        return bool(self.names or self.sides)

    @property
    def described(self) -> bool:
        """Whether it is told what the source is, and not who: "a senator from Ohio", "critics"."""
        return bool(_DESCRIBED.match(self.phrase))


def side_of(reading: Reading, claim: Claim) -> Side | None:
    """The source of a claim, or None where it has none that says who."""
    text = reading.article.text
    phrase = quote(text, claim.source)
    speaker = next((s for s in reading.speakers if s.id == claim.speaker), None)
    if not claim.source or (speaker is None and (_PRONOUN.fullmatch(phrase) or not phrase)):
        return None
    return _side(text, claim, phrase, speaker)


def named(reading: Reading, words: str) -> Side:
    """A side known by nothing but these words: the subject of a sentence."""
    claim = Claim(id="-", source=(), cue=(), content=(Span(0, 1),), kind="own voice")
    low = words.casefold()
    speaker = next((s for s in reading.speakers if s.name.casefold() in low), None)
    if speaker is not None:
        claim = replace(claim, speaker=speaker.id)
    return _side(reading.article.text, claim, words, speaker)


def _side(text: str, claim: Claim, phrase: str, speaker: Speaker | None) -> Side:
    said = [phrase]
    if speaker is not None:
        said += [speaker.name, speaker.described_as or "", *speaker.also_named]
        said += [m.of(text) for m in speaker.mentions]
    words: set[str] = set()
    names: set[str] = set()
    proper: set[str] = set()
    sides: set[str] = set()
    states: set[str] = set()
    for one in said:
        if _PRONOUN.fullmatch(one):
            continue
        for word in _WORD.findall(one):
            low = word.casefold()
            if low in _SIDE_OF:
                sides.add(_SIDE_OF[low])
            if is_stop_word(word):
                continue
            stemmed = stem(word)
            if stemmed not in _EMPTY:
                words.add(stemmed)
            found = place(word.removesuffix("’s").removesuffix("'s"))
            if word[0].isupper() and low not in _SIDE_OF and stemmed not in _EMPTY:
                names.add(stemmed)
                if found is None:
                    proper.add(stemmed)
            if found is not None:
                states.add(found.state)
        found = place(one.removeprefix("the ").removeprefix("The "))
        if found is not None:
            states.add(found.state)
    return Side(
        id=claim.speaker,
        candidates=frozenset(claim.candidates),
        name=" ".join((speaker.name if speaker else phrase).split()),
        type=speaker.type if speaker else None,
        words=frozenset(words),
        names=frozenset(names),
        proper=frozenset(proper),
        sides=frozenset(sides),
        states=frozenset(states),
        phrase=phrase,
        pronoun=bool(_PRONOUN.fullmatch(phrase)),
    )


def may_be_one(a: Side, b: Side) -> bool:
    """Whether the two may be one source, or speak for one another; unsure counts as yes."""
    if a.id is not None and (a.id == b.id or a.id in b.candidates):
        return True
    if b.id is not None and b.id in a.candidates:
        return True
    if any(_SOMEBODY.match(x.phrase) and y.type == "person" for x, y in ((a, b), (b, a))):
        # "A senator said": whoever has a name may be one.
        return not (a.states and b.states) or bool(a.states & b.states)
    if _two_people(a, b):
        return False
    mine, theirs = a.proper, b.proper
    if mine and theirs:
        # "Monitor" in both makes no one body of two with names.
        if mine & theirs:
            return True
    elif a.words & b.words:
        return True
    if _initials(a, b) or _initials(b, a):
        return True
    if not a.known or not b.known:
        return True
    if a.described != b.described:
        # "A Democratic senator" may be whoever has a name, unless that is another kind of source.
        if a.states and b.states and not a.states & b.states:
            return False
        return not (a.sides and b.sides) or _together(a, b)
    if a.states & b.states and {a.type, b.type} != {"person"}:
        return True
    if a.names and b.names:
        # A person and a body with other names: the one may speak for the other.
        return bool(a.sides & b.sides) and a.type != b.type
    if a.sides and b.sides:
        return _together(a, b)
    # A name on one side, a role on the other, and nothing known of the name's role.
    return True


def _together(a: Side, b: Side) -> bool:
    """Whether the two are sources of one kind, or of kinds that speak for one another."""
    return bool(a.sides & b.sides) or any(
        frozenset({x, y}) in _TOGETHER for x in a.sides for y in b.sides
    )


def _two_people(a: Side, b: Side) -> bool:
    """Whether the two have the names of two people, whatever office is beside them."""
    if a.type != "person" or b.type != "person" or a.id == b.id:
        return False
    mine, theirs = _last(a.name), _last(b.name)
    if not mine or not theirs or mine == theirs:
        return False
    return not (mine in _stems(b.name) | b.proper or theirs in _stems(a.name) | a.proper)


def _last(name: str) -> str | None:
    words = [w for w in _WORD.findall(name) if w[0].isupper()]
    return stem(words[-1]) if words else None


def _stems(name: str) -> set[str]:
    return {stem(w) for w in _WORD.findall(name)}


def _initials(short: Side, full: Side) -> bool:
    """Whether one is called by the first letters of the other: "SAMS"."""
    letters = "".join(w[0] for w in _WORD.findall(full.name) if w[0].isupper())
    if len(letters) < 2:
        return False
    return any(w.isupper() and w == letters for w in _WORD.findall(short.name + " " + short.phrase))
