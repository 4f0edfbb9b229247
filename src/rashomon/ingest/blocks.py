"""The lines of a parsed page in order, each with where it stands.

Extraction gives text without places. This walk over the same page tells which of its lines were
left out, which are links from end to end, and which paragraphs stand right beside kept ones.
"""

from __future__ import annotations

import bisect
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from lxml import etree

from rashomon.ingest.boilerplate import Kept, key, reads_like_a_sentence, reason_for
from rashomon.ingest.normal import line

_BREAKS = frozenset(
    "p h1 h2 h3 h4 h5 h6 li blockquote figcaption td th dt dd pre div section article aside nav "
    "header footer form button label main ul ol table tr summary details figure br hr body".split()
)
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_UNSEEN = frozenset("script style noscript template svg iframe select textarea".split())
_MOST_WRAPPED, _MOST_JOINS = 60, 500
"""Lines that are joined to one; and how often it is tried in a page."""
_RUN_TOGETHER = 200
_LEAST_WORDS = 10
"""Words of a paragraph that is taken back; shorter lines beside the text are mostly captions."""


_HOLDERS = frozenset("div article section main td body".split())


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """One line of the page.

    ``words`` is its key, ``linked`` the share of its letters within links. ``home`` is a number
    for the element that holds the line and its neighbours (of a paragraph its parent), ``around``
    for the one around it; ``alike`` is the same for places of one make, as two columns of one
    text are; ``look`` is the class of the line's own element.
    """

    text: str
    words: str
    linked: float
    tag: str
    home: int
    around: int
    look: str
    alike: tuple[int, str, str]

    @property
    def is_link(self) -> bool:
        """Whether the line is one link from end to end; headings and addresses do not count."""
        return self.linked >= 0.99 and self.tag not in _HEADINGS and "://" not in self.text

    @property
    def is_paragraph(self) -> bool:
        """Whether the line is set as text: not a heading, an entry of a list or a caption."""
        return self.tag in ("p", "blockquote") or self.tag in _HOLDERS


class _Line:
    """The line that is being put together."""

    __slots__ = ("letters", "linked", "parts")

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.letters = self.linked = 0

    def add(self, words: str, *, in_link: bool) -> None:
        self.parts.append(words)
        count = len("".join(words.split()))
        self.letters += count
        self.linked += count if in_link else 0


def of_page(tree: Any) -> tuple[Block, ...]:
    """The lines of a parsed page (an lxml element) that hold words, in order."""
    body = tree.find("body")
    return tuple(_walk(tree if body is None else body))


def _walk(body: Any) -> Iterator[Block]:
    current, links = _Line(), 0
    # The block elements around the place of the walk, the innermost last.
    stack: list[Any] = [body]
    numbers: dict[Any, int] = {}
    walk = etree.iterwalk(body, events=("start", "end"))
    for event, element in walk:
        tag = element.tag
        starts = event == "start"
        if starts and tag in _UNSEEN:
            walk.skip_subtree()
            continue
        if tag in _BREAKS:
            if current.letters:
                yield _block(current, stack, numbers)
            current = _Line()
            if starts:
                stack.append(element)
            elif len(stack) > 1:
                stack.pop()
        elif tag == "a":
            if starts and current.letters and current.letters == current.linked:
                # Links side by side, as in a menu: each is a line of its own.
                yield _block(current, stack, numbers)
                current = _Line()
            links += 1 if starts else -1
        words = None if tag in _UNSEEN and starts else element.text if starts else element.tail
        if words and element is not body:
            current.add(words, in_link=links > 0)
        elif words and starts:
            current.add(words, in_link=False)
    if current.letters:
        yield _block(current, stack, numbers)


def _block(current: _Line, stack: list[Any], numbers: dict[Any, int]) -> Block:
    own = stack[-1]
    up = stack if own.tag in _HOLDERS else stack[:-1] or stack
    home, around, beyond = (up[max(0, len(up) - n)] for n in (1, 2, 3))
    text = line("".join(current.parts))
    return Block(
        text=text,
        words=key(text),
        linked=current.linked / current.letters,
        tag=own.tag,
        home=numbers.setdefault(home, len(numbers)),
        around=numbers.setdefault(around, len(numbers)),
        look=own.get("class") or "",
        alike=(numbers.setdefault(beyond, len(numbers)), _make(home), _make(around)),
    )


def _make(element: Any) -> str:
    return f"{element.tag} {element.get('class') or ''}"


def take_back(kept: Sequence[str], blocks: Sequence[Block]) -> tuple[str, ...]:
    """The lines with the paragraphs that extraction lost, each at its place in the page.

    Precision costs paragraphs: of 100 articles 5 lose their first. One is taken back when it reads
    like a sentence, is no widget, and stands in the same element as kept paragraphs, or in a
    like one beside theirs.
    """
    places = _places(kept, blocks)
    known = [place for place in places if place is not None]
    beside = _Beside([blocks[place] for place in known if blocks[place].is_paragraph])
    have = Kept(kept)
    lost = [
        number
        for number in _reach(blocks, known, beside.homes)
        if beside.holds(blocks[number]) and _is_lost(blocks[number], have)
    ]
    result: list[str] = []
    waiting = iter((*lost, len(blocks)))
    following = next(waiting)
    for text, place in zip(kept, places, strict=True):
        while place is not None and following < place:
            result.append(blocks[following].text)
            following = next(waiting)
        result.append(text)
    while following < len(blocks):
        result.append(blocks[following].text)
        following = next(waiting)
    return tuple(result)


