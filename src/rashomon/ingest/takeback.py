"""Lines of the article that extraction lost, taken back by where they stand.

Precision costs lines: of 100 articles 5 lose their first paragraph and 10 their last. What the
page sets like its paragraphs, in the element that holds them, is the article's own. Numbers are
those of 181 pages with their text (benchmarks/pages.py), half of which was looked at only
afterwards.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence

from rashomon.ingest.aligned import places
from rashomon.ingest.blocks import HEADINGS, Block
from rashomon.ingest.boilerplate import Kept, key, reason_for

_LEAST_WORDS = 10
"""Words of a paragraph that is taken back from beside; shorter lines there are mostly captions."""
_LEAST_KEPT = 3
"""Lines kept of one element before its other lines are trusted whatever their length."""
_LITTLE, _MUCH_MORE = 60, 4
"""Words kept that are hardly an article; and how many times as many, left out, are doubtful."""
_NEAR = 6
"""Elements from a line up to the one that holds the text, with an embedded post between."""
_NOTES = re.compile(
    r"(?:^|[\s_-])(?:disclaimer|disclosure|correction|clarification|footnote|addendum"
    r"|editors?[_-]?note|amend\w*)s?(?:$|[\s_-])",
    re.IGNORECASE,
)
_OWNED = re.compile(r"(?:©|\(c\)|copyright)[\s©]*(?:\d{4}[\s,–-]*)+(?:by )?[A-Z]\w", re.IGNORECASE)


def lacking(kept: Sequence[str], blocks: Sequence[Block]) -> bool:
    """Whether one element of the page has far more words in paragraphs left out than are kept.

    Then the fast way of extraction has probably missed the article (in 6 of 181 pages).
    """
    have = Kept(kept)
    words, left = 0, Counter[int]()
    shown = (b for b in blocks if _is_text(b, _LEAST_WORDS) and not b.place.is_hidden)
    for block in {block.words: block for block in shown}.values():
        count = block.words.count(" ") + 1
        if block.words in have:
            words += count
        else:
            left[block.home] += count
    most = max(left.values(), default=0)
    return most > words and (words < _LITTLE or most > _MUCH_MORE * words)


def take_back(
    kept: Sequence[str], blocks: Sequence[Block], *, dropped: Sequence[str] = ()
) -> tuple[str, ...]:
    """The lines with those that extraction lost, each at its place in the page.

    ``dropped`` are lines that were left out for what they say; they stay out. Taken back is what
    no rule knows as a widget and is mostly no link, if it is

    - a paragraph that reads like a sentence, in the same element as kept ones, or in a like one
      beside theirs,
    - a line set like the kept ones in their element, which reads like a sentence or stands
      between them; a heading between them,
    - an embedded post or blockquote between them,
    - a note of the outlet (correction, disclosure) or of who owns the text, at its end.
    """
    where = places(kept, blocks)
    known = {place for place in where if place is not None}
    have, lost = Kept(kept), set[int]()
    left_out = {key(text) for text in dropped}
    for _ in range(2):  # again, as what was taken back may have lines before it
        used, before = sorted(known | lost), len(lost)
        beside = _Beside([(place, blocks[place]) for place in used], have)
        reach = _reach(blocks, used, beside.homes)
        lost |= {
            n
            for n in reach
            if n not in known and beside.claims(n, blocks[n]) and blocks[n].words not in left_out
        }
        if len(lost) == before:
            break
    result: list[str] = []
    waiting = iter((*sorted(lost), len(blocks)))
    following = next(waiting)
    for text, place in zip(kept, where, strict=True):
        while place is not None and following < place:
            result.append(blocks[following].text)
            following = next(waiting)
        result.append(text)
    while following < len(blocks):
        result.append(blocks[following].text)
        following = next(waiting)
    return tuple(result)


def largest(blocks: Sequence[Block]) -> tuple[str, ...]:
    """The lines of the element with the most words in paragraphs: for where extraction fails.

    As on pages that are laid out as tables. None where no three paragraphs stand together.
    """
    words, lines = Counter[int](), Counter[int]()
    for block in blocks:
        if _is_text(block, _LEAST_WORDS) and not block.place.is_hidden:
            words[block.home] += block.words.count(" ") + 1
            lines[block.home] += 1
    home = next((home for home, _ in words.most_common(1)), None)
    if home is None or lines[home] < _LEAST_KEPT:
        return ()
    own = [n for n, block in enumerate(blocks) if block.home == home and block.is_paragraph]
    return tuple(blocks[n].text for n in own if blocks[n].linked < 0.5)


def above_headline(
    kept: Sequence[str], blocks: Sequence[Block], titles: Collection[str]
) -> frozenset[int]:
    """Which of the lines (their indexes) stand over the headline: they are of other articles.

    None where the page has no h1 that is one of its ``titles`` (keys), or several, or where most
    of the text stands over it.
    """
    heads = [n for n, b in enumerate(blocks) if b.tag == "h1" and b.words in titles]
    if len(heads) != 1:
        return frozenset()
    where = places(kept, blocks)
    over = {n for n, place in enumerate(where) if place is not None and place < heads[0]}
    words = [len(text) for text in kept]
    return frozenset(over if 2 * sum(words[n] for n in over) < sum(words) else ())


class _Beside:
    """The places of kept lines, to ask whether another line belongs to them."""

    def __init__(self, used: Sequence[tuple[int, Block]], have: Kept) -> None:
        paragraphs = [block for _, block in used if block.is_paragraph]
        self.have = have
        self.used = {number for number, _ in used}
        self.first, self.last = (used[0][0], used[-1][0]) if used else (0, 0)
        self.homes = {block.home for block in paragraphs}
        self.alike = {block.alike for block in paragraphs if not _may_be_another(block)}
        self.looks = {(block.around, block.look) for block in paragraphs if block.look}
        count = Counter(block.home for block in paragraphs)
        self.trusted = {home for home, lines in count.items() if lines >= _LEAST_KEPT}
        set_like = Counter((b.home, b.tag, b.look) for b in paragraphs if b.tag == "p")
        self.set_like = {make for make, lines in set_like.items() if lines >= _LEAST_KEPT}
        # From where to where the lines of each trusted element reach.
        self.spread: dict[int, tuple[int, int]] = {}
        for number, block in used:
            if block.home in self.trusted:
                self.spread[block.home] = (self.spread.get(block.home, (number,))[0], number)

    def claims(self, number: int, block: Block) -> bool:
        """Whether the block is a lost line of the text."""
        if block.linked >= 0.5 and not block.is_address:
            return False
        owned = number == self.last + 1 and self._is_owned(block)
        return (
            (owned or self._belongs(number, block))
            and block.words not in self.have
            and not block.place.is_hidden
            and (owned or reason_for(block.text) is None)
        )

    def _belongs(self, number: int, block: Block) -> bool:
        """Whether it stands where lines of the text stand."""
        if self.holds(block) and _is_text(block, _LEAST_WORDS):
            return True
        first, last = self.spread.get(block.home, (number, number))
        within = first < number < last
        if (block.home, block.tag, block.look) in self.set_like:
            return within or _is_text(block, 0)
        if block.tag in HEADINGS:
            over = block.home in self.homes and number + 1 in self.used
            return block.tag != "h1" and (within or (over and self.first < number))
        return self._is_quoted(number, block) or self._is_note(block)

    def holds(self, block: Block) -> bool:
        """Whether the block is a paragraph in such a place, or in a like one beside it."""
        return block.is_paragraph and (
            block.home in self.homes
            or block.alike in self.alike
            or bool(self.looks & {(block.around, block.look), (block.home, block.look)})
        )

    def _is_quoted(self, number: int, block: Block) -> bool:
        """Whether it is part of an embedded post or quotation between lines of the text."""
        quote = next((up for up in block.place.near(_NEAR) if up.tag == "blockquote"), None)
        return quote is not None and any(
            first < number <= last + 2
            for up in quote.near(_NEAR)
            for first, last in (self.spread.get(up.number, (number, number)),)
        )

    def _is_note(self, block: Block) -> bool:
        """Whether it is marked as a note of the outlet on the text, and stands within it."""
        return (
            block.is_paragraph
            and (block.home in self.trusted or block.around in self.trusted)
            and bool(_NOTES.search(block.look) or _NOTES.search(block.alike[1]))
        )

    def _is_owned(self, block: Block) -> bool:
        """Whether it says whose text this is, set as the last paragraph of it (wire copy)."""
        return (
            block.tag == "p"
            and not block.look
            and self.holds(block)
            and bool(_OWNED.match(block.text))
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


def _is_text(block: Block, least: int) -> bool:
    """Whether the block is a paragraph of so many words that reads like a sentence."""
    return (
        block.words.count(" ") + 1 >= least and block.is_paragraph and block.reads_like_a_sentence
    )


def are_teasers(kept: Sequence[str], blocks: Sequence[Block]) -> bool:
    """Whether the lines are the teasers of a front page: scattered, with linked headlines between.

    In 181 pages of articles only 2 have half as many linked headlines as lines between them, and
    in both most lines stand in one element.
    """
    known = [place for place in places(kept, blocks) if place is not None]
    if len(known) < 4:
        return False
    homes = Counter(blocks[place].home for place in known)
    between = blocks[known[0] : known[-1] + 1]
    headlines = sum(b.linked >= 0.99 and b.words.count(" ") >= 3 for b in between)
    return 2 * headlines >= len(kept) and 2 * max(homes.values()) < len(known)
