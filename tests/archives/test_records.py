import gzip
import io
import zlib
from pathlib import Path

import brotli
import pytest
from handmade_archives import (
    DATE,
    Pipe,
    address,
    answer,
    kinds,
    packed,
    page,
    read,
    record,
    sha1,
    urls,
)

from rashomon.archives import Counts, Drop, Seen, is_archive, records
from rashomon.captured import Capture
from rashomon.config import Limits


def both(*parts: bytes) -> list[bytes]:
    """The archive not packed, packed by record, and packed as a whole."""
    return [b"".join(parts), packed(*parts), packed(b"".join(parts))]


@pytest.mark.parametrize("pipe", [False, True])
def test_a_page_becomes_a_capture_with_its_address_time_and_headers(pipe: bool) -> None:
    info = record(0, b"software: x\r\n", kind="warcinfo", media="application/warc-fields")
    for data in both(info, record(1, url="<https://tollford.example/1>"), record(2)):
        captures, drops = read(data, pipe=pipe)
        assert kinds(drops) == {"warcinfo": 1}
        assert captures[0] == Capture(
            item="news.warc, record 2",
            body=page(1),
            url=address(1),
            captured=DATE,
            status=200,
            headers=(("Content-Type", "text/html; charset=utf-8"),),
        )
        assert urls(captures) == [1, 2]


