"""People of a summary: names, offices and deeds of two people given to one."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

import numpy as np

from rashomon.annotate.given_names import GIVEN_NAMES
from rashomon.checked import Fault
from rashomon.checking.alignment import Match, Own, further, share
from rashomon.checking.articles import Articles, Told, weight
from rashomon.checking.sides import side_of
from rashomon.gazetteer import place
from rashomon.model import Reading, Span
from rashomon.text import overlap
from rashomon.vocabulary import is_stop_word, stem

_WORD = r"[^\W\d_a-zà-þ][^\W\d_]+(?:[-’'](?!s\b)[^\W\d_]+)*"
_PARTICLE = r"(?:[A-Z]\.[ \t]*|(?:van|von|de|da|del|der|bin|al|el|ibn|la)[ \t]+)*"
_NAME = re.compile(rf"{_WORD}(?:[ \t]+{_PARTICLE}(?:al-|el-)?{_WORD}){{1,3}}")
_TITLES = frozenset(
    "mr mrs ms dr sir president prime minister mayor governor senator judge justice general colonel"
    " captain sergeant chief director secretary chancellor king queen prince princess pope bishop"
    " archbishop rev professor prof detective sheriff lieutenant officer attorney deputy foreign"
    " defence defense interior finance health coach chairman commissioner ambassador spokesman"
    " spokeswoman congressman congresswoman representative rep sen gov lt col gen sgt capt the"
    " lord lady premier first vice inspector superintendent constable major prosecutor activist"
    " team witness former boss".split()
)
_GOOD = 0.58
_MARGIN = 0.15
_LEAST = 5.0
# One rare name beside somebody ("heads the OIC") tells enough.
_RARE = 5.0
_ONE_SPELLING = 0.85


def people_faults(
    summary: Reading, own: Own, found: Sequence[Match], articles: Articles
) -> Iterator[Fault]:
    """Faults in who is who: a name made of two, an office or a deed that is somebody else's."""
    people = _People(articles)
    mixed = next(_mixed_names(summary, own, people), None)
    if mixed is not None:
        yield mixed
        return
    fault = next(_roles(own, people, articles), None) or next(
        _deeds(summary, own, found, articles, people), None
    )
    if fault is not None:
        yield fault


class _People:
    """Names of two words or more that stand in some articles, by their first and last words."""

    def __init__(self, articles: Articles) -> None:
        self.whole: dict[str, Told] = {}
        self.first: dict[str, set[str]] = defaultdict(set)
        self.last: dict[str, set[str]] = defaultdict(set)
        for told in articles.told:
            for name in names_in(told.text):
                self.whole.setdefault(name, told)
                words = name.split()
                self.first[words[0]].add(name)
                self.last[words[-1]].add(name)
        for reading in articles.readings:
            for speaker in reading.speakers:
                if speaker.type == "person" and len(speaker.name.split()) > 1:
                    self.last[speaker.name.split()[-1]].add(speaker.name)
        known = {s.name for r in articles.readings for s in r.speakers if s.type == "person"}
        known |= {
            n
            for r in articles.readings
            for s in r.speakers
            for n in names_in(s.name)
            if s.type in {"office", "witness", "expert"}
        }
        self.surnames = {
            stem(name.split()[-1].split("-")[-1]): name
            for name in (*self.whole, *known)
            if name in known or name.split()[0] in GIVEN_NAMES
        }


def names_in(text: str) -> list[str]:
    """Names of two words or more, without titles before them."""
    found = []
    for match in _NAME.finditer(text):
        words = match.group().replace("’s", "").replace("'s", "").split()
        while words and words[0].casefold().rstrip(".") in _TITLES:
            words.pop(0)
        if len(words) >= 2 and place(" ".join(words)) is None:
            found.append(" ".join(words))
    return found


def _mixed_names(summary: Reading, own: Own, people: _People) -> Iterator[Fault]:
    text = summary.article.text
    for match in _NAME.finditer(text, own.span.start, own.span.end):
        for name in names_in(match.group()):
            words = name.split()
            first, last = words[0], words[-1]
            if name in people.whole:
                continue
            if any(set(words) <= set(other.split()) for other in people.whole):
                continue
            if place(first) is not None or first.casefold() in _TITLES:
                continue  # "in Texas Clinton leads"
            if any(_spelt_alike(name, other) for other in people.whole):
                continue  # a title before it ("Architect Matt Mooney"), another spelling
            a, b = people.first.get(first, set()), people.last.get(last, set())
            if not a or not b or a & b:
                continue
            if any(o.split()[-1] == last for o in a) or any(o.split()[0] == first for o in b):
                continue
            one, other = sorted(a)[0], sorted(b)[0]
            if one not in people.whole or other not in people.whole:
                continue
            if first not in GIVEN_NAMES and stem(one.split()[-1]) not in people.surnames:
                continue
            at = match.start() + match.group().find(first)
            yield Fault(
                kind="people merged",
                span=Span(at, match.end()),
                why=f"no article has “{name}”; they have “{one}” and “{other}”",
                passages=(people.whole[one].quoted(), people.whole[other].quoted()),
            )


