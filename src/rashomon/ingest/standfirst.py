"""The standfirst of an article: the lines between its headline and its first paragraph.

Extraction loses them, as they stand in a header of their own and often end without a full stop.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from rashomon.ingest.blocks import Block
from rashomon.ingest.boilerplate import Kept, is_date_or_byline, key, reason_for
from rashomon.ingest.surroundings import Surroundings, words

_MOST_BETWEEN = 14
_FIRST = 3
"""Lines of the text of which one stands right below."""
_LEAST_WORDS, _MOST_WORDS = 7, 70
_NAMES = frozenset(
    "dek deck standfirst lead lede leadin excerpt summary sum intro introduction subtitle "
    "subheadline subhead subheading subhed teaser kicker abstract chapo vorspann anriss sapo "
    "entradilla bajada".split()
) - {"teaser", "kicker"}
_POINTS = frozenset("keypoints points highlights bullets takeaways glance facts".split())
_LEAST_POINT = 3
_LEAST_ROW, _LEAST_IN_ROW = 2, 5
"""Entries of a list that no name tells of, and words of each: a menu has fewer."""


def restored(
    kept: Sequence[str],
    blocks: Sequence[Block],
    *,
    titles: Collection[str],
    dropped: Collection[str],
) -> tuple[str, ...]:
    """The lines with the standfirst, and the list of key points there, before them.

    ``titles`` and ``dropped`` are keys: of the headline, and of lines left out for what they say.
    """
    heads = [n for n, b in enumerate(blocks) if b.tag in ("h1", "h2") and b.words in titles]
    begin = {key(text) for text in kept[:_FIRST]}
    for head in reversed(heads):
        after = range(head + 1, min(len(blocks), head + _MOST_BETWEEN + 1))
        first = next((n for n in after if blocks[n].words in begin), None)
        if first is not None:
            return _with(kept, blocks, range(head + 1, first), titles, dropped)
    return tuple(kept)


def _with(
    kept: Sequence[str],
    blocks: Sequence[Block],
    between: range,
    titles: Collection[str],
    dropped: Collection[str],
) -> tuple[str, ...]:
    have = Kept(kept)
    around = Surroundings([blocks[between.stop].place.home.element])
    found: list[str] = []
    for number in between:
        block = blocks[number]
        if (
            block.words in have
            or block.text in found
            or block.words in titles
            or block.words in dropped
            or block.linked >= 0.5
            or block.place.is_hidden
            or is_date_or_byline(block.text)
            or around.reason(block.element) is not None
        ):
            continue
        if _is_point(blocks, number, between) or (
            _is_standfirst(block) and reason_for(block.text) is None
        ):
            found.append(block.text)
    return (*found, *kept)


def _is_standfirst(block: Block) -> bool:
    count = block.words.count(" ") + 1
    named = any(not _NAMES.isdisjoint(words(p.element)) for p in block.place.near(2))
    shape = block.is_paragraph or block.tag in ("h2", "h3", "header")
    return named and shape and _LEAST_WORDS <= count <= _MOST_WORDS


def _row(blocks: Sequence[Block], number: int, between: range) -> list[Block]:
    """The entries of the list that the block is one of; nothing where it is none."""
    if number not in between or blocks[number].tag != "li":
        return []
    return [blocks[n] for n in between if blocks[n].tag == "li"
            and blocks[n].home == blocks[number].home]  # fmt: skip


def _is_point(blocks: Sequence[Block], number: int, between: range) -> bool:
    """Whether it is an entry, or the heading, of a list that is called one of key points."""
    block = blocks[number]
    row = _row(blocks, number if block.tag == "li" else number + 1, between)
    if len(row) >= _LEAST_ROW and all(
        one.linked < 0.5 and one.words.count(" ") + 1 >= _LEAST_IN_ROW for one in row
    ):
        return block.tag == "li" or block.tag in ("h2", "h3", "h4")
    if not any(not _POINTS.isdisjoint(words(p.element)) for p in block.place.near(4)):
        return False
    if block.tag == "li":
        return block.words.count(" ") + 1 >= _LEAST_POINT
    following = number + 1
    return (
        block.tag in ("h2", "h3", "h4") and following in between and blocks[following].tag == "li"
    )
