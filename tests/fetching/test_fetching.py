"""Fetching, against servers on this machine: what is given, what is refused, what is bounded."""

from __future__ import annotations

import gzip
import socket
import threading
import time
import tracemalloc
import zlib
from collections.abc import Iterator
from contextlib import suppress

import brotli
import pytest
from serving import PAGE, Answer, Site, raw, site

from rashomon.errors import FetchError, RefusedAddressError, UsageError
from rashomon.fetching import Fetcher, FetchSettings
from rashomon.fetching.body import EncodingError, TooMuchError, decoded

QUICK = FetchSettings(deadline_s=5, idle_s=2, robots_deadline_s=2, body_bytes=1_000_000, delay_s=0)
SHORT = FetchSettings(
    deadline_s=0.6, idle_s=5, robots_deadline_s=0.6, body_bytes=1_000_000, delay_s=0
)


def fetcher(host: str | Site, settings: FetchSettings = QUICK) -> Fetcher:
    return Fetcher(settings, allowed=[host.host if isinstance(host, Site) else host])


def kind_of(caught: pytest.ExceptionInfo[FetchError]) -> str:
    assert str(caught.value).count("\n") == 0
    return caught.value.kind


def test_a_page_is_a_capture_with_its_headers_and_time() -> None:
    with site(page=Answer(headers={"ETag": '"1"'})) as made, fetcher(made) as asking:
        got = asking.fetch(made.url("/page?a=1#top"))
    assert got is not None
    assert (got.body, got.status, got.url) == (PAGE, 200, made.url("/page?a=1"))
    assert got.asked is None
    assert got.header("etag") == '"1"'
    assert (got.captured or "").endswith("Z")
    path, headers = made.asked[-1]
    assert path == "/page?a=1"
    assert headers["user-agent"].startswith("Rashomon/")
    assert not {"cookie", "authorization", "referer"} & set(headers)


def test_what_has_not_changed_is_none() -> None:
    def answer(headers: dict[str, str]) -> Answer:
        same = headers.get("if-none-match") == '"1"' and "if-modified-since" in headers
        return Answer(b"", 304) if same else Answer()

    with site(page=answer) as made, fetcher(made) as asking:
        since = "Wed, 24 Jan 2024 11:15:00 GMT"
        assert asking.fetch(made.url("/page"), etag='"1"', last_modified=since) is None
        assert asking.fetch(made.url("/page")) is not None


@pytest.mark.parametrize(
    ("name", "pack"),
    [
        ("gzip", gzip.compress),
        ("x-gzip", gzip.compress),
        ("deflate", zlib.compress),
        ("br", brotli.compress),
        ("deflate", lambda data: zlib.compress(data)[2:-4]),
        ("identity", bytes),
        ("gzip, br", lambda data: brotli.compress(gzip.compress(data))),
        ("gzip", lambda data: gzip.compress(data[:20]) + gzip.compress(data[20:])),
    ],
)
def test_content_encodings_are_taken_off(name: str, pack: object) -> None:
    body = pack(PAGE)  # type: ignore[operator]
    with (
        site(page=Answer(body, headers={"Content-Encoding": name})) as made,
        fetcher(made) as asking,
    ):
        got = asking.fetch(made.url("/page"))
    assert got is not None
    assert got.body == PAGE


