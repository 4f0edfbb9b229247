"""Words as comparison sees them: stems, function words and clauses of English."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

import snowballstemmer

from rashomon.background import background

_STOP_WORDS = frozenset(
    "a about above after again against all also although am among an and any are as at be because"
    " been before being below between both but by can could did do does doing down during each"
    " either else ever few for from further had has have having he her here hers herself him"
    " himself his how however i if in into is it its itself just least less like many may me might"
    " more most much must my myself no nor not now of off often on once one only or other others"
    " our ours ourselves out over own per quite rather said same say says she should since so some"
    " such than that the their theirs them themselves then there these they this those though"
    " through to too toward towards under until up upon us very was we were what when where"
    " whether which while who whom whose why will with within without would yet you your yours"
    " told tell tells according added asked".split()
)


# A verb with a person and a time, as far as its form tells: most claims that are clauses have one.
FIGURES: Mapping[str, str] = {
    word: str(value)
    for value, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen"
        " fifteen sixteen seventeen eighteen nineteen twenty".split()
    )
}
"""The numbers up to twenty as words, each with its figures."""
_FINITE = re.compile(
    r"\b(?:is|are|was|were|has|have|had|does|did|will|would|should|must|can|could|may|might|shall"
    r"|(?!need|indeed|speed|feed|seed|breed|hundred|sacred|red|bed|united)\w+ed|became|began|broke"
    r"|came|fell|found|fled|fought|gave|got|held|hit|knew|led|left|lost|made|met|paid|put|ran|rose"
    r"|said|sank|saw|sent|set|shot|showed|stood|struck|took|told|went|won|wrote|\w+n[’']t)\b",
    re.IGNORECASE,
)
_WH = re.compile(r"(?:which|what|who|whom|whose|how|why|when|where)\b", re.IGNORECASE)
# "Was shot", "had been shot": one verb of several words.
_VERB = re.compile(
    rf"{_FINITE.pattern}(?:\s+(?:been\s+)?(?:\w+ly\s+)?{_FINITE.pattern})*", re.IGNORECASE
)
_COMPLEMENTISER = re.compile(r"^\W*(?:that|whether|if)\b", re.IGNORECASE)
_RELATIVE = re.compile(r"\b(?:who|which|that|whom|whose)\b", re.IGNORECASE)


@lru_cache(maxsize=1)
def _stemmer() -> Any:
    return snowballstemmer.stemmer("english")


@lru_cache(maxsize=200_000)
def stem(word: str) -> str:
    """The English stem of a word, in lower case, without a possessive ending.

    >>> stem("Captives"), stem("Moscow's")
    ('captiv', 'moscow')
    """
    low = word.casefold().replace("’", "'")
    low = low.removesuffix("'s").removesuffix("'")
    return str(_stemmer().stemWord(low))


def is_stop_word(word: str) -> bool:
    """Whether the word carries grammar only."""
    return word.casefold().replace("’", "'") in _STOP_WORDS


def rarity(stemmed: str) -> float:
    """How much a stem tells, from its document frequency in other articles: 0.5 to 8."""

    table = background()
    seen = table.counts.get(stemmed, 1)
    return max(0.5, math.log((table.articles + 1) / (seen + 1)))


def is_clause(words: str) -> bool:
    """Whether the words have a verb of their own, not one of "the boy who was shot".

    >>> is_clause("the bridge was closed"), is_clause("the boy who was shot")
    (True, False)
    """
    said = _COMPLEMENTISER.sub("", words)
    found = [match.start() for match in _VERB.finditer(said)]
    relative = _RELATIVE.search(said)
    # "The two who died were sisters": the first verb behind "who" is its own, the second is not.
    own = relative is None or len(found) > 1 or any(at < relative.start() for at in found)
    return bool(found) and own and not _WH.match(words)
