"""Runs of capitalised words: the names a text holds, before anybody asks whose they are."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rashomon.annotate import lexicon as lx
from rashomon.annotate.given_names import GIVEN_NAMES
from rashomon.gazetteer import place
from rashomon.parse import Parse, Piece

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

# Soft hyphens and zero-width characters, which some pages put into names.
_UNSEEN = dict.fromkeys(map(ord, "\xad\u200b\u200c\u200d\u2060\ufeff"))
_HYPHENS = frozenset({"-", "‐", "‑"})
# Before a hyphen these are no half of a name: "Ex-President Arden".
_NO_NAMES = frozenset({"ex", "non", "anti", "pro", "then", "now", "vice"})
_LINKS = frozenset({"of", "the", "for", "on", "to", "and"})
_JOINING = frozenset({"of", "for", "on"})
_MONTHS_AND_NAMES = frozenset({"March", "April", "May", "June", "August"})
# Words at which a run of capitals that holds "and" or "of" may only be an organisation.
BODY_WORDS = lx.ORGANISATIONS | lx.OFFICES | lx.STATES
# A run that ends in one of these is a role without a name: "Foreign Minister", "a Labour MP".
_ROLE_ENDS = frozenset(
    "mp mps pm minister ministers president secretary mayor governor senator senators general "
    "ambassador chancellor chairman commissioner advocate".split()
)


@dataclass(slots=True, kw_only=True)
class Run:
    """A run of capitalised words within one doc, with what stands around it."""

    piece: Piece
    first: int
    last: int
    words: tuple[str, ...]
    titles: tuple[str, ...]
    role: str | None
    person: bool
    body: bool
    definite: bool
    full: str

    @property
    def start(self) -> int:
        """The code point in the article where the name (without its titles) begins."""
        return self.piece.start + self.piece.doc[self.first].idx

    @property
    def end(self) -> int:
        """The code point in the article after the name."""
        token = self.piece.doc[self.last]
        return self.piece.start + token.idx + len(token)


def _hyphened(doc: Doc, first: int) -> bool:
    """Whether a first name's other half stands before a hyphen: "Jo-Renee Arden"; no "ex-"."""
    if first < 2 or doc[first - 1].text not in _HYPHENS:
        return False
    half = doc[first - 2]
    joined = not half.whitespace_ and not doc[first - 1].whitespace_
    return joined and half.text.istitle() and half.lower_ not in _NO_NAMES


def _capital_words(parse: Parse) -> set[str]:
    """Words written with a capital inside a sentence: at its start they are names too."""
    found: set[str] = set()
    for piece in parse.pieces:
        for token in piece.doc:
            if (
                not token.is_sent_start
                and token.text[:1].isupper()
                and token.tag_.startswith("NNP")
            ):
                found.add(token.text)
    return found


def _surnames_like_months(parse: Parse) -> set[str]:
    """The months that this article has as a surname ("Theresa May")."""
    return {
        token.text
        for piece in parse.pieces
        for token in piece.doc
        if token.text in _MONTHS_AND_NAMES and token.i and token.nbor(-1).text in GIVEN_NAMES
    }


def _is_name(token: Token, known: set[str], months: set[str]) -> bool:
    text = token.text
    if not text[:1].isupper() or not text[0].isalpha():
        return False
    if text in lx.NO_NAMES:
        # "May said" is read as two verbs.
        verb = token.i + 1 < len(token.doc) and token.nbor(1).tag_ in {"VBD", "VBZ"}
        return text in months and (token.tag_ == "NNP" or verb or token.dep_ == "nsubj")
    after_break = token.i == 0 or token.is_sent_start or token.nbor(-1).text in {"“", '"', "‘", ":"}
    if after_break:
        return text in known or token.tag_ in {"NNP", "NNPS"}
    return token.pos_ in {"PROPN", "NOUN", "ADJ", "X"} or text in known or token.tag_ == "NNP"


