"""What a page's own elements say of it: microdata, RDFa, times and authors that are marked so.

Only what markup names counts ("datePublished", a class "published"); a date in words does not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from lxml import etree

from rashomon.ingest.normal import line
from rashomon.ingest.surroundings import ABOUT, ANOTHER, COMMENTS, TEASER, Surroundings, words

_ARTICLES = re.compile(r"(?:^|[/#:])\w*(?:Article|BlogPosting|Report|WebPage|Posting)$")
_PUBLISHED = frozenset(("published", "publish", "pubdate", "publishdate", "publication"))
_MODIFIED = frozenset(("updated", "modified", "update", "lastmodified", "dateupdated"))
_MARKED = etree.XPath("//*[@itemprop or @itemtype or @typeof or (@property and not(self::meta))]")
_BY_AUTHORS = etree.XPath(
    "//*[self::a or self::span or self::address]"
    "[@rel or contains(@class, 'author') or contains(@class, 'fn')]"
)
_NAME = re.compile(r"[^\W\d_][\w.'’-]*(?: [\w.'’-]+){1,4}")
_MOST_AUTHORS = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Marked:
    """The values as the page writes them; dates are not checked yet."""

    titles: tuple[str, ...] = ()
    named: tuple[str, ...] = ()
    """Those whom properties name as authors; :func:`authors` looks further."""
    outlets: tuple[str, ...] = ()
    published: tuple[str, ...] = ()
    modified: tuple[str, ...] = ()
    says_live: bool = False


def of_page(tree: Any) -> Marked:
    """What the elements of a parsed page say."""
    found: dict[str, list[str]] = {}
    marked = _MARKED(tree)
    for name, value in _properties(marked):
        found.setdefault(name, []).append(value)
    for kind, value in _times(tree):
        found.setdefault(kind, []).append(value)
    return Marked(
        titles=tuple(found.get("headline", ())),
        named=tuple(dict.fromkeys(found.get("author", ()))),
        outlets=tuple(found.get("publisher", ())),
        published=tuple(found.get("datepublished", ())),
        modified=tuple(found.get("datemodified", ())),
        says_live=any(
            e.get("itemprop") == "liveBlogUpdate" or _scope_type(e).endswith("LiveBlogPosting")
            for e in marked
        ),
    )


def authors(tree: Any, marked: Marked) -> tuple[str, ...]:
    """The authors whom the page's properties name, or else its links and cards of authors."""
    return marked.named or tuple(dict.fromkeys(_authors(tree)))


def _scope_type(element: Any) -> str:
    kind: str = element.get("itemtype") or element.get("typeof") or ""
    return kind.strip().rstrip("/")


def _properties(marked: Sequence[Any]) -> Iterator[tuple[str, str]]:
    """The properties of the page's article or of the page itself, in the order of the page."""
    owner: Any = None
    for attribute in ("itemprop", "property"):
        for element in marked:
            if element.get(attribute) is None:
                continue
            name = element.get(attribute).split(":")[-1].strip().lower()
            if name not in _WANTED or (element.tag == "meta" and attribute == "property"):
                continue
            scope = _scope_of(element)
            if scope is not None and not _ARTICLES.search(_scope_type(scope)):
                continue
            if owner is None and scope is not None and name == "headline":
                owner = scope
            # Of several articles on a page the first with a headline is it.
            if owner is not None and scope is not None and scope is not owner \
                    and not _is_page(scope):  # fmt: skip
                continue
            if value := _value(element):
                yield name, value


_WANTED = frozenset(("headline", "author", "datepublished", "datemodified", "publisher"))


def _is_page(scope: Any) -> bool:
    return _scope_type(scope).endswith("WebPage")


def _scope_of(element: Any) -> Any:
    element = element.getparent()
    while element is not None:
        if element.get("itemscope") is not None or element.get("typeof"):
            return element
        element = element.getparent()
    return None


def _value(element: Any) -> str:
    given = element.get("content") or element.get("datetime")
    if given:
        return line(given)
    if element.get("itemscope") is not None or element.get("typeof"):
        for name in ("itemprop", "property"):
            for inner in element.iterfind(f".//*[@{name}]"):
                if inner.get(name).split(":")[-1] == "name":
                    return line(inner.get("content") or "".join(inner.itertext()))
    return line("".join(element.itertext()))


def _times(tree: Any) -> Iterator[tuple[str, str]]:
    """The times whose names say that they are when the page was published or changed."""
    where = Surroundings(())
    for element in tree.iter("time"):
        given = element.get("datetime")
        if not given or element.get("itemprop") or where.reason(element) in (COMMENTS, TEASER):
            continue
        names = words(element)
        if not names & (_PUBLISHED | _MODIFIED) and (up := element.getparent()) is not None:
            names = words(up)
        if element.get("pubdate") is not None or names & _PUBLISHED:
            yield "datepublished", line(given)
        elif names & _MODIFIED:
            yield "datemodified", line(given)


def _authors(tree: Any) -> Iterator[str]:
    """The names of links and cards that are marked as the author's; "by" lists of others are not.

    ``rel="author"`` (HTML), ``author vcard`` with ``fn`` (hCard) and classes like "author-link".
    """
    where = Surroundings(())
    found = 0
    for element in _BY_AUTHORS(tree):
        rel = (element.get("rel") or "").split()
        names = words(element)
        hcard = "fn" in names and _is_author_card(element)
        link = element.tag == "a" and {"author", "link"} <= names
        if "author" not in rel and not hcard and not link:
            continue
        if where.reason(element) in (COMMENTS, TEASER, ANOTHER, ABOUT):
            continue
        name = line("".join(element.itertext()))
        if _NAME.fullmatch(name):
            yield name
            found += 1
        if found >= _MOST_AUTHORS:
            return


def _is_author_card(element: Any) -> bool:
    for _ in range(4):
        if element is None:
            return False
        if {"author", "vcard"} <= words(element):
            return True
        element = element.getparent()
    return False
