"""Who says it: what a summary states as so and articles only attribute; whose words it gives."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from rashomon.annotate.quotations import quotations
from rashomon.checked import Fault
from rashomon.checking.alignment import Match, Own, further, share
from rashomon.checking.articles import Articles, Told, stems_of, weight
from rashomon.checking.sides import Side, may_be_one, named, side_of
from rashomon.model import Claim, Reading, Span, Spans
from rashomon.text import overlap, quote, trim
from rashomon.vocabulary import is_stop_word, stem

if TYPE_CHECKING:
    from numpy.typing import NDArray

# The share of the summary's words that an attributed content must hold to be what it tells, and
# how much less the articles' own voice must hold.
_TOLD, _OWN, _LESS = 0.5, 0.6, 0.08
# Of a claim's words, what another claim must hold to be the same said by somebody.
_SAID, _MARGIN = 0.5, 0.12
# A clause of what is told must be told the more surely to be held against its speaker alone.
_PART = 0.75
# What weighs less than this says too little to be known again; a very sure match may weigh less.
_LEAST, _LEAST_SURE, _SURE = 9.0, 5.0, 0.85
# A short sentence that is all of what somebody said.
_LEAST_WHOLE, _WHOLLY = 2.5, 0.95
_NEAR_NAME = 3
_BESIDE = 60  # code points
# "Olga Brandt: we never saw the papers."
_UNSURE = frozenset("should may might could would likely down".split())
_OUTLET = re.compile(
    r"\b(?:News|Post|Times|Tribune|Press|Journal|Reuters|AP|AFP|CNN|BBC|Daily|Caller|Herald|Telegraph"
    r"|Guardian|Online|Gazette|Chronicle|Magazine|newspaper|news|law)\b"
)
_HEADED = re.compile(r"[\[A-Z][^.!?:;“\"]{2,80}: \S")
_SIGNED = re.compile(r"[”\"]\s?[―—–-]{1,2}\s?[A-Z][^.!?]{2,80}\.?$")
_IN_WORDS = re.compile(r"\b[Ii]n \S[^.;]{0,50}?(?:['’]s?|his|her|their) (?:own )?(?:words|view)\b")
# A clause beside what is told: when it was, or what it was in spite of.
_BESIDES = re.compile(
    r"(?:even |just |shortly |a day |days |weeks |months )?(?:before|after|when|as|while"
    r"|although|though|since|until|with)\b",
    re.IGNORECASE,
)
_ITS = re.compile(r"(?:its|his|her|their)\b[^A-Z]*$", re.IGNORECASE)
_ACCOUNTS = frozenset(
    "statement report reports account accounts figures data poll polls words view".split()
)
_OF_SELF = re.compile(r"\b(?:I|[Ww]e|[Mm]y|[Oo]ur)\b")
_ACT = re.compile(
    r"\b(?:vot\w+|rul(?:e[sd]?|ing)|sentenc\w+|order\w*|sign\w*|approv\w+|decid\w+|decision|agree\w*"
    r"|announc\w+|declar\w+|adopt\w*|pass(?:es|ed)?|appoint\w*|resign\w*|pledg\w+|promis\w+|vow\w*"
    r"|plan\w*|offer\w*|propos\w+|launch\w*|releas\w+|publish\w*|urg\w+|call\w* (?:for|on)|ask\w*"
    r"|refus\w+|want\w*|hop\w+|seek\w*|sought|invit\w+|apologi[sz]\w+|thank\w*|welcom\w+|show\w*"
    r"|know[ns]?|knew|found|learn\w*|see[ns]?|saw|discover\w*|remember\w*|reali[sz]\w+)\b",
    re.IGNORECASE,
)
_REPORTS = frozenset(
    "say tell accord accuse allege claim report deny warn believe state argue insist suggest blame"
    " describe add think quote explain estimate suspect fear maintain assert charge criticise"
    " criticize conclude confirm comment call speak acknowledge admit note expect hope predict"
    " question reject dismiss condemn cite view testify put count reckon label recall announce"
    " praise mention write declare link show promise vow compare contrast caution judge vouch"
    " credit complain echo counter respond reply remark reveal stress signal liken joke lament"
    " scold hail mock fault detail outline insist recount relate tout voice term brand dub".split()
)
# What stands before an agency's stamp at the head of a text is its headline.
_HEADLINE = re.compile(
    r"\A[^\n]{10,220}?\b(?:AFP|AP|Reuters|Agencies) (?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,? \d"
)
# How much of a sentence that attributes something may be left without it.
_MOSTLY = 0.45
_SHORT = 4  # words: a shorter piece beside an attribution is a part of it


@dataclass(frozen=True, slots=True, eq=False)
class _Carrier:
    told: Told
    claim: Claim | None
    held: float


def attribution_faults(
    summary: Reading, own: Own, found: Sequence[Match], articles: Articles
) -> Iterator[Fault]:
    """A fault for each piece of own voice of the sentence that the articles only attribute."""
    words = own.span.of(summary.article.text)
    if _HEADED.match(words) or _SIGNED.search(words) or _IN_WORDS.search(words):
        return
    for piece in _own_voice(summary, own.span):
        rows = own.within(piece)
        weights = own.weights * rows
        whole = float(weights.sum())
        mostly = share(rows.astype(np.float64), own.weights) >= _MOSTLY
        least = _LEAST_SURE if rows.sum() < len(rows) else _LEAST_WHOLE
        if whole < least or rows.sum() < 2 or not mostly:
            continue
        if rows.sum() < len(rows) and not _is_told(own, piece):
            continue
        near = further(own, found, rows, articles) if rows.sum() < 0.7 * len(rows) else found
        carriers: list[_Carrier] = []
        plain = 0.0
        for match in near:
            here, carrier = _how(articles, match, weights)
            plain = max(plain, here)
            if carrier is not None:
                carriers.append(carrier)
        best = max(carriers, key=lambda c: (c.held, -c.told.order), default=None)
        asked = _TOLD if whole >= _LEAST else _SURE
        if best is None or best.held < (asked if whole >= _LEAST_SURE else _WHOLLY):
            continue
        if plain >= min(_OWN, best.held - _LESS):
            continue
        carriers = [c for c in carriers if c.held >= best.held - _MARGIN]
        if any(_excused(c, own, piece) for c in carriers):
            continue
        if any(_reported(c, own, piece) for c in carriers):
            continue
        yield Fault(
            kind="attribution lost",
            span=Span(piece[0].start, piece[-1].end),
            why=f"the article {_who(best)}, the summary states it as so",
            passages=tuple(c.told.quoted() for c in _best_first(carriers))[:3],
        )
        return


def _is_told(own: Own, piece: Spans) -> bool:
    """Whether somebody does something in the piece: a clause of its own, no tail of another."""
    doc, start = own.close.doc, own.span.start
    return any(
        any(s.start <= doc[d.verb].idx + start < s.end for s in piece)
        and any(s.start <= doc[d.head].idx + start < s.end for s in piece)
        for d in own.scopes.deeds
        if d.head is not None
    )


def _who(carrier: _Carrier) -> str:
    if carrier.claim is None:
        return "has it between quotation marks"
    source = _source(carrier.told.reading, carrier.claim)
    if source:
        return f"gives it to {source}"
    return f"has it with “{quote(carrier.told.reading.article.text, carrier.claim.cue)}”"


def _source(reading: Reading, claim: Claim) -> str:
    """The claim's source in the article's words, and who "he" is taken to be."""
    words = quote(reading.article.text, claim.source)
    speaker = next((s for s in reading.speakers if s.id == claim.speaker), None)
    side = side_of(reading, claim)
    if words and speaker is not None and side is not None and side.pronoun:
        return f"“{words}” ({speaker.name})"
    return f"“{words}”" if words else ""


def _best_first(carriers: Sequence[_Carrier]) -> list[_Carrier]:
    once: dict[int, _Carrier] = {}
    for one in sorted(carriers, key=lambda c: (-c.held, c.told.order)):
        once.setdefault(one.told.order, one)
    return list(once.values())


def _own_voice(summary: Reading, sentence: Span) -> Iterator[Spans]:
    """The parts of a sentence that no claim attributes, where any is long enough to say much."""
    text = summary.article.text
    taken: list[Span] = []
    for claim in summary.claims:
        if claim.kind != "own voice":
            spans = (*claim.source, *claim.cue, *claim.content)
            taken += [s for s in spans if s.start < sentence.end and sentence.start < s.end]
    pieces: list[Span] = []
    at = sentence.start
    for span in sorted(taken):
        if span.start > at and (piece := trim(text, Span(at, span.start), extra=",;:—–-")):
            pieces.append(piece)
        at = max(at, span.end)
    if at < sentence.end and (piece := trim(text, Span(at, sentence.end), extra=",;:—–-.")):
        pieces.append(piece)
    if not taken:
        if pieces:
            yield tuple(pieces)
        return
    for piece in pieces:
        if len(piece.of(text).split()) > _SHORT and not _BESIDES.match(piece.of(text)):
            yield (piece,)


def _in_sentence(spans: Sequence[Span], told: Told) -> list[Span]:
    return [
        Span(max(s.start, told.span.start), min(s.end, told.span.end))
        for s in spans
        if s.start < told.span.end and told.span.start < s.end
    ]


def _how(
    articles: Articles, match: Match, weights: NDArray[np.float64]
) -> tuple[float, _Carrier | None]:
    """How much of the words the sentence's own voice holds, and the claim that holds the most."""
    told = match.told
    text = told.reading.article.text
    best: _Carrier | None = None
    covered = np.zeros(len(match.close.doc), dtype=bool)
    for claim in articles.claims(told):
        inside = match.inside(_in_sentence(claim.content, told))
        covered |= inside
        held = share(match.best(inside), weights)
        if best is None or held > best.held:
            best = _Carrier(told, claim, held)
    marks = [q.inner for q in quotations(text) if overlap((q.span,), (told.span,))]
    quoted = match.inside(marks) & ~covered
    if quoted.any():
        held = share(match.best(quoted), weights)
        covered |= quoted
        if best is None or held > best.held:
            best = _Carrier(told, None, held)
    if told.span.start == 0 and (head := _HEADLINE.match(text)):
        covered |= match.inside((Span(0, head.end()),))
    return share(match.best(~covered), weights), best


