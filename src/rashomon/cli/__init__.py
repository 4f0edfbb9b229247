"""The command line: one module for each kind of command, and how all of them end."""

from __future__ import annotations

import os
import signal
import sys

import click

from rashomon import __version__
from rashomon.cli import (
    adding,
    articles,
    checks,
    diffs,
    events,
    library,
    sentences,
    watching,
)
from rashomon.cli.running import INTERRUPTED, SOME_FAILED, WRONG_USE
from rashomon.errors import ItemError, StopError
from rashomon.registry import annotator_names
from rashomon.render.clean import line

__all__ = ["cli", "main"]


def _print_version(context: click.Context, _: click.Parameter, value: bool) -> None:
    if value and not context.resilient_parsing:
        click.echo(f"rashomon {__version__}")
        for name in annotator_names():
            from rashomon.registry import load_annotator

            annotator = load_annotator(name)
            weights = annotator.weights_sha256 or "no weights of its own"
            click.echo(f"annotator {annotator.name}, {weights}")
        from rashomon.parse import parser_name

        click.echo(f"parser {parser_name()}")
        context.exit()


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "--version",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_print_version,
    help="Print the version, the annotators and the parser.",
)
def cli() -> None:
    """Who said what, and where the accounts of one event agree, part or change.

    Rashomon reads news articles (HTML pages, plain text, JSON lines, web archives) on this machine
    and sends nothing anywhere, unless you give it an address to fetch or bring a model (read
    --llm-url). It never says who is right.

    Exit codes: 0 all done; 1 some items could not be used (the rest was done), or
    check found something that is not supported; 2 wrong use.
    """


for _command in (
    articles.read,
    events.group,
    events.compare,
    diffs.diff,
    checks.check,
    articles.correct,
    adding.add,
    watching.watch,
    library.library,
    sentences.relate,
):
    cli.add_command(_command)


def main() -> None:
    """The entry point; errors that stop the work end with exit code 2, Ctrl-C with 130."""
    if hasattr(signal, "SIGPIPE"):
        # When the reader of our output (head, less) closes it, end in silence like other tools.
        signal.signal(signal.SIGPIPE, signal.SIG_DFL)
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            # Article text is Unicode whatever the terminal's encoding; never fail on printing it.
            stream.reconfigure(errors="backslashreplace")
    try:
        cli.main(standalone_mode=False)
    except click.exceptions.Exit as end:
        sys.exit(end.exit_code)
    except click.ClickException as error:
        error.show()
        sys.exit(WRONG_USE)
    except StopError as error:
        click.echo(line(f"rashomon: {error}"), err=True)
        sys.exit(WRONG_USE)
    except ItemError as error:
        click.echo(line(f"rashomon: {error}"), err=True)
        sys.exit(SOME_FAILED)
    except (KeyboardInterrupt, click.Abort):
        click.echo("rashomon: stopped; what was printed until here is whole", err=True)
        sys.exit(INTERRUPTED)
    except Exception as error:
        # A fault of ours: one line instead of a page of code, and what to do.
        told = line(f"rashomon: {type(error).__name__}: {error}; please report this")
        click.echo(told, err=True)
        if os.environ.get("RASHOMON_DEBUG"):
            raise
        sys.exit(WRONG_USE)
