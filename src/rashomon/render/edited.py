"""What changed between two versions, as values: the ground of the page and of the terminal."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from rashomon.comparison.worded import Worded, worded
from rashomon.edited import ChangedWhat, ClaimEdit, Edit, SentenceEdit
from rashomon.model import Article, Claim, ClaimRef, Reading, Span, Spans
from rashomon.render.clean import line
from rashomon.render.digest import Lookup, day, lookup, plural
from rashomon.render.passages import Mark, blocks, roles, segments, windows
from rashomon.text import quote

WHAT: Mapping[ChangedWhat, str] = {
    "number": "another number",
    "source": "another source",
    "hedge": "a hedge came or went",
    "negation": "a negation came or went",
    "commitment": "its source stands to it otherwise",
    "quotation": "the quotation is altered",
    "cue": "another cue",
    "name": "another name or day",
    "wording": "other words",
}
"""What each kind of change does, in words."""
KINDS = {"changed": "changed", "dropped": "dropped", "added": "added"}
_WEIGHT = {what: n for n, what in enumerate(WHAT)}
# The longest run of unchanged words shown whole, in code points.
_LONGEST = 260


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """Words as a side shows them; ``mark`` is "", "gone" or "new"."""

    words: str
    mark: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One change: who says it, what changed, and the places in the two texts.

    ``before`` and ``after`` are the spans to show on each side, empty where there is none.
    """

    kind: str
    what: tuple[ChangedWhat, ...]
    label: str
    speaker: str
    why: str
    before: Spans
    after: Spans
    gone: Spans
    new: Spans
    claims: tuple[str | None, str | None]

    @property
    def wording(self) -> bool:
        """Whether only other words stand for what may be the same."""
        return self.kind == "changed" and self.what == ("wording",)


def rows(edit: Edit, before: Reading, after: Reading) -> tuple[Row, ...]:
    """The changes, what matters most first: changed by weight, dropped, added, other words."""
    sides = tuple(
        (r, {c.id: c for c in r.claims}, lookup([r]), worded(r.article.text))
        for r in (before, after)
    )
    found = [
        *(_of_claim(e, sides) for e in edit.claims),
        *(_of_sentence(e) for e in edit.sentences),
    ]
    kinds = list(KINDS)

    def weight(row: Row) -> tuple[bool, int, int]:
        first = min((_WEIGHT[w] for w in row.what), default=0) if row.kind == "changed" else 0
        return row.wording, kinds.index(row.kind), first

    return tuple(sorted(found, key=weight))


_Side = tuple[Reading, Mapping[str, Claim], Lookup, Worded]


def _of_claim(edit: ClaimEdit, sides: Sequence[_Side]) -> Row:
    shown: list[Spans] = []
    names: list[str] = []
    for (reading, claims, look, _), key in zip(sides, (edit.before, edit.after), strict=True):
        claim = claims.get(key or "")
        shown.append(tuple(span for _, span in roles(claim)) if claim else ())
        if claim is not None:
            names.append(look.speaker(ClaimRef(article=reading.article.id, claim=claim.id)))
    if edit.kind == "changed":
        shown = [
            spans or _same_words(shown[1 - n], sides[1 - n][3], sides[n][3])
            for n, spans in enumerate(shown)
        ]
    speaker = names[-1] if names else ""
    if len(names) > 1 and "source" in edit.what and names[0] != names[1]:
        speaker = f"{names[0]} → {names[1]}"
    return Row(
        kind=edit.kind,
        what=edit.what,
        label=label(edit),
        speaker=speaker,
        why=edit.why,
        before=_shown(shown[0], edit.gone),
        after=_shown(shown[1], edit.new),
        gone=edit.gone,
        new=edit.new,
        claims=(edit.before, edit.after),
    )


def _same_words(claim: Spans, there: Worded, here: Worded) -> Spans:
    """Where the last words of a claim stand in a version that marks no claim there."""
    sought = [w.key for w in there.words if claim and w.span.start in range(*claim[-1])]
    keys = [word.key for word in here.words]
    length = len(sought)
    at = [i for i in range(len(keys) - length + 1) if keys[i : i + length] == sought]
    return (here.span(range(at[0], at[0] + length)),) if length and len(at) == 1 else ()


def _shown(claim: Spans, changed: Spans) -> Spans:
    """The places to show: what changed, and of a short claim the rest as well."""
    if changed and sum(s.end - s.start for s in claim) > _LONGEST:
        return changed
    return (*claim, *changed)


