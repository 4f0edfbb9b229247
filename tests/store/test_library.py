from __future__ import annotations

import dataclasses
import json
import os
import random
import sqlite3
import stat
import tempfile
import zlib
from collections.abc import Iterator
from contextlib import closing
from itertools import groupby
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rashomon.captured import Capture
from rashomon.errors import DamagedError, IdConflictError, ItemError, LibraryError, NotTextError
from rashomon.model import Article, LeftOut, MadeBy, Part, Reading, Span
from rashomon.store.library import Library
from rashomon.store.migrations import VERSION
from rashomon.store.place import APPLICATION_ID, default_path, is_library_file
from rashomon.store.types import FeedState
from rashomon.text import sha256

URL = "https://north.example/harbour"
PAGE = Capture(
    item=URL,
    body=b"<p>The harbour of Vell is closed.</p>",
    url=URL,
    asked="http://north.example/h?utm_source=mail",
    captured="2031-05-01T10:00:00Z",
    status=200,
    headers=(("Content-Type", "text/html"), ("ETag", '"one"'), ("X-Odd", "caf\xe9")),
)
TEXT = "The harbour of Vell is closed."
ARTICLE = Article(
    id="a-1",
    url=URL,
    outlet="Northern Post",
    title="Harbour closed",
    authors=("A. Writer", "B. Other"),
    published="2031-05-01",
    captured=PAGE.captured,
    language="en",
    text=TEXT,
    paragraphs=(Span(0, len(TEXT)),),
    parts=(Part(kind="live item", span=Span(0, 11), time="2031-05-01T09:00:00Z"),),
    left_out=(LeftOut(text="Subscribe", reason="asks for something", attributes=True),),
    notes=("a note",),
)


def page(body: bytes, at: str | None, url: str | None = URL) -> Capture:
    return dataclasses.replace(PAGE, body=body, captured=at, url=url, asked=None)


def article(text: str, id_: str = "a-1", **other: str | None) -> Article:
    return Article(id=id_, text=text, **{"url": URL, **other})  # type: ignore[arg-type]


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.open(tmp_path / "library.db") as opened:
        yield opened


def test_a_capture_comes_back_byte_for_byte_with_its_headers(library: Library) -> None:
    kept = library.keep(PAGE)
    assert kept.new
    assert library.capture(kept.id) == PAGE
    stored = library.stored(kept.id)
    assert (stored.sha256, stored.size, stored.etag) == (PAGE.sha256, len(PAGE.body), '"one"')


def test_the_same_bytes_at_the_same_address_are_noted_as_seen_again(library: Library) -> None:
    first = library.keep(PAGE)
    later = dataclasses.replace(PAGE, captured="2031-05-03T10:00:00Z", headers=(("ETag", '"two"'),))
    again = library.keep(later)
    assert (again.id, again.new) == (first.id, False)
    stored = library.latest(URL)
    assert stored is not None
    assert (stored.captured, stored.seen) == (PAGE.captured, later.captured)
    assert stored.etag == '"two"', "a later request asks with the tag of the last answer"
    assert library.capture(first.id).headers == PAGE.headers, "what was kept does not change"


def test_an_address_is_known_with_tracking_parameters_and_from_before_a_redirect(
    library: Library,
) -> None:
    kept = library.keep(PAGE)
    for address in (URL + "?utm_medium=x#top", "HTTPS://North.example/harbour", PAGE.asked):
        found = library.latest(str(address))
        assert found is not None and found.id == kept.id
    assert library.latest("https://north.example/other") is None


def test_bytes_that_change_and_change_back_are_three_captures(library: Library) -> None:
    ids = [
        library.keep(page(body, f"2031-05-0{day}T00:00:00Z")).id
        for day, body in enumerate((b"one", b"two", b"one"), start=1)
    ]
    assert len(set(ids)) == 3
    assert [stored.id for stored in library.captures(URL)] == ids


def test_an_archive_added_late_stands_in_its_time_and_is_not_kept_twice(library: Library) -> None:
    new = library.keep(page(b"new", "2031-06-01T00:00:00Z"))
    old = library.keep(page(b"old", "2029-01-01T00:00:00Z"))
    assert not library.keep(page(b"old", "2029-01-01T00:00:00Z")).new
    assert not library.keep(page(b"new", "2031-06-01T00:00:00Z")).new
    assert [stored.id for stored in library.captures()] == [old.id, new.id]
    latest = library.latest(URL)
    assert latest is not None and latest.id == new.id


