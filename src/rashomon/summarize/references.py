"""Whether a sentence's "he", "the two" or "this" can only mean what stands before it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from rashomon.model import Claim, Speaker
from rashomon.summarize.fences import outside_marks
from rashomon.summarize.wording import name_of, opens_tied, opens_with_pronoun

_PERSONAL = re.compile(r"\b(?:[Hh]e|[Ss]he|[Hh]is|[Hh]er|[Hh]im)\b")
_PLURAL = re.compile(
    r"(?:^\W*|, )(?:[Tt]hey|Their|These|Those|Both|The (?:two|three|pair|couple))\b"
)
# "A villager", "two sisters", "Mr Vollin", "Williams": somebody whom a later "he" can mean.
_ANTECEDENT = re.compile(
    r"\b(?:[Aa]n?|[Oo]ne|[Tt]wo|[Tt]hree|[Ff]our|[Ff]ive|\d+) [a-z\d]|\bM(?:r|s|rs)\b|"
    r"(?:(?<=[a-z,] )|\b[A-Z][\w’'.-]+ )[A-Z][\w’'-]+|"
    r"^\W*(?!The|This|That|These|Those|When|While|After|Before|As|If|In|On|At|But|And|For|With|By|"
    r"Its?|He|She|His|Her|They|Their|There|Here|Last|Now|Then|Although|Since|Until|From|All|Some)"
    r"[A-Z][a-z’'-]{3,}\b"
)
# The same in the sentence before, where a name after "in" or "on" is a place or a day.
_DAYS = (
    r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|January|February|March|April|June|July|August|"
    r"September|October|November|December"
)
_PERSON_BEFORE = re.compile(
    rf"\bM(?:r|s|rs)\b|\b(?!{_DAYS}|The\b)[A-Z][\w’'.-]+ (?!{_DAYS})[A-Z][\w’'-]+|"
    r"\b(?:[Aa]n?|[Tt]he|[Hh]is|[Hh]er) (?:[\w-]+ ){0,2}(?:man|woman|boy|girl|\d+-year-old|mother|"
    r"father|son|daughter|husband|wife|president|minister|mayor|officer|driver|pilot|teacher|"
    r"student|leader|chief|director|player|striker|singer|actor|actress|teenager|judge|general|"
    r"commander|spokes(?:wo)?man|spokesperson|victim|suspect|candidate|nominee|senator|governor)\b|"
    r"\b(?:[Hh]e|[Ss]he)\b|"
    # "A sailor", "the activist": one who does something.
    r"\b(?:[Aa]n?|[Tt]he) (?:[\w-]+ ){0,2}(?!river|water|summer|winter|number|paper|tower|border|"
    r"letter|matter|order|power|weather|centre|center|shelter|copter|helicopter|tractor|motor|"
    r"corner|member|after|over|other|under|never|whether|error|terror|factor|sector|door|floor)"
    r"[a-z]{3,}(?:er|or|ist|ian|man)\b|"
    rf"(?<=[a-z,])(?<! in)(?<! at)(?<! on)(?<! of)(?<! to)(?<! from)(?<! near)(?<! the) (?!{_DAYS})"
    r"[A-Z][a-z’'-]{3,}\b|"
    r"^\W*(?!The\b|This\b|That\b|There\b)[A-Z][a-z’'-]{3,} (?:was|is|has|had|sa(?:id|ys)|\w+ed)\b"
)
_MANY_BEFORE = re.compile(
    r"\b[a-z]{2,}[a-rt-z]s\b(?![’'])|\b(?:people|men|women|children|police|troops|family|couple|"
    r"pair|team|group|party|government|army|both|[Tt]hey|[A-Z]\w+ and [A-Z]\w+)\b"
)
# "Although she was petite, Keefe ...": the name follows.
_AHEAD = re.compile(
    r"^\W*(?:Although|Though|While|When|After|Before|As|If|Since|Because|Despite|Once|[A-Z][a-z]+ing|"
    r"In|On|At|During|With|From|To|By|For|Following|Asked)\b[^.,]{3,120}, "
    r"(?:a |the |[a-z]+ ){0,4}[A-Z][\w’'-]+"
)
# "The 92-year-old", "the couple": somebody of the sentence before.
_BARE_PERSON = re.compile(
    r"[\"“‘']?The (?:\w+ )?(?:\d+-year-old|man|woman|boy|girl|couple|pair|two|three|four|trio|duo|"
    r"teenager|youngster|victims?|suspects?|attackers?|gunm[ae]n|star|actor|actress|singer|"
    r"striker|defender|midfielder|performer|mother|father|pensioner|driver|pilot|student)\b"
    r"(?! (?:who|of|whose|from|accused|arrested|charged|named|called|said))"
)
# "Known as the Eagles, they ...", "As it drove on, it ...": who, stands before.
_SUBJECT_AFTER_AN_ASIDE = re.compile(
    r"^\W*(?:[A-Z]\w+(?:ed|wn|rn|lt|ing)\b[^,;]{0,80}|As (?:it|they)\b[^,;]{0,80}|"
    r"(?:At|In|On|By|Last|Two|Three|After|Before|Since|Until|Today|Now|Here|Later|Earlier)\b"
    r"[^,;A-Z]{0,40}), "
    r"(?:he|she|it(?! (?:is|was|has been|seems|appears) \w+ (?:that|to|who)\b)|they)(?!\w)"
)
# "Holt later withdrew the first part", "[Holt] also said": what came before, stands before.
_GOES_ON = re.compile(
    r"^\W*(?:[\w’'-]+\W+){1,6}?(?:also|later|then|again|further|too|instead|likewise)\b(?! this\b)|"
    r"\bthe (?:first|second|last|other|same) (?:part|point|one|claim|version|charge|question)\b"
)
# "The council says this is not the plan": what "this" is, stands before.
_TOLD_OF_THIS = re.compile(
    r"\b(?:say|says|said|adds?|added|insists?|insisted|denie[sd]|argue[sd]|believe[sd]?)"
    r"(?: that)? (?:this|these|those) (?:is|are|was|were|has|have|had|do|does|did|will|would|"
    r"can|could|may|might|must|should)\b"
)
# "Not known for such investment": which, stands before. Not "such as" nor "such heat that".
_SUCH = re.compile(r"\b[Ss]uch (?!as\b|that\b)(?:an? )?[a-z][\w’'-]*+(?! \w+ that\b| that\b)")
_NOT_PERSONS = frozenset(["state", "organisation", "document", "media", "office"])
# Openers whose meaning is wholly in the sentence before; with it they read well.
_RESUMES = re.compile(
    r"\W*(?:he|she|they|it|his|her|their|its|this|that|these|those|all|both|the|such|there)\b",
    re.IGNORECASE,
)


def points_back(
    words: str, carried: Sequence[Claim], speakers: Mapping[str, Speaker], text: str
) -> bool:
    """Whether the printed words mean somebody or something of the sentence before."""
    if opens_tied(words) or opens_with_pronoun(words) or _BARE_PERSON.match(words):
        return True
    plain = outside_marks(words)
    if _SUBJECT_AFTER_AN_ASIDE.match(words) or _GOES_ON.search(plain):
        return True
    if _TOLD_OF_THIS.search(plain) or _SUCH.search(plain):
        return True
    return _about_nobody(words, carried, speakers, text)


def can_follow(words: str, before: str) -> bool:
    """Whether the sentence before is all that a sentence which points back needs to be read."""
    if opens_tied(words) and not _RESUMES.match(words):
        return False
    plain, told = outside_marks(words), outside_marks(before)
    if _PERSONAL.search(plain) and not _PERSON_BEFORE.search(told):
        return False
    return not _PLURAL.search(plain) or bool(_MANY_BEFORE.search(told))


def _about_nobody(
    words: str, carried: Sequence[Claim], speakers: Mapping[str, Speaker], text: str
) -> bool:
    plain = outside_marks(words)
    pronoun = _PERSONAL.search(plain)
    if pronoun and not any(c.source for c in carried):
        before = plain[: pronoun.start()]
        named = _ANTECEDENT.search(before) or _AHEAD.match(plain)
        if not named and not any(name_of(s) and s.name in before for s in speakers.values()):
            return True
    for claim in carried:
        speaker = speakers.get(claim.speaker or "")
        if speaker is not None and speaker.type in _NOT_PERSONS and claim.kind != "direct":
            first = re.match(r"(?:that\s+)?(he|she)\b", claim.content[0].of(text), re.IGNORECASE)
            if first:
                return True
    return False
