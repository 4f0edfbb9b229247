"""Corrections by a person, kept in a file of JSON lines beside the articles.

``{"kind": "not a claim", "article": "agency-a", "exact": "what had happened"}`` is one. Nothing
here changes a reading: :mod:`rashomon.annotate.corrected` applies corrections within an article,
:mod:`rashomon.comparison.corrected` across articles, :mod:`rashomon.grouping.by_hand` to events.
``docs/corrections.md`` is the guide.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter, deque
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import MISSING, dataclass, fields
from datetime import datetime
from functools import cached_property
from itertools import combinations, pairwise
from pathlib import Path
from typing import Any, ClassVar, Literal, get_args

from rashomon.errors import UsageError
from rashomon.model import AppliedCorrection, Article, Commitment, SpeakerType
from rashomon.text import name_words, sha256

FILE_BYTES = 5_000_000
"""The largest file: some 25,000 corrections, more than a desk writes in years."""

# Keys that no type knows are refused, not ignored: "artcle" would make a line hold everywhere.
_CONFIG: dict[str, Any] = {"extra": "forbid"}
_ADVICE = 'a correction is {"kind": "not a claim", "article": "...", "exact": "..."} on one line'


@dataclass(frozen=True, slots=True, kw_only=True)
class SameSpeaker:
    """These names are one speaker, called by the first of them and, where given, of this type.

    It holds in one article, in one outlet's articles, or everywhere. A name is that of a speaker,
    or the words of one of its mentions ("the ministry").
    """

    __pydantic_config__: ClassVar[Any] = _CONFIG
    kind: Literal["same speaker"] = "same speaker"
    names: tuple[str, ...]
    type: SpeakerType | None = None
    article: str | None = None
    outlet: str | None = None
    by: str | None = None
    when: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NotTheSameSpeaker:
    """These two names are two speakers, whatever else speaks for one.

    It holds in one article, in one outlet's articles, or everywhere. ``type`` is that of the
    speaker that is split off, where it differs.
    """

    __pydantic_config__: ClassVar[Any] = _CONFIG
    kind: Literal["not the same speaker"] = "not the same speaker"
    names: tuple[str, ...]
    type: SpeakerType | None = None
    article: str | None = None
    outlet: str | None = None
    by: str | None = None
    when: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SpeakerOf:
    """The speaker behind these words, the source of a claim or its content, is ``name``.

    ``type`` is needed where the article has no speaker of that name.
    """

    __pydantic_config__: ClassVar[Any] = _CONFIG
    kind: Literal["speaker"] = "speaker"
    article: str
    exact: str
    prefix: str | None = None
    suffix: str | None = None
    cue: str | None = None
    name: str
    type: SpeakerType | None = None
    by: str | None = None
    when: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NotAClaim:
    """The claim with these words as its content is none."""

    __pydantic_config__: ClassVar[Any] = _CONFIG
    kind: Literal["not a claim"] = "not a claim"
    article: str
    exact: str
    prefix: str | None = None
    suffix: str | None = None
    cue: str | None = None
    by: str | None = None
    when: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CommitmentOf:
    """The source of the claim with these words as its content stands to them like this."""

    __pydantic_config__: ClassVar[Any] = _CONFIG
    kind: Literal["commitment"] = "commitment"
    article: str
    exact: str
    prefix: str | None = None
    suffix: str | None = None
    cue: str | None = None
    commitment: Commitment
    by: str | None = None
    when: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SameEvent:
    """These articles, and those that are grouped with them, report one event.

    An article is named by its id, its address, or the SHA-256 of its text.
    """

    __pydantic_config__: ClassVar[Any] = _CONFIG
    kind: Literal["same event"] = "same event"
    articles: tuple[str, ...]
    by: str | None = None
    when: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NotTheSameEvent:
    """No two of these articles report one event; others go with those that they are most like."""

    __pydantic_config__: ClassVar[Any] = _CONFIG
    kind: Literal["not the same event"] = "not the same event"
    articles: tuple[str, ...]
    by: str | None = None
    when: str | None = None
    note: str | None = None


OfNames = SameSpeaker | NotTheSameSpeaker
OfWords = SpeakerOf | NotAClaim | CommitmentOf
OfEvents = SameEvent | NotTheSameEvent
Correction = (
    SameSpeaker
    | NotTheSameSpeaker
    | SpeakerOf
    | NotAClaim
    | CommitmentOf
    | SameEvent
    | NotTheSameEvent
)
Type = type[Correction]

KINDS: Mapping[str, Type] = {
    "same speaker": SameSpeaker,
    "not the same speaker": NotTheSameSpeaker,
    "speaker": SpeakerOf,
    "not a claim": NotAClaim,
    "commitment": CommitmentOf,
    "same event": SameEvent,
    "not the same event": NotTheSameEvent,
}
_CHOICES: Mapping[str, tuple[str, ...]] = {
    "type": get_args(SpeakerType),
    "commitment": get_args(Commitment),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A correction with the place where it stands; ``file`` is a name without its folder."""

    file: str
    number: int
    correction: Correction

    def __str__(self) -> str:
        return f"{self.file}, line {self.number}"

    def applied(self, what: str) -> AppliedCorrection:
        """The entry of an output that this line changed."""
        made = self.correction
        return AppliedCorrection(
            file=self.file,
            line=self.number,
            kind=made.kind,
            what=what,
            by=made.by,
            when=made.when,
            note=made.note,
        )


