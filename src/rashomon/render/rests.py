"""Who an event's articles really rest on: outlets counted and, apart from them, origins."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from rashomon.model import Article, Origin, OriginKind
from rashomon.render import chart
from rashomon.render.answers import Answers
from rashomon.render.clean import line
from rashomon.render.digest import day, outlet, plural
from rashomon.render.eventparts import Answer
from rashomon.render.view import Link

_DASH: dict[OriginKind, str] = {"wire copy": "", "near copy": "8 4", "shared source": "2 4"}
_KINDS: dict[OriginKind, str] = {
    "wire copy": "one agency’s text",
    "near copy": "nearly the same text",
    "shared source": "one source’s words",
}
_MOST = 24
"""Lines of a drawing; what does not fit stands in the table alone, and the drawing says so."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OriginView:
    """One origin, and the articles that rest on it, the earliest dated one first."""

    kind: str
    why: str
    outlets: int
    articles: tuple[tuple[Link, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RestsView:
    """Counts in words, the drawing of who took from whom, and what it shows as rows."""

    counted: str
    drawing: Markup | None
    not_drawn: int
    origins: tuple[OriginView, ...]
    carried: tuple[Answer, ...]
    """Statements of several outlets that have one origin."""


def _texts(origins: Sequence[Origin], articles: int) -> int:
    """How many of the articles are no copy of another one."""
    sets: list[set[str]] = []
    for origin in origins:
        if origin.kind == "shared source":
            continue
        joined = set(origin.articles)
        apart = []
        for other in sets:
            if other & joined:
                joined |= other
            else:
                apart.append(other)
        sets = [*apart, joined]
    return articles - sum(len(same) - 1 for same in sets)


def counted(known: Sequence[Article], origins: Sequence[Origin]) -> str:
    """In words: how many outlets, and apart from them how many texts and sources, stand behind."""
    texts = _texts(origins, len(known))
    outlets = len({outlet(a) for a in known})
    said = f"{plural(len(known), 'article')} from {plural(outlets, 'outlet')}"
    if texts < len(known):
        others = "the other is a copy" if len(known) - texts == 1 else "the others are copies"
        said += f" rest on at most {plural(texts, 'text')}: {others}"
    else:
        said += "; none was found to be a copy of another"
    shared = sum(o.kind == "shared source" for o in origins)
    if shared:
        said += (
            f". {plural(shared, 'source is', 'sources are')} given in the same words by several "
            "outlets"
        )
    return f"{said}."


def _by_date(origin: Origin, by_id: dict[str, Article]) -> list[str]:
    known = [by_id[key] for key in origin.articles if key in by_id]
    return [a.id for a in sorted(known, key=lambda a: (a.published or "9", outlet(a), a.id))]


def _label(origin: Origin) -> str:
    """The reason, or the bare name of a source: the kind of line says the rest."""
    name = origin.why.partition(": ")[2]
    return name if name and origin.kind == "shared source" else origin.why


def _drawn(
    origins: Sequence[Origin], by_id: dict[str, Article], key: str
) -> tuple[Markup | None, int]:
    """Origins on the left, the outlets that rest on them on the right, a line for each."""
    room: list[Origin] = []
    names: dict[str, None] = {}
    for origin in origins:
        fresh = [a for a in _by_date(origin, by_id) if a not in names]
        if len(names) + len(fresh) > _MOST or len(room) >= _MOST // 2:
            continue
        room.append(origin)
        names.update(dict.fromkeys(fresh))
    if not room:
        return None, len(origins)
    head, height = 24.0, float(max(26 * len(names), 30 * len(room)))
    right = {name: head + height * (i + 0.5) / len(names) for i, name in enumerate(names)}
    parts = [
        chart.text("What it rests on", 37, 12, name="strong", anchor="end"),
        chart.text("Who carries it", 61.5, 12, name="strong"),
    ]
    said: list[str] = []
    for i, origin in enumerate(room):
        y = head + height * (i + 0.5) / len(room)
        what = f"{_KINDS[origin.kind]}: {line(origin.why)}"
        parts.append(chart.text(chart.cut(_label(origin), 44), 37, y + 4, anchor="end"))
        mine = [a for a in origin.articles if a in right]
        said.append(f"{what}: {', '.join(outlet(by_id[a]) for a in mine)}")
        parts += [
            chart.stroke(38, y, 60, right[a], name="series", dash=_DASH[origin.kind]) for a in mine
        ]
        parts.append(chart.mark(0, 38, y, what))
    for name, y in right.items():
        article = by_id[name]
        parts.append(chart.mark(1, 60, y, f"{outlet(article)}, {day(article.published)}"))
        label = " · ".join(filter(None, (chart.cut(outlet(article), 26), _short(article))))
        parts.append(chart.text(label, 61.5, y + 4))
    picture = chart.drawing(
        parts,
        key=key,
        height=head + height + 4,
        title="Who took from whom: origins on the left, the outlets that rest on them on the right",
        described="; ".join(said),
        name="wide",
    )
    return picture, len(origins) - len(room)


def _short(article: Article) -> str:
    moment = chart.moment(article.published)
    return f"{moment.day} {moment:%b %Y}" if moment else "no date"


def rests(answers: Answers, known: Sequence[Article]) -> RestsView | None:
    """What the page shows of the origins of an event's articles; None for a lone article."""
    if len(known) < 2:
        return None
    by_id = {a.id: a for a in known}
    origins = answers.event.origins
    drawing, left = _drawn(origins, by_id, f"{answers.anchor}-og") if origins else (None, 0)
    views = []
    for origin in origins:
        mine = [by_id[key] for key in _by_date(origin, by_id)]
        views.append(
            OriginView(
                kind=_KINDS[origin.kind],
                why=line(origin.why),
                outlets=len({outlet(a) for a in mine}),
                articles=tuple(
                    (
                        Link(text=outlet(a), href=f"#{answers.anchors.of_article[a.id]}"),
                        day(a.published),
                    )
                    for a in mine
                ),
            )
        )
    return RestsView(
        counted=counted(known, origins),
        drawing=drawing,
        not_drawn=left,
        origins=tuple(views),
        carried=tuple(answers.answer(s.id) for s in answers.digest.one_origin),
    )
