"""One request at a time to a host, with a pause between."""

from __future__ import annotations

import time
from collections.abc import Callable


class Pace:
    """When each host was last asked, and for how long it is left alone."""

    def __init__(
        self,
        *,
        delay_s: float,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._delay, self._clock, self._sleep = delay_s, clock, sleep
        self._free: dict[str, float] = {}

    def wait(self, host: str) -> None:
        """Wait for the host's turn."""
        left = self._free.get(host, 0.0) - self._clock()
        if left > 0:
            self._sleep(left)

    def done(self, host: str, *, delay_s: float | None = None) -> None:
        """Leave the host alone from now on, for its own delay where that is longer."""
        self._free[host] = self._clock() + max(self._delay, delay_s or 0.0)
