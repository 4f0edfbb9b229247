"""Who is named in an article: persons, organisations, states, with every mention of each.

Built from the capitals, the tagger's proper nouns and our own word lists, not from spaCy's entity
recogniser, which alone would halve the speed (see ``parse.load_parser``). A cast is working
material of the annotator: what is shown are the speakers and the record made from it.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from rashomon.annotate import lexicon as lx
from rashomon.annotate.given_names import FEMALE_NAMES, GIVEN_NAMES, MALE_NAMES
from rashomon.annotate.name_runs import BODY_WORDS, Run, runs, state_in
from rashomon.gazetteer import place
from rashomon.model import SpeakerType
from rashomon.parse import Parse

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

Gender = Literal["m", "f"]
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_SUFFIXES = frozenset({"Jr", "Sr", "II", "III", "IV"})
_MEDIA_WORDS = frozenset(
    "newspaper news magazine channel journal gazette press television tv radio times".split()
)
# A "spokesman" may be kept for a spokeswoman (role_of), so those tell no gender here.
_TELLING_ROLES = (lx.MALE_ROLES | lx.FEMALE_ROLES) - set(lx.STANDS_FOR.values())
_ACRONYM = re.compile(r"(?:[A-Z][A-Za-z]?\.?){2,6}$")
_HUMAN = frozenset({"person", "witness", "expert", "unnamed", "public"})


@dataclass(slots=True, kw_only=True)
class Mention:
    """One naming of a figure; offsets are code points of the article."""

    start: int
    end: int
    paragraph: int
    subject: bool


@dataclass(slots=True, kw_only=True, eq=False)
class Figure:
    """Somebody or something an article names or describes, as known so far."""

    name: str
    type: SpeakerType
    gender: Gender | None = None
    plural: bool = False
    roles: set[str] = field(default_factory=set)
    classes: set[str] = field(default_factory=set)
    state: str | None = None
    states: set[str] = field(default_factory=set)
    named: bool = True
    sure: bool = True
    mentions: list[Mention] = field(default_factory=list)

    @property
    def human(self) -> bool:
        """Whether "he" or "she" can mean this figure."""
        # A bare name that nothing explains may be a surname.
        perhaps = self.type == "organisation" and not self.sure and " " not in self.name
        return not self.plural and (perhaps or self.type in _HUMAN)


@dataclass(slots=True, kw_only=True)
class Cast:
    """The figures of an article and where each is named, in order of the text."""

    figures: list[Figure]
    places: list[tuple[int, int, Figure]]
    sentences: list[int]

    def within(self, start: int, end: int) -> list[tuple[int, int, Figure]]:
        """The namings that lie within the range of code points."""
        return [p for p in self.places if start <= p[0] and p[1] <= end]

    def sentence(self, position: int) -> int:
        """The number of the sentence at this code point."""
        return bisect_right(self.sentences, position)


def role_of(word: str) -> str:
    """The one form under which a role or a kind of body is kept."""
    return lx.STANDS_FOR.get(word, word)


def read(parse: Parse) -> Cast:
    """Everybody the article names, each with every mention.

    Two persons are one when the full names agree, or when a surname fits exactly one full name.
    """
    found = list(runs(parse))
    starts = [p.start + s.start_char for p, s in parse.sentences()]
    cast = Cast(figures=[], places=[], sentences=starts)
    by_key: dict[str, Figure] = {}
    surnames: dict[str, list[Figure]] = defaultdict(list)
    # Longest first, so that "Ms Arden" can be looked up among the full names wherever they stand.
    order = sorted(range(len(found)), key=lambda i: (-len(found[i].words), i))
    for index in order:
        run = found[index]
        figure = _place_figure(run) or _known(run, by_key, surnames)
        if figure is None:
            figure = _new(run, by_key)
            if figure is None:
                continue
            cast.figures.append(figure)
            by_key.setdefault(_key(run.words), figure)
            if figure.type == "person":
                surnames[_surname(run)].append(figure)
        elif figure not in cast.figures:
            known_state = by_key.setdefault(_key(run.words), figure)
            if known_state is figure:
                cast.figures.append(figure)
            figure = known_state
        _learn(figure, run)
        cast.places.append((run.start, run.end, figure))
    _acronyms(parse, cast, by_key)
    _from_title(parse.article.title or "", cast)
    cast.places.sort(key=lambda p: (p[0], p[1]))
    for figure in cast.figures:
        figure.mentions.sort(key=lambda m: m.start)
    cast.figures.sort(key=lambda f: f.mentions[0].start if f.mentions else 0)
    return cast


def _key(words: Iterable[str]) -> str:
    text = " ".join(words).lower().replace("defense", "defence").replace(".", "").replace("’", "'")
    return text.removeprefix("the ")


def _place_figure(run: Run) -> Figure | None:
    if run.titles or run.person:
        return None
    full = run.full
    found = place(full)
    if found is None or found.stands == "adjective":
        return None
    if full.isupper() and found.stands == "capital":
        full = full.title()  # a dateline
    if found.stands == "state" and full.replace(".", "").isupper():
        full = found.state  # "the US" is listed under its name
    return Figure(name=full, type="state", state=found.state, classes={"country"})


def _known(run: Run, by_key: dict[str, Figure], surnames: dict[str, list[Figure]]) -> Figure | None:
    key = _key(run.words)
    figure = by_key.get(key)
    if figure is not None and not (run.titles and figure.type != "person" and figure.sure):
        return figure
    fits = [f for f in surnames.get(_surname(run), ()) if _same_person(run, f)]
    if fits and not run.body:
        return fits[0] if len(fits) == 1 else None
    own = run.full in lx.MEDIA_NAMES or run.full in lx.BODIES or place(run.full) is not None
    if run.person or run.titles or len(run.words) > 3 or own:
        return None
    # Part of one longer name: "Bond" for "Bond Offshore Helicopters", a first name for a person.
    longer = {
        id(f): f
        for k, f in by_key.items()
        if f.type != "state"
        and (k.startswith(key + " ") or k.endswith(" " + key) or (run.body and f" {key} " in k))
        and not (f.type == "person" and run.definite)
    }
    return next(iter(longer.values())) if len(longer) == 1 else None


def _surname(run: Run) -> str:
    """The last name without its article: "Bahra" for "al-Bahra"."""
    words = [w for w in run.words if w.rstrip(".") not in _SUFFIXES] or run.words
    word = words[-1]
    return word.partition("-")[2] if word[:3].lower() in {"al-", "el-"} else word


def _same_person(run: Run, figure: Figure) -> bool:
    gender = _gender(run)
    if gender and figure.gender and gender != figure.gender:
        return False
    if len(run.words) == 1:
        return True
    other = figure.name.split()
    first, theirs = run.words[0].rstrip("."), other[0].rstrip(".")
    if len(first) > len(theirs):
        first, theirs = theirs, first
    # "J. Arden", "Jo Arden" for "Joanna Arden".
    return bool(first) and theirs.startswith(first)


def _gender(run: Run) -> Gender | None:
    for word in (*run.titles, run.role or ""):
        if word in lx.MALE_TITLES or word in lx.MALE_ROLES:
            return "m"
        if word in lx.FEMALE_TITLES or word in lx.FEMALE_ROLES:
            return "f"
    if len(run.words) > 1:
        if run.words[0] in MALE_NAMES:
            return "m"
        if run.words[0] in FEMALE_NAMES:
            return "f"
    return None


def _new(run: Run, by_key: dict[str, Figure]) -> Figure | None:
    full, lower = " ".join(run.full.split()), [w.lower() for w in run.words]
    if place(full) is not None:
        return None  # an adjective of a state alone names nobody
    media = lx.MEDIA_NAMES.get(full.removeprefix("The "))
    if media and not run.titles:
        return Figure(name=full, type="media", classes={media, "organisation"})
    if run.person:
        return Figure(name=full, type="person", gender=_gender(run))
    # "The manager of the hospital Ann Arden": she is no hospital.
    given = len(run.words) == 2 and run.words[0] in GIVEN_NAMES
    if run.body or (run.role in lx.ORGANISATIONS and not given) or full in lx.BODIES:
        if lower[-1] in lx.PLACES and not any(w in BODY_WORDS for w in lower):
            return None
        classes = {role_of(w) for w in lower if w in BODY_WORDS}
        if run.role:
            classes.add(role_of(run.role))
        return Figure(
            name=full, type=_body_type(classes, lower), classes=classes, state=state_in(run.words)
        )
    if run.words[0] in GIVEN_NAMES and len(run.words) > 1:
        return Figure(name=full, type="person", gender=_gender(run))
    if run.definite or (len(run.words) == 1 and _ACRONYM.match(full)):
        return Figure(name=full, type="organisation", classes=set(), sure=not run.definite)
    if 2 <= len(run.words) <= 4 and all(w[0].isupper() or w in lx.PARTICLES for w in run.words):
        # Two or three capitals and nothing that says more: most often a person of the news.
        return Figure(name=full, type="person", gender=_gender(run), sure=False)
    return Figure(name=full, type="organisation", sure=False)


def _body_type(classes: set[str], lower: Sequence[str]) -> SpeakerType:
    if lower[-1] in lx.OFFICES or "ministry" in classes:
        return "office"
    if lower[-1] in lx.STATES:
        return "state"
    if set(lower) & _MEDIA_WORDS:
        return "media"
    return "organisation"


def _learn(figure: Figure, run: Run) -> None:
    figure.roles.update(role_of(t) for t in run.titles)
    if run.role:
        (figure.roles if figure.type == "person" else figure.classes).add(role_of(run.role))
    figure.gender = figure.gender or _gender(run)
    token = run.piece.doc[run.last]
    figure.mentions.append(
        Mention(
            start=run.start,
            end=run.end,
            paragraph=run.piece.paragraph,
            subject=_is_subject(token),
        )
    )
    if figure.type == "person" and len(run.words) > 1:
        # "Jo Arden" and "Joanna Arden": the longer form is the name.
        figure.name = max(figure.name, run.full, key=len)
    if run.person and figure.type == "organisation" and not figure.sure:
        figure.type = "person"
    unknown = figure.type == "organisation" and not figure.sure and not run.body
    if unknown and any(role in lx.ROLES for role in _roles_beside(run)):
        figure.type = "person"
    if figure.type == "person":
        figure.roles.update(_roles_beside(run))
        figure.states.update(_states_before(run))
        if figure.gender is None and figure.roles & _TELLING_ROLES:
            figure.gender = "m" if figure.roles & lx.MALE_ROLES else "f"


def _is_subject(token: Token) -> bool:
    """Whether the word is a subject, or stands beside one: "the envoy, Ann Arden, said"."""
    return token.dep_ in _SUBJECTS or (token.dep_ == "appos" and token.head.dep_ in _SUBJECTS)


def _roles_beside(run: Run) -> Iterator[str]:
    """Roles in an apposition on either side: "Ann Arden, the mayor", "the mayor, Ann Arden"."""
    doc = run.piece.doc
    i = run.last + 1
    if i < len(doc) and doc[i].text in {",", "a", "an", "the"}:
        for token in doc[i + 1 : i + 9]:
            if token.text in {",", ".", ";", "of", "in", "with", "and"} or token.pos_ in {
                "VERB",
                "AUX",
            }:
                break
            if token.lower_ in lx.ROLES and token.text.islower():
                yield from _role_words(doc, token.i)
                break
    first = run.first - len(run.titles)
    i = first - 1
    if i > 0 and doc[i].text == ",":
        for j in range(i - 1, max(i - 12, -1), -1):
            token = doc[j]
            if token.is_punct or token.pos_ in {"VERB", "AUX"}:
                break
            if token.lower_ in lx.ROLES and not token.is_sent_start:
                yield from _role_words(doc, j)
    elif run.role:
        yield from _role_words(doc, first - 1)


def _states_before(run: Run) -> Iterator[str]:
    """States that the words before a name tie it to: "Ruritania's new mayor, Ann Arden"."""
    doc, last, role = run.piece.doc, run.first, False
    for j in range(last - 1, max(last - 9, -1), -1):
        token = doc[j]
        if token.pos_ in {"VERB", "AUX"} or (token.pos_ == "ADP" and token.lower_ != "of"):
            return
        if token.is_punct and not (token.text == "," and j == last - 1):
            return
        role = role or token.lower_ in lx.ROLES or token.lower_ in lx.TITLES
        found = place(token.text)
        if found and role:
            yield found.state


def _role_words(doc: Doc, i: int) -> Iterator[str]:
    """The role with and without the word before it: "minister", "foreign minister"."""
    word = role_of(doc[i].lower_)
    yield word
    if i and doc[i - 1].is_alpha and doc[i - 1].pos_ in {"ADJ", "NOUN", "PROPN"}:
        yield f"{role_of(doc[i - 1].lower_)} {word}"


def _from_title(title: str, cast: Cast) -> None:
    """Gives a bare surname the given name that the headline has before it."""
    words = title.split()
    before = {w: words[i - 1] for i, w in enumerate(words) if i and words[i - 1] in GIVEN_NAMES}
    for figure in cast.figures:
        given = before.get(figure.name)
        if given and figure.type in {"person", "organisation"} and not figure.classes:
            figure.name, figure.type = f"{given} {figure.name}", "person"
            known: Gender | None = "m" if given in MALE_NAMES else None
            figure.gender = figure.gender or ("f" if given in FEMALE_NAMES else known)
            for other in [f for f in cast.figures if f.name == given]:
                _join(cast, other, figure)


_IN_BRACKETS = re.compile(r"\(([A-Z][A-Za-z.]{1,7})\)")


def _abbreviates(short: str, name: str) -> bool:
    """Whether bracketed letters can stand for the name: mostly capitals, or just its initials."""
    letters = [c for c in short if c.isalpha()]
    initials = "".join(w[0] for w in re.split(r"[\s-]+", name) if w).lower()
    capitals = sum(c.isupper() for c in letters)
    if short in lx.MEDIA_NAMES or place(short) is not None or place(name) is not None:
        return False
    return 2 * capitals >= len(letters) >= 2 or short.lower() == initials


def _acronyms(parse: Parse, cast: Cast, by_key: dict[str, Figure]) -> None:
    """Joins "ABC" to the name whose initials it is, or that it follows in brackets."""
    text = parse.article.text
    owners: dict[str, Figure] = {}
    for match in _IN_BRACKETS.finditer(text):
        for _, end, figure in cast.places:
            if 0 <= match.start() - end <= 1 and figure.type != "state":
                short = match.group(1)
                if _abbreviates(short, figure.name):
                    owners[short] = figure
    for figure in cast.figures:
        if figure.type in {"person", "state"} or " " not in figure.name:
            continue
        initials = "".join(w[0] for w in re.split(r"[\s-]+", figure.name) if w[:1].isupper())
        if len(initials) >= 2:
            owners.setdefault(initials, figure)
    for short, owner in owners.items():
        other = by_key.get(_key([short]))
        if other is None or other is owner or other.type == "person" or " " in other.name:
            continue
        owner.classes |= other.classes
        if other.type == "media":
            owner.type = "media"
        _join(cast, other, owner)
        by_key[_key([short])] = owner


def _join(cast: Cast, other: Figure, owner: Figure) -> None:
    """Makes every naming of ``other`` one of ``owner``."""
    owner.mentions.extend(other.mentions)
    cast.places = [(s, e, owner if f is other else f) for s, e, f in cast.places]
    cast.figures = [f for f in cast.figures if f is not other]
