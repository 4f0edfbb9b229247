"""What can be told at a glance of a word in a summary: how the articles' sentences hold it.

Each sign is a number of one word of one sentence, given the passages chosen for that sentence.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from rashomon.checking.denials import denials
from rashomon.checking.passages import RUNS, Close, Passages, bond_of
from rashomon.checking.thesaurus import kin
from rashomon.checking.words import Word

if TYPE_CHECKING:
    from numpy.typing import NDArray

KINDS = ("name", "number", "noun", "verb", "quality", "pronoun", "turn")
# Below this cosine two words are no paraphrase of each other, and the thesaurus is not asked.
_ASKED = 0.25
_LONGEST_RUN = 12
_SUBJECTS = frozenset("nsubj nsubjpass agent".split())
_OBJECTS = frozenset("dobj pobj attr oprd dative".split())


@dataclass(frozen=True, slots=True, eq=False)
class Held:
    """How one passage holds the words: rows are words, ``at`` the best token for each."""

    strength: NDArray[np.float64]
    exact: NDArray[np.bool_]
    cosine: NDArray[np.float64]
    at: NDArray[np.intp]
    kins: tuple[dict[str, float], ...]


def held(words: Sequence[Word], own: Close, passage: Close) -> Held:
    """How the passage holds each of the words."""
    rows = [word.token for word in words]
    cosines = (own.vectors[rows] @ passage.vectors.T).astype(np.float64)
    exact = np.zeros(cosines.shape, dtype=bool)
    where: dict[str, list[int]] = {}
    for j, one in enumerate(passage.stems):
        where.setdefault(one, []).append(j)
    kins: list[dict[str, float]] = []
    for i, word in enumerate(words):
        exact[i, where.get(word.stem, [])] = True
        if word.value is not None:
            exact[i, [j for j, value in passage.values.items() if value == word.value]] = True
        found: dict[str, float] = {}
        if word.kind in {"noun", "verb", "quality", "name"} and not exact[i].any():
            for j in passage.telling:
                if cosines[i, j] < _ASKED:
                    continue
                relation = kin(word.lemma, passage.lemmas[j])
                if relation is None and word.kind == "verb" and "_" in word.lemma:
                    relation = kin(word.lemma.split("_")[0], passage.lemmas[j])
                if relation is not None:
                    kind, rank = relation
                    found[kind] = max(found.get(kind, 0.0), 1 / (1 + 0.3 * rank))
        kins.append(found)
    # An exact word in a like context beats one elsewhere in the sentence.
    fit = cosines + exact
    at = fit.argmax(axis=1) if len(passage.stems) else np.zeros(len(words), dtype=np.intp)
    cosine = cosines.max(axis=1) if len(passage.stems) else np.zeros(len(words))
    is_exact: NDArray[np.bool_] = np.any(exact, axis=1)
    alike = np.array([max(k.get("alike", 0.0), 0.8 * k.get("wider", 0.0)) for k in kins])
    # What the thesaurus knows counts at least half, whatever the context.
    said = np.where(alike > 0, np.maximum(cosine, 0.5 + 0.4 * alike), cosine)
    strength = np.where(is_exact, 1.0, said)
    return Held(strength, is_exact, cosine, at, tuple(kins))


def signs(
    words: Sequence[Word], own: Close, passages: Sequence[Close], known: Passages
) -> list[dict[str, float]]:
    """The signs of each word, by name; ``passages`` are those of its sentence, best first."""
    if not words:
        return []
    by_passage = [held(words, own, passage) for passage in passages]
    near = _neighbours(words, own)
    length, ordered, share = _runs(own, passages)
    denied = denials(words, own, passages, known)
    rows = []
    for i, word in enumerate(words):
        row = _of_word(i, word, words, near[i], by_passage, passages, known)
        row.update(_order(i, words, near[i], own, known))
        row["length of its run"] = min(length[word.token], _LONGEST_RUN) / _LONGEST_RUN
        row["out of order"] = float(not ordered[word.token])
        row["share in order"] = share
        bonds = _bonds(i, words, near[i], passages)
        row["bonds kept"], row["bonds broken"] = max(bonds, 0.0), 1 - bonds if bonds >= 0 else 0.0
        row.update(denied[i])
        rows.append(row)
    return rows


def _order(
    i: int, words: Sequence[Word], near: Sequence[int], own: Close, known: Passages
) -> dict[str, float]:
    """How far the words around this one stand in the articles as they stand here."""
    said = [j for j, one in enumerate(own.stems) if one[:1].isalnum()]
    row = {f"run of {size}": 0.0 for size in RUNS}
    row |= {"run with the word before": 0.0, "run with the word after": 0.0}
    at = said.index(words[i].token) if words[i].token in said else None
    if at is not None:
        stems = [own.stems[j] for j in said]
        for size in RUNS:
            for begin in range(max(0, at - size + 1), at + 1):
                run = tuple(stems[begin : begin + size])
                if len(run) == size and known.runs(run):
                    row[f"run of {size}"] = 1.0
        row["run with the word before"] = float(
            at > 0 and known.runs(tuple(stems[at - 1 : at + 1]))
        )
        row["run with the word after"] = float(known.runs(tuple(stems[at : at + 2])))
    before = words[i - 1] if i else None
    after = words[i + 1] if i + 1 < len(words) else None
    for name, other in (("before", before), ("after", after)):
        gap = known.apart(words[i].stem, other.stem) if other else None
        row[f"the telling word {name} it is near"] = 0.0 if gap is None else 1 / (1 + 0.2 * gap)
        row[f"no telling word {name} it"] = float(other is None)
    gaps = [known.apart(words[i].stem, words[j].stem) for j in near]
    nearness = [0.0 if gap is None else 1 / (1 + 0.2 * gap) for gap in gaps]
    row["near its neighbours"] = sum(nearness) / len(nearness) if nearness else 0.5
    row["nearest to a neighbour"] = max(nearness, default=0.5)
    row["least near a neighbour"] = min(nearness, default=0.5)
    return row


def _of_word(
    i: int,
    word: Word,
    words: Sequence[Word],
    near: Sequence[int],
    by_passage: Sequence[Held],
    passages: Sequence[Close],
    known: Passages,
) -> dict[str, float]:
    row = {kind: float(word.kind == kind) for kind in KINDS}
    best = max(range(len(passages)), key=lambda p: by_passage[p].strength[i], default=None)
    exact = [bool(h.exact[i]) for h in by_passage]
    somewhere = known.holds(word.stem)
    row["rarity"] = word.rarity
    row["in the best passage"] = float(bool(exact) and exact[0])
    row["in a passage"] = float(any(exact))
    row["in the articles"] = float(somewhere)
    row["nowhere"] = float(not somewhere and not any(exact))
    cosines = [float(h.cosine[i]) for h in by_passage] or [0.0]
    new = not any(exact)
    row["cosine"] = max(cosines)
    row["cosine in the best passage"] = cosines[0]
    row["cosine of a new word"] = max(cosines) * new
    for kind in KINDS[:5]:
        row[f"new {kind}"] = float(new and word.kind == kind)
        row[f"new {kind}, nowhere"] = float(new and not somewhere and word.kind == kind)
        row[f"cosine of a new {kind}"] = max(cosines) * (new and word.kind == kind)
    for kind in ("alike", "opposite", "wider", "narrower", "sister"):
        row[kind] = max((h.kins[i].get(kind, 0.0) for h in by_passage), default=0.0) * new
    row["no kin"] = float(new and not any(h.kins[i] for h in by_passage))
    row["rarity of a new word"] = word.rarity * new
    # Words that hang together in the summary should stand together in one passage.
    together = [
        max((min(h.strength[i], h.strength[j]) for h in by_passage), default=0.0) for j in near
    ]
    row["held with its neighbours"] = min(together, default=1.0)
    row["held with its neighbours, mean"] = sum(together) / len(together) if together else 1.0
    apart = [_apart(i, j, by_passage) for j in near]
    row["far from its neighbours"] = max(apart, default=0.0)
    row["neighbours"] = float(len(near))
    all_of_one = max((float(h.strength.mean()) for h in by_passage), default=0.0)
    row["sentence held by one passage"] = all_of_one
    row["negation differs"] = row["role differs"] = row["head differs"] = 0.0
    if best is not None:
        here, passage = by_passage[best], passages[best]
        at = int(here.at[i])
        sure = here.exact[i] or here.cosine[i] > 0.6
        if sure and word.kind in {"verb", "quality", "noun"}:
            row["negation differs"] = float(word.negated != passage.negated[at])
        if sure and at < len(passage.stems):
            role, other = word.role, passage.roles[at]
            row["role differs"] = float(
                (role in _SUBJECTS and other in _OBJECTS)
                or (role in _OBJECTS and other in _SUBJECTS)
            )
            places = [k for k, one in enumerate(words) if one.token == word.head]
            if places and word.head != word.token:
                k = places[0]
                head = passage.heads[at]
                row["head differs"] = float(int(here.at[k]) != head)
    return row


def _apart(i: int, j: int, by_passage: Sequence[Held]) -> float:
    """How far apart the two words' best tokens stand, in tens of tokens, where nearest; 0..3."""
    distances = [
        abs(int(h.at[i]) - int(h.at[j])) / 10
        for h in by_passage
        if min(h.strength[i], h.strength[j]) > 0.55
    ]
    return min([*distances, 3.0])


