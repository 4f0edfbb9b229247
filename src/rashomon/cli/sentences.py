"""``rashomon relate``: of two sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING, TextIO

import click

from rashomon import flow
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
    type=click.File("r", encoding="utf-8"),
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
    """
    from rashomon.codec import encode, pairs_of

    if (len(sentences) != 2) == (batch is None) or (sentences and batch):
        raise UsageError('give two sentences, or --batch FILE with lines of {"a": ..., "b": ...}')
    failures = Failures()
    if batch is None:
        found = flow.relate(*sentences, annotator=annotator)
        click.echo(encode(found) if as_json else _in_words(found))
        return
    for pair in pairs_of(batch, item=batch.name):
        if isinstance(pair, ItemError):
            failures(pair)
            continue
        try:
            click.echo(encode(flow.relate(*pair, annotator=annotator)))
        except ItemError as error:
            failures(error)
    finish(failures)


def _in_words(found: Relation) -> str:
    sure = f" (confidence {found.confidence:.2f})" if found.confidence else ""
    about = f", about {found.about}" if found.relation not in {"unknown", "unrelated"} else ""
    return f"{found.relation}{about}{sure}: {found.why}"
