"""What is offered for a claim, and what is reported about checking it.

Thin and from the words near the claim: its own sentence (source, cue and content together) and,
for verification, the sentence after it. What stands farther away is not linked.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from rashomon.annotate.parse import Parse
from rashomon.model import (
    Article,
    Claim,
    Evidence,
    EvidenceKind,
    Span,
    Verification,
    VerificationKind,
)
from rashomon.text import inside

_NO = (
    r"(?:without (?:(?:providing|offering|giving|presenting|citing|producing|showing) )?(?:any )?"
    r"(?:\w+ )?(?:evidence|proof|details|substantiation)"
    r"|(?:provided|offered|gave|presented|produced|cited|has|had) no (?:\w+ )?(?:evidence|proof)"
    r"|(?:did not|didn[’']t|has not|have not|had not) (?:\w+ )?(?:provided?|offer(?:ed)?|give|given"
    r"|present(?:ed)?|produced?|cited?) (?:any )?(?:\w+ )?(?:evidence|proof))"
)
_OFFERED: tuple[tuple[EvidenceKind, str], ...] = (
    ("none offered", _NO),
    ("satellite", r"satellite (?:images?|imagery|photos?|photographs?|pictures?|data)"),
    (
        "video",
        r"(?:(?:surveillance|security|drone|mobile[- ]phone|dashcam|cctv|amateur|body[- ]camera) )?"
        r"(?:video(?:s| footage| recording| clip)?|footage|cctv)"
        r"(?: (?:posted|published|released|shared|circulating|shot|filmed|taken)(?: \w+){0,4})?",
    ),
    (
        "photo",
        r"(?:photos?|photographs?|pictures?|images?)(?: (?:posted|published|released|shared"
        r"|taken|showing|of)\b)",
    ),
    (
        "technical",
        r"(?:radar (?:data|records?|images?|tracks?)|flight[- ](?:tracking|data) \w+"
        r"|black box(?:es)?|flight recorders?|(?:audio|telephone|phone|the) recordings?|audio tape"
        r"|intercepted (?:\w+ )?(?:calls?|communications?|conversations?)|intercepts?"
        r"|dna (?:tests?|analysis|samples?)|forensic (?:tests?|analysis|evidence|examination)"
        r"|ballistic \w+|autopsy(?: results?| report)?|phone records|gps data)",
    ),
    (
        "document",
        r"(?:(?:court|internal|leaked|official|classified|confidential) (?:documents?|papers?"
        r"|records?|filings?)|documents? (?:seen|obtained|reviewed|released|published)"
        r"(?: by [A-Z]\w+)?|(?:leaked )?(?:emails?|letters?|memos?) (?:seen|obtained|released|sent"
        r"|published)(?: by)?|on (?:his|her|their|its) (?:blog|website)|on (?:Facebook|Twitter"
        r"|Telegram|X|Instagram)|in (?:a|its|his|her|their) (?:report|letter|memo|filing))",
    ),
    (
        "official statement",
        r"(?:in (?:a|an|its|his|her|their) (?:\w+ ){0,2}(?:statement|communiqu[eé]|press release)"
        r"|(?:a|an|the) (?:\w+ )?(?:statement|press release) (?:by|from|issued|released|said))",
    ),
    (
        "witness",
        r"(?:according to (?:eye)?witness\w*|(?:eye)?witness(?:es)? (?:said|told|described"
        r"|reported|accounts?)|who (?:saw|witnessed|took part in|participated in|was there))",
    ),
    (
        "expert",
        r"(?:according to (?:\w+ ){0,2}(?:experts?|analysts?|scientists?|researchers)"
        r"|(?:expert|independent) (?:analysis|assessment|examination))",
    ),
)
_REPORTED: tuple[tuple[VerificationKind, str], ...] = (
    (
        "not verified",
        r"\b(?:(?:could|can|was|were|has|have|had|is|are) ?(?:not|n[’']t) (?:immediately |yet "
        r"|been |be |able to |possible to |independently )*(?:verif(?:y|ied)|confirm(?:ed)?"
        r"|authenticated?|corroborated?)"
        r"|(?:impossible|unable|no way) to (?:independently )?(?:verify|confirm)"
        r"|unverified|unconfirmed|no independent (?:confirmation|verification))\b"
        r"(?: independently)?",
    ),
    (
        "verified",
        r"\b(?:independently (?:verified|confirmed)|(?:was|were|been) (?:later |also |since )?"
        r"(?:verified|confirmed|corroborated|authenticated) by)\b",
    ),
    (
        "access refused",
        r"\b(?:(?:denied|refused|barred|blocked|prevented)(?: \w+){0,3} (?:access|entry|visas?)"
        r"|(?:access|entry) (?:\w+ ){0,3}(?:was|were|has been|been) (?:denied|refused|blocked)"
        r"|no access to|not (?:been )?(?:allowed|given|granted) (?:access|entry))\b",
    ),
    (
        "access given",
        r"\b(?:(?:granted|given|allowed)(?: \w+){0,3} access to|(?:granted|gave|allowed) "
        r"(?:\w+ ){0,3}access)\b",
    ),
)
_KINDS = tuple((k, re.compile(rf"\b{w}\b", re.IGNORECASE)) for k, w in _OFFERED)
_CHECKED = tuple((k, re.compile(w, re.IGNORECASE)) for k, w in _REPORTED)


class Grounds(NamedTuple):
    """The evidence and verification of one claim."""

    evidence: tuple[Evidence, ...] = ()
    verification: tuple[Verification, ...] = ()


@dataclass(frozen=True, slots=True)
class _Sentence:
    start: int
    end: int
    paragraph: int


def find(article: Article, parse: Parse, claims: Sequence[Claim]) -> dict[str, Grounds]:
    """What is offered for each claim and how it was checked, by the claim's id.

    A claim's own sentence is searched, and for "none offered" and verification the sentence after
    it in the same paragraph. Claims in the outlet's own voice get none. ``Verification.by`` is the
    speaker of the claim whose cue the words are ("The agency could not confirm ..."), else None.
    """
    sentences = [
        _Sentence(p.start + s.start_char, p.start + s.end_char, p.paragraph)
        for p, s in parse.sentences()
    ]
    starts = [s.start for s in sentences]
    attributed = [c for c in claims if c.kind != "own voice"]
    read: dict[int, Grounds] = {}
    grounds: dict[str, Grounds] = {}
    for claim in claims:
        if claim.kind == "own voice" or not sentences:
            grounds[claim.id] = Grounds()
            continue
        places = (*claim.source, *claim.cue) or claim.content[:1]
        own = sorted({max(bisect_right(starts, s.start) - 1, 0) for s in places})
        after = own[-1] + 1
        for number in (*own, after):
            if number < len(sentences) and number not in read:
                read[number] = _read(article.text, sentences[number], attributed)
        here = [read[n] for n in own]
        evidence = [e for g in here for e in g.evidence if _belongs(e.span, claim, attributed)]
        checked = [v for g in here for v in g.verification if _checks(v.span, claim, attributed)]
        follows = after < len(sentences) and (
            sentences[after].paragraph == sentences[own[-1]].paragraph
        )
        if follows and claim.inside is None:
            none = [e for e in read[after].evidence if e.kind == "none offered"]
            evidence += [e for e in none if _free(e.span, attributed)]
            checked += [v for v in read[after].verification if _free(v.span, attributed)]
        grounds[claim.id] = Grounds(tuple(evidence), tuple(checked))
    return grounds


def _belongs(span: Span, claim: Claim, claims: Sequence[Claim]) -> bool:
    """Whether words in the claim's sentence are about this claim, not about another in it.

    What the source is, or says that it rests on, is evidence; what lies in the content of another
    claim of the sentence is that claim's.
    """
    if inside((span,), (*claim.source, *claim.cue)):
        return True
    return not any(
        inside((span,), c.content) and not inside(claim.content, c.content)
        for c in claims
        if c is not claim
    )


def _checks(span: Span, claim: Claim, claims: Sequence[Claim]) -> bool:
    """Whether words about checking concern the claim, and are not its own cue or content."""
    return _free(span, claims) and not any(_meet(span, s) for s in (*claim.source, *claim.cue))


def _free(span: Span, claims: Sequence[Claim]) -> bool:
    """Whether the words are nobody's content: the outlet itself says that it could not check."""
    return not any(_meet(span, s) for c in claims for s in c.content)


def _meet(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end


def _read(text: str, sentence: _Sentence, claims: Sequence[Claim]) -> Grounds:
    """The evidence and verification that the words of one sentence name."""
    evidence: list[Evidence] = []
    for kind, pattern in _KINDS:
        for match in pattern.finditer(text, sentence.start, sentence.end):
            span = Span(*match.span())
            if not any(_meet(span, e.span) for e in evidence):
                evidence.append(Evidence(kind=kind, span=span))
    for how, pattern in _CHECKED:
        found = pattern.search(text, sentence.start, sentence.end)
        if found:
            span = Span(*found.span())
            by = next((c.speaker for c in claims if any(_meet(span, s) for s in c.cue)), None)
            check = Verification(kind=how, span=span, by=by)
            return Grounds(evidence=tuple(evidence), verification=(check,))
    return Grounds(evidence=tuple(evidence))
