"""Readings, groupings, comparisons and checks to JSON and back, and the JSON Schema of each.

Pydantic reads and writes the plain dataclasses of :mod:`rashomon.model`; it is loaded when this
module is, never by ``import rashomon``. Non-ASCII text is written as it is (UTF-8).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, TypeVar

import pydantic
import pydantic.dataclasses
import pydantic.json_schema

from rashomon.checked import Check
from rashomon.corrections import Correction
from rashomon.errors import BadLineError, ItemError
from rashomon.model import FORMAT, Comparison, Grouping, Reading, Relation

T = TypeVar("T", Reading, Grouping, Comparison, Check)

TYPES: dict[str, type[Reading] | type[Grouping] | type[Comparison] | type[Check]] = {
    "reading": Reading,
    "grouping": Grouping,
    "comparison": Comparison,
    "check": Check,
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
    value: Reading | Grouping | Comparison | Relation | Check, *, indent: int | None = None
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


def pairs_of(lines: Iterable[str], *, item: str) -> Iterator[tuple[str, str] | ItemError]:
    """The pairs of JSON lines with "a" and "b"; a line that is none is an error that names it.

    Empty lines are passed over, and other keys ignored.
    """
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            pair = _adapter(_Pair).validate_json(line)
        except pydantic.ValidationError as error:
            first = error.errors()[0]
            where = ".".join(str(part) for part in first["loc"]) or "the line"
            why = f'is no {{"a": ..., "b": ...}}: at {where}: {first["msg"]}'
            yield BadLineError(f"{item}, line {number}", why)
        else:
            yield pair.a, pair.b


class _EveryKey(pydantic.json_schema.GenerateJsonSchema):
    """Requires every key: what is written holds them all, empty ones too."""

    def field_is_required(self, field: Any, total: bool) -> bool:
        return True


def schema(name: str) -> dict[str, Any]:
    """The JSON Schema (2020-12) of one of :data:`SCHEMAS`.

    Those of "reading", "grouping", "comparison" and "check" are of what is written: keys may be added later,
    so others are allowed. That of "correction" is of a line that a person writes: other keys are
    not.
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
