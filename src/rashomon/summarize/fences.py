"""Sentences that a summary must not hold alone, told by their words and not by the claims found.

An annotator misses claims. What stands between quotation marks, goes on from a quotation or comes
right after "he said:" is therefore kept out by its form, too, unless a claim says whose it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import pairwise

from rashomon.model import Span, Spans
from rashomon.summarize.sentences import quotations, single_quotations

_FINISHED = re.compile(r"[.!?…。！？؟][\"”’'»)\]]*$")
_QUESTION = re.compile(r"[?？؟][\"”’'»)\]]*$")
# "They ought to have done so": what, stands in another sentence.
_BACKWARD = re.compile(r"\b(?:do|did|does|doing|done) (?:so|it|that)[.!\"”’']*$|\bthe latter\b")
_MARKS = re.compile(r"[\"“”„«»]")
_FIRST_PERSON = re.compile(r"\b(?:I|[Ww]e|[Mm]y|[Oo]ur|[Uu]s|me|[Yy]ou|[Yy]our)\b")
_NOISE = re.compile(
    r"https?://|www\.|@\w|©|\bcopyright\b|^(?:by|photo|photograph|image|video|watch|read more|"
    r"read also|see also|related|follow|sign up|subscribe|click|editor[’']s note|reporting by|"
    r"additional reporting|with reporting|advertisement|share this|updated|published|posted|"
    r"last updated|source|caption|file photo|more on this|what do you think|copyright|"
    r"scroll down|story continues|continue reading|pictured)\b"
    r"|\((?:reuters|ap|afp|file)\)\s*\.?$|\bcontributed to this (?:report|story|article)\b"
    r"|^(?-i:[A-Z]{1,3}): |^(?:image|photo\w*|picture) (?:shows?|from)\b|\((?:above|left|right)\)"
    r"|\b\d{3}[-. ]\d{3}[-. ]\d{4}\b|\byoutube\b|^tags?:? |^date of publication"
    r"|\b(?:please (?:call|e-?mail|visit|contact)|switchboard)\b|^\d+ ?[/)] "
    r"|\bthis (?:article|story|post|piece) (?:was|has been) (?:amended|updated|corrected)\b"
    r"|^an earlier version|^check out\b|^[•▪·]"
    r"|\b(?:is|are|was|were) (?:seen|shown|pictured) (?:here|in this)\b|\bphotograph taken by\b"
    r"|\brequires javascript\b|^available to \w+ users only"
    r"|\b(?:on|of|in|at|to|from|for|by|born),? \.$"
    r"|\brequires javascript\b|\bavailable to \w+ users only\b|\b(?:is|are) seen in this\b"
    r"|\bseen in (?:a|an undated) (?:file|handout) (?:photo|picture|image)"
    r"|\b(?:newsletter|all rights reserved|terms of (?:use|service)|cookies)\b",
    re.IGNORECASE,
)
_AUTHOR = re.compile(
    r"^[A-Z][\w.’'-]+(?: [A-Z][\w.’'-]+){1,3},? (?:is|was|covers|writes|reports|teaches|works)\b"
    r".{0,80}\b(?:columnist|contributor|contributing|correspondent|reporter|editor|author|fellow|professor|"
    r"playwright|writer|analyst|director|chair)\b"
)
# A title between marks: "The Meaning of Life".
_TITLE_CASE = re.compile(
    r"\W*(?:(?:[A-Z\d][\w’'-]*|of|the|a|an|and|in|on|for|to|with|from|by|at|or|is)\W+)*"
    r"[A-Z\d][\w’'-]*\W*"
)
_WORDS_OF_A_NAME = 3
_WORDS_BEFORE_A_TITLE = 6
_WORDS_OF_A_POINT = 25
_CREDIT = re.compile(
    r",[”\"]? (?:(?:[Tt]he )?[A-Z][\w .&’'-]{2,40} (?:reports?|reported)|"
    r"according to [^.,]{3,80})\.$"
)
_SPEAKS = re.compile(r"[\"“]?[A-Z][A-Z.’' -]{1,30}: ")
_TELLING_ON = re.compile(r"\b(?:would|should|must|ought)\b")


def finished(words: str) -> bool:
    """Whether the words end as a sentence does."""
    return bool(_FINISHED.search(words))


def is_question(words: str) -> bool:
    """Whether the words end with a question mark."""
    return bool(_QUESTION.search(words))


def is_noise(words: str) -> bool:
    """Whether the words are a credit, a caption or an address, or only end another sentence."""
    return bool(_NOISE.search(words) or _BACKWARD.search(words)) or "\ufffd" in words


def tells_of_its_author(words: str) -> bool:
    """Whether the words say who wrote the article, as its last sentences may."""
    return bool(_AUTHOR.search(words))


def speaks_of_itself(words: str) -> bool:
    """Whether "I", "we" or "you" stands outside quotation marks: who, is told elsewhere."""
    return bool(_FIRST_PERSON.search(outside_marks(words)))


def unclaimed_quotation(text: str, sentence: Span, loose: Spans, contents: Spans) -> bool:
    """Whether the sentence holds quoted words that no content says the owner of.

    ``loose`` is what :func:`open_quotations` gives. A word or two between marks, or a title, is a
    phrase the outlet sets off, and no quotation.
    """
    if any(overlap(span, sentence) for span in loose) and not contents:
        return True
    for quotation in (*quotations(text, sentence), *single_quotations(text, sentence)):
        words = quotation.of(text)
        if len(words.split()) <= _WORDS_OF_A_NAME or _TITLE_CASE.fullmatch(words):
            continue
        if not any(overlap(quotation, content) for content in contents):
            return True
    return False


def open_quotations(text: str, paragraphs: Spans) -> Spans:
    """Where a paragraph's quotation marks are not balanced: from the open mark to its end."""
    found: list[Span] = []
    for paragraph in paragraphs:
        closed = quotations(text, paragraph)
        last = closed[-1].end if closed else paragraph.start
        mark = _MARKS.search(text, last, paragraph.end)
        if mark:
            found.append(Span(mark.start(), paragraph.end))
    return tuple(found)


