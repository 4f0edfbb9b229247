"""Annotators by name, as entry points of the group ``rashomon.annotators``.

A package that declares such an entry point adds an annotator without a change here; what it names
is loaded only when it is asked for.
"""

from __future__ import annotations

from functools import lru_cache
from importlib.metadata import entry_points
from typing import Any

from rashomon.errors import SetupError, UsageError

GROUP = "rashomon.annotators"


def annotator_names() -> tuple[str, ...]:
    """The names that :func:`load_annotator` knows, sorted."""
    return tuple(sorted({entry.name for entry in entry_points(group=GROUP)}))


def load_annotator(name: str) -> Any:
    """A new annotator of that name (see ``rashomon.annotate.attribution.Annotator``).

    Raises :class:`~rashomon.errors.UsageError` for an unknown name (it lists the known ones) and
    :class:`~rashomon.errors.SetupError` where a known one cannot be loaded.
    """
    for entry in entry_points(group=GROUP):
        if entry.name == name:
            try:
                return entry.load()()
            except ImportError as error:
                raise SetupError(
                    f"the annotator {name!r} cannot be loaded: {error}; install what it needs"
                ) from error
    known = annotator_names()
    if not known:
        raise SetupError(
            "no annotator is registered: the installation has no package metadata; "
            "type: pip install --force-reinstall rashomon"
        )
    raise UsageError(f"there is no annotator {name!r}; known are: {', '.join(known)}")


@lru_cache(maxsize=4)
def shared_annotator(name: str) -> Any:
    """The annotator of that name, the same each time: it holds its weights.

    Raises what :func:`load_annotator` raises.
    """
    return load_annotator(name)
