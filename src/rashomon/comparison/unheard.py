"""Which parties these articles name and do not let speak."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from rashomon.comparison.speakers import plain
from rashomon.gazetteer import place
from rashomon.model import EventSpeaker, NotHeard, Reading

_MOST_NOT_HEARD = 8
# A name that fewer claims hold is mentioned in passing; it is no party to the event.
_LEAST_NAMED = 3
_DISPUTED = frozenset({"alleges", "denies", "demands"})
# Who was asked and gave no answer: "the ministry did not respond to requests for comment".
_NAME = (
    r"(?P<who>(?:[Tt]he |[Aa]n? )?[A-Z][\w’'&-]*(?: (?:[A-Z][\w’'&-]*|of|for|and|the)){0,8}"
    r"(?: (?:foreign|defen[cs]e|interior|justice|health|prime))?"
    r"(?: (?:ministry|minister|government|army|military|office|company|lawyers?|spokes\w+|police"
    r"|embassy|court))*)"
)
_NO_ANSWER = re.compile(
    rf"(?<![\w’'-]){_NAME}(?:, [^,.\n]{{3,60}},)?"
    r" (?:(?:did not|didn[’']t|has not|have not|had not|hasn[’']t)(?: immediately| yet)*"
    r" (?:respond(?:ed)?|repl(?:y|ied)|return(?:ed)?|answer(?:ed)?)\b[^.\n]{0,50}?"
    r"\b(?:comment|(?:requests?|questions?|calls?|messages?|e-?mails?|inquir\w+)\b"
    r"(?! (?:to|about|on|of)\b)(?! for (?!(?:an? )?(?:comment|interview|information)s?\b)))"
    r"|(?P<declined>(?:declined|refused) (?:repeated requests )?(?:to )?comment)"
    r"|could not (?:immediately )?be reached for comment)\b"
)
# Where it happened is no party: a street, or a shop that most of its mentions stand "at" or "near".
_STREET = re.compile(
    r"\b(?:Street|St|Road|Rd|Avenue|Ave|Lane|Drive|Boulevard|Blvd|Highway|Freeway|Interstate|Parkway"
    r"|Terrace|Crescent|Alley|Square|Park|Plaza|Bridge|River|Lake|Beach|Valley|Mountains?|Island"
    r"|Apartments|Mall)\.?$"
)
# These streets are governments.
_SPEAKING = frozenset({("downing", "street"), ("wall", "street")})
_AT = (
    r"(?:at|outside|inside|near|behind|opposite|in|on|along|off|across from|in front of|leaving"
    r"|entered|into)"
)
_MOSTLY = 0.5
# Whoever died cannot be asked. "{}" is the name.
_DIED = (
    r"\b{0}(?:, [^,.\n]{{1,40}},)? (?:was|were|had been|has been|is|lay) (?:[\w-]+ ){{0,2}}?"
    r"(?:killed|murdered|slain|dead|fatally|gunned down|executed|buried)\b"
    r"|\b{0}(?:, [^,.\n]{{1,40}},)? (?:died|dies|suffered fatal|succumbed)\b"
    r"|\b{0}['’]s? (?:death|murder|killing|body|killer|funeral|slaying|assassination)\b"
    r"|\b(?:shot|stabbed|beat|beaten|found) {0} (?:[\w-]+ )?(?:dead|to death)\b"
    r"|\b(?:(?:deaths?|murder|killing|slaying|assassination|body|funeral) of|killed|murdered|slain"
    r"|victims?(?: (?:as|was|is))?|the late)[,:]?"
    # "Killed by" and "the death of a Hamas commander" are of somebody else.
    r" (?:(?!(?:by|in|at|after|when|with|from|while|as)\b)[\w-]+ ){{0,3}}?{0}\b"
    r"(?!['’]|\s(?:[\w-]+ )?(?:members?|guards?|fighters?|commanders?|soldiers?|officials?|leaders?"
    r"|supporters?|employees?|officers?|workers?|troops|forces|nationals?|citizens?)\b)"
)
# These name nobody a reader could ask again.
_NOBODY = frozenset(
    "he she they it we i this that who his her their our officials relatives".split()
)


def not_heard(
    readings: Sequence[Reading], speakers: Sequence[EventSpeaker]
) -> tuple[NotHeard, ...]:
    """Parties that claims of several articles name, and that no article quotes or cites.

    A party is whom somebody accuses, denies something about, or demands something of: a name alone
    (a pope) is none, nor is a street, a shop where it happened, or whoever died. Who was asked and
    did not answer comes first; one article that says so is enough.
    """
    heard = _heard(readings, speakers)
    states = _states_heard(readings, speakers)
    asked = _asked(readings, speakers)
    texts = [reading.article.text for reading in readings]
    party: set[tuple[str, ...]] = set()
    named: dict[tuple[str, ...], set[str]] = defaultdict(set)
    times: Counter[tuple[str, ...]] = Counter()
    shown: dict[tuple[str, ...], str] = {}
    for reading in readings:
        disputed = {c.id for c in reading.claims if c.commitment in _DISPUTED}
        for item in reading.record:
            words = plain(item.value)
            if item.slot != "actor" or not words or set(words) & heard or _initials(words) in heard:
                continue
            of = place(item.value)
            if words in asked or (of is not None and of.state in states):
                continue
            if disputed & set(item.claims):
                party.add(words)
            named[words].add(reading.article.id)
            times[words] += len(item.claims)
            shown.setdefault(words, item.value)
    rows = sorted(
        (
            words
            for words in sorted(party)
            if len(named[words]) >= max(2, len(readings) / 3)
            and times[words] >= _LEAST_NAMED
            and (place(shown[words]) is not None or not _no_party(shown[words], texts))
        ),
        key=lambda words: (-len(named[words]), -times[words], words),
    )
    silent = tuple(
        NotHeard(name=name, why=f"asked, {what}: “{said}”") for name, what, said in asked.values()
    )
    return (
        *silent,
        *tuple(
            NotHeard(
                name=shown[words],
                why=f"named in {len(named[words])} of {len(readings)} articles,"
                " quoted in none of them",
            )
            for words in rows
        ),
    )[:_MOST_NOT_HEARD]


def _no_party(name: str, texts: Sequence[str]) -> bool:
    """Whether a name is that of a street, of a shop where it happened, or of somebody who died."""
    if _STREET.search(name) and plain(name) not in _SPEAKING:
        return True
    written = re.escape(name)
    mentions = [m for text in texts for m in re.finditer(rf"\b{written}\b", text)]
    at = [
        m for text in texts for m in re.finditer(rf"\b(?i:{_AT}) (?:the |an? )?{written}\b", text)
    ]
    if len(at) > _MOSTLY * max(1, len(mentions)):
        return True
    died = re.compile(_DIED.format(written))
    return any(died.search(text) for text in texts)


def _asked(
    readings: Sequence[Reading], speakers: Sequence[EventSpeaker]
) -> dict[tuple[str, ...], tuple[str, str, str]]:
    """Who was asked and gave no answer: the name, what came of it, and the words that say so.

    Only those whom nobody quotes.

    "Declined to comment" may make its subject a speaker; another claim of it is needed to be heard.
    """
    ids = {speaker.id: plain(speaker.name) for speaker in speakers}
    spoke = {
        ids[claim.speaker]
        for reading in readings
        for claim in reading.claims
        if claim.speaker in ids and claim.commitment != "withholds"
    }
    found: dict[tuple[str, ...], tuple[str, str, str]] = {}
    for reading in readings:
        for match in _NO_ANSWER.finditer(reading.article.text):
            name = " ".join(match.group("who").split())
            words = plain(name)
            if not words or words[0] in _NOBODY:
                continue
            if not any(set(words) <= set(s) or set(s) <= set(words) for s in spoke if s):
                what = "declined to comment" if match["declined"] else "did not answer"
                found.setdefault(words, (name, what, " ".join(match.group().split())))
    return found


def _states_heard(readings: Sequence[Reading], speakers: Sequence[EventSpeaker]) -> set[str]:
    """The states for which somebody speaks: "the British foreign secretary said" is one."""
    return {
        found.state
        for name in _names(readings, speakers)
        for word in (name, *re.split(r"[\s-]+", name))
        if (found := place(word)) is not None
    }


def _heard(readings: Sequence[Reading], speakers: Sequence[EventSpeaker]) -> set[str]:
    """The words of all speakers' names and of the phrases that introduce them.

    "The UN envoy said" is the UN heard.
    """
    names = _names(readings, speakers)
    words = [plain(name) for name in names]
    return {word for name in words for word in name} | {_initials(name) for name in words}


def _names(readings: Sequence[Reading], speakers: Sequence[EventSpeaker]) -> Iterator[str]:
    """All names of the speakers, and the phrases of the texts that introduce them."""
    texts = {reading.article.id: reading.article.text for reading in readings}
    for speaker in speakers:
        yield speaker.name
        yield from speaker.also_named
        for mention in speaker.mentions:
            if mention.article in texts:
                yield mention.span.of(texts[mention.article])


def _initials(words: Sequence[str]) -> str:
    """The acronym of a name ("un" for the United Nations), or "" for a single word."""
    return "".join(word[0] for word in words) if len(words) > 1 else ""
