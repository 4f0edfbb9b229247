"""Who the sources of an article are: source spans resolved to speakers.

Names come from the article's cast, definite descriptions ("the ministry", "the mayor") and pronouns
from what was named or described before. Where two readings are possible the speaker is left open
and both are given. An unnamed source is never put together with a named one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rashomon.annotate import cast as casting
from rashomon import gazetteer
from rashomon.annotate import phrases
from rashomon.annotate import lexicon as lx
from rashomon.annotate.attribution import Attribution
from rashomon.annotate.cast import Cast, Figure, Mention
from rashomon.annotate.given_names import GIVEN_NAMES
from rashomon.annotate.parse import Parse, Piece
from rashomon.annotate.phrases import Phrase
from rashomon.annotate.pronouns import PRONOUNS, antecedents, is_own_person
from rashomon.model import Article, Span, Spans, Speaker
from rashomon.text import quote, trim

if TYPE_CHECKING:
    from spacy.tokens import Token

# What a source span can leave when nothing behind it was found.
_NOBODY = frozenset(
    "who which that there this these those all some he she it they we i you him her them one ones"
    " anybody anyone nobody others second first mr mrs ms miss dr sir what neither closed doors"
    " homes s doors".split()
) | {"closed doors", "closed door"}
_NAME = re.compile(r"[^\W\d_]")
_DATE_LINE = re.compile(r"date\b|tags\b|posted\b|updated\b|least \d|number of\b")
# How far back "the ministry" may point when several would fit. In paragraphs.
_NEAR = 1
# How many verbs may stand between a cue and the subject it shares.
_CHAIN = 3
# And "the group", back to the body that spoke last. In sentences.
_RECENT = 6
_EPITHET_REACH = 3
# "The official" is the unnamed one, never a named person who is also an official.
_NAMELESS = frozenset({"official", "source", "insider", "diplomat", "informant"})
# The first sentences (a heading may be one), and how soon a lead's unnamed figure is named.
_LEAD = 3
_SOON = 12
# Endings of the names of peoples and faiths.
_PEOPLES = ("ians", "ists", "ites", "ers", "ics", "ims", "ews", "ids", "ees", "ans", "ese")
_OPENING = frozenset("\"“„«‘'")
# What is decided in Brussels or Vienna is seldom the word of Belgium or Austria.
_CAPITALS_OF_MORE = frozenset({"Brussels", "Vienna"})
# Endings of words for people by what they do.
_DOERS = ("er", "or", "ist", "ian", "man", "woman", "ant", "ent")
_WHOSE = frozenset({"his", "her", "their", "its"})
_BRACKETS = re.compile(r"[\[(][^\])]*[\])]")
_PREPOSITIONS = frozenset({"of", "for", "to", "by", "with", "from", "in", "at", "and", "the"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolution:
    """The speakers of an article, and for each attribution its speaker or the candidates.

    ``of[i]`` and ``candidates[i]`` belong to attribution ``i``. ``of[i]`` is None for a source-less
    attribution and where it was left open; candidates are given only in the second case.
    """

    speakers: tuple[Speaker, ...] = ()
    of: tuple[str | None, ...] = ()
    candidates: tuple[tuple[str, ...], ...] = ()


@dataclass(slots=True, kw_only=True)
class _Working:
    article: Article
    parse: Parse
    cast: Cast
    attributions: Sequence[Attribution]
    figures: list[Figure]
    found: list[tuple[Figure, ...]]
    phrase_of: dict[int, Phrase]
    spoken: list[tuple[int, Figure]]
    quoted: Spans


def resolve(
    article: Article,
    parse: Parse,
    attributions: Sequence[Attribution],
    *,
    cast: Cast | None = None,
) -> Resolution:
    """The speakers behind the attributions' sources; ids are "s1", "s2" ... by first mention.

    ``cast`` saves building it again where the caller has it.
    """
    cast = casting.read(parse) if cast is None else cast
    work = _Working(
        article=article,
        parse=parse,
        cast=cast,
        attributions=attributions,
        figures=list(cast.figures),
        found=[()] * len(attributions),
        phrase_of={},
        spoken=[],
        quoted=tuple(
            span
            for a in attributions
            for span in a.content
            if article.text[span.start] in _OPENING or article.text[span.start - 1] in _OPENING
        ),
    )
    # In the order of the text, but the outer claim before the claims inside it.
    order = sorted(range(len(attributions)), key=lambda i: _order(attributions, i))
    for index in order:
        source = attributions[index].source
        if not source:
            if _hearsay(work, attributions[index]):
                work.found[index] = (Figure(name="unnamed source", type="unnamed", named=False),)
            else:
                work.found[index] = _shared_subject(work, index)
            continue
        figures = tuple(f for f in _figures(work, index, source[0]) if _names_somebody(f.name))
        work.found[index] = figures
        if len(figures) == 1:
            figure = figures[0]
            if attributions[index].inside is None:
                work.spoken.append((source[0].start, figure))
            if not figure.mentions or not any(
                m.start <= source[0].start < m.end or source[0].start <= m.start < source[0].end
                for m in figure.mentions
            ):
                figure.mentions.append(_mention(work, source[0]))
    return _resolution(work)


def _names_somebody(name: str) -> bool:
    """Whether a name is one: not a pronoun, a bare title, a date or a number that was cut off."""
    low = name.casefold().strip("\"'“”‘’-–— ")
    return bool(_NAME.match(low)) and low not in _NOBODY and not _DATE_LINE.match(low)


def _order(attributions: Sequence[Attribution], i: int) -> tuple[int, ...]:
    """Where the sources of the claims around this one and its own stand, outermost first."""
    chain: list[int] = []
    around: int | None = i
    while around is not None and len(chain) <= len(attributions):
        attribution = attributions[around]
        chain.append((attribution.source or attribution.cue or attribution.content)[0].start)
        around = attribution.inside
    return tuple(reversed(chain))


def _hearsay(work: _Working, attribution: Attribution) -> bool:
    """Whether a cue without a source hides whose words they are: "is said", "claims".

    Each such cue is a speaker of its own: two rumours are not one source. A participle without a
    source ("adding that") is no hearsay, its source merely was not found.
    """
    for span in attribution.cue:
        at = phrases.tokens_of(work.parse, span)
        for token in at[1] if at else ():
            if token.tag_ == "VBN" and any(c.dep_ == "auxpass" for c in token.children):
                return True
            if token.pos_ == "NOUN" or token.lower_ in {"reportedly", "allegedly"}:
                return True
    return False


def _shared_subject(work: _Working, index: int) -> tuple[Figure, ...]:
    """Whoever does what a cue without a source says, by the grammar: "she rose and said".

    Only where the subject that the cue shares stands in the source of another attribution, or is a
    name or a pronoun that is plainly somebody's.
    """
    cue = work.attributions[index].cue
    at = phrases.tokens_of(work.parse, cue[0]) if cue else None
    if at is None:
        return ()
    piece, tokens = at
    verb = next((t for t in tokens if t.pos_ == "VERB"), None)
    steps = 0
    while verb is not None and steps < _CHAIN:
        if verb.tag_ == "VBN" and verb.dep_ in {"acl", "amod"}:
            return ()
        subject = next((c for c in verb.children if c.dep_ == "nsubj"), None)
        if subject is not None:
            return _subject_figures(work, piece, subject)
        if verb.dep_ not in {"conj", "advcl", "xcomp"} or verb.head is verb:
            return ()
        verb, steps = verb.head, steps + 1
    return ()


def _subject_figures(work: _Working, piece: Piece, subject: Token) -> tuple[Figure, ...]:
    place = piece.start + subject.idx
    for other, attribution in enumerate(work.attributions):
        if any(s <= place < e for s, e in attribution.source):
            return work.found[other]
    for start, end, figure in work.cast.places:
        if start <= place < end:
            return (figure,) if figure.sure or figure.type == "person" else ()
    if subject.lower_ in PRONOUNS and not is_own_person(subject.lower_):
        return antecedents(
            subject.lower_, place, work.cast, work.figures, work.spoken, work.quoted
        )
    return ()


def _mention(work: _Working, span: Span) -> Mention:
    piece = work.parse.piece_at(span.start)
    paragraph = piece.paragraph if piece is not None else 0
    return Mention(start=span.start, end=span.end, paragraph=paragraph, subject=True)


def _figures(work: _Working, index: int, source: Span) -> tuple[Figure, ...]:
    """The figure a source means; several when it is open; none when nothing fits."""
    at = phrases.tokens_of(work.parse, source)
    if at is None:
        return ()
    piece, tokens = at
    head = phrases.head_of(tokens)
    # "The US said" is no "us".
    word = head.text if head.text.isupper() and len(head) > 1 else head.lower_
    if len(tokens) == 2 and tokens[0].lower_ in PRONOUNS and tokens[1].pos_ != "NOUN":
        word = tokens[0].lower_
    if word in {"who", "which", "that"} and head.head.dep_ == "relcl":
        noun = head.head.head
        start = piece.start + noun.left_edge.idx
        end = piece.start + noun.idx + len(noun)
        if end <= source.start:
            # What stands between belongs to it: "the House of Commons committee, which said".
            whole = trim(work.article.text, Span(start, source.start), extra=",")
            return _noun_phrase(work, piece, whole or Span(start, end))
    if is_own_person(word):
        return _outer_speaker(work, index)
    if word in PRONOUNS:
        return antecedents(word, source.start, work.cast, work.figures, work.spoken, work.quoted)
    joint = _joint(work, piece, source)
    return joint or _noun_phrase(work, piece, source)


def _outer_speaker(work: _Working, index: int) -> tuple[Figure, ...]:
    """Whoever speaks the words in which "I" or "we" stands."""
    attribution = work.attributions[index]
    if attribution.inside is not None:
        return work.found[attribution.inside]
    place = attribution.source[0].start
    for other, around in enumerate(work.attributions):
        if other != index and any(s <= place < e for s, e in around.content):
            return work.found[other]
    return ()


def _joint(work: _Working, piece: Piece, source: Span) -> tuple[Figure, ...]:
    """One joint figure for "Ann Arden and Bo Brandt"; nothing for any other phrase."""
    at = phrases.tokens_of(work.parse, source)
    if at is None:
        return ()
    root = phrases.head_of(at[1])
    second = [c for c in root.children if c.dep_ == "conj" and c.i < at[1].end]
    if not second or not any(c.dep_ == "cc" and c.lower_ == "and" for c in root.children):
        return ()
    cut = piece.start + second[0].left_edge.idx
    first = Span(source.start, piece.start + root.idx + len(root))
    if not source.start < cut < source.end or root.tag_ == "NNS":
        return ()
    left = _noun_phrase(work, piece, first)
    right = _noun_phrase(work, piece, Span(cut, source.end))
    if len(left) != 1 or len(right) != 1 or not (left[0].named or right[0].named):
        return ()
    name = " and ".join(_said(work, figure) for figure in (left[0], right[0]))
    for figure in work.figures:
        if figure.name == name:
            return (figure,)
    figure = Figure(name=name, type=left[0].type, plural=True)
    work.figures.append(figure)
    return (figure,)


def _said(work: _Working, figure: Figure) -> str:
    phrase = work.phrase_of.get(id(figure))
    return f"the {figure.name}" if phrase is not None and phrase.definite else figure.name


def _noun_phrase(work: _Working, piece: Piece, source: Span) -> tuple[Figure, ...]:
    at = phrases.tokens_of(work.parse, source)
    if at is None:
        return ()
    tokens = at[1]
    head = phrases.head_of(tokens)
    place = piece.start + head.idx
    named = work.cast.within(source.start, source.end)
    called = _called_last(work, piece, source, named)
    if called is not None:
        return (called,)
    for start, end, owner in named:
        if start <= place < end:
            return _which(work, _state_behind(work, owner), start)
    introduced = _introduced(work, head.lower_, named, place, source)
    if introduced is not None:
        return (introduced,)
    beside = _right_after(work, named, place + len(head)) if head.pos_ == "NOUN" else None
    if beside is not None:
        return (beside,)
    if len(tokens) == 1 and (state := gazetteer.place(head.text)) and state.stands == "adjective":
        return (_state(work, state.state),)  # "Ruritanian proposals"
    phrase = phrases.read(tokens, head)
    whose = tokens[0].lower_ in _WHOSE | {"my", "our"} and tokens[0].i < head.i
    fits = _fitting(work, phrase, source.start, whose=whose)
    if fits:
        return fits
    figure = _describe(phrase, head.lower_)
    if figure is None:
        return ()
    if tokens[0].lower_ in {"my", "our"} and tokens[0].i < head.i:
        figure.name = f"{tokens[0].lower_} {figure.name}"
    elif tokens[0].lower_ in _WHOSE and tokens[0].i < head.i:
        # "his lawyer": named by whose, where that is plain.
        word = tokens[0].lower_
        owners = antecedents(word, source.start, work.cast, work.figures, work.spoken)
        if len(owners) != 1 or not owners[0].named:
            figure.name = f"{word} {figure.name}"
        else:
            figure.name = f"{owners[0].name}’s {figure.name}"
    elif phrase.head in lx.SPOKES and len(figure.name.split()) == 1:
        # "A spokesperson for the ... Department of ... in ...": too long to repeat, so by its name.
        theirs = {
            piece.start + word.idx
            for part in head.children
            if part.i > head.i and part.lower_ in {"for", "of"}
            for word in part.subtree
        }
        spoken_for = next((f for start, _, f in named if start in theirs), None)
        if spoken_for is not None:
            figure.name = f"{figure.name} for {spoken_for.name}"
    work.figures.append(figure)
    work.phrase_of[id(figure)] = phrase
    return (figure,)


def _state_behind(work: _Working, owner: Figure) -> Figure:
    """The state for its capital: "Moscow said" and "Russia said" have one speaker."""
    found = gazetteer.place(owner.name) if owner.type == "state" else None
    if found is None or found.stands != "capital":
        return owner
    if owner.name in _CAPITALS_OF_MORE or owner.name in GIVEN_NAMES:
        return owner
    return _state(work, found.state)


def _state(work: _Working, name: str) -> Figure:
    """The state of this name, known or new."""
    for figure in work.figures:
        if figure.type == "state" and figure.name == name:
            return figure
    figure = Figure(name=name, type="state", state=name, classes={"country"})
    work.figures.append(figure)
    return figure


def _called_last(
    work: _Working, piece: Piece, source: Span, named: list[tuple[int, int, Figure]]
) -> Figure | None:
    """The person whose name ends a phrase, right after a role: "the group's chief Ann Arden"."""
    if not named or named[-1][1] != source.end or named[-1][2].type != "person":
        return None
    start, _, person = named[-1]
    at = phrases.tokens_of(work.parse, Span(start, start + 1))
    if at is None or start <= source.start or "," in work.article.text[source.start : start]:
        return None
    first: int = at[1][0].i
    before = piece.doc[first - 1] if first else None
    if before is None or piece.start + before.idx < source.start:
        return None
    word = before.lower_.rstrip(".")
    role = word in lx.ROLES | lx.TITLES | lx.EPITHETS or (
        before.pos_ == "NOUN" and before.text.islower() and word.endswith(_DOERS)
    )
    return person if role else None


def _right_after(
    work: _Working, named: list[tuple[int, int, Figure]], end: int
) -> Figure | None:
    """The name that follows a common noun with nothing between: "the militia Dawn of Arden"."""
    for start, _, figure in named:
        if 0 < start - end <= 1 and figure.type in {"person", "organisation", "media"}:
            return figure
    return None


def _which(work: _Working, owner: Figure, start: int) -> tuple[Figure, ...]:
    """The figure itself; for a bare "Defence Ministry" where two states' speak, the nearer one."""
    tail = f" {owner.name.lower()}"
    if owner.type == "person" or owner.state is not None:
        return (owner,)
    fuller = [f for f in work.figures if f.state and f.name.lower().endswith(tail)]
    before = [f for f in fuller if any(m.start < start for m in f.mentions)]
    if len(before) > 1:
        return _nearest(work, before, start)
    return tuple(before) or (owner,)


