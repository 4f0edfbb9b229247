"""One quotation in several outlets, where their words differ."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rashomon.differences import Alteration, Wording, alteration, wording
from rashomon.model import Claim, ClaimRef, Span, Spans
from rashomon.render.digest import Digest, Lookup, outlet

_QUOTED = re.compile(r"“[^”]{3,}”|\"[^\"]{3,}\"|«[^»]{3,}»")
_FEWEST = 4
"""Words that a quotation has at least to be compared: of two or three, any two may look alike."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Altered:
    """A quotation, its longest version, and one that differs from it."""

    whole: ClaimRef
    other: ClaimRef
    how: Alteration
    whole_spans: Spans
    other_spans: Spans


def quoted(text: str, claim: Claim) -> Spans:
    """Where the claim's content is given word for word; empty for a paraphrase."""
    if claim.kind == "direct":
        return claim.content
    if claim.kind != "mixed":
        return ()
    return tuple(
        Span(*match.span())
        for span in claim.content
        for match in _QUOTED.finditer(text, span.start, span.end)
    )


def _versions(look: Lookup, refs: Sequence[ClaimRef]) -> list[tuple[Wording, ClaimRef, Spans]]:
    """The differing versions among the claims, each once, the longest first."""
    found: dict[tuple[str, ...], tuple[Wording, ClaimRef, Spans]] = {}
    for ref in refs:
        text = look.article(ref).text
        spans = quoted(text, look.claims[ref])
        words = wording(text, spans)
        if len(words.words) >= _FEWEST:
            found.setdefault(words.words, (words, ref, spans))
    return sorted(found.values(), key=lambda v: (-len(v[0].words), v[1]))


def altered(look: Lookup, found: Digest) -> Iterator[Altered]:
    """Quotations whose words differ between outlets, each version set against the longest.

    Versions are the claims of one statement, or of two statements that agree.
    """
    together = [s.claims for s in found.statements.values() if len(s.claims) > 1]
    together += [
        (*found.statements[r.a].claims, *found.statements[r.b].claims) for r in found.agree
    ]
    seen: set[tuple[ClaimRef, ClaimRef]] = set()
    for refs in together:
        versions = _versions(look, refs)
        if len(versions) < 2:
            continue
        whole, first, spans = versions[0]
        for other, ref, other_spans in versions[1:]:
            if outlet(look.article(ref)) == outlet(look.article(first)) or (first, ref) in seen:
                continue
            how = alteration(whole, other)
            if how is not None:
                seen.add((first, ref))
                yield Altered(
                    whole=first, other=ref, how=how, whole_spans=spans, other_spans=other_spans
                )
