"""Why articles were put together, in words that are exactly true."""

from __future__ import annotations

from collections.abc import Sequence

from rashomon.grouping.features import RARE_IDF
from rashomon.grouping.score import published
from rashomon.grouping.terms import Terms
from rashomon.model import Article

_NAMES_SHOWN = 4


def reasons(
    terms: Sequence[Terms],
    articles: Sequence[Article],
    copies: Sequence[Sequence[str]],
    idf: dict[str, float],
) -> tuple[str, ...]:
    """What the articles of one event share; nothing for a single article.

    ``terms`` are those of the articles without their near copies, ``articles`` all of them,
    ``copies`` the sets of near copies among them. What is said to be shared by all is in all of
    them; otherwise it is said in how many it is.
    """
    if len(articles) < 2:
        return ()
    said: list[str] = []
    if copies:
        count = sum(len(ids) for ids in copies)
        said.append(
            "near copies of one text"
            if len(copies) == 1 and count == len(articles)
            else f"{count} of the {len(articles)} articles are near copies of another"
        )
    if len(terms) > 1:
        # A name may have been changed in a copy: what is compared are the texts without it.
        aside = ", near copies aside" if copies else ""
        said.extend(f"{why}{aside}" for why in (_names(terms), _rare_words(terms, idf)) if why)
    said.append(_days(articles))
    return tuple(said)


def _names(terms: Sequence[Terms]) -> str:
    holders: dict[str, int] = {}
    written: dict[str, str] = {}
    for one in terms:
        for folded, name in one.shown.items():
            holders[folded] = holders.get(folded, 0) + 1
            written[folded] = min(name, written.get(folded, name))
    shared = [n for n, count in holders.items() if count > 1]
    shared.sort(key=lambda n: (-holders[n], -len(n.split()), n))
    kept: list[str] = []
    for name in shared:
        if all(f" {name} " not in f" {longer} " for longer in kept):
            kept.append(name)
    if not kept:
        return ""
    everywhere = [n for n in kept if holders[n] == len(terms)]
    if everywhere:
        named = ", ".join(written[n] for n in everywhere[:_NAMES_SHOWN])
        return f"shared names: {named}"
    named = ", ".join(f"{written[n]} (in {holders[n]})" for n in kept[:_NAMES_SHOWN])
    return f"names shared by some of the {len(terms)} articles: {named}"


def _rare_words(terms: Sequence[Terms], idf: dict[str, float]) -> str:
    everywhere = set(terms[0].words)
    for one in terms[1:]:
        everywhere &= set(one.words)
    rare = [w for w in everywhere if idf.get(w, 0.0) >= RARE_IDF]
    if rare:
        return f"{len(rare)} rare {'word' if len(rare) == 1 else 'words'} shared by all"
    pairs = (
        [
            sum(1 for w in a.words.keys() & b.words.keys() if idf.get(w, 0.0) >= RARE_IDF)
            for at, a in enumerate(terms)
            for b in terms[:at]
        ]
        if len(terms) <= 50
        else []
    )
    return (
        f"up to {max(pairs)} rare words shared by two of them" if pairs and max(pairs) > 1 else ""
    )


def _days(articles: Sequence[Article]) -> str:
    days = sorted(d for d in map(published, articles) if d is not None)
    missing = len(articles) - len(days)
    if len(days) < 2:
        return "dates not compared: " + ("none is known" if not days else "only one is known")
    apart = (days[-1] - days[0]).days
    text = (
        f"published on one day ({days[0].isoformat()})"
        if not apart
        else f"published within {apart} {'day' if apart == 1 else 'days'}"
        f" ({days[0].isoformat()} to {days[-1].isoformat()})"
    )
    return text + (f"; {missing} without a date" if missing else "")
