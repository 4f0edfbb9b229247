"""People of a summary: names, offices and deeds of two people given to one."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from rashomon.checked import Fault
from rashomon.checking.articles import Articles, Near, Told, weight
from rashomon.checking.clauses import Clause, Clauses
from rashomon.gazetteer import place
from rashomon.model import Span
from rashomon.vocabulary import is_stop_word, stem

if TYPE_CHECKING:
    from spacy.tokens import Token

_NAME = re.compile(
    r"[^\W\d_a-zà-þ][^\W\d_]+(?:[-’'][^\W\d_]+)*"
    r"(?:[ \t]+(?:[A-Z]\.[ \t]*|(?:van|von|de|da|del|der|bin|al|el|ibn)[ \t]+|(?:de|van) (?:la|der)[ \t]+)*"
    r"[^\W\d_a-zà-þ][^\W\d_]+(?:[-’'][^\W\d_]+)*){1,3}"
)
_TITLES = frozenset(
    "mr mrs ms dr sir president prime minister mayor governor senator judge justice general colonel"
    " captain sergeant chief director secretary chancellor king queen prince princess pope bishop"
    " archbishop rev professor prof detective sheriff lieutenant officer attorney deputy foreign"
    " defence defense interior finance health coach chairman commissioner ambassador spokesman"
    " spokeswoman congressman congresswoman representative rep sen gov lt col gen sgt capt the"
    " lord lady premier first vice inspector superintendent constable major prosecutor".split()
)
_SAME_DEED = 0.6


def people_faults(
    text: str, sentence: Span, own: Clauses, near: Sequence[Near], articles: Articles
) -> Iterator[Fault]:
    """Faults in who is who: a name made of two, an office or a deed that is somebody else's."""
    people = _People(articles)
    found = list(_mixed_names(text, sentence, people))
    yield from found
    if not found:
        roles = list(_roles(text, sentence, own, people, articles))
        yield from roles
        if not roles:
            yield from _deeds(text, sentence, own, near, articles, people)


class _People:
    """Names of two words or more that stand in some articles, by their first and last words."""

    def __init__(self, articles: Articles) -> None:
        cached = getattr(articles, "_people", None)
        self.whole: dict[str, Told]
        if cached is not None:
            self.whole, self.first, self.last = cached
            return
        self.whole = {}
        self.first: dict[str, set[str]] = defaultdict(set)
        self.last: dict[str, set[str]] = defaultdict(set)
        for told in articles.told:
            for name in names_in(told.text):
                self.whole.setdefault(name, told)
                words = name.split()
                self.first[words[0]].add(name)
                self.last[words[-1]].add(name)
        articles._people = (self.whole, self.first, self.last)  # type: ignore[attr-defined]


def names_in(text: str) -> list[str]:
    """Names of two words or more, without titles before them."""
    found = []
    for match in _NAME.finditer(text):
        words = match.group().replace("’s", "").replace("'s", "").split()
        while words and words[0].casefold().rstrip(".") in _TITLES:
            words.pop(0)
        if len(words) >= 2:
            found.append(" ".join(words))
    return found


def _mixed_names(text: str, sentence: Span, people: _People) -> Iterator[Fault]:
    for match in _NAME.finditer(text, sentence.start, sentence.end):
        for name in names_in(match.group()):
            words = name.split()
            first, last = words[0], words[-1]
            if name in people.whole or place(name) is not None:
                continue
            if any(set(words) <= set(other.split()) for other in people.whole):
                continue
            a, b = people.first.get(first, set()), people.last.get(last, set())
            if not a or not b or a & b:
                continue
            if any(o.split()[-1] == last for o in a) or any(o.split()[0] == first for o in b):
                continue
            one, other = sorted(a)[0], sorted(b)[0]
            at = match.start() + match.group().find(first)
            yield Fault(
                kind="people merged",
                span=Span(at, match.end()),
                why=f"no article has “{name}”; they have “{one}” and “{other}”",
                passages=(people.whole[one].quoted(), people.whole[other].quoted()),
            )


