"""The library: captures as they came, and beside them the articles made from them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from types import TracebackType

from rashomon.errors import DamagedError, ItemError
from rashomon.model import Reading
from rashomon.store import rows
from rashomon.store.articles import Articles
from rashomon.store.database import now
from rashomon.store.opening import connect
from rashomon.store.place import default_path
from rashomon.store.types import FeedState
from rashomon.version import __version__


class Library(Articles):
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
        """Put the reading in the place of the one by the same annotator, weights and version."""
        from rashomon.codec import encode

        by = reading.made_by
        with self.transaction():
            self._run(
                "INSERT OR REPLACE INTO reading (article_id, annotator, weights_sha256, rashomon, "
                "text_sha256, made, reading) VALUES (?, ?, ?, ?, ?, ?, ?)",
                reading.article.id, by.annotator, by.weights_sha256 or "", by.rashomon,
                by.text_sha256, now(), encode(reading),
            )  # fmt: skip

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
