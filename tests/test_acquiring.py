from __future__ import annotations

import dataclasses
import gzip
import io
import json
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from pages_at import LINES, URL, Web, page

from rashomon.acquiring import Acquirer, Added, Rederived, rederive
from rashomon.archives import write_warc
from rashomon.captured import Capture
from rashomon.errors import ItemError, NoArticleError
from rashomon.model import Article, Claim, MadeBy, Reading
from rashomon.store.library import Library
from rashomon.text import paragraphs, sha256

ROWS = [
    {"id": f"r{number}", "url": f"https://eastmark.example/{number}", "text": LINES[number]}
    for number in range(3)
]


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.open(tmp_path / "library.db") as opened:
        yield opened


def jsonl(path: Path, rows: list[dict[str, str]] = ROWS) -> Path:
    path.write_text("\n".join(map(json.dumps, rows)) + "\n", encoding="utf-8")
    return path


def outcomes(results: Iterator[Added | ItemError]) -> list[str]:
    return [r.outcome if isinstance(r, Added) else type(r).__name__ for r in results]


def test_files_addresses_and_libraries_give_their_articles_in_the_order_given(
    tmp_path: Path, library: Library
) -> None:
    with Acquirer(library=library) as acquirer:
        list(acquirer.add([jsonl(tmp_path / "rows.jsonl")]))
    text = tmp_path / "one.txt"
    text.write_text("Only the text.", encoding="utf-8")
    web = Web({URL: page()})
    with Acquirer(fetcher=web) as acquirer:
        found = list(acquirer.articles([URL, str(library.path), text]))
    assert [a.url for a in found if isinstance(a, Article)] == [
        URL, *(row["url"] for row in ROWS), None,
    ]  # fmt: skip


def test_the_same_article_by_two_ways_is_read_once(tmp_path: Path, library: Library) -> None:
    rows = jsonl(tmp_path / "rows.jsonl")
    notes: list[str] = []
    with Acquirer(library=library, on_note=notes.append) as acquirer:
        list(acquirer.add([rows]))
        assert len(list(acquirer.articles([rows, library.path]))) == 3
    assert len(notes) == 3 and all("read once" in note for note in notes)


def test_an_address_is_fetched_and_kept_nowhere_without_a_library() -> None:
    with Acquirer(fetcher=Web({URL: page()})) as acquirer:
        (article,) = acquirer.articles([URL])
    assert isinstance(article, Article)
    assert article.url == URL and article.captured is not None
    assert LINES[0] in article.text


def test_an_address_that_cannot_be_fetched_costs_itself_only(tmp_path: Path) -> None:
    rows = jsonl(tmp_path / "rows.jsonl")
    with Acquirer(fetcher=Web({})) as acquirer:
        first, *others = acquirer.articles([URL, rows])
    assert isinstance(first, ItemError) and first.item == URL
    assert len(others) == 3


def test_a_page_that_did_not_change_is_not_sent_again(library: Library) -> None:
    web = Web({URL: page()})
    with Acquirer(library=library, fetcher=web) as acquirer:
        assert outcomes(acquirer.add([URL, URL])) == ["new", "not modified"]
        (article,) = acquirer.articles([URL])
    assert isinstance(article, Article) and LINES[0] in article.text
    assert [etag is not None for _, etag in web.asked] == [False, True, True]
    assert len(list(library.captures())) == 1
    stored = library.latest(URL)
    assert stored is not None and stored.captured is not None and stored.seen > stored.captured


def test_a_page_that_changed_is_a_new_version_and_the_first_stays(library: Library) -> None:
    web = Web({URL: page()})
    with Acquirer(library=library, fetcher=web) as acquirer:
        (first,) = acquirer.add([URL])
        web.pages[URL] = page(lines=(*LINES, "Correction: the ferry hit a pier, not a rock."))
        (second,) = acquirer.add([URL])
    assert isinstance(first, Added) and isinstance(second, Added)
    assert (second.outcome, second.version) == ("new version", 2)
    old, new = library.versions(URL)
    assert "pier" in new.text and "pier" not in old.text
    assert first.capture is not None and library.capture(first.capture).body == page()


def test_a_page_with_other_bytes_and_the_same_article_is_unchanged_and_kept(
    library: Library,
) -> None:
    web = Web({URL: page()})
    with Acquirer(library=library, fetcher=web) as acquirer:
        list(acquirer.add([URL]))
        web.pages[URL] = page().replace(b"<body>", b"<body><!-- build 7 -->")
        assert outcomes(acquirer.add([URL])) == ["unchanged"]
    assert len(list(library.captures())) == 2
    assert len(library.versions(URL)) == 1


