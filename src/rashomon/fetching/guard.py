"""What is never asked: addresses inside the network, in any spelling, and odd schemes.

The network's side of the guard is :mod:`rashomon.fetching.connecting`: a name is resolved there
once, every address it has is held against :func:`why_not`, and only such an address is connected
to. So a name that resolves to something else a moment later changes nothing.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from urllib.parse import quote, urlsplit, urlunsplit

import idna

from rashomon.errors import FetchError, RefusedAddressError

PORTS = frozenset((80, 443, 8000, 8008, 8080, 8443))
"""Ports that web servers use; on others mail, databases and shells listen."""

_MOST_CODE_POINTS = 2_000
_ODD = re.compile(r"[\x00-\x20\x7f-\x9f\\<>\"{}|^`\u2028\u2029\ud800-\udfff]")
_LABEL = re.compile(r"(?!-)[a-z0-9_-]{1,63}(?<!-)")
_NUMBER = re.compile(r"(?:0x[0-9a-f]*|\d+)")
_QUAD = re.compile(r"(?:(?:0|[1-9]\d{0,2})\.){3}(?:0|[1-9]\d{0,2})")
_INSIDE = ("localhost", "local", "localdomain", "internal", "intranet", "lan", "home", "corp",
           "private", "home.arpa", "test", "invalid", "onion", "alt")  # fmt: skip
# IANA's registries of special-purpose addresses, and what clouds answer on besides.
_SPECIAL = tuple(
    map(
        ip_network,
        (
            "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16",
            "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24", "192.31.196.0/24", "192.52.193.0/24",
            "192.88.99.0/24", "192.168.0.0/16", "192.175.48.0/24", "198.18.0.0/15",
            "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/3",
            "168.63.129.16/32",  # Azure's host, on a public address
            "::/96", "::ffff:0:0:0/96", "64:ff9b:1::/48", "100::/64", "100:0:0:1::/64",
            "2001::/23", "2001:db8::/32", "2002::/16", "2620:4f:8000::/48", "3fff::/20",
            "5f00::/16", "fc00::/7", "fe80::/10", "fec0::/10", "ff00::/8",
        ),
    )
)  # fmt: skip
_NAT64 = ip_network("64:ff9b::/96")
_GIVEN_OUT = ip_network("2000::/3")
"""All of IPv6 that IANA has given out for the public web."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """An address that may be asked, taken apart: the host in ASCII, without brackets."""

    url: str
    scheme: str
    host: str
    port: int
    path: str
    """Path and query, as they stand in the request."""
    trusted: bool
    """Whether a person let this host through, wherever it is."""

    @property
    def site(self) -> str:
        """Scheme, host and port: what robots.txt and manners hold for."""
        return f"{self.scheme}://{self.authority}"

    @property
    def authority(self) -> str:
        """Host and, unless it is the scheme's own, port: the Host header."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == _DEFAULT[self.scheme] else f"{host}:{self.port}"


_DEFAULT = {"http": 80, "https": 443}


def target(url: str, *, allowed: Collection[str] = (), item: str | None = None) -> Target:
    """The address taken apart, or why it is not asked.

    ``allowed`` are hosts, or hosts with ports ("wiki.example:8080"), that a person let through.
    ``item`` names the address in errors, where it is a redirect of another.

    Raises :class:`~rashomon.errors.RefusedAddressError`, and
    :class:`~rashomon.errors.FetchError` ("scheme", "bad address").
    """
    name = item or shown(url)
    trimmed = url.strip()
    if len(trimmed) > _MOST_CODE_POINTS:
        raise FetchError(
            name, f"is longer than {_MOST_CODE_POINTS:,} characters", kind="bad address"
        )
    if _ODD.search(trimmed):
        raise FetchError(
            name, "holds a character that no address has; copy it once more", kind="bad address"
        )
    try:
        parts = urlsplit(trimmed)
        port = parts.port
        host = parts.hostname or ""
    except ValueError as error:
        raise FetchError(name, f"is no address ({error})", kind="bad address") from error
    scheme = parts.scheme.lower()
    if scheme not in _DEFAULT:
        raise FetchError(
            name, "is no http:// or https:// address; only such are fetched", kind="scheme"
        )
    if "@" in parts.netloc:
        raise RefusedAddressError(name, "carries a name or password; give it without")
    host = _host(host, name)
    port = _DEFAULT[scheme] if port is None else port
    trusted = any(_same(entry, host, port) for entry in allowed)
    if not trusted:
        _refuse_name(host, name)
        if port not in PORTS:
            raise RefusedAddressError(
                name, f"names port {port}, which is none of a web server; see --allow-host"
            )
    path = quote(parts.path or "/", safe="/%:@!$&'()*+,;=~-._")
    query = quote(parts.query, safe="/?%:@!$&'()*+,;=~-._[]")
    made = Target(
        url="", scheme=scheme, host=host, port=port, trusted=trusted,
        path=path + (f"?{query}" if query else ""),
    )  # fmt: skip
    whole = urlunsplit((scheme, made.authority, path, query, ""))
    return Target(
        url=whole, scheme=scheme, host=host, port=port, trusted=trusted, path=made.path
    )  # fmt: skip


