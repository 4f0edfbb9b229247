"""Lines that extraction loses, and lines that only look as if it had lost them."""

import pytest
from handmade_pages import HEADLINE, SENTENCES, page

from rashomon.ingest import read_bytes
from rashomon.ingest.aligned import places
from rashomon.ingest.blocks import Block, Place, of_page
from rashomon.ingest.boilerplate import key
from rashomon.ingest.html import _parse
from rashomon.ingest.takeback import above_headline, lacking, take_back
from rashomon.model import Article

KEPT = SENTENCES[:4]


def blocks(inner: str) -> tuple[Block, ...]:
    return of_page(_parse(f"<html><body><h1>{HEADLINE}</h1>{inner}</body></html>"))


def paragraphs(*lines: str) -> str:
    return "".join(f"<p>{line}</p>" for line in lines)


def article(html: str) -> Article:
    (found,) = read_bytes(html.encode(), item="page.html")
    assert isinstance(found, Article), found
    return found


def test_a_short_last_sentence_set_like_the_text_comes_back() -> None:
    last = "It came from another outlet first."
    assert take_back(KEPT, blocks(f"<div>{paragraphs(*KEPT, last)}</div>")) == (*KEPT, last)


def test_a_short_line_comes_back_between_the_lines_of_the_text_only() -> None:
    inner = f"<div>{paragraphs('Over it', *KEPT[:2], '10 p.m.', *KEPT[2:], 'Under it')}</div>"
    assert take_back(KEPT, blocks(inner)) == (*KEPT[:2], "10 p.m.", *KEPT[2:])


def test_a_subheading_between_lines_comes_back_and_one_below_does_not() -> None:
    inner = f"<div>{paragraphs(*KEPT[:2])}<h2>What the union says</h2>{paragraphs(*KEPT[2:])}"
    found = take_back(KEPT, blocks(f"{inner}<h2>More from the harbour</h2></div>"))
    assert found == (*KEPT[:2], "What the union says", *KEPT[2:])


def test_an_embedded_post_between_lines_comes_back_with_who_wrote_it() -> None:
    signed = "— Tollford Port (@tollfordport) 3 February 2031"
    post = (
        "<div class='embed'><div><blockquote class='post'><p>No rock is on our charts</p>"
        f"{signed}</blockquote></div></div>"
    )
    inner = f"<div>{paragraphs(*KEPT[:3])}{post}{paragraphs(KEPT[3])}</div>"
    found = take_back(KEPT, blocks(inner))
    assert found == (*KEPT[:3], "No rock is on our charts", signed, KEPT[3])


def test_an_address_that_is_spelt_out_comes_back_though_it_is_a_link() -> None:
    link = "<a href='http://x.example'>www.x.example/log</a>"
    inner = f"<div>{paragraphs(*KEPT[:2], link, *KEPT[2:])}</div>"
    assert take_back(KEPT, blocks(inner)) == (*KEPT[:2], "www.x.example/log", *KEPT[2:])


def test_a_correction_within_the_text_comes_back_and_a_notice_of_the_site_does_not() -> None:
    note = "<div class='correction'><p>An earlier version named the wrong ferry.</p></div>"
    site = "<div class='disclaimer'><p>Use of this site is at your own risk always.</p></div>"
    found = take_back(KEPT, blocks(f"<div>{paragraphs(*KEPT)}{note}</div><div><i>{site}</i></div>"))
    assert found == (*KEPT, "An earlier version named the wrong ferry.")


def test_who_owns_a_wire_copy_is_kept_where_it_ends_the_text() -> None:
    owner = "© 2031 Eastmark Wire. All rights reserved."
    found = article(page(paragraphs=(*SENTENCES, owner)))
    assert found.text.endswith(owner)
    assert owner not in [entry.text for entry in found.left_out]


@pytest.mark.parametrize("style", ["style='display: none'", "hidden"])
def test_what_a_page_hides_does_not_come_back(style: str) -> None:
    hidden = f"<p {style}>The captain of the ferry admitted that he had slept all night.</p>"
    inner = f"<div>{paragraphs(*KEPT[:2])}{hidden}{paragraphs(*KEPT[2:])}</div>"
    assert take_back(KEPT, blocks(inner)) == KEPT


def test_a_line_left_out_for_what_it_says_does_not_come_back() -> None:
    inner = f"<div>{paragraphs(*KEPT[:2], 'Hear it in ten minutes', *KEPT[2:])}</div>"
    lines = blocks(inner)
    assert len(take_back(KEPT, lines)) == len(KEPT) + 1
    assert take_back(KEPT, lines, dropped=["Hear it in ten minutes"]) == KEPT


def test_lines_over_the_headline_are_of_other_articles() -> None:
    other = "Five towns on the coast have banned cars since the spring, a survey says."
    html = f"<html><body><h2>Top news</h2><p>{other}</p><h1>{HEADLINE}</h1>{paragraphs(*KEPT)}"
    lines = of_page(_parse(html))
    assert above_headline((other, *KEPT), lines, {key(HEADLINE)}) == {0}
    assert above_headline((other, *KEPT), lines, {"another title"}) == frozenset()
    # Where most of the text stands over it, the heading is no headline.
    assert above_headline((other * 9, *KEPT[:1]), lines, {key(HEADLINE)}) == frozenset()


def test_a_page_with_far_more_text_left_out_than_kept_is_read_again() -> None:
    lines = blocks(f"<div>{paragraphs('Who moved it?')}</div><div>{paragraphs(*SENTENCES)}</div>")
    assert lacking(("Who moved it?",), lines)
    assert not lacking(SENTENCES, lines)


def test_places_rise_and_lines_out_of_order_have_none() -> None:
    lines = blocks(paragraphs(*SENTENCES))
    first = [block.text for block in lines].index(SENTENCES[0])
    assert places(SENTENCES[:3], lines) == [first, first + 1, first + 2]
    assert places((SENTENCES[5], *SENTENCES[:3]), lines) == [None, first, first + 1, first + 2]


def test_of_equal_lines_those_are_taken_that_leave_the_most_in_order() -> None:
    lines = blocks(paragraphs("Menu", SENTENCES[0], "Menu", SENTENCES[1]))
    numbers = {block.text: number for number, block in enumerate(lines) if block.text != "Menu"}
    found = places((SENTENCES[0], "Menu", SENTENCES[1]), lines)
    assert found == [numbers[SENTENCES[0]], numbers[SENTENCES[0]] + 1, numbers[SENTENCES[1]]]


def test_a_place_knows_the_ones_around_it() -> None:
    block = blocks("<div><section><p>Here.</p></section></div>")[-1]
    assert isinstance(block.place, Place)
    assert [place.tag for place in block.place.near(3)] == ["p", "section", "div"]
