"""One HTML page to its article.

trafilatura finds the text (in favour of precision: the best of nine libraries measured); the rules
of :mod:`rashomon.ingest.boilerplate` go over its lines; what both left out is listed.
"""

from __future__ import annotations

import logging
import re
import warnings
from collections.abc import Iterator
from typing import Any

import lxml.etree
import lxml.html
import trafilatura

from rashomon.config import Limits
from rashomon.errors import EmptyError, NoArticleError, TooLargeError
from rashomon.ingest import boilerplate, metadata
from rashomon.ingest.article import Found, make
from rashomon.ingest.decode import decode
from rashomon.ingest.normal import line, plain
from rashomon.model import Article, LeftOut

# Their words are for those who write extractors: users get one line of ours for each page.
for _name in ("trafilatura", "courlan", "htmldate", "justext", "charset_normalizer", "readability"):
    logging.getLogger(_name).setLevel(logging.CRITICAL + 1)

_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w:.-]{2,40})", re.IGNORECASE)
_XML_ENCODING = re.compile(rb"^\s*<\?xml[^>]{0,100}?encoding\s*=\s*[\"']([\w:.-]{2,40})[\"']")
_XML_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
# What no XML tool takes: control codes, surrogates, noncharacters.
_NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_BULLET = re.compile(r"^[-•·*▪◦‣] (?=\S)")
_BLOCKS = frozenset(
    "p h1 h2 h3 h4 h5 h6 li blockquote figcaption td th dt dd pre div section article aside nav "
    "header footer form button label main ul ol table tr summary details".split()
)
_UNSEEN = frozenset("script style noscript template svg iframe select option textarea".split())
_LEFT_OUT_CODE_POINTS = 300


def from_page(data: bytes, *, item: str, limits: Limits) -> Article:
    """The article of an HTML page.

    Raises :class:`~rashomon.errors.NoArticleError` where the page has none (navigation is never
    given as an article), :class:`~rashomon.errors.TooLargeError`,
    :class:`~rashomon.errors.NotTextError` and :class:`~rashomon.errors.EmptyError`.
    """
    if len(data) > limits.page_bytes:
        raise TooLargeError(
            item,
            f"is larger than a page may be ({limits.page_bytes / 1e6:g} MB); save only the article",
        )
    tags = data.count(b"<")
    if tags > limits.page_tags:
        raise TooLargeError(
            item,
            f"has {tags:,} tags and a page may have {limits.page_tags:,}; save only the article",
        )
    decoded = decode(data, item=item, declared=_declared(data[:4096]))
    tree = _parse(decoded.text)
    if tree is None:
        raise EmptyError(item, "is a page without content; give the page of an article")
    page = metadata.of_page(tree)
    blocks = tuple(_blocks(tree))
    links = {boilerplate.key(text) for text, is_link in blocks if is_link}
    kept, dropped = boilerplate.sift(_extract(tree), title=page.title, links=links)
    notes = decoded.notes + page.notes
    if not _is_article(kept, links) and page.body:
        kept, dropped = boilerplate.sift(_lines(page.body), title=page.title, links=links)
        notes += ("the text is the one the page gives in its metadata (articleBody)",)
    if not _is_article(kept, links):
        raise NoArticleError(
            item, "the page holds no article that could be found; give the page of one article"
        )
    text = "\n\n".join(kept)
    left_out = dropped + boilerplate.outside(blocks, kept=text, dropped=dropped)
    left_out, more = _bounded(left_out, limits)
    found = Found(
        text=text,
        url=page.url,
        outlet=page.outlet,
        title=page.title,
        authors=page.authors,
        published=page.published,
        modified=page.modified,
        declared_language=page.language,
        left_out=left_out,
        notes=notes + more,
    )
    return make(found, item=item, limits=limits)


def _declared(head: bytes) -> str | None:
    match = _CHARSET.search(head) or _XML_ENCODING.search(head)
    return match[1].decode("ascii") if match else None


def _parse(text: str) -> Any:
    """The parsed page, or None where nothing is left of it."""
    text = _XML_DECLARATION.sub("", _NO_XML.sub(" ", text))
    parser = lxml.html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    try:
        return lxml.html.document_fromstring(text.encode("utf-8"), parser=parser)
    except (lxml.etree.LxmlError, ValueError):
        return None


def _extract(tree: Any) -> tuple[str, ...]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            document = trafilatura.bare_extraction(
                tree, favor_precision=True, include_comments=False
            )
        except (RecursionError, lxml.etree.LxmlError, ValueError, TypeError, AttributeError):
            # Odd trees trip it in odd places; such a page is one without an article to be found.
            return ()
    text = getattr(document, "text", None)
    return _lines(text) if text else ()


def _lines(text: str) -> tuple[str, ...]:
    """The lines that hold something, without the bullets that extraction puts before list items."""
    clean, _ = plain(text)
    return tuple(_BULLET.sub("", found) for found in clean.split("\n") if found)


def _is_article(lines: tuple[str, ...], links: set[str]) -> bool:
    """Whether the lines read like an article: sentences, and more of them than links."""
    sentences = sum(map(boilerplate.reads_like_a_sentence, lines))
    linked = sum(boilerplate.key(found) in links for found in lines)
    return sentences > 0 and linked <= len(lines) // 2


def _blocks(tree: Any) -> Iterator[tuple[str, bool]]:
    """The page's lines in order, each with whether it is one link from end to end."""
    parts: list[str] = []
    linked = 0
    depth_in_link = 0
    body = tree.find("body")
    skipping = None
    for event, element in lxml.etree.iterwalk(
        tree if body is None else body, events=("start", "end")
    ):
        tag = element.tag
        if skipping is not None:
            if event == "end" and element is skipping:
                skipping = None
                parts.append(element.tail or "")
            continue
        if event == "start" and tag in _UNSEEN:
            skipping = element
            continue
        if tag in _BLOCKS or tag == "br":
            text = line("".join(parts))
            if text:
                yield text, linked >= _letters(parts)
            parts, linked = [], 0
        if tag == "a":
            if event == "start" and parts and linked and linked >= _letters(parts):
                # Links side by side, as in a menu: each is a line of its own.
                yield line("".join(parts)), True
                parts, linked = [], 0
            depth_in_link += 1 if event == "start" else -1
        words = element.text if event == "start" else element.tail
        if words:
            parts.append(words)
            linked += _letters([words]) if depth_in_link > 0 else 0
    text = line("".join(parts))
    if text:
        yield text, linked >= _letters(parts)


def _letters(parts: list[str]) -> int:
    """Code points without white space."""
    return sum(len(word) for part in parts for word in part.split())


def _bounded(
    left_out: tuple[LeftOut, ...], limits: Limits
) -> tuple[tuple[LeftOut, ...], tuple[str, ...]]:
    kept = tuple(
        LeftOut(text=_cut(entry.text), reason=entry.reason)
        for entry in left_out[: limits.left_out_lines]
    )
    more = len(left_out) - len(kept)
    return kept, (f"{more:,} more lines were left out than are listed",) if more else ()


def _cut(text: str) -> str:
    return text if len(text) <= _LEFT_OUT_CODE_POINTS else text[: _LEFT_OUT_CODE_POINTS - 1] + "…"
