"""XML as feeds have it, well or badly made, parsed within bounds.

lxml reads broken XML and does not look outside; documents that declare entities are refused, which
no feed needs and every bomb does.
"""

from __future__ import annotations

import html
import re
from typing import Any

from lxml import etree

from rashomon.charsets import codec
from rashomon.errors import FeedError

_NAMED = re.compile(r"&(?!(?:amp|lt|gt|quot|apos);)([A-Za-z][A-Za-z0-9]{1,30});")
_BARE = re.compile(r"&(?!(?:amp|lt|gt|quot|apos|#\d{1,7}|#[xX][0-9a-fA-F]{1,6});)")
_TAG = re.compile(r"</?[A-Za-z][^<>]{0,300}>")
_DECLARED = re.compile(r"^\s*<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([\w.:-]{2,40})[\"'][^>]*\?>")
_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_MARKS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))


def text_of(data: bytes, *, charset: str | None = None) -> str:
    """The text of the bytes, by their mark, their declaration, or the charset of their answer."""
    for mark, name in _MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(name, "replace")
    declared = _DECLARED.match(data[:400].decode("latin-1"))
    for named in (codec(declared[1]) if declared else None, codec(charset or "", wide=True)):
        try:
            if named:
                return data.decode(named)
        except UnicodeError:
            continue
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


def tree_of(text: str, *, item: str) -> Any:
    """The root of the XML, repaired where it is broken, or None where nothing is left of it.

    Raises :class:`~rashomon.errors.FeedError` where it declares entities.
    """
    if "<!ENTITY" in text.upper()[:1_000_000]:
        raise FeedError(item, "declares entities, which no feed needs; it is not read")
    text = _UNPRINTABLE.sub(" ", _DECLARATION.sub("", text.lstrip(), count=1))
    text = _escaped(text)
    parser = etree.XMLParser(
        recover=True, resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False,
        remove_comments=True, remove_pis=True, encoding="utf-8",
    )  # fmt: skip
    try:
        return etree.fromstring(text.encode("utf-8", "replace"), parser)
    except (etree.LxmlError, ValueError):
        return None


def _escaped(text: str) -> str:
    """The text with bare ampersands, and HTML's names for characters, as XML has them.

    CDATA sections stay as they are.
    """
    parts: list[str] = []
    at = 0
    while True:
        start = text.find("<![CDATA[", at)
        end = text.find("]]>", start) if start >= 0 else -1
        if end < 0:
            parts.append(_BARE.sub("&amp;", _NAMED.sub(_character, text[at:])))
            return "".join(parts)
        parts.append(_BARE.sub("&amp;", _NAMED.sub(_character, text[at:start])))
        parts.append(text[start : end + 3])
        at = end + 3


def _character(name: re.Match[str]) -> str:
    made = html.unescape(name[0])
    return html.escape(made) if made != name[0] else name[0]


def local(element: Any) -> str:
    """The name of an element without its namespace, in lower case; "" for what is none."""
    tag = element.tag
    return tag.rpartition("}")[2].rpartition(":")[2].lower() if isinstance(tag, str) else ""


def words(element: Any) -> str:
    """The text in an element, on one line, a hundred thousand code points of it at most."""
    return " ".join("".join(element.itertext())[:100_000].split())


def plain(title: str) -> str:
    """A title on one line, printable, without the HTML that many feeds have in it."""
    if "<" in title or "&" in title:
        title = html.unescape(_TAG.sub("", title))
    return " ".join("".join(c if c.isprintable() else " " for c in title).split())[:1_000]
