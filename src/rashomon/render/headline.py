"""The block at the head of an event: where accounts agree, where they part, what is missing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from rashomon.model import EventComparison, LostKind, Relation
from rashomon.render.answers import Answers
from rashomon.render.clean import line
from rashomon.render.digest import Digest, Lookup, about_counts, plural
from rashomon.render.eventparts import Point
from rashomon.render.view import Link

LEADS = 3
"""Items that the block names under one count; the section it leads to has all."""

_LOST: tuple[tuple[LostKind, str, str], ...] = (
    ("attribution", "attribution", ""), ("hedge", "hedge", ""), ("number", "number", ""),
    ("cue", "cue made stronger", "cues made stronger"),
    ("source", "unnamed source made an institution", "unnamed sources made institutions"),
)  # fmt: skip

TallyKind = Literal[
    "contradict", "agree", "update", "origin", "bare", "lost", "edits", "one", "unheard"
]  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """One count of the block, in words; ``absent`` says what was looked for where it is nothing."""

    kind: TallyKind
    count: int
    label: str
    about: str
    absent: str


def on_points(found: Digest, look: Lookup, relations: Sequence[Relation]) -> dict[str, Relation]:
    """The points on which the relations bear, in words, each with its first relation."""
    points: dict[str, Relation] = {}
    for relation in relations:
        question = found.question(relation)
        if question is None:
            label = found.label(look, relation)
            a, b = (found.name(look, key) for key in (relation.a, relation.b))
            points.setdefault(f"{a} {label} {b}", relation)
        else:
            points.setdefault(line(question.text), relation)
    return points


def _pairs(relations: Sequence[Relation], points: int) -> str:
    about = f"about {about_counts(relations)}"
    if len(relations) == points:
        return about
    return f"{plural(len(relations), 'pair')} of statements, {about}"


def tallies(
    found: Digest, look: Lookup, event: EventComparison, *, altered: int
) -> tuple[Tally, ...]:
    """What the block counts, in the order it is read; ``altered`` are the quotations that differ.

    Agreements and contradictions are counted by the point they are about, not by pairs: eight
    accounts of one toll are one point, not twenty-eight.
    """
    part, agree = (on_points(found, look, r) for r in (found.part, found.agree))
    changes = [c for a in event.accounts for c in a.changes if c.kind != "repeats"]
    changed = len(found.changed) + len(changes)
    carried = sum(s.outlets > 1 for s in found.statements.values())
    attributed, own = len(found.one_source), len(found.one_voice)
    unheard = sum(x.why.startswith("asked") for x in found.not_heard)
    stealth = sum(edit.stealth for edit in event.edits)
    lost = ", ".join(
        filter(
            None,
            (
                *(
                    plural(count, one, many)
                    for what, one, many in _LOST
                    if (count := sum(x.what == what for x in found.lost))
                ),
                f"the words of {plural(altered, 'quotation')}" if altered else "",
            ),
        )
    )
    rows: tuple[tuple[TallyKind, int, str, str, str, str], ...] = (
        ("contradict", len(part), "point in dispute", "points in dispute",
         _pairs(found.part, len(part)), "contradictions"),
        ("agree", len(agree), "point of agreement", "points of agreement",
         _pairs(found.agree, len(agree)), "agreements"),
        ("update", changed, "change over time", "changes over time", "", "changes over time"),
        ("origin", len(found.one_origin), "statement widely told from one origin",
         "statements widely told from one origin",
         f"of {plural(carried, 'statement')} that several outlets carry",
         "statements that several outlets have from one origin"),
        ("bare", len(found.no_evidence), "contested statement, no evidence offered",
         "contested statements, no evidence offered",
         f"of {plural(len(found.weighty), 'statement')} that others contradict or that accuse",
         "contested statements without evidence"),
        ("lost", len(found.lost) + altered, "lost on the way", "lost on the way", lost,
         "lost or changed attributions, hedges, numbers, sources or quotations"),
        ("edits", len(event.edits), "edit after publication", "edits after publication",
         f"{stealth:,} without a word about it" if stealth else "", ""),
        ("one", attributed + own, "statement told by one outlet only",
         "statements told by one outlet only",
         f"{attributed:,} attributed, {own:,} in an outlet’s own voice",
         "statements told by one outlet only"),
        ("unheard", len(found.not_heard), "named but not heard", "named but not heard",
         f"{unheard:,} asked, did not answer" if unheard else "",
         "anybody named but not heard"),
    )  # fmt: skip
    return tuple(
        Tally(
            kind=kind, count=count, label=one if count == 1 else many,
            about=about if count else "", absent=absent,
        )
        for kind, count, one, many, about, absent in rows
    )  # fmt: skip


def _first(links: Iterable[Link]) -> list[Link]:
    """Each text once."""
    return list({link.text: link for link in links}.values())


def points(answers: Answers, *, altered: int) -> tuple[tuple[Point, ...], tuple[str, ...]]:
    """The headline block with the ways into the page, and what was looked for and not found."""
    d, look, to = answers.digest, answers.look, answers.anchor

    def related(relations: Sequence[Relation]) -> list[Link]:
        return [
            Link(text=text, href=f"#{answers.relation_anchor[id(r)]}")
            for text, r in on_points(d, look, relations).items()
        ]

    leads: dict[TallyKind, list[Link]] = {
        "contradict": related(d.part),
        "agree": related(d.agree),
        "update": related(d.changed),
        "lost": _first(
            Link(text=answers.anchors.link(x.own_voice).text, href=f"#{to}-l{i}")
            for i, x in enumerate(d.lost, 1)
        ),
        "bare": _first(Link(text=answers.name(s.id), href=f"#{to}-bare") for s in d.no_evidence),
        "origin": _first(Link(text=answers.name(s.id), href=f"#{to}-rests") for s in d.one_origin),
        "unheard": [Link(text=line(x.name), href=f"#{to}-unheard") for x in d.not_heard],
    }
    places: dict[TallyKind, str] = {
        "update": "update" if d.changed else "sources",
        "origin": "rests",
    }
    found = tallies(d, look, answers.event, altered=altered)
    return (
        tuple(
            Point(
                kind=t.kind,
                count=t.count,
                label=t.label,
                about=t.about,
                href=f"#{to}-{places.get(t.kind, t.kind)}",
                leads=tuple(leads.get(t.kind, [])[:LEADS]),
                more=max(0, len(leads.get(t.kind, [])) - LEADS),
            )
            for t in found
            if t.count
        ),
        tuple(t.absent for t in found if not t.count and t.absent),
    )
