"""Claims of readings kept by their words, and where they stand in the newest version.

They are looked for whenever the newest version at their address has another text: made again from
its capture, or a newer one. What is not certain is an orphan, until its words come back. See
:mod:`rashomon.selectors`.
"""

from __future__ import annotations

import logging
import sqlite3
from collections.abc import Iterator, Sequence
from itertools import groupby

from rashomon.addresses import is_address
from rashomon.captured import Capture
from rashomon.errors import DamagedError
from rashomon.fragments import link
from rashomon.model import Article, Claim, Reading, Span, Spans
from rashomon.selectors import MOST_CONTEXT, Folded, Selector, find_all, select_all
from rashomon.store.articles import Articles
from rashomon.store.types import AnchoredClaim, Put, Quote
from rashomon.text import sha256

MOST_CLAIMS = 2_000
"""Claims of one reading that are anchored: articles have some fifty, hostile ones any number."""
_MOST_CONTEXT = 4 * MOST_CONTEXT
"""Code points of a prefix or suffix: one without white space would have no end."""

READING = "article_id, annotator, weights_sha256, rashomon, text_sha256"
"""What names a reading."""
_ROLES = ("source", "cue", "content")

_log = logging.getLogger("rashomon")


class Anchored(Articles):
    """The claims of a library's readings, with their anchors."""

    def put(self, article: Article, *, capture: int | None, part: int = 0) -> Put:
        """Put the article as :meth:`Articles.put` does; look for the claims of its address."""
        with self.transaction():
            stood_at = self._addresses(capture, part)
            put = super().put(article, capture=capture, part=part)
            stands_at = self._addresses(capture, part)
            if not stands_at:
                found = self._all(
                    "SELECT address FROM article WHERE article_id = ? AND text_sha256 = ?",
                    article.id, sha256(article.text),
                )  # fmt: skip
                stands_at = {row["address"] for row in found}
            for left in stood_at - stands_at:
                if not self._all("SELECT 1 FROM article WHERE address = ? LIMIT 1", left):
                    for address in stands_at:
                        self._run("UPDATE claim SET address = ? WHERE address = ?", address, left)
            for address in stands_at:
                # Its readings may have come before it.
                self._run(
                    "UPDATE claim SET address = ? WHERE address = ? AND article_id = ?",
                    address, f"article {article.id}", article.id,
                )  # fmt: skip
            placed = orphaned = 0
            for address in stood_at | stands_at:
                found_, orphans = self._look_again(address)
                placed, orphaned = placed + found_, orphaned + orphans
        return Put(
            version=put.version,
            new=put.new,
            replaced=put.replaced,
            claims_placed=placed,
            claims_orphaned=orphaned,
        )

    def _addresses(self, capture: int | None, part: int) -> set[str]:
        found = self._all(
            "SELECT address FROM article WHERE capture = ? AND part = ?", capture, part
        )
        return {str(row["address"]) for row in found}

    def _see(self, id_: int, at: str, answer: Capture | None) -> None:
        super()._see(id_, at, answer)
        # What is there again is the newest version again.
        for row in self._all("SELECT DISTINCT address FROM article WHERE capture = ?", id_):
            self._look_again(str(row["address"]))

    def anchors(self, url: str | None = None) -> Iterator[AnchoredClaim]:
        """The claims of readings of the article at this address, or of all, in their order.

        Each with where it stands in the newest version. Of several readings of one text by one
        annotator, those of the last. Spans are of the text of ``versions(url)[-1]``.
        """
        addresses = (
            self._all("SELECT DISTINCT address FROM claim ORDER BY address")
            if url is None
            else [{"address": one} for one in self._addresses_of(url)]
        )
        for row in addresses:
            yield from self._at(str(row["address"]))

    def _at(self, address: str) -> Iterator[AnchoredClaim]:
        newest = self._newest(address)
        if newest is None:
            return
        live = next((u for u in (address, newest.url) if u and is_address(u)), None)
        digest = sha256(newest.text)
        found = self._all(
            "SELECT claim.*, role, position, exact, prefix, suffix, now_start, now_end FROM claim "
            "JOIN anchor ON anchor.claim = claim.id "
            "JOIN reading USING (article_id, annotator, weights_sha256, rashomon, text_sha256) "
            "WHERE claim.address = ? AND NOT EXISTS (SELECT 1 FROM reading AS later "
            "WHERE later.article_id = claim.article_id AND later.annotator = claim.annotator "
            "AND later.text_sha256 = claim.text_sha256 AND later.anchored "
            "AND (later.made, later.rashomon, later.weights_sha256) "
            "> (reading.made, reading.rashomon, reading.weights_sha256)) "
            "ORDER BY claim.id, role, position",
            address,
        )  # fmt: skip
        for _, rows in groupby(found, key=lambda row: row["id"]):
            spans = sorted(rows, key=lambda r: (_ROLES.index(r["role"]), r["position"]))
            yield _anchored(spans, newest, live, digest)

    def _newest(self, address: str) -> Article | None:
        versions = self._versions([address])
        if not versions:
            return None
        try:
            (article,) = self._load([versions[-1].rows[0]], None)
        except DamagedError:
            return None
        return article

    def _anchor(self, reading: Reading, key: dict[str, str]) -> None:
        """Keep the claims of a reading by their words."""
        found = self._all(
            "SELECT address FROM article WHERE article_id = ? "
            "ORDER BY text_sha256 = ? DESC, id DESC LIMIT 1",
            reading.article.id, reading.made_by.text_sha256,
        )  # fmt: skip
        address = str(found[0]["address"]) if found else f"article {reading.article.id}"
        text = Folded(reading.article.text)
        names = {speaker.id: speaker.name for speaker in reading.speakers}
        if len(reading.claims) > MOST_CLAIMS:
            _log.warning(
                "article %s: has %d claims; the first %d are anchored",
                reading.article.id, len(reading.claims), MOST_CLAIMS,
            )  # fmt: skip
        for claim in reading.claims[:MOST_CLAIMS]:
            spans = _spans(claim)
            selectors = _selectors(text, [span for _, _, span in spans])
            extent = max(s.end for *_, s in spans) - min(s.start for *_, s in spans)
            row = {
                "claim": claim.id,
                "kind": claim.kind,
                "speaker": names.get(claim.speaker or ""),
                "commitment": claim.commitment,
                "extent": extent if selectors else None,
                "orphan": 0,
                "looked_in": reading.made_by.text_sha256,
            }
            made = self._insert("claim", {"address": address, **key, **row})
            for number, (role, position, span) in enumerate(spans):
                told = selectors[number] if selectors else Selector(span.of(reading.article.text))
                self._insert(
                    "anchor",
                    {
                        "claim": made, "role": role, "position": position, **told._asdict(),
                        "read_start": span.start, "read_end": span.end,
                        "now_start": span.start, "now_end": span.end,
                    },
                )  # fmt: skip
        self._look_again(address)

    def _look_again(self, address: str) -> tuple[int, int]:
        """Look for the claims of this address in its newest version, if that is another text now.

        How many claims were found, and how many are orphans; (0, 0) where none was looked for.
        """
        if not self._all("SELECT 1 FROM claim WHERE address = ? LIMIT 1", address):
            return 0, 0
        newest = self._newest(address)
        if newest is None:
            return 0, 0
        digest = sha256(newest.text)
        claims = self._all(
            "SELECT id, extent, text_sha256 FROM claim WHERE address = ? AND looked_in <> ?",
            address, digest,
        )  # fmt: skip
        text = Folded(newest.text) if claims else Folded("")
        known: dict[tuple[Selector, ...], Spans | None] = {}
        found = 0
        for claim in claims:
            spans = self._all(
                "SELECT * FROM anchor WHERE claim = ? ORDER BY role, position", claim["id"]
            )
            places = _places(text, claim, spans, digest, known)
            found += places is not None
            for number, span in enumerate(spans):
                start, end = places[number] if places else (None, None)
                self._run(
                    "UPDATE anchor SET now_start = ?, now_end = ? "
                    "WHERE claim = ? AND role = ? AND position = ?",
                    start, end, claim["id"], span["role"], span["position"],
                )  # fmt: skip
            self._run(
                "UPDATE claim SET orphan = ?, looked_in = ? WHERE id = ?",
                int(places is None), digest, claim["id"],
            )  # fmt: skip
        return found, len(claims) - found


