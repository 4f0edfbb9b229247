import io
import os
from pathlib import Path
from typing import Any

import pytest
from handmade_pages import SENTENCES, page

from rashomon.config import Limits
from rashomon.errors import (
    BadLineError,
    EmptyError,
    IdConflictError,
    ItemError,
    NoArticleError,
    TooLargeError,
    UnreadableError,
)
from rashomon.ingest import html, read_bytes, read_paths, read_text
from rashomon.model import Article

TEXT = "\n\n".join(SENTENCES)


def one(path: str | Path) -> Article | ItemError:
    (found,) = read_paths([path])
    return found


def test_a_folder_is_read_in_sorted_order_all_the_way_down(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    (tmp_path / "b" / "c.htm").write_text(page(), encoding="utf-8")
    (tmp_path / "a.txt").write_text("First. " + TEXT, encoding="utf-8")
    (tmp_path / "z.jsonl").write_text('{"id": "z", "text": "Last of all."}\n', encoding="utf-8")
    (tmp_path / "picture.png").write_bytes(b"\x89PNG")
    (tmp_path / ".hidden.txt").write_text(TEXT, encoding="utf-8")
    found = list(read_paths([tmp_path]))
    assert [a.text[:6] if isinstance(a, Article) else a for a in found] == [
        "First.",
        SENTENCES[0][:6],
        "Last o",
    ]


def test_a_circle_of_links_is_walked_once(tmp_path: Path) -> None:
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep" / "a.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "deep" / "again").symlink_to(tmp_path, target_is_directory=True)
    (tmp_path / "self").symlink_to(tmp_path / "self")
    assert [a.text for a in read_paths([tmp_path]) if isinstance(a, Article)] == [TEXT]


def test_a_folder_without_articles_is_said_to_be_so(tmp_path: Path) -> None:
    found = one(tmp_path)
    assert isinstance(found, EmptyError)
    assert ".jsonl" in found.reason


@pytest.mark.parametrize("path", ["no/such/file.html", "a\x00b.txt"])
def test_a_path_that_does_not_exist_is_named_with_what_to_check(path: str) -> None:
    found = one(path)
    assert isinstance(found, UnreadableError)
    assert "check the path" in found.reason
    assert "\n" not in str(found)


@pytest.mark.skipif(os.name == "nt", reason="file modes are those of POSIX")
def test_a_file_that_may_not_be_read_is_named_and_the_others_go_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "b.txt").write_text(TEXT + " More.", encoding="utf-8")
    (tmp_path / "a.txt").chmod(0)
    if os.access(tmp_path / "a.txt", os.R_OK):  # root may read everything
        import builtins

        really = builtins.open

        def refusing(file: object, *args: object, **options: object) -> object:
            if str(file).endswith("a.txt"):
                raise PermissionError(13, "Permission denied", str(file))
            return really(file, *args, **options)  # type: ignore[call-overload]

        monkeypatch.setattr(builtins, "open", refusing)
    first, second = read_paths([tmp_path])
    assert isinstance(first, UnreadableError)
    assert "permissions" in first.reason
    assert isinstance(second, Article)


def test_a_dash_is_standard_input() -> None:
    (found,) = read_paths(["-"], stdin=io.BytesIO(TEXT.encode()))
    assert isinstance(found, Article)
    (error,) = read_paths(["-"], stdin=io.BytesIO(b""))
    assert isinstance(error, EmptyError)
    assert error.item == "standard input"


def test_a_name_that_is_not_utf_8_can_be_printed(tmp_path: Path) -> None:
    name = os.fsencode(tmp_path) + b"/caf\xe9\n.txt"
    try:
        Path(os.fsdecode(name)).write_bytes(b"")
    except OSError:
        pytest.skip("the file system takes no such names")
    (found,) = read_paths([os.fsdecode(name)])
    assert isinstance(found, EmptyError)
    str(found).encode("utf-8")
    assert "\n" not in str(found)


def test_broken_line_7_of_10_is_named_and_the_others_go_on(tmp_path: Path) -> None:
    file = tmp_path / "news.jsonl"
    rows = [f'{{"id": "{n}", "text": "The mayor said number {n}."}}' for n in range(1, 11)]
    rows[6] = rows[6][:-5]
    file.write_text("\n".join(rows), encoding="utf-8")
    found = list(read_paths([file]))
    (error,) = [a for a in found if isinstance(a, ItemError)]
    assert found.index(error) == 6
    assert isinstance(error, BadLineError)
    assert error.item == f"{file}, line 7"
    assert len(found) == 10


def test_one_id_with_two_texts_is_an_error_that_names_both(tmp_path: Path) -> None:
    first, second = tmp_path / "a.jsonl", tmp_path / "b.jsonl"
    first.write_text('\n{"id": "x", "text": "The mayor said no."}', encoding="utf-8")
    second.write_text('{"id": "x", "text": "The mayor said yes."}', encoding="utf-8")
    kept, error = read_paths([first, second])
    assert isinstance(kept, Article)
    assert isinstance(error, IdConflictError)
    assert error.item == f"{second}, line 1"
    assert f"{first}, line 2" in error.reason


