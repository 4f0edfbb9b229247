"""Addresses that are never asked, in every spelling."""

from __future__ import annotations

import socket
from ipaddress import ip_address

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rashomon.errors import FetchError, RefusedAddressError
from rashomon.fetching.connecting import resolved
from rashomon.fetching.deadline import Deadline
from rashomon.fetching.guard import target, why_not

INSIDE = [
    "127.0.0.1",
    "127.8.9.1",
    "0.0.0.0",
    "10.1.2.3",
    "172.16.0.1",
    "172.31.255.255",
    "192.168.1.1",
    "169.254.169.254",
    "100.64.0.1",
    "100.100.100.200",
    "192.0.0.192",
    "168.63.129.16",
    "198.18.0.1",
    "224.0.0.1",
    "240.0.0.1",
    "255.255.255.255",
    "192.0.2.1",
    "203.0.113.9",
]
INSIDE_6 = [
    "::1",
    "::",
    "fe80::1",
    "fc00::1",
    "fd00:ec2::254",
    "ff02::1",
    "::ffff:127.0.0.1",
    "::ffff:10.0.0.1",
    "::ffff:169.254.169.254",
    "::127.0.0.1",
    "64:ff9b::7f00:1",
    "64:ff9b::a9fe:a9fe",
    "64:ff9b:1::a00:1",
    "2002:7f00:1::",
    "2002:c0a8:101::1",
    "2001:0:4136:e378:8000:63bf:3fff:fdd2",
    "2001:db8::1",
    "fec0::1",
    "::ffff:0:7f00:1",
    "2606:4700::5efe:7f00:1",
    "2606:4700:1:1:0:5efe:7f00:1",
    "2606:4700:1:1:200:5efe:7f00:1",
    "4000::1",
    "e000::1",
    "5f00::1",
    "3fff::1",
]


@pytest.mark.parametrize("host", INSIDE)
def test_an_address_inside_the_network_is_refused(host: str) -> None:
    for url in (f"http://{host}/", f"https://{host}:8443/a", f"http://{host}./"):
        with pytest.raises(RefusedAddressError):
            target(url)


@pytest.mark.parametrize("host", INSIDE_6)
def test_an_ipv6_address_that_is_or_holds_one_is_refused(host: str) -> None:
    assert why_not(ip_address(host))
    with pytest.raises(RefusedAddressError):
        target(f"http://[{host}]/")


@pytest.mark.parametrize(
    "host",
    [
        "2130706433",
        "0x7f000001",
        "0x7f.0.0.1",
        "0177.0.0.1",
        "127.1",
        "127.0.1",
        "0",
        "017700000001",
        "0x7f.1",
        "1.1",
        "3232235777",
        "0xa9fea9fe",
        "169.254.43518",
        "0251.0376.0251.0376",
        "8.8.2056",
        "127.0.0.01",
        "00.0.0.0",
        "１２７.０.０.１",
        "①②⑦.⓪.⓪.①",
        "127。0。0。1",
        "127%2e0%2e0%2e1",
    ],
)
def test_an_address_in_an_odd_spelling_is_refused(host: str) -> None:
    with pytest.raises(RefusedAddressError):
        target(f"http://{host}/")


def spelled(parts: tuple[int, int, int, int], forms: list[int], count: int) -> str:
    """The address in ``count`` numbers, each in one of the forms that resolvers read."""
    head, rest = parts[: count - 1], parts[count - 1 :]
    last = 0
    for part in rest:
        last = last * 256 + part
    shapes = ("{}", "0x{:x}", "0{:o}", "0X{:X}", "00{:o}")
    return ".".join(shapes[f].format(n) for n, f in zip((*head, last), forms, strict=False))


@given(
    st.sampled_from(
        [(127, 0, 0, 1), (10, 0, 0, 8), (169, 254, 169, 254), (192, 168, 0, 1), (172, 20, 1, 1)]
    ),
    st.lists(st.integers(0, 4), min_size=4, max_size=4),
    st.integers(1, 4),
    st.sampled_from(["", "."]),
)
def test_no_mixed_notation_of_a_private_address_gets_through(
    parts: tuple[int, int, int, int], forms: list[int], count: int, end: str
) -> None:
    with pytest.raises(FetchError):
        target(f"http://{spelled(parts, forms, count)}{end}/")