def _spans(claim: Claim) -> list[tuple[str, int, Span]]:
    each = zip(_ROLES, (claim.source, claim.cue, claim.content), strict=True)
    return [(role, number, span) for role, spans in each for number, span in enumerate(spans)]


def _selectors(text: Folded, spans: Sequence[Span]) -> tuple[Selector, ...] | None:
    made = select_all(text, spans)
    if made and all(max(len(s.prefix), len(s.suffix)) <= _MOST_CONTEXT for s in made):
        return made
    return None


def _places(
    text: Folded,
    claim: sqlite3.Row,
    spans: Sequence[sqlite3.Row],
    digest: str,
    known: dict[tuple[Selector, ...], Spans | None],
) -> Spans | None:
    if claim["text_sha256"] == digest:
        # The very text it was read in.
        return tuple(Span(row["read_start"], row["read_end"]) for row in spans)
    if claim["extent"] is None:
        return None
    selectors = tuple(
        Selector(
            row["exact"], row["prefix"], row["suffix"],
            bool(row["before"]), bool(row["after"]), bool(row["sentence"]),
        )
        for row in spans
    )  # fmt: skip
    if selectors not in known:
        # Versions share most claims: each is looked for once.
        known[selectors] = find_all(text, selectors, extent=claim["extent"])
    return known[selectors]


def _anchored(
    spans: Sequence[sqlite3.Row], newest: Article, live: str | None, digest: str
) -> AnchoredClaim:
    row = spans[0]
    orphan = bool(row["orphan"]) or row["looked_in"] != digest
    quotes = tuple(
        Quote(
            role=span["role"],
            exact=span["exact"],
            prefix=span["prefix"],
            suffix=span["suffix"],
            place=None if orphan else Span(span["now_start"], span["now_end"]),
        )
        for span in spans
    )
    content = [q.place for q in quotes if q.role == "content" and q.place is not None]
    return AnchoredClaim(
        address=row["address"],
        url=live,
        article=row["article_id"],
        annotator=row["annotator"],
        rashomon=row["rashomon"],
        text_sha256=row["text_sha256"],
        newest_sha256=digest,
        claim=row["claim"],
        kind=row["kind"],
        speaker=row["speaker"],
        commitment=row["commitment"],
        orphan=orphan,
        quotes=quotes,
        link=link(live, newest.text, content) if live and content else None,
    )
