"""Edits planted into articles, and what ``rashomon diff`` says of them.

Run: python benchmarks/edits.py [--articles N] [--others] [--show KIND]

Into each article, one at a time: another number, a hedge dropped, a source swapped for another one
of the article, a sentence deleted or put in (from the next article), a word of a quotation altered,
a negation put in, other words for the same, a paragraph moved, quotation marks and spaces set anew.
"Found" is an edit at that very place with the kind planted; "other kind" one there without it;
"further kinds" are what was said beside the right one; "false edits" are edits elsewhere, per
sentence that was not touched. What moved or was set anew is right where no edit is told at all.

Articles are taken in turn from the sets, evenly spread; the seed is fixed. With --others they are
those between; before anything was mended for these, 472 of 477 were found, 1 edit was false.
Readings are kept in ``benchmarks/.cache``, which is not in the repository.
"""

from __future__ import annotations

import argparse
import hashlib
import pickle
import platform
import random
import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from read_articles import CACHE, SETS, _code, article_of, digest, rows

import rashomon
from rashomon.comparison.edits import edit
from rashomon.comparison.reuse import split
from rashomon.model import Article, ClaimEdit, Reading, SentenceEdit, Span
from rashomon.text import paragraphs

SETS.setdefault("gun_violence.dev", "events/gun_violence.dev.jsonl")
FROM = ("wikinews", "syria.dev", "gun_violence.dev")
SEED = 20240124

_NUMBER = re.compile(r"(?<![\w.,:$£€-])\d{1,3}(?:,\d{3})*(?![\w.,:-]|\.\d)(?! (?:am|pm|a\.m|p\.m))")
_WORDS = "two three four five six seven eight nine ten eleven twelve".split()
_NUMBER_WORD = re.compile(rf"\b(?:{'|'.join(_WORDS)})\b")
_HEDGES = (
    (re.compile(r"\b(?:may|might|could)(?= (?:have|be|not|[a-z]+)\b)"), "will"),
    (re.compile(r"\b(?:allegedly|reportedly|apparently|possibly|probably|perhaps|suspected) "), ""),
    (re.compile(r"\b(?:appears|seems) to be\b"), "is"),
    (re.compile(r"\b(?:appeared|seemed) to be\b"), "was"),
)
_PLAIN = re.compile(r"\b(?:was|were|is|are|has|had|will|would|did|does|can|could|should)(?= [a-z])")
_NEGATED = re.compile(r"\bn[o']t\b|n’t\b|\bno\b|\bnever\b|\bnor\b|\bwithout\b", re.IGNORECASE)
_REWORDED = {
    "began": "started", "started": "began", "help": "assist", "large": "big",
        "children": "youngsters", "following": "after", "near": "close to",
        "several": "a number of", "attempt": "effort", "because": "as",
        "wounded": "injured", "injured": "hurt", "killed": "slain", "home": "house",
        "car": "vehicle", "vehicle": "car", "area": "district", "country": "nation",
        "end": "finish", "continue": "go on", "continued": "went on", "taken": "brought",
        "during": "in the course of", "whole": "entire", "including": "among them",
        "man": "fellow", "show": "indicate", "key": "central", "important": "weighty",
}  # fmt: skip
_REWORD = re.compile(rf"(?<![\w-])(?:{'|'.join(_REWORDED)})(?![\w-])")
_SET_ANEW = str.maketrans({"“": '"', "”": '"', "’": "'", "‘": "'", "–": "-", "—": "-"})


@dataclass(frozen=True)
class Planted:
    """An edited text: which span of the old text was changed, to which of the new one."""

    text: str
    gone: Span
    new: Span


def put(text: str, span: Span, words: str) -> Planted:
    made = text[: span.start] + words + text[span.end :]
    return Planted(made, span, Span(span.start, span.start + len(words)))


def pick(rng: random.Random, found: list[re.Match[str]]) -> re.Match[str] | None:
    return rng.choice(found) if found else None


def number(reading: Reading, rng: random.Random, other: str) -> Planted | None:
    text = reading.article.text
    match = pick(rng, [*_NUMBER.finditer(text), *_NUMBER_WORD.finditer(text)])
    if match is None:
        return None
    if match.group() in _WORDS:
        words = rng.choice([w for w in _WORDS if w != match.group()])
    else:
        words = f"{int(match.group().replace(',', '')) + rng.randint(1, 40):,}"
    return put(text, Span(*match.span()), words)


def hedge(reading: Reading, rng: random.Random, other: str) -> Planted | None:
    text = reading.article.text
    found = [(m, words) for pattern, words in _HEDGES for m in pattern.finditer(text)]
    if not found:
        return None
    match, words = rng.choice(found)
    return put(text, Span(*match.span()), words)


