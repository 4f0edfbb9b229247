"""Origins in words: what each is, why it is thought to be one, and how many a statement has."""

from __future__ import annotations

from collections.abc import Sequence

from rashomon.model import ClaimRef, Origin, OriginHow, Passage, Statement
from rashomon.render.clean import line
from rashomon.render.digest import Lookup, outlet, spelled
from rashomon.render.passages import roles

_WHOLE: tuple[OriginHow, ...] = ("same text", "rewritten")
_TELLING: tuple[OriginHow, ...] = (
    "same words", "same text", "rewritten", "in part", "same speaker", "cited"
)  # fmt: skip
"""Of several origins that hold one statement the first of these is named: an utterance says more
than "one text"."""


def is_text(origin: Origin) -> bool:
    """Whether the articles are one text, copied or rewritten, and not only parts of them."""
    return origin.kind != "shared source" and origin.how in _WHOLE


def named(origin: Origin) -> str:
    """What the origin is; why it is thought to be one where it has no name."""
    if origin.name:
        return line(origin.name)
    name = origin.why.partition(": ")[2]
    return line(name if name and origin.kind == "shared source" else origin.why)


def label(origin: Origin) -> str:
    """What the origin is and how the articles have it: "one text, rewritten"."""
    name = named(origin)
    if origin.how in ("rewritten", "cited"):
        return f"{name}, {origin.how}"
    return f"mainly {name}" if origin.how == "same speaker" else name


def reason(origin: Origin) -> str:
    """Why it is thought to be one origin, where that says more than its name and ``how`` do."""
    if origin.name and origin.how in ("same words", "same speaker"):
        return line(origin.why.partition(": ")[0]) if origin.how == "same speaker" else ""
    return line(origin.why)


def behind(look: Lookup, origins: Sequence[Origin], statement: Statement) -> str:
    """Articles against origins: "nine articles, one origin: the words of Doran Pell".

    "" where no two outlets carry the statement, or each has an origin of its own. An origin is
    named only where it covers all the articles and is known to hold this very statement.
    """
    outlets = {outlet(look.article(ref)) for ref in statement.claims}
    articles = {ref.article for ref in statement.claims}
    if not 0 < statement.origins < len(outlets):
        return ""
    counted = f"{spelled(len(articles), 'article')}, {spelled(statement.origins, 'origin')}"
    if statement.origins > 1:
        return counted
    holding = [
        o for o in origins
        if o.name and articles <= set(o.articles) and _holds(look, o, statement.claims)
    ]  # fmt: skip
    if not holding:
        return counted
    return f"{counted}: {label(min(holding, key=lambda o: _TELLING.index(o.how)))}"


def _holds(look: Lookup, origin: Origin, refs: Sequence[ClaimRef]) -> bool:
    """Whether the origin is that of these claims, and not of other words of their articles."""
    if is_text(origin):
        return True
    # Passages are the first few that show it: two that fall on the claims are enough.
    return len({r.article for r in refs if any(_on(look, p, r) for p in origin.passages)}) > 1


def _on(look: Lookup, passage: Passage, ref: ClaimRef) -> bool:
    return passage.article == ref.article and any(
        span.start < passage.span.end and passage.span.start < span.end
        for _, span in roles(look.claims[ref])
    )
