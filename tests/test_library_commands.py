"""``rashomon add`` and ``rashomon library`` as a user meets them."""

from __future__ import annotations

import hashlib
import json
import os
import re
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from pages_at import LINES, page

from rashomon.store.library import Library

ROWS = "\n".join(
    json.dumps({"id": f"r{n}", "url": f"https://eastmark.example/{n}", "text": line})
    for n, line in enumerate(LINES)
)


def rashomon(*words: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "rashomon", *words],
        capture_output=True,
        encoding="utf-8",
        # Nobody else asks the servers of these tests.
        env={**os.environ, "RASHOMON_DELAY": "0", **environment},
        stdin=subprocess.DEVNULL,
    )


@contextmanager
def served(pages: dict[str, bytes]) -> Iterator[str]:
    """The address of a server on this machine that answers with the pages, and 304 when it may."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            body = pages.get(self.path)
            tag = f'"{len(body or b"")}"'
            known = body is not None and self.headers["If-None-Match"] == tag
            self.send_response(304 if known else 404 if body is None else 200)
            self.send_header("ETag", tag)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.send_header("Content-Length", "0" if known else str(len(body or b"")))
            self.end_headers()
            if not known:
                self.wfile.write(body or b"")

        def log_message(self, *_: Any) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = Thread(target=server.serve_forever, args=(0.01,), daemon=True)
        thread.start()
        try:
            yield f"127.0.0.1:{server.server_address[1]}"
        finally:
            server.shutdown()
            thread.join()


def test_pages_are_fetched_kept_not_asked_for_twice_and_become_versions(tmp_path: Path) -> None:
    library = str(tmp_path / "library.db")
    pages = {"/ferry": page()}
    with served(pages) as host:
        add = ("add", f"http://{host}/ferry", "--library", library, "--allow-host", host)
        first, second = rashomon(*add), rashomon(*add)
        pages["/ferry"] = page(lines=LINES[:3])
        third = rashomon(*add)
        read = rashomon("read", "--json", f"http://{host}/ferry", "--allow-host", host)
        compared = rashomon("compare", "--json", library)
    assert first.returncode == 0, first.stderr
    assert first.stdout == f"new: http://{host}/ferry | Ferry sinks off Tollford\n"
    assert second.stdout.startswith("not modified: ")
    assert third.stdout.startswith("new version (2): ")
    assert json.loads(read.stdout)["article"]["url"] == f"http://{host}/ferry"
    (article,) = json.loads(compared.stdout)["articles"]
    assert LINES[3] not in article["article"]["text"], "the newest version is read"


def test_a_private_address_is_refused_unless_it_is_allowed(tmp_path: Path) -> None:
    library = str(tmp_path / "library.db")
    with served({"/ferry": page()}) as host:
        for command in (("add", "--library", library), ("read",), ("group",)):
            done = rashomon(*command, f"http://{host}/ferry")
            assert done.returncode == 1
            assert "127.0.0.1" in done.stderr and "Traceback" not in done.stderr
    assert "0 captures" in rashomon("library", "check", "--library", library).stdout


def test_json_lines_say_what_became_of_each_item(tmp_path: Path) -> None:
    rows = tmp_path / "rows.jsonl"
    rows.write_text(f"{ROWS}\n{{broken\n", encoding="utf-8")
    done = rashomon("add", "--json", str(rows), "--library", str(tmp_path / "library.db"))
    assert done.returncode == 1
    told = [json.loads(line) for line in done.stdout.splitlines()]
    assert [row["outcome"] for row in told] == ["new"] * 4 + ["not used"]
    assert told[0] == {
        "item": f"{rows}, line 1",
        "outcome": "new",
        "capture": 1,
        "version": 1,
        "article": "r0",
        "url": "https://eastmark.example/0",
        "title": None,
    }
    assert "1 item could not be used" in done.stderr


def test_the_library_is_the_users_own_unless_one_is_named(tmp_path: Path) -> None:
    rows = tmp_path / "rows.jsonl"
    rows.write_text(ROWS, encoding="utf-8")
    environment = {"XDG_DATA_HOME": str(tmp_path / "data"), "RASHOMON_LIBRARY": ""}
    assert rashomon("library", "captures", **environment).returncode == 2
    done = rashomon("add", "-q", str(rows), **environment)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert len(rashomon("library", "captures", **environment).stdout.splitlines()) == 4


def test_captures_are_listed_checked_made_again_and_written_out(tmp_path: Path) -> None:
    library, archive = str(tmp_path / "library.db"), str(tmp_path / "all.warc.gz")
    pages = {"/ferry": page(), "/other": page(title="Another ferry", lines=LINES[:3])}
    with served(pages) as host:
        urls = [f"http://{host}/ferry", f"http://{host}/other"]
        rashomon("add", *urls, "--library", library, "--allow-host", host)
    at = ("--library", library)
    listed = rashomon("library", "captures", *at).stdout.splitlines()
    assert len(listed) == 2 and listed[0].endswith(urls[0]) and "200" in listed[0]
    (row,) = rashomon("library", "captures", "--json", urls[1], *at).stdout.splitlines()
    assert json.loads(row)["bytes"] == len(pages["/other"])
    assert "2 captures, 2 articles: all whole" in rashomon("library", "check", *at).stdout
    again = rashomon("library", "rederive", *at)
    assert again.returncode == 0 and "2 articles made again, 0 changed" in again.stderr
    assert rashomon("library", "export", archive, *at).returncode == 0
    other = str(tmp_path / "other.db")
    assert rashomon("add", archive, "--library", other).returncode == 0
    with Library.open(Path(library)) as one, Library.open(Path(other)) as two:
        assert [c.sha256 for c in one.captures()] == [c.sha256 for c in two.captures()]
        assert [c.captured for c in one.captures()] == [c.captured for c in two.captures()]
        assert list(one.articles()) == list(two.articles())


def test_what_is_damaged_is_named_and_ends_with_1(tmp_path: Path) -> None:
    library = tmp_path / "library.db"
    rows = tmp_path / "rows.jsonl"
    rows.write_text(ROWS, encoding="utf-8")
    rashomon("add", "-q", str(rows), "--library", str(library))
    with Library.open(library) as opened:
        opened._run("UPDATE body SET packed = x'00' WHERE sha256 = ?", opened.stored(2).sha256)
    done = rashomon("library", "check", "--library", str(library))
    assert done.returncode == 1
    assert f"capture 2 ({rows}, line 2)" in done.stderr
    out = rashomon("library", "export", str(tmp_path / "x.warc.gz"), "--library", str(library))
    assert out.returncode == 1 and "3 captures" in out.stderr, "the rest was written"


@pytest.mark.parametrize("command", ["captures", "rederive", "check", "export"])
def test_a_library_that_is_none_is_said_and_not_made(tmp_path: Path, command: str) -> None:
    more = [str(tmp_path / "x.warc.gz")] if command == "export" else []
    path = tmp_path / "none.db"
    done = rashomon("library", command, *more, "--library", str(path))
    assert done.returncode == 2
    assert "there is no library" in done.stderr and "Traceback" not in done.stderr
    assert list(tmp_path.iterdir()) == []
    path.write_bytes(b"SQLite format 3\0" + bytes(range(256)) * 40)
    done = rashomon("library", command, *more, "--library", str(path))
    assert done.returncode == 2
    assert re.search("is no library|is broken", done.stderr) and "Traceback" not in done.stderr


def test_claims_are_listed_with_their_words_and_as_web_annotations(tmp_path: Path) -> None:
    rows, library = tmp_path / "rows.jsonl", str(tmp_path / "library.db")
    url = "https://eastmark.example/1"

    def add(*lines: str) -> None:
        row = {"id": "r", "url": url, "text": "\n".join(lines)}
        rows.write_text(json.dumps(row), encoding="utf-8")
        assert rashomon("add", str(rows), "--library", library).returncode == 0

    add(*LINES)
    read = ("read", "--json", "--annotator", "rules", library, "--library", library)
    claims = json.loads(rashomon(*read).stdout)["claims"]
    add(*LINES[1:])
    listed = rashomon("library", "anchors", url, "--library", library)
    assert listed.returncode == 0, listed.stderr
    lines = listed.stdout.splitlines()
    assert len(lines) == len(claims)
    orphans = [line for line in lines if "orphan" in line]
    assert orphans and all("#:~:text=" not in line for line in orphans)
    assert all(f"{url}#:~:text=" in line for line in lines if line not in orphans)
    told = rashomon("library", "anchors", "--json", "--library", library).stdout.splitlines()
    made = [json.loads(line) for line in told]
    assert [one["rashomon:orphan"] for one in made] == ["orphan" in line for line in lines]
    assert len({one["id"] for one in made}) == len(made)
    text = "\n".join(LINES[1:])
    for one in made:
        assert (one["@context"], one["type"]) == ("http://www.w3.org/ns/anno.jsonld", "Annotation")
        for target in one["target"]:
            words, *place = target["selector"]
            assert target["source"] == url and words["type"] == "TextQuoteSelector"
            assert bool(place) != one["rashomon:orphan"]
            for at in place:
                assert text[at["start"] : at["end"]] == words["exact"]
    missing = rashomon("library", "anchors", f"{url}0", "--library", library)
    assert missing.returncode == 2 and "is not in" in missing.stderr


def test_articles_made_again_say_how_many_claims_kept_their_place(tmp_path: Path) -> None:
    library = str(tmp_path / "library.db")
    file = tmp_path / "page.html"
    file.write_bytes(page())
    rashomon("add", str(file), "--library", library)
    rashomon("read", "-q", "--annotator", "rules", library, "--library", library)
    same = rashomon("library", "rederive", "--library", library)
    assert "kept their place" not in same.stderr
    text = f"{LINES[0]} It is a text of an older version."
    with sqlite3.connect(library) as plain:
        digest = hashlib.sha256(text.encode()).hexdigest()
        plain.execute("UPDATE article SET text = ?, text_sha256 = ?", (text, digest))
        plain.execute("UPDATE claim SET looked_in = ?, orphan = 1", (digest,))
    plain.close()
    again = rashomon("library", "rederive", "--library", library)
    assert re.search(r"^rashomon: \d+ claims kept their place, 0 are orphans$", again.stderr, re.M)


@pytest.mark.skipif(os.name == "nt", reason="Windows sends Ctrl-C to whole groups")
def test_ctrl_c_loses_nothing_that_was_said_and_running_again_does_the_rest(
    tmp_path: Path,
) -> None:
    rows = tmp_path / "rows.jsonl"
    lines = [json.dumps({"id": f"r{n}", "text": f"{LINES[0]} {n}."}) for n in range(400)]
    rows.write_text("\n".join(lines), encoding="utf-8")
    library = tmp_path / "library.db"
    words = ["add", str(rows), "--library", str(library)]
    process = subprocess.Popen(
        [sys.executable, "-u", "-m", "rashomon", *words],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
    )
    assert process.stdout is not None
    said = [process.stdout.readline() for _ in range(20)]
    process.send_signal(signal.SIGINT)
    rest, errors = process.communicate()
    said += rest.splitlines(keepends=True)
    assert process.returncode == 130 and "Traceback" not in errors
    assert len(said) < 400
    with Library.open(library) as opened:
        kept = len(list(opened.captures()))
    assert len(said) <= kept <= len(said) + 1
    again = rashomon(*words)
    outcomes = [line.partition(":")[0] for line in again.stdout.splitlines()]
    assert outcomes == ["unchanged"] * kept + ["new"] * (400 - kept)


def test_the_queries_of_the_documentation_run(tmp_path: Path) -> None:
    guide = Path(__file__).resolve().parents[1] / "docs" / "library.md"
    queries = re.findall(r"^```sql\n(.*?)^```", guide.read_text("utf-8"), re.DOTALL | re.MULTILINE)
    rows = tmp_path / "rows.jsonl"
    texts = ("The harbour is shut.", "The harbour is open.")
    told = [
        json.dumps({"url": "https://eastmark.example/1", "title": "The harbour", "text": text})
        for text in texts
    ]
    rows.write_text("\n".join(told), encoding="utf-8")
    library = tmp_path / "library.db"
    rashomon("add", str(rows), "--library", str(library))
    connection = sqlite3.connect(library)
    assert len(queries) == 3
    # No claim was read, so the last finds none.
    for query, count in zip(queries, (2, 2, 0), strict=True):
        assert len(connection.execute(query).fetchall()) == count
    connection.execute("VACUUM INTO ?", (str(tmp_path / "copy.db"),))
    connection.close()
    assert (
        "all whole" in rashomon("library", "check", "--library", str(tmp_path / "copy.db")).stdout
    )
