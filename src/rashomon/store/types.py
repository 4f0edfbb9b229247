"""What the library says of what is in it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from rashomon.spans import Span, Spans

Role = Literal["source", "cue", "content"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """A capture was kept under this id; not ``new`` where the library had the same already."""

    id: int
    new: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Put:
    """An article was put into the library.

    ``version`` is which version at its address it is (from 1); it is ``new`` where the version
    before it, if there is one, has another text or other metadata. ``replaced`` is whether it
    stands in the place of an article that was made from the same capture before.

    Where the newest version at the address has another text by that, the claims of readings of the
    address were looked for in it: ``claims_placed`` stand there for certain, ``claims_orphaned``
    do not.
    """

    version: int
    new: bool
    replaced: bool = False
    claims_placed: int = 0
    claims_orphaned: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """One span of a claim by its words: a TextQuoteSelector of the W3C Web Annotation model.

    ``place`` is where it stands in the newest version, in code points; None of an orphan.
    """

    role: Role
    exact: str
    prefix: str
    suffix: str
    place: Span | None


@dataclass(frozen=True, slots=True, kw_only=True)
class AnchoredClaim:
    """A claim of a reading that the library has, and where it stands in the newest version.

    ``speaker`` is a name. ``text_sha256`` is that of the text it was read in, ``newest_sha256``
    that of the newest version at ``address``, ``url`` the live page. ``link`` leads to its content
    there (a text fragment). An orphan has words that do not stand in the newest version for
    certain, and no link.
    """

    address: str
    url: str | None
    article: str
    annotator: str
    rashomon: str
    text_sha256: str
    newest_sha256: str
    claim: str
    kind: str
    speaker: str | None
    commitment: str
    orphan: bool
    quotes: tuple[Quote, ...]
    link: str | None

    def places(self, role: Role) -> Spans | None:
        """Where its spans of this role stand in the newest version; None of an orphan."""
        found = tuple(q.place for q in self.quotes if q.role == role and q.place is not None)
        return None if self.orphan else found


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredCapture:
    """A capture without its body. Times are ISO 8601 in UTC.

    ``captured`` is None where nothing tells; ``seen`` is when the same body was last found there.
    ``etag`` and ``last_modified`` are those of the answer that was seen last. ``size`` is in
    bytes.
    """

    id: int
    item: str
    url: str | None
    asked: str | None
    captured: str | None
    seen: str
    status: int | None
    headers: tuple[tuple[str, str], ...]
    sha256: str
    size: int
    etag: str | None
    last_modified: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedState:
    """What is known of a feed: when it was asked last, when it is due again, how that went.

    ``checked`` and ``due`` are ISO 8601 in UTC; ``failures`` counts those since the last success,
    ``error`` says the last one.
    """

    url: str
    title: str | None = None
    etag: str | None = None
    last_modified: str | None = None
    checked: str | None = None
    due: str | None = None
    failures: int = 0
    error: str | None = None
