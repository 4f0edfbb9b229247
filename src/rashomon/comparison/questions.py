"""The points on which statements answer each other, named so that a reader understands."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from difflib import SequenceMatcher

from rashomon.comparison.likeness import Pair
from rashomon.comparison.relations import Verdict, shared_words
from rashomon.comparison.statements import Group, Stated
from rashomon.model import About, Question
from rashomon.vocabulary import is_stop_word

Verdicts = dict[tuple[str, str], tuple[Pair, Verdict]]

_MARKS = ".,:;!?\"'“”‘’«»()[]–—-"
_MOST_WORDS = 8
_MOST_ASKED = 16
_FEW_WORDS = 2

_COUNTS = {
    "killed": "How many were killed?",
    "wounded": "How many were wounded?",
    "missing": "How many are missing?",
    "arrested": "How many were arrested?",
    "aboard": "How many were aboard?",
    "rescued": "How many were rescued?",
    "displaced": "How many were displaced?",
    "evacuated": "How many were evacuated?",
}


def questions(stated: Stated) -> tuple[Question, ...]:
    """The questions of one event: numbers first, then denials, then the rest, largest first.

    Two statements belong to one question when a chain of relations about one thing joins them.
    """
    by_matter: dict[tuple[About, str | None], Verdicts] = defaultdict(dict)
    for ends, (pair, verdict) in stated.verdicts.items():
        by_matter[verdict.about, verdict.counts][ends] = (pair, verdict)
    groups = {group.id: group for group in stated.groups}
    rows: list[tuple[int, int, str, About, tuple[str, ...]]] = []
    for (about, counts), verdicts in by_matter.items():
        for members in _components(verdicts, join_all=counts is not None):
            inner = {p: v for p, v in verdicts.items() if p[0] in members}
            text = _text(about, counts, inner, groups)
            ordered = tuple(sorted(members, key=lambda s: int(s[1:])))
            rank = 0 if about == "number" else 1 if about == "denial" else 2
            rows.append((rank, -len(members), text, about, ordered))
    rows.sort(key=lambda row: (row[0], row[1], int(row[4][0][1:]), row[2]))
    return tuple(
        Question(id=f"q{place}", text=text, about=about, statements=statements)
        for place, (_, _, text, about, statements) in enumerate(rows, start=1)
    )


def _components(verdicts: Verdicts, *, join_all: bool) -> list[set[str]]:
    if join_all:
        return [{statement for pair in verdicts for statement in pair}]
    components: list[set[str]] = []
    for pair in verdicts:
        touching = [c for c in components if c & set(pair)]
        components = [c for c in components if not c & set(pair)]
        components.append(set(pair).union(*touching))
    return components


def _text(
    about: About,
    counts: str | None,
    verdicts: Verdicts,
    groups: Mapping[str, Group],
) -> str:
    if counts is not None:
        return _COUNTS.get(counts) or f"How many {_plural(counts, groups, verdicts)}?"
    pair, _ = max(
        verdicts.values(), key=lambda row: (row[1].confidence, row[0].a.ref, row[0].b.ref)
    )
    if about == "denial":
        denies = pair.a.claim.commitment in {"denies", "doubts", "withholds"}
        return f"Is it so: {_cut((pair.b if denies else pair.a).text)}?"
    if about == "time":
        return f"On which day: {common_words(pair)}?"
    return f"What is said of {common_words(pair)}?"


def _cut(text: str) -> str:
    words = text.strip(_MARKS).split()
    return " ".join(words[:_MOST_ASKED]) + (" …" if len(words) > _MOST_ASKED else "")


def common_words(pair: Pair) -> str:
    """The longest run of words two claims share, or their most telling words in common."""
    one, other = pair.a.text.split(), pair.b.text.split()
    plain = [[w.strip(_MARKS).casefold() for w in words] for words in (one, other)]
    run = SequenceMatcher(None, plain[0], plain[1], autojunk=False).find_longest_match()
    words = one[run.a : run.a + run.size]
    while words and is_stop_word(words[0].strip(_MARKS)):
        words = words[1:]
    words = words[:_MOST_WORDS]
    while words and is_stop_word(words[-1].strip(_MARKS)):
        words = words[:-1]
    if sum(not is_stop_word(word.strip(_MARKS)) for word in words) < _FEW_WORDS:
        return shared_words(pair)
    return " ".join(words).strip(_MARKS)


def _plural(counts: str, groups: Mapping[str, Group], verdicts: Verdicts) -> str:
    """The counted noun as the claims write it, most often in the plural."""
    shown: Sequence[str] = sorted(
        amount.noun_shown
        for pair in verdicts
        for statement in pair
        for view in groups[statement].views
        for amount in view.amounts
        if amount.counts == counts and amount.noun_shown and amount.quantity.value != 1
    )
    return max(shown, key=lambda noun: (shown.count(noun), noun)) if shown else counts
