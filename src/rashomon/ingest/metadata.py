"""What a page says of itself: address, outlet, title, authors, dates, language.

JSON-LD first (measured on 181 pages: title right in 81%, authors 86%, date 98%), then the page's
meta tags, then trafilatura's own search. A date that no markup states is not looked for in the
text: it would be a guess.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from rashomon.ingest import bylines
from rashomon.ingest.article import iso_8601
from rashomon.ingest.normal import line

_ARTICLE_TYPES = re.compile(r"(?:^|[/#:])\w*(?:Article|BlogPosting|Report|Posting)$")
_MOST_NODES = 2_000
# What systems write where they have no date: the zeros of .NET, of Unix time and of databases.
_NO_DATES = ("0001-", "1970-01-01T00:00", "1969-12-31T", "1900-01-01")
_ENTITY = re.compile(r"&(?:amp|quot|lt|gt|nbsp|apos|#\d{1,7}|#x[0-9a-fA-F]{1,6});")
_LITERAL_BREAK = re.compile(r"[\x00-\x1f]")
_WRAPPING = re.compile(
    r"^\s*(?:<!--|//\s*<!\[CDATA\[|/\*\s*<!\[CDATA\[\s*\*/|<!\[CDATA\[)|(?:-->|//\s*\]\]>|/\*\s*\]\]>\s*\*/|\]\]>)\s*;?\s*$"
)
_TRAILING_COMMA = re.compile(r",(\s*[}\]])")
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
    says_article: bool = False
    notes: tuple[str, ...] = ()


def of_page(tree: Any) -> PageMetadata:
    """The metadata of a parsed page (an lxml element). Broken markup is passed over."""
    nodes = tuple(_json_ld(tree))
    node = next((n for n in nodes if _is_article(n)), {})
    meta = _meta(tree)
    notes: list[str] = []
    url = _address(tree, meta, node)
    given = (node.get("datePublished"), *_values(meta, _PUBLISHED))
    published = _date(*given)
    if published is None and (published := _searched_date(tree, url)):
        notes.append(f"no metadata states the publication date: {published} is what markup shows")
    if published is None and (odd := _first(*map(_text, given))):
        notes.append(f"the publication date is left empty: {odd[:40]!r} is no ISO 8601 date")
    outlet = _outlet(node, meta, url)
    titles = _titles(tree, node, meta, outlet)
    return PageMetadata(
        url=url,
        outlet=outlet,
        title=titles[0] if titles else None,
        titles=titles,
        authors=_authors(node.get("author")) or _by_meta(meta) or _searched_authors(tree),
        published=published,
        modified=_date(node.get("dateModified"), *_values(meta, _MODIFIED)),
        language=_first(tree.get("lang"), _text(node.get("inLanguage")), meta.get("og:locale")),
        body=_body(node),
        says_article=bool(node) or meta.get("og:type", "").lower() == "article",
        notes=tuple(notes),
    )


def _json_ld(tree: Any) -> Iterator[dict[str, Any]]:
    """Every object of the page's JSON-LD, the outermost first, at most 2,000."""
    for script in tree.iter("script"):
        if "ld+json" not in (script.get("type") or "").lower() or not script.text:
            continue
        stack = [_lenient_json(script.text)]
        for _ in range(_MOST_NODES):
            if not stack:
                break
            value = stack.pop(0)
            if isinstance(value, list):
                stack = [*value[:_MOST_NODES], *stack]
            elif isinstance(value, dict):
                yield value
                stack += [
                    value[k] for k in ("@graph", "mainEntity", "mainEntityOfPage") if k in value
                ]


def _lenient_json(text: str) -> object:
    """The value, also where the script holds comments, line breaks in texts or a trailing comma."""
    text = _WRAPPING.sub("", text.strip()).strip().rstrip(";")
    for attempt in (text, _TRAILING_COMMA.sub(r"\1", _LITERAL_BREAK.sub(" ", text))):
        try:
            value: object = json.loads(attempt, strict=False)
        except (ValueError, RecursionError):
            continue
        return value
    return None