@dataclass(frozen=True, kw_only=True)
class Corrections:
    """The lines of one or several files, in their order; none contradicts another.

    ``sha256`` is that of the file's bytes, those of several files joined by ", "; where there is no
    file, that of the lines as :func:`dumps` writes them.

    Raises :class:`~rashomon.errors.UsageError` naming both lines where two contradict each other.
    """

    lines: tuple[Line, ...] = ()
    sha256: str = ""

    def __post_init__(self) -> None:
        _refuse_contradictions(self.lines)
        if not self.sha256:
            written = "\n".join(dumps(line.correction) for line in self.lines)
            object.__setattr__(self, "sha256", sha256(written))

    @cached_property
    def _placed(self) -> dict[tuple[str, str], list[int]]:
        """The places of the lines by what these are limited to; ("", "") is everywhere."""
        placed: dict[tuple[str, str], list[int]] = {}
        for place, line in enumerate(self.lines):
            placed.setdefault(scope(line.correction), []).append(place)
        return placed

    def of(self, article: Article) -> tuple[Line, ...]:
        """The lines that hold in this article, in their order.

        A line names an article by its id, its address, or the SHA-256 of its text.
        """
        keys = [("", ""), ("article", article.id), ("article", sha256(article.text))]
        if article.url:
            keys.append(("article", article.url))
        if article.outlet:
            keys.append(("outlet", article.outlet.casefold()))
        places = {place for key in keys for place in self._placed.get(key, ())}
        return tuple(self.lines[place] for place in sorted(places))


def scope(correction: Correction) -> tuple[str, str]:
    """Where a correction holds: ("article", key), ("outlet", name) or everywhere, ("", "").

    Those of events hold in no article: ("events", "").
    """
    if isinstance(correction, OfEvents):
        return "events", ""
    if correction.article is not None:
        return "article", correction.article
    if isinstance(correction, OfNames) and correction.outlet is not None:
        return "outlet", correction.outlet.casefold()
    return "", ""


def load(paths: Iterable[str | Path]) -> Corrections:
    """The corrections in these files.

    Raises :class:`~rashomon.errors.UsageError`, which names the file and the line, says what stands
    there and what to write instead.
    """
    lines: list[Line] = []
    hashes: list[str] = []
    for path in map(Path, paths):
        data = _bytes(path)
        lines += parse(data, file=path.name)
        hashes.append(hashlib.sha256(data).hexdigest())
    return Corrections(lines=tuple(lines), sha256=", ".join(hashes))


