"""Rashomon: who said what, and where the accounts of one event agree, part or change.

``read``, ``read_many``, ``group``, ``compare``, ``diff``, ``relate`` and ``check`` are the verbs of
the command line; the types are those of :mod:`rashomon.model` and :mod:`rashomon.checked`.
Importing this package loads the standard library only; the first call of a verb loads what it
needs.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rashomon.version import __version__

if TYPE_CHECKING:
    from rashomon.checked import Check
    from rashomon.diffing import diff
    from rashomon.errors import ItemError, RashomonError, SetupError, StopError, UsageError
    from rashomon.flow import (
        articles,
        check,
        compare,
        group,
        grouped,
        read,
        read_many,
        summary,
    )
    from rashomon.model import (
        Article,
        Claim,
        Comparison,
        Diff,
        Event,
        Grouping,
        Reading,
        Relation,
        Span,
        Speaker,
        Summary,
    )
    from rashomon.relating import relate, relate_many
    from rashomon.rewrites import rewrite, rewrite_many
    from rashomon.rewriting.endpoint import Endpoint

_HOMES = {
    "articles": "flow",
    "check": "flow",
    "compare": "flow",
    "diff": "diffing",
    "group": "flow",
    "grouped": "flow",
    "read": "flow",
    "read_many": "flow",
    "relate": "relating",
    "relate_many": "relating",
    "rewrite": "rewrites",
    "rewrite_many": "rewrites",
    "summary": "flow",
    "ItemError": "errors",
    "RashomonError": "errors",
    "SetupError": "errors",
    "StopError": "errors",
    "UsageError": "errors",
    "Article": "model",
    "Check": "checked",
    "Claim": "model",
    "Comparison": "model",
    "Diff": "model",
    "Event": "model",
    "Grouping": "model",
    "Reading": "model",
    "Relation": "model",
    "Span": "model",
    "Speaker": "model",
    "Summary": "model",
    "Endpoint": "rewriting.endpoint",
}

__all__ = [
    "Article",
    "Check",
    "Claim",
    "Comparison",
    "Diff",
    "Endpoint",
    "Event",
    "Grouping",
    "ItemError",
    "RashomonError",
    "Reading",
    "Relation",
    "SetupError",
    "Span",
    "Speaker",
    "StopError",
    "Summary",
    "UsageError",
    "__version__",
    "articles",
    "check",
    "compare",
    "diff",
    "group",
    "grouped",
    "read",
    "read_many",
    "relate",
    "relate_many",
    "rewrite",
    "rewrite_many",
    "summary",
]


def __getattr__(name: str) -> Any:
    """Load a public name when it is first used (PEP 562)."""
    if name not in _HOMES:
        raise AttributeError(f"module 'rashomon' has no attribute {name!r}")
    from importlib import import_module

    value = getattr(import_module(f"rashomon.{_HOMES[name]}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return __all__
