"""The JSON-LD of a page: its objects, read leniently, and the texts in them.

Objects that another only names by its ``@id`` (as WordPress writes authors) are put in its place.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from rashomon.ingest.normal import line

Node = dict[str, Any]

_ARTICLE_TYPES = re.compile(r"(?:^|[/#:])\w*(?:Article|BlogPosting|Report|Posting)$")
_NO_ARTICLES = re.compile(r"(?:^|[/#:])JobPosting$")
_PAGE_TYPES = re.compile(r"(?:^|[/#:])\w*WebPage$")
_MOST_NODES = 2_000
_MOST_HOPS = 5
_ENTITY = re.compile(r"&(?:amp|quot|lt|gt|nbsp|apos|#\d{1,7}|#x[0-9a-fA-F]{1,6});")
_LITERAL_BREAK = re.compile(r"[\x00-\x1f]")
_WRAPPING = re.compile(
    r"^\s*(?:<!--|//\s*<!\[CDATA\[|/\*\s*<!\[CDATA\[\s*\*/|<!\[CDATA\[)|(?:-->|//\s*\]\]>|/\*\s*\]\]>\s*\*/|\]\]>)\s*;?\s*$"
)
_TRAILING_COMMA = re.compile(r",(\s*[}\]])")


def nodes(tree: Any) -> tuple[Node, ...]:
    """Every object of the page's JSON-LD, the outermost first, at most 2,000 of a script."""
    return tuple(node for script in tree.iter("script") for node in _of_script(script))


def _of_script(script: Any) -> Iterator[Node]:
    if "ld+json" not in (script.get("type") or "").lower() or not script.text:
        return
    stack = [_lenient(script.text)]
    for _ in range(_MOST_NODES):
        if not stack:
            return
        value = stack.pop(0)
        if isinstance(value, list):
            stack = [*value[:_MOST_NODES], *stack]
        elif isinstance(value, dict):
            yield value
            stack += [value[k] for k in ("@graph", "mainEntity", "mainEntityOfPage") if k in value]


def _lenient(text: str) -> object:
    """The value, also where the script holds comments, line breaks in texts or a trailing comma."""
    text = _WRAPPING.sub("", text.strip()).strip().rstrip(";")
    for attempt in (text, _TRAILING_COMMA.sub(r"\1", _LITERAL_BREAK.sub(" ", text))):
        try:
            value: object = json.loads(attempt, strict=False)
        except (ValueError, RecursionError):
            continue
        return value
    return None


def types(node: Node) -> tuple[str, ...]:
    """The types of an object."""
    kinds = node.get("@type")
    kinds = kinds if isinstance(kinds, list) else [kinds]
    return tuple(kind for kind in kinds if isinstance(kind, str))


def is_article(node: Node) -> bool:
    """Whether the object is an article."""
    return any(_ARTICLE_TYPES.search(k) and not _NO_ARTICLES.search(k) for k in types(node))


def is_page(node: Node) -> bool:
    """Whether the object is a page."""
    return any(_PAGE_TYPES.search(kind) for kind in types(node))


def is_live(node: Node) -> bool:
    """Whether the object is a live blog."""
    return any(kind.endswith("LiveBlogPosting") for kind in types(node))


def by_id(found: tuple[Node, ...]) -> dict[str, Node]:
    """The objects by their ``@id``, those that say more than that."""
    known: dict[str, Node] = {}
    for node in found:
        name = node.get("@id")
        if isinstance(name, str) and len(node) > 1:
            known.setdefault(name, node)
    return known


def resolved(value: object, known: dict[str, Node]) -> object:
    """The value, with the object it names in place of an object that is nothing but its name."""
    if isinstance(value, list):
        return [resolved(one, known) for one in value[:_MOST_NODES] if not isinstance(one, list)]
    if isinstance(value, dict) and not text_in(value):
        name = value.get("@id")
        return known.get(name, value) if isinstance(name, str) else value
    return value


def text_in(value: Node) -> bool:
    """Whether the object says its own name."""
    return bool(value.get("name") or value.get("@value"))


def text(value: object) -> str | None:
    """The text of a value: itself, its name, or the first of a list.

    >>> text([{"@type": "Person", "name": "A. Bee"}])
    'A. Bee'
    """
    for _ in range(_MOST_HOPS):
        if isinstance(value, list):
            value = value[0] if value else None
        elif isinstance(value, dict):
            value = value.get("name") or value.get("@value") or value.get("@id")
    return tidy(value) if isinstance(value, str) else None


def long_text(value: object) -> str | None:
    """A text with its line breaks and without entities, None where there is none."""
    return unescaped(value) if isinstance(value, str) and value.strip() else None


def tidy(value: str) -> str | None:
    """The text on one line without entities, None where nothing is left."""
    return line(unescaped(value)) or None


def unescaped(value: str) -> str:
    """The text with its entities read, also where they are written twice over."""
    for _ in range(2):
        if not _ENTITY.search(value):
            break
        import html

        value = html.unescape(value)
    return value


def is_free(found: tuple[Node, ...]) -> bool | None:
    """schema.org's isAccessibleForFree of the article: also written as a text, or of a part."""
    said: list[bool] = []
    for node in found:
        value = node.get("isAccessibleForFree")
        parts = node.get("hasPart")
        for one in (value, *(_free(p) for p in (parts if isinstance(parts, list) else [parts]))):
            if isinstance(one, bool):
                said.append(one)
            elif isinstance(one, str) and one.lower() in ("true", "false"):
                said.append(one.lower() == "true")
    return all(said) if said else None


def _free(part: object) -> object:
    return part.get("isAccessibleForFree") if isinstance(part, dict) else None
