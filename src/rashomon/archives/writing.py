"""Captures to a WARC file that any tool for web archives reads.

Standard: ISO 28500:2017 (WARC 1.1), gzip for each record by itself.
"""

from __future__ import annotations

import gzip
import http
import uuid
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import BinaryIO, NamedTuple

from rashomon.captured import Capture

_TAKEN_OFF = ("content-encoding", "transfer-encoding", "content-length")
_NAMES = uuid.UUID("0f6c3d0e-5a0c-5c55-9d3e-5b7b7c2f4a11")
UNKNOWN_TIME = "Rashomon-Captured-Unknown"
"""Our extension: WARC-Date must be there, and this says that it is only when it was written."""


_PROFILE = "http://netpreserve.org/warc/1.1/revisit/identical-payload-digest"


class Sighted(NamedTuple):
    """A capture, and when else its bytes were found at its address."""

    capture: Capture
    again: tuple[str, ...]


def write_warc(
    captures: Iterable[Capture | Sighted], file: BinaryIO, *, written: datetime | None = None
) -> int:
    """How many captures were written, after a record that says who wrote them.

    Each is a response with its status, its headers and its body as kept, so without encodings:
    the headers that named those, and the old length, are written as ``X-Archive-Orig-...``, as
    other archives do, beside the length of what is there. A capture without status or address
    (of a file) is a resource record. Each time that the bytes were found again is a revisit record
    right behind it. ``written`` is the time of writing, now unless given; it
    stands for a capture's time where that is not known, with a mark that says so.
    """
    from importlib.metadata import version

    now = (written or datetime.now(UTC)).astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    about = (
        f"software: rashomon/{version('rashomon')}\r\nformat: WARC File Format 1.1\r\n"
        "conformsTo: http://iipc.github.io/warc-specifications/specifications/warc-format/"
        "warc-1.1/\r\n"
    ).encode()
    file.write(_record("warcinfo", now, about, media="application/warc-fields", more=()))
    count = 0
    for given in captures:
        capture, again = given if isinstance(given, Sighted) else (given, ())
        file.write(_of(capture, now))
        for at in again:
            if capture.url is not None and capture.captured is not None:
                file.write(_again(capture, capture.captured, at))
        count += 1
    return count


def _again(capture: Capture, since: str, at: str) -> bytes:
    url = _line(capture.url or "")
    more = (
        ("WARC-Target-URI", url),
        ("WARC-Payload-Digest", f"sha256:{capture.sha256}"),
        ("WARC-Profile", _PROFILE),
        ("WARC-Refers-To-Target-URI", url),
        ("WARC-Refers-To-Date", since),
    )
    # A resource has no answer of a server.
    block = _head(capture) if capture.status is not None else b""
    return _record("revisit", at, block, media="application/http; msgtype=response", more=more)


def _of(capture: Capture, now: str) -> bytes:
    digest = f"sha256:{capture.sha256}"
    more = [
        ("WARC-Target-URI", _line(capture.url or f"urn:sha256:{capture.sha256}")),
        ("WARC-Payload-Digest", digest),
    ]
    if capture.captured is None:
        more.append((UNKNOWN_TIME, "true"))
    date = capture.captured or now
    if capture.status is None or capture.url is None:
        media = _line(capture.header("content-type") or "text/html")
        return _record("resource", date, capture.body, media=media, more=more)
    block = _head(capture) + capture.body
    return _record("response", date, block, media="application/http; msgtype=response", more=more)


def _head(capture: Capture) -> bytes:
    try:
        phrase = http.HTTPStatus(capture.status or 0).phrase
    except ValueError:
        phrase = ""
    lines = [f"HTTP/1.1 {capture.status} {phrase}"]
    for name, value in capture.headers:
        prefix = "X-Archive-Orig-" if name.lower() in _TAKEN_OFF else ""
        lines.append(f"{prefix}{_line(name)}: {_line(value)}")
    lines.append(f"Content-Length: {len(capture.body)}")
    return "\r\n".join([*lines, "", ""]).encode("utf-8", "replace")


def _record(
    kind: str, date: str, block: bytes, *, media: str, more: Iterable[tuple[str, str]]
) -> bytes:
    fields = [("WARC-Type", kind), ("WARC-Date", date), *more]
    # The same captures give the same file: the id is made of what the record holds.
    name = uuid.uuid5(_NAMES, "\n".join(f"{key}: {value}" for key, value in fields))
    fields += [
        ("WARC-Record-ID", f"<urn:uuid:{name}>"),
        ("Content-Type", media),
        ("Content-Length", str(len(block))),
    ]
    head = "\r\n".join(["WARC/1.1", *(f"{key}: {value}" for key, value in fields), "", ""])
    return gzip.compress(head.encode("utf-8", "replace") + block + b"\r\n\r\n", 6, mtime=0)


def _line(value: str) -> str:
    """The value on one line: a line break in it would begin another header."""
    return " ".join(value.split())
