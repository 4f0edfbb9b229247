"""The open file beneath the library: statements, and transactions that hold or leave nothing."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from rashomon.errors import LibraryError
from rashomon.store.faults import told


class Database:
    """An open file of SQLite; what SQLite says of it becomes a LibraryError that names it."""

    def __init__(self, connection: sqlite3.Connection, path: Path, *, writable: bool) -> None:
        self._connection = connection
        self._within = False
        self.path = path
        self.writable = writable
        """Whether the file can be written: not where it lies on read-only media."""

    def close(self) -> None:
        """Close the file."""
        with told(self.path):
            self._connection.close()

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All that is written within is kept together, or none of it; it may stand in another."""
        if self._within:
            yield
            return
        if not self.writable:
            raise LibraryError(
                f"{self.path}: cannot be written; copy it to a folder that you may write to"
            )
        self._within = True
        try:
            self._run("BEGIN IMMEDIATE")
            yield
            self._run("COMMIT")
        except BaseException:
            if self._connection.in_transaction:
                self._run("ROLLBACK")
            raise
        finally:
            self._within = False

    def integrity(self) -> tuple[str, ...]:
        """What SQLite finds wrong with the file; () where it is whole."""
        found = [str(row[0]) for row in self._all("PRAGMA integrity_check(100)")]
        found = [] if found == ["ok"] else found
        for row in self._all("PRAGMA foreign_key_check"):
            found.append(f"row {row[1]} of {row[0]} names a row of {row[2]} that is not there")
        return tuple(found)

    def _all(self, sql: str, *given: object) -> list[sqlite3.Row]:
        with told(self.path):
            return self._connection.execute(sql, given).fetchall()

    def _run(self, sql: str, *given: object) -> int:
        """Run the statement; what it inserted last has this row id."""
        with told(self.path):
            return self._connection.execute(sql, given).lastrowid or 0

    def _insert(self, table: str, row: dict[str, Any]) -> int:
        marks = ", ".join("?" * len(row))
        # Names of tables and columns are this package's own.
        return self._run(
            f"INSERT INTO {table} ({', '.join(row)}) VALUES ({marks})",  # noqa: S608
            *row.values(),
        )

    def _update(self, table: str, id_: int, row: dict[str, Any]) -> None:
        sets = ", ".join(f"{key} = ?" for key in row)
        self._run(f"UPDATE {table} SET {sets} WHERE id = ?", *row.values(), id_)  # noqa: S608


def now() -> str:
    """The time, as the library writes times."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
