"""The points on which statements answer each other, named so that a reader understands."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from difflib import SequenceMatcher

from rashomon.comparison.likeness import Pair
from rashomon.comparison.relations import Verdict, shared_words
from rashomon.comparison.statements import Group, Stated
from rashomon.comparison.views import View
from rashomon.joined import joined
from rashomon.model import About, Question
from rashomon.vocabulary import is_clause, is_stop_word

Verdicts = dict[tuple[str, str], tuple[Pair, Verdict]]

_MARKS = ".,:;!?\"'“”‘’«»()[]–—-"
_MOST_WORDS = 8
_MOST_ASKED = 16
_FEW_WORDS = 2

_LEADS = re.compile(r"^(?:(?:that|whether|if|but|and|so|also|however|then)\b,?\s+)+", re.IGNORECASE)
_SENTENCE = re.compile(r"(?<=[a-z0-9%]{2})[.!?][\"”’]?\s+(?=[\"“]?[A-Z])")
# A question about "they" leaves the reader to guess whom.
_PRONOUN = re.compile(r"(?:he|she|they|it|this|these|those|such)\b", re.IGNORECASE)
_FIRST_PERSON = re.compile(r"\b(?:I|we|We|my|our|Our|us|me)\b")

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
    return joined(verdicts)


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
        return _asked(pair.b if denies else pair.a)
    if about == "number":
        return f"How much money: {common_words(pair)}?"
    if about == "time":
        return f"On which day: {common_words(pair)}?"
    told = [view for statement in ends(verdicts) for view in groups[statement].views]
    return _asked(min(told, key=lambda v: (_unfit(v), len(v.text), v.ref)))


def ends(verdicts: Verdicts) -> list[str]:
    """The statements that the verdicts join, each once."""
    return list(dict.fromkeys(statement for pair in verdicts for statement in pair))


def _unfit(view: View) -> tuple[bool, bool, bool]:
    """Whether a question is badly asked in a claim's words: no clause, of a pronoun, with a gap."""
    said = _LEADS.sub("", view.text.strip(_MARKS))
    return not is_clause(said), bool(_PRONOUN.match(said)), "…" in said or "..." in said


def _asked(view: View) -> str:
    """The question whether it is so, in a claim's own words: its first sentence, or what fits."""
    said = _LEADS.sub("", _SENTENCE.split(view.text.strip(_MARKS), maxsplit=1)[0])
    words = said.split()
    cut = " ".join(words[:_MOST_ASKED]).rstrip(",;:–—-")
    if cut.count("“") != cut.count("”") or cut.count('"') % 2:
        cut = re.sub('[“”"]', "", cut)
    cut += " …" if len(words) > _MOST_ASKED else ""
    if _FIRST_PERSON.search(cut):
        return f"Was it said: “{cut}”?"
    if not is_clause(cut):
        return f"What is said: “{cut}”?"
    return f"Is it so that {_in_sentence(cut, view)}?"


def _in_sentence(words: str, view: View) -> str:
    """The words without the capital of a sentence's beginning; a name keeps its own."""
    first = words.split(maxsplit=1)[0] if words else ""
    low = first[:1].lower() + first[1:]
    common = is_stop_word(first) or re.search(rf"\b{re.escape(low)}\b", view.article.text)
    return low + words[len(first) :] if common and first[1:].islower() | (first == "A") else words


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
