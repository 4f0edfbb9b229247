"""The record of an article: quantities, dates, places, actors, weapons, causes, with claims.

Never a bare fact: what no claim's content holds is left out. A sum is marked as one, and rests on
the claims that hold every part of it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence

from rashomon.annotate import cast as casting
from rashomon.annotate import causes, dates, quantities, sums
from rashomon.annotate import lexicon as lx
from rashomon.annotate.cast import Cast, Figure
from rashomon.gazetteer import place
from rashomon.model import Article, Claim, RecordItem, Slot, Span
from rashomon.parse import Parse
from rashomon.text import inside, quote

_WEAPON = re.compile(
    r"\b(?:(?:anti-(?:aircraft|tank|ship|missile)|air defen[cs]e|surface-to-air|ground-to-air"
    r"|cruise|ballistic|guided|hypersonic|patriot|s-[234]00|buk|iskander|himars|kinzhal|kalibr) )*"
    r"(?:missiles?|rockets?|rocket launchers?)\b"
    r"|\b(?:car|suicide|barrel|petrol|cluster|roadside|nail|pipe|glide|truck|phosphorus) bombs?\b"
    r"|\bbombs?\b|\b(?:mortar|artillery|tank) (?:shells?|rounds?|fire)\b|\bmortars?\b|\bartillery\b"
    r"|\bdrones?\b|\b(?:hand |rocket-propelled )?grenades?\b|\bexplosives?\b|\bexplosive devices?\b"
    r"|\b(?:assault |sniper |automatic |semi-automatic )?rifles?\b|\bmachine guns?\b|\bshotguns?\b"
    r"|\bhandguns?\b|\bpistols?\b|\bfirearms?\b|\bkni(?:fe|ves)\b|\bmachetes?\b|\blandmines?\b"
    r"|\b(?:nerve agent|sarin|chlorine(?: gas)?|novichok|mustard gas|poison gas)\b"
    r"|\bsuicide (?:belts?|vests?)\b",
    re.IGNORECASE,
)
_MODEL_WEAPON = re.compile(
    r"\b(?:S-[234]00|AK-47|AR-15|Buk|HIMARS|Iskander|Javelin|Stinger|Shahed(?:-\d+)?|Kinzhal|Kalibr"
    r"|Storm Shadow|ATACMS|Patriot(?= (?:missile|system|batter)))\b"
)
_AT = re.compile(
    r"\b(?:in|near|outside|inside|over|across|around|at|from|to|toward|towards|into|through|above"
    r"|north of|south of|east of|west of|via)(?: the)?(?: (?:eastern|western|northern|southern"
    r"|central|town of|city of|village of|region of|province of|district of))*\s+$",
    re.IGNORECASE,
)
_IN = re.compile(
    r"\b(?:in|near|outside|inside|over|across|around|into)\s+(?:the )?$", re.IGNORECASE
)
_BY = re.compile(r"\b(?:by|with|against|between|blamed?|accus\w+)\s+$", re.IGNORECASE)
_PLACE_WORD = re.compile(
    r"\s(?:region|city|province|oblast|district|village|town|county|airport|airfield|air base"
    r"|peninsula|border|valley)\b"
)
_BEFORE = 40  # code points before a name in which its preposition stands


def build(
    article: Article,
    parse: Parse,
    claims: Sequence[Claim],
    *,
    cast: Cast | None = None,
    found: Sequence[quantities.Found] | None = None,
) -> tuple[RecordItem, ...]:
    """The record, in the order of the text within each slot; every item names its claims.

    A quantity stands once per place in the text, a sum after its parts; a date, place, actor,
    weapon or cause once, at its first place within a claim, with all the claims that hold it. A
    date's value is ISO 8601 where it was resolved, else the words. ``cast`` and ``found`` (the
    quantities of the parse) save making them again where the caller has them.
    """
    cast = casting.read(parse) if cast is None else cast
    items: list[RecordItem] = []
    spans = [(c.id, c.content) for c in claims]

    def holding(span: Span) -> tuple[str, ...]:
        return tuple(name for name, content in spans if inside((span,), content))

    said = sums.figures(article.text)
    if found is None:
        found = tuple(f for piece in parse.pieces for f in quantities.find(piece))
    by_piece: dict[int, list[quantities.Found]] = {}
    for given in found:
        piece = parse.piece_at(given.span.start)
        if piece is not None:
            by_piece.setdefault(piece.start, []).append(given)
    for counted in by_piece.values():
        added = {made.parts[-1]: made for made in sums.find(article.text, counted, said)}
        for given in counted:
            held = holding(given.span)
            if held:
                items.append(
                    RecordItem(
                        slot="quantity",
                        value=quote(article.text, (given.span,)),
                        span=given.span,
                        quantity=given.quantity,
                        claims=held,
                    )
                )
            made = added.get(given.span)
            by = _by_all(map(holding, made.parts)) if made is not None else ()
            if made is not None and by:
                items.append(
                    RecordItem(
                        slot="quantity",
                        value=sums.write(made),
                        span=made.span,
                        quantity=made.quantity,
                        claims=by,
                        sum_of=made.parts,
                    )
                )
    days = [
        (day.when or quote(article.text, (day.span,)), day.span)
        for piece in parse.pieces
        for day in dates.find(piece, article.published)
    ]
    slots: tuple[tuple[Slot, Iterable[tuple[str, Span]]], ...] = (
        ("date", days),
        ("place", _places(article.text, cast)),
        ("actor", _actors(article.text, cast)),
        ("weapon", _weapons(article.text)),
        ("cause", _found_causes(article.text, parse)),
    )
    for slot, found_here in slots:
        items += _once(slot, found_here, holding)
    return tuple(items)


def _by_all(holders: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
    """The claims that hold every part: nobody is made to say a sum of others' numbers."""
    first, *rest = holders
    return tuple(claim for claim in first if all(claim in others for others in rest))


