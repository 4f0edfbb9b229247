"""Paths, addresses and libraries to articles; and into a library, bytes first.

What was fetched or read is kept as it came before anything is made of it, so the article can
always be made again, by a later version of Rashomon too.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Literal, Protocol

from rashomon.addresses import is_address
from rashomon.captured import Capture
from rashomon.errors import DamagedError, ItemError, LibraryError, NoArticleError, UnreadableError
from rashomon.model import Article
from rashomon.shingles import related, shingles
from rashomon.store.library import Library
from rashomon.store.place import is_library_file
from rashomon.store.types import Put

if TYPE_CHECKING:
    from rashomon.ingest.packed import Run
    from rashomon.ingest.taken import Taken

_log = logging.getLogger("rashomon")

Outcome = Literal["new", "new version", "unchanged", "not modified"]


class Fetches(Protocol):
    """What asks for addresses; see ``rashomon.fetching.Fetcher``."""

    def fetch(
        self, url: str, *, etag: str | None = None, last_modified: str | None = None
    ) -> Capture | None:
        """The answer, or None where it is the one that had this tag and time."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Added:
    """What became of one item that was added to a library.

    "unchanged": the bytes, or the text and metadata made of them, are those the library had last;
    "not modified": the server said so. ``capture`` is the id under which the bytes are kept;
    ``version`` says which version of the article at its address this is (from 1), None where
    nothing was made of the bytes again. ``article`` is None there too, if none was asked for.
    """

    item: str
    outcome: Outcome
    capture: int | None
    article: Article | None = None
    version: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Rederived:
    """What became of one article that was made again from its capture.

    Where its text changed, the claims of readings that the library has of its address are looked
    for in the newest version: ``found_again`` stand there for certain, ``orphans`` do not. Such a
    reading stays with the text it was made of, and is never given as one of the new text.
    """

    put: Put

    @property
    def found_again(self) -> int:
        """How many claims kept their place."""
        return self.put.claims_placed

    @property
    def orphans(self) -> int:
        """How many claims have words that do not stand in the newest version for certain."""
        return self.put.claims_orphaned


