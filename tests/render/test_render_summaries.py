"""The block "No time to read? Get a summary": its lengths, what they cover, where they lead."""

from __future__ import annotations

import re
from dataclasses import replace
from html.parser import HTMLParser

import made_up_event as made
import pytest

from rashomon import flow
from rashomon.covered import of_article
from rashomon.model import Covers, EventSummary
from rashomon.render.lengths import covered, duration
from rashomon.render.page import comparison_page, reading_page
from rashomon.text import inside


class Block(HTMLParser):
    """The radio buttons, labels, lengths and links of every summary block of a page."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.radios: list[dict[str, str | None]] = []
        self.ids: set[str] = set()
        self.links: list[str] = []
        self.lengths = 0
        self.offered: list[bool] = []
        self.around: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        names = (given.get("class") or "").split()
        if given.get("id"):
            self.ids.add(str(given["id"]))
        if tag == "input" and given.get("type") == "radio":
            self.radios.append(given)
        if tag == "details" and "offer" in names:
            self.offered.append("open" in given)
        self.lengths += "len" in names
        if tag == "a" and (given.get("href") or "").startswith("#"):
            self.links.append(str(given["href"])[1:])


def reading() -> tuple[str, Block]:
    courier = made.courier()
    page = reading_page([courier], lengths={courier.article.id: flow.lengths(courier)})
    return page, Block(page)


def checked(block: Block) -> list[str]:
    return [str(radio["id"]) for radio in block.radios if "checked" in radio]


def test_the_summary_is_folded_above_the_text_and_led_to_from_below_it() -> None:
    page, block = reading()
    assert block.offered == [False]
    assert "No time to read? <span>Get a summary</span>" in page
    text = page.index('<div class="txt"')
    assert page.index('class="offer"') < text < page.index('href="#a1-sum"')
    assert "a1-sum" in block.ids


def test_every_length_has_a_button_and_one_is_shown_first() -> None:
    page, block = reading()
    # The article's own summary is of another length than those offered: it is one more.
    names = re.findall(r"<label [^>]*>([^<]+)</label>", page[page.index('class="lens"') :])
    assert names == ["20 s", "15 s", "1 min", "3 min"]
    assert {radio["name"] for radio in block.radios} == {"a1-len"}
    assert block.lengths == len(block.radios) == 4
    assert checked(block) == ["a1-len20s"]


def test_a_length_that_was_asked_for_is_unfolded_and_shown_first() -> None:
    courier = made.courier()
    short = replace(courier, summary=flow.summary(courier, time_s=15))
    offered = {courier.article.id: flow.lengths(courier)}
    block = Block(reading_page([short], lengths=offered, asked="15 s"))
    assert block.offered == [True]
    assert len(block.radios) == 3
    assert checked(block) == ["a1-len15s"]
    counted = replace(courier, summary=flow.summary(courier, sentences=2))
    block = Block(reading_page([counted], lengths=offered, asked="2 sentences"))
    assert len(block.radios) == 4
    assert checked(block) == ["a1-len2sentences"]


def test_an_article_with_its_own_summary_alone_has_nothing_to_choose() -> None:
    block = Block(reading_page([made.courier()]))
    assert len(block.radios) == 1
    assert "hidden" in block.radios[0]
    assert checked(block)


def test_an_article_without_a_summary_is_offered_none() -> None:
    page = reading_page([replace(made.courier(), summary=None)])
    assert 'class="offer"' not in page
    assert "Get a summary" not in page


def test_each_length_says_what_it_covers_and_leads_to_what_it_leaves_out() -> None:
    courier = made.courier()
    page, block = reading()
    for summary in flow.lengths(courier):
        assert f"This summary {covered(summary.covers)}." in page
        found = of_article(courier, summary.sentences)
        assert found.covers == summary.covers
        spans = [span for sentence in summary.sentences for span in sentence.spans]
        left = {ref.claim for ref in found.claims_left}
        for claim in courier.claims:
            assert (claim.id in left) != inside(claim.content, spans)
    assert "What it leaves out" in page
    assert set(block.links) <= block.ids | {"main", "top"}


def test_what_is_left_out_is_listed_with_its_cue() -> None:
    courier = made.courier()
    none = replace(courier, summary=replace(flow.summary(courier, time_s=60), sentences=()))
    page = reading_page([none], lengths={courier.article.id: flow.lengths(courier)})
    listed = re.findall(r"<li><a [^>]*>\d+</a>(.+?)</li>", page)
    told = [re.sub(r"<[^>]+>", "", row).strip() for row in listed]
    assert "Doran Pell denied the depot held any fuel" in told


def test_a_sentence_opens_its_passages_which_lead_to_the_marked_words() -> None:
    page, _ = reading()
    first = page[page.index('<details class="sent">') :]
    first = first[: first.index("</details>")]
    assert '<summary><span dir="auto">' in first
    assert '<span class="c">' in first
    assert re.search(r'<a href="#a1-c\d+">in the article</a>', first)


def test_an_event_offers_its_lengths_part_by_part() -> None:
    whole = made.single_event()
    event = whole.events[0]
    rows = event.summary.sentences
    summary = EventSummary(
        time_s=60,
        sentences=(replace(rows[0], part="shared"), replace(rows[1], part="parted")),
        covers=Covers(claims=4, of=20, speakers=2, of_speakers=6),
    )
    whole = replace(whole, events=(replace(event, summary=summary),))
    shorter = replace(summary, time_s=15, sentences=summary.sentences[:1])
    page = comparison_page(whole, lengths={event.id: (shorter, summary)})
    block = Block(page)
    assert checked(block) == ["e1-len1min"]
    assert block.lengths == 2
    parts = re.findall(r'<p class="part">([^<]+)</p>', page)
    assert parts == ["What most articles tell", "What most articles tell", "Where accounts part"]
    assert "This summary covers 4 of 20 claims, 2 of 6 speakers." in page
    assert set(block.links) <= block.ids | {"main", "top"}


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(1, "1 s"), (15, "15 s"), (60, "1 min"), (90, "1 min 30 s"), (180, "3 min")],
)
def test_a_reading_time_is_named_in_words(seconds: int, words: str) -> None:
    assert duration(seconds) == words


def test_what_nobody_says_has_no_count_of_speakers() -> None:
    assert covered(Covers(claims=1, of=2, speakers=0, of_speakers=0)) == "covers 1 of 2 claims"