def runs(parse: Parse) -> Iterator[Run]:
    """The runs of the article in order; a run of titles alone ("the Foreign Minister") is none."""
    known, months = _capital_words(parse), _surnames_like_months(parse)
    for piece in parse.pieces:
        doc = piece.doc
        names = [_is_name(token, known, months) for token in doc]
        count, i = len(doc), 0
        while i < count:
            if not names[i] or _after_prefix(doc, i):
                i += 1
                continue
            end = _run_end(doc, names, i)
            yield from _split(piece, i, end)
            i = end


def _after_prefix(doc: Doc, i: int) -> bool:
    """Whether the word is the tail of one like "pro-Ruritanian"."""
    return (
        i >= 2
        and doc[i - 1].text in _HYPHENS
        and not doc[i - 1].whitespace_
        and not doc[i - 2].whitespace_
        and doc[i - 2].text.islower()
        and doc[i - 2].text not in lx.PARTICLES
    )


def _run_end(doc: Doc, names: Sequence[bool], i: int) -> int:
    """The index after the run that begins at ``i``."""
    count, body = len(doc), False
    j = i
    while j < count:
        body = body or doc[j].lower_ in BODY_WORDS or doc[j].lower_ in lx.TITLES
        j += 1
        if j >= count:
            break
        if names[j] and not doc[j].is_sent_start:
            continue
        ahead = j
        if doc[j].text in _HYPHENS and not doc[j].whitespace_ and not doc[j - 1].whitespace_:
            ahead = j + 1
        elif doc[j].text == "." and doc[j - 1].lower_ in lx.TITLES and not doc[j - 1].whitespace_:
            ahead = j + 1  # "Police Capt. Ann Arden", where the stop is a token of its own
        elif doc[j].text in lx.PARTICLES and doc[j - 1].lower_ not in BODY_WORDS:
            ahead = j + 1
            if ahead < count and doc[ahead].text in _HYPHENS:
                ahead += 1
            if ahead < count and doc[ahead].text in lx.PARTICLES:
                ahead += 1
        elif body and doc[j].text in _JOINING and doc[j - 1].lower_ in BODY_WORDS | lx.TITLES:
            ahead = j + 1
            if ahead < count and doc[ahead].text == "the":
                ahead += 1
        elif body and doc[j].text == "and" and "of" in {t.text for t in doc[i:j]}:
            ahead = j + 1
        if ahead == j or ahead >= count or not names[ahead]:
            break
        if doc[j].text in lx.PARTICLES and doc[j].text in {"the", "la", "le"}:
            break
        j = ahead
    return j


