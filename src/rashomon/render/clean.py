"""Article text made safe to show: no control characters, no hidden change of direction."""

from __future__ import annotations

_BIDI = (*range(0x202A, 0x202F), *range(0x2066, 0x206A))
_BREAKS = (0x0B, 0x0C, 0x0D, 0x85, 0x2028, 0x2029)
_TABLE: dict[int, str | None] = {
    **dict.fromkeys((*range(0x20), 0x7F, *range(0x80, 0xA0))),
    **dict.fromkeys((0x09, *_BREAKS), " "),
    # A direction override can make a passage read as other words; shown by name it cannot.
    **{code: f"⟨U+{code:04X}⟩" for code in _BIDI},
    # Half of a UTF-16 pair: it cannot be written as UTF-8.
    **dict.fromkeys(range(0xD800, 0xE000), "\ufffd"),
    0x0A: "\n",
}


def clean(text: str) -> str:
    r"""The text without control characters, with direction overrides and isolates shown by name.

    Line feeds stay, other breaks and tabs become a space, lone surrogates become U+FFFD.

    >>> clean("a\x1b[31mb\u202ec")
    'a[31mb⟨U+202E⟩c'
    """
    return text.translate(_TABLE)


def line(text: str) -> str:
    r"""The cleaned text on one line, white space folded.

    >>> line(" one\n two\tthree ")
    'one two three'
    """
    return " ".join(clean(text).split())
