"""An article with its reading, and corrections of it, for the tests of corrections."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from rashomon.annotate.corrected import correct
from rashomon.corrections import Corrections, parse
from rashomon.model import (
    Article,
    Claim,
    MadeBy,
    Reading,
    RecordItem,
    Span,
    Speaker,
    Verification,
)
from rashomon.text import paragraphs, sha256

EXAMPLES = Path(__file__).resolve().parent.parent / "examples" / "il-76-belgorod"

TEXT = (
    "Ida Marn, the mayor of Harrow, said the harbour office had told her that the bridge fell. "
    "She said twelve people were hurt. The harbour office denied that.\n\n"
    "Marn’s office said the road was open. She said twelve people were hurt, she repeated."
)


def at(words: str, nth: int = 0, text: str = TEXT) -> Span:
    start = -1
    for _ in range(nth + 1):
        start = text.index(words, start + 1)
    return Span(start, start + len(words))


def bridge(text: str = TEXT, **more: Any) -> Reading:
    """Marn says that the harbour office says that the bridge fell; her office is taken for her."""
    outer = "the harbour office had told her that the bridge fell"
    claims = (
        Claim(
            id="c1", source=(at("Ida Marn, the mayor of Harrow"),), cue=(at("said"),),
            content=(at(outer),), kind="indirect", speaker="s1",
        ),
        Claim(
            id="c2", source=(at("the harbour office"),), cue=(at("had told"),),
            content=(at("that the bridge fell"),), kind="indirect", inside="c1", speaker="s2",
        ),
        Claim(
            id="c3", source=(at("She"),), cue=(at("said", 1),),
            content=(at("twelve people were hurt"),), kind="indirect", candidates=("s1", "s2"),
        ),
        Claim(
            id="c4", source=(at("The harbour office"),), cue=(at("denied"),),
            content=(at("that", 1),), kind="indirect", speaker="s2", commitment="denies",
        ),
        Claim(
            id="c5", source=(at("Marn’s office"),), cue=(at("said", 2),),
            content=(at("the road was open"),), kind="indirect", speaker="s1",
            verification=(Verification(kind="not verified", span=at("open"), by="s2"),),
        ),
    )  # fmt: skip
    return Reading(
        made_by=MadeBy(rashomon="test", annotator="hand@1", text_sha256=sha256(text)),
        article=Article(
            id="bridge", url="https://example.org/bridge", outlet="Daily B", text=text,
            language="en", paragraphs=paragraphs(text), **more,
        ),
        claims=claims,
        speakers=(
            Speaker(
                id="s1", name="Ida Marn", type="person",
                mentions=(at("Ida Marn, the mayor of Harrow"), at("Marn’s office")),
            ),
            Speaker(
                id="s2", name="harbour office", type="office",
                mentions=(at("the harbour office"), at("The harbour office")),
            ),
        ),
        record=(
            RecordItem(slot="other", value="bridge", span=at("bridge"), claims=("c1", "c2")),
            RecordItem(slot="other", value="road", span=at("road"), claims=("c5",)),
        ),
    )  # fmt: skip


def lines(*rows: dict[str, Any]) -> Corrections:
    data = "\n".join(json.dumps(row) for row in rows).encode()
    return Corrections(lines=parse(data, file="c.jsonl"))


def about(kind: str, **keys: Any) -> dict[str, Any]:
    return {"kind": kind, "article": "bridge", **keys}


def applied(*rows: dict[str, Any], to: Reading | None = None) -> Reading:
    corrected = correct(to or bridge(), lines(*rows))
    assert corrected.orphans == ()
    return corrected.reading


def orphan(*rows: dict[str, Any], to: Reading | None = None) -> str:
    """What is said of the one line that does not fit; nothing else may have changed."""
    reading = to or bridge()
    corrected = correct(reading, lines(*rows))
    (error,) = corrected.orphans
    assert (corrected.reading.claims, corrected.reading.speakers) == (
        reading.claims,
        reading.speakers,
    )
    assert len([n for n in corrected.reading.notes if "not applied" in n]) == 1
    return str(error)


def speaker_of(reading: Reading, claim: str) -> str:
    names = {s.id: s.name for s in reading.speakers}
    (found,) = [c for c in reading.claims if c.id == claim]
    return names[found.speaker] if found.speaker else "open"


GOOD = '{"kind": "not a claim", "article": "a", "exact": "so it is"}'