def test_a_file_is_the_same_where_its_bytes_are(library: Library) -> None:
    file = Capture(item="notes/a.txt", body=b"One.")
    assert library.keep(file).new
    assert not library.keep(dataclasses.replace(file, item="elsewhere/a.txt")).new
    assert library.keep(dataclasses.replace(file, body=b"Two.")).new


def test_one_body_at_two_addresses_is_stored_once(library: Library) -> None:
    library.keep(page(b"wire copy", "2031-05-01T00:00:00Z", "https://a.example/1"))
    library.keep(page(b"wire copy", "2031-05-01T00:00:00Z", "https://b.example/1"))
    with sqlite3.connect(library.path) as plain:
        assert plain.execute("SELECT count(*) FROM body").fetchone() == (1,)
        assert plain.execute("SELECT count(*) FROM captures").fetchone() == (2,)
    plain.close()


def test_more_captures_than_one_page_come_in_order_each_once(library: Library) -> None:
    with library.transaction():
        for number in range(1_203):
            library.keep(page(b"%d" % number, "2031-05-01T00:00:00Z", f"{URL}/{number % 7}"))
    ids = [stored.id for stored in library.captures()]
    assert ids == sorted(set(ids)) and len(ids) == 1_203


def test_an_article_comes_back_whole(library: Library) -> None:
    put = library.put(ARTICLE, capture=library.keep(PAGE).id)
    assert (put.new, put.version, put.replaced) == (True, 1, False)
    assert list(library.articles()) == [ARTICLE]


def test_a_capture_with_another_text_is_a_version_and_one_with_the_same_is_none(
    library: Library,
) -> None:
    puts = []
    for day, text in enumerate(("One.", "One.", "Two.", "One."), start=1):
        kept = library.keep(page(b"%d" % day, f"2031-05-0{day}T00:00:00Z"))
        puts.append(library.put(article(text, f"a-{text}"), capture=kept.id))
    assert [put.new for put in puts] == [True, False, True, True]
    assert [put.version for put in puts] == [1, 1, 2, 3]
    assert [a.text for a in library.versions(URL)] == ["One.", "Two.", "One."]
    assert [[a.text for a in some] for some in library.all_versions()] == [["One.", "Two.", "One."]]
    assert [a.text for a in library.articles()] == ["One."]


def test_metadata_alone_makes_a_version(library: Library) -> None:
    for day, title in enumerate(("Before", "After"), start=1):
        kept = library.keep(page(b"%d" % day, f"2031-05-0{day}T00:00:00Z"))
        library.put(article("One.", f"a-{day}", title=title), capture=kept.id)
    assert [a.title for a in library.versions(URL)] == ["Before", "After"]


def test_what_was_there_before_and_after_another_version_is_both(library: Library) -> None:
    kept = library.keep(page(b"stays", "2031-05-01T00:00:00Z"))
    library.put(article("Stays.", "a-s"), capture=kept.id)
    library.see(kept.id, at="2031-05-09T00:00:00Z")
    between = library.keep(page(b"between", "2031-05-05T00:00:00Z"))
    library.put(article("Between.", "a-b"), capture=between.id)
    assert [a.text for a in library.versions(URL)] == ["Stays.", "Between.", "Stays."]
    latest = library.latest(URL)
    assert latest is not None and latest.id == kept.id
    again = library.keep(page(b"stays", "2031-05-11T00:00:00Z"))
    assert (again.id, again.new) == (kept.id, False)
    assert library.sightings(kept.id) == ("2031-05-09T00:00:00Z", "2031-05-11T00:00:00Z")


@given(
    st.lists(st.sampled_from("abc"), min_size=1, max_size=8).flatmap(
        lambda bodies: st.permutations(list(enumerate(bodies, start=1)))
    )
)
@settings(max_examples=60, deadline=None)
def test_versions_do_not_depend_on_the_order_in_which_captures_come(
    order: list[tuple[int, str]],
) -> None:
    with tempfile.TemporaryDirectory() as folder, Library.open(Path(folder) / "l.db") as library:
        for day, body in order:
            kept = library.keep(page(body.encode(), f"2031-05-{day:02}T00:00:00Z"))
            library.put(article(f"Text {body}.", f"a-{body}"), capture=kept.id)
        expected = [text for text, _ in groupby(f"Text {body}." for _, body in sorted(order))]
        assert [a.text for a in library.versions(URL)] == expected
        (newest,) = library.articles()
        assert newest.text == expected[-1]
        latest = library.latest(URL)
        assert latest is not None
        assert library.capture(latest.id).body == sorted(order)[-1][1].encode()


