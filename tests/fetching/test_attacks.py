"""What an attacker would try on fetching next.

A test marked as expected to fail shows a fault that is there; its mark falls with the fault.
"""

from __future__ import annotations

import gzip
import socket
import threading
import tracemalloc

import brotli
import pytest
from hypothesis import given
from hypothesis import strategies as st
from serving import PAGE, Answer, raw, site

from rashomon.errors import FetchError, RefusedAddressError
from rashomon.fetching import Fetcher, FetchSettings
from rashomon.fetching.body import TooMuchError, decoded
from rashomon.fetching.connecting import connection
from rashomon.fetching.deadline import Deadline
from rashomon.fetching.guard import target
from rashomon.fetching.robots import Robots

QUICK = FetchSettings(deadline_s=5, idle_s=2, robots_deadline_s=2, delay_s=0)
SHORT = FetchSettings(deadline_s=0.6, idle_s=5, robots_deadline_s=0.6, delay_s=0)


def resolving(monkeypatch: pytest.MonkeyPatch, *addresses: str) -> None:
    def answer(host: str, port: int, **_: object) -> list[tuple[object, ...]]:
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (a, port)) for a in addresses]

    monkeypatch.setattr(socket, "getaddrinfo", answer)


def rules(body: bytes) -> float | None:
    site = "http://a.example"
    return Robots(life_s=60).check(f"{site}/page", site=site, item="a", ask=lambda: (200, body))


# robots.txt


def test_rules_for_many_other_robots_take_little_memory() -> None:
    """92 KB of it took 22 s and 832 MB; 500 KB are allowed."""
    names = b"".join(b"user-agent:%x\n" % n for n in range(700))
    tracemalloc.start()
    rules(names + b"allow:/\n" * 700)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 10_000_000


@pytest.mark.parametrize("name", ["Rashomon", "rashomon", "RASHOMON*", "*"])
@pytest.mark.parametrize("field", ["User-agent:", "user agent ", "useragent :"])
def test_our_group_among_those_of_others_holds(name: str, field: str) -> None:
    body = f"{field} other\nDisallow: /x\n\n{field} {name}\n{field} more\nDisallow: /page\n"
    with pytest.raises(FetchError, match="forbids"):
        rules(body.encode())


@pytest.mark.parametrize("name", ["other", "mon", "Rashomonbot", "not rashomonic"])
def test_the_group_of_another_robot_does_not_hold_for_us(name: str) -> None:
    body = f"User-agent: {name}\nDisallow: /\n\nUser-agent: *\nDisallow: /x\nCrawl-delay: 7"
    assert rules(body.encode()) == 7  # what holds is the group of all


def test_the_rules_of_many_sites_take_little_memory() -> None:
    """`watch` goes on for weeks, and one feed can name a thousand hosts of one owner."""
    body = b"User-agent: *\n" + b"".join(b"Disallow:/%x*$\n" % n for n in range(800))
    made = Robots(life_s=86_400)
    tracemalloc.start()
    for n in range(30):
        host = f"http://{n}.example"
        made.check(f"{host}/page", site=host, item="a", ask=lambda: (200, bytes(body)))
    kept, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert kept < 15_000_000


def test_a_name_that_resolves_inside_is_counted_as_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    resolving(monkeypatch, "10.0.0.1")
    with Fetcher(QUICK) as asking, pytest.raises(FetchError) as caught:
        asking.fetch("http://news.example.org/page")
    assert caught.value.kind == "refused address"
    assert "10.0.0.1" in caught.value.reason


def test_a_robots_txt_that_leads_inside_is_not_asked_there() -> None:
    with site(robots=Answer(b"User-agent: *\nAllow: /")) as inside:
        away = Answer(b"", 302, {"Location": f"http://localhost:{inside.port}/robots.txt"})
        with site(robots=away, page=Answer()) as made, Fetcher(QUICK, allowed=[made.host]) as ask:
            with pytest.raises(FetchError):
                ask.fetch(made.url("/page"))
            assert made.paths() == ["/robots.txt"]
        assert inside.asked == []


def test_as_much_of_robots_txt_is_read_as_the_standard_asks() -> None:
    """RFC 9309, 2.5: at least 500 kibibytes."""
    assert FetchSettings().robots_bytes >= 500 * 1024


def test_a_packed_robots_txt_is_cut_where_the_cap_is() -> None:
    """Up to 65,535 bytes before the cap were not read: the rules in them did not hold."""
    packed = gzip.compress(b"Disallow: /x\n" * 60_000)
    assert len(decoded([packed], ["gzip"], most=500_000, cut=True)) == 500_000


# Addresses


@pytest.mark.parametrize("where", ["/\udcff", "/?a=\ud800"])
def test_half_a_character_in_an_address_is_a_bad_address(where: str) -> None:
    """From a command line that is no UTF-8, or JSON with half of a pair."""
    with pytest.raises(FetchError) as caught:
        target(f"http://news.example.org{where}")
    assert caught.value.kind == "bad address"


