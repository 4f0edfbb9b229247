"""Addresses in feeds: whole, of the web, each once, and only so many."""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import urljoin

from rashomon.addresses import is_address, normal
from rashomon.feeds.types import Entry

MOST = 5_000
"""Entries of one feed; a sitemap may name fifty thousand pages, the newest are read."""
_CODE_POINTS = 2_000


def whole(place: object, *, base: str | None) -> str | None:
    """The address that a place in a feed means, or None where it is none of the web."""
    if not isinstance(place, str) or not place.strip() or len(place) > _CODE_POINTS:
        return None
    try:
        made = urljoin(base or "", place.strip())
    except ValueError:
        return None
    return made if is_address(made) and made.isprintable() and " " not in made else None


def bounded(entries: Iterable[Entry | None]) -> tuple[tuple[Entry, ...], tuple[str, ...]]:
    """The entries, each address once, and notes on what is left out: the oldest of too many."""
    found: dict[str, Entry] = {}
    odd = 0
    for entry in entries:
        if entry is None:
            odd += 1
        else:
            found.setdefault(normal(entry.url), entry)
    kept = list(found.values())
    notes = []
    if odd:
        notes.append(f"{odd:,} entries without an address of the web")
    if len(kept) > MOST:
        kept.sort(key=lambda e: e.modified or e.published or "", reverse=True)
        notes.append(f"{len(kept) - MOST:,} entries beyond the newest {MOST:,} are not read")
    return tuple(kept[:MOST]), tuple(notes)
