"""Writes ``docs/cli.md`` from the CLI's own help, or checks that it is current.

python docs/make_cli_reference.py --write | --check
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import click

from rashomon.cli import cli

PAGE = Path(__file__).with_name("cli.md")
WIDTH = 88  # fixed, so that the page does not depend on the terminal it was made in

HEAD = """\
# Command line

<!-- Made by docs/make_cli_reference.py from the commands' own help. Do not edit. -->

"""


def commands(
    command: click.Command, name: str, parent: click.Context | None = None
) -> Iterator[tuple[str, str]]:
    """Each command's full name with its help, the group before its commands."""
    settings = {**command.context_settings, "terminal_width": WIDTH, "max_content_width": WIDTH}
    context = click.Context(command, info_name=name, parent=parent, **settings)
    yield context.command_path, command.get_help(context)
    if isinstance(command, click.Group):
        for child in command.list_commands(context):
            found = command.get_command(context, child)
            assert found is not None
            yield from commands(found, child, context)


def page() -> str:
    """The page as it should stand."""
    sections = [
        f"## {name}\n\n```text\n$ {name} --help\n{help_.rstrip()}\n```\n"
        for name, help_ in commands(cli, "rashomon")
    ]
    return HEAD + "\n".join(sections)


def main(arguments: list[str]) -> int:
    """Exit code: 0 written or current, 1 not current, 2 wrong use."""
    if arguments == ["--write"]:
        PAGE.write_text(page(), encoding="utf-8")
        return 0
    if arguments == ["--check"]:
        if PAGE.exists() and PAGE.read_text(encoding="utf-8") == page():
            return 0
        print(f"{PAGE.name} is not what the commands say; type: make references", file=sys.stderr)
        return 1
    print("give --write or --check", file=sys.stderr)
    return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
