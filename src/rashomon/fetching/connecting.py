"""Connections to addresses that were checked: what is connected to is what was looked at.

The standard library's HTTP client with a resolver of our own: one look-up for each connection,
every address of the answer held against the guard, a connection to one of these very addresses. No
proxy, no cookies, no .netrc: nothing of the environment but the certificates it trusts.
"""

from __future__ import annotations

import functools
import http.client
import socket
import ssl
import threading
from ipaddress import ip_address
from typing import Any

from rashomon.errors import RefusedAddressError
from rashomon.fetching.deadline import Deadline, DeadlineError
from rashomon.fetching.guard import Target, inside, why_not

_MOST_ADDRESSES = 8
"""How many of a name's addresses are tried: its owner could list thousands of others' hosts."""

_Answer = list[tuple[int, int, int, str, Any]]


def connection(
    target: Target, *, item: str, deadline: Deadline, idle_s: float
) -> http.client.HTTPConnection:
    """A connection that will be made to a checked address of the target, and watched.

    Making it raises :class:`~rashomon.errors.RefusedAddressError`,
    :class:`~rashomon.fetching.deadline.DeadlineError` and OSError.
    """

    def connect(_: object, timeout: object = None, source: object = None) -> socket.socket:
        error: OSError | None = None
        answer = resolved(target, item=item, deadline=deadline)
        for family, kind, protocol, _name, place in answer[:_MOST_ADDRESSES]:
            made = socket.socket(family, kind, protocol)
            try:
                made.settimeout(min(idle_s, deadline.left()))
                deadline.watch(made)
                made.connect(place)
                return made
            except OSError as failed:
                made.close()
                error = failed
            except BaseException:
                made.close()
                raise
        raise error or OSError("the name has no address")

    made: http.client.HTTPConnection
    if target.scheme == "https":
        made = http.client.HTTPSConnection(target.host, target.port, context=_tls())
    else:
        made = http.client.HTTPConnection(target.host, target.port)
    made._create_connection = connect  # type: ignore[attr-defined]
    return made


def resolved(target: Target, *, item: str, deadline: Deadline) -> _Answer:
    """The addresses of the target's name, all of them checked."""
    answer = _look_up(target.host, target.port, deadline)
    if not target.trusted:
        for *_, place in answer:
            address = ip_address(str(place[0]).partition("%")[0])
            if why := why_not(address):
                raise RefusedAddressError(item, inside(f"resolves to {address}, {why}"))
    return answer


def _look_up(host: str, port: int, deadline: Deadline) -> _Answer:
    """The resolver has no timeout of its own: it runs beside, and is left behind when late."""
    found: list[_Answer] = []
    failed: list[Exception] = []

    def ask() -> None:
        try:
            found.append([*socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)])
        except (OSError, UnicodeError) as error:
            failed.append(error)

    thread = threading.Thread(target=ask, daemon=True)
    thread.start()
    thread.join(deadline.left())
    if found:
        return found[0]
    if failed:
        error = failed[0]
        raise error if isinstance(error, OSError) else OSError(str(error))
    raise DeadlineError


@functools.lru_cache(maxsize=1)
def _tls() -> ssl.SSLContext:
    """The certificates of the system and, where it has few, Mozilla's."""
    import certifi

    context = ssl.create_default_context()
    context.load_verify_locations(certifi.where())
    return context
