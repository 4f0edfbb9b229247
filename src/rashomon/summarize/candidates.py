"""The sentences of an article that may stand in its summary, worded so that they stand alone."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from rashomon.model import Claim, Reading, Span, Spans, Speaker
from rashomon.summarize.fences import (
    after_colons,
    credits_a_report,
    finished,
    goes_on_telling,
    headline,
    holds_every_word,
    interview_lines,
    is_headline,
    is_marked,
    is_noise,
    is_question,
    open_quotations,
    outside_marks,
    overlap,
    speaks_of_itself,
    tells_of_its_author,
    unclaimed_quotation,
    within,
)
from rashomon.summarize.fences import balanced as balanced
from rashomon.summarize.naming import names_for_pronouns
from rashomon.summarize.references import can_follow, points_back
from rashomon.summarize.sentences import sentences, without_dateline
from rashomon.summarize.wording import (
    CONNECTIVE,
    PRONOUNS,
    inner_words,
    named_source,
    opens_tied,
    opens_with_pronoun,
    says_who,
)
from rashomon.text import paragraphs as lines_of

MIN_WORDS = 5
MAX_WORDS = 60
# So many sentences at the end may tell of the author.
_LAST = 3
_LINE_END = re.compile(r"[^\S\n]*\n")
_PRONOUN = re.compile(r"\b(?:[Hh]e|[Ss]he|[Tt]hey|[Ii]t|[Tt]his)\b")
# How a source may stand to a content that is told without its cue: a denial or a charge may be in
# the cue alone. A person quoted hedges in the words themselves.
_PLAIN = frozenset(["asserts"])
_PLAIN_QUOTED = frozenset(["asserts", "hedges", "demands"])
# "Downpour: The town lay under water": the label of a picture, or a line of an interview.
_LABELLED = re.compile(r"(?:[\w’'-]+ ){0,4}[\w’'-]+: [A-Z]")
_OPEN = re.compile(
    r"\b(?:(?:could|can) ?not (?:be )?(?:immediately |independently )*(?:be )?"
    r"(?:independently )?(?:confirm|verif|establish)\w*|"
    r"not been (?:independently )?(?:confirm|verif)\w*|"
    r"no (?:independent )?(?:evidence|proof|confirmation)|unverified|without (?:evidence|proof))\b",
    re.IGNORECASE,
)
_ANSWERS = frozenset(["denies", "doubts", "withholds"])


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A sentence as the summary would print it.

    ``place`` counts the article's sentences.
    ``needs_before`` says that it can stand only right after the sentence at ``place - 1``;
    ``with_opener`` is the text with the "But" that was cut off, for where it follows that sentence.
    ``leads`` that it is the article's first; ``answers`` that somebody in it denies, doubts or
    withholds; ``loose`` counts the pronouns.
    """

    text: str
    with_opener: str | None
    spans: Spans
    claims: tuple[str, ...]
    speakers: frozenset[str]
    attributed: bool
    needs_before: bool
    leads: bool
    answers: bool
    loose: int
    place: int
    sentence: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class _Place:
    """A sentence of the article with what is known of it before it is worded."""

    reading: Reading
    speakers: Mapping[str, Speaker]
    carried: tuple[Claim, ...]
    sentence: Span
    number: int
    before: str
    leads: bool
    announced: bool
    told_before: bool
    told_after: bool

    @property
    def spoken(self) -> tuple[Claim, ...]:
        return tuple(c for c in self.carried if c.source or c.cue)


