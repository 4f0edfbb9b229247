"""Bytes to text, or a clear word on why they are none.

Order: byte order mark; UTF-8 where the bytes fit it and are not plain ASCII (they hardly ever do
by chance, and pages that declare another encoding are then wrong); the declared encoding; UTF-8
with single broken characters; a guess, which is always said.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from rashomon.charsets import codec
from rashomon.errors import NotTextError
from rashomon.ingest.normal import count

# The beginnings of what people pass by mistake: what it is, and what to do.
_MAGIC: tuple[tuple[bytes, str, str], ...] = (
    (b"%PDF", "a PDF", "save its text as a .txt file"),
    (b"\x1f\x8b", "a gzip archive inside another", "unpack it first"),
    (b"BZh", "a bzip2 archive", "unpack it first"),
    (b"\xfd7zXZ\x00", "an xz archive", "unpack it first"),
    (b"\x28\xb5\x2f\xfd", "a zstd archive", "unpack it first"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive", "unpack it first"),
    (b"Rar!", "a RAR archive", "unpack it first"),
    (b"\xd0\xcf\x11\xe0", "an old Office file", "save it as plain text"),
    (b"{\\rtf", "an RTF file", "save it as plain text"),
    (b"\x89PNG", "a PNG image", "give the text of the article"),
    (b"\xff\xd8\xff", "a JPEG image", "give the text of the article"),
    (b"GIF8", "a GIF image", "give the text of the article"),
    (b"SQLite format 3\x00", "an SQLite database", "export its articles as JSON lines"),
    (b"\x7fELF", "a program", "give an article"),
    (b"OggS", "a sound file", "give the text of the article"),
    (b"ID3", "a sound file", "give the text of the article"),
)
_OFFICE: tuple[tuple[bytes, str], ...] = (
    (b"word/", "a Word file (.docx)"),
    (b"xl/", "an Excel file (.xlsx)"),
    (b"ppt/", "a PowerPoint file (.pptx)"),
    (b"opendocument", "an OpenDocument file"),
    (b"epub+zip", "an EPUB book"),
)
_MARKS: tuple[tuple[bytes, str], ...] = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_CONTROL = bytes(set(range(32)) - set(b"\t\n\r\x0b\x0c\x1b") | {0x7F})
_BROKEN = re.compile("\ufffd+")
# The bytes above ASCII that Western European news in Windows-1252 uses: typographic marks, some
# signs, small letters with accents.
_WESTERN = frozenset(
    [0x80, *range(0x82, 0x8D), 0x8E, *range(0x91, 0x9D), 0x9E]
    + [0xA0, 0xA1, 0xA3, 0xA7, 0xA9, 0xAB, 0xAE, 0xB0, 0xB7, 0xBB, 0xBD, 0xBF]
    + [0xC0, 0xC4, 0xC7, 0xC8, 0xC9, 0xD6, 0xDC, 0xDF]
    + [b for b in range(0xE0, 0x100) if b not in (0xF0, 0xF7, 0xFD, 0xFE, 0xFF)]
)
SAMPLE = 20_000
"""Bytes that are looked at to guess an encoding."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Decoded:
    """The text, the encoding it was read with, and notes where that was not certain."""

    text: str
    encoding: str
    notes: tuple[str, ...] = ()