def bomb(name: str, size: int = 300_000_000) -> bytes:
    if name == "br":
        packer = brotli.Compressor(quality=1)
        return (
            b"".join(packer.process(bytes(1_000_000)) for _ in range(size // 1_000_000))
            + packer.finish()
        )
    made = zlib.compressobj(9, wbits=31 if "gzip" in name else 15)
    packed = (
        b"".join(made.compress(bytes(1_000_000)) for _ in range(size // 1_000_000)) + made.flush()
    )
    return gzip.compress(packed) if name == "gzip, gzip" else packed


@pytest.mark.parametrize("name", ["gzip", "deflate", "br", "gzip, gzip"])
def test_a_bomb_is_refused_and_takes_little_memory(name: str) -> None:
    packed = bomb(name)
    assert len(packed) < 1_000_000
    with (
        site(page=Answer(packed, headers={"Content-Encoding": name})) as made,
        fetcher(made) as asking,
    ):
        tracemalloc.start()
        with pytest.raises(FetchError) as caught:
            asking.fetch(made.url("/page"))
        _, peak = tracemalloc.get_traced_memory()
        tracemalloc.stop()
    assert kind_of(caught) == "too large"
    assert peak < 20_000_000


def test_thousands_of_empty_gzip_members_are_read_to_the_end() -> None:
    assert (
        decoded([gzip.compress(b"") * 20_000 + gzip.compress(b"end")], ["gzip"], most=100) == b"end"
    )


def test_bytes_that_do_not_fit_their_encoding_are_said() -> None:
    for name, body in (
        ("gzip", b"\x1f\x8bno"),
        ("br", b"\xff\xff\xff\xff"),
        ("deflate", b"\xff\xfe\xfd"),
    ):
        with pytest.raises(EncodingError):
            decoded([body], [name], most=100)
    with pytest.raises(EncodingError):
        decoded([b"a"], ["zstd"], most=100)
    with pytest.raises(EncodingError):
        decoded([b"a"], ["gzip"] * 9, most=100)
    with pytest.raises(TooMuchError):
        decoded([b"a" * 200], [], most=100)


def test_a_body_that_says_it_is_too_large_is_not_read() -> None:
    big = Answer(b"a" * 10, headers={"Content-Length": "2000000000"})
    with site(page=big) as made, fetcher(made) as asking, pytest.raises(FetchError) as caught:
        asking.fetch(made.url("/page"))
    assert kind_of(caught) == "too large"


def test_a_body_without_end_is_cut_off_at_the_cap() -> None:
    def endless(made: socket.socket, over: threading.Event) -> None:
        made.sendall(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n")
        while not over.is_set():
            made.sendall(b"a" * 65_536)

    with raw(endless) as host, fetcher(host) as asking, pytest.raises(FetchError) as caught:
        asking.fetch(f"http://{host}/", robots=False)
    assert kind_of(caught) == "too large"


def dripping(head: bytes, drop: bytes) -> object:
    def drip(made: socket.socket, over: threading.Event) -> None:
        made.sendall(head)
        while not over.wait(0.02):
            made.sendall(drop)

    return drip


@pytest.mark.parametrize(
    ("head", "drop"),
    [
        (b"", b""),
        (b"HTTP/1.1 200 OK\r\n", b""),
        (b"HTTP/1.1 200 OK\r\nX-A: ", b"a"),
        (b"", b"H"),
        (b"", b"HTTP/1.1 100 Continue\r\n\r\n"),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 999\r\n\r\n", b"a"),
        (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", b"0"),
        (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", b"1\r\na\r\n"),
        (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n", b"X: y\r\n"),
    ],
)
def test_a_slow_drip_ends_at_the_deadline(head: bytes, drop: bytes) -> None:
    began = time.monotonic()
    with (
        raw(dripping(head, drop)) as host,  # type: ignore[arg-type]
        fetcher(host, SHORT) as asking,
        pytest.raises(FetchError) as caught,
    ):
        asking.fetch(f"http://{host}/", robots=False)
    assert kind_of(caught) == "deadline"
    assert time.monotonic() - began < 20  # not of the speed: that it ends at all


@pytest.mark.parametrize("drop", [b"", b"\x16"])
def test_a_handshake_that_stalls_ends_at_the_deadline(drop: bytes) -> None:
    with (
        raw(dripping(b"", drop)) as host,  # type: ignore[arg-type]
        fetcher(host, SHORT) as asking,
        pytest.raises(FetchError) as caught,
    ):
        asking.fetch(f"https://{host}/", robots=False)
    assert kind_of(caught) in ("deadline", "connection")


def test_a_look_up_that_never_answers_ends_at_the_deadline(monkeypatch: pytest.MonkeyPatch) -> None:
    over = threading.Event()
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: [] * over.wait(30))
    with Fetcher(SHORT) as asking, pytest.raises(FetchError) as caught:
        asking.fetch("http://news.example.org/", robots=False)
    over.set()
    assert kind_of(caught) == "deadline"


@pytest.mark.parametrize(
    "said",
    [
        b"",
        b"SSH-2.0-OpenSSH\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\nshort",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nab",
        b"HTTP/1.1 200 OK\r\n" + b"X: y\r\n" * 5_000 + b"\r\n",
        b"HTTP/1.1 200 OK\r\nX: " + b"a" * 100_000,
        b"HTTP/1.1 nonsense\r\n\r\n",
    ],
)
def test_an_answer_that_is_broken_is_a_connection_that_failed(said: bytes) -> None:
    def broken(made: socket.socket, over: threading.Event) -> None:
        made.sendall(said)
        with suppress(OSError):
            made.shutdown(socket.SHUT_WR)

    with raw(broken) as host, fetcher(host) as asking, pytest.raises(FetchError) as caught:
        asking.fetch(f"http://{host}/", robots=False)
    assert kind_of(caught) == "connection"


def test_a_chunk_size_without_end_takes_little_memory() -> None:
    def endless(made: socket.socket, over: threading.Event) -> None:
        made.sendall(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n")
        while not over.is_set():
            made.sendall(b"0" * 65_536)

    with raw(endless) as host, fetcher(host) as asking:
        tracemalloc.start()
        with pytest.raises(FetchError) as caught:
            asking.fetch(f"http://{host}/", robots=False)
        _, peak = tracemalloc.get_traced_memory()
        tracemalloc.stop()
    assert kind_of(caught) == "connection"
    assert peak < 20_000_000


def test_redirects_are_followed_and_both_addresses_kept() -> None:
    leads = Answer(b"", 301, {"Location": "/page"})
    with site(old=leads, page=Answer()) as made, fetcher(made) as asking:
        got = asking.fetch(made.url("/old"))
    assert got is not None
    assert (got.asked, got.url) == (made.url("/old"), made.url("/page"))


@pytest.mark.parametrize(
    "place",
    [
        "http://127.0.0.2/",
        "http://169.254.169.254/latest/meta-data/",
        "http://[::1]/",
        "http://2130706433/",
        "//10.0.0.1/",
        "http://localhost:22/",
        "http://user:pw@news.example.org/",
    ],
)
def test_a_redirect_inside_is_refused(place: str) -> None:
    leads = Answer(b"", 302, {"Location": place})
    with site(old=leads) as made, fetcher(made) as asking, pytest.raises(FetchError) as caught:
        asking.fetch(made.url("/old"))
    assert isinstance(caught.value, RefusedAddressError)
    assert made.url("/old") in str(caught.value)


def test_a_redirect_to_another_scheme_is_refused() -> None:
    with (
        site(old=Answer(b"", 302, {"Location": "file:///etc/passwd"})) as made,
        fetcher(made) as asking,
        pytest.raises(FetchError) as caught,
    ):
        asking.fetch(made.url("/old"))
    assert kind_of(caught) == "scheme"


def test_redirects_without_end_are_given_up() -> None:
    count = iter(range(1_000))

    def on(_: dict[str, str]) -> Answer:
        return Answer(b"", 302, {"Location": f"/a?{next(count)}"})

    with site(a=on, b=Answer(b"", 302, {"Location": "/b"})) as made, fetcher(made) as asking:
        for path in ("/a", "/b"):
            with pytest.raises(FetchError) as caught:
                asking.fetch(made.url(path))
            assert kind_of(caught) == "redirects"
    assert len(made.asked) < 12


def test_a_name_that_resolves_elsewhere_the_second_time_is_asked_once(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Rebinding: what is connected to is what was checked, whatever the name says later."""
    asked: list[str] = []
    connected: list[object] = []

    def resolver(host: str, port: int, **_: object) -> list[tuple[object, ...]]:
        asked.append(host)
        address = "93.184.215.14" if len(asked) == 1 else "127.0.0.1"
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port))]

    def connect(_: socket.socket, place: object) -> None:
        connected.append(place)
        raise ConnectionRefusedError

    monkeypatch.setattr(socket, "getaddrinfo", resolver)
    monkeypatch.setattr(socket.socket, "connect", connect)
    with Fetcher(QUICK) as asking, pytest.raises(FetchError):
        asking.fetch("http://news.example.org/", robots=False)
    assert connected == [("93.184.215.14", 80)]
    with Fetcher(QUICK) as asking, pytest.raises(RefusedAddressError):
        asking.fetch("http://news.example.org/", robots=False)
    assert len(connected) == 1


def test_proxies_of_the_environment_are_not_used(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:1")
    with site(page=Answer()) as made, fetcher(made) as asking:
        assert asking.fetch(made.url("/page")) is not None


@pytest.mark.parametrize("status", [401, 403, 404, 410, 429, 500, 503, 204, 206])
def test_a_status_that_is_no_page_is_counted_by_its_number(status: int) -> None:
    answer = Answer(b"", status, {"Retry-After": "120"})
    with site(page=answer) as made, fetcher(made) as asking, pytest.raises(FetchError) as caught:
        asking.fetch(made.url("/page"))
    assert kind_of(caught) == f"status {status}"
    assert ("120" in str(caught.value)) == (status in (429, 503))


@pytest.mark.parametrize(
    "media", ["image/png", "video/mp4", "application/zip", "application/octet-stream"]
)
def test_what_is_no_text_is_refused_by_its_media_type(media: str) -> None:
    page = Answer(media=media)
    with site(page=page) as made, fetcher(made) as asking, pytest.raises(FetchError) as caught:
        asking.fetch(made.url("/page"))
    assert kind_of(caught) == "media type"


RULES = (
    b"User-agent: *\nDisallow: /private\n\n"
    b"User-agent: Rashomon\nDisallow: /page\nCrawl-delay: 0.3\n"
)


def test_robots_txt_is_kept_and_asked_once() -> None:
    with (
        site(robots=Answer(RULES), page=Answer(), private=Answer()) as made,
        fetcher(made) as asking,
    ):
        with pytest.raises(FetchError) as caught:
            asking.fetch(made.url("/page"))
        assert kind_of(caught) == "robots"
        assert asking.fetch(made.url("/private")) is not None  # the group of our own name holds
        assert asking.fetch(made.url("/page"), robots=False) is not None
    assert made.paths().count("/robots.txt") == 1


@pytest.mark.parametrize(
    ("status", "open_"), [(404, True), (403, True), (500, False), (429, False)]
)
def test_a_robots_txt_that_is_not_there_opens_and_a_broken_one_shuts(
    status: int, open_: bool
) -> None:
    with site(robots=Answer(b"", status), page=Answer()) as made, fetcher(made) as asking:
        if open_:
            assert asking.fetch(made.url("/page")) is not None
        else:
            with pytest.raises(FetchError) as caught:
                asking.fetch(made.url("/page"))
            assert kind_of(caught) == "robots"


@pytest.mark.parametrize(
    "rules",
    [
        b"User-agent: *\nDisallow: /" + b"*a" * 400,
        b"User-agent: *\nDisallow: " + b"*a*" * 4 + b"b$",
        b"\xff\xfe\x00",
        b"Disallow" * 200_000,
        b"User-agent: *\n" + b"Disallow: /x\n" * 60_000,
    ],
)
def test_a_hostile_robots_txt_neither_hangs_nor_fails(rules: bytes) -> None:
    with site(robots=Answer(rules), page=Answer()) as made, fetcher(made) as asking:
        assert asking.fetch(made.url("/page?" + "a" * 500)) is not None


def test_redirects_of_robots_txt_have_one_deadline_together() -> None:
    """Each had its own: a site could hold one address for a minute at each of its redirects."""
    asked: list[str] = []

    def slowly(made: socket.socket, over: threading.Event) -> None:
        asked.append("")
        over.wait(0.4)
        place = f"/robots.txt?{len(asked)}".encode()
        made.sendall(b"HTTP/1.1 302 Found\r\nLocation: " + place + b"\r\n\r\n")

    with raw(slowly) as host, fetcher(host, SHORT) as asking:
        with pytest.raises(FetchError) as caught:
            asking.fetch(f"http://{host}/page")
        assert kind_of(caught) == "robots"
        assert "deadline" in caught.value.reason
    assert len(asked) == 2


def test_the_environment_names_the_contact_and_the_pause(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RASHOMON_CONTACT", "desk@courier.example")
    monkeypatch.setenv("RASHOMON_DELAY", "0.5")
    settings = Fetcher().settings
    assert settings.delay_s == 0.5
    assert "desk@courier.example" in settings.agent


@pytest.mark.parametrize(
    ("variable", "value"),
    [("RASHOMON_CONTACT", "a\nb"), ("RASHOMON_DELAY", "soon"), ("RASHOMON_DELAY", "-1"),
     ("RASHOMON_DELAY", "nan"), ("RASHOMON_DELAY", "99999")],
)  # fmt: skip
def test_a_variable_that_cannot_be_used_is_wrong_use(
    variable: str, value: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(variable, value)
    with pytest.raises(UsageError, match=f"^{variable}: "):
        Fetcher()


def test_a_host_is_left_alone_between_requests() -> None:
    waited: list[float] = []
    with site(robots=Answer(RULES), private=Answer()) as made, fetcher(made) as asking:
        asking._pace._sleep = waited.append
        for _ in range(3):
            asking.fetch(made.url("/private"))
    assert len(waited) == 2
    assert all(0.1 < wait <= 0.3 for wait in waited)


@pytest.fixture(autouse=True)
def _no_thread_stays() -> Iterator[None]:
    before = threading.active_count()
    yield
    for _ in range(100):
        if threading.active_count() <= before:
            return
        time.sleep(0.02)


@pytest.mark.parametrize("name", [b"Rashomon", b"rashomon/1.0", b"RASHOMON (x)", b"*"])
def test_our_name_in_robots_txt_is_known_with_a_version_too(name: bytes) -> None:
    rules = b"User-agent: other\nDisallow: /\n\nUser-agent: " + name + b"\nDisallow: /page\n"
    with site(robots=Answer(rules), page=Answer(), free=Answer()) as made, fetcher(made) as asking:
        assert asking.fetch(made.url("/free")) is not None
        with pytest.raises(FetchError) as caught:
            asking.fetch(made.url("/page"))
    assert kind_of(caught) == "robots"
