"""Names in square brackets for the "he" and "the ministry" that a sentence gives as a source."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise

from rashomon.model import Claim, Span, Speaker
from rashomon.summarize.fences import within
from rashomon.summarize.sentences import quotations
from rashomon.summarize.wording import PRONOUNS, in_brackets, is_told_of, says_who, shown_name

_PERSONS = frozenset(["he", "she", "his", "her"])
_THINGS_THAT_SPEAK = frozenset(["state", "organisation", "document", "media"])
# "[Those who left] said" for "he said": one person is meant.
_MANY = re.compile(
    r"(?:[a-z]+ )*[a-z]+(?<!ss)s|.* and .*|[A-Z\d][\w-]+ [a-z]+s|.*\b(?:people|men|women)"
)
# "It's reported that", "it was claimed": nobody is meant by it.
_EXPLETIVE = re.compile(
    r"(?:[’']s| is| was| has been)(?: \w+ly| also| now| being)? "
    r"(?:reported|said|believed|thought|claimed|understood|alleged|expected|known|hoped|feared)\b"
)
_SHOWS = re.compile(r"\b(?:show|depict|indicat|suggest|reveal|mean|reflect|portray|captur)\w*\b")
_THINGS = frozenset(["it", "they", "its", "their"])
_BEFORE_IT = re.compile(r"\b(?:the|an?|its|his|her|their|[A-Z][a-z]+)\s+\w+.*?\s\w+\s", re.DOTALL)
# A name as the subject of the sentence or of a clause before: "Orrin was never able", "Orrin's".
_NAMED_BEFORE = re.compile(
    r"(?:^\W*|[,;–—] (?:and |but |as |while |when )?)"
    r"(?!(?:The|This|That|These|Those|There|It|They|We|He|She|In|On|At|When|While|After|Before)\b)"
    r"(?:[A-Z][\w’'.-]+ ){1,4}(?:was|is|has|had|were|have|will|would|could|can|did|does|never|"
    r"(?!his\b|this\b|its\b)[a-z]+(?:ed|es|s))\b"
)
# "They surrounded the base", "its lewd signs": who, is told by the event, seldom by who spoke last.
_SPOKE = re.compile(
    r"\b(?:sa(?:y|ys|id|ying)|t(?:ell|ells|old)|add|warn|announc|predict|report|den(?:y|ie)|argu|claim|"
    r"insist|confirm|stat(?:e|ed|es|ing)\b|ask|accus|blam|explain|describ|urg|demand|acknowledg|"
    r"admi|believ|not(?:e|ed|es|ing)\b|estimat|conclud|call|reject|dismiss|respon|repl|criticis|"
    r"criticiz|condemn|declin|stress|suggest|tweet|declar|promis|according)"
)
_OWNED = re.compile(r"(?:his|her|its|their) ", re.IGNORECASE)
_LEAVE = frozenset(["who", "which", "that", "i", "we", "one", "himself", "herself", "themselves"])


def names_for_pronouns(
    text: str, sentence: Span, spoken: Sequence[Claim], speakers: Mapping[str, Speaker]
) -> list[tuple[Span, str]] | None:
    """What to print for "he" and "the office", by their spans; None where nobody can tell who."""
    told = [*quotations(text, sentence), *(span for c in spoken for span in c.content)]
    edits: list[tuple[Span, str]] = []
    named: set[str] = set()
    sources = sorted(
        (
            source,
            claim.speaker or "",
            " ".join(span.of(text) for span in claim.cue),
            (who := speakers.get(claim.speaker or "")) is not None and is_told_of(text, claim, who),
        )
        for claim in spoken
        for source in claim.source
        if within(source, sentence)
    )
    for source, speaker, cue, told_of in sources:
        words = " ".join(source.of(text).split())
        if says_who(words):
            named.add(speaker)
        if says_who(words) or words.casefold() in _LEAVE or (speaker and speaker in named):
            continue
        if any(within(source, words_of) for words_of in told):
            # What somebody is quoted with, or said to have said of others, stays as it is.
            continue
        if words.casefold() == "it" and _SHOWS.search(cue):
            # Most often a film or a list that nobody is known by: left as it stands.
            continue
        if _several(words, speakers) or (words.casefold() in _THINGS and not _SPOKE.search(cue)):
            return None
        low = words.casefold()
        if low in _PERSONS and told_of:
            return None
        if low in _PERSONS and _named_since(text, low, speaker, speakers, source):
            return None
        edit = _resolved(text, speakers.get(speaker), source, sentence, told)
        if edit is None:
            return None
        if edit:
            if source.start == sentence.start:
                edit = edit[:1] + edit[1:2].upper() + edit[2:]
            named.add(speaker)
            edits.append((source, edit))
    return None if any(a.end > b.start for (a, _), (b, _) in pairwise(edits)) else edits


def _several(words: str, speakers: Mapping[str, Speaker]) -> bool:
    """Whether "the campaign" may be one of two: which of them is then not to be printed."""
    head = words.casefold().rpartition(" ")[2]
    if not head or head in PRONOUNS:
        return False
    named = {
        speaker.name.casefold()
        for speaker in speakers.values()
        if head in speaker.name.casefold().split()[1:]
    }
    return len(named) > 1


def _resolved(
    text: str, speaker: Speaker | None, source: Span, sentence: Span, told: Sequence[Span]
) -> str | None:
    """What stands for "he" or "the office": "" to leave it, None where nobody can tell who."""
    words = " ".join(source.of(text).split())
    low = words.casefold()
    if speaker is not None and any(
        sentence.start <= m.start and m.end <= source.start and says_who(m.of(text))
        for m in speaker.mentions
    ):
        return ""
    before, after = text[sentence.start : source.start], text[source.end : sentence.end]
    if low == "it" and _EXPLETIVE.match(after):
        return ""
    if low in {"its", "their"} or (low == "they" and speaker and speaker.type == "state"):
        return None
    if low in _PERSONS and speaker and speaker.type in _THINGS_THAT_SPEAK:
        # "Al Bab told AFP" for "he told AFP": wrongly resolved.
        return None
    if low in _PERSONS and speaker and _MANY.fullmatch(speaker.name):
        return None
    if low in _PERSONS and _NAMED_BEFORE.search(_less(text, sentence.start, source.start, told)):
        # "Orrin never forgot his remark about the mill": the sentence itself says whose.
        return ""
    if low in _THINGS and _BEFORE_IT.search(_less(text, sentence.start, source.start, told)):
        # "The voters said that they ...": what stands before it in the sentence is meant.
        return ""
    name = shown_name(text, speaker)
    pronoun = low in PRONOUNS
    if _OWNED.match(words) and _BEFORE_IT.search(before):
        # "The church was fined after its members cheered": it stands before it in the sentence.
        return ""
    owner = re.split(r"[’']s? ", name or "")[0].rpartition(" ")[2]
    if _OWNED.match(words) and owner != name and re.search(rf"(?<!\w){re.escape(owner)}\b", before):
        # "Torv's wife and his lawyer": whose, stands before it in the sentence.
        return ""
    if name is None or (not pronoun and _says_no_more(name, words)):
        # "The court said" tells something, "they said" nothing.
        return None if pronoun else ""
    if not pronoun and not _described_so(text, words, speaker, source):
        return ""
    last = re.compile(rf"(?<!\w){re.escape(name.rpartition(' ')[2])}(?!\w)")
    if last.search(after):
        # "He told Torv": the name that follows is somebody else's, so "he" was resolved wrongly.
        return None
    if pronoun and last.search(before):
        # "Torv had gone, she said": Torv is most likely not she. Outside what is told, he is.
        outside = last.search(_less(text, sentence.start, source.start, told))
        return "" if outside and name[0].isupper() else None
    return in_brackets(name, words)


def _named_since(
    text: str, low: str, key: str, speakers: Mapping[str, Speaker], source: Span
) -> bool:
    """Whether another person is named between the speaker's last mention and "she".

    That is another speaker, or "Ms Crane", who need not speak.
    """
    if key not in speakers:
        return False
    last = max((m.end for m in speakers[key].mentions if m.end <= source.start), default=None)
    if last is None:
        return False
    if any(
        other.type == "person" and last <= m.start and m.end <= source.start
        for other in speakers.values()
        if other.id != key
        for m in other.mentions
        if says_who(m.of(text))
    ):
        return True
    between = text[last : source.start]
    if any(
        re.search(rf"(?<!\w){re.escape(other.name)}(?!\w)", between)
        for other in speakers.values()
        if other.id != key and other.type == "person" and says_who(other.name)
    ):
        return True
    title = r"Mr" if low in {"he", "his"} else r"(?:Ms|Mrs|Miss)"
    own = re.escape(speakers[key].name.rpartition(" ")[2])
    return bool(re.search(rf"\b{title}\b\.? (?!(?:[A-Z][\w’'.-]* )*{own}\b)[A-Z]", between))


def _described_so(text: str, words: str, speaker: Speaker | None, source: Span) -> bool:
    """Whether the article itself puts the words' noun beside the name: "the mayor, Ann Holt".

    For a body it is enough that the noun stands for nothing else before.

    A "secretary of state" may have been taken for the press secretary who is named, "the group" of
    voters for the body that asked them; the article's own words mislead nobody.
    """
    if speaker is None:
        return False
    plain = re.split(r" (?:of|for|in|at|from|who|which|that)\b", words)[0]
    head = re.escape(plain.rpartition(" ")[2].casefold())
    rest = words[len(plain) :].split()[:2]
    tail = "".join(rf"\W+{re.escape(word.casefold())}" for word in rest)
    if re.search(rf"\b{head}\b{tail}", speaker.name.casefold()):
        return True
    last = re.escape(speaker.name.rpartition(" ")[2].casefold())
    full = re.escape(speaker.name.casefold())
    low = text.casefold()
    before = (
        rf"\b{head}\b{tail}(?:,? (?:of|for|at|in) [^.,;]{{1,50}})?,? (?:[\w.’'-]+ ){{0,2}}{full}"
    )
    after = rf"\b{last}(?:, | \(| is | was )(?:\w+[’'-]?\w*[ -]){{0,6}}{head}\b{tail}"
    if re.search(before, low) or re.search(after, low):
        return True
    # "The company" of a text with no other company before it.
    return speaker.type in _THINGS_THAT_SPEAK and not any(
        not any(within(Span(*earlier.span()), m) for m in speaker.mentions)
        for earlier in re.finditer(rf"\b{head}\b", low[: source.start])
    )


def _less(text: str, start: int, end: int, told: Sequence[Span]) -> str:
    """The words from ``start`` to ``end`` that stand outside what is told."""
    return "".join(
        text[at] for at in range(start, end) if not any(s.start <= at < s.end for s in told)
    )


def _says_no_more(name: str, words: str) -> bool:
    known = set(words.casefold().split())
    return all(word in known for word in name.casefold().split())
