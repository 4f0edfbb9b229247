"""One request to a model's server: within its time, within its size, and with nothing let slip."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Coroutine, Mapping
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any, TypeVar

from rashomon.errors import SetupError
from rashomon.rewriting.endpoint import Endpoint

if TYPE_CHECKING:
    import httpx2

# A summary is some thousand bytes; a model that thinks aloud sends a hundred times that.
MOST_BYTES = 1_000_000
# Servers differ in what they take. What one refuses by name is left out, and the rest asked again.
OPTIONAL = ("response_format", "seed", "temperature")

T = TypeVar("T")


class AskError(Exception):
    """No answer came that could be read; the message says why and never holds the key.

    ``lasting`` is True where the next request would fare no better: a server that is not there, a
    key that is refused, a model that is unknown.
    """

    def __init__(self, why: str, *, lasting: bool = False) -> None:
        super().__init__(why)
        self.lasting = lasting


def load() -> None:
    """Load what sending needs.

    Raises :class:`~rashomon.errors.SetupError`, which says what to install, where it is missing.
    """
    try:
        import httpx2  # noqa: F401
    except ImportError as error:
        raise SetupError(
            'rewriting needs the extra "llm", which is not installed; '
            'type: pip install "rashomon[llm]"'
        ) from error


def send(endpoint: Endpoint, body: Mapping[str, Any]) -> tuple[bytes, tuple[str, ...]]:
    """The server's answer, and the names of the options it did not take.

    The time is for all of it: connecting, waiting, and each byte, however slowly they drip.

    Raises :class:`AskError` where no answer comes.
    """
    return _run(_send(endpoint, dict(body)))


def _run(work: Coroutine[Any, Any, T]) -> T:
    # Asynchronous for one reason: only so does one deadline hold for all of a request. A client
    # that blocks counts its time anew with every byte.
    try:
        asyncio.get_running_loop()
    except RuntimeError:
        return asyncio.run(work)
    # In a notebook a loop runs already, and another needs a thread of its own.
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(asyncio.run, work).result()


async def _send(endpoint: Endpoint, body: dict[str, Any]) -> tuple[bytes, tuple[str, ...]]:
    import httpx2

    headers = {"Accept-Encoding": "identity", "Accept": "application/json"}
    if endpoint.key:
        headers["Authorization"] = f"Bearer {endpoint.key}"
    left_out: list[str] = []
    try:
        async with (
            asyncio.timeout(endpoint.timeout_s),
            # The environment is the caller's to read: neither its proxies nor its .netrc are taken.
            httpx2.AsyncClient(
                trust_env=False, proxy=endpoint.proxy, timeout=None, headers=headers
            ) as client,
        ):
            while True:
                status, answer = await _post(client, endpoint.address, body)
                refused = [o for o in OPTIONAL if o in body and o.encode() in answer]
                if status not in {400, 422} or not refused:
                    break
                for option in refused:
                    del body[option]
                left_out += refused
    except TimeoutError:
        # Nothing of the cause: a traceback of the client shows its headers.
        raise AskError(f"no whole answer within {endpoint.timeout_s:g} s") from None
    except httpx2.ConnectError as error:
        raise AskError(f"cannot be reached ({_hidden(error, endpoint)})", lasting=True) from None
    except (httpx2.HTTPError, httpx2.InvalidURL, OSError, ValueError) as error:
        raise AskError(f"the connection failed ({_hidden(error, endpoint)})") from None
    if status != 200:
        raise _refusal(status, answer, endpoint)
    return answer, tuple(left_out)


async def _post(
    client: httpx2.AsyncClient, address: str, body: Mapping[str, Any]
) -> tuple[int, bytes]:
    # No redirect is followed: the key and the words go where the user said, or nowhere.
    async with client.stream("POST", address, json=body, follow_redirects=False) as response:
        if response.headers.get("content-encoding", "identity") != "identity":
            raise AskError("the answer is compressed, which was not asked for")
        answer = bytearray()
        async for chunk in response.aiter_raw():
            answer += chunk
            if len(answer) > MOST_BYTES:
                raise AskError(f"the answer has more than {MOST_BYTES:,} bytes")
        return response.status_code, bytes(answer)


def _refusal(status: int, answer: bytes, endpoint: Endpoint) -> AskError:
    said = _message(answer)
    told = f": {_clean(said, endpoint)}" if said else ""
    if status in {401, 403}:
        # What the server says to this may quote the key, or most of it.
        return AskError(f"the key is missing or refused (HTTP {status})", lasting=True)
    if status == 404:
        return AskError(f"no such model or address (HTTP 404){told}", lasting=True)
    if 300 <= status < 400:
        return AskError(f"the address leads elsewhere (HTTP {status})", lasting=True)
    return AskError(f"the server failed (HTTP {status}){told}")


def _message(answer: bytes) -> str:
    """What the server says is wrong, in one of the two shapes servers have."""
    try:
        error = json.loads(answer)["error"]
        return str(error["message"] if isinstance(error, dict) else error)
    except (ValueError, KeyError, TypeError, RecursionError):
        return ""


def _hidden(error: Exception, endpoint: Endpoint) -> str:
    return _clean(str(error) or type(error).__name__, endpoint)


def _clean(words: str, endpoint: Endpoint) -> str:
    """One short line, without the secrets that a server or proxy may echo."""
    for secret in filter(None, (endpoint.key, endpoint.proxy)):
        words = words.replace(secret, "[hidden]")
    shown = "".join(c if c.isprintable() else " " for c in words)
    return " ".join(shown.split())[:200]