def source(reading: Reading, rng: random.Random, other: str) -> Planted | None:
    text = reading.article.text
    named = {s.id: s.name for s in reading.speakers if s.type != "unnamed"}
    claims = [c for c in reading.claims if len(c.source) == 1 and c.speaker in named]
    claims = [
        c for c in claims if c.source[0].of(text)[0].isupper() and len(c.source[0].of(text)) > 3
    ]
    pairs = [
        (a, b)
        for a in claims
        for b in claims
        if a.speaker != b.speaker
        and a.source[0].of(text).lower() not in b.source[0].of(text).lower()
        and b.source[0].of(text).lower() not in a.source[0].of(text).lower()
    ]
    pairs = [
        (a, b) for a, b in pairs if b.source[0].of(text)[:3] not in {"He ", "She", "The", "I", "We"}
    ]
    pairs = [(a, b) for a, b in pairs if len(b.source[0].of(text).split()) < 9]
    if not pairs:
        return None
    a, b = rng.choice(pairs)
    return put(text, a.source[0], b.source[0].of(text))


def _sentences(text: str) -> list[Span]:
    """Sentences that can be taken out or put in: whole, in the text once, no half quotation."""
    found = [s for s in split(text) if len(s.of(text).split()) > 6]
    whole = [s for s in found if re.search(r"[.!?][\"”’')]*$", s.of(text))]
    return [s for s in whole if _balanced(s.of(text)) and text.count(s.of(text)) == 1]


def _balanced(words: str) -> bool:
    return words.count('"') % 2 == 0 and words.count("“") == words.count("”")


def dropped(reading: Reading, rng: random.Random, other: str) -> Planted | None:
    text, found = reading.article.text, _sentences(reading.article.text)
    return put(text, rng.choice(found), "") if len(found) > 2 else None


def added(reading: Reading, rng: random.Random, other: str) -> Planted | None:
    text, found = reading.article.text, _sentences(reading.article.text)
    words = rng.choice(_sentences(other) or [Span(0, 0)]).of(other)
    if not found or not words:
        return None
    at = rng.choice(found).end
    made = put(text, Span(at, at), f" {words}")
    return Planted(made.text, made.gone, Span(made.new.start + 1, made.new.end))


def _quoted(text: str) -> Iterator[Span]:
    """What stands between quotation marks, in the paragraphs where every mark has its partner."""
    for paragraph in paragraphs(text):
        marks = list(re.finditer(r"[\"“”]", paragraph.of(text)))
        if len(marks) % 2 == 0:
            for one, other in zip(marks[::2], marks[1::2], strict=True):
                if one.group() != "”" and other.group() != "“":
                    yield Span(paragraph.start + one.end(), paragraph.start + other.start())


def quotation(reading: Reading, rng: random.Random, other: str) -> Planted | None:
    text = reading.article.text
    quoted = [span for span in _quoted(text) if span.end - span.start > 30]
    word = pick(rng, [m for q in quoted for m in re.finditer(r"\b[a-z]{4,}\b", q.of(text))])
    quoted = [q for q in quoted if word and word.string == q.of(text)]
    if word is None:
        return None
    span = Span(quoted[0].start + word.start(), quoted[0].start + word.end())
    # Any other word of the article does: what is measured is whether it is seen.
    choice = [w for w in re.findall(r"\b[a-z]{4,}\b", text) if w != word.group()]
    return put(text, span, rng.choice(choice))


def negation(reading: Reading, rng: random.Random, other: str) -> Planted | None:
    text = reading.article.text
    found = []
    for sentence in split(text):
        if not _NEGATED.search(sentence.of(text)):
            found += list(_PLAIN.finditer(text, sentence.start, sentence.end))
    match = pick(rng, found)
    return put(text, Span(match.end(), match.end()), " not") if match else None


def wording(reading: Reading, rng: random.Random, other: str) -> Planted | None:
    text = reading.article.text
    found = [
        m
        for p in paragraphs(text)
        if not re.search(r"[\"“”‘’']", p.of(text)) and _balanced(text[: p.start])
        for m in _REWORD.finditer(text, p.start, p.end)
    ]
    match = pick(rng, found)
    return put(text, Span(*match.span()), _REWORDED[match.group()]) if match else None


def moved(reading: Reading, rng: random.Random, other: str) -> Planted | None:
    text = reading.article.text
    lines = [p.of(text) for p in paragraphs(text)]
    if len(lines) < 4:
        return None
    line = lines.pop(rng.randrange(len(lines)))
    lines.insert(rng.randrange(len(lines)), line)
    return Planted("\n\n".join(lines), Span(0, 0), Span(0, 0))


def set_anew(reading: Reading, rng: random.Random, other: str) -> Planted | None:
    text = reading.article.text
    made = text.translate(_SET_ANEW)
    if made == text:
        made = re.sub(r'"([^"\n]*)"', r"“\1”", text).replace("'", "’")
    made = re.sub(r"(?<=\w) (?=\w)", lambda m: rng.choice([" "] * 9 + ["\u00a0", "  "]), made)
    return Planted(made, Span(0, 0), Span(0, 0)) if made != text else None


