"""What an element of a page stands in: comments, teasers, another article, or the text itself."""

from __future__ import annotations

import re
from collections.abc import Collection
from functools import lru_cache
from typing import Any

COMMENTS = "comments of readers"
TEASER = "teaser of another article"
ANOTHER = "another article on the page"
ASKS = "asks the reader for something"
ABOUT = "about the author or the outlet"
CAPTION = "caption outside the text"

ELSEWHERE = frozenset((COMMENTS, TEASER, ANOTHER, ASKS, ABOUT))
"""Reasons of lines that are not the article's own, whoever says what in them."""

# Whole words of class names and ids; they are cut at hyphens, underscores and capitals.
_WORDS = (
    (COMMENTS, frozenset("comment comments commentlist disqus respond replies reply discussion "
                         "livefyre viafoura coral spotim".split())),
    (TEASER, frozenset("related recommended recommendations recirc recirculation teaser teasers "
                       "trending popular outbrain taboola readmore sidebar widget widgets "
                       "upnext nextpost prevnext latest topstories mostread mostpopular "
                       "jp promo promos rail carousel breadcrumb breadcrumbs menu".split())),
    (ASKS, frozenset("newsletter subscribe subscription signup paywall regwall cookie cookies "
                     "consent gdpr donate donation membership modal popup advert ad ads poll quiz "
                     "feedback survey locked gate gated meter metered "
                     "advertisement sponsored social share sharing login".split())),
    (ABOUT, frozenset("bio authorbio author-bio contributor contributors taglist footer colophon "
                      "disclaimer copyright".split())),
)  # fmt: skip
_TAGS = {"nav": TEASER, "footer": ABOUT, "aside": TEASER, "form": ASKS}
_PARTS = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])|\d+")
# A class of the page as a whole says what the page may have, not what an element is.
_WHOLE = frozenset(("html", "body", "main"))
_COMMENT_TYPES = ("/Comment", "/UserComments")


class Surroundings:
    """Answers for the elements of one page; ``text_in`` are elements that hold the text itself.

    An element around the text says nothing of it, whatever it is called: a text within
    ``<aside class="sidebar">`` is the text.
    """

    def __init__(self, text_in: Collection[Any]) -> None:
        self._around: set[Any] = set()
        for element in text_in:
            while element is not None and element not in self._around:
                self._around.add(element)
                element = element.getparent()
        self._has_article = any(element.tag == "article" for element in self._around)
        self._known: dict[Any, str | None] = {}

    def reason(self, element: Any) -> str | None:
        """Why the element is not the text, by what it stands in; None where nothing tells."""
        passed: list[Any] = []
        found: str | None = None
        while element is not None and element not in self._around:
            if element in self._known:
                found = self._known[element]
                break
            passed.append(element)
            if found := self._own(element):
                break
            element = element.getparent()
        self._known |= dict.fromkeys(passed, found)
        return found

    def _own(self, element: Any) -> str | None:
        if element.tag in _WHOLE:
            return None
        if element.tag in _TAGS:
            return _TAGS[element.tag]
        if (element.get("itemtype") or "").endswith(_COMMENT_TYPES):
            return COMMENTS
        names = words(element)
        for reason, known in _WORDS:
            if names & known:
                return reason
        return ANOTHER if element.tag == "article" and self._has_article else None


def words(element: Any) -> frozenset[str]:
    """The words of an element's class and id, in lower case.

    >>> import lxml.html
    >>> sorted(words(lxml.html.fromstring('<p class="editors-note pageTop" id="c3">x</p>')))
    ['3', 'c', 'editors', 'note', 'page', 'top']
    """
    return _words(element.get("class") or "", element.get("id") or "")


@lru_cache(maxsize=4_096)
def _words(look: str, name: str) -> frozenset[str]:
    return frozenset(part.lower() for part in _PARTS.findall(f"{look} {name}"))
