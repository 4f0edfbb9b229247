"""A deadline that holds: against silence, against a byte a second, against a stuck look-up."""

from __future__ import annotations

import contextlib
import socket
import threading
import time


class DeadlineError(Exception):
    """The time is over."""


class Deadline:
    """So many seconds from now; a context manager that shuts watched sockets when they are over.

    Timeouts of sockets count from the last byte, so a server that gives one now and then is waited
    for without end. A timer ends it: reads on a socket that was shut end at once.
    """

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        self._at = time.monotonic() + seconds
        self._watched: list[socket.socket] = []
        self._lock = threading.Lock()
        self._timer = threading.Timer(seconds, self._end)
        self._timer.daemon = True
        self.over = False

    def __enter__(self) -> Deadline:
        self._timer.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._timer.cancel()
        with self._lock:
            for watched in self._watched:
                watched.close()
            self._watched.clear()

    def left(self) -> float:
        """Seconds until the deadline; raises :class:`DeadlineError` when there are none."""
        left = self._at - time.monotonic()
        if left <= 0 or self.over:
            raise DeadlineError
        return left

    def watch(self, made: socket.socket) -> None:
        """Shut this socket when the time is over, whatever wraps it by then (TLS does)."""
        with self._lock:
            self._watched.append(made.dup())
        self.left()

    def _end(self) -> None:
        with self._lock:
            self.over = True
            for watched in self._watched:
                with contextlib.suppress(OSError):
                    watched.shutdown(socket.SHUT_RDWR)
