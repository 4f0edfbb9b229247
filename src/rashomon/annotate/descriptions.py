"""Descriptions without a name: whom "the ministry", "a Tory MP" or "her mother" can mean."""

from __future__ import annotations

from rashomon.annotate import cast as casting
from rashomon.annotate import lexicon as lx
from rashomon.annotate import phrases
from rashomon.annotate.cast import Figure
from rashomon.annotate.phrases import Phrase
from rashomon.annotate.working import Working, mention_of, sentence_of
from rashomon.model import Span

# How far back "the ministry" may point when several would fit. In paragraphs.
_NEAR = 1
# And "the group", back to the body that spoke last. In sentences.
_RECENT = 6
_EPITHET_REACH = 3
# "The official" is the unnamed one, never a named person who is also an official.
_NAMELESS = frozenset({"official", "source", "insider", "diplomat", "informant"})
# What "the company" cannot be.
_TRADING = frozenset("company operator carrier bank airline firm corporation club charity".split())
_PUBLIC = frozenset(
    """police army navy force forces military guard ministry department office court government
    parliament senate council committee commission university hospital school prosecutor sheriff
    union party""".split()
)
# The first sentences (a heading may be one), and how soon a lead's unnamed figure is named.
_LEAD = 3
_SOON = 12


def fitting(work: Working, phrase: Phrase, start: int, *, whose: bool) -> tuple[Figure, ...]:
    """Figures that a description without a name can point back (or, for an office, on) to."""
    if phrase.another:
        return ()
    if whose and phrase.head != "journalist":
        # "her mother", where the article has introduced exactly one mother by name.
        kin = [
            f
            for f in work.figures
            if f.named and f.type == "person" and (f.sure or f.gender)
            if phrase.head in f.roles & lx.KIN
        ]
        before = [f for f in kin if f.mentions and f.mentions[0].start < start]
        return tuple(before) if len(before) == 1 and not phrase.plural else ()
    ahead = _ahead(work, phrase, start)
    if ahead is not None:
        return (ahead,)
    same = [
        f
        for f in work.figures
        if id(f) in work.phrase_of and _same_description(work.phrase_of[id(f)], phrase)
    ]
    if not phrase.definite and not (phrase.plural or phrase.count is None):
        return ()
    if not phrase.definite:
        return tuple(same[-1:])
    fits = same + [f for f in work.figures if f not in same and f.named and _fits(f, phrase)]
    if not fits:
        return _last_body(work, phrase, start) or _last_person(work, phrase, start)
    before = [f for f in fits if any(m.start < start for m in f.mentions)]
    if not before:
        return tuple(fits) if len(fits) == 1 and not fits[0].plural else ()
    if len(before) > 1:
        return nearest(work, before, start)
    return tuple(before)


def _ahead(work: Working, phrase: Phrase, start: int) -> Figure | None:
    """Whom an article's first sentences announce without a name and soon name.

    "A monitoring group said ... The Observatory said": only where exactly one who is named after
    fits, is a subject there, and the words give no reason to leave the source unnamed.
    """
    here = work.cast.sentence(start)
    if phrase.definite or phrase.plural or here > _LEAD or (phrase.count or 1) > 1:
        return None
    if phrase.head not in lx.HOLDERS | {"monitor", "watchdog", "group"}:
        return None
    if phrases.anonymity(sentence_of(work, Span(start, start + 1)), 1).reason:
        return None
    fits = [
        f
        for f in work.figures
        if f.named
        and f.mentions
        and _fits(f, phrase)
        and (f.mentions[0].start > start or f.type != "person")
        and work.cast.sentence(f.mentions[0].start) <= here + _SOON
        and any(m.subject for m in f.mentions)
    ]
    return fits[0] if len(fits) == 1 else None


def _last_body(work: Working, phrase: Phrase, start: int) -> tuple[Figure, ...]:
    """For a bare "the group", "the agency": the named body that spoke last, if not long ago."""
    if phrase.head not in lx.KINDS or phrase.modifiers or phrase.state or phrase.plural:
        return ()
    here = work.cast.sentence(start)
    for position, figure in reversed(work.spoken):
        if here - work.cast.sentence(position) > _RECENT:
            break
        if phrase.head in _TRADING and figure.classes & _PUBLIC:
            continue  # "the company" is not the police
        media = phrase.head in lx.MEDIA
        bodies = {"media"} if media and phrase.head != "agency" else {"organisation", "media"}
        # "The union" is no "harbour master": a noun without a name is not meant by another noun.
        if figure.named and figure.type in bodies and figure.name != figure.name.lower():
            return (figure,)
    return ()


