"""Options that several commands have."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from rashomon import flow
from rashomon.registry import annotator_names

F = TypeVar("F", bound=Callable[..., Any])


def common(command: F) -> F:
    """The command with paths, ``--json`` and ``--quiet``."""
    options = [
        click.argument("paths", nargs=-1, required=True, metavar="PATH..."),
        click.option("--json", "as_json", is_flag=True, help="Print JSON instead of the digest."),
        click.option("-q", "--quiet", is_flag=True, help="Print no progress and no digest."),
    ]
    for option in reversed(options):
        command = option(command)
    return command


def annotating(command: F) -> F:
    """The command with ``--annotator`` and ``--language``."""
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


def overriding(command: F) -> F:
    """The command with ``--overrides``."""
    return click.option(
        "--overrides",
        multiple=True,
        metavar="FILE",
        help="Apply the corrections by a person in FILE (JSON lines); may be given again.",
    )(command)


def reading_articles(command: F) -> F:
    """The command with what every command that reads articles has."""
    options = [
        annotating,
        overriding,
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