def _subject(own: Own, piece: Spans) -> frozenset[str]:
    """The stems of whoever does it in the piece: the head of its first deed's subject, its name."""
    doc = own.close.doc
    start = own.span.start
    for deed in own.scopes.deeds:
        verb = doc[deed.verb]
        if deed.head is None or not any(s.start <= verb.idx + start < s.end for s in piece):
            continue
        head = doc[deed.head]
        names = [c for c in head.children if c.dep_ in {"compound", "appos", "flat"}]
        return frozenset(stem(t.text) for t in (head, *names))
    return frozenset()


def _excused(carrier: _Carrier, own: Own, piece: Spans) -> bool:
    """Whether it hardly matters who said it: a deed done by saying so, or the source's own act."""
    claim = carrier.claim
    if claim is None:
        return False
    if claim.confidence < 0.5:
        return True
    if not claim.source and any(t.lower_ in _UNSURE for t in own.close.doc):
        return True  # "the birth should fall in July"
    article = carrier.told.reading.article.text
    side = side_of(carrier.told.reading, claim)
    if side and side.words & _subject(own, piece):
        # "The council voted to close it", "the council will close it": it tells of its own deed.
        # What they say of themselves is told of them all the same: "we did nothing wrong".
        return not _OF_SELF.search(quote(article, claim.content)) and claim.commitment != "denies"
    if claim.commitment in {"hedges", "alleges", "denies", "doubts"}:
        return False
    if side and _OUTLET.search(side.name) and claim.kind != "direct":
        return True  # one newspaper passes on what another has
    return bool(_ACT.search(quote(article, claim.cue)))


