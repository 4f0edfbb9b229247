import pytest
from handmade_pages import SENTENCES, page

from rashomon.ingest import read_bytes
from rashomon.model import Article


def authors(before: str) -> tuple[str, ...]:
    (found,) = read_bytes(page(before=before).encode(), item="page.html")
    assert isinstance(found, Article), found
    return found.authors


@pytest.mark.parametrize(
    "markup",
    [
        "<div class='byline'>By Ada Quill</div>",
        "<p class='article-author'>Ada Quill</p>",
        "<a rel='author' href='/q'>Ada Quill</a>",
        "<span itemprop='author'><span itemprop='name'>Ada Quill</span></span>",
    ],
)
def test_the_author_is_found_in_markup_where_metadata_name_none(markup: str) -> None:
    assert authors(markup) == ("Ada Quill",)


@pytest.mark.parametrize(
    "markup",
    ["", f"<p>{SENTENCES[0]}</p>", "<div class='comments'><a class='author'>E. Eff</a></div>"],
)
def test_who_wrote_a_comment_is_no_author(markup: str) -> None:
    assert authors(markup) == ()