def _last_person(work: Working, phrase: Phrase, start: int) -> tuple[Figure, ...]:
    """For an epithet ("the candidate", "the 27-year-old"): the person that was named last."""
    aged = phrase.name.endswith("-year-old")
    if phrase.plural or phrase.state or not (aged or phrase.head in lx.EPITHETS):
        return ()
    here = work.cast.sentence(start)
    last: Figure | None = None
    at = -1
    for figure in work.figures:
        for mention in figure.mentions:
            near = here - work.cast.sentence(mention.start) <= _EPITHET_REACH
            fits = figure.named and figure.type == "person" and mention.subject
            if fits and near and at < mention.start < start:
                last, at = figure, mention.start
    return (last,) if last is not None else ()


def nearest(work: Working, figures: list[Figure], start: int) -> tuple[Figure, ...]:
    """The one that alone stands near; all of them where several do."""
    here = mention_of(work, Span(start, start + 1)).paragraph

    def distance(figure: Figure) -> int:
        return min(here - m.paragraph for m in figure.mentions if m.start < start)

    by_distance = sorted(figures, key=distance)
    nearest = distance(by_distance[0])
    if distance(by_distance[1]) > nearest + _NEAR or nearest <= 1 < distance(by_distance[1]):
        return (by_distance[0],)
    last = [f for _, f in work.spoken if f in figures]
    if last:
        return (last[-1],)
    return tuple(by_distance[:4])


def _same_description(one: Phrase, other: Phrase) -> bool:
    if one.head != other.head or one.plural != other.plural:
        return False
    if other.state and one.state != other.state:
        return False
    if not other.definite:
        return one.name.lower() == other.name.lower()
    # A later description may say less than the first ("the ministry"), not more.
    return other.modifiers <= one.modifiers


def _fits(figure: Figure, phrase: Phrase) -> bool:
    if phrase.plural or figure.plural:
        return False
    if figure.type == "person" or figure.roles:
        if phrase.head in _NAMELESS:
            return False
        parties = figure.roles & lx.PREFIXES
        if parties and not parties >= {w.lower() for w in phrase.name.split()} & lx.PREFIXES:
            return False  # "A Tory MP" is not the Labour MP who is named
        if figure.type not in {"person", "expert", "witness", "media"}:
            return False
        if phrase.state and figure.states and phrase.state not in figure.states:
            return False
        if phrase.state and not figure.states:
            return False
        if phrase.head == "leader" and phrase.state and not phrase.modifiers:
            return bool(figure.roles & lx.LEADERS)
        other = any(role.endswith(f" {phrase.head}") for role in figure.roles)
        if other and f"{phrase.head} of " in phrase.name.lower():
            return False  # "the secretary of state" is not the press secretary
        compound = [f"{m} {phrase.head}" for m in phrase.modifiers]
        if compound and not any(c in figure.roles for c in compound):
            return phrase.head in figure.roles and phrase.modifiers <= figure.roles
        return phrase.head in figure.roles
    if phrase.type in {"unnamed", "public", "witness", "expert", "document"}:
        return False
    own = {casting.role_of(w.lower()) for w in figure.name.split()} | figure.classes
    for word in own & set(lx.DOES):
        own = own | lx.DOES[word]
    if phrase.state and figure.state and phrase.state != figure.state:
        return False
    if f"{phrase.head} of " in figure.name.lower() and not phrase.modifiers:
        return False  # "the army" is not the "Army of the Dawn"
    return phrase.head in own and phrase.modifiers <= own


def describe(phrase: Phrase, word: str) -> Figure | None:
    """A new figure for a described source, or None where the words describe nobody."""
    if not any(c.isalnum() for c in phrase.name) or not phrase.speaks:
        return None
    return Figure(
        name=phrase.name,
        type=phrase.type,
        gender="m" if word in lx.MALE_ROLES else "f" if word in lx.FEMALE_ROLES else None,
        plural=phrase.plural,
        classes={phrase.head},
        state=phrase.state,
        named=phrase.type not in {"unnamed", "witness", "expert", "public"},
    )
