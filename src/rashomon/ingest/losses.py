"""The report of losses: what of the page says who said something, and is not in the text.

A lost paragraph is a lost attribution and nobody notices. So the lines that were left out are
looked through: those that attribute, and stand where the article could be, come first and are
marked; the others get the reason of where they stand (comments, teasers, other articles).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace

from rashomon.article import LeftOut
from rashomon.ingest import boilerplate, hidden
from rashomon.ingest.blocks import Block
from rashomon.ingest.boilerplate import key, reads_like_a_sentence
from rashomon.ingest.normal import count, line
from rashomon.ingest.rules import LEGAL, LINK
from rashomon.ingest.saying import attributes, sentences
from rashomon.ingest.structure import Structure
from rashomon.ingest.surroundings import ELSEWHERE, TEASER, Surroundings

IN_METADATA = "stands in the page's metadata only (articleBody)"
CAPTION = "caption beside the text"
_LEAST_CODE_POINTS, _MOST_CODE_POINTS = 20, 1_000
_MOST_FROM_METADATA = 50
_SEARCHED_CODE_POINTS = 300_000


def report(
    left_out: Iterable[LeftOut],
    *,
    kept: Sequence[str],
    blocks: Sequence[Block],
    surroundings: Surroundings,
    body: str | None = None,
) -> tuple[tuple[LeftOut, ...], tuple[str, ...]]:
    """The lines left out, those that attribute first and marked, and a note that counts them.

    ``body`` is the text that the page's metadata give: its sentences count as well.
    """
    where = {block.words: block for block in reversed(blocks)}
    structure = Structure()
    have = _Sentences(kept)
    lost: list[LeftOut] = []
    others: list[LeftOut] = []
    rest: list[LeftOut] = []
    for entry in left_out:
        block = where.get(key(entry.text))
        placed = _with_place(entry, block, structure, surroundings)
        said = _said(entry.text, have)
        if not said:
            rest.append(placed)
        elif placed.reason in ELSEWHERE or not _may_be_text(placed):
            others.append(placed)
        else:
            lost.append(replace(placed, text=_whole(entry.text, said), attributes=True))
    lost += _only_in(body, have=have, seen={key(entry.text) for entry in lost}) if body else []
    return (*lost, *others, *rest), _note(len(lost), len(others))


def _with_place(
    entry: LeftOut, block: Block | None, structure: Structure, surroundings: Surroundings
) -> LeftOut:
    if block is None or entry.reason != boilerplate.OUTSIDE:
        return entry
    reason = surroundings.reason(block.element)
    if reason is None and _is_teaser(entry.text, block):
        reason = TEASER
    if reason is None and any(g.kind == "caption" for g in structure.groups(block.element)):
        reason = CAPTION
    return entry if reason is None else replace(entry, reason=reason)


def _is_teaser(text: str, block: Block) -> bool:
    """Whether it begins with a linked headline and breaks off, as teasers do."""
    if not text.endswith(("...", "…")):
        return False
    link = next(block.element.iter("a"), None)
    head = key("".join(link.itertext())) if link is not None else ""
    return head.count(" ") >= 3 and block.words.startswith(head)


def _may_be_text(entry: LeftOut) -> bool:
    """Whether a line that a rule knows may be the article's all the same: not links and notices."""
    return entry.reason in (boilerplate.OUTSIDE, CAPTION) or entry.reason not in (
        boilerplate.ALONE, LINK, boilerplate.HEADLINE, LEGAL, hidden.REASON,
    )  # fmt: skip


class _Sentences:
    """The sentences of the text, to ask whether another one is among them."""

    def __init__(self, kept: Sequence[str]) -> None:
        self._known: frozenset[str] | None = None
        self._kept = kept
        self._text = ""

    def __contains__(self, sentence: str) -> bool:
        if self._known is None:  # most pages never ask
            self._known = frozenset(key(one) for text in self._kept for one in sentences(text))
            self._text = " ".join(map(key, self._kept))
            if len(self._text) > _SEARCHED_CODE_POINTS:
                self._text = ""
        words = key(sentence)
        return words in self._known or words in self._text


def _said(text: str, have: _Sentences) -> tuple[str, ...]:
    """The sentences of a line that attribute and are not in the text."""
    if len(text) < _LEAST_CODE_POINTS:  # most lines left out are labels and links
        return ()
    return tuple(
        sentence
        for sentence in sentences(text)
        if reads_like_a_sentence(sentence) and attributes(sentence) and sentence not in have
    )


def _whole(text: str, said: Sequence[str]) -> str:
    return text if len(text) <= _MOST_CODE_POINTS else " … ".join(said)


def _only_in(body: str, *, have: _Sentences, seen: Collection[str]) -> list[LeftOut]:
    known = " ".join(seen)
    found: list[LeftOut] = []
    for text in body.split("\n"):
        found += [
            LeftOut(text=sentence, reason=IN_METADATA, attributes=True)
            for sentence in _said(line(text), have)
            if key(sentence) not in known and "<" not in sentence
        ]
    return found[:_MOST_FROM_METADATA]


def _note(lost: int, others: int) -> tuple[str, ...]:
    if not lost:
        return ()
    verbs = ("says", "was") if lost == 1 else ("say", "were")
    more = f", {others:,} more stand in comments, teasers and links" if others else ""
    return (
        f"{count(lost, 'sentence')} that {verbs[0]} who said something {verbs[1]} left out{more}",
    )
