"""How many first utterances stand behind how many articles, and what each of them is."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import MAXYEAR, UTC, datetime

from rashomon.comparison.credits import agencies, cited, is_outlet, occasion
from rashomon.comparison.reuse import Reuse
from rashomon.comparison.statements import Group
from rashomon.comparison.views import OWN_VOICE, View
from rashomon.joined import joined
from rashomon.model import (
    Article,
    EventSpeaker,
    Origin,
    OriginHow,
    OriginKind,
    Passage,
    Span,
)

# An article rests mainly on one speaker who makes this share of the claims it attributes, and no
# fewer than so many.
_MAINLY, _LEAST_CLAIMS = 0.5, 3
# So many passages show what articles have in common; the rest is more of the same.
_MOST_SHOWN = 12

Sets = tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Found:
    kind: OriginKind
    how: OriginHow
    articles: tuple[str, ...]
    name: str
    why: str
    passages: tuple[Passage, ...] = ()


def one_text(copies: Sequence[Sequence[str]], taken: Sequence[Reuse]) -> Sets:
    """The sets of articles with one text: near copies, and those that retell one another."""
    sets = joined([*copies, *((reuse.a, reuse.b) for reuse in taken if reuse.whole)])
    return tuple(sorted(tuple(sorted(same)) for same in sets))


def origins(
    articles: Sequence[Article],
    copies: Sequence[Sequence[str]],
    groups: Sequence[Group],
    speakers: Mapping[str, EventSpeaker],
    taken: Sequence[Reuse] = (),
) -> tuple[Origin, ...]:
    """Sets of articles with one origin.

    Copies and rewrites of one text first, then stretches taken over, then articles that carry the
    same words of one speaker, then those that say they have something from one other outlet.
    ``copies`` are sets of ids with largely one text, ``taken`` what articles took over otherwise.
    """
    by_id = {article.id: article for article in articles}
    within = [tuple(a for a in same if a in by_id) for same in copies]
    found = [_text(ids, within, by_id, taken) for ids in one_text(within, taken) if len(ids) > 1]
    whole = [set(one.articles) for one in found]
    found += _stretches(by_id, [r for r in taken if not r.whole], whole)
    known = [set(one.articles) for one in found]
    found += _speakers(groups, speakers, known)
    found += _mainly(groups, speakers, found)
    found += _cited(articles, whole)
    return tuple(
        Origin(
            id=f"o{place}",
            kind=one.kind,
            how=one.how,
            articles=one.articles,
            name=one.name,
            why=one.why,
            first=_first([by_id[a] for a in one.articles]),
            passages=one.passages,
        )
        for place, one in enumerate(found, start=1)
    )


def _first(articles: Iterable[Article]) -> str | None:
    """The id of the article known to be the earliest: all are dated, and no other is of its day.

    A day alone does not say which of two articles of that day came first.
    """
    rows = sorted((_in_utc(a.published or ""), a.id) for a in articles)
    if len(rows) < 2 or not rows[0][0]:
        return None
    (earliest, id_), (next_, _) = rows[0], rows[1]
    length = min(len(earliest), len(next_))
    return id_ if earliest[:length] < next_[:length] else None


def _in_utc(when: str) -> str:
    """A moment with its zone as one of UTC; anything else as it is."""
    try:
        moment = datetime.fromisoformat(when)
    except ValueError:
        return when
    if moment.tzinfo is None or not 1 < moment.year < MAXYEAR:
        return when
    return moment.astimezone(UTC).isoformat()


def _text(
    ids: tuple[str, ...],
    copies: Sequence[Sequence[str]],
    by_id: Mapping[str, Article],
    taken: Sequence[Reuse],
) -> _Found:
    retold = [r for r in taken if r.whole and {r.a, r.b} <= set(ids)]
    same = any(set(ids) <= set(copy) for copy in copies)
    what = "largely the same text" if same else _retold(ids, retold)
    wire = _wire(ids, by_id)
    return _Found(
        kind="wire copy" if wire else "near copy",
        how="same text" if same else "rewritten",
        articles=ids,
        name=f"a text of {wire}" if wire else "one text",
        why=f"{what}; {wire} is credited" if wire else what,
        passages=() if same else _shown(retold),
    )


def _retold(ids: Sequence[str], retold: Sequence[Reuse]) -> str:
    if len(ids) == 2 and len(retold) == 1:
        count, share = len(retold[0].sentences), retold[0].share
        return f"{count} sentences in much the same words, {share:.0%} of the shorter article"
    return "the same sentences in much the same words, most of each article"


def _wire(ids: Sequence[str], by_id: Mapping[str, Article]) -> str | None:
    """The one agency that articles of one text credit, if there is exactly one."""
    outlets = {by_id[i].outlet for i in ids}
    names = {name for i in ids for name in agencies(by_id[i], outlets)}
    return next(iter(names)) if len(names) == 1 else None


def _shown(taken: Iterable[Reuse]) -> tuple[Passage, ...]:
    pairs = [
        (Passage(article=reuse.a, span=s.a), Passage(article=reuse.b, span=s.b))
        for reuse in taken
        for s in sorted(reuse.sentences, key=lambda s: (-s.likeness, s.a))
    ]
    return tuple(dict.fromkeys(p for pair in pairs[: _MOST_SHOWN // 2] for p in pair))


def _stretches(
    by_id: Mapping[str, Article], taken: Sequence[Reuse], whole: Sequence[set[str]]
) -> list[_Found]:
    """One origin for all articles that hold one stretch.

    An outlet's own background, told again in its next article, is no origin of two.
    """
    kept: list[tuple[set[tuple[str, Span]], list[Reuse]]] = []
    for reuse in taken:
        outlet, ids = by_id[reuse.a].outlet, {reuse.a, reuse.b}
        if any(ids <= same for same in whole):
            continue
        if outlet is not None and outlet == by_id[reuse.b].outlet:
            continue
        places = {(reuse.a, s.a) for s in reuse.sentences}
        places |= {(reuse.b, s.b) for s in reuse.sentences}
        touching = [row for row in kept if row[0] & places]
        kept = [row for row in kept if not row[0] & places]
        kept.append((places.union(*(p for p, _ in touching)), [*_all(touching), reuse]))
    return [_stretch(reuses, by_id) for _, reuses in kept]


def _all(rows: Iterable[tuple[set[tuple[str, Span]], list[Reuse]]]) -> list[Reuse]:
    return [reuse for _, reuses in rows for reuse in reuses]


def _stretch(reuses: Sequence[Reuse], by_id: Mapping[str, Article]) -> _Found:
    ids = tuple(sorted({a for reuse in reuses for a in (reuse.a, reuse.b)}))
    wire = _wire(ids, by_id)
    fewest, most = (f(len(reuse.sentences) for reuse in reuses) for f in (min, max))
    count = f"{fewest} to {most} sentences" if fewest < most else f"{most} sentences"
    what = f"{count} in much the same words"
    return _Found(
        kind="wire copy" if wire else "near copy",
        how="in part",
        articles=ids,
        name=f"a text of {wire}" if wire else "a stretch of one text",
        why=f"{what}; {wire} is credited" if wire else what,
        passages=_shown(reuses),
    )


def _speakers(
    groups: Sequence[Group],
    speakers: Mapping[str, EventSpeaker],
    known: Sequence[set[str]],
) -> list[_Found]:
    resting: dict[str, list[Group]] = defaultdict(list)
    for group in groups:
        outlets = {view.outlet for view in group.views}
        if group.voice is not None and group.voice != OWN_VOICE and len(outlets) > 1:
            resting[group.voice].append(group)
    found = []
    for voice, carried in resting.items():
        ids = sorted({view.ref.article for group in carried for view in group.views})
        # "Everyone" says nothing at one time and place.
        if speakers[voice].type == "public" or any(set(ids) <= same for same in known):
            continue
        who, occasion_ = _utterance(speakers[voice], carried)
        shown = [
            Passage(article=view.ref.article, span=view.claim.content[0])
            for group in carried
            for view in group.views
        ]
        found.append(
            _Found(
                kind="shared source",
                how="same words",
                articles=tuple(ids),
                name=occasion_ or f"the words of {who}",
                why=f"the same words of one source: {occasion_ or who}",
                passages=tuple(dict.fromkeys(shown))[:_MOST_SHOWN],
            )
        )
    return sorted(found, key=lambda one: (-len(one.articles), one.articles, one.name))


def _mainly(
    groups: Sequence[Group], speakers: Mapping[str, EventSpeaker], known: Sequence[_Found]
) -> list[_Found]:
    """Articles of several outlets that rest mainly on one speaker, in whatever words."""
    attributed: Counter[str] = Counter()
    by_voice: dict[str, dict[str, list[View]]] = defaultdict(lambda: defaultdict(list))
    for group in groups:
        if group.voice is None or group.voice == OWN_VOICE:
            continue
        for view in group.views:
            attributed[view.ref.article] += 1
            by_voice[group.voice][view.ref.article].append(view)
    found = []
    for voice, views in sorted(by_voice.items()):
        resting = {
            article: rows
            for article, rows in sorted(views.items())
            if len(rows) >= max(_LEAST_CLAIMS, _MAINLY * attributed[article])
        }
        outlets = {rows[0].outlet for rows in resting.values()}
        ids = set(resting)
        if len(outlets) < 2 or any(ids <= set(one.articles) for one in known):
            continue
        who = speakers[voice].name
        found.append(
            _Found(
                kind="shared source",
                how="same speaker",
                articles=tuple(sorted(ids)),
                name=f"the words of {who}",
                why=f"each rests mainly on one source: {who}",
                passages=tuple(
                    Passage(article=article, span=rows[0].claim.content[0])
                    for article, rows in resting.items()
                )[:_MOST_SHOWN],
            )
        )
    return found


def _utterance(speaker: EventSpeaker, groups: Sequence[Group]) -> tuple[str, str | None]:
    """Who spoke, and on which occasion, as far as the articles say and agree.

    "the harbour police", "the statement of the harbour police on Tuesday"
    """
    told = [occasion(view) for group in groups for view in group.views]
    kinds = {kind for kind, _ in told if kind}
    days = {day for _, day in told if day}
    when = f" on {next(iter(days))}" if len(days) == 1 else ""
    who = f"an unnamed source ({speaker.name})" if speaker.type == "unnamed" else speaker.name
    if len(kinds) == 1:
        kind = next(iter(kinds))
        return who, f"the {kind} {'with' if kind == 'interview' else 'of'} {who}{when}"
    return who, f"what {who} said{when}" if when else None


def _cited(articles: Sequence[Article], whole: Sequence[set[str]]) -> list[_Found]:
    """Articles that say they have words from one other outlet or agency."""
    by_name: dict[str, dict[str, list[Passage]]] = defaultdict(lambda: defaultdict(list))
    for article in articles:
        for name, span in cited(article):
            by_name[name][article.id].append(Passage(article=article.id, span=span))
    outlet_of = {article.id: article.outlet or article.id for article in articles}
    found = []
    for name, citing in sorted(by_name.items()):
        own = [a.id for a in articles if is_outlet(name, a.outlet)]
        credit = {a.id for a in articles if name in agencies(a)}
        others = sorted({*citing, *credit} - set(own))
        # Of an agency's ten articles nobody knows which is cited.
        ids = tuple(sorted({*others, *(own if len(own) == 1 else ())}))
        if not set(citing) - set(own) or len(ids) < 2 or any(set(ids) <= same for same in whole):
            continue
        if len({outlet_of[a] for a in ids}) < 2:
            continue  # an outlet that names itself rests on nobody else
        count = len(others)
        verb = "cite" if set(others) <= set(citing) else "cite or credit"
        say = f"1 article cites {name}" if count == 1 else f"{count} articles {verb} {name}"
        found.append(
            _Found(
                kind="shared source",
                how="cited",
                articles=ids,
                name=name,
                why=f"{say}, whose own article is among these" if set(own) & set(ids) else say,
                passages=tuple(p for a in others for p in citing.get(a, ()))[:_MOST_SHOWN],
            )
        )
    return found


def count_origins(group: Group, copies: Collection[Sequence[str]]) -> int:
    """How many origins a statement has: one for a speaker's words, else the texts not copied."""
    if group.voice != OWN_VOICE:
        return 1
    copied = {article: number for number, same in enumerate(copies) for article in same}
    texts: dict[str | int, set[frozenset[str]]] = {}
    for view in group.views:
        origin = copied.get(view.ref.article, view.ref.article)
        texts.setdefault(origin, set()).add(view.terms)
    # A sentence that stands word for word in two articles was written once.
    once: list[set[frozenset[str]]] = []
    for terms in texts.values():
        if not any(terms & other for other in once):
            once.append(terms)
    return len(once)
