"""Times of feeds: ISO 8601 (Atom, JSON Feed, sitemaps) and RFC 822 (RSS)."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

_FIRST_YEAR = 1990
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def when(words: object) -> str | None:
    """The moment in UTC; the day alone where no time zone stands; None for anything else.

    >>> when("Wed, 24 Jan 2024 11:15:00 +0100"), when("2024-01-24T11:15:00"), when("24.1.2024")
    ('2024-01-24T10:15:00Z', '2024-01-24', None)
    """
    if not isinstance(words, str) or len(words) > 60:
        return None
    words = words.strip()
    try:
        iso = bool(_DAY.match(words))
        made = datetime.fromisoformat(words) if iso else parsedate_to_datetime(words)
        if made.year < _FIRST_YEAR:  # "24" for 2024, the zeros of systems without a date
            return None
        if made.tzinfo is None:
            return made.date().isoformat()
        return made.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    except (ValueError, TypeError, OverflowError, IndexError):
        return None
