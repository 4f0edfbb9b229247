"""Rows of the library to articles and captures, and back."""

from __future__ import annotations

import hashlib
import json
import re
import sqlite3
import zlib
from typing import Any
from urllib.parse import urlsplit

from rashomon.addresses import is_address, normal
from rashomon.captured import Capture
from rashomon.errors import DamagedError, NotTextError
from rashomon.model import Article, LeftOut, Part, Span
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


def address_of(article: Article, capture_url: str | None) -> str:
    """Under what the versions of the article stand.

    It is the address it was fetched from; what came from a file says its address itself, unless
    that is the front page of a host, as some sites write in each of their pages. An article
    without an address has no versions.
    """
    if capture_url:
        return normal(capture_url)
    if article.url and is_address(article.url):
        parts = urlsplit(address := normal(article.url))
        if parts.path.strip("/") or parts.query:
            return address
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
            id=row["article_id"],
            url=row["url"],
            outlet=row["outlet"],
            title=row["title"],
            authors=tuple(json.loads(row["authors"])),
            published=row["published"],
            modified=row["modified"],
            captured=row["captured"],
            language=row["language"],
            text=row["text"],
            paragraphs=tuple(Span(*pair) for pair in json.loads(row["paragraphs"])),
            parts=tuple(
                Part(kind=p["kind"], span=Span(*p["span"]), time=p["time"])
                for p in json.loads(row["parts"])
            ),
            left_out=tuple(LeftOut(**line) for line in json.loads(row["left_out"])),
            notes=tuple(json.loads(row["notes"])),
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
            url=row["url"],
            asked=row["asked"],
            captured=row["captured"],
            seen=str(row["seen"]),
            status=row["status"],
            headers=headers,
            sha256=str(row["sha256"]),
            size=int(row["size"]),
            etag=row["etag"],
            last_modified=row["last_modified"],
        )
    except (TypeError, ValueError, RecursionError) as error:
        raise DamagedError(
            f"capture {row['id']}",
            "is not what was put into the library; take it from a copy of the library",
        ) from error


def to_feed(row: sqlite3.Row) -> FeedState:
    """The feed of a row of its table."""
    return FeedState(**{key: row[key] for key in row.keys()})  # noqa: SIM118 - a row has values


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)
