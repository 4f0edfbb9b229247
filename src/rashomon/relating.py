"""Two sentences of news, read without an article, and how they stand to each other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from rashomon.flow import DEFAULT_ANNOTATOR, annotator_named, made_by_all
from rashomon.model import Reading, Relation

if TYPE_CHECKING:
    from rashomon.comparison.views import View

# The share of a sentence that is what somebody said, from which on that is what it says.
_MOSTLY_TOLD = 0.3


def relate(a: str, b: str, *, annotator: str = DEFAULT_ANNOTATOR) -> Relation:
    """How two sentences of news stand to each other, with the reason in words.

    The relation is one of those of a comparison, "unrelated" where no question is found that both
    answer, or "unknown" where nothing certain can be said: often the honest answer. Where a
    sentence tells who said something, what was said is compared. Both are taken to speak of one
    event, undated. For an update ``a`` is the earlier of the two.

    Both are taken to be English. Raises :class:`~rashomon.errors.ItemError` for an empty text.
    """
    return next(iter(relate_many([(a, b)], annotator=annotator)))


def relate_many(
    pairs: Iterable[tuple[str, str]], *, annotator: str = DEFAULT_ANNOTATOR
) -> Iterator[Relation]:
    """The relation of each pair, in their order; as :func:`relate`, with its errors."""
    from rashomon.comparison.likeness import Pairs
    from rashomon.comparison.verdicts import relate as judge

    for a, b in pairs:
        one, other = said(a, "a", annotator=annotator), said(b, "b", annotator=annotator)
        found = judge(Pairs((one, other)).pair(one, other))
        if found is None:
            why = "nothing certain can be said"
            yield Relation(a=a, b=b, relation="unknown", about="other", why=why, confidence=0.0)
        else:
            first, second = (b, a) if found.later_first else (a, b)
            yield Relation(
                a=first,
                b=second,
                relation=found.relation,
                about=found.about,
                why=found.why,
                confidence=found.confidence,
            )


def said(text: str, name: str, *, annotator: str = DEFAULT_ANNOTATOR) -> View:
    """A sentence as comparison sees it: what it says that somebody said, or what it says itself.

    ``name`` is what an error calls it.
    """
    from rashomon.annotate.pipeline import annotate, whole
    from rashomon.comparison.views import OWN_VOICE, view
    from rashomon.ingest import read_text

    # A sentence is too short to tell its language by: English is taken for granted.
    article = replace(read_text(text, item=f"text {name}"), id=name, title=None, language="en")
    chosen = annotator_named(annotator)
    made = annotate(article, chosen)
    told = [c for c in made.claims if c.inside is None and c.kind != "own voice"]
    length = sum(end - start for claim in told[:1] for start, end in claim.content)
    if len(told) != 1 or length < _MOSTLY_TOLD * len(article.text):
        made = whole(article)
        told = list(made.claims)
    reading = Reading(
        made_by=made_by_all((), chosen),
        article=article,
        claims=made.claims,
        speakers=made.speakers,
        record=made.record,
    )
    inner = [c for c in made.claims if c.inside == told[0].id]
    voice = OWN_VOICE if told[0].kind == "own voice" else f"{name}'s"
    return view(reading, told[0], voice, inner=inner)
