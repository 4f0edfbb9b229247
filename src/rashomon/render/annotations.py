"""Anchored claims as W3C Web Annotations, and as lines for a terminal.

Standard: W3C Web Annotation Data Model (2017). One target for each span, since several selectors of
one target say the same place in different ways: the words, and the offsets in code points in the
text of the newest version. Names of our own begin with ``rashomon:``.
"""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import quote

from rashomon.render.clean import line
from rashomon.store.types import AnchoredClaim, Quote

_CONTEXT = "http://www.w3.org/ns/anno.jsonld"


def annotation(claim: AnchoredClaim) -> str:
    """The claim as one line of JSON-LD."""
    name = (claim.address, claim.article, claim.annotator, claim.text_sha256[:16], claim.claim)
    source = claim.url or f"urn:rashomon:article:{quote(claim.article, safe='')}"
    made: dict[str, Any] = {
        "@context": _CONTEXT,
        "type": "Annotation",
        "id": "urn:rashomon:claim:" + ":".join(quote(part, safe="") for part in name),
        "motivation": "identifying",
        "body": {
            "type": "TextualBody",
            "format": "text/plain",
            "value": _said_by(claim),
            "rashomon:speaker": claim.speaker,
            "rashomon:kind": claim.kind,
            "rashomon:commitment": claim.commitment,
            "rashomon:cue": [q.exact for q in claim.quotes if q.role == "cue"],
            "rashomon:annotator": claim.annotator,
            "rashomon:version": claim.rashomon,
        },
        "target": [_target(one, source) for one in claim.quotes],
        "rashomon:orphan": claim.orphan,
        "rashomon:link": claim.link,
        "rashomon:readInSha256": claim.text_sha256,
        "rashomon:placedInSha256": claim.newest_sha256,
    }
    return json.dumps(made, ensure_ascii=False)


def anchor_line(claim: AnchoredClaim) -> str:
    """The claim on one line: its place or "orphan", who said it, its words, a link to them."""
    content = [q for q in claim.quotes if q.role == "content"]
    first = content[0].place
    where = "orphan" if claim.orphan or first is None else f"{first.start}-{first.end}"
    words = line(" ... ".join(q.exact for q in content))
    link = f"  {line(claim.link)}" if claim.link else ""
    return f"{where:>13}  {line(_said_by(claim))}: {words}{link}"


def _said_by(claim: AnchoredClaim) -> str:
    who = claim.speaker or ("own voice" if claim.kind == "own voice" else "somebody")
    return f"{who} ({claim.commitment})"


def _target(one: Quote, source: str) -> dict[str, Any]:
    words = {
        "type": "TextQuoteSelector",
        "exact": one.exact,
        "prefix": one.prefix,
        "suffix": one.suffix,
    }
    selectors: list[dict[str, Any]] = [words]
    if one.place is not None:
        start, end = one.place
        selectors.append({"type": "TextPositionSelector", "start": start, "end": end})
    return {
        "type": "SpecificResource",
        "source": source,
        "selector": selectors,
        "rashomon:role": one.role,
    }
