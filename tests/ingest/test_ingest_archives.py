import gzip
import io
import json
import sys
from pathlib import Path

import pytest
from handmade_pages import HEADLINE, SENTENCES, page

from rashomon.archives import write_warc
from rashomon.captured import Capture
from rashomon.config import Limits
from rashomon.errors import ArchiveError, ItemError, NotTextError
from rashomon.ingest import read_bytes, read_paths
from rashomon.model import Article

TEXT = "\n\n".join(SENTENCES)
LINES = "".join(json.dumps({"id": f"n{n}", "text": f"{n}. {TEXT}"}) + "\n" for n in range(3))
DATE = "2031-02-03T04:05:06Z"


def capture(number: int, *, body: str | None = None, media: str = "text/html") -> Capture:
    lines = (f"This is the report number {number} from the harbour of Tollford.", *SENTENCES)
    return Capture(
        item="x",
        body=(page(paragraphs=lines) if body is None else body).encode(),
        url=f"https://tollford.example/{number}",
        captured=DATE,
        status=200,
        headers=(("Content-Type", media),),
    )


def warc(*captures: Capture) -> bytes:
    file = io.BytesIO()
    write_warc(captures, file)
    return file.getvalue()


def both(found: list[Article | ItemError]) -> tuple[list[Article], list[ItemError]]:
    return (
        [one for one in found if isinstance(one, Article)],
        [one for one in found if isinstance(one, ItemError)],
    )


def test_an_archive_gives_its_articles_and_one_note(tmp_path: Path) -> None:
    data = warc(
        capture(1),
        capture(2, media="image/png"),
        capture(3, body="<html><a href='/'>Home</a></html>"),
        capture(4),
        capture(4),
    )
    (tmp_path / "news.warc.gz").write_bytes(data)
    notes: list[str] = []
    articles, errors = both(list(read_paths([tmp_path], on_note=notes.append)))
    assert not errors
    assert [(one.url, one.captured, one.title) for one in articles] == [
        ("https://tollford.example/1", DATE, HEADLINE),
        ("https://tollford.example/4", DATE, HEADLINE),
    ]
    assert notes == [
        f"{tmp_path}/news.warc.gz: 6 records: 2 articles; left out: "
        "1 duplicate, 1 no article, 1 not HTML, 1 warcinfo"
    ]


def test_an_article_in_two_archives_is_read_once_and_told_once(tmp_path: Path) -> None:
    (tmp_path / "a.warc.gz").write_bytes(warc(capture(1), capture(2)))
    (tmp_path / "b.warc.gz").write_bytes(warc(*(capture(n) for n in (1, 2, 3))))
    notes: list[str] = []
    articles, errors = both(list(read_paths([tmp_path], on_note=notes.append)))
    assert (len(articles), errors) == (3, [])
    assert len(notes) == 2
    assert "2 duplicates" in notes[1]


def test_broken_records_are_named_up_to_a_number_and_then_counted() -> None:
    parts = [gzip.compress(b"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: 9\r\n\r\nshort")]
    notes: list[str] = []
    found = read_bytes(parts[0] * 50 + warc(capture(1)), item="x.warc", on_note=notes.append)
    articles, errors = both(list(found))
    assert len(articles) == 1
    assert len(errors) == 20
    assert isinstance(errors[1], ArchiveError)
    assert errors[1].item == "x.warc, record 2"
    assert "50 bad records" in notes[0]


@pytest.mark.parametrize("name", ["news.warc.gz", "x"])
def test_an_archive_is_read_from_a_pipe(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    class Stdin:
        buffer = io.BufferedReader(NoSeeking(warc(capture(1), capture(2))))

    monkeypatch.setattr(sys, "stdin", Stdin())
    articles, errors = both(list(read_paths(["-"])))
    assert (len(articles), errors) == (2, [])


class NoSeeking(io.RawIOBase):
    def __init__(self, data: bytes) -> None:
        self._inner = io.BytesIO(data)

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray, /) -> int:  # type: ignore[override]
        return self._inner.readinto(buffer)


@pytest.mark.parametrize(
    ("name", "content", "count"),
    [
        ("page.html.gz", page(), 1),
        ("lines.jsonl.gz", LINES, 3),
        ("text.txt.gz", TEXT, 1),
        ("array.json.gz", json.dumps([{"id": "a", "text": TEXT}, {"id": "b", "text": "B."}]), 2),
        ("no ending", page(), 1),
    ],
)
def test_a_file_packed_with_gzip_is_read_like_the_file(
    name: str, content: str, count: int, tmp_path: Path
) -> None:
    (tmp_path / name).write_bytes(gzip.compress(content.encode()))
    packed, errors = both(list(read_paths([tmp_path / name])))
    plain, _ = both(list(read_bytes(content.encode(), item=name.removesuffix(".gz"))))
    assert not errors
    assert packed == plain
    assert len(packed) == count
    in_folder = "." in name
    assert len(both(list(read_paths([tmp_path])))[0]) == (count if in_folder else 0)


@pytest.mark.parametrize("name", ["x.html.gz", "x.txt.gz", "x.json.gz", "x.jsonl.gz"])
def test_a_gzip_bomb_is_too_large_and_not_held(name: str) -> None:
    for filling in (b"<html>" + b" " * (1 << 25), b'{"text": "' + b"a" * (1 << 25)):
        (found,) = read_bytes(gzip.compress(filling), item=name, limits=Limits(json_bytes=10**6))
        assert isinstance(found, ItemError)


def test_broken_gzip_data_are_an_error_after_the_lines_that_are_whole() -> None:
    data = gzip.compress((LINES * 900).replace('"id"', '"x"').encode() + LINES.encode(), 0)
    articles, errors = both(list(read_bytes(data[:-100], item="x.jsonl.gz")))
    assert articles
    assert isinstance(errors[-1], ArchiveError)
    assert "gzip" in errors[-1].reason
    (error,) = read_bytes(b"\x1f\x8b\x08 x", item="x.txt.gz")
    assert isinstance(error, ArchiveError)


def test_gzip_in_gzip_is_refused_with_what_to_do() -> None:
    (error,) = read_bytes(gzip.compress(gzip.compress(page().encode())), item="x.gz")
    assert isinstance(error, NotTextError)
    assert "unpack it" in error.reason


def test_a_file_that_is_only_called_an_archive_is_one_broken_item() -> None:
    for name in ("x.warc", "x.warc.gz", "x.arc", "x.wacz"):
        articles, errors = both(list(read_bytes(b"no archive at all\n" * 9, item=name)))
        assert not articles
        assert [type(one) for one in errors] == [ArchiveError]
