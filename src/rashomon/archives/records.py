"""Any web archive to its captures, and a word for each record that becomes none."""

from __future__ import annotations

import os
import re
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack
from typing import BinaryIO

from rashomon.archives.drops import Drop
from rashomon.archives.framing import begins
from rashomon.archives.seen import Reopen, Seen
from rashomon.archives.streams import GZIP, Seekable, Window, unpacked_head
from rashomon.captured import Capture
from rashomon.config import DEFAULT_LIMITS, Limits

ENDINGS = (".warc", ".warc.gz", ".arc", ".arc.gz", ".wacz")
"""How the names of archives end."""

_ZIP = b"PK\x03\x04"
_ARC = re.compile(rb"filedesc:[^\s]{0,4000} [0-9a-fA-F.:]+ \d{8,14} ")
_ARC_ENDINGS = (".arc", ".arc.gz")
_HEAD = 1 << 16


def is_archive(head: bytes, name: str) -> bool:
    """Whether the item that begins with ``head`` and is called ``name`` is a web archive.

    Its content decides. A name decides where the beginning is damaged, and for ZIP files, whose
    content is told by their end.
    """
    start = unpacked_head(head, 512) if head.startswith(GZIP) else head
    if begins(start) or start.startswith(b"WARC/") or _ARC.match(start):
        return True
    if head.startswith(_ZIP):
        return name.lower().endswith(".wacz") or b"datapackage.json" in head[:_HEAD]
    return bool(head) and name.lower().endswith(ENDINGS)


def records(
    source: BinaryIO | Window | str | os.PathLike[str],
    *,
    item: str,
    limits: Limits = DEFAULT_LIMITS,
    seen: Seen | None = None,
) -> Iterator[Capture | Drop]:
    """The capture of each page in the archive, and a drop for each other record, in order.

    ``source`` is a path or a stream of bytes, from its place on; one that cannot go back (a pipe)
    is read with the last 32 MB of it kept. ``item`` names the archive. Pages are answers with
    status 200 and an HTML media type, and resources of such a type; conversions are what somebody
    made of a page, so they are left out. Content and transfer encodings are taken off the bodies,
    the charset is left as it is. No record is held that is larger than ``limits.page_bytes``.

    A revisit whose original came before it, here or in another archive read with the same
    ``seen``, is a capture with the revisit's time and the original's body.

    Broken records are drops (:attr:`Drop.broken`), and the next whole one is read. Raises
    :class:`OSError` where a path cannot be opened, and nothing else.
    """
    seen = Seen() if seen is None else seen
    if isinstance(source, str | os.PathLike):
        path = source

        def reopen() -> BinaryIO:
            return open(path, "rb")  # noqa: PTH123 - Path() refuses some names

        with reopen() as stream:
            yield from _records(stream, item=item, limits=limits, seen=seen, reopen=reopen)
    else:
        yield from _records(source, item=item, limits=limits, seen=seen, reopen=None)


def _records(
    stream: BinaryIO | Window, *, item: str, limits: Limits, seen: Seen, reopen: Reopen | None
) -> Iterator[Capture | Drop]:
    place: Seekable = stream if can_go_back(stream) else Window(stream)
    start = place.tell()
    head = place.read(_HEAD)
    place.seek(start)
    if head.startswith(_ZIP):
        with ExitStack() as stack:
            if isinstance(place, Window):
                # The list of its files stands at the end of a ZIP file.
                whole = stack.enter_context(tempfile.TemporaryFile())
                shutil.copyfileobj(place, whole)
                place = whole
            yield from _zip(place, item=item, limits=limits, seen=seen)
        return
    begin = unpacked_head(head, 512) if head.startswith(GZIP) else head
    if _ARC.match(begin) or (not begins(begin) and item.lower().endswith(_ARC_ENDINGS)):
        from rashomon.archives.arc import of_arc

        yield from of_arc(place, item=item, limits=limits, seen=seen)
        return
    from rashomon.archives.warc import of_warc

    yield from of_warc(place, item=item, limits=limits, seen=seen, reopen=reopen)


def _zip(source: Seekable, *, item: str, limits: Limits, seen: Seen) -> Iterator[Capture | Drop]:
    from rashomon.archives.wacz import is_zip, of_wacz

    source.seek(0)
    if is_zip(source):
        yield from of_wacz(source, item=item, limits=limits, seen=seen)
        return
    from rashomon.archives.warc import of_warc

    # Its end is missing; records that lie in it unpacked, as WACZ has them, are found all the same.
    source.seek(0)
    yield from of_warc(source, item=item, limits=limits, seen=seen, reopen=None)


def can_go_back(stream: BinaryIO | Window) -> bool:
    """Whether the stream can be read again from an earlier place."""
    return isinstance(stream, Window) or stream.seekable()
