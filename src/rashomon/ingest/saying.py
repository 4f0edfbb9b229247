"""Whether a sentence names who says something: a cheap look, without a parser.

For the report of losses only: a sentence that the page has and the text has not is looked at
first when it attributes. English; a sentence of another language counts where it holds a quotation
with a dash or colon before or after it.
"""

from __future__ import annotations

import re

_END = re.compile(r"(?<=[.!?…])[\"'”’)\]]*\s+(?=[\"'“‘(\[]?[A-Z0-9])")
_SHORTENED = re.compile(
    r"(?:\b(?:mr|mrs|ms|dr|gen|col|capt|lt|sgt|sen|rep|gov|st|jr|sr|no|vs|maj|prof|rev|hon)"
    r"|\b[A-Z]|\b[A-Z]\.[A-Z])\.[\"'”’)\]]*$",
    re.IGNORECASE,
)
# With these a sentence attributes whatever stands around them.
_SAYS = (
    r"said|says|telling|tells|tweeted|tweets|insisted|insists|argued|argues|alleged|alleges"
    r"|claimed|claims that|stressed|stresses|reiterated|remarked|asserted|asserts|contended"
    r"|contends|acknowledged|conceded|announced|announces|warned|warns|explained|explains|denied|denies"
    r"|emphasi[sz]ed|emphasi[sz]es|quipped|opined|lamented|declared|vowed|pledged|testified"
    r"|recalled|recounted|commented|estimated|predicted|predicts|accused|condemned|criticised"
    r"|criticized|blamed|dismissed|described|concluded|speculated|urged|called (?:it|for|on)"
    r"|declin(?:ed|es) to (?:comment|say|answer|confirm|elaborate|speak|discuss)"
    r"|refused to (?:comment|say|answer|confirm|discuss)"
)
# With these it does where a clause or a quotation follows ("added that", "added: ...").
_MAY_SAY = (
    r"told|added|adds|noted|notes|stated|states|reported|reports|believes?|believed|thinks?|thought"
    r"|found|finds|show|shows|showed|suggest|suggests|suggested|wrote|writes|confirmed|confirms"
    r"|indicated|indicates|revealed|reveals|replied|responded|responds|answered|asked|asks|admitted"
    r"|admits|agreed|agrees|observed|maintained|maintains|claim|claims|complained|complains|feared"
    r"|fears?|hopes?|hoped|promised|promises|recommended|repeated|say|tell"
)
_SAYING = re.compile(rf"\b(?:{_SAYS})\b", re.IGNORECASE)
_SAYING_THAT = re.compile(
    rf"\b(?:{_MAY_SAY})\b(?:\W{{1,3}}(?:\w+\W+){{0,3}}?(?:that|how|whether|why)\b|[,:]?\s?[\"“‘])"
    rf"|[,?!][\"”’]\s(?:[\w.'’-]+\s){{0,6}}?(?:{_MAY_SAY})\b"
    r"|\btold (?:[A-Z]\w+|reporters?|journalists?|the|him|her|them|us|me)\b",
    re.IGNORECASE,
)
_NAMED = re.compile(
    r"\baccording to\b|\bin the words of\b|\bciting\b|\b(?:is|are|was|were) quoted as\b"
    r"|\bas quoted by\b|\bin (?:a|an) (?:statement|interview|tweet|letter|post)\b"
    r"|\b(?:officials|sources|witnesses|police|critics|experts|analysts)\s(?:say|believe)\b",
    re.IGNORECASE,
)
_QUOTED_BY = re.compile(r"[“\"«„][^”\"»“]{15,}[”\"»“]\s?[—–-]|\w: ?[“\"«„][^”\"»“]{15,}[”\"»“]")
# A sentence with none of these words and signs fits none of the patterns: most are let go so.
_WORD = re.compile(r"\w+")
_FIRST = frozenset(
    re.findall(r"(?:^|\|)([a-z]+)(?= |\||$)", re.sub(r"\(\?:[^)]*\)", "", f"{_SAYS}|{_MAY_SAY}"))
) | frozenset(
    "emphasised emphasized emphasises emphasizes declined declines believe believes fear fears "
    "think thinks hope hopes "
    "according words citing quoted statement interview tweet letter post".split()
)
_MARKS = frozenset('"“”«»„')
_ASKS_READERS = re.compile(r"\b(?:sign(?:ed|ing)? up|subscri(?:be|bing)|click(?:ing)?)\b", re.I)


def attributes(sentence: str) -> bool:
    """Whether the sentence seems to say who says something.

    >>> attributes("The ferry had been sound, the harbour master said.")
    True
    >>> attributes("The ferry had been sound for years.")
    False
    """
    if asks_readers(sentence):
        return False
    low = sentence.lower()
    if not (_MARKS.isdisjoint(sentence) and _FIRST.isdisjoint(_WORD.findall(low))):
        return any(p.search(sentence) for p in (_SAYING, _NAMED, _SAYING_THAT, _QUOTED_BY))
    return False


def asks_readers(text: str) -> bool:
    """Whether the text asks readers to subscribe, to sign up or to click."""
    return bool(_ASKS_READERS.search(text))


def sentences(line: str) -> tuple[str, ...]:
    """The sentences of a line, cut where the full stop is no abbreviation's.

    >>> sentences("Dr. Bee came. She said nothing.")
    ('Dr. Bee came.', 'She said nothing.')
    """
    result: list[str] = []
    start = 0
    for match in _END.finditer(line):
        # A look at the last letters only, or a line of nothing but "Mr." costs its square.
        if _SHORTENED.search(line[max(start, match.start() - 12) : match.end()].rstrip()):
            continue
        result.append(line[start : match.end()].rstrip())
        start = match.end()
    if rest := line[start:].strip():
        result.append(rest)
    return tuple(result)
