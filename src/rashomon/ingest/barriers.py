"""Pages that stand before an article: asking to pay, to register, to consent, to be human.

A newsletter box is no barrier, and most pages have one. A page counts as one only where the ask
stands in its title or heading, or right where the text ends.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

from rashomon.ingest.blocks import Block
from rashomon.ingest.normal import line
from rashomon.ingest.parts import Laid
from rashomon.ingest.surroundings import words

BarrierKind = Literal["pay", "register", "consent", "human", "refused", "missing"]

REASONS: dict[BarrierKind, str] = {
    "pay": "the page asks to subscribe and holds no article before that; give the page as saved "
    "from a browser that is signed in",
    "register": "the page asks to register or sign in and holds no article before that; give the "
    "page as saved from a browser that is signed in",
    "consent": "the page asks to consent to cookies and holds no article before that; open it in "
    "a browser, answer, and give the page as saved from there",
    "human": "the page asks to prove that a person reads it (a check for robots) and holds no "
    "article; open it in a browser and give the page as saved from there",
    "refused": "the site refused the page (access denied), it holds no article; open it in a "
    "browser and give the page as saved from there",
    "missing": "the page says that it was not found (404), it holds no article; check the address",
}
NOTES: dict[BarrierKind, str] = {
    "pay": "the page asks to subscribe; the text may be cut short",
    "register": "the page asks to register or sign in; the text may be cut short",
}

_THIS = (
    r"(?:(?:this|the|our|full|complete|rest of the|unlimited) )*"
    r"(?:article|story|content|page|post)s?"
)
_ASKS: tuple[tuple[BarrierKind, re.Pattern[str]], ...] = (
    ("human", re.compile(
        r"\b(?:checking (?:if the site connection is secure|your browser)|just a moment\b"
        r"|verify(?:ing)? (?:that )?you are (?:a )?human|are you (?:a )?(?:robot|human)"
        r"|(?:i'm|i am|you'?re|you are) not a robot|prove (?:that )?you(?:'re| are) (?:a )?human"
        r"|complete (?:the|this) (?:captcha|security check)|solve (?:the|this) captcha"
        r"|robot check|unusual traffic|ddos protection by|press (?:&|and) hold to confirm"
        r"|enable javascript and cookies to continue|human verification|pardon our interruption)",
        re.I)),
    ("refused", re.compile(
        r"\b(?:access (?:to this page )?(?:has been |is |was )?denied|403 forbidden|forbidden"
        r"|you don'?t have permission to access|you have been blocked|request (?:was )?blocked"
        r"|attention required|unavailable for legal reasons|error 451"
        r"|not available in (?:your (?:country|region|location)|most european countries))", re.I)),
    ("missing", re.compile(
        r"\b(?:(?:page|article|story|file)(?: you (?:requested|are looking for|were looking for))?"
        r"(?: was| is| could| can)?(?: ?not| no longer)(?: be)? (?:found|exists?|available)"
        r"|(?:error )?404\b(?! \w+ly)|can(?:'t|not) find (?:the|that) (?:page|article)"
        r"|page doesn'?t exist|nothing (?:was )?found here)", re.I)),
    ("pay", re.compile(
        rf"\b(?:subscribe(?: (?:now|today))? (?:to|for|and) (?:continue|keep|read|unlock|access"
        rf"|get (?:full|unlimited) access)|subscription (?:is )?(?:required|to (?:read|continue))"
        rf"|(?:this|the full) (?:article|story|content) is (?:only )?(?:available )?"
        rf"(?:exclusively )?(?:for|to|reserved for) (?:\w+ )?(?:subscribers|members|premium)"
        rf"|(?:for )?subscribers only"
        rf"|subscriber[- ]only (?:article|story|content)|exclusive (?:to|for) (?:our )?subscribers"
        rf"|to (?:continue|keep) reading\b.{{0,60}}\b(?:subscri|member|trial)"
        rf"|you(?:'ve| have) (?:reached|used|read) (?:your|all|the)\b.{{0,40}}\b"
        rf"(?:limit|free articles?)|become a (?:subscriber|member) to (?:read|continue|access)"
        rf"|(?:start|begin) (?:your|a) (?:free )?trial to (?:read|continue)"
        rf"|unlock {_THIS}|to read {_THIS},? (?:please )?(?:subscribe|become|start|choose|buy)"
        rf"|(?:the )?(?:rest|remainder) of this {_THIS} is)", re.I)),
    ("register", re.compile(
        rf"\b(?:(?:register|sign ?in|log ?in|sign up|create (?:an|a|your)(?: free)? account)"
        rf"(?: (?:now|for free|here))? (?:to|and) (?:continue|keep) (?:reading|for)?"
        rf"|(?:please )?(?:register|sign ?in|log ?in) to (?:read|view|access|see) {_THIS}"
        rf"|to (?:continue|keep) reading\b.{{0,60}}\b(?:register|sign ?in|log ?in|account|email)"
        rf"|to read {_THIS},? (?:please )?(?:register|sign ?in|log ?in|create))", re.I)),
    ("consent", re.compile(
        r"\b(?:before you continue|(?:we|our partners).{0,60}\bvalue your privacy"
        r"|we care about your privacy|your privacy (?:choices|matters|is important)"
        r"|(?:accept|agree to|consent to|manage)(?: (?:all|our|the use of))* cookies"
        r"|consent (?:to|for) (?:the )?(?:use|processing)|cookie consent)", re.I)),
)  # fmt: skip
_HARD: frozenset[BarrierKind] = frozenset(("human", "refused", "missing"))
_CLASSES = frozenset(
    "paywall regwall piano tp meteredcontent metered gateway barrier premium locked gated "
    "subscriberonly offer".split()
)
_ELLIPSIS = re.compile(r"(?:…|\.\.\.|\[…\]|\[\.\.\.\])\W{0,3}$")
_ON_CONSENT = re.compile(
    r"\b(?:cookies?|consent|privacy|our partners|personal data|your (?:data|choices))\b", re.I
)
_FEW_WORDS = 150
_TEASER = 12
"""Words that are a teaser and no longer only the ask itself."""
_TEASER_WORDS = 250
_PAGE_WORDS = 400
_NEAR_END = 8
_ASK_WORDS = 45


@dataclass(frozen=True, slots=True, kw_only=True)
class Barrier:
    """What a page asks for; ``words`` are those that say so."""

    kind: BarrierKind
    words: str


def instead(tree: Any, blocks: Sequence[Block], *, kept: Sequence[str]) -> Barrier | None:
    """The barrier that the page is, where it holds no article or next to none.

    ``kept`` are the lines that were found, none where they are no article: a page of which the
    title says "Access denied" above 200 words of text is an article.
    """
    text_words = 0
    for text in kept:
        count = len(text.split())
        text_words += 0 if count < _ASK_WORDS and _asks(text) else count
        if text_words >= _FEW_WORDS:
            return None
    for text in _headings(tree):
        found = _asks(text)
        if found is None:
            continue
        most = _FEW_WORDS if found.kind in _HARD else _TEASER
        if text_words < most or (found.kind == "consent" and _is_on_consent(kept)):
            return found
    if text_words >= _TEASER or sum(b.words.count(" ") + 1 for b in blocks) > _PAGE_WORDS:
        return None
    asked = (_asks(b.text) for b in blocks if b.words.count(" ") < _ASK_WORDS)
    return next((barrier for barrier in asked if barrier is not None), None)


def notes(laid: Laid, blocks: Sequence[Block], *, is_free: bool | None) -> tuple[str, ...]:
    """What to say of an article before a barrier, nothing where there is none."""
    places = [one.place for one in laid.lines if one.place is not None]
    barrier = after_teaser(blocks, max(places, default=-1), kept=laid.kept, is_free=is_free)
    return () if barrier is None else (NOTES[barrier.kind],)


def after_teaser(
    blocks: Sequence[Block], last: int, *, kept: Sequence[str], is_free: bool | None
) -> Barrier | None:
    """The barrier behind which the rest of the text is, as far as the page shows.

    ``last`` is the number of the last kept line in ``blocks``, ``is_free`` what the metadata say
    (schema.org's isAccessibleForFree). Whatever they say, the text must look cut too.
    """
    if not kept:
        return None
    count = sum(len(text.split()) for text in kept)
    cut = bool(_ELLIPSIS.search(kept[-1]))
    after = [b for b in blocks[last + 1 : last + 1 + _NEAR_END] if b.words.count(" ") < _ASK_WORDS]
    for block in after:
        found = _asks(block.text)
        if found is None or found.kind not in NOTES:
            continue
        if cut or is_free is False or _is_gate(block.element) or count < _FEW_WORDS:
            return found
    if is_free is False and (cut or count < _FEW_WORDS):
        return Barrier(kind="pay", words="isAccessibleForFree: false")
    gate = next((b for b in after if _is_gate(b.element)), None)
    if gate is not None and cut and count < _TEASER_WORDS:
        return Barrier(kind="pay", words=gate.text)
    return None


def _headings(tree: Any) -> list[str]:
    return [
        text
        for element in tree.iter("title", "h1", "h2")
        if (text := line("".join(element.itertext()))) and len(text.split()) < 14
    ][:4]


def _asks(text: str) -> Barrier | None:
    text = text.replace("’", "'")
    for kind, pattern in _ASKS:
        if pattern.search(text):
            return Barrier(kind=kind, words=text)
    return None


def _is_on_consent(kept: Sequence[str]) -> bool:
    """Whether most of the lines are about what is stored of readers: such screens are long."""
    return 2 * sum(bool(_ON_CONSENT.search(text)) for text in kept) >= len(kept)


def _is_gate(element: Any) -> bool:
    for _ in range(5):
        if element is None or element.tag in ("body", "html"):
            return False
        if words(element) & _CLASSES:
            return True
        element = element.getparent()
    return False
