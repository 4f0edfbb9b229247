"""What stands in the markup of a page and is not seen: cards behind a name, text set not to show.

A card that opens when a reader points at a name stands in the midst of a sentence of the markup:
left in, it would tear the sentence apart; and a page could put words into an article that none of
its readers sees.
"""

from __future__ import annotations

import re
from typing import Any

from rashomon.ingest.normal import line

REASON = "not shown on the page"

# Such a card stands beside its name, within one inline element; a block of this look is a menu.
_INLINE = frozenset("span a abbr b em i strong dfn cite mark q sup button".split())
_CARD = re.compile(r"(?:tool-?tip|pop-?over|pop-?up|roll-?over|hover-?card|flyout)", re.IGNORECASE)
_MOST_WORDS_OF_A_NAME = 8
_NOT_SHOWN = re.compile(r"(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)


def is_hidden(element: Any) -> bool:
    """Whether the element's own attributes say that it does not show."""
    style = element.get("style")
    return element.get("hidden") is not None or bool(style and _NOT_SHOWN.search(style))


def take_out(tree: Any) -> tuple[str, ...]:
    """The texts of cards and of hidden parts of sentences, which are taken out of the tree."""
    found = [element for element in tree.iter("span", "div", "small") if _is_within_line(element)]
    texts = []
    for element in found:
        if element.getparent() is not None:
            texts.append(line(" ".join(element.itertext())))
            element.drop_tree()
    return tuple(text for text in texts if text)


def _is_within_line(element: Any) -> bool:
    parent = element.getparent()
    if parent is None or (parent.tag not in _INLINE and parent.tag != "p"):
        return False
    if is_hidden(element):
        return True
    if parent.tag == "p":
        return bool(element.get("role") == "tooltip")
    look = f"{element.get('class') or ''} {element.get('role') or ''}"
    return bool(_CARD.search(look)) and _is_behind_a_name(element, parent)


def _is_behind_a_name(element: Any, parent: Any) -> bool:
    """Whether the parent holds a few words, then the card, and no more."""
    before = [parent.text or ""]
    for child in parent:
        if child is element:
            break
        before += ["".join(child.itertext()), child.tail or ""]
    words = len("".join(before).split())
    last = element.getnext() is None and not (element.tail or "").strip()
    return last and 0 < words <= _MOST_WORDS_OF_A_NAME