def _found_causes(text: str, parse: Parse) -> Iterator[tuple[str, Span]]:
    for piece in parse.pieces:
        for span in causes.find(piece):
            yield quote(text, (span,)), span


def _once(
    slot: Slot,
    found: Iterable[tuple[str, Span]],
    holding: Callable[[Span], tuple[str, ...]],
) -> Iterator[RecordItem]:
    """One item for each value: its first place within a claim, and all the claims that hold it."""
    first: dict[str, Span] = {}
    claims: dict[str, list[str]] = {}
    written: dict[str, str] = {}
    for value, span in found:
        held = holding(span)
        if held:
            key = value.lower()
            first.setdefault(key, span)
            written.setdefault(key, value)
            known = claims.setdefault(key, [])
            known.extend(c for c in held if c not in known)
    for key, span in first.items():
        yield RecordItem(slot=slot, value=written[key], span=span, claims=tuple(claims[key]))


def _places(text: str, cast: Cast) -> Iterator[tuple[str, Span]]:
    """Names that stand as places: after "in", "near", ..., or before "region", "city", ..."""
    for start, end, figure in cast.places:
        if figure.type in {"person", "media", "office"} and figure.sure:
            continue
        if (figure.sure and figure.type != "state") or figure.roles:
            continue
        if figure.name.split()[-1].lower() in lx.DOCUMENTS:
            continue
        before = text[max(0, start - _BEFORE) : start]
        follows = _PLACE_WORD.match(text, end)
        near = _AT.search(before) if figure.type == "state" else _IN.search(before)
        if near or follows:
            stop = follows.end() if follows else end
            yield (figure.name if not follows else text[start:stop]), Span(start, stop)


def _actors(text: str, cast: Cast) -> Iterator[tuple[str, Span]]:
    for start, end, figure in cast.places:
        if not _acts(figure):
            continue
        if figure.type == "state" and not _state_acts(text, start, end, figure):
            continue
        yield figure.name, Span(start, end)


def _acts(figure: Figure) -> bool:
    """Whether a name is surely that of a person, body or state, not of a thing or a town."""
    if figure.sure:
        return True
    return figure.type == "person" and bool(figure.roles)


def _state_acts(text: str, start: int, end: int, figure: Figure) -> bool:
    """Whether a state's name, or its capital's, stands for those who act, not for the place."""
    before = text[max(0, start - _BEFORE) : start]
    if _AT.search(before):
        return False
    found = place(figure.name)
    if found is None or found.stands == "state":
        return True
    subject = any(m.start == start and m.subject for m in figure.mentions)
    return subject or bool(_BY.search(before)) or text[end : end + 2] in {"'s", "’s"}


def _weapons(text: str) -> Iterator[tuple[str, Span]]:
    found = [(m.group(), m.span()) for m in _WEAPON.finditer(text)]
    named = [(m.group(), m.span()) for m in _MODEL_WEAPON.finditer(text)]
    for value, (start, end) in sorted(found + named, key=lambda f: f[1]):
        yield value, Span(start, end)
