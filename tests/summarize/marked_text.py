"""Readings built by hand: the article is written with its claims marked in it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from rashomon.model import Article, Claim, MadeBy, Reading, Span, Speaker
from rashomon.text import paragraphs, sha256

_MARK = re.compile(r"<(/?)([sqc])(\d+)>")


def reading(
    marked: str,
    *,
    names: Mapping[str, str] | None = None,
    claims: Mapping[int, Mapping[str, Any]] | None = None,
    **article: Any,
) -> Reading:
    """The reading of a text in which ``<s1>``, ``<q1>`` and ``<c1>`` mark claim 1's source, cue
    and content; ``names`` gives each speaker's id its name, ``claims`` further fields by number.
    """
    plain: list[str] = []
    length = 0
    opened: dict[tuple[str, str], int] = {}
    spans: dict[str, dict[str, list[Span]]] = {}
    last = 0
    for mark in _MARK.finditer(marked):
        plain.append(marked[last : mark.start()])
        length += mark.start() - last
        last = mark.end()
        closing, kind, number = mark.groups()
        if not closing:
            opened[kind, number] = length
        else:
            row = spans.setdefault(number, {"s": [], "q": [], "c": []})
            row[kind].append(Span(opened.pop((kind, number)), length))
    plain.append(marked[last:])
    text = "".join(plain)
    names = names or {}
    extra = claims or {}
    mentions: dict[str, list[Span]] = {one: [] for one in names}
    made = []
    for number in sorted(spans, key=int):
        row = spans[number]
        fields: dict[str, Any] = {"kind": "indirect" if row["s"] or row["q"] else "own voice"}
        fields |= extra.get(int(number), {})
        if fields.get("speaker"):
            mentions[fields["speaker"]] += row["s"]
        made.append(
            Claim(
                id=f"c{number}",
                source=tuple(row["s"]),
                cue=tuple(row["q"]),
                content=tuple(row["c"]),
                **fields,
            )
        )
    return Reading(
        made_by=MadeBy(rashomon="0", annotator="hand@1", text_sha256=sha256(text)),
        article=Article(
            id=article.pop("id", "a1"), text=text, paragraphs=paragraphs(text), language="en",
            **article,
        ),
        claims=tuple(made),
        speakers=tuple(
            Speaker(id=one, name=name, type="person", mentions=tuple(sorted(mentions[one])))
            for one, name in names.items()
        ),
    )  # fmt: skip
