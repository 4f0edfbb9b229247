"""The library: captures as they came, and beside them the articles made from them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from rashomon.errors import DamagedError, ItemError
from rashomon.model import Reading
from rashomon.store import rows
from rashomon.store.anchored import Anchored
from rashomon.store.database import now
from rashomon.store.opening import connect
from rashomon.store.place import default_path
from rashomon.store.types import FeedState
from rashomon.version import __version__


class Library(Anchored):
    """One SQLite file, open. Captures in it never change; articles can be made again from them.

    Each call that writes is one short transaction, on the disk when it returns; several can be put
    together with :meth:`transaction`. Two processes may have the file open: one waits for the
    other. Any call raises :class:`~rashomon.errors.LibraryError` where the file cannot be used,
    and :class:`~rashomon.errors.DamagedError` where one thing in it is not what was put there.
    """

    @classmethod
    def open(cls, path: str | Path | None = None, *, create: bool = True) -> Library:
        """The library in this file, or the user's own; made where it is not there yet.

        Raises :class:`~rashomon.errors.LibraryError` where there is none and ``create`` is false,
        where the file is no library or a newer one, and where it cannot be opened.
        """
        chosen = Path(path) if path is not None else default_path()
        connection, writable = connect(chosen, create=create)
        library = cls(connection, chosen, writable=writable)
        try:
            library._anchor_what_is_not()
        except BaseException:
            library.close()
            raise
        return library

    def __enter__(self) -> Library:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

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

    def forget_feed(self, url: str) -> None:
        """Know nothing of the feed any more."""
        with self.transaction():
            self._run("DELETE FROM feed WHERE url = ?", rows.plain(url))

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

    def readings(self, article_id: str) -> Iterator[Reading]:
        """All readings of the article that are there, whatever made them."""
        from rashomon.codec import decode

        for row in self._all("SELECT reading FROM reading WHERE article_id = ?", article_id):
            yield decode(Reading, row["reading"], item=f"reading of {article_id}")

    def put_reading(self, reading: Reading) -> None:
        """Put the reading in the place of the one by the same annotator, weights and version.

        Its claims are anchored: kept by their words, and found again in later texts of the article
        where that is certain. See :meth:`anchors`.
        """
        from rashomon.codec import encode

        by = reading.made_by
        key = {
            "article_id": reading.article.id,
            "annotator": by.annotator,
            "weights_sha256": by.weights_sha256 or "",
            "rashomon": by.rashomon,
            "text_sha256": by.text_sha256,
        }
        with self.transaction():
            # Its claims and their anchors go with it.
            self._run(
                "DELETE FROM reading WHERE article_id = ? AND annotator = ? "
                "AND weights_sha256 = ? AND rashomon = ? AND text_sha256 = ?",
                *key.values(),
            )
            made = {"made": now(), "reading": encode(reading), "anchored": 1}
            self._insert("reading", {**key, **made})
            self._anchor(reading, key)

    def _anchor_what_is_not(self) -> None:
        """Anchor the claims of readings that an older version of Rashomon put there."""
        from rashomon.store.anchored import READING

        while self.writable:
            found = self._all(
                f"SELECT {READING}, reading FROM reading WHERE anchored = 0 LIMIT 20"  # noqa: S608
            )
            if not found:
                return
            from rashomon.codec import decode

            with self.transaction():
                for row in found:
                    key = {name: row[name] for name in READING.split(", ")}
                    self._run(
                        "UPDATE reading SET anchored = 1 WHERE article_id = ? AND annotator = ? "
                        "AND weights_sha256 = ? AND rashomon = ? AND text_sha256 = ?",
                        *key.values(),
                    )
                    try:
                        reading = decode(Reading, row["reading"], item=f"reading of {row[0]}")
                    except ItemError:
                        continue  # It is no reading, and is given to nobody.
                    self._run(
                        "DELETE FROM claim WHERE article_id = ? AND annotator = ? "
                        "AND weights_sha256 = ? AND rashomon = ? AND text_sha256 = ?",
                        *key.values(),
                    )
                    self._anchor(reading, key)

    def check(self, *, on_error: Callable[[ItemError], None]) -> tuple[int, int]:
        """How many captures and articles there are; ``on_error`` is given each damaged one.

        Each body is unpacked and held against its SHA-256, each text against its own. What SQLite
        itself finds wrong is given first, under the file's name.
        """
        for wrong in self.integrity():
            on_error(DamagedError(str(self.path), f"{wrong}; put back a copy of it"))
        captures = self._all("SELECT id FROM capture ORDER BY id")
        for row in captures:
            try:
                self.capture(row["id"])
            except ItemError as error:
                on_error(error)
        articles = self._all("SELECT id FROM article ORDER BY id")
        for row in articles:
            for _ in self._load([row["id"]], on_error):
                pass
        return len(captures), len(articles)
