"""Two versions of one article read, and what changed from one to the other."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from rashomon.flow import DEFAULT_ANNOTATOR, annotator_named, made_by_all, read
from rashomon.model import Article, Diff, Reading

if TYPE_CHECKING:
    from rashomon.desk import Overrides


def diff(
    before: str | Path | Article | Reading,
    after: str | Path | Article | Reading,
    *,
    annotator: str = DEFAULT_ANNOTATOR,
    language: str | None = None,
    overrides: Overrides | None = None,
    library: str | Path | None = None,
) -> Diff:
    """What changed from the older version of an article to the newer one, claim by claim.

    Each is an article, a reading, or what :func:`~rashomon.flow.read` takes; what is not read yet
    is read with ``annotator``, and ``library`` is as for it. The order given counts, not the dates.
    It says what changed, never why, nor which version is right.

    Raises what :func:`~rashomon.flow.read` does.
    """
    from rashomon.comparison.edits import edit

    one, other = (
        item
        if isinstance(item, Reading)
        else read(
            item, annotator=annotator, language=language, overrides=overrides, library=library
        )
        for item in (before, after)
    )
    chosen = annotator_named(annotator)
    return Diff(
        made_by=made_by_all((one, other), chosen),
        before=one,
        after=other,
        edit=edit(one, other),
    )