def _split(piece: Piece, first: int, end: int) -> Iterator[Run]:
    """The runs within a stretch of capitals: the titles off, an adjective of a state kept."""
    doc = piece.doc
    words = [t.text.translate(_UNSEEN) for t in doc[first:end]]
    lower = [w.lower().rstrip(".") for w in words]
    office = len(words) > 3 and lower[0] in lx.SURE_TITLES and lower[1:3] == ["of", "the"]
    if office and not any(w in GIVEN_NAMES for w in words):
        # "President of the Port Council" is an office; the body is what bears a name.
        yield from _split(piece, first + 3, end)
        return
    cut = 0
    for n, word in enumerate(lower[:-1]):
        rest = lower[n + 1 :]
        if word in lx.SURE_TITLES and not any(w in BODY_WORDS or w in lx.PLACES for w in rest):
            cut = n + 1
    while cut and cut < len(words) and (lower[cut] in lx.TITLES or lower[cut] in _LINKS):
        cut += 1
    for n in range(cut + 1, len(words) - 1) if cut else ():
        # "Special Envoy for the Harbour Talks Ann Arden": from the given name on.
        if words[n] in GIVEN_NAMES and words[cut] not in GIVEN_NAMES:
            cut = n
            break
    if cut == 0 and len(words) >= 4:
        # "House of Commons Ann Arden": a body, then a given name and a surname.
        for n in range(2, len(words) - 1):
            if words[n] in GIVEN_NAMES and not any(w in BODY_WORDS for w in lower[n:]):
                if lower[0] not in lx.TITLES:
                    yield from _split(piece, first, first + n)
                yield from _split(piece, first + n, end)
                return
    ruled = (bool(first) and doc[first - 1].lower_ == "the") or place(words[0]) is not None
    if (
        cut >= len(words)
        or lower[-1] in _ROLE_ENDS
        or (not cut and ruled and lower[-1] in lx.SURE_TITLES)
    ):
        # Titles alone: "the Foreign Minister", "Prime Minister": a role, not a name.
        return
    if not cut and len(words) > 2 and words[1] in GIVEN_NAMES:
        adjective = place(words[0])
        cut = int(lower[0] in lx.PREFIXES or (adjective is not None and not body_in(lower)))
    if not cut and len(words) > 2 and lower[0] in lx.ROLES and words[1] in GIVEN_NAMES:
        cut = 1  # "Owner Ann Arden" where a sentence begins
    if not cut and len(words) > 2 and first and doc[first - 1].lower_ in _LINKS:
        # "envoy for Ruritania Ann Arden", from a text that lost its commas.
        of = place(words[0])
        cut = int(of is not None and of.stands == "state" and not body_in(lower))
    if len(words) - cut >= 3 and words[cut] in GIVEN_NAMES and place(words[-1]) is not None:
        # "Ann Arden Ruritania", from a text that lost its commas.
        end, words, lower = end - 1, words[:-1], lower[:-1]
    titles = tuple(lower[:cut])
    role = _role_before(doc, first)
    body = any(w in BODY_WORDS or w in lx.PLACES for w in lower[cut:])
    person = bool(cut) and not body
    if not cut and role in lx.ROLES and not body:
        person = True
    before = doc[first - 1].lower_ if first else ""
    owner = _owner(doc, first, end) if body and not person else None
    cut -= 2 * _hyphened(doc, first + cut)
    full = " ".join(doc[first + cut : end].text.translate(_UNSEEN).split())
    if owner is not None and state_in(full.split()) is None:
        # "Ruritania's Defence Ministry", "the Defence Ministry in Ruritania's capital".
        full = f"{owner} {full}"
    name = tuple(full.split())
    alone = not cut and len(name) == 1
    if alone and (lower[0] in lx.TITLES or lower[0] in lx.ROLES or lower[0] in lx.DOCUMENTS):
        return
    if alone and lower[0] in BODY_WORDS and before != "the":
        return  # "Police said": a kind of body at the beginning of a sentence, not its name
    yield Run(
        piece=piece,
        first=first + cut,
        last=end - 1,
        words=name,
        titles=titles,
        role=role,
        person=person,
        body=body,
        definite=before == "the",
        full=full,
    )


def body_in(words: Iterable[str]) -> bool:
    """Whether one of the lower-case words names a kind of body."""
    return any(word in BODY_WORDS for word in words)


def _owner(doc: Doc, first: int, end: int) -> str | None:
    """The adjective of the state whose body this is, from a possessive or an "in <capital>"."""
    if first >= 2 and doc[first - 1].tag_ == "POS":
        found = place(doc[first - 2].text)
        return found.adjective if found else None
    if end + 1 < len(doc) and doc[end].lower_ in {"in", "of"}:
        found = place(doc[end + 1].text)
        if found and found.stands == ("capital" if doc[end].lower_ == "in" else "state"):
            return found.adjective
    return None


def _role_before(doc: Doc, first: int) -> str | None:
    """The noun right before a name that says what it is: "campaigner Ann Arden"."""
    if not first:
        return None
    token = doc[first - 1]
    if token.text[:1].islower() and token.tag_ in {"NN", "NNP", "JJ", "NNS"}:
        word = token.lower_
        if word in lx.ROLES or word in lx.ORGANISATIONS:
            return word
    return None


def state_in(words: Iterable[str]) -> str | None:
    """The state that one of the words names, or None."""
    for word in words:
        found = place(word)
        if found:
            return found.state
    return None
