"""Servers of the tests: one answer for each path, or raw bytes, on this machine."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

PAGE = b"<html><body><p>The harbour office said that nobody was hurt.</p></body></html>"


@dataclass
class Answer:
    body: bytes = PAGE
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    media: str = "text/html; charset=utf-8"


@dataclass
class Site:
    """Answers by path, and what was asked: paths with their headers."""

    answers: dict[str, Answer | Callable[[dict[str, str]], Answer]]
    asked: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    times: list[float] = field(default_factory=list)
    port: int = 0

    @property
    def host(self) -> str:
        return f"127.0.0.1:{self.port}"

    def url(self, path: str) -> str:
        return f"http://{self.host}{path}"

    def paths(self) -> list[str]:
        return [path for path, _ in self.asked]


@contextmanager
def site(**answers: Answer | Callable[[dict[str, str]], Answer]) -> Iterator[Site]:
    """A server; the keyword ``page`` answers at /page, ``robots`` at /robots.txt, ``root`` at /."""
    named = {{"robots": "/robots.txt", "root": "/"}.get(k, f"/{k}"): v for k, v in answers.items()}
    made = Site(answers=named)

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            headers = {name.lower(): value for name, value in self.headers.items()}
            made.asked.append((self.path, headers))
            made.times.append(time.monotonic())
            found = made.answers.get(self.path.partition("?")[0], Answer(b"", 404))
            answer = found(headers) if callable(found) else found
            self.send_response(answer.status)
            given = {"Content-Type": answer.media, "Content-Length": str(len(answer.body))}
            for name, value in (given | answer.headers).items():
                if value:
                    self.send_header(name, value)
            self.end_headers()
            if answer.status != 304:
                self.wfile.write(answer.body)

        def log_message(self, *_: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    made.port = server.server_address[1]
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    try:
        yield made
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


@contextmanager
def raw(serve: Callable[[socket.socket, threading.Event], None]) -> Iterator[str]:
    """A server that does to each connection what ``serve`` does, until the event; its host:port."""
    over = threading.Event()
    listening = socket.create_server(("127.0.0.1", 0))
    listening.settimeout(0.05)

    def one(made: socket.socket) -> None:
        with made:
            try:
                made.settimeout(1)
                made.recv(65_536)
                made.settimeout(None)
                serve(made, over)
            except OSError:
                pass

    threads: list[threading.Thread] = []

    def accept() -> None:
        while not over.is_set():
            try:
                made, _ = listening.accept()
            except OSError:
                continue
            threads.append(threading.Thread(target=one, args=(made,), daemon=True))
            threads[-1].start()

    accepting = threading.Thread(target=accept, daemon=True)
    accepting.start()
    try:
        yield f"127.0.0.1:{listening.getsockname()[1]}"
    finally:
        over.set()
        accepting.join()
        listening.close()
        for thread in threads:
            thread.join(2)
