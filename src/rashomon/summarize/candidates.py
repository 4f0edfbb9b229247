"""The sentences of an article that may stand in its summary, worded so that they stand alone."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from rashomon.model import Claim, Reading, Span, Spans, Speaker
from rashomon.summarize.sentences import quotations, sentences, without_dateline
from rashomon.summarize.wording import (
    CONNECTIVE,
    PRONOUNS,
    in_brackets,
    inner_words,
    name_of,
    named_source,
    opens_tied,
    opens_with_pronoun,
    says_who,
    shown_name,
)

MIN_WORDS = 5
MAX_WORDS = 60
_FINISHED = re.compile(r"[.!?…。！？؟][\"”’'»)\]]*$")
# "They ought to have done so": what, stands in another sentence.
_BACKWARD = re.compile(r"\b(?:do|did|does|doing|done) (?:so|it|that)[.!\"”’']*$|\bthe latter\b")
_PRONOUN = re.compile(r"\b(?:[Hh]e|[Ss]he|[Tt]hey|[Ii]t|[Tt]his)\b")
_QUESTION = re.compile(r"[?？؟][\"”’'»)\]]*$")
_MARKS = re.compile(r"[\"“”„«»]")
_FIRST_PERSON = re.compile(r"\b(?:I|[Ww]e|[Mm]y|[Oo]ur|[Uu]s|me)\b")
_NOISE = re.compile(
    r"https?://|www\.|@\w|©|\bcopyright\b|^(?:by|photo|photograph|image|video|watch|read more|"
    r"read also|see also|related|follow|sign up|subscribe|click|editor[’']s note|reporting by|"
    r"additional reporting|with reporting|advertisement|share this|updated|published|posted|"
    r"last updated|source|caption|file photo|more on this|what do you think|copyright)\b"
    r"|\((?:reuters|ap|afp|file)\)\s*\.?$|\bcontributed to this (?:report|story|article)\b"
    r"|^(?-i:[A-Z]{1,3}): |^(?:image|photo\w*|picture) (?:shows?|from)\b"
    r"|\b\d{3}[-. ]\d{3}[-. ]\d{4}\b|\byoutube\b|^tags?:? |^date of publication"
    r"|\b(?:newsletter|all rights reserved|terms of (?:use|service)|cookies)\b",
    re.IGNORECASE,
)
# How a source may stand to a content that is told without its cue: a denial or a charge may be in
# the cue alone. A person quoted hedges in the words themselves.
_PLAIN = frozenset(["asserts"])
_PLAIN_QUOTED = frozenset(["asserts", "hedges", "demands"])
_NOT_PERSONS = frozenset(["state", "organisation", "document", "media", "office"])
_LEAVE = frozenset(["who", "which", "that", "i", "we", "one", "himself", "herself", "themselves"])


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A sentence as the summary would print it.

    ``introduces`` is the full name of a source that the sentence gives by its last word only; the
    summary completes it where it has not named it before. ``place`` counts the article's sentences.
    """

    text: str
    spans: Spans
    claims: tuple[str, ...]
    speakers: frozenset[str]
    introduces: str | None
    attributed: bool
    pronouns: int
    place: int
    sentence: Span


def candidates(reading: Reading) -> tuple[Candidate, ...]:
    """The sentences that can stand alone without losing who said them, in the order of the text.

    Left out: a content whose source stands elsewhere and cannot be named; a sentence that opens
    with a word pointing back to another; a quotation nobody is known to have said; headings,
    credits and questions.
    """
    article = reading.article
    text = article.text
    whole = [
        span for claim in reading.claims for span in (*claim.source, *claim.cue, *claim.content)
    ]
    cut = sentences(text, paragraphs=article.paragraphs, whole=whole)
    loose = _open_quotations(text, article.paragraphs)
    speakers = {speaker.id: speaker for speaker in reading.speakers}
    contents = _by_sentence(cut, reading.claims, lambda claim: claim.content)
    named = _by_sentence(cut, reading.claims, lambda claim: (*claim.source, *claim.cue))
    found: list[Candidate] = []
    for place, sentence in enumerate(cut):
        if any(at not in contents[place] for at in named[place]):
            # It names who speaks, and what is said stands elsewhere: "He denied that."
            continue
        carried = [reading.claims[at] for at in sorted(contents[place])]
        bare = without_dateline(text, sentence, title=article.title)
        made = _candidate(reading, speakers, carried, bare, place, loose)
        if made is not None:
            found.append(made)
    return tuple(found)


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


