"""A person's corrections at work, and what becomes of items that cannot be used."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from rashomon.errors import ItemError
from rashomon.model import AppliedCorrection, Reading

if TYPE_CHECKING:
    from rashomon.corrections import Corrections, Line

    Overrides = Corrections | str | Path | Sequence[str | Path]

_log = logging.getLogger("rashomon")


class Desk:
    """A person's corrections at work: what did not fit is reported, what did is remembered."""

    def __init__(
        self,
        overrides: Overrides | None,
        *,
        on_error: Callable[[ItemError], None] | None = None,
    ) -> None:
        from rashomon.corrections import Corrections, load

        if isinstance(overrides, str | Path):
            overrides = (overrides,)
        if overrides is not None and not isinstance(overrides, Corrections):
            overrides = load(overrides)
        self.corrections = overrides
        self._on_error = on_error
        self._used: set[Line | tuple[str, int]] = set()

    def correct(self, reading: Reading) -> Reading:
        """The reading, corrected; without its summary, which the caller makes anew."""
        if self.corrections is None:
            return reading
        from rashomon.annotate.corrected import correct

        corrected = correct(reading, self.corrections)
        self._used |= corrected.used
        for orphan in corrected.orphans:
            report(orphan, self._on_error)
        return corrected.reading

    def note(self, applied: Iterable[AppliedCorrection]) -> None:
        """Remember corrections that were applied elsewhere."""
        self._used |= {(entry.file, entry.line) for entry in applied}

    def idle(self) -> tuple[str, ...]:
        """One note for each file with lines that had nothing to correct.

        Those of events are no matter of single readings: grouping has its own notes on them.
        """
        from rashomon.corrections import OfEvents

        idle: dict[str, list[str]] = {}
        for line in self.corrections.lines if self.corrections else ():
            if isinstance(line.correction, OfEvents):
                continue
            if line not in self._used and (line.file, line.number) not in self._used:
                idle.setdefault(line.file, []).append(str(line.number))
        return tuple(
            f"{file}: nothing to correct in these articles for line"
            f"{'s' * (len(numbers) > 1)} {', '.join(numbers)}"
            for file, numbers in idle.items()
        )


def report(error: ItemError, on_error: Callable[[ItemError], None] | None) -> None:
    """Give the error to ``on_error``, or log it as a warning where there is none."""
    if on_error is None:
        _log.warning("%s", error)
    else:
        on_error(error)
