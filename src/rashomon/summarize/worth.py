"""How much the sentences of an event matter: who carries them, where they stand, what is new."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping

from rashomon.model import EventComparison, Statement
from rashomon.summarize.said import Read, Telling
from rashomon.text import quote
from rashomon.vocabulary import FIGURES, is_stop_word, rarity, stem

_WORD = re.compile(r"[^\W_]+")
_PRONOUN = re.compile(r"\b(?:it|this|they|them|these|those|its|their)\b", re.IGNORECASE)
_PERSON = re.compile(r"\b(?:he|she)\b", re.IGNORECASE)
# "Yesterday" is another day in every article; "elsewhere" and "on board" speak of what went before.
_ELSEWHERE = re.compile(
    r"\b(?:yesterday|today|tomorrow|tonight|earlier (?:this|in the))\b"
    r"|^\W*(?:elsewhere|now|on board|quite|at the time|as \w+ (?:\w+ )?said|under the|inside"
    r"|outside|nearby|again|thereafter|subsequently|in (?:short order|response)|update:"
    r"|in the (?:same|conversation|attack|incident|meantime)|for (?:his|her|their) part)(?!\w)",
    re.IGNORECASE,
)
# What ends with its date is a caption, not a sentence of the article.
_CAPTION = re.compile(
    r"\b(?:January|February|March|April|May|June|July|August|September|October|November|December)"
    r" \d{1,2}, \d{4}\.$|\bfile (?:photo|picture)\b|\b(?:is|are) (?:seen|pictured)\b"
)
# "The attack took place": which, if none was told of? A name after "the" says it itself.
_DEFINITE = re.compile(r"The (?:[a-z][\w’'-]* ){0,2}[a-z][\w’'-]*")
_NEGATED = re.compile(
    r"\b(?:not|no|never|nobody|nothing|none|den(?:y|ies|ied|ying)|reject\w*|refut\w*|declin\w*|"
    r"refus\w*)\b|n['’]t\b",
    re.IGNORECASE,
)
# A sentence with more of its weight in another than this tells the same.
_REPEATED = 0.6
# What a word that only one article uses weighs, of its rarity, where sentences are compared.
_OWN = 0.15
# A name is rarer than what happened; it must not weigh more.
_RAREST = 4.5
# The share of an own voice's weight that is in one attributed content: then it is no common ground.
_TOLD = 0.5
# Characters from an article's start after which a statement opens it half as much.
_OPENING = 500


_NUMBER = re.compile(
    rf"(?<![\w.,])(?:\d+(?:,\d{{3}})*(?:\.\d+)?|{'|'.join(FIGURES)})(?!\w)", re.IGNORECASE
)


def content_stems(text: str) -> frozenset[str]:
    """The stems of the words that carry content, and the numbers."""
    return frozenset(stem(word) for word in _WORD.findall(text) if not is_stop_word(word))


def speaks_of_before(text: str) -> bool:
    """Whether a word ties the sentence to its article: "yesterday", "elsewhere", "thereafter"."""
    return bool(_ELSEWHERE.search(text))


def _figures(text: str) -> frozenset[str]:
    """The numbers of the words; no "one", which is a pronoun as often."""
    found = (FIGURES.get(word.casefold(), word) for word in _NUMBER.findall(text))
    return frozenset(word.replace(",", "") for word in found) - {"1"}


class Worth:
    """What the statements of one event weigh, by words that several articles share."""

    def __init__(self, event: EventComparison, reads: Mapping[str, Read]) -> None:
        self._reads = reads
        self._weights: dict[str, float] = {}
        self._wholes: dict[str, float] = {}
        self._heading = event.title
        self._title = content_stems(event.title)
        self._spread = Counter(
            word for known in reads.values() for word in content_stems(known.reading.article.text)
        )
        self._sourced = [
            (key, content_stems(quote(known.reading.article.text, claim.content)))
            for key, known in reads.items()
            for claim in known.reading.claims
            if claim.source
        ]
        self._sentences = [[content_stems(c.text) for c in k.sentences] for k in reads.values()]
        self._figures = [_figures(known.reading.article.text) for known in reads.values()]
        size = {s: len(q.statements) for q in event.questions for s in q.statements}
        self._most = max(size.values(), default=1)
        self._size = size

    def weight(self, word: str) -> float:
        """How much one stem tells about the event: rare elsewhere, used by many articles here."""
        if word not in self._weights:
            spread = (self._spread[word] - 1) / max(1, len(self._reads) - 1)
            self._weights[word] = min(_RAREST, rarity(word)) * spread
        return self._weights[word]

    def shared(self, stems: Iterable[str], told: frozenset[str] = frozenset()) -> float:
        """The weight of the stems that are not told yet, for a sentence's usual length: 0 to 1."""
        words = set(stems)
        new = math.fsum(self.weight(word) for word in words if word not in told)
        return min(1.0, new / (3.0 * max(9.0, float(len(words)))))

    def statement(self, statement: Statement, telling: Telling) -> float:
        """The part of a statement's worth that does not depend on what is told already."""
        text = telling.text
        carried = 1.2 * (statement.outlets - 1) / max(1, len(self._reads) - 1)
        asked = 0.3 * self._size.get(statement.id, 0) / self._most
        vague = 0.1 * min(4, len(_PRONOUN.findall(text))) + 0.5 * telling.vague
        vague += 0.3 * speaks_of_before(text) + 0.6 * bool(_CAPTION.search(text))
        vague += 0.3 * bool(telling.own_voice and _PERSON.search(text))
        return carried + 0.6 * self.titled(text) + asked + 0.5 * self.early(statement) - vague

    def titled(self, text: str) -> float:
        """How much of the event's title the words have: 0 to 1."""
        return len(self._title & content_stems(text)) / max(3, len(self._title))

    def unknown(self, text: str, told: frozenset[str]) -> bool:
        """Whether the sentence opens with "the ..." of which nothing is told yet."""
        opening = _DEFINITE.match(text)
        if opening is None:
            return False
        return not content_stems(opening.group()) & (told | self._title)

    def opens(self, statement: Statement) -> float:
        """1 for a statement that is an article's first words, 0.5 some sentences on."""
        places = [
            known.claims[ref.claim].content[0].start
            for ref in statement.claims
            if (known := self._reads.get(ref.article)) and ref.claim in known.claims
        ]
        return 1.0 / (1.0 + min(places, default=0) / _OPENING)

    def titles(self, telling: Telling) -> bool:
        """Whether the sentence is of the article that gives the event its title."""
        known = self._reads.get(telling.spans[0].article) if telling.spans else None
        return known is not None and known.reading.article.title == self._heading

    def attributed(self, telling: Telling) -> bool:
        """Whether what an outlet says itself is told by a source in another article."""
        if not telling.own_voice or not telling.claims:
            return False
        stems, mine = content_stems(telling.text), telling.claims[0].article
        whole = self._sum(stems)
        return any(
            self._sum(stems & words) > _TOLD * whole
            for article, words in self._sourced
            if article != mine
        )

    def early(self, statement: Statement) -> float:
        """1 for a statement that begins an article, 0 for one that ends it.

        An article's first sentence may be no claim's: a statement of no claims is that.
        """
        early = 0.0 if statement.claims else 1.0
        for ref in statement.claims:
            known = self._reads.get(ref.article)
            if known and ref.claim in known.claims:
                place = known.claims[ref.claim].content[0].start
                early = max(early, 1.0 - place / max(1, len(known.reading.article.text)))
        return early

    def told_by(self, stems: frozenset[str]) -> float:
        """In what share of the articles one sentence has at least half of what the stems weigh."""
        least = 0.5 * math.fsum(map(self.weight, stems))
        told = sum(
            any(math.fsum(map(self.weight, stems & other)) >= least for other in sentences)
            for sentences in self._sentences
        )
        return told / max(1, len(self._sentences))

    def figures_told_by(self, text: str) -> float:
        """In what share of the articles all numbers of the words stand, in figures or in words.

        1 for words without a number: twelve dead are not told by whoever tells of twenty.
        """
        figures = _figures(text)
        if not figures:
            return 1.0
        told = sum(figures <= known for known in self._figures)
        return told / max(1, len(self._figures))

    def novelty(self, stems: frozenset[str], told: Iterable[frozenset[str]]) -> float:
        """The share of what a sentence weighs that no one told sentence has: 0 to 1."""
        whole = self._sum(stems)
        most = max((self._sum(stems & other) for other in told), default=0.0)
        return 1.0 - most / whole if whole else 0.0

    def repeats(self, text: str, other: str) -> bool:
        """Whether a sentence tells little that the other does not; a denial is no repetition."""
        if bool(_NEGATED.search(text)) != bool(_NEGATED.search(other)):
            return False
        stems = content_stems(text)
        whole = self._sum(stems)
        return whole > 0 and self._sum(stems & content_stems(other)) / whole > _REPEATED

    def _sum(self, stems: frozenset[str]) -> float:
        # Mostly by what the articles share: one killing is told in many words of one's own.
        for word in stems:
            if word not in self._wholes:
                self._wholes[word] = self.weight(word) + _OWN * rarity(word)
        # Exact whatever the order of the set, so that the same input gives the same output.
        return math.fsum(self._wholes[word] for word in stems)
