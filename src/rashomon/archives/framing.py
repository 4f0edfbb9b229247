"""Where records begin and end, looked at closely: only where fastwarc has stopped.

fastwarc reads archives fast and ends at the first damage. Here the place is found from which it
can go on: the record before the damage is measured, then the next beginning is looked for.
"""

from __future__ import annotations

import re
import zlib
from typing import Protocol

from rashomon.archives.streams import CHUNK, GZIP, Seekable, back_to, exactly

HEAD_BYTES = 1 << 16
"""The longest head of a record that is looked at; fastwarc allows half of it."""
_MAGIC = b"WARC/"
_BEGINNING = re.compile(rb"WARC/\d\.\d[ \t]*\r?\n[A-Za-z][A-Za-z-]{1,40}[ \t]*:")
_BEGINNING_BYTES = 80
_LOOKED_THROUGH = 16 << 20
_LENGTH = re.compile(rb"\ncontent-length[ \t]*:[ \t]*(\d{1,15})[ \t]*\r?\n", re.IGNORECASE)
_HEAD_END = re.compile(rb"\r?\n\r?\n")
_GZIP_WBITS = 31
_AFTER = b"\r\n\r\n"


class Framing(Protocol):
    """How records are laid in a file."""

    def end(self, source: Seekable, at: int) -> int | None:
        """Where the record at this place ends, if it is whole and as long as it says."""
        ...

    def next(self, source: Seekable, start: int) -> int | None:
        """Where the next record begins, from ``start`` on; None where none does."""
        ...


def begins(data: bytes) -> bool:
    """Whether a WARC record begins here."""
    return _BEGINNING.match(data) is not None


def sizes(head: bytes) -> tuple[int, int] | None:
    """The bytes of a record's head and those of its block, or None where the head is broken."""
    end = _HEAD_END.search(head)
    length = _LENGTH.search(head, 0, end.end()) if end else None
    return (end.end(), int(length[1])) if end and length else None


class Plain:
    """Records one after the other, not packed."""

    def end(self, source: Seekable, at: int) -> int | None:
        """Where the record at this place ends, if it is whole and as long as it says."""
        try:
            source.seek(at)
            found = sizes(exactly(source, HEAD_BYTES))
            if found is None:
                return None
            head, block = found
            source.seek(at + head + block - 1)
            tail = exactly(source, 1 + len(_AFTER))
            following = exactly(source, _BEGINNING_BYTES)
        except OSError:
            return None
        if not tail or not _AFTER.startswith(tail[1:]):
            return None
        end = at + head + block - 1 + len(tail)
        if following and not begins(following):
            # It may have lost bytes and end, by chance, at an empty line in the next record.
            within = self.next(source, at + head)
            if within is not None and within < end:
                return None
        return end

    def next(self, source: Seekable, start: int) -> int | None:
        """Where the next record begins, from ``start`` on; None where none does."""
        start = back_to(source, start)
        kept = b""
        while True:
            chunk = source.read(CHUNK)
            kept += chunk
            at = kept.find(_MAGIC)
            while at >= 0 and (at + _BEGINNING_BYTES <= len(kept) or not chunk):
                # Not only where a line begins: what stands before may have lost its end.
                if begins(kept[at : at + _BEGINNING_BYTES]):
                    return start + at
                at = kept.find(_MAGIC, at + 1)
            if not chunk:
                return None
            left = len(kept) - _BEGINNING_BYTES
            if left > 0:
                kept, start = kept[left:], start + left


class Members:
    """Records that are packed with gzip, each by itself."""

    def end(self, source: Seekable, at: int) -> int | None:
        """Where the member at this place ends, if it holds one record as long as it says."""
        source.seek(at)
        member = zlib.decompressobj(_GZIP_WBITS)
        head, total, most = b"", 0, HEAD_BYTES
        taken = at
        try:
            while not member.eof:
                packed = member.unconsumed_tail or source.read(CHUNK)
                if not packed:
                    return None
                found = member.decompress(packed, CHUNK)
                taken = source.tell() - len(member.unconsumed_tail or member.unused_data)
                total += len(found)
                if len(head) < HEAD_BYTES:
                    head += found
                    size = sizes(head)
                    if size:
                        most = sum(size) + len(_AFTER)
                if total > max(most, HEAD_BYTES):
                    return None
        except zlib.error:
            return None
        size = sizes(head)
        if size is None or not 0 <= total - sum(size) <= len(_AFTER):
            return None
        return taken

    def next(self, source: Seekable, start: int) -> int | None:
        """Where the next member that holds a record begins; None where none does."""
        source.seek(start)
        kept = b""
        while True:
            chunk = source.read(CHUNK)
            kept += chunk
            at = kept.find(GZIP)
            while at >= 0 and (at + _SAMPLE <= len(kept) or not chunk):
                if holds(kept[at : at + _SAMPLE], _MAGIC):
                    return start + at
                at = kept.find(GZIP, at + 1)
            if not chunk:
                return None
            left = len(kept) - _SAMPLE
            if left > 0:
                kept, start = kept[left:], start + left


_SAMPLE = 1024
"""Packed bytes that are enough to see how a member begins."""


def holds(packed: bytes, beginning: bytes) -> bool:
    """Whether the packed bytes unpack to what begins so."""
    try:
        found = zlib.decompressobj(_GZIP_WBITS).decompress(packed, len(beginning))
    except zlib.error:
        return False
    return found == beginning


def is_packed(source: Seekable) -> bool:
    """Whether the file from here on is packed; told by the first record if its start is damaged."""
    head = exactly(source, _BEGINNING_BYTES)
    if head.startswith(GZIP) or begins(head):
        return head.startswith(GZIP)
    head += exactly(source, _LOOKED_THROUGH)
    plain = _BEGINNING.search(head)
    end = plain.start() if plain else len(head)
    at = head.find(GZIP, 0, end)
    while at >= 0 and not holds(head[at : at + _SAMPLE], _MAGIC):
        at = head.find(GZIP, at + 1, end)
    return at >= 0


def is_by_member(source: Seekable, at: int) -> bool:
    """Whether the first gzip member, from this place on, holds one record and no more.

    A file that was packed as a whole has several in it. A member that cannot be unpacked says
    nothing: then the usual way is taken for the way.
    """
    source.seek(at)
    member = zlib.decompressobj(_GZIP_WBITS)
    head, total = b"", 0
    size: tuple[int, int] | None = None
    try:
        while not member.eof:
            packed = member.unconsumed_tail or source.read(CHUNK)
            if not packed:
                return True
            found = member.decompress(packed, CHUNK)
            total += len(found)
            if size is None:
                head += found
                size = sizes(head)
                if size is None and len(head) > HEAD_BYTES:
                    return False
            if size and total > sum(size) + len(_AFTER):
                return False
    except zlib.error:
        return True
    return size is not None and total >= sum(size)
