"""A sentence of the page that says who said something and is not in the text comes first."""

from handmade_pages import SENTENCES, json_ld, page

from rashomon.config import Limits
from rashomon.ingest import read_bytes
from rashomon.model import Article, LeftOut

LOST = "The keeper of the light said on Tuesday that no ferry had passed the rock that night."
PLAIN = "The light stands on a rock in the bay, and it can be seen from the pier of Tollford."


def read(html: str, **options: Limits) -> Article:
    (found,) = read_bytes(html.encode(), item="page.html", **options)
    assert isinstance(found, Article), found
    return found


def entry(found: Article, text: str) -> LeftOut:
    return next(left for left in found.left_out if left.text == text)


def beside(text: str, *, around: str = "<div class='box'><div><span>{}</span></div></div>") -> str:
    """A page whose article stands beside a text in an element of its own."""
    return page(after=f"<div><h2>Elsewhere in the bay</h2>{around.format(text)}</div>")


def test_a_lost_attribution_is_marked_comes_first_and_is_counted_in_a_note() -> None:
    found = read(beside(f"{PLAIN}</span><br><span>{LOST}"))
    assert LOST not in found.text
    assert [left.text for left in found.left_out if left.attributes] == [LOST]
    assert found.left_out[0].text == LOST
    assert "1 sentence that says who said something was left out" in found.notes


def test_no_limit_of_lines_cuts_off_a_lost_attribution() -> None:
    found = read(beside(LOST), limits=Limits(left_out_lines=0))
    assert [left.text for left in found.left_out] == [LOST]


def test_nothing_is_marked_where_all_that_attributes_is_in_the_text() -> None:
    found = read(beside(PLAIN))
    assert not any(left.attributes for left in found.left_out)
    assert not found.notes


def test_comments_teasers_and_other_articles_carry_their_reason_and_are_not_marked() -> None:
    places = {
        "<section class='comments'><p>{}</p></section>": "comments of readers",
        "<div class='related-stories'><p>{}</p></div>": "teaser of another article",
        "<article><p>{}</p></article>": "another article on the page",
        "<div id='newsletter'><p>{}</p></div>": "asks the reader for something",
    }
    for around, reason in places.items():
        left = entry(read(beside(LOST, around=around)), LOST)
        assert (left.reason, left.attributes) == (reason, False)


def test_what_the_text_stands_in_says_nothing_of_it() -> None:
    html = page().replace("<article>", "<article class='related comments'>")
    assert read(html).text == "\n\n".join(SENTENCES)


def test_a_sentence_that_only_the_metadata_hold_is_a_loss() -> None:
    found = read(page(head=json_ld(articleBody="\n".join((*SENTENCES, LOST)))))
    left = entry(found, LOST)
    assert left.attributes
    assert left.reason == "stands in the page's metadata only (articleBody)"


def test_metadata_whose_quotation_marks_are_written_twice_over_are_no_loss() -> None:
    body = "\n".join(SENTENCES).replace('"', "&amp;quot;")
    found = read(page(head=json_ld(articleBody=body)))
    assert not any(left.attributes for left in found.left_out)
