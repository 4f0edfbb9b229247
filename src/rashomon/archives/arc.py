"""ARC files (the form before WARC, of the Internet Archive) to captures.

Each record is a line - address, IP address, 14 digits of time, media type, bytes - and as many
bytes of HTTP answer. The longer line of version 2 has more fields between them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from rashomon.archives.drops import BAD, CUT_OFF, Drop
from rashomon.archives.http import head_of, looks_whole
from rashomon.archives.pages import LeftOutError, check_head, moment, page, web_address, with_gaps
from rashomon.archives.seen import Seen
from rashomon.archives.streams import CHUNK, GZIP, Seekable, Unpacked, Window, back_to, exactly
from rashomon.captured import Capture
from rashomon.config import Limits

_LINE = re.compile(
    rb"(?P<url>[a-z][a-z0-9+.-]{1,20}:[^\s]{1,4000}) (?P<ip>[0-9a-fA-F:.]{2,45}) "
    rb"(?P<date>\d{8,14}) (?P<type>[^\s]{1,200})(?: [^ \r\n]{1,4000}){0,5} (?P<size>\d{1,12})\r?\n"
)
# Addresses of pages also within a line: what stands before may have lost its end.
_BEGINNING = re.compile(rb"\n(?=[a-z])|(?=https?://)")
_LINE_BYTES = 8192


@dataclass(frozen=True, slots=True)
class _Line:
    url: str
    date: str
    block: int
    """Where the record's block begins, and where it ends."""
    end: int


def of_arc(source: Seekable, *, item: str, limits: Limits, seen: Seen) -> Iterator[Capture | Drop]:
    """The captures and drops of an ARC file, packed or not, from the stream's place on."""
    start = source.tell()
    head = source.read(len(GZIP))
    # The name counts where the beginning is damaged.
    packed = head == GZIP or (not head.isalpha() and item.lower().endswith(".gz"))
    source.seek(start)
    if packed:
        unpacked = Unpacked(source, mend=True)
        found = _from(Window(unpacked), 0, item=item, limits=limits, seen=seen)
        yield from with_gaps(found, unpacked, item=item)
    else:
        yield from _from(source, start, item=item, limits=limits, seen=seen)


def _from(
    source: Seekable, start: int, *, item: str, limits: Limits, seen: Seen
) -> Iterator[Capture | Drop]:
    number = 0
    at: int | None = _past_blank(source, start)
    try:
        while at is not None:
            number += 1
            name = f"{item}, record {number}"
            line = _line(source, at)
            following = _following(source, line) if line else None
            if line is None or following is None:
                what = "is not as long as it says" if line else "has no line of an ARC record"
                yield Drop(item=name, kind=BAD, reason=f"{what}; looked on for the next")
                at = _next(source, at + 1)
                continue
            found = _taken(source, line, name=name, limits=limits)
            if isinstance(found, Capture) and not seen.is_new(
                found.url or "", found.body, at=found.captured
            ):
                reason = "the same bytes of the same address came before"
                found = Drop(item=name, kind="duplicate", reason=reason)
            yield found
            at = following if _has_more(source, following) else None
    except OSError as error:
        reason = f"cannot be read on from here ({error})"
        yield Drop(item=f"{item}, record {number}", kind=CUT_OFF, reason=reason)
    else:
        if not number:
            yield Drop(item=item, kind=BAD, reason="holds no records")


def _taken(source: Seekable, line: _Line, *, name: str, limits: Limits) -> Capture | Drop:
    if line.url.startswith("filedesc:"):
        reason = "is what the archive says of itself, not a page"
        return Drop(item=name, kind="warcinfo", reason=reason)
    size = line.end - line.block
    if size > limits.page_bytes + CHUNK:
        reason = f"has {size:,} bytes and a page may have {limits.page_bytes:,}"
        return Drop(item=name, kind="too large", reason=reason)
    try:
        url = web_address(line.url)
        block = _exactly(source, line.block, size)
        head = head_of(block[:CHUNK])
        head = check_head(head, block[head.size : head.size + 1024] if head else b"")
        return page(
            head,
            block[head.size :],
            item=name,
            url=url,
            captured=moment(line.date),
            cut=None,
            most=limits.page_bytes,
        )
    except LeftOutError as left_out:
        return left_out.drop(name)


def _line(source: Seekable, at: int) -> _Line | None:
    """The record's line at this place, or None where there is none."""
    match = _LINE.match(_exactly(source, at, _LINE_BYTES))
    if match is None:
        return None
    block = at + match.end()
    url = match["url"].decode("utf-8", "replace")
    return _Line(url, match["date"].decode(), block, block + int(match["size"]))


def _following(source: Seekable, line: _Line) -> int | None:
    """Where the next record begins, or None where the record is not as long as it says."""
    if line.end > line.block and not _exactly(source, line.end - 1, 1):
        return None
    at = _past_blank(source, line.end)
    if not _has_more(source, at) or _line(source, at):
        return at
    # Damage follows, or the length is wrong: it is right if a page ends here, and a line.
    start = max(line.block, line.end - CHUNK)
    tail = _exactly(source, start, line.end - start)
    return at if at > line.end and looks_whole(tail) and not _LINE.search(tail) else None


def _past_blank(source: Seekable, at: int) -> int:
    while blank := _exactly(source, at, 64):
        text = blank.lstrip(b"\r\n")
        at += len(blank) - len(text)
        if text:
            break
    return at


def _has_more(source: Seekable, at: int) -> bool:
    return bool(_exactly(source, at, 1))


def _next(source: Seekable, start: int) -> int | None:
    """Where the next line of a record begins, from ``start`` on; None where none does."""
    start = back_to(source, start)
    kept = b""
    while True:
        chunk = source.read(CHUNK)
        kept += chunk
        for begin in _BEGINNING.finditer(kept):
            at = begin.end()
            if (at + _LINE_BYTES <= len(kept) or not chunk) and _LINE.match(kept, at):
                return start + at
        if not chunk:
            return None
        left = len(kept) - _LINE_BYTES - 1
        if left > 0:
            kept, start = kept[left:], start + left


def _exactly(source: Seekable, at: int, size: int) -> bytes:
    """The bytes at the place, however few the source gives at once."""
    source.seek(at)
    return exactly(source, size)
