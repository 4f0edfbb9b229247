"""A capture to its article: a page or a text that was fetched, or that an archive holds."""

from __future__ import annotations

import logging
from email.message import Message

from rashomon.captured import Capture
from rashomon.config import DEFAULT_LIMITS, Limits
from rashomon.errors import EmptyError, NoArticleError, RashomonError, UnreadableError
from rashomon.ingest.normal import line
from rashomon.ingest.sniff import Kind, kind_of
from rashomon.model import Article

_log = logging.getLogger("rashomon")

TRIPPED = "is a page that Rashomon trips over"
"""What begins the reason of an error that no one expected: a fault of ours, not of the page."""

_PAGES = frozenset(("text/html", "application/xhtml+xml"))


def from_capture(capture: Capture, *, limits: Limits = DEFAULT_LIMITS) -> Article:
    """The article of the capture, with its address and the time it was captured.

    Raises :class:`~rashomon.errors.ItemError`: a :class:`~rashomon.errors.NoArticleError` where
    the capture is no page, and what :func:`rashomon.ingest.html.from_page` raises.
    """
    if not capture.body:
        raise EmptyError(capture.item, "is empty; give the page of an article")
    media, charset = media_type(capture.header("content-type"))
    kind = kind_of(capture.body[:65_536], name=capture.item)
    if media not in _PAGES and (media is not None or kind is not Kind.HTML):
        what = media or kind.value
        raise NoArticleError(capture.item, f"is {what}, not a page; give the page of an article")
    return from_bytes(
        capture.body,
        item=capture.item,
        limits=limits,
        address=capture.url,
        charset=charset,
        captured=capture.captured,
    )


def from_bytes(
    data: bytes,
    *,
    item: str,
    limits: Limits,
    address: str | None = None,
    charset: str | None = None,
    captured: str | None = None,
) -> Article:
    """The article of the page, as :func:`rashomon.ingest.html.from_page` gives it.

    Pages are written by others, and read by libraries of others: what these trip over, in a way
    that nobody has seen yet, is an :class:`~rashomon.errors.UnreadableError` of this page. Else
    one page would end a run over thousands, and each run after it.
    """
    # Loads trafilatura, which texts and JSON lines do not need.
    from rashomon.ingest import html

    try:
        return html.from_page(
            data, item=item, limits=limits, address=address, charset=charset, captured=captured
        )
    except (RashomonError, MemoryError):
        raise
    except Exception as error:
        _log.debug("%s", item, exc_info=True)
        what = line(f"{type(error).__name__}: {error}")[:200]
        raise UnreadableError(item, f"{TRIPPED} ({what}); please report it") from error


def media_type(header: str | None) -> tuple[str | None, str | None]:
    """The media type and the charset of a Content-Type header (RFC 9110), None where it has none.

    >>> media_type('text/HTML; charset="utf-8"')
    ('text/html', 'utf-8')
    """
    if not header or "/" not in header:
        return None, None
    message = Message()
    message["content-type"] = header
    charset = message.get_content_charset()
    return message.get_content_type(), charset
