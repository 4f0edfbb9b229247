import pytest
from handmade_pages import HEADLINE, SENTENCES, page

from rashomon.ingest import read_bytes
from rashomon.ingest.apart import BOX, REPEATS
from rashomon.ingest.surroundings import ASKS, COMMENTS
from rashomon.model import Article


def read(html: str) -> Article:
    (found,) = read_bytes(html.encode(), item="page.html")
    assert isinstance(found, Article), found
    return found


def within(box: str) -> Article:
    """The article of a page with the box between its paragraphs."""
    lines = [f"<p>{line}</p>" for line in SENTENCES]
    body = "".join([*lines[:3], box, *lines[3:]])
    return read(f"<html><body><article><h1>{HEADLINE}</h1>{body}</article></body></html>")


@pytest.mark.parametrize(
    ("box", "reason"),
    [
        ("<div class='box'><p>اشترك في نشرتنا اليومية</p></div>", BOX),
        ("<div class='poll'><p>The ferry is to be raised again soon.</p></div>", ASKS),
        ("<div class='reader-comments'><p>Best ferry that this bay ever had.</p></div>", COMMENTS),
        ("<aside class='pq'><p>ferry had sunk after it hit a rock</p></aside>", REPEATS),
    ],
)
def test_a_box_between_the_paragraphs_is_no_line_of_the_text(box: str, reason: str) -> None:
    article = within(box)
    assert article.text.split("\n\n") == list(SENTENCES)
    assert reason in {entry.reason for entry in article.left_out} or reason == REPEATS


@pytest.mark.parametrize(
    "box",
    [
        "<div class='poll'><p>Voters doubt the rock, the harbour office said.</p></div>",
        "<div class='comment'><blockquote><p>Nobody told us anything.</p></blockquote></div>",
        "<div class='plain'><p>Nobody has yet seen the rock with their own eyes.</p></div>",
    ],
)
def test_what_attributes_is_quoted_or_ends_like_a_statement_stays(box: str) -> None:
    words = box.split("<p>")[1].split("</p>")[0]
    assert words in within(box).text


def test_the_standfirst_in_the_header_of_the_article_is_its_first_line() -> None:
    lines = "".join(f"<p>{line}</p>" for line in SENTENCES)
    dek = "A rock that no chart shows, and a company that will not guess"
    article = read(
        f"<html><body><main><header><h1>{HEADLINE}</h1><p class='dek'>{dek}</p>"
        f"<p class='byline'>By Ada Reed</p></header><div class='copy'>{lines}</div></main></body>"
    )
    assert article.text.split("\n\n") == [dek, *SENTENCES]


def test_a_list_of_key_points_below_the_headline_is_text_whatever_it_is_called() -> None:
    lines = "".join(f"<p>{line}</p>" for line in SENTENCES)
    points = ("The ferry lies at forty metres", "Nobody gave evidence for a rock")
    entries = "".join(f"<li>{point}</li>" for point in points)
    article = read(
        f"<html><body><div class='_a1'><h1>{HEADLINE}</h1><div class='_k2'><h2>Key points:</h2>"
        f"<ul>{entries}</ul></div><div class='_c3'>{lines}</div></div></body></html>"
    )
    assert article.text.split("\n\n") == ["Key points:", *points, *SENTENCES]


def test_the_text_behind_a_barrier_is_taken_from_the_metadata() -> None:
    body = "\\n\\n".join(line.replace('"', "'") for line in SENTENCES)
    article = read(
        '<html><head><script type="application/ld+json">{"@type": "NewsArticle", "headline": '
        f'"{HEADLINE}", "isAccessibleForFree": false, "articleBody": "{body}"}}</script></head>'
        f"<body><article><h1>{HEADLINE}</h1><p>{SENTENCES[0]}</p>"
        "<div class='locked'><p>Become one of us</p></div></article></body></html>"
    )
    assert article.text.startswith(SENTENCES[0])
    assert SENTENCES[-1] in article.text
    assert "Become one of us" not in article.text
    assert any("articleBody" in note for note in article.notes)


def test_a_page_laid_out_as_a_table_gives_the_column_of_its_article() -> None:
    figures = "<table><tr><td>Year</td><td>Wrecks</td></tr><tr><td>2030</td><td>4</td></tr></table>"
    paragraphs = [f"<p>{line}</p>" for line in SENTENCES]
    lines = "".join([*paragraphs[:4], figures, *paragraphs[4:]])
    article = read(
        "<html><body><table><tr><td colspan=3><font size=5>The Post</font></td></tr><tr>"
        "<td><a href=l>Local</a><br><a href=w>Weather</a></td>"
        f"<td><h2>{HEADLINE}</h2>{lines}</td>"
        "<td><b>Winners of the week</b><p>Raffle: 112, 340 and 77. Collect your ham.</p></td>"
        "</tr></table></body></html>"
    )
    assert all(line in article.text for line in SENTENCES)
    assert "2030 | 4" in article.text
    assert "Raffle" not in article.text


def test_what_is_read_out_before_a_caption_is_no_word_of_it() -> None:
    caption = "Divers at the pier, where the company said they would wait."
    article = within(
        f"<figure><img src=p><figcaption><span>Image caption</span> {caption}</figcaption></figure>"
    )
    (part,) = (part for part in article.parts if part.kind == "caption")
    assert article.text[slice(*part.span)] == caption


def test_authors_alone_on_a_line_over_the_text_are_no_text() -> None:
    head = "".join(f"<meta name='author' content='{name}'>" for name in ("Ada Reed", "Bo Lind"))
    article = read(page(above=("Ada Reed and Bo Lind",), head=head))
    assert article.authors == ("Ada Reed", "Bo Lind")
    assert article.text.startswith(SENTENCES[0])
