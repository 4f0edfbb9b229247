"""What a page says of itself: address, outlet, title, authors, dates, language.

JSON-LD first (measured on 181 pages: title right in 81%, authors 86%, date 98%), then the page's
meta tags, then trafilatura's own search. A date that no markup states is not looked for in the
text: it would be a guess.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from rashomon.ingest import bylines, json_ld, markup
from rashomon.ingest.article import iso_8601
from rashomon.ingest.json_ld import Node, text, tidy
from rashomon.ingest.live import LiveUpdate
from rashomon.ingest.normal import line

# What systems write where they have no date: the zeros of .NET, of Unix time and of databases.
_NO_DATES = ("0001-", "1970-01-01T00:00", "1969-12-31T", "1900-01-01")
_WORD = re.compile(r"\w+")
# Letters after a name: "A. Bee, MS, RD".
_DEGREE = re.compile(r"[A-Z][A-Za-z]?[A-Z]\.?|(?:[A-Z]\.){2,4}|[A-Z]{2,5}|Ph\.?D\.?|Jr\.?|Sr\.?")
# Accounts of systems and labels of links.
_NO_NAMES = frozenset(
    ("admin", "administrator", "webmaster", "user", "guest", "view all", "all posts", "read more")
)
_MOST_UPDATES = 1_000
_LAST_PART = re.compile(r"(?P<start>.{8,}?)\s+[|–—:·»-]\s+(?P<end>[^|–—:·»]{3,60})")
_BY = re.compile(r"^(?:by|von|por|par)\s+", re.IGNORECASE)

_PUBLISHED = (
    "article:published_time", "og:article:published_time", "datepublished", "date", "dc.date",
    "dc.date.issued", "dcterms.created", "pubdate", "publishdate", "publish-date", "sailthru.date",
    "parsely-pub-date", "article.published", "cxenseparse:recs:publishtime", "publication_date",
)  # fmt: skip
_MODIFIED = (
    "article:modified_time", "og:article:modified_time", "og:updated_time", "datemodified",
    "last-modified", "dcterms.modified", "article.updated",
)  # fmt: skip
_SITES = ("og:site_name", "application-name", "twitter:app:name:iphone", "dc.publisher")
_TITLES = ("og:title", "twitter:title", "headline", "dc.title", "parsely-title")
_AUTHORS = ("author", "article:author", "byl", "dc.creator", "parsely-author", "sailthru.author")


@dataclass(frozen=True, slots=True, kw_only=True)
class PageMetadata:
    """What was found; None or empty where the page says nothing. ``body`` is JSON-LD's own text."""

    url: str | None = None
    outlet: str | None = None
    title: str | None = None
    titles: tuple[str, ...] = ()
    """Every form the page gives its title in: the headline over the text may be any of them."""
    authors: tuple[str, ...] = ()
    published: str | None = None
    modified: str | None = None
    language: str | None = None
    body: str | None = None
    live: tuple[LiveUpdate, ...] = ()
    """The items of a live blog, as the metadata give them."""
    says_live: bool = False
    is_free: bool | None = None
    """Whether the page is for all to read (isAccessibleForFree); None where it does not say."""
    says_article: bool = False
    notes: tuple[str, ...] = ()