Plant = Callable[[Reading, random.Random, str], Planted | None]
KINDS: dict[str, Plant] = {
    "number": number, "hedge": hedge, "source": source, "negation": negation,
    "quotation": quotation, "dropped": dropped, "added": added, "wording": wording,
    "moved": moved, "set anew": set_anew,
}  # fmt: skip
NONE = {"moved", "set anew"}


def articles(count: int, *, others: bool = False) -> Iterator[Article]:
    for name in FROM:
        found = [r for r in rows(name) if 900 < len(r["text"]) < 9_000]
        step = len(found) / (count // len(FROM))
        for n in range(count // len(FROM)):
            yield article_of(found[int((n + 0.5 * others) * step)])


class Readings:
    """Readings by text, kept in a pickle between runs."""

    def __init__(self) -> None:
        self.path = CACHE / f"edits-{_code()}.pickle"
        self.kept: dict[str, Reading] = {}
        if self.path.exists():
            self.kept = pickle.loads(self.path.read_bytes())

    def of(self, article: Article) -> Reading:
        key = hashlib.sha256(article.text.encode()).hexdigest()
        if key not in self.kept:
            self.kept[key] = replace(rashomon.read(article), summary=None)
        return self.kept[key]

    def save(self) -> None:
        CACHE.mkdir(exist_ok=True)
        self.path.write_bytes(pickle.dumps(self.kept))


def touches(spans: tuple[Span, ...], place: Span) -> bool:
    return any(s.start <= place.end and place.start <= s.end for s in spans)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--articles", type=int, default=60)
    parser.add_argument(
        "--others", action="store_true", help="articles between these, another seed"
    )
    parser.add_argument("--show", default="", metavar="KIND", help="what went wrong; all for all")
    asked = parser.parse_args()
    readings = Readings()
    chosen = list(articles(asked.articles, others=asked.others))
    seed = SEED + asked.others
    counts: dict[str, Counter[str]] = {kind: Counter() for kind in KINDS}
    for n, article in enumerate(chosen):
        before = readings.of(article)
        for kind, plant in KINDS.items():
            rng = random.Random(f"{seed} {article.id} {kind}")
            planted = plant(before, rng, chosen[(n + 1) % len(chosen)].text)
            if planted is None:
                continue
            text = planted.text
            after = readings.of(
                replace(article, id=f"{article.id}-2", text=text, paragraphs=paragraphs(text))
            )
            score(kind, before, after, planted, counts[kind], shown=asked.show in (kind, "all"))
    readings.save()
    print(
        f"Python {platform.python_version()}, rashomon {rashomon.__version__}, "
        f"{len(chosen)} articles of {', '.join(FROM)} ({digest(*FROM)}), seed {seed}\n"
    )
    print("| Planted | Edits | Found | Other kind | Not found | Further kinds | False edits |")
    print("|---|---|---|---|---|---|---|")
    total: Counter[str] = Counter()
    for kind, c in counts.items():
        total.update(c)
        print(
            f"| {kind} | {c['edits']} | {share(c['found'], c['edits'])} | {c['other kind']} "
            f"| {c['missed']} | {c['further']} | {c['false']} of {c['sentences']:,} |"
        )
    print(
        f"| all | {total['edits']} | {share(total['found'], total['edits'])} "
        f"| {total['other kind']} | {total['missed']} | {total['further']} "
        f"| {total['false']} of {total['sentences']:,} |"
    )


def share(part: int, whole: int) -> str:
    return f"{part} ({100 * part / whole:.1f}%)" if whole else "-"


def score(
    kind: str, before: Reading, after: Reading, planted: Planted, c: Counter[str], *, shown: bool
) -> None:
    made = edit(before, after)
    c["edits"] += 1
    c["sentences"] += len(list(split(before.article.text))) - (kind not in NONE)
    rows: list[ClaimEdit | SentenceEdit] = [*made.claims, *made.sentences]
    here = [
        r for r in rows
        if kind not in NONE and (touches(r.gone, planted.gone) or touches(r.new, planted.new))
    ]  # fmt: skip
    if kind in {"dropped", "added"}:
        right = [r for r in here if r.kind == kind]
    else:
        right = [r for r in here if kind in r.what]
    c["false"] += len(rows) - len(here)
    further = (
        {w for r in right for w in r.what} - {kind} if kind not in {"dropped", "added"} else set()
    )
    c["further"] += bool(further)
    result = "found" if right or (kind in NONE and not rows) else "other kind" if here else "missed"
    c[result] += 1
    if shown and (result != "found" or further or len(rows) > len(here)):
        was = planted.gone.of(before.article.text)
        now = planted.new.of(planted.text)
        print(f"{kind}: {result} in {before.article.id}: {was!r} -> {now!r}")
        for r in rows:
            print(
                "    ",
                r in here,
                r.kind,
                r.what,
                r.why,
                [s.of(before.article.text) for s in r.gone],
                [s.of(planted.text) for s in r.new],
            )


if __name__ == "__main__":
    main()
