"""Spans found again in edited texts: right, orphaned, or at a wrong place.

Run: python benchmarks/anchors.py      (the shared data beside the repository, or RASHOMON_SHARED)

Claims of PolNeAR's development part (what the default annotator finds, with their sources and cues)
are stored by their words and looked for in texts that were edited by script, with a fixed seed. An
edit keeps account of where each character of the text went, so the key is exact: a place is right
where every character is the very one of before; it must be an orphan where words of it are gone,
even where the same words stand elsewhere.

"Words persist" counts spans all of whose characters are still there, one after the other.
"Lookalike" edits take the sentence away and put its words somewhere else, told of another.
"""

from __future__ import annotations

import random
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterable
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).resolve().parent))

from read_articles import digest, readings

from rashomon.model import Claim, Reading, Span
from rashomon.selectors import Folded, Selector, find, find_all, select

SEED = 7
CLAIMS = 1_000
Character = tuple[str, int]
"""A character and its offset in the text before; -1 for one that an edit put in."""
Text = list[Character]
Edit = Callable[[random.Random, Text, "Chosen"], Text]

_END = re.compile(r"(?<=[.!?][\"”’'])\s+|(?<=[.!?])\s+|\n+")
_STRANGE = (
    "A spokesperson for the harbour declined to comment.",
    "The figures were revised later that day.",
    "Share this article with your friends",
    "This article was amended to give the right date.",
    "Officials in the town said that they had heard nothing of it.",
)
_SPEAKERS = (
    "A neighbour said that",
    "According to another report,",
    "Critics replied:",
    "It was said that",
)


class Chosen(NamedTuple):
    """A claim of a reading: what is to be found again."""

    reading: Reading
    claim: Claim

    @property
    def spans(self) -> tuple[Span, ...]:
        claim = self.claim
        return (*claim.source, *claim.cue, *claim.content)


def sentences(text: Text) -> list[tuple[int, int]]:
    """Where sentences begin and end in the text as it is now."""
    plain = "".join(c for c, _ in text)
    cuts = [0, *(m.end() for m in _END.finditer(plain)), len(plain)]
    return [(a, b) for a, b in pairwise(cuts) if plain[a:b].strip()]


def new(words: str) -> Text:
    return [(c, -1) for c in words]


def strange(rng: random.Random) -> str:
    """A sentence of another; one without a full stop stands on a line of its own."""
    words = rng.choice(_STRANGE)
    return f" {words} " if words.endswith(".") else f"\n{words}\n"


def holds(text: Text, part: tuple[int, int], spans: Iterable[Span]) -> bool:
    inside = {offset for _, offset in text[part[0] : part[1]]}
    return any(o in inside for s in spans for o in range(s.start, s.end))


def own(text: Text, chosen: Chosen) -> list[tuple[int, int]]:
    return [part for part in sentences(text) if holds(text, part, chosen.spans)]


def others(text: Text, chosen: Chosen) -> list[tuple[int, int]]:
    mine = own(text, chosen)
    return [part for part in sentences(text) if part not in mine]


def nothing(rng: random.Random, text: Text, chosen: Chosen) -> Text:
    return text


def retyped(rng: random.Random, text: Text, chosen: Chosen) -> Text:
    """Quotation marks, dashes and spaces as another system writes them."""
    table = {"“": '"', "”": '"', "’": "'", '"': "”", "'": "’", "–": "-", "\n": " "}
    made: Text = []
    for c, offset in text:
        made.append((table.get(c, c), offset))
        if c == " " and rng.random() < 0.05:
            made.append((" ", -1))
    return made


def inserted(rng: random.Random, text: Text, chosen: Chosen) -> Text:
    """Three sentences put in anywhere between sentences."""
    for _ in range(3):
        at = rng.choice(sentences(text))[1]
        text = text[:at] + new(strange(rng)) + text[at:]
    return text


def neighbours(rng: random.Random, text: Text, chosen: Chosen) -> Text:
    """New sentences right before and right after the claim's own."""
    for a, b in reversed(own(text, chosen)):
        text = [
            *text[:a],
            *new(strange(rng)),
            *text[a:b],
            *new(strange(rng)),
            *text[b:],
        ]
    return text


