"""``--time`` and ``--sentences``: how long a summary may be."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, TypeVar

import click

from rashomon import flow

F = TypeVar("F", bound=Callable[..., Any])

_DURATION = re.compile(r"(?:(\d{1,4})m(?:in)?)?\s*(?:(\d{1,5})s?(?:ec)?)?", re.IGNORECASE)


class Duration(click.ParamType[int]):
    """Seconds from "15s", "1m", "1m30s" or a bare number of seconds."""

    name = "duration"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """The seconds; anything else, and no time at all, is a wrong use."""
        if isinstance(value, int):
            return value
        match = _DURATION.fullmatch(str(value).strip())
        minutes, seconds = match.groups() if match else (None, None)
        total = 60 * int(minutes or 0) + int(seconds or 0)
        if not total:
            self.fail(f"{value!r} is no time to read; give 15s, 1m, 3m or the like", param, ctx)
        return total


def asked_length(time_s: int, sentences: int | None) -> str:
    """The length of summaries that was asked for on the command line, in words; "" if none was."""
    from rashomon.render.lengths import duration

    if sentences is not None:
        return f"{sentences} sentence{'s' if sentences > 1 else ''}"
    given = click.get_current_context().get_parameter_source("time_s")
    return "" if given is click.core.ParameterSource.DEFAULT else duration(time_s)


def with_length(command: F) -> F:
    """The command with ``--time`` and ``--sentences``."""
    options = [
        click.option(
            "--time",
            "time_s",
            type=Duration(),
            default=f"{flow.DEFAULT_TIME_S}s",
            show_default=True,
            metavar="TIME",
            help="Make the summary for a reader who has this long: 15s, 1m, 3m.",
        ),
        click.option(
            "--sentences",
            type=click.IntRange(min=1),
            metavar="N",
            help="Make the summary of N sentences, whatever the time.",
        ),
    ]
    for option in reversed(options):
        command = option(command)
    return command
