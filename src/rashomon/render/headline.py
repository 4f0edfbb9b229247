"""The block at the head of an event: what accounts agree on, where they part, what is missing."""

from __future__ import annotations

from collections.abc import Sequence

from rashomon.model import Relation
from rashomon.render.answers import Answers
from rashomon.render.clean import line
from rashomon.render.digest import about_counts, plural
from rashomon.render.eventview import Point
from rashomon.render.view import Link


def _leads(answers: Answers, relations: Sequence[Relation]) -> tuple[Link, ...]:
    items: dict[str, Link] = {}
    for relation in relations:
        question = answers.digest.question(relation)
        if question is None:
            label = answers.digest.label(answers.look, relation)
            text = f"{answers.name(relation.a)} {label} {answers.name(relation.b)}"
        else:
            text = line(question.text)
        items.setdefault(text, Link(text=text, href=f"#{answers.relation_anchor[id(relation)]}"))
    return tuple(items.values())[:3]


def points(answers: Answers, *, changes: int) -> tuple[Point, ...]:
    """The headline block: what is counted, what it is about, and where it stands.

    ``changes`` are the changes within accounts, counted with the updates between them.
    """
    d, to = answers.digest, answers.anchor
    alone = len(d.one_source) + len(d.one_voice)
    about_alone = (
        f"{plural(len(d.one_source), 'attributed claim')}, "
        f"{plural(len(d.one_voice), 'sentence')} in one outlet’s own voice"
    )
    lost = tuple(
        Link(text=answers.anchors.link(x.own_voice).text, href=f"#{to}-l{i}")
        for i, x in enumerate(d.lost[:3], 1)
    )
    unheard = tuple(Link(text=line(x.name), href=f"#{to}-unheard") for x in d.not_heard[:3])
    rows: tuple[tuple[str, int, str, str, str, str, tuple[Link, ...]], ...] = (
        ("contradict", len(d.part), "contradiction", "contradictions",
         f"about {about_counts(d.part)}", "contradict", _leads(answers, d.part)),
        ("agree", len(d.agree), "agreement", "agreements",
         f"about {about_counts(d.agree)}", "agree", _leads(answers, d.agree)),
        ("update", len(d.changed) + changes, "change over time", "changes over time",
         "", "update" if d.changed else "changes", _leads(answers, d.changed)),
        ("one", alone, "rests on one source only", "rest on one source only",
         about_alone, "one", ()),
        ("lost", len(d.lost), "lost its attribution", "lost their attribution",
         "", "lost", lost),
        ("unheard", len(d.not_heard), "not heard", "not heard", "", "unheard", unheard),
    )  # fmt: skip
    return tuple(
        Point(
            kind=kind,
            count=count,
            label=one if count == 1 else many,
            about=about if count else "none found",
            href=f"#{to}-{where}",
            leads=leads,
        )
        for kind, count, one, many, about, where, leads in rows
    )
