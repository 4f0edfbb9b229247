"""What stands at addresses that do not exist: a fetcher without a network."""

from __future__ import annotations

from dataclasses import dataclass, field
from html import escape

from rashomon.captured import Capture
from rashomon.errors import FetchError

URL = "https://tollford.example/2031/ferry"
LINES = (
    "The harbour master of Tollford said on Monday that the ferry had sunk after it hit a rock.",
    "She gave no evidence for the rock, and the ministry of Eastmark declined to comment on it.",
    "Share prices of the ferry company fell by nine per cent in the afternoon of the same day.",
    "Divers are to go down on Friday, the company said, if the weather of the week allows it.",
)


def page(*, title: str = "Ferry sinks off Tollford", lines: tuple[str, ...] = LINES) -> bytes:
    text = "".join(f"<p>{escape(line)}</p>" for line in lines)
    return (
        f"<!DOCTYPE html><html lang='en'><head><title>{title}</title></head>"
        f"<body><article><h1>{title}</h1>{text}</article></body></html>"
    ).encode()


@dataclass
class Web:
    """Answers with ``pages``; the tag of each is its hash, its time the number of the request."""

    pages: dict[str, bytes]
    asked: list[tuple[str, str | None]] = field(default_factory=list)
    leads_to: dict[str, str] = field(default_factory=dict)
    has_tags: bool = True

    def fetch(
        self, url: str, *, etag: str | None = None, last_modified: str | None = None
    ) -> Capture | None:
        self.asked.append((url, etag))
        at = self.leads_to.get(url, url)
        if at not in self.pages:
            raise FetchError(url, "was answered with 404; check it", kind="status 404")
        body = self.pages[at]
        tag = str(hash(body))
        if etag == tag:
            return None
        return Capture(
            item=url,
            body=body,
            url=at,
            asked=url if at != url else None,
            captured=f"2021-05-01T10:00:{len(self.asked):02}Z",
            status=200,
            headers=(
                ("Content-Type", "text/html; charset=utf-8"),
                *((("ETag", tag),) if self.has_tags else ()),
            ),
        )