def _roles(
    text: str, sentence: Span, own: Clauses, people: _People, articles: Articles
) -> Iterator[Fault]:
    """An office or description beside a name that the articles give to another name."""
    for name, token, role in _described(own):
        del token
        last = stem(name.split()[-1])
        stems = frozenset(
            stem(w)
            for w in re.findall(r"[^\W\d_]+", role.of(own.doc.text))
            if not is_stop_word(w) and w not in name.split()
        )
        whole = weight(stems)
        if not stems or whole < 2.5:
            continue
        with_name = list(articles.with_stem(last))
        if not with_name:
            continue
        if any(weight(stems & t.stems) >= 0.5 * whole for t in with_name):
            continue
        # The sentence after may say what he is.
        if any(
            weight(stems & articles.told[t.order + 1].stems) >= 0.6 * whole
            for t in with_name
            if t.order + 1 < len(articles.told)
        ):
            continue
        rivals = []
        telling = max(stems, key=lambda s: (weight((s,)), s))
        for told in articles.with_stem(telling):
            if weight(stems & told.stems) < 0.7 * whole:
                continue
            others = [n for n in names_in(told.text) if stem(n.split()[-1]) != last]
            rivals += [(told, n) for n in others if n in people.whole]
        if not rivals:
            continue
        told, other = rivals[0]
        words = role.of(own.doc.text)
        yield Fault(
            kind="people merged",
            span=Span(sentence.start + role.start, sentence.start + role.end),
            why=f"the article says this of “{other}”, the summary of “{name}”: “{words}”",
            passages=(told.quoted(), with_name[0].quoted()),
        )


def _described(own: Clauses) -> Iterator[tuple[str, Token, Span]]:
    """Names with what is said of them beside: "Mayor Olga Brandt", "Ann Arden, head of the firm"."""
    doc = own.doc
    for token in doc:
        if token.pos_ != "PROPN" or token.dep_ == "compound":
            continue
        name = _name_of(token)
        if name is None:
            continue
        for child in token.children:
            if child.dep_ == "appos" and child.pos_ in {"NOUN", "PROPN"}:
                start, end = child.left_edge.idx, child.right_edge.idx + len(child.right_edge)
                yield name, token, Span(start, end)
        before = [c for c in token.lefts if c.dep_ in {"compound", "nmod", "amod"}]
        titles = [c for c in before if c.text not in name.split()]
        if titles:
            yield name, token, Span(titles[0].left_edge.idx, titles[-1].idx + len(titles[-1]))
        if token.dep_ == "appos" and token.head.pos_ == "NOUN":
            head = token.head
            yield name, token, Span(head.left_edge.idx, head.idx + len(head))


def _name_of(token: Token) -> str | None:
    parts = [c for c in token.lefts if c.dep_ == "compound" and c.pos_ == "PROPN"]
    words = [t.text for t in (*parts, token) if t.text[:1].isupper()]
    while words and words[0].casefold().rstrip(".") in _TITLES:
        words.pop(0)
    if not words or place(" ".join(words)) is not None:
        return None
    return " ".join(words)


def _deeds(
    text: str,
    sentence: Span,
    own: Clauses,
    near: Sequence[Near],
    articles: Articles,
    people: _People,
) -> Iterator[Fault]:
    """A deed that the articles tell of another person, in the same words."""
    del text
    told = [n.told for n in near if n.held >= 0.35]
    read = list(zip(told, articles.clauses(told), strict=True))
    surnames = {stem(n) for n in people.last}
    for clause in own.clauses:
        mine = clause.subject & surnames
        if not mine or clause.subject_span is None:
            continue
        rest = clause.around - clause.subject
        whole = weight(rest)
        if whole < 5.0 or len(rest) < 2:
            continue
        found: list[tuple[Clause, Told]] = []
        for one, clauses in read:
            for other in clauses.clauses:
                if other.key != clause.key or other.passive != clause.passive:
                    continue
                if weight(rest & other.around) >= _SAME_DEED * whole:
                    found.append((other, one))
        if not found or any(
            clause.subject & (o.subject | o.around) or not o.subject & surnames for o, _ in found
        ):
            continue
        if any(mine & t.stems for _, t in found):
            continue
        other, one = found[0]
        theirs = other.subject_span.of(one.text) if other.subject_span else ""
        span = clause.subject_span
        yield Fault(
            kind="people merged",
            span=Span(sentence.start + span.start, sentence.start + span.end),
            why=f"the article tells this of “{theirs}”, the summary of “{span.of(own.doc.text)}”",
            passages=(one.quoted(),),
        )
        return
