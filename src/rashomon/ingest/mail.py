"""An e-mail (EML, RFC 5322) or a page saved as MHTML (RFC 2557) to its article.

Newsletters and forwarded articles: the HTML part is read as a page, the plain text where it holds
no article. Of MHTML the page is read. Attachments and pictures are not opened.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC
from email import message_from_bytes, policy
from email.message import EmailMessage, Message
from email.policy import Policy
from email.utils import parseaddr, parsedate_to_datetime

from rashomon.addresses import is_address
from rashomon.charsets import codec
from rashomon.config import Limits
from rashomon.errors import EmptyError, NoArticleError
from rashomon.ingest.article import Found, content_id
from rashomon.ingest.normal import line
from rashomon.ingest.texts import from_text
from rashomon.model import Article

_MOST_PARTS, _MOST_MADE = 200, 5_000
_HEADER_CODE_POINTS = 2_000
# What the standard library's parser raises on heads that somebody broke on purpose.
_BROKEN = (RecursionError, ValueError, TypeError, AttributeError, LookupError, AssertionError)
_START = re.compile(
    rb"(?:(?:From|Return-Path|Delivered-To|Received|MIME-Version|Message-ID|Subject|Date|To|"
    rb"X-[\w-]+|DKIM-Signature|Authentication-Results|Reply-To|Content-Type|Snapshot-Content-Location)"
    rb":[ \t].*(?:\r?\n[ \t].*)*\r?\n)+",
    re.IGNORECASE,
)
_NEEDED = re.compile(rb"^(?:MIME-Version|Message-ID|Received|Return-Path|From):", re.I | re.M)


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """What an e-mail holds: its HTML and its text, None where it has none, and its head."""

    html: bytes | None
    charset: str | None
    text: str | None
    title: str | None
    outlet: str | None
    published: str | None
    url: str | None
    notes: tuple[str, ...] = ()


def is_mail(head: bytes) -> bool:
    """Whether these first bytes are the header of an e-mail: two of its fields or more."""
    match = _START.match(head)
    return bool(match and _NEEDED.search(match[0]) and match[0].count(b"\n") > 1)


def open_letter(data: bytes, *, item: str) -> Letter:
    """The parts of the e-mail that may hold an article.

    Raises :class:`~rashomon.errors.EmptyError` where it has neither HTML nor text.
    """
    try:
        bounded = _Bounded(message_factory=_counted())
        message = message_from_bytes(data, policy=bounded)
        parts = [p for _, p in zip(range(_MOST_PARTS), message.walk(), strict=False)]
    except _BROKEN as error:
        raise EmptyError(item, "is an e-mail that cannot be taken apart; save its text") from error
    html, charset, text, attached, url = (
        None,
        None,
        None,
        0,
        _header(message, "snapshot-content-location"),
    )
    for part in parts:
        try:
            if part.is_multipart():
                continue
            kind = part.get_content_type()
            if part.get_filename() or kind not in ("text/html", "text/plain"):
                attached += part.get_content_disposition() == "attachment"
            elif kind == "text/html" and html is None:
                payload = part.get_payload(decode=True)
                html = payload if isinstance(payload, bytes) else None
                charset, place = part.get_content_charset(), _header(part, "content-location")
                url = url or (place if place and is_address(place) else None)
            elif kind == "text/plain" and text is None:
                text = _text(part)
        except _BROKEN:
            continue  # a part whose own head is broken; the others may hold the article
    if not html and not (text and text.strip()):
        raise EmptyError(item, "is an e-mail without text; save the article it carries as a file")
    name, _ = parseaddr(_header(message, "from") or "")
    saved = _header(message, "snapshot-content-location") is not None
    return Letter(
        html=html or None,
        charset=charset,
        text=text,
        title=_subject(_header(message, "subject")),
        outlet=None if saved else line(name) or None,
        published=None if saved else _date(_header(message, "date")),
        url=url if url and is_address(url) else None,
        notes=(f"{attached} attachments not opened",) if attached > 1
        else ("1 attachment not opened",) if attached else (),
    )  # fmt: skip


def from_letter(data: bytes, *, item: str, limits: Limits) -> Article:
    """The article that the e-mail carries, or of the saved page.

    What the page does not say of itself is taken from the e-mail: its subject as the title, its
    sender's name as the outlet, its date. Raises :class:`~rashomon.errors.ItemError`.
    """
    from rashomon.ingest.captures import from_bytes

    letter = open_letter(data, item=item)
    article = None
    if letter.html:
        try:
            article = from_bytes(
                letter.html, item=item, limits=limits, address=letter.url, charset=letter.charset
            )
        except NoArticleError:
            if not (letter.text and letter.text.strip()):
                raise
    if article is None:
        article = from_text(letter.text or "", item=item, limits=limits)
    whole = replace(
        article,
        title=article.title or letter.title,
        outlet=article.outlet or letter.outlet,
        published=article.published or letter.published,
        notes=article.notes + letter.notes,
    )
    found = Found(text=whole.text, url=whole.url, outlet=whole.outlet, title=whole.title)
    return replace(whole, id=content_id(found))


class _Bounded(policy.EmailPolicy):
    """The standard library's parser of headers, whose time grows with the square of their length,
    given the beginning of each."""

    def header_source_parse(self, sourcelines: list[str]) -> tuple[str, str]:
        name, value = super().header_source_parse(sourcelines)
        return name, value[:_HEADER_CODE_POINTS]


def _counted() -> Callable[..., EmailMessage]:
    """What makes the parts of one e-mail: a part takes a kilobyte, and a file may name millions."""
    count = itertools.count(1)

    def made(policy: Policy) -> EmailMessage:
        if next(count) > _MOST_MADE:
            raise ValueError(f"more than {_MOST_MADE:,} parts")
        return EmailMessage(policy=policy)

    return made


def _header(part: Message[str, str], name: str) -> str | None:
    try:
        value = part.get(name)
    except _BROKEN:
        return None  # the parser of headers trips over some broken ones
    return str(value) if value is not None else None


def _subject(value: str | None) -> str | None:
    return line(re.sub(r"^(?:(?:re|fwd?|aw|wg|tr)\s?:\s*)+", "", value or "", flags=re.I)) or None


def _date(value: str | None) -> str | None:
    """The time in UTC as ISO 8601, or None."""
    try:
        made = parsedate_to_datetime(value or "")
        if made.tzinfo is None:
            return made.date().isoformat()
        return made.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    except (ValueError, TypeError, OverflowError, IndexError):
        return None


def _text(part: Message[str, str]) -> str:
    payload = part.get_payload(decode=True)
    if not isinstance(payload, bytes):
        return ""
    charset = codec(part.get_content_charset() or "", wide=True) or "utf-8"
    text = payload.decode(charset, "replace")
    if part.get_param("format") == "flowed":  # RFC 3676: a space at the end goes on
        text = re.sub(r" \r?\n(?!\r?\n)", " ", text)
    return text