def candidates(reading: Reading, *, in_pairs: bool = False) -> tuple[Candidate, ...]:
    """The sentences that can stand alone without losing who said them, in the order of the text.

    Left out: a content whose source stands elsewhere and cannot be named; a sentence that opens
    with a word pointing back to another; a quotation nobody is known to have said; headings,
    credits and questions. ``in_pairs`` adds sentences that can be read right after the one before
    them only (:attr:`Candidate.needs_before`), where that one is a candidate too.
    """
    article = reading.article
    text = article.text
    paragraphs = article.paragraphs or lines_of(text)
    whole = [
        span for claim in reading.claims for span in (*claim.source, *claim.cue, *claim.content)
    ]
    cut = sentences(text, paragraphs=paragraphs, whole=whole)
    loose = open_quotations(text, paragraphs)
    speakers = {speaker.id: speaker for speaker in reading.speakers}
    contents = _by_sentence(cut, reading.claims, lambda claim: claim.content)
    named = _by_sentence(cut, reading.claims, lambda claim: (*claim.source, *claim.cue))
    announced = after_colons(text, paragraphs)
    interview = interview_lines(text, paragraphs)
    title = headline(text, paragraphs, article.title)
    found: list[Candidate] = []
    # An article without a full stop anywhere is read line by line.
    stops = any(finished(sentence.of(text)) for sentence in cut)
    before, leads, told = "", True, False
    for number, sentence in enumerate(cut):
        bare = without_dateline(text, sentence, title=article.title)
        words = " ".join(bare.of(text).split())
        heads = bool(title and within(sentence, title)) or is_headline(words, article.title)
        heads = heads or any(p.start < sentence.start < p.end for p in interview)
        ends = number >= len(cut) - _LAST and tells_of_its_author(words)
        readable = _readable(words, stops=stops) and not (heads or ends)
        # It names who speaks, and what is said stands elsewhere: "He denied that."
        elsewhere = any(at not in contents[number] for at in named[number])
        made = None
        if readable and not elsewhere:
            carried = [reading.claims[at] for at in sorted(contents[number])]
            place = _Place(
                reading=reading,
                speakers=speakers,
                carried=_of_this_sentence(carried, bare),
                sentence=bare,
                number=number,
                before=before,
                leads=leads,
                announced=before.endswith(":") or any(within(sentence, p) for p in announced),
                told_before=told,
                told_after=number + 1 < len(cut) and credits_a_report(cut[number + 1].of(text)),
            )
            made = _candidate(place, loose)
        if made and made.needs_before and not (found and found[-1].place == number - 1):
            made = None
        if made:
            found.append(made)
        before, leads = words, leads and not readable
        told = bool(named[number]) and not _LINE_END.match(text, sentence.end)
    return tuple(c for c in found if in_pairs or not c.needs_before)


def _readable(words: str, *, stops: bool) -> bool:
    whole = finished(words) or not stops
    return whole and MIN_WORDS <= len(words.split()) <= MAX_WORDS and not is_noise(words)


def _by_sentence(
    cut: Spans, claims: Sequence[Claim], spans_of: Callable[[Claim], Spans]
) -> list[set[int]]:
    """For each sentence the places of the claims with a span in it."""
    starts = [sentence.start for sentence in cut]
    touched: list[set[int]] = [set() for _ in cut]
    for at, claim in enumerate(claims):
        for span in spans_of(claim):
            place = max(0, bisect_right(starts, span.start) - 1)
            while place < len(cut) and cut[place].start < span.end:
                if cut[place].end > span.start:
                    touched[place].add(at)
                place += 1
    return touched


def _of_this_sentence(carried: Sequence[Claim], sentence: Span) -> tuple[Claim, ...]:
    """The claims less those told elsewhere whose words here are told by a claim of the sentence.

    A continuation is at times joined to the wrong speaker; what the sentence itself says of who
    said its words goes before.
    """
    here = [c for c in carried if c.source and _attributed(c, sentence)]
    told = [span for c in here for span in c.content]
    return tuple(
        c
        for c in carried
        if not (c.source or c.cue)
        or _attributed(c, sentence)
        or not all(
            any(within(_shared(part, sentence), span) for span in told)
            for part in c.content
            if overlap(part, sentence)
        )
    )


def _shared(span: Span, sentence: Span) -> Span:
    return Span(max(span.start, sentence.start), min(span.end, sentence.end))


def _candidate(place: _Place, loose: Spans) -> Candidate | None:
    text, sentence, spoken = place.reading.article.text, place.sentence, place.spoken
    words = " ".join(sentence.of(text).split())
    if any(_empty(text, c) for c in spoken):
        return None
    lost = [c for c in spoken if not _attributed(c, sentence)]
    if lost:
        return _introduced(place, lost)
    if is_question(words) and (not spoken or is_question(outside_marks(words).rstrip())):
        # What the outlet itself asks tells nothing; what somebody quoted asks, does.
        return None
    owned = tuple(span for c in spoken if c.source or c.speaker for span in c.content)
    if unclaimed_quotation(text, sentence, loose, owned) or speaks_of_itself(words):
        return None
    if _LABELLED.match(words) and not spoken:
        return None
    if place.announced and not any(says_who(s.of(text)) for c in spoken for s in c.source):
        # "He said:", "The terms are:": what follows is a piece of that.
        return None
    if place.told_before and not spoken and (place.told_after or goes_on_telling(words)):
        return None
    return _as_it_stands(place)


