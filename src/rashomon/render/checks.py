"""A check on the terminal: each sentence with its verdict, each fault with both passages."""

from __future__ import annotations

from collections.abc import Mapping

from rich.console import Console

from rashomon.checked import Check, CheckedSentence, Fault, FaultKind, Quoted
from rashomon.model import Article
from rashomon.render.clean import line
from rashomon.render.digest import day, outlet, plural, title
from rashomon.render.terminal import put

# A sentence is supported where no fault is found; with a lower score than this its words are far
# from the article's, and a fault is missed more often.
_SURELY = 0.5
_STYLES = {"supported": "green", "not found": "yellow", "contradicted": "red"}
FAULTS: Mapping[FaultKind, str] = {
    "attribution lost": "what the article attributes stands as a fact",
    "wrong speaker": "somebody else said it",
    "hedge lost": "what the article holds back stands as sure",
    "negation lost": "yes and no are exchanged",
    "number changed": "the article has another number or day",
    "quotation altered": "the words between the marks are not the article's",
    "people merged": "two people have become one",
}
"""What each kind of fault does, in words."""


def print_check(console: Console, check: Check, articles: Mapping[str, Article]) -> None:
    """Print a check for its reader: the verdict on the whole, then sentence by sentence.

    Under a sentence with a fault stand the summary's words and the article's, with outlet and
    title; nothing is told by colour alone.
    """
    counts = dict.fromkeys(("supported", "not found", "contradicted"), 0)
    for sentence in check.sentences:
        counts[sentence.verdict] += 1
    whole = plural(len(check.sentences), "sentence")
    told = ", ".join(f"{n} {verdict}" for verdict, n in counts.items() if n)
    against = plural(len(check.articles), "article")
    put(
        console,
        ("Supported" if check.supported else "Not supported throughout", "bold"),
        (f": {whole} held against {against}: {told}; score {check.score:.2f}", ""),
    )
    for note in check.notes:
        put(console, ("Note: ", "bold"), (note, ""))
    for number, one in enumerate(check.sentences, start=1):
        console.print()
        put(
            console,
            (f"{number}. ", "dim"),
            (one.verdict.upper(), f"bold {_STYLES[one.verdict]}"),
            (f" {one.text}", ""),
        )
        for fault in one.faults:
            _fault(console, check, fault, articles)
        if not one.faults:
            _rests_on(console, one, articles)


def _fault(console: Console, check: Check, fault: Fault, articles: Mapping[str, Article]) -> None:
    put(
        console,
        (fault.kind, "bold magenta"),
        (f" ({FAULTS[fault.kind]}): ", "dim"),
        (fault.why, ""),
        indent=3,
    )
    put(console, ("summary: ", "dim"), (line(fault.span.of(check.summary)), ""), indent=5)
    for passage in fault.passages:
        _passage(console, passage, articles)
    if not fault.passages:
        put(console, ("article: ", "dim"), ("nothing like it in any", ""), indent=5)


def _rests_on(console: Console, one: CheckedSentence, articles: Mapping[str, Article]) -> None:
    if one.verdict != "supported":
        put(console, (one.why, ""), indent=3)
    elif one.score < _SURELY:
        put(
            console, (f"not surely (score {one.score:.2f}): read the article's words", ""), indent=3
        )
    for passage in one.passages[:1] if one.verdict == "supported" else one.passages[:2]:
        _passage(console, passage, articles)


def _passage(console: Console, passage: Quoted, articles: Mapping[str, Article]) -> None:
    article = articles.get(passage.article)
    where = passage.article
    if article is not None:
        # Without an outlet its place says the title already.
        named = title(article) if article.outlet else None
        facts = (outlet(article), day(article.published), named)
        where = ", ".join(dict.fromkeys(filter(None, facts)))
    put(console, ("article: ", "dim"), (line(passage.text), ""), (f" ({where})", "dim"), indent=5)
