"""Streams that archives are read from: unpacked, with their last bytes kept, or a part of a file.

All hold a bounded number of bytes, whatever the archive's size.
"""

from __future__ import annotations

import io
import zlib
from collections import deque
from typing import Any, Protocol

GZIP = b"\x1f\x8b\x08"
CHUNK = 1 << 16
KEPT = 32 << 20
"""Bytes behind its place that a :class:`Window` can go back."""
_BOMB_BYTES = 1 << 28
_BOMB_RATIO = 150
_GZIP_WBITS = 31


class Readable(Protocol):
    """What bytes are read from."""

    def read(self, size: int = -1, /) -> bytes:
        """At most ``size`` bytes, none at the end."""
        ...


class Seekable(Readable, Protocol):
    """What can also be read again from an earlier place."""

    def seek(self, offset: int, whence: int = 0, /) -> int:
        """Go to the place and give it back."""
        ...

    def tell(self) -> int:
        """The place in bytes."""
        ...


class BombError(OSError):
    """The packed bytes expand beyond what any text does."""


def refuse_bomb(unpacked: int, packed: int) -> None:
    """Nothing, or :class:`BombError` where so many bytes come out of so few."""
    if unpacked > _BOMB_BYTES and unpacked > _BOMB_RATIO * packed:
        raise BombError(
            f"expands to more than {_BOMB_RATIO} times its size, as no text does; not read on"
        )


class Unpacked(io.RawIOBase):
    """The bytes of a gzip stream, of one member or many.

    With ``mend``, what is broken is passed over: reading goes on at the next member that can be
    unpacked, and ``gaps`` counts how often. Without it, :class:`OSError` is raised. Text and pages
    shrink to a twentieth, so more than 256 MB at less than a hundred-and-fiftieth raise
    :class:`BombError` in both cases.
    """

    def __init__(self, packed: Readable, *, mend: bool = False) -> None:
        self._packed, self._mend = packed, mend
        self._rest = b""
        self._member: zlib._Decompress | None = None
        self._taken = self._place = self.gaps = 0

    def readable(self) -> bool:
        """True."""
        return True

    def readinto(self, buffer: Any, /) -> int:
        """How many unpacked bytes were put into the buffer."""
        found = self.read(len(buffer))
        buffer[: len(found)] = found
        return len(found)

    def tell(self) -> int:
        """How many unpacked bytes were read."""
        return self._place

    def read(self, size: int = -1, /) -> bytes:
        """At most ``size`` unpacked bytes, less where the packed ones give less at once."""
        if size < 0:
            parts = []
            while part := self.read(CHUNK):
                parts.append(part)
            return b"".join(parts)
        while size:
            if not self._rest and not self._fill():
                # A member may hold output back although its packed bytes are all taken.
                found = self._member.decompress(b"", size) if self._member else b""
                if found:
                    return self._count(found)
                if self._member is not None:
                    self._member = None
                    self._broken("ends within its packed data")
                return b""
            if self._member is None and not self._begin():
                return b""
            if self._member is None:
                continue
            try:
                found = self._member.decompress(self._rest, size)
            except zlib.error as error:
                self._member = None
                self._rest = self._rest[1:]
                self._broken(f"its packed data are broken ({error})")
                continue
            ended = self._member.eof
            self._rest = self._member.unused_data if ended else self._member.unconsumed_tail
            if ended:
                self._member = None
            if found:
                return self._count(found)
        return b""

    def _count(self, found: bytes) -> bytes:
        self._place += len(found)
        refuse_bomb(self._place, self._taken)
        return found

    def _fill(self) -> bool:
        self._rest += self._packed.read(CHUNK)
        self._taken += len(self._rest)
        return bool(self._rest)

    def _begin(self) -> bool:
        """Whether there is more: at the beginning of a member, or of what must be passed over."""
        while len(self._rest) < len(GZIP):
            more = self._packed.read(CHUNK)
            if not more:
                break
            self._rest += more
            self._taken += len(more)
        if self._rest.startswith(GZIP):
            self._member = zlib.decompressobj(_GZIP_WBITS)
            return True
        # Zeros after the last member are padding, as the gzip program has it.
        at = self._rest.find(GZIP)
        skipped = self._rest if at < 0 else self._rest[:at]
        self._rest = self._rest[-2:] if at < 0 else self._rest[at:]
        if at < 0 and len(skipped) <= 2:
            self._rest = b""
        if skipped.strip(b"\0"):
            self._broken("holds bytes between its packed parts that are none")
        return True

    def _broken(self, reason: str) -> None:
        self.gaps += 1
        if not self._mend:
            raise OSError(reason)