class _Beside:
    """The places of kept paragraphs."""

    def __init__(self, used: Sequence[Block]) -> None:
        self.homes = {block.home for block in used}
        self.alike = {block.alike for block in used if not _may_be_another(block)}
        self.looks = {(block.around, block.look) for block in used if block.look}

    def holds(self, block: Block) -> bool:
        """Whether the block is a paragraph in such a place, or in a like one beside it."""
        return block.is_paragraph and (
            block.home in self.homes
            or block.alike in self.alike
            or bool(self.looks & {(block.around, block.look), (block.home, block.look)})
        )


def _may_be_another(block: Block) -> bool:
    """Whether places like the block's may be other articles: pages append the next ones."""
    return any(make.startswith(("article", "body")) for make in block.alike[1:])


def _reach(blocks: Sequence[Block], known: Sequence[int], homes: set[int]) -> Iterator[int]:
    """The blocks between kept ones and on both sides, up to where a heading begins another text."""
    if not known:
        return

    def parts(block: Block) -> bool:
        return block.tag == "h1" or (block.tag == "h2" and block.home not in homes)

    first, last = known[0], known[-1]
    while first > 0 and not parts(blocks[first - 1]):
        first -= 1
    while last + 1 < len(blocks) and not parts(blocks[last + 1]):
        last += 1
    yield from range(first, last + 1)


def _is_lost(block: Block, have: Kept) -> bool:
    return (
        block.linked < 0.5
        and block.words.count(" ") + 1 >= _LEAST_WORDS
        and reads_like_a_sentence(block.text)
        and block.words not in have
        and reason_for(block.text) is None
    )


def are_teasers(kept: Sequence[str], blocks: Sequence[Block]) -> bool:
    """Whether the lines are the teasers of a front page: scattered, with linked headlines between.

    In 181 pages of articles only 2 have half as many linked headlines as lines between them, and
    in both most lines stand in one element.
    """
    places = [place for place in _places(kept, blocks) if place is not None]
    if len(places) < 4:
        return False
    homes = Counter(blocks[place].home for place in places)
    between = blocks[places[0] : places[-1] + 1]
    headlines = sum(b.linked >= 0.99 and b.words.count(" ") >= 3 for b in between)
    return 2 * headlines >= len(kept) and 2 * max(homes.values()) < len(places)


def as_on_page(lines: Sequence[str], blocks: Sequence[Block]) -> tuple[str, ...]:
    """The lines as the page has them: wrapped ones joined, run-together ones taken apart."""
    return _rejoin(_take_apart(lines, blocks), blocks)


def _take_apart(lines: Sequence[str], blocks: Sequence[Block]) -> tuple[str, ...]:
    """Where a page is laid out as a table, extraction gives a whole article as one line."""
    whole = {block.words for block in blocks}
    result: list[str] = []
    for text in lines:
        words = key(text)
        if words.count(" ") < _RUN_TOGETHER or words in whole:
            result.append(text)
            continue
        within = [n for n, b in enumerate(blocks) if b.text.count(" ") > 6 and b.words in words]
        around = blocks[within[0] : within[-1] + 1] if within else ()
        parts = [block.text for block in around if block.words in words]
        covered = sum(len(part) for part in parts)
        # Less, and it is one long paragraph; more, and lines stand twice.
        alone = len(parts) < 2 or not 0.8 < covered / len(text) < 1.1
        result += [text] if alone else parts
    return tuple(result)


def _rejoin(lines: Sequence[str], blocks: Sequence[Block]) -> tuple[str, ...]:
    """The lines with those joined again that are one line of the page.

    Where the markup itself is wrapped, extraction breaks the line in the midst of a sentence.
    """
    whole = {block.words for block in blocks}
    result: list[str] = []
    number, tries = 0, _MOST_JOINS
    while number < len(lines):
        words, end = key(lines[number]), number + 1
        if words and words not in whole and tries:
            tries -= 1
            around = [text for text in whole if text.startswith(words + " ")]
            joined = words
            for later in range(number + 1, min(len(lines), number + _MOST_WRAPPED)):
                joined = f"{joined} {key(lines[later])}"
                around = [text for text in around if text.startswith(joined)]
                if not around:
                    break
                if joined in around:
                    end = later + 1
        result.append(" ".join(lines[number:end]))
        number = end
    return tuple(result)


def _places(kept: Sequence[str], blocks: Sequence[Block]) -> list[int | None]:
    """For each line the number of the block it is; None where it cannot be told."""
    where: dict[str, list[int]] = {}
    for number, block in enumerate(blocks):
        where.setdefault(block.words, []).append(number)
    places: list[int | None] = []
    last = -1
    for text in kept:
        numbers = where.get(key(text), [])
        after = bisect.bisect_right(numbers, last)
        last = numbers[after] if after < len(numbers) else last
        places.append(last if after < len(numbers) else None)
    return places
