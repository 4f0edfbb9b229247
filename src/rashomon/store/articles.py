"""Articles in the library, beside the captures they were made from; those of one address."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from rashomon.errors import DamagedError, IdConflictError, ItemError
from rashomon.model import Article
from rashomon.store import rows
from rashomon.store.captures import Captures
from rashomon.store.database import now
from rashomon.store.types import Put
from rashomon.text import sha256
from rashomon.version import __version__

_STOOD = """
    SELECT article.id, content_sha256,
           CASE WHEN capture.captured IS NULL THEN article.captured ELSE since END AS first,
           modified, article.added
    FROM article LEFT JOIN capture ON article.capture = capture.id WHERE article.address = ?
"""
_STOOD_AGAIN = """
    SELECT article.id, content_sha256, at AS first, NULL AS modified, NULL AS added
    FROM article JOIN sighting USING (capture) JOIN capture ON article.capture = capture.id
    WHERE article.address = ? AND capture.captured IS NOT NULL
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Version:
    """Rows of articles that say the same, one after the other, oldest first."""

    content: str
    rows: list[int]


class Articles(Captures):
    """The articles of a library: versions are those of one address."""

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
            address = rows.address_of(article, url)
            there = self._there(row, address, capture, part)
            self._must_not_conflict(article, row, address, there)
            replaced = False
            if there is None:
                kept = {"capture": capture, "part": part, "address": address}
                made = self._insert(
                    "article", {**kept, **row, "made_by": __version__, "added": now()}
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
        versions = self._versions(self._addresses_of(url))
        return tuple(self._load([version.rows[0] for version in versions], None))

    def _addresses_of(self, url: str) -> list[str]:
        address = rows.address(url)
        found = self._all(
            "SELECT address FROM article WHERE address = ? "
            "UNION SELECT address FROM article WHERE url IN (?, ?) "
            "UNION SELECT address FROM article WHERE article_id = ? "
            "UNION SELECT article.address FROM capture "
            "JOIN article ON article.capture = capture.id WHERE asked_address = ?",
            address, address, rows.plain(url), rows.plain(url), address,
        )  # fmt: skip
        return [str(row["address"]) for row in found]

    def all_versions(
        self, *, on_error: Callable[[ItemError], None] | None = None
    ) -> Iterator[tuple[Article, ...]]:
        """The versions at each address, oldest first, in the order in which the addresses came."""
        for versions in self._all_versions():
            loaded = tuple(self._load([version.rows[0] for version in versions], on_error))
            if loaded:
                yield loaded

    def has_article(self, capture: int) -> bool:
        """Whether an article was made from this capture."""
        return bool(self._all("SELECT 1 FROM article WHERE capture = ? LIMIT 1", capture))

    def holds(self, article: Article) -> bool:
        """Whether an article with this id and text is in the library."""
        return bool(
            self._all(
                "SELECT 1 FROM article WHERE article_id = ? AND text_sha256 = ? LIMIT 1",
                article.id, sha256(article.text),
            )
        )  # fmt: skip

    def made_from(self, capture: int) -> tuple[Article, ...]:
        """The articles that were made from this capture; () where it holds none."""
        found = self._all("SELECT id FROM article WHERE capture = ? ORDER BY part", capture)
        return tuple(self._load([row["id"] for row in found], None))

    def _all_versions(self) -> Iterator[list[_Version]]:
        firsts = self._all("SELECT min(id) AS id FROM article GROUP BY address ORDER BY min(id)")
        for first in firsts:
            (row,) = self._all("SELECT address FROM article WHERE id = ?", first["id"])
            # A broken index may lead to nothing.
            if versions := self._versions([row["address"]]):
                yield versions

    def _versions(self, addresses: Sequence[str]) -> list[_Version]:
        moments = sorted(
            (_moment(row["first"], row["modified"], row["added"]), row["id"], row["content_sha256"])
            for address in addresses
            for stood in (_STOOD, _STOOD_AGAIN)
            for row in self._all(stood, address)
        )
        versions: list[_Version] = []
        for _, id_, content in moments:
            if not versions or versions[-1].content != content:
                versions.append(_Version(content=content, rows=[]))
            if id_ not in versions[-1].rows:
                versions[-1].rows.append(id_)
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


def _moment(*times: str | None) -> datetime:
    """The first of the times that is one; those without a time zone are taken for UTC.

    An article stood there when its capture was fetched, and whenever that was seen again; one from
    a file says when itself, or came when it was added.
    """
    for time in times:
        try:
            made = datetime.fromisoformat(time or "")
        except ValueError:
            continue
        return made if made.tzinfo else made.replace(tzinfo=UTC)
    return datetime.min.replace(tzinfo=UTC)