def _introduced(
    work: _Working, word: str, named: list[tuple[int, int, Figure]], head: int, source: Span
) -> Figure | None:
    """Whoever a role or kind introduces: "the mayor, Ann Arden", "the newspaper Daily B"."""
    text = work.article.text
    role = word in lx.ROLES or word in lx.SURE_TITLES
    for start, end, figure in named[:1]:
        # "Ann Arden president of the council", "the Daily B newspaper".
        if end > head or text[end : end + 2] in {"'s", "’s"}:
            continue
        if role and figure.type == "person" and _opens(text, source, start):
            return figure
        if word in lx.KINDS and figure.type not in {"person", "state"}:
            between = _BRACKETS.sub("", text[end:head]).split()
            if all(w.islower() for w in between) and len(between) <= 2:
                return figure
    for start, end, figure in named:
        if start < head or text[end : end + 2] in {"'s", "’s"}:
            continue
        between = text[head:start].split()[1:]
        apart = text[head:start].partition(",")
        if figure.type == "person" and apart[1] and not apart[0][len(word) :].strip():
            if not apart[2].strip() and word.endswith((*_DOERS, "ant")):
                return figure  # "Arden's co-defendant, Bo Brandt,"
        if role and figure.type == "person":
            while between and between[-1].lower().rstrip(".") in lx.TITLES:
                between.pop()
            before = between[-1] if between else ""
            last = end >= source.end and not _governed(before)
            if not between or before.endswith(",") or last:
                return figure
        if figure.type not in {"person", "state"} and word in lx.ORGANISATIONS:
            beside = text[head:start].rpartition(",")[2].strip().lower() in {"", "the"}
            if not between or (end >= source.end and beside and "," in text[head:start]):
                return figure
    return None


