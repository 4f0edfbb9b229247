"""A capture to its article: a page or a text that was fetched, or that an archive holds."""

from __future__ import annotations

from email.message import Message

from rashomon.captured import Capture
from rashomon.config import DEFAULT_LIMITS, Limits
from rashomon.errors import EmptyError, NoArticleError
from rashomon.ingest.sniff import Kind, kind_of
from rashomon.model import Article

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
    from rashomon.ingest import html

    return html.from_page(
        capture.body,
        item=capture.item,
        limits=limits,
        address=capture.url,
        charset=charset,
        captured=capture.captured,
    )


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
