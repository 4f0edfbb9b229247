"""ARC and WACZ files, and WARC files that were written here."""

import io
import struct
import zipfile
from datetime import UTC, datetime

import pytest
from fastwarc.warc import ArchiveIterator
from handmade_archives import (
    ARC_HEAD,
    DATE,
    Pipe,
    address,
    answer,
    arc_record,
    kinds,
    packed,
    page,
    read,
    record,
    sha1,
    urls,
)
from hypothesis import given, settings
from hypothesis import strategies as st

from rashomon.archives import Drop, Sighted, records, write_warc
from rashomon.captured import Capture


@pytest.mark.parametrize("pipe", [False, True])
def test_an_arc_file_is_read_packed_or_not(pipe: bool) -> None:
    missing = arc_record(3, answer(page(3), status="HTTP/1.1 404 Not Found"))
    parts = ARC_HEAD, arc_record(1), arc_record(2), missing, arc_record(1)
    for data in (b"".join(parts), packed(*parts), packed(b"".join(parts))):
        captures, drops = read(data, pipe=pipe)
        assert urls(captures) == [1, 2]
        assert captures[0].captured == DATE
        assert captures[0].body == page(1)
        assert captures[0].item == "news.warc, record 2"
        assert kinds(drops) == {"warcinfo": 1, "status 404": 1, "duplicate": 1}


def test_the_longer_line_of_arc_version_2_is_read() -> None:
    block = answer(page(1))
    line = f"{address(1)} 192.0.2.1 20310203040506 text/html 200 - - 0 x.arc {len(block)}\n"
    captures, _ = read(ARC_HEAD + line.encode() + block + b"\n")
    assert urls(captures) == [1]


@pytest.mark.parametrize(
    "lost",
    [
        arc_record(2, length=20),
        arc_record(2, length=99_999),
        arc_record(2)[30:],
        b"garbage \xff\n" * 50,
        b"x" * 200_000,
    ],
)
def test_damage_in_an_arc_file_costs_only_its_record(lost: bytes) -> None:
    parts = ARC_HEAD, arc_record(1), lost, arc_record(3), arc_record(4)
    for data in (b"".join(parts), packed(*parts)):
        captures, drops = read(data)
        assert urls(captures) == [1, 3, 4]
        assert any(drop.broken for drop in drops)


def test_a_bad_member_of_a_packed_arc_file_costs_only_its_record() -> None:
    parts = [packed(part) for part in (ARC_HEAD, *(arc_record(n) for n in range(5)))]
    parts[3] = parts[3][:40] + b"oops" + parts[3][44:]
    captures, drops = read(b"".join(parts))
    assert {0, 3, 4} <= set(urls(captures))
    assert any(drop.broken for drop in drops)


def test_an_arc_file_with_a_damaged_beginning_is_told_by_its_name() -> None:
    parts = ARC_HEAD, arc_record(1), arc_record(2)
    for name, data in (("x.arc", b"".join(parts)), ("x.arc.gz", packed(*parts))):
        found = list(records(io.BytesIO(b"\0" + data[1:]), item=name))
        assert urls([one for one in found if isinstance(one, Capture)]) == [1, 2]


@given(st.integers(0, 2000), st.binary(max_size=40), st.integers(0, 300))
@settings(deadline=None, max_examples=100)
def test_whatever_an_arc_file_holds_nothing_is_raised(at: int, new: bytes, cut: int) -> None:
    parts = ARC_HEAD, *(arc_record(n, answer(page(n, size=100))) for n in range(4))
    for data in (b"".join(parts), packed(*parts)):
        for one in records(io.BytesIO(data[:at] + new + data[at + cut :]), item="x.arc"):
            assert isinstance(one, Capture | Drop)


def wacz(files: dict[str, bytes], *, method: int = zipfile.ZIP_STORED) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", method) as file:
        for name, data in {"datapackage.json": b"{}", **files}.items():
            file.writestr(name, data)
    return made.getvalue()


@pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
@pytest.mark.parametrize("pipe", [False, True])
def test_the_warc_files_of_a_wacz_are_read_in_place(method: int, pipe: bool) -> None:
    files = {
        "pages/pages.jsonl": b'{"title": "not used"}\n',
        "archive/a.warc.gz": packed(record(1), record(2)),
        "archive/b.warc": record(3),
    }
    captures, drops = read(wacz(files, method=method), pipe=pipe)
    assert urls(captures) == [1, 2, 3]
    assert captures[1].item == "news.warc, archive/a.warc.gz, record 2"
    assert not drops


def test_a_revisit_in_one_warc_file_of_a_wacz_finds_its_original_in_another() -> None:
    digest = f"WARC-Payload-Digest: {sha1(page(1))}"
    files = {
        "archive/a.warc.gz": packed(record(0), record(1, None, digest)),
        "archive/b.warc.gz": packed(record(1, answer(b""), digest, kind="revisit", date="2032")),
    }
    captures, drops = read(wacz(files))
    assert [one.body for one in captures[1:]] == [page(1), page(1)]
    assert not drops


def test_names_in_a_wacz_lead_nowhere_and_can_be_printed() -> None:
    files = {"../../etc/\x1b[2J\n.warc": record(1), "/archive/" + "x" * 999 + ".warc": record(2)}
    captures, _ = read(wacz(files))
    assert urls(captures) == [1, 2]
    assert all(one.item.isprintable() and len(one.item) < 200 for one in captures)


def test_a_zip_bomb_is_not_read_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("rashomon.archives.streams._BOMB_BYTES", 4 << 20)
    bomb = record(1) + b"\n" * (8 << 20)
    files = {"archive/a.warc": bomb, "archive/b.warc": record(2)}
    captures, drops = read(wacz(files, method=zipfile.ZIP_DEFLATED))
    assert 2 in urls(captures)
    assert any("expands" in drop.reason for drop in drops)


def test_one_piece_of_a_wacz_under_two_names_is_read_once() -> None:
    data = wacz({"archive/a.warc": record(1), "archive/b.warc": record(2)})
    a, b = data.index(b"archive/a.warc") - 30, data.index(b"archive/b.warc") - 30
    entry = data.rindex(b"archive/b.warc") - 46
    changed = bytearray(data)
    assert struct.unpack_from("<I", changed, entry + 42) == (b,)
    struct.pack_into("<I", changed, entry + 42, a)
    captures, drops = read(bytes(changed))
    assert urls(captures).count(1) == 1
    assert any(drop.broken for drop in drops)


@pytest.mark.parametrize("cut", [1, 30, 200, 700])
def test_a_wacz_that_was_cut_gives_what_is_left_and_says_so(cut: int) -> None:
    files = {"archive/a.warc.gz": packed(record(1), record(2)), "archive/b.warc": b"x" * 700}
    captures, drops = read(wacz(files)[:-cut])
    assert urls(captures) == [1, 2]
    assert any(drop.broken for drop in drops)


def test_a_zip_file_without_warc_files_is_one_broken_item() -> None:
    captures, drops = read(wacz({"a.txt": b"words"}))
    assert (captures, len(drops)) == ([], 1)
    assert drops[0].broken


@given(st.integers(0, 1200), st.binary(max_size=20), st.integers(0, 30))
@settings(deadline=None, max_examples=150)
def test_whatever_a_wacz_holds_nothing_is_raised(at: int, new: bytes, cut: int) -> None:
    for method in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        data = wacz({"archive/a.warc": record(1), "b.warc.gz": packed(record(2))}, method=method)
        for one in records(io.BytesIO(data[:at] + new + data[at + cut :]), item="x.wacz"):
            assert isinstance(one, Capture | Drop)


