"""The command line: ``rashomon read``, ``group``, ``compare``, ``relate`` and ``correct``."""

from __future__ import annotations

import os
import signal
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO, TypeVar

import click

from rashomon import __version__, flow
from rashomon.errors import ItemError, StopError, UsageError
from rashomon.registry import annotator_names

if TYPE_CHECKING:
    from rich.console import Console

    from rashomon.model import Article, Grouping, Reading, Relation

F = TypeVar("F", bound=Callable[..., Any])

_DONE, _SOME_FAILED, _WRONG_USE, _INTERRUPTED = 0, 1, 2, 130


class _Failures:
    """Counts the items that could not be used and says each on standard error."""

    def __init__(self) -> None:
        self.count = 0
        self.out: Console | None = None

    def __call__(self, error: ItemError) -> None:
        self.count += 1
        self.say(str(error))

    def say(self, what: str) -> None:
        """Print one line on standard error."""
        line = " ".join(f"rashomon: {what}".split())
        if self.out is not None:
            # A progress display is live: print above it, not through it.
            self.out.print(line, markup=False, highlight=False, soft_wrap=True)
        else:
            click.echo(line, err=True)


def _common(command: F) -> F:
    options = [
        click.argument("paths", nargs=-1, required=True, metavar="PATH..."),
        click.option("--json", "as_json", is_flag=True, help="Print JSON instead of the digest."),
        click.option("-q", "--quiet", is_flag=True, help="Print no progress and no digest."),
    ]
    for option in reversed(options):
        command = option(command)
    return command


def _annotating(command: F) -> F:
    options = [
        click.option(
            "--annotator",
            default=flow.DEFAULT_ANNOTATOR,
            show_default=True,
            metavar="NAME",
            help="What finds the claims: " + ", ".join(annotator_names()) + ".",
        ),
        click.option(
            "--language",
            metavar="CODE",
            help="Take this ISO 639-1 code where an article's language cannot be told.",
        ),
    ]
    for option in reversed(options):
        command = option(command)
    return command


def _overriding(command: F) -> F:
    return click.option(
        "--overrides",
        multiple=True,
        metavar="FILE",
        help="Apply the corrections by a person in FILE (JSON lines); may be given again.",
    )(command)


def _reading(command: F) -> F:
    options = [
        _annotating,
        _overriding,
        click.option(
            "--html",
            metavar="FILE",
            type=click.Path(dir_okay=False, path_type=Path),
            help="Write one self-contained page to FILE.",
        ),
    ]
    for option in reversed(options):
        command = option(command)
    return command


