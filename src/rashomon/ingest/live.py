"""The items of a live blog: each with its time and its lines, as the page has them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from lxml import etree

from rashomon.ingest.article import iso_8601
from rashomon.ingest.blocks import Block
from rashomon.ingest.boilerplate import key, reads_like_a_sentence, reason_for
from rashomon.ingest.surroundings import COMMENTS, Surroundings, words

_LEAST_ITEMS = 3
_MOST_UP = 8
_LIVE = frozenset(("liveblog", "livestream", "liveupdate", "liveupdates", "livepost", "live"))
_CLOCK = re.compile(
    r"(\d{1,2})[:.h](\d{2})\s?(?:([ap])\.?\s?m\.?)?(?:\s?(?:[A-Z]{2,4}|Uhr))?", re.IGNORECASE
)
_CLOCK_CODE_POINTS = 16
_UPDATES = etree.XPath("//*[@itemprop='liveBlogUpdate']")
_FORMAT = re.compile(r"^\d{1,2}:\d\d")


@dataclass(frozen=True, slots=True, kw_only=True)
class LiveUpdate:
    """An item as the page's metadata give it: its lines, and its time in ISO 8601 or None."""

    lines: tuple[str, ...]
    time: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """An item as it stands in the page: the numbers of its lines."""

    element: Any
    places: tuple[int, ...]
    time: str | None


def items(
    blocks: Sequence[Block],
    *,
    lines_kept: Sequence[str],
    surroundings: Surroundings,
    says_live: bool,
) -> tuple[Item, ...]:
    """The items of the live blog that the page is; nothing where it is none.

    A page is one when its metadata or the names of its elements say so, or when most of the
    article's lines stand in three or more like elements that each have a time of their own.
    """
    body = blocks[0].element.getroottree().getroot() if blocks else None
    if body is None:
        return ()
    group = _like_elements(body, blocks, says_live=says_live)
    if len(group) < (2 if says_live else _LEAST_ITEMS):
        return ()
    members = {element: number for number, element in enumerate(group)}
    places: dict[Any, list[int]] = {element: [] for element in group}
    for number, block in enumerate(blocks):
        holder = _holder(block.element, members)
        if holder is not None and _is_line(block):
            places[holder].append(number)
    kept = {key(text) for text in lines_kept} - {""}
    with_kept = sum(any(blocks[n].words in kept for n in own) for own in places.values())
    inside = {blocks[n].words for own in places.values() for n in own}
    named = says_live or any(_is_called_live(element) for element in group[:1])
    enough = with_kept >= _LEAST_ITEMS and 2 * len(kept & inside) >= len(kept)
    if not (enough or named) or any(_is_comment(element) for element in group[:2]):
        return ()
    if not says_live and not enough and surroundings.reason(group[0]) is not None:
        return ()
    clocks: dict[Any, str] = {}
    for block in blocks:
        if (clock := _clock(block.text)) and (
            holder := _holder(block.element, members)
        ) is not None:
            clocks.setdefault(holder, clock)
    return tuple(
        Item(element=element, places=tuple(own), time=_time(element) or clocks.get(element))
        for element, own in places.items()
        if any(reads_like_a_sentence(blocks[n].text) for n in own)
    )


def unseen(updates: Sequence[LiveUpdate], blocks: Sequence[Block]) -> tuple[LiveUpdate, ...]:
    """The items of the metadata that the page does not show, as where a script loads them."""
    shown = " ".join(block.words for block in blocks)
    return tuple(
        update
        for update in updates
        if update.lines and key(max(update.lines, key=len))[:80] not in shown
    )


def _with_sentences(blocks: Sequence[Block]) -> set[Any]:
    """The elements with sentences in them that are no links: a list of key moments has none."""
    found: set[Any] = set()
    for block in blocks:
        element = block.element
        if block.linked < 0.5 and reads_like_a_sentence(block.text):
            while element is not None and element not in found:
                found.add(element)
                element = element.getparent()
    return found


def _like_elements(root: Any, blocks: Sequence[Block], *, says_live: bool) -> list[Any]:
    """The largest group of like elements side by side of which each holds a time and a sentence."""
    marks = [*root.iter("time"), *(b.element for b in blocks if _clock(b.text))]
    named = _UPDATES(root) if says_live else ()
    if updates := [e for e in named if e.tag in ("article", "div", "section", "li")]:
        known = {*marks, *updates}
        marks = [element for element in root.iter() if element in known]
    if len(marks) < 2:
        return []
    full = _with_sentences(blocks)
    groups: dict[tuple[Any, str, str], dict[Any, None]] = {}
    for mark in marks:
        element = mark if mark.tag != "time" else mark.getparent()
        for _ in range(_MOST_UP):
            parent = element.getparent() if element is not None else None
            if parent is None or element.tag in ("body", "html"):
                break
            look = (element.get("class") or "").split()
            if element in full:
                make = (parent, element.tag, look[0] if look else "")
                groups.setdefault(make, {})[element] = None
            element = parent
    # The earliest in the page wins where two groups are of one size.
    found: list[dict[Any, None]] = list(groups.values())
    largest: dict[Any, None] = max(found, key=len) if found else {}
    return list(largest)


def _clock(text: str) -> str | None:
    """The time of day that a line is and nothing else, as ISO 8601 has it; None for other lines."""
    found = _CLOCK.fullmatch(text) if len(text) <= _CLOCK_CODE_POINTS else None
    if found is None:
        return None
    hour, minute = int(found[1]), int(found[2])
    if found[3]:
        hour = hour % 12 + (12 if found[3].lower() == "p" else 0)
    return f"{hour:02}:{minute:02}" if hour < 24 and minute < 60 else None


def _holder(element: Any, members: dict[Any, int]) -> Any:
    while element is not None:
        if element in members:
            return element
        element = element.getparent()
    return None


def _is_line(block: Block) -> bool:
    if block.is_link or block.tag == "time" or _FORMAT.match(block.text):
        return False
    return block.words.count(" ") >= 2 and reason_for(block.text) is None


def _is_called_live(element: Any) -> bool:
    """Whether the names of the element, or of those around it, call it live."""
    for _ in range(4):
        if element is None or element.tag in ("body", "html"):
            return False
        if element.get("itemprop") == "liveBlogUpdate" or words(element) & _LIVE:
            return True
        if (element.get("itemtype") or "").endswith("/LiveBlogPosting"):
            return True
        element = element.getparent()
    return False


def _is_comment(element: Any) -> bool:
    return Surroundings(()).reason(element) == COMMENTS


def _time(element: Any) -> str | None:
    """The first time of the element that its markup gives in ISO 8601."""
    for mark in element.iter("time", "meta"):
        if mark.tag == "meta" and mark.get("itemprop") != "datePublished":
            continue
        found = iso_8601(mark.get("datetime") or mark.get("content") or "")
        if found:
            return found
    return None
