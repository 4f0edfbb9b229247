"""Captures in the library: kept once, listed, and given back byte for byte."""

from __future__ import annotations

import json
from collections.abc import Iterator

from rashomon.captured import Capture
from rashomon.errors import DamagedError, TooLargeError
from rashomon.store import rows
from rashomon.store.database import Database, now
from rashomon.store.types import Kept, StoredCapture

_PAGE = 500
_IN_A_SECOND = 50
"""Bodies of one address with one time that are told apart: an archive may hold several."""


class Captures(Database):
    """The captures of a library."""

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
        time = now()
        since = capture.captured if rows.is_utc(capture.captured) else time
        digest = capture.sha256
        address = rows.address(capture.url)
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
                    "address": address,
                    "asked_address": rows.address(capture.asked),
                    "captured": rows.plain(capture.captured),
                    "added": time,
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

    def known(self, capture: Capture) -> int | None:
        """The id of the capture that this one would be noted to be, None where it is new."""
        since = capture.captured if rows.is_utc(capture.captured) else now()
        return self._same(rows.address(capture.url), str(since), capture.sha256)

    def see(self, capture: int, *, at: str | None = None) -> None:
        """Note that the address still had the body of this capture ``at`` this time, or now."""
        with self.transaction():
            self._see(capture, at if at is not None and rows.is_utc(at) else now(), None)

    def _same(self, address: str | None, since: str, digest: str) -> int | None:
        if address is None:
            found = self._all("SELECT id FROM capture WHERE sha256 = ? AND address IS NULL", digest)
            return found[0]["id"] if found else None
        moments = self._all(
            "SELECT id, since AS at, sha256 FROM capture WHERE address = ? AND since <= ? "
            "UNION ALL SELECT id, at, sha256 FROM capture JOIN sighting ON capture = id "
            "WHERE address = ? AND at <= ? ORDER BY at DESC, id DESC LIMIT ?",
            address, since, address, since, _IN_A_SECOND,
        )  # fmt: skip
        # The same moment, kept before; or else what was there right before it.
        now_there = [m for m in moments if m["at"] == since and m["sha256"] == digest]
        found = now_there or moments[:1]
        return int(found[0]["id"]) if found and found[0]["sha256"] == digest else None

    def _see(self, id_: int, at: str, answer: Capture | None) -> None:
        self._run(
            "INSERT OR IGNORE INTO sighting SELECT id, ? FROM capture WHERE id = ? AND since <> ?",
            at, id_, at,
        )  # fmt: skip
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
        address = rows.address(url)
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
            where, given = "AND (address = ? OR asked_address = ?) ", [rows.address(url)] * 2
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

    def sightings(self, capture: int) -> tuple[str, ...]:
        """When else the body of this capture was found at its address, in order."""
        found = self._all("SELECT at FROM sighting WHERE capture = ? ORDER BY at", capture)
        return tuple(str(row["at"]) for row in found)

    def first_captured_since(self, since: str) -> Iterator[tuple[str, str, str]]:
        """The pages fetched for the first time since then, that gave an article.

        Each with the address that was asked, when it was first captured, and when last seen.
        """
        for row in self._all(
            "SELECT coalesce(asked, url) AS url, min(since) AS first, max(seen) AS seen "
            "FROM capture WHERE address IS NOT NULL AND status = 200 AND address IN "
            "(SELECT address FROM capture WHERE since >= ?) "
            "AND EXISTS (SELECT 1 FROM article WHERE article.capture = capture.id) "
            "GROUP BY address HAVING min(since) >= ? ORDER BY first",
            since, since,
        ):  # fmt: skip
            yield row["url"], row["first"], row["seen"]

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
