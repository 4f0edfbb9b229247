"""The lines of a parsed page in order, each with where it stands.

Extraction gives text without places. This walk over the same page tells which of its lines were
left out, which are links from end to end, and which stand right beside kept ones.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from lxml import etree

from rashomon.ingest.boilerplate import key, reads_like_a_sentence
from rashomon.ingest.hidden import is_hidden
from rashomon.ingest.normal import line, stretches

_BREAKS = frozenset(
    "p h1 h2 h3 h4 h5 h6 li blockquote figcaption td th dt dd pre div section article aside nav "
    "header footer form button label main ul ol table tr summary details figure br hr body".split()
)
HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_LONG = 50_000
_HOLDERS = frozenset("div article section main td body".split())
_UNSEEN = frozenset("script style noscript template svg iframe select textarea".split())
_SET_APART = frozenset(("b", "strong", "em", "i", "u", "font", "big"))
# What is read out to those who do not see the picture.
_CAPTIONED = re.compile(
    r"^(?:image|photo|picture|media|video) caption(?:\b[:,.]?\s+(?=\S)|(?=(?-i:[A-Z])))", re.I
)
_ADDRESS = re.compile(r"(?:https?://|\bwww\.)\S+$")


class Place:
    """A block element of the page: its number in the order of the page, and what it is."""

    __slots__ = ("_makes", "element", "number", "tag", "up")

    def __init__(self, element: Any, number: int, up: Place | None) -> None:
        self.element, self.number, self.up = element, number, up
        self.tag: str = element.tag
        self._makes: tuple[str, str] | None = None

    @property
    def look(self) -> str:
        """Its class, or nothing."""
        look: str | None = self.element.get("class")
        return look or ""

    @property
    def makes(self) -> tuple[str, str]:
        """Tag and class; and without the modifiers that mark the first or the last of a row."""
        if self._makes is None:
            names = self.look.split()
            self._makes = " ".join((self.tag, *names)), " ".join((self.tag, *names[:1]))
        return self._makes

    @property
    def is_hidden(self) -> bool:
        """Whether it, or an element around it, says that it does not show."""
        place: Place | None = self
        while place is not None:
            if is_hidden(place.element):
                return True
            place = place.up
        return False

    @property
    def home(self) -> Place:
        """The element that holds a line of this one and its neighbours."""
        return self if self.tag in _HOLDERS else self.up or self

    def near(self, most: int) -> Iterator[Place]:
        """The place itself and the ones around it, so many."""
        place: Place | None = self
        for _ in range(most):
            if place is None:
                return
            yield place
            place = place.up


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """One line of the page: its text, key, the share of its letters in links, and its element."""

    text: str
    words: str
    linked: float
    place: Place

    @property
    def element(self) -> Any:
        """The line's own element."""
        return self.place.element

    @property
    def tag(self) -> str:
        """The tag of the line's own element."""
        return self.place.tag

    @property
    def look(self) -> str:
        """The class of the line's own element."""
        return self.place.look

    @property
    def home(self) -> int:
        """The number of the element that holds the line and its neighbours (of a p its parent)."""
        return self.place.home.number

    @property
    def around(self) -> int:
        """The number of the element around the home."""
        home = self.place.home
        return (home.up or home).number

    @property
    def alike(self) -> tuple[int, str, str]:
        """The same for places of one make, as two columns of one text are."""
        home = self.place.home
        around = home.up or home
        return (around.up or around).number, home.makes[0], around.makes[1]

    @property
    def is_link(self) -> bool:
        """Whether the line is one link from end to end; headings and addresses do not count."""
        return self.linked >= 0.99 and self.tag not in HEADINGS and not self.is_address

    @property
    def is_address(self) -> bool:
        """Whether the line spells an address out, as the sources under a text do."""
        return self.linked > 0 and bool(_ADDRESS.search(self.text))

    @property
    def reads_like_a_sentence(self) -> bool:
        """Whether it does, for the most part without a link."""
        return self.linked < 0.5 and self.words.count(" ") > 4 and reads_like_a_sentence(self.text)

    @property
    def is_plain(self) -> bool:
        """Whether no more than half of it is set apart, as are headings made by hand."""
        return not any(
            child.tag in _SET_APART and len(child.text_content()) > len(self.text) / 2
            for child in self.place.element
        )

    @property
    def is_paragraph(self) -> bool:
        """Whether the line is set as text: not a heading, an entry of a list or a caption."""
        return self.tag in ("p", "blockquote") or self.tag in _HOLDERS


def of_page(tree: Any) -> tuple[Block, ...]:
    """The lines of a parsed page (an lxml element) that hold words, in order."""
    body = tree.find("body")
    return tuple(_walk(tree if body is None else body))


def _walk(body: Any) -> Iterator[Block]:
    # The line that is being put together: its parts, their letters, and those within links.
    parts: list[str] = []
    letters = linked = links = 0
    place, number = Place(body, 0, None), 0
    walk = etree.iterwalk(body, events=("start", "end"))
    for event, element in walk:
        tag = element.tag
        if event == "start":
            if tag in _UNSEEN:
                walk.skip_subtree()
                continue
            words = element.text
        else:
            words = element.tail if element is not body else None
        if tag in _BREAKS:
            if letters:
                yield _block(parts, linked / letters, place)
            parts, letters, linked = [], 0, 0
            if event == "end":
                place = place.up or place
            elif element is not body:
                number += 1
                place = Place(element, number, place)
        elif tag == "a":
            if event == "start":
                if letters and letters == linked:
                    # Links side by side, as in a menu: each is a line of its own.
                    yield _block(parts, 1.0, place)
                    parts, letters, linked = [], 0, 0
                links += 1
            else:
                links -= 1
        if words:
            parts.append(words)
            if not words.isspace():
                count = (
                    len("".join(words.split()))
                    if len(words) < _LONG
                    else sum(len("".join(part.split())) for part in stretches(words))
                )
                letters += count
                if links > 0:
                    linked += count
    if letters:
        yield _block(parts, linked / letters, place)


def _block(parts: list[str], linked: float, place: Place) -> Block:
    text = line("".join(parts))
    if place.tag == "figcaption":
        text = _CAPTIONED.sub("", text)
    return Block(text=text, words=key(text), linked=linked, place=place)
