"""WACZ files to captures: the WARC files inside the ZIP, read in place.

Nothing is written to disk, so names in the ZIP lead nowhere. Its list of pages and its indexes are
not used: the records carry all of it. Standard: WACZ 1.1.1 of the Webrecorder project.
"""

from __future__ import annotations

import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import nullcontext
from typing import IO, cast

from rashomon.archives.drops import BAD, CUT_OFF, Drop
from rashomon.archives.seen import Seen
from rashomon.archives.streams import Section, Seekable, Window, refuse_bomb
from rashomon.archives.warc import of_warc
from rashomon.captured import Capture
from rashomon.config import Limits

ENDINGS = (".warc", ".warc.gz")
_LOCAL = struct.Struct("<4s22xHH")
"""The mark of a local header, and the lengths of its name and its extra field."""
_NAME_CODE_POINTS = 120
_ENCRYPTED = 0x1
_ZIP_ERRORS = (
    zipfile.BadZipFile, zipfile.LargeZipFile, NotImplementedError, RuntimeError, ValueError,
    OSError, EOFError, zlib.error, struct.error,
)  # fmt: skip


def is_zip(source: Seekable) -> bool:
    """Whether the stream has the list of files that a ZIP file ends with."""
    try:
        return zipfile.is_zipfile(cast("IO[bytes]", source))
    except _ZIP_ERRORS:
        return False


def of_wacz(source: Seekable, *, item: str, limits: Limits, seen: Seen) -> Iterator[Capture | Drop]:
    """The captures and drops of the WARC files in a WACZ file, in the order of the file."""
    try:
        with zipfile.ZipFile(cast("IO[bytes]", source)) as file:
            inside = [entry for entry in file.infolist() if _is_warc(entry.filename)]
            inside.sort(key=lambda entry: entry.header_offset)
            if not inside:
                yield Drop(item=item, kind=BAD, reason="is a ZIP file without a WARC file in it")
            past = 0
            for entry in inside:
                name = f"{item}, {_shown(entry.filename)}"
                if entry.header_offset < past:
                    # One piece of data under many names: a bomb.
                    yield Drop(item=name, kind=BAD, reason="lies over another file of the ZIP")
                    continue
                past = entry.header_offset + _LOCAL.size + entry.compress_size
                yield from _entry(source, file, entry, name=name, limits=limits, seen=seen)
    except _ZIP_ERRORS as error:
        yield Drop(item=item, kind=BAD, reason=f"is a broken ZIP file ({error})")


def _entry(
    source: Seekable,
    file: zipfile.ZipFile,
    entry: zipfile.ZipInfo,
    *,
    name: str,
    limits: Limits,
    seen: Seen,
) -> Iterator[Capture | Drop]:
    if entry.flag_bits & _ENCRYPTED:
        yield Drop(item=name, kind=BAD, reason="is locked with a password")
        return
    try:
        if entry.compress_type == zipfile.ZIP_STORED:
            start = _data_start(source, entry)
            end = start + entry.compress_size
            yield from of_warc(
                Section(source, start, end),
                item=name,
                limits=limits,
                seen=seen,
                reopen=lambda: nullcontext(Section(source, start, end)),
            )
            return
        with file.open(entry) as packed:
            stream = Window(_Entry(packed, entry.compress_size))
            yield from of_warc(stream, item=name, limits=limits, seen=seen, reopen=None)
    except _ZIP_ERRORS as error:
        yield Drop(item=name, kind=CUT_OFF, reason=f"cannot be read in the ZIP file ({error})")


class _Entry:
    """A packed file of a ZIP: its errors are OSErrors, and it is no bomb."""

    def __init__(self, stream: IO[bytes], packed_bytes: int) -> None:
        self._stream, self._packed_bytes = stream, packed_bytes
        self._given = 0

    def read(self, size: int = -1, /) -> bytes:
        """At most ``size`` bytes."""
        try:
            found = self._stream.read(size)
        except (zipfile.BadZipFile, EOFError, zlib.error) as error:
            raise OSError(str(error)) from error
        self._given += len(found)
        refuse_bomb(self._given, self._packed_bytes)
        return found


def _data_start(source: Seekable, entry: zipfile.ZipInfo) -> int:
    source.seek(entry.header_offset)
    mark, name, extra = _LOCAL.unpack(source.read(_LOCAL.size))
    if mark != b"PK\x03\x04":
        raise zipfile.BadZipFile("a file in it has no header")
    return entry.header_offset + _LOCAL.size + int(name) + int(extra)


def _is_warc(name: str) -> bool:
    return name.lower().endswith(ENDINGS)


def _shown(name: str) -> str:
    """The name as it can be printed: it is whatever the maker of the ZIP wrote."""
    return "".join(c if c.isprintable() else "?" for c in name[:_NAME_CODE_POINTS])
