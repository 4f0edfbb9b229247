"""The annotator that needs no model: rules over a parse."""

from __future__ import annotations

from rashomon.annotate.attribution import Attribution
from rashomon.annotate.parse import Parse
from rashomon.annotate.quotations import quoted_in
from rashomon.annotate.rules import phrases, settle, speech, verbs
from rashomon.annotate.rules.found import Found
from rashomon.model import Article


class RulesAnnotator:
    """Finds attributions by cue words and the clauses they govern; reads English."""

    name = "rules@1"
    languages = frozenset({"en"})
    weights_sha256 = None

    def find(self, article: Article, parse: Parse) -> tuple[Attribution, ...]:
        """The attributions, outer before inner, in the order of the text."""
        quoted = quoted_in(article.text)
        found: list[Found] = []
        for piece in parse.pieces:
            for token in piece.doc:
                if token.pos_ in ("VERB", "AUX"):
                    found.extend(verbs.find(piece, token))
                    found.extend(phrases.according_to(piece, token))
                elif token.pos_ == "NOUN":
                    found.extend(phrases.nominal(piece, token))
        found = speech.extend(article, parse, quoted, found)
        return settle.settle(article, found)
