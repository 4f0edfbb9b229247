"""The page: whole, safe, every link leads somewhere, every claim lights up."""

from __future__ import annotations

import base64
import hashlib
import re
from collections import Counter
from collections.abc import Callable
from html.parser import HTMLParser

import made_up_event as made
import pytest

from rashomon.model import Comparison
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
