"""What the page shows of one event, as values: :mod:`~rashomon.render.sidebyside` fills them in."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from rashomon.render.editviews import EditView
from rashomon.render.eventparts import (
    AlteredView,
    Answer,
    LostView,
    Matrix,
    Moment,
    Point,
    RelationGroup,
    Row,
    UnheardView,
)
from rashomon.render.figures import FiguresView
from rashomon.render.lengths import SummaryView
from rashomon.render.offered import OfferedView
from rashomon.render.rests import RestsView
from rashomon.render.sources import SourceView
from rashomon.render.view import Link


@dataclass(frozen=True, slots=True, kw_only=True)
class EventView:
    """Everything the page shows of one event."""

    anchor: str
    title: str
    articles: tuple[tuple[Link, str], ...]
    repeated: frozenset[str]
    """Outlets with several of the articles: their links need the titles too."""
    span: str
    outlets: int
    why: tuple[str, ...]
    undated: int
    """Articles without a date: where they stand in time is not known."""
    nothing: str
    points: tuple[Point, ...]
    absent: tuple[str, ...]
    """What the headline block looked for and did not find."""
    summary: SummaryView | None
    matrix: Matrix | None
    single: tuple[Row, ...]
    relations: tuple[RelationGroup, ...]
    left_open: int
    figures: tuple[FiguresView, ...]
    backed: tuple[OfferedView, ...]
    bare: tuple[OfferedView, ...]
    sources: tuple[SourceView, ...]
    one_source: tuple[Answer, ...]
    one_voice: tuple[Answer, ...]
    lost: tuple[LostView, ...]
    altered: tuple[AlteredView, ...]
    not_heard: tuple[UnheardView, ...]
    happened: tuple[Moment, ...]
    reported: tuple[Moment, ...]
    strip: Markup | None
    rests: RestsView | None
    members: tuple[str, ...]
    edits: tuple[EditView, ...] = ()
    previous: Link | None = None
    next: Link | None = None

    @property
    def single_article(self) -> bool:
        """Whether there is nothing to compare the article with."""
        return len(self.articles) < 2

    @property
    def signs(self) -> bool:
        """Whether a figure carries a sign that must be explained."""
        return any(row.bound != "exact" for f in self.figures for row in f.rows)
