"""HTTP answers as archives hold them: the head read leniently, the encodings taken off the body.

The standards are RFC 9112 and RFC 9110; what archives hold breaks both. A body that lost an
encoding its head still names (as crawlers leave it) is taken as it is.
"""

from __future__ import annotations

import re
import zlib
from dataclasses import dataclass

_STATUS = re.compile(rb"\s*HTTP/\d(?:\.\d)?[ \t]+(\d{3})(?![0-9])[^\n]*(?:\n|$)")
_HEAD_END = re.compile(rb"\r?\n\r?\n")
_MEDIA = re.compile(rb"(?:^|\n)content-type[ \t]*:([^\r\n]*)", re.IGNORECASE)
_SIZE_LINE = re.compile(rb"[ \t]*([0-9A-Fa-f]{1,8})[ \t]*(?:;[^\r\n]*)?\r?\n")
_LOOKS_HTML = re.compile(
    rb"\s*(?:\xef\xbb\xbf)?\s*<(?:!doctype|!--|html|head|body|\?xml)", re.IGNORECASE
)
_PAGES = frozenset(("text/html", "application/xhtml+xml"))
_HEADERS = 500
_GZIP = b"\x1f\x8b"


class TooLargeBodyError(ValueError):
    """The body is larger than allowed once its encodings are taken off."""


class EncodingError(ValueError):
    """The body is not what its encodings say."""


@dataclass(frozen=True, slots=True)
class Head:
    """The status and headers of an answer, and where its body begins in the record's block."""

    status: int
    size: int
    raw: bytes
    """The lines of the headers."""

    def media(self) -> str | None:
        """The last Content-Type, or None: found without reading the others, which most need not."""
        found = _MEDIA.findall(self.raw)
        return found[-1].decode("latin-1").strip() if found else None

    def headers(self) -> tuple[tuple[str, str], ...]:
        """The headers in order; lines that are none are left out, folded ones put together."""
        try:
            text = self.raw.decode("utf-8")
        except UnicodeDecodeError:
            text = self.raw.decode("latin-1")
        found: list[tuple[str, str]] = []
        for line in text.split("\n", _HEADERS)[:_HEADERS]:
            if line[:1] in (" ", "\t") and found:  # RFC 9112, 5.2
                found[-1] = (found[-1][0], f"{found[-1][1]} {line.strip()}")
                continue
            name, colon, value = line.partition(":")
            name = name.strip()
            if colon and name:
                found.append((name, value.strip()))
        return tuple(found)


def head_of(block: bytes) -> Head | None:
    """The head of the answer the block begins with, or None where it is none."""
    begin = _STATUS.match(block)
    if begin is None:
        return None
    # From the status line's own end on, so that an answer without headers has an end too.
    start = begin.end()
    line_end = 2 if block.endswith(b"\r\n", 0, start) else 1
    end = _HEAD_END.search(block, start - line_end)
    if end is None:
        return None
    return Head(int(begin[1]), end.end(), block[start : end.start()])


def encodings(headers: tuple[tuple[str, str], ...]) -> tuple[bool, list[str]]:
    """Whether the body is in chunks, and its content encodings in the order they were put on."""
    chunked, named = False, ""
    for name, value in headers:
        lower = name.lower()
        if lower == "transfer-encoding":
            chunked = "chunked" in value.lower()
        elif lower == "content-encoding":
            named = value
    names = [name.strip().lower() for name in named.split(",")]
    return chunked, [name for name in names if name and name != "identity"]


def is_page(media: str | None, start: bytes) -> bool:
    """Whether a body of this media type is HTML; without one its first bytes tell."""
    kind = (media or "").partition(";")[0].strip().lower()
    return kind in _PAGES if kind else _LOOKS_HTML.match(start) is not None


def looks_whole(body: bytes) -> bool:
    """Whether a page that may have been cut has its end."""
    return b"</html" in body[-4096:].lower()


def decoded(body: bytes, headers: tuple[tuple[str, str], ...], *, most: int) -> bytes:
    """The body without its transfer and content encodings.

    Raises :class:`TooLargeBodyError` beyond ``most`` bytes and :class:`EncodingError`.
    """
    chunked, names = encodings(headers)
    if chunked:
        body = unchunked(body)
    if len(names) > 3:
        raise EncodingError(f"names {len(names)} encodings one over the other")
    for name in reversed(names):
        body = _without(body, name, most=most)
    if len(body) > most:
        raise TooLargeBodyError
    return body


def unchunked(body: bytes) -> bytes:
    """The body without the chunks of its transfer encoding (RFC 9112, 7.1).

    Raises :class:`EncodingError`.
    """
    parts: list[bytes] = []
    place = 0
    while True:
        line = _SIZE_LINE.match(body, place)
        if line is None:
            if not parts:
                return body  # the crawler took the chunks apart and kept the header
            raise EncodingError("is not in the chunks that its headers say")
        size = int(line[1], 16)
        start = line.end()
        if not size:
            return b"".join(parts)
        if start + size > len(body):
            raise EncodingError("ends within a chunk")
        parts.append(body[start : start + size])
        place = start + size
        if body.startswith(b"\r\n", place):
            place += 2
        elif body.startswith(b"\n", place):
            place += 1


def _without(body: bytes, name: str, *, most: int) -> bytes:
    if name in ("gzip", "x-gzip"):
        if not body.startswith(_GZIP):
            return body
        return _inflated(body, 31, most=most)
    if name == "deflate":
        if _LOOKS_HTML.match(body):
            return body
        try:
            return _inflated(body, 15, most=most)
        except EncodingError:
            return _inflated(body, -15, most=most)  # without its frame, as some servers send it
    if name == "br":
        return body if _LOOKS_HTML.match(body) else _unbrotlied(body, most=most)
    if _LOOKS_HTML.match(body):
        return body
    raise EncodingError(f"has the encoding {name[:40]!r}, which is not one of gzip, deflate, br")


def _inflated(body: bytes, wbits: int, *, most: int) -> bytes:
    parts: list[bytes] = []
    size = 0
    while body:
        member = zlib.decompressobj(wbits)
        try:
            found = member.decompress(body, most + 1 - size)
        except zlib.error as error:
            raise EncodingError(f"cannot be unpacked ({error})") from error
        parts.append(found)
        size += len(found)
        if size > most:
            raise TooLargeBodyError
        if not member.eof:
            raise EncodingError("ends within its packed data")
        body = member.unused_data if member.unused_data.startswith(_GZIP) else b""
    return b"".join(parts)


def _unbrotlied(body: bytes, *, most: int) -> bytes:
    import brotli

    decoder = brotli.Decompressor()
    parts: list[bytes] = []
    size = 0
    try:
        found = decoder.process(body, output_buffer_limit=1 << 16)
        while True:
            parts.append(found)
            size += len(found)
            if size > most:
                raise TooLargeBodyError
            if decoder.is_finished():
                return b"".join(parts)
            if decoder.can_accept_more_data():
                raise EncodingError("ends within its packed data")
            found = decoder.process(b"", output_buffer_limit=1 << 16)
    except brotli.error as error:
        raise EncodingError(f"cannot be unpacked ({error})") from error