def test_pages_that_all_name_the_front_page_as_theirs_stay_articles_of_their_own(
    library: Library,
) -> None:
    for number in range(2):
        kept = library.keep(Capture(item=f"{number}.html", body=b"%d" % number))
        front = article(f"Text {number}.", f"a-{number}", url="https://north.example/")
        library.put(front, capture=kept.id)
    assert len(list(library.articles())) == 2


def test_files_of_one_address_are_versions_in_the_order_they_say(library: Library) -> None:
    for number, day in enumerate(("2031-05-03T00:00:00+02:00", "2031-05-02", "2031-05-01T01:00")):
        kept = library.keep(Capture(item=f"{number}.html", body=b"%d" % number))
        library.put(article(f"{number}.", f"a-{number}", modified=day), capture=kept.id)
    assert [a.text for a in library.versions(URL)] == ["2.", "1.", "0."]


def test_one_id_with_another_text_is_an_error_unless_it_is_a_version(library: Library) -> None:
    library.put(article("One.", "7"), capture=None)
    library.put(article("Two.", "7"), capture=None)
    with pytest.raises(IdConflictError, match="article 7"):
        library.put(article("Three.", "7", url="https://south.example/x"), capture=None)
    library.put(article("Four.", "8", url=None), capture=None)
    with pytest.raises(IdConflictError, match="article 8"):
        library.put(article("Five.", "8", url=None), capture=None)
    assert len(list(library.all_versions())) == 2


def test_an_article_made_again_from_its_capture_takes_its_place(library: Library) -> None:
    kept = library.keep(PAGE)
    library.put(ARTICLE, capture=kept.id)
    same = library.put(ARTICLE, capture=kept.id)
    assert (same.new, same.replaced) == (False, False)
    better = dataclasses.replace(ARTICLE, title="Harbour closed again")
    assert library.put(better, capture=kept.id).replaced
    assert library.versions(URL) == (better,)
    assert library.made_from(kept.id) == (better,)
    assert library.capture(kept.id) == PAGE


def test_a_capture_may_hold_several_articles(library: Library) -> None:
    kept = library.keep(Capture(item="many.json", body=b"[...]"))
    for part in range(3):
        library.put(article(f"{part}.", f"{part}", url=None), capture=kept.id, part=part)
    assert [a.id for a in library.made_from(kept.id)] == ["0", "1", "2"]


def test_half_a_character_is_refused_by_name(library: Library) -> None:
    with pytest.raises(NotTextError, match="article a-1"):
        library.put(article("half \ud800"), capture=None)
    kept = library.keep(dataclasses.replace(PAGE, item="half \ud800", url=URL + "/\ud800"))
    assert library.capture(kept.id).body == PAGE.body


def test_a_transaction_holds_all_or_nothing(library: Library) -> None:
    with pytest.raises(KeyboardInterrupt), library.transaction():
        kept = library.keep(PAGE)
        library.put(ARTICLE, capture=kept.id)
        raise KeyboardInterrupt
    assert list(library.captures()) == [] and list(library.articles()) == []


def test_feeds_are_put_in_the_place_of_what_was_known(library: Library) -> None:
    state = FeedState(url="https://north.example/feed", title="North", due="2031-05-01T00:00:00Z")
    library.put_feed(state)
    later = dataclasses.replace(state, failures=2, error="status 500")
    library.put_feed(later)
    assert library.feed(state.url) == later
    assert library.feeds() == (later,)
    assert library.feed("https://south.example/feed") is None


def test_a_reading_is_found_by_what_made_it_only(library: Library) -> None:
    made_by = MadeBy(
        rashomon="0.1.0", annotator="rules@1", weights_sha256="w", text_sha256=sha256(TEXT)
    )
    reading = Reading(made_by=made_by, article=ARTICLE)
    library.put_reading(reading)
    library.put_reading(
        dataclasses.replace(reading, made_by=dataclasses.replace(made_by, rashomon="0.0.9"))
    )
    assert library.reading("a-1", "rules@1") == reading
    assert library.reading("a-1", "rules@1", weights_sha256="w") == reading
    assert library.reading("a-1", "rules@1", weights_sha256="other") is None
    assert library.reading("a-1", "rules@1", text_sha256="other") is None
    assert library.reading("a-1", "learned@1") is None


