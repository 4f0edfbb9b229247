"""Files, folders, standard input and bytes to articles, one at a time.

What cannot be used is yielded as an :class:`~rashomon.errors.ItemError`, never raised, so that
the rest goes on. What an item is, is told by its content first and by its name's ending second.
"""

from __future__ import annotations

import codecs
import io
import os
import stat
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import BinaryIO

from rashomon import archives
from rashomon.archives.streams import GZIP, Unpacked, Window
from rashomon.captured import Capture
from rashomon.config import DEFAULT_LIMITS, Limits
from rashomon.errors import (
    ArchiveError,
    BadLineError,
    EmptyError,
    IdConflictError,
    ItemError,
    NoArticleError,
    TooLargeError,
    UnreadableError,
)
from rashomon.ingest import jsonlines
from rashomon.ingest.captures import from_bytes
from rashomon.ingest.decode import decode, refuse_binary
from rashomon.ingest.normal import line as plain_line
from rashomon.ingest.packed import Run, from_archive
from rashomon.ingest.repeated import sifted
from rashomon.ingest.sniff import Kind, kind_of
from rashomon.ingest.taken import Taken
from rashomon.ingest.texts import from_text
from rashomon.model import Article
from rashomon.text import sha256

_PLAIN = (".html", ".htm", ".txt", ".json", ".jsonl")
_OTHER = (".eml", ".mht", ".mhtml", ".pdf")
ENDINGS = (*_PLAIN, *(f"{ending}.gz" for ending in _PLAIN), *archives.ENDINGS, *_OTHER)
"""The files of a folder that are read."""

STDIN = "standard input"
_HEAD = 65_536
_CHUNK = 1 << 20

_CALLED = {Kind.HTML: "a page", Kind.TEXT: "a text", Kind.MAIL: "an e-mail", Kind.PDF: "a PDF"}

_Line = tuple[int, bytes | None]
"""The number of a line and its bytes; None where it is longer than allowed."""


def read_paths(
    paths: Iterable[str | Path],
    *,
    limits: Limits = DEFAULT_LIMITS,
    stdin: BinaryIO | None = None,
    on_note: Callable[[str], None] | None = None,
) -> Iterator[Article | ItemError]:
    """Each article of the paths in order, and an error in the place of each item that is none.

    A folder stands for its ``.html``, ``.htm``, ``.txt``, ``.json`` and ``.jsonl`` files, these
    packed with gzip (``.jsonl.gz``), its e-mails, saved pages and papers (``.eml``, ``.mht``,
    ``.mhtml``, ``.pdf``), and its web archives (``.warc``, ``.warc.gz``, ``.arc``, ``.arc.gz``,
    ``.wacz``), all the way down in sorted order; ``-`` is standard input (``stdin``
    in its place, if given). JSON lines are read line by line and archives record by record, so
    memory does not grow with the file.

    Two articles with one id: with the same text the first is given once and ``on_note`` is told;
    with different texts the second becomes an :class:`~rashomon.errors.IdConflictError`.
    """
    run = Run(on_note=on_note)
    yield from once(take(paths, run=run, limits=limits, stdin=stdin), on_note)


def take(
    paths: Iterable[str | Path],
    *,
    run: Run,
    limits: Limits = DEFAULT_LIMITS,
    stdin: BinaryIO | None = None,
) -> Iterator[Taken]:
    """What :func:`read_paths` reads, each result with its bytes; articles that come twice too.

    ``run`` is the same for all calls that belong together. Where its ``known`` knows the bytes, no
    article is made of them.
    """
    for path in paths:
        yield from _named(path, limits=limits, stdin=stdin, run=run)


def read_bytes(
    data: bytes,
    *,
    item: str,
    limits: Limits = DEFAULT_LIMITS,
    on_note: Callable[[str], None] | None = None,
) -> Iterator[Article | ItemError]:
    """Each article of the bytes, whatever they are, and errors where there is none.

    ``item`` names the bytes in errors; its ending helps to tell JSON lines from text. Articles
    with one id are treated as :func:`read_paths` treats them.
    """
    run = Run(on_note=on_note)
    yield from once(_stream(io.BytesIO(data), item=item, limits=limits, run=run), on_note)


def take_bytes(data: bytes, *, item: str, limits: Limits = DEFAULT_LIMITS) -> Iterator[Taken]:
    """What :func:`read_bytes` reads, each result by itself, articles that come twice too."""
    yield from _stream(io.BytesIO(data), item=item, limits=limits, run=Run())


def once(
    taken: Iterable[Taken], on_note: Callable[[str], None] | None
) -> Iterator[Article | ItemError]:
    """The articles, each id once; only a digest of each text is kept to compare with."""
    seen: dict[str, tuple[str, str]] = {}
    for article, item, *_ in taken:
        if article is None:
            continue
        if isinstance(article, ItemError):
            yield article
            continue
        digest = sha256(article.text)[:32]
        if article.id not in seen:
            seen[article.id] = (digest, item)
            yield article
            continue
        before, first = seen[article.id]
        if before != digest:
            yield IdConflictError(
                item,
                f"has the id {article.id!r} of {first} and another text; "
                "give each article its own id",
            )
        elif on_note:
            on_note(f"{item}: the same article as {first} (id {article.id!r}); read once")


