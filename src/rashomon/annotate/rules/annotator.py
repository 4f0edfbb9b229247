"""The annotator that needs no model: rules over a parse."""

from __future__ import annotations

from collections.abc import Iterator

from rashomon.annotate import apart, furniture
from rashomon.annotate.attribution import Attribution
from rashomon.annotate.quotations import kind_of, quoted_in
from rashomon.annotate.rules import (
    beside,
    islands,
    lexicon,
    nouns,
    phrases,
    settle,
    speech,
    states,
    verbs,
)
from rashomon.annotate.rules.confidence import confidence
from rashomon.annotate.rules.found import Found
from rashomon.model import Article
from rashomon.parse import Parse, Piece

# Edited news has 4 to 7 commas in 100 words.
_FEWEST_COMMAS = 0.005
_FEWEST_WORDS = 40


class RulesAnnotator:
    """Finds attributions by cue words and the clauses they govern; reads English."""

    name = "rules@1"
    languages = frozenset({"en"})
    weights_sha256 = None

    def notes(self, article: Article) -> tuple[str, ...]:
        """Nothing: the rules look at every word."""
        return ()

    def find(self, article: Article, parse: Parse) -> tuple[Attribution, ...]:
        """The attributions, outer before inner, in the order of the text."""
        return tuple(
            Attribution(
                source=f.source,
                cue=f.cue,
                content=f.content,
                inside=parent,
                confidence=confidence(
                    f, kind_of(article.text, f.content), nested=parent is not None
                ),
            )
            for f, parent in self.explain(article, parse)
        )

    def explain(self, article: Article, parse: Parse) -> list[tuple[Found, int | None]]:
        """What :meth:`find` gives, with the pattern that found each and the index it is inside."""
        quoted = quoted_in(article.text)
        found: list[Found] = []
        lost = _commas_lost(article.text)
        skipped = frozenset(furniture.captions(article.text, article.paragraphs))
        for piece, start, stop in _sentences(parse):
            if article.paragraphs[piece.paragraph] in skipped:
                continue
            end = piece.start + piece.doc[stop - 1].idx + len(piece.doc[stop - 1])
            for token in piece.doc[start:stop]:
                if token.pos_ in ("VERB", "AUX"):
                    found.extend(verbs.find(piece, token, end, commas_lost=lost))
                    found.extend(phrases.according_to(piece, token, (start, stop)))
                elif token.pos_ == "NOUN":
                    named = nouns.find(piece, token, end)
                    found.extend([named] if named else [])
                if token.lower_ in lexicon.STATES or token.lower_ == "clear":
                    held = states.find(piece, token, end)
                    found.extend([held] if held else [])
        known = {f.cue[-1].end: f.source[0].start for f in found if f.source}
        others = [
            f for piece in parse.pieces for f in beside.find(piece, quoted, known, strict=not lost)
        ]
        better = frozenset(f.cue[-1].end for f in others)
        found = [*(f for f in found if f.cue[-1].end not in better), *others]
        found = apart.without(
            article.text, furniture.datelines(article.text, article.paragraphs), found
        )
        found = islands.cut_apart(article.text, quoted, found)
        found = speech.extend(article.text, article.paragraphs, quoted, found)
        return settle.settle(quoted, found)


def _commas_lost(text: str) -> bool:
    """Whether the text came without its commas, as many scraped collections do."""
    words = text.count(" ")
    return words >= _FEWEST_WORDS and text.count(",") < words * _FEWEST_COMMAS


def _sentences(parse: Parse) -> Iterator[tuple[Piece, int, int]]:
    """The sentences as token ranges; one that goes on in small letters was cut too early."""
    for piece in parse.pieces:
        start = 0
        for sentence in piece.doc.sents:
            if sentence.end < len(piece.doc) and piece.doc[sentence.end].is_lower:
                continue
            yield piece, start, sentence.end
            start = sentence.end
