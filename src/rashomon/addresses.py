"""Addresses of articles: one form for each, so that two captures of one page are known as such."""

from __future__ import annotations

from urllib.parse import urldefrag, urlsplit


def is_address(text: str) -> bool:
    """Whether the text is meant as an address on the web: it begins with http:// or https://."""
    return text[:8].lower().startswith(("http://", "https://"))


def normal(url: str) -> str:
    """The address without fragment and tracking parameters, its host in lower case.

    What is no address of the web comes back unchanged.

    >>> normal("HTTPS://Example.org:443/a?utm_source=x&id=7#top")
    'https://example.org/a?id=7'
    """
    from courlan import normalize_url

    if not is_address(url):
        return url
    try:
        made: str = normalize_url(urldefrag(url).url, strict=False)
    except (ValueError, AttributeError):
        return url
    return made if urlsplit(made).netloc else url
