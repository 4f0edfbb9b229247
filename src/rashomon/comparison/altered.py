"""What changed of a claim, told by the very words that came and went, never by a second reading.

An annotator sees another window in an edited text and may mark a claim a little otherwise; the
words of the two texts do not lie. So a number, a hedge or a negation counts as changed only where
such a word is among those that changed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from rashomon.comparison.paired import Hunk, Paired
from rashomon.comparison.worded import Word, Worded
from rashomon.edited import ChangedWhat
from rashomon.model import Claim, Reading, Span, Spans
from rashomon.text import name_words, quote
from rashomon.vocabulary import is_stop_word, stem

Role = Literal["source", "cue", "content", "between"]

_ORDER: tuple[ChangedWhat, ...] = (
    "number", "source", "hedge", "negation", "commitment", "quotation", "cue", "name", "wording",
)  # fmt: skip
_NUMBERS = frozenset(
    "hundred hundreds thousand thousands million millions billion billions trillion dozen dozens"
    " scores half twice percent $ € £ ¥".split()
)
# Words that bound the number behind them: "at least 12" for "12" is another number.
_BOUNDS = frozenset(
    "least most more than less fewer over under about around nearly almost up to some roughly"
    " approximately only just".split()
)
_HEDGES = frozenset(
    "may might could possibly possible perhaps likely unlikely probably probable apparently"
    " apparent appear appears appeared seem seems seemed suspected believed thought presumed"
    " presumably alleged allegedly reportedly reported potentially potential unclear feared"
    " purported purportedly supposedly supposed unconfirmed so-called suspect".split()
)
_NEGATIONS = frozenset("not never no none nor neither nobody nothing cannot without".split())
_DENIALS = frozenset("deny denies denied denying false untrue".split())
# With these a claim of the same cue becomes a demand, or is made under a condition.
_MOODS = frozenset("must should ought need needs if unless would provided until".split())
_AUXILIARIES = frozenset(
    "has have had having is was were be been being also later then again now that to of the a an"
    " did do does will would already".split()
)
# Said and told, whatever the person and the time.
_SAYING = {
    **dict.fromkeys("say says said saying".split(), "say"),
    **dict.fromkeys("tell tells told telling".split(), "tell"),
    **dict.fromkeys("write writes wrote written writing".split(), "write"),
}
# Who speaks for another is not that other.
_BETWEEN_THEM = frozenset(
    "spokesman spokeswoman spokesperson spokespeople spokesmen aide aides adviser advisers advisor"
    " lawyer lawyers attorney official officials ministry office source sources person people"
    " relative relatives family brother sister wife husband deputy former ex acting".split()
)
_TITLES = frozenset(
    "mr mrs ms miss dr sir lord lady president prime minister foreign defence defense secretary"
    " general gen colonel col captain capt major lt sgt chief director governor gov senator sen"
    " representative rep mayor king queen prince princess pope judge professor prof".split()
)


@dataclass(frozen=True, slots=True, eq=False)
class Told:
    """A claim, and the places of its words by role."""

    claim: Claim
    source: frozenset[int]
    cue: frozenset[int]
    content: frozenset[int]

    @property
    def words(self) -> frozenset[int]:
        """All of them."""
        return self.source | self.cue | self.content

    def touched(self, places: range) -> set[Role]:
        """The roles of the words at the places; of an empty range, where it lies within."""
        roles: dict[Role, frozenset[int]] = {
            "source": self.source, "cue": self.cue, "content": self.content,
        }  # fmt: skip
        if places:
            return {role for role, held in roles.items() if not held.isdisjoint(places)}
        near = {places.start - 1, places.start}
        found = {role for role, held in roles.items() if near <= held}
        return found or ({"between"} if near <= self.words else set())


def told(reading: Reading, text: Worded) -> list[Told]:
    """The claims of the reading with the places of their words."""
    starts = [word.span.start for word in text.words]
    return [
        Told(claim, *(_places(text, starts, s) for s in (claim.source, claim.cue, claim.content)))
        for claim in reading.claims
    ]


def _places(text: Worded, starts: Sequence[int], spans: Spans) -> frozenset[int]:
    from bisect import bisect_left

    found: set[int] = set()
    for span in spans:
        first = max(0, bisect_left(starts, span.start) - 1)
        for i in range(first, bisect_left(starts, span.end)):
            if text.words[i].span.end > span.start:
                found.add(i)
    return frozenset(found)


class Versions:
    """Two readings held against each other: what changed in given words of them."""

    def __init__(self, before: Reading, after: Reading, paired: Paired) -> None:
        self.before, self.after, self.paired = before, after, paired

    @cached_property
    def _capitals(self) -> frozenset[str]:
        """The words that either text writes with a capital within a sentence: names, days."""
        return frozenset(
            word.key
            for text in (self.paired.before, self.paired.after)
            for places in text.sentences
            for i in places[1:]
            for word in (text.words[i],)
            if text.text[word.span.start].isupper() and not is_stop_word(word.key)
        )

    def what(
        self, hunks: Sequence[Hunk], old: Told | None = None, new: Told | None = None
    ) -> tuple[tuple[ChangedWhat, ...], str]:
        """What changed in the hunks, of the claim ``old`` that is now ``new``, and why so."""
        whys: dict[ChangedWhat, str] = {}
        why = self._source(hunks, old, new) if old and new else self._cut_off(old, new)
        if why:
            whys["source"] = why
        for kind, test in self._tests(old, new):
            here = [
                h for h in hunks if test(h) and not ("source" in whys and self._named(h, old, new))
            ]
            if here:
                whys[kind] = "; ".join(dict.fromkeys(map(self.words, here)))
        if old is not None and new is not None:
            if cue := self._cue(hunks, old, new):
                whys["cue"] = cue
            one, other = old.claim.commitment, new.claim.commitment
            told_already = {"hedge", "negation"} & set(whys) and "cue" not in whys
            if one != other and not told_already and self._mood(hunks, old, new):
                whys["commitment"] = f"{one} before, {other} now"
        if not whys:
            return ("wording",), "; ".join(dict.fromkeys(map(self.words, hunks)))
        found = tuple(kind for kind in _ORDER if kind in whys)
        return found, "; ".join(f"{kind}: {whys[kind]}" for kind in found)

    def _tests(
        self, old: Told | None, new: Told | None
    ) -> Iterator[tuple[ChangedWhat, Callable[[Hunk], bool]]]:
        cues = old.cue if old else frozenset(), new.cue if new else frozenset()

        def count(words: list[tuple[int, Word]], cue: frozenset[int]) -> int:
            return sum(
                w.key in _NEGATIONS or w.key.endswith("n't") or (w.key in _DENIALS and i not in cue)
                for i, w in words
            )

        def negation(hunk: Hunk) -> bool:
            gone, come = self._sides(hunk)
            return count(gone, cues[0]) != count(come, cues[1])

        def hedge(hunk: Hunk) -> bool:
            return self._differ(hunk, self._is_hedge)

        yield "number", self._number
        yield "hedge", hedge
        yield "negation", negation
        yield "quotation", self._quotation
        yield "name", self._name

    def _sides(self, hunk: Hunk) -> tuple[list[tuple[int, Word]], list[tuple[int, Word]]]:
        if hunk.marks:
            return [], []
        return (
            [(i, self.paired.before.words[i]) for i in hunk.gone],
            [(j, self.paired.after.words[j]) for j in hunk.new],
        )

    def _differ(self, hunk: Hunk, counts: Callable[[Worded, Word], bool]) -> bool:
        gone, come = self._sides(hunk)
        return Counter(w.key for _, w in gone if counts(self.paired.before, w)) != Counter(
            w.key for _, w in come if counts(self.paired.after, w)
        )

    def _is_hedge(self, text: Worded, word: Word) -> bool:
        # "May" with a capital is the month.
        return word.key in _HEDGES and text.text[word.span.start : word.span.end] != "May"

    def _number(self, hunk: Hunk) -> bool:
        if self._differ(hunk, lambda _, w: w.key[0].isdigit() or w.key in _NUMBERS):
            return True
        bounds = [
            Counter(w.key for i, w in words if w.key in _BOUNDS and _before_number(text, i))
            for text, words in zip(
                (self.paired.before, self.paired.after), self._sides(hunk), strict=True
            )
        ]
        return bounds[0] != bounds[1]

    def _quotation(self, hunk: Hunk) -> bool:
        return hunk.marks or any(w.quoted for side in self._sides(hunk) for _, w in side)

    def _name(self, hunk: Hunk) -> bool:
        gone, come = (
            [
                w.key
                for _, w in side
                if w.key in self._capitals
                and w.key not in _TITLES
                and text.text[w.span.start].isupper()
            ]
            for side, text in zip(
                self._sides(hunk), (self.paired.before, self.paired.after), strict=True
            )
        )
        if Counter(gone) == Counter(come):
            return False
        places, text = (hunk.new, self.paired.after) if come else (hunk.gone, self.paired.before)
        if not gone or not come:
            # "Ida Marn" for "Marn": a name given in full is no other name.
            named = gone or come
            near = [i for i in (places.start - 1, places.stop) if 0 <= i < len(text.words)]
            sentence = text.words[places.start].sentence
            return not (
                len(named) == len([i for i in places if text.words[i].key not in _TITLES])
                and any(
                    text.words[i].key in self._capitals and text.words[i].sentence == sentence
                    for i in near
                )
            )
        return True

    def _source(self, hunks: Sequence[Hunk], old: Told, new: Told) -> str:
        roles = [(old.touched(h.gone), new.touched(h.new)) for h in hunks if not h.marks]
        one, other = (
            quote(r.article.text, t.claim.source)
            for r, t in ((self.before, old), (self.after, new))
        )
        if old.claim.kind != "own voice" and new.claim.kind == "own voice":
            lost = self._all_changed(old, self.paired.before, self.paired.to)
            return f"the attribution is gone (“{one or self._cue_of(old)}”)" if lost else ""
        if old.claim.kind == "own voice" and new.claim.kind != "own voice":
            came = self._all_changed(new, self.paired.after, self.paired.back)
            return (
                f"it is attributed now (“{other or self._cue_of(new, now=True)}”)" if came else ""
            )
        if not any("source" in a | b for a, b in roles):
            return ""
        if not one or not other:
            return f"“{one}” is named no more" if one else f"“{other}” is named now"
        before, after = (
            {
                w.key
                for w in (text.words[i] for i in held)
                if not (is_stop_word(w.key) or w.key in _TITLES or w.key[0].isdigit())
            }
            for text, held in (
                (self.paired.before, old.source), (self.paired.after, new.source),
            )
        )  # fmt: skip
        apart = before ^ after
        if not apart or self._one_speaker(old, new, apart):
            return ""
        return f"“{one}” became “{other}”"

    def _named(self, hunk: Hunk, old: Told | None, new: Told | None) -> bool:
        """Whether all telling words of the hunk name the source: a number there counts nothing.

        Who is named within a quotation is part of what was said.
        """
        sides = self._sides(hunk)
        within = all(side and all(w.quoted for _, w in side) for side in sides)
        return not (hunk.marks or within) and all(
            place in told_.source or word.key in _AUXILIARIES or is_stop_word(word.key)
            for told_, words in zip((old, new), sides, strict=True)
            if told_ is not None
            for place, word in words
        )

    def _all_changed(self, told_: Told, text: Worded, other: Sequence[int | None]) -> bool:
        """Whether all telling words of the source, or of the cue, have no place in the other."""
        for places in (told_.source, told_.cue):
            telling = [i for i in places if text.words[i].key not in _AUXILIARIES]
            if telling and all(other[i] is None for i in telling):
                return True
        return False

    def _cut_off(self, old: Told | None, new: Told | None) -> str:
        """Why the attribution of a claim that is one in one version only changed; "" if not."""
        for told_, other, r, gone, named in (
            (old, self.paired.to, self.before, "the attribution is gone", "is named no more"),
            (new, self.paired.back, self.after, "it is attributed now", "is named now"),
        ):
            if told_ is None or not (told_.source or told_.cue):
                continue
            words = f"“{quote(r.article.text, told_.claim.source or told_.claim.cue)}”"
            if all(other[i] is None for i in told_.source | told_.cue):
                return f"{gone} ({words})"
            if told_.source and all(other[i] is None for i in told_.source):
                return f"{words} {named}"
        return ""

    def _one_speaker(self, old: Told, new: Told, apart: set[str]) -> bool:
        """Whether two sources that are worded differently are one: by name, or by reference."""
        if apart & _BETWEEN_THEM:
            return False
        names = [
            next((name_words(s.name) for s in r.speakers if s.id == t.claim.speaker), ())
            for r, t in ((self.before, old), (self.after, new))
        ]
        one, other = names
        return (
            bool(one and other)
            and one[-1] == other[-1]
            and (set(one) <= set(other) or set(other) <= set(one))
        )

    def _cue(self, hunks: Sequence[Hunk], old: Told, new: Told) -> str:
        if (
            not old.cue
            or not new.cue
            or not any(
                "cue" in old.touched(h.gone) | new.touched(h.new) for h in hunks if not h.marks
            )
        ):
            return ""
        one, other = (
            {
                _SAYING.get(text.words[i].key) or stem(text.words[i].key)
                for i in held
                if text.words[i].key not in _AUXILIARIES
            }
            for text, held in ((self.paired.before, old.cue), (self.paired.after, new.cue))
        )
        if one == other:
            return ""
        return f"“{self._cue_of(old)}” became “{self._cue_of(new, now=True)}”"

    def _mood(self, hunks: Sequence[Hunk], old: Told, new: Told) -> bool:
        """Whether words changed that can make the source stand otherwise to the content."""
        return any(
            (old.touched(h.gone) | new.touched(h.new)) & {"cue", "source"}
            or any(w.key in _MOODS for side in self._sides(h) for _, w in side)
            for h in hunks
        )

    def _cue_of(self, told: Told, *, now: bool = False) -> str:
        return quote((self.after if now else self.before).article.text, told.claim.cue)

    def words(self, hunk: Hunk) -> str:
        """The change in words: "“47” became “57”"."""
        gone = _short(self.paired.before, hunk.gone)
        new = _short(self.paired.after, hunk.new)
        if hunk.marks:
            now = self.paired.after.words[hunk.new.start].quoted
            return f"“{new}” stands between quotation marks {'now' if now else 'no more'}"
        if gone and new:
            return f"“{gone}” became “{new}”"
        return f"“{gone}” was dropped" if gone else f"“{new}” was added"


def _before_number(text: Worded, place: int) -> bool:
    return any(w.key[0].isdigit() or w.key in _NUMBERS for w in text.words[place + 1 : place + 3])


_MOST_WORDS = 12


def _short(text: Worded, places: range) -> str:
    if not places:
        return ""
    words = text.span(places[:_MOST_WORDS]).of(text.text)
    return " ".join(words.split()) + (" …" if len(places) > _MOST_WORDS else "")


def spans(text: Worded, runs: Sequence[range]) -> Spans:
    """The runs of words as spans of the text, those that touch made one."""
    found: list[Span] = []
    last = -1
    for run in sorted((r for r in runs if r), key=lambda r: r.start):
        span = text.span(run)
        if found and run.start <= last:
            found[-1] = Span(found[-1].start, max(found[-1].end, span.end))
        else:
            found.append(span)
        last = max(last, run.stop)
    return tuple(found)
