"""``rashomon group`` and ``rashomon compare``: of many articles."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from rashomon import flow
from rashomon.cli.lengths import asked_length, with_length
from rashomon.cli.options import Access, common, fetching, overriding, reading_articles
from rashomon.cli.running import Failures, console, finish, load, progress, write
from rashomon.errors import ItemError, UsageError

if TYPE_CHECKING:
    from rashomon.model import Grouping


@click.command()
@common
@overriding
@fetching
@click.option(
    "--after",
    metavar="FILE",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Go on from FILE, printed by group --json: its events keep their ids and articles.",
)
def group(
    paths: tuple[str, ...],
    as_json: bool,
    quiet: bool,
    overrides: tuple[str, ...],
    access: Access,
    after: Path | None,
) -> None:
    """Group articles by the event they report, with the reasons.

    PATH is an HTML page, a text, a JSON lines file, an e-mail, a PDF, a web archive, a folder of
    these, an address (http:// or https://), a library, or - for standard input.
    With --after, give the earlier articles along with the new ones: without their texts nothing can
    be compared with them. New articles join an event or open one.
    """
    failures = Failures()
    known = _known(after)
    articles = load(paths, failures, access, quiet=quiet)
    grouping = flow.grouped(articles, known=known, overrides=overrides or None)
    if not quiet:
        for note in grouping.notes:
            failures.say(note)
    if as_json:
        from rashomon.codec import encode

        click.echo(encode(grouping))
    elif not quiet:
        from rashomon.render.terminal import print_events

        print_events(console(), grouping.events, {article.id: article for article in articles})
    finish(failures)


def _known(after: Path | None) -> Grouping:
    from rashomon.model import Grouping

    if after is None:
        return Grouping(events=())
    from rashomon.codec import decode

    try:
        return decode(Grouping, after.read_bytes(), item=str(after))
    except OSError as error:
        reason = f"cannot be read ({error.strerror}); give --after what group --json printed"
        raise UsageError(f"{after}: {reason}") from error
    except ItemError as error:
        raise UsageError(f"{error}; give --after what group --json printed") from error


@click.command()
@common
@reading_articles
@fetching
@with_length
def compare(
    paths: tuple[str, ...],
    as_json: bool,
    quiet: bool,
    annotator: str,
    language: str | None,
    overrides: tuple[str, ...],
    html: Path | None,
    access: Access,
    time_s: int,
    sentences: int | None,
) -> None:
    """Group articles by event and put the accounts of each event side by side.

    PATH is an HTML page, a text, a JSON lines file, an e-mail, a PDF, a web archive, a folder of
    these, an address (http:// or https://), a library, or - for standard input.
    The digest says where accounts agree, where they part and about what, what several outlets have
    from one origin, what one outlet alone tells, and what got lost between outlets. Of several
    versions of an article (of one address, also in a library) the newest is compared, and what was
    edited after publication is listed.
    """
    failures, asked = Failures(), asked_length(time_s, sentences)
    articles = load(paths, failures, access, earlier=True, quiet=quiet)
    with progress("Comparing", len(articles), failures, quiet=quiet) as advance:
        comparison = flow.compare(
            articles,
            annotator=annotator,
            language=language,
            time_s=time_s,
            sentences=sentences,
            overrides=overrides or None,
            library=access.library,
            on_progress=advance,
            on_error=failures,
        )
    if as_json:
        from rashomon.codec import encode

        click.echo(encode(comparison))
    elif not quiet:
        from rashomon.render.terminal import print_comparison

        print_comparison(console(), comparison, length=asked)
    if html:
        from rashomon.render.page import comparison_page

        offered = flow.lengths_of_events(comparison)
        write(html, comparison_page(comparison, lengths=offered, asked=asked), quiet=quiet)
    finish(failures)
