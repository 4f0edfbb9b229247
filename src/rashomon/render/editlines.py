"""Edits on the terminal: each with the words before and after, changes marked word by word.

Marks are those of ``wdiff``: [-words that are gone-], {+words that are new+}; nothing is told by
colour alone.
"""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Console

from rashomon.edited import Edit
from rashomon.model import Article, Comparison, Diff, EventComparison, Reading, Spans
from rashomon.render.digest import outlet, plural, title
from rashomon.render.edited import (
    Row,
    by_id,
    fields,
    headline,
    moments,
    pieces,
    rows,
    says,
    stealth_first,
)
from rashomon.render.terminal import Part, put

_OPEN = {"gone": "[-", "new": "{+"}
_CLOSE = {"gone": "-]", "new": "+}"}
_STYLE = {"gone": "red", "new": "green"}
_SHOWN = 8
"""Changes of one article that the digest of a comparison lists."""


def print_diff(console: Console, diff: Diff, *, wording: bool = False) -> None:
    """Print what changed between two versions, what matters most first.

    Rewordings that may mean the same are counted, and listed with ``wording``.
    """
    after = diff.after.article
    put(console, (title(after), "bold"))
    when = " → ".join(moments(diff.before.article, after))
    facts = (outlet(after), when, after.url or "")
    put(console, (" · ".join(filter(None, facts)), "dim"))
    print_edit(console, diff.edit, diff.before, diff.after, wording=wording)


def print_edit(
    console: Console,
    edit: Edit,
    before: Reading,
    after: Reading,
    *,
    wording: bool = False,
    most: int | None = None,
    indent: int = 0,
) -> None:
    """Print one edit; with ``most`` no more than so many of its changes."""
    style = "bold magenta" if edit.stealth else "bold"
    lead = "Stealth edit: " if edit.stealth else ""
    put(console, (f"{lead}{headline(edit)}", style), indent=indent)
    for words in says(edit, after.article):
        put(console, ("It says: ", "dim"), (words, ""), indent=indent + 2)
    for name, old, new in fields(edit):
        put(
            console, (f"{name}: ", "dim"), (f"[-{old}-] ", _STYLE["gone"]),
            (f"{{+{new}+}}", _STYLE["new"]), indent=indent + 2,
        )  # fmt: skip
    found = rows(edit, before, after)
    told = [row for row in found if wording or not row.wording]
    for row in told[:most]:
        _row(console, row, before.article, after.article, indent + 2)
    if most is not None and len(told) > most:
        more = f"and {len(told) - most} more: --html or --json shows all"
        put(console, (more, "dim"), indent=indent + 2)
    hidden = len(found) - len(told)
    if hidden:
        words = plural(hidden, "passage says", "passages say")
        put(
            console, (f"{words} what may be the same in other words: ", "dim"),
            ("--wording shows " + ("it" if hidden == 1 else "them"), "dim"), indent=indent + 2,
        )  # fmt: skip


def _row(console: Console, row: Row, before: Article, after: Article, indent: int) -> None:
    label: list[Part] = [(row.label, "bold")]
    if row.speaker:
        label.append((f" ({row.speaker})", "cyan"))
    put(console, *label, indent=indent)
    _side(console, "- ", before, row.before, row.gone, "gone", indent + 2)
    _side(console, "+ ", after, row.after, row.new, "new", indent + 2)


def _side(
    console: Console,
    sign: str,
    article: Article,
    shown: Spans,
    marked: Spans,
    mark: str,
    indent: int,
) -> None:
    if not shown and not marked:
        return
    parts: list[Part] = [(sign, "dim")]
    for piece in pieces(article, shown, marked, mark):
        if piece.mark:
            parts.append((f"{_OPEN[mark]}{piece.words}{_CLOSE[mark]}", _STYLE[mark]))
        else:
            parts.append((piece.words, ""))
    put(console, *parts, indent=indent)


def print_edits(console: Console, event: EventComparison, comparison: Comparison) -> None:
    """Print the edits of an event's articles after publication, stealth edits first."""
    readings = by_id((*comparison.earlier, *comparison.articles))
    for edit in stealth_first(event.edits):
        before, after = readings[edit.before], readings[edit.after]
        when = " → ".join(moments(before.article, after.article))
        told = f": {title(after.article)}, {when}"
        put(console, (outlet(after.article), "cyan"), (told, "dim"), indent=2)
        print_edit(console, edit, before, after, most=_SHOWN, indent=4)


def print_diffs(console: Console, diffs: Sequence[Diff], *, wording: bool = False) -> None:
    """Print several steps from version to version, oldest first."""
    for number, diff in enumerate(diffs):
        if number:
            console.print()
        print_diff(console, diff, wording=wording)
