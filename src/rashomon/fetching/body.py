"""A body with its content encodings taken off, never larger than it may be.

A kilobyte of gzip or brotli can hold gigabytes: each step gives out no more than what is still
allowed.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator
from typing import Protocol

_STEP = 1 << 16
_MOST_ENCODINGS = 3
_GZIP = b"\x1f\x8b"


class TooMuchError(Exception):
    """The body is larger than it may be."""


class EncodingError(Exception):
    """The body's encoding is none that is known, or its bytes do not fit it."""


class _Step(Protocol):
    """Takes one encoding off. While ``pending``, it is fed nothing and has more to give."""

    @property
    def pending(self) -> bool: ...

    def feed(self, data: bytes) -> bytes: ...


def decoded(
    chunks: Iterable[bytes], encodings: Iterable[str], *, most: int, cut: bool = False
) -> bytes:
    """The whole body of the chunks.

    ``encodings`` are those of the Content-Encoding header, in its order; ``most`` is the bytes that
    may come out: beyond, the body is ``cut`` there or :class:`TooMuchError` raised.
    :class:`EncodingError` says what cannot be taken off.
    """
    stream: Iterator[bytes] = iter(chunks)
    names = [name.strip().lower() for name in encodings if name.strip()]
    names = [name for name in names if name != "identity"]
    if len(names) > _MOST_ENCODINGS:
        raise EncodingError(f"{len(names)} encodings, one within the other")
    for name in reversed(names):
        stream = _taken_off(stream, _step(name), most)
    body = bytearray()
    try:
        for chunk in stream:
            body += chunk
            if len(body) > most:
                raise TooMuchError
    except TooMuchError:
        if not cut:
            raise
    return bytes(body[:most])


def _taken_off(chunks: Iterator[bytes], step: _Step, most: int) -> Iterator[bytes]:
    """What comes out of the chunks. A body cut short is given as far as it came."""
    out = 0
    for chunk in chunks:
        data = chunk
        while data or step.pending:
            made = step.feed(data)
            data = b""
            out += len(made)
            if out > most:
                yield made[: len(made) - (out - most)]  # whoever cuts the body cuts it here
                raise TooMuchError
            if made:
                yield made


def _step(name: str) -> _Step:
    if name in ("gzip", "x-gzip", "deflate"):
        return _Zlib()
    if name == "br":
        return _Brotli()
    raise EncodingError(f"an encoding that is not known ({name[:20]!r})")


class _Zlib:
    """gzip (of several members too) and both things that servers call deflate."""

    def __init__(self) -> None:
        self._made = zlib.decompressobj(wbits=47)
        self._waiting = b""
        self._begun = self._full = False

    @property
    def pending(self) -> bool:
        return bool(self._waiting) or self._full

    def feed(self, data: bytes) -> bytes:
        data = self._waiting + data
        made = self._decompress(data)
        self._waiting = self._made.unconsumed_tail
        self._full = len(made) >= _STEP
        if self._made.eof:
            # Another member may follow; whatever else does is no part of the body.
            rest = self._made.unused_data
            self._waiting = rest if rest[:2] == _GZIP else b""
            self._full = False
            self._made = zlib.decompressobj(wbits=47)
            self._begun = True
        return made

    def _decompress(self, data: bytes) -> bytes:
        try:
            made = self._made.decompress(data, _STEP)
        except zlib.error as error:
            if self._begun or data[:2] == _GZIP:
                raise EncodingError("its bytes are no gzip or deflate") from error
            self._made = zlib.decompressobj(wbits=-15)  # deflate without its header
            try:
                made = self._made.decompress(data, _STEP)
            except zlib.error:
                raise EncodingError("its bytes are no gzip or deflate") from error
        self._begun = True
        return made


class _Brotli:
    def __init__(self) -> None:
        import brotli

        self._made = brotli.Decompressor()
        self._error = brotli.error

    @property
    def pending(self) -> bool:
        return not self._made.can_accept_more_data()

    def feed(self, data: bytes) -> bytes:
        try:
            return bytes(self._made.process(data, output_buffer_limit=_STEP))
        except self._error as error:
            raise EncodingError("its bytes are no brotli") from error
