"""What every command does around its work: items that fail, progress, output."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, cast

import click

from rashomon import flow
from rashomon.addresses import is_address
from rashomon.archives import ENDINGS
from rashomon.errors import ItemError, UsageError
from rashomon.render.clean import line

if TYPE_CHECKING:
    from rich.console import Console

    from rashomon.cli.options import Access
    from rashomon.model import Article

# Files that hold as many items as reading them shows.
_OF_MANY = frozenset((".db", ".warc", ".arc", ".gz", ".wacz"))

DONE, SOME_FAILED, WRONG_USE, INTERRUPTED = 0, 1, 2, 130


class Failures:
    """Counts the items that could not be used and says each on standard error."""

    def __init__(self) -> None:
        self.count = 0
        self.out: Console | None = None

    def __call__(self, error: ItemError) -> None:
        """Count an item that could not be used, and say it."""
        self.count += 1
        self.say(str(error))

    def say(self, what: str) -> None:
        """Print one line on standard error."""
        told = line(f"rashomon: {what}")
        if self.out is not None:
            # A progress display is live: print above it, not through it.
            self.out.print(told, markup=False, highlight=False, soft_wrap=True)
        else:
            click.echo(told, err=True)


def load(
    paths: Sequence[str],
    failures: Failures,
    access: Access,
    *,
    earlier: bool = False,
    quiet: bool,
) -> list[Article]:
    """The articles under the paths, opened with a display of progress.

    With ``earlier`` a library stands for the older versions of its articles, too.
    """
    articles: list[Article] = []
    with progress("Opening", count(paths), failures, quiet=quiet) as advance:
        note = ignore if quiet else failures.say
        for article in flow.articles(
            paths,
            library=access.library,
            allow_hosts=access.allow_hosts,
            earlier=earlier,
            on_error=failures,
            on_note=note,
        ):
            articles.append(article)
            advance(len(articles))
    return articles


def ignore(_: str) -> None:
    """Say nothing."""


def finish(failures: Failures) -> None:
    """End with exit code 1 where items failed, and say how many."""
    if failures.count:
        items = "1 item" if failures.count == 1 else f"{failures.count} items"
        click.echo(f"rashomon: {items} could not be used; the rest was done", err=True)
        sys.exit(SOME_FAILED)


def console() -> Console:
    """Standard output, with nothing read into the words."""
    from rich.console import Console

    return Console(highlight=False, emoji=False, markup=False)


_HOLD_MANY = (".jsonl.gz", *ENDINGS)
"""What must be unpacked to count its articles."""


def count(paths: Sequence[str]) -> int | None:
    """How many items the paths hold, or None where only reading them would tell."""
    total = 0
    for name in paths:
        if is_address(name):
            total += 1
            continue
        path = Path(name)
        try:
            if path.suffix in {".jsonl", ".ndjson"} and path.is_file():
                with path.open("rb") as lines:
                    total += sum(
                        chunk.count(b"\n") for chunk in iter(lambda: lines.read(1 << 20), b"")
                    )
            elif path.is_file() and not name.lower().endswith(_HOLD_MANY):
                total += 1
            else:
                return None
        except OSError:
            return None
    return total


@contextmanager
def progress(
    what: str, total: int | None, failures: Failures, *, quiet: bool
) -> Iterator[Callable[[int], None]]:
    """A display of counts, rate and time left on standard error, where that is a terminal."""
    if quiet or not sys.stderr.isatty():
        yield lambda _: None
        return
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        Progress,
        TextColumn,
        TimeElapsedColumn,
        TimeRemainingColumn,
    )

    console = Console(stderr=True)
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[failed]}"),
        TimeElapsedColumn(),
        TimeRemainingColumn(),
    )
    # Without the two switches rich would send our standard output to standard error.
    with Progress(
        *columns, console=console, transient=True, redirect_stdout=False, redirect_stderr=False
    ) as progress:
        task = progress.add_task(what, total=total, failed="")
        failures.out = console

        def advance(done: int) -> None:
            failed = f"{failures.count} not usable" if failures.count else ""
            progress.update(task, completed=done, failed=failed)

        try:
            yield advance
        finally:
            failures.out = None


def write(path: Path, page: str, *, quiet: bool) -> None:
    """Write the page, or nothing."""
    try:
        with in_place_of(path) as file:
            file.write(page.encode("utf-8"))
    except OSError as error:
        raise UsageError(
            f"{path}: the page cannot be written ({error.strerror}); "
            "give --html a file in a folder that exists and can be written to"
        ) from error
    if not quiet:
        click.echo(f"Page: {path}", err=True)


@contextmanager
def in_place_of(path: Path) -> Iterator[BinaryIO]:
    """A file beside the path that takes its place once it is whole.

    So a full disk or Ctrl-C never leaves half of it. Raises OSError where it cannot be written.
    """
    with tempfile.NamedTemporaryFile(
        "wb", dir=path.parent, prefix=f".{path.name}.", delete=False
    ) as file:
        temporary = Path(file.name)
        try:
            yield cast("BinaryIO", file)
        except BaseException:
            file.close()
            temporary.unlink(missing_ok=True)
            raise
    try:
        temporary.chmod(0o666 & ~_umask())
        temporary.replace(path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
