"""What a site's robots.txt allows us (RFC 9309), as protego reads it; each read once a day."""

from __future__ import annotations

import functools
import re
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rashomon.errors import FetchError, RefusedAddressError
from rashomon.fetching.settings import PRODUCT

if TYPE_CHECKING:
    from protego import Protego

_LINE_CODE_POINTS, _MOST_STARS = 1_000, 6
_STARS = re.compile(r"\*{2,}")
_AGENT = re.compile(r"\s*user[-\s]*agent\b\s*:?([^#]*)", re.IGNORECASE)
_TOKEN = re.compile(r"[a-z_-]+")
_MOST_KEPT = 16_000_000
"""Code points of the rules of all sites; the site that was asked for longest ago goes first."""

Ask = Callable[[], tuple[int, bytes]]
"""Fetches the file: its status and body. Raises FetchError where the site cannot be asked."""


@dataclass(frozen=True, slots=True)
class _Rules:
    text: str | None
    """The file as it came: read, it takes a hundred times as much. None: everything is allowed."""
    closed: str | None
    """Why nothing may be asked now, or None."""
    since: float
    refused: str | None = None
    """Why the site is one that is never asked, or None."""


class Robots:
    """The rules of the sites that were asked, for as long as they live."""

    def __init__(self, *, life_s: float, clock: Callable[[], float] = time.monotonic) -> None:
        self._life, self._clock = life_s, clock
        self._sites: OrderedDict[str, _Rules] = OrderedDict()
        self._kept = 0

    def check(self, url: str, *, site: str, item: str, ask: Ask) -> float | None:
        """The site's Crawl-delay for us in seconds, or None; nothing else, where we may ask.

        Raises :class:`~rashomon.errors.FetchError` ("robots"): forbidden, or the rules cannot be
        had now (a server's error or no answer, RFC 9309 2.3.1.4).
        """
        rules = self._sites.get(site)
        if rules is None or self._clock() - rules.since > self._life:
            rules = self._ask(ask)
            self._keep(site, rules)
        self._sites.move_to_end(site)
        if rules.refused:
            raise RefusedAddressError(item, rules.refused)
        if rules.closed:
            raise FetchError(
                item,
                f"{site}/robots.txt cannot be had now ({rules.closed}); try later",
                kind="robots",
            )
        known = _parsed(rules.text) if rules.text else None
        if known is None:
            return None
        if not known.can_fetch(url, PRODUCT):
            raise FetchError(
                item,
                f"{site}/robots.txt forbids {PRODUCT} to fetch it; save the page in a browser",
                kind="robots",
            )
        delay = known.crawl_delay(PRODUCT)
        return float(delay) if delay is not None and delay >= 0 else None

    def _keep(self, site: str, rules: _Rules) -> None:
        if old := self._sites.pop(site, None):
            self._kept -= _size(old)
        self._sites[site] = rules
        self._kept += _size(rules)
        while self._kept > _MOST_KEPT and len(self._sites) > 1:
            _, old = self._sites.popitem(last=False)
            self._kept -= _size(old)

    def _ask(self, ask: Ask) -> _Rules:
        now = self._clock()
        soon = now - self._life + min(self._life, 60.0)
        try:
            status, body = ask()
        except RefusedAddressError as error:
            return _Rules(None, None, soon, error.reason)
        except FetchError as error:
            # No answer shuts the site for a while, not for a day.
            return _Rules(None, error.kind, soon)
        if status >= 500 or status == 429:
            return _Rules(None, f"status {status}", soon)
        if status >= 400:
            return _Rules(None, None, now)
        return _Rules(body.decode("utf-8", "replace").removeprefix("\ufeff"), None, now)


def _size(rules: _Rules) -> int:
    return 1_000 + len(rules.text or "")


@functools.lru_cache(maxsize=2)
def _parsed(text: str) -> Protego | None:
    from protego import Protego

    # Stars become ".*" of an expression; a line of many would cost without bound.
    lines = [
        line
        for line in (_STARS.sub("*", _of_us(line)) for line in text.splitlines())
        if len(line) <= _LINE_CODE_POINTS and line.count("*") <= _MOST_STARS
    ]
    try:
        return Protego.parse("\n".join(lines))
    except Exception:  # noqa: BLE001 - whatever a hostile file trips is a file without rules
        return None


def _of_us(line: str) -> str:
    """The line; where it names another robot, one name for all of them.

    Protego keeps each rule once for every name of its group: thousands of both are gigabytes.
    """
    found = _AGENT.match(line)
    if found is None:
        return line
    name = found[1].strip().lower()
    if name != "*":
        token = _TOKEN.match(name)  # "Rashomon/1.0 (x)" names the product before the slash
        name = PRODUCT if token and token[0] == PRODUCT.lower() else "another"
    return f"User-agent: {name}"
