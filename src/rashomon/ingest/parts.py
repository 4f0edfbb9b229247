"""What stands in an article beside plain paragraphs: taken back where extraction lost it, marked.

Extraction is made for paragraphs: captions, tables, corrections and the entries of lists go
missing, and what was set apart comes out as a paragraph like any other. Here the lines of the
article get back what stands among them in the page, in its order, and each stretch its kind.
"""

from __future__ import annotations

import bisect
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from rashomon.article import LeftOut, Part, PartKind
from rashomon.ingest import live, structure
from rashomon.ingest.blocks import Block
from rashomon.ingest.boilerplate import key, reason_for
from rashomon.ingest.live import Item, LiveUpdate
from rashomon.ingest.structure import Structure
from rashomon.ingest.surroundings import Surroundings
from rashomon.spans import Span

BETWEEN = "\n\n"
_NOTES = ("correction", "editor's note")
_FAR = 12
"""Lines before and after the text among which corrections and notes are looked for."""
_MOST_CELLS = 2_000
"""Lines below the text that may be cells of a table that begins in it."""
_UP = 3
"""Elements between a structure and the one that holds the paragraphs around it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line of the article: its number among the page's lines, None where it is not told."""

    text: str
    place: int | None
    held_by: Any = None
    """The table that the line is a row of."""


_LEAST_SHARED, _LABEL_WORDS = 4, 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Laid:
    """The article as it lies in the page; ``text`` joins the lines."""

    lines: tuple[Line, ...]
    parts: tuple[Part, ...]
    notes: tuple[str, ...]
    surroundings: Surroundings

    @property
    def kept(self) -> tuple[str, ...]:
        """The lines as texts."""
        return tuple(one.text for one in self.lines)

    @property
    def text(self) -> str:
        """The text of the article."""
        return BETWEEN.join(self.kept)


def lay(
    kept: Sequence[str],
    blocks: Sequence[Block],
    *,
    updates: Sequence[LiveUpdate] = (),
    says_live: bool = False,
) -> Laid:
    """The article's lines with what extraction lost of its structures, and its parts.

    ``updates`` are the items of a live blog as the page's metadata give them, ``says_live``
    whether they call the page one.
    """
    found = Structure()
    lines: Sequence[Line] = _placed(kept, blocks)
    where = Surroundings(_homes(lines, blocks))
    items = live.items(blocks, lines_kept=kept, surroundings=where, says_live=says_live)
    if items:
        # What is around a whole live blog says nothing of it, and the items are its text.
        where = Surroundings([*_homes(lines, blocks), *(item.element for item in items)])
    lines = _with_rows(lines, blocks, found, where)
    lost = _lost(lines, blocks, found, where)
    lost |= {place for item in items for place in item.places}
    lines = _merged(lines, blocks, lost)
    parts, text_length = _parts(lines, blocks, found, items)
    notes: tuple[str, ...] = ()
    missing = live.unseen(updates, blocks) if updates else ()
    whole = items and all(item.time and "T" in item.time for item in items)
    if updates and not whole:
        # The page has no times that a machine reads, or times of day; the metadata have them whole.
        told = _by_metadata([u for u in updates if u not in missing], lines)
        if len(told) >= len(items):
            others = (part for part in parts if part.kind != "live item")
            parts = tuple(sorted((*others, *told), key=lambda p: (p.span.start, -p.span.end)))
    if missing:
        extra, more = _from_metadata(missing, text_length)
        lines, parts = (*lines, *extra), (*parts, *more)
        notes = (
            "the page itself does not hold all of its live blog: "
            f"{len(missing)} of its items are taken from its metadata",
        )
    return Laid(lines=tuple(lines), parts=tuple(parts), notes=notes, surroundings=where)


def without_kept(dropped: Iterable[LeftOut], kept: Iterable[str]) -> tuple[LeftOut, ...]:
    """The lines left out, without those that were taken back."""
    have = {key(text) for text in kept}
    return tuple(entry for entry in dropped if key(entry.text) not in have)


