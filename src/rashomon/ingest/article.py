"""What every kind of input ends in: an :class:`~rashomon.model.Article` with id and language."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from datetime import date, datetime

from rashomon.config import Limits
from rashomon.errors import EmptyError, TooLargeError
from rashomon.ingest.language import tell
from rashomon.model import Article, LeftOut, Part
from rashomon.text import paragraphs

_WORD = re.compile(r"[^\W_]")
_ISO = re.compile(
    r"(?P<day>\d{4}-?(?:\d{2}-?\d{2}|W\d{2}-?\d|\d{3}))"
    r"(?:[Tt ](?P<time>\d{2}(?::?\d{2}(?::?\d{2}(?:[.,]\d{1,9})?)?)?"
    r"(?:\s?[Zz]|\s?[+-]\d{2}(?::?\d{2})?)?))?",
    re.ASCII,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What a kind of input yields before it becomes an article; ``None`` where it says nothing."""

    text: str
    id: str | None = None
    url: str | None = None
    outlet: str | None = None
    title: str | None = None
    authors: tuple[str, ...] = ()
    published: str | None = None
    modified: str | None = None
    captured: str | None = None
    language: str | None = None
    declared_language: str | None = None
    parts: tuple[Part, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    notes: tuple[str, ...] = ()


def make(found: Found, *, item: str, limits: Limits) -> Article:
    """The article, with an id from its content where none was given, language and paragraphs.

    Raises :class:`~rashomon.errors.EmptyError` for a text without words and
    :class:`~rashomon.errors.TooLargeError` for one beyond the limit.
    """
    if not _WORD.search(found.text):
        raise EmptyError(item, "holds no words; give a file with the text of an article")
    if len(found.text) > limits.text_code_points:
        raise TooLargeError(
            item,
            f"has {len(found.text):,} characters and an article may have "
            f"{limits.text_code_points:,}; split it into its articles",
        )
    language, notes = found.language, found.notes
    if language is None:
        language, more = tell(found.text, declared=found.declared_language)
        notes += more
    return Article(
        id=found.id or content_id(found),
        text=found.text,
        url=found.url,
        outlet=found.outlet,
        title=found.title,
        authors=found.authors,
        published=found.published,
        modified=found.modified,
        captured=found.captured,
        language=language,
        paragraphs=paragraphs(found.text),
        parts=found.parts,
        left_out=found.left_out,
        notes=notes,
    )


def content_id(found: Found) -> str:
    """An id that is the same whenever the same article comes again: "a-" and 12 hex digits.

    Address, outlet and title count as well as the text: the same wire copy in two outlets is two
    articles (and one origin, which the comparison finds out).
    """
    parts = (found.url or "", found.outlet or "", found.title or "", found.text)
    digest = hashlib.sha256("\0".join(parts).encode("utf-8", "surrogatepass"))
    return "a-" + digest.hexdigest()[:12]


def iso_8601(value: str) -> str | None:
    """The date or time in ISO 8601 with at least a day, or None. Nothing is guessed.

    What already has the extended form stays as given, time zone or none; compact and week dates
    are written out.

    >>> iso_8601("2024-01-24T11:15:00Z"), iso_8601("20240124"), iso_8601("2024-W04-3")
    ('2024-01-24T11:15:00Z', '2024-01-24', '2024-01-24')
    >>> iso_8601("24.1.2024"), iso_8601("2024-01"), iso_8601("2024-02-30")
    (None, None, None)
    """
    value = value.strip()
    match = _ISO.fullmatch(value)
    if not match:
        return None
    try:
        day = _day(match["day"])
        if not match["time"]:
            return day.isoformat()
        time = match["time"].replace(",", ".").replace(" ", "").upper()
        full = datetime.fromisoformat(f"{day.isoformat()}T{time}")
    except ValueError:
        return None
    extended = match["day"] == day.isoformat() and ":" in time
    return f"{day.isoformat()}T{time}" if extended else full.isoformat()


def _day(value: str) -> date:
    digits = value.replace("-", "")
    if len(digits) == 7 and digits.isdigit():
        return datetime.strptime(digits, "%Y%j").date()
    return date.fromisoformat(value)