def after_colons(text: str, paragraphs: Spans) -> Spans:
    """The paragraphs that a colon at the end of the one before announces, and lists below them.

    A speech set off without marks ("The paper wrote:"), or points of a list.
    """
    found: list[Span] = []
    for before, paragraph in pairwise(paragraphs):
        goes_on = (
            bool(found)
            and found[-1] == before
            and text.count("\n", before.end, paragraph.start) == 1
            and len(paragraph.of(text).split()) < _WORDS_OF_A_POINT
        )
        if text[before.end - 1] == ":" or goes_on:
            found.append(paragraph)
    return tuple(found)


def interview_lines(text: str, paragraphs: Spans) -> Spans:
    """The paragraphs "HOLT: The bridge ...": speech to their end, whoever is cited in them."""
    return tuple(one for one in paragraphs if _SPEAKS.match(text, one.start, one.end))


def headline(text: str, paragraphs: Spans, title: str | None) -> Span | None:
    """The lines before the article that only repeat its title, as one span."""
    if not title or not paragraphs:
        return None
    wanted = _letters(title)
    held = ""
    for paragraph in paragraphs[:3]:
        held += _letters(paragraph.of(text))
        if held == wanted:
            return Span(paragraphs[0].start, paragraph.end)
        if not wanted.startswith(held):
            return None
    return None


def is_headline(words: str, title: str | None) -> bool:
    """Whether the sentence is the article's title, with a date or a place before it."""
    return bool(title) and (
        _letters(words).endswith(_letters(title or ""))
        and len(words.split()) <= len((title or "").split()) + _WORDS_BEFORE_A_TITLE
    )


def goes_on_telling(words: str) -> bool:
    """Whether the words, after what somebody said, may be told by the same: "It would ..."."""
    return bool(_TELLING_ON.search(outside_marks(words)))


def credits_a_report(words: str) -> bool:
    """Whether the sentence ends with whose report it tells: the one before it may be of that."""
    return bool(_CREDIT.search(words))


def is_marked(words: str) -> bool:
    """Whether the words hold a double quotation mark."""
    return bool(_MARKS.search(words))


def balanced(words: str) -> bool:
    """Whether quotation marks and brackets are closed."""
    opened = len(re.findall(r"[“„«]", words))
    return (
        words.count('"') % 2 == 0
        and opened == len(re.findall(r"[”»]", words))
        and words.count("(") == words.count(")")
    )


def outside_marks(words: str) -> str:
    """The words that stand outside quotation marks."""
    plain = re.sub(r"[\"“„«][^\"”»]*[\"”»]", " ", words)
    singles = single_quotations(plain, Span(0, len(plain)))
    for span in reversed(singles):
        plain = f"{plain[: span.start]} {plain[span.end :]}"
    return plain


def overlap(a: Span, b: Span) -> bool:
    """Whether two spans share a code point."""
    return a.start < b.end and b.start < a.end


def within(inner: Span, outer: Span) -> bool:
    """Whether a span lies in another."""
    return outer.start <= inner.start and inner.end <= outer.end


def holds_every_word(text: str, contents: Iterable[Span], sentence: Span) -> bool:
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


def _letters(words: str) -> str:
    return "".join(re.findall(r"\w+", words.casefold()))