@pytest.mark.parametrize(
    ("made", "kind"),
    [
        (record(1, b"GET / HTTP/1.1\r\n\r\n", kind="request"), "request"),
        (record(1, b"fetchTimeMs: 3\r\n", kind="metadata"), "metadata"),
        (record(1, page(1), kind="conversion", media="text/html"), "conversion"),
        (record(1, page(1), kind="continuation"), "continuation"),
        (record(1, page(1), kind="somethingelse"), "unknown type"),
        (record(1, b"20310203 192.0.2.1", url="dns:tollford.example", media="text/dns"), "dns"),
        (record(1, url="ftp://tollford.example/1"), "no address"),
        (record(1, answer(page(1), status="HTTP/1.1 404 Not Found")), "status 404"),
        (record(1, answer(b"", "Location: /2", status="HTTP/1.1 302 Found")), "redirect"),
        (record(1, answer(b"%PDF", media="application/pdf")), "not HTML"),
        (record(1, answer(b"just words", media=None)), "not HTML"),
        (record(1, answer(b" \r\n")), "empty"),
        (record(1, b"\xff\xfe no answer\r\nat all\r\n\r\n" + page(1)), "bad HTTP"),
        (record(1, b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"), "bad HTTP"),
        (record(1, answer(page(1)[:-9]), "WARC-Truncated: length"), "truncated"),
        (record(1, answer(b"x" * 3000)), "too large"),
        (record(1, answer(b"\x1f\x8bnot", "Content-Encoding: gzip")), "bad encoding"),
        (record(1, answer(b"not brotli", "Content-Encoding: br")), "bad encoding"),
        (record(1, answer(b"x", "Content-Encoding: zstd")), "bad encoding"),
    ],
)
def test_a_record_that_is_no_page_has_its_kind(made: bytes, kind: str) -> None:
    for data in both(record(8), made, record(9)):
        captures, drops = read(data, limits=Limits(page_bytes=2000))
        assert kinds(drops) == {kind: 1}
        assert drops[0].item == "news.warc, record 2"
        assert urls(captures) == [8, 9]


@pytest.mark.parametrize(
    "block",
    [
        answer(gzip.compress(page(1)), "Content-Encoding: gzip"),
        answer(zlib.compress(page(1)), "Content-Encoding: deflate"),
        answer(zlib.compress(page(1))[2:-4], "Content-Encoding: deflate"),
        answer(brotli.compress(page(1)), "content-encoding: BR"),
        answer(gzip.compress(brotli.compress(page(1))), "Content-Encoding: br, gzip"),
        answer(b"5;a=b\r\n" + page(1)[:5] + b"\r\n%x\r\n" % len(page(1)[5:]) + page(1)[5:] + b"\r\n0\r\n\r\n", "Transfer-Encoding: chunked"),  # noqa: E501
        # The crawler took it off and left the header.
        answer(page(1), "Content-Encoding: gzip", "Transfer-Encoding: chunked"),
        answer(page(1), "Content-Encoding: br"),
        answer(page(1), "Content-Length: 7"),
        answer(page(1)).replace(b"\r\n", b"\n"),
        answer(page(1), "no colon here", ": no name", media=" Text/HTML ;x"),
        answer(page(1), media=None),
        answer(page(1), "X-Long: " + "y" * 40_000),
        "HTTP/1.1 200 In Ordnung, schön\r\nX: ü\r\n\r\n".encode("latin-1") + page(1),
        b"HTTP/1.1 200\r\n\r\n" + page(1),
    ],
)  # fmt: skip
def test_encodings_and_odd_heads_are_taken_off_the_body(block: bytes) -> None:
    for data in both(record(1, block)):
        captures, drops = read(data)
        assert [one.body for one in captures] == [page(1)]
        assert not drops


@pytest.mark.parametrize(
    ("body", "header"),
    [
        (gzip.compress(b"\0" * 50_000_000), "gzip"),
        (zlib.compress(b"\0" * 50_000_000), "deflate"),
        (brotli.compress(b"\0" * 50_000_000), "br"),
        (gzip.compress(gzip.compress(b"\0" * 50_000_000)), "gzip, gzip"),
    ],
)
def test_a_bomb_in_a_body_is_too_large(body: bytes, header: str) -> None:
    bomb = record(1, answer(body, f"Content-Encoding: {header}"))
    captures, drops = read(packed(bomb, record(2)))
    assert kinds(drops) == {"too large": 1}
    assert urls(captures) == [2]


def test_a_page_marked_as_cut_that_has_its_end_is_kept() -> None:
    captures, _ = read(record(1, None, "WARC-Truncated: length"))
    assert urls(captures) == [1]


def test_a_resource_is_a_page_without_a_status() -> None:
    data = record(1, page(1), kind="resource", media="text/html") + record(
        2, b"{}", kind="resource", media="application/json"
    )
    captures, drops = read(data)
    assert [(one.url, one.status, one.body) for one in captures] == [(address(1), None, page(1))]
    assert kinds(drops) == {"not HTML": 1}


@pytest.mark.parametrize(
    ("date", "captured"),
    [
        ("2031-02-03T04:05:06.789Z", "2031-02-03T04:05:06Z"),
        ("2031-02-03T04:05:06+02:00", "2031-02-03T02:05:06Z"),
        ("2031-02-03", "2031-02-03T00:00:00Z"),
        ("2031-13-45T99:99:99Z", None),
        ("yesterday", None),
    ],
)
def test_the_time_is_in_utc_to_the_second_or_unknown(date: str, captured: str | None) -> None:
    (capture,), _ = read(record(1, date=date))
    assert capture.captured == captured


def test_the_same_page_twice_is_a_duplicate_and_another_time_of_it_is_not() -> None:
    other = record(1, answer(page(5)))
    for data in both(record(1), record(1, date="2032-01-01T00:00:00Z"), other):
        captures, drops = read(data)
        assert [one.body for one in captures] == [page(1), page(5)]
        assert kinds(drops) == {"duplicate": 1}


def test_a_page_that_was_changed_back_is_no_duplicate() -> None:
    first, other = record(1), record(1, answer(page(5)), date="2031-06-01T00:00:00Z")
    back = record(1, date="2032-01-01T00:00:00Z")
    for data in both(first, other, record(2), back, back):
        captures, drops = read(data)
        assert [one.body for one in captures] == [page(1), page(5), page(2), page(1)]
        assert captures[-1].captured == "2032-01-01T00:00:00Z"
        assert kinds(drops) == {"duplicate": 1}


def revisit(*fields: str, url: str | None = None, status: str = "HTTP/1.1 200 OK") -> bytes:
    return record(
        1, answer(b"", status=status), *fields, kind="revisit", url=url, date="2032-01-01T00:00:00Z"
    )


BY_DIGEST = (f"WARC-Payload-Digest: {sha1(page(1))}",)
BY_NAME = (f"WARC-Refers-To-Target-URI: {address(1)}", f"WARC-Refers-To-Date: {DATE}")


@pytest.mark.parametrize("fields", [BY_DIGEST, BY_NAME, BY_DIGEST + BY_NAME])
@pytest.mark.parametrize("pipe", [False, True])
def test_a_revisit_has_its_own_time_and_the_bytes_of_the_original(
    fields: tuple[str, ...], pipe: bool
) -> None:
    original = record(1, None, *BY_DIGEST)
    again = revisit(*fields, url=address(7), status="HTTP/1.1 304 Not Modified")
    for data in both(record(3), original, record(4), again, record(5)):
        captures, drops = read(data, pipe=pipe)
        assert not drops
        assert urls(captures) == [3, 1, 4, 7, 5]
        assert captures[3].body == page(1)
        assert captures[3].captured == "2032-01-01T00:00:00Z"
        assert captures[3].item == "news.warc, record 4"


def test_a_revisit_of_what_did_not_come_before_is_left_out() -> None:
    picture = record(1, answer(b"", media="image/png"), *BY_DIGEST, kind="revisit")
    captures, drops = read(packed(revisit(*BY_DIGEST), record(1, None, *BY_DIGEST), picture))
    assert urls(captures) == [1]
    assert kinds(drops) == {"revisit without original": 1, "not HTML": 1}


def test_a_revisit_finds_its_original_in_an_earlier_archive_of_the_run(tmp_path: Path) -> None:
    (tmp_path / "a.warc.gz").write_bytes(packed(record(2), record(1, None, *BY_DIGEST)))
    (tmp_path / "b.warc.gz").write_bytes(packed(revisit(*BY_DIGEST)))
    seen = Seen()
    found = [
        one
        for name in ("a.warc.gz", "b.warc.gz")
        for one in records(tmp_path / name, item=name, seen=seen)
    ]
    assert isinstance(found[2], Capture)
    assert (found[2].body, found[2].item) == (page(1), "b.warc.gz, record 1")
    (tmp_path / "a.warc.gz").unlink()
    (gone,) = records(tmp_path / "b.warc.gz", item="b", seen=seen)
    assert isinstance(gone, Drop)
    assert gone.kind == "revisit without original"


def test_what_is_remembered_is_bounded() -> None:
    seen = Seen(most=3)
    assert [seen.is_new(address(n), "x") for n in (1, 1, 2, 3, 4, 1)] == [
        True, False, True, True, True, True,
    ]  # fmt: skip


@pytest.mark.parametrize("name", ["WARC-Block-Digest", "WARC-Payload-Digest"])
def test_a_changed_word_is_told_by_the_digest_where_no_checksum_of_gzip_is(name: str) -> None:
    block = answer(page(1))
    digest = sha1(block if "Block" in name else page(1))
    good = record(1, block, f"{name}: {digest}")
    assert urls(read(good)[0]) == [1]
    captures, drops = read(good.replace(b"ferry", b"fairy") + record(2))
    assert urls(captures) == [2]
    assert kinds(drops) == {"wrong digest": 1}
    assert drops[0].broken


OTHER = "sha1:" + 32 * "A"


def test_the_digest_of_a_payload_may_be_of_its_chunks_or_of_what_they_hold() -> None:
    chunks = b"%x\r\n%b\r\n0\r\n\r\n" % (len(page(1)), page(1))
    for digest in (sha1(chunks), sha1(page(1)), "sha1:odd", "what:ever", "md5", OTHER):
        field = f"WARC-Payload-Digest: {digest}"
        data = record(1, answer(chunks, "Transfer-Encoding: chunked"), field)
        assert len(read(data)[0]) == (digest != OTHER)


def test_archives_are_known_by_their_content_and_damaged_ones_by_their_name() -> None:
    assert is_archive(record(1), "x")
    assert is_archive(packed(record(1)), "standard input")
    assert is_archive(b"\x1f\x8b broken", "news.WARC.gz")
    assert is_archive(b"PK\x03\x04", "a.wacz")
    assert not is_archive(b"PK\x03\x04", "a.zip")
    assert not is_archive(gzip.compress(b"words"), "words.txt.gz")
    assert not is_archive(b"", "empty.warc")


def test_counts_read_as_a_line() -> None:
    counts = Counts({"request": 1402, "not HTML": 51, "bad record": 1})
    assert str(counts) == "1,402 requests, 51 not HTML, 1 bad record"


def test_a_stream_is_read_from_its_place_on() -> None:
    stream = io.BytesIO(b"before" + packed(record(1), record(2)))
    stream.seek(6)
    assert len(list(records(stream, item="x"))) == 2


def test_a_path_that_cannot_be_opened_is_an_error_of_the_system(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        list(records(tmp_path / "no.warc", item="no.warc"))
    assert not Pipe(b"").seekable()