def test_the_file_tells_that_it_is_a_library(library: Library) -> None:
    assert is_library_file(library.path)
    with sqlite3.connect(library.path) as plain:
        assert plain.execute("PRAGMA application_id").fetchone() == (APPLICATION_ID,)
        assert plain.execute("PRAGMA user_version").fetchone() == (VERSION,)
        assert plain.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    plain.close()


def test_the_library_is_in_the_data_folder_unless_it_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("RASHOMON_LIBRARY", raising=False)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    assert default_path() == tmp_path / "rashomon" / "rashomon.db"
    with Library.open() as opened:
        assert opened.path == default_path() and opened.path.exists()
    monkeypatch.setenv("RASHOMON_LIBRARY", str(tmp_path / "mine.db"))
    assert default_path() == tmp_path / "mine.db"


def test_no_library_is_made_where_one_is_to_be_read(tmp_path: Path) -> None:
    with pytest.raises(LibraryError, match="there is no library; make one with: rashomon add"):
        Library.open(tmp_path / "none.db", create=False)
    assert not (tmp_path / "none.db").exists()


def other_program(path: Path) -> None:
    with sqlite3.connect(path) as plain:
        plain.execute("CREATE TABLE cookies (name)")
    plain.close()


def newer(path: Path) -> None:
    Library.open(path).close()
    with sqlite3.connect(path) as plain:
        plain.execute(f"PRAGMA user_version = {VERSION + 1}")
    plain.close()


def without_table(path: Path) -> None:
    Library.open(path).close()
    with sqlite3.connect(path) as plain:
        plain.execute("DROP TABLE feed")
    plain.close()


def with_trigger(path: Path) -> None:
    Library.open(path).close()
    with sqlite3.connect(path) as plain:
        plain.execute("CREATE TRIGGER t AFTER INSERT ON capture BEGIN DELETE FROM article; END")
    plain.close()


def with_view_in_place(path: Path) -> None:
    without_table(path)
    with sqlite3.connect(path) as plain:
        plain.execute("CREATE VIEW feed AS SELECT randomblob(1000000000) AS url")
    plain.close()


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (lambda path: path.write_bytes(b"%PDF-1.7" * 30), "no SQLite file"),
        (lambda path: path.mkdir(), "is a folder"),
        (lambda path: path.write_bytes(b"SQLite format 3\0" + b"\xff" * 5000), "no library"),
        (lambda path: path.write_bytes(b"SQLite format 3\0"), "no library"),
        (other_program, "another program's database"),
        (newer, "made by a newer Rashomon"),
        (without_table, "the table feed is missing"),
        (with_trigger, "the trigger t is not one of a library"),
        (with_view_in_place, "the table feed is missing"),
    ],
)  # fmt: skip
def test_what_is_no_library_of_ours_says_so_and_stays_as_it_is(
    tmp_path: Path, spoil: object, said: str
) -> None:
    path = tmp_path / "odd.db"
    spoil(path)  # type: ignore[operator]
    before = path.read_bytes() if path.is_file() else b""
    with pytest.raises(LibraryError, match=said) as raised:
        Library.open(path)
    assert str(path) in str(raised.value)
    assert (path.read_bytes() if path.is_file() else b"") == before


def test_tables_of_a_persons_own_may_stand_beside_ours(library: Library) -> None:
    library.close()
    with sqlite3.connect(library.path) as plain:
        plain.execute("CREATE TABLE my_notes (article, note)")
        plain.execute("INSERT INTO my_notes VALUES (1, 'call them back')")
        plain.execute("CREATE VIEW mine AS SELECT * FROM article JOIN my_notes")
    plain.close()
    with Library.open(library.path) as again:
        assert again.keep(page(b"One.", None)).new
    with closing(sqlite3.connect(library.path)) as plain:
        assert plain.execute("SELECT note FROM my_notes").fetchall() == [("call them back",)]


