"""WARC files to captures, one record at a time, past whatever is damaged.

fastwarc reads; it stops at the first damage. Then :mod:`rashomon.archives.framing` finds the place
where the next record begins, and fastwarc goes on from there. A record is given only when the next
one begins where it must, so that one with a wrong length is told from a whole one.

Standard: ISO 28500:2017 (WARC 1.1); CC-NEWS and other crawls as they are.
"""

from __future__ import annotations

from collections.abc import Generator, Iterator
from dataclasses import dataclass, replace
from typing import Any, BinaryIO, cast

from fastwarc.warc import ArchiveIterator, WarcHeader

from rashomon.archives.drops import BAD, CUT_OFF, Drop
from rashomon.archives.framing import HEAD_BYTES, Framing, Members, Plain, is_by_member, is_packed
from rashomon.archives.http import Head, head_of
from rashomon.archives.pages import (
    LeftOutError,
    check_digests,
    check_head,
    moment,
    page,
    resource_address,
    web_address,
    with_gaps,
)
from rashomon.archives.seen import Place, Reopen, Seen
from rashomon.archives.streams import Seekable, Unpacked, Window
from rashomon.archives.writing import UNKNOWN_TIME
from rashomon.captured import Capture
from rashomon.config import Limits

_TYPES = {
    2: "warcinfo",
    16: "request",
    32: "metadata",
    128: "conversion",
    256: "continuation",
}
_RESPONSE, _RESOURCE, _REVISIT = 4, 8, 64
_START = 2048
_LARGE = 1 << 20
_FEW_FAULTS = 10
_BAD_RECORDS = 10_000
"""After so many an archive is not read on: it is none, or made to take time."""


def of_warc(
    source: Seekable, *, item: str, limits: Limits, seen: Seen, reopen: Reopen | None
) -> Iterator[Capture | Drop]:
    """The captures and drops of a WARC file, packed or not, from the stream's place on."""
    start = source.tell()
    packed = is_packed(source)
    source.seek(start)
    if packed and not is_by_member(source, start):
        source.seek(start)
        unpacked = Unpacked(source, mend=True)
        found = _from(Window(unpacked), 0, Plain(), item, limits, seen, None)
        yield from with_gaps(found, unpacked, item=item)
    else:
        framing: Framing = Members() if packed else Plain()
        yield from _from(source, start, framing, item, limits, seen, reopen)


def _from(
    source: Seekable,
    start: int,
    framing: Framing,
    item: str,
    limits: Limits,
    seen: Seen,
    reopen: Reopen | None,
) -> Iterator[Capture | Drop]:
    reader = _Reader(source, framing, item=item, limits=limits, seen=seen, reopen=reopen)
    try:
        yield from reader.records(start)
    except OSError as error:  # of the disk, of what unpacks, or a bomb
        yield reader.bad(f"cannot be read on from here ({_words(error)})", kind=CUT_OFF)


@dataclass(frozen=True, slots=True)
class _End:
    """The archive was read to its end."""


@dataclass(frozen=True, slots=True)
class _Stop:
    """Reading stopped; the next record is to be looked for from ``after`` on."""

    after: int
    is_fault: bool = True