class Window:
    """A stream that can go back by as much as it keeps, and forward by reading on."""

    def __init__(self, stream: Readable, *, head: bytes = b"", kept: int = KEPT) -> None:
        self._stream, self._kept = stream, kept
        self._chunks: deque[bytes] = deque([head] if head else [])
        self._first = 0
        """Where the first kept chunk begins."""
        self._end = len(head)
        self._place = 0

    def tell(self) -> int:
        """The place in bytes."""
        return self._place

    def oldest(self) -> int:
        """The first place that can be gone back to."""
        return self._first

    def seek(self, offset: int, whence: int = 0, /) -> int:
        """Go to the place from the beginning.

        Raises :class:`OSError` where the bytes there are no longer kept.
        """
        if whence or offset < self._first:
            raise OSError("the bytes there are no longer kept")
        while self._end < offset and self._more():
            pass
        self._place = min(offset, self._end)
        return self._place

    def read(self, size: int = -1, /) -> bytes:
        """At most ``size`` bytes, all that are left where it is negative."""
        if size < 0:
            parts = []
            while part := self.read(CHUNK):
                parts.append(part)
            return b"".join(parts)
        if self._place == self._end and not self._more():
            return b""
        # Nearly always the last chunk; those before it only after going back.
        start = self._end
        for chunk in reversed(self._chunks):
            start -= len(chunk)
            if start <= self._place:
                found = chunk[self._place - start : self._place - start + size]
                self._place += len(found)
                return found
        raise OSError("the bytes there are no longer kept")

    def _more(self) -> bool:
        # Whole chunks, however little comes at once: thousands of small ones make going back slow.
        chunk = exactly(self._stream, CHUNK)
        if not chunk:
            return False
        self._chunks.append(chunk)
        self._end += len(chunk)
        while self._end - self._first - len(self._chunks[0]) > self._kept:
            self._first += len(self._chunks.popleft())
        return True


def exactly(source: Readable, size: int) -> bytes:
    """So many bytes, however few the source gives at once; less only at its end."""
    parts, left = [], size
    while left > 0 and (part := source.read(left)):
        parts.append(part)
        left -= len(part)
    return parts[0] if len(parts) == 1 else b"".join(parts)


def back_to(source: Seekable, place: int) -> int:
    """Go to the place, or to the oldest that is kept, and give back where that is."""
    if isinstance(source, Window):
        place = max(place, source.oldest())
    return source.seek(place)


class Section:
    """The bytes [start, end) of a file, as a stream of its own."""

    def __init__(self, file: Seekable, start: int, end: int) -> None:
        self._file, self._start, self._end = file, start, end
        self._place = 0

    def tell(self) -> int:
        """The place in bytes from the section's start."""
        return self._place

    def seek(self, offset: int, whence: int = 0, /) -> int:
        """Go to the place from the section's start."""
        if whence or offset < 0:
            raise OSError("a section is read from its start")
        self._place = offset
        return offset

    def read(self, size: int = -1, /) -> bytes:
        """At most ``size`` bytes, all that are left where it is negative."""
        left = max(0, self._end - self._start - self._place)
        self._file.seek(self._start + self._place)
        found = self._file.read(left if size < 0 else min(size, left))
        self._place += len(found)
        return found


def unpacked_head(head: bytes, size: int = CHUNK) -> bytes:
    """The first bytes that the beginning of a gzip stream unpacks to; none where it is broken."""
    try:
        return zlib.decompressobj(_GZIP_WBITS).decompress(head, size)
    except zlib.error:
        return b""