def _placed(kept: Sequence[str], blocks: Sequence[Block]) -> list[Line]:
    where: dict[str, list[int]] = {}
    for number, block in enumerate(blocks):
        where.setdefault(block.words, []).append(number)
    lines: list[Line] = []
    last = -1
    for text in kept:
        if not (text := _bare_row(text)):
            continue
        numbers = where.get(key(text), [])
        after = bisect.bisect_right(numbers, last)
        place = numbers[after] if after < len(numbers) else None
        last = last if place is None else place
        lines.append(Line(text=text, place=place))
    return lines


def _bare_row(text: str) -> str:
    """A row of a table without the bars at its ends; nothing for the rule under its head."""
    if not (text.startswith("|") and text.endswith("|")):
        return text
    return "" if not text.strip("|-: ") else text.strip("| ")


def _homes(lines: Iterable[Line], blocks: Sequence[Block]) -> list[Any]:
    """The elements that hold the paragraphs of the article."""
    own = (blocks[one.place] for one in lines if one.place is not None)
    return [_home(block) for block in own if block.is_paragraph or block.tag == "li"]


def _home(block: Block) -> Any:
    up = block.element.getparent()
    return block.element if up is None or block.tag in ("div", "section", "article") else up


def _with_rows(
    lines: Sequence[Line], blocks: Sequence[Block], found: Structure, where: Surroundings
) -> Sequence[Line]:
    """The lines with each table of the article as its rows, header and all, at its place."""
    places = [one.place for one in lines if one.place is not None]
    if not blocks or next(blocks[0].element.getroottree().iter("table"), None) is None:
        return lines
    tables: dict[Any, list[int]] = {}
    end = min(len(blocks), max(places, default=-1) + 1 + _MOST_CELLS)
    for number in range(min(places, default=end), end):
        for group in found.groups(blocks[number].element):
            if group.kind == "table":
                tables.setdefault(group.element, []).append(number)
    if not tables:
        return lines
    by_words: dict[str, list[int]] = {}
    for index, one in enumerate(lines):
        by_words.setdefault(key(one.text), []).append(index)
    by_place = {one.place: index for index, one in enumerate(lines) if one.place is not None}
    homes = set(_homes(lines, blocks))
    gone: set[int] = set()
    rows: list[Line] = []
    for table, numbers in tables.items():
        own = list(structure.rows(table))
        as_rows = {index for _, text in own for index in by_words.get(key(text), ())}
        if not any(len(lines[index].text) > 12 for index in as_rows) and not (
            numbers[0] < places[-1] and _is_among(table, homes) and where.reason(table) is None
        ):
            continue
        gone |= as_rows | {by_place[number] for number in numbers if number in by_place}
        starts: dict[Any, int] = {}
        for number in numbers:
            starts.setdefault(_row_of(blocks[number].element, table), number)
        rows += [
            Line(text=text, place=starts.get(row, numbers[0]), held_by=table) for row, text in own
        ]
    return _in_order([one for index, one in enumerate(lines) if index not in gone], rows)


def _in_order(lines: Sequence[Line], others: Sequence[Line]) -> list[Line]:
    """The lines and the others, each before the first line that the page has after it."""
    result: list[Line] = []
    number = 0
    for one in lines:
        while one.place is not None and number < len(others) and _before(others[number], one):
            result.append(others[number])
            number += 1
        result.append(one)
    return [*result, *others[number:]]


def _row_of(element: Any, table: Any) -> Any:
    while element is not table:
        if element.tag in ("tr", "caption"):
            return element
        element = element.getparent()
    return next(iter(table.iterchildren("caption")), None)


def _is_among(element: Any, homes: Collection[Any], *, most: int = _UP) -> bool:
    """Whether the element stands between the article's paragraphs: in what holds them."""
    for _ in range(most):
        element = element.getparent()
        if element is None:
            return False
        if element in homes:
            return bool(element.tag != "body")
    return False


