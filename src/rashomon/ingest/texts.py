"""A plain text to its article, with the head that its first lines may be."""

from __future__ import annotations

import re

from rashomon.config import Limits
from rashomon.ingest import head
from rashomon.ingest.article import Found, make
from rashomon.ingest.language import from_tag
from rashomon.ingest.normal import count, plain
from rashomon.model import Article, LeftOut
from rashomon.text import paragraphs

_TITLE_CODE_POINTS = 160
_SENTENCE_END = re.compile(r"[.!?…。！？؟۔।:;,][\"'”’»)\]]*$")


def from_text(text: str, *, item: str, limits: Limits, notes: tuple[str, ...] = ()) -> Article:
    """The article of the text, white space made plain.

    A head (see :mod:`rashomon.ingest.head`) is taken off and listed. Without one, a short first
    line without a full stop, set off by an empty line, is taken as the title. It also stays in the
    text: where it was no title after all, no words are lost.

    Raises :class:`~rashomon.errors.EmptyError` and :class:`~rashomon.errors.TooLargeError`.
    """
    clean, removed = plain(text)
    if removed:
        notes += (f"{count(removed, 'unprintable character')} removed",)
    said = head.part(clean)
    found = Found(
        text=said.text,
        url=said.url,
        outlet=said.outlet,
        title=said.title or (None if said.lines else _title(clean)),
        authors=said.authors,
        published=said.published,
        modified=said.modified,
        declared_language=from_tag(said.language) if said.language else None,
        left_out=tuple(LeftOut(text=line, reason=head.REASON) for line in said.lines),
        notes=notes + said.notes,
    )
    return make(found, item=item, limits=limits)


def _title(text: str) -> str | None:
    first, _, rest = text.partition("\n")
    if not rest.startswith("\n") or len(first) > _TITLE_CODE_POINTS or _SENTENCE_END.search(first):
        return None
    return first if len(paragraphs(rest)) and len(rest) > len(first) else None
