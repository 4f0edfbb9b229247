"""The entry points that hostile bytes reach, fuzzed: pages, feeds, archives, e-mails, PDFs' names.

Run: python benchmarks/fuzz.py ENTRY --minutes 10 [--seeds DIR]
(it needs atheris: pip install --target DIR atheris, then PYTHONPATH=DIR)

ENTRY is html, feed, warc or mail. Each input has to end in articles, drops or an ItemError, within
ten seconds, with less than 1.5 GB of memory in all. What does otherwise is written to the folder
``fuzz-ENTRY`` and the run ends. What was found once stands as a test in ``tests/``.
"""

from __future__ import annotations

import argparse
import gzip
import io
import os
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["rashomon", "trafilatura", "htmldate"]):
    from rashomon.archives import records
    from rashomon.errors import ItemError
    from rashomon.feeds import parse
    from rashomon.ingest import read_bytes
    from rashomon.ingest.captures import TRIPPED
    from rashomon.ingest.mail import is_mail, open_letter

ROOT = Path(__file__).resolve().parent.parent
SHARED = Path(os.environ.get("RASHOMON_SHARED", ROOT.parent / "shared"))
SECONDS, MEGABYTES, MOST_BYTES = 10, 1_500, 60_000


def page(data: bytes) -> None:
    for found in read_bytes(data, item="page.html"):
        if isinstance(found, ItemError) and TRIPPED in found.reason:
            raise AssertionError(found) from found.__cause__


def feed(data: bytes) -> None:
    parse(data, item="a feed", url="https://courier.example/feed")


def archive(data: bytes) -> None:
    for _ in records(io.BytesIO(data), item="a.warc"):
        pass


def mail(data: bytes) -> None:
    is_mail(data)
    open_letter(data, item="a.eml")


ENTRIES: dict[str, Callable[[bytes], None]] = {
    "html": page,
    "feed": feed,
    "warc": archive,
    "mail": mail,
}


def seeds(entry: str) -> Iterator[bytes]:
    """Whole inputs to begin with: pages of the shared data, and what the tests are made of."""
    pages = [gzip.decompress(f.read_bytes()) for f in sorted(_pages())[::6]]
    if entry == "html":
        yield from (one[:MOST_BYTES] for one in pages)
        yield from (f.read_bytes() for f in sorted((ROOT / "examples").rglob("*.html")))
    elif entry == "feed":
        yield from _strings(ROOT / "tests" / "feeds" / "test_feeds.py")
    elif entry == "warc":
        yield from _archives(pages)
    else:
        yield from _strings(ROOT / "tests" / "ingest" / "test_mail.py")


def _pages() -> Iterable[Path]:
    return (SHARED / "data" / "html" / "pages").glob("*.html.gz")


def _archives(pages: list[bytes]) -> Iterator[bytes]:
    from rashomon.archives import write_warc
    from rashomon.captured import Capture

    for number, one in enumerate(pages[:8]):
        made = io.BytesIO()
        headers = (("Content-Type", "text/html"),)
        write_warc(
            [
                Capture(
                    item="a", body=one[:3_000], url=f"https://courier.example/{number}/{n}",
                    captured="2024-01-24T11:15:00Z", status=200, headers=headers,
                )
                for n in range(3)
            ],
            made,
        )  # fmt: skip
        yield made.getvalue()
        yield gzip.decompress(made.getvalue())


def _strings(path: Path) -> Iterator[bytes]:
    """The longer strings of a test file."""
    import ast

    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Constant):
            value = node.value.encode() if isinstance(node.value, str) else node.value
            if isinstance(value, bytes) and len(value) > 60:
                yield value


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("entry", choices=ENTRIES)
    asked.add_argument("--minutes", type=float, default=10)
    given = asked.parse_args()
    enter = ENTRIES[given.entry]

    def one(data: bytes) -> None:
        try:
            enter(data)
        except ItemError as error:
            if not error.reason or "\n" in str(error):
                raise ValueError(f"an error that says nothing, or over lines: {error!r}") from error

    found = Path(f"fuzz-{given.entry}")
    found.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as corpus:
        for number, data in enumerate(seeds(given.entry)):
            (Path(corpus) / f"{number:04}").write_bytes(data)
        atheris.Setup(
            [
                sys.argv[0], corpus, f"-max_total_time={int(60 * given.minutes)}",
                f"-timeout={SECONDS}",
                f"-rss_limit_mb={MEGABYTES}", f"-max_len={MOST_BYTES}",
                f"-artifact_prefix={found}/",
                "-print_final_stats=1", "-len_control=0",
            ],
            one,
        )  # fmt: skip
        atheris.Fuzz()


if __name__ == "__main__":
    main()