def _reported(carrier: _Carrier, own: Own, piece: Spans) -> bool:
    """Whether the piece says itself whose words they are, though no claim was found in it."""
    doc, start = own.close.doc, own.span.start
    side = side_of(carrier.told.reading, carrier.claim) if carrier.claim else None
    for token in doc:
        if token.lemma_.lower() not in _REPORTS:
            continue
        if not any(s.start <= token.idx + start < s.end for s in piece):
            continue
        if token.lower_ == "according":
            return True
        if token.pos_ not in {"VERB", "AUX"}:
            if token.lower_ in _ACCOUNTS:
                return True
            continue
        subject = next((c for c in token.children if c.dep_ in {"nsubj", "nsubjpass"}), None)
        if subject is None or subject.pos_ == "PRON" or side is None or not side.known:
            return True
        words = {stem(t.text) for t in subject.subtree if not is_stop_word(t.text)}
        if words & side.words or may_be_one(side, named(carrier.told.reading, subject.text)):
            return True
    return False


def speaker_faults(
    summary: Reading, own: Own, found: Sequence[Match], articles: Articles
) -> Iterator[Fault]:
    """A fault for each claim of the sentence that the articles give to somebody else."""
    text = summary.article.text
    judged: list[tuple[Claim | None, bool, Fault | None]] = []
    for claim, side, where, content in _told_by(summary, own):
        if not side.known:
            continue
        parts = [content]
        deeds = _deeds_in(own, content)
        if claim is not None and len(deeds) > 1:
            parts += deeds
        for number, part in enumerate(parts):
            found_fault = _misplaced(side, own, part, found, articles, least=_LEAST * (number > 0))
            if found_fault is None:
                continue
            carriers, fine = found_fault
            if fine:
                judged.append((claim, True, None))
                continue
            first = _best_first(carriers)[0]
            assert first.claim is not None  # noqa: S101
            theirs = _source(first.told.reading, first.claim)
            why = f"the article gives it to {theirs}, the summary to “{where.of(text)}”"
            passages = tuple(c.told.quoted() for c in _best_first(carriers))[:3]
            judged.append(
                (claim, False, Fault(kind="wrong speaker", span=where, why=why, passages=passages))
            )
            break
    right = {c.speaker for c, fine, _ in judged if fine and c is not None}
    for claim, _, fault in judged:
        if fault is None:
            continue
        if claim is not None and claim.speaker in right and claim.speaker is not None:
            why = f"{fault.why}: words of two people under one name"
            yield Fault(kind="people merged", span=fault.span, why=why, passages=fault.passages)
        else:
            yield fault


