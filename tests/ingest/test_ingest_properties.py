import json
from typing import Any

from handmade_pages import SENTENCES, page
from hypothesis import given, settings
from hypothesis import strategies as st

from rashomon.errors import ItemError
from rashomon.ingest import read_bytes, read_text
from rashomon.ingest.boilerplate import sift
from rashomon.ingest.captures import TRIPPED
from rashomon.ingest.normal import plain, same_length
from rashomon.model import Article

ANY_TEXT = st.text(st.characters(), max_size=300)
NAMES = st.sampled_from(["x", "x.txt", "x.html", "x.json", "x.jsonl"])
JSON: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | ANY_TEXT,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(ANY_TEXT, inner, max_size=3),
    max_leaves=8,
)
KEYS = ("id", "url", "outlet", "title", "authors", "published", "modified", "language", "text")
PIECES = (
    *("<p>", "</p>", "<div>", "</div>", "<a href=x>", "</a>", "<br>", "<script>", "</script>"),
    *("<!--", "-->", "<table><tr><td>", "&#0;", "&#xd800;", "&nbsp;", "<h1>", "<body>", "<li>"),
    *("<meta charset=utf-16>", "<base href='http://[x'>", "x\x00y", "Next Article", "Read more"),
    *SENTENCES,
)
MARKUP = st.lists(st.sampled_from(PIECES), max_size=40).map("".join)


def check(found: Article | ItemError) -> None:
    assert isinstance(found, Article | ItemError)
    if isinstance(found, ItemError):
        assert found.item.startswith("x")
        assert "\n" not in str(found)
        assert TRIPPED not in found.reason
        return
    assert found.text.strip()
    assert found.paragraphs
    covered = [span.of(found.text) for span in found.paragraphs]
    assert "".join("".join(covered).split()) == "".join(found.text.split())
    assert all(paragraph == paragraph.strip() != "" for paragraph in covered)
    found.text.encode("utf-8")
    json.dumps([found.title, found.outlet, found.url, found.notes]).encode("utf-8")
    for value in (found.title, found.outlet, found.url, found.id, *found.authors):
        (value or "").encode("utf-8")


@settings(deadline=None)  # the first call loads what tells languages
@given(st.binary(max_size=400), NAMES)
def test_any_bytes_give_articles_or_errors(data: bytes, name: str) -> None:
    for found in read_bytes(data, item=name):
        check(found)


@settings(deadline=None)
@given(ANY_TEXT, NAMES)
def test_any_text_gives_articles_or_errors(text: str, name: str) -> None:
    for found in read_bytes(text.encode("utf-8", "surrogatepass"), item=name):
        check(found)


@settings(max_examples=60, deadline=None)
@given(MARKUP)
def test_any_markup_gives_an_article_or_an_error(markup: str) -> None:
    for found in read_bytes(f"<html>{markup}".encode(), item="x.html"):
        check(found)


@settings(deadline=None)
@given(st.dictionaries(st.sampled_from(KEYS), JSON, max_size=6))
def test_any_object_gives_an_article_or_an_error(value: dict[str, Any]) -> None:
    (found,) = read_bytes(json.dumps(value).encode(), item="x.jsonl")
    check(found)


@given(ANY_TEXT)
def test_plain_text_is_plain_when_it_is_made_plain_again(text: str) -> None:
    once, _ = plain(text)
    assert plain(once) == (once, 0)


@given(ANY_TEXT)
def test_no_printable_character_is_lost_or_moved_in_json_texts(text: str) -> None:
    made, _ = same_length(text)
    assert len(made) == len(text)
    for before, after in zip(text, made, strict=True):
        assert before == after or before.isspace() or after == "\ufffd"


@given(
    st.text("abc .\n“”'\u2019", min_size=5, max_size=200).filter(lambda t: any(map(str.isalpha, t)))
)
def test_the_same_text_has_the_same_id(text: str) -> None:
    assert read_text(text).id == read_text(text, item="elsewhere").id


@given(st.lists(st.text("abc Next Article.:»", min_size=1), max_size=12))
def test_every_line_is_kept_or_left_out_and_none_twice(lines: list[str]) -> None:
    kept, dropped = sift(lines)
    assert sorted([*kept, *(entry.text for entry in dropped)]) == sorted(lines)


@settings(max_examples=15, deadline=None)
@given(st.permutations(SENTENCES))
def test_paragraphs_keep_the_order_of_the_page(lines: list[str]) -> None:
    (found,) = read_bytes(page(paragraphs=tuple(lines)).encode(), item="x.html")
    assert isinstance(found, Article)
    assert [span.of(found.text) for span in found.paragraphs] == lines
