"""Archives made by hand, of pages about places that do not exist."""

import base64
import gzip
import hashlib
import io
from collections import Counter

from rashomon.archives import Drop, records
from rashomon.captured import Capture
from rashomon.config import DEFAULT_LIMITS, Limits

DATE = "2031-02-03T04:05:06Z"


def page(number: int = 0, *, size: int = 0) -> bytes:
    """A small page; with a size, one that does not shrink when packed."""
    filling = hashlib.shake_256(bytes([number % 256])).hexdigest(size) if size else ""
    return f"<html><p>The ferry of Tollford, part {number}.</p><!--{filling}--></html>".encode()


def answer(
    body: bytes,
    *headers: str,
    status: str = "HTTP/1.1 200 OK",
    media: str | None = "text/html; charset=utf-8",
) -> bytes:
    lines = [status, *([f"Content-Type: {media}"] if media else []), *headers, "", ""]
    return "\r\n".join(lines).encode() + body


def record(
    number: int,
    block: bytes | None = None,
    *fields: str,
    kind: str = "response",
    url: str | None = None,
    date: str = DATE,
    media: str = "application/http; msgtype=response",
    length: object = None,
) -> bytes:
    """A WARC record; its length is a lie where one is given."""
    block = answer(page(number)) if block is None else block
    lines = [
        "WARC/1.0",
        f"WARC-Type: {kind}",
        f"WARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-{number:012d}>",
        f"WARC-Date: {date}",
        f"WARC-Target-URI: {url or address(number)}",
        *fields,
        f"Content-Type: {media}",
        f"Content-Length: {len(block) if length is None else length}",
        *("", ""),
    ]
    return "\r\n".join(lines).encode() + block + b"\r\n\r\n"


def address(number: int) -> str:
    return f"https://tollford.example/{number}"


def sha1(data: bytes) -> str:
    return "sha1:" + base64.b32encode(hashlib.sha1(data).digest()).decode()


def packed(*parts: bytes) -> bytes:
    return b"".join(gzip.compress(part, mtime=0) for part in parts)


def arc_record(number: int, block: bytes | None = None, *, length: int | None = None) -> bytes:
    block = answer(page(number)) if block is None else block
    size = len(block) if length is None else length
    line = f"{address(number)} 192.0.2.1 20310203040506 text/html {size}\n"
    return line.encode() + block + b"\n"


ARC_HEAD = b"filedesc://tollford.arc 0.0.0.0 20310203040506 text/plain 20\n1 0 Tollford\nURL IP\n\n"


class Pipe(io.RawIOBase):
    """A stream that cannot go back and gives little at once."""

    def __init__(self, data: bytes) -> None:
        self._inner = io.BytesIO(data)

    def read(self, size: int = -1, /) -> bytes:
        return self._inner.read(size if size < 0 else min(size, 5000))


def read(
    data: bytes, *, limits: Limits = DEFAULT_LIMITS, pipe: bool = False
) -> tuple[list[Capture], list[Drop]]:
    stream = Pipe(data) if pipe else io.BytesIO(data)
    found = list(records(stream, item="news.warc", limits=limits))  # type: ignore[arg-type]
    return (
        [one for one in found if isinstance(one, Capture)],
        [one for one in found if isinstance(one, Drop)],
    )


def urls(captures: list[Capture]) -> list[int]:
    """The numbers of the pages."""
    return [int((one.url or "").rpartition("/")[2]) for one in captures]


def kinds(drops: list[Drop]) -> Counter[str]:
    return Counter(drop.kind for drop in drops)