def _spelt_alike(name: str, other: str) -> bool:
    if name.endswith(f" {other}"):
        return True
    near = name.split()[0] == other.split()[0] and name[-1] == other[-1]
    return near and SequenceMatcher(None, name, other).ratio() >= _ONE_SPELLING


def _roles(own: Own, people: _People, articles: Articles) -> Iterator[Fault]:
    """An office or description beside a name that the articles give to another name."""
    for name, role in _described(own):
        last = stem(name.split()[-1])
        if last not in people.surnames:
            continue
        words = role.of(own.close.doc.text)
        stems = frozenset(
            stem(w)
            for w in re.findall(r"[^\W\d_]+", words)
            if not is_stop_word(w) and w not in name.split() and stem(w) not in people.surnames
        )
        whole = weight(stems)
        if not stems or whole < 2.5:
            continue
        with_name = list(articles.with_stem(last))
        if any(weight(stems & t.stems) >= 0.5 * whole for t in with_name):
            continue
        # The sentence after may say what he is.
        after = [articles.told[t.order + 1] for t in with_name if t.order + 1 < len(articles.told)]
        if any(weight(stems & t.stems) >= 0.6 * whole for t in after):
            continue
        rivals = []
        telling = max(stems, key=lambda s: (weight((s,)), s))
        for told in articles.with_stem(telling):
            if weight(stems & told.stems) < 0.7 * whole:
                continue
            others = [
                n
                for n in names_in(told.text)
                if stem(n.split()[-1]) != last and stem(n.split()[-1]) in people.surnames
            ]
            rivals += [(told, n) for n in others if _beside(told.text, n, stems)]
        if not rivals:
            continue
        told, other = rivals[0]
        yield Fault(
            kind="people merged",
            span=own.at(role),
            why=f"the article says this of “{other}”, the summary of “{name}”: “{words}”",
            passages=tuple(t.quoted() for t in (told, *with_name[:1])),
        )


def _beside(text: str, name: str, stems: frozenset[str]) -> bool:
    """Whether most of the words, by rarity, stand within fifty code points of the name."""
    at = text.find(name)
    if at < 0:
        return False
    around = text[max(0, at - 50) : at] + " " + text[at + len(name) : at + len(name) + 50]
    here = stems & {stem(w) for w in re.findall(r"[^\W\d_]+", around)}
    return weight(here) >= 0.5 * weight(stems)


def _described(own: Own) -> Iterator[tuple[str, Span]]:
    """Names and what is said of them: "Mayor Olga Brandt", "Ann Arden, who heads the firm"."""
    doc = own.close.doc
    for token in doc:
        if token.pos_ != "PROPN" or token.dep_ == "compound":
            continue
        parts = [c for c in token.lefts if c.dep_ == "compound" and c.pos_ == "PROPN"]
        words = [t.text for t in (*parts, token) if t.text[:1].isupper()]
        while words and words[0].casefold().rstrip(".") in _TITLES:
            words.pop(0)
        if not words or place(" ".join(words)) is not None:
            continue
        name = " ".join(words)
        for child in token.children:
            noun = child.dep_ == "appos" and child.pos_ in {"NOUN", "PROPN"}
            if noun and child.i > token.i:
                start, end = child.left_edge.idx, child.right_edge.idx + len(child.right_edge)
                yield name, Span(start, end)
            holds = child.dep_ == "relcl" and child.lemma_ in {"head", "lead", "run", "be", "chair"}
            if holds and child.i + 1 < len(doc):
                start, last = doc[child.i + 1].idx, child.right_edge
                if last.idx > start:
                    yield name, Span(start, last.idx + len(last))
        before = [c for c in token.lefts if c.dep_ in {"compound", "nmod"} and c.text not in words]
        if before:
            yield name, Span(before[0].left_edge.idx, before[-1].idx + len(before[-1]))
        if token.dep_ == "appos" and token.head.pos_ == "NOUN":
            head = token.head
            yield name, Span(head.left_edge.idx, head.idx + len(head))


