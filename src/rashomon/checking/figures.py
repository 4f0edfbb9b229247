"""Numbers and days of a summary: whether the articles have them, for the same thing, as exact."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rashomon.checked import Fault
from rashomon.checking.articles import Articles, Near, Told
from rashomon.comparison.numbers import fit
from rashomon.model import Quantity, Reading, RecordItem, Span
from rashomon.text import words as words_in
from rashomon.vocabulary import is_stop_word, stem

# From this share of its words on, an article's sentence tells what the summary's tells.
_TELLS = 0.35
_TELLS_MUCH = 0.5
_AROUND = 40  # code points
_DAYS = "monday tuesday wednesday thursday friday saturday sunday".split()
_MONTHS = (
    "january february march april may june july august september october november december".split()
)
_SHORT = {m[:3]: m for m in _MONTHS} | {"sept": "september"} | {d[:3]: d for d in _DAYS}
_DAY = re.compile(
    r"\b(?:(?P<day>Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|Mon|Tue|Tues|Wed|Thu"
    r"|Thurs|Fri|Sat|Sun)(?=s?\b)"
    r"|(?P<month>January|February|March|April|May|June|July|August|September|October|November"
    r"|December|Jan|Feb|Aug|Sept|Oct|Nov|Dec)\b\.?"
    r"|(?P<year>(?:19|20)\d\d)\b)"
)
_RELATIVE = re.compile(r"\b(?:yesterday|today|tonight|tomorrow|last night|overnight)\b", re.I)
_FIGURE = re.compile(r"(?<![\w.,])\d+(?:[.,:]\d+)*(?:st|nd|rd|th)?(?![\w])|(?<=[$€£])\d[\d.,]*")
_BELOW = re.compile(r"\b(?:nearly|almost|close to|just under|up to|as many as|fewer than|less than"
                    r"|under|at most)\b", re.IGNORECASE)  # fmt: skip
_ABOVE = re.compile(r"\b(?:more than|over|at least|no fewer than|upwards of|above)\b", re.I)
# How a round number stands for another.
_ROUND = 0.06


@dataclass(frozen=True, slots=True, eq=False)
class _Number:
    item: RecordItem
    told: Told


def number_faults(
    summary: Reading, sentence: Span, near: Sequence[Near], articles: Articles, skip: Sequence[Span]
) -> Iterator[Fault]:
    """Faults in the numbers and days of one sentence; words in ``skip`` are looked at elsewhere."""
    text = summary.article.text
    items = [
        item
        for item in summary.record
        if item.quantity is not None
        and not item.sum_of
        and sentence.start <= item.span.start
        and item.span.end <= sentence.end
    ]
    outside = [i for i in items if not any(s.start <= i.span.start < s.end for s in skip)]
    told = [n.told for n in near if n.held >= _TELLS]
    known = [_Number(i, t) for t in told for i in _items(t)]
    for item in outside:
        if fault := _number(text, sentence, item, known, near, articles):
            yield fault
    covered = [*skip, *(i.span for i in items)]
    yield from _figures(text, sentence, covered, near, articles)
    yield from _days(text, sentence, near, articles, skip)


def _items(told: Told) -> Iterator[RecordItem]:
    for item in told.reading.record:
        if item.quantity is not None and told.span.start <= item.span.start < told.span.end:
            yield item


def _noun(item: RecordItem) -> frozenset[str]:
    """What the number counts or measures, as stems."""
    quantity = item.quantity
    assert quantity is not None  # noqa: S101
    named = " ".join(filter(None, (quantity.counts, quantity.unit)))
    return frozenset(stem(w) for w in named.split())


def _context(text: str, span: Span, within: Span) -> frozenset[str]:
    around = Span(max(within.start, span.start - _AROUND), min(within.end, span.end + _AROUND))
    return frozenset(
        stem(w)
        for at, w in words_in(text, (around,))
        if not is_stop_word(w) and not w[0].isdigit() and not span.start <= at.start < span.end
    )


def _number(
    text: str,
    sentence: Span,
    item: RecordItem,
    known: Sequence[_Number],
    near: Sequence[Near],
    articles: Articles,
) -> Fault | None:
    mine = item.quantity
    if mine is None:
        return None
    words = item.span.of(text)
    own = _context(text, item.span, sentence)
    rivals: list[tuple[float, _Number]] = []
    same: list[_Number] = []
    for number in known:
        theirs = number.item.quantity
        if theirs is None:
            continue
        noun, other = _noun(item), _noun(number.item)
        alike = bool(noun & other) or not noun or not other
        around = _context(number.told.reading.article.text, number.item.span, number.told.span)
        shared = len(own & around)
        if _means_the_same(
            mine, theirs, words, number.item.span.of(number.told.reading.article.text)
        ):
            if alike or shared:
                return None
            same.append(number)
            continue
        if mine.value == theirs.value:
            same.append(number)
        if alike and noun and other and _kind(mine) == _kind(theirs):
            rivals.append((shared + 2 * bool(noun & other), number))
    exact = [n for n in same if n.item.quantity and n.item.quantity.value == mine.value]
    for number in exact:
        theirs = number.item.quantity
        assert theirs is not None  # noqa: S101
        if _noun(item) & _noun(number.item) and theirs.bound != mine.bound:
            return Fault(
                kind="number changed",
                span=item.span,
                why=f"the article has “{_words_of(number)}”, the summary “{words}”",
                passages=(number.told.quoted(),),
            )
    if exact or same:
        return None
    if _stands(mine, words, articles, near):
        return None
    if not rivals:
        return None
    best = max(rivals, key=lambda r: (r[0], -r[1].told.order))
    if best[0] < 1:
        return None
    number = best[1]
    return Fault(
        kind="number changed",
        span=item.span,
        why=f"the article has “{_words_of(number)}”, the summary “{words}”",
        passages=(number.told.quoted(),),
    )


def _words_of(number: _Number) -> str:
    return " ".join(number.item.span.of(number.told.reading.article.text).split())


def _kind(quantity: Quantity) -> tuple[str | None, bool]:
    return quantity.unit, bool(quantity.counts)


def _means_the_same(mine: Quantity, theirs: Quantity, words: str, their_words: str) -> bool:
    """Whether a reader of both would find one number; rounding must be marked as such."""
    if mine.value == theirs.value and mine.max == theirs.max:
        if mine.bound == theirs.bound:
            # "Nearly 40" and "more than 40" are both bounds of 40.
            return not (_BELOW.search(words) and _ABOVE.search(their_words)) and not (
                _ABOVE.search(words) and _BELOW.search(their_words)
            )
        return False
    low, high = sorted((mine.value, theirs.value))
    if theirs.bound == "exact" or mine.bound == theirs.bound:
        if mine.bound == "about":
            return high - low <= max(1.0, 0.1 * high)
        if mine.bound == "at least":
            return mine.value <= theirs.value and high - low <= 0.35 * high
        if mine.bound == "at most":
            return theirs.value <= mine.value and high - low <= 0.35 * high
    if theirs.bound == "about" and mine.bound == "exact":
        return False
    # "2.96 million" told as "3 million": marked or not, it is the same to two figures.
    large = high >= 1000 and high - low <= _ROUND * high
    return large and fit(mine, theirs) != "conflict"


def _stands(mine: Quantity, words: str, articles: Articles, near: Sequence[Near]) -> bool:
    """Whether the figure stands anywhere in an article that tells what the sentence tells."""
    del words
    tellers = {id(n.told.reading) for n in near if n.held >= _TELLS}
    for reading in articles.readings:
        if id(reading) not in tellers:
            continue
        for item in reading.record:
            if item.quantity is not None and mine.value in (item.quantity.value, item.quantity.max):
                return True
    return False


def _figures(
    text: str,
    sentence: Span,
    covered: Sequence[Span],
    near: Sequence[Near],
    articles: Articles,
) -> Iterator[Fault]:
    """Figures that are no quantity (ages, times, results): found in an article, or changed."""
    for match in _FIGURE.finditer(text, sentence.start, sentence.end):
        if any(s.start <= match.start() < s.end for s in covered):
            continue
        figure = match.group().replace(",", "")
        if re.fullmatch(r"(?:19|20)\d\d", figure):
            continue  # a year: with the days
        if any(_has_figure(r.article.text, figure) for r in articles.readings):
            continue
        own = _context(text, Span(*match.span()), sentence)
        best: tuple[int, Told, Span] | None = None
        for n in near:
            if n.held < _TELLS:
                continue
            other = n.told.reading.article.text
            for found in _FIGURE.finditer(other, n.told.span.start, n.told.span.end):
                if _has_figure(sentence.of(text), found.group().replace(",", "")):
                    continue
                shared = len(own & _context(other, Span(*found.span()), n.told.span))
                if shared and (best is None or shared > best[0]):
                    best = shared, n.told, Span(*found.span())
        if best is not None:
            _, told, span = best
            theirs = span.of(told.reading.article.text)
            yield Fault(
                kind="number changed",
                span=Span(*match.span()),
                why=f"the article has “{theirs}”, the summary “{match.group()}”",
                passages=(told.quoted(),),
            )


_WORDS = dict(
    zip(
        map(str, range(1, 21)),
        "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen"
        " sixteen seventeen eighteen nineteen twenty".split(),
        strict=True,
    )
)


def _has_figure(text: str, figure: str) -> bool:
    plain = text.replace(",", "")
    if re.search(rf"(?<![\d.]){re.escape(figure)}(?!\d|\.\d)", plain):
        return True
    word = _WORDS.get(figure)
    return word is not None and bool(re.search(rf"\b{word}\b", text, re.IGNORECASE))


def _named(text: str, span: Span) -> list[tuple[str, str, Span]]:
    """Days, months and years in the span: the class, the day in full, where it stands."""
    found = []
    for match in _DAY.finditer(text, span.start, span.end):
        kind = match.lastgroup or ""
        word = match.group().rstrip(".").casefold()
        if word == "may" and not re.search(
            r"(?:\b(?:in|of|since|until|on|last|early|late|\d{1,2}(?:st|nd|rd|th)?) $)",
            text[max(0, match.start() - 8) : match.start()],
        ):
            if not re.match(r"\.? \d", text[match.end() : match.end() + 4]):
                continue
        if word == "march" and not match.group()[0].isupper():
            continue
        found.append((kind, _SHORT.get(word[:4], _SHORT.get(word[:3], word)), Span(*match.span())))
    return found


def _days(
    text: str, sentence: Span, near: Sequence[Near], articles: Articles, skip: Sequence[Span]
) -> Iterator[Fault]:
    for kind, day, span in _named(text, sentence):
        if any(s.start <= span.start < s.end for s in skip):
            continue
        rivals: list[tuple[Near, str]] = []
        found = False
        for n in near:
            if n.held < _TELLS:
                continue
            other = n.told.reading.article.text
            theirs = _named(other, n.told.span)
            if any(d == day for _, d, _ in theirs):
                found = True
                break
            rivals += [(n, s.of(other)) for k, d, s in theirs if k == kind]
        if found or not rivals or rivals[0][0].held < _TELLS_MUCH:
            continue
        own = _context(text, span, sentence)
        if _elsewhere(day, own, articles, near):
            continue
        first, theirs_ = rivals[0]
        yield Fault(
            kind="number changed",
            span=span,
            why=f"the article has “{theirs_}”, the summary “{span.of(text)}”",
            passages=(first.told.quoted(),),
        )


def _elsewhere(day: str, own: frozenset[str], articles: Articles, near: Sequence[Near]) -> bool:
    """Whether the day is named in another sentence with some of the same words around it."""
    del near
    for told in articles.with_stem(stem(day)):
        if len(own & told.stems) >= 2:
            return True
    return False