def _opens(text: str, source: Span, start: int) -> bool:
    """Whether nothing but titles stands between the beginning of the source and the name."""
    words = text[source.start : start].split()
    return all(w.lower().rstrip(".") in lx.TITLES for w in words)


def _governed(before: str) -> bool:
    return before.lower() in _PREPOSITIONS


def _fitting(work: _Working, phrase: Phrase, start: int, *, whose: bool) -> tuple[Figure, ...]:
    """Figures that a description without a name can point back (or, for an office, on) to."""
    if phrase.another:
        return ()
    if whose and phrase.head != "journalist":
        # "her mother", where the article has introduced exactly one mother by name.
        kin = [f for f in work.figures if f.named and phrase.head in f.roles & lx.KIN]
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
        return _nearest(work, before, start)
    return tuple(before)


def _ahead(work: _Working, phrase: Phrase, start: int) -> Figure | None:
    """Whom an article's first sentences announce without a name and soon name.

    "A monitoring group said ... The Observatory said": only where exactly one who is named after
    fits, is a subject there, and the words give no reason to leave the source unnamed.
    """
    here = work.cast.sentence(start)
    if phrase.definite or phrase.plural or here > _LEAD or (phrase.count or 1) > 1:
        return None
    if phrase.head not in lx.HOLDERS | {"monitor", "watchdog", "group"}:
        return None
    if phrases.anonymity(_sentence(work, Span(start, start + 1)), 1).reason:
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


