"""The library's file opened: its kind, its version and its tables are looked at before its rows."""

from __future__ import annotations

import os
import sqlite3
from functools import lru_cache
from pathlib import Path
from urllib.parse import quote

from rashomon.errors import LibraryError
from rashomon.store.faults import told
from rashomon.store.migrations import STEPS, VERSION
from rashomon.store.place import APPLICATION_ID

BUSY_S = 30.0
_LONGEST = 400_000_000
"""Bytes of one value: a body of 256 MB that does not pack well fits."""
_MAGIC = b"SQLite format 3\0"
_OTHER = "give --library another file"

Schema = dict[tuple[str, str], str]
"""The statement that made each table, index and view, by its type and name."""


def connect(path: Path, *, create: bool) -> tuple[sqlite3.Connection, bool]:
    """The open file, and whether it can be written.

    An older library is brought to this version. One that lies where nothing can be written is
    opened for reading.

    Raises :class:`~rashomon.errors.LibraryError`, which says what to do.
    """
    fresh = _is_fresh(path, create=create)
    writable = fresh or (os.access(path, os.W_OK) and os.access(path.parent, os.W_OK))
    with told(path):
        connection = _open(path) if writable else _open_for_reading(path)
        try:
            _set_up(connection, path, writable=writable)
        except BaseException:
            connection.close()
            raise
    return connection, writable


def _is_fresh(path: Path, *, create: bool) -> bool:
    """Whether there is no library yet and one may be made; its folder is there then."""
    try:
        if path.is_dir():
            raise LibraryError(f"{path}: is a folder; give --library a file in it")
        if path.exists() and not path.is_file():  # opening a pipe would wait for its other end
            raise LibraryError(f"{path}: is a pipe or device, not a file; {_OTHER}")
        if path.exists():
            with path.open("rb") as file:
                head = file.read(len(_MAGIC))
            if head and head != _MAGIC:
                raise LibraryError(f"{path}: is no library (no SQLite file); {_OTHER}")
            if head or create:
                return not head
        if not create:
            raise LibraryError(
                f"{path}: there is no library; make one with: rashomon add --library FILE PATH..."
            )
        path.parent.mkdir(parents=True, exist_ok=True)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise LibraryError(f"{path}: cannot be opened ({reason}); {_OTHER}") from error
    return True


def _open(path: Path) -> sqlite3.Connection:
    # isolation_level None: transactions begin and end where this package says so.
    return sqlite3.connect(path, timeout=BUSY_S, isolation_level=None)


def _open_for_reading(path: Path) -> sqlite3.Connection:
    name = "file:" + quote(str(path.absolute())) + "?mode=ro"
    wal = path.with_name(path.name + "-wal")
    if not (wal.exists() and wal.stat().st_size):
        # All is in the one file, and SQLite may read it without the two that it cannot make here.
        name += "&immutable=1"
    return sqlite3.connect(name, timeout=BUSY_S, isolation_level=None, uri=True)


def _set_up(connection: sqlite3.Connection, path: Path, *, writable: bool) -> None:
    connection.row_factory = sqlite3.Row
    # A text that is none must not stop at the first of its rows; its hash will tell.
    connection.text_factory = lambda text: text.decode("utf-8", "replace")
    # A broken or hostile file must not name values that no memory holds.
    connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, _LONGEST)
    for setting in ("foreign_keys = ON", "trusted_schema = OFF", "cell_size_check = ON"):
        connection.execute(f"PRAGMA {setting}")
    _must_be_ours(connection, path)
    if writable:
        # FULL: what was said to be kept is on the disk, also when the power goes.
        connection.execute("PRAGMA synchronous = FULL")
        if _number(connection, "user_version") < VERSION:
            _migrate(connection, path)
        # After the first tables: who looks at the file's first bytes sees whose it is.
        connection.execute("PRAGMA journal_mode = WAL")
    if _number(connection, "user_version") < VERSION:
        raise LibraryError(
            f"{path}: was made by an older Rashomon and cannot be written; copy it to where it can"
        )
    _must_have_our_tables(connection, path)


def _must_be_ours(connection: sqlite3.Connection, path: Path) -> None:
    version = _number(connection, "user_version")
    if _number(connection, "application_id") != APPLICATION_ID:
        if version or _schema(connection):
            raise LibraryError(f"{path}: is no library (another program's database); {_OTHER}")
    elif not 0 < version <= VERSION:
        raise LibraryError(
            f"{path}: was made by a newer Rashomon (its version is {version}, this one reads up to "
            f"{VERSION}); type: pip install --upgrade rashomon"
        )


def _migrate(connection: sqlite3.Connection, path: Path) -> None:
    connection.execute("BEGIN IMMEDIATE")
    try:
        # Another process may have been first.
        _must_be_ours(connection, path)
        for step in STEPS[_number(connection, "user_version") :]:
            for statement in step:
                connection.execute(statement)
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute(f"PRAGMA user_version = {VERSION}")
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


def _must_have_our_tables(connection: sqlite3.Connection, path: Path) -> None:
    """Tables of a person's own may stand beside ours; triggers act on ours and may not."""
    found = _schema(connection)
    ours = _expected()
    wrong = [name for name in ours if found.get(name) != ours[name]]
    wrong += [name for name in found if name[0] == "trigger" and name not in ours]
    if wrong:
        kind, name = wrong[0]
        what = "is missing or another" if wrong[0] in ours else "is not one of a library"
        raise LibraryError(f"{path}: is no whole library (the {kind} {name} {what}); {_OTHER}")


def _schema(connection: sqlite3.Connection) -> Schema:
    rows = connection.execute("SELECT type, name, sql FROM sqlite_master WHERE sql IS NOT NULL")
    return {(kind, name): sql for kind, name, sql in rows if not str(name).startswith("sqlite_")}


@lru_cache(maxsize=1)
def _expected() -> Schema:
    connection = sqlite3.connect(":memory:")
    try:
        for step in STEPS:
            for statement in step:
                connection.execute(statement)
        return _schema(connection)
    finally:
        connection.close()


def _number(connection: sqlite3.Connection, pragma: str) -> int:
    return int(connection.execute(f"PRAGMA {pragma}").fetchone()[0])
