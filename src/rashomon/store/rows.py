"""Rows of the library to articles and captures, and back."""

from __future__ import annotations

import hashlib
import json
import re
import sqlite3
import zlib
from typing import Any, get_args
from urllib.parse import urlsplit

from rashomon.addresses import is_address, normal
from rashomon.captured import Capture
from rashomon.errors import DamagedError, NotTextError
from rashomon.model import Article, LeftOut, Part, PartKind, Span
from rashomon.store.types import FeedState, StoredCapture
from rashomon.text import sha256

_UTC = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", re.ASCII)
LARGEST_BODY = 256_000_000
"""Bytes of a body at most: a broken file must not unpack to more than memory holds."""

ARTICLE = (
    "capture, part, address, article_id, url, outlet, title, authors, published, modified, "
    "captured, language, text, paragraphs, parts, left_out, notes, text_sha256, content_sha256, "
    "made_by, added"
)
CAPTURE = (
    "capture.id, item, url, asked, captured, seen, status, headers, etag, last_modified, "
    "capture.sha256, size"
)


def is_utc(time: str | None) -> bool:
    """Whether the time is written as the library writes times, and so sorts as text."""
    return time is not None and bool(_UTC.fullmatch(time))


def plain(text: str | None) -> str | None:
    """The text as SQLite can hold it: half characters become question marks."""
    return None if text is None else text.encode("utf-8", "replace").decode("utf-8")


def address(url: str | None) -> str | None:
    """Under what captures of this address are found: its normal form."""
    return plain(normal(url)) if url else None


def address_of(article: Article, capture_url: str | None) -> str:
    """Under what the versions of the article stand.

    It is the address it was fetched from; what came from a file says its address itself, unless
    that is the front page of a host, as some sites write in each of their pages. An article
    without an address has no versions.
    """
    if fetched_from := address(capture_url):
        return fetched_from
    if article.url and is_address(article.url) and (own := address(article.url)):
        parts = urlsplit(own)
        if parts.path.strip("/") or parts.query:
            return own
    return f"article {article.id}"


def content_sha256(article: Article) -> str:
    """The hash of what makes a version another one: the text, and what stands over it."""
    what = (
        article.title, article.outlet, article.authors, article.published, article.modified,
        article.text,
    )  # fmt: skip
    return sha256(json.dumps(what, ensure_ascii=True))


def article_row(article: Article) -> dict[str, Any]:
    """The article's own columns.

    Raises :class:`~rashomon.errors.NotTextError` for half a character (a lone surrogate).
    """
    row = {
        "article_id": article.id,
        "url": article.url,
        "outlet": article.outlet,
        "title": article.title,
        "authors": _json(article.authors),
        "published": article.published,
        "modified": article.modified,
        "captured": article.captured,
        "language": article.language,
        "text": article.text,
        "paragraphs": _json(article.paragraphs),
        "parts": _json([{"kind": p.kind, "span": p.span, "time": p.time} for p in article.parts]),
        "left_out": _json(
            [
                {"text": line.text, "reason": line.reason, "attributes": line.attributes}
                for line in article.left_out
            ]
        ),
        "notes": _json(article.notes),
        "text_sha256": sha256(article.text),
        "content_sha256": content_sha256(article),
    }
    try:
        for value in row.values():
            if value is not None:
                value.encode("utf-8")
    except UnicodeEncodeError as error:
        raise NotTextError(
            f"article {article.id}", "holds half a character (a lone surrogate); replace it"
        ) from error
    return row


