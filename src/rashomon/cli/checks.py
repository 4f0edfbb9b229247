"""``rashomon check``: of a summary against articles."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from rashomon import flow
from rashomon.cli.options import Access, annotating, fetching
from rashomon.cli.running import SOME_FAILED, Failures, console, finish, load, progress
from rashomon.errors import ItemError, UsageError

# A summary is read by people: a larger file is something else.
_MOST_BYTES = 1_000_000


@click.command()
@click.argument("summary", required=False, metavar="SUMMARY")
@click.option("--text", metavar="WORDS", help="Check these words instead of those of a file.")
@click.option(
    "--against",
    multiple=True,
    metavar="PATH",
    help="An article, or a folder or file of several; may be given again.",
)
@click.argument("paths", nargs=-1, metavar="[PATH]...")
@click.option("--json", "as_json", is_flag=True, help="Print JSON instead of the digest.")
@click.option("-q", "--quiet", is_flag=True, help="Print no progress and no digest.")
@annotating
@fetching
def check(
    summary: str | None,
    text: str | None,
    against: tuple[str, ...],
    paths: tuple[str, ...],
    as_json: bool,
    quiet: bool,
    annotator: str,
    language: str | None,
    access: Access,
) -> None:
    """Hold a summary against the articles it tells of, sentence by sentence.

    SUMMARY is a text file, or - for standard input; formatting as of Markdown, links and marks such
    as [1] are passed over. PATH, after --against, is an HTML page, a text, a JSON lines file, a
    web archive, a folder of these, an address (http:// or https://) or a library.

    Each sentence is supported, not found or contradicted; faults are attribution lost, wrong
    speaker, hedge lost, negation lost, number changed, quotation altered, people merged, each with
    the words of both. It says whether the summary keeps what the articles say, never whether that
    is true.

    Exit codes: 0 all is supported; 1 something is not, or an article could not be used; 2 wrong
    use.
    """
    if text is not None and summary is not None:
        # With --text there is no file of a summary: what stands there is an article.
        paths, summary = (summary, *paths), None
    chosen = (*against, *paths)
    if not chosen or not against:
        raise UsageError(
            "no articles to hold the summary against; type: rashomon check SUMMARY --against PATH"
        )
    words = text if text is not None else _summary(summary)
    failures = Failures()
    articles = load(chosen, failures, access, quiet=quiet)
    with progress("Reading", len(articles), failures, quiet=quiet) as advance:
        found = flow.check(
            words,
            articles,
            annotator=annotator,
            language=language,
            on_progress=advance,
            on_error=failures,
        )
    if as_json:
        from rashomon.codec import encode

        click.echo(encode(found))
    elif not quiet:
        from rashomon.render.checks import print_check

        print_check(console(), found, {article.id: article for article in articles})
    finish(failures)
    if not found.supported:
        sys.exit(SOME_FAILED)


def _summary(name: str | None) -> str:
    """The words of the summary's file, or of standard input."""
    from rashomon.ingest.decode import decode

    if name is None:
        raise UsageError(
            'no summary; give a file, - for standard input, or --text "..." before --against'
        )
    if name == "-":
        raw = sys.stdin.buffer.read(_MOST_BYTES + 1)
    else:
        try:
            with Path(name).open("rb") as file:
                raw = file.read(_MOST_BYTES + 1)
        except OSError as error:
            raise UsageError(
                f"{name}: the summary cannot be read ({error.strerror}); give a text file, - for "
                'standard input, or --text "..."'
            ) from error
    if len(raw) > _MOST_BYTES:
        raise UsageError(
            f"{name}: has more than {_MOST_BYTES:,} bytes, which is no summary; give the summary "
            "first, and the articles after --against"
        )
    try:
        return decode(raw, item=name).text
    except ItemError as error:
        raise UsageError(str(error)) from error
