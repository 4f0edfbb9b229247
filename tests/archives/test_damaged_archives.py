"""Damage is a counted reason, ends with the record it hit, and never stops the reading."""

import gzip
import io
import tracemalloc
from collections.abc import Callable, Iterator

import pytest
from handmade_archives import Pipe, answer, kinds, packed, page, read, record, urls
from hypothesis import example, given, settings
from hypothesis import strategies as st

from rashomon.archives import Drop, records
from rashomon.captured import Capture
from rashomon.config import Limits

LIE = answer(page(2))


@pytest.mark.parametrize("length", [20, 60, 300, 10**6, 10**30, -5, "abc", "", "1 2", "0x20"])
@pytest.mark.parametrize("pipe", [False, True])
def test_a_wrong_length_costs_only_its_record(length: object, pipe: bool) -> None:
    parts = record(1), record(2, LIE, length=length), record(3), record(4)
    for data in (b"".join(parts), packed(*parts), packed(b"".join(parts))):
        captures, drops = read(data, pipe=pipe)
        assert urls(captures) == [1, 3, 4]
        assert len(drops) == 1
        assert drops[0].item == "news.warc, record 2"
        assert drops[0].broken


@pytest.mark.parametrize(
    "lost",
    [
        record(2).replace(b"Content-Length", b"Content-Size"),
        record(2).replace(b"WARC/1.0", b"WORK/1.0"),
        record(2).replace(b"WARC/1.0\r\n", b""),
        record(2, None, "X: " + "y" * 100_000),
        b"\x00" * 1000,
        b"between \xff\x00 records\r\n" * 5000,
        b"WARC/1.0\r\n",
        b"WARC/1.0\r\n\r\n",
        b"x" * 300_000,
    ],
)
@pytest.mark.parametrize("pipe", [False, True])
def test_what_is_no_record_is_passed_over(lost: bytes, pipe: bool) -> None:
    parts = record(1), lost, record(3), record(4)
    for data in (b"".join(parts), packed(*parts), packed(b"".join(parts))):
        captures, drops = read(data, pipe=pipe)
        assert urls(captures) == [1, 3, 4]
        # A beginning alone does no harm to the record after it.
        assert len(drops) == 1 or (lost == b"WARC/1.0\r\n" and not drops)


def hit(place: int) -> Callable[[bytes], bytes]:
    def changed(member: bytes) -> bytes:
        at = place % len(member)
        return member[:at] + bytes([member[at] ^ 0x55]) + member[at + 1 :]

    return changed


@pytest.mark.parametrize(
    "damage",
    [hit(0), hit(2), hit(60), hit(-1), hit(-3), hit(-6), lambda m: m[:50], lambda m: m[40:],
     lambda m: m[:3] + b"\4" + m[4:], lambda m: b"\0" * len(m),
     lambda m: m[:30] + b"more" + m[30:], lambda _: b"\x1f\x8b\x08"],
)  # fmt: skip
@pytest.mark.parametrize("size", [0, 100_000])
def test_a_bad_gzip_member_costs_only_its_record(
    damage: Callable[[bytes], bytes], size: int
) -> None:
    for hit_one in (0, 2, 4):
        members = [packed(record(n, answer(page(n, size=size)))) for n in range(5)]
        members[hit_one] = damage(members[hit_one])
        captures, drops = read(b"".join(members))
        assert urls(captures) == [n for n in range(5) if n != hit_one]
        assert len(drops) == 1
        assert drops[0].broken


@pytest.mark.parametrize("missing", [1, 4, 7, 30, 120, 300])
def test_an_archive_that_is_cut_says_so(missing: int) -> None:
    parts = [record(n, answer(page(n, size=500))) for n in (1, 2, 3)]
    for data in (b"".join(parts), packed(*parts), packed(b"".join(parts))):
        captures, drops = read(data[:-missing])
        assert urls(captures)[:1] == [1]
        is_only_blank = missing <= 4 and data.startswith(b"WARC")
        assert any(drop.broken for drop in drops) != is_only_blank


@pytest.mark.parametrize("data", [b"", b"\n" * 99, b"\0" * 99_999, b"no archive " * 9_999])
def test_what_holds_no_record_is_said_to_be_so(data: bytes) -> None:
    captures, drops = read(data)
    assert not captures
    assert len(drops) == 1
    assert drops[0].broken


def test_text_of_a_page_that_looks_like_a_record_is_no_record() -> None:
    inner = answer(page(1) + b"\r\n\r\n" + record(9))
    for data in (record(1, inner) + record(2), packed(record(1, inner), record(2))):
        captures, drops = read(data)
        assert urls(captures) == [1, 2]
        assert not drops