def _candidate(
    reading: Reading,
    speakers: Mapping[str, Speaker],
    carried: Sequence[Claim],
    sentence: Span,
    place: int,
    loose: Spans,
) -> Candidate | None:
    text = reading.article.text
    words = " ".join(sentence.of(text).split())
    if not MIN_WORDS <= len(words.split()) <= MAX_WORDS or not _FINISHED.search(words):
        return None
    if _NOISE.search(words) or _BACKWARD.search(words) or "\ufffd" in words:
        return None
    spoken = [c for c in carried if c.source or c.cue]
    if any(_empty(text, c) for c in spoken):
        return None
    lost = [c for c in spoken if not _attributed(c, sentence)]
    if lost:
        return _introduced(reading, lost, spoken, sentence, place)
    if _QUESTION.search(words) and not spoken:
        return None
    if _unclaimed_quotation(text, spoken, sentence, loose):
        return None
    if _FIRST_PERSON.search(_outside_marks(words)):
        return None
    if _about_nobody(words, carried, speakers, text):
        return None
    return _as_it_stands(reading, speakers, carried, spoken, sentence, place)


def _as_it_stands(
    reading: Reading,
    speakers: Mapping[str, Speaker],
    carried: Sequence[Claim],
    spoken: Sequence[Claim],
    sentence: Span,
    place: int,
) -> Candidate | None:
    """The sentence itself, with pronoun sources resolved in brackets, or None."""
    text = reading.article.text
    told = [*quotations(text, sentence), *(span for c in spoken for span in c.content)]
    edits: list[tuple[Span, str]] = []
    loosely = 0
    named: set[str] = set()
    sources = sorted(
        (source, claim.speaker or "")
        for claim in spoken
        for source in claim.source
        if _within(source, sentence)
    )
    for source, speaker in sources:
        words = " ".join(source.of(text).split())
        if says_who(words):
            named.add(speaker)
        if says_who(words) or words.casefold() in _LEAVE or (speaker and speaker in named):
            continue
        if any(_within(source, words_of) for words_of in told):
            # What somebody is quoted with, or said to have said of others, stays as it is.
            continue
        edit = _resolved(text, speakers.get(speaker), source, sentence)
        if edit is None:
            return None
        if not edit:
            loosely += 1
            continue
        if source.start == sentence.start:
            edit = edit[:1] + edit[1:2].upper() + edit[2:]
        named.add(speaker)
        edits.append((source, edit))
    if any(a.end > b.start for (a, _), (b, _) in pairwise(edits)):
        return None
    begin, opener = sentence.start, CONNECTIVE.match(sentence.of(text))
    if opener and not any(_within(Span(begin, begin + 1), s) for c in spoken for s in c.content):
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
    if not balanced(words) or opens_tied(words) or CONNECTIVE.match(words):
        return None
    direct = any(c.kind == "direct" for c in spoken) and words[0] in "\"“«„‘'"
    if opens_with_pronoun(words) and not direct:
        return None
    if begin != sentence.start and words[:1].islower():
        words = f"[{words[0].upper()}]{words[1:]}"
    return Candidate(
        text=words,
        spans=(Span(begin, sentence.end),),
        claims=tuple(c.id for c in carried),
        speakers=frozenset(c.speaker for c in spoken if c.speaker),
        introduces=_shortened(text, speakers, spoken, sentence),
        attributed=bool(spoken),
        pronouns=2 * opens_with_pronoun(words)
        + loosely
        + len(re.findall(r"\b(?:[Hh]e|[Ss]he|[Tt]hey|[Ii]t|[Tt]his)\b", words)),
        place=place,
        sentence=sentence,
    )


def _introduced(
    reading: Reading,
    lost: Sequence[Claim],
    spoken: Sequence[Claim],
    sentence: Span,
    place: int,
) -> Candidate | None:
    """A content whose source stands elsewhere, as ``Name: words``, or None.

    Only where the whole sentence is the content of one claim, and the cue adds nothing that the
    words do not say (a denial or a doubt stands in the cue).
    """
    text = reading.article.text
    claim = lost[0]
    if len(lost) > 1 or len(spoken) > 1 or claim.inside is not None:
        return None
    if not claim.source or not _covers(text, claim.content, sentence):
        return None
    direct = claim.kind == "direct"
    if claim.stance != "neutral" or claim.commitment not in (_PLAIN_QUOTED if direct else _PLAIN):
        return None
    name = named_source(reading, claim)
    words = inner_words(text, sentence)
    if name is None or opens_tied(words) or CONNECTIVE.match(words) or _QUESTION.search(words):
        return None
    if not direct and (opens_with_pronoun(words) or _FIRST_PERSON.search(words)):
        return None
    if _MARKS.search(words) and (direct or not balanced(words)):
        return None
    said = f"{name}: “{words}”" if direct else f"{name}: {words}"
    return Candidate(
        text=said,
        spans=tuple(sorted({sentence, *claim.source, *claim.cue})),
        claims=(claim.id,),
        speakers=frozenset(filter(None, [claim.speaker])),
        introduces=None,
        attributed=True,
        pronouns=1,
        place=place,
        sentence=sentence,
    )


