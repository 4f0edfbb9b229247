"""How a claim's source is named in a summary, and words that cannot open a summary's sentence."""

from __future__ import annotations

import re

from rashomon.model import Claim, EventSpeaker, Reading, Span, Speaker
from rashomon.summarize.determiners import with_article
from rashomon.text import quote

PRONOUNS = frozenset(
    "he she it they him her them his hers its their theirs we i you who this that these those one"
    " which himself herself itself themselves both others another".split()
)
POSSESSIVES = frozenset(["his", "her", "its", "their"])
# "The ministry", "his spokesman", "the caller": says who only to a reader of the sentences before.
_BARE = re.compile(
    r"(?:[Tt]he|[Tt]his|[Tt]hat|[Tt]hese|[Tt]hose|[Hh]is|[Hh]er|[Ii]ts|[Tt]heir)"
    r"(?:\s+(?:[a-z]+(?:[-’'][a-z]+)*)){1,4}"
)
# "My father", "many of whom": a name that only the words around it explain.
_NO_NAME = re.compile(
    r"(?:my|our|your|many|few|some|several|most|all|none|any|others?|another|which|what|whose|each|"
    r"unnamed source)\b|.*\bwhom?\b",
    re.IGNORECASE,
)
# Six capitals in a row are a headline that was taken for a name.
_HEADLINE = re.compile(r"(?:[A-Z][\w’'.-]*\s+){5,}[A-Z][\w’'.-]*")
# A single letter is what a wrong encoding leaves of a quotation mark: "The â".
_WORD_OF_A_NAME = re.compile(r"(?!(?:the|an)\b)\b[^\W\d_]{2,}|\d", re.IGNORECASE)
_PARTICLES = frozenset("al el ibn bin abu van von de der la le da di du".split())
# Words that tie a sentence to one that the summary may not carry. The first kind can be cut off;
# a sentence that opens with the second kind is left to the article.
CONNECTIVE = re.compile(
    r"(?:But|And|Or|Yet|Also|However|Meanwhile|Moreover|Furthermore|In addition(?! to)|"
    r"Besides(?=,)|Still(?=,)|Nevertheless|Nonetheless|Instead(?! of)|Similarly|Likewise|"
    r"Additionally|Indeed|In fact|For example|For instance|"
    r"Of course|Separately|On the other hand|By contrast|In contrast|Overall|"
    r"At the same time|Even so|Then again|Plus(?=,)),?\s+(?=[\w\"“‘'])"
)
_TIED = re.compile(
    r"[\"“‘'«(\[]*(?:this|these|those|such|here|then|another|in another|both|neither|either|"
    r"so(?! far)|thus|therefore|hence|that|"
    r"all (?:of )?(?:this|that|these|those)|"
    r"the (?:latter|former|two|three|pair|same|move|remarks?|comments?|announcement|"
    r"claims?|allegations?|accusations?|charges?)|the other|others?|"
    r"some of (?:them|these)|one of (?:them|these)|asked|"
    r"because of this|as a result|as such|in response|earlier|later|afterwards?|why|how|what|who|"
    r"where|yes|no,|well,|there['’]s|otherwise|similar|apart from|nor|which|while\s+(?:that|this))"
    r"\b",
    re.IGNORECASE,
)
# "WHO says", "IT workers": capitals throughout are a name.
_ACRONYM = re.compile(r"\W*[A-Z]{2,}\b")
_OPENS_WITH_PRONOUN = re.compile(
    r"[\"“‘'«(\[]*(?:he|she|they|it|his|her|their|its|him|them|we|i|you|our|my|your)\b",
    re.IGNORECASE,
)


def opens_tied(words: str) -> bool:
    """Whether the sentence's first words point back to a sentence before it."""
    return bool(_TIED.match(words)) and not _ACRONYM.match(words)


def opens_with_pronoun(words: str) -> bool:
    """Whether the sentence opens with a pronoun."""
    return bool(_OPENS_WITH_PRONOUN.match(words)) and not _ACRONYM.match(words)


def says_who(words: str) -> bool:
    """Whether a source's words say who it is to a reader who has read nothing else."""
    plain = " ".join(words.split())
    return bool(plain) and plain.casefold() not in PRONOUNS and not _BARE.fullmatch(plain)


def name_of(speaker: Speaker | None) -> str | None:
    """The name a summary may print for a speaker, or None where it would tell nothing."""
    if speaker is None or not speaker.name.strip():
        return None
    name = " ".join(speaker.name.split())
    if (
        _HEADLINE.fullmatch(name)
        or not says_who(name)
        or _NO_NAME.match(name)
        or not _WORD_OF_A_NAME.search(name)
    ):
        return None
    return name


def shown_name(text: str, speaker: Speaker | None) -> str | None:
    """The name as it reads within a sentence: "the company" where the article writes no capital."""
    name = name_of(speaker)
    return None if name is None else as_written(text, name)


def as_written(text: str, name: str) -> str:
    """The name, or "the company" where the article writes it without capitals.

    "The" stands before it where the article writes it so, or where names of its kind have it.
    """
    low = name.casefold()
    first = name.split()[0]
    if first.islower() and first not in _PARTICLES:
        return name if first in {"a", "an", "the", "some"} else f"the {name}"
    if not re.search(rf"(?<!\w){re.escape(low)}(?!\w)", text) or (" " in name and name in text):
        return with_article(text, name)
    return low if low.split()[0] in {"a", "an", "the"} else f"the {low}"


def named_source(reading: Reading, claim: Claim) -> str | None:
    """The claim's source as the summary names it: the speaker's name, else the article's words."""
    speakers = {speaker.id: speaker for speaker in reading.speakers}
    speaker = speakers.get(claim.speaker or "")
    if speaker is not None and is_told_of(reading.article.text, claim, speaker):
        return None
    name = shown_name(reading.article.text, speaker)
    if name or not claim.source:
        return name[0].upper() + name[1:] if name else None
    words = quote(reading.article.text, claim.source).strip(" ,;:–—-")
    return words if says_who(words) and len(words) <= 120 else None


def is_told_of(text: str, claim: Claim, speaker: Speaker | EventSpeaker) -> bool:
    """Whether a person is named in what "he" says: then "he" is most likely somebody else.

    The dead man of an obituary would be told to have praised himself.
    """
    if speaker.type != "person" or says_who(quote(text, claim.source)):
        return False
    words = set(re.findall(r"[\w’'-]+", quote(text, claim.content)))
    return any(
        word[:1].isupper() and len(word) > 2 and word in words for word in speaker.name.split()
    )


def in_brackets(name: str, words: str) -> str:
    """The resolved name that stands in for ``words`` ("he" -> "[Name]", "his" -> "[Name's]")."""
    if words.casefold() in POSSESSIVES:
        return f"[{name}’]" if name.endswith("s") else f"[{name}’s]"
    return f"[{name}]"


def inner_words(text: str, span: Span) -> str:
    """The words of a span on one line, without quotation marks around them."""
    return " ".join(span.of(text).split()).strip('"“”„«»').strip()
