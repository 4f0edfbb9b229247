"""The encodings of text, by the labels that pages, feeds and e-mails write."""

from __future__ import annotations

import codecs

# What browsers read these labels as (WHATWG Encoding): the superset that pages really use.
_AS_BROWSERS = {
    "iso8859-1": "cp1252",
    "latin-1": "cp1252",
    "ascii": "cp1252",
    "iso8859-9": "cp1254",
    "iso8859-11": "cp874",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
    "big5": "big5hkscs",
}
_WIDE = ("utf-16", "utf-32")
# Python knows these, no page is in them, and the time of some grows with the square of the text.
_NOT_CHARSETS = (
    "utf-7",
    "idna",
    "punycode",
    "unicode-escape",
    "raw-unicode-escape",
    "undefined",
)


def codec(label: str, *, wide: bool = False) -> str | None:
    """Python's name of the encoding that the label means; None where it means none of text.

    UTF-16 and UTF-32 only where ``wide``: a label that could be read in ASCII is wrong about them.

    >>> codec("ISO-8859-1"), codec("punycode"), codec("utf-16le"), codec("utf-16le", wide=True)
    ('cp1252', None, None, 'utf-16-le')
    """
    try:
        name = codecs.lookup(label.strip()).name
    except (LookupError, ValueError):
        return None
    if name.replace("_", "-").startswith(_NOT_CHARSETS):
        return None
    if name.startswith(_WIDE):
        return name if wide else None
    name = _AS_BROWSERS.get(name, name)
    try:
        b"a".decode(name)
    except (LookupError, ValueError):  # a codec that does not make text, such as base64
        return None
    return name