def _as_it_stands(place: _Place) -> Candidate | None:
    """The sentence itself, with pronoun sources resolved in brackets, or None."""
    text, sentence, spoken = place.reading.article.text, place.sentence, place.spoken
    edits = names_for_pronouns(text, sentence, spoken, place.speakers)
    if edits is None:
        return None
    begin, opener = sentence.start, CONNECTIVE.match(sentence.of(text))
    if opener and not any(within(Span(begin, begin + 1), s) for c in spoken for s in c.content):
        begin += opener.end()
    pieces: list[str] = []
    at = begin
    for span, replacement in edits:
        if span.start < at:
            return None
        pieces += [text[at : span.start], replacement]
        at = span.end
    pieces.append(text[at : sentence.end])
    words = " ".join("".join(pieces).split())
    if not balanced(words) or CONNECTIVE.match(words):
        return None
    back = not place.leads and points_back(words, place.carried, place.speakers, text)
    if back and not can_follow(words, place.before):
        return None
    plain = words
    if begin != sentence.start and words[:1].islower():
        words = f"[{words[0].upper()}]{words[1:]}"
    opened = " ".join(text[sentence.start : begin].split())
    return Candidate(
        text=words,
        with_opener=f"{opened} {plain}" if opened else None,
        spans=(Span(begin, sentence.end),),
        claims=tuple(c.id for c in place.carried),
        speakers=frozenset(c.speaker for c in spoken if c.speaker),
        attributed=bool(spoken),
        needs_before=back,
        leads=place.leads,
        answers=any(c.commitment in _ANSWERS for c in spoken) or bool(_OPEN.search(words)),
        loose=len(_PRONOUN.findall(words)) + sum(not edit for _, edit in edits),
        place=place.number,
        sentence=sentence,
    )


def _introduced(place: _Place, lost: Sequence[Claim]) -> Candidate | None:
    """A content whose source stands elsewhere, as ``Name: words``, or None.

    Only where the whole sentence is the content of one claim, and the cue adds nothing that the
    words do not say (a denial or a doubt stands in the cue).
    """
    reading, sentence = place.reading, place.sentence
    text = reading.article.text
    claim = lost[0]
    if len(lost) > 1 or len(place.spoken) > 1 or claim.inside is not None:
        return None
    if not claim.source or not holds_every_word(text, claim.content, sentence):
        return None
    direct = claim.kind == "direct"
    if claim.stance != "neutral" or claim.commitment not in (_PLAIN_QUOTED if direct else _PLAIN):
        return None
    name = named_source(reading, claim)
    words = inner_words(text, sentence)
    if name is None or opens_tied(words) or CONNECTIVE.match(words) or is_question(words):
        return None
    if not direct and (opens_with_pronoun(words) or speaks_of_itself(words)):
        return None
    if is_marked(words) and (direct or not balanced(words)):
        return None
    said = f"{name}: “{words}”" if direct else f"{name}: {words}"
    return Candidate(
        text=said,
        with_opener=None,
        spans=tuple(sorted({sentence, *claim.source, *claim.cue})),
        claims=(claim.id,),
        speakers=frozenset(filter(None, [claim.speaker])),
        attributed=True,
        needs_before=False,
        leads=place.leads,
        answers=False,
        loose=1,
        place=place.number,
        sentence=sentence,
    )


def _empty(text: str, claim: Claim) -> bool:
    """Whether the content is a mere "that" or "it": what was said stands in another sentence."""
    words = [word for span in claim.content for word in span.of(text).split()]
    return all(word.casefold().strip(".,;") in PRONOUNS | {"so"} for word in words)


def _attributed(claim: Claim, sentence: Span) -> bool:
    source = not claim.source or any(within(span, sentence) for span in claim.source)
    cue = not claim.cue or any(within(span, sentence) for span in claim.cue)
    return source and cue
