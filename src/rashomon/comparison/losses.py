"""What got lost or changed between outlets on the way from one claim to another."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from rashomon.comparison.credits import interviewed, is_outlet, names_outlet
from rashomon.comparison.likeness import Pair, weight
from rashomon.comparison.numbers import say
from rashomon.comparison.relations import same_wording
from rashomon.comparison.reuse import Reuse
from rashomon.comparison.views import OWN_VOICE, View
from rashomon.model import ClaimRef, EventSpeaker, LostAttribution, LostKind, Span
from rashomon.text import quote

# Two sentences written apart share words too; what was taken over shares most of them.
_MUCH_THE_SAME = 0.6
# A hedge, a cue or a source is held against another only where the rest is nearly the same.
_NEARLY_THE_SAME = 0.75
# So alike (as sentences) are two that differ in a number alone.
_BUT_FOR_A_NUMBER = 0.8
_ALL_BUT_THE_NUMBER = 0.9
_HEDGE = re.compile(
    r"\b(?:may(?! \d)|might|could|possibly|perhaps|likely|probabl[ey]|apparent(?:ly)?"
    r"|appear(?:s|ed)?|seem(?:s|ed)?|suspect(?:s|ed)?|suspected|believed|thought|presumed|alleged(?:ly)?|reportedly"
    r"|potential(?:ly)?|unclear|feared)\b"
)
# "Hopes" and "wants" hold back nothing that another could drop.
_WISHES = re.compile(r"\b(?:hop|wish|want|expect|lik)(?:e[sd]?|s|ed|ing)?\b", re.IGNORECASE)
_ENDORSES = re.compile(
    r"\b(?:admit\w*|conced\w*|confess\w*|acknowledg\w*|confirm\w*|reveal\w*|prov(?:e[sd]?|en|ing)"
    r"|show(?:s|ed|n)?|disclos\w*)\b",
    re.IGNORECASE,
)
_PLAIN = re.compile(
    r"^(?:has |had |have |also |later )*(?:said|says?|told|stated?|states|added?|adds"
    r"|according to|reported|claim(?:s|ed)|alleg\w+)\b",
    re.IGNORECASE,
)
_SOMEBODY = re.compile(
    r"\b(?:sources?|officials?|insiders?|officers?|diplomats?|aides?|person|people|who)\b",
    re.IGNORECASE,
)
_INSTITUTIONS = frozenset({"office", "state", "organisation"})
# An attribution so many code points before an outlet's sentence, or after it in one paragraph, may
# stand for it too.
_BESIDE = 200

_Row = tuple[float, View, View, LostKind, str]


def lost_attribution(
    alike: Sequence[Pair],
    views: Sequence[View] = (),
    taken: Sequence[Reuse] = (),
    speakers: Mapping[str, EventSpeaker] | None = None,
) -> tuple[LostAttribution, ...]:
    """Pairs of claims of two outlets between which something got lost, the surest first.

    ``alike`` are pairs of claims that say the same; ``views`` all claims, of which those are
    compared too that stand in sentences ``taken`` over from one article into another. What is
    given: an attribution that another outlet drops, a hedge it drops, a number it changes, a cue
    it makes stronger ("said" to "admitted"), an unnamed source it makes an institution. An
    article that attributes the same words itself, in another sentence, has lost nothing: its first
    sentence leans on the attribution below. Nor has one that has words of the same speaker, or of
    somebody where the other's is unnamed, beside its sentence; nor the outlet that is cited.
    """
    attributes_itself: set[ClaimRef] = set()
    attributed_in: dict[str, list[View]] = defaultdict(list)
    for view in views:
        if view.voice != OWN_VOICE:
            attributed_in[view.ref.article].append(view)
    speakers = speakers or {}
    found: dict[tuple[ClaimRef, LostKind], _Row] = {}

    def keep(row: _Row) -> None:
        ref = (row[2].ref, row[3])
        if ref not in found or found[ref][0] < row[0]:
            found[ref] = row

    for pair in alike:
        a, b = pair.a, pair.b
        if (a.voice == OWN_VOICE) != (b.voice == OWN_VOICE):
            attributed, own = (b, a) if a.voice == OWN_VOICE else (a, b)
            if attributed.ref.article == own.ref.article:
                attributes_itself.add(own.ref)
    retold = list(_retold(views, taken))
    for a, b, words in (*((p.a, p.b, p.words) for p in alike), *retold):
        if a.outlet == b.outlet:
            continue
        for row in _lost(a, b, words, speakers):
            if row[2].voice != OWN_VOICE or not _stands_by(
                row[1], row[2], attributed_in[row[2].ref.article], speakers
            ):
                keep(row)
    for row in _numbers(views, taken):
        keep(row)
    rows = [
        row
        for (ref, what), row in found.items()
        if not (row[2].voice == OWN_VOICE and ref in attributes_itself and what != "number")
    ]
    rows.sort(key=lambda row: (-row[0], row[2].ref, row[3]))
    return tuple(
        LostAttribution(attributed=one.ref, own_voice=other.ref, what=what, why=why)
        for _, one, other, what, why in rows
    )


def _lost(a: View, b: View, words: float, speakers: Mapping[str, EventSpeaker]) -> Iterator[_Row]:
    same = same_wording(a, b)
    if a.negated != b.negated:
        return
    if (a.voice == OWN_VOICE) != (b.voice == OWN_VOICE):
        attributed, own = (b, a) if a.voice == OWN_VOICE else (a, b)
        if (same or words >= _MUCH_THE_SAME) and _dropped(attributed, own, words):
            hedged = attributed.claim.commitment == "hedges" or _hedges(attributed) > _hedges(own)
            who = _words(attributed, attributed.claim.source)
            why = f"one gives it to “{who}”" if who else f"one has “{_cue(attributed)}”"
            why += ", the other states it in its own voice"
            yield (words, attributed, own, "hedge" if hedged else "attribution", why)
        return
    if not same and words < _NEARLY_THE_SAME:
        return
    for one, other in ((a, b), (b, a)):
        hedge = _hedges(one) - _hedges(other)
        if hedge and not _hedges(other) and other.claim.commitment != "hedges":
            first = next(w for w in _HEDGE.findall(_told(one)) if w.casefold() in hedge)
            yield words, one, other, "hedge", f"one has “{first}”, the other states it plainly"
        if _strengthened(one, other):
            before, after = (_words(v, v.claim.cue) for v in (one, other))
            yield words, one, other, "cue", f"“{before}” in one is “{after}” in the other"
        if _promoted(one, other, speakers):
            before, after = (_words(v, v.claim.source) for v in (one, other))
            yield words, one, other, "source", f"“{before}” in one is “{after}” in the other"


def _stands_by(
    attributed: View,
    own: View,
    others: Sequence[View],
    speakers: Mapping[str, EventSpeaker],
) -> bool:
    """Whether the article with its own sentence attributes it after all, or is the source."""
    if is_outlet(_words(attributed, attributed.claim.source), own.outlet):
        return True
    speaker = speakers.get(attributed.voice or "")
    anybody = speaker is None or speaker.type == "unnamed"
    start, end = own.claim.content[0].start, own.claim.content[-1].end
    for view in others:
        spans = (*view.claim.source, *view.claim.cue, *view.claim.content)
        first, last = min(s.start for s in spans), max(s.end for s in spans)
        before = last <= start and start - last <= _BESIDE
        after = first >= end and "\n" not in own.article.text[end:first]
        if (before or after) and (anybody or view.voice == attributed.voice):
            return True
    return False


def _dropped(attributed: View, own: View, words: float) -> bool:
    if attributed.claim.kind == "direct" and (
        words >= _NEARLY_THE_SAME or own.terms <= attributed.terms
    ):
        # Word for word what another puts between quotation marks: the article is the document, the
        # speech or the recording itself.
        return False
    return (
        attributed.claim.commitment in {"asserts", "alleges", "hedges"}
        and own.claim.commitment == "asserts"
        and not (attributed.claim.commitment == "hedges" and _WISHES.search(_cue(attributed)))
    )


def _told(view: View) -> str:
    return f"{_cue(view)} {view.text}"


def _cue(view: View) -> str:
    return _words(view, view.claim.cue)


def _words(view: View, spans: Sequence[Span]) -> str:
    return quote(view.article.text, spans)


def _hedges(view: View) -> set[str]:
    return {word.casefold() for word in _HEDGE.findall(_told(view))}


def _strengthened(one: View, other: View) -> bool:
    """Whether one speaker "said" it in the first article and "admitted" it in the second."""
    return (
        one.voice is not None
        and one.voice == other.voice
        and one.claim.stance != "endorsing"
        and other.claim.stance == "endorsing"
        and bool(_PLAIN.search(_cue(one)))
        and bool(_ENDORSES.search(_cue(other)))
    )


def _promoted(one: View, other: View, speakers: Mapping[str, EventSpeaker]) -> bool:
    """Whether an unnamed source of the first article is an institution in the second."""
    before, after = (speakers.get(v.voice or "") for v in (one, other))
    if before is None or after is None:
        return False
    unnamed, named = (_words(v, v.claim.source) for v in (one, other))
    if names_outlet(named) or is_outlet(named, other.outlet) or interviewed(other):
        # "Police told News 2": the outlet asked for itself, and promoted nobody.
        return False
    return (
        before.type == "unnamed"
        and after.type in _INSTITUTIONS
        and bool(_SOMEBODY.search(unnamed))
        and bool(named)
        and not _SOMEBODY.search(named)
        and one.ref.article != other.ref.article
    )


def _retold(views: Sequence[View], taken: Sequence[Reuse]) -> Iterator[tuple[View, View, float]]:
    """Claims that stand in sentences taken over, with the share of their words in common."""
    for a, b, _ in _sentences(views, taken):
        for one in a:
            for other in b:
                if one.relays or other.relays:
                    continue
                both = weight(one.terms | other.terms)
                words = weight(one.terms & other.terms) / both if both else 0.0
                if words >= _MUCH_THE_SAME and one.numerals == other.numerals:
                    yield one, other, words


def _sentences(
    views: Sequence[View], taken: Sequence[Reuse]
) -> Iterator[tuple[list[View], list[View], float]]:
    """For each pair of sentences taken over the claims whose content begins in each."""
    by_article: dict[str, list[View]] = defaultdict(list)
    for view in views:
        by_article[view.ref.article].append(view)

    def within(article: str, span: Span) -> list[View]:
        return [v for v in by_article[article] if span.start <= v.claim.content[0].start < span.end]

    for reuse in taken:
        for pair in reuse.sentences:
            yield within(reuse.a, pair.a), within(reuse.b, pair.b), pair.likeness


def _numbers(views: Sequence[View], taken: Iterable[Reuse]) -> Iterator[_Row]:
    """Sentences taken over of which one number is another, and nothing else of them is."""
    for a, b, likeness in _sentences(views, [*taken]):
        if likeness < _BUT_FOR_A_NUMBER:
            continue
        for one in a:
            for other in b:
                row = _drift(one, other, likeness)
                if row is not None:
                    yield row


def _drift(one: View, other: View, likeness: float) -> _Row | None:
    lost, new = one.numerals - other.numerals, other.numerals - one.numerals
    both = weight(one.terms | other.terms)
    words = weight(one.terms & other.terms) / both if both else 0.0
    if one.outlet == other.outlet or words < _BUT_FOR_A_NUMBER:
        return None
    if bool(lost) != bool(new):
        with_, without = (one, other) if lost else (other, one)
        return _number_dropped(with_, without, words)
    if len(lost) != 1 or len(new) != 1:
        return None
    for x in one.amounts:
        for y in other.amounts:
            if (x.counts, x.noun) != (y.counts, y.noun) or x.quantity.bound != y.quantity.bound:
                continue
            if x.quantity.value == y.quantity.value or x.revised or y.revised or x.early or y.early:
                continue
            why = f"{say(x.quantity)} in one, {say(y.quantity)} in the other: {x.named}"
            return (likeness, one, other, "number", why)
    return None


def _number_dropped(one: View, other: View, words: float) -> _Row | None:
    """ "40 people had been killed" and "many people had been killed", in the same words."""
    if words < _ALL_BUT_THE_NUMBER or len(one.numerals - other.numerals) != 1:
        return None
    if other.amounts or len(one.amounts) != 1 or one.amounts[0].measures:
        return None
    amount = one.amounts[0]
    why = f"{say(amount.quantity)} in one, no number in the other: {amount.named}"
    return (words, one, other, "number", why)
