"""Claims inside claims, made from flat data: sentences wrapped in another article's attribution.

PolNeAR's annotators marked no claims inside contents. Here a whole sentence, with the attributions
marked in it, becomes the content of a source and cue that introduced a clause or a quotation
elsewhere. The cues inside are known, so they can be learnt as cues that stand inside a content.
"""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from examples import Spans, Text, Told

_SENTENCE = re.compile(r"[^\s].*?(?:[.!?][\"”’']*(?=\s|$)|$)", re.MULTILINE)
_ABBREVIATION = re.compile(r"\b(?:[A-Z]|Mr|Mrs|Ms|Dr|Sen|Gov|Rep|Gen|Lt|Jr|Sr|St|U\.S|No|vs)\.$")
_MARKS = str.maketrans({"“": "‘", "”": "’", '"': "'"})


@dataclass
class Frame:
    """What stands around the content of a one-sentence attribution; offsets are relative."""

    before: str
    after: str
    opening: str
    closing: str
    source: Spans  # offsets in ``before``; those in ``after`` are counted on from its end
    cue: Spans


def sentences(text: str) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    for match in _SENTENCE.finditer(text):
        start, end = match.span()
        joined = found and "\n" not in text[found[-1][0] : end]
        if joined and _ABBREVIATION.search(text[found[-1][0] : found[-1][1]]):
            found[-1] = (found[-1][0], end)
        else:
            found.append((start, end))
    return found


def frames(texts: Sequence[Text]) -> list[Frame]:
    """The attributions that can be put around another sentence."""
    speech = _speech(texts)
    found = []
    for text in texts:
        for start, end in sentences(text.text):
            here = [t for t in text.told if _within(t, start, end) and not t.inner]
            if len(here) != 1 or len(here[0].content) != 1 or not here[0].cue:
                continue
            frame = _frame(text.text, here[0], start, end)
            if frame is None or (not frame.opening and _cue(text, here[0]) not in speech):
                continue
            found.append(frame)
    return found


def _cue(text: Text, told: Told) -> str:
    return " ".join(text.text[a:b] for a, b in told.cue).lower()


def _speech(texts: Sequence[Text]) -> frozenset[str]:
    """The cues that took a that-clause or a quotation three times: they can take any sentence."""
    seen = Counter(
        _cue(text, told)
        for text in texts
        for told in text.told
        if told.content and text.text[told.content[0][0] :].startswith(("that ", "“", '"'))
    )
    return frozenset(cue for cue, times in seen.items() if times >= 3)


def _within(told: Told, start: int, end: int) -> bool:
    return all(start <= a and b <= end for s in (told.source, told.cue, told.content) for a, b in s)


def _frame(text: str, told: Told, start: int, end: int) -> Frame | None:
    (a, b) = told.content[0]
    content = text[a:b]
    if b - a < 25 or (a - start) + (end - b) > 90:
        return None
    opening = closing = ""
    if content[0] in '“"' and content[-1] in '”"':
        opening = content[0]
        closing = content[-2:] if content[-2] in ",.?!" else content[-1]
    elif any(q in content for q in '“”"'):
        return None
    elif content.startswith("that "):
        opening = "that "
    outside: dict[str, Spans] = {"source": [], "cue": []}
    for key, moved in outside.items():
        for s, e in getattr(told, key):
            if e <= a:
                moved.append((s - start, e - start))
            elif s >= b:
                moved.append((s - b + a - start, e - b + a - start))
            else:
                return None
    return Frame(text[start:a], text[b:end], opening, closing, outside["source"], outside["cue"])


_FIRST_PERSON = {"has": "have", "is": "am", "does": "do"}


