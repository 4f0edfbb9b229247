"""Speed of reading WARC files: ours beside bare fastwarc, in one run.

Run: python benchmarks/archives.py      (the shared data beside the repository, or RASHOMON_SHARED)

The archive is made of the shared pages: each four times at its own address, with a request before
each, revisits, and answers that are no pages between them; each record packed with gzip by itself,
payload digests as crawlers write them. The same is read not packed. "fastwarc, bare" goes over all
records with their HTTP heads parsed; "and bodies read" reads those of responses too, which nobody
who wants the pages can do without. Rates are records per second of CPU time of one process, the
best of five runs.
"""

from __future__ import annotations

import base64
import gzip
import hashlib
import os
import platform
import tempfile
import time
from collections.abc import Callable, Iterator
from importlib.metadata import version
from pathlib import Path

from fastwarc.warc import ArchiveIterator, WarcRecordType

from rashomon.archives import Counts, Drop, records
from rashomon.captured import Capture
from rashomon.errors import ItemError
from rashomon.ingest.captures import from_capture

ROOT = Path(__file__).resolve().parent.parent
SHARED = Path(os.environ.get("RASHOMON_SHARED", ROOT.parent / "shared"))
PAGES = SHARED / "data" / "html" / "pages"
TIMES = 4
RUNS = 5
FEW = 200
"""Captures that are made articles: the rate is that of extraction, which needs no more."""


def record(kind: str, url: str, block: bytes, *, digest: str | None = None, day: int = 1) -> bytes:
    lines = [
        "WARC/1.0",
        f"WARC-Type: {kind}",
        f"WARC-Record-ID: <urn:uuid:{hashlib.md5((kind + url).encode()).hexdigest()}>",
        f"WARC-Date: 2031-02-{day:02d}T04:05:06Z",
        f"WARC-Target-URI: {url}",
        "WARC-IP-Address: 192.0.2.1",
        f"Content-Type: application/http; msgtype={'request' if kind == 'request' else 'response'}",
        *([f"WARC-Payload-Digest: {digest}"] if digest else []),
        f"Content-Length: {len(block)}",
        *("", ""),
    ]
    return "\r\n".join(lines).encode() + block + b"\r\n\r\n"


def answer(media: str, body: bytes) -> bytes:
    head = (
        "HTTP/1.1 200 OK\r\nDate: Mon, 03 Feb 2031 04:05:06 GMT\r\nServer: none\r\n"
        f"Content-Type: {media}\r\nCache-Control: max-age=60\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    return head.encode() + body


def made(pages: list[bytes]) -> Iterator[bytes]:
    picture = hashlib.shake_256(b"picture").digest(30_000)
    for turn in range(TIMES):
        for number, page in enumerate(pages):
            url = f"https://tollford.example/{turn}/{number}"
            digest = "sha1:" + base64.b32encode(hashlib.sha1(page).digest()).decode()
            ask = f"GET /{turn}/{number} HTTP/1.1\r\nHost: tollford.example\r\n\r\n".encode()
            yield record("request", url, ask)
            yield record("response", url, answer("text/html; charset=utf-8", page), digest=digest)
            yield record("request", f"{url}.jpg", ask)
            yield record("response", f"{url}.jpg", answer("image/jpeg", picture))
            yield record("response", f"{url}.js", answer("text/javascript", page[:5000]))
            if number % 10 == 9:
                head = answer("text/html; charset=utf-8", b"")
                yield record("revisit", url, head, digest=digest, day=2)


def bare(path: Path) -> int:
    return sum(1 for _ in ArchiveIterator(str(path), parse_http=True))


def bodies(path: Path) -> int:
    count = 0
    for one in ArchiveIterator(str(path), parse_http=True):
        count += 1
        if one.record_type == WarcRecordType.response and one.http_content_type == "text/html":
            one.reader.read()
    return count


def ours(path: Path) -> int:
    return sum(1 for _ in records(path, item=path.name))


def rate(work: Callable[[Path], int], path: Path) -> float:
    best = 0.0
    for _ in range(RUNS):
        start = time.process_time()
        count = work(path)
        best = max(best, count / (time.process_time() - start))
    return best


def articles(path: Path) -> tuple[float, str]:
    """Records per second up to articles, of the first pages, and what they gave."""
    counts = Counts()
    captures = 0
    start = 0.0
    seen = 0
    for found in records(path, item=path.name):
        if not start:  # what is loaded at the first page is not counted
            start = time.process_time()
        seen += 1
        if isinstance(found, Drop):
            continue
        captures += 1
        counts[outcome(found)] += 1
        if captures == FEW:
            break
    return seen / (time.process_time() - start), str(counts)


def outcome(capture: Capture) -> str:
    try:
        from_capture(capture)
    except ItemError as error:
        return type(error).__name__
    return "article"


def main() -> None:
    if not PAGES.is_dir():
        raise SystemExit(f"no pages in {PAGES}; set RASHOMON_SHARED to the shared folder")
    pages = [gzip.decompress(file.read_bytes()) for file in sorted(PAGES.glob("*.html.gz"))]
    with tempfile.TemporaryDirectory() as folder:
        plain, packed = Path(folder, "made.warc"), Path(folder, "made.warc.gz")
        digest = hashlib.sha256()
        with plain.open("wb") as as_it_is, packed.open("wb") as by_record:
            for part in made(pages):
                digest.update(part)
                as_it_is.write(part)
                by_record.write(gzip.compress(part, 6, mtime=0))
        kinds = Counts(
            found.kind if isinstance(found, Drop) else "capture"
            for found in records(packed, item=packed.name)
        )
        print(
            f"{kinds.total():,} records of {len(pages)} pages, sha256 {digest.hexdigest()}: {kinds}"
        )
        print(
            f"rashomon {version('rashomon')}, fastwarc {version('fastwarc')}, "
            f"Python {platform.python_version()}, {platform.machine()}, {os.cpu_count()} cores\n"
        )
        print("| records per CPU second | packed by record | beside bare | not packed |")
        print("|---|---|---|---|")
        base = rate(bare, packed)
        for label, work in (
            ("fastwarc, bare", bare),
            ("fastwarc, and bodies read", bodies),
            ("rashomon, to captures", ours),
        ):
            fast = base if work is bare else rate(work, packed)
            print(f"| {label} | {fast:,.0f} | {fast / base:.2f} | {rate(work, plain):,.0f} |")
        fast, gave = articles(packed)
        print(f"| rashomon, to articles (first {FEW} captures: {gave}) | {fast:,.0f} | | |")


if __name__ == "__main__":
    main()