def dumps(correction: Correction) -> str:
    """The line of a file for this correction, without a line break.

    >>> dumps(NotAClaim(article="a", exact="so it is"))
    '{"kind": "not a claim", "article": "a", "exact": "so it is"}'
    """
    keys = {f.name: getattr(correction, f.name) for f in fields(correction)}
    return json.dumps({k: v for k, v in keys.items() if v is not None}, ensure_ascii=False)


def _bytes(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            data = file.read(FILE_BYTES + 1)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise UsageError(
            f"{path}: the corrections cannot be read ({reason}); "
            "give --overrides a file of JSON lines, or leave it out"
        ) from error
    if len(data) > FILE_BYTES:
        raise UsageError(
            f"{path}: is larger than the {FILE_BYTES:,} bytes a file of corrections may have; "
            "split it and give --overrides more than once"
        )
    return data


def parse(data: bytes, *, file: str) -> tuple[Line, ...]:
    """The corrections in the bytes of a file: UTF-8, one JSON object a line, blank lines allowed.

    Raises :class:`~rashomon.errors.UsageError` as :func:`load` does.
    """
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        number = data.count(b"\n", 0, error.start) + 1
        raise UsageError(
            f"{file}, line {number}: is not UTF-8 (byte {data[error.start]:#04x}); "
            f"save the file as UTF-8; {_ADVICE}"
        ) from error
    return tuple(
        Line(file=file, number=number, correction=_correction(row, f"{file}, line {number}"))
        # Not splitlines(): U+2028 may stand in a JSON string.
        for number, row in enumerate(text.split("\n"), start=1)
        if row.strip()
    )


def _correction(row: str, where: str) -> Correction:
    if row.lstrip().startswith(("#", "//")):
        raise UsageError(
            f'{where}: comments are not allowed; put the words into "note", or remove the line'
        )
    try:
        value = json.loads(row, object_pairs_hook=_once)
    except json.JSONDecodeError as error:
        raise UsageError(
            f"{where}: is no JSON ({error.msg} at column {error.colno}); {_ADVICE}"
        ) from error
    except (RecursionError, ValueError) as error:
        raise UsageError(f"{where}: cannot be read ({error}); {_ADVICE}") from error
    if not isinstance(value, dict):
        raise UsageError(f"{where}: is {_shown(value)}, not an object; {_ADVICE}")
    return from_keys(value, where=where)


def from_keys(value: Mapping[str, object], *, where: str) -> Correction:
    """The correction with these keys; ``where`` names it in errors.

    Raises :class:`~rashomon.errors.UsageError` for a key or a value that it cannot have.
    """
    kind = value.get("kind")
    if not isinstance(kind, str) or kind not in KINDS:
        what = f'"kind" is {_shown(kind)}' if "kind" in value else 'has no "kind"'
        raise UsageError(f"{where}: {what}; give one of {_listed(KINDS)}")
    made = KINDS[kind]
    known = {f.name: f for f in fields(made)}
    for key in value:
        if key not in known:
            raise UsageError(
                f'{where}: "{key}" is no key of a correction of the kind "{kind}"; '
                f"its keys are {_listed(known)}"
            )
    given: dict[str, Any] = {}
    for key, found in value.items():
        if found is not None:
            given[key] = (
                _names(found, where)
                if key == "names"
                else _articles(found, where)
                if key == "articles"
                else _text(key, found, where)
            )
    for key, f in known.items():
        if f.default is MISSING and key not in given:
            example = '["...", "..."]' if key in {"names", "articles"} else '"..."'
            raise UsageError(f'{where}: "{kind}" needs "{key}": {example}')
    correction: Correction = made(**given)
    _check(correction, where)
    return correction


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        twice, _ = Counter(key for key, _ in pairs).most_common(1)[0]
        raise ValueError(f'"{twice[:40]}" stands twice')
    return found


def _text(key: str, value: object, where: str) -> str:
    if not isinstance(value, str) or not value.strip():
        raise UsageError(f'{where}: "{key}" is {_shown(value)}; it must be text: "{key}": "..."')
    # Nothing hidden: it goes to terminals, pages and JSON as it is.
    for character in value:
        code = ord(character)
        if 0xD800 <= code < 0xE000 or (code < 0x20 and character not in "\t\n\r") or code == 0x7F:
            raise UsageError(
                f'{where}: "{key}" holds the control character U+{code:04X}; leave it out'
            )
    if key in _CHOICES and value not in _CHOICES[key]:
        raise UsageError(
            f'{where}: "{key}" is {_shown(value)}; give one of {_listed(_CHOICES[key])}'
        )
    if key == "when":
        try:
            datetime.fromisoformat(value)
        except ValueError as error:
            raise UsageError(
                f'{where}: "when" is {_shown(value)}, no ISO 8601 date; write it like 2024-01-24'
            ) from error
    if key in {"exact", "name"} and not name_words(value) and not any(map(str.isalnum, value)):
        raise UsageError(f'{where}: "{key}" is {_shown(value)}; it must hold a word')
    return value


def _names(value: object, where: str) -> tuple[str, ...]:
    if not isinstance(value, list):
        raise UsageError(f'{where}: "names" is {_shown(value)}; write "names": ["...", "..."]')
    names = tuple(_text("names", name, where) for name in value)
    for name in names:
        if not name_words(name):
            raise UsageError(f'{where}: "names" has {_shown(name)}, which holds no word of a name')
    return names


def _articles(value: object, where: str) -> tuple[str, ...]:
    if not isinstance(value, list):
        raise UsageError(
            f'{where}: "articles" is {_shown(value)}; write "articles": ["...", "..."]'
        )
    articles = tuple(_text("articles", one, where) for one in value)
    if len(set(articles)) < max(2, len(articles)):
        twice = "one of them twice" if len(set(articles)) < len(articles) else "fewer than two"
        raise UsageError(f'{where}: "articles" has {twice}; give two or more, each once')
    return articles


def _check(correction: Correction, where: str) -> None:
    """Refuse what no single key shows."""
    if not isinstance(correction, OfNames):
        return
    names = correction.names
    if correction.article is not None and correction.outlet is not None:
        raise UsageError(f'{where}: gives "article" and "outlet"; leave one of them out')
    if isinstance(correction, NotTheSameSpeaker) and len(names) != 2:
        raise UsageError(f'{where}: "names" has {len(names)}; give the two that are not the same')
    if len(names) < 2:
        raise UsageError(f'{where}: "names" has {len(names)}; give two or more that are one')
    for one, other in combinations(names, 2):
        if name_words(one) == name_words(other):
            raise UsageError(
                f'{where}: "names" has {_shown(one)} and {_shown(other)}, which is one name; '
                'to tell two speakers of one name apart, give each a name with "kind": "speaker"'
            )


def _shown(value: object) -> str:
    if value is None:
        return "empty (null)"
    if isinstance(value, str):
        short = value if len(value) <= 40 else value[:39] + "…"
        return json.dumps(short, ensure_ascii=not short.isprintable())
    kinds: dict[type[object], str] = {bool: "true or false", int: "a number", float: "a number"}
    return kinds.get(type(value), "an array" if isinstance(value, list) else "an object")


def _listed(names: Iterable[str]) -> str:
    return ", ".join(f'"{name}"' for name in names)


def _refuse_contradictions(lines: tuple[Line, ...]) -> None:
    _refuse_two_answers(lines)
    _refuse_one_event_and_two(lines)
    placed: dict[tuple[str, str], list[Line]] = {("", ""): []}
    for line in lines:
        if isinstance(line.correction, OfNames):
            placed.setdefault(scope(line.correction), []).append(line)
    everywhere = placed[("", "")]
    for place, limited in placed.items():
        here = limited if place == ("", "") else [*everywhere, *limited]
        joined = [line for line in here if isinstance(line.correction, SameSpeaker)]
        links = _links(joined)
        for line, names in apart(here):
            one, other = map(name_words, names)
            if not _path(links, one, other):
                continue
            if scope(line.correction) != ("", ""):
                # A narrower "not the same" is an exception to a wider line that names both.
                excepted = [
                    wide
                    for wide in joined
                    if scope(wide.correction) != ("", "") or not {one, other} <= set(_keys(wide))
                ]
                path = _path(_links(excepted), one, other)
            else:
                path = _path(links, one, other)
            if path:
                raise UsageError(
                    f"{line}: says that {_shown(names[0])} and {_shown(names[1])} are not one, and "
                    f"{' and '.join(map(str, path))} that they are; remove one of the lines, or "
                    'limit this one with "article" or "outlet"'
                )


Key = tuple[str, ...]


def _links(joined: Iterable[Line]) -> dict[Key, list[tuple[Key, Line]]]:
    links: dict[Key, list[tuple[Key, Line]]] = {}
    for line in joined:
        for one, other in pairwise(_keys(line)):
            links.setdefault(one, []).append((other, line))
            links.setdefault(other, []).append((one, line))
    return links


def _path(links: Mapping[Key, list[tuple[Key, Line]]], one: Key, other: Key) -> tuple[Line, ...]:
    """The lines that lead from one name to the other, or none."""
    if one not in links or other not in links:
        return ()
    came: dict[Key, tuple[Line, ...]] = {one: ()}
    open_ = deque([one])
    while open_ and other not in came:
        at = open_.popleft()
        for to, line in links.get(at, ()):
            if to not in came:
                came[to] = (*came[at], line)
                open_.append(to)
    return tuple(dict.fromkeys(came.get(other, ())))


def _refuse_two_answers(lines: tuple[Line, ...]) -> None:
    seen: dict[tuple[object, ...], tuple[Line, object]] = {}
    for line in lines:
        made = line.correction
        if isinstance(made, OfNames | OfEvents):
            continue
        answer: object = getattr(made, "commitment", None)
        about = "claim"
        if isinstance(made, SpeakerOf):
            about, answer = "speaker", name_words(made.name)
        place = tuple(
            " ".join((part or "").split())
            for part in (made.article, made.exact, made.prefix, made.suffix, made.cue)
        )
        first, known = seen.setdefault((about, *place), (line, answer))
        if known != answer:
            raise UsageError(
                f"{line}: says something else than {first} of the same words; "
                "remove one of the lines"
            )


def _refuse_one_event_and_two(lines: tuple[Line, ...]) -> None:
    """Refuse by the articles as they are named; two names of one article show when it is read."""
    links: dict[Key, list[tuple[Key, Line]]] = {}
    for line in lines:
        if isinstance(line.correction, SameEvent):
            for one, other in pairwise(line.correction.articles):
                links.setdefault((one,), []).append(((other,), line))
                links.setdefault((other,), []).append(((one,), line))
    for line in lines:
        if isinstance(line.correction, NotTheSameEvent):
            for one, other in combinations(line.correction.articles, 2):
                if path := _path(links, (one,), (other,)):
                    raise UsageError(
                        f"{line}: says that {_shown(one)} and {_shown(other)} do not report one "
                        f"event, and {' and '.join(map(str, path))} that they do; "
                        "remove one of the lines"
                    )


def _keys(line: Line) -> list[tuple[str, ...]]:
    names = line.correction.names if isinstance(line.correction, OfNames) else ()
    return [name_words(name) for name in names]


def apart(lines: Iterable[Line]) -> Iterator[tuple[Line, tuple[str, str]]]:
    """The lines that keep two names apart, with these."""
    for line in lines:
        if isinstance(line.correction, NotTheSameSpeaker):
            one, other = line.correction.names
            yield line, (one, other)
