"""What a sentence says in other words than names and numbers: its content words, and who did what.

What the articles bear out is a matter of degree; whether a rewrite adds "after an explosion" must
not be. So a word that matters may only stand in for one that is alike in meaning, and whoever does
or suffers something still does or suffers it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rashomon.annotate.parse import parse
from rashomon.checking.thesaurus import kin
from rashomon.model import Article, Spans
from rashomon.vocabulary import is_stop_word, rarity, stem

if TYPE_CHECKING:
    from spacy.tokens import Token

# Words without content of their own that turn a sentence round: "before" and "after" the storm.
_TURNS = frozenset(
    "before after until till since during ahead following more less fewer over under above below up"
    " down all only some any both every each again against because unless although despite must"
    " should first last next former later earlier".split()
)
_CONTENT = frozenset({"NOUN", "PROPN", "VERB", "ADJ", "ADV"})
# By the ranks of both senses, 0 and 0 the commonest. Beyond this nearly all words are alike.
_COMMON = 3
# By rarity: what a rewrite may leave out is less than this. Set by reading, on no scores.
_KEPT = 0.75


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """The words of a sentence that matter: by stem, each with its dictionary form.

    ``turns`` are the small words that may turn it round; ``does`` and ``suffers`` the stems of who
    does each verb and whom it is done to.
    """

    words: Mapping[str, str]
    turns: frozenset[str]
    does: Mapping[str, frozenset[str]]
    suffers: Mapping[str, frozenset[str]]


def read(article: Article, *, cues: Spans = ()) -> Content:
    """The content of a text; of ``cues`` nothing, for others hold these against each other."""
    words: dict[str, str] = {}
    turns: set[str] = set()
    does: dict[str, set[str]] = {}
    suffers: dict[str, set[str]] = {}
    for piece in parse(article).pieces:
        for token in piece.doc:
            at = piece.start + token.idx
            if token.lower_ in _TURNS:
                turns.add(token.lower_)
            if any(cue.start <= at < cue.end for cue in cues):
                continue
            if token.pos_ in _CONTENT and not is_stop_word(token.text) and not token.like_num:
                words.setdefault(stem(token.text), token.lemma_.casefold())
            if token.pos_ == "VERB":
                _roles(token, does, suffers)
    return Content(
        words=words,
        turns=frozenset(turns),
        does={verb: frozenset(who) for verb, who in does.items()},
        suffers={verb: frozenset(who) for verb, who in suffers.items()},
    )


def strayed(ours: Content, theirs: Content, *, around: Iterable[str]) -> str | None:
    """What the second content adds to the first, leaves out of it or turns round, or None.

    ``around`` are stems that may be added: those of the article's words behind the sentence.
    """
    known = ours.words.keys() | set(around)
    if any(not _held(key, lemma, ours) for key, lemma in theirs.words.items() if key not in known):
        return "words added"
    if ours.turns != theirs.turns:
        return "order, time or degree changed"
    if any(
        _apart(ours.does, theirs.does, verb)
        or _apart(ours.suffers, theirs.suffers, verb)
        or ours.does.get(verb, frozenset()) & theirs.suffers.get(verb, frozenset())
        for verb in ours.does.keys() | ours.suffers.keys()
    ):
        return "who did what changed"
    kept = sum(rarity(key) for key, lemma in ours.words.items() if _held(key, lemma, theirs))
    # Sorted: the last bits of a sum depend on its order.
    if kept < _KEPT * sum(map(rarity, sorted(ours.words))):
        return "too much left out"
    return None


def _held(key: str, lemma: str, content: Content) -> bool:
    """Whether the content has that word, or one that is alike in a common sense of both."""
    return key in content.words or any(
        found is not None and found[0] == "alike" and found[1] <= _COMMON
        for found in (kin(lemma, other) for other in content.words.values())
    )


def _apart(
    ours: Mapping[str, frozenset[str]], theirs: Mapping[str, frozenset[str]], verb: str
) -> bool:
    """Whether both sentences say who it is, and name nobody in common."""
    return bool(verb in ours and verb in theirs and not ours[verb] & theirs[verb])


def _roles(verb: Token, does: dict[str, set[str]], suffers: dict[str, set[str]]) -> None:
    key = stem(verb.lemma_)
    for child in verb.children:
        if child.dep_ == "nsubj":
            _add(does, key, child)
        elif child.dep_ in {"nsubjpass", "dobj"}:
            _add(suffers, key, child)
        elif child.dep_ == "agent":
            for one in child.children:
                if one.dep_ == "pobj":
                    _add(does, key, one)


def _add(roles: dict[str, set[str]], verb: str, head: Token) -> None:
    named = [t for t in (head, *head.conjuncts) if t.pos_ in {"NOUN", "PROPN"}]
    if named:
        roles.setdefault(verb, set()).update(stem(t.text) for t in named)