def capture(number: int, *headers: tuple[str, str], **changes: object) -> Capture:
    made: dict[str, object] = {
        "item": "x",
        "body": page(number),
        "url": address(number),
        "captured": DATE,
        "status": 200,
        "headers": (("Content-Type", "text/html; charset=koi8-r"), *headers),
        **changes,
    }
    return Capture(**made)  # type: ignore[arg-type]


def written(*captures: Capture) -> bytes:
    file = io.BytesIO()
    assert write_warc(captures, file, written=datetime(2033, 1, 1, tzinfo=UTC)) == len(captures)
    return file.getvalue()


def test_what_is_written_reads_back_byte_by_byte() -> None:
    first = capture(1, ("Content-Encoding", "gzip"), ("Content-Length", "7"), ("X", "é"))
    binary = capture(2, body=bytes(range(256)) * 9, headers=())
    of_file = capture(3, url=None, captured=None, status=None)
    captures, drops = read(written(first, binary, of_file))
    assert kinds(drops) == {"warcinfo": 1, "not HTML": 1}
    assert [one.body for one in captures] == [page(1), page(3)]
    assert captures[0].headers == (
        ("Content-Type", "text/html; charset=koi8-r"),
        ("X-Archive-Orig-Content-Encoding", "gzip"),
        ("X-Archive-Orig-Content-Length", "7"),
        ("X", "é"),
        ("Content-Length", str(len(page(1)))),
    )
    assert (captures[0].url, captures[0].captured, captures[0].status) == (address(1), DATE, 200)
    assert (captures[1].url, captures[1].captured, captures[1].status) == (None, None, None)


def test_what_is_written_is_whole_for_fastwarc_with_right_digests() -> None:
    data = written(capture(1), capture(2, status=404), capture(3, url=None))
    found = list(ArchiveIterator(io.BytesIO(data), parse_http=False))
    assert [one.headers.get("WARC-Type") for one in found] == [
        "warcinfo", "response", "response", "resource",
    ]  # fmt: skip
    bodies = [
        one.reader.read()
        for one in ArchiveIterator(io.BytesIO(data), parse_http=True)
        if one.headers.get("WARC-Type") == "response"
    ]
    assert bodies == [page(1), page(2)]
    assert written(capture(1)) == written(capture(1))


def test_each_time_a_capture_was_seen_again_is_a_revisit_that_reads_back() -> None:
    later = "2033-01-01T00:00:00Z"
    of_file = capture(3, url=None, captured=None, status=None)
    resource = capture(4, status=None)
    made = io.BytesIO()
    given = [Sighted(one, (later,)) for one in (capture(1), of_file, resource)]
    assert write_warc([*given, capture(2)], made) == 4
    found = list(ArchiveIterator(io.BytesIO(made.getvalue()), parse_http=False))
    assert [one.headers.get("WARC-Type") for one in found] == [
        "warcinfo", "response", "revisit", "resource", "resource", "revisit", "response",
    ]  # fmt: skip
    profile = found[2].headers.get("WARC-Profile")
    assert profile == "http://netpreserve.org/warc/1.1/revisit/identical-payload-digest"
    captures, drops = read(made.getvalue())
    assert kinds(drops) == {"warcinfo": 1}
    assert [one.body for one in captures] == [page(n) for n in (1, 1, 3, 4, 4, 2)]
    assert [one.captured for one in captures] == [DATE, later, None, DATE, later, DATE]


def test_line_breaks_in_a_capture_make_no_new_header() -> None:
    odd = capture(1, ("X\r\nWARC-Type", "a\r\n\r\nb"), url="https://tollford.example/1\r\nX: y")
    captures, _ = read(written(odd))
    assert captures[0].body == page(1)
    assert len(captures[0].headers) == 3


def test_each_record_is_packed_by_itself() -> None:
    data = written(capture(1), capture(2))
    assert data.count(b"\x1f\x8b\x08" + 5 * b"\0") == 3
    assert len(list(records(Pipe(data), item="x"))) == 3  # type: ignore[arg-type]