def _of_sentence(edit: SentenceEdit) -> Row:
    return Row(
        kind=edit.kind,
        what=edit.what,
        label=label(edit),
        speaker="",
        why=edit.why,
        before=edit.before,
        after=edit.after,
        gone=edit.gone,
        new=edit.new,
        claims=(None, None),
    )


def label(edit: ClaimEdit | SentenceEdit) -> str:
    """What changed, in words: "another number, another name or day"."""
    if edit.kind != "changed":
        thing = "claim" if isinstance(edit, ClaimEdit) else "sentence"
        if isinstance(edit, SentenceEdit) and "quotation" in edit.what:
            thing = "sentence of a quotation"
        return f"{thing} {edit.kind}"
    return ", ".join(WHAT[what] for what in edit.what)


def pieces(article: Article, shown: Spans, marked: Spans, mark: str) -> Iterator[Piece]:
    """The sentences that hold the spans, cut where marks begin and end."""
    marks = [Mark(span, (mark,)) for span in marked]
    last: Span | None = None
    for window in windows(article.text, blocks(article), [*shown, *marked]):
        if last is not None and article.text[last.end : window.start].strip():
            yield Piece(words=" … ")
        elif last is not None:
            yield Piece(words=" ")
        last = window
        for segment in segments(window, marks):
            words = " ".join(segment.span.of(article.text).split())
            left = " " if segment.span.of(article.text)[:1].isspace() else ""
            right = " " if segment.span.of(article.text)[-1:].isspace() and words else ""
            if not segment.names and len(words) > 2 * _LONGEST:
                words = f"{words[:_LONGEST]} … {words[-_LONGEST:]}"
            yield Piece(words=f"{left}{words}{right}", mark=" ".join(segment.names))


def headline(edit: Edit) -> str:
    """What changed, counted, and whether the later version says so.

    >>> headline(Edit(url=None, before="a", after="b"))
    'Nothing changed'
    """
    counts: Counter[str] = Counter()
    for claim in edit.claims:
        counts["reworded" if claim.what == ("wording",) else claim.kind] += 1
    light = sum(s.what == ("wording",) for s in edit.sentences)
    beside = len(edit.sentences) - light
    rows_ = [
        *((counts[kind], "claim", "claims", kind) for kind in ("changed", "dropped")),
        *((counts[kind], "claim", "claims", kind) for kind in ("added", "reworded")),
        (beside, "other sentence", "other sentences", "edited"),
        (light, "other sentence", "other sentences", "reworded"),
    ]
    told = [f"{plural(count, one, many)} {what}" for count, one, many, what in rows_ if count]
    if not told:
        return f"Only {fields_named(edit)} changed" if edit.fields else "Nothing changed"
    if edit.stated:
        told.append("the later version says that it was changed")
    elif edit.stealth:
        heavy = sum(1 for kind in ("changed", "dropped") if counts[kind]) or 1
        # "2 claims changed, 1 dropped without a word about it; 1 claim added"
        told[:heavy] = [" and ".join(told[:heavy]) + " without a word about it"]
    return "; ".join(told)


def fields_named(edit: Edit) -> str:
    """The fields that changed, in words."""
    names = [f.field for f in edit.fields]
    return " and ".join(filter(None, (", ".join(names[:-1]), names[-1]))) if names else ""


def says(edit: Edit, after: Article) -> tuple[str, ...]:
    """The exact words in which the later version says that it was changed."""
    return tuple(line(quote(after.text, [span])) for span in edit.stated)


def fields(edit: Edit) -> Iterator[tuple[str, str, str]]:
    """Each field that changed with what it was and what it is, dates in words."""
    for changed in edit.fields:
        dated = changed.field in {"published", "modified"}
        old, new = (
            (day(value) if dated else line(value)) if value else "none"
            for value in (changed.before, changed.after)
        )
        yield changed.field, old, new


def moment(article: Article) -> str:
    """When a version was there, in words: captured, modified or published, or undated."""
    for name in ("captured", "modified", "published"):
        if value := getattr(article, name):
            return f"{name} {day(value)}"
    return "undated"


def moments(before: Article, after: Article) -> tuple[str, str]:
    """When each of two versions was there, in words."""
    one, other = moment(before), moment(after)
    return ("older version", "newer version") if one == other else (one, other)


def stealth_first(edits: Iterable[Edit]) -> list[Edit]:
    """The edits, those first that changed claims and do not say so."""
    return sorted(edits, key=lambda e: not e.stealth)


def by_id(readings: Sequence[Reading]) -> dict[str, Reading]:
    """The readings by their articles' ids."""
    return {reading.article.id: reading for reading in readings}
