"""How fast a library takes captures and answers, at a size that one person may come to.

PYTHONPATH=src python benchmarks/library.py [CAPTURES]

The pages are made up: runs of words drawn with a fixed seed, about as long as those of news.
Times are of the CPU, but for the wall clock of keeping, which waits for the disk at each item.
"""

from __future__ import annotations

import platform
import random
import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from rashomon import __version__
from rashomon.captured import Capture
from rashomon.model import Article, Span
from rashomon.store.library import Library

STARTS = ("har", "bri", "fer", "min", "cou", "sto")
ENDS = ("bour", "dge", "ry", "ister", "ncil", "rm", "ning", "sted", "les", "on")
WORDS = [start + end for start in STARTS for end in ENDS]
VERSIONS_OF = 5
"""Each address is captured up to this many times."""
MARKUP = b"<div class='block block--wide'><span data-track='x'></span></div>\n" * 1_200


def captures(count: int) -> Iterator[tuple[Capture, Article]]:
    chance = random.Random(7)
    for number in range(count):
        url = f"https://outlet-{number % 40}.example/2031/{number // VERSIONS_OF}"
        text = " ".join(chance.choices(WORDS, k=600))
        capture = Capture(
            item=url,
            body=MARKUP + text.encode(),
            url=url,
            captured=f"2031-05-{1 + number % 28:02}T{number % 24:02}:00:00Z",
            status=200,
            headers=(("Content-Type", "text/html"), ("ETag", f'"{number}"')),
        )
        article = Article(
            id=f"a-{number}", url=url, title=url, text=text, paragraphs=(Span(0, len(text)),)
        )
        yield capture, article


def per_second(what: Callable[[], int]) -> float:
    begun = time.process_time()
    done = what()
    return done / (time.process_time() - begun)


def main(count: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "library.db"
        made = list(captures(count))
        rows: list[tuple[str, str]] = []
        with Library.open(path) as library:
            begun = time.perf_counter(), time.process_time()
            for capture, article in made:
                with library.transaction():
                    library.put(article, capture=library.keep(capture).id)
            wall, cpu = time.perf_counter() - begun[0], time.process_time() - begun[1]
        rows.append(("keep a capture and put its article", f"{count / cpu:,.0f}"))
        rows.append(("the same, wall clock", f"{count / wall:,.0f}"))
        chosen = random.Random(8).sample(made, min(2_000, count))
        with Library.open(path, create=False) as library:
            asked: dict[str, Callable[[], int]] = {
                "is this capture known?": lambda: sum(
                    library.known(capture) is not None for capture, _ in chosen
                ),
                "the latest capture of an address": lambda: sum(
                    library.latest(str(capture.url)) is not None for capture, _ in chosen
                ),
                "the versions at an address": lambda: sum(
                    bool(library.versions(str(capture.url))) for capture, _ in chosen
                ),
                "the newest version of each address": lambda: sum(1 for _ in library.articles()),
                "check (unpack and hash)": lambda: sum(library.check(on_error=print)),
            }
            rows += [(what, f"{per_second(ask):,.0f}") for what, ask in asked.items()]
        size = path.stat().st_size / sum(len(capture.body) for capture, _ in made)
    print(f"{count:,} captures of {count // VERSIONS_OF:,} addresses; ", end="")
    print(f"rashomon {__version__}, SQLite {sqlite3.sqlite_version}, ", end="")
    print(f"Python {platform.python_version()}. The file has {size:.0%} of the bodies' bytes.\n")
    print("| Done | a CPU second |\n|---|---|")
    for what, number in rows:
        print(f"| {what} | {number} |")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 20_000)