def test_a_server_that_knows_no_tags_sends_the_same_again_and_it_is_kept_once(
    library: Library,
) -> None:
    web = Web({URL: page()}, has_tags=False)
    with Acquirer(library=library, fetcher=web) as acquirer:
        assert outcomes(acquirer.add([URL, URL])) == ["new", "unchanged"]
        assert isinstance(acquirer.add_address(URL).article, Article)
    (stored,) = library.captures()
    assert stored.captured is not None and stored.seen > stored.captured


def test_a_redirect_is_followed_to_one_article_whichever_address_is_asked(
    library: Library,
) -> None:
    short = "https://tollford.example/f"
    web = Web({URL: page()}, leads_to={short: URL})
    with Acquirer(library=library, fetcher=web) as acquirer:
        assert outcomes(acquirer.add([short, URL, short])) == [
            "new", "not modified", "not modified",
        ]  # fmt: skip
    assert len(library.versions(short)) == len(library.versions(URL)) == 1


def test_a_page_without_an_article_is_kept_and_said(library: Library) -> None:
    web = Web({URL: b"<html><body><p>Hello.</p></body></html>"})
    with Acquirer(library=library, fetcher=web) as acquirer:
        (error,) = acquirer.add([URL])
        assert isinstance(error, NoArticleError)
        (again,) = acquirer.add([URL])
        assert isinstance(again, NoArticleError), "not modified, and still no article"
    (stored,) = library.captures()
    assert library.capture(stored.id).body == web.pages[URL]
    assert list(library.articles()) == []


def test_each_line_of_a_file_is_kept_as_it_was_and_passed_over_the_next_time(
    tmp_path: Path, library: Library
) -> None:
    rows = jsonl(tmp_path / "rows.jsonl")
    with Acquirer(library=library) as acquirer:
        assert outcomes(acquirer.add([rows])) == ["new"] * 3
        assert outcomes(acquirer.add([tmp_path])) == ["unchanged"] * 3
    bodies = [library.capture(stored.id).body for stored in library.captures()]
    assert bodies == [json.dumps(row).encode() for row in ROWS]


def test_a_broken_line_costs_one_article(tmp_path: Path, library: Library) -> None:
    rows = tmp_path / "rows.jsonl"
    rows.write_text(f'{json.dumps(ROWS[0])}\n{{"text"\n{json.dumps(ROWS[1])}\n', encoding="utf-8")
    with Acquirer(library=library) as acquirer:
        assert outcomes(acquirer.add([rows])) == ["new", "BadLineError", "new"]
    assert len(list(library.captures())) == 2


def test_an_id_that_another_article_has_is_an_error_and_changes_nothing(
    tmp_path: Path, library: Library
) -> None:
    first = jsonl(tmp_path / "a.jsonl")
    second = jsonl(tmp_path / "b.jsonl", [{"id": "r0", "text": "Another text under the id."}])
    with Acquirer(library=library) as acquirer:
        list(acquirer.add([first]))
        assert outcomes(acquirer.add([second])) == ["IdConflictError"]
    assert len(list(library.captures())) == 3
    assert len(list(library.articles())) == 3


def test_a_later_file_with_another_text_at_the_same_address_is_a_version(
    tmp_path: Path, library: Library
) -> None:
    first = jsonl(tmp_path / "a.jsonl")
    second = jsonl(tmp_path / "b.jsonl", [{**ROWS[0], "text": "What was said was taken back."}])
    with Acquirer(library=library) as acquirer:
        list(acquirer.add([first]))
        assert outcomes(acquirer.add([second])) == ["new version"]
    assert len(library.versions(ROWS[0]["url"])) == 2


def test_an_array_of_articles_is_one_capture(tmp_path: Path, library: Library) -> None:
    path = tmp_path / "rows.json"
    path.write_text(json.dumps([ROWS[0], {"title": "no text"}, ROWS[1]]), encoding="utf-8")
    with Acquirer(library=library) as acquirer:
        assert outcomes(acquirer.add([path])) == ["new", "BadLineError", "new"]
    (stored,) = library.captures()
    assert library.capture(stored.id).body == path.read_bytes()
    assert [a.id for a in library.made_from(stored.id)] == ["r0", "r1"]
    again = list(rederive(library, stored.id))
    assert [isinstance(result, ItemError) for result in again] == [False, True, False]
    assert [a.id for a in library.made_from(stored.id)] == ["r0", "r1"]