def of_page(tree: Any) -> PageMetadata:
    """The metadata of a parsed page (an lxml element). Broken markup is passed over."""
    nodes = json_ld.nodes(tree)
    known = json_ld.by_id(nodes)
    meta = _meta(tree)
    marked = markup.of_page(tree)
    node = _article_node(nodes, meta, tree)
    # A page object says less than an article, and what it says is of the page all the same.
    page = next((n for n in nodes if json_ld.is_page(n)), {})
    notes: list[str] = []
    url = _address(tree, meta, node)
    given = (
        node.get("datePublished"),
        *_values(meta, _PUBLISHED),
        *marked.published,
        page.get("datePublished"),
    )
    published = _date(*given)
    if published is None and (published := _searched_date(tree, url)):
        notes.append(f"no metadata states the publication date: {published} is what markup shows")
    if published is None and (odd := _first(*map(text, given))):
        notes.append(f"the publication date is left empty: {odd[:40]!r} is no ISO 8601 date")
    changed = (node.get("dateModified"), *_values(meta, _MODIFIED))
    modified = _date(*changed, *marked.modified, page.get("dateModified"))
    if published and modified and _is_before(modified, published):
        notes.append(
            f"the page says that it was modified ({modified}) before it was published ({published})"
        )
    publisher = json_ld.resolved(node.get("publisher"), known)
    outlet = _outlet(publisher, meta, marked.outlets, url)
    titles = _titles(tree, node, meta, marked.titles, outlet)
    own = nodes if node in nodes else ()
    return PageMetadata(
        url=url,
        outlet=outlet,
        title=titles[0] if titles else None,
        titles=titles,
        authors=_authors(json_ld.resolved(node.get("author"), known))
        or _by_meta(meta)
        or _authors(list(markup.authors(tree, marked)))
        or _authors(json_ld.resolved(page.get("author"), known))
        or _searched_authors(tree),
        published=published,
        modified=modified,
        language=_first(tree.get("lang"), text(node.get("inLanguage")), meta.get("og:locale")),
        body=json_ld.long_text(node.get("articleBody")),
        live=_updates(node),
        says_live=json_ld.is_live(node) or marked.says_live,
        is_free=json_ld.is_free(tuple(n for n in own if n is node)),
        says_article=bool(node) or meta.get("og:type", "").lower() == "article",
        notes=tuple(notes),
    )


def _article_node(nodes: Sequence[Node], meta: dict[str, str], tree: Any) -> Node:
    """The object of the page's article: of several the one with the page's title, or the first."""
    articles = [node for node in nodes if json_ld.is_article(node)]
    if len(articles) < 2:
        return articles[0] if articles else {}
    titles = {_plain(t) for t in (*_values(meta, _TITLES), _heading(tree)) if t} - {""}
    same = [n for n in articles if _plain(text(n.get("headline")) or "") in titles]
    return (same or articles)[0]


def _plain(title: str) -> str:
    return " ".join(_WORD.findall(title.lower()))


def _is_before(one: str, other: str) -> bool:
    """Whether a date lies before another; where one has no time or zone, by a whole day."""
    first, second = datetime.fromisoformat(one), datetime.fromisoformat(other)
    if first.tzinfo and second.tzinfo and "T" in one and "T" in other:
        return first < second
    # Zones lie up to 26 hours apart.
    return first.date() < second.date() and (second.date() - first.date()).days > 1


def _updates(node: Node) -> tuple[LiveUpdate, ...]:
    """The items of a live blog, in the order of the metadata."""
    given = node.get("liveBlogUpdate")
    found: list[LiveUpdate] = []
    for update in (given if isinstance(given, list) else [given])[:_MOST_UPDATES]:
        if not isinstance(update, dict):
            continue
        body = json_ld.long_text(update.get("articleBody")) or ""
        texts = [text(update.get("headline")) or "", *map(line, body.split("\n"))]
        if any(len(_WORD.findall(one)) > 2 for one in texts):
            found.append(
                LiveUpdate(
                    lines=tuple(one for one in texts if one),
                    time=_date(update.get("datePublished"), update.get("dateModified")),
                )
            )
    return tuple(found)


def _meta(tree: Any) -> dict[str, str]:
    """The page's meta tags by their name in lower case; the first of each counts."""
    found: dict[str, str] = {}
    for tag in tree.iter("meta"):
        name = (tag.get("property") or tag.get("name") or tag.get("itemprop") or "").lower()
        content = tidy(tag.get("content") or "")
        if name == "author" and content and content not in found.get(name, content):
            found[name] += f"; {content}"  # one tag for each of several
        elif name and content:
            found.setdefault(name, content)
    return found


