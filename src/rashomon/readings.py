"""One article to its reading, taken from the library where it is there already.

A reading depends on the article, the annotator with its weights and the version of Rashomon alone;
where all are the same, so is what would be made.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from rashomon.desk import Desk
from rashomon.errors import AnnotationError, ItemError, StopError
from rashomon.model import Article, MadeBy, Reading, Summary
from rashomon.text import sha256
from rashomon.version import __version__

if TYPE_CHECKING:
    from rashomon.annotate.attribution import Annotator
    from rashomon.store.library import Library

DEFAULT_TIME_S = 60
"""A minute is what a reader gives an article before deciding to read it."""

_log = logging.getLogger("rashomon")


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """Makes readings by one annotator, with summaries of one length and a person's corrections.

    ``library`` is where readings of its articles are kept and taken from: not with corrections,
    which are no part of what makes an article's reading.
    """

    annotator: Annotator
    desk: Desk
    language: str | None = None
    time_s: int = DEFAULT_TIME_S
    sentences: int | None = None
    library: Library | None = None

    def read(self, article: Article) -> Reading:
        """The reading of the article.

        Raises :class:`~rashomon.errors.AnnotationError` where it cannot be read.
        """
        article = spoken(article, self.language)
        try:
            reading = self._kept(article)
            if reading is None:
                reading = self._made(article)
                self._keep(reading)
            reading = self.desk.correct(reading)
            made = summary(reading, time_s=self.time_s, sentences=self.sentences)
            return replace(reading, summary=made)
        except StopError:
            raise
        except Exception as error:
            # A fault of ours in one odd article must not cost the other nine hundred.
            _log.debug("reading %s failed", article.id, exc_info=True)
            reason = (
                f"could not be read ({type(error).__name__}: {error}); please report this article"
            )
            raise AnnotationError(f"article {article.id}", reason) from error

    def _made(self, article: Article) -> Reading:
        from rashomon.annotate.pipeline import annotate

        annotation = annotate(article, self.annotator)
        return Reading(
            made_by=MadeBy(
                rashomon=__version__,
                annotator=self.annotator.name,
                weights_sha256=self.annotator.weights_sha256,
                text_sha256=sha256(article.text),
            ),
            article=article,
            claims=annotation.claims,
            speakers=annotation.speakers,
            record=annotation.record,
            tolls=annotation.tolls,
            notes=annotation.notes,
        )

    def _kept(self, article: Article) -> Reading | None:
        if self.library is None or self.desk.corrections is not None:
            return None
        try:
            kept = self.library.reading(
                article.id,
                self.annotator.name,
                weights_sha256=self.annotator.weights_sha256 or "",
                text_sha256=sha256(article.text),
            )
        except ItemError:  # damaged: it is made again
            return None
        # The same text under another title, date or language may be read otherwise.
        if kept is None or kept.article != article or kept.corrections:
            return None
        return replace(kept, summary=None)

    def _keep(self, reading: Reading) -> None:
        library = self.library
        if library is None or self.desk.corrections is not None or not library.writable:
            return
        # What was not added to the library does not get there by being read.
        if library.holds(reading.article):
            library.put_reading(reading)


@contextmanager
def kept_in(library: str | Path | None) -> Iterator[Library | None]:
    """The library in this file, open, or None where none is given."""
    from rashomon.store.library import Library

    with ExitStack() as opened:
        yield opened.enter_context(Library.open(library)) if library is not None else None


def summary(
    reading: Reading, *, time_s: int = DEFAULT_TIME_S, sentences: int | None = None
) -> Summary:
    """The summary of an article that was read, at another length.

    It is made for a reader with ``time_s`` seconds, or has ``sentences`` sentences where the
    article has as many that can stand alone. Nothing is read again.

    A reading without claims, as of an article in a language that the annotator does not read, has a
    summary without sentences: who said them cannot be told.

    Raises ValueError when ``time_s`` or ``sentences`` is not positive.
    """
    from rashomon.covered import of_article
    from rashomon.summarize import summarize_article

    made = summarize_article(reading, time_s=time_s, sentences=sentences)
    if not reading.claims:
        # Nobody looked for who said what (another language): no sentence is safe alone.
        return replace(made, time_s=time_s, sentences=(), covers=of_article(reading, ()).covers)
    return made


def spoken(article: Article, language: str | None) -> Article:
    """The article, in this language where its own cannot be told."""
    if article.language is None and language is not None:
        return replace(article, language=language)
    return article
