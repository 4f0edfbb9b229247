"""What happened to counted people: killed, wounded, aboard, missing, ...

The verb that the counted noun belongs to decides before the words beside the noun: in "killed 26
displaced people" they are killed.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Token

# Outcomes by the lemma of the word that says them.
OUTCOMES = {
    "kill": "killed", "die": "killed", "dead": "killed", "death": "killed", "fatality": "killed",
    "slay": "killed", "slaying": "killed", "murder": "killed", "perish": "killed",
    "killing": "killed", "execute": "killed", "execution": "killed", "massacre": "killed",
    "behead": "killed", "eliminate": "killed", "wound": "wounded", "wounded": "wounded",
    "wounding": "wounded", "injure": "wounded", "injured": "wounded", "hurt": "wounded",
    "injury": "wounded", "hospitalise": "wounded", "hospitalize": "wounded",
    "missing": "missing", "disappear": "missing", "arrest": "arrested", "detain": "arrested",
    "aboard": "aboard", "evacuate": "evacuated", "displace": "displaced", "rescue": "rescued",
    "survive": "survived", "survivor": "survived", "capture": "captured", "abduct": "abducted",
    "kidnap": "abducted", "casualty": "casualties",
}  # fmt: skip
# The same right after the number, where no verb stands: "five dead and six wounded".
AFTER = {
    "dead": "killed", "killed": "killed", "wounded": "wounded", "injured": "wounded",
    "hurt": "wounded", "missing": "missing", "aboard": "aboard", "arrested": "arrested",
    "detained": "arrested",
}  # fmt: skip
_AUXILIARIES = frozenset("was were are is been be being have has had reportedly".split())
_PARTICIPLES = {
    "killed": "killed", "dead": "killed", "murdered": "killed", "executed": "killed",
    "wounded": "wounded", "injured": "wounded", "hurt": "wounded", "missing": "missing",
    "arrested": "arrested", "detained": "arrested", "displaced": "displaced", "aboard": "aboard",
    "evacuated": "evacuated", "rescued": "rescued", "hospitalized": "wounded",
    "hospitalised": "wounded",
}  # fmt: skip
# These are said of things too; there the counted noun must be people.
_OF_THINGS = frozenset({"missing", "aboard", "captured", "evacuated", "rescued", "survived"})
PEOPLE = frozenset(
    """people person civilian soldier child man woman student teacher passenger crew member troop
    victim prisoner captive officer police policeman journalist worker resident fighter militant
    rebel girl boy other protester demonstrator pilot escort guard servicemen serviceman hostage
    driver patient villager tourist migrant refugee adult teenager individual suspect survivor
    combatant insurgent militiaman national citizen employee staff baby infant pupil pows pow
    personnel rescuer medic nurse doctor bystander worshipper family life volunteer evacuee
    terrorist gunman brother sister teen detainee sailor fisherman climber miner""".split()
)
# Nouns that say no more than that people are counted.
_ANYBODY = frozenset({"people", "person", "other", "victim", "individual", "life", "body"})
_COPULAS = frozenset(
    {"leave", "be", "find", "remain", "go", "report", "declare", "shoot", "get", "confirm"}
)
_ARGUMENTS = frozenset(
    {"nsubj", "nsubjpass", "dobj", "obj", "attr", "conj", "appos", "nummod", "oprd", "pobj",
     "ROOT", "dep", "acomp"}
)  # fmt: skip
_BESIDE = frozenset({"amod", "acl", "relcl", "advmod", "prep", "acomp"})
_PREDICATES = frozenset(
    {"acomp", "oprd", "advcl", "ccomp", "attr", "xcomp", "amod", "prep", "advmod", "dobj", "conj"}
)
_MOST_CHILDREN = 40
_OBJECTS = frozenset({"dobj", "obj"})
# With the number right after them: "killed 12", "displaced millions".
_TAKES = frozenset(
    "kill wound injure displace arrest detain capture abduct kidnap rescue evacuate".split()
)
_VERBS = frozenset({"VBG", "VBD", "VB", "VBZ", "VBN"})
# "Attempted to kill five", "threatened to kill 20": nobody was.
_NOT_DONE = frozenset(
    {"attempt", "try", "plan", "threaten", "plot", "want", "intend", "vow", "conspire", "fail",
     "threat", "bid", "order"}
)  # fmt: skip
_UNDONE = frozenset({"attempted", "planned", "intended", "threatened", "foiled"})
# "No survivors" says zero; "no deaths were reported" says that none is known.
_NONE_OF = frozenset({"survivor", "casualty", "death", "fatality", "injury"})
_KNOWN = frozenset({"reported", "immediate", "confirmed", "known", "further", "more", "other"})
_WITHOUT_OBJECT = frozenset({"die", "perish", "survive", "disappear"})


def outcome(number: Token, noun: Token | None, start: int, *, last: Token) -> str | None:
    """What happened to the counted people, or None where the words do not plainly say.

    ``start`` is the index of the first word of the quantity, its bound included; ``last`` is the
    last word of the number.
    """
    base = noun if noun is not None else number
    found = (
        _right_after(noun if noun is not None else last)
        or _beside(noun if noun is not None else last, start)
        or _outcome(number, base, noun)
    )
    if found in _OF_THINGS and noun is not None and noun.lemma_.lower() not in PEOPLE:
        return None
    if found == "survived" and noun is None and number.head.tag_ in {"VBP", "VBZ"}:
        return None  # "fewer than 300 survive in the wild" is said of animals
    return found


def none_of(no: Token) -> Token | None:
    """The noun after "no" where the words say that there are none of it: "no survivors".

    None where they say that none was reported, or anything else.
    """
    noun: Token = no.head
    if no.dep_ not in {"det", "neg"} or not 0 < noun.i - no.i <= 2:
        return None
    if noun.lemma_.lower() not in _NONE_OF or noun.tag_ not in {"NNS", "NN"}:
        return None
    if any(c.lower_ in _KNOWN or c.dep_ == "conj" for c in noun.children) or noun.dep_ == "conj":
        return None
    head = noun.head
    if head.dep_ == "prep" or head.pos_ == "ADP":
        return noun if head.lower_ == "with" else None
    plain = {"be", "leave", "cause", "have"}
    if head.lemma_.lower() not in plain or any(c.dep_ in {"neg", "aux"} for c in head.children):
        return None
    return noun if head.dep_ in {"ROOT", "ccomp", "conj", "relcl", "advcl"} else None


def who(counted: str | None) -> str:
    """Whom the number counts: "people", or the narrower noun."""
    return "people" if counted is None or counted in _ANYBODY or counted in OUTCOMES else counted


def _outcome(number: Token, base: Token, noun: Token | None) -> str | None:
    own = base.lemma_.lower()
    if any(c.lower_ in _UNDONE for c in base.children):
        return None
    if own == "life" and base.head.lemma_.lower() in {"lose", "claim", "take", "cost"}:
        return "killed"
    if own in OUTCOMES and noun is not None:
        return OUTCOMES[own]
    words = (base, number) if base is not number else (base,)
    for word in words:
        said = _from_verb(word, direct=True)
        if said is not None:
            return said
    for child in base.children:
        low = child.lemma_.lower()
        if low == "capture" and child.dep_ == "amod":
            continue  # "65 captured soldiers" says who they are, not what happened
        if child.dep_ in _BESIDE and low in OUTCOMES and _suffered(child):
            return OUTCOMES[low]
        if _on_board(child):
            return "aboard"
        if child.dep_ in {"acl", "relcl"} and low == "shoot" and _suffered(child):
            return _shot(child)
    for word in words:
        said = _from_verb(word, direct=False)
        if said is not None:
            return said
    if _toll(base):
        return "killed"
    following = base.doc[base.i + 1].lower_ if base.i + 1 < len(base.doc) else ""
    return AFTER.get(following)


def _right_after(base: Token) -> str | None:
    """From the word right after: "two killed nine injured", "three others wounded"."""
    doc = base.doc
    if base.i + 1 >= len(doc) or doc[base.i + 1].lower_ not in AFTER:
        return None
    if base.i + 2 < len(doc) and doc[base.i + 2].like_num:
        return None  # "killed five wounded six" has its verbs before
    return AFTER[doc[base.i + 1].lower_]


def _beside(base: Token, start: int) -> str | None:
    """From the words that touch the quantity: "were killed" after it, "killing" before it.

    Where a text has lost its commas these are right when the parse is not.
    """
    doc = base.doc
    i = base.i + 1
    if i < len(doc) and doc[i].lower_ in _AUXILIARIES:
        while i < len(doc) and (doc[i].lower_ in _AUXILIARIES or doc[i].tag_ == "RB"):
            if doc[i].dep_ == "neg":
                return None
            i += 1
        if i < len(doc) and doc[i].lower_ in _PARTICIPLES:
            return _PARTICIPLES[doc[i].lower_]
    if start and (doc[start - 1].tag_ in _VERBS or doc[start - 1].lower_ == "killing"):
        before = doc[start - 1]
        lemma = before.lemma_.lower() if before.lower_ != "killing" else "kill"
        if (
            lemma in _TAKES
            and not _not_done(before)
            and not any(c.dep_ in {"neg", "auxpass", "nsubjpass"} for c in before.children)
        ):
            return OUTCOMES[lemma]
    return None


def _not_done(verb: Token) -> bool:
    return verb.dep_ in {"xcomp", "acl"} and verb.head.lemma_.lower() in _NOT_DONE


def _suffered(word: Token) -> bool:
    """Whether the noun before this word suffers it: "people killed", not "bombs that killed"."""
    if any(c.dep_ == "neg" for c in word.children):
        return False
    if word.pos_ != "VERB" or word.lemma_.lower() in _WITHOUT_OBJECT:
        return True
    passive = any(c.dep_ in {"nsubjpass", "auxpass"} for c in word.children)
    return word.tag_ == "VBN" and (passive or word.dep_ in {"acl", "amod"})


def _from_verb(base: Token, *, direct: bool) -> str | None:
    """From the verb: "killing at least 15 people", "15 were killed", "15 died".

    Not ``direct``: from what a verb such as "left" or "were" says of them ("left 15 dead").
    """
    if base.dep_ not in _ARGUMENTS:
        return None
    dep, head = _climb(base)
    if head.lemma_.lower() == "life" and head.head.lemma_.lower() in {"claim", "take", "cost"}:
        return "killed"  # "claimed the lives of 15 people"
    for verb in _verbs(head):
        low = verb.lemma_.lower()
        active = dep == "nsubj" and any(c.dep_ in _OBJECTS for c in verb.children)
        if any(c.dep_ == "neg" or c.lower_ in _UNDONE for c in verb.children):
            continue
        if _not_done(verb):
            continue
        if active:
            lives = any(c.dep_ in _OBJECTS and c.lemma_.lower() == "life" for c in verb.children)
            if low == "lose" and lives:
                return "killed"
            continue
        if direct:
            if low in OUTCOMES:
                return OUTCOMES[low]
            if low in {"carry", "transport", "ferry"} and dep in _OBJECTS:
                return "aboard"
        elif low in _COPULAS:
            if any((c.lower_ == "aboard" or _on_board(c)) and c.i < verb.i for c in verb.children):
                return "aboard"  # "aboard were 12 pupils"
            said = _predicate(verb, base)
            if said is not None:
                return said
            if low == "shoot" and dep in {"nsubjpass", *_OBJECTS}:
                return _shot(verb)
    return None


def _climb(base: Token) -> tuple[str, Token]:
    """How a noun belongs to what happened, past "and", "including", "a total of"."""
    head: Token = base.head
    dep, steps = base.dep_, 0
    while steps < 6 and head.head is not head:
        joined = dep in {"conj", "appos"} and head.pos_ in {"NOUN", "NUM", "PROPN"}
        within = head.dep_ in {"nummod", "quantmod"} or head.lower_ == "total"
        of = dep == "pobj" and head.lower_ == "of"
        if dep == "pobj" and head.lower_ == "including":
            dep, head = head.head.dep_, head.head.head
        elif joined or within or (of and head.head.lower_ == "total"):
            dep, head = head.dep_, head.head
        elif of:
            return dep, head.head
        else:
            break
        steps += 1
    return dep, head


def _predicate(verb: Token, base: Token) -> str | None:
    for child in verb.children:
        if child.i <= base.i or child.dep_ not in _PREDICATES:
            continue
        said = child.lower_ if child.lower_ in OUTCOMES else child.lemma_.lower()
        if said in OUTCOMES and (child.dep_ != "conj" or child.tag_ == "VBN"):
            return OUTCOMES[said]
        if _on_board(child):
            return "aboard"
        if child.lower_ == "among":
            for dead in child.children:
                if dead.lower_ in AFTER:
                    return AFTER[dead.lower_]
    return None


def _shot(verb: Token) -> str:
    """ "Shot", or "killed" where the words say fatally, dead, to death, "shot and killed"."""
    for child in verb.children:
        low = child.lower_
        to_death = low == "to" and any(p.lower_ == "death" for p in child.children)
        killed = child.dep_ == "conj" and child.lemma_.lower() == "kill"
        if low in {"fatally", "dead"} or to_death or killed:
            return "killed"
    return "shot"


def _toll(token: Token) -> bool:
    """Whether the number is where a death toll has risen, fallen or stood."""
    steps = 0
    word = token
    while word.head is not word and steps < 4:
        word, steps = word.head, steps + 1
        if word.lower_ == "toll":
            return True
        # A list of thousands of numbers hangs from one word.
        if any(c.lower_ == "toll" and c.i < token.i for c in islice(word.children, _MOST_CHILDREN)):
            return True
    return False


def _on_board(token: Token) -> bool:
    return token.lower_ == "on" and any(c.lower_ == "board" for c in token.children)


def _verbs(head: Token) -> Iterator[Token]:
    if head.pos_ in {"VERB", "AUX", "ADJ"} or head.lemma_.lower() in OUTCOMES:
        yield head
