"""The annotator that needs no model: rules over a parse."""

from __future__ import annotations

from rashomon.annotate.attribution import Attribution
from rashomon.annotate.parse import Parse
from rashomon.annotate.quotations import quoted_in
from rashomon.annotate.rules import phrases, settle, speech, verbs
from rashomon.annotate.rules.confidence import confidence
from rashomon.annotate.rules.found import Found
from rashomon.model import Article


class RulesAnnotator:
    """Finds attributions by cue words and the clauses they govern; reads English."""

    name = "rules@1"
    languages = frozenset({"en"})
    weights_sha256 = None

    def find(self, article: Article, parse: Parse) -> tuple[Attribution, ...]:
        """The attributions, outer before inner, in the order of the text."""
        return tuple(
            Attribution(
                source=f.source,
                cue=f.cue,
                content=f.content,
                inside=parent,
                confidence=confidence(f, nested=parent is not None),
            )
            for f, parent in self.explain(article, parse)
        )

    def explain(self, article: Article, parse: Parse) -> list[tuple[Found, int | None]]:
        """What :meth:`find` gives, with the pattern that found each and the index it is inside."""
        quoted = quoted_in(article.text)
        found: list[Found] = []
        for piece, sentence in parse.sentences():
            end = piece.start + sentence.end_char
            for token in sentence:
                if token.pos_ in ("VERB", "AUX"):
                    found.extend(verbs.find(piece, token, end))
                    found.extend(phrases.according_to(piece, token, end))
                elif token.pos_ == "NOUN":
                    found.extend(phrases.nominal(piece, token, end))
        found = speech.extend(article.text, article.paragraphs, quoted, found)
        return settle.settle(quoted, found)