def to_article(row: sqlite3.Row) -> Article:
    """The article of a row with the columns :data:`ARTICLE`.

    Raises :class:`~rashomon.errors.DamagedError` where the row is none.
    """
    try:
        article = Article(
            id=str(row["article_id"]),
            url=_text(row["url"]),
            outlet=_text(row["outlet"]),
            title=_text(row["title"]),
            authors=tuple(map(str, json.loads(row["authors"]))),
            published=_text(row["published"]),
            modified=_text(row["modified"]),
            captured=_text(row["captured"]),
            language=_text(row["language"]),
            text=_text(row["text"]) or "",
            paragraphs=tuple(Span(*pair) for pair in json.loads(row["paragraphs"])),
            parts=tuple(
                Part(kind=_kind(p["kind"]), span=Span(*p["span"]), time=_text(p["time"]))
                for p in json.loads(row["parts"])
            ),
            left_out=tuple(
                LeftOut(
                    text=str(line["text"]),
                    reason=str(line["reason"]),
                    attributes=bool(line["attributes"]),
                )
                for line in json.loads(row["left_out"])
            ),
            notes=tuple(map(str, json.loads(row["notes"]))),
        )
        whole = sha256(article.text) == row["text_sha256"]
    except (TypeError, ValueError, KeyError, AttributeError, RecursionError) as error:
        raise DamagedError(f"article {row['article_id']}", _DERIVE) from error
    if not whole:
        raise DamagedError(f"article {article.id}", _DERIVE)
    return article


_DERIVE = (
    "is not what was put into the library; make it again from its capture: rashomon library "
    "rederive"
)


def pack(body: bytes) -> bytes:
    """The body as it is stored."""
    return zlib.compress(body, 6)


def to_capture(stored: StoredCapture, packed: bytes) -> Capture:
    """The capture with its body, which is what was kept, byte for byte.

    Raises :class:`~rashomon.errors.DamagedError` where it is not.
    """
    item = f"capture {stored.id} ({stored.item})"
    damaged = DamagedError(
        item, "is not what was put into the library; take it from a copy of the library"
    )
    if not isinstance(packed, bytes) or not 0 <= stored.size <= LARGEST_BODY:
        raise damaged
    unpacking = zlib.decompressobj()
    try:
        # One byte more than there may be shows a body that is too long.
        body = unpacking.decompress(packed, stored.size + 1)
    except zlib.error as error:
        raise damaged from error
    if len(body) != stored.size or hashlib.sha256(body).hexdigest() != stored.sha256:
        raise damaged
    return Capture(
        item=stored.item,
        body=body,
        url=stored.url,
        asked=stored.asked,
        captured=stored.captured,
        status=stored.status,
        headers=stored.headers,
    )


def to_stored(row: sqlite3.Row) -> StoredCapture:
    """The capture of a row with the columns :data:`CAPTURE`.

    Raises :class:`~rashomon.errors.DamagedError` where the row is none.
    """
    try:
        headers = tuple((str(name), str(value)) for name, value in json.loads(row["headers"]))
        return StoredCapture(
            id=int(row["id"]),
            item=str(row["item"]),
            url=_text(row["url"]),
            asked=_text(row["asked"]),
            captured=_text(row["captured"]),
            seen=str(row["seen"]),
            status=None if row["status"] is None else int(row["status"]),
            headers=headers,
            sha256=str(row["sha256"]),
            size=int(row["size"]),
            etag=_text(row["etag"]),
            last_modified=_text(row["last_modified"]),
        )
    except (TypeError, ValueError, RecursionError) as error:
        raise DamagedError(
            f"capture {row['id']}",
            "is not what was put into the library; take it from a copy of the library",
        ) from error


def to_feed(row: sqlite3.Row) -> FeedState:
    """The feed of a row of its table.

    Raises :class:`~rashomon.errors.DamagedError` where the row is none.
    """
    try:
        return FeedState(
            url=str(row["url"]),
            title=_text(row["title"]),
            etag=_text(row["etag"]),
            last_modified=_text(row["last_modified"]),
            checked=_time(row["checked"]),
            due=_time(row["due"]),
            failures=int(row["failures"]),
            error=_text(row["error"]),
        )
    except (TypeError, ValueError) as error:
        raise DamagedError(
            f"feed {row['url']}",
            "is not what was put into the library; watch it again: rashomon watch",
        ) from error


def _text(value: object) -> str | None:
    """The value as a column of texts holds it; TypeError for another."""
    if value is not None and not isinstance(value, str):
        raise TypeError("no text")
    return value


def _time(value: object) -> str | None:
    """The time as the library writes it; ValueError for another."""
    text = _text(value)
    if text is not None and not is_utc(text):
        raise ValueError("no time")
    return text


def _kind(value: object) -> PartKind:
    for kind in get_args(PartKind):
        if kind == value:
            made: PartKind = kind
            return made
    raise ValueError("no kind of part")


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)