def refuse_binary(head: bytes, *, item: str) -> None:
    """Nothing, or NotTextError naming what the bytes seem to be and what to do.

    ``head`` is the beginning of the item; some thousand bytes are enough.
    """
    if any(head.startswith(mark) for mark, _ in _MARKS):
        return
    kind = _name_binary(head)
    if kind:
        raise NotTextError(item, f"is {kind[0]}, not text; {kind[1]}")
    sample = head[:SAMPLE]
    if sample and not _wide(sample):
        controls = len(sample) - len(sample.translate(None, _CONTROL))
        # Text has none; a few can come from a broken copy. Compressed bytes have one in nine.
        if controls > max(4, len(sample) // 100):
            raise NotTextError(
                item, "is binary, not text; give HTML, plain text or JSON lines, in UTF-8"
            )


def _name_binary(head: bytes) -> tuple[str, str] | None:
    for magic, name, advice in _MAGIC:
        if head.startswith(magic):
            return name, advice
    if head.startswith(b"PK\x03\x04"):
        for part, name in _OFFICE:
            if part in head[:SAMPLE]:
                return name, "save it as plain text"
        return "a ZIP archive", "unpack it first"
    if head.startswith(b"RIFF") and head[8:12] in (b"WEBP", b"WAVE", b"AVI "):
        return "an image or sound file", "give the text of the article"
    if head[4:8] == b"ftyp":
        return "an image or video file", "give the text of the article"
    if head.startswith(b"BM") and head[6:10] == b"\x00" * 4:
        return "a BMP image", "give the text of the article"
    return None


def _wide(data: bytes) -> str | None:
    """UTF-16 without its mark: a zero in nearly every second byte, as ASCII letters give."""
    sample = data[:SAMPLE]
    if len(sample) < 4:
        return None
    half = len(sample) // 2
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    if odd > 0.6 * half and even < 0.05 * half:
        return "utf-16-le"
    if even > 0.6 * half and odd < 0.05 * half:
        return "utf-16-be"
    return None


def _strict(data: bytes, encoding: str) -> str | None:
    """The text, or None where the bytes are not of that encoding."""
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def decode(data: bytes, *, item: str, declared: str | None = None) -> Decoded:
    """The text of the bytes; ``declared`` is the encoding that the item says it has.

    Raises :class:`~rashomon.errors.NotTextError` for binary data and where no encoding fits.
    """
    refuse_binary(data[: 4 * SAMPLE], item=item)
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _lenient(data[len(mark) :], encoding, ())
    wide = _wide(data)
    if wide:
        return _lenient(data, wide, (f"the encoding was guessed: {wide}",))
    text = _strict(data, "utf-8")
    if text is not None:
        stateful = data.isascii() and (b"\x1b" in data or b"~{" in data)
        if not (stateful and declared and codec(declared)):
            return Decoded(text=text, encoding="utf-8")
    name = codec(declared) if declared else None
    notes: tuple[str, ...] = ()
    if name and name != "utf-8":
        try:
            return Decoded(text=data.decode(name), encoding=name)
        except UnicodeDecodeError:
            notes = (f"declares the encoding {declared}, which its bytes do not fit",)
    return _nearly_utf_8(data) or _guess(data, item=item, notes=notes)


def _lenient(data: bytes, encoding: str, notes: tuple[str, ...]) -> Decoded:
    text = data.decode(encoding, "replace")
    broken = text.count("\ufffd")
    if broken:
        notes += (f"{count(broken, 'character')} could not be read, shown as \ufffd",)
    return Decoded(text=text, encoding=encoding, notes=notes)


def _nearly_utf_8(data: bytes) -> Decoded | None:
    """UTF-8 with a few broken characters (cut off, or pasted from elsewhere), or None."""
    text = data.decode("utf-8", "replace")
    broken = len(_BROKEN.findall(text))
    whole = sum(1 for c in text[: 4 * SAMPLE] if c > "\x7f" and c != "\ufffd")
    if broken * 4 > whole:
        return None
    return _lenient(data, "utf-8", ())


def _guess(data: bytes, *, item: str, notes: tuple[str, ...]) -> Decoded:
    high = bytes(b for b in data[: 10 * SAMPLE] if b > 0x7F)
    if len(high) * 8 < len(data[: 10 * SAMPLE]) and all(b in _WESTERN for b in high):
        encoding: str | None = "cp1252"
    else:
        encoding = _detect(data)
    if encoding is None:
        raise _untold(item)
    guessed = _lenient(data, encoding, (*notes, f"the encoding was guessed: {encoding}"))
    if guessed.text.count("\ufffd") * 100 > len(guessed.text):
        raise _untold(item)
    return guessed


def _untold(item: str) -> NotTextError:
    return NotTextError(item, "its encoding could not be told; save it as UTF-8 and try again")


def _detect(data: bytes) -> str | None:
    from charset_normalizer import from_bytes

    # Whole lines that hold something to tell by: markup in ASCII only slows the guess.
    lines = [line for line in data[: 50 * SAMPLE].split(b"\n") if not line.isascii()]
    sample = b"\n".join(lines)[:SAMPLE]
    best = from_bytes(sample).best()
    return codec(best.encoding) if best else None
