"""What the lines of a page stand in: a quotation set apart, a list, a table, a caption, a note."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from lxml import etree

from rashomon.article import PartKind
from rashomon.ingest.blocks import Block
from rashomon.ingest.boilerplate import reads_like_a_sentence
from rashomon.ingest.normal import line
from rashomon.ingest.saying import asks_readers, attributes
from rashomon.ingest.surroundings import words

_CORRECTION = re.compile(
    r"\W*(?:(?:a |an |the )?(?:corrections?|clarifications?|corrigend(?:um|a)|errat(?:um|a)"
    r"|retraction)\b(?:\s+\(.{1,40}\)|,? \w+\.? \d{1,2}(?:, \d{4})?)?\s?[:—–-]"
    r"|(?:correction|clarification)s? (?:and clarifications?|appended|issued)\b"
    r"|(?:this|the) (?:article|story|post|piece|headline|report|page|text)\b.{0,60}"
    r"\b(?:was|has been|have been|is) (?:\w+ )?(?:amended|corrected|clarified|revised)\b"
    r"|an? (?:earlier|previous|original|initial) version of (?:this|the) "
    r"(?:article|story|post|piece|headline|report|page|text|caption)\b"
    r"|(?:this|the) (?:article|story|post|piece|report) (?:originally|previously|initially) "
    r"(?:said|stated|misstated|reported|gave|misidentified)\b"
    r"|(?:we|the \w+) regrets? (?:the|this) error)",
    re.IGNORECASE,
)
_NOTE = re.compile(
    r"\W*(?:(?:editor|author|publisher)(?:s|[’']s|s[’'])?[ -]note\b|note (?:from|to) (?:the editor|"
    r"readers?|our readers)\b"
    r"|(?:this|the) (?:article|story|post|piece|report)\b.{0,40}\b(?:was|has been|will be) "
    r"(?:\w+ )?updated\b"
    r"|this is a (?:developing|breaking)(?: news)? story\b)",
    re.IGNORECASE,
)
# "Updated: 3 May, 9:41" is when, not what; what was updated is told in a sentence.
_UPDATE = re.compile(r"\W*updated?\b(?:,? [^:.!?—]{1,40})?\s?[:—–]\s", re.IGNORECASE)
_CORRECTIONS = frozenset(("correction", "corrections", "clarification", "clarifications"))
_EDITORS = frozenset(("editor", "editors"))
_NOTES = frozenset(("note", "notes"))
_CAPTIONS = frozenset(("caption", "figcaption", "cutline"))
_HEADINGS = frozenset(("h2", "h3", "h4", "h5", "h6"))
_CREDIT = re.compile(
    r"\s*(?:[(\[|/–—-]\s*)?(?:(?:photo(?:graph)?s?|image|picture|video|credits?|source|copyright"
    r"|illustration|graphic|file photo)\b[^.:]{0,30}[:/©]|(?:photo|picture|image|illustration"
    r"|graphic)s?(?: illustration)? (?:by|courtesy of|via)\b|©|\(c\)).{0,120}$",
    re.IGNORECASE,
)
_WORD = re.compile(r"\w+")
_LEAST_SENTENCE_WORDS = 6
_MOST_CELL_WORDS, _MOST_CELLS = 60, 40
_UNSEEN = frozenset(("script", "style", "noscript", "template"))
_PARTING = frozenset("br p div li ul ol td th tr h2 h3 h4 h5 h6".split())


@dataclass(frozen=True, slots=True)
class Group:
    """One structure of a page: what it is, and the element that holds all of it."""

    kind: PartKind
    element: Any


class Structure:
    """Answers for the blocks of one page."""

    def __init__(self) -> None:
        self._known: dict[Any, tuple[Group, ...]] = {}

    def groups(self, element: Any) -> tuple[Group, ...]:
        """The structures that the element stands in, the innermost first."""
        passed: list[Any] = []
        while element is not None and element not in self._known and element.tag != "body":
            passed.append(element)
            element = element.getparent()
        found = self._known.get(element, ())
        for one in reversed(passed):
            found = self._with(one, found)
            self._known[one] = found
        return found

    def _with(self, element: Any, around: tuple[Group, ...]) -> tuple[Group, ...]:
        tag = element.tag
        if tag == "table":
            # A page that is laid out as a table holds all else in it: that is no structure.
            return (Group("table", element), *around) if is_table(element) else around
        if tag in ("ul", "ol", "dl"):
            # An inner list is an item of the outer one.
            return around if _holds(around, "list") else (Group("list", element), *around)
        if tag == "blockquote":
            # One within another, as some pages set them to indent, is the outer one's.
            return around if _holds(around, tag) else (Group(tag, element), *around)
        if tag in _HEADINGS:
            return (Group("heading", element), *around)
        if tag == "figcaption":
            return (Group("caption", element), *around)
        names = words(element)
        if tag in ("p", "div", "span", "dd") and names & _CAPTIONS and not _holds_more(element):
            return around if _holds(around, "caption") else (Group("caption", element), *around)
        if kind := _noted(names):
            return around if _holds(around, kind) else (Group(kind, element), *around)
        return around


def _holds(around: Sequence[Group], kind: PartKind) -> bool:
    return any(group.kind == kind for group in around)


def _holds_more(element: Any) -> bool:
    """Whether an element called a caption holds the picture or a text as well."""
    return any(True for _ in element.iter("img", "picture", "video", "iframe", "h1", "h2"))


def _noted(names: frozenset[str]) -> PartKind | None:
    if (names & _EDITORS and names & _NOTES) or names & {"editorsnote", "editornote"}:
        return "editor's note"
    return "correction" if names & _CORRECTIONS else None


def note_kind(text: str) -> PartKind | None:
    """Whether the line is a correction or an editor's note, by its words.

    >>> note_kind("Correction: An earlier version named another rock.")
    'correction'
    >>> note_kind("This article was amended on 3 May 2031 to name the rock.")
    'correction'
    >>> note_kind("Editor's note: This text was read by the harbour office.")
    "editor's note"
    >>> note_kind("A correction of the course came too late.") is None
    True
    """
    if len(_WORD.findall(text)) < 3:
        return None
    if _CORRECTION.match(text):
        return "correction"
    if _NOTE.match(text) or (_UPDATE.match(text) and reads_like_a_sentence(text)):
        return "editor's note"
    return None


def is_worth(caption: str) -> bool:
    """Whether a caption says something: it reads like a sentence or attributes.

    Names of places and titles of videos do not, nor who took the picture.

    >>> is_worth("Divers at the pier, where the mayor said twelve were missing. Photo: Bay Agency")
    True
    >>> is_worth("Photo: Bay Agency / All pictures of the harbour by their own makers")
    False
    """
    if asks_readers(caption):
        return False
    bare = _CREDIT.sub("", caption).strip()
    count = len(_WORD.findall(bare))
    return count >= _LEAST_SENTENCE_WORDS and (attributes(bare) or reads_like_a_sentence(bare))


def is_table(element: Any) -> bool:
    """Whether a table holds figures and names in rows and columns, not the page's layout."""
    if next(element.iterdescendants("table"), None) is not None:
        return False
    rows = cells = longest = 0
    for row in element.iter("tr"):
        own = [cell for cell in row if cell.tag in ("td", "th")]
        if len(own) > _MOST_CELLS:
            return False
        filled = [len(_WORD.findall(text_of(cell))) for cell in own]
        rows += sum(map(bool, filled)) > 1
        cells += sum(map(bool, filled))
        longest = max(longest, *filled, 0)
    return rows >= 2 and longest <= _MOST_CELL_WORDS


def rows(table: Any) -> Iterator[tuple[Any, str]]:
    """The rows of a table that hold words, as lines: its cells joined by " | ", empty ones too."""
    for caption in table.iterchildren("caption"):
        if text := text_of(caption):
            yield caption, text
    for row in table.iter("tr"):
        cells = [text_of(cell) for cell in row if cell.tag in ("td", "th")]
        if any(cells):
            yield row, " | ".join(cells).strip()


def text_of(element: Any) -> str:
    """The words within an element on one line; line breaks and blocks part words."""
    parts: list[str] = []
    walk = etree.iterwalk(element, events=("start", "end"))
    for event, one in walk:
        if one.tag in _PARTING:
            parts.append(" ")
        if event == "end":
            parts.append((one.tail or "") if one is not element else "")
        elif one.tag in _UNSEEN:
            walk.skip_subtree()
        else:
            parts.append(one.text or "")
    return line("".join(parts))


def around(block: Block, structure: Structure) -> tuple[Group, ...]:
    """The structures of a block, and what its own words make it."""
    found = structure.groups(block.element)
    kind = note_kind(block.text)
    if kind and not any(group.kind in ("correction", "editor's note") for group in found):
        return (Group(kind, block.element), *found)
    return found
