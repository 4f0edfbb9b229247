"""What somebody denied in the articles and says, or confirms, in the summary."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rashomon.checked import Fault
from rashomon.checking.alignment import Match, Own
from rashomon.model import Claim, Reading, Span
from rashomon.text import overlap, quote

# The share of what the summary's claim tells that the content of the denial must hold.
_SAME = 0.5
_WORDS = 2
_KEY = 0.5
_OPEN = frozenset(["denies", "doubts", "withholds"])
# A denial told by another word than "not".
_REFUSED = frozenset(
    "deny reject dismiss refute dispute rebut contradict false untrue innocent wrong baseless"
    " unfounded lie nonsense without never nobody nothing none neither nor refuse rule".split()
)


def denial_faults(summary: Reading, own: Own, found: Sequence[Match]) -> Iterator[Fault]:
    """A fault for a claim of the sentence that its own speaker denies in the articles.

    Only where the summary negates nothing, and where the speaker is not told to have said it, too.
    """
    if own.scopes.of("negation") or any(t.lemma_.lower() in _REFUSED for t in own.close.doc):
        return
    for claim in summary.claims:
        if claim.speaker is None or not claim.cue or claim.commitment in _OPEN:
            continue
        if not overlap(claim.content, (own.span,)):
            continue
        rows = own.within(claim.content)
        weights = own.weights * rows
        if rows.sum() < _WORDS or not weights.sum():
            continue
        denied: tuple[float, Match, Claim] | None = None
        said = 0.0
        for match in found:
            for other in _claims_of(claim.speaker, match):
                best = match.best(match.inside(other.content))
                share = float(best @ weights) / float(weights.sum())
                if other.commitment != "denies":
                    said = max(said, share)
                elif (best[rows.astype(bool)] >= _KEY).sum() >= _WORDS and (
                    denied is None or share > denied[0]
                ):
                    denied = (share, match, other)
        if denied is None or denied[0] < _SAME or said >= denied[0]:
            continue
        _, match, other = denied
        cue = quote(match.told.reading.article.text, other.cue)
        where = claim.cue[0] if overlap(claim.cue, (own.span,)) else own.span
        yield Fault(
            kind="negation lost",
            span=Span(max(where.start, own.span.start), min(where.end, own.span.end)),
            why=f"in the article it is denied (“{cue}”), the summary has it said",
            passages=(match.told.quoted(),),
        )
        return


def _claims_of(speaker: str, match: Match) -> Iterator[Claim]:
    for claim in match.told.reading.claims:
        if claim.speaker == speaker and overlap(claim.content, (match.told.span,)):
            yield claim
