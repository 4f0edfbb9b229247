"""Who an event's articles really rest on: outlets counted and, apart from them, origins."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from rashomon.model import Article, Origin, OriginKind
from rashomon.render import chart
from rashomon.render.answers import Answers
from rashomon.render.digest import day, outlet, plural, title
from rashomon.render.eventparts import Answer
from rashomon.render.origins import is_text, label, named, reason
from rashomon.render.view import Link, Passage

_DASH: dict[OriginKind, str] = {"wire copy": "", "near copy": "8 4", "shared source": "2 4"}
_MOST = 24
"""Lines of a drawing; what does not fit stands in the list alone, and the drawing says so."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OriginView:
    """One origin, the words that show it, and the articles on it, the earliest dated one first."""

    name: str
    how: str
    why: str
    outlets: int
    articles: tuple[tuple[Link, str, bool], ...]
    """Each with its date, and whether it is known to be the earliest."""
    first_known: bool
    passages: tuple[Passage, ...]
    sentences: bool
    """Whether the passages are whole sentences, so that marking their words would mark it all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RestsView:
    """Counts in words, the drawing of who took from whom, and what it shows as a list."""

    counted: str
    drawing: Markup | None
    not_drawn: int
    origins: tuple[OriginView, ...]
    carried: tuple[Answer, ...]
    """Statements of several outlets that have one origin."""
    dated: bool
    """Whether any article carries a date, so that it is worth saying where dates do not tell."""


def _texts(origins: Sequence[Origin], articles: int) -> int:
    """How many of the articles are neither a copy nor a rewrite of another one."""
    sets: list[set[str]] = []
    for origin in origins:
        if not is_text(origin):
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
        hows = {o.how for o in origins if is_text(o)}
        one, many = ("copy", "copies") if hows == {"same text"} else ("rewrite", "rewrites")
        if len(hows) > 1:
            one, many = "copy or rewrite", "copies or rewrites"
        others = f"the other is a {one}" if len(known) - texts == 1 else f"the others are {many}"
        said += f" rest on at most {plural(texts, 'text')}: {others}"
    else:
        said += "; none was found to be a copy of another"
    parts = {a for o in origins if o.how == "in part" for a in o.articles}
    shared = [o.how for o in origins if o.kind == "shared source"]
    cited, mainly = shared.count("cited"), shared.count("same speaker")
    words = len(shared) - cited - mainly
    further = (
        f"{plural(len(parts), 'article')} share stretches of text" if parts else "",
        f"{plural(words, 'source is', 'sources are')} given in the same words by several outlets"
        if words
        else "",
        f"{plural(mainly, 'source is', 'sources are')} what several articles mainly rest on"
        if mainly
        else "",
        f"{plural(cited, 'outlet or agency is', 'outlets or agencies are')} cited by others"
        if cited
        else "",
    )
    return ". ".join((said, *filter(None, further))) + "."


def _by_date(origin: Origin, by_id: dict[str, Article]) -> list[str]:
    known = [by_id[key] for key in origin.articles if key in by_id]
    return [a.id for a in sorted(known, key=lambda a: (a.published or "9", outlet(a), a.id))]


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
    repeated = _repeated(by_id.values())
    dated = any(a.published for a in by_id.values())
    head, height = 24.0, float(max(26 * len(names), 30 * len(room)))
    right = {name: head + height * (i + 0.5) / len(names) for i, name in enumerate(names)}
    parts = [
        chart.text("What it rests on", 37, 12, name="strong", anchor="end"),
        chart.text("Who carries it", 61.5, 12, name="strong"),
    ]
    names_of = Counter(map(label, room))
    said: list[str] = []
    for i, origin in enumerate(room):
        y = head + height * (i + 0.5) / len(room)
        why = reason(origin)
        what = f"{named(origin)} ({origin.how}{': ' if why else ''}{why})"
        if origin.first in by_id:
            what += f", first known in {outlet(by_id[origin.first])}"
        name = label(origin)
        if names_of[name] > 1 and why:
            name += f": {why}"
        parts.append(chart.text(chart.cut(name, 42), 37, y + 4, anchor="end"))
        mine = [a for a in origin.articles if a in right]
        said.append(f"{what}: {', '.join(outlet(by_id[a]) for a in mine)}")
        parts += [
            chart.stroke(38, y, 60, right[a], name="series", dash=_DASH[origin.kind]) for a in mine
        ]
        parts.append(chart.mark(0, 38, y, what))
    for name, y in right.items():
        article = by_id[name]
        hint = ", ".join(filter(None, (outlet(article), title(article), day(article.published))))
        parts.append(chart.mark(1, 60, y, hint))
        carrier = (
            chart.cut(outlet(article), 26),
            _short(article) if dated else "",
            chart.cut(title(article), 26) if outlet(article) in repeated and not dated else "",
        )
        parts.append(chart.text(chart.beside(carrier), 61.5, y + 4))
    picture = chart.drawing(
        parts,
        key=key,
        height=head + height + 4,
        title="Who took from whom: origins on the left, the outlets that rest on them on the right",
        described="; ".join(said),
        name="wide",
    )
    return picture, len(origins) - len(room)


def _repeated(articles: Iterable[Article]) -> set[str]:
    """The outlets with several of the articles: their names alone do not tell these apart."""
    return {name for name, count in Counter(map(outlet, articles)).items() if count > 1}


def _short(article: Article) -> str:
    moment = chart.moment(article.published)
    return f"{moment.day} {moment:%b %Y}" if moment else "no date"


def rests(answers: Answers, known: Sequence[Article]) -> RestsView | None:
    """What the page shows of the origins of an event's articles; None for a lone article."""
    if len(known) < 2:
        return None
    by_id = {a.id: a for a in known}
    origins, repeated = answers.event.origins, _repeated(known)
    drawing, left = _drawn(origins, by_id, f"{answers.anchor}-og") if origins else (None, 0)
    views = []
    for origin in origins:
        mine = [by_id[key] for key in _by_date(origin, by_id)]
        views.append(
            OriginView(
                name=named(origin),
                how=origin.how,
                why=reason(origin),
                outlets=len({outlet(a) for a in mine}),
                articles=tuple(
                    (
                        Link(
                            text=outlet(a),
                            href=f"#{answers.anchors.of_article[a.id]}",
                            hint=title(a) if outlet(a) in repeated else "",
                        ),
                        day(a.published),
                        a.id == origin.first,
                    )
                    for a in mine
                ),
                first_known=origin.first in by_id,
                passages=tuple(
                    answers.anchors.place(by_id[p.article], p.span)
                    for p in origin.passages
                    if p.article in by_id
                ),
                sentences=origin.kind != "shared source",
            )
        )
    return RestsView(
        counted=counted(known, origins),
        drawing=drawing,
        not_drawn=left,
        origins=tuple(views),
        carried=tuple(answers.answer(s.id) for s in answers.digest.one_origin),
        dated=any(a.published for a in known),
    )