class Acquirer:
    """Opens what commands are given: files, folders, addresses, libraries.

    ``library`` keeps what is fetched, and what is added; without one nothing is kept. ``allowed``
    are private hosts that may be asked. It is a context manager; a fetcher is made when the first
    address comes, unless ``fetcher`` is given. With ``earlier`` a library that is read stands for
    the older versions of its articles too, as far as their texts are related.
    """

    def __init__(
        self,
        *,
        library: Library | None = None,
        allowed: Collection[str] = (),
        fetcher: Fetches | None = None,
        earlier: bool = False,
        on_note: Callable[[str], None] | None = None,
    ) -> None:
        self._library = library
        self._earlier = earlier
        self._allowed = tuple(allowed)
        self._fetcher = fetcher
        self._on_note = on_note or _log.info
        self._open = ExitStack()

    def __enter__(self) -> Acquirer:
        return self

    def __exit__(self, *_: object) -> None:
        self._open.close()

    def articles(
        self, paths: Iterable[str | Path], *, stdin: BinaryIO | None = None
    ) -> Iterator[Article | ItemError]:
        """Each article of the paths in order, and an error in the place of each item that is none.

        An address (http:// or https://) is fetched. A library stands for the newest version of
        each of its articles, after its older ones where these are asked for. Everything else is as
        for :func:`rashomon.ingest.read_paths`.

        Raises :class:`~rashomon.errors.LibraryError` for a library that cannot be used.
        """
        from rashomon.ingest.files import once
        from rashomon.ingest.packed import Run

        run = Run(on_note=self._on_note)
        taken = (one for path in paths for one in self._taken(path, run, stdin))
        yield from once(taken, self._on_note)

    def _taken(self, path: str | Path, run: Run, stdin: BinaryIO | None) -> Iterator[Taken]:
        from rashomon.ingest.files import take
        from rashomon.ingest.taken import Taken

        name = str(path)
        if isinstance(path, str) and is_address(name):
            try:
                yield Taken(self.article_at(name), name)
            except ItemError as error:
                yield Taken(error, error.item)
        elif is_library_file(path):
            yield from _newest_in(path, earlier=self._earlier)
        else:
            yield from take([path], run=run, stdin=stdin)

    def article_at(self, url: str) -> Article:
        """The article at this address, kept in the library where there is one.

        Raises :class:`~rashomon.errors.ItemError` where it cannot be fetched or is no article.
        """
        from rashomon.ingest.captures import from_capture

        if self._library is None:
            capture = self._fetching().fetch(url)
            if capture is None:
                raise NoArticleError(url, "was answered with nothing; try again later")
            return from_capture(capture)
        added = self.add_address(url)
        if added.article is None:
            raise NoArticleError(url, "holds no article that could be found")
        return added.article

    def add(
        self, paths: Iterable[str | Path], *, stdin: BinaryIO | None = None
    ) -> Iterator[Added | ItemError]:
        """What became of each item of the paths, as soon as it is in the library for good.

        What is there already is not read again, so that an interrupted run can be run again. Of a
        library all captures with articles are added, older versions too.

        Raises :class:`~rashomon.errors.LibraryError`.
        """
        from rashomon.archives import Seen
        from rashomon.ingest.files import take
        from rashomon.ingest.packed import Run

        seen = Seen(times=True)
        run = Run(on_note=self._on_note, known=self._is_known, seen=seen)
        for path in paths:
            if isinstance(path, str) and is_address(path):
                try:
                    yield self.add_address(path)
                except ItemError as error:
                    yield error
                continue
            taken = _all_in(path) if is_library_file(path) else take([path], run=run, stdin=stdin)
            # The articles of one JSON array have one capture, and are numbered.
            for capture, of_one in groupby(taken, key=lambda one: one.capture):
                for part, (result, item, *_) in enumerate(of_one):
                    yield self._added(result, item, capture, part)

    def _added(
        self, result: Article | ItemError | None, item: str, capture: Capture | None, part: int
    ) -> Added | ItemError:
        library = self._needed()
        try:
            if isinstance(result, ItemError):
                return result
            with library.transaction():
                kept = library.keep(capture) if capture is not None else None
                id_ = kept.id if kept is not None else None
                if result is None:
                    return Added(item=item, outcome="unchanged", capture=id_)
                put = library.put(result, capture=id_, part=part)
        except ItemError as error:
            return error
        outcome: Outcome = "unchanged"
        if put.new:
            outcome = "new" if put.version == 1 else "new version"
        return Added(item=item, outcome=outcome, capture=id_, article=result, version=put.version)

    def add_address(self, url: str) -> Added:
        """What became of the page at this address: asked for with what is known of it, and kept.

        A page without an article is kept too: a later version may find one.

        Raises :class:`~rashomon.errors.ItemError` where it cannot be fetched or is no article.
        """
        library = self._needed()
        known = library.latest(url)
        capture = self._fetching().fetch(
            url,
            etag=known.etag if known else None,
            last_modified=known.last_modified if known else None,
        )
        if capture is None:
            if known is None:
                raise NoArticleError(url, "was answered with nothing; try again later")
            library.see(known.id)
            return self._made(url, known.id, "not modified")
        return self.add_capture(capture, item=url)

    def add_capture(self, capture: Capture, *, item: str | None = None) -> Added:
        """What became of a capture that was fetched: kept, and an article made of it.

        Raises :class:`~rashomon.errors.ItemError` where it is no article; it is kept then too.
        """
        from rashomon.ingest.captures import from_capture

        library = self._needed()
        name = item or capture.item
        if self._is_known(capture):
            return self._made(name, library.keep(capture).id, "unchanged")
        try:
            article = from_capture(capture)
        except ItemError:
            library.keep(capture)
            raise
        added = self._added(article, name, capture, 0)
        if isinstance(added, ItemError):
            raise added
        return added

    def _made(self, item: str, capture: int, outcome: Outcome) -> Added:
        """The article that is there; made now where none could be made before."""
        library = self._needed()
        there = library.made_from(capture)
        if not there:
            from rashomon.ingest.captures import from_capture

            article = from_capture(library.capture(capture))
            put = library.put(article, capture=capture)
            return Added(
                item=item,
                outcome="new" if put.version == 1 else "new version",
                capture=capture,
                article=article,
                version=put.version,
            )
        return Added(item=item, outcome=outcome, capture=capture, article=there[0])

    def _is_known(self, capture: Capture) -> bool:
        library = self._needed()
        id_ = library.known(capture)
        return id_ is not None and library.has_article(id_)

    def _needed(self) -> Library:
        if self._library is None:
            raise ValueError("adding needs a library")
        return self._library

    def _fetching(self) -> Fetches:
        if self._fetcher is None:
            from rashomon.fetching import Fetcher

            self._fetcher = self._open.enter_context(Fetcher(allowed=self._allowed))
        return self._fetcher


