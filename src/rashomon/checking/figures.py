"""Numbers and days of a summary: whether the articles have them, for the same thing, as exact."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from rashomon.checked import Fault
from rashomon.checking.alignment import Match, Own
from rashomon.checking.articles import Articles, Told
from rashomon.checking.words import values
from rashomon.model import Reading, Span
from rashomon.text import words as words_in
from rashomon.vocabulary import is_stop_word, stem

Bound = Literal["exact", "at least", "at most", "about", "below"]

# From this share of its words on, an article's sentence tells what the summary's tells.
_TELLS, _TELLS_MUCH = 0.3, 0.45
_AROUND = 45  # code points
_DAYS = "monday tuesday wednesday thursday friday saturday sunday".split()
_MONTHS = (
    "january february march april may june july august september october november december".split()
)
_SHORT = {m[:3]: m for m in _MONTHS} | {"sept": "september"} | {d[:3]: d for d in _DAYS}
_DAY = re.compile(
    r"\b(?:(?P<day>Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|Mon|Tues?|Wed|Thu"
    r"|Thurs|Fri|Sat|Sun)(?=s?\b)"
    r"|(?P<month>January|February|March|April|May|June|July|August|September|October|November"
    r"|December|Jan|Feb|Aug|Sept|Oct|Nov|Dec)\b\.?"
    r"|(?P<year>(?:19|20)\d\d)\b)"
)
_MAY = re.compile(r"(?:\b(?:in|of|since|until|on|last|early|late|\d{1,2}(?:st|nd|rd|th)?) $)")
_ORDINALS = dict(
    zip(
        "second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth"
        " fourteenth fifteenth sixteenth".split(),
        range(2, 17),
        strict=True,
    )
)
_ORDINAL = re.compile(rf"\b(?:{'|'.join(_ORDINALS)}|\d{{1,3}}(?:nd|rd|th|st))\b", re.IGNORECASE)
_WRITTEN: dict[Bound, str] = {
    "at most": "at most|at the most|no more than|not more than|up to|as (?:high|many|much) as"
    "|a maximum of|maximum",
    "at least": "at least|more than|over|no fewer than|no less than|upwards of|above|exceeding"
    "|minimum of|greater than|in excess of",
    "below": "nearly|almost|close to|just under|fewer than|less than|under|below|just short of",
    "about": "about|around|approximately|some|roughly|an estimated|estimated|an average of",
}
_BEFORE: tuple[tuple[Bound, re.Pattern[str]], ...] = tuple(
    (bound, re.compile(rf"\b(?:{words})\s*(?:a |an |some )?[$€£]?$", re.IGNORECASE))
    for bound, words in _WRITTEN.items()
)
_AFTER: tuple[tuple[Bound, re.Pattern[str]], ...] = (
    ("at least", re.compile(r"\s?(?:\+|plus\b|\w+ or more\b|or more\b|\w+ and more\b)")),
    ("at most", re.compile(r"\s?(?:\w+ or (?:less|fewer)\b|or (?:less|fewer)\b|\w+ at most\b)")),
    ("about", re.compile(r"\s?(?:\w+ or so\b|or so\b)")),
)
_ROUND = 0.06
_CLEARLY = 2.5
_NAMED = frozenset({"NOUN", "PROPN", "ADJ", "SYM"})
_AGED = re.compile(r"(?<![\w.,])(\d[\d,.]*)-(?=[a-z])")
_LARGE = 1000
_FEW, _COUNTED = 4, 12
_TELLS_WELL = 0.5
_VAGUE = re.compile(
    r"\b(?:a few|few|several|some|tens|dozens?|hundreds|thousands|millions|billions)\b",
    re.IGNORECASE,
)
_OVER = re.compile(
    r"(?:\b((?:hand|turn|spread|stretch|carr|cross|vot|argu|fight|fought|sign)\w*) )?"
    r"\bover (?:an? )?[$€£]?$"
)
_OUT_OF = re.compile(r" (?:in|out of) (?:\d+|five|six|eight|ten|every|three|four)\b")
_HALF = re.compile(r"\bhalf\b")
_SINCE = re.compile(
    r"\b(?:last|this|next|previous|past|coming) (?:year|fall|spring|summer)|\bago\b"
)


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class _Number:
    """A number as a sentence writes it; ``span`` and ``words`` are of the whole text."""

    value: float
    bound: Bound
    span: Span
    around: frozenset[str]
    noun: frozenset[str]
    told: Told | None = None
    tokens: tuple[int, ...] = ()


def number_faults(
    summary: Reading, own: Own, found: Sequence[Match], articles: Articles, skip: Sequence[Span]
) -> Iterator[Fault]:
    """Faults in the numbers and days of one sentence; words in ``skip`` are looked at elsewhere."""
    text = summary.article.text
    near = [m for m in found if m.held >= _TELLS]
    mine = [n for n in _numbers(own.close.doc, text, own.span, None) if not _within(n.span, skip)]
    theirs = {
        id(m): list(_numbers(m.close.doc, m.told.reading.article.text, m.told.span, m.told))
        for m in near
    }
    for number in mine:
        if fault := _number(text, number, mine, own, near, theirs, articles):
            yield fault
    yield from _ordinals(text, own, near, articles, skip)
    yield from _days(text, own, near, articles, skip)


def _within(span: Span, spans: Sequence[Span]) -> bool:
    return any(s.start <= span.start < s.end for s in spans)


def _numbers(doc: object, text: str, sentence: Span, told: Told | None) -> Iterator[_Number]:
    """The numbers of a parsed sentence; years, and parts of dates, are left to the days."""
    from spacy.tokens import Doc

    assert isinstance(doc, Doc)  # noqa: S101
    known = values(doc)
    for token in doc:
        if token.i not in known and (aged := _AGED.match(token.text)):
            known[token.i] = float(aged[1].replace(",", ""))
    done: set[int] = set()
    for i in sorted(known):
        if i in done:
            continue
        last = i
        while last + 1 in known and known[last + 1] == known[i]:
            last += 1
        done.update(range(i, last + 1))
        first, end = doc[i], doc[last]
        span = Span(sentence.start + first.idx, sentence.start + end.idx + len(end))
        words = span.of(text)
        if re.fullmatch(r"(?:19|20)\d\d", words) or words.casefold() in {"one", "single", "zero"}:
            continue
        if re.search(
            r"(?:January|February|March|April|May|June|July|August|September|October"
            r"|November|December)\.? $",
            text[max(0, span.start - 12) : span.start],
        ):
            continue  # fmt: skip
        noun = []
        for token in doc[last + 1 : last + 4]:
            model = token.text[0].isupper() and any(c.isdigit() for c in token.text)
            # "65 captured soldiers": the soldiers are counted.
            described = token.pos_ == "ADJ" or token.tag_ in {"VBN", "VBG"}
            named = described or token.pos_ in _NAMED
            if not model and (not named or token.lower_ in {"other", "more"}):
                break
            noun += [token.text.rstrip("s") if model else token.text] * (not described)
        if re.search(r"%|per ?cent", words + text[span.end : span.end + 9]):
            noun = []
            percent = True
        else:
            percent = False
        yield _Number(
            value=known[i],
            bound=_bound(text, span, sentence),
            span=span,
            around=_context(text, span, sentence),
            noun=frozenset({"%"} if percent else (stem(one) for one in noun)),
            told=told,
            tokens=tuple(range(i, last + 1)),
        )


def _bound(text: str, span: Span, sentence: Span) -> Bound:
    before = text[max(sentence.start, span.start - 28) : span.start]
    if re.match(r"[ -](?:second|minute|hour|day|week|month|year|decade)s?\b", text[span.end :]):
        # "Over two days" is how long it took.
        before = re.sub(r"\bover (?:an? )?$", "", before)
    for bound, pattern in _BEFORE:
        if pattern.search(before):
            return bound
        # "At least 12" may be one number to the reader of numbers.
        if match := re.match(r"\D+", span.of(text)):
            inner = pattern.search(match.group())
            if inner:
                return bound
    after = text[span.end : min(sentence.end, span.end + 24)]
    for bound, pattern in _AFTER:
        if pattern.match(after):
            return bound
    return "exact"


def _context(text: str, span: Span, within: Span) -> frozenset[str]:
    around = Span(max(within.start, span.start - _AROUND), min(within.end, span.end + _AROUND))
    return frozenset(
        stem(w)
        for at, w in words_in(text, (around,))
        if not is_stop_word(w) and not w[0].isdigit() and not span.start <= at.start < span.end
    )


def _number(
    text: str,
    number: _Number,
    mine: Sequence[_Number],
    own: Own,
    near: Sequence[Match],
    theirs: dict[int, list[_Number]],
    articles: Articles,
) -> Fault | None:
    equal = [n for m in near for n in theirs[id(m)] if n.value == number.value]
    near_it = [n for n in equal if _shared(number, n, own, near)]
    if equal:
        # A large number is hardly there twice for two things.
        same = near_it or (equal if number.value > _COUNTED else [])
        return _bound_fault(text, number, same) if same else None
    taken = {n.value for n in mine if n is not number}
    rounded = [n for m in near for n in theirs[id(m)] if _rounds(number, n)]
    if rounded or _VAGUE.search(text[max(0, number.span.start - 8) : number.span.end + 4]):
        return None
    if re.search(r"third|half|quarter", number.span.of(text), re.IGNORECASE) or number.value < 1:
        return None
    if _OUT_OF.match(text, number.span.end):
        return None  # "a third", "seven in ten": the articles may have it in percent
    if any(_made_of(number, theirs[id(m)]) for m in near):
        return None
    # Where the number stands elsewhere, only what is clearly the same thing speaks against it.
    least = _CLEARLY if _stands(number, articles, near) else 0.0
    rivals = []
    for match in near:
        for other in theirs[id(match)]:
            shared = _shared(number, other, own, near)
            both = bool(number.noun and other.noun)
            alike = bool(number.noun & other.noun) or _nouns_alike(number, other, own, match)
            if (both or other.value in taken) and not alike:
                continue
            # Where only one of them says what it counts, more must be the same around it.
            less = least if both or number.noun == other.noun else max(least, 1.5)
            if number.value <= _FEW and not alike and (number.noun or other.noun):
                continue  # "two companies": counted by the summary itself
            if _HALF.search(match.told.text) and "year" in match.told.text:
                continue  # "a year and a half" in months
            if shared > less:
                rivals.append((shared + match.held, other))
    if not rivals:
        return _nowhere(text, number, near, articles)
    other = max(rivals, key=lambda r: r[0])[1]
    return _changed(text, number, other)


def _made_of(number: _Number, others: Sequence[_Number]) -> bool:
    """Whether the number is the sum of two, or the difference: a lead in points."""
    values = sorted({n.value for n in others})
    return any(
        number.value in {a + b, b - a} for n, a in enumerate(values) for b in values[n + 1 :]
    )


def _nowhere(text: str, number: _Number, near: Sequence[Match], articles: Articles) -> Fault | None:
    """A fault where a number in digits stands in no article at all."""
    if not near or near[0].held < _TELLS_WELL or number.bound == "about":
        return None
    if not re.fullmatch(r"[\d,.]+", number.span.of(text)) or number.value <= _FEW:
        return None
    if any(_holds(reading, number) for reading in articles.readings):
        return None
    here = _said(text, number)
    if "point" in here:
        return None  # a lead may be counted from two numbers
    return Fault(
        kind="number changed",
        span=number.span,
        why=f"no article has “{here}”",
        passages=(near[0].told.quoted(),),
    )


def _holds(reading: Reading, number: _Number) -> bool:
    """Whether an article has the number, rounded or in other units perhaps."""
    for item in reading.record:
        quantity = item.quantity
        for value in (quantity.value, quantity.max) if quantity is not None else ():
            if value and abs(value - number.value) <= 0.06 * value:
                return True
    plain = reading.article.text.replace(",", "")
    return any(
        abs(float(m) - number.value) <= 0.06 * number.value
        for m in re.findall(r"\d+(?:\.\d+)?", plain)
    )


def _changed(text: str, number: _Number, other: _Number) -> Fault:
    assert other.told is not None  # noqa: S101
    here, there = _said(text, number), _said(other.told.reading.article.text, other)
    return Fault(
        kind="number changed",
        span=number.span,
        why=f"the article has “{there}”, the summary “{here}”",
        passages=(other.told.quoted(),),
    )


def _nouns_alike(number: _Number, other: _Number, own: Own, match: Match) -> bool:
    """Whether what the two count is one thing in two words."""
    doc = match.close.doc
    for row, word in enumerate(own.words):
        if word.stem not in number.noun or not match.strength.shape[1]:
            continue
        j = int(match.strength[row].argmax())
        if match.strength[row, j] >= 0.6 and stem(doc[j].text) in other.noun:
            return True
    return False


def _said(text: str, number: _Number) -> str:
    """The number as it is written, with the word after it and a bound before it."""
    start, end = number.span
    before = re.search(
        r"(?:at least|more than|at most|up to|nearly|almost|about|around|over|under|as high as"
        r"|no more than|fewer than|less than|[$€£])\s?$",
        text[max(0, start - 16) : start],
        re.IGNORECASE,
    )
    if before:
        start -= len(before.group())
    after = re.match(r"\s?(?:%|\w+)", text[end : end + 20])
    if after:
        end += len(after.group())
    return " ".join(text[start:end].split())


def _shared(number: _Number, other: _Number, own: Own, near: Sequence[Match]) -> float:
    """How much of what stands around the one number stands around the other."""
    same = len(number.around & other.around) + len(number.noun & other.noun)
    if same:
        return float(same)
    match = next((m for m in near if m.told is other.told), None)
    if match is None:
        return 0.0
    # In other words: a word beside the one means what a word beside the other means.
    doc = match.close.doc
    total = 0.0
    for row, word in enumerate(own.words):
        at = word.span.start + own.span.start
        if word.value is not None or abs(at - number.span.start) > _AROUND:
            continue
        j = int(match.strength[row].argmax()) if match.strength.shape[1] else 0
        if match.strength[row].max(initial=0.0) < 0.6:
            continue
        if abs(doc[j].idx + match.told.span.start - other.span.start) <= _AROUND:
            total += 0.5
    return total


def _bound_fault(text: str, number: _Number, equal: Sequence[_Number]) -> Fault | None:
    if number.bound != "exact" and any(n.bound == "exact" for n in equal):
        # Less sure than the article is no fault, unless it says what is not so.
        return None
    if any(n.bound == number.bound for n in equal):
        return None
    first = equal[0]
    assert first.told is not None  # noqa: S101
    here, there = _said(text, number), _said(first.told.reading.article.text, first)
    if number.bound == "exact":
        theirs = [_over(n.told.reading.article.text, n.span) for n in equal if n.told]
        if _over(text, number.span) or any(o and o[1] for o in theirs):
            return None  # "over three hours" is how long it took, or more than that
        if any(n.bound in {"exact", "about"} for n in equal):
            return None
        return Fault(
            kind="hedge lost",
            span=number.span,
            why=f"the article has “{there}”, the summary “{here}”, as an exact number",
            passages=(first.told.quoted(),),
        )
    over, under = {"at least"}, {"at most", "below"}
    for n in equal:
        if not ({n.bound, number.bound} & over and {n.bound, number.bound} & under):
            return None
    return Fault(
        kind="number changed",
        span=number.span,
        why=f"the article has “{there}”, the summary “{here}”",
        passages=(first.told.quoted(),),
    )


def _over(text: str, span: Span) -> re.Match[str] | None:
    """An "over" before the number; its first group is the verb that it belongs to, if any."""
    return _OVER.search(text[max(0, span.start - 24) : span.start])


def _rounds(mine: _Number, theirs: _Number) -> bool:
    """Whether the summary's number is the article's, rounded, and marked so where it is small."""
    low, high = sorted((mine.value, theirs.value))
    if not low or high / low > 1.5:
        return False
    near = high - low <= max(1.0, 0.12 * high)
    if mine.bound == "about":
        return near
    if mine.bound == "at least":
        return mine.value <= theirs.value and high - low <= 0.25 * high
    if mine.bound in {"at most", "below"}:
        return theirs.value <= mine.value and near
    # "2.96 million" told as "3 million": to two figures it is the same; "98.33" as "98".
    part = theirs.value != int(theirs.value) and round(theirs.value) == mine.value
    return part or (high >= _LARGE and high - low <= _ROUND * high and _is_round(mine.value))


def _is_round(value: float) -> bool:
    digits = f"{int(value)}".rstrip("0")
    return len(digits) <= 2


def _stands(number: _Number, articles: Articles, near: Sequence[Match]) -> bool:
    """Whether the figure stands anywhere in an article that tells what the sentence tells."""
    tellers = {m.told.reading.article.id for m in near}
    figure = f"{number.value:g}"
    for reading in articles.readings:
        if reading.article.id not in tellers:
            continue
        for item in reading.record:
            quantity = item.quantity
            if quantity is not None and number.value in (quantity.value, quantity.max):
                return True
        plain = reading.article.text.replace(",", "")
        if re.search(rf"(?<![\d.]){re.escape(figure)}(?!\d|\.\d)", plain):
            return True
    return False


def _ordinals(
    text: str, own: Own, near: Sequence[Match], articles: Articles, skip: Sequence[Span]
) -> Iterator[Fault]:
    """ "The fourth plane" told as "the fifth"."""
    del articles
    for match in _ORDINAL.finditer(text, own.span.start, own.span.end):
        span = Span(*match.span())
        if _within(span, skip) or _is_date(text, span):
            continue
        value = _place_of(match.group())
        rivals: list[tuple[Match, str]] = []
        for one in near:
            other = one.told.reading.article.text
            for found in _ORDINAL.finditer(other, one.told.span.start, one.told.span.end):
                there = Span(*found.span())
                if _is_date(other, there):
                    continue
                if _place_of(found.group()) == value:
                    rivals = []
                    break
                rivals.append((one, found.group()))
            else:
                continue
            break
        if rivals and rivals[0][0].held >= _TELLS_MUCH:
            yield Fault(
                kind="number changed",
                span=span,
                why=f"the article has “{rivals[0][1]}”, the summary “{match.group()}”",
                passages=(rivals[0][0].told.quoted(),),
            )


def _place_of(word: str) -> int:
    low = word.casefold()
    return _ORDINALS.get(low) or int(re.sub(r"\D", "", low))


def _is_date(text: str, span: Span) -> bool:
    around = text[max(0, span.start - 12) : span.end + 14]
    return any(m.title() in around for m in _MONTHS) or "century" in around


def _named(text: str, span: Span) -> list[tuple[str, str, Span]]:
    """Days, months and years in the span: the class, the day in full, where it stands."""
    found = []
    for match in _DAY.finditer(text, span.start, span.end):
        kind = match.lastgroup or ""
        word = match.group().rstrip(".").casefold()
        dated = re.match(r"\.? \d", text[match.end() : match.end() + 4])
        if (
            word in {"may", "march"}
            and not dated
            and not _MAY.search(text[max(0, match.start() - 8) : match.start()])
        ):
            continue
        found.append((kind, _SHORT.get(word[:4], _SHORT.get(word[:3], word)), Span(*match.span())))
    return found


def _days(
    text: str, own: Own, near: Sequence[Match], articles: Articles, skip: Sequence[Span]
) -> Iterator[Fault]:
    for kind, day, span in _named(text, own.span):
        if _within(span, skip):
            continue
        rivals: list[tuple[Match, str]] = []
        found = False
        around = _context(text, span, own.span)
        for match in near:
            other = match.told.reading.article.text
            theirs = _named(other, match.told.span)
            if any(d == day and _tells(match, near, s, other, around) for _, d, s in theirs):
                found = True
                break
            rivals += [(match, s.of(other)) for k, _, s in theirs if k == kind]
        if not found and not rivals and kind == "year" and near and near[0].held >= _TELLS_WELL:
            texts = [r.article.text for r in articles.readings]
            if not any(day in one for one in texts) and not any(
                _SINCE.search(m.told.text) for m in near
            ):
                yield Fault(
                    kind="number changed",
                    span=span,
                    why=f"no article has “{day}”",
                    passages=(near[0].told.quoted(),),
                )
        if found or not rivals or rivals[0][0].held < _TELLS_MUCH:
            continue
        if any(len(around & told.stems) >= 2 for told in articles.with_stem(stem(day))):
            continue
        first, there = rivals[0]
        yield Fault(
            kind="number changed",
            span=span,
            why=f"the article has “{there}”, the summary “{span.of(text)}”",
            passages=(first.told.quoted(),),
        )


def _tells(
    match: Match, near: Sequence[Match], span: Span, text: str, around: frozenset[str]
) -> bool:
    """Whether the day at ``span`` may be the one meant: of what the summary tells, or beside it."""
    if match.held >= near[0].held - 0.15:
        return True
    return len(around & _context(text, span, match.told.span)) > 1
