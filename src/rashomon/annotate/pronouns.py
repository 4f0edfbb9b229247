"""What a pronoun source can mean: the last fitting speaker or person, else all that fit."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rashomon.annotate import lexicon as lx
from rashomon.annotate.cast import Cast, Figure, Gender
from rashomon.model import Spans

_SINGULAR: dict[str, Gender] = {
    "he": "m", "him": "m", "his": "m", "himself": "m",
    "she": "f", "her": "f", "hers": "f", "herself": "f",
}  # fmt: skip
_PLURAL = frozenset({"they", "them", "their", "themselves"})
_THING = frozenset({"it", "its", "itself"})
_OWN = frozenset({"i", "me", "my", "myself", "we", "us", "our", "ourselves"})
PRONOUNS = frozenset(_SINGULAR) | _PLURAL | _THING | _OWN | {"you"}
# A person not named for this many sentences is no longer "he". In sentences.
_FAR = 6
_UNNAMED_FOR = 2


def is_own_person(word: str) -> bool:
    """Whether the word is the speaker's own "I" or "we"."""
    return word in _OWN


def antecedents(
    word: str,
    start: int,
    cast: Cast,
    figures: Sequence[Figure],
    spoken: Sequence[tuple[int, Figure]],
    quoted: Spans = (),
) -> tuple[Figure, ...]:
    """The figures a pronoun at code point ``start`` can mean: one, several when open, or none.

    ``spoken`` are the sources resolved so far, in order. Sentence by sentence backwards; in a
    sentence its speakers and subjects come before those named in passing; who is a subject only
    within somebody's ``quoted`` words is named in passing, unless the pronoun stands there too.
    """
    if word in _SINGULAR:
        gender = _SINGULAR[word]
        fitting = [f for f in figures if f.human and f.gender in {None, gender}]
    elif word in _PLURAL:
        fitting = [f for f in figures if _many(f)]
    elif word in _THING:
        fitting = [f for f in figures if _thing(f)]
    else:
        return ()
    here = cast.sentence(start)
    fit = {id(f) for f in fitting}
    speakers = [(cast.sentence(p), f) for p, f in spoken if p < start and id(f) in fit]
    if word not in _SINGULAR:
        return _body(word, start, cast, fitting, speakers)
    passing: list[Figure] = []
    # "A source said she had called": she is rather somebody named just before than the source.
    unnamed: list[Figure] = []
    for distance in range(_FAR + 1):
        sentence = here - distance
        said = _distinct(f for s, f in speakers if s == sentence)
        subjects = _distinct(
            f
            for f in fitting
            for m in f.mentions
            if m.start < start
            and m.subject
            and cast.sentence(m.start) == sentence
            and not _only_quoted(m.start, start, quoted)
        )
        first = said if len(said) == 1 else subjects or said
        if any(f.named or f.gender for f in first):
            return _by_gender(first, _SINGULAR[word])
        unnamed = unnamed or first
        beside = _beside(fitting, start, sentence, cast) if not distance else None
        if beside is not None and beside.gender == _SINGULAR[word]:
            # "It was clear from the recording, made without Ms Arden's knowledge, that she ...".
            return (beside,)
        if unnamed and distance >= _UNNAMED_FOR:
            break
        if distance <= 1:
            passing += [
                f
                for f in fitting
                for m in f.mentions
                if m.start < start and cast.sentence(m.start) == sentence and f not in passing
            ]
    return _by_gender(unnamed or _distinct(passing), _SINGULAR[word])


def _beside(fitting: Sequence[Figure], start: int, sentence: int, cast: Cast) -> Figure | None:
    """The only person whom the pronoun's own sentence names before it."""
    named = _distinct(
        f
        for f in fitting
        for m in f.mentions
        if f.named and m.start < start and cast.sentence(m.start) == sentence
    )
    return named[0] if len(named) == 1 else None


def _only_quoted(mention: int, pronoun: int, quoted: Spans) -> bool:
    return any(s <= mention < e and not s <= pronoun < e for s, e in quoted)


def _body(
    word: str,
    start: int,
    cast: Cast,
    fitting: Sequence[Figure],
    speakers: Sequence[tuple[int, Figure]],
) -> tuple[Figure, ...]:
    """What "it" or "they" means: the last body that spoke, or was the subject since."""
    here = cast.sentence(start)
    near = [(s, f) for s, f in speakers if here - s <= _FAR]
    if word in _PLURAL:
        # "The paper, citing two officials ...: they said": rather several people than one body.
        people = [(s, f) for s, f in near if f.plural and f.type in _PEOPLE]
        if people and near[-1][0] - people[-1][0] <= 1:
            near = people
    subjects = [
        (cast.sentence(m.start), f)
        for f in fitting
        for m in f.mentions
        if f.sure and m.subject and m.start < start and here - cast.sentence(m.start) <= 1
    ]
    if word in _THING and subjects:
        last = max(s for s, _ in subjects)
        if not near or last > near[-1][0]:
            return tuple(_distinct(f for s, f in subjects if s == last))[:4]
    if near and word in _PLURAL and _maybe_surname(near[-1][1]):
        return ()
    return (near[-1][1],) if near else ()


def _maybe_surname(figure: Figure) -> bool:
    """Whether a bare name that nothing explains may be a person's: "they" is then left open."""
    unsure = figure.type == "organisation" and not figure.sure and not figure.classes
    return unsure and not figure.plural and figure.name.isalpha() and not figure.name.isupper()


def _distinct(figures: Iterable[Figure]) -> list[Figure]:
    seen: dict[int, Figure] = {}
    for figure in figures:
        seen.setdefault(id(figure), figure)
    return list(seen.values())


def _by_gender(figures: list[Figure], gender: Gender) -> tuple[Figure, ...]:
    """Those known to be of the gender, where any is; else all."""
    known = [f for f in figures if f.gender == gender]
    return tuple(known or figures)[:4]


_PEOPLE = frozenset({"person", "unnamed", "public", "witness", "expert"})


def _many(figure: Figure) -> bool:
    if figure.type == "office" and figure.classes & lx.ROLES:
        return figure.plural  # "the representative" is one person
    return figure.plural or figure.type in {"organisation", "office", "state", "public", "media"}


def _thing(figure: Figure) -> bool:
    return not figure.plural and figure.type in {
        "organisation", "office", "state", "media", "document",
    }  # fmt: skip
