"""The edits of an event's articles after publication, as the event page shows them."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from rashomon.edited import Edit
from rashomon.model import ClaimRef, Comparison, EventComparison, Reading
from rashomon.render.digest import outlet, title
from rashomon.render.edited import (
    Row,
    by_id,
    fields,
    headline,
    moments,
    rows,
    says,
    stealth_first,
)
from rashomon.render.marked import altered
from rashomon.render.view import Anchors


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeView:
    """One change: both passages with the words marked that are gone or new."""

    label: str
    speaker: str
    why: str
    before: Markup
    after: Markup
    href: str
    """The claim's place in the newest version's text on this page; "" where there is none."""
    wording: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class EditView:
    """One step from a version of an article to the next."""

    anchor: str
    outlet: str
    title: str
    when: tuple[str, str]
    headline: str
    stealth: bool
    says: tuple[str, ...]
    fields: tuple[tuple[str, str, str], ...]
    changes: tuple[ChangeView, ...]
    lang: str


def edit_views(
    event: EventComparison, comparison: Comparison, anchors: Anchors, anchor: str
) -> tuple[EditView, ...]:
    """The edits of the event's articles, those first that changed claims and do not say so."""
    readings = by_id((*comparison.earlier, *comparison.articles))
    return tuple(
        _view(edit, readings[edit.before], readings[edit.after], anchors, f"{anchor}-edit{n}")
        for n, edit in enumerate(stealth_first(event.edits), 1)
    )


def _view(edit: Edit, before: Reading, after: Reading, anchors: Anchors, anchor: str) -> EditView:
    article = after.article
    return EditView(
        anchor=anchor,
        outlet=outlet(article),
        title=title(article),
        when=moments(before.article, article),
        headline=headline(edit),
        stealth=edit.stealth,
        says=says(edit, article),
        fields=tuple(fields(edit)),
        changes=tuple(_change(row, before, after, anchors) for row in rows(edit, before, after)),
        lang=article.language or "",
    )


def _change(row: Row, before: Reading, after: Reading, anchors: Anchors) -> ChangeView:
    ref = ClaimRef(article=after.article.id, claim=row.claims[1] or "")
    return ChangeView(
        label=row.label,
        speaker=row.speaker,
        why=row.why,
        before=altered(before.article, row.before, row.gone, "gone"),
        after=altered(after.article, row.after, row.new, "new"),
        href=anchors.href(ref) if ref in anchors.of_claim else "",
        wording=row.wording,
    )
