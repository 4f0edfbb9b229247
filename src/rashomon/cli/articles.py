"""``rashomon read`` and ``rashomon correct``: of single articles."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from rashomon import flow
from rashomon.cli.lengths import asked_length, with_length
from rashomon.cli.options import Access, annotating, common, fetching, reading_articles
from rashomon.cli.rewriting import endpoint, with_rewriting
from rashomon.cli.running import Failures, console, count, finish, ignore, progress, write
from rashomon.rewrites import rewrite_many

if TYPE_CHECKING:
    from rashomon.model import Reading


@click.command()
@common
@reading_articles
@fetching
@with_length
@with_rewriting
def read(
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
    llm_model: str | None,
    llm_url: str | None,
    llm_timeout_s: float,
) -> None:
    """Read articles: a digest of each with its summary and its ledger of claims.

    PATH is an HTML page, a text, a JSON lines file, an e-mail, a PDF, a web archive, a folder of
    these, an address (http:// or https://), a library, or - for standard input.
    With --json one reading is printed a line, as soon as it is made.
    """
    failures, asked = Failures(), asked_length(time_s, sentences)
    model = endpoint(llm_model, llm_url, llm_timeout_s)
    page_readings: list[Reading] = []
    # The digests themselves show how far the work is; a display between them would tear them.
    still = quiet or (sys.stdout.isatty() and not as_json)
    with progress("Reading", count(paths), failures, quiet=still) as advance:
        readings = flow.read_many(
            paths,
            annotator=annotator,
            language=language,
            time_s=time_s,
            sentences=sentences,
            overrides=overrides or None,
            library=access.library,
            allow_hosts=access.allow_hosts,
            on_error=failures,
            on_note=ignore if quiet else failures.say,
        )
        if model is not None:
            readings = rewrite_many(
                readings, endpoint=model, annotator=annotator, on_error=failures
            )
            # With --quiet too: what goes where is said whenever something goes.
            failures.say(model.notice)
        for number, reading in enumerate(readings, start=1):
            advance(number)
            if as_json:
                from rashomon.codec import encode

                click.echo(encode(reading))
            elif not quiet:
                from rashomon.render.terminal import print_reading

                print_reading(console(), reading, length=asked)
            if html:
                page_readings.append(reading)
    if html:
        from rashomon.render.page import reading_page

        offered = {r.article.id: flow.lengths(r) for r in page_readings}
        write(html, reading_page(page_readings, lengths=offered, asked=asked), quiet=quiet)
    finish(failures)


@click.command()
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@click.option(
    "--words",
    required=True,
    metavar="WORDS",
    help="Words of the claim's content, as read shows them; with --speaker its source's too.",
)
@click.option("--article", metavar="ID", help="Look in the article with this id or address only.")
@click.option("--speaker", metavar="NAME", help="Say who the speaker is.")
@click.option(
    "--type", "type_", metavar="TYPE", help="What a new speaker is: person, office, state, ..."
)
@click.option("--commitment", metavar="WORD", help="Say how the source stands to the content.")
@click.option("--by", metavar="NAME", help="Who says so.")
@click.option("--note", metavar="WORDS", help="Why.")
@annotating
@fetching
def correct(
    paths: tuple[str, ...],
    words: str,
    article: str | None,
    annotator: str,
    language: str | None,
    access: Access,
    **keys: str | None,
) -> None:
    """Print a line for a file of corrections, which --overrides takes.

    PATH is an HTML page, a text, a JSON lines file, an e-mail, a PDF, a web archive, a folder of
    these, an address (http:// or https://), a library, or - for standard input.
    Without --speaker or --commitment the line says that the claim is none.
    """
    failures = Failures()
    readings = [
        flow.read(found, annotator=annotator, language=language)
        for found in flow.articles(
            paths,
            library=access.library,
            allow_hosts=access.allow_hosts,
            on_error=failures,
        )
        if article in {None, found.id, found.url}
    ]
    click.echo(flow.correction(readings, words=words, **keys))
    finish(failures)