def _print_version(context: click.Context, _: click.Parameter, value: bool) -> None:
    if value and not context.resilient_parsing:
        click.echo(f"rashomon {__version__}")
        for name in annotator_names():
            from rashomon.registry import load_annotator

            annotator = load_annotator(name)
            weights = annotator.weights_sha256 or "no weights of its own"
            click.echo(f"annotator {annotator.name}, {weights}")
        from rashomon.annotate.parse import parser_name

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

    Rashomon reads news articles (HTML pages, plain text, JSON lines) on this machine and sends
    nothing anywhere. It never says who is right.

    Exit codes: 0 all done; 1 some items could not be used (the rest was done); 2 wrong use.
    """


@cli.command()
@_common
@_reading
def read(
    paths: tuple[str, ...],
    as_json: bool,
    quiet: bool,
    annotator: str,
    language: str | None,
    overrides: tuple[str, ...],
    html: Path | None,
) -> None:
    """Read articles: a digest of each with its summary and its ledger of claims.

    PATH is an HTML page, a text, a JSON lines file, a folder of these, or - for standard input.
    With --json one reading is printed a line, as soon as it is made.
    """
    failures = _Failures()
    page_readings: list[Reading] = []
    # The digests themselves show how far the work is; a display between them would tear them.
    still = quiet or (sys.stdout.isatty() and not as_json)
    with _progress("Reading", _count(paths), failures, quiet=still) as advance:
        readings = flow.read_many(
            paths,
            annotator=annotator,
            language=language,
            overrides=overrides or None,
            on_error=failures,
            on_note=_ignore if quiet else failures.say,
        )
        for number, reading in enumerate(readings, start=1):
            advance(number)
            if as_json:
                from rashomon.codec import encode

                click.echo(encode(reading))
            elif not quiet:
                from rashomon.render.terminal import print_reading

                print_reading(_console(), reading)
            if html:
                page_readings.append(reading)
    if html:
        from rashomon.render.page import reading_page

        _write(html, reading_page(page_readings), quiet=quiet)
    _finish(failures)


@cli.command()
@_common
@_overriding
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
    after: Path | None,
) -> None:
    """Group articles by the event they report, with the reasons.

    PATH is an HTML page, a text, a JSON lines file, a folder of these, or - for standard input.
    With --after, give the earlier articles along with the new ones: without their texts nothing can
    be compared with them. New articles join an event or open one.
    """
    failures = _Failures()
    known = _known(after)
    articles = _load(paths, failures, quiet=quiet)
    grouping = flow.grouped(articles, known=known, overrides=overrides or None)
    if not quiet:
        for note in grouping.notes:
            failures.say(note)
    if as_json:
        from rashomon.codec import encode

        click.echo(encode(grouping))
    elif not quiet:
        from rashomon.render.terminal import print_events

        print_events(_console(), grouping.events, {article.id: article for article in articles})
    _finish(failures)


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


@cli.command()
@_common
@_reading
def compare(
    paths: tuple[str, ...],
    as_json: bool,
    quiet: bool,
    annotator: str,
    language: str | None,
    overrides: tuple[str, ...],
    html: Path | None,
) -> None:
    """Group articles by event and put the accounts of each event side by side.

    PATH is an HTML page, a text, a JSON lines file, a folder of these, or - for standard input.
    The digest says where accounts agree, where they part and about what, what several outlets have
    from one origin, what one outlet alone tells, and what got lost between outlets.
    """
    failures = _Failures()
    articles = _load(paths, failures, quiet=quiet)
    with _progress("Comparing", len(articles), failures, quiet=quiet) as advance:
        comparison = flow.compare(
            articles,
            annotator=annotator,
            language=language,
            overrides=overrides or None,
            on_progress=advance,
            on_error=failures,
        )
    if as_json:
        from rashomon.codec import encode

        click.echo(encode(comparison))
    elif not quiet:
        from rashomon.render.terminal import print_comparison

        print_comparison(_console(), comparison)
    if html:
        from rashomon.render.page import comparison_page

        _write(html, comparison_page(comparison), quiet=quiet)
    _finish(failures)


@cli.command()
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
@_annotating
def correct(
    paths: tuple[str, ...],
    words: str,
    article: str | None,
    annotator: str,
    language: str | None,
    **keys: str | None,
) -> None:
    """Print a line for a file of corrections, which --overrides takes.

    PATH is an HTML page, a text, a JSON lines file, a folder of these, or - for standard input.
    Without --speaker or --commitment the line says that the claim is none.
    """
    failures = _Failures()
    readings = [
        flow.read(found, annotator=annotator, language=language)
        for found in flow.articles(paths, on_error=failures)
        if article in {None, found.id, found.url}
    ]
    click.echo(flow.correction(readings, words=words, **keys))
    _finish(failures)


@cli.command()
@click.argument("sentences", nargs=-1, metavar="[A B]")
@click.option(
    "--batch",
    metavar="FILE",
    # A byte that is no UTF-8 spoils its own line, not the batch.
    type=click.File("r", encoding="utf-8", errors="surrogateescape"),
    help='Relate the pairs of a JSON lines file ({"a": ..., "b": ...}); - is standard input.',
)
@click.option("--json", "as_json", is_flag=True, help="Print JSON; --batch always does.")
@click.option(
    "--annotator",
    default=flow.DEFAULT_ANNOTATOR,
    show_default=True,
    metavar="NAME",
    help="What finds who said it: " + ", ".join(annotator_names()) + ".",
)
def relate(sentences: tuple[str, ...], batch: TextIO | None, as_json: bool, annotator: str) -> None:
    """Say how two sentences of news stand to each other, and why.

    The answer is agree, contradict, update, compatible, unrelated, or unknown where nothing certain
    can be said. Both sentences are taken to be English and to speak of one event.

    A batch prints one line for each line that is not empty, in their order; where a pair cannot be
    related, the line is {"a", "b", "error"}.
    """
    from rashomon.codec import encode, pairs_of
    from rashomon.model import FailedPair

    if (len(sentences) != 2) == (batch is None) or (sentences and batch):
        raise UsageError('give two sentences, or --batch FILE with lines of {"a": ..., "b": ...}')
    failures = _Failures()
    if batch is None:
        found = flow.relate(*sentences, annotator=annotator)
        click.echo(encode(found) if as_json else _in_words(found))
        return
    for line in pairs_of(batch, item=batch.name):
        why = line.error
        if line.a is not None and line.b is not None and why is None:
            try:
                click.echo(encode(flow.relate(line.a, line.b, annotator=annotator)))
                continue
            except ItemError as error:
                why = str(error)
        failed = ItemError(line.item, why or "holds no pair")
        failures(failed)
        click.echo(encode(FailedPair(a=line.a, b=line.b, error=str(failed))))
    _finish(failures)


def _in_words(found: Relation) -> str:
    sure = f" (confidence {found.confidence:.2f})" if found.confidence else ""
    about = f", about {found.about}" if found.relation not in {"unknown", "unrelated"} else ""
    return f"{found.relation}{about}{sure}: {found.why}"


def _load(paths: Sequence[str], failures: _Failures, *, quiet: bool) -> list[Article]:
    articles: list[Article] = []
    with _progress("Opening", _count(paths), failures, quiet=quiet) as advance:
        note = _ignore if quiet else failures.say
        for article in flow.articles(paths, on_error=failures, on_note=note):
            articles.append(article)
            advance(len(articles))
    return articles


def _ignore(_: str) -> None:
    """Say nothing."""


def _finish(failures: _Failures) -> None:
    if failures.count:
        items = "1 item" if failures.count == 1 else f"{failures.count} items"
        click.echo(f"rashomon: {items} could not be used; the rest was done", err=True)
        sys.exit(_SOME_FAILED)


def _console() -> Console:
    from rich.console import Console

    return Console(highlight=False, emoji=False, markup=False)


def _count(paths: Sequence[str]) -> int | None:
    """How many items the paths hold, or None where only reading them would tell."""
    total = 0
    for name in paths:
        path = Path(name)
        try:
            if path.suffix in {".jsonl", ".ndjson"} and path.is_file():
                with path.open("rb") as lines:
                    total += sum(
                        chunk.count(b"\n") for chunk in iter(lambda: lines.read(1 << 20), b"")
                    )
            elif path.is_file():
                total += 1
            else:
                return None
        except OSError:
            return None
    return total


@contextmanager
def _progress(
    what: str, total: int | None, failures: _Failures, *, quiet: bool
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


def _write(path: Path, page: str, *, quiet: bool) -> None:
    """Write the page beside its target first, so that a full disk never leaves half a page."""
    try:
        with tempfile.NamedTemporaryFile(
            "w", encoding="utf-8", dir=path.parent, prefix=f".{path.name}.", delete=False
        ) as file:
            file.write(page)
        temporary = Path(file.name)
        temporary.chmod(0o666 & ~_umask())
        temporary.replace(path)
    except OSError as error:
        raise UsageError(
            f"{path}: the page cannot be written ({error.strerror}); "
            "give --html a file in a folder that exists and can be written to"
        ) from error
    if not quiet:
        click.echo(f"Page: {path}", err=True)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


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
        sys.exit(_WRONG_USE)
    except StopError as error:
        click.echo(f"rashomon: {error}", err=True)
        sys.exit(_WRONG_USE)
    except ItemError as error:
        click.echo(f"rashomon: {error}", err=True)
        sys.exit(_SOME_FAILED)
    except (KeyboardInterrupt, click.Abort):
        click.echo("rashomon: stopped; what was printed until here is whole", err=True)
        sys.exit(_INTERRUPTED)
    except Exception as error:
        # A fault of ours: one line instead of a page of code, and what to do.
        click.echo(f"rashomon: {type(error).__name__}: {error}; please report this", err=True)
        if os.environ.get("RASHOMON_DEBUG"):
            raise
        sys.exit(_WRONG_USE)
