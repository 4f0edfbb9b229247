"""What SQLite says, in words that tell what to do."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from rashomon.errors import LibraryError

_SAID = {
    sqlite3.SQLITE_BUSY: "is being written by another process; wait until that has ended",
    sqlite3.SQLITE_LOCKED: "is being written by another process; wait until that has ended",
    sqlite3.SQLITE_FULL: "cannot grow: the disk is full; nothing that was kept before is lost; "
    "make room and run the command again",
    sqlite3.SQLITE_READONLY: "cannot be written; give --library a file that you may write to",
    sqlite3.SQLITE_PERM: "may not be opened; check its permissions (ls -l)",
    sqlite3.SQLITE_CANTOPEN: "cannot be opened; check its path, its folder and their permissions",
    sqlite3.SQLITE_NOTADB: "is no library (no SQLite file); give --library another file",
    sqlite3.SQLITE_TOOBIG: "cannot hold something this large",
}
_BROKEN = (
    "is broken ({error}); put back a copy of it, or save what is whole: "
    "sqlite3 OLD .recover | sqlite3 NEW"
)


@contextmanager
def told(path: Path) -> Iterator[None]:
    """Errors of SQLite become a :class:`~rashomon.errors.LibraryError` that names the file."""
    try:
        yield
    except sqlite3.ProgrammingError:
        raise
    except sqlite3.Error as error:
        raise LibraryError(f"{path}: {why(error)}") from error


def why(error: sqlite3.Error) -> str:
    """What happened and what to do."""
    # The low byte is the kind, the others say which of its cases.
    code = (getattr(error, "sqlite_errorcode", None) or 0) & 0xFF
    if code in _SAID:
        return _SAID[code]
    if code == sqlite3.SQLITE_IOERR:
        return f"cannot be read or written ({error}); check the disk"
    return _BROKEN.format(error=error)
