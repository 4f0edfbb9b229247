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
from rashomon.annotate import phrases
from rashomon.annotate.attribution import Attribution
from rashomon.annotate.cast import Cast, Figure
from rashomon.annotate.pronouns import PRONOUNS, antecedents, is_own_person
from rashomon.annotate.references import figures_of
from rashomon.annotate.working import Working, mention_of, sentence_of
from rashomon.model import Article, Span, Speaker
from rashomon.parse import Parse, Piece
from rashomon.text import quote

if TYPE_CHECKING:
    from spacy.tokens import Token

# What a source span can leave when nothing behind it was found.
_NOBODY = frozenset(
    "who which that there this these those all some he she it they we i you him her them one ones"
    " anybody anyone nobody others second first mr mrs ms miss dr sir what neither closed doors"
    " homes s doors".split()
) | {"closed doors", "closed door"}
_NAME = re.compile(r"(?:\d{1,4} )?[^\W\d_]")
_DATE_LINE = re.compile(r"date\b|tags\b|posted\b|updated\b|least \d|number of\b")
# How many verbs may stand between a cue and the subject it shares.
_CHAIN = 3
# Endings of the names of peoples and faiths.
_PEOPLES = ("ians", "ists", "ites", "ers", "ics", "ims", "ews", "ids", "ees", "ans", "ese")
_OPENING = frozenset("\"“„«‘'")


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolution:
    """The speakers of an article, and for each attribution its speaker or the candidates.

    ``of[i]`` and ``candidates[i]`` belong to attribution ``i``. ``of[i]`` is None for a source-less
    attribution and where it was left open; candidates are given only in the second case.
    """

    speakers: tuple[Speaker, ...] = ()
    of: tuple[str | None, ...] = ()
    candidates: tuple[tuple[str, ...], ...] = ()


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
    work = Working(
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
        figures = tuple(f for f in figures_of(work, index, source[0]) if _names_somebody(f.name))
        work.found[index] = figures
        if len(figures) == 1:
            figure = figures[0]
            if attributions[index].inside is None:
                work.spoken.append((source[0].start, figure))
            if not figure.mentions or not any(
                m.start <= source[0].start < m.end or source[0].start <= m.start < source[0].end
                for m in figure.mentions
            ):
                figure.mentions.append(mention_of(work, source[0]))
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


def _hearsay(work: Working, attribution: Attribution) -> bool:
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


def _shared_subject(work: Working, index: int) -> tuple[Figure, ...]:
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


def _subject_figures(work: Working, piece: Piece, subject: Token) -> tuple[Figure, ...]:
    place = piece.start + subject.idx
    for other, attribution in enumerate(work.attributions):
        if any(s <= place < e for s, e in attribution.source):
            return work.found[other]
    for start, end, figure in work.cast.places:
        if start <= place < end:
            return (figure,) if figure.sure or figure.type == "person" else ()
    if subject.lower_ in PRONOUNS and not is_own_person(subject.lower_):
        return antecedents(subject.lower_, place, work.cast, work.figures, work.spoken, work.quoted)
    return ()


def _resolution(work: Working) -> Resolution:
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


def _speaker(work: Working, figure: Figure, identity: str, spans: tuple[Span, ...]) -> Speaker:
    phrase = work.phrase_of.get(id(figure))
    described = None
    if spans:
        words = quote(work.article.text, spans[:1])
        if words.lower() != figure.name.lower() and words.lower() not in PRONOUNS:
            described = words
    unnamed = None
    if figure.type == "unnamed" and phrase is not None and spans:
        unnamed = phrases.anonymity(sentence_of(work, spans[0]), phrase.count)
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
