"""Whether words lay a wrong or a harm to somebody: what makes a claim an allegation.

Three signs: words that call something wrong ("betrayed", "fraud"), words that say who is to blame
("was responsible for"), and harm to people with a doer ("rebel shelling killed two children"). Harm
without a doer ("a blast killed two") and fighting without victims are no charge.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from rashomon.gazetteer import Place, place

if TYPE_CHECKING:
    from spacy.tokens import Token

# Somebody else's charge within the words is not the speaker's.
_REPORTED = re.compile(
    r"\b(?:said|says?|argued|argues|suspect\w*|claim\w*|accus\w+|alleg\w+|warn\w*|responded? to"
    r"|denied|denials?|reports? (?:of|that|suggesting)|investigat\w+|charges?|prosecut\w+"
    r"|tell(?:s|ing)?"
    r"|told(?! the truth)|conclu(?:ded|sions?)|quot(?:ed|ing)|citing|fears? of|risk of|believes?)\b"
)
# Where something lies.
_WHERE = (
    "in|on|at|down|there|near|by|under|over|above|across|along|beyond|behind|between|beneath|below"
    "|off|outside|inside|within|around|among|against|next|north|south|east|west|somewhere|half"
)
_WRONG = re.compile(
    r"\b(?:aggress\w+|betray\w*|harass\w*|bull(?:y|ied|ying)|violated|violating"
    r"|(?:a|clear|gross|blatant) violations? of|illegal(?:ly)?(?! to\b)"
    r"|unlawful(?:ly)?|war crimes?|crimes? against|(?:acts? of|state) terror\w*|lied"
    rf"|lying(?! (?:{_WHERE}|face|dead|still|awake|low)\b)|liars?"
    rf"|lies(?! (?:{_WHERE}|about|with|to|ahead|just|\d))"
    r"|irresponsible|provocation|shocking|hypocri\w+|scapegoat\w*|collective punishment"
    r"|travesty|disgrac\w+|outrag\w+|threaten(?:ed to|ing [\"“]?(?:the|to))|treacherous|treason"
    r"|massacred"
    r"|indictment of|atrocit\w+|genocide|corrupt\w*|cover(?:ed)?[- ]up|cheat\w*|barbarous"
    r"|barbarity|hysteria"
    r"|negligen\w+|cost lives|manipulat\w+|falsif\w+|sabotag\w+|murder(?:ed|ing|ous)|tortur\w+"
    r"|deliberately|no better than|drug addicts?|fraud\w*|crooked|dishonest\w*|rigged|phon(?:y|ies)"
    r"|(?-i:sham)|smear\w*|intimidat\w+|retaliat(?:ed|ing)|deceptive|deceiv\w+|misle(?:d|ading)"
    r"|discriminat(?:ed|ing)|defam\w+|witch[- ]hunt|conned|con (?:man|artist)|disgusting"
    r"|brib\w+|trumped-up|arbitrary|unacceptable|playing politics|incit(?:ed|ing) (?:hatred"
    r"|violence)"
    r"|terrorist organi[sz]ation|collu(?:ded|ding|sion)|incompeten\w+|stole\w*"
    r"|jointly the fault|the fault of|fail(?:ed|ing|ure) to protect|persecut\w+|barbaric)\b",
    re.IGNORECASE,
)
# "The fraud squad", "a genocide exhibition": an offence only names something.
_NAMES_OFFENCE = re.compile(
    r"[ -](?:trials?|squad|units?|inquir\w+|probe|investigat\w+|cases?|laws?|legislation|courts?"
    r"|watchdog|office|bureau|commission|police|detectives?|prosecutors?|hearings?|suspects?"
    r"|conventions?|museum|memorial|exhibition|survivors?|victims?|prevention|experts?|scholars?"
    r"|studies|rate|team|department|statistics|weapon|mystery|novel)\b",
    re.IGNORECASE,
)
_AGAINST = re.compile(
    r"(?:\banti[- ]?|\bcounter[- ]?|\b(?:survivors?|victims?|exhibition|book|film|lecture|class"
    r"|talk"
    r"|law|convention|study|studies|museum)s? (?:of|on|about|against) (?:the )?)$",
    re.IGNORECASE,
)
_STOLEN_FROM_NOBODY = re.compile(
    r" (?:(?:the|a|his|her|their|many|second|third) )?(?:show|glances?|spotlight|limelight|scene"
    r"|hearts?|base|bases|look|kiss|march|thunder|headlines)\b",
    re.IGNORECASE,
)
_OF_THE_PEOPLE = re.compile(
    r"\b(?:elections?|votes?|voting|ballots?|presidency|victory|seats?|land|territor\w+|race)\b",
    re.IGNORECASE,
)
# What has no will has no blame: "the virus was responsible for 200 deaths".
_BY_NATURE = re.compile(
    r"\b(?:virus|bacteri\w+|disease|infection|outbreak|winds?|weather|storms?|rains?|ice|snow|fog"
    r"|heat|heatwave|cold|drought|floods?|lightning|earthquake|engine|brakes?|error|fault|leak"
    r"|mould|mold|bug|software|glitch|malfunction|fatigue|climate(?: change)?|smoking|pollution"
    r"|speed|alcohol) $",
    re.IGNORECASE,
)
_THREATS = re.compile(
    r"\b(?:threats? (?:against|to (?:kill|use|expel|destroy)|by|were)"
    r"|(?:as )?an? (?:\w+ ){0,2}threat\W*$"
    r"|^a threat)"
)
_BLAME = re.compile(
    r"\b(?:(?:was|were|is|are|be|been) (?:\w+ )?(?:responsible for (?=(?:\w+ ){0,5}"
    r"(?:attack|strike|death|kill|murder|crash|massacre|bomb|blast|shoot|shell|explosion|assault"
    r"|crime|violence|atrocit|disaster|crisis|chaos|fail|damage|loss|suffering|what|it\b|this\b"
    r"|escalat|war\b|collapse|poison|hack|leak|fire\b|arson|plot|abuse|injur)\w*)"
    r"|to blame|behind the (?:\w+ )?"
    r"[\"“]?(?:\w+ )?(?:attack|bomb|blast|kill|shoot|strike|murder|massacre|plot|explosion|assault)"
    r")|responsibility for the (?:attack|strike|death|killing|massacre)|"
    r"(?:responsible|blame) for (?:\w+ ){0,3}(?:attack|strike|death|killing|crash|massacre)\w*"
    r"|used (?!was|were|is|in)(?:\w+ ){0,2}(?:chemical|poison|barrel|cluster|nerve|chlorine|sarin"
    r"|napalm)\w*"
    r"|us(?:ed|ing) (?:\w+ ){0,2}(?:as )?human shields|(?:hold|holds|holding|held) (?:\w+ ){1,5}"
    r"responsible|behind the [\"“]?(?:\w+ ){0,2}(?:attacks?|bombings?|killings?|strikes?))\b",
    re.IGNORECASE,
)
# Verbs of harm. The first need no further victim: their object is one.
_KILL = frozenset(
    "kill murder execute massacre behead slaughter torture gas assassinate abduct kidnap rape "
    "lynch "
    "poison maim injure wound".split()
)
_STRIKE = frozenset(
    """attack bomb shell strike destroy hit target fire bombard raid storm drop launch shoot down
    invade burn detonate blow pound besiege starve hijack stage orchestrate
    conduct capture seize occupy""".split()
)
_FORCE = frozenset(
    "attack bomb shell strike destroy bombard invade hijack down poison fire launch shoot".split()
)
# These are blows only with something that strikes, or at somebody.
_OF_WEAPONS = frozenset("fire launch drop shoot".split())
_WEAPONS = frozenset(
    """missile rocket shell bomb mortar artillery round bullet shot gas grenade drone munition
    attack airstrike strike raid offensive assault operation invasion barrage salvo torpedo weapon
    barrel explosive chemical chlorine sarin projectile war campaign plane jet helicopter airliner
    aircraft""".split()
)
# What one fires, launches or drops without harm, if that is all.
_HARMLESS = frozenset(
    """satellite spacecraft probe salute flare plan project programme program product app website
    inquiry investigation fund scheme train campaign case charge claim minister ambassador manager
    coach worker staff official employee demand bid proposal idea anchor puck ball film movie
    scene""".split()
)
_BLOW_AT = frozenset({"down", "at", "on", "upon", "into"})
_HITS = frozenset({"target", "goal", "record", "low", "high", "limit", "milestone", "peak"})
_ACTS = frozenset(
    """strike airstrike raid shelling bombardment bombing fire attack shell bomb missile rocket
    airstrikes shooting assault offensive drone""".split()
)
# Those who do such harm, where no name says it.
_ARMED = frozenset(
    """regime army force forces troop rebel militant fighter jihadist insurgent militia gunman
    warplane plane jet aircraft helicopter coalition government military police soldier terrorist
    faction attacker settler extremist islamist opposition navy drone officer guard mercenary group
    militiaman paramilitary separatist hijacker gang""".split()
)
_NAMED = frozenset(
    {"isis", "isil", "is", "daesh", "hamas", "hezbollah", "taliban", "nusra", "qaeda"}
)
_VICTIMS = frozenset(
    """civilian child woman resident people person volunteer villager family hospital school market
    mosque church house home neighbourhood neighborhood crowd protester demonstrator
    worker prisoner journalist pilot soldier member convoy aid truck vehicle
    residential mourning headquarters building patient medic rescuer bus passenger plane""".split()
)
_CASUALTIES = frozenset(
    "kill die dead death wound wounded injure injured casualty victim body martyr toll".split()
)
_COSTS = _CASUALTIES | frozenset({"leave", "cause", "claim"})
_REPORTS = frozenset(
    """say tell report conclude accuse believe suggest claim allege blame argue announce conclusion
    report claim allegation belief quote cite reveal show deny warn""".split()
)
_SIDES = frozenset({"amod", "compound", "poss", "nmod", "npadvmod"})


def charges(words: str, tokens: Sequence[Token], own: frozenset[str] = frozenset()) -> bool:
    """Whether the words, whose tokens are given, lay a wrong or a harm to somebody.

    ``own`` are the states that the speaker speaks for: what they do is no charge.
    """
    return calls_wrong(words) or _harms(tokens, own)


def calls_wrong(words: str) -> bool:
    """Whether the words themselves call something wrong or say who is to blame."""
    for pattern in (_WRONG, _BLAME, _THREATS):
        found = next((m for m in pattern.finditer(words) if not _neutral(words, m)), None)
        if found is not None and _REPORTED.search(words, 0, found.start()) is None:
            return not _denied(words, found.start())
    return False


def _neutral(words: str, match: re.Match[str]) -> bool:
    """Whether words that could charge somebody do not here: "fraud squad", "stole the show"."""
    before, after = words[: match.start()], words[match.end() :]
    if _NAMES_OFFENCE.match(after) or _AGAINST.search(before):
        return True
    word = match.group().lower()
    if word.startswith("stole"):
        passive = bool(re.search(r"\b(?:is|was|were|been|be|being|had|a|the)(?: \w+)? $", before))
        return bool(_STOLEN_FROM_NOBODY.match(after)) or (
            word == "stolen"
            and passive
            and not re.match(r"\W*(?:\w+ ){0,2}by\b", after)
            and not _OF_THE_PEOPLE.search(words)
        )
    if word == "unacceptable":
        return after.startswith(" to ")
    if word == "misled":
        return after.startswith((" by the sun", " by the light", " by appearances"))
    return "blame" in word or "responsible" in word if _BY_NATURE.search(before) else False


def _denied(words: str, at: int) -> bool:
    """Whether the words just before deny the charge or only ask who it concerns."""
    before = words[:at]
    return bool(
        re.search(r"\b(?:not|never|no|n[’']t|without)\W+(?:\w+\W+){0,2}$", before)
        or re.search(r"\b(?:who|whom|which|whether|if)\W+(?:\w+\W+){0,3}$", before)
    )


def _harms(tokens: Sequence[Token], own: frozenset[str]) -> bool:
    """Whether somebody is said to have done harm to people."""
    lemmas = {t.lemma_.lower() for t in tokens}
    hurt = bool(lemmas & _CASUALTIES)
    inside = {t.i for t in tokens}
    for token in tokens:
        lemma = token.lemma_.lower()
        if lemma in _KILL | _STRIKE | _ACTS and _told_by_another(token, inside):
            continue
        if token.pos_ == "VERB" and lemma in _KILL | _STRIKE:
            if any(c.dep_ == "neg" for c in token.children) or _unreal(token):
                continue
            if lemma in _OF_WEAPONS and not _with_weapons(token):
                continue  # "China launched a satellite", "the army fired a salute"
            if lemma == "hit" and any(c.lemma_.lower() in _HITS for c in token.children):
                continue
            doers = [d for d in _doers(token) if _does(d, own)]
            if doers and (lemma in _KILL or hurt or _at_people(token, tokens)):
                return True
            if lemma in _FORCE and any(_is_state(d) for d in doers):
                return True
        elif (
            token.pos_ in {"NOUN", "PROPN"}
            and lemma in _ACTS
            and hurt
            and _cost_lives(token)
            and any(_does(d, own) for d in _authors(token))
        ):
            return True
    return False


def _told_by_another(token: Token, inside: set[int]) -> bool:
    """Whether the word stands in what the content itself reports of somebody, or in an aside."""
    word, steps = token, 0
    while word.head is not word and word.head.i in inside and steps < 12:
        if word.dep_ == "relcl":
            return True
        if word.dep_ in {"ccomp", "acl"} and word.head.lemma_.lower() in _REPORTS:
            return True
        word, steps = word.head, steps + 1
    return False


def _cost_lives(act: Token) -> bool:
    """Whether the act is what killed or wounded: "killed in rebel shelling", "strikes left 12"."""
    word, steps = act, 0
    while word.head is not word and steps < 4:
        word, steps = word.head, steps + 1
        if word.lemma_.lower() in _COSTS:
            return True
        if word.pos_ in {"VERB", "AUX"}:
            return any(c.lemma_.lower() in _CASUALTIES for c in word.children)
    return word.lemma_.lower() in _COSTS


def _with_weapons(verb: Token) -> bool:
    """Whether firing, launching or dropping something is a blow."""
    things = [c for c in verb.children if c.dep_ in {"dobj", "nsubjpass"}]
    if not things or any(c.dep_ in {"prt", "prep"} and c.lower_ in _BLOW_AT for c in verb.children):
        return True
    words = {w.lemma_.lower() for t in things for w in (t, *t.children)}
    if words & (_WEAPONS | {"it", "they", "that", "which"}):
        return True
    return verb.lemma_.lower() == "shoot" and not words & _HARMLESS


def _unreal(verb: Token) -> bool:
    return any(
        c.lower_ in {"could", "would", "will", "may", "might", "to", "can", "'ll", "shall"}
        for c in verb.children
        if c.dep_ == "aux"
    )


def _doers(verb: Token) -> Iterator[Token]:
    """The subjects and agents of a verb, through conjoined verbs and relative clauses."""
    if verb.dep_ == "acl" and any(c.dep_ == "dobj" for c in verb.children):
        yield verb.head  # a statement that the parser took for a phrase: "air strikes killed two"
        return
    head, steps = verb, 0
    while steps < 3:
        found = [c for c in head.children if c.dep_ == "nsubj"]
        agents = [g for c in head.children if c.dep_ == "agent" for g in c.children]
        if found or agents:
            for noun in (*found, *agents):
                yield noun
                yield from (c for c in noun.children if c.dep_ == "conj")
            return
        if head.dep_ not in {"conj", "advcl", "xcomp"} or head.head is head:
            return
        head, steps = head.head, steps + 1


def _authors(act: Token) -> Iterator[Token]:
    """Who is named beside an act: "rebel shelling", "strikes by the coalition"."""
    for child in act.children:
        if child.dep_ in _SIDES:
            yield child
            yield from (c for c in child.children if c.dep_ in _SIDES)
        elif act.dep_ == "advcl" and child.i == act.i - 1:
            yield child  # "died in rebel shelling", read as a clause
        elif child.dep_ == "prep" and child.lower_ in {"by", "from"}:
            yield from child.children
        elif child.dep_ == "acl" and child.lemma_.lower() in {
            "carry",
            "launch",
            "conduct",
            "blame",
        }:
            for agent in child.children:
                if agent.dep_ in {"agent", "prep"}:
                    yield from agent.children


def _does(noun: Token, own: frozenset[str]) -> bool:
    """Whether a noun names a party that can do harm and is not the speaker's own."""
    words = [noun, *(c for c in noun.children if c.dep_ in _SIDES)]
    states = {found.state for w in words for found in _places(w.text)}
    if states & own:
        return False
    if noun.lemma_.lower() in _ACTS:
        return any(_does(c, own) for c in _authors(noun))
    return bool(states) or any(
        w.lemma_.lower() in _ARMED or w.lower_ in _ARMED | _NAMED or _led(w.lower_) for w in words
    )


def _is_state(noun: Token) -> bool:
    """Whether the noun is a state, or its forces: their act is a charge without victims, too."""
    found = place(noun.text)
    if found is not None:
        return found.stands in {"state", "capital"}
    forces = noun.lemma_.lower() in {"force", "army", "military", "troop", "defence", "defense"}
    return forces and any(place(c.text) for c in noun.children if c.dep_ in _SIDES)


def _led(word: str) -> bool:
    return word.endswith(("-led", "-backed", "-linked")) or word.startswith("pro-")


def _places(word: str) -> Iterator[Place]:
    found = place(word) or place(word.split("-")[0])
    if found is not None:
        yield found


def _at_people(verb: Token, tokens: Iterable[Token]) -> bool:
    """Whether the blow falls on people or on what is theirs."""
    inside = {t.i for t in tokens}
    return any(t.lemma_.lower() in _VICTIMS for t in verb.subtree if t.i in inside and t.i > verb.i)
