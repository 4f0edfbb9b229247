"""Lines that extraction gave and the page sets apart: boxes in the text, what repeats it, the foot.

Here it counts where a line stands, so that no language must be known: a box of a poll, of readers'
comments, of a barrier. What attributes or is marked as a note of the outlet is never left out so.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Sequence

from rashomon.article import LeftOut
from rashomon.ingest.aligned import places
from rashomon.ingest.blocks import HEADINGS, Block, Place
from rashomon.ingest.boilerplate import OUTSIDE, ends_like_a_statement, is_lead, key
from rashomon.ingest.rules import LINK
from rashomon.ingest.saying import attributes
from rashomon.ingest.structure import Structure, note_kind
from rashomon.ingest.surroundings import ELSEWHERE, Surroundings, words

BOX = "box within the text"
REPEATS = "repeats a sentence of the text"
_LEAST_LINES = 3
"""Lines of one element that make it one of the text's own."""
_MOST_BOX_WORDS = 20
_MOST_NAMED_WORDS = 40
_LEAST_REPEATED = 5
_SEARCHED_CODE_POINTS = 100_000
"""Within longer texts no repetition is looked for: it costs the square."""
_SET_APART = frozenset(("blockquote", "aside", "figure"))
_QUOTES = frozenset(("pullquote", "pull", "pq", "quote", "blockquote"))
_NOTES = frozenset(
    "correction corrections clarification note notes disclosure disclaimer update updates".split()
)
_MOST_BOX_LINES = 6
"""Lines of one element with such a name; with more it is a part of the text, like a long poll."""


def sift(
    kept: Sequence[str], blocks: Sequence[Block]
) -> tuple[tuple[str, ...], tuple[LeftOut, ...]]:
    """The lines that are the text's own, and those that are not, with the reason."""
    where = places(kept, blocks)
    homes = Counter(blocks[n].home for n in where if n is not None and blocks[n].is_paragraph)
    trusted = {home for home, count in homes.items() if count >= _LEAST_LINES}
    if not trusted:
        return tuple(kept), ()
    own = [b.place.home.element for n in where if n is not None for b in (blocks[n],)
           if b.is_paragraph and b.home in trusted]  # fmt: skip
    around = Surroundings(own)
    cells = {_cell(blocks[n].place) for n in where if n is not None and blocks[n].home in trusted}
    cells = set() if None in cells else cells
    keys = [key(text) for text in kept]
    lines = "\n".join(["", *keys, ""])
    quoted = lines if len(lines) < _SEARCHED_CODE_POINTS else ""
    reasons: list[str | None] = []
    only = {block.words: n for n, block in enumerate(blocks)} if cells else {}
    for index, place in enumerate(where):
        if place is None and cells:  # a cell that extraction put elsewhere
            place = only.get(keys[index])
        reason = None
        if place is not None and blocks[place].home not in trusted:
            block = blocks[place]
            if _repeats(block, quoted):
                reason = REPEATS
            elif not _is_said(block):
                reason = (
                    _named(block, around)
                    or _boxed(block, trusted, blocks)
                    or _led(block, blocks[place - 1] if place else block)
                    or (_in_another_cell(block, cells) if cells else None)
                )
        elif place is not None and blocks[place].tag in _SET_APART:
            reason = REPEATS if _repeats(blocks[place], quoted) else None
        reasons.append(reason)
    for start, end in _runs(reasons):
        if end - start > _MOST_BOX_LINES:
            reasons[start:end] = [None] * (end - start)
    pairs = list(zip(kept, reasons, strict=True))
    return (
        tuple(text for text, reason in pairs if reason is None),
        tuple(LeftOut(text=text, reason=reason) for text, reason in pairs if reason is not None),
    )


def _runs(reasons: Sequence[str | None]) -> Iterator[tuple[int, int]]:
    """From where to where lines with reasons follow one another."""
    start = 0
    for number, reason in enumerate((*reasons, None)):
        if reason is None:
            if number > start:
                yield start, number
            start = number + 1


def _is_said(block: Block) -> bool:
    return attributes(block.text) or note_kind(block.text) is not None


def _named(block: Block, around: Surroundings) -> str | None:
    """The reason that the names of the elements around a short line give."""
    if block.words.count(" ") >= _MOST_NAMED_WORDS:
        return None
    for place in block.place.near(4):
        # An embedded post is a quotation, whoever shares it.
        if place.tag == "blockquote" or not _NOTES.isdisjoint(words(place.element)):
            return None
    reason = around.reason(block.element)
    return reason if reason in ELSEWHERE else None


def _boxed(block: Block, trusted: set[int], blocks: Sequence[Block]) -> str | None:
    """Whether it is the one line of an element that stands among the paragraphs of the text."""
    home = block.place.home
    return (
        BOX
        if block.tag not in HEADINGS
        and block.is_paragraph
        and block.tag != "blockquote"
        and home.tag == "div"
        and home.up is not None
        and home.up.number in trusted
        and bool(home.look)
        and block.words.count(" ") < _MOST_BOX_WORDS
        and not ends_like_a_statement(block.text)
        and not any(mark in block.text for mark in '"“”«»„')
        and sum(other.home == home.number for other in blocks) == 1
        else None
    )


def _led(block: Block, before: Block) -> str | None:
    """The headline of another article right under a label such as "Related"."""
    led = before.home == block.home and is_lead(before.text)
    return LINK if led and not ends_like_a_statement(block.text) else None


def _cell(place: Place) -> int | None:
    """The number of the cell of the page's layout that the place is in."""
    up: Place | None = place
    while up is not None and up.tag != "td":
        up = up.up
    return None if up is None else up.number


def _in_another_cell(block: Block, cells: Collection[int | None]) -> str | None:
    """Whether it stands in another column of a page that is laid out as a table."""
    if block.words.count(" ") >= _MOST_NAMED_WORDS or _cell(block.place) in cells:
        return None
    if any(group.kind == "table" for group in Structure().groups(block.element)):
        return None
    return OUTSIDE


def _repeats(block: Block, text: str) -> bool:
    """Whether a quotation that is set apart stands within one of the lines of the ``text``."""
    if block.words.count(" ") + 1 < _LEAST_REPEATED:
        return False
    set_apart = any(
        place.tag in _SET_APART or not _QUOTES.isdisjoint(words(place.element))
        for place in block.place.near(3)
    )
    # As often as it stands in the lines, less as often as it is one of them.
    return set_apart and text.count(block.words) > text.count(f"\n{block.words}\n")
