"""Where the library is: the user's data folder, unless a file is named."""

from __future__ import annotations

import os
import sys
from pathlib import Path

FILE = "rashomon.db"
VARIABLE = "RASHOMON_LIBRARY"

APPLICATION_ID = 0x5261736D
"""What stands at byte 68 of a library ("Rasm"), as SQLite's file format has it."""

_MAGIC = b"SQLite format 3\0"
_HEADER = 100


def default_path() -> Path:
    """The file of the user's library, whether it is there or not.

    The variable ``RASHOMON_LIBRARY`` names it; otherwise it is ``rashomon/rashomon.db`` in
    ``XDG_DATA_HOME`` (``~/.local/share`` where that is not set), in ``Application Support`` on
    macOS, in ``LOCALAPPDATA`` on Windows.
    """
    if named := os.environ.get(VARIABLE):
        return Path(named).expanduser()
    if data := os.environ.get("XDG_DATA_HOME"):
        folder = Path(data)
    elif sys.platform == "darwin":
        folder = Path.home() / "Library" / "Application Support"
    elif sys.platform == "win32":
        folder = Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local")
    else:
        folder = Path.home() / ".local" / "share"
    return folder / "rashomon" / FILE


def is_library(head: bytes) -> bool:
    """Whether a file that begins with these bytes (100 at least) is a library."""
    return (
        len(head) >= _HEADER
        and head.startswith(_MAGIC)
        and int.from_bytes(head[68:72], "big") == APPLICATION_ID
    )


def is_library_file(path: str | Path) -> bool:
    """Whether the path is a file that begins as a library does; False where it cannot be read.

    A pipe is none, and is not opened: what was read of it would be gone.
    """
    try:
        if not os.path.isfile(path):  # noqa: PTH113
            return False
        with open(path, "rb") as file:  # noqa: PTH123 - Path() refuses some names
            return is_library(file.read(_HEADER))
    except (OSError, ValueError):
        return False
