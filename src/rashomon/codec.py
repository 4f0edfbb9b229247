"""Readings, groupings, comparisons, checks and diffs to JSON and back, and the JSON Schema of each.

Pydantic reads and writes the plain dataclasses of :mod:`rashomon.model`; it is loaded when this
module is, never by ``import rashomon``. Non-ASCII text is written as it is (UTF-8).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, TypeVar

import pydantic
import pydantic.dataclasses
import pydantic.json_schema
import pydantic_core

from rashomon.checked import Check
from rashomon.corrections import Correction
from rashomon.errors import BadLineError
from rashomon.model import FORMAT, Comparison, Diff, FailedPair, Grouping, Reading, Relation

T = TypeVar("T", Reading, Grouping, Comparison, Check, Diff)

TYPES: dict[str, type[Reading] | type[Grouping] | type[Comparison] | type[Check] | type[Diff]] = {
    "reading": Reading,
    "grouping": Grouping,
    "comparison": Comparison,
    "check": Check,
    "diff": Diff,
}
SCHEMAS = (*TYPES, "correction")
"""The names of the published schemas."""


_adapters: dict[type[object], pydantic.TypeAdapter[Any]] = {}


def _adapter(type_: type[Any]) -> pydantic.TypeAdapter[Any]:
    # Building one takes 50 ms: once for each type.
    if type_ not in _adapters:
        _adapters[type_] = pydantic.TypeAdapter(type_)
    return _adapters[type_]


def encode(
    value: Reading | Grouping | Comparison | Relation | FailedPair | Check | Diff,
    *,
    indent: int | None = None,
) -> str:
    """The JSON of ``value``, on one line unless ``indent`` is given."""
    return _adapter(type(value)).dump_json(value, by_alias=True, indent=indent).decode("utf-8")


def decode(type_: type[T], json: str | bytes, *, item: str = "JSON") -> T:
    """The value written by :func:`encode`; unknown keys are ignored.

    Raises :class:`~rashomon.errors.BadLineError`, which names ``item`` and the first key at fault.
    """
    try:
        value: T = _adapter(type_).validate_json(json)
    except pydantic.ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"]) or "the top level"
        raise BadLineError(
            item, f"is no {type_.__name__.lower()} in {FORMAT}: at {where}: {first['msg']}"
        ) from error
    return value


@pydantic.dataclasses.dataclass(frozen=True)
class _Pair:
    a: str
    b: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PairLine:
    """One line of pairs: its two texts, or as much of them as can be read and why not all.

    ``item`` names the line as the user knows it ("pairs.jsonl, line 7").
    """

    item: str
    a: str | None
    b: str | None
    error: str | None = None


def pairs_of(lines: Iterable[str], *, item: str) -> Iterator[PairLine]:
    """The pairs of JSON lines with "a" and "b", one for each line that is not empty.

    A line that is no pair says so in its ``error``; other keys are ignored. A lone surrogate in a
    line stands for a byte that is no UTF-8.
    """
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        name = f"{item}, line {number}"
        try:
            pair = _adapter(_Pair).validate_json(line.encode("utf-8"))
        except UnicodeEncodeError:
            yield PairLine(item=name, a=None, b=None, error="is no UTF-8; save the file as UTF-8")
        except pydantic.ValidationError as error:
            first = error.errors()[0]
            where = ".".join(str(part) for part in first["loc"]) or "the line"
            why = f'is no {{"a": ..., "b": ...}}: at {where}: {first["msg"]}'
            yield PairLine(item=name, a=_text(line, "a"), b=_text(line, "b"), error=why)
        else:
            yield PairLine(item=name, a=pair.a, b=pair.b)


def _text(line: str, key: str) -> str | None:
    """The text under a key of a line of JSON, None where there is none."""
    try:
        found = pydantic_core.from_json(line)
    except ValueError:
        return None
    value = found.get(key) if isinstance(found, dict) else None
    return value if isinstance(value, str) else None


class _EveryKey(pydantic.json_schema.GenerateJsonSchema):
    """Requires every key: what is written holds them all, empty ones too."""

    def field_is_required(self, field: Any, total: bool) -> bool:
        return True


def schema(name: str) -> dict[str, Any]:
    """The JSON Schema (2020-12) of one of :data:`SCHEMAS`.

    Those of "reading", "grouping", "comparison", "check" and "diff" are of what is written: keys
    may be added later, so others are allowed. That of "correction" is of a line that a person
    writes: other keys are not.
    """
    if name == "correction":
        return _correction_schema()
    result: dict[str, Any] = _adapter(TYPES[name]).json_schema(
        by_alias=True, mode="serialization", schema_generator=_EveryKey
    )
    result["$schema"] = "https://json-schema.org/draft/2020-12/schema"
    return result


def _correction_schema() -> dict[str, Any]:
    # A union is no type to mypy.
    result: dict[str, Any] = pydantic.TypeAdapter[Any](Correction).json_schema()
    for made in result["$defs"].values():
        kind = made["properties"]["kind"]
        # What tells the kinds apart must stand there, though the Python types fill it in.
        kind.pop("default", None)
        made["required"] = ["kind", *made.get("required", ())]
        if names := made["properties"].get("names"):
            names["minItems"] = 2
            if kind["const"] == "not the same speaker":
                names["maxItems"] = 2
        if articles := made["properties"].get("articles"):
            articles["minItems"] = 2
            articles["uniqueItems"] = True
    result["$schema"] = "https://json-schema.org/draft/2020-12/schema"
    return result
