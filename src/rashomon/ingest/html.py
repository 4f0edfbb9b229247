"""One HTML page to its article.

trafilatura finds the text (in favour of precision: the best of nine libraries measured); the rules
of :mod:`rashomon.ingest.boilerplate` go over its lines; what both left out is listed.
"""

from __future__ import annotations

import logging
import re
import warnings
from copy import copy
from dataclasses import replace
from functools import cache
from typing import Any
from urllib.parse import urlsplit

import lxml.etree
import lxml.html
import trafilatura
from trafilatura.settings import Extractor

from rashomon.config import Limits
from rashomon.errors import BarrierError, EmptyError, NoArticleError, TooLargeError
from rashomon.ingest import (
    aligned,
    apart,
    barriers,
    blocks,
    boilerplate,
    hidden,
    losses,
    metadata,
    parts,
    standfirst,
    takeback,
)  # fmt: skip
from rashomon.ingest.article import Found, make
from rashomon.ingest.asks import is_order
from rashomon.ingest.decode import decode
from rashomon.ingest.normal import count, line
from rashomon.ingest.rules import LEGAL
from rashomon.model import Article, LeftOut

# Their words are for those who write extractors: users get one line of ours for each page.
for _name in ("trafilatura", "courlan", "htmldate", "justext", "charset_normalizer", "readability"):
    logging.getLogger(_name).setLevel(logging.CRITICAL + 1)

_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w:.-]{2,40})", re.IGNORECASE)
_XML_ENCODING = re.compile(rb"^\s*<\?xml[^>]{0,100}?encoding\s*=\s*[\"']([\w:.-]{2,40})[\"']")
_XML_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
_LONG_TAG = re.compile(r"<([A-Za-z][^<>]{10000,})")
_VALUE = re.compile(r"\"[^\"]*\"|'[^']*'")
_MOST_ATTRIBUTES = 5_000
# What no XML tool takes: control codes, surrogates, noncharacters.
_NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
# The same as bytes, to see fast whether there are any: hardly a page has.
_CONTROLS = bytes(set(range(32)) - set(b"\t\n\r"))
_NO_CHARS = (b"\xef\xbf\xbe", b"\xef\xbf\xbf")
_BULLET = re.compile(r"^[-•·*▪◦‣] (?=\S)")
_NEVER_TEXT = (
    "head script style noscript svg iframe aside footer nav menu picture button canvas object "
    "embed video audio select option input label textarea map link source img"
).split()
_ENTRIES = frozenset(("li", "dt", "dd", "td", "th"))
_LEFT_OUT_CODE_POINTS = 300
_ONE_CLASS = lxml.etree.ElementDefaultClassLookup(element=lxml.html.HtmlElement)
_FEW_SENTENCES = 4
_FEW_WORDS = 20
_MOST_COMPARED = 4_000
"""Lines of a page of which a second opinion is asked: it takes the square of their number."""
_MOST_BEFORE_BARRIER, _MOST_SHOWN = 0.75, 0.34
"""Shares of the words of the metadata's text that a page shows which does not show it all."""