def _values(meta: dict[str, str], names: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(meta[name] for name in names if name in meta)


def _first(*values: str | None) -> str | None:
    return next((tidy for value in values if value and (tidy := line(value))), None)


def _date(*values: object) -> str | None:
    for value in values:
        given = text(value)
        found = iso_8601(given) if given else None
        if found and not found.startswith(_NO_DATES):
            return found
    return None


def _searched_date(tree: Any, url: str | None) -> str | None:
    """The day that marked dates, time elements or the address show, as htmldate finds it.

    Its search through the text itself stays off: a day named in an article is no publication date.
    """
    from htmldate import find_date

    try:
        found = find_date(tree, extensive_search=False, original_date=True, url=url)
    except (ValueError, TypeError, AttributeError, OverflowError):  # odd markup trips it
        return None
    return iso_8601(found) if found else None


def _titles(
    tree: Any,
    node: Node,
    meta: dict[str, str],
    marked: Sequence[str],
    outlet: str | None,
) -> tuple[str, ...]:
    """The titles of the page, the most trusted first, without the outlet's name at the end."""
    head = next((line("".join(t.itertext())) for t in tree.iter("title")), None)
    given = (
        text(node.get("headline")), *_values(meta, _TITLES), *marked, _heading(tree), head,
    )  # fmt: skip
    found = [_without_outlet(title, outlet) for title in given if title]
    return tuple(dict.fromkeys(title for title in found if title))


def _without_outlet(title: str, outlet: str | None) -> str:
    """ "Ferry sinks | Bay Post" without its end, where that is the outlet."""
    match = _LAST_PART.fullmatch(title)
    same = match and outlet and match["end"].casefold().strip() in outlet.casefold()
    return match["start"].strip() if match and same else title


def _heading(tree: Any) -> str | None:
    """The one h1 of the page; where there are several, none can be told to be the headline."""
    headings = [words for h in tree.iter("h1") if (words := line("".join(h.itertext())))]
    return headings[0] if len(headings) == 1 else None


def _address(tree: Any, meta: dict[str, str], node: Node) -> str | None:
    canonical = [
        element.get("href") for element in tree.iter("link") if element.get("rel") == "canonical"
    ]
    page = node.get("mainEntityOfPage")
    page = page.get("@id") if isinstance(page, dict) else page
    for value in (*canonical, meta.get("og:url"), text(node.get("url")), page):
        if isinstance(value, str) and value.startswith(("http://", "https://")):
            return line(value)
    return None


def _outlet(
    publisher: object, meta: dict[str, str], marked: Sequence[str], url: str | None
) -> str | None:
    for name in (text(publisher), *_values(meta, _SITES), *marked):
        if name and not name.startswith(("http://", "https://", "@", "#", "//")):
            return line(name).removeprefix("www.")
    return _host(url)


def _host(url: str | None) -> str | None:
    try:
        host = urlsplit(url or "").hostname
    except ValueError:
        return None
    return host.removeprefix("www.") if host else None


def _authors(value: object) -> tuple[str, ...]:
    names: list[str] = []
    for one in value if isinstance(value, list) else [value]:
        name = text(one)
        if name:
            names += _split_names(name)
    return tuple(dict.fromkeys(names))


def _by_meta(meta: dict[str, str]) -> tuple[str, ...]:
    for value in _values(meta, _AUTHORS):
        if names := _split_names(value):
            return names
    return ()


def _split_names(value: str | None) -> tuple[str, ...]:
    """The names of "By A. Bee and C. Dee"; addresses and accounts are no names."""
    if not value:
        return ()
    parts = re.split(r"\s*(?:;|,|\band\b|&)\s*", _BY.sub("", value))
    return tuple(
        dict.fromkeys(
            part
            for number, part in enumerate(parts)
            if 1 < len(part) <= 80
            and "/" not in part
            and "@" not in part
            and not part.startswith("#")
            and "{" not in part
            and "comment" not in part.lower()
            and part.lower() not in _NO_NAMES
            and not (number and _DEGREE.fullmatch(part))
        )
    )


def _searched_authors(tree: Any) -> tuple[str, ...]:
    """The authors as trafilatura finds them in the page's own markup."""
    try:
        return _split_names(bylines.searched(tree))
    except (ValueError, TypeError, AttributeError):
        return ()