def _about_nobody(
    words: str, carried: Sequence[Claim], speakers: Mapping[str, Speaker], text: str
) -> bool:
    """Whether "he" or "she" can only mean somebody of a sentence before."""
    pronoun = re.search(r"\b(?:he|she|his|her)\b", _outside_marks(words))
    if pronoun and not any(c.source for c in carried):
        before = _outside_marks(words)[: pronoun.start()]
        named = re.search(r"\b[A-Z][\w’'-]+ [A-Z][\w’'-]+|\bM(?:r|s|rs)\b", before)
        if not named and not any(name_of(s) and s.name in before for s in speakers.values()):
            return True
    for claim in carried:
        speaker = speakers.get(claim.speaker or "")
        if speaker is not None and speaker.type in _NOT_PERSONS and claim.kind != "direct":
            first = re.match(r"(?:that\s+)?(he|she)\b", claim.content[0].of(text), re.IGNORECASE)
            if first:
                return True
    return False


def _resolved(text: str, speaker: Speaker | None, source: Span, sentence: Span) -> str | None:
    """What stands for "he" or "the office": "" to leave it, None where nobody can tell who."""
    words = " ".join(source.of(text).split())
    if speaker is not None and any(
        sentence.start <= m.start and m.end <= source.start and says_who(m.of(text))
        for m in speaker.mentions
    ):
        return ""
    name = shown_name(text, speaker)
    pronoun = words.casefold() in PRONOUNS
    if name is None or (not pronoun and _says_no_more(name, words)):
        # "The court said" tells something, "they said" nothing.
        return None if pronoun else ""
    last = name.rpartition(" ")[2]
    if re.search(rf"(?<!\w){re.escape(last)}(?!\w)", text[source.end : sentence.end]):
        # "He told Torv": the name that follows is somebody else's, so "he" was resolved wrongly.
        return None
    return in_brackets(name, words)


def _says_no_more(name: str, words: str) -> bool:
    known = set(words.casefold().split())
    return all(word in known for word in name.casefold().split())


def _shortened(
    text: str, speakers: Mapping[str, Speaker], spoken: Sequence[Claim], sentence: Span
) -> str | None:
    """The full name of a source of which the sentence gives the last word only."""
    for claim in spoken:
        speaker = speakers.get(claim.speaker or "")
        name = name_of(speaker)
        if speaker is None or name is None or speaker.type != "person" or len(claim.source) != 1:
            continue
        words = claim.source[0].of(text)
        first, _, last = name.rpartition(" ")
        if first and words == last and _within(claim.source[0], sentence):
            return name
    return None


def _empty(text: str, claim: Claim) -> bool:
    """Whether the content is a mere "that" or "it": what was said stands in another sentence."""
    words = [word for span in claim.content for word in span.of(text).split()]
    return all(word.casefold().strip(".,;") in PRONOUNS | {"so"} for word in words)


def _attributed(claim: Claim, sentence: Span) -> bool:
    source = not claim.source or any(_within(span, sentence) for span in claim.source)
    cue = not claim.cue or any(_within(span, sentence) for span in claim.cue)
    return source and cue


def _unclaimed_quotation(text: str, spoken: Sequence[Claim], sentence: Span, loose: Spans) -> bool:
    """Whether the sentence holds quoted words and no claim says whose they are."""
    contents = [span for claim in spoken for span in claim.content]
    if any(_overlap(span, sentence) for span in loose) and not contents:
        return True
    for quotation in quotations(text, sentence):
        # A word or two between marks is a name or a phrase the outlet sets off.
        if len(quotation.of(text).split()) > 3 and not any(
            _overlap(quotation, content) for content in contents
        ):
            return True
    return False


def _open_quotations(text: str, paragraphs: Spans) -> Spans:
    """Where a paragraph's quotation marks are not balanced: from the open mark to its end."""
    found: list[Span] = []
    for paragraph in paragraphs:
        closed = quotations(text, paragraph)
        last = closed[-1].end if closed else paragraph.start
        mark = _MARKS.search(text, last, paragraph.end)
        if mark:
            found.append(Span(mark.start(), paragraph.end))
    return tuple(found)


def balanced(words: str) -> bool:
    """Whether quotation marks and brackets are closed."""
    opened = len(re.findall(r"[“„«]", words))
    return (
        words.count('"') % 2 == 0
        and opened == len(re.findall(r"[”»]", words))
        and words.count("(") == words.count(")")
    )


def _outside_marks(words: str) -> str:
    return re.sub(r"[\"“„«][^\"”»]*[\"”»]", " ", words)


def _covers(text: str, contents: Spans, sentence: Span) -> bool:
    """Whether the contents hold every word of the sentence."""
    at = sentence.start
    for span in sorted(contents):
        if span.end <= at:
            continue
        if re.search(r"\w", text[at : min(span.start, sentence.end)]):
            return False
        at = max(at, span.end)
        if at >= sentence.end:
            return True
    return not re.search(r"\w", text[at : sentence.end])


def _within(inner: Span, outer: Span) -> bool:
    return outer.start <= inner.start and inner.end <= outer.end


def _overlap(a: Span, b: Span) -> bool:
    return a.start < b.end and b.start < a.end