def read_text(text: str, *, item: str = "text", limits: Limits = DEFAULT_LIMITS) -> Article:
    """The article of a plain text: see :func:`rashomon.ingest.texts.from_text`."""
    return from_text(text, item=item, limits=limits)


def _named(
    path: str | Path, *, limits: Limits, stdin: BinaryIO | None, run: Run
) -> Iterator[Taken]:
    if str(path) == "-":
        yield from _stream(stdin or sys.stdin.buffer, item=STDIN, limits=limits, run=run)
        return
    opened = _opened(path, limits=limits, run=run)
    # What goes into a library is what one capture gives, by itself: it can be made again from it.
    alone = run.known is not None or not _is_folder(path)
    yield from opened if alone else sifted(opened)


def _opened(path: str | Path, *, limits: Limits, run: Run) -> Iterator[Taken]:
    for file in _files(path):
        if isinstance(file, ItemError):
            yield Taken(file, file.item)
            continue
        item = _shown(file)
        try:
            with open(file, "rb") as stream:  # noqa: PTH123 - Path() refuses some names
                yield from _stream(stream, item=item, limits=limits, run=run, path=file)
        except (OSError, ValueError) as error:
            yield Taken(UnreadableError(item, _why(error)), item)


def _shown(path: str | Path) -> str:
    """The path as it can be printed: names on disk need not be UTF-8, nor on one line."""
    return plain_line(os.fsencode(path).decode("utf-8", "replace")) or "(no name)"


def _why(error: Exception) -> str:
    if isinstance(error, FileNotFoundError):
        return "does not exist; check the path for typing errors and the folder you are in"
    if isinstance(error, PermissionError):
        return "may not be read; check its permissions (ls -l)"
    reason = getattr(error, "strerror", None) or str(error)
    return f"cannot be read ({reason[:1].lower()}{reason[1:]}); check the path"


def _is_folder(path: str | Path) -> bool:
    try:
        return os.path.isdir(path)  # noqa: PTH112
    except ValueError:  # a zero byte in the name
        return False


def _files(path: str | Path) -> Iterator[str | Path | ItemError]:
    """The path itself, or for a folder its files; each folder once, whatever links lead to it."""
    if not _is_folder(path):
        yield path
        return
    count = 0
    visited: set[tuple[int, int]] = set()
    # A stack in place of recursion: folders may lie deeper than Python's calls may go.
    stack = [os.fspath(path)]
    while stack:
        here = stack.pop()
        try:
            if os.path.isdir(here):  # noqa: PTH112
                status = os.stat(here)  # noqa: PTH116
                if (status.st_dev, status.st_ino) in visited:
                    continue
                visited.add((status.st_dev, status.st_ino))
                names = sorted(name for name in os.listdir(here) if not name.startswith("."))  # noqa: PTH208
                stack += (os.path.join(here, name) for name in reversed(names))  # noqa: PTH118
            elif here.lower().endswith(ENDINGS):
                count += 1
                if not stat.S_ISREG(os.stat(here).st_mode):  # noqa: PTH116
                    # Nobody named it: opening a pipe would wait for its other end for ever.
                    reason = "is a pipe or device, not a file; name it by itself if it is meant"
                    yield UnreadableError(_shown(here), reason)
                else:
                    yield here
        except OSError as error:
            count += 1
            yield UnreadableError(_shown(here), _why(error))
    if not count:
        yield EmptyError(_shown(path), f"the folder holds no file ending in {', '.join(ENDINGS)}")


def _stream(
    stream: BinaryIO, *, item: str, limits: Limits, run: Run, path: str | Path | None = None
) -> Iterator[Taken]:
    try:
        start = stream.tell() if stream.seekable() else None
        head = stream.read(_HEAD)
        if archives.is_archive(head, item):
            if start is None:
                source: BinaryIO | Window | str | Path = Window(stream, head=head)
            else:
                stream.seek(start)
                source = stream if path is None else path
            yield from from_archive(source, item=item, limits=limits, run=run)
        elif head.startswith(GZIP):
            packed = Unpacked(Window(stream, head=head, kept=0))
            yield from _unpacked(packed, item=item, limits=limits, run=run)
        else:
            # What was kept of a packed file is kept unpacked, under the name it had.
            yield from _read(
                stream, head, item=item, name=_without_gz(item), limits=limits, run=run
            )
    except ItemError as error:
        yield Taken(error, error.item)
    except OSError as error:
        yield Taken(UnreadableError(item, _why(error)), item)


def _without_gz(item: str) -> str:
    return item[:-3] if item.lower().endswith(".gz") else item


def _unpacked(packed: Unpacked, *, item: str, limits: Limits, run: Run) -> Iterator[Taken]:
    """The articles of one file that was packed with gzip."""
    stream = io.BufferedReader(packed, _HEAD)
    try:
        head = stream.read(_HEAD)
        name = _without_gz(item)
        yield from _read(stream, head, item=item, name=name, limits=limits, run=run)
    except OSError as error:
        reason = f"its gzip data: {error}; get it again, or see with gunzip what is left of it"
        yield Taken(ArchiveError(item, reason), item)