def _deeds(
    summary: Reading, own: Own, found: Sequence[Match], articles: Articles, people: _People
) -> Iterator[Fault]:
    """A deed or fate that the articles tell of another person."""
    doc = own.close.doc
    place_of = {word.token: n for n, word in enumerate(own.words)}
    cues = [s for c in summary.claims for s in c.cue]
    for deed in own.scopes.deeds:
        if deed.head is None:
            continue
        head = doc[deed.head]
        names = {stem(head.text)}
        if head.pos_ != "PROPN" or not names & people.surnames.keys():
            continue
        verb = doc[deed.verb]
        if re.search(r"[:“”\"]", doc[min(head.i, verb.i) : max(head.i, verb.i)].text):
            continue
        if overlap((own.at(Span(verb.idx, verb.idx + len(verb))),), tuple(cues)):
            continue  # whose words they are is looked at elsewhere
        rows = sorted(place_of[i] for i in deed.rest | {deed.verb} if i in place_of)
        if not rows:
            continue
        some = [own.words[n] for n in rows]
        weights = np.zeros(len(own.words))
        weights[rows] = own.weights[rows]
        rare = any(w.kind == "name" and w.rarity >= _RARE for w in some)
        if weights.sum() < _LEAST or (len(rows) < 2 and not rare):
            continue
        near = {m.told.order: m for m in further(own, found, weights > 0, articles)}
        held = {n: share(m.best(), weights) for n, m in near.items()}
        top = max(held.values(), default=0.0)
        if top < _GOOD:
            continue
        carriers = [near[n] for n in sorted(held) if held[n] >= top - _MARGIN]
        passive = any(c.dep_ in {"nsubjpass", "auxpass"} for c in verb.children)
        others = [_other(m, rows, names, articles, people, passive=passive) for m in carriers]
        here = {stem(t.text) for t in doc}
        if any(o is None or here & {stem(w) for w in o.split()[-1:]} for o in others):
            continue  # the summary speaks of the other, too
        if any(_one_person(o or "", names, people) for o in others):
            continue
        subject = [doc[i] for i in sorted(deed.subject)] or [doc[deed.head]]
        span = Span(subject[0].idx, subject[-1].idx + len(subject[-1]))
        best = max(zip(carriers, others, strict=True), key=lambda p: held[p[0].told.order])
        yield Fault(
            kind="people merged",
            span=own.at(span),
            why=f"the article tells this of “{best[1]}”, the summary of “{span.of(doc.text)}”",
            passages=(best[0].told.quoted(),),
        )
        return


def _one_person(name: str, names: set[str], people: _People) -> bool:
    """Whether some name of the articles has both: "Hillary" is "Hillary Clinton"."""
    mine = {stem(word) for word in name.split()}
    return any(
        names & whole and mine & whole
        for whole in ({stem(w) for w in one.split()} for one in people.whole)
    )


def _other(
    match: Match,
    rows: Sequence[int],
    names: set[str],
    articles: Articles,
    people: _People,
    *,
    passive: bool,
) -> str | None:
    """Of whom a sentence tells a deed, where it is surely not one of these names; else None."""
    told, doc = match.told, match.close.doc
    table = match.strength[list(rows)]
    tokens = {int(row.argmax()) for row in table if row.max() >= 0.5}
    for deed in match.scopes.deeds:
        if deed.head is None or len(tokens & (deed.rest | {deed.verb})) < 0.6 * len(tokens):
            continue
        subject = {stem(doc[i].text) for i in deed.subject}
        if subject & names:
            return None
        head = doc[deed.head]
        if passive != any(c.dep_ in {"nsubjpass", "auxpass"} for c in doc[deed.verb].children):
            if names & told.stems:
                return None
            continue
        told_well = deed.verb in tokens and table[:, deed.verb].max() >= 0.8
        sure = deed.close or told_well
        if names & told.stems and not (deed.close and told_well):
            continue  # it tells of both
        if sure and head.lower_ in {"i", "we"}:
            said = _speaker(told, articles)
            return said[0] if said and not said[1] & names else None
        if head.pos_ == "NOUN" and not names & told.stems and deed.close:
            return None  # "the fund manager": it may be he
        if head.pos_ == "PROPN" and sure and _person(head.text, people):
            return " ".join(doc[i].text for i in sorted(deed.subject))[:60]
    if names & told.stems:
        return None
    said = _speaker(told, articles)
    if said is not None and said[1] & names:
        return None
    if re.search(r"\b(?:he|she|his|her|him|they|their|who|it)\b", told.text, re.IGNORECASE) and any(
        names & t.stems for t in articles.before(told, 2)
    ):
        return None
    # Of somebody else, where the sentence names somebody at all.
    here = [n for n in names_in(told.text) if not {stem(w) for w in n.split()} & names]
    here = [n for n in here if stem(n.split()[-1]) in people.surnames]
    lone = [
        t.text
        for t in doc
        if t.pos_ == "PROPN" and stem(t.text) in people.surnames and t.dep_ != "compound"
    ]
    return next(iter([*here, *lone]), None)


def _person(word: str, people: _People) -> bool:
    """Whether a name may be a person's: known as one, or no place and no capitals throughout."""
    return stem(word) in people.surnames or (place(word) is None and not word.isupper())


def _speaker(told: Told, articles: Articles) -> tuple[str, frozenset[str]] | None:
    for claim in articles.claims(told):
        side = side_of(told.reading, claim)
        if side is not None and side.type == "person" and claim.kind != "indirect":
            return side.name, side.words | side.names
    return None
