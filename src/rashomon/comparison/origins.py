"""How many first utterances stand behind how many articles."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence

from rashomon.comparison.statements import Group
from rashomon.comparison.views import OWN_VOICE
from rashomon.model import Article, EventSpeaker, Origin

# A credit stands in brackets after the place ("KYIV (Reuters) -"), or at the end of the text.
_CREDIT = re.compile(
    r"\((?P<a>AFP|AP|Reuters|dpa|DPA|TASS|Xinhua|UPI|ANSA|EFE|PTI|IANS|Interfax|Ukrinform|Anadolu)\)"
    r"|^\s*(?P<b>AFP|AP|Reuters|dpa|TASS|Xinhua|UPI)\s*[-–—/.]?\s*$",
    re.MULTILINE,
)


_HEAD = re.compile(r"\s*\(([^()\n]{2,40})\)")


def origins(
    articles: Sequence[Article],
    copies: Sequence[Sequence[str]],
    groups: Sequence[Group],
    speakers: Mapping[str, EventSpeaker],
) -> tuple[Origin, ...]:
    """Sets of articles with one origin: copies of one text, then those that rest on one speaker."""
    by_id = {article.id: article for article in articles}
    found: list[tuple[str, tuple[str, ...], str]] = []
    for same in copies:
        ids = tuple(sorted(article for article in same if article in by_id))
        if len(ids) < 2:
            continue
        outlets = {by_id[i].outlet for i in ids}
        agencies = {name for i in ids for name in _credits(by_id[i], outlets)}
        if len(agencies) == 1:
            agency = next(iter(agencies))
            found.append(("wire copy", ids, f"largely the same text; {agency} is credited"))
        else:
            found.append(("near copy", ids, "largely the same text"))
    resting: dict[str, set[str]] = defaultdict(set)
    for group in groups:
        outlets = {view.outlet for view in group.views}
        if group.voice is not None and group.voice != OWN_VOICE and len(outlets) > 1:
            resting[group.voice].update(view.ref.article for view in group.views)
    sets = [set(ids) for _, ids, _ in found]
    for voice, ids_ in sorted(resting.items(), key=lambda row: (-len(row[1]), int(row[0][1:]))):
        if any(ids_ <= same for same in sets):
            continue
        name = speakers[voice].name
        found.append(
            ("shared source", tuple(sorted(ids_)), f"the same words of one source: {name}")
        )
    return tuple(
        Origin(id=f"o{place}", kind=kind, articles=ids, why=why)  # type: ignore[arg-type]
        for place, (kind, ids, why) in enumerate(found, start=1)
    )


def _credits(article: Article, outlets: Collection[str | None]) -> set[str]:
    """Agencies the article credits: known ones, or at its head an outlet of the same set."""
    found = {m.group("a") or m.group("b") for m in _CREDIT.finditer(article.text)}
    head = _HEAD.match(article.text)
    if head and head.group(1) in outlets and head.group(1) != article.outlet:
        found.add(head.group(1))
    return found


def count_origins(group: Group, copies: Sequence[Sequence[str]]) -> int:
    """How many origins a statement has: one for a speaker's words, else the texts not copied."""
    if group.voice != OWN_VOICE:
        return 1
    copied = {article: number for number, same in enumerate(copies) for article in same}
    texts: dict[str | int, set[frozenset[str]]] = {}
    for view in group.views:
        origin = copied.get(view.ref.article, view.ref.article)
        texts.setdefault(origin, set()).add(view.terms)
    # A sentence that stands word for word in two articles was written once.
    once: list[set[frozenset[str]]] = []
    for terms in texts.values():
        if not any(terms & other for other in once):
            once.append(terms)
    return len(once)
