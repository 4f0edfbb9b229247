"""The page: whole, safe, every link leads somewhere, every claim lights up."""

from __future__ import annotations

import base64
import hashlib
import re
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from html.parser import HTMLParser
from itertools import pairwise

import made_up_event as made
import pytest

from rashomon.model import (
    Article,
    Claim,
    ClaimRef,
    Comparison,
    EventComparison,
    EventSummary,
    EventSummarySentence,
    LeftOut,
    Passage,
    Reading,
    Relation,
    Span,
    Statement,
    Toll,
)
from rashomon.render.digest import day, outlet
from rashomon.render.page import comparison_page, reading_page

PAGES: dict[str, Callable[[], str]] = {
    "two events": lambda: comparison_page(made.comparison()),
    "one event": lambda: comparison_page(made.single_event()),
    "no event": lambda: comparison_page(Comparison(made_by=made.made_by(""), articles=())),
    "readings": lambda: reading_page([made.courier(), made.lantern(), made.arabic()]),
    "one reading": lambda: reading_page([made.courier()]),
    "no reading": lambda: reading_page([]),
}
VOID = {"meta", "input", "br", "img", "link", "hr"}


class Page(HTMLParser):
    """The page's elements, and whether they nest."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.text: list[str] = []
        self.open: list[str] = []
        self.feed(html)
        self.close()
        assert not self.open, f"left open: {self.open}"

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if not self.open or self.open[-1] not in ("style", "script"):
            self.text.append(data)

    def ids(self) -> list[str]:
        return [a["id"] or "" for _, a in self.elements if "id" in a]


@pytest.fixture(params=PAGES)
def html(request: pytest.FixtureRequest) -> str:
    return PAGES[request.param]()


def test_ids_are_unique_and_every_link_within_the_page_leads_to_one(html: str) -> None:
    page = Page(html)
    twice = [key for key, n in Counter(page.ids()).items() if n > 1]
    assert not twice
    links = [a["href"] or "" for tag, a in page.elements if tag == "a"]
    inner = {link[1:] for link in links if link.startswith("#")}
    assert inner <= set(page.ids())


def test_nothing_is_loaded_and_the_policy_names_the_style_and_the_script(html: str) -> None:
    page = Page(html)
    loading = {"link", "img", "iframe", "object", "embed", "video", "audio", "source", "base"}
    assert not [tag for tag, _ in page.elements if tag in loading]
    for _, attributes in page.elements:
        assert not {"src", "srcset", "style", "action", "poster"} & set(attributes)
        assert not [name for name in attributes if name.startswith("on")]
    assert "url(" not in html
    assert "@import" not in html
    policy = next(
        a["content"] or "" for _, a in page.elements if "http-equiv" in a and a["content"]
    )
    assert policy.startswith("default-src 'none';")
    for tag in ("style", "script"):
        written = re.findall(f"<{tag}>(.*?)</{tag}>", html, re.DOTALL)
        assert len(written) == 1
        digest = base64.b64encode(hashlib.sha256(written[0].encode()).digest()).decode()
        assert f"{tag}-src 'sha256-{digest}'" in policy


def test_every_claim_of_every_article_is_an_anchor_with_a_ledger_row() -> None:
    comparison = made.comparison()
    ids = set(Page(comparison_page(comparison)).ids())
    for i, reading in enumerate(comparison.articles, 1):
        for claim in reading.claims:
            assert f"a{i}-{claim.id}" in ids
            assert f"a{i}-{claim.id}-row" in ids


def test_hostile_words_are_shown_and_never_become_markup(html: str) -> None:
    page = Page(html)
    assert "b" not in [tag for tag, a in page.elements if tag == "b" and "onerror" in a]
    assert html.count("<script") == 1
    assert "javascript:" not in html
    if "Lantern" in html:
        assert made.HOSTILE in "".join(page.text)


def test_awkward_ids_still_give_every_claim_its_own_anchor() -> None:
    text = "It rained. It snowed. It hailed. It thawed."
    ids = ("c 1", "c-1", "ledger", "<1>")
    claims = tuple(
        Claim(id=key, content=(Span(11 * i, 11 * i + 9),), kind="own voice")
        for i, key in enumerate(ids)
    )
    reading = Reading(
        made_by=made.made_by(text), article=Article(id='"><', text=text), claims=claims
    )
    page = Page(reading_page([reading]))
    assert len(page.ids()) == len(set(page.ids()))
    assert sum(bool(re.fullmatch(r"a1-.+-row", key)) for key in page.ids()) == 4


def test_an_article_of_two_events_is_written_once() -> None:
    whole = made.single_event()
    again = EventComparison(id="ev9", title="The same", articles=whole.events[0].articles[:2])
    page = comparison_page(
        Comparison(
            made_by=whole.made_by, articles=whole.articles, speakers=whole.speakers,
            events=(*whole.events, again),
        )
    )  # fmt: skip
    ids = Page(page).ids()
    assert len(ids) == len(set(ids))
    assert page.count("stands with another event above") == 2


def test_an_article_in_no_event_is_shown_after_the_events() -> None:
    whole = made.comparison()
    page = comparison_page(
        Comparison(
            made_by=whole.made_by, articles=whole.articles, speakers=whole.speakers,
            events=whole.events[:1],
        )
    )  # fmt: skip
    assert page.index("Articles in no event</h2>") > page.index('id="e1"')
    assert "The ferry Corvina was late." in "".join(Page(page).text)


def test_one_article_says_that_there_is_nothing_to_compare() -> None:
    page = comparison_page(made.comparison())
    lone = page[page.index('<section class="event stop" id="e2"') :]
    assert "Only one article: nothing to compare." in lone
    assert '<table class="matrix"' not in lone
    assert "contradictions" not in lone


def test_articles_without_any_relation_are_not_said_to_agree() -> None:
    whole = made.single_event()
    event = EventComparison(id="ev1", title="Fire", articles=whole.events[0].articles)
    text = "".join(
        Page(
            comparison_page(
                Comparison(made_by=whole.made_by, articles=whole.articles, events=(event,))
            )
        ).text
    )
    assert "No two speakers' statements could be set against each other." in text.replace("’", "'")
    assert "That is no sign that they agree." in text


def test_every_item_opens_the_words_it_rests_on() -> None:
    page = comparison_page(made.single_event())
    section = page[: page.index('id="e1-art"')]
    assert section.count('<details class="opens">') > 20
    # The denial, as a passage: source, cue and content marked in its own sentence.
    passage = (
        '<span class="s">He</span> <span class="u">denied</span> that '
        '<span class="c">the depot held any fuel</span>.'
    )
    assert passage in section
    named = section[section.index('id="e1-unheard"') :]
    assert '<span class="w">Corvane Fuels</span>' in named


def test_a_summary_sentence_without_claims_opens_its_words() -> None:
    whole = made.single_event()
    spans = (Passage(article="today-1", span=Span(0, 4)),)
    event = EventComparison(
        id="ev1", title="Fire", articles=whole.events[0].articles,
        summary=EventSummary(
            sentences=(EventSummarySentence(text="Nine.", claims=(), spans=spans),)
        ),
    )  # fmt: skip
    page = comparison_page(
        Comparison(made_by=whole.made_by, articles=whole.articles, events=(event,))
    )
    assert '<span class="w">Nine</span> people were killed' in page


def test_quotation_marks_stand_around_direct_words_only() -> None:
    page = comparison_page(made.single_event())
    text = "".join(Page(page).text)
    assert "“The tanks were empty,” … “and had been since the spring inspection.”" in text
    for paraphrase in ("the depot held any fuel", "diesel was found in three of the tanks"):
        assert f"“{paraphrase}" not in text
        assert f'"{paraphrase}' not in text


def test_an_answer_shows_commitment_outlets_relations_and_its_number() -> None:
    page = comparison_page(made.single_event())
    table = page[page.index('<table class="matrix"') : page.index("</table>")]
    text = re.sub(r"(<[^>]+>|\s)+", " ", table)
    assert "denies" in text
    assert re.search(r"≠ contradicts +Odo Lannick", text)
    assert "<b>at least nine people</b>" in table
    assert "(three articles, two origins)" in text
    # In the row on fuel, the union's count is not set against the port's.
    fuel = table[table.index('id="e1-q2"') : table.index('id="e1-q1"')]
    assert "Vellmar Port Authority" not in re.sub(r"<thead.*?</thead>", "", fuel)


def test_words_told_by_somebody_else_say_by_whom() -> None:
    page = reading_page([made.courier()])
    assert 'inside <a href="#a1-c4-row">4</a>' in page
    whole = made.single_event()
    text = "the blaze began in a parked tanker lorry"
    told = Statement(
        id="s99", text=text, outlets=1, origins=1,
        claims=(ClaimRef(article="courier-1", claim="c5"),),
    )  # fmt: skip
    event = replace(whole.events[0], statements=(*whole.events[0].statements, told))
    text = "".join(Page(comparison_page(replace(whole, events=(event,)))).text)
    assert "firefighters, as told by Mirel Asko" in text


def test_the_same_comparison_gives_the_same_page() -> None:
    assert comparison_page(made.comparison()) == comparison_page(made.comparison())


def test_several_accounts_that_agree_on_one_question_stand_together() -> None:
    whole = made.single_event()
    extra = Relation(
        a="s7", b="s3", relation="agree", about="number", confidence=0.6, why="for the test"
    )
    event = replace(whole.events[0], relations=(*whole.events[0].relations, extra))
    page = comparison_page(replace(whole, events=(event,)))
    agree = page[page.index('id="e1-agree"') : page.index('id="e1-compatible"')]
    assert agree.count('<div class="many">') == 1
    assert "for the test" in agree
    ids = Page(page).ids()
    assert len(ids) == len(set(ids))


def test_an_article_without_outlet_goes_by_its_host_or_its_title() -> None:
    assert outlet(Article(id="x", text="t", url="https://www.post.example/a")) == "post.example"
    assert outlet(Article(id="x", text="t", title="A fire")) == "[outlet not given: A fire]"
    assert outlet(Article(id="x", text="A fire in town.")) == "[outlet not given: A fire in town.]"


def test_dates_are_given_in_words_and_odd_ones_as_they_are() -> None:
    assert day("2031-05-07T15:05:00Z") == "7 May 2031, 15:05 UTC"
    assert day("2031-05-07T15:05:00-04:00") == "7 May 2031, 15:05 UTC-04:00"
    assert day("2031-13-77") == "2031-13-77"
    assert day("spring") == "spring"


def test_headings_never_skip_a_level_and_there_is_one_of_the_first(html: str) -> None:
    levels = [int(tag[1]) for tag, _ in Page(html).elements if re.fullmatch("h[1-6]", tag)]
    levels = levels[:-1]  # the last one is the help's own, in its dialog
    assert levels.count(1) == 1
    for one, other in pairwise(levels):
        assert other <= one + 1


def test_tables_name_their_columns_and_rows() -> None:
    elements = Page(comparison_page(made.single_event())).elements
    scopes = {a.get("scope") for tag, a in elements if tag == "th"}
    assert scopes == {"col", "row"}
    landmarks = {tag for tag, _ in elements}
    assert {"header", "nav", "main", "footer"} <= landmarks


def test_words_of_an_article_carry_its_language_and_direction() -> None:
    page = comparison_page(made.single_event())
    assert '<div class="txt" lang="ar" dir="auto">' in page
    assert '<blockquote lang="ar" dir="auto">' in page


def test_words_lead_to_the_live_page_where_the_article_has_an_address() -> None:
    page = Page(comparison_page(made.comparison()))
    links = [attrs for _, attrs in page.elements if attrs.get("class") == "live"]
    assert links
    address = "https://courier.example/fire?id=1&x=2#:~:text="
    assert all((link["href"] or "").startswith(address) for link in links)
    assert all(link["rel"] == "noopener noreferrer external" for link in links)


def test_a_toll_opens_the_claims_that_hold_its_words() -> None:
    reading = made.courier()
    (span,) = made.spans(reading.article.text, "Two cranes fell")
    (claim,) = (c for c in reading.claims if any(s.start <= span.start < s.end for s in c.content))
    toll = Toll(
        counts="injured", value=2, bound="exact", spans=(span,), confidence=0.9, claims=(claim.id,)
    )  # fmt: skip
    page = reading_page([replace(reading, tolls=(toll,))])
    (told,) = re.findall(r"Toll the article gives: (.*?)</p>", page)
    assert told.startswith("2 injured (“<bdi>Two cranes fell</bdi>”")
    (target,) = re.findall(r'href="#([^"]+)"', told)
    assert f'id="{target}"' in page
    assert "Toll the article gives" not in reading_page([reading])


def test_lines_left_out_that_say_who_said_something_come_first_and_are_marked() -> None:
    reading = made.courier()
    lost = LeftOut(text="The keeper said no.", reason="not part of the main text", attributes=True)
    article = replace(reading.article, left_out=(*reading.article.left_out, lost))
    html = reading_page([replace(reading, article=article)])
    assert "3 lines left out, 1 of which says who said something" in html
    listed = html[html.index("Left out of the page") :]
    assert listed.index("The keeper said no.") < listed.index("No time? Take the short version")
    assert listed.count("says who said something") == 1
