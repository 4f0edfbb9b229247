"""Articles as JSON: one object a line, one object in a file, or an array of objects.

Keys: ``{"id"?, "url"?, "outlet"?, "title"?, "authors"?, "published"?, "modified"?, "captured"?,
"language"?, "text"}``. Unknown keys are ignored. A reading that ``rashomon read --json`` printed
gives its article back. The text keeps its length, code point for code point: offsets that belong
to it hold.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from rashomon.config import Limits
from rashomon.errors import BadLineError, ItemError
from rashomon.ingest.article import Found, iso_8601, make
from rashomon.ingest.language import from_tag
from rashomon.ingest.normal import count, same_length
from rashomon.ingest.normal import line as plain_line
from rashomon.model import Article

_ADVICE = 'an article is {"text": "...", "title": "...", "outlet": "...", "published": "..."}'


def from_line(data: bytes, *, item: str, limits: Limits) -> Article:
    """The article of one line of a JSON lines file.

    Raises :class:`~rashomon.errors.BadLineError` naming the place or the key at fault.
    """
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise BadLineError(
            item,
            f"is not UTF-8 (byte {data[error.start]:#04x} at column {error.start + 1}); "
            "JSON lines are UTF-8: save the file so",
        ) from error
    return from_object(_load(text, item=item), item=item, limits=limits)


def from_file(text: str, *, item: str, limits: Limits) -> Iterator[tuple[Article | ItemError, str]]:
    """The articles of a file that is one JSON value, each with the name of its item.

    The value is an object, or an array of objects.

    Raises :class:`~rashomon.errors.BadLineError` when the whole is no such value; a bad member of
    an array is yielded as an error and the others go on.
    """
    value = _load(text, item=item)
    if not isinstance(value, list):
        yield from_object(value, item=item, limits=limits), item
        return
    if not value:
        raise BadLineError(item, f"is an empty array; {_ADVICE}")
    for number, member in enumerate(value, start=1):
        name = f"{item}, article {number}"
        try:
            yield from_object(member, item=name, limits=limits), name
        except ItemError as error:
            yield error, name


def _load(text: str, *, item: str) -> object:
    try:
        value: object = json.loads(text)
    except json.JSONDecodeError as error:
        where = f"line {error.lineno}, column" if error.lineno > 1 else "column"
        raise BadLineError(
            item, f"is no JSON ({error.msg} at {where} {error.colno}); {_ADVICE}"
        ) from error
    except (RecursionError, ValueError) as error:  # nested too deep; a number of 5,000 digits
        raise BadLineError(item, f"is JSON that cannot be read; {_ADVICE}") from error
    return value


def from_object(value: object, *, item: str, limits: Limits) -> Article:
    """The article that a JSON value describes.

    Raises :class:`~rashomon.errors.BadLineError` naming the key that is missing or of a wrong
    type.
    """
    if not isinstance(value, dict):
        raise BadLineError(item, f"is {_kind(value)}, not an object; {_ADVICE}")
    fields: dict[str, Any] = value
    inner, made_as = fields.get("article"), fields.get("format")
    if isinstance(inner, dict) and isinstance(made_as, str) and made_as.startswith("rashomon/"):
        fields = inner
    given = _text(fields, "text", item)
    if given is None:
        raise BadLineError(item, f'has no "text"; {_ADVICE}')
    text, replaced = same_length(given)
    notes: list[str] = []
    if replaced:
        notes.append(f"{count(replaced, 'unprintable character')} of the text shown as \ufffd")
    published = _date(fields, "published", notes)
    modified = _date(fields, "modified", notes)
    captured = _date(fields, "captured", notes)
    found = Found(
        text=text,
        id=_id(fields, item),
        url=_name(fields, "url", item),
        outlet=_name(fields, "outlet", item),
        title=_name(fields, "title", item),
        authors=_authors(fields, item),
        published=published,
        modified=modified,
        captured=captured,
        language=_language(fields, item, notes),
        notes=tuple(notes),
    )
    return make(found, item=item, limits=limits)


def _kind(value: object) -> str:
    if value is None:
        return "null"
    kinds = {bool: "true or false", int: "a number", float: "a number", str: "a text"}
    return kinds.get(type(value), "an array" if isinstance(value, list) else "an object")


def _text(value: dict[str, Any], key: str, item: str) -> str | None:
    found = value.get(key)
    if found is not None and not isinstance(found, str):
        raise BadLineError(item, f'"{key}" is {_kind(found)}; it must be text in quotation marks')
    return found


def _name(value: dict[str, Any], key: str, item: str) -> str | None:
    found = _text(value, key, item)
    return (plain_line(found) or None) if found is not None else None


def _id(value: dict[str, Any], item: str) -> str | None:
    """The id exactly as given (only what no file can hold is replaced), or None when empty."""
    found = _text(value, "id", item)
    return same_length(found)[0] if found and not found.isspace() else None


def _authors(value: dict[str, Any], item: str) -> tuple[str, ...]:
    found = value.get("authors")
    if isinstance(found, str):  # one author, as many files have it
        found = [found]
    if found is None:
        return ()
    if not isinstance(found, list) or not all(isinstance(name, str) for name in found):
        what = "an array with something else than texts" if isinstance(found, list) else None
        raise BadLineError(
            item, f'"authors" is {what or _kind(found)}; it must be an array of names'
        )
    return tuple(name for name in map(plain_line, found) if name)


def _date(value: dict[str, Any], key: str, notes: list[str]) -> str | None:
    found = value.get(key)
    if found is None or found == "":
        return None
    iso = iso_8601(found) if isinstance(found, str) else None
    if iso is None:
        shown = repr(plain_line(found)[:40]) if isinstance(found, str) else _kind(found)
        notes.append(f'"{key}" is left empty: {shown} is no ISO 8601 date such as 2024-01-24')
    return iso


def _language(value: dict[str, Any], item: str, notes: list[str]) -> str | None:
    found = _name(value, "language", item)
    if not found:
        return None
    code = from_tag(found)
    if code is None:
        notes.append(f'"language" {found[:40]!r} is no ISO 639-1 code such as "en"')
    return code
