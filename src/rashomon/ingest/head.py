"""The head of a plain text: title, outlet, date and authors, where its first lines say so.

Three forms that people have: lines with labels ("Title: ...", "Date: ...", as archives of the press
export them), the same between lines of dashes, and lines without labels among which one is a whole
date. Nothing is guessed: a date needs a day, a month in letters (or ISO 8601) and a year. What is
taken for the head leaves the text and is listed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from rashomon.ingest.article import iso_8601

REASON = "head of the text (kept as title, outlet, date or author)"

_MOST_LINES, _LINE_CODE_POINTS, _NAME_CODE_POINTS = 12, 200, 60
_LABELS = {
    **dict.fromkeys(("title", "headline", "subject"), "title"),
    **dict.fromkeys(
        ("outlet", "source", "publication", "newspaper", "publisher", "site", "website"), "outlet"
    ),
    **dict.fromkeys(("date", "published", "publication date", "posted"), "published"),
    **dict.fromkeys(("updated", "modified", "last updated", "last modified"), "modified"),
    **dict.fromkeys(("author", "authors", "byline", "by"), "authors"),
    **dict.fromkeys(("url", "link", "address", "permalink"), "url"),
    **dict.fromkeys(("language", "lang"), "language"),
    **dict.fromkeys(
        ("section", "length", "copyright", "load-date", "edition", "page", "word count", "id",
         "publication-type", "journal code", "document type", "accessed", "tags", "keywords"),
        "",
    ),
}  # fmt: skip
_LABELLED = re.compile(r"([A-Za-z][A-Za-z -]{1,18}?)\s?:\s+(\S.*)")
_SURE = frozenset(("title", "published", "url"))
_RULE = re.compile(r"-{3,}|\+{3,}|={3,}")
_BODY = re.compile(r"(?:body|full text|text)\s?:?", re.IGNORECASE)
_BYLINE = re.compile(
    r"(?:[Bb]y|BY|[Vv]on|[Pp]ar|[Pp]or)\s+"
    r"(?P<names>[^\W\d_a-zà-ÿ][^\s\d]*(?:\s+(?:and|und|et|y|of|for|the|de|van|von|[^\W\d_a-zà-ÿ][^\s\d]*)){0,14})"
)
_PARTS = re.compile(r"\s*[|·•]\s*|\s+[–—-]\s+|,\s+(?=\d|\w+day\b|[A-Z][a-z]+\s+\d)")
_STAMP = re.compile(
    r"(?:first )?(?P<what>published|posted|updated|modified)(?: on| at)?:?\s+", re.I
)
_SENTENCE_END = re.compile(r"[.!?…][\"'”’)]*$")
_YEAR, _DAY, _LETTERS = (
    re.compile(r"\b\d{4}\b"),
    re.compile(r"\b\d{1,2}\b"),
    re.compile(r"[^\W\d_]{3}"),
)
_CLOCK = re.compile(
    r"\b(\d{1,2})[:.](\d{2})\s?(?P<half>[ap]\.?m\.?)?\s?(?P<zone>GMT|UTC|Z)?\b.*$", re.I
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """What the first lines say; ``lines`` are those that say it, ``text`` is all the rest."""

    text: str
    title: str | None = None
    outlet: str | None = None
    authors: tuple[str, ...] = ()
    published: str | None = None
    modified: str | None = None
    url: str | None = None
    language: str | None = None
    lines: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(slots=True)
class _Said:
    values: dict[str, str] = field(default_factory=dict)
    lines: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def part(text: str) -> Head:
    """The head of a text with plain white space, and its rest; no head leaves the text whole.

    >>> part("Title: Ferry aground\\nDate: 24 January 2024\\n\\nA ferry ran aground.").published
    '2024-01-24'
    """
    lines = text.split("\n")
    said, end = _labelled(lines)
    if not said:
        said, end = _unlabelled(lines)
    rest = "\n".join(lines[end:]).strip()
    if not said or not rest:
        return Head(text=text)
    values = said.values
    return Head(
        text=rest,
        title=values.get("title"),
        outlet=values.get("outlet"),
        authors=_names(values.get("authors", "")),
        published=values.get("published"),
        modified=values.get("modified"),
        url=values.get("url"),
        language=values.get("language"),
        lines=tuple(said.lines),
        notes=tuple(said.notes),
    )


def _labelled(lines: list[str]) -> tuple[_Said | None, int]:
    said, number, fenced = _Said(), 0, False
    if lines and _RULE.fullmatch(lines[0]):
        number, fenced = 1, True
    end = 0
    while number < min(len(lines), 2 * _MOST_LINES):
        line = lines[number]
        number += 1
        if not line:
            continue
        if end and (_RULE.fullmatch(line) or _BODY.fullmatch(line)):
            end = number
            if fenced or _BODY.fullmatch(line):
                break
            continue
        match = _LABELLED.fullmatch(line) if len(line) <= _LINE_CODE_POINTS else None
        name = _LABELS.get(match[1].lower()) if match else None
        if match is None or name is None:
            break
        _take(said, name, match[2].strip().strip('"'), line)
        end = number
    known = set(said.values)
    if not known or (len(said.lines) < 2 and not known & _SURE):
        return None, 0
    return said, end


def _take(said: _Said, name: str, value: str, line: str) -> None:
    said.lines.append(line)
    if name in ("published", "modified"):
        date = when(value)
        if date is None:
            said.notes.append(
                f'"{line[:60]}" is left out: it is no whole date such as 24 January 2024'
            )
            return
        value = date
    if name == "url" and not value.lower().startswith(("http://", "https://")):
        return
    if name:
        said.values.setdefault(name, value)


def _unlabelled(lines: list[str]) -> tuple[_Said | None, int]:
    """A title, then lines in short among which one is a date, up to an empty line."""
    said, date_at, number = _Said(), None, 0
    blocks = 0
    while number < min(len(lines), _MOST_LINES) and blocks < 3:
        line = lines[number]
        if not line:
            blocks += 1
            number += 1
            if date_at is not None:
                break
            continue
        if len(line) > _LINE_CODE_POINTS:
            break
        if not number:
            said.values["title"] = line
        elif match := _BYLINE.fullmatch(line):
            said.values.setdefault("authors", match["names"])
        elif (found := _of_date(line)) and date_at is None:
            name, value, outlet = found
            said.values[name], date_at = value, number
            if outlet:
                said.values.setdefault("outlet", outlet)
        elif _SENTENCE_END.search(line):
            break
        elif len(line) <= _NAME_CODE_POINTS and "outlet" not in said.values:
            said.values["outlet"] = line
        else:
            break
        said.lines.append(line)
        number += 1
    # Without an empty line after it, the block may be the text itself.
    if date_at is None or number >= len(lines) or lines[number - 1]:
        return None, 0
    return said, number


def _of_date(line: str) -> tuple[str, str, str] | None:
    """The key of the date, the date, and the name beside it on the line; or None."""
    stamp = _STAMP.match(line)
    name = "published"
    if stamp:
        name = "modified" if stamp["what"].lower() in ("updated", "modified") else "published"
        line = line[stamp.end() :]
    whole = when(line)
    if whole:
        return name, whole, ""
    parts = [_STAMP.sub("", p) for p in _PARTS.split(line) if p]
    for cut in range(1, len(parts)):
        for dated, other in ((parts[cut:], parts[:cut]), (parts[:cut], parts[cut:])):
            date = when(" ".join(dated))
            if date and len(" ".join(other)) <= _NAME_CODE_POINTS:
                return name, date, ", ".join(other)
    return None


def when(words: str) -> str | None:
    """The ISO 8601 date of words that are a whole date and nothing else, or None.

    A time of day is kept where its zone stands beside it.

    >>> when("Wednesday, January 24, 2024"), when("24.1.2024"), when("January 2024")
    ('2024-01-24', None, None)
    """
    words = words.strip().rstrip(".")
    iso = iso_8601(words)
    if iso:
        return iso
    clock = _CLOCK.search(words)
    day = words[: clock.start()].rstrip(" ,at") if clock else words
    day = re.sub(r"(?<=\d)(?:st|nd|rd|th)\b", "", day)
    if len(day) > 40 or not (_YEAR.search(day) and _DAY.search(day) and _LETTERS.search(day)):
        return None
    import dateparser

    strict = {"STRICT_PARSING": True, "REQUIRE_PARTS": ["day", "month", "year"]}
    try:
        found = dateparser.parse(day, settings=strict)
    except (ValueError, OverflowError, TypeError):
        return None
    if found is None or found.hour or found.minute:
        return None
    time = (
        f"T{int(clock[1]):02}:{clock[2]}:00Z"
        if clock and clock["zone"] and not clock["half"]
        else ""
    )
    return iso_8601(f"{found.date().isoformat()}{time}")


def _names(value: str) -> tuple[str, ...]:
    parts = re.split(r"\s*(?:;|,|\band\b|&)\s*", re.sub(r"^by\s+", "", value, flags=re.IGNORECASE))
    return tuple(dict.fromkeys(p for p in parts if 1 < len(p) <= 80))
