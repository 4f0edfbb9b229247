"""What a page's markup says of it: microdata, named objects, times with their zones."""

import json

from handmade_pages import HEADLINE, json_ld, page

from rashomon.ingest import read_bytes
from rashomon.model import Article


def read(html: str) -> Article:
    (found,) = read_bytes(html.encode(), item="page.html")
    assert isinstance(found, Article), found
    return found


def graph(*nodes: dict[str, object]) -> str:
    value = {"@context": "https://schema.org", "@graph": nodes}
    return f'<script type="application/ld+json">{json.dumps(value)}</script>'


def test_authors_and_publishers_that_are_only_named_are_found_in_the_graph() -> None:
    head = graph(
        {"@type": "Article", "headline": HEADLINE, "author": [{"@id": "#bee"}],
         "publisher": {"@id": "#post"}},
        {"@type": "Person", "@id": "#bee", "name": "A. Bee"},
        {"@type": "Organization", "@id": "#post", "name": "Tollford Post"},
    )  # fmt: skip
    found = read(page(head=head))
    assert (found.authors, found.outlet) == (("A. Bee",), "Tollford Post")


def test_objects_that_name_each_other_in_a_circle_are_no_trouble() -> None:
    head = graph(
        {"@type": "Article", "@id": "#a", "headline": HEADLINE, "author": {"@id": "#b"}},
        {"@type": "Person", "@id": "#b", "worksFor": {"@id": "#a"}},
    )
    assert read(page(head=head)).authors == ()


def test_of_several_articles_the_one_with_the_pages_title_speaks() -> None:
    head = graph(
        {"@type": "NewsArticle", "headline": "Another", "datePublished": "2030-01-01"},
        {"@type": "NewsArticle", "headline": HEADLINE, "datePublished": "2031-02-03"},
    )
    assert read(page(head=head)).published == "2031-02-03"


def test_microdata_speaks_where_there_is_no_json_ld() -> None:
    marked = (
        "<div itemscope itemtype='https://schema.org/NewsArticle'>"
        f"<span itemprop='headline'>{HEADLINE}</span>"
        "<span itemprop='author' itemscope itemtype='https://schema.org/Person'>"
        "<b itemprop='name'>A. Bee</b></span>"
        "<span itemprop='publisher' itemscope><b itemprop='name'>Bay Post</b></span>"
        "<time itemprop='datePublished' datetime='2031-02-03T10:00:00+05:30'>3 Feb</time>"
        "<time itemprop='dateModified' datetime='2031-02-03T11:00:00+05:30'>3 Feb</time></div>"
    )
    found = read(page(before=marked))
    assert found.authors == ("A. Bee",)
    assert found.outlet == "Bay Post"
    assert found.published == "2031-02-03T10:00:00+05:30"
    assert found.modified == "2031-02-03T11:00:00+05:30"


def test_the_dates_of_comments_are_not_those_of_the_page() -> None:
    comment = (
        "<section class='comments'><div itemscope itemtype='https://schema.org/Comment'>"
        "<time class='published' datetime='2030-05-05T10:00:00Z'>x</time>"
        "<time itemprop='dateModified' datetime='2030-05-06'>x</time></div></section>"
    )
    head = '<meta property="article:published_time" content="2031-02-03T10:00:00Z">'
    found = read(page(head=head, after=comment))
    assert (found.published, found.modified) == ("2031-02-03T10:00:00Z", None)


def test_times_are_told_by_what_their_class_says() -> None:
    times = (
        "<time class='entry-date published' datetime='2031-02-03T10:00:00+02:00'>a</time>"
        "<time class='updated' datetime='2031-02-04T10:00:00+02:00'>b</time>"
    )
    found = read(page(before=times))
    assert found.published == "2031-02-03T10:00:00+02:00"
    assert found.modified == "2031-02-04T10:00:00+02:00"


def test_updated_at_in_words_is_no_modified_date() -> None:
    assert read(page(above=("Updated at 10:00 on 4 February 2031",))).modified is None


def test_a_modified_date_before_the_published_one_is_reported() -> None:
    head = json_ld(datePublished="2031-02-03T04:00:00Z", dateModified="2031-02-01T04:00:00Z")
    found = read(page(head=head))
    assert found.modified == "2031-02-01T04:00:00Z"
    assert any("before it was published" in note for note in found.notes)


def test_dates_without_zone_on_one_day_are_not_reported() -> None:
    found = read(page(head=json_ld(dateModified="2031-02-03")))
    assert not found.notes


def test_degrees_and_accounts_are_no_authors() -> None:
    assert read(page(head=json_ld(author="Rae Lee, MS, RD"))).authors == ("Rae Lee",)
    assert read(page(head=json_ld(author={"name": "admin"}))).authors == ()
