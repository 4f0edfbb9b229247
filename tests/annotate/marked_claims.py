"""Articles and attributions written by hand, for the tests of what stands beside a claim."""

from __future__ import annotations

import re

from rashomon.annotate.attribution import Attribution
from rashomon.model import Article, Claim, Span
from rashomon.parse import Parse, parse
from rashomon.text import paragraphs

_MARK = re.compile(r"\{(?:(?P<outer>\d+)>)?(?P<part>[scq])(?P<number>\d+) (?P<words>[^{}]*)\}")


def article(text: str, *, title: str | None = None, published: str | None = None) -> Article:
    return Article(
        id="a1",
        text=text,
        title=title,
        published=published,
        language="en",
        paragraphs=paragraphs(text),
    )


def marked(
    text: str, *, title: str | None = None
) -> tuple[Article, Parse, tuple[Attribution, ...]]:
    """An article whose marks ``{s1 source}``, ``{c1 cue}``, ``{q1 content}`` give attributions.

    ``{2>q3 ...}``: attribution 3 is inside attribution 2. Marks do not nest; the content of an
    outer one runs from its first to its last mark.
    """
    plain, spans, outers = "", {}, {}
    last = 0
    for match in _MARK.finditer(text):
        plain += text[last : match.start()]
        start = len(plain)
        plain += match["words"]
        number = int(match["number"])
        spans.setdefault((number, match["part"]), []).append(Span(start, len(plain)))
        if match["outer"]:
            outers[number] = int(match["outer"])
        last = match.end()
    plain += text[last:]
    numbers = sorted({number for number, _ in spans})
    at = {number: index for index, number in enumerate(numbers)}
    found = tuple(
        Attribution(
            source=tuple(spans.get((n, "s"), ())),
            cue=tuple(spans.get((n, "c"), ())),
            content=tuple(spans.get((n, "q"), ())) or (Span(0, len(plain)),),
            inside=at[outers[n]] if n in outers else None,
        )
        for n in numbers
    )
    made = article(plain, title=title)
    return made, parse(made), found


def claims(
    attributions: tuple[Attribution, ...], speakers: tuple[str | None, ...] = ()
) -> tuple[Claim, ...]:
    return tuple(
        Claim(
            id=f"c{n}",
            source=a.source,
            cue=a.cue,
            content=a.content,
            kind="indirect",
            speaker=speakers[n] if speakers else None,
        )
        for n, a in enumerate(attributions)
    )