def test_a_file_cut_or_overwritten_anywhere_is_a_library_error_or_damaged_items(
    library: Library,
) -> None:
    with library.transaction():
        for number in range(40):
            body = os.urandom(1500)
            at = f"2031-05-01T00:00:{number:02}Z"
            kept = library.keep(page(body, at, f"{URL}/{number}"))
            text = f"Text {number}. " * 20
            library.put(article(text, f"a-{number}", url=f"{URL}/{number}"), capture=kept.id)
    library.close()
    whole = library.path.read_bytes()
    random.seed(7)
    told = 0
    for place in range(0, len(whole), len(whole) // 60):
        noise = bytes(random.randrange(256) for _ in range(300))
        for damaged in (
            whole[:place],
            whole[:place] + noise + whole[place + 300 :],
        ):
            library.path.write_bytes(damaged)
            errors: list[ItemError] = []
            try:
                with Library.open(library.path, create=False) as opened:
                    opened.check(on_error=errors.append)
                    list(opened.captures())
                    list(opened.articles(on_error=errors.append))
            except (LibraryError, ItemError):
                told += 1
            told += bool(errors)
    assert told > 60, "most places matter"


def test_a_broken_body_or_text_is_told_and_the_rest_can_be_used(library: Library) -> None:
    for number in range(3):
        kept = library.keep(page(b"body %d" % number, None, f"{URL}/{number}"))
        one = article(f"Text {number}.", f"a-{number}", url=f"{URL}/{number}")
        library.put(one, capture=kept.id)
    with sqlite3.connect(library.path) as plain:
        bomb = zlib.compress(bytes(50_000_000))
        sha = library.stored(1).sha256
        plain.execute("UPDATE body SET packed = ? WHERE sha256 = ?", (bomb, sha))
        plain.execute("UPDATE article SET text = 'Forged.' WHERE article_id = 'a-1'")
        plain.execute("UPDATE article SET parts = ? WHERE article_id = 'a-2'", (json.dumps(7),))
    plain.close()
    with pytest.raises(DamagedError, match="capture 1"):
        library.capture(1)
    errors: list[ItemError] = []
    assert library.check(on_error=errors.append) == (3, 3)
    assert [error.item.split(" (")[0] for error in errors] == [
        "capture 1", "article a-1", "article a-2",
    ]  # fmt: skip
    assert [a.id for a in library.articles(on_error=errors.append)] == ["a-0"]
    with pytest.raises(DamagedError, match="rederive"):
        library.versions(f"{URL}/1")


def test_a_library_that_cannot_be_written_is_read(library: Library) -> None:
    library.put(ARTICLE, capture=library.keep(PAGE).id)
    library.close()
    folder = library.path.parent
    library.path.chmod(stat.S_IRUSR)
    folder.chmod(stat.S_IRUSR | stat.S_IXUSR)
    try:
        if os.access(folder, os.W_OK):
            pytest.skip("this user may write everywhere")
        with Library.open(library.path) as opened:
            assert not opened.writable
            assert list(opened.articles()) == [ARTICLE]
            with pytest.raises(LibraryError, match="cannot be written"):
                opened.keep(page(b"new", None))
    finally:
        folder.chmod(stat.S_IRWXU)


def test_reading_only_needs_no_file_beside_it(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    library.put(ARTICLE, capture=library.keep(PAGE).id)
    library.close()
    monkeypatch.setattr(os, "access", lambda path, mode: mode != os.W_OK)
    with Library.open(library.path) as opened:
        assert not opened.writable
        assert opened.capture(1) == PAGE
        assert [p.name for p in library.path.parent.iterdir()] == ["library.db"]
        with pytest.raises(LibraryError, match="cannot be written"):
            opened.keep(page(b"new", None))


def test_a_full_disk_is_told_and_what_was_kept_stays(library: Library) -> None:
    kept = library.keep(PAGE)
    library._run("PRAGMA max_page_count = 30")
    with pytest.raises(LibraryError, match="the disk is full"):
        library.keep(page(os.urandom(400_000), None))
    library._run("PRAGMA max_page_count = 1000000")
    assert library.capture(kept.id) == PAGE
    assert library.integrity() == ()
    assert library.keep(page(b"small", None)).new


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="pipes with a name")
def test_a_pipe_is_no_library_and_is_not_waited_for(tmp_path: Path) -> None:
    """Opening a pipe waits until somebody opens its other end."""
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    assert not is_library_file(pipe)
    for create in (True, False):
        with pytest.raises(LibraryError, match="is a pipe or device"):
            Library.open(pipe, create=create)
