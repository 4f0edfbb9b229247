import logging
import time

import pytest
from handmade_pages import HEADLINE, OTHERS, SENTENCES, SUMMARY, json_ld, page

from rashomon.config import Limits
from rashomon.errors import ItemError, NoArticleError, TooLargeError
from rashomon.ingest import read_bytes
from rashomon.model import Article


def read(html: str | bytes, **options: Limits) -> Article | ItemError:
    data = html.encode() if isinstance(html, str) else html
    (found,) = read_bytes(data, item="page.html", **options)
    return found


def article(html: str | bytes) -> Article:
    found = read(html)
    assert isinstance(found, Article), found
    return found


def lines(found: Article) -> tuple[str, ...]:
    return tuple(span.of(found.text) for span in found.paragraphs)


def test_widgets_that_stand_as_paragraphs_are_left_out_and_listed() -> None:
    below = (SUMMARY, "Previous Article", OTHERS[0], "Next Article", OTHERS[1])
    found = article(page(above=(SUMMARY,), below=below))
    assert lines(found) == SENTENCES
    listed = [(entry.text, entry.reason) for entry in found.left_out]
    assert listed.count((SUMMARY, "widget: asks for a summary")) == 2
    for text in below[1:]:
        assert (text, "link to another article") in listed


def test_the_headline_is_the_title_and_not_the_first_paragraph() -> None:
    found = article(page())
    assert found.title == HEADLINE
    assert HEADLINE not in found.text


@pytest.mark.parametrize(
    "widget",
    [
        "Short on time? Read the summary",
        "Too busy to read? Get the key points in one minute",
        "Summarize this article with AI",
        "Advertisement",
        "Story continues below",
        "Share this article",
        "Share on Facebook",
        "Sign up for our newsletter and never miss a story.",
        "Related: Mayor of Westmark opens a bridge",
        "READ MORE: Who moved the old lighthouse?",
        "5 min read",
        "Listen to this article",
        "Leave a comment",
        "All rights reserved.",
        "Photo: Tollford Harbour Office",
        "Already a subscriber? Log in",
    ],
)
def test_a_widget_between_paragraphs_is_left_out_with_a_reason(widget: str) -> None:
    found = article(page(paragraphs=(*SENTENCES[:3], widget, *SENTENCES[3:])))
    assert lines(found) == SENTENCES
    assert widget in [entry.text for entry in found.left_out]


@pytest.mark.parametrize(
    "sentence",
    [
        "Share prices fell.",
        "Read between the lines and the ministry admits it.",
        "More than 60 people were on board, the company said.",
        "Next week the divers will go down again.",
        "Previous accounts of the sinking named no rock.",
        "Related cases are before the court in Westmark.",
        "Sign after sign warned of the rock, the captain said.",
        "Photos of the wreck show no rock, the union said on Tuesday.",
        "Comment was not available from the ministry.",
        "Follow the money, the union's lawyer said.",
        "Close to forty boats took part in the search.",
        "Home Minister Ada Quill denied the report.",
        "Tags on the lifeboats named another ship.",
        "Watch crews saw nothing that night, they said.",
    ],
)
def test_a_sentence_is_kept_whatever_word_it_begins_with(sentence: str) -> None:
    found = article(page(paragraphs=(*SENTENCES[:2], sentence, *SENTENCES[2:])))
    assert sentence in lines(found)


def test_metadata_come_from_json_ld() -> None:
    found = article(page(head=json_ld(url="https://post.example/ferry")))
    assert found.published == "2031-02-03T04:05:06+02:00"
    assert found.modified == "2031-02-04"
    assert found.authors == ("A. Bee", "C. Dee")
    assert found.outlet == "Tollford Post"
    assert found.url == "https://post.example/ferry"
    assert found.language == "en"
    assert found.notes == ()


