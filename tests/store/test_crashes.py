"""Two processes at one library, and processes that are killed while they write."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from rashomon.captured import Capture
from rashomon.errors import LibraryError
from rashomon.store import opening
from rashomon.store.library import Library

_WRITER = """
import sys
from pathlib import Path
from rashomon.captured import Capture
from rashomon.model import Article
from rashomon.store.library import Library

path, name, most = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
print("begun", flush=True)
with Library.open(path) as library:
    for number in range(most):
        url = f"https://{name}.example/{number}"
        body = f"{url} ".encode() * 400
        with library.transaction():
            kept = library.keep(Capture(item=url, url=url, body=body, status=200))
            library.put(Article(id=url, url=url, text=url), capture=kept.id)
        print(url, flush=True)
"""


def writer(path: Path, name: str, most: int) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", _WRITER, str(path), name, str(most)],
        stdout=subprocess.PIPE,
        text=True,
    )


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="Windows has no SIGKILL")
def test_killed_at_any_instant_loses_nothing_that_was_said_to_be_kept(tmp_path: Path) -> None:
    path = tmp_path / "library.db"
    chance = random.Random(11)
    said: set[str] = set()
    for round_ in range(14):
        process = writer(path, f"round-{round_}", 100_000)
        assert process.stdout is not None
        # From the making of the file itself to somewhere within the writing.
        for _ in range(chance.choice((1, 1, 2, 5, chance.randrange(10, 60)))):
            said.add(process.stdout.readline().strip())
        os.kill(process.pid, signal.SIGKILL)
        rest, _ = process.communicate()
        # A line that was cut off by the kill said nothing.
        said.update(line.strip() for line in rest.splitlines(keepends=True) if line.endswith("\n"))
    said.discard("begun")
    errors: list[Exception] = []
    with Library.open(path) as library:
        assert library.integrity() == ()
        kept = {stored.url: library.capture(stored.id) for stored in library.captures()}
        assert library.check(on_error=errors.append) == (len(kept), len(kept))
        articles = {article.id for article in library.articles()}
    assert not errors
    assert len(said) > 50
    assert said <= set(kept)
    assert articles == set(kept), "a capture and its article are kept together"
    for url, capture in kept.items():
        assert capture.body == f"{url} ".encode() * 400


def test_two_processes_that_make_and_fill_one_library_lose_nothing(tmp_path: Path) -> None:
    path = tmp_path / "library.db"
    processes = [writer(path, name, 40) for name in ("one", "two", "three")]
    for process in processes:
        process.communicate()
        assert process.returncode == 0
    with Library.open(path) as library:
        assert len(list(library.captures())) == 120
        assert library.integrity() == ()


def test_a_library_that_stays_locked_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(opening, "BUSY_S", 0.05)
    path = tmp_path / "library.db"
    with Library.open(path) as one, Library.open(path) as two, one.transaction():
        one.keep(Capture(item="a", body=b"a"))
        assert list(two.captures()) == []
        with pytest.raises(LibraryError, match="being written by another process"):
            two.keep(Capture(item="b", body=b"b"))
