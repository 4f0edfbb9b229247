"""When things happened and when they were reported, kept apart."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

from rashomon.comparison.statements import Group
from rashomon.model import ClaimRef, Reading, TimelineEntry
from rashomon.text import quote

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def timeline(readings: Sequence[Reading], groups: Sequence[Group]) -> tuple[TimelineEntry, ...]:
    """The moments of the event (dates that claims give) and of its reporting (publication dates).

    ``when`` is an ISO 8601 day, a day and time, or an interval of these; what is known less exactly
    (a month, a time without its day) or could not be resolved is left out.
    """
    entries: list[TimelineEntry] = []
    statement_of = {view.ref: group for group in groups for view in group.views}
    dated: dict[tuple[str, str], list[ClaimRef]] = defaultdict(list)
    for reading in readings:
        article = reading.article
        if article.published:
            text = ": ".join(filter(None, (article.outlet, article.title))) or article.id
            entries.append(TimelineEntry(when=article.published, of="report", text=text, claims=()))
        claims = {claim.id: claim for claim in reading.claims}
        for item in reading.record:
            if item.slot != "date" or not _DAY.match(item.value):
                continue
            # The innermost claim that gives the date says what happened then.
            inner = min(
                (claims[c] for c in item.claims),
                key=lambda c: sum(end - start for start, end in c.content),
                default=None,
            )
            if inner is not None:
                ref = ClaimRef(article=article.id, claim=inner.id)
                dated[item.value, statement_of[ref].id].append(ref)
    texts = {r.article.id: (r.article.text, {c.id: c for c in r.claims}) for r in readings}
    for (when, _), refs in dated.items():
        text, claims = texts[refs[0].article]
        entries.append(
            TimelineEntry(
                when=when,
                of="event",
                text=quote(text, claims[refs[0].claim].content),
                claims=tuple(dict.fromkeys(refs)),
            )
        )
    return tuple(sorted(entries, key=lambda e: (e.when, e.of, e.text)))
