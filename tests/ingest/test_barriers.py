"""Pages that ask to pay, register, consent or be human are told from pages of articles."""

import pytest
from handmade_pages import SENTENCES, json_ld, page

from rashomon.errors import BarrierError, NoArticleError
from rashomon.ingest import read_bytes
from rashomon.model import Article

CUT = (*SENTENCES[:3], "Divers are to go down on Friday, and the harbour office...")


def found(html: str) -> object:
    (only,) = read_bytes(html.encode(), item="page.html")
    return only


def bare(title: str, *lines: str) -> str:
    inner = "".join(f"<p>{line}</p>" for line in lines)
    return f"<html><head><title>{title}</title></head><body><h1>{title}</h1>{inner}</body></html>"


@pytest.mark.parametrize(
    ("html", "says"),
    [
        (bare("Just a moment...", "Checking your browser before you go on to the Tollford Post."),
         "check for robots"),
        (bare("Tollford Post", "Please verify you are a human by solving the riddle below."),
         "check for robots"),
        (bare("Access denied", "You do not have the right to see this page of the site today."),
         "access denied"),
        (bare("Page not found", "We are sorry, but the page you asked for has gone elsewhere. "
              "Try the search, or begin again at the front page of the Tollford Post."), "404"),
        (bare("Before you continue to Tollford Post", "We and our partners use cookies to "
              "measure how our pages are read, and to show what is of use to you."), "consent"),
        (bare("Tollford Post", "Subscribe to continue reading.", "From 3 crowns a week."),
         "subscribe"),
        (bare("Tollford Post", "Sign in to continue reading this article."), "sign in"),
    ],
)  # fmt: skip
def test_a_page_that_is_a_barrier_says_which_and_what_to_do(html: str, says: str) -> None:
    error = found(html)
    assert isinstance(error, BarrierError), error
    assert says in error.reason
    assert ";" in error.reason


def test_a_page_without_article_and_without_barrier_is_as_before() -> None:
    error = found(bare("Tollford Post", "Ships", "Harbours"))
    assert isinstance(error, NoArticleError)
    assert not isinstance(error, BarrierError)


def article(html: str) -> Article:
    only = found(html)
    assert isinstance(only, Article), only
    return only


@pytest.mark.parametrize(
    ("html", "asks"),
    [
        (page(paragraphs=CUT, head=json_ld(isAccessibleForFree=False)), "subscribe"),
        (page(paragraphs=CUT, head=json_ld(isAccessibleForFree="False")), "subscribe"),
        (page(paragraphs=CUT, after="<div class='paywall'><p>Subscribe to continue reading</p>"
              "</div>"), "subscribe"),
        (page(paragraphs=CUT, after="<div class='regwall'><p>Register to continue reading</p>"
              "</div>"), "register"),
    ],
)  # fmt: skip
def test_a_teaser_before_a_barrier_is_kept_with_a_note(html: str, asks: str) -> None:
    read = article(html)
    assert SENTENCES[0] in read.text
    (note,) = [note for note in read.notes if "cut short" in note]
    assert asks in note


@pytest.mark.parametrize(
    "html",
    [
        page(paragraphs=SENTENCES * 5, head=json_ld(isAccessibleForFree=False)),
        page(head=json_ld(isAccessibleForFree=True)),
        page(after="<div class='newsletter'><p>Subscribe to our newsletter</p></div>"),
        page(paragraphs=tuple(f"Day {n}: {s}" for n in range(5) for s in SENTENCES),
             after="<div><p>Subscribe to read all our articles</p></div>"),
    ],
)  # fmt: skip
def test_whole_articles_with_newsletter_boxes_get_no_note(html: str) -> None:
    assert not [note for note in article(html).notes if "cut short" in note]


def test_an_article_about_denied_access_is_an_article() -> None:
    lines = tuple(f"{s[:-1]}, the log of day {n} shows." for n in range(3) for s in SENTENCES)
    html = page(paragraphs=lines).replace("Ferry sinks off Tollford", "Access denied to the wreck")
    assert article(html).title == "Access denied to the wreck"
