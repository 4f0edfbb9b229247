"""One record's content to a capture, or the word for why it is none; WARC and ARC alike."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime

from rashomon.archives.drops import CUT_OFF, DIGEST, ENCODING, Drop
from rashomon.archives.http import (
    EncodingError,
    Head,
    TooLargeBodyError,
    decoded,
    is_page,
    looks_whole,
    unchunked,
)
from rashomon.archives.streams import Unpacked
from rashomon.captured import Capture

_PLAIN_DATE = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", re.ASCII)
_DIGITS = re.compile(r"\d{14}", re.ASCII)
_ALGORITHMS = frozenset(("md5", "sha1", "sha224", "sha256", "sha384", "sha512"))
_HTTP = ("http://", "https://")


class LeftOutError(Exception):
    """The record becomes no capture; never leaves this package."""

    def __init__(self, kind: str, reason: str) -> None:
        super().__init__(kind, reason)
        self.kind, self.reason = kind, reason

    def drop(self, item: str) -> Drop:
        """The drop of the record with this name."""
        return Drop(item=item, kind=self.kind, reason=self.reason)


def web_address(uri: str | None) -> str:
    """The http(s) address of a WARC-Target-URI, without the brackets some writers set around it.

    Raises :class:`LeftOutError`.
    """
    url = (uri or "").strip().removeprefix("<").removesuffix(">")
    if not url.lower().startswith(_HTTP):
        kind = "dns" if url.lower().startswith(("dns:", "whois:")) else "no address"
        raise LeftOutError(kind, "has no http or https address")
    return url


def resource_address(uri: str | None) -> str | None:
    """The address of a resource, None where it is none of the web (a file, a name by digest)."""
    url = (uri or "").strip().removeprefix("<").removesuffix(">")
    return url if url.lower().startswith(_HTTP) else None


def check_head(head: Head | None, start: bytes) -> Head:
    """The head of an answer that holds a page; ``start`` is how its body begins.

    Raises :class:`LeftOutError`.
    """
    if head is None:
        raise LeftOutError("bad HTTP", "holds no HTTP answer that can be read")
    if 300 <= head.status < 400:
        raise LeftOutError("redirect", f"the server sent elsewhere (status {head.status})")
    if head.status != 200:
        raise LeftOutError(f"status {head.status}", f"the server answered {head.status}")
    media = head.media()
    if not is_page(media, start):
        raise LeftOutError("not HTML", f"is {(media or 'of no known type')[:80]}, not a page")
    return head


def page(
    head: Head,
    raw: bytes,
    *,
    item: str,
    url: str | None,
    captured: str | None,
    cut: str | None,
    most: int,
) -> Capture:
    """The capture of an answer whose head was checked; ``cut`` is why its body ends early, if so.

    A cut page that has its end all the same is kept: crawlers cut by size, and some set the mark
    on all. Raises :class:`LeftOutError`.
    """
    headers = head.headers()
    try:
        body = decoded(raw, headers, most=most)
    except TooLargeBodyError:
        raise LeftOutError(
            "too large", f"is larger than a page may be ({most / 1e6:g} MB)"
        ) from None
    except EncodingError as error:
        if cut:
            raise LeftOutError("truncated", f"was cut by the crawler ({cut[:40]})") from None
        raise LeftOutError(ENCODING, f"its body {error}") from None
    if not body or body.isspace():
        raise LeftOutError("empty", "its body is empty")
    if cut and not looks_whole(body):
        raise LeftOutError("truncated", f"was cut by the crawler ({cut[:40]})")
    return Capture(
        item=item, body=body, url=url, captured=captured, status=head.status, headers=headers
    )


def moment(date: str | None) -> str | None:
    """A WARC-Date or 14 digits as ISO 8601 in UTC to the second, or None where it is no time.

    >>> moment("2024-01-24T11:15:00.123Z"), moment("20240124111500"), moment("yesterday")
    ('2024-01-24T11:15:00Z', '2024-01-24T11:15:00Z', None)
    """
    date = (date or "").strip()
    try:
        if _DIGITS.fullmatch(date):
            time = datetime.strptime(date, "%Y%m%d%H%M%S").replace(tzinfo=UTC)
        else:
            time = datetime.fromisoformat(date)
            if _PLAIN_DATE.fullmatch(date):
                return date
            time = time.replace(tzinfo=UTC) if time.tzinfo is None else time.astimezone(UTC)
    except (ValueError, OverflowError):
        return None
    return time.strftime("%Y-%m-%dT%H:%M:%SZ") if time.year > 999 else None


def fits(data: bytes, digest: str) -> bool | None:
    """Whether the bytes have the digest ("sha1:..." in base 32 or 16), None if that is unknown."""
    name, colon, value = digest.partition(":")
    name, value = name.strip().lower().replace("-", ""), value.strip()
    if not colon or name not in _ALGORITHMS:
        return None
    found = hashlib.new(name, data, usedforsecurity=False).digest()
    if len(value) == 2 * len(found):
        return value.lower() == found.hex()
    written = base64.b32encode(found).decode("ascii").rstrip("=")
    value = value.upper().rstrip("=")
    return value == written if len(value) == len(written) else None


def check_digests(
    block: bytes, head: Head, *, of_block: str | None, of_payload: str | None
) -> None:
    """Nothing, or :class:`LeftOutError` where the bytes are not those that were written.

    The payload's digest counts only where the block has none: some writers take it before the
    transfer encoding is off, some after.
    """
    if of_block and (fit := fits(block, of_block)) is not None:
        if not fit:
            raise LeftOutError(DIGEST, f"its bytes are not those of its digest ({of_block[:80]})")
        return
    if not of_payload or fits(block[head.size :], of_payload) is not False:
        return
    try:
        payload = unchunked(block[head.size :])
    except EncodingError:
        payload = b""
    if not fits(payload, of_payload):
        raise LeftOutError(DIGEST, f"its bytes are not those of its digest ({of_payload[:80]})")


def with_gaps(
    found: Iterable[Capture | Drop], unpacked: Unpacked, *, item: str
) -> Iterator[Capture | Drop]:
    """What was found, and a drop where packed data were broken and no record shows it."""
    broken = False
    for one in found:
        broken = broken or (isinstance(one, Drop) and one.broken)
        yield one
    if unpacked.gaps and not broken:
        yield Drop(item=item, kind=CUT_OFF, reason="its packed data are broken or cut off")
