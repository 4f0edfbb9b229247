"""What of an archive becomes no capture: each record's reason, and how many there were of each."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

BAD = "bad record"
CUT_OFF = "cut off"
DIGEST = "wrong digest"
ENCODING = "bad encoding"

BROKEN = frozenset((BAD, CUT_OFF, DIGEST, ENCODING))
"""The kinds that mean damage. All others are records that an archive is expected to hold."""

_PLURALS = {
    "request": "requests",
    "redirect": "redirects",
    "duplicate": "duplicates",
    "conversion": "conversions",
    "continuation": "continuations",
    "revisit without original": "revisits without original",
    BAD: "bad records",
    DIGEST: "wrong digests",
    ENCODING: "bad encodings",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Drop:
    """One record that becomes no capture.

    ``item`` names it ("news.warc.gz, record 17"), ``kind`` is the short word under which it is
    counted, ``reason`` says what was found.
    """

    item: str
    kind: str
    reason: str

    @property
    def broken(self) -> bool:
        """Whether the record is damaged, and not just none of those that are looked for."""
        return self.kind in BROKEN


class Counts(Counter[str]):
    """How many records were left out, by kind."""

    def __str__(self) -> str:
        """The kinds from the most frequent down: "402 requests, 51 not HTML"."""
        ordered = sorted(self.items(), key=lambda pair: (-pair[1], pair[0]))
        return ", ".join(
            f"{n:,} {kind if n == 1 else _PLURALS.get(kind, kind)}" for kind, n in ordered
        )
