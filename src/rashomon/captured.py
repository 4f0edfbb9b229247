"""A capture: bytes as they came, unchanged, with where and when they came from."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Capture:
    """The body of one answer, record or file, after its content encoding was taken off.

    ``item`` names it in messages: an address, a path, "news.warc.gz, record 17". ``url`` is the
    address the body came from at last, ``asked`` the one asked for first where redirects led on;
    both None for what came from a file. ``captured`` is ISO 8601 in UTC to the second
    ("2024-01-24T11:15:00Z"), None where nothing tells. ``headers`` are those of the answer, in
    order, as they came.
    """

    item: str
    body: bytes
    url: str | None = None
    asked: str | None = None
    captured: str | None = None
    status: int | None = None
    headers: tuple[tuple[str, str], ...] = ()

    @property
    def sha256(self) -> str:
        """The SHA-256 of the body, in hex."""
        return hashlib.sha256(self.body).hexdigest()

    def header(self, name: str) -> str | None:
        """The last value of the header with this name in any case, or None."""
        found = [value for key, value in self.headers if key.lower() == name.lower()]
        return found[-1] if found else None