def from_page(
    data: bytes,
    *,
    item: str,
    limits: Limits,
    address: str | None = None,
    charset: str | None = None,
    captured: str | None = None,
) -> Article:
    """The article of an HTML page.

    ``address`` is where the page was fetched from, ``charset`` the encoding its HTTP headers name,
    ``captured`` when that was; all None for a page from a file.

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
    decoded = decode(data, item=item, declared=charset or _declared(data[:4096]))
    if attributes := _attributes(decoded.text):
        raise TooLargeError(item, f"has a tag with {attributes:,} attributes, which no article has")
    tree = _parse(decoded.text)
    if tree is None:
        raise EmptyError(item, "is a page without content; give the page of an article")
    page = metadata.of_page(tree)
    unseen = tuple(LeftOut(text=text, reason=hidden.REASON) for text in hidden.take_out(tree))
    lines = blocks.of_page(tree)
    longest = max((len(block.text) for block in lines), default=0)
    if longest > limits.text_code_points:
        raise TooLargeError(
            item,
            f"has a line of {longest:,} characters and an article may have "
            f"{limits.text_code_points:,}; save only the article",
        )
    links = {block.words for block in lines if block.is_link}
    kept, dropped = _find(tree, lines, page, links)
    notes = decoded.notes + page.notes
    fits = _is_article(kept, links, page.says_article)
    if page.body and (not fits or _is_beginning(kept, page)):
        kept, dropped = boilerplate.sift(_lines(page.body), titles=page.titles, links=links)
        notes += ("the text is the one the page gives in its metadata (articleBody)",)
        fits = _is_article(kept, links, page.says_article)
    if barrier := barriers.instead(tree, lines, kept=kept if fits else ()):
        raise BarrierError(item, barriers.REASONS[barrier.kind])
    if not fits or (not page.says_article and takeback.are_teasers(kept, lines)):
        raise NoArticleError(
            item, "the page holds no article that could be found; give the page of one article"
        )
    laid = parts.lay(kept, lines, updates=page.live, says_live=page.says_live)
    kept, dropped = laid.kept, parts.without_kept(dropped, laid.kept)
    dropped += unseen
    left_out = dropped + boilerplate.outside(
        ((block.text, block.is_link) for block in lines), kept=kept, dropped=dropped
    )
    left_out, lost = losses.report(
        left_out, kept=kept, blocks=lines, surroundings=laid.surroundings, body=page.body
    )
    left_out, more = _bounded(left_out, limits)
    notes += (*laid.notes, *barriers.notes(laid, lines, is_free=page.is_free), *lost)
    found = Found(
        text=laid.text,
        url=own_address(page.url, address),
        outlet=page.outlet,
        title=page.title,
        authors=page.authors,
        published=page.published,
        modified=page.modified,
        captured=captured,
        declared_language=page.language,
        parts=laid.parts,
        left_out=left_out,
        notes=notes + more,
    )
    return make(found, item=item, limits=limits)


def own_address(stated: str | None, fetched: str | None) -> str | None:
    """The address that the page states, where it may: a page speaks for its own host only."""
    if stated is None or fetched is None:
        return stated or fetched
    return stated if _host(stated) == _host(fetched) else fetched


def _host(address: str) -> str:
    try:
        host = urlsplit(address).hostname or ""
    except ValueError:
        return ""
    return host.removeprefix("www.").removeprefix("m.").removeprefix("amp.")


def _declared(head: bytes) -> str | None:
    match = _CHARSET.search(head) or _XML_ENCODING.search(head)
    return match[1].decode("ascii") if match else None


def _attributes(text: str) -> int:
    """The number of attributes of a tag that has absurdly many, else 0.

    The parser holds each against all before it: 100,000 take it a minute.
    """
    for tag in _LONG_TAG.findall(text):
        count = len(_VALUE.sub("", tag).split()) - 1
        if count > _MOST_ATTRIBUTES:
            return count
    return 0


def _parse(text: str) -> Any:
    """The parsed page, or None where nothing is left of it."""
    text = _XML_DECLARATION.sub("", text)
    try:
        data = text.encode("utf-8")
        odd = len(data.translate(None, _CONTROLS)) < len(data) or _may_be_none(data)
    except UnicodeEncodeError:  # a lone surrogate
        odd = True
    if odd:
        data = _NO_XML.sub(" ", text).encode("utf-8")
    parser = lxml.html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    # One class for all elements: lxml.html asks Python for the class of each, at every touch.
    parser.set_element_class_lookup(_ONE_CLASS)
    try:
        return lxml.html.document_fromstring(data, parser=parser)
    except (lxml.etree.LxmlError, ValueError):
        return None


def _may_be_none(data: bytes) -> bool:
    return _NO_CHARS[0][:2] in data and any(chars in data for chars in _NO_CHARS)


def _find(
    tree: Any, lines: tuple[blocks.Block, ...], page: metadata.PageMetadata, links: set[str]
) -> tuple[tuple[str, ...], tuple[LeftOut, ...]]:
    """The lines of the article and those left out of what extraction gave.

    Precision finds the best text of most pages and next to nothing of some. Fast first: without
    a second opinion, which takes half of the time. Where the page's own paragraphs tell that the
    article was missed, with it; where little is found, the default way, taken if it finds twice as
    much.
    """

    entries = {block.words for block in lines if block.tag in _ENTRIES}
    orders = {b.words for b in lines if b.is_paragraph and is_order(b.text) and b.is_plain}

    def sifted(given: tuple[str, ...]) -> tuple[tuple[str, ...], tuple[LeftOut, ...]]:
        return boilerplate.sift(
            aligned.as_on_page(given, lines),
            titles=page.titles,
            links=links,
            orders=orders,
            entries=entries,
            authors=page.authors,
        )

    many = len(lines) > _MOST_COMPARED
    found = sifted(_extract(_lean(tree), precision=True, fast=True))
    if takeback.lacking(found[0], lines):
        found = sifted(_extract(tree, precision=True, fast=many))
    few = _sentences(found[0])
    # No way of extraction finds sentences that the page has not.
    if few < _FEW_SENTENCES and sum(b.reads_like_a_sentence for b in lines) >= 2 * max(1, few):
        other = sifted(_extract(tree, precision=False, fast=many))
        if _sentences(other[0]) >= 2 * max(1, few):
            found = other
    if not _is_article(found[0], links, says_article=False):
        other = sifted(takeback.largest(lines))
        found = other if _is_article(other[0], links, says_article=False) else found
    kept, dropped = found
    titles = {boilerplate.key(title) for title in page.titles}
    over = takeback.above_headline(kept, lines, titles)
    if over:
        above = (LeftOut(text=kept[n], reason=boilerplate.OUTSIDE) for n in sorted(over))
        dropped = (*above, *dropped)
        kept = tuple(text for n, text in enumerate(kept) if n not in over)
    # A notice of who owns the text may come back: it is the text's own, where it stands last.
    out = [entry.text for entry in dropped if entry.reason != LEGAL]
    kept = takeback.take_back(kept, lines, dropped=out)
    kept, boxes = apart.sift(kept, lines)
    kept = standfirst.restored(
        kept, lines, titles=titles, dropped={boilerplate.key(entry.text) for entry in dropped}
    )
    return kept, tuple(entry for entry in (*dropped, *boxes) if entry.text not in kept)


def _sentences(lines: tuple[str, ...]) -> int:
    return sum(map(boilerplate.reads_like_a_sentence, lines))


def _lean(tree: Any) -> Any:
    """A copy without what extraction never looks into: half of the elements of a page."""
    lean = copy(tree)
    lxml.etree.strip_elements(lean, *_NEVER_TEXT, with_tail=False)
    return lean


@cache
def _options(*, precision: bool, fast: bool) -> Extractor:
    # Reading its settings file for every page takes as long as a small page does.
    return Extractor(output_format="python", comments=False, precision=precision, fast=fast)


def _extract(tree: Any, *, precision: bool, fast: bool = False) -> tuple[str, ...]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            document = trafilatura.bare_extraction(
                tree, options=_options(precision=precision, fast=fast)
            )
        except (RecursionError, lxml.etree.LxmlError, ValueError, TypeError, AttributeError):
            # Odd trees trip it in odd places; such a page is one without an article to be found.
            return ()
    text = getattr(document, "text", None)
    return _lines(text) if text else ()


def _lines(text: str) -> tuple[str, ...]:
    """The lines that hold something, without the bullets that extraction puts before list items."""
    found = map(line, text.splitlines())
    return tuple(_BULLET.sub("", one) for one in found if one)


def _is_article(lines: tuple[str, ...], links: set[str], says_article: bool) -> bool:
    """Whether the lines read like an article: enough in sentences, and more of them than links.

    ``says_article`` is whether the page's metadata call it one; then one sentence is enough.
    """
    linked = sum(boilerplate.key(found) in links for found in lines)
    words = sum(len(found.split()) for found in lines if boilerplate.reads_like_a_sentence(found))
    return words >= (1 if says_article else _FEW_WORDS) and linked <= len(lines) // 2


def _is_beginning(kept: tuple[str, ...], page: metadata.PageMetadata) -> bool:
    """Whether the page shows the beginning of the text that its metadata hold, before a barrier."""
    whole = boilerplate.key(page.body or "")
    words = [boilerplate.key(found) for found in kept if boilerplate.reads_like_a_sentence(found)]
    shown = sum(one.count(" ") + 1 for one in words if one in whole)
    most = _MOST_BEFORE_BARRIER if page.is_free is False else _MOST_SHOWN
    return 0 < shown < most * (whole.count(" ") + 1)


def _bounded(
    left_out: tuple[LeftOut, ...], limits: Limits
) -> tuple[tuple[LeftOut, ...], tuple[str, ...]]:
    """The lines that are listed; those that attribute are never cut off."""
    first = sum(entry.attributes for entry in left_out)
    kept = tuple(
        entry if entry.attributes else replace(entry, text=_cut(entry.text))
        for entry in left_out[: max(first, limits.left_out_lines)]
    )
    more = len(left_out) - len(kept)
    return kept, (f"{count(more, 'line')} left out beyond those listed",) if more else ()


def _cut(text: str) -> str:
    return text if len(text) <= _LEFT_OUT_CODE_POINTS else text[: _LEFT_OUT_CODE_POINTS - 1] + "…"
