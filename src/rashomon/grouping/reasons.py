"""Why articles were put together, in words that are exactly true."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from datetime import date

import numpy as np

from rashomon.grouping.features import Encoded
from rashomon.grouping.score import published
from rashomon.model import Article
from rashomon.vocabulary import rarity, stem

_NAMES_SHOWN = 5
# A name all of whose words are this common ("Police", "Street") tells nothing.
_COMMON = 3.0
# "Ind" and "Tex" are cut-off words; "IMF" is not.
_SHORT = 3
# Where no name and no day is shared, so many uncommon words are worth a line.
_LEAST_WORDS = 3


def reasons(
    rows: Encoded,
    places: Sequence[int],
    articles: Sequence[Article],
    copies: Sequence[Sequence[str]],
) -> tuple[str, ...]:
    """What the articles of one event share; nothing for a single article.

    ``places`` are the rows of the articles without their near copies, ``articles`` all of them,
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
    if len(places) > 1:
        # A name may have been changed in a copy: what is compared are the texts without it.
        aside = ", near copies aside" if copies else ""
        shared = [_names(rows, places), _told(rows, places), _ages(rows, places)]
        if not any(shared):
            shared = [_rare_words(rows, places)]
        said.extend(f"{why}{aside}" for why in shared if why)
    said.append(_days(articles))
    return tuple(said)


def _names(rows: Encoded, places: Sequence[int]) -> str:
    holders: Counter[str] = Counter()
    written: dict[str, str] = {}
    for at in places:
        mine = {name.casefold(): name for name in reversed(rows.shown[at])}
        holders.update(mine.keys())
        for folded, name in mine.items():
            # "OSTREL" is how a headline shouts it.
            written[folded] = min(name, written.get(folded, name), key=lambda n: (n.isupper(), n))
    weight = {
        name: max(rarity(stem(word)) for word in name.split())
        for name, count in holders.items()
        if count > 1
    }
    shared = [
        name
        for name, rare in weight.items()
        if rare > _COMMON and (len(name) > _SHORT or written[name].isupper())
    ]
    shared.sort(key=lambda n: (-holders[n], -len(n.split()), -weight[n], n))
    kept: list[str] = []
    for name in shared:
        if all(f" {name} " not in f" {longer} " for longer in kept):
            kept.append(name)
    if not kept:
        return ""
    everywhere = [written[n] for n in kept if holders[n] == len(places)]
    if everywhere:
        more = len(everywhere) - _NAMES_SHOWN
        also = f" and {more} more" if more > 0 else ""
        return f"shared names: {', '.join(everywhere[:_NAMES_SHOWN])}{also}"
    named = ", ".join(f"{written[n]} (in {holders[n]})" for n in kept[:_NAMES_SHOWN])
    return f"names shared by some of the {len(places)} articles: {named}"


def _told(rows: Encoded, places: Sequence[int]) -> str:
    """The day that most of the articles tell of, where two or more do."""
    days = Counter(day for at in places for day in rows.slots[at].days)
    count, minus = max(((count, -day) for day, count in days.items()), default=(0, 0))
    if count < 2:
        return ""
    who = "all tell" if count == len(places) else f"{count} of the {len(places)} articles tell"
    return f"{who} of {date.fromordinal(-minus).isoformat()}"


def _ages(rows: Encoded, places: Sequence[int]) -> str:
    ages = Counter(age for at in places for age in rows.slots[at].ages)
    same = sorted(age for age, count in ages.items() if count > 1)
    if not same:
        return ""
    listed = ", ".join(map(str, same[:_NAMES_SHOWN]))
    everywhere = all(ages[age] == len(places) for age in same)
    return f"people aged {listed} in {'all' if everywhere else 'two or more of them'}"


def _rare_words(rows: Encoded, places: Sequence[int]) -> str:
    held = np.bincount(rows.rare_root[list(places)].indices, minlength=1)
    if (everywhere := int((held == len(places)).sum())) >= _LEAST_WORDS:
        return f"{everywhere} uncommon words shared by all"
    if (some := int((held > 1).sum())) >= _LEAST_WORDS:
        return f"{some} uncommon words in two or more of them"
    return ""


def _days(articles: Sequence[Article]) -> str:
    days = sorted(d for d in map(published, articles) if d is not None)
    missing = len(articles) - len(days)
    if len(days) < 2:
        return "dates not compared: " + ("none is known" if not days else "only one is known")
    apart = (days[-1] - days[0]).days
    text = (
        f"published on one day ({days[0].isoformat()})"
        if not apart
        else f"published within {_long(apart)} ({days[0].isoformat()} to {days[-1].isoformat()})"
    )
    return text + (f"; {missing} without a date" if missing else "")


def _long(days: int) -> str:
    """So many days, rounded up, in the unit that a reader would take."""
    for length, unit, least in ((365.25, "years", 730), (30.5, "months", 60)):
        if days >= least:
            return f"{math.ceil(days / length)} {unit}"
    return "1 day" if days == 1 else f"{days} days"