def test_one_id_with_one_text_is_read_once_and_said(tmp_path: Path) -> None:
    file = tmp_path / "a.jsonl"
    file.write_text('{"id": "x", "text": "The mayor said no."}\n' * 2, encoding="utf-8")
    notes: list[str] = []
    assert len(list(read_paths([file], on_note=notes.append))) == 1
    (note,) = notes
    assert f"{file}, line 1" in note
    assert f"{file}, line 2" in note


def test_the_same_copy_in_two_outlets_is_two_articles() -> None:
    row = '{{"outlet": "{}", "text": "The mayor said no."}}'
    data = "\n".join(row.format(outlet) for outlet in ("Agency A", "Daily B")).encode()
    first, second = read_bytes(data, item="x.jsonl")
    assert isinstance(first, Article)
    assert isinstance(second, Article)
    assert first.id != second.id


def test_articles_come_before_the_file_is_read_to_its_end() -> None:
    class Endless(io.RawIOBase):
        def read(self, size: int = -1) -> bytes:
            return b'{"text": "The mayor said no."}\n' * 1000

    stream = read_paths(["-"], stdin=Endless())  # type: ignore[arg-type]
    assert isinstance(next(stream), Article)


def test_a_line_beyond_the_limit_is_passed_over_without_being_held() -> None:
    limits = Limits(json_bytes=1_000)
    data = b'{"text": "' + b"a" * 200_000 + b'"}\n{"text": "The mayor said no."}\n'
    error, found = read_bytes(data, item="x.jsonl", limits=limits)
    assert isinstance(error, TooLargeError)
    assert error.item == "x.jsonl, line 1"
    assert isinstance(found, Article)


def test_a_text_beyond_the_limit_is_refused() -> None:
    limits = Limits(text_code_points=100)
    for name in ("x.txt", "x.jsonl"):
        data = b"a " * 60 if name == "x.txt" else b'{"text": "' + b"a " * 60 + b'"}'
        (error,) = read_bytes(data, item=name, limits=limits)
        assert isinstance(error, TooLargeError)


@pytest.mark.parametrize("data", [b"", b" \n\t ", b"\xef\xbb\xbf", b"... !", b'{"text": " "}'])
def test_an_item_without_words_is_empty(data: bytes) -> None:
    (error,) = read_bytes(data, item="x")
    assert isinstance(error, EmptyError)


def test_a_feed_is_no_article() -> None:
    (error,) = read_bytes(b'<?xml version="1.0"?><rss><channel/></rss>', item="feed.xml")
    assert isinstance(error, NoArticleError)


def test_the_kind_is_told_by_content_before_the_ending() -> None:
    for name in ("page.txt", "page.jsonl", "page"):
        (found,) = read_bytes(page().encode(), item=name)
        assert isinstance(found, Article)
        assert found.text == TEXT
    (found,) = read_bytes(b'{"text": "The mayor said no."}', item="x.txt")
    assert isinstance(found, Article)
    assert found.text == "The mayor said no."
    (found,) = read_bytes(b"[Editor's note: this was said.]\n\nThe mayor said no.", item="x.txt")
    assert isinstance(found, Article)
    assert found.text.startswith("[Editor's")


def test_a_short_first_line_is_the_title_and_stays_in_the_text() -> None:
    found = read_text(f"Ferry sinks off Tollford\n\n{TEXT}")
    assert found.title == "Ferry sinks off Tollford"
    assert found.text.startswith("Ferry sinks off Tollford\n\n")


@pytest.mark.parametrize(
    "text", [TEXT, f"Ferry sinks\n{TEXT}", f"She said no.\n\n{TEXT}", "Ferry sinks", "A\n\nb"]
)
def test_where_the_first_line_may_be_text_there_is_no_title(text: str) -> None:
    assert read_text(text).title is None or text == "A\n\nb"


def test_white_space_is_made_plain_and_quotation_marks_stay() -> None:
    found = read_text(
        "\ufeffThe\xa0mayor\u200b \u201csaid\u201d \u00abno\u00bb.\r\nThen\u00ad left.\x00"
    )
    assert found.text == "The mayor \u201csaid\u201d \u00abno\u00bb.\nThen left."
    assert found.notes[0] == "1 unprintable character removed"


def test_a_language_that_cannot_be_told_is_said() -> None:
    found = read_text("Xqzt wvbn plok. Bzz krrt mnu!")
    assert found.language is None
    assert "the language could not be told" in found.notes
    assert read_text(TEXT).language == "en"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="pipes with a name")
def test_a_pipe_in_a_folder_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.html")
    (tmp_path / "b.txt").write_text(TEXT, encoding="utf-8")
    first, second = read_paths([tmp_path])
    assert isinstance(first, UnreadableError)
    assert "pipe" in first.reason
    assert isinstance(second, Article)


def test_a_page_that_a_library_trips_over_is_an_error_of_this_page(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It ended the run, and each run after it."""
    whole = html.from_page

    def trips(data: bytes, **others: Any) -> Article:
        if b"odd" in data:
            raise KeyError("no\x1bsuch")
        return whole(data, **others)

    monkeypatch.setattr(html, "from_page", trips)
    (tmp_path / "a.html").write_text("<html><body><p>odd</p></body></html>", encoding="utf-8")
    (tmp_path / "b.html").write_text(page(), encoding="utf-8")
    first, second = read_paths([tmp_path])
    assert isinstance(first, UnreadableError)
    assert "KeyError" in first.reason
    assert "report" in first.reason
    assert isinstance(second, Article)