@given(
    st.sampled_from(["http://", "http://news.example.org/", "https://news.example.org:", ""]),
    st.text(st.characters(exclude_categories=["Cs"]), max_size=30),
)
def test_any_text_is_an_address_or_is_refused(begin: str, text: str) -> None:
    try:
        found = target(begin + text)
    except FetchError:
        return
    assert found.url.isascii()
    assert target(found.url) == found


def test_a_sharp_s_is_not_two() -> None:
    """Browsers and registries have kept the two names apart since IDNA 2008."""
    assert target("https://straße.example/").host == "xn--strae-oqa.example"


@pytest.mark.parametrize(
    ("entry", "url"),
    [
        ("::1", "http://[::1]/"),
        ("[0:0:0:0:0:0:0:1]", "http://[::1]/"),
        ("zürich.internal", "http://zürich.internal/"),
    ],
)
def test_a_host_is_let_through_in_any_spelling_of_it(entry: str, url: str) -> None:
    assert target(url, allowed=[entry]).trusted


@pytest.mark.parametrize(
    "entry", ["", ":80", "@", "example.org", "*.example.org", "*", "1", "http://", "%", "[", "[]"]
)
def test_an_entry_lets_nothing_else_through(entry: str) -> None:
    for url in ("http://127.0.0.1/", "http://localhost/", "http://a.internal/", "http://[::1]/"):
        with pytest.raises(FetchError):
            target(url, allowed=[entry])


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1\u3002example.org@10.0.0.1/",
        "http://127\u20240\u20240\u20241/",
        "http://\u2460\u2461\u2466.0.0.1/",
        "http://localhost\u3002/",
        "http://LOCALHOST./",
        "http://a.LocalHost/",
        "http://metadata.google.internal/",
        "http://[::ffff:7f00:1]/",
        "http://[64:ff9b::a9fe:a9fe]/",
        "http://[fd00:ec2::254]/",
        "http://10.0.0.1:080/",
        "http://10.0.0.1.:80/",
        "http://0/",
        "http://0x/",
        "http://4294967296/",
        "http://1.1/",
    ],
)
def test_more_spellings_that_lead_inside_are_refused(url: str) -> None:
    with pytest.raises(RefusedAddressError):
        target(url)


def test_what_is_connected_to_is_only_what_was_checked(monkeypatch: pytest.MonkeyPatch) -> None:
    """A resolver that answers a public address once and then this machine is asked once."""
    asked: list[str] = []
    went: list[object] = []

    def answer(host: str, port: int, **_: object) -> list[tuple[object, ...]]:
        asked.append(host)
        place = "93.184.215.14" if len(asked) == 1 else "127.0.0.1"
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (place, port))]

    class Made(socket.socket):
        def connect(self, place: object) -> None:
            went.append(place)
            raise ConnectionRefusedError

    monkeypatch.setattr(socket, "getaddrinfo", answer)
    monkeypatch.setattr(socket, "socket", Made)
    with Deadline(5) as deadline:
        made = connection(
            target("https://news.example.org/"), item="a", deadline=deadline, idle_s=1
        )
        with pytest.raises(ConnectionRefusedError):
            made.connect()
    assert (asked, went) == (["news.example.org"], [("93.184.215.14", 443)])