def _deeds_in(own: Own, content: Spans) -> list[Spans]:
    """What a claim tells, clause by clause: the words of each verb in its content."""
    doc = own.close.doc
    found = []
    for deed in own.scopes.deeds:
        verb = doc[deed.verb]
        if not overlap((own.at(Span(verb.idx, verb.idx + len(verb))),), content):
            continue
        tokens = sorted(deed.rest | {deed.verb})
        found.append(tuple(own.at(Span(doc[i].idx, doc[i].idx + len(doc[i]))) for i in tokens))
    return found


def _misplaced(
    side: Side,
    own: Own,
    content: Spans,
    found: Sequence[Match],
    articles: Articles,
    *,
    least: float,
) -> tuple[list[_Carrier], bool] | None:
    """The claims that carry some words, and whether any may be the side's; None where none does.

    ``least`` is what the words must weigh, beyond what is always asked.
    """
    rows = own.within(content)
    # Names of places stand in sentences of all kinds: what is said counts for more.
    less = np.array([0.5 if word.kind == "name" else 1.0 for word in own.words])
    weights = own.weights * rows * less
    whole = float((own.weights * rows).sum())
    if whole < max(_LEAST_SURE, least) or not rows.any():
        return None
    carriers: list[_Carrier] = []
    plain = 0.0
    for match in further(own, found, rows, articles):
        here, _ = _how(articles, match, weights)
        plain = max(plain, here)
        for one in articles.claims(match.told):
            inside = match.inside(_in_sentence(one.content, match.told))
            carriers.append(_Carrier(match.told, one, share(match.best(inside), weights)))
    top = max((c.held for c in carriers), default=0.0)
    asked = _SAID if whole >= _LEAST else _SURE
    if top < max(asked, _PART * bool(least)) or plain > top - _LESS:
        return None
    carriers = [c for c in carriers if c.held >= top - _MARGIN]
    fine = any(_may_be(side, c, articles) or _cited(c, own, content) for c in carriers)
    return carriers, fine