def _read(
    stream: BinaryIO, head: bytes, *, item: str, name: str, limits: Limits, run: Run
) -> Iterator[Taken]:
    """The articles of what is neither an archive nor packed; ``name`` is its name when unpacked."""
    if not head.strip(b"\xef\xbb\xbf \t\r\n\x0b\x0c"):
        head += stream.read(_HEAD)
    kind = kind_of(head, name=name)
    if kind is not Kind.PDF:
        refuse_binary(head, item=item)
    if kind is Kind.JSON_LINES:
        yield from _json_lines(stream, head, item=item, limits=limits, run=run)
    else:
        yield from _whole(stream, head, kind, item=item, name=name, limits=limits, run=run)


def _whole(
    stream: BinaryIO, head: bytes, kind: Kind, *, item: str, name: str, limits: Limits, run: Run
) -> Iterator[Taken]:
    """The articles of an item that must be held as a whole: a page, a text, one JSON value."""
    if kind is Kind.XML:
        raise NoArticleError(
            item, "is XML such as a feed, not a page; give the page of the article as HTML"
        )
    allowed = {Kind.HTML: limits.page_bytes, Kind.TEXT: 4 * limits.text_code_points}
    limit = allowed.get(kind, limits.json_bytes)
    data = head + stream.read(max(0, limit + 1 - len(head)))
    if len(data) > limit:
        what = _CALLED.get(kind, "a file with one JSON value")
        advice = {Kind.HTML: "save only the article", Kind.TEXT: "split it into its articles",
                  Kind.MAIL: "save the article it carries", Kind.PDF: "save its text"}  # fmt: skip
        raise TooLargeError(
            item,
            f"is larger than {what} may be ({limit / 1e6:g} MB); "
            f"{advice.get(kind, 'write it as JSON lines, one article a line')}",
        )
    if not data:
        raise EmptyError(item, "is empty; give a file with the text of an article")
    capture = Capture(item=item, body=data)
    if run.passes(capture):
        yield Taken(None, item, capture)
        return
    if kind is Kind.HTML:
        yield Taken(from_bytes(data, item=item, limits=limits), item, capture, page=True)
        return
    if kind in (Kind.MAIL, Kind.PDF):
        from rashomon.ingest import mail, pdf

        open_ = mail.from_letter if kind is Kind.MAIL else pdf.from_paper
        yield Taken(open_(data, item=item, limits=limits), item, capture)
        return
    decoded = decode(data, item=item)
    if kind is Kind.JSON:
        try:
            for article, name_ in jsonlines.from_file(decoded.text, item=item, limits=limits):
                yield Taken(article, name_, capture)
        except BadLineError:
            if name.lower().endswith(".json") or not decoded.text.lstrip().startswith("["):
                raise
        else:
            return
    # Also "[Editor's note: ...]": a text that only begins like an array.
    made = from_text(decoded.text, item=item, limits=limits, notes=decoded.notes)
    yield Taken(made, item, capture)


def _json_lines(
    stream: BinaryIO, head: bytes, *, item: str, limits: Limits, run: Run
) -> Iterator[Taken]:
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        # As some shells write files; the standard says UTF-8. Held as a whole, so bounded.
        data = head + stream.read(limits.json_bytes)
        if len(data) > limits.json_bytes:
            raise TooLargeError(item, "is large and in UTF-16; save it as UTF-8")
        head, stream = b"", io.BytesIO(decode(data, item=item).text.encode("utf-8"))
    count = 0
    for number, line in _lines(stream, head, limit=limits.json_bytes):
        name = f"{item}, line {number}"
        if line is None:
            error = TooLargeError(name, f"is longer than {limits.json_bytes / 1e6:g} MB")
            yield Taken(error, name)
        elif line.strip():
            yield _line_taken(Capture(item=name, body=line), limits=limits, run=run)
        else:
            continue
        count += 1
    if not count:
        raise EmptyError(item, "holds no lines; give one article a line")


def _line_taken(capture: Capture, *, limits: Limits, run: Run) -> Taken:
    if run.passes(capture):
        return Taken(None, capture.item, capture)
    try:
        article = jsonlines.from_line(capture.body, item=capture.item, limits=limits)
    except ItemError as error:
        return Taken(error, capture.item, capture)
    return Taken(article, capture.item, capture)


def _lines(stream: BinaryIO, head: bytes, *, limit: int) -> Iterator[_Line]:
    """The numbered lines, holding no more of the stream than one line and one chunk."""
    kept = head.removeprefix(b"\xef\xbb\xbf")
    number, too_long = 1, False
    while True:
        *whole, kept = kept.split(b"\n")
        for line in whole:
            yield number, None if too_long or len(line) > limit else line
            number, too_long = number + 1, False
        if len(kept) > limit:
            kept, too_long = b"", True
        chunk = stream.read(_CHUNK)
        if not chunk:
            break
        kept += chunk
    if too_long or kept:
        yield number, None if too_long or len(kept) > limit else kept
