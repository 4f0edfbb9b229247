import json

import pytest

from rashomon.errors import BadLineError, ItemError
from rashomon.ingest import read_bytes
from rashomon.ingest.article import iso_8601
from rashomon.model import Article

ROW = {
    "id": "post-1",
    "url": "https://post.example/1",
    "outlet": "Tollford Post",
    "title": "Ferry sinks",
    "authors": ["A. Bee"],
    "published": "2031-02-03T04:05:06Z",
    "language": "en",
    "text": "The harbour master said no.\n\nShe left.",
}


def read(value: object, name: str = "news.jsonl") -> Article | ItemError:
    (found,) = read_bytes(json.dumps(value).encode(), item=name)
    return found


def article(**extra: object) -> Article:
    found = read({**ROW, **extra})
    assert isinstance(found, Article), found
    return found


def test_every_key_is_kept_and_unknown_ones_are_ignored() -> None:
    found = article(crawled="2032-01-01", publisher="x", weight=5)
    assert (found.id, found.url, found.outlet) == ("post-1", ROW["url"], "Tollford Post")
    assert (found.title, found.authors, found.language) == ("Ferry sinks", ("A. Bee",), "en")
    assert (found.published, found.text, found.notes) == (ROW["published"], ROW["text"], ())
    assert [span.of(found.text) for span in found.paragraphs] == [
        "The harbour master said no.",
        "She left.",
    ]


def test_the_day_of_crawling_is_no_publication_date() -> None:
    found = read({"text": "The mayor said no.", "crawled": "2031-02-03"})
    assert isinstance(found, Article)
    assert found.published is None


def test_offsets_into_the_given_text_hold() -> None:
    given = "\ufeffA\u200bb\u00ad \xa0c\r\nd\x00 \u2028e \ud800 🚢"
    found = article(text=given)
    assert len(found.text) == len(given)
    for made, before in zip(found.text, given, strict=True):
        assert made == before or before.isspace() or not before.isprintable()
    found.text.encode("utf-8")
    assert "2 unprintable characters" in found.notes[0]


@pytest.mark.parametrize("value", ["yesterday", "24.1.2031", "2031-02-30", "2031", 1927, ["x"]])
def test_a_date_that_is_no_iso_8601_is_said_and_left_empty(value: object) -> None:
    found = article(published=value)
    assert found.published is None
    assert found.notes[0].startswith('"published" is left empty')


@pytest.mark.parametrize(
    ("given", "meant"),
    [
        ("2031-02-03", "2031-02-03"),
        ("20310203", "2031-02-03"),
        ("2031-034", "2031-02-03"),
        ("2031-W06-1", "2031-02-03"),
        ("2031-02-03T04:05", "2031-02-03T04:05"),
        ("2031-02-03 04:05:06", "2031-02-03T04:05:06"),
        ("2031-02-03T04:05:06.789+02:00", "2031-02-03T04:05:06.789+02:00"),
        ("2031-02-03T04:05:06-0400", "2031-02-03T04:05:06-0400"),
        ("20310203T040506Z", "2031-02-03T04:05:06+00:00"),
        ("2031-02-03T25:00", None),
        ("2031-02", None),
        ("12-31-2031", None),
        ("٢٠٣١-٠٢-٠٣", None),
        ("", None),
    ],
)
def test_iso_8601_is_read_and_nothing_is_guessed(given: str, meant: str | None) -> None:
    assert iso_8601(given) == meant


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("text", None),
        ("text", 5),
        ("text", ["a"]),
        ("id", 5),
        ("url", {}),
        ("outlet", False),
        ("title", []),
        ("authors", 5),
        ("authors", ["a", 5]),
        ("language", 5),
    ],
)
def test_a_wrong_type_is_an_error_that_names_the_key(key: str, value: object) -> None:
    found = read({**ROW, key: value})
    assert isinstance(found, BadLineError)
    assert f'"{key}"' in found.reason


@pytest.mark.parametrize("value", [5, "text", None, [], [5], True])
def test_what_is_no_object_is_said_to_be_none(value: object) -> None:
    (found,) = read_bytes(json.dumps(value).encode(), item="x.json")
    assert isinstance(found, BadLineError)


@pytest.mark.parametrize("line", [b"{", b"[" * 100_000, b'{"text": 1' + b"0" * 5_000 + b"}"])
def test_broken_json_is_an_error_and_no_crash(line: bytes) -> None:
    found = list(read_bytes(line + b'\n{"text": "The mayor said no."}', item="x.jsonl"))
    assert isinstance(found[0], BadLineError)
    assert isinstance(found[1], Article)


def test_a_line_that_is_not_utf_8_is_named() -> None:
    error, found = read_bytes(b'{"text": "caf\xe9"}\n{"text": "The mayor."}', item="x.jsonl")
    assert isinstance(error, BadLineError)
    assert "UTF-8" in error.reason
    assert isinstance(found, Article)


def test_one_object_over_several_lines_and_an_array_are_read() -> None:
    (found,) = read_bytes(json.dumps(ROW, indent=2).encode(), item="x.json")
    assert isinstance(found, Article)
    assert found.id == "post-1"
    array = json.dumps([ROW, {"id": "y"}, {**ROW, "id": "z"}], indent=1).encode()
    first, error, last = read_bytes(array, item="x.json")
    assert isinstance(first, Article)
    assert isinstance(last, Article)
    assert isinstance(error, BadLineError)
    assert error.item == "x.json, article 2"


def test_a_reading_gives_its_article_back() -> None:
    found = read({"format": "rashomon/1", "article": ROW, "claims": []})
    assert isinstance(found, Article)
    assert found.id == "post-1"


def test_without_an_id_the_content_gives_one_that_stays() -> None:
    first, second = article(id=None), article(id=" ")
    assert first.id == second.id
    assert first.id.startswith("a-")
    assert len(first.id) == 14
    assert article(id=None, text="Other words.").id != first.id


def test_a_language_tag_is_cut_to_its_language() -> None:
    assert article(language="pt-BR").language == "pt"
    found = article(language="english")
    assert found.language != "english"
    assert "ISO 639-1" in found.notes[0]


def test_one_author_may_be_given_as_text() -> None:
    assert article(authors="A. Bee").authors == ("A. Bee",)
