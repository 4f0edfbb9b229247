"""Who wrote a page, where only its markup tells: trafilatura's search, on the parts that count.

Its patterns ask every element of the page for its classes, one by one, which takes a fifth of the
time a page takes; few elements are marked as an author's.
"""

from __future__ import annotations

import re
from copy import deepcopy
from typing import Any

import lxml.html

_MARKED = re.compile(
    r"[Aa]uthor|[Bb]yline|^byl$|^BBL$|^username$|zuozhe|bianji|xiaobian|channel-name|submitted-by"
    r"|posted-by|journalist-name|screenname|writer"
)
# Comments have authors too, and so have the articles of a sidebar.
_OTHERS = re.compile(
    r"^[Cc]omments|comment-?list|comments-list|ProductReviews|sidebar|is-hidden|quote"
    r"|embedly-instagram|article-(?:share|support)|print|category|meta-date|meta-reviewer"
    r"|^title$|^date$"
)
_ATTRIBUTES = ("class", "id", "itemprop", "rel", "data-component", "data-testid")
_MOST = 200
"""Elements that are copied; a page with more is a list of articles."""


def searched(tree: Any) -> str | None:
    """What the page's markup gives as its author, or None."""
    from trafilatura.metadata import extract_author

    small: Any = lxml.html.Element("div")
    last: Any = None
    for element in tree.iter():
        if not _is_marked(element):
            continue
        around = (element, *element.iterancestors())
        if last in around or any(map(_is_of_others, around)):
            continue
        last = element
        twin = deepcopy(element)
        twin.tail = None
        small.append(twin)
        if len(small) >= _MOST:
            break
    return extract_author(small) if len(small) else None


def _is_marked(element: Any) -> bool:
    get = element.get
    for name in _ATTRIBUTES:
        value = get(name)
        if value and _MARKED.search(value):
            return True
    return bool(element.tag == "author" or get("rel") == "me")


def _is_of_others(element: Any) -> bool:
    return element.tag in ("a", "div", "section", "span") and any(
        _OTHERS.search(element.get(name) or "") for name in ("id", "class")
    )