@pytest.mark.parametrize(
    "url",
    [
        "http://localhost/",
        "http://LOCALHOST./",
        "http://a.localhost/",
        "http://printer/",
        "http://nas.local/",
        "http://metadata.google.internal/",
        "http://wiki.corp/",
        "http://router.home.arpa/",
        "http://user@news.example.org/",
        "http://user:secret@news.example.org/",
        "http://news.example.org:22/",
        "http://news.example.org@127.0.0.1/",
        "https://[fe80::1%25eth0]/",
        "http://news.example.org:6379/",
        "http://127.0.0.1\t/",
        "http://127.0.0.1 /",
    ],
)
def test_names_ports_and_passwords_that_lead_inside_are_refused(url: str) -> None:
    with pytest.raises(FetchError) as caught:
        target(url)
    assert caught.value.kind in ("refused address", "bad address")


@pytest.mark.parametrize(
    "url",
    [
        "file:///etc/passwd",
        "ftp://news.example.org/a",
        "gopher://news.example.org/",
        "data:text/html,a",
        "javascript:alert(1)",
        "dict://127.0.0.1:11211/",
        "//news.example.org/a",
        "news.example.org",
        "",
    ],
)
def test_only_the_web_is_fetched(url: str) -> None:
    with pytest.raises(FetchError) as caught:
        target(url)
    assert caught.value.kind == "scheme"


@pytest.mark.parametrize(
    "url",
    [
        "http://",
        "http:///a",
        "http://[::1",
        "http://a..b/",
        "http://-a.example/",
        "http://a.example:99999/",
        "http://a.example:port/",
        "http://a_\\b.example/",
        "http://" + "a" * 64 + ".example/",
        "http://a.example/" + "a" * 3000,
        "http://a.example/\r\nX: y",
        "http://exa mple.org/",
    ],
)
def test_what_is_no_address_says_so(url: str) -> None:
    with pytest.raises(FetchError) as caught:
        target(url)
    assert caught.value.kind == "bad address"


def test_a_public_address_is_taken_apart() -> None:
    made = target("HTTPS://News.Example.org:443/a b?q=ü#top".replace(" ", "%20"))
    assert made.url == "https://news.example.org/a%20b?q=%C3%BC"
    assert (made.host, made.port, made.path) == ("news.example.org", 443, "/a%20b?q=%C3%BC")
    assert target("http://bücher.example.org/").host == "xn--bcher-kva.example.org"
    assert target("http://[2606:4700::1111]:8080/").authority == "[2606:4700::1111]:8080"
    assert target("http://8.8.8.8/").host == "8.8.8.8"


def test_a_host_that_a_person_let_through_is_let_through_with_its_port_alone() -> None:
    assert target("http://127.0.0.1:9/", allowed=["127.0.0.1:9"]).trusted
    assert target("http://wiki.corp:9090/", allowed=["wiki.corp"]).trusted
    with pytest.raises(RefusedAddressError):
        target("http://127.0.0.1:10/", allowed=["127.0.0.1:9"])


def answering(*addresses: str) -> object:
    """A resolver that gives these addresses for every name."""

    def answer(host: str, port: int, **_: object) -> list[tuple[object, ...]]:
        families = [socket.AF_INET6 if ":" in a else socket.AF_INET for a in addresses]
        return [
            (f, socket.SOCK_STREAM, 6, "", (a, port, 0, 0) if f is socket.AF_INET6 else (a, port))
            for f, a in zip(families, addresses, strict=True)
        ]

    return answer


@pytest.mark.parametrize("inside", [*INSIDE, *INSIDE_6, "fe80::1%lo"])
@pytest.mark.parametrize("first", [True, False])
def test_a_public_name_that_resolves_to_an_inside_address_is_refused(
    monkeypatch: pytest.MonkeyPatch, inside: str, first: bool
) -> None:
    both = (inside, "93.184.215.14") if first else ("93.184.215.14", inside)
    monkeypatch.setattr(socket, "getaddrinfo", answering(*both))
    with Deadline(5) as deadline, pytest.raises(RefusedAddressError, match="resolves to"):
        resolved(target("http://news.example.org/"), item="a", deadline=deadline)


def test_a_name_with_public_addresses_gives_them(monkeypatch: pytest.MonkeyPatch) -> None:
    public = ("93.184.215.14", "2606:4700::1111", "64:ff9b::5db8:d70e")
    monkeypatch.setattr(socket, "getaddrinfo", answering(*public))
    with Deadline(5) as deadline:
        found = resolved(target("http://news.example.org/"), item="a", deadline=deadline)
    assert [place[0] for *_, place in found] == list(public)
