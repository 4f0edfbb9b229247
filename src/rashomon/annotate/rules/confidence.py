"""How often a pattern is right, measured."""

from __future__ import annotations

from rashomon.annotate.rules import lexicon
from rashomon.annotate.rules.found import Found

# Share of the attributions of each pattern that were right (content at word Jaccard >= .5 and a
# word of the source shared, the triple rule of the PolNeAR scorer) in the 924 articles of PolNeAR's
# training and development parts, rounded to .05; benchmarks/claims.py prints the same table.
_SHARE = {
    "according to": 0.85, "as clause": 0.7, "bare": 0.75, "beside": 0.85, "charge": 0.7,
    "clause": 0.75, "infinitive": 0.65, "noun for": 0.35, "noun of": 0.3, "noun that": 0.55,
    "noun to": 0.55, "object": 0.65, "parenthesis": 0.8, "passive infinitive": 0.7,
    "predicate": 0.7, "preposition": 0.65, "rest": 0.5, "state": 0.75, "trailing": 0.5,
}  # fmt: skip
# The same for the verbs that hardly do anything but report ("said"), by kind of speech.
_PLAIN = {"direct": 0.95, "mixed": 0.9, "indirect": 0.9}
_SOURCELESS_NOUN = 0.25
# PolNeAR is flat; on the ten full ledgers 23 of 32 attributions inside another were right.
_NESTED = 0.7


def confidence(found: Found, kind: str, *, nested: bool) -> float:
    """The share of attributions of this pattern, cue and kind of speech that were right."""
    share = _SHARE[found.pattern]
    if found.pattern in ("clause", "bare") and (found.lemma in lexicon.PLAIN or kind == "direct"):
        share = _PLAIN[kind]
    elif found.pattern.startswith("noun") and not found.source:
        share = _SOURCELESS_NOUN
    return min(share, _NESTED) if nested else share
