"""White space and unprintable characters made plain; nothing else of a text is changed.

Quotation marks, dashes and letters stay exactly as they are: contents are shown as exact words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

# Every kind of space that is not U+0020, and the tab: one code point for one code point.
_SPACES = dict.fromkeys(map(ord, "\t\xa0\u1680\u202f\u205f\u3000"), " ")
_SPACES |= dict.fromkeys(range(0x2000, 0x200B), " ")

# Marks without width that split words for every later tool. U+200C and U+200D stay: Persian and
# Indic spelling and joined emoji need them; so do the marks of writing direction.
_WIDTHLESS = dict.fromkeys(map(ord, "\xad\u200b\u2060\ufeff"))

# Not characters of any text: control codes, lone surrogates, the two noncharacters.
_UNPRINTABLE = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
# What splitting at white space and joining with spaces does not make plain.
_ODD = re.compile(_UNPRINTABLE.pattern[:-1] + "\xad\u200b\u2060\ufeff]")
_LINE_BREAKS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_CRLF = re.compile("\r\n")
_OTHER_BREAKS = re.compile("[\r\x0b\x0c\x85\u2028\u2029]")
_RUN = re.compile(" {2,}")
_AROUND_BREAK = re.compile(" *\n *")
_MANY_BREAKS = re.compile("\n{3,}")
# White space that is not one space: a line of megabytes is not cut into a million words.
_FOLDED = re.compile(r"\s{2,}|[^\S ]")
_LONG = 65_536


def same_length(text: str) -> tuple[str, int]:
    """The text with plain spaces and line feeds, code point for code point, and a count.

    For texts that come with an id and perhaps with offsets of their own: offsets into what was
    given hold in what is returned. The count says how many unprintable characters now stand as
    U+FFFD.

    >>> same_length("one\\xa0two\\r\\nthree\\x00")
    ('one two \\nthree\ufffd', 1)
    """
    text, replaced = _UNPRINTABLE.subn("\ufffd", text)
    text = _OTHER_BREAKS.sub("\n", _CRLF.sub(" \n", text))
    return text.translate(_SPACES), replaced


def plain(text: str) -> tuple[str, int]:
    """The text without widthless marks, with single spaces and at most one empty line, and a count.

    The count says how many unprintable characters were removed.

    >>> plain("one\\xa0 two\\u200b \\r\\n\\r\\n\\r\\nthree\\x00")
    ('one two\\n\\nthree', 1)
    """
    text, removed = _UNPRINTABLE.subn("", text)
    text = _LINE_BREAKS.sub("\n", text).translate(_SPACES | _WIDTHLESS)
    text = _AROUND_BREAK.sub("\n", _RUN.sub(" ", text))
    return _MANY_BREAKS.sub("\n\n", text).strip(), removed


def line(text: str) -> str:
    """The text on one line, plain: for titles, names and lines that were left out."""
    if len(text) > _LONG:
        return _FOLDED.sub(" ", plain(text)[0] if _ODD.search(text) else text).strip()
    # Most lines of most pages: ten times as fast, and pages have thousands.
    return " ".join((plain(text)[0] if _ODD.search(text) else text).split())


def stretches(text: str) -> Iterator[str]:
    """The text in stretches of some 65,000 code points, cut at spaces; a short one as it is."""
    start = 0
    while len(text) - start > _LONG:
        end = text.find(" ", start + _LONG)
        if end < 0:
            break
        yield text[start:end]
        start = end
    yield text[start:] if start else text


def count(number: int, thing: str) -> str:
    """The number with its thing, for notes.

    >>> count(1, "character"), count(2_000, "character")
    ('1 character', '2,000 characters')
    """
    return f"{number:,} {thing}" if number == 1 else f"{number:,} {thing}s"
