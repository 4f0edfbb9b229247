"""What the outlet says in its own voice: the sentences that no attribution touches.

Thin and precise rather than complete: a heading or somebody's words given as the outlet's own would
mislead, a missing sentence only shortens the ledger.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from spacy.tokens import Span as SpacySpan
from spacy.tokens import Token

from rashomon.annotate import furniture
from rashomon.annotate.attribution import Attribution
from rashomon.annotate.quotations import quoted_in
from rashomon.model import Article, Span, Spans
from rashomon.parse import Parse
from rashomon.text import trim

# Shorter sentences are mostly headings and furniture; longer ones are text without punctuation,
# where "one claim" would mean nothing.
_FEWEST_WORDS, _MOST_WORDS = 6, 60
# Of a sentence, the share between quotation marks beyond which it is somebody's words.
_MOST_QUOTED = 0.3
# Of its longer words, the share with a capital beyond which it is a heading.
_MOST_CAPITALS = 0.7
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass", "expl", "csubj"})
_MARKS = frozenset('“”"„«»‘')
_PERSONS = frozenset("i me my mine we us our ours you your yours".split())
# A cue that no rule could use: the sentence is attributed, only we cannot say to whom.
_CUES = frozenset(
    """
    say tell add claim allege announce report accuse warn insist argue state explain deny admit
    confirm suggest believe reveal acknowledge
    """.split()
)
# "The envoy rejected that": what it was is not said, but it is the envoy's word.
_ATTITUDES = frozenset(
    """
    reject dismiss condemn denounce criticize criticise praise welcome blame accuse oppose dispute
    deny doubt question applaud hail decry slam vow pledge promise threaten urge demand call
    """.split()
)
# "The Observatory gave a toll of 31", "local media showed pictures": a source gives it.
_GIVES = re.compile(
    r"\b(?:gave|gives|given|put|puts|showed|shows|published|broadcast|aired|released|issued|posted)"
    r" (?:an? |the |its |their )?(?:\w+ ){0,3}(?:tolls?|figures?|numbers?|counts?|estimates?"
    r"|pictures?|photos?|photographs?|images?|footage|videos?|statements?|lists?)\b",
    re.IGNORECASE,
)
_CUE_WORDS = frozenset({"according", "reportedly", "allegedly", "apparently", "purportedly"})
_FURNITURE = re.compile(
    r"^(?:click|subscribe|sign up|sign in|read more|read the|read also|share th|follow (?:us|@|the)"
    r"|download|watch|listen to|photo|image|picture|file|advert|copyright|updated|published|"
    r"date of publication|tags?\b|related|caption|loading|"
    r"more (?:from|on)|see also|continue reading|"
    r"get the|correction|editor.s note|editing by|reporting by|additional reporting|with reporting|"
    r"this (?:article|story|post|page|video|content|site|report) "
    r"(?:was|is|has|originally|first|appeared|may|uses)|"
    r"the views expressed|please |note:|comments? |all rights)"
    r"|contributed to this (?:report|story|article)|all rights reserved|cookies|newsletter|"
    r"the opinions expressed|(?:e-?mail|contact) (?:him|her|them|us) at|"
    r"originally (?:appeared|published)",
    re.IGNORECASE,
)


def own_voice(
    article: Article, parse: Parse, attributions: Sequence[Attribution]
) -> tuple[Spans, ...]:
    """One content per sentence of the outlet's own, in order, without the final full stop.

    Left out: sentences that an attribution touches or in which a cue stands that none accounts for;
    headings, captions, datelines, questions, what addresses the reader, lines without a subject and
    a finite verb, and quotations that nobody could be found for.
    """
    text = article.text
    taken = _Taken(attributions)
    quoted = quoted_in(text)
    captions = frozenset(furniture.captions(text, article.paragraphs))
    lines = {line.start: line.end for line in furniture.datelines(text, article.paragraphs)}
    title = " ".join((article.title or "").split()).rstrip(".").casefold()
    found: list[Spans] = []
    for piece, sentence in parse.sentences():
        paragraph = article.paragraphs[piece.paragraph]
        if paragraph in captions or not _sensible(sentence):
            continue
        span = piece.span(sentence)
        whole = trim(text, Span(max(span.start, lines.get(paragraph.start, 0)), span.end))
        if whole is None or taken.overlaps(whole) or text[whole.end - 1] not in ".!":
            continue
        if not (text[whole.start].isupper() or text[whole.start].isdigit()):
            continue
        if _FURNITURE.search(whole.of(text)) or _GIVES.search(whole.of(text)):
            continue
        within = quoted.within(whole)
        between = sum(q.span.end - q.span.start for q in within)
        if between > _MOST_QUOTED * (whole.end - whole.start):
            continue
        if not within and any(mark in _MARKS for mark in whole.of(text)):
            continue
        kept = trim(text, whole, extra=".!")
        if kept is None or " ".join(kept.of(text).split()).casefold() == title:
            continue
        found.append((kept,))
    return tuple(found)


class _Taken:
    """The stretches of the text that attributions use, source and cue included."""

    def __init__(self, attributions: Sequence[Attribution]) -> None:
        spans = sorted(
            s for a in attributions if a.inside is None for s in (*a.source, *a.cue, *a.content)
        )
        self._starts = [s.start for s in spans]
        self._reach: list[int] = []
        for span in spans:
            self._reach.append(max(span.end, self._reach[-1] if self._reach else 0))

    def overlaps(self, span: Span) -> bool:
        before = bisect_left(self._starts, span.end)
        return before > 0 and self._reach[before - 1] > span.start


def _sensible(sentence: SpacySpan) -> bool:
    """Whether it is a whole sentence of the outlet's own, as far as its words can tell."""
    words = [t for t in sentence if not (t.is_punct or t.is_space)]
    if not _FEWEST_WORDS <= len(words) <= _MOST_WORDS:
        return False
    root = sentence.root
    if root.pos_ not in ("VERB", "AUX"):
        return False
    if root.lemma_.lower() in _ATTITUDES:
        return False
    kids = list(root.children)
    if not any(k.dep_ in _SUBJECTS for k in kids):
        return False
    if root.tag_ not in _FINITE and not any(k.tag_ in _FINITE for k in kids):
        return False
    if words[0].tag_ in ("VB", "WP", "WRB", "WDT") or any(t.lower_ in _PERSONS for t in words):
        return False
    if any(_is_cue(t) for t in words):
        return False
    after = sentence.end
    if after < len(sentence.doc) and sentence.doc[after].is_lower:
        return False
    longer = [t for t in words[1:] if len(t) > 3]
    capitals = sum(t.text[0].isupper() for t in longer)
    return capitals <= _MOST_CAPITALS * max(1, len(longer))


def _is_cue(token: Token) -> bool:
    if token.lower_ in _CUE_WORDS:
        return True
    return token.pos_ == "VERB" and token.lemma_.lower() in _CUES