def test_records_of_an_archive_are_captures_of_their_own_time(
    tmp_path: Path, library: Library
) -> None:
    path = tmp_path / "news.warc.gz"
    # Another text, and the first text again in other bytes: three versions.
    bodies = (page(), page(lines=LINES[:3]), page().replace(b"<body>", b"<body><!-- 7 -->"))
    captures = [
        Capture(
            item="made up",
            body=body,
            url=URL,
            captured=f"2030-01-0{day}T00:00:00Z",
            status=200,
            headers=(("Content-Type", "text/html"),),
        )
        for day, body in enumerate(bodies, start=1)
    ]
    with path.open("wb") as file:
        write_warc(captures, file)
    notes: list[str] = []
    with Acquirer(library=library, on_note=notes.append) as acquirer:
        assert outcomes(acquirer.add([path])) == ["new", "new version", "new version"]
        assert outcomes(acquirer.add([path])) == ["unchanged"] * 3
    assert [stored.captured for stored in library.captures(URL)] == [c.captured for c in captures]
    assert [len(a.text) for a in library.versions(URL)][1] < len(library.versions(URL)[0].text)
    assert "3 articles" in notes[0] and "3 articles" in notes[1]


def captured(body: bytes, day: int) -> Capture:
    return Capture(
        item="made up",
        body=body,
        url=URL,
        captured=f"2030-01-{day:02}T00:00:00Z",
        status=200,
        headers=(("Content-Type", "text/html"),),
    )


def texts(library: Library) -> list[str]:
    return [article.text for article in library.versions(URL)]


@pytest.mark.parametrize("places", [(0, 1, 2), (0, 2, 1), (2, 0, 1)])
def test_a_page_of_an_archive_that_was_changed_back_is_a_version_again(
    tmp_path: Path, library: Library, places: tuple[int, ...]
) -> None:
    path = tmp_path / "news.warc.gz"
    first, other = page(), page(lines=LINES[:3])
    order = [captured(b, n) for n, b in enumerate((first, other, first), start=1)]
    with path.open("wb") as file:
        write_warc([order[place] for place in places], file)
    with Acquirer(library=library) as acquirer:
        list(acquirer.add([path]))
        assert outcomes(acquirer.add([path])) == ["unchanged"] * 3
    one, two, three = texts(library)
    assert one == three != two


def test_versions_are_the_same_after_export_and_add_with_what_was_seen_again(
    tmp_path: Path, library: Library
) -> None:
    from rashomon.archives import Sighted

    first, other = captured(page(), 1), captured(page(lines=LINES[:3]), 3)
    with Acquirer(library=library) as acquirer:
        acquirer.add_capture(first)
        acquirer.add_capture(dataclasses.replace(first, captured="2030-01-05T00:00:00Z"))
        acquirer.add_capture(other)
    before = texts(library)
    assert len(before) == 3, "what was seen on the fifth stood there after the other"
    path = tmp_path / "export.warc.gz"
    with path.open("wb") as file:
        kept = [Sighted(library.capture(c.id), library.sightings(c.id)) for c in library.captures()]
        write_warc(kept, file)
    with Library.open(tmp_path / "other.db") as opened, Acquirer(library=opened) as acquirer:
        list(acquirer.add([path]))
        assert texts(opened) == before


def test_a_packed_page_and_standard_input_are_kept_unpacked(
    tmp_path: Path, library: Library
) -> None:
    packed = tmp_path / "page.html.gz"
    packed.write_bytes(gzip.compress(page()))
    with Acquirer(library=library) as acquirer:
        assert outcomes(acquirer.add([packed])) == ["new"]
        assert outcomes(acquirer.add(["-"], stdin=io.BytesIO(page()))) == ["unchanged"]
    (stored,) = library.captures()
    assert library.capture(stored.id).body == page()
    rows = tmp_path / "rows.jsonl.gz"
    rows.write_bytes(gzip.compress(json.dumps(ROWS[0]).encode() + b"\n"))
    with Acquirer(library=library) as acquirer:
        assert outcomes(acquirer.add([rows])) == ["new"]
    for stored in library.captures():
        (result,) = rederive(library, stored.id)
        assert isinstance(result, Rederived) and not result.put.replaced