@pytest.mark.parametrize(
    "script",
    [
        '{"@graph": [{"@type": "WebSite"}, {"@type": ["NewsArticle"], "headline": "Lost ferry"}]}',
        '[{"@type": "Organization"}, {"@type": "ReportageNewsArticle", "headline": "Lost ferry"}]',
        '{"@type": "Article", "headline": "Lost ferry",}',
        '/* <![CDATA[ */ {"@type": "Article", "headline": "Lost\nferry"} /* ]]> */',
        '{"@type": "BlogPosting", "headline": "Lost &amp;#102;erry"}'.replace("&amp;", "&"),
    ],
)
def test_json_ld_is_found_in_graphs_lists_and_broken_scripts(script: str) -> None:
    head = f'<script type="application/ld+json">{script}</script>'
    assert article(page(head=head)).title == "Lost ferry"


@pytest.mark.parametrize("script", ["", "{", "null", "[[[[", '{"@type": 5, "author": {"name": 7}}'])
def test_hopeless_json_ld_costs_only_its_metadata(script: str) -> None:
    found = article(page(head=f'<script type="application/ld+json">{script}</script>'))
    assert found.title == HEADLINE
    assert found.published is None


def test_meta_tags_serve_where_json_ld_is_absent() -> None:
    head = (
        '<meta property="og:site_name" content="Eastmark Daily">'
        '<meta property="article:published_time" content="2031-02-03">'
        '<meta name="author" content="By E. Eff and G. Aitch">'
        '<link rel="canonical" href="https://daily.example/a/1">'
    )
    found = article(page(head=head))
    assert (found.outlet, found.published) == ("Eastmark Daily", "2031-02-03")
    assert found.authors == ("E. Eff", "G. Aitch")
    assert found.url == "https://daily.example/a/1"


def test_the_outlet_is_the_host_where_the_page_names_none() -> None:
    found = article(page(head='<link rel="canonical" href="https://www.daily.example/a/1">'))
    assert found.outlet == "daily.example"


def test_a_date_in_another_form_is_said_and_left_empty() -> None:
    found = article(page(head=json_ld(datePublished="last Tuesday")))
    assert found.published is None
    assert any("last Tuesday" in note for note in found.notes)


def test_a_day_in_the_text_is_no_publication_date() -> None:
    told = "The ferry was built on 3 May 2019, the company said in its notice."
    assert article(page(paragraphs=(*SENTENCES, told))).published is None


def test_paragraphs_beside_the_text_are_taken_back() -> None:
    lede = f'<div class="wrap"><p class="body-line">{SENTENCES[0]}</p></div>'
    rest = "".join(f'<div class="body-line">{line}</div>' for line in SENTENCES[1:])
    found = article(page(paragraphs=(), before="", after="").replace("</h1>", f"</h1>{lede}{rest}"))
    assert lines(found) == SENTENCES


def test_the_next_article_of_an_endless_page_is_not_taken_in() -> None:
    other = tuple(f"The mayor of Westmark cut ribbon number {n}, an aide said." for n in range(9))
    story = "<div class='story'><h1>{}</h1><div class='text'>{}</div></div>"
    first = story.format(HEADLINE, "".join(f"<p>{line}</p>" for line in SENTENCES))
    second = story.format(OTHERS[0], "".join(f"<p>{line}</p>" for line in other))
    found = article(f"<html><body><main>{first}{second}</main></body></html>")
    mixed = any(line in found.text for line in SENTENCES) and any(t in found.text for t in other)
    assert not mixed


def test_a_line_wrapped_in_the_markup_is_one_paragraph() -> None:
    wrapped = tuple(line.replace(" on ", "\non ").replace(" the ", " the\n") for line in SENTENCES)
    assert lines(article(page(paragraphs=wrapped))) == SENTENCES


def test_what_reads_like_text_and_is_not_the_article_is_listed() -> None:
    bio = "Ada Quill has written about boats and ports for the Tollford Post since 2019."
    found = article(page(after=f"<footer><div><p>{bio}</p></div></footer>"))
    assert bio not in found.text
    assert (bio, "about the author or the outlet") in [(e.text, e.reason) for e in found.left_out]


