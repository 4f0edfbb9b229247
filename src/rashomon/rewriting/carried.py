"""What a sentence says in other words than names and numbers: its content words, and who did what.

What the articles bear out is a matter of degree; whether a rewrite adds "after an explosion" must
not be. So a word that matters may only take the place of one that is gone, when it is alike in
meaning or says less, and whoever does or suffers something still does or suffers it.

Held against pairs of sentences with one word changed (summedits.dev), by how the thesaurus has the
two words: alike or wider 13 harmless and 4 not, opposite or sister 2 and 22, unknown 16 and 61.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rashomon.checking.thesaurus import kin
from rashomon.model import Article
from rashomon.parse import parse
from rashomon.vocabulary import FIGURES, is_stop_word, rarity, stem

if TYPE_CHECKING:
    from spacy.tokens import Token

# Words without content of their own that turn a sentence round: "before" and "after" the storm.
_TURNS = frozenset(
    "before after until till since during ahead following more less fewer over under above below up"
    " down all only some any both every each again against because unless although despite must"
    " should first last next former later earlier most least best worst".split()
)
# What stands for a name is clear to who wrote the sentence, and not to who reads it alone.
_PRONOUNS = frozenset(
    "he him his himself she her hers herself they them their theirs themselves it its itself we us"
    " our ours i me my one ones".split()
)
# "Said" is no word of content to the vocabulary; these say no more.
_PLAIN_CUES = frozenset({"state", "say", "tell"})
_CONTENT = frozenset({"NOUN", "PROPN", "VERB", "ADJ", "ADV"})
# By the ranks of both senses, 0 and 0 the commonest. Beyond this most words are alike somehow.
_COMMON = 6
# By rarity: a rewrite may leave out no more than this. Set by reading, on no scores.
_LEFT_OUT = 0.25


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """The words of a sentence that matter: by stem, each with its dictionary form.

    ``numbers`` are as often as they stand there, in figures up to twenty; ``turns`` the small words
    that may turn it round, ``does`` and ``suffers`` the stems of who does each verb and whom it is
    done to.
    """

    words: Mapping[str, str]
    numbers: Counter[str]
    pronouns: frozenset[str]
    turns: frozenset[str]
    does: Mapping[str, frozenset[str]]
    suffers: Mapping[str, frozenset[str]]


def read(article: Article) -> Content:
    """The content of a text."""
    words: dict[str, str] = {}
    numbers: Counter[str] = Counter()
    pronouns: set[str] = set()
    turns: set[str] = set()
    does: dict[str, set[str]] = {}
    suffers: dict[str, set[str]] = {}
    for piece in parse(article).pieces:
        for token in piece.doc:
            if token.lower_ in _TURNS:
                turns.add(token.lower_)
            if token.lower_ in _PRONOUNS and token.pos_ == "PRON":
                pronouns.add(token.lower_)
            if token.like_num:
                plain = token.lower_.replace(",", "")
                numbers[FIGURES.get(plain, plain)] += 1
            elif token.pos_ in _CONTENT and not is_stop_word(token.text):
                words.setdefault(stem(token.text), token.lemma_.casefold())
            if token.pos_ == "VERB":
                _roles(token, does, suffers)
    return Content(
        words=words,
        numbers=numbers,
        pronouns=frozenset(pronouns),
        turns=frozenset(turns),
        does={verb: frozenset(who) for verb, who in does.items()},
        suffers={verb: frozenset(who) for verb, who in suffers.items()},
    )


def strayed(
    ours: Content, theirs: Content, *, around: Iterable[str], negated: bool = False
) -> str | None:
    """What the second content adds to the first, leaves out of it or turns round, or None.

    ``around`` are stems that may be added: those of the article's words behind the sentence. Where
    the sentence is ``negated`` a word that says less says more: "no vehicle" of "no car".
    """
    if ours.numbers != theirs.numbers:
        return "number changed"
    if not theirs.pronouns <= ours.pronouns:
        return "name left out"
    gone = {k: lemma for k, lemma in ours.words.items() if k not in theirs.words}
    known = {*ours.words, *around}
    for key, lemma in theirs.words.items():
        if key in known or lemma in _PLAIN_CUES:
            continue
        stands_for = _stands_for(lemma, gone, kinds={"alike"} if negated else {"alike", "wider"})
        if stands_for is None:
            return "words added"
        del gone[stands_for]
    if ours.turns != theirs.turns:
        return "order, time or degree changed"
    if any(
        _apart(ours.does, theirs.does, verb)
        or _apart(ours.suffers, theirs.suffers, verb)
        or ours.does.get(verb, frozenset()) & theirs.suffers.get(verb, frozenset())
        for verb in ours.does.keys() | ours.suffers.keys()
    ):
        return "who did what changed"
    # Sorted: the last bits of a sum depend on its order.
    if sum(map(rarity, sorted(gone))) > _LEFT_OUT * sum(map(rarity, sorted(ours.words))):
        return "too much left out"
    return None


def _stands_for(word: str, gone: Mapping[str, str], *, kinds: Collection[str]) -> str | None:
    """The stem of the word that this one takes the place of, the opposite of none; or None."""
    found = {key: kin(word, lemma) for key, lemma in gone.items()}
    if any(one is not None and one[0] == "opposite" for one in found.values()):
        return None
    fits = {
        key: one[1]
        for key, one in found.items()
        if one is not None and one[0] in kinds and one[1] <= _COMMON
    }
    return min(fits, key=lambda key: (fits[key], key), default=None)


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
    # "The mayor, Ansel Torv," and "Ansel Torv, the mayor," are one.
    also = (t for t in head.children if t.dep_ == "appos")
    named = [t for t in (head, *head.conjuncts, *also) if t.pos_ in {"NOUN", "PROPN"}]
    if named:
        roles.setdefault(verb, set()).update(stem(t.text) for t in named)