def _lost(
    lines: Sequence[Line], blocks: Sequence[Block], found: Structure, where: Surroundings
) -> set[int]:
    """The places of lines of structures of the article that are not among its lines."""
    places = [one.place for one in lines if one.place is not None]
    if not places:
        return set()
    first, last = min(places), max(places)
    have = {key(one.text) for one in lines}
    homes = set(_homes(lines, blocks))
    wholes: dict[Any, tuple[PartKind, list[int]]] = {}
    for number in range(max(0, first - _FAR), min(len(blocks), last + 1 + _FAR)):
        block = blocks[number]
        groups = structure.around(block, found)
        inside = first < number < last
        for group in groups:
            if group.kind in ("table", "heading"):
                continue
            if inside or group.kind in _NOTES or _is_among(group.element, homes, most=2):
                wholes.setdefault(group.element, (group.kind, []))[1].append(number)
    lost: set[int] = set()
    for element, (kind, numbers) in wholes.items():
        if where.reason(element) is not None or _is_row(element, found):
            continue
        missing = [n for n in numbers if blocks[n].words and blocks[n].words not in have]
        if missing and _TAKES[kind](element, [blocks[n] for n in numbers], homes, have):
            for number in missing:
                if _is_part(kind, blocks[number]) and blocks[number].words not in have:
                    lost.add(number)
                    # One caption under each of ten pictures is one caption.
                    have |= {blocks[number].words} if kind == "caption" else set()
    return lost


def _is_row(element: Any, found: Structure) -> bool:
    return any(group.kind == "table" for group in found.groups(element))


def _is_part(kind: PartKind, block: Block) -> bool:
    if block.place.is_hidden:
        return False
    if kind == "caption":
        return structure.is_worth(block.text)
    if kind in _NOTES:
        return True
    # Of a quotation that is set apart the last line, who said it, may be a link.
    return (kind == "blockquote" or not block.is_link) and reason_for(block.text) is None


def _linked(blocks: Sequence[Block]) -> float:
    letters = sum(len(block.text) for block in blocks) or 1
    return sum(block.linked * len(block.text) for block in blocks) / letters


Takes = Callable[[Any, Sequence[Block], Collection[Any], Collection[str]], bool]


def _takes_list(
    element: Any, blocks: Sequence[Block], homes: Collection[Any], have: Collection[str]
) -> bool:
    """Lists of which something was kept, and lists of words between the paragraphs."""
    # Entries that are links, or links with a sign before them: other articles.
    odd = sum(block.linked >= 0.5 or reason_for(block.text) is not None for block in blocks)
    if _linked(blocks) >= 0.5 or odd * 3 > len(blocks):
        return False
    if any(block.words in have for block in blocks):
        return True
    return element.getparent() in homes and sum(b.words.count(" ") + 1 for b in blocks) >= 8


def _takes_quotation(
    element: Any, blocks: Sequence[Block], homes: Collection[Any], have: Collection[str]
) -> bool:
    return _linked(blocks) < 0.6 and _is_among(element, homes)


def _takes_caption(
    element: Any, blocks: Sequence[Block], homes: Collection[Any], have: Collection[str]
) -> bool:
    return _linked(blocks) < 0.5 and _is_among(element, homes)


def _takes_note(
    element: Any, blocks: Sequence[Block], homes: Collection[Any], have: Collection[str]
) -> bool:
    return _linked(blocks) < 0.5 and sum(len(block.text) for block in blocks) < 2_000


_TAKES: dict[PartKind, Takes] = {
    "list": _takes_list,
    "blockquote": _takes_quotation,
    "caption": _takes_caption,
    "correction": _takes_note,
    "editor's note": _takes_note,
}