def test_a_name_with_hundreds_of_addresses_is_tried_at_a_few(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The owner of a name could have us knock at thousands of hosts of others."""
    resolving(monkeypatch, *(f"198.18.{n // 200}.{n % 200}" for n in range(600)))
    tried: list[object] = []

    class Made(socket.socket):
        def connect(self, place: object) -> None:
            tried.append(place)
            raise ConnectionRefusedError

    monkeypatch.setattr(socket, "socket", Made)
    with (
        Fetcher(QUICK, allowed=["news.example.org"]) as asking,
        pytest.raises(FetchError) as caught,
    ):
        asking.fetch("http://news.example.org/", robots=False)
    assert caught.value.kind == "connection"
    assert len(tried) < 20


# Redirects


@pytest.mark.parametrize("place", ["/sch\u00f6n", "/\u00c0-propos", "/\u65b0\u805e"])
def test_a_redirect_in_plain_utf_8_is_followed(place: str) -> None:
    asked: list[str] = []

    def serve(made: socket.socket, over: threading.Event) -> None:
        if asked:
            made.sendall(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + PAGE)
        else:
            asked.append(place)
            made.sendall(b"HTTP/1.1 302 Found\r\nLocation: " + place.encode() + b"\r\n\r\n")
        made.shutdown(socket.SHUT_WR)

    with raw(serve) as host, Fetcher(QUICK, allowed=[host]) as asking:
        got = asking.fetch(f"http://{host}/", robots=False)
        assert got is not None
        assert got.url == target(f"http://{host}{place}", allowed=[host]).url


@pytest.mark.parametrize(
    "place",
    [
        "//localhost/",
        "http:////localhost/",
        "\\\\localhost\\",
        "http:localhost",
        "http://a@localhost/",
        "http://[::1",
        "http://[::ffff:127.0.0.1]/",
        "http://2130706433/",
        "//0x7f.1/",
        "javascript:alert(1)",
        "FILE:/etc/hostname",
        "view-source:http://localhost/",
        "http://127.0.0.1:1/",
        "http://localhost.:80/",
        "?",
        "#x",
        "",
    ],
)
def test_a_redirect_to_something_odd_is_an_error_of_fetching(place: str) -> None:
    away = Answer(b"", 301, {"Location": place})
    with site(root=away) as made, Fetcher(QUICK, allowed=[made.host]) as asking:
        with pytest.raises(FetchError) as caught:
            asking.fetch(made.url("/"), robots=False)
        assert set(made.paths()) <= {"/", "/localhost", "/localhost/"}  # of this very host
    assert "\n" not in str(caught.value)


# Bodies and time


def test_encodings_in_two_headers_are_both_taken_off() -> None:
    """RFC 9110, 5.3: the same as one header with a comma."""
    body = brotli.compress(gzip.compress(PAGE))

    def serve(made: socket.socket, over: threading.Event) -> None:
        made.sendall(
            b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: gzip\r\n"
            b"Content-Encoding: br\r\nContent-Length: %d\r\n\r\n" % len(body) + body
        )

    with raw(serve) as host, Fetcher(QUICK, allowed=[host]) as asking:
        got = asking.fetch(f"http://{host}/", robots=False)
    assert got is not None
    assert got.body == PAGE


def test_a_transfer_encoding_that_is_not_known_is_said() -> None:
    body = b"%x\r\n%b\r\n0\r\n\r\n" % (len(PAGE), PAGE)

    def serve(made: socket.socket, over: threading.Event) -> None:
        made.sendall(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: identity, chunked\r\n\r\n" + body)
        made.shutdown(socket.SHUT_WR)

    with (
        raw(serve) as host,
        Fetcher(QUICK, allowed=[host]) as asking,
        pytest.raises(FetchError) as caught,
    ):
        asking.fetch(f"http://{host}/", robots=False)
    assert caught.value.kind == "encoding"


@pytest.mark.parametrize("names", [["gzip", "br"], ["br", "gzip"], ["br", "br"], ["gzip"] * 3])
def test_bombs_within_bombs_take_little_memory(names: list[str]) -> None:
    packed = b"\0" * 20_000_000
    for name in names:
        packed = gzip.compress(packed) if name == "gzip" else brotli.compress(packed, quality=5)
    tracemalloc.start()
    with pytest.raises(TooMuchError):
        decoded([packed], names, most=1_000_000)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 8_000_000


def test_a_deadline_that_ends_right_before_the_connection_holds(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    watch = Deadline.watch
    sent: list[int] = []

    def late(self: Deadline, made: socket.socket) -> None:
        watch(self, made)
        self._end()

    def drip(made: socket.socket, over: threading.Event) -> None:
        while len(sent) < 60 and not over.wait(0.02):
            made.sendall(b"H")
            sent.append(1)

    monkeypatch.setattr(Deadline, "watch", late)
    with (
        raw(drip) as host,
        Fetcher(SHORT, allowed=[host]) as asking,
        pytest.raises(FetchError) as caught,
    ):
        asking.fetch(f"http://{host}/", robots=False)
    assert caught.value.kind == "deadline"
    assert len(sent) < 30


HEADS = [
    b"HTTP/1.1 200 OK\r\nContent-Length: \xb2\r\n\r\n",
    b"HTTP/1.1 200 OK\r\nContent-Length: " + b"9" * 5_000 + b"\r\n\r\n",
    b"HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 99\r\n\r\nab",
    b"HTTP/1.1 200 OK\r\nContent-Encoding: " + b"gzip," * 5_000 + b"\r\n\r\nab",
    b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\x85br\r\n\r\nab",
    b"HTTP/1.1 503 No\r\nRetry-After: " + b"9" * 5_000 + b"\r\n\r\n",
    b"HTTP/1.1 429 No\r\nRetry-After: Wed, 99 Foo 0000 99:99:99 +9999\r\n\r\n",
    b"HTTP/1.1 302 No\r\nLocation: http://[\r\n\r\n",
    b"HTTP/1.1 302 No\r\nLocation: \xff\xfe\r\n\r\n",
    b"HTTP/1.1 999 No\r\n\r\n",
    b"HTTP/1.1 304 No\r\n\r\n",
    b"HTTP/1.1 103 Early Hints\r\n\r\n",
    b"HTTP/1.1 101 Switching\r\nUpgrade: x\r\n\r\n",
    b"HTTP/9.9 200 OK\r\n\r\nab",
    b"HTTP/1.1 200 OK\r\n\x00: \x1b[31m\r\n folded\r\nTransfer-Encoding: chunked\r\n\r\n-5\r\n",
]


@pytest.mark.parametrize("said", HEADS)
def test_odd_heads_are_answers_or_errors_of_fetching(said: bytes) -> None:
    def serve(made: socket.socket, over: threading.Event) -> None:
        made.sendall(said)
        made.shutdown(socket.SHUT_WR)

    with raw(serve) as host, Fetcher(QUICK, allowed=[host]) as asking:
        try:
            got = asking.fetch(f"http://{host}/", robots=False)
        except FetchError as error:
            assert str(error).isprintable()
        else:
            assert got is not None
            assert all(value.isprintable() for _, value in got.headers)