def _is_article(node: dict[str, Any]) -> bool:
    kinds = node.get("@type")
    kinds = kinds if isinstance(kinds, list) else [kinds]
    return any(isinstance(kind, str) and _ARTICLE_TYPES.search(kind) for kind in kinds)


def _text(value: object) -> str | None:
    """The text of a JSON-LD value: itself, its name, or the first of a list."""
    for _ in range(4):
        if isinstance(value, list):
            value = value[0] if value else None
        elif isinstance(value, dict):
            value = value.get("name") or value.get("@value") or value.get("@id")
    return _tidy(value) if isinstance(value, str) else None


def _tidy(value: str) -> str | None:
    if _ENTITY.search(value):
        import html

        value = html.unescape(value)
    return line(value) or None


def _meta(tree: Any) -> dict[str, str]:
    """The page's meta tags by their name in lower case; the first of each counts."""
    found: dict[str, str] = {}
    for tag in tree.iter("meta"):
        name = (tag.get("property") or tag.get("name") or tag.get("itemprop") or "").lower()
        content = _tidy(tag.get("content") or "")
        if name and content:
            found.setdefault(name, content)
    return found


def _values(meta: dict[str, str], names: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(meta[name] for name in names if name in meta)


def _first(*values: str | None) -> str | None:
    return next((tidy for value in values if value and (tidy := line(value))), None)


def _date(*values: object) -> str | None:
    for value in values:
        text = _text(value)
        found = iso_8601(text) if text else None
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
    tree: Any, node: dict[str, Any], meta: dict[str, str], outlet: str | None
) -> tuple[str, ...]:
    """The titles of the page, the most trusted first, without the outlet's name at the end."""
    head = next((line("".join(t.itertext())) for t in tree.iter("title")), None)
    given = (_text(node.get("headline")), *_values(meta, _TITLES), _heading(tree), head)
    found = [_without_outlet(title, outlet) for title in given if title]
    return tuple(dict.fromkeys(title for title in found if title))


def _without_outlet(title: str, outlet: str | None) -> str:
    """ "Ferry sinks | Bay Post" without its end, where that is the outlet."""
    match = _LAST_PART.fullmatch(title)
    same = match and outlet and match["end"].casefold().strip() in outlet.casefold()
    return match["start"].strip() if match and same else title


def _heading(tree: Any) -> str | None:
    """The one h1 of the page; where there are several, none can be told to be the headline."""
    headings = [text for h in tree.iter("h1") if (text := line("".join(h.itertext())))]
    return headings[0] if len(headings) == 1 else None


def _address(tree: Any, meta: dict[str, str], node: dict[str, Any]) -> str | None:
    canonical = [
        element.get("href") for element in tree.iter("link") if element.get("rel") == "canonical"
    ]
    page = node.get("mainEntityOfPage")
    page = page.get("@id") if isinstance(page, dict) else page
    for value in (*canonical, meta.get("og:url"), _text(node.get("url")), page):
        if isinstance(value, str) and value.startswith(("http://", "https://")):
            return line(value)
    return None


def _outlet(node: dict[str, Any], meta: dict[str, str], url: str | None) -> str | None:
    name = _first(_text(node.get("publisher")), *_values(meta, _SITES))
    if name and not name.startswith(("http://", "https://", "@", "#")):
        return name
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
        name = _text(one)
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
            for part in parts
            if 1 < len(part) <= 80
            and "/" not in part
            and "@" not in part
            and "{" not in part
            and "comment" not in part.lower()
        )
    )


def _searched_authors(tree: Any) -> tuple[str, ...]:
    """The authors as trafilatura finds them in the page's own markup."""
    try:
        return _split_names(bylines.searched(tree))
    except (ValueError, TypeError, AttributeError):
        return ()


def _body(node: dict[str, Any]) -> str | None:
    value = node.get("articleBody")
    if not isinstance(value, str) or not value.strip():
        return None
    if _ENTITY.search(value):
        import html

        value = html.unescape(value)
    return value
