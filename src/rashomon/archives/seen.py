"""What a run has met already: pages that come twice, and originals that revisits speak of.

A revisit record (WARC 1.1, 6.7) holds no body: it says that the server gave the same bytes as
before. Where they stand is kept, never the bytes, and of a bounded number of pages.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass

from rashomon.archives.streams import Seekable

MOST = 200_000
"""Pages that are remembered: some 40 MB. Those met first are forgotten first."""

Reopen = Callable[[], AbstractContextManager[Seekable]]


@dataclass(frozen=True, slots=True)
class Place:
    """Where a record begins: in which source, and at which byte of it."""

    source: object
    reopen: Reopen | None
    at: int


class Seen:
    """The pages of one run, over any number of archives.

    With ``times`` the same bytes at another time are no repeat: who keeps captures notes when each
    was there, and archives need not come in the order of time.
    """

    def __init__(self, *, most: int = MOST, times: bool = False) -> None:
        self._most = most
        self._times = times
        # Hashes in place of addresses and digests: a record found by one is checked when read.
        self._pages: OrderedDict[int, int] = OrderedDict()
        self._places: OrderedDict[int, Place] = OrderedDict()

    def is_new(self, url: str, same: str | bytes, *, at: str | None = None) -> bool:
        """Whether this address did not have these bytes, or bytes of this digest, last time.

        What comes back after other bytes is new again: the page was changed back then.
        """
        # Keyed anew in each process, so no page can be made to look like another; and faster
        # than a digest.
        key, what = hash(url), hash((url, same, at if self._times else None))
        if self._pages.get(key) == what:
            return False
        self._pages[key] = what
        self._pages.move_to_end(key)
        if len(self._pages) > self._most:
            self._pages.popitem(last=False)
        return True

    def keep(self, place: Place, *, url: str | None, date: str | None, digest: str | None) -> None:
        """Note where a page stands, for revisits of it."""
        for key in _keys(url, date, digest):
            self._places.pop(key, None)
            self._places[key] = place
        while len(self._places) > 2 * self._most:
            self._places.popitem(last=False)

    def original(self, *, url: str | None, date: str | None, digest: str | None) -> Place | None:
        """Where the page stands that a revisit refers to, or None.

        The digest of the bytes decides; address and time where the revisit gives none.
        """
        for key in reversed(_keys(url, date, digest)):
            place = self._places.get(key)
            if place is not None:
                return place
        return None


def _keys(url: str | None, date: str | None, digest: str | None) -> list[int]:
    keys = [hash((0, url, date))] if url and date else []
    return [*keys, hash((1, digest.lower()))] if digest else keys
