"""``rashomon library``: what is in a library, made again, written out, checked."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from rashomon.cli.options import in_library
from rashomon.cli.running import Failures, finish, in_place_of, progress
from rashomon.errors import ItemError, UsageError
from rashomon.render.clean import line

if TYPE_CHECKING:
    from rashomon.archives import Sighted
    from rashomon.store.library import Library
    from rashomon.store.types import StoredCapture


@click.group()
def library() -> None:
    """Look after a library: list, make again, write out, check.

    A library is one SQLite file. It keeps what was fetched or read unchanged (captures), and beside
    it the articles made from that. The command add puts both there.
    """


@library.command()
@click.argument("urls", nargs=-1, metavar="[URL]...")
@in_library
@click.option("--json", "as_json", is_flag=True, help="Print JSON lines instead of a table.")
def captures(urls: tuple[str, ...], library: Path | None, as_json: bool) -> None:
    """List the captures, of URL or all, oldest first."""
    with _opened(library) as opened:
        for stored in _chosen(opened, urls):
            click.echo(_as_json(stored) if as_json else _as_line(stored))


@library.command(short_help="Make the articles again from their captures.")
@click.argument("urls", nargs=-1, metavar="[URL]...")
@in_library
@click.option("-q", "--quiet", is_flag=True, help="Print no progress and no counts.")
def rederive(urls: tuple[str, ...], library: Path | None, quiet: bool) -> None:
    """Make the articles again from their captures, of URL or all, by this version of Rashomon.

    The captures do not change. An article that this version finds none for stays as it was. Of
    the claims that were read in a text that is another now, it is said how many kept their place,
    and how many are orphans: their words do not stand in the new text for certain.
    """
    from rashomon.acquiring import rederive as again

    failures = Failures()
    made = changed = found = orphans = 0
    still = quiet or sys.stdout.isatty()
    with _opened(library) as opened, progress("Making", None, failures, quiet=still) as advance:
        for done, stored in enumerate(_chosen(opened, urls), start=1):
            advance(done)
            for result in again(opened, stored.id):
                if isinstance(result, ItemError):
                    failures(result)
                    continue
                made += 1
                found, orphans = found + result.found_again, orphans + result.orphans
                what = "changed" if result.put.replaced else "new" if result.put.new else None
                changed += what is not None
                if what and not quiet:
                    click.echo(line(f"{what}: {stored.item}"))
    if not quiet:
        failures.say(f"{opened.path}: {_of(made, 'article')} made again, {changed:,} changed")
        if found or orphans:
            are = "is an orphan" if orphans == 1 else "are orphans"
            failures.say(f"{_of(found, 'claim')} kept their place, {orphans:,} {are}")
    finish(failures)


@library.command()
@click.argument("urls", nargs=-1, metavar="[URL]...")
@in_library
@click.option("--json", "as_json", is_flag=True, help="Print W3C Web Annotations (JSON-LD lines).")
def anchors(urls: tuple[str, ...], library: Path | None, as_json: bool) -> None:
    """List the claims of stored readings, of URL or all, with their words.

    Each is looked for in the newest version of its article. Where its words do not stand there for
    certain it is an orphan; nothing is guessed.
    """
    from rashomon.render.annotations import anchor_line, annotation

    with _opened(library) as opened:
        for url in urls or (None,):
            if url is not None and not opened.versions(url):
                raise UsageError(
                    f"{url}: is not in {opened.path}; rashomon library captures lists what is"
                )
            for claim in opened.anchors(url):
                click.echo(annotation(claim) if as_json else anchor_line(claim))


@library.command(short_help="Write the captures to a WARC file.")
@click.argument("file", metavar="FILE.warc.gz", type=click.Path(dir_okay=False, path_type=Path))
@click.argument("urls", nargs=-1, metavar="[URL]...")
@in_library
@click.option("-q", "--quiet", is_flag=True, help="Print no count.")
def export(file: Path, urls: tuple[str, ...], library: Path | None, quiet: bool) -> None:
    """Write the captures, of URL or all, to a WARC file that tools for web archives read."""
    from rashomon.archives import write_warc

    if not file.name.lower().endswith(".warc.gz"):
        raise UsageError(f"{file}: the file must end in .warc.gz, as what is written to it does")
    failures = Failures()
    with _opened(library) as opened:
        try:
            with in_place_of(file) as stream:
                written = write_warc(_whole(opened, urls, failures), stream)
        except OSError as error:
            raise UsageError(
                f"{file}: cannot be written ({error.strerror}); give a file in a folder that "
                "exists and can be written to"
            ) from error
    if not quiet:
        click.echo(f"{file}: {_of(written, 'capture')}", err=True)
    finish(failures)


@library.command(short_help="Check that all in it is what was put there.")
@in_library
@click.option("-q", "--quiet", is_flag=True, help="Print what is damaged only.")
def check(library: Path | None, quiet: bool) -> None:
    """Check that the file is whole and that all in it is what was put there.

    Exit codes: 0 all is whole; 1 something is damaged; 2 the library cannot be opened.
    """
    failures = Failures()
    with _opened(library) as opened:
        captures_, articles_ = opened.check(on_error=failures)
    if not quiet:
        told = f"{_of(captures_, 'capture')}, {_of(articles_, 'article')}"
        damaged = f"{failures.count:,} damaged" if failures.count else "all whole"
        click.echo(f"{opened.path}: {told}: {damaged}")
    finish(failures)


def _opened(library: Path | None) -> Library:
    from rashomon.store.library import Library

    return Library.open(library, create=False)


def _chosen(library: Library, urls: tuple[str, ...]) -> Iterator[StoredCapture]:
    if not urls:
        yield from library.captures()
    for url in urls:
        found = False
        for stored in library.captures(url):
            found = True
            yield stored
        if not found:
            raise UsageError(
                f"{url}: is not in {library.path}; rashomon library captures lists what is"
            )


def _whole(library: Library, urls: tuple[str, ...], failures: Failures) -> Iterator[Sighted]:
    from rashomon.archives import Sighted

    for stored in _chosen(library, urls):
        try:
            yield Sighted(library.capture(stored.id), library.sightings(stored.id))
        except ItemError as error:
            failures(error)


def _as_line(stored: StoredCapture) -> str:
    when = stored.captured or "(time unknown)"
    status = str(stored.status) if stored.status is not None else "file"
    seen = f", seen until {stored.seen}" if stored.captured and stored.seen > when else ""
    what = line(f"{stored.url or stored.item}{seen}")
    return f"{stored.id:>6}  {when:20}  {status:4}  {stored.size:>9,}  {what}"


def _as_json(stored: StoredCapture) -> str:
    row = {
        "id": stored.id,
        "item": stored.item,
        "url": stored.url,
        "asked": stored.asked,
        "captured": stored.captured,
        "seen": stored.seen,
        "status": stored.status,
        "sha256": stored.sha256,
        "bytes": stored.size,
        "headers": stored.headers,
    }
    return json.dumps(row, ensure_ascii=False)


def _of(number: int, thing: str) -> str:
    return f"{number:,} {thing}" if number == 1 else f"{number:,} {thing}s"