def first_person(text: Text, rng: random.Random, share: float) -> tuple[Text, frozenset[int]]:
    """The text with some speakers turned into "I" or "we", and where these sentences start.

    "The mayor believes that ..." becomes "we believe that ...", to be wrapped as a quotation: so
    the cues inside quotations look that PolNeAR leaves unmarked.
    """
    edits: list[tuple[int, int, str]] = []
    where: list[int] = []
    for start, end in sentences(text.text):
        for told in text.told:
            if len(told.source) != 1 or len(told.cue) != 1 or not told.content:
                continue
            (s, e), (c, d) = told.source[0], told.cue[0]
            if s != start or e - s > 60 or c != e + 1 or d > end or told.content[0][0] < d:
                continue
            if not _within(told, start, end) or rng.random() > share:
                continue
            word, *rest = text.text[c:d].split(" ")
            base = re.sub(r"(?<=[a-z]{2})(?<!s)s$", "", re.sub(r"ies$", "ys", word))
            verb = _FIRST_PERSON.get(word, word if word in ("was", "goes") else base)
            edits += [(s, e, rng.choice(["I", "We"])), (c, d, " ".join([verb, *rest]))]
            where.append(start)
            break

    def moved(at: int) -> int:
        return at + sum(len(new) - (e - s) for s, e, new in edits if e <= at)

    parts, last = [], 0
    for s, e, new in edits:
        parts += [text.text[last:s], new]
        last = e
    parts.append(text.text[last:])
    told = [
        replace(
            t,
            source=[(moved(a), moved(b)) for a, b in t.source],
            cue=[(moved(a), moved(b)) for a, b in t.cue],
            content=[(moved(a), moved(b)) for a, b in t.content],
        )
        for t in text.told
    ]
    return Text("".join(parts), text.annotator, told), frozenset(moved(s) for s in where)


def wrap(
    text: Text,
    pool: Sequence[Frame],
    rng: random.Random,
    *,
    share: float,
    plain: float,
    spoken: frozenset[int] = frozenset(),
) -> Text:
    """The text with a share of its sentences wrapped: of those with claims, and of the others.

    Sentences that start at one of ``spoken`` are all made quotations.
    """
    direct = [f for f in pool if f.opening in ('"', "“")]
    out: list[str] = []
    told: list[Told] = []
    left = list(text.told)
    last = 0
    shift = 0
    moves: list[tuple[int, int]] = [(0, 0)]  # from this place on, offsets grow by so much
    for start, end in sentences(text.text):
        whole = text.text[start:end]
        if not whole.endswith(".") or not 30 < end - start < 280 or whole.count('"') % 2:
            continue
        if whole.count("“") != whole.count("”"):
            continue
        inside = [t for t in left if _within(t, start, end)]
        touching = [
            t
            for t in left
            if any(a < end and b > start for s in (t.source, t.cue, t.content) for a, b in s)
        ]
        chance = 1.0 if start in spoken else share if inside else plain
        if len(touching) != len(inside) or rng.random() > chance:
            continue
        frame = rng.choice(direct if start in spoken else pool)
        core = whole[:-1]
        if frame.opening in ('"', "“"):
            core = core.translate(_MARKS)
        out.append(text.text[last:start])
        base = start + shift
        body = frame.opening + core + frame.closing
        piece = frame.before + body + frame.after
        at = base + len(frame.before)

        def place(spans: Spans, base: int = base, frame: Frame = frame, body: str = body) -> Spans:
            cut = len(frame.before)
            return [
                (base + s, base + e) if e <= cut else (base + s + len(body), base + e + len(body))
                for s, e in spans
            ]

        told.append(Told(place(frame.source), place(frame.cue), [(at, at + len(body))], made=True))
        out.append(piece)
        moves.append((start, shift + len(frame.before) + len(frame.opening)))
        shift += len(piece) - (end - start)
        moves.append((end, shift))
        last = end
    out.append(text.text[last:])

    def moved(spans: Spans) -> Spans:
        result = []
        for a, b in spans:
            by = next(d for s, d in reversed(moves) if s <= a)
            result.append((a + by, b + by))
        return result

    told.extend(
        replace(t, source=moved(t.source), cue=moved(t.cue), content=moved(t.content)) for t in left
    )
    return Text("".join(out), text.annotator, told)