def shortened(rng: random.Random, text: Text, chosen: Chosen) -> Text:
    """A third of the other sentences taken away."""
    parts = others(text, chosen)
    for a, b in sorted(rng.sample(parts, len(parts) // 3), reverse=True):
        text = text[:a] + text[b:]
    return text


def reworded(rng: random.Random, text: Text, chosen: Chosen) -> Text:
    """One word of each other sentence replaced."""
    for a, b in reversed(others(text, chosen)):
        words = list(re.finditer(r"\w+", "".join(c for c, _ in text[a:b])))
        if words:
            word = rng.choice(words)
            text = text[: a + word.start()] + new("elsewhere") + text[a + word.end() :]
    return text


def moved(rng: random.Random, text: Text, chosen: Chosen) -> Text:
    """The claim's sentences to the end of the text, together."""
    mine = own(text, chosen)
    a, b = mine[0][0], mine[-1][1]
    return [*text[:a], *text[b:], *new("\n\n"), *text[a:b]]


def changed(rng: random.Random, text: Text, chosen: Chosen) -> Text:
    """One word of the claim itself replaced."""
    span = rng.choice(chosen.claim.content)
    words = list(re.finditer(r"\w+", span.of(chosen.reading.article.text)))
    if not words:
        return text
    word = rng.choice(words)
    at = next(n for n, (_, o) in enumerate(text) if o == span.start + word.start())
    return text[:at] + new("instead") + text[at + word.end() - word.start() :]


def taken(rng: random.Random, text: Text, chosen: Chosen) -> Text:
    """The claim's sentences taken away."""
    for a, b in reversed(own(text, chosen)):
        text = text[:a] + text[b:]
    return text


def lookalike(rng: random.Random, text: Text, chosen: Chosen) -> Text:
    """The claim's sentences taken away, its words told of another somewhere else."""
    words = " ".join(s.of(chosen.reading.article.text) for s in chosen.claim.content)
    text = taken(rng, text, chosen)
    parts = sentences(text)
    at = rng.choice(parts)[1] if parts else 0
    return text[:at] + new(f" {rng.choice(_SPEAKERS)} {words}. ") + text[at:]


def doubled(rng: random.Random, text: Text, chosen: Chosen) -> Text:
    """The claim's words a second time, as a pull quote above the text."""
    words = " ".join(s.of(chosen.reading.article.text) for s in chosen.claim.content)
    return [*new(words + "\n\n"), *text]


EDITS: dict[str, tuple[Edit, ...]] = {
    "nothing": (nothing,),
    "other marks and spaces": (retyped,),
    "sentences inserted": (inserted,),
    "new sentences on both sides": (neighbours,),
    "a third of the others cut": (shortened,),
    "each other sentence reworded": (reworded,),
    "moved to the end": (moved,),
    "repeated as a pull quote": (doubled,),
    "inserted, cut, reworded, retyped": (inserted, shortened, reworded, retyped),
    "a word of the claim changed": (changed,),
    "its sentences deleted": (taken,),
    "deleted, lookalike elsewhere": (lookalike,),
}


def where(text: Text, span: Span) -> Span | None:
    """Where the characters of the span are now; None where one is gone or they are apart."""
    kept = list(range(span.start, span.end))
    now = {o: n for n, (_, o) in enumerate(text) if o >= 0}
    if any(o not in now for o in kept):
        return None
    start, end = now[kept[0]], now[kept[-1]] + 1
    within = [o for c, o in text[start:end] if o >= 0 or not c.isspace()]
    return Span(start, end) if within == kept else None


def judge(sought: Span | None, found: Span | None) -> str:
    if found is None:
        return "lost" if sought else "orphan"
    return "right" if sought == found else "wrong"


def picked() -> list[Chosen]:
    """The claims: at most twelve an article, with white space at no end of a span."""
    rng = random.Random(SEED)
    found: list[Chosen] = []
    for reading in readings("polnear.dev"):
        claims = list(reading.claims)
        rng.shuffle(claims)
        found += [Chosen(reading, claim) for claim in claims[:12]]
    rng.shuffle(found)
    return found[:CLAIMS]


def measure(edits: tuple[Edit, ...], chosen: list[Chosen]) -> tuple[Counter[str], Counter[str]]:
    """How spans came out, and whole claims."""
    spans: Counter[str] = Counter()
    claims: Counter[str] = Counter()
    folded: dict[str, Folded] = {}
    for number, one in enumerate(chosen):
        rng = random.Random(SEED * 1_000_003 + number)
        article = one.reading.article
        before = folded.setdefault(article.id, Folded(article.text))
        text: Text = [(c, o) for o, c in enumerate(article.text)]
        for edit in edits:
            text = edit(rng, text, one)
        after = Folded("".join(c for c, _ in text))
        made: list[Selector | None] = [select(before, span) for span in one.spans]
        true = [where(text, span) for span in one.spans]
        for selector, sought in zip(made, true, strict=True):
            spans[judge(sought, find(after, selector) if selector else None)] += 1
        reach = max(s.end for s in one.spans) - min(s.start for s in one.spans)
        whole = [s for s in made if s is not None]
        got = find_all(after, whole, extent=reach) if len(whole) == len(made) else None
        if got is None:
            claims["lost" if all(true) else "orphan"] += 1
        else:
            claims["right" if list(got) == true else "wrong"] += 1
    return spans, claims


def total(chosen: list[Chosen]) -> tuple[Counter[str], Counter[str]]:
    """How spans and whole claims came out over all edits."""
    spans: Counter[str] = Counter()
    claims: Counter[str] = Counter()
    for edits in EDITS.values():
        for sum_, part in zip((spans, claims), measure(edits, chosen), strict=True):
            sum_.update(part)
    return spans, claims


def found_again(counts: Counter[str]) -> float:
    """The share in % of what persists that is found."""
    return round(100 * counts["right"] / (counts["right"] + counts["lost"]), 1)


def wrong(counts: Counter[str]) -> float:
    """The share in % of all that is found at a wrong place."""
    return round(100 * counts["wrong"] / sum(counts.values()), 2)


def main() -> None:
    chosen = picked()
    print(
        f"{len(chosen)} claims with {sum(len(c.spans) for c in chosen)} spans of polnear.dev, ",
        end="",
    )
    print(f"sha256 {digest('polnear.dev')}, seed {SEED}\n")
    print("| edit | words persist | found again | wrong place ", end="")
    print("| claims that persist | found again | wrong |")
    print("|---|---|---|---|---|---|---|")
    totals = Counter[str](), Counter[str]()
    for name, edits in EDITS.items():
        counts = measure(edits, chosen)
        for total, part in zip(totals, counts, strict=True):
            total.update(part)
        print(f"| {name} | {' | '.join(cell for c in counts for cell in row(c))} |", flush=True)
    print(f"| all | {' | '.join(cell for c in totals for cell in row(c))} |")


def row(counts: Counter[str]) -> tuple[str, str, str]:
    persist = counts["right"] + counts["lost"]
    share = f"{100 * counts['right'] / persist:.1f}%" if persist else "-"
    wrong = counts["wrong"]
    return (
        str(persist),
        share,
        f"{wrong} of {sum(counts.values())} ({100 * wrong / sum(counts.values()):.2f}%)",
    )


if __name__ == "__main__":
    main()
