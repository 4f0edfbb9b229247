"""What the outlet says in its own voice: the sentences that no attribution touches."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from spacy.tokens import Span as SpacySpan

from rashomon.annotate.attribution import Attribution
from rashomon.annotate.parse import Parse
from rashomon.annotate.quotations import quoted_in
from rashomon.model import Article, Span, Spans
from rashomon.text import trim

# Shorter sentences are mostly headings, captions and furniture; longer ones are text without
# punctuation, where "one claim" would mean nothing.
_FEWEST_WORDS, _MOST_WORDS = 6, 80
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass", "expl", "csubj"})
_READER = frozenset(
    "click subscribe sign read share follow download see watch listen photo image picture file "
    "advertisement copyright updated published getty reuters source caption related "
    "loading cookies newsletter".split()
)


def own_voice(
    article: Article, parse: Parse, attributions: Sequence[Attribution]
) -> tuple[Spans, ...]:
    """One content per sentence of the outlet's own, in order, without the final full stop.

    Left out: sentences that an attribution touches, headings, captions, questions, lines without a
    finite verb and its subject, and quotations that nobody could be found for.
    """
    taken = sorted(
        s for a in attributions if a.inside is None for s in (*a.source, *a.cue, *a.content)
    )
    starts = [s.start for s in taken]
    reach: list[int] = []
    for span in taken:
        reach.append(max(span.end, reach[-1] if reach else 0))
    quoted = quoted_in(article.text)
    found: list[Spans] = []
    for piece, sentence in parse.sentences():
        whole = trim(article.text, piece.span(sentence))
        if whole is None or not _sensible(sentence):
            continue
        before = bisect_left(starts, whole.end)
        if before and reach[before - 1] > whole.start:
            continue
        end = article.text[whole.end - 1]
        if end not in ".!":
            continue
        if any(
            q.span.end - q.span.start > 0.3 * (whole.end - whole.start)
            for q in quoted.within(whole)
        ):
            continue
        kept = trim(article.text, whole, extra=".!")
        if kept is not None:
            found.append((Span(*kept),))
    return tuple(found)


def _sensible(sentence: SpacySpan) -> bool:
    words = [t for t in sentence if not (t.is_punct or t.is_space)]
    if not _FEWEST_WORDS <= len(words) <= _MOST_WORDS:
        return False
    root = sentence.root
    if root.pos_ not in ("VERB", "AUX"):
        return False
    kids = list(root.children)
    if not any(k.dep_ in _SUBJECTS for k in kids):
        return False
    if root.tag_ not in _FINITE and not any(k.tag_ in _FINITE for k in kids):
        return False
    if words[0].lower_ in _READER or words[0].tag_ in ("VB", "WP", "WRB"):
        return False
    # First and second person is the reader being addressed, or a quotation that lost its marks.
    return not any(t.lower_ in ("i", "we", "you", "my", "our", "your") for t in words)
