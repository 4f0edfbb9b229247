"""What the library says of what is in it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """A capture was kept under this id; not ``new`` where the library had the same already."""

    id: int
    new: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Put:
    """An article was put into the library.

    ``version`` is which version at its address it is (from 1); it is ``new`` where the version
    before it, if there is one, has another text or other metadata. ``replaced`` is whether it
    stands in the place of an article that was made from the same capture before.
    """

    version: int
    new: bool
    replaced: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredCapture:
    """A capture without its body. Times are ISO 8601 in UTC.

    ``captured`` is None where nothing tells; ``seen`` is when the same body was last found there.
    ``etag`` and ``last_modified`` are those of the answer that was seen last. ``size`` is in
    bytes.
    """

    id: int
    item: str
    url: str | None
    asked: str | None
    captured: str | None
    seen: str
    status: int | None
    headers: tuple[tuple[str, str], ...]
    sha256: str
    size: int
    etag: str | None
    last_modified: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedState:
    """What is known of a feed: when it was asked last, when it is due again, how that went.

    ``checked`` and ``due`` are ISO 8601 in UTC; ``failures`` counts those since the last success,
    ``error`` says the last one.
    """

    url: str
    title: str | None = None
    etag: str | None = None
    last_modified: str | None = None
    checked: str | None = None
    due: str | None = None
    failures: int = 0
    error: str | None = None
