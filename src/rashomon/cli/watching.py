"""``rashomon watch``: feeds, once or as a loop."""

from __future__ import annotations

import json
import signal
import time
from collections import Counter
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING

import click

from rashomon.cli.adding import as_row, said
from rashomon.cli.options import allowing, in_library
from rashomon.cli.running import Failures, finish, ignore
from rashomon.errors import ItemError

if TYPE_CHECKING:
    from rashomon.acquiring import Added
    from rashomon.watching import Watch


@click.command()
@click.argument("feeds", nargs=-1, required=True, metavar="FEED...")
@in_library
@allowing
@click.option("--once", is_flag=True, help="Do one round of all feeds that are due, and end.")
@click.option(
    "--every",
    default="15m",
    show_default=True,
    metavar="TIME",
    help="Leave a feed alone for at least this long: 90s, 15m, 2h, 1d.",
)
@click.option(
    "--limit",
    type=click.IntRange(min=1),
    metavar="N",
    help="Fetch at most N articles of a feed in a round; the others come in the next.",
)
@click.option(
    "--recheck/--no-recheck",
    default=True,
    show_default=True,
    help="Ask for articles again 1, 6, 24 and 48 hours after they came, for what was edited.",
)
@click.option("--json", "as_json", is_flag=True, help="Print JSON lines.")
@click.option("-q", "--quiet", is_flag=True, help="Print what failed and nothing else.")
def watch(
    feeds: tuple[str, ...],
    library: Path | None,
    allow_hosts: tuple[str, ...],
    once: bool,
    every: str,
    limit: int | None,
    recheck: bool,
    as_json: bool,
    quiet: bool,
) -> None:
    """Watch feeds: articles they name that are new go into the library.

    FEED is the address of an RSS, Atom or JSON feed or of a news sitemap, an OPML file, or a file
    with an address a line. Without --once it goes on until Ctrl-C. Feeds that fail are asked less
    and less often; what stops in the middle is taken up by the next run.
    """
    from rashomon.acquiring import Acquirer
    from rashomon.fetching import Fetcher
    from rashomon.store.library import Library
    from rashomon.watching import Watch, addresses, duration_s

    failures = Failures()
    every_s, named = duration_s(every), addresses(feeds)

    def outcome(result: Added | ItemError) -> None:
        if isinstance(result, ItemError):
            failures(result)
        if as_json:
            click.echo(json.dumps(as_row(result), ensure_ascii=False))
        elif not quiet and not isinstance(result, ItemError) and "new" in result.outcome:
            click.echo(said(result))

    signal.signal(signal.SIGTERM, _stop)
    with (
        Library.open(library) as opened,
        Fetcher(allowed=allow_hosts) as fetcher,
        Acquirer(library=opened, fetcher=fetcher) as acquirer,
    ):
        made = Watch(
            named,
            library=opened,
            acquirer=acquirer,
            fetcher=fetcher,
            every_s=every_s,
            limit=limit,
            recheck=recheck,
            on_outcome=outcome,
            on_note=ignore if quiet else failures.say,
        )
        say = ignore if quiet else failures.say
        if once:
            try:
                say(_counted(made.round()))
            except KeyboardInterrupt:
                say(
                    "stopped; what was said to be new is in the library, the next run does the rest"
                )
                raise
            finish(failures)
            return
        total: Counter[str] = Counter()
        counts: Counter[str] = Counter()
        try:
            while True:
                made.round(into=counts)
                say(_counted(counts))
                total.update(counts)
                counts.clear()
                _sleep(made, failures, quiet=quiet)
        except KeyboardInterrupt:
            say(f"stopped; in all: {_counted(total + counts)}")


def _stop(_: int, __: FrameType | None) -> None:
    raise KeyboardInterrupt


def _sleep(made: Watch, failures: Failures, *, quiet: bool) -> None:
    """Wait until a feed is due; longer than a second even where the clock was set back."""
    wait = max(1.0, min(made.wait_s(), 3_600.0))
    if not quiet:
        until = time.strftime("%H:%M:%S", time.localtime(time.time() + wait))
        failures.say(f"waiting until {until}; Ctrl-C ends")
    time.sleep(wait)


_ORDER = (
    "new", "new version", "unchanged", "not modified", "failed", "asked again", "feeds",
    "feeds not modified", "feeds failed", "not due",
)  # fmt: skip


def _counted(counts: Counter[str]) -> str:
    told = [f"{counts[what]:,} {what}" for what in _ORDER if counts[what]]
    return ", ".join(told) if told else "nothing was due"