def _last_body(work: _Working, phrase: Phrase, start: int) -> tuple[Figure, ...]:
    """For a bare "the group", "the agency": the named body that spoke last, if not long ago."""
    if phrase.head not in lx.KINDS or phrase.modifiers or phrase.state or phrase.plural:
        return ()
    here = work.cast.sentence(start)
    for position, figure in reversed(work.spoken):
        if here - work.cast.sentence(position) > _RECENT:
            break
        media = phrase.head in lx.MEDIA
        bodies = {"media"} if media and phrase.head != "agency" else {"organisation", "media"}
        if figure.named and figure.type in bodies:
            return (figure,)
    return ()


def _last_person(work: _Working, phrase: Phrase, start: int) -> tuple[Figure, ...]:
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
            if at < mention.start < start and near and mention.subject and figure.named:
                if figure.type == "person":
                    last, at = figure, mention.start
    return (last,) if last is not None else ()


def _nearest(work: _Working, figures: list[Figure], start: int) -> tuple[Figure, ...]:
    """The one that alone stands near; all of them where several do."""
    here = _mention(work, Span(start, start + 1)).paragraph

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
        if figure.type not in {"person", "expert", "witness", "media"}:
            return False
        if phrase.state and figure.states and phrase.state not in figure.states:
            return False
        if phrase.state and not figure.states:
            return False
        if phrase.head == "leader" and phrase.state and not phrase.modifiers:
            return bool(figure.roles & lx.LEADERS)
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
    return phrase.head in own and phrase.modifiers <= own


