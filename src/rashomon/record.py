"""The types of the record: quantities, its items, and tolls."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from rashomon.spans import Span, Spans

Slot = Literal["quantity", "date", "place", "actor", "weapon", "cause", "other"]
Bound = Literal["exact", "at least", "at most", "about", "range"]
TollKind = Literal["killed", "injured"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """A number as the article gives it; ``max`` only where the bound is a range."""

    value: float
    bound: Bound
    unit: str | None = None
    counts: str | None = None
    max: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordItem:
    """One fact of the record, with the claims that assert it: never a bare fact.

    ``sum_of``, where it is not empty, says that the text gives no such number: ``quantity`` is the
    sum of the quantities at these spans, all parts of one enumeration in the claims named.
    ``value`` then shows the sum ("65 + 6 + 3 = 74") and is no quotation; ``span`` reaches from the
    first part to the last.
    """

    slot: Slot
    value: str
    span: Span
    quantity: Quantity | None = None
    claims: tuple[str, ...] = ()
    sum_of: Spans = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Toll:
    """How many the article itself gives as killed, or as injured, in the event it tells.

    People shot and wounded are injured. ``spans`` are the words it rests on (two where five were
    shot and one of them died: four injured), ``claims`` those whose content holds one of them. No
    toll means that nothing is said, never that nobody was hurt.
    """

    counts: TollKind
    value: int
    bound: Bound
    spans: Spans
    confidence: float
    claims: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if self.value < 0:
            raise ValueError(f"a toll of {self.counts}: {self.value} is below nothing")
        if not self.spans:
            raise ValueError(f"a toll of {self.counts}: it rests on no words")
        if not 0.0 <= self.confidence <= 1.0:
            raise ValueError(
                f"a toll of {self.counts}: confidence {self.confidence} is not within 0..1"
            )
