"""What hostile addresses and servers can do to a fetch: ours beside requests-hardened.

Run: python benchmarks/fetching.py
(the peer: pip install --target DIR requests-hardened, then PYTHONPATH=DIR)

Every case runs in a process of its own that is stopped after ten seconds. "Held" is: refused, or
ended with an error, within three seconds with a deadline (ours) or timeouts (requests-hardened) of
one second, with less than 100 MB of memory taken. Servers are on this machine, which both were told
to let through where the case is about the server. requests-hardened is used as its documentation
shows, with a body read through ``iter_content`` up to 10 MB, which its user must write.
"""

from __future__ import annotations

import gzip
import json
import os
import platform
import resource
import socket
import subprocess
import sys
import threading
import time
import zlib
from collections.abc import Callable
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests" / "fetching"))

from serving import raw

MOST = 10_000_000
Serve = Callable[[socket.socket, threading.Event], None]

ADDRESSES = {
    "this machine": ["http://127.0.0.1/", "http://localhost/", "http://0.0.0.0/", "http://[::1]/"],
    "private networks": ["http://10.0.0.1/", "http://172.16.0.1/", "http://192.168.0.1/",
                         "http://100.64.0.1/"],
    "metadata": ["http://169.254.169.254/", "http://168.63.129.16/", "http://100.100.100.200/"],
    "odd spellings": ["http://2130706433/", "http://0x7f000001/", "http://0177.0.0.1/",
                      "http://127.1/"],
    "inside IPv6": ["http://[::ffff:127.0.0.1]/", "http://[64:ff9b::7f00:1]/",
                    "http://[::127.0.0.1]/", "http://[2002:7f00:1::]/"],
    "schemes, passwords": ["file:///etc/passwd", "http://user:pw@127.0.0.1/"],
    "other ports": ["http://93.184.215.14:22/", "http://93.184.215.14:6379/"],
}  # fmt: skip


def drip(head: bytes, drop: bytes) -> Serve:
    def serve(made: socket.socket, over: threading.Event) -> None:
        made.sendall(head)
        while not over.wait(0.05):
            made.sendall(drop)

    return serve


def flood(head: bytes, chunk: bytes) -> Serve:
    def serve(made: socket.socket, over: threading.Event) -> None:
        made.sendall(head)
        while not over.is_set():
            made.sendall(chunk)

    return serve


def bomb(encoding: str) -> Serve:
    packer = zlib.compressobj(9, wbits=31)
    body = b"".join(packer.compress(bytes(1_000_000)) for _ in range(1_000)) + packer.flush()
    if encoding == "br":
        import brotli

        made = brotli.Compressor(quality=1)
        body = b"".join(made.process(bytes(1_000_000)) for _ in range(1_000)) + made.finish()
    elif encoding == "gzip, gzip":
        body = gzip.compress(body)
    head = f"HTTP/1.1 200 OK\r\nContent-Encoding: {encoding}\r\nContent-Length: {len(body)}\r\n\r\n"

    def serve(made: socket.socket, over: threading.Event) -> None:
        made.sendall(head.encode() + body)
        over.wait(10)

    return serve


OK, CHUNKED = b"HTTP/1.1 200 OK\r\n", b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
SERVERS: dict[str, dict[str, Callable[[], Serve]]] = {
    "a byte now and then": {
        "status line": lambda: drip(b"", b"H"),
        "header": lambda: drip(OK + b"X: ", b"a"),
        "100 Continue": lambda: drip(b"", b"HTTP/1.1 100 Continue\r\n\r\n"),
        "body": lambda: drip(OK + b"Content-Length: 9999\r\n\r\n", b"a"),
        "chunks": lambda: drip(CHUNKED, b"1\r\na\r\n"),
        "trailers": lambda: drip(CHUNKED + b"0\r\n", b"X: y\r\n"),
    },
    "bombs": {name: lambda name=name: bomb(name) for name in ("gzip", "br", "gzip, gzip")},  # type: ignore[misc]
    "without end": {
        "body": lambda: flood(OK + b"\r\n", b"a" * 65_536),
        "header": lambda: flood(OK + b"X: ", b"a" * 65_536),
        "chunk size": lambda: flood(CHUNKED, b"0" * 65_536),
    },
    "redirects": {
        "inside": lambda: flood(
            b"HTTP/1.1 302 Found\r\nLocation: http://169.254.169.254/\r\nContent-Length: 0\r\n\r\n",
            b"",
        ),
        "in a circle": lambda: flood(
            b"HTTP/1.1 302 Found\r\nLocation: /a\r\nContent-Length: 0\r\n\r\n", b""
        ),
    },
}


def ours(url: str, host: str | None) -> None:
    from rashomon.fetching import Fetcher, FetchSettings

    settings = FetchSettings(deadline_s=1, idle_s=1, delay_s=0)
    with Fetcher(settings, allowed=[host] if host else []) as made:
        made.fetch(url, robots=False)


def peer(url: str, host: str | None) -> None:
    from requests_hardened import Config, Manager

    config = Config(
        ip_filter_enable=True,
        ip_filter_allow_loopback_ips=host is not None,
        never_redirect=False,
        default_timeout=(1, 1),
    )
    got = Manager(config).send_request("GET", url, stream=True)
    size = 0
    for chunk in got.iter_content(65_536):
        size += len(chunk)
        if size > MOST:
            raise ValueError("too large")


CLIENTS = {"rashomon": ours, "requests-hardened": peer}


def case(client: str, url: str, host: str) -> None:
    """In a process of its own: one fetch; prints how it ended, after how long, and the memory."""
    before, began = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, time.monotonic()
    try:
        CLIENTS[client](url, host or None)
        ended = "fetched"
    except Exception as error:  # noqa: BLE001 - any end is an end
        ended = type(error).__name__
    taken = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
    print(json.dumps([ended, time.monotonic() - began, taken]))


def run(client: str, url: str, host: str = "") -> bool:
    command = [sys.executable, __file__, "--case", client, url, host]
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=10, check=True)
    except subprocess.SubprocessError:
        return False
    ended, seconds, taken = json.loads(done.stdout)
    # Connecting to nowhere is no refusal: it would have been asked.
    asked = ended in ("fetched", "ConnectTimeout", "ConnectionError", "ReadTimeout") and not host
    return ended != "fetched" and not asked and seconds < 3 and taken < 100


def main() -> None:
    names = [name for name in CLIENTS if name == "rashomon" or _has(name)]
    print(f"rashomon {version('rashomon')}, ", end="")
    print("".join(f"{n} {version(n)}, " for n in names if n != "rashomon"), end="")
    print(f"Python {platform.python_version()}, {platform.machine()}, {os.cpu_count()} cores\n")
    print(f"| cases | {' | '.join(names)} |\n|---|{'---|' * len(names)}")
    for label, urls in ADDRESSES.items():
        held = [sum(run(name, url) for url in urls) for name in names]
        print(f"| {label} | {' | '.join(f'{n} of {len(urls)}' for n in held)} |", flush=True)
    for label, servers in SERVERS.items():
        held = [0] * len(names)
        for make in servers.values():
            with raw(make()) as host:
                for number, name in enumerate(names):
                    held[number] += run(name, f"http://{host}/", host)
        print(f"| {label} | {' | '.join(f'{n} of {len(servers)}' for n in held)} |", flush=True)


def _has(name: str) -> bool:
    try:
        version(name)
    except PackageNotFoundError:
        return False
    return True


if __name__ == "__main__":
    if sys.argv[1:2] == ["--case"]:
        case(*sys.argv[2:5])
    else:
        main()