def _describe(phrase: Phrase, word: str) -> Figure | None:
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


def _resolution(work: _Working) -> Resolution:
    ids: dict[int, str] = {}
    spans: dict[int, list[Span]] = {}
    order = sorted(
        (i for i, a in enumerate(work.attributions) if work.found[i]),
        key=lambda i: (work.attributions[i].source or work.attributions[i].cue)[0].start,
    )
    speakers: list[Figure] = []
    for index in order:
        for figure in work.found[index]:
            if id(figure) not in ids:
                ids[id(figure)] = f"s{len(ids) + 1}"
                speakers.append(figure)
        if len(work.found[index]) == 1:
            spans.setdefault(id(work.found[index][0]), []).extend(work.attributions[index].source)
    of = tuple(ids[id(f[0])] if len(f) == 1 else None for f in work.found)
    return Resolution(
        speakers=tuple(
            _speaker(work, f, ids[id(f)], tuple(sorted(set(spans.get(id(f), ())))))
            for f in speakers
        ),
        of=of,
        candidates=tuple(
            tuple(ids[id(f)] for f in found) if len(found) > 1 else () for found in work.found
        ),
    )


def _speaker(work: _Working, figure: Figure, identity: str, spans: tuple[Span, ...]) -> Speaker:
    phrase = work.phrase_of.get(id(figure))
    described = None
    if spans:
        words = quote(work.article.text, spans[:1])
        if words.lower() != figure.name.lower() and words.lower() not in PRONOUNS:
            described = words
    unnamed = None
    if figure.type == "unnamed" and phrase is not None and spans:
        unnamed = phrases.anonymity(_sentence(work, spans[0]), phrase.count)
    kind = figure.type
    if kind == "organisation" and _surname_like(figure):
        kind = "person"
    return Speaker(
        id=identity,
        name=figure.name,
        type=kind,
        mentions=spans,
        described_as=described,
        anonymity=unnamed,
    )


def _surname_like(figure: Figure) -> bool:
    """Whether a bare name that nothing explains is more likely a person's than a body's."""
    name = figure.name
    return (
        not figure.sure
        and figure.named
        and name.isalpha()
        and not name.isupper()
        and not name.endswith(_PEOPLES)
        and not figure.classes
    )


def _sentence(work: _Working, span: Span) -> str:
    starts = work.cast.sentences
    n = work.cast.sentence(span.start)
    begin = starts[n - 1] if n else 0
    end = starts[n] if n < len(starts) else len(work.article.text)
    return work.article.text[begin:end]