def _merged(lines: Sequence[Line], blocks: Sequence[Block], lost: set[int]) -> list[Line]:
    """The lines with the lost ones among them."""
    have = {one.place for one in lines}
    return _in_order(
        lines, [Line(text=blocks[n].text, place=n) for n in sorted(lost) if n not in have]
    )


def _before(one: Line, other: Line) -> bool:
    return one.place is not None and other.place is not None and one.place < other.place


def _parts(
    lines: Sequence[Line], blocks: Sequence[Block], found: Structure, items: Sequence[Item]
) -> tuple[tuple[Part, ...], int]:
    """The parts of the lines joined, in order, the outer before the inner; and their length."""
    by_place = {place: item for item in items for place in item.places}
    spans: dict[tuple[str, Any], tuple[Part, int]] = {}
    done: list[Part] = []
    start = 0
    for number, one in enumerate(lines):
        span = Span(start, start + len(one.text))
        start = span.end + len(BETWEEN)
        kinds: list[tuple[PartKind, Any, str | None]] = []
        if one.place is not None:
            item = by_place.get(one.place)
            if item is not None:
                kinds.append(("live item", item.element, item.time))
            groups = [] if one.held_by is not None else structure.around(blocks[one.place], found)
            kinds += [(g.kind, g.element, None) for g in reversed(groups) if g.kind != "table"]
        elif kind := structure.note_kind(one.text):
            kinds.append((kind, number, None))
        if one.held_by is not None:
            kinds.append(("table", one.held_by, None))
        for kind, element, time in kinds:
            held = spans.get((kind, element))
            if held is not None and held[1] == number - 1:
                span_of = Span(held[0].span.start, span.end)
                spans[kind, element] = Part(kind=kind, span=span_of, time=time), number
                continue
            if held is not None:
                done.append(held[0])
            spans[kind, element] = Part(kind=kind, span=span, time=time), number
    done += [part for part, _ in spans.values()]
    done.sort(key=lambda part: (part.span.start, -part.span.end))
    return tuple(done), max(0, start - len(BETWEEN))


def _by_metadata(updates: Sequence[LiveUpdate], lines: Sequence[Line]) -> list[Part]:
    """The items of the metadata that the text holds, each up to the next one's first line."""
    keys = [key(one.text) for one in lines]
    starts = [0]
    for one in lines:
        starts.append(starts[-1] + len(one.text) + len(BETWEEN))
    firsts: dict[int, LiveUpdate] = {}
    for update in updates:
        wanted = {key(text) for text in update.lines} - {""}
        first = next((n for n, words in enumerate(keys) if _is_of(words, wanted)), None)
        if first is not None:
            firsts.setdefault(first, update)
    # An item reaches to the next: metadata often hold its first lines only.
    ends = [*sorted(firsts)[1:], len(lines)] if firsts else []
    parts: list[Part] = []
    for (first, update), end in zip(
        sorted(firsts.items(), key=lambda item: item[0]), ends, strict=True
    ):
        last = end - 1
        while last > first and keys[last].count(" ") < _LABEL_WORDS:  # the time over the next one
            last -= 1
        span = Span(starts[first], starts[last] + len(lines[last].text))
        parts.append(Part(kind="live item", span=span, time=update.time))
    return parts


def _is_of(words: str, wanted: set[str]) -> bool:
    """Whether a line is one of these, or a longer part of one."""
    return words in wanted or (
        words.count(" ") >= _LEAST_SHARED and any(words in whole for whole in wanted)
    )


def _from_metadata(
    updates: Sequence[LiveUpdate], length: int
) -> tuple[tuple[Line, ...], tuple[Part, ...]]:
    lines: list[Line] = []
    parts: list[Part] = []
    start = length + len(BETWEEN) if length else 0
    for update in updates:
        texts = update.lines
        end = start + len(BETWEEN.join(texts))
        lines += [Line(text=text, place=None) for text in texts]
        parts.append(Part(kind="live item", span=Span(start, end), time=update.time))
        start = end + len(BETWEEN)
    return tuple(lines), tuple(parts)
