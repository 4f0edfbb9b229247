"""Where a model is asked: its address, what kind of place that is, and what is never shown."""

from __future__ import annotations

import ipaddress
from dataclasses import dataclass, field
from urllib.parse import SplitResult, urlsplit

from rashomon.errors import UsageError
from rashomon.model import HostClass

_TASK = "/chat/completions"


@dataclass(frozen=True, slots=True, kw_only=True)
class Endpoint:
    """A model behind the OpenAI API's ``/chat/completions``, as Ollama, llama.cpp and vLLM have it.

    ``url`` is the base address ("http://localhost:11434/v1"; without a path ``/v1`` is added).
    ``timeout_s`` is for a whole answer, from connecting to its last byte. ``key`` and ``proxy``
    (which may hold a password) are in no message and no ``repr``.

    Raises :class:`~rashomon.errors.UsageError` for an address or a time that cannot be used.
    """

    model: str
    url: str
    key: str | None = field(default=None, repr=False)
    proxy: str | None = field(default=None, repr=False)
    timeout_s: float = 60.0

    def __post_init__(self) -> None:
        if not self.model.strip():
            raise UsageError("the model has no name; give the one its server knows, such as llama3")
        parts = _split(self.url)
        if parts.scheme not in {"http", "https"} or not parts.hostname:
            raise UsageError(
                f"{_shown(self.url)!r} is no address of a model's server; give one such as "
                "http://localhost:11434/v1"
            )
        if "@" in parts.netloc:
            # Not repeated: what stands before the @ is a secret.
            raise UsageError(
                f"the address of {parts.hostname} holds a name or password, which would show in "
                "lists of processes; give the address without it, and the key apart"
            )
        if self.key and not _fits_a_header(self.key):
            raise UsageError(
                "the key holds white space or letters that no key has; copy it once more"
            )
        if not 0 < self.timeout_s <= 3600:
            raise UsageError(f"the timeout is {self.timeout_s} s; give more than 0, at most 3600")

    @property
    def address(self) -> str:
        """The address that is asked."""
        parts = _split(self.url)
        path = parts.path.rstrip("/") or "/v1"
        if not path.endswith(_TASK):
            path += _TASK
        return parts._replace(path=path, fragment="").geturl()

    @property
    def host(self) -> str:
        """Scheme, host and port: what may be shown. A query may hold a key."""
        parts = _split(self.url)
        return f"{parts.scheme}://{parts.netloc}"

    @property
    def host_class(self) -> HostClass:
        """What kind of place the address names; a name that is not resolved is elsewhere."""
        name = (_split(self.url).hostname or "").rstrip(".").casefold()
        if name == "localhost" or name.endswith(".localhost"):
            return "this machine"
        try:
            address = ipaddress.ip_address(name.partition("%")[0])
        except ValueError:
            return "elsewhere"
        mapped = getattr(address, "ipv4_mapped", None) or address
        if mapped.is_loopback or mapped.is_unspecified:
            return "this machine"
        return "private network" if mapped.is_private or mapped.is_link_local else "elsewhere"

    @property
    def notice(self) -> str:
        """One line that says what goes where, for a person to read before anything is sent."""
        what = (
            f"the sentences of each summary and the article's words behind them go to {self.host}"
        )
        where = {
            "this machine": "on this machine",
            "private network": "in your network: they leave this machine",
            "elsewhere": "they leave this machine",
        }[self.host_class]
        bare = self.host_class != "this machine" and self.host.startswith("http:")
        return f"{what} ({where}{', unencrypted' if bare else ''}), for {self.model} to rewrite"


def _split(url: str) -> SplitResult:
    try:
        parts = urlsplit(url.strip())
        _ = parts.port  # raises for a port that is no number
    except ValueError as error:
        raise UsageError(
            f"{_shown(url)!r} is no address ({error}); give one such as http://localhost:11434/v1"
        ) from None
    return parts


def _shown(url: str) -> str:
    """The address without what may be a secret: a name or password, and a query."""
    return url.rpartition("@")[2].partition("?")[0]


def _fits_a_header(key: str) -> bool:
    return key.isascii() and key.isprintable() and " " not in key
