"""What a site's robots.txt allows us (RFC 9309), as protego reads it; each read once a day."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rashomon.errors import FetchError
from rashomon.fetching.settings import PRODUCT

if TYPE_CHECKING:
    from protego import Protego

_LINE_CODE_POINTS, _MOST_STARS = 1_000, 6
_STARS = re.compile(r"\*{2,}")

Ask = Callable[[], tuple[int, bytes]]
"""Fetches the file: its status and body. Raises FetchError where the site cannot be asked."""


@dataclass(frozen=True, slots=True)
class _Rules:
    known: Protego | None
    """None: everything is allowed."""
    closed: str | None
    """Why nothing may be asked now, or None."""
    since: float


class Robots:
    """The rules of the sites that were asked, for as long as they live."""

    def __init__(self, *, life_s: float, clock: Callable[[], float] = time.monotonic) -> None:
        self._life, self._clock = life_s, clock
        self._sites: dict[str, _Rules] = {}

    def check(self, url: str, *, site: str, item: str, ask: Ask) -> float | None:
        """The site's Crawl-delay for us in seconds, or None; nothing else, where we may ask.

        Raises :class:`~rashomon.errors.FetchError` ("robots"): forbidden, or the rules cannot be
        had now (a server's error or no answer, RFC 9309 2.3.1.4).
        """
        rules = self._sites.get(site)
        if rules is None or self._clock() - rules.since > self._life:
            rules = self._sites[site] = self._ask(ask)
        if rules.closed:
            raise FetchError(
                item,
                f"{site}/robots.txt cannot be had now ({rules.closed}); try later",
                kind="robots",
            )
        if rules.known is None:
            return None
        if not rules.known.can_fetch(url, PRODUCT):
            raise FetchError(
                item,
                f"{site}/robots.txt forbids {PRODUCT} to fetch it; save the page in a browser",
                kind="robots",
            )
        delay = rules.known.crawl_delay(PRODUCT)
        return float(delay) if delay is not None and delay >= 0 else None

    def _ask(self, ask: Ask) -> _Rules:
        now = self._clock()
        try:
            status, body = ask()
        except FetchError as error:
            # No answer shuts the site for a while, not for a day.
            return _Rules(None, error.kind, now - self._life + min(self._life, 60.0))
        if status >= 500 or status == 429:
            return _Rules(None, f"status {status}", now - self._life + min(self._life, 60.0))
        if status >= 400:
            return _Rules(None, None, now)
        return _Rules(_parsed(body), None, now)


def _parsed(body: bytes) -> Protego | None:
    from protego import Protego

    text = body.decode("utf-8", "replace").removeprefix("\ufeff")
    # Stars become ".*" of an expression; a line of many would cost without bound.
    lines = [
        line
        for line in (_STARS.sub("*", line) for line in re.split(r"\r\n?|\n", text))
        if len(line) <= _LINE_CODE_POINTS and line.count("*") <= _MOST_STARS
    ]
    try:
        return Protego.parse("\n".join(lines))
    except Exception:  # noqa: BLE001 - whatever a hostile file trips is a file without rules
        return None
