"""Options that several commands have."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from pathlib import Path
from typing import Any, TypeVar, cast

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


@dataclass(frozen=True, slots=True, kw_only=True)
class Access:
    """What stands behind paths that are addresses or libraries."""

    library: Path | None
    allow_hosts: tuple[str, ...]


_LIBRARY = click.option(
    "--library",
    metavar="FILE",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Keep what is fetched, and readings of what is in it, in the library FILE; take from "
    "there what did not change.",
)
_ALLOW_HOST = click.option(
    "--allow-host",
    "allow_hosts",
    multiple=True,
    metavar="HOST",
    help="Fetch from HOST (or HOST:PORT) though it is in a private network; may be given again.",
)


def fetching(command: F) -> F:
    """The command with ``--library`` and ``--allow-host``, given to it together as ``access``."""

    @wraps(command)
    def with_access(
        *args: Any, library: Path | None, allow_hosts: tuple[str, ...], **others: Any
    ) -> Any:
        return command(*args, access=Access(library=library, allow_hosts=allow_hosts), **others)

    return cast("F", _LIBRARY(_ALLOW_HOST(with_access)))


def allowing(command: F) -> F:
    """The command with ``--allow-host``."""
    return _ALLOW_HOST(command)


def in_library(command: F) -> F:
    """The command with the ``--library`` that it works in, the user's own if none is named."""
    return click.option(
        "--library",
        metavar="FILE",
        type=click.Path(dir_okay=False, path_type=Path),
        help="The library; without it the one in your data folder, or RASHOMON_LIBRARY.",
    )(command)


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
