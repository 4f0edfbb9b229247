"""A model's server made for a test: on this machine, on whatever port is free, with set answers."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


class Asked:
    """What reached the server: each request's path, headers and body."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.paths: list[str] = []
        self.headers: list[dict[str, str]] = []
        self.bodies: list[dict[str, Any]] = []
        self.over = threading.Event()

    def sentences(self) -> list[dict[str, Any]]:
        """The numbered sentences that the last request holds."""
        rows: list[dict[str, Any]] = json.loads(self.bodies[-1]["messages"][1]["content"])[
            "sentences"
        ]
        return rows


class Handler(BaseHTTPRequestHandler):
    """Gives each request to the test; says nothing of it on standard error."""

    asked: Asked
    answer: Callable[[Handler, Asked], None]

    def do_POST(self) -> None:
        length = int(self.headers["Content-Length"])
        self.asked.paths.append(self.path)
        self.asked.headers.append({k.casefold(): v for k, v in self.headers.items()})
        self.asked.bodies.append(json.loads(self.rfile.read(length)))
        # Who asked may have gone, as a test of slowness wants.
        with suppress(OSError):
            type(self).answer(self, self.asked)

    def log_message(self, *_: Any) -> None:
        pass

    def put(self, content: bytes, status: int = 200, **headers: str) -> None:
        """Answer with these bytes."""
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)


@contextmanager
def serving(answer: Callable[[Handler, Asked], None]) -> Iterator[Asked]:
    """A server that answers every request with ``answer``, until the block ends."""
    made = type("Made", (Handler,), {"answer": staticmethod(answer)})
    with ThreadingHTTPServer(("127.0.0.1", 0), made) as server:
        asked = made.asked = Asked(f"http://127.0.0.1:{server.server_port}/v1")
        # Threads end with their requests; a slow one is told when the test is over.
        server.daemon_threads = True
        thread = threading.Thread(target=server.serve_forever, args=(0.02,))
        thread.start()
        try:
            yield asked
        finally:
            asked.over.set()
            server.shutdown()
            thread.join()


def completion(content: str | None, finish_reason: str = "stop", **message: Any) -> bytes:
    """The answer of a chat completion with this content."""
    said = {"role": "assistant", "content": content, **message}
    choice = {"index": 0, "message": said, "finish_reason": finish_reason}
    return json.dumps({"object": "chat.completion", "choices": [choice]}).encode()


def numbered(*texts: str) -> str:
    """The JSON that is asked for, with these sentences as 1, 2, ..."""
    rows = [{"number": n, "text": text} for n, text in enumerate(texts, start=1)]
    return json.dumps({"sentences": rows})


def model(rewrite: Callable[[str], str]) -> Callable[[Handler, Asked], None]:
    """A model that rewrites each sentence so, and knows where it was asked for."""

    def answer(handler: Handler, asked: Asked) -> None:
        texts = [rewrite(row["sentence"]) for row in asked.sentences()]
        handler.put(completion(numbered(*texts)))

    return answer