def _neighbours(words: Sequence[Word], own: Close) -> list[list[int]]:
    """For each word the telling words next to it in the tree, small words between left out."""
    place = {word.token: i for i, word in enumerate(words) if word.kind not in {"turn", "pronoun"}}
    near: list[list[int]] = [[] for _ in words]
    for i, word in enumerate(words):
        above = bond_of(word.token, own.heads, place)
        if above is not None:
            near[i].append(place[above])
            near[place[above]].append(i)
    return near


def _runs(own: Close, passages: Sequence[Close]) -> tuple[list[int], list[bool], float]:
    """How the sentence's words follow each other as in the passages.

    For each token the length of the longest run of words around it that some passage has; whether
    it stands in the longest common order of words with the passage that shares most; and the share
    of the words that do.
    """
    said = [j for j, one in enumerate(own.stems) if one[:1].isalnum()]
    stems = [own.stems[j] for j in said]
    length = [0] * len(own.stems)
    ordered: set[int] = set()
    for passage in passages:
        other = [one for one in passage.stems if one[:1].isalnum()]
        # Rows of the table of longest common runs and orders, one for each word said.
        run = [0] * (len(other) + 1)
        order = [[0] * (len(other) + 1)]
        for i, one in enumerate(stems):
            now = [0] * (len(other) + 1)
            best = [0] * (len(other) + 1)
            for j, two in enumerate(other):
                if one == two:
                    now[j + 1] = run[j] + 1
                    best[j + 1] = order[i][j] + 1
                else:
                    best[j + 1] = max(order[i][j + 1], best[j])
            longest = max(now)
            for back in range(longest):
                length[said[i - back]] = max(length[said[i - back]], longest)
            run = now
            order.append(best)
        if order[-1][-1] > len(ordered):
            ordered = set()
            i, j = len(stems), len(other)
            while i and j:
                if stems[i - 1] == other[j - 1]:
                    ordered.add(said[i - 1])
                    i, j = i - 1, j - 1
                elif order[i - 1][j] >= order[i][j - 1]:
                    i -= 1
                else:
                    j -= 1
    share = len(ordered) / max(1, len(said))
    return length, [j in ordered for j in range(len(own.stems))], share


def _bonds(i: int, words: Sequence[Word], near: Sequence[int], passages: Sequence[Close]) -> float:
    """The share of the word's bonds, with words that a passage has beside it, that it has too."""
    found = []
    for j in near:
        pair = words[i].stem, words[j].stem
        both = [p for p in passages if {*pair} <= {*p.stems}]
        if both:
            found.append(any(pair in p.bonds or pair[::-1] in p.bonds for p in both))
    return sum(found) / len(found) if found else -1.0
