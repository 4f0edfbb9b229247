"""Claims inside the contents of others, where PolNeAR's annotators marked none.

The rules annotator finds them in the training articles: on the ten full ledgers it is right nine
times in ten. What it finds counts only where all of it stands within one marked content and its
cue is no marked one.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

from examples import Spans, Text, Told

Found = list[tuple[Spans, Spans, Spans]]


def found_by_rules(texts: Iterable[str], kept: Path) -> dict[str, Found]:
    """What the rules annotator finds in each text; kept in a file, since it takes minutes."""
    if kept.exists():
        rows = json.loads(kept.read_text("utf-8"))
        return {text: [tuple(_pairs(s) for s in row) for row in found] for text, found in rows}
    from rashomon.annotate.rules import RulesAnnotator
    from rashomon.model import Article
    from rashomon.parse import parse
    from rashomon.text import paragraphs

    annotator = RulesAnnotator()
    result: dict[str, Found] = {}
    for text in texts:
        article = Article(id="a", text=text, language="en", paragraphs=paragraphs(text))
        result[text] = [
            tuple([(s.start, s.end) for s in k] for k in (a.source, a.cue, a.content))
            for a in annotator.find(article, parse(article))
        ]
    kept.write_text(json.dumps(list(result.items())), "utf-8")
    return result


def _pairs(spans: list[list[int]]) -> Spans:
    return [(a, b) for a, b in spans]


def with_inner(text: Text, found: Found) -> Text:
    """The text with what the rules found within one of its contents."""
    cues = [span for told in text.told for span in (*told.cue, *told.source)]
    inner = [
        Told(source, cue, content, inner=True)
        for source, cue, content in found
        if not _touch(cue, cues)
        and any(_holds(told.content, [*source, *cue, *content]) for told in text.told)
    ]
    return Text(text.text, text.annotator, [*text.told, *inner])


def _touch(spans: Spans, others: Spans) -> bool:
    return any(a < d and c < b for a, b in spans for c, d in others)


def _holds(outer: Spans, spans: Spans) -> bool:
    return all(any(c <= a and b <= d for c, d in outer) for a, b in spans)
