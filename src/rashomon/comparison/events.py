"""Events and claims in, comparison out: the one place where the parts of this stage meet."""

from __future__ import annotations

from collections.abc import Sequence

from rashomon.comparison.accounts import accounts, uttered
from rashomon.comparison.losses import lost_attribution
from rashomon.comparison.origins import count_origins, one_text, origins
from rashomon.comparison.questions import questions
from rashomon.comparison.reuse import copied, reused
from rashomon.comparison.speakers import Linked, link
from rashomon.comparison.statements import relations, state
from rashomon.comparison.timeline import timeline
from rashomon.comparison.unheard import not_heard
from rashomon.comparison.views import OWN_VOICE, views
from rashomon.corrections import Corrections
from rashomon.model import (
    Article,
    Claim,
    Comparison,
    Event,
    EventComparison,
    EventSpeaker,
    MadeBy,
    Reading,
    Statement,
)
from rashomon.vocabulary import is_stop_word, rarity, stem


def compare_events(
    readings: Sequence[Reading],
    events: Sequence[Event],
    *,
    near_copies: Sequence[Sequence[str]],
    made_by: MadeBy,
    corrections: Corrections | None = None,
) -> Comparison:
    """The comparison of all events; it does not depend on the order of ``readings``.

    ``near_copies`` are sets of ids of articles with largely one text. ``corrections`` by a person
    put speakers of different articles together or apart; each reading has its own applied already.
    """
    by_id = {reading.article.id: reading for reading in readings}
    ordered = [by_id[article] for event in events for article in event.articles]
    linked = link(ordered, [event.articles for event in events], corrections=corrections)
    return Comparison(
        made_by=made_by,
        articles=linked.readings,
        speakers=linked.speakers,
        events=tuple(_compare(event, linked, near_copies) for event in events),
        corrections=linked.corrections,
    )


def _compare(event: Event, linked: Linked, near_copies: Sequence[Sequence[str]]) -> EventComparison:
    inside = set(event.articles)
    readings = [r for r in linked.readings if r.article.id in inside]
    speakers = {speaker.id: speaker for speaker in linked.speakers}
    all_views = views(
        readings,
        {(r.article.id, c.id): _voice(c) for r in readings for c in r.claims},
    )
    articles = [r.article for r in readings]
    taken = reused(articles, copies=near_copies)
    texts = one_text(near_copies, taken)
    stated = state(all_views, near_copies)
    asked = questions(stated)
    heard = {c.speaker for r in readings for c in r.claims} - {None}
    present = len(readings) > 1
    return EventComparison(
        id=event.id,
        title=_title(articles),
        articles=event.articles,
        why=event.why,
        statements=tuple(
            Statement(
                id=group.id,
                text=group.views[0].text,
                claims=tuple(view.ref for view in group.views),
                outlets=len({view.outlet for view in group.views}),
                origins=count_origins(group, texts),
            )
            for group in stated.groups
        ),
        questions=asked,
        relations=relations(stated),
        accounts=accounts(
            stated, said=uttered(all_views), questions=asked, copies=texts, speakers=speakers
        ),
        origins=origins(articles, near_copies, stated.groups, speakers, taken),
        lost_attribution=lost_attribution(
            stated.alike, all_views, (*taken, *copied(articles, near_copies)), speakers
        )
        if present
        else (),
        not_heard=not_heard(readings, _of(speakers, heard)) if present else (),
        timeline=timeline(readings, stated.groups),
    )


def _voice(claim: Claim) -> str | None:
    return OWN_VOICE if claim.kind == "own voice" else claim.speaker


def _of(speakers: dict[str, EventSpeaker], ids: set[str | None]) -> list[EventSpeaker]:
    return [speaker for id_, speaker in speakers.items() if id_ in ids]


def _title(articles: Sequence[Article]) -> str:
    """The title whose words the other articles share most, by weight per word."""

    def stems(text: str) -> set[str]:
        words = (w.strip(".,:;!?\"'“”‘’()") for w in text.split())
        return {stem(w) for w in words if w and not is_stop_word(w)}

    texts = {a.id: stems(a.text) for a in articles}

    def shared(article: Article) -> tuple[float, str]:
        title = stems(article.title or "")
        total = sum(
            rarity(s)
            for s in title
            for other in articles
            if other is not article and s in texts[other.id]
        )
        return (total / (len(title) + 3), article.id)

    titled = [article for article in articles if article.title]
    if not titled:
        first = min(articles, key=lambda a: (a.published or "9999", a.id))
        return " ".join(first.text.split()[:12]) + " …"
    return max(titled, key=shared).title or ""
