"""Whether a rewritten sentence still says all that the sentence it stands for says.

``check`` holds it against the article; that shows what is wrong in it, not what it leaves out. So
both sentences are read, each by itself, and what one has must be in the other.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from rashomon.annotate.attribution import Annotator
from rashomon.annotate.pipeline import annotate, whole
from rashomon.comparison.views import OWN_VOICE, View, view
from rashomon.model import Article, Bound, Claim, Commitment, MadeBy, Reading, Span, Stance
from rashomon.rewriting.carried import Content, read, strayed
from rashomon.summarize.sentences import quotations
from rashomon.text import name_words, paragraphs, quote, sha256
from rashomon.vocabulary import stem

_HEDGE = re.compile(
    r"\b(?:may(?! \d)|might|could|would|possibl[ey]|perhaps|likely|probabl[ey]|apparent(?:ly)?"
    r"|appear(?:s|ed)?|seem(?:s|ed|ingly)?|suspect(?:s|ed)?|believed?|thought|presum(?:ed|ably)"
    r"|alleged(?:ly)?|reported(?:ly)?|purported(?:ly)?|supposed(?:ly)?|potential(?:ly)?|unclear"
    r"|fear(?:s|ed)|unconfirmed|so-called|if|unless)\b",
    re.IGNORECASE,
)
_NEGATION = re.compile(
    r"\b(?:no|not|never|none|neither|nor|nobody|nothing|cannot|without|den(?:y|ies|ied|ying|ial)"
    r"|false|untrue|unable|fail(?:s|ed)?|refus(?:e[sd]?|al)|reject(?:s|ed)?)\b|n[’']t\b",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W_]+(?:[-’'][^\W_]+)*")
_MARKS = str.maketrans("“”„«»‘’", '"""""\'\'')


@dataclass(frozen=True, slots=True, kw_only=True)
class _Said:
    """One attribution within a sentence, as far as a rewrite must keep it."""

    source: frozenset[str]
    commitment: Commitment
    stance: Stance

    def same(self, other: _Said) -> bool:
        """Whether both name one source, in full or in short, and stand to the content alike."""
        named = self.source <= other.source or other.source <= self.source
        known = bool(self.source) == bool(other.source)
        return (
            named and known and (self.commitment, self.stance) == (other.commitment, other.stance)
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """A sentence read by itself: who says what in it, with which numbers, names and doubts."""

    text: str
    said: tuple[_Said, ...]
    view: View
    content: Content

    @classmethod
    def of(cls, text: str, annotator: Annotator) -> Heard:
        """The sentence, read."""
        plain = text.replace("[", "").replace("]", "")
        article = Article(id="s", text=plain, paragraphs=paragraphs(plain), language="en")
        claims = annotate(article, annotator).claims
        made = whole(article)
        reading = Reading(
            made_by=MadeBy(rashomon="", annotator=annotator.name, text_sha256=sha256(plain)),
            article=article,
            claims=made.claims,
            record=made.record,
        )
        return cls(
            text=plain,
            said=tuple(_said(plain, c) for c in claims if c.kind != "own voice"),
            view=view(reading, made.claims[0], OWN_VOICE),
            content=read(article),
        )


def lost(ours: Heard, theirs: Heard, *, behind: str = "") -> str | None:
    """What the second sentence loses, changes or adds of what must stay, in words, or None.

    These are the sources, how each stands to its content, numbers, dates, names, quotations,
    hedges and negations, who did what, and most of the words that matter. What it adds may only be
    words of the article ``behind`` the sentence.
    """
    a, b = ours.view, theirs.view
    if Counter(_quoted(ours.text)) != Counter(_quoted(theirs.text)):
        return "quotation changed"
    if len(_NEGATION.findall(ours.text)) != len(_NEGATION.findall(theirs.text)):
        return "negation changed"
    if a.numerals != b.numerals or _amounts(a) != _amounts(b):
        return "number changed"
    if (a.months, a.weekdays) != (b.months, b.weekdays):
        return "date changed"
    if not _paired(ours.said, theirs.said):
        return "source or cue changed"
    if len(_HEDGE.findall(ours.text)) != len(_HEDGE.findall(theirs.text)):
        return "hedge changed"
    words = {stem(w) for w in _WORD.findall(theirs.text)}
    if not a.names <= words:
        return "name left out"
    around = map(stem, _WORD.findall(behind))
    return strayed(
        ours.content,
        theirs.content,
        around=around,
        negated=bool(_NEGATION.search(ours.text)),
    )


def _said(text: str, claim: Claim) -> _Said:
    return _Said(
        source=frozenset(name_words(quote(text, claim.source))),
        commitment=claim.commitment,
        stance=claim.stance,
    )


def _paired(ours: Sequence[_Said], theirs: Sequence[_Said]) -> bool:
    """Whether each attribution of either sentence is one of the other."""
    left = list(theirs)
    for one in ours:
        partner = next((other for other in left if one.same(other)), None)
        if partner is None:
            return False
        left.remove(partner)
    return not left


def _quoted(text: str) -> list[str]:
    """What stands between quotation marks, whichever marks they are and wherever a comma stands."""
    return [
        span.of(text).translate(_MARKS).strip("\"' .,;:!?")
        for span in quotations(text, Span(0, len(text)))
    ]


def _amounts(seen: View) -> Counter[tuple[str, float, Bound, float | None]]:
    """The numbers with what they count: "12 hurt and 3 dead" is not "3 hurt and 12 dead"."""
    return Counter(
        (a.counts, a.quantity.value, a.quantity.bound, a.quantity.max) for a in seen.amounts
    )