class _Reader:
    """One pass over one file."""

    def __init__(
        self,
        source: Seekable,
        framing: Framing,
        *,
        item: str,
        limits: Limits,
        seen: Seen,
        reopen: Reopen | None,
    ) -> None:
        self._source, self._framing, self._item = source, framing, item
        self._seen, self._reopen = seen, reopen
        self._is_packed = isinstance(framing, Members)
        self._body_bytes = limits.page_bytes
        self._block_bytes = limits.page_bytes + HEAD_BYTES
        self._token = object()
        """Names this source to later revisits, without keeping it."""
        self._number = self._faults = 0
        self._unlooked = self._block_bytes
        """Bytes of a record up to which its end is not looked at before it is read."""
        self._new: tuple[int, str | None, str | None] | None = None
        """Place, date and digest of a page that is held and no revisit."""

    def bad(self, reason: str, *, kind: str = BAD) -> Drop:
        """The drop of the record that is under way."""
        return Drop(item=self._name(), kind=kind, reason=reason)

    def _name(self) -> str:
        return f"{self._item}, record {self._number}"

    def records(self, start: int) -> Iterator[Capture | Drop]:
        """The captures and drops from this place on."""
        at: int | None = start
        while at is not None:
            whole = yield from self._until_damage(at)
            if isinstance(whole, _End):
                return
            self._faults += whole.is_fault
            if self._faults > _FEW_FAULTS:
                self._unlooked = _LARGE
            if self._faults > _BAD_RECORDS:
                self._number += 1
                yield self.bad(f"more than {_BAD_RECORDS:,} records are broken; not read on")
                return
            at = self._framing.next(self._source, whole.after)

    def _until_damage(self, at: int) -> Generator[Capture | Drop, None, _End | _Stop]:
        """The records up to the first that fastwarc cannot pass, and from where to look on."""
        held: Capture | Drop | None = None
        place: int | None = None
        self._source.seek(at)
        try:
            iterator = _iterator(self._source)
            while (record := next(iterator, None)) is not None:
                if held is not None:
                    yield self._given(held)
                    held = None
                self._number += 1
                place = record.stream_pos
                length = record.content_length
                if length > self._unlooked and (large := self._large(place, length)):
                    drop, stop = large
                    yield drop
                    return stop
                held = self._take(record, place, length)
                left = length - record.reader.tell()
                if left > 0 and record.reader.consume() < left:
                    yield self._cut_off()
                    return _Stop(place + 1)
        except OSError as error:
            fault = _words(error)
        else:
            if held is not None:
                yield self._given(held)
            return (yield from self._rest(at, place))
        end = self._framing.end(self._source, place) if place is not None else None
        if end is not None:
            if held is not None:
                yield self._given(held)
            following = self._framing.next(self._source, end)
            if following != end:
                self._number += 1
                yield self.bad(f"cannot be read ({fault}); looked on for the next")
            # Where one begins right there, the next pass says what is wrong with it, if anything.
            return _End() if following is None else _Stop(following, is_fault=following != end)
        if place is None:
            self._number += 1
        yield self.bad(f"is broken, or not as long as it says ({fault}); looked on for the next")
        return _Stop((at if place is None else place) + 1)

    def _rest(self, at: int, place: int | None) -> Generator[Drop, None, _End | _Stop]:
        """What stands after the last record, where fastwarc has seen the end."""
        if place is None:  # none from ``at`` on: an empty file, or a member that seems endless
            following = self._framing.next(self._source, at + 1)
            if following is not None:
                self._number += 1
                yield self.bad("cannot be read; looked on for the next")
                return _Stop(following)
            if not self._number:
                yield Drop(item=self._item, kind=BAD, reason="holds no records")
            return _End()
        end = self._framing.end(self._source, place)
        if end is not None:
            self._source.seek(end)
            if not self._source.read(1 << 10).strip(b"\r\n\0 "):
                return _End()
            self._number += 1
        yield self.bad("the archive ends within it", kind=CUT_OFF)
        return _Stop((place if end is None else end) + 1)

    def _large(self, place: int, length: int) -> tuple[Drop, _Stop] | None:
        """Where to look on if the record cannot be what it says, or is more than is ever read.

        Looked at before it is read: thousands that say a false length would be read to the end.
        """
        if self._is_packed and length > self._block_bytes:
            # Passed over without unpacking: what expands without end costs nothing.
            return self._too_large(length), _Stop(place + 1, is_fault=False)
        back = self._source.tell()
        end = self._framing.end(self._source, place)
        if end is None:
            return self._cut_off(), _Stop(place + 1)
        if length > self._block_bytes:
            return self._too_large(length), _Stop(end, is_fault=False)
        self._source.seek(back)
        return None

    def _too_large(self, length: int) -> Drop:
        reason = f"has {length:,} bytes and a page may have {self._body_bytes:,}"
        return self.bad(reason, kind="too large")

    def _cut_off(self) -> Drop:
        return self.bad("ends before its stated length, or is broken", kind=CUT_OFF)

    def _take(self, record: Any, place: int, length: int) -> Capture | Drop:
        self._new = None
        kind = int(record.record_type)
        if kind not in (_RESPONSE, _RESOURCE, _REVISIT):
            word = _TYPES.get(kind, "unknown type")
            return self.bad(f"is of the type {word}, not a page", kind=word)
        try:
            if kind == _REVISIT:
                return self._revisited(record)
            capture = self._page(record, length)
        except LeftOutError as left_out:
            return left_out.drop(self._name())
        headers = record.headers
        self._new = (
            place,
            headers.get(WarcHeader.WARC_DATE),
            headers.get(WarcHeader.WARC_PAYLOAD_DIGEST),
        )
        return capture

    def _given(self, held: Capture | Drop) -> Capture | Drop:
        """The same, or a drop where the page came before.

        Asked only once the record is known to be whole: a broken copy must not hide a good one.
        """
        if self._new is None or not isinstance(held, Capture):
            return held
        place, date, digest = self._new
        if not self._seen.is_new(held.url or "", digest or held.body, at=held.captured):
            reason = "the same bytes of the same address came before"
            return Drop(item=held.item, kind="duplicate", reason=reason)
        where = Place(self._token, self._reopen, place)
        self._seen.keep(where, url=held.url, date=date, digest=digest)
        return held

    def _page(self, record: Any, length: int, *, check: bool = True) -> Capture:
        """The page of a response, or of a resource, which is the body alone.

        Raises :class:`LeftOutError`.
        """
        headers, reader = record.headers, record.reader
        is_resource = int(record.record_type) == _RESOURCE
        uri, media = headers.get(WarcHeader.WARC_TARGET_URI), headers.get(WarcHeader.CONTENT_TYPE)
        head: Head | None
        if is_resource:
            start = reader.read(_START)
            head = Head(200, 0, f"Content-Type: {media or ''}".encode())
            url = resource_address(uri)
        else:
            url = web_address(uri)
            start, head = _head(reader)
        head = check_head(head, start[head.size :] if head else b"")
        rest = reader.read(length)
        if len(start) + len(rest) < length:
            raise LeftOutError(CUT_OFF, "ends before its stated length")
        if not self._is_packed and check:
            # The checksum of gzip has been over packed records.
            check_digests(
                start + rest,
                head,
                of_block=headers.get(WarcHeader.WARC_BLOCK_DIGEST),
                of_payload=headers.get(WarcHeader.WARC_PAYLOAD_DIGEST),
            )
        capture = page(
            head,
            start[head.size :] + rest,
            item=self._name(),
            url=url,
            captured=None
            if headers.get(UNKNOWN_TIME)
            else moment(headers.get(WarcHeader.WARC_DATE)),
            cut=headers.get(WarcHeader.WARC_TRUNCATED),
            most=self._body_bytes,
        )
        return replace(capture, status=None) if is_resource else capture

    def _revisited(self, record: Any) -> Capture:
        """The capture of a revisit: its own time, with the answer that it refers to.

        Raises :class:`LeftOutError`.
        """
        headers = record.headers
        url = web_address(headers.get(WarcHeader.WARC_TARGET_URI))
        _, head = _head(record.reader)
        if head is not None and head.status == 200 and head.media():
            check_head(head, b"")
        digest = headers.get(WarcHeader.WARC_PAYLOAD_DIGEST)
        refers = (headers.get(WarcHeader.WARC_REFERS_TO_TARGET_URI) or url).strip("<>")
        date = headers.get(WarcHeader.WARC_REFERS_TO_DATE)
        original = None
        place = self._seen.original(url=refers, date=date, digest=digest)
        if place is not None:
            original = self._read_again(place, url=refers, date=date, digest=digest)
        if original is None:
            raise LeftOutError(
                "revisit without original", "refers to a page that did not come before it"
            )
        return replace(
            original, item=self._name(), url=url, captured=moment(headers.get(WarcHeader.WARC_DATE))
        )

    def _read_again(
        self, place: Place, *, url: str, date: str | None, digest: str | None
    ) -> Capture | None:
        """The page at the place if it can be read and is the one referred to."""
        if place.source is self._token:
            back = self._source.tell()
            try:
                return self._original(self._source, place.at, url=url, date=date, digest=digest)
            finally:
                self._source.seek(back)
        if place.reopen is None:
            return None
        try:
            with place.reopen() as source:
                return self._original(source, place.at, url=url, date=date, digest=digest)
        except (OSError, ValueError):  # gone, or its archive is closed
            return None

    def _original(
        self, source: Seekable, at: int, *, url: str, date: str | None, digest: str | None
    ) -> Capture | None:
        try:
            source.seek(at)
            record = next(_iterator(source), None)
            if record is None:
                return None
            headers = record.headers
            its = headers.get(WarcHeader.WARC_PAYLOAD_DIGEST)
            if digest and its:
                is_it = its.lower() == digest.lower()
            else:
                is_it = headers.get(WarcHeader.WARC_DATE) == date and (
                    (headers.get(WarcHeader.WARC_TARGET_URI) or "").strip("<>") == url
                )
            return self._page(record, record.content_length, check=False) if is_it else None
        except (OSError, LeftOutError):
            return None


def _iterator(source: Seekable) -> Iterator[Any]:
    return iter(ArchiveIterator(cast("BinaryIO", source), parse_http=False))


def _head(reader: Any) -> tuple[bytes, Head | None]:
    """The first bytes of a block and the head of the answer in them."""
    start = reader.read(_START)
    head = head_of(start)
    while head is None and len(start) < HEAD_BYTES and (more := reader.read(_START)):
        start += more
        head = head_of(start)
    return start, head


def _words(error: OSError) -> str:
    """What an error of the reading says, as the end of a sentence."""
    text = (error.strerror or str(error)).strip().rstrip(".")
    return text[:1].lower() + text[1:] if text else "unreadable"