def test_lines_left_out_are_bounded_and_the_rest_is_counted() -> None:
    after = "".join(f"<footer><p>Sign up for newsletter number {n}</p></footer>" for n in range(20))
    (found,) = read_bytes(page(after=after).encode(), item="p", limits=Limits(left_out_lines=5))
    assert isinstance(found, Article)
    assert len(found.left_out) == 5
    assert any("left out beyond those listed" in note for note in found.notes)


FRONT = "".join(
    f"<div class='card'><h3><a href='/{n}'>Mayor number {n} opens a new bridge</a></h3>"
    f"<p>The mayor of town number {n} opened the bridge and said that more would follow.</p></div>"
    for n in range(15)
)
MENU = "".join(f"<li><a href='/{n}'>Section number {n} of this site</a></li>" for n in range(60))


@pytest.mark.parametrize(
    "body",
    [
        "",
        f"<nav><ul>{MENU}</ul></nav><footer>© 2031 Tollford Post. All rights reserved.</footer>",
        f"<ul>{MENU}</ul>",
        f"<main>{FRONT}</main>",
        "<p>You need to enable JavaScript to run this app.</p>",
        "<h1>404</h1><p>Page not found. It may have moved, or it never was here at all.</p>",
        "<h1>Sign in</h1><form><p>Please sign in to continue reading this article.</p></form>",
        "<p>Welcome to the Tollford Post. Choose a section.</p>",
    ],
)
def test_a_page_without_an_article_is_said_to_have_none(body: str) -> None:
    found = read(f"<html><head><title>Tollford Post</title></head><body>{body}</body></html>")
    assert isinstance(found, NoArticleError)
    assert found.item == "page.html"


def test_text_in_the_metadata_serves_where_the_page_shows_none() -> None:
    body = "\n\n".join(SENTENCES)
    found = article(
        f"<html><head>{json_ld(articleBody=body)}</head><body><div id='app'></div></body></html>"
    )
    assert lines(found) == SENTENCES
    assert any("articleBody" in note for note in found.notes)


def test_a_page_beyond_the_limit_is_refused_before_it_is_parsed() -> None:
    huge = b"<html><body>" + b"<p>The mayor said no to the plan.</p>" * 1_400_000
    start = time.process_time()
    found = read(huge)
    assert isinstance(found, TooLargeError)
    assert "10 MB" in found.reason
    assert time.process_time() - start < 2


def test_a_page_of_countless_tags_is_refused() -> None:
    found = read("<html><body>" + "<p>" * 300_000)
    assert isinstance(found, TooLargeError)
    assert "300,002 tags" in found.reason


@pytest.mark.parametrize("tag", ["div", "b", "blockquote", "table"])
def test_deeply_nested_tags_neither_crash_nor_take_minutes(tag: str) -> None:
    start = time.process_time()
    html = f"<html><body>{f'<{tag}>' * 10_000}<p>{SENTENCES[0]}</p>{f'</{tag}>' * 10_000}"
    assert isinstance(read(html), Article | NoArticleError)
    assert time.process_time() - start < 20


def test_right_to_left_text_and_emoji_keep_their_code_points() -> None:
    line = "קצין הנמל אמר ביום שני כי המעבורת טבעה 🚢 לאחר שפגעה בסלע ליד החוף הצפוני."
    found = article(page(paragraphs=(line, line.replace("שני", "שלישי"))))
    assert found.paragraphs[0].of(found.text) == line
    assert found.language == "he"


def test_other_tools_log_nothing(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        read("<html><body><p>x</p></body></html>")
    assert caplog.records == []


def test_the_same_page_gives_the_same_article() -> None:
    assert article(page()) == article(page())
    assert article(page()).id != article(page(paragraphs=SENTENCES[1:])).id