def rederive(library: Library, capture: int) -> Iterator[Rederived | ItemError]:
    """What became of the articles of a capture, made again by this version of Rashomon.

    An article that can no longer be made stays as it was, and is an error; a capture that never
    gave one gives nothing.
    """
    try:
        results = derive(library.capture(capture))
    except DamagedError as error:
        yield error
        return
    had_one = library.has_article(capture)
    for part, result in enumerate(results):
        if isinstance(result, ItemError):
            if had_one:
                yield result
            continue
        try:
            put = library.put(result, capture=capture, part=part)
        except ItemError as error:
            yield error
        else:
            yield Rederived(put=put)


def derive(capture: Capture) -> tuple[Article | ItemError, ...]:
    """The articles of a capture that was kept, made again by this version, and its errors."""
    from rashomon.ingest.captures import from_capture
    from rashomon.ingest.files import take_bytes

    if capture.url is None:
        taken = take_bytes(capture.body, item=capture.item)
        return tuple(one.result for one in taken if one.result is not None)
    try:
        return (from_capture(capture),)
    except ItemError as error:
        return (error,)


def _newest_in(path: str | Path, *, earlier: bool) -> Iterator[Taken]:
    """The newest version of each article of a library; with ``earlier`` after its older ones."""
    from rashomon.ingest.taken import Taken

    damaged: list[ItemError] = []
    try:
        with Library.open(path, create=False) as library:
            newest = ((one,) for one in library.articles(on_error=damaged.append))
            for versions in library.all_versions(on_error=damaged.append) if earlier else newest:
                for article in _related(versions):
                    yield Taken(article, f"{path}, article {article.id}")
    except LibraryError as error:
        damaged.append(_of_item(path, error))
    yield from (Taken(error, error.item) for error in damaged)


def _related(versions: Sequence[Article]) -> tuple[Article, ...]:
    """The last of the versions, and those before it back to the first that is another text."""
    kept = versions[-1:]
    for article in reversed(versions[:-1]):
        if not related(shingles(article.text), shingles(kept[0].text)):
            break
        kept = (article, *kept)
    return tuple(kept)


def _all_in(path: str | Path) -> Iterator[Taken]:
    """The captures of a library that articles were made from, with these."""
    from rashomon.ingest.taken import Taken

    try:
        with Library.open(path, create=False) as library:
            for stored in library.captures():
                item = f"{path}, capture {stored.id}"
                try:
                    capture = library.capture(stored.id)
                    made = library.made_from(stored.id)
                    again = library.sightings(stored.id) if capture.captured else ()
                    for at in (capture.captured, *again):
                        for article in made:
                            yield Taken(article, item, replace(capture, captured=at))
                except ItemError as error:
                    yield Taken(error, item)
    except LibraryError as error:
        yield Taken(_of_item(path, error), str(path))


def _of_item(path: str | Path, error: LibraryError) -> ItemError:
    """A library that is one of many items: the others can be used."""
    return UnreadableError(str(path), str(error).removeprefix(f"{path}: "))
