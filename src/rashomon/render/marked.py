"""Article text as HTML with its claims marked: whole articles, and passages around one claim.

Class names: ``s`` source, ``u`` cue, ``c`` content, ``c2`` and ``c3`` content within content; in a
whole article ``k7s``, ``k7u``, ``k7c`` tie the words of claim 7 together, so that following a link
to it lights up all of them (the rules are made by :func:`target_rules`).
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import takewhile

from markupsafe import Markup, escape

from rashomon.model import Article, Claim, Span, Spans
from rashomon.render.clean import clean
from rashomon.render.passages import Mark, blocks, extent, roles, segments, windows

_SENTENCE_ENDS = frozenset('.!?…؟。！？"”’»)')
_LETTER = {"source": "s", "cue": "u", "content": "c"}
# Words of one passage that another does not have: told apart for those who do not see the page too.
_ELEMENT = {"gone": "del", "new": "ins"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Anchor:
    """Where a claim is linked to: its number in the article, its anchor, and what it is called."""

    number: int
    id: str
    label: str


def _depth(claim: Claim, claims: Mapping[str, Claim]) -> int:
    depth = 1
    outer = claim.inside
    while outer is not None:
        depth, outer = depth + 1, claims[outer].inside
    return min(depth, 3)


def _html(text: str, within: Span, marks: Iterable[Mark]) -> Markup:
    parts = []
    for span, names in segments(within, marks):
        words = str(escape(clean(span.of(text))))
        # The class names are ours, the words are escaped: cheaper than Markup piece by piece.
        element = next((_ELEMENT[name] for name in names if name in _ELEMENT), "span")
        parts.append(
            f'<{element} class="{" ".join(names)}">{words}</{element}>' if names else words
        )
    return Markup("".join(parts))  # noqa: S704


def body(article: Article, claims: Iterable[Claim], anchors: Mapping[str, Anchor]) -> list[Markup]:
    """The article's paragraphs as HTML, each claim marked and anchored where its words begin."""
    by_id = {c.id: c for c in claims}
    marks: list[Mark] = []
    starts: list[tuple[int, int, str]] = []
    for claim in by_id.values():
        number = anchors[claim.id].number
        starts.append((extent(claim).start, number, claim.id))
        for role, span in roles(claim):
            letter = _LETTER[role]
            shown = [letter, f"k{number}{letter}"]
            if claim.kind == "own voice":
                shown = shown[1:]
            elif role == "content" and (depth := _depth(claim, by_id)) > 1:
                shown[0] = f"c{depth}"
            marks.append(Mark(span, tuple(shown)))
    starts.sort()
    html, waiting = [], starts
    for block in blocks(article):
        here = [s for s in waiting if s[0] < block.end]
        waiting = waiting[len(here) :]
        parts, at = [], block.start
        for start, _, key in here:
            start = max(start, block.start)
            parts.append(_html(article.text, Span(at, start), marks) if at < start else Markup(""))
            parts.append(_anchor(anchors[key], by_id[key]))
            at = start
        parts.append(_html(article.text, Span(at, block.end), marks))
        html.append(Markup("").join(parts))
    return html


def _anchor(anchor: Anchor, claim: Claim) -> Markup:
    own = " o" if claim.kind == "own voice" else ""
    return Markup('<a class="n k{}{}" id="{}" href="#{}-row" aria-label="{}">{}</a>').format(
        anchor.number, own, anchor.id, anchor.id, anchor.label, anchor.number
    )


def passage(article: Article, claim: Claim) -> Markup:
    """The sentences that hold the claim, its source, cue and content marked, the rest plain."""
    return _sentences(article, [Mark(span, (_LETTER[role],)) for role, span in roles(claim)])


def sentences(article: Article, claim: Claim) -> Spans:
    """The sentences that :func:`passage` shows of the claim."""
    return windows(article.text, blocks(article), [span for _, span in roles(claim)])


def compared(article: Article, claim: Claim, words: Iterable[Span], name: str) -> Markup:
    """:func:`passage`, with the words that another passage does not have marked as well.

    ``name`` says how they differ: ``gone`` for what the other lost, ``new`` for what it did not
    have.
    """
    marks = [Mark(span, (_LETTER[role],)) for role, span in roles(claim)]
    return _sentences(article, [*marks, *(Mark(span, (name,)) for span in words)])


def altered(article: Article, shown: Iterable[Span], words: Iterable[Span], name: str) -> Markup:
    """The sentences that hold the spans ``shown``, with ``words`` marked as ``name``."""
    marks = [*(Mark(span, ()) for span in shown), *(Mark(span, (name,)) for span in words)]
    return _sentences(article, marks)


