"""One claim of an event as sentences that name its speaker and, in brackets, its outlet."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from rashomon.model import Claim, ClaimRef, EventSpeaker, Passage, Reading, Span
from rashomon.summarize.candidates import Candidate, balanced, candidates
from rashomon.summarize.determiners import first_upper, within_sentence
from rashomon.summarize.full_names import completed, full_names
from rashomon.summarize.naming import names_for_pronouns
from rashomon.summarize.wording import (
    CONNECTIVE,
    PRONOUNS,
    as_written,
    inner_words,
    is_told_of,
    name_of,
    named_source,
    opens_tied,
    opens_with_pronoun,
    says_who,
    shown_name,
)
from rashomon.text import inside, quote
from rashomon.vocabulary import is_clause

LONGEST = 45
"""Words of the longest sentence that an event's summary takes over."""
_SHORTEST = 4
# Words of a title that stand for an article without an outlet.
_TITLE = 5
_MARKS = re.compile(r"[\"“”„«»]")
# What stands before or after a claim in its sentence and may turn or bound it.
_BOUND = re.compile(
    r"\b(?:not|no|nor|never|n['’]t|if|unless|whether|but|although|though|however|except|without|"
    r"despite|while|whereas|yet|den(?:y|ies|ied|ying)|doubt\w*|reject\w*|refut\w*|claim\w*|"
    r"alleg\w*|false\w*|according|reported\w*|supposed\w*|or)\b",
    re.IGNORECASE,
)
# When it was, where that is not now: words that are cut off must not hold it.
_DATED = re.compile(
    r"\b(?:\d{4}|ago|earlier|previously|once|formerly|last (?:year|month)|years?|decades?|"
    r"before|after|until|since|had)\b",
    re.IGNORECASE,
)
_OPENED = re.compile(r"(?:[,;:]\s+|\s[-–—]\s)$")
_CLOSED = re.compile(r"[.!?…]*[\"”’]?(?:$|[,;]\s|\s[-–—]\s)")
_INITIALS = re.compile(r"(?:\b[A-Z]\.){2,}$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    """A reading with its claims by id and the sentences of it that can stand alone."""

    reading: Reading
    claims: Mapping[str, Claim]
    sentences: Sequence[Candidate]
    full_names: Sequence[str]

    @property
    def outlet(self) -> str:
        """The outlet as the summary names it."""
        article = self.reading.article
        if article.outlet:
            return article.outlet
        if not article.title:
            return f"article {article.id}"
        words = article.title.split()
        # What is cut off a title is said outside its marks: within them the words are exact.
        return f"the article “{' '.join(words[:_TITLE])}”" + (" …" if len(words) > _TITLE else "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """A sentence that tells a claim, before it is said where it stands.

    ``introduces`` is the full name of a source that it gives by its last word only. It is ``vague``
    where its source is only "the officials" or the like, and nobody can tell which; ``own_voice``
    where the outlet itself says all of it. ``of`` is the claim that it was made to tell.
    """

    text: str
    claims: tuple[ClaimRef, ...]
    spans: tuple[Passage, ...]
    outlet: str
    introduces: str | None = None
    vague: bool = False
    own_voice: bool = False
    of: ClaimRef | None = None

    @property
    def words(self) -> int:
        """How many words it has."""
        return len(self.text.split())


def read(reading: Reading) -> Read:
    """The reading made ready for :func:`tellings`."""
    return Read(
        reading=reading,
        claims={claim.id: claim for claim in reading.claims},
        sentences=candidates(reading),
        full_names=full_names(reading),
    )


def tellings(
    ref: ClaimRef, reads: Mapping[str, Read], speakers: Mapping[str, EventSpeaker]
) -> tuple[Telling, ...]:
    """The sentences that can tell the claim, the longest first; none where none can.

    That is the article's own sentence, the words from its source to its content where these stand
    together in a longer one, and these with the source's name alone ("Torv, who heads the port,
    said" becomes "Torv said"). Source, cue and content are always in it. A direct content without
    a sentence that can stand alone is told as ``Name said: “words”``.
    """
    known = reads.get(ref.article)
    claim = known.claims.get(ref.claim) if known else None
    if known is None or claim is None:
        return ()
    found: list[Telling] = []
    for candidate in known.sentences:
        if claim.id in candidate.claims:
            if len(candidate.text.split()) <= LONGEST and _reads(known, claim, candidate):
                found.append(_told(known, candidate))
            for named in _names(known, claim, candidate.sentence):
                alone = _alone(known, claim, candidate, named)
                if alone is not None and (not found or alone.words < found[-1].words - 2):
                    found.append(alone)
            break
    if not found:
        quoted = _quoted(known, claim, ref, speakers)
        found += [quoted] if quoted else []
    return tuple(replace(telling, of=ref) for telling in found)


def opening(known: Read) -> tuple[Telling, ...]:
    """The article's first sentence, where no claim was found in it and it can stand alone."""
    first = known.sentences[0] if known.sentences else None
    if first is None or first.place or first.claims or len(first.text.split()) > LONGEST:
        return ()
    if first.text.count("[") != first.text.count("]"):
        return ()
    return (_told(known, first),)


def opens_with_words(telling: Telling) -> bool:
    """Whether the sentence begins with somebody's words: before they are known, it tells little."""
    return bool(_MARKS.match(telling.text))


def sentence_with(known: Read, span: Span) -> Telling | None:
    """The article's sentence that holds ``span``, or None where none can stand alone."""
    for candidate in known.sentences:
        if candidate.sentence.start <= span.start and span.end <= candidate.sentence.end:
            return _told(known, candidate)
    return None


def cited(text: str, where: str) -> str:
    """The sentence with where it stands before its full stop.

    >>> cited("The ship sank.", "Agency A")
    'The ship sank (Agency A).'
    >>> cited("Torv said: “We saw it.”", "Agency A")
    'Torv said: “We saw it.” (Agency A)'
    """
    if re.search(rf"(?<!\w){re.escape(where)}(?!\w)", text):
        return text
    if text.endswith(".") and not text.endswith("..") and not _INITIALS.search(text):
        return f"{text[:-1]} ({where})."
    return f"{text} ({where})"


def with_full_name(telling: Telling, before: str) -> Telling:
    """The telling with "Holt said" as "[Maren] Holt said", unless ``before`` has named her."""
    name = telling.introduces
    if not name or name in before or name in telling.text:
        return telling
    return replace(telling, text=completed(telling.text, name))


def _reads(known: Read, claim: Claim, candidate: Candidate) -> bool:
    """Whether the candidate is a sentence: brackets closed, and a clause where a name opens it."""
    words = candidate.text
    if words.count("[") != words.count("]"):
        return False
    if not claim.source or _touches(claim.source, candidate.sentence):
        return True
    return is_clause(quote(known.reading.article.text, claim.content))


def _told(known: Read, candidate: Candidate) -> Telling:
    """The candidate as it is; one that its source's name introduces, with a verb."""
    article = known.reading.article.id
    text, claim = candidate.text, known.claims.get(next(iter(candidate.claims), ""))
    if claim is not None and claim.source and not _touches(claim.source, candidate.sentence):
        name, _, words = text.partition(": ")
        quoted = words[:1] == "“"
        if words:
            text = f"{name} said: {words}"
            if not quoted:
                text = f"According to {within_sentence(name)}, {within_sentence(words)}"
    return Telling(
        text=text,
        claims=tuple(ClaimRef(article=article, claim=one) for one in candidate.claims),
        spans=tuple(Passage(article=article, span=span) for span in candidate.spans),
        outlet=known.outlet,
        introduces=_introduces(known, text),
        vague=any(_bare(known, known.claims[one], text) for one in candidate.claims),
        own_voice=all(known.claims[one].kind == "own voice" for one in candidate.claims),
    )


def _introduces(known: Read, told: str) -> str | None:
    """The full name of a person whom the sentence gives by the last name only."""
    for name in known.full_names:
        if name not in told and completed(told, name) != told:
            return name
    return None


def _bare(known: Read, claim: Claim, told: str) -> bool:
    """Whether the sentence names the claim's source by words that do not say who it is."""
    words = quote(known.reading.article.text, claim.source)
    return (
        bool(words)
        and not says_who(words)
        and re.search(rf"(?<![\w\[]){re.escape(words)}(?!\w)", told) is not None
    )


def _alone(known: Read, claim: Claim, candidate: Candidate, named: str) -> Telling | None:
    """The sentence from the claim's first word to its last, where what is cut off bounds nothing.

    ``named`` are the words for its source.
    """
    reading, text = known.reading, known.reading.article.text
    parts = (*claim.source, *claim.cue, *claim.content)
    if claim.inside is not None or len(claim.source) != 1 or not claim.cue:
        return None
    if claim.kind == "indirect" and not is_clause(quote(text, claim.content)):
        return None
    begin, end = min(span.start for span in parts), max(span.end for span in parts)
    start = candidate.spans[0].start
    if begin < start or end > candidate.sentence.end:
        return None
    before, after = text[start:begin], text[end : candidate.sentence.end]
    if before.strip() and (not _OPENED.search(before) or _BOUND.search(before)):
        return None
    if _DATED.search(before) or _DATED.search(after):
        return None
    if not _CLOSED.match(after) or _BOUND.search(" ".join(after.split()[:4])):
        return None
    whole = Span(begin, end)
    if any(_reaches_in(other, whole) for other in known.claims.values() if other.id != claim.id):
        return None
    source = claim.source[0]
    words = " ".join(f"{text[begin : source.start]}{named}{text[source.end : end]}".split())
    words = first_upper(words.rstrip(",;:—– "))
    if not balanced(words) or opens_tied(words) or CONNECTIVE.match(words):
        return None
    if re.search(r",[\"”’]$", words) or not _SHORTEST <= len(words.split()) <= LONGEST:
        return None
    if opens_with_pronoun(words) and claim.kind != "direct":
        return None
    article = reading.article.id
    carried = [c for c in reading.claims if inside(c.content, (whole,))]
    return Telling(
        text=words if re.search(r"[.!?…][\"”’]?$", words) else f"{words}.",
        claims=tuple(ClaimRef(article=article, claim=c.id) for c in carried),
        spans=(Passage(article=article, span=whole),),
        outlet=known.outlet,
        introduces=_introduces(known, words),
        vague=_bare(known, claim, words),
    )


def _names(known: Read, claim: Claim, sentence: Span) -> list[str]:
    """The words for the source: its own, then its name alone where it says more.

    The resolved name stands in brackets where the source's own words say nothing and it is as sure
    as in an article's summary; none where it is not.
    """
    if len(claim.source) != 1:
        return []
    text, source = known.reading.article.text, claim.source[0]
    words = " ".join(source.of(text).split())
    speaker = next((s for s in known.reading.speakers if s.id == claim.speaker), None)
    if says_who(words):
        name = name_of(speaker)
        if name is None or name == words or not re.search(rf"(?<!\w){re.escape(name)},", words):
            return [words]
        return [words, name]
    if any(_overlap(source, content) for content in claim.content):
        return []
    edits = names_for_pronouns(
        text, sentence, [claim], {one.id: one for one in known.reading.speakers}
    )
    if edits:
        return [edits[0][1]]
    # "The court" of which only "court" is known: the article's own words say as much.
    return [] if edits is None or words.casefold() in PRONOUNS else [words]


def _quoted(
    known: Read, claim: Claim, ref: ClaimRef, speakers: Mapping[str, EventSpeaker]
) -> Telling | None:
    """``Name said: “words”``, where the content is a whole sentence as it was said."""
    text = known.reading.article.text
    plain = claim.commitment in {"asserts", "hedges", "demands"} and claim.stance == "neutral"
    if not plain or claim.kind != "direct" or len(claim.content) != 1:
        return None
    name = _who(known, claim, speakers)
    words = inner_words(text, claim.content[0]).rstrip(",")
    if name is None or not words or not words[0].isupper() or _MARKS.search(words):
        return None
    if not is_clause(words):
        return None
    if not _SHORTEST + 2 <= len(words.split()) <= LONGEST or not balanced(words):
        return None
    if opens_tied(words) or opens_with_pronoun(words) or CONNECTIVE.match(words):
        return None
    return Telling(
        text=f"{name} said: “{words}”" + ("" if words[-1] in ".!?…" else "."),
        claims=(ref,),
        spans=tuple(
            Passage(article=ref.article, span=span)
            for span in sorted({*claim.source, *claim.cue, *claim.content})
        ),
        outlet=known.outlet,
    )


def _who(known: Read, claim: Claim, speakers: Mapping[str, EventSpeaker]) -> str | None:
    """The claim's speaker as the summary names it; None if nobody can tell, or others relay it."""
    if claim.inside is not None:
        return None
    speaker = speakers.get(claim.speaker or "")
    if speaker is not None and is_told_of(known.reading.article.text, claim, speaker):
        return None
    if speaker is not None and says_who(speaker.name):
        name: str | None = as_written(known.reading.article.text, " ".join(speaker.name.split()))
    else:
        name = named_source(known.reading, claim)
    return name[0].upper() + name[1:] if name else None


def speaker_named(known: Read, claim: Claim) -> str | None:
    """The claim's speaker as a sentence names it after other words, or None."""
    speaker = next((s for s in known.reading.speakers if s.id == claim.speaker), None)
    if name_of(speaker) is not None:
        return shown_name(known.reading.article.text, speaker)
    name = named_source(known.reading, claim)
    return within_sentence(name) if name else None


def _reaches_in(other: Claim, whole: Span) -> bool:
    """Whether the words belong to another claim whose source or cue stands outside them."""
    return any(_overlap(content, whole) for content in other.content) and not inside(
        (*other.source, *other.cue), (whole,)
    )


def _touches(spans: Iterable[Span], sentence: Span) -> bool:
    return any(_overlap(span, sentence) for span in spans)


def _overlap(a: Span, b: Span) -> bool:
    return a.start < b.end and b.start < a.end
