"""Two versions of one article as a self-contained HTML page, both texts side by side."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import Match, SequenceMatcher
from itertools import zip_longest

from markupsafe import Markup

from rashomon.model import Article, Diff, Span
from rashomon.render.digest import outlet, title
from rashomon.render.edited import Row, fields, headline, moments, rows, says
from rashomon.render.marked import numbered
from rashomon.render.page import filled
from rashomon.render.passages import blocks
from rashomon.shingles import shingles

# The share of the shorter paragraph's runs of words that stand in the other for the two to stand
# side by side.
_SIDE_BY_SIDE = 0.3
_RUN = 3
# Beyond so many pairs of paragraphs they stand side by side as they come.
_MOST_PAIRS = 250_000


@dataclass(frozen=True, slots=True, kw_only=True)
class RowView:
    """One change, with the ways to its place in each text; "" where there is none."""

    anchor: str
    number: int
    kind: str
    label: str
    speaker: str
    why: str
    before: str
    after: str
    wording: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class StepView:
    """One step from a version to the next; ``texts`` are its paragraphs, those alike in one row."""

    anchor: str
    headline: str
    stealth: bool
    before: str
    after: str
    says: tuple[str, ...]
    fields: tuple[tuple[str, str, str], ...]
    rows: tuple[RowView, ...]
    texts: tuple[tuple[Markup, Markup], ...]
    language: str


def diff_page(diffs: Sequence[Diff]) -> str:
    """One HTML page: for each step what changed, then both texts with the changes marked.

    The change number 3 of the second step has the anchor ``s2-3``, its place in the older text
    ``s2-3o``, in the newer one ``s2-3n``.
    """
    last = diffs[-1].after.article
    return filled(
        "diff.html.j2",
        styles=("page.css", "diff.css"),
        heading=title(last),
        outlet=outlet(last),
        url=last.url or "",
        steps=[_step(diff, f"s{n}") for n, diff in enumerate(diffs, 1)],
        made_by=diffs[-1].made_by,
    )


def _step(diff: Diff, anchor: str) -> StepView:
    before, after = diff.before.article, diff.after.article
    found = rows(diff.edit, diff.before, diff.after)
    views = tuple(_row(row, anchor, n) for n, row in enumerate(found, 1))
    return StepView(
        anchor=anchor,
        headline=headline(diff.edit),
        stealth=diff.edit.stealth,
        before=moments(before, after)[0],
        after=moments(before, after)[1],
        says=says(diff.edit, after),
        fields=tuple(fields(diff.edit)),
        rows=views,
        texts=tuple(_texts(diff, found, anchor)),
        language=after.language or "",
    )


def _row(row: Row, anchor: str, number: int) -> RowView:
    here = f"{anchor}-{number}"
    return RowView(
        anchor=here,
        number=number,
        kind=row.kind,
        label=row.label,
        speaker=row.speaker,
        why=row.why,
        before=f"#{here}o" if row.gone or row.before else "",
        after=f"#{here}n" if row.new or row.after else "",
        wording=row.wording,
    )


def _texts(diff: Diff, found: Sequence[Row], anchor: str) -> Iterator[tuple[Markup, Markup]]:
    sides: list[list[Markup]] = []
    for article, letter, mark, stated in (
        (diff.before.article, "o", "gone", ()),
        (diff.after.article, "n", "new", diff.edit.stated),
    ):
        changed: list[Span] = []
        starts: list[tuple[int, str, int]] = []
        for number, row in enumerate(found, 1):
            spans, shown = (row.gone, row.before) if letter == "o" else (row.new, row.after)
            changed.extend(spans)
            if first := min((s.start for s in spans or shown), default=None):
                starts.append((first, f"{anchor}-{number}", number))
            elif spans or shown:
                starts.append((0, f"{anchor}-{number}", number))
        sides.append(numbered(article, changed, mark, starts, letter, stated))
    for i, j in _beside(diff.before.article, diff.after.article):
        yield (
            sides[0][i] if i is not None else Markup(""),
            sides[1][j] if j is not None else Markup(""),
        )


def _beside(before: Article, after: Article) -> Iterator[tuple[int | None, int | None]]:
    """Which paragraphs stand side by side, by their numbers: those alike, in both texts' order."""
    old, new = (
        [shingles(span.of(a.text), size=_RUN) for span in blocks(a)] for a in (before, after)
    )
    i = j = 0
    equal = SequenceMatcher(None, old, new, autojunk=False) if _few(old, new) else None
    for block in equal.get_matching_blocks() if equal else [Match(len(old), len(new), 0)]:
        yield from _between(old, new, range(i, block.a), range(j, block.b))
        yield from ((block.a + n, block.b + n) for n in range(block.size))
        i, j = block.a + block.size, block.b + block.size


def _few(old: Sequence[frozenset[str]], new: Sequence[frozenset[str]]) -> bool:
    """Whether few enough paragraphs repeat for difflib, whose cost grows with how often."""
    one, other = Counter(old), Counter(new)
    return sum(n * other[key] for key, n in one.items()) <= _MOST_PAIRS


def _between(
    old: Sequence[frozenset[str]], new: Sequence[frozenset[str]], here: range, there: range
) -> Iterator[tuple[int | None, int | None]]:
    """The same for paragraphs of which none stands in both texts word for word."""
    if len(here) * len(there) > _MOST_PAIRS:
        yield from zip_longest(here, there)
        return
    # The longest row of pairs that cross nowhere (as in the longest common subsequence).
    best = [[0] * (len(there) + 1) for _ in range(len(here) + 1)]
    alike = [[_alike(old[i], new[j]) for j in there] for i in here]
    for i in range(len(here) - 1, -1, -1):
        for j in range(len(there) - 1, -1, -1):
            paired = best[i + 1][j + 1] + len(old[here[i]]) if alike[i][j] else 0
            best[i][j] = max(paired, best[i + 1][j], best[i][j + 1])
    i = j = 0
    while i < len(here) or j < len(there):
        both = i < len(here) and j < len(there) and alike[i][j]
        if both and best[i][j] == best[i + 1][j + 1] + len(old[here[i]]):
            yield here[i], there[j]
            i, j = i + 1, j + 1
        elif i < len(here) and (j >= len(there) or best[i + 1][j] >= best[i][j + 1]):
            yield here[i], None
            i += 1
        else:
            yield None, there[j]
            j += 1


def _alike(one: frozenset[str], other: frozenset[str]) -> bool:
    least = min(len(one), len(other))
    return bool(least) and len(one & other) >= _SIDE_BY_SIDE * least
