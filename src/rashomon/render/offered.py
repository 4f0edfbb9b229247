"""What evidence is offered for the statements that are in dispute or accuse somebody."""

from __future__ import annotations

from dataclasses import dataclass

from rashomon.render.answers import Answers
from rashomon.render.eventparts import Answer
from rashomon.render.view import Link, grounds


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferedView:
    """A statement with what is offered for it and how it was checked: what, words, where."""

    answer: Answer
    grounds: tuple[tuple[str, str, Link], ...]


def offered(answers: Answers) -> tuple[tuple[OfferedView, ...], tuple[OfferedView, ...]]:
    """The weighty statements for which something is offered, and those for which nothing is."""
    look = answers.look
    backed: list[OfferedView] = []
    bare: list[OfferedView] = []
    without = {statement.id for statement in answers.digest.no_evidence}
    for statement in answers.digest.weighty:
        told: dict[tuple[str, str], Link] = {}
        for ref in statement.claims:
            for what, words in grounds(look.article(ref), look.claims[ref], look.names):
                told.setdefault((what, words), answers.anchors.link(ref))
        view = OfferedView(
            answer=answers.answer(statement.id),
            grounds=tuple((what, words, link) for (what, words), link in told.items()),
        )
        (bare if statement.id in without else backed).append(view)
    return tuple(backed), tuple(bare)
