"""The library: captures as they came, and beside them the articles made from them."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Any

from rashomon.addresses import normal
from rashomon.captured import Capture
from rashomon.errors import (
    DamagedError,
    IdConflictError,
    ItemError,
    LibraryError,
    TooLargeError,
)
from rashomon.model import Article, Reading
from rashomon.store import rows
from rashomon.store.faults import told
from rashomon.store.opening import connect
from rashomon.store.place import default_path
from rashomon.store.types import FeedState, Kept, Put, StoredCapture
from rashomon.version import __version__

_PAGE = 500

_ORDER = """
    SELECT article.id, article.capture, part, content_sha256, capture.captured AS fetched, seen,
           article.captured, modified, article.added
    FROM article LEFT JOIN capture ON article.capture = capture.id
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Version:
    """Rows of articles that say the same, one after the other, oldest first."""

    content: str
    rows: list[int]


class Library:
    """One SQLite file, open. Captures in it never change; articles can be made again from them.

    Each call that writes is one short transaction, on the disk when it returns; several can be put
    together with :meth:`transaction`. Two processes may have the file open: one waits for the
    other. Any call raises :class:`~rashomon.errors.LibraryError` where the file cannot be used,
    and :class:`~rashomon.errors.DamagedError` where one thing in it is not what was put there.
    """

    def __init__(self, connection: sqlite3.Connection, path: Path, *, writable: bool) -> None:
        self._connection = connection
        self._within = False
        self.path = path
        self.writable = writable
        """Whether the file can be written: not where it lies on read-only media."""

    @classmethod
    def open(cls, path: str | Path | None = None, *, create: bool = True) -> Library:
        """The library in this file, or the user's own; made where it is not there yet.

        Raises :class:`~rashomon.errors.LibraryError` where there is none and ``create`` is false,
        where the file is no library or a newer one, and where it cannot be opened.
        """
        chosen = Path(path) if path is not None else default_path()
        connection, writable = connect(chosen, create=create)
        return cls(connection, chosen, writable=writable)

    def __enter__(self) -> Library:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

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
        self._run("BEGIN IMMEDIATE")
        self._within = True
        try:
            yield
            self._run("COMMIT")
        except BaseException:
            if self._connection.in_transaction:
                self._run("ROLLBACK")
            raise
        finally:
            self._within = False

    def keep(self, capture: Capture) -> Kept:
        """Keep the capture; where the last one of its address has the same body, note it is seen.

        What came from a file has no address: it is the same where its body is the same.

        Raises :class:`~rashomon.errors.TooLargeError` for a body beyond 256 MB.
        """
        if len(capture.body) > rows.LARGEST_BODY:
            raise TooLargeError(
                capture.item,
                f"has {len(capture.body):,} bytes and a capture may have {rows.LARGEST_BODY:,}",
            )
        now = _now()
        since = capture.captured if rows.is_utc(capture.captured) else now
        digest = capture.sha256
        address = normal(capture.url) if capture.url else None
        with self.transaction():
            if (same := self._same(address, str(since), digest)) is not None:
                self._see(same, str(since), capture)
                return Kept(id=same, new=False)
            if not self._all("SELECT 1 FROM body WHERE sha256 = ?", digest):
                packed = rows.pack(capture.body)
                self._run("INSERT INTO body VALUES (?, ?, ?)", digest, len(capture.body), packed)
            made = self._insert(
                "capture",
                {
                    "item": rows.plain(capture.item),
                    "url": rows.plain(capture.url),
                    "asked": rows.plain(capture.asked),
                    "address": rows.plain(address),
                    "asked_address": rows.plain(normal(capture.asked) if capture.asked else None),
                    "captured": rows.plain(capture.captured),
                    "added": now,
                    "since": since,
                    "seen": since,
                    "status": capture.status,
                    "headers": json.dumps(capture.headers),
                    "etag": rows.plain(capture.header("etag")),
                    "last_modified": rows.plain(capture.header("last-modified")),
                    "sha256": digest,
                },
            )
        return Kept(id=made, new=True)

    def see(self, capture: int, *, at: str | None = None) -> None:
        """Note that the address still had the body of this capture ``at`` this time, or now."""
        with self.transaction():
            self._see(capture, at if at is not None and rows.is_utc(at) else _now(), None)

    def _same(self, address: str | None, since: str, digest: str) -> int | None:
        if address is None:
            found = self._all("SELECT id FROM capture WHERE sha256 = ? AND address IS NULL", digest)
            return found[0]["id"] if found else None
        found = self._all(
            "SELECT id FROM capture WHERE address = ? AND since = ? AND sha256 = ?",
            address, since, digest,
        ) or self._all(
            "SELECT id, sha256 FROM capture WHERE address = ? AND since <= ? "
            "ORDER BY since DESC, id DESC LIMIT 1",
            address, since,
        )  # fmt: skip
        if not found or ("sha256" in found[0].keys() and found[0]["sha256"] != digest):  # noqa: SIM118
            return None
        return int(found[0]["id"])

    def _see(self, id_: int, at: str, answer: Capture | None) -> None:
        self._run("UPDATE capture SET seen = ? WHERE id = ? AND seen < ?", at, id_, at)
        if answer is not None and answer.url:
            self._run(
                "UPDATE capture SET etag = ?, last_modified = ? WHERE id = ? AND seen = ?",
                rows.plain(answer.header("etag")),
                rows.plain(answer.header("last-modified")),
                id_,
                at,
            )

    def latest(self, url: str) -> StoredCapture | None:
        """The capture of this address that was seen last, None where there is none.

        Also one that was asked for under this address and found under another.
        """
        address = normal(url)
        found = self._all(
            f"SELECT {rows.CAPTURE} FROM capture JOIN body USING (sha256) "  # noqa: S608
            "WHERE address = ? OR asked_address = ? ORDER BY seen DESC, capture.id DESC LIMIT 1",
            address, address,
        )  # fmt: skip
        return rows.to_stored(found[0]) if found else None

    def captures(self, url: str | None = None) -> Iterator[StoredCapture]:
        """The captures, of this address or all, oldest first."""
        where, given = "", []
        if url is not None:
            where, given = "AND (address = ? OR asked_address = ?) ", [normal(url)] * 2
        last: tuple[str, int] = ("", -1)
        while True:
            page = self._all(
                f"SELECT {rows.CAPTURE}, since FROM capture JOIN body USING (sha256) "  # noqa: S608
                f"WHERE (since, capture.id) > (?, ?) {where}ORDER BY since, capture.id LIMIT ?",
                *last, *given, _PAGE,
            )  # fmt: skip
            if not page:
                return
            yield from map(rows.to_stored, page)
            last = (page[-1]["since"], page[-1]["id"])

    def stored(self, id_: int) -> StoredCapture:
        """The capture with this id, without its body.

        Raises :class:`~rashomon.errors.DamagedError` where there is none.
        """
        found = self._all(
            f"SELECT {rows.CAPTURE} FROM capture JOIN body USING (sha256) "  # noqa: S608
            "WHERE capture.id = ?",
            id_,
        )
        if not found:
            raise DamagedError(
                f"capture {id_}", f"is not in {self.path}; type: rashomon library captures"
            )
        return rows.to_stored(found[0])

    def capture(self, id_: int) -> Capture:
        """The capture with this id, byte for byte as it was kept.

        Raises :class:`~rashomon.errors.DamagedError` where it is not there, or not whole.
        """
        stored = self.stored(id_)
        found = self._all("SELECT packed FROM body WHERE sha256 = ?", stored.sha256)
        return rows.to_capture(stored, found[0]["packed"])

    def put(self, article: Article, *, capture: int | None, part: int = 0) -> Put:
        """Put the article that this version of Rashomon made from the capture.

        It takes the place of the one that was made from the same capture (and the same ``part`` of
        it, where a capture holds several) before: the capture never changes, the article can
        always be made again. None as capture is for an article whose bytes are not known.

        Raises :class:`~rashomon.errors.IdConflictError` where another article in the library has
        this id and another text.
        """
        row = rows.article_row(article)
        with self.transaction():
            url = self.stored(capture).url if capture is not None else None
            address = rows.plain(rows.address_of(article, url)) or ""
            there = self._there(row, address, capture, part)
            self._must_not_conflict(article, row, address, there)
            replaced = False
            if there is None:
                kept = {"capture": capture, "part": part, "address": address}
                made = self._insert(
                    "article", {**kept, **row, "made_by": __version__, "added": _now()}
                )
            else:
                made = int(there["id"])
                replaced = any(there[key] != value for key, value in row.items())
                changed = {**row, "address": address, "made_by": __version__}
                if any(there[key] != value for key, value in changed.items()):
                    self._update("article", made, changed)
            versions = self._versions([address])
        for number, version in enumerate(versions, start=1):
            if made in version.rows:
                new = there is None and len(version.rows) == 1
                return Put(version=number, new=new, replaced=replaced)
        raise AssertionError("the article that was put is among the versions")

    def _there(
        self, row: dict[str, Any], address: str, capture: int | None, part: int
    ) -> sqlite3.Row | None:
        """The row whose place the article takes, if there is one."""
        if capture is not None:
            found = self._all("SELECT * FROM article WHERE capture = ? AND part = ?", capture, part)
        else:
            found = self._all(
                "SELECT * FROM article WHERE address = ? AND capture IS NULL "
                "AND content_sha256 = ?",
                address, row["content_sha256"],
            )  # fmt: skip
        return found[0] if found else None

    def _must_not_conflict(
        self, article: Article, row: dict[str, Any], address: str, there: sqlite3.Row | None
    ) -> None:
        for other in self._all(
            "SELECT id, address, title FROM article WHERE article_id = ? AND text_sha256 <> ?",
            row["article_id"], row["text_sha256"],
        ):  # fmt: skip
            # One address may have several versions under the id that a file gives them.
            is_version = other["address"] == address and not address.startswith("article ")
            if not is_version and (there is None or other["id"] != there["id"]):
                raise IdConflictError(
                    f"article {article.id}",
                    f"an article with this id and another text is in {self.path}; give each "
                    "article its own id",
                )

    def articles(self, *, on_error: Callable[[ItemError], None] | None = None) -> Iterator[Article]:
        """The newest version at each address, in the order in which the addresses came.

        ``on_error`` is given what is damaged; without it, it is raised.
        """
        for versions in self._all_versions():
            yield from self._load([versions[-1].rows[0]], on_error)

    def versions(self, url: str) -> tuple[Article, ...]:
        """The versions of the article at this address, oldest first; () where there is none.

        A capture with the text and metadata of the one before makes no version. An article that
        has no address is named by its id.
        """
        address = normal(url)
        found = self._all(
            "SELECT DISTINCT article.address FROM article "
            "LEFT JOIN capture ON article.capture = capture.id "
            "WHERE article.address = ? OR asked_address = ? OR article.url IN (?, ?) "
            "OR article_id = ?",
            address, address, url, address, url,
        )  # fmt: skip
        versions = self._versions([row["address"] for row in found])
        return tuple(self._load([version.rows[0] for version in versions], None))

    def all_versions(
        self, *, on_error: Callable[[ItemError], None] | None = None
    ) -> Iterator[tuple[Article, ...]]:
        """The versions at each address, oldest first, in the order in which the addresses came."""
        for versions in self._all_versions():
            loaded = tuple(self._load([version.rows[0] for version in versions], on_error))
            if loaded:
                yield loaded

    def made_from(self, capture: int) -> tuple[Article, ...]:
        """The articles that were made from this capture; () where it holds none."""
        found = self._all("SELECT id FROM article WHERE capture = ? ORDER BY part", capture)
        return tuple(self._load([row["id"] for row in found], None))

    def _all_versions(self) -> Iterator[list[_Version]]:
        firsts = self._all("SELECT min(id) AS id FROM article GROUP BY address ORDER BY min(id)")
        for first in firsts:
            (row,) = self._all("SELECT address FROM article WHERE id = ?", first["id"])
            yield self._versions([row["address"]])

    def _versions(self, addresses: Sequence[str]) -> list[_Version]:
        found = [
            row
            for address in addresses
            for row in self._all(f"{_ORDER} WHERE article.address = ?", address)
        ]
        versions: list[_Version] = []
        for row in sorted(found, key=_when):
            if not versions or versions[-1].content != row["content_sha256"]:
                versions.append(_Version(content=row["content_sha256"], rows=[]))
            versions[-1].rows.append(int(row["id"]))
        return versions

    def _load(
        self, ids: Sequence[int], on_error: Callable[[ItemError], None] | None
    ) -> Iterator[Article]:
        for id_ in ids:
            (row,) = self._all(f"SELECT {rows.ARTICLE} FROM article WHERE id = ?", id_)  # noqa: S608
            try:
                article = rows.to_article(row)
            except DamagedError as error:
                if on_error is None:
                    raise
                on_error(error)
            else:
                yield article

    def feed(self, url: str) -> FeedState | None:
        """What is known of the feed at this address."""
        found = self._all("SELECT * FROM feed WHERE url = ?", url)
        return rows.to_feed(found[0]) if found else None

    def feeds(self) -> tuple[FeedState, ...]:
        """What is known of all feeds, by their addresses."""
        return tuple(map(rows.to_feed, self._all("SELECT * FROM feed ORDER BY url")))

    def put_feed(self, state: FeedState) -> None:
        """Put what is known of the feed now in the place of what was."""
        with self.transaction():
            self._run(
                "INSERT OR REPLACE INTO feed (url, title, etag, last_modified, checked, due, "
                "failures, error) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                rows.plain(state.url), rows.plain(state.title), rows.plain(state.etag),
                rows.plain(state.last_modified), state.checked, state.due, state.failures,
                rows.plain(state.error),
            )  # fmt: skip

    def reading(
        self,
        article_id: str,
        annotator: str,
        *,
        weights_sha256: str | None = None,
        text_sha256: str | None = None,
    ) -> Reading | None:
        """The newest reading of the article by this annotator and this version of Rashomon.

        None where there is none: another version may read otherwise. The hashes, where given, must
        be those of the annotator's weights and of the text that was read.
        """
        from rashomon.codec import decode

        found = self._all(
            "SELECT reading FROM reading WHERE article_id = ? AND annotator = ? AND rashomon = ? "
            "AND weights_sha256 = coalesce(?, weights_sha256) "
            "AND text_sha256 = coalesce(?, text_sha256) ORDER BY made DESC LIMIT 1",
            article_id, annotator, __version__, weights_sha256, text_sha256,
        )  # fmt: skip
        item = f"reading of {article_id}"
        return decode(Reading, found[0]["reading"], item=item) if found else None

    def put_reading(self, reading: Reading) -> None:
        """Put the reading in the place of the one by the same annotator, weights and version."""
        from rashomon.codec import encode

        by = reading.made_by
        with self.transaction():
            self._run(
                "INSERT OR REPLACE INTO reading (article_id, annotator, weights_sha256, rashomon, "
                "text_sha256, made, reading) VALUES (?, ?, ?, ?, ?, ?, ?)",
                reading.article.id, by.annotator, by.weights_sha256 or "", by.rashomon,
                by.text_sha256, _now(), encode(reading),
            )  # fmt: skip

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


def _now() -> str:
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _when(row: sqlite3.Row) -> tuple[datetime, int]:
    """Where a version stands among the others.

    That is when its capture was seen last; an article from a file says it itself, or came when it
    was added.
    """
    times = (row["seen"],) if row["fetched"] else (row["captured"], row["modified"], row["added"])
    for time in times:
        try:
            made = datetime.fromisoformat(time)
        except (TypeError, ValueError):
            continue
        return made if made.tzinfo else made.replace(tzinfo=UTC), int(row["id"])
    return datetime.min.replace(tzinfo=UTC), int(row["id"])
