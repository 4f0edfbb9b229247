"""Readings and comparisons as one self-contained HTML file.

The page loads nothing, works without script, and says so to the browser: its content security
policy allows only the style and the script written into it, by their hashes.
"""

from __future__ import annotations

import base64
import functools
import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from importlib.resources import files
from types import MappingProxyType
from typing import Any, TypeVar

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from rashomon.model import Comparison, EventSummary, MadeBy, Reading, Summary
from rashomon.render.clean import clean, line
from rashomon.render.digest import correction, lookup, plural
from rashomon.render.editviews import edit_views
from rashomon.render.eventview import EventView
from rashomon.render.lengths import of_reading
from rashomon.render.marked import target_rules
from rashomon.render.sidebyside import event_view
from rashomon.render.view import Anchors, ArticleView, Link, article_view

_Stop = TypeVar("_Stop", EventView, ArticleView)

NO_LENGTHS: Mapping[str, Sequence[Any]] = MappingProxyType({})
"""Each article and event has its own summary only."""


def _safe(value: object) -> object:
    """What a template prints, cleaned; markup made in this package is clean already."""
    return clean(value) if isinstance(value, str) and not isinstance(value, Markup) else value


@functools.cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("rashomon.render"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_safe,
    )
    environment.globals["plural"] = plural
    return environment


@functools.cache
def _asset(name: str) -> str:
    return (files("rashomon.render") / "templates" / name).read_text("utf-8").strip()


def _hash(text: str) -> str:
    digest = hashlib.sha256(text.encode("utf-8")).digest()
    return f"sha256-{base64.b64encode(digest).decode('ascii')}"


def _in_line(views: Iterable[_Stop]) -> list[_Stop]:
    """The views, each with the way to the one before and the one after it."""
    row = list(views)
    links = [
        Link(
            text=f"{v.outlet}: {v.title}" if isinstance(v, ArticleView) else v.title,
            href=f"#{v.anchor}",
        )
        for v in row
    ]
    return [
        replace(
            view,
            previous=links[i - 1] if i else None,
            next=links[i + 1] if i + 1 < len(row) else None,
        )
        for i, view in enumerate(row)
    ]


def _page(
    *,
    heading: str,
    made_by: MadeBy | None,
    events: Sequence[EventView],
    articles: Sequence[ArticleView],
    comparing: bool,
    corrections: Sequence[str] = (),
    notes: Sequence[str] = (),
) -> str:
    most = max((len(a.ledger) for a in articles), default=0)
    crossing = {number for a in articles for number in a.crossing}
    by_anchor = {a.anchor: a for a in articles}
    # An article of two events is written once, with the first.
    home = {link.href[1:]: e.anchor for e in reversed(events) for link, _ in e.articles}
    return filled(
        "page.html.j2",
        rules=target_rules(most, crossing),
        heading=heading,
        made_by=made_by,
        events=events,
        articles=articles,
        by_anchor=by_anchor,
        home=home,
        ungrouped=[a for a in articles if a.anchor not in home],
        comparing=comparing,
        corrections=corrections,
        notes=notes,
    )


def filled(
    template: str, *, styles: Sequence[str] = ("page.css",), rules: str = "", **values: object
) -> str:
    """The template as a page that holds its style and script, and loads nothing.

    ``styles`` are files beside the template, ``rules`` further style rules.
    """
    style = "\n".join([*map(_asset, styles), rules]).strip()
    script = _asset("page.js")
    policy = (
        f"default-src 'none'; style-src '{_hash(style)}'; script-src '{_hash(script)}'; "
        "base-uri 'none'; form-action 'none'"
    )
    return (
        _environment()
        .get_template(template)
        .render(
            policy=policy,
            style=Markup(style),  # noqa: S704 -- our own files and numbers, no text of others
            script=Markup(script),  # noqa: S704 -- our own file
            **values,
        )
    )


def comparison_page(
    comparison: Comparison,
    *,
    lengths: Mapping[str, Sequence[EventSummary]] = NO_LENGTHS,
    asked: str = "",
) -> str:
    """One self-contained HTML page: each event with its accounts side by side, then the articles.

    ``lengths`` are, by event id, summaries of other lengths than the event's own, from which the
    page's reader chooses. ``asked`` names the length that was asked for ("1 min", "5 sentences"):
    the event's own summary is shown under it, unfolded.

    Every claim has the anchor ``<article anchor>-<claim id>``, where the article anchors are
    ``a1``, ``a2``, ... in the order of ``comparison.articles``. An article in no event stands after
    the events. Lone surrogates and control characters of the articles are not written.
    """
    readings = list(comparison.articles)
    look = lookup(readings, comparison)
    anchors = Anchors(readings, {r.article.id: look for r in readings})
    # What can be compared comes first; articles that stand alone follow.
    compared = sorted(comparison.events, key=lambda e: len(e.articles) < 2)
    events = _in_line(
        replace(
            event_view(
                event, anchors, look, f"e{i}", lengths=lengths.get(event.id, ()), asked=asked
            ),
            edits=edit_views(event, comparison, anchors, f"e{i}"),
        )
        for i, event in enumerate(compared, 1)
    )
    # As they stand on the page: event by event, there by date; what is in no event comes last.
    placed = {key: i for i, key in enumerate(dict.fromkeys(k for e in events for k in e.members))}
    ordered = sorted(readings, key=lambda r: placed.get(r.article.id, len(placed)))
    articles = _in_line(article_view(anchors, r) for r in ordered)
    if len(events) == 1:
        heading = events[0].title
    else:
        heading = f"{plural(len(events), 'event')} in {plural(len(readings), 'article')}"
    return _page(
        heading=heading,
        made_by=comparison.made_by,
        events=events,
        articles=articles,
        comparing=True,
        corrections=[correction(entry) for entry in comparison.corrections],
        notes=list(map(line, comparison.notes)),
    )


def reading_page(
    readings: Sequence[Reading],
    *,
    lengths: Mapping[str, Sequence[Summary]] = NO_LENGTHS,
    asked: str = "",
) -> str:
    """One self-contained HTML page: each article's summary, ledger and text with its claims marked.

    The readings stand in the order given; their anchors are ``a1``, ``a2``, ... ``lengths`` and
    ``asked`` are as for :func:`comparison_page`, by article id.
    """
    look = {r.article.id: lookup([r]) for r in readings}
    anchors = Anchors(list(readings), look)
    articles = _in_line(
        replace(
            article_view(anchors, r),
            summary=of_reading(anchors, r, lengths.get(r.article.id, ()), asked),
        )
        for r in readings
    )
    made_by = readings[0].made_by if readings else None
    if made_by and len(readings) > 1:
        # The hash is that of the first text alone; each article shows its own.
        made_by = replace(made_by, text_sha256="")
    heading = articles[0].title if len(articles) == 1 else plural(len(articles), "article")
    return _page(
        heading=heading,
        made_by=made_by,
        events=(),
        articles=articles,
        comparing=False,
    )