def numbered(
    article: Article,
    words: Iterable[Span],
    name: str,
    starts: Iterable[tuple[int, str, int]],
    letter: str,
    stated: Iterable[Span] = (),
) -> list[Markup]:
    """The article's paragraphs as HTML, ``words`` marked as ``name``, ``stated`` as what it says.

    ``starts`` are places with the anchor and the number of a change each; the anchor there ends in
    ``letter`` and leads to the change.
    """
    marks = [Mark(span, (name,)) for span in words]
    marks += [Mark(span, ("new", "says")) for span in stated]
    marks.sort(key=lambda mark: mark.span)
    waiting, marking = deque(sorted(starts)), deque(marks)

    def told(within: Span) -> Markup:
        # A page may hold thousands of changes: no mark is looked at where it does not stand.
        while marking and marking[0].span.end <= within.start:
            marking.popleft()
        here = takewhile(lambda mark: mark.span.start < within.end, marking)
        return _html(article.text, within, list(here))

    html = []
    for block in blocks(article):
        parts, at = [], block.start
        while waiting and waiting[0][0] < block.end:
            start, anchor, number = waiting.popleft()
            start = max(start, block.start)
            if at < start:
                parts.append(told(Span(at, start)))
            parts.append(
                Markup(
                    '<a class="n" id="{0}{1}" href="#{0}" aria-label="change {2}">{2}</a>'
                ).format(anchor, letter, number)
            )
            at = start
        if at < block.end:
            parts.append(told(Span(at, block.end)))
        html.append(Markup("").join(parts))
    return html


def place(article: Article, span: Span) -> Markup:
    """The sentence that holds the words, with these marked."""
    return _sentences(article, [Mark(span, ("w",))])


def _broken(before: str) -> bool:
    """Whether what stands before a place does not end a sentence: the place is within one."""
    return bool(before.strip()) and before.rstrip()[-1] not in _SENTENCE_ENDS


def _sentences(article: Article, marks: list[Mark]) -> Markup:
    around = blocks(article)
    shown = windows(article.text, around, [m.span for m in marks])
    parts = []
    for span in shown:
        block = next(b for b in around if b.start <= span.start < b.end)
        before, after = article.text[block.start : span.start], article.text[span.end : block.end]
        cut_before = Markup('<span class="cut">… </span>') if _broken(before) else ""
        cut_after = (
            Markup('<span class="cut"> …</span>')
            if after.strip() and _broken(article.text[block.start : span.end])
            else ""
        )
        words = _html(article.text, span, marks)
        parts.append(Markup("<p>{}{}{}</p>").format(cut_before, words, cut_after))
    return Markup("").join(parts)


def emphasise(words: str, keys: Iterable[str]) -> Markup:
    """The words as HTML, those among them that answer the question made bold."""
    pattern = "|".join(re.escape(key) for key in sorted(keys, key=len, reverse=True) if key)
    if not pattern:
        return escape(clean(words))
    parts = re.split(rf"(?<!\w)({pattern})(?!\w)", words)
    return Markup("").join(
        Markup("<b>{}</b>").format(clean(part)) if i % 2 else escape(clean(part))
        for i, part in enumerate(parts)
    )


def target_rules(most: int, crossing: Iterable[int]) -> str:
    """The style rules that light up claim number 1 .. ``most`` when its anchor is the target.

    ``:target`` matches one element, a claim is several. Its anchor stands before its words in the
    same paragraph, so the sibling combinator reaches them; claims that go on in later paragraphs
    (``crossing``) are reached from the text around them with ``:has``.
    """
    rules = []
    for letter, label in (("s", "source"), ("u", "cue"), ("c", "content")):
        near = [f".k{k}:target~.k{k}{letter}" for k in range(1, most + 1)]
        first = [
            f".k{k}:target~.k{k}{letter}:not(.k{k}{letter}~*)::before" for k in range(1, most + 1)
        ]
        far = [f".txt:has(.k{k}:target) .k{k}{letter}" for k in sorted(set(crossing))]
        style = f"background:var(--t{letter});outline:2px solid var(--t{letter});color:var(--ink)"
        if near:
            rules.append(f"{','.join(near)}{{{style}}}")
            rules.append(f'{",".join(first)}{{content:"{label}"}}')
        rules.extend(f"{selector}{{{style}}}" for selector in far)
    return "\n".join(rules)
