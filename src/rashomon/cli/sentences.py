"""``rashomon relate``: of two sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING, TextIO

import click

from rashomon import flow, relating
from rashomon.cli.running import Failures, finish
from rashomon.errors import ItemError, UsageError
from rashomon.registry import annotator_names

if TYPE_CHECKING:
    from rashomon.model import Relation


@click.command()
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
    failures = Failures()
    if batch is None:
        found = relating.relate(*sentences, annotator=annotator)
        click.echo(encode(found) if as_json else _in_words(found))
        return
    for line in pairs_of(batch, item=batch.name):
        why = line.error
        if line.a is not None and line.b is not None and why is None:
            try:
                click.echo(encode(relating.relate(line.a, line.b, annotator=annotator)))
                continue
            except ItemError as error:
                why = str(error)
        failed = ItemError(line.item, why or "holds no pair")
        failures(failed)
        click.echo(encode(FailedPair(a=line.a, b=line.b, error=str(failed))))
    finish(failures)


def _in_words(found: Relation) -> str:
    sure = f" (confidence {found.confidence:.2f})" if found.confidence else ""
    about = f", about {found.about}" if found.relation not in {"unknown", "unrelated"} else ""
    return f"{found.relation}{about}{sure}: {found.why}"