def _host(host: str, item: str) -> str:
    """The host in ASCII and lower case; what it is called by resolvers."""
    if "%" in host:  # a zone ("fe80::1%eth0"), or an escape that resolvers and browsers read apart
        raise RefusedAddressError(item, "names a host with a percent sign in it")
    if ":" in host:
        try:
            return str(IPv6Address(host))
        except ValueError as error:
            raise FetchError(item, "names no host that there is", kind="bad address") from error
    try:
        # Also makes full-width and circled digits and dots plain, as resolvers would.
        # By today's rules (UTS 46): the older ones lead from "ß" to another owner's "ss".
        plain = unicodedata.normalize("NFKC", host)
        plain = plain if plain.isascii() else idna.encode(plain, uts46=True).decode("ascii")
    except UnicodeError as error:
        raise FetchError(item, "names no host that there is", kind="bad address") from error
    plain = plain.lower().removesuffix(".")
    labels = plain.split(".")
    if len(plain) > 253 or not all(map(_LABEL.fullmatch, labels)):
        raise FetchError(item, "names no host that there is", kind="bad address")
    if _NUMBER.fullmatch(labels[-1]) and not _QUAD.fullmatch(plain):
        # 2130706433, 0x7f.1, 0177.0.0.1: every resolver reads them in its own way.
        raise RefusedAddressError(item, "writes an IP address in an odd way; give the host's name")
    return plain


def _refuse_name(host: str, item: str) -> None:
    """Raise where the host is an address or a name inside the network."""
    try:
        address = ip_address(host)
    except ValueError:
        if host.split(".")[-1] in _INSIDE or host.endswith(".home.arpa") or "." not in host:
            raise RefusedAddressError(item, inside("names a host inside a network")) from None
        return
    if why := why_not(address):
        raise RefusedAddressError(item, inside(f"names {address}, {why}"))


def inside(what: str) -> str:
    """The reason with what to do, where it is meant."""
    return f"{what}; if you mean it, let the host through with --allow-host"


def why_not(address: IPv4Address | IPv6Address) -> str | None:
    """What the address is, where it is none of the public web; None for one that may be asked."""
    if isinstance(address, IPv6Address):
        held = address.ipv4_mapped or (
            IPv4Address(int(address) & 0xFFFF_FFFF) if address in _NAT64 else None
        )
        if held is not None:
            return why_not(held)
        if int(address) >> 32 & 0xFDFF_FFFF == 0x5EFE:  # RFC 5214: 0000:5efe or 0200:5efe
            return "which stands for another address (ISATAP)"
    if address.is_loopback or address.is_unspecified:
        return "which is this machine"
    if address.is_link_local:
        return "a link-local address, where clouds keep their secrets"
    if address.is_multicast:
        return "a multicast address"
    if isinstance(address, IPv6Address) and address not in _GIVEN_OUT:
        return "which is private or reserved"
    if any(address.version == net.version and address in net for net in _SPECIAL):
        return "which is private or reserved"
    return None if address.is_global else "which is private or reserved"


def _same(entry: str, host: str, port: int) -> bool:
    """Whether an entry of the allowed hosts means this host and port."""
    entry = entry.strip()
    if entry.count(":") > 1 and "[" not in entry:  # an IPv6 address as people write it
        entry = f"[{entry}]"
    try:
        parts = urlsplit(f"//{entry}")
        named, given = _host(parts.hostname or "", entry), parts.port
    except (ValueError, FetchError):
        return False
    return named == host and given in (None, port)


def shown(url: str) -> str:
    """The address on one line, cut where it is very long: as messages name it."""
    clean = " ".join("".join(c if c.isprintable() else " " for c in url).split())
    return clean if len(clean) <= 200 else clean[:199] + "…"