def test_a_library_added_to_another_brings_its_captures_and_versions(
    tmp_path: Path, library: Library
) -> None:
    web = Web({URL: page()})
    with Acquirer(library=library, fetcher=web) as acquirer:
        list(acquirer.add([URL, jsonl(tmp_path / "rows.jsonl")]))
        web.pages[URL] = page(lines=LINES[:3])
        (second,) = acquirer.add([URL])
    # The second text was there again after a third, which comes late, out of an archive.
    assert isinstance(second, Added) and second.capture is not None
    library.see(second.capture, at="2021-05-09T00:00:00Z")
    late = library.keep(
        dataclasses.replace(
            library.capture(second.capture), body=b"late", captured="2021-05-08T00:00:00Z"
        )
    )
    library.put(Article(id="late", url=URL, text="Late."), capture=late.id)
    assert len(library.versions(URL)) == 4
    with Library.open(tmp_path / "other.db") as other, Acquirer(library=other) as acquirer:
        assert outcomes(acquirer.add([library.path])).count("unchanged") == 1
        assert set(outcomes(acquirer.add([library.path]))) == {"unchanged"}
        assert other.versions(URL) == library.versions(URL)
        assert [c.sha256 for c in other.captures()] == [c.sha256 for c in library.captures()]


def test_a_broken_library_among_paths_costs_itself_only(tmp_path: Path, library: Library) -> None:
    path = library.path
    library.close()
    whole = path.read_bytes()
    path.write_bytes(whole[:6000] + b"\xff" * (len(whole) - 6000))
    rows = jsonl(tmp_path / "rows.jsonl")
    with Acquirer() as acquirer:
        first, *others = acquirer.articles([path, rows])
    assert isinstance(first, ItemError) and first.item == str(path)
    assert len(others) == 3


def test_articles_are_made_again_from_what_was_kept(tmp_path: Path, library: Library) -> None:
    with Acquirer(library=library, fetcher=Web({URL: page()})) as acquirer:
        list(acquirer.add([URL, jsonl(tmp_path / "rows.jsonl")]))
    before = list(library.articles())
    library._run("UPDATE article SET title = 'Spoilt', text = 'Spoilt' WHERE id = 1")
    changed = []
    for stored in library.captures():
        for result in rederive(library, stored.id):
            assert not isinstance(result, ItemError)
            changed.append(result.put.replaced)
    assert sorted(changed) == [False, False, False, True]
    assert list(library.articles()) == before


def test_an_article_that_can_no_longer_be_made_stays(library: Library) -> None:
    kept = library.keep(Capture(item="page.html", body=b"\x00\x01\x02 no text"))
    article = Article(id="a", text="Made by an older version.")
    library.put(article, capture=kept.id)
    (error,) = rederive(library, kept.id)
    assert isinstance(error, ItemError)
    assert list(library.articles()) == [article]


def test_claims_read_in_a_text_that_changed_are_found_again_or_are_orphans(
    library: Library,
) -> None:
    with Acquirer(library=library, fetcher=Web({URL: page()})) as acquirer:
        (added,) = acquirer.add([URL])
    assert isinstance(added, Added) and added.article is not None and added.capture is not None
    # The library has what an older version made: one sentence of it stands nowhere now.
    text = f"{added.article.text}\nA line of the page that was no article."
    old = dataclasses.replace(added.article, id="a-old", text=text, paragraphs=paragraphs(text))
    library.put(old, capture=added.capture)
    claims = tuple(
        Claim(id=f"c{number}", kind="own voice", content=(span,))
        for number, span in enumerate(old.paragraphs)
    )
    made_by = MadeBy(rashomon="0.0.9", annotator="rules@1", text_sha256=sha256(text))
    library.put_reading(Reading(made_by=made_by, article=old, claims=claims))
    (result,) = rederive(library, added.capture)
    assert isinstance(result, Rederived)
    assert result.put.replaced
    assert (result.found_again, result.orphans) == (len(claims) - 1, 1)
    assert list(library.articles()) == [added.article]


@pytest.mark.skipif(not Path("/dev/fd").is_dir(), reason="pipes by their numbers")
def test_a_pipe_is_read_from_its_beginning(library: Library) -> None:
    """As shells give them: rashomon add <(curl ...)."""
    reading, writing = os.pipe()
    try:
        os.write(writing, page())
        os.close(writing)
        with Acquirer(library=library) as acquirer:
            (added,) = acquirer.add([f"/dev/fd/{reading}"])
    finally:
        os.close(reading)
    assert isinstance(added, Added)
    assert library.capture(added.capture or 0).body == page()