class Endless:
    """A stream of a head and then the same bytes over and over, without holding them."""

    def __init__(self, head: bytes, filling: bytes, size: int, tail: bytes) -> None:
        self._parts = self._all(head, filling, size, tail)
        self._rest = b""

    @staticmethod
    def _all(head: bytes, filling: bytes, size: int, tail: bytes) -> Iterator[bytes]:
        yield head
        for _ in range(size // len(filling)):
            yield filling
        yield tail

    def seekable(self) -> bool:
        return False

    def read(self, size: int = -1) -> bytes:
        self._rest = self._rest or next(self._parts, b"")
        found, self._rest = self._rest[:size], self._rest[size:]
        return found


LARGE = 1 << 30
MB = b"x" * (1 << 20)


@pytest.mark.parametrize(
    ("head", "kind"),
    [
        (record(1, b"", length=LARGE + 4)[:-4] + b"HTTP", "too large"),
        (record(1, b"", kind="metadata", length=LARGE)[:-4], "too large"),
        (b"WARC/1.0\r\nWARC-Type: ", "bad record"),
        (b"", "bad record"),
    ],
)
def test_a_gigabyte_of_one_record_or_line_is_not_held(head: bytes, kind: str) -> None:
    stream = Endless(record(0) + head, MB, LARGE, b"\r\n\r\n" + record(2))
    tracemalloc.start()
    found = list(records(stream, item="x"))  # type: ignore[arg-type]
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert urls([one for one in found if isinstance(one, Capture)]) == [0, 2]
    assert kinds([one for one in found if isinstance(one, Drop)]) == {kind: 1}
    assert most < 80 << 20


def test_a_bomb_of_a_member_is_not_unpacked() -> None:
    zeros = gzip.compress(b"\0" * (200 << 20), 9)
    for head in (record(1, b"", length=10)[:-4], record(1, b"", length=10**9), b"WARC/1.0\r\n"):
        bomb = gzip.compress(head)[:-8] + zeros
        for member in (gzip.compress(head + b"\0" * (100 << 20)), bomb):
            captures, drops = read(packed(record(0)) + member + packed(record(2), record(3)))
            assert urls(captures) == [0, 2, 3]
            assert drops


def test_a_bomb_of_a_whole_archive_is_not_read_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("rashomon.archives.streams._BOMB_BYTES", 4 << 20)
    unpacked = record(1) + record(2)
    bomb = gzip.compress(unpacked + b"\r\n" * (8 << 20), 6)
    captures, drops = read(bomb)
    assert urls(captures)[:1] == [1]
    assert any("expands" in drop.reason for drop in drops)


@pytest.mark.parametrize("length", [7, 900_000, 9_000_000, 10**9])
@pytest.mark.parametrize("pipe", [False, True])
def test_an_archive_of_nothing_but_false_lengths_ends(length: int, pipe: bool) -> None:
    one = b"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: %d\r\n\r\n" % length
    for data in (one * 2000, one * 2000 + b"x" * 10_000_000, packed(*(one for _ in range(2000)))):
        _, drops = read(data, pipe=pipe)
        assert 0 < len(drops) <= 2001


def test_after_thousands_of_broken_records_an_archive_is_not_read_on(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("rashomon.archives.warc._BAD_RECORDS", 10)
    _, drops = read(record(1, b"", length=9) * 100)
    assert len(drops) == 12
    assert "not read on" in drops[-1].reason


COUNT = 6
PARTS = [record(n, answer(page(n, size=300))) for n in range(COUNT)]
FORMS = {
    "plain": [bytes(part) for part in PARTS],
    "packed": [packed(part) for part in PARTS],
}


@st.composite
def damaged(draw: st.DrawFn) -> tuple[bytes, set[int], bool]:
    """An archive with one stretch flipped, cut or put in; the records it did not touch."""
    form = draw(st.sampled_from(sorted(FORMS)))
    parts = FORMS[form]
    data = b"".join(parts)
    at = draw(st.integers(0, len(data) - 1))
    kind = draw(st.sampled_from(["flip", "cut", "insert", "repeat"]))
    length = draw(st.integers(1, 400)) if kind != "flip" else draw(st.integers(1, 3))
    end = min(at + length, len(data))
    filling = draw(st.binary(min_size=1, max_size=60))
    if kind == "flip":
        changed = bytes(b ^ draw(st.integers(1, 255)) for b in data[at:end])
    elif kind == "cut":
        changed = b""
    elif kind == "insert":
        changed, end = filling, at
    else:
        changed = data[at:end] * 2
    touched, place = set(), 0
    for number, part in enumerate(parts):
        # What is put in between two records touches both of them as far as this can tell.
        if place <= end and at <= place + len(part):
            touched.add(number)
        place += len(part)
    return data[:at] + changed + data[end:], set(range(COUNT)) - touched, form == "packed"


@given(damaged(), st.booleans())
@settings(deadline=None, max_examples=150)
def test_no_damage_costs_a_record_that_it_did_not_touch(
    case: tuple[bytes, set[int], bool], pipe: bool
) -> None:
    data, whole, is_packed = case
    captures, drops = read(data, pipe=pipe)
    found = {
        number
        for capture in captures
        for number in range(COUNT)
        if capture.body == page(number, size=300)
    }
    assert whole <= found, (whole - found, drops)
    assert len(captures) + len(drops) <= 3 * COUNT
    if is_packed:  # the checksum has been over every byte
        assert all(c.body in {page(n, size=300) for n in range(COUNT)} for c in captures)


@given(st.binary(max_size=300), st.lists(st.tuples(st.integers(0, 4000), st.binary(max_size=9))))
@example(b"", [(8, b"\r\n\r\n")])
@settings(deadline=None, max_examples=100)
def test_whatever_the_bytes_nothing_is_raised(
    tail: bytes, patches: list[tuple[int, bytes]]
) -> None:
    for data in (b"".join(PARTS), packed(*PARTS), packed(b"".join(PARTS))):
        changed = bytearray(data)
        for at, patch in patches:
            changed[at : at + len(patch)] = patch
        for stream in (io.BytesIO(bytes(changed) + tail), Pipe(bytes(changed) + tail)):
            for one in records(stream, item="x", limits=Limits(page_bytes=10_000)):  # type: ignore[arg-type]
                assert isinstance(one, Capture | Drop)
