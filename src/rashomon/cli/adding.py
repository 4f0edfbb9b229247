"""``rashomon add``: into a library, bytes first."""

from __future__ import annotations

import json
import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import click

from rashomon.cli.options import allowing, in_library
from rashomon.cli.running import Failures, count, finish, ignore, progress
from rashomon.errors import ItemError
from rashomon.render.clean import line

if TYPE_CHECKING:
    from rashomon.acquiring import Added


@click.command()
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@click.option("--json", "as_json", is_flag=True, help="Print a line of JSON for each item.")
@click.option("-q", "--quiet", is_flag=True, help="Print no progress and no lines.")
@in_library
@allowing
def add(
    paths: tuple[str, ...],
    as_json: bool,
    quiet: bool,
    library: Path | None,
    allow_hosts: tuple[str, ...],
) -> None:
    """Add pages to a library: the bytes as they came, and the articles made from them.

    PATH is an HTML page, a text, a JSON lines file, an e-mail, a PDF, a web archive, a folder of
    these, an address (http:// or https://), another library, or - for standard input.

    One line is printed for each item, once it is on the disk: new, new version, unchanged, or not
    modified (the server says so). Run it again after an interruption: what is there is passed over.
    """
    from rashomon.acquiring import Acquirer
    from rashomon.store.library import Library

    failures = Failures()
    counts: Counter[str] = Counter()
    note = ignore if quiet else failures.say
    # The lines themselves show how far the work is; a display between them would tear them.
    still = quiet or sys.stdout.isatty()
    with (
        Library.open(library) as opened,
        Acquirer(library=opened, allowed=allow_hosts, on_note=note) as acquirer,
        progress("Adding", count(paths), failures, quiet=still) as advance,
    ):
        for done, result in enumerate(acquirer.add(paths), start=1):
            advance(done)
            if isinstance(result, ItemError):
                failures(result)
            else:
                counts[result.outcome] += 1
            if as_json:
                click.echo(json.dumps(as_row(result), ensure_ascii=False))
            elif not quiet and not isinstance(result, ItemError):
                click.echo(said(result))
        if not quiet:
            failures.say(f"{opened.path}: {_total(counts)}")
    finish(failures)


def said(added: Added) -> str:
    """What became of an item, on one line."""
    what: str = added.outcome
    if what == "new version":
        what = f"new version ({added.version})"
    title = added.article.title if added.article else None
    return line(f"{what}: {added.item}" + (f" | {title}" if title else ""))


def _total(counts: Counter[str]) -> str:
    told = [f"{number:,} {what}" for what, number in counts.most_common()]
    return ", ".join(told) if told else "nothing added"


def as_row(result: Added | ItemError) -> dict[str, object]:
    """The same as a row of JSON."""
    if isinstance(result, ItemError):
        row: dict[str, object] = {
            "item": result.item,
            "outcome": "not used",
            "reason": result.reason,
        }
    else:
        article = result.article
        row = {
            "item": result.item,
            "outcome": result.outcome,
            "capture": result.capture,
            "version": result.version,
            "article": article.id if article else None,
            "url": article.url if article else None,
            "title": article.title if article else None,
        }
    return row