def _cited(carrier: _Carrier, own: Own, content: Spans) -> bool:
    """Whether what the summary's source says names the article's: "he cites a Brookings paper"."""
    side = side_of(carrier.told.reading, carrier.claim) if carrier.claim else None
    rows = own.within(content)
    doc = own.close.doc
    if side is None or not any(own.words[n].stem in side.proper for n in np.flatnonzero(rows)):
        return False
    inside = [t for t in doc if any(s.start <= t.idx + own.span.start < s.end for s in content)]
    return any(t.lemma_.lower() in _REPORTS or t.lower_ in _ACCOUNTS | {"paper"} for t in inside)


def _told_by(summary: Reading, own: Own) -> Iterator[tuple[Claim | None, Side, Span, Spans]]:
    """Who the sentence says it has something from: of each, the side, its words, what is told."""
    text = summary.article.text
    spoken: list[Span] = [q.span for q in quotations(text) if overlap((q.span,), (own.span,))]
    quoted = tuple(spoken)
    for claim in summary.claims:
        if claim.kind == "own voice" or not overlap(claim.content, (own.span,)):
            continue
        spoken += [*claim.source, *claim.cue, *claim.content]
        if overlap(claim.source, quoted):
            continue  # whom somebody quoted speaks of
        if claim.inside is not None or not claim.source:
            continue
        side = side_of(summary, claim)
        if _ITS.match(quote(text, claim.source)) or (side is not None and side.pronoun):
            continue  # "its director", "she": whose, the sentence before says
        if side is not None and own.span.start <= claim.source[0].start < own.span.end:
            content = [s for s in claim.content if overlap((s,), (own.span,))]
            yield claim, side, claim.source[0], tuple(content)
    doc = own.close.doc
    for deed in own.scopes.deeds:
        # "The UN puts the dead at 400": telling, though no claim was found in it.
        verb = doc[deed.verb]
        at = own.at(Span(verb.idx, verb.idx + len(verb)))
        if verb.lemma_.lower() not in _REPORTS or deed.head is None or not deed.close:
            continue
        if overlap((at,), tuple(spoken)) or doc[deed.head].pos_ == "PRON":
            continue
        subject = sorted(deed.subject) or [deed.head]
        first, last = doc[subject[0]], doc[subject[-1]]
        where = own.at(Span(first.idx, last.idx + len(last)))
        rest = tuple(
            own.at(Span(doc[i].idx, doc[i].idx + len(doc[i])))
            for i in sorted(deed.rest - {deed.verb})
        )
        if rest and not _ITS.match(where.of(text)):
            yield None, named(summary, where.of(text)), where, rest


def _may_be(side: Side, carrier: _Carrier, articles: Articles) -> bool:
    """Whether the carrier's source, or one around or inside it, may be this side."""
    reading = carrier.told.reading
    claim = carrier.claim
    if claim is None:
        return True
    by_id = {c.id: c for c in reading.claims}
    chain = [claim, *(c for c in reading.claims if c.inside == claim.id)]
    outer = claim.inside
    while outer is not None:
        chain.append(by_id[outer])
        outer = by_id[outer].inside
    for one in chain:
        other = side_of(reading, one)
        if other is None:
            if one is claim:
                return True
            continue
        if may_be_one(side, other) or (one is claim and _beside(side, carrier)):
            return True
        if other.pronoun and one is claim and _mentioned(side, carrier.told, articles):
            return True
    return False


def _beside(side: Side, carrier: _Carrier) -> bool:
    """Whether the side is named right before the source: "the Centre, a Beirut-based group"."""
    claim, text = carrier.claim, carrier.told.reading.article.text
    if claim is None or not claim.source or not side.names:
        return False
    start = claim.source[0].start
    words = stems_of(text, (Span(max(carrier.told.span.start, start - _BESIDE), start),))
    return weight(side.names & words) >= 0.6 * weight(side.names)


def _mentioned(side: Side, told: Told, articles: Articles) -> bool:
    """Whether the side is named so shortly before that "he" may mean it."""
    words = side.names or side.words
    return any(words & t.stems for t in (*articles.before(told, _NEAR_NAME), told))
