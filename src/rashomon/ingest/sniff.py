"""What an item is: told by how it begins, and by its name's ending only where that leaves doubt."""

from __future__ import annotations

import codecs
import enum
import json
import re

from rashomon.ingest.mail import is_mail


class Kind(enum.Enum):
    """The kinds of input that are told apart."""

    HTML = "HTML"
    TEXT = "plain text"
    XML = "XML that is no page"
    JSON = "one JSON value"
    JSON_LINES = "JSON lines"
    MAIL = "an e-mail or MHTML"
    PDF = "a PDF"


_SPACE = b" \t\r\n\x0b\x0c\x00"
_COMMENTS = re.compile(rb"(?:\s*(?:<!--.*?-->|<\?.*?\?>))*\s*", re.DOTALL)
_PAGE = re.compile(rb"<(?:!doctype\s+html|html|head|body)[\s>/]", re.IGNORECASE)
_TAG = re.compile(
    rb"<(?:!doctype|html|head|body|title|meta|link|script|style|div|article|section|main|header"
    rb"|nav|table|p|h[1-6]|span|ul|ol|a|img|br|b|i|em|strong|blockquote|figure)(?=[\s>/])",
    re.IGNORECASE,
)
_CLOSING = re.compile(rb"</(?:p|div|article|body|h[1-6]|span|a|section)\s*>", re.IGNORECASE)
_OBJECT = re.compile(rb'\{\s*(?:"|\}|$)')


def kind_of(head: bytes, *, name: str) -> Kind:
    """The kind of the item that begins with ``head`` and is called ``name``.

    A file of JSON lines with a broken first line is still told by its ending.
    """
    if head.startswith(b"%PDF"):
        return Kind.PDF
    if is_mail(head):
        return Kind.MAIL
    begins = _ascii(head).lstrip(_SPACE)
    comments = _COMMENTS.match(begins)
    body = begins[comments.end() :] if comments else begins
    ending = name.lower().rpartition(".")[2]
    if body.startswith(b"<") and (_TAG.match(body) or _PAGE.search(body)):
        return Kind.HTML
    if re.match(rb"<(?:rss|feed|rdf:rdf|opml|urlset|nitf|newsml)[\s>]", body, re.IGNORECASE):
        return Kind.XML
    if begins.startswith(b"<?xml"):
        return Kind.HTML if ending in ("html", "htm", "xhtml") else Kind.XML
    if _OBJECT.match(begins):
        return _lines_or_one(begins, ending, whole=len(head) < 65_536)
    if ending in ("jsonl", "ndjson"):
        return Kind.JSON_LINES
    if begins.startswith(b"[") or ending == "json":
        return Kind.JSON
    if ending in ("html", "htm", "xhtml"):
        return Kind.HTML
    if _PAGE.search(begins[:4096]) and _CLOSING.search(begins):
        return Kind.HTML
    return Kind.TEXT


def _ascii(head: bytes) -> bytes:
    """The head as a sniffer sees it: no byte order mark, wide encodings made narrow."""
    if head.startswith(codecs.BOM_UTF8):
        return head[3:]
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) or b"\x00" in head[:4]:
        return head.lstrip(b"\xff\xfe").replace(b"\x00", b"")
    return head


def _lines_or_one(begins: bytes, ending: str, *, whole: bool) -> Kind:
    """JSON lines, unless the first line alone is no value and the name does not say lines."""
    first, _, rest = begins.partition(b"\n")
    try:
        json.loads(first)
    except (ValueError, RecursionError):
        if ending in ("jsonl", "ndjson"):
            return Kind.JSON_LINES
        if not rest.strip() and not whole:  # one line that is longer than the head
            return Kind.JSON_LINES
        # A broken first line before other lines that stand on their own, or one value over
        # several lines: in the first case each line begins with a brace.
        later = [line for line in rest.split(b"\n") if line.strip()]
        return Kind.JSON_LINES if later and later[0].startswith(b"{") else Kind.JSON
    alone = whole and not rest.strip() and ending not in ("jsonl", "ndjson")
    return Kind.JSON if alone else Kind.JSON_LINES
