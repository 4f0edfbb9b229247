"""A sentence made shorter by its grammar, in its own words, with nothing lost that it claims.

What may go is an aside: an apposition, a bracket, words between dashes, a clause with "which", a
trailing participle, an opening date. What it must not hold (a source, a cue, a negation, a hedge,
a limit, a number, a quotation, a charge or a denial) is fenced twice: by the spans the caller
protects and by :mod:`rashomon.summarize.kept`. A shorter sentence whose words no longer hang
together as they did, by the parser's own reading of it, is not given.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rashomon.model import Span, Spans
from rashomon.parse import load_parser
from rashomon.summarize.droppable import can_close, droppable, may_have_parts, needs_comma
from rashomon.summarize.kept import holds
from rashomon.summarize.parts import Kind, Part
from rashomon.summarize.sentences import quotations
from rashomon.summarize.wording import CONNECTIVE, opens_tied, opens_with_pronoun

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

# A sentence shorter than this has nothing to spare, and must not become shorter. In words.
_SHORTEST = 12
_LEFT = 5
# One beyond this is seldom parsed well, and costs too much time. In code points.
_LONGEST = 600
# A clause shorter than this is seldom idle: "Holt, who was ill,". In words.
_WORTH_IT = 4
_CLAUSES = frozenset(["relative clause", "participle", "apposition", "clause", "phrase"])
# An explanation of a name that long tells more than who it is. In words.
_LONG_EXPLANATION = 8
# In "charged with theft, carrying a weapon and fraud" the parser takes charges for asides.
_CHARGES = re.compile(
    r"\b(?:charg\w+|counts?|indict\w*|convict\w*|accus\w*|guilty|arrest\w*|sentenc\w*|suspicion)\b"
)
_LISTABLE = frozenset(["participle", "apposition"])
_LIKE_SPACE = re.compile(r"[\ud800-\udfff]|\s")
_SINGLE_OPEN = re.compile(r"(?<!\w)['‘](?=\w)")
_SINGLE_CLOSE = re.compile(r"(?<=[\w.,!?])['’](?!\w)")
_DOUBLE = re.compile(r"[\"“”„«»]|''|``")
# Words whose meaning another word of the sentence gives.
_SINGULAR = frozenset("he she it him her his hers its himself herself itself".split())
_PLURAL = frozenset("they them their theirs themselves".split())
_POINTING = _SINGULAR | _PLURAL | frozenset("this these those there such both one ones".split())
_ORDERED = frozenset("then latter respectively same other others so".split())
_EMPTY = frozenset(["expl", "preconj", "predet"])


@dataclass(frozen=True, slots=True, kw_only=True)
class Dropped:
    """What was left out, with the marks around it, and why that could be."""

    span: Span
    kind: Kind


@dataclass(frozen=True, slots=True, kw_only=True)
class Compressed:
    """A shorter form of one sentence.

    ``spans`` are the kept pieces of the article, in order, in code points; ``text`` is what a
    summary prints: the pieces joined, white space folded, a new first letter in brackets ("[T]he").
    """

    text: str
    spans: Spans
    dropped: tuple[Dropped, ...]


def compress(
    text: str, sentence: Span, *, protected: Spans = (), contents: Spans = ()
) -> Compressed | None:
    """The sentence without what its grammar can spare, or None where that is nothing.

    As :func:`compress_all`, for one sentence; several cost less together.
    """
    return compress_all(text, [sentence], protected=protected, contents=contents)[0]


def compress_all(
    text: str, sentences: Sequence[Span], *, protected: Spans = (), contents: Spans = ()
) -> tuple[Compressed | None, ...]:
    """For each sentence its shorter form, or None where nothing can be dropped.

    ``text`` is the article's, ``sentences`` are spans of it, each without a dateline. No part that
    touches a span of ``protected`` (the sources and cues of claims, and what else must stay) is
    dropped, nor one that holds a whole span of ``contents`` (contents of claims) or crosses its
    edge: a source never stands without what it said. Inside a content asides may go.

    English only: give no sentences of another language.

    Raises ValueError for a sentence that is not within the text and
    :class:`~rashomon.errors.SetupError` where the parser is not installed.
    """
    for span in sentences:
        if not 0 <= span.start < span.end <= len(text):
            raise ValueError(
                f"sentence [{span.start}, {span.end}] is not within a text of {len(text)}; "
                "give spans of the article's text, in code points"
            )
    found: list[Compressed | None] = [None] * len(sentences)
    asked = [at for at, span in enumerate(sentences) if _worth_a_parse(text, span)]
    docs = _parsed(sentences[at].of(text) for at in asked)
    made: list[tuple[int, Doc, list[_Cut], Compressed]] = []
    for at, doc in zip(asked, docs, strict=True):
        sentence = sentences[at]
        cuts = _cuts(text, sentence, doc, _fenced(text, sentence, protected), contents)
        result = _without(text, sentence, cuts) if cuts else None
        if result is not None:
            made.append((at, doc, cuts, result))
    again = _parsed(_plain(result.text) for _, _, _, result in made)
    for (at, doc, cuts, result), shorter in zip(made, again, strict=True):
        if _holds_together(doc, shorter, cuts):
            found[at] = result
    return tuple(found)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Cut:
    """A stretch of one sentence to leave out: code points from its start, and its tokens."""

    start: int
    end: int
    first: int
    last: int
    kind: Kind


def _parsed(texts: Iterable[str]) -> list[Doc]:
    # White space of any kind becomes a space, so that offsets stay and no token is a line break.
    clean = [_LIKE_SPACE.sub(_stand_in, piece) for piece in texts]
    if not clean:
        return []
    return list(load_parser().pipe(clean, disable=["lemmatizer"], batch_size=64))


def _stand_in(match: re.Match[str]) -> str:
    return " " if match.group().isspace() else "\ufffd"


def _worth_a_parse(text: str, sentence: Span) -> bool:
    words = sentence.of(text)
    if len(words) > _LONGEST or len(words.split()) < _SHORTEST:
        return False
    if not may_have_parts(words) or _double_marks_open(text, sentence):
        return False
    return words.count("(") == words.count(")")


def _double_marks_open(text: str, sentence: Span) -> bool:
    """Whether a quotation is open where the sentence begins, or where it ends."""
    line = Span(text.rfind("\n", 0, sentence.start) + 1, sentence.start)
    if line.start < line.end and _open(text, line):
        return True
    return _open(text, sentence)


def _open(text: str, span: Span) -> bool:
    closed = quotations(text, span)
    after = closed[-1].end if closed else span.start
    return bool(_DOUBLE.search(text, after, span.end))


def _fenced(text: str, sentence: Span, protected: Spans) -> Spans:
    """The protected spans that touch the sentence, and its quotations."""
    inside = [s for s in protected if s.start < sentence.end and sentence.start < s.end]
    inside += quotations(text, sentence)
    single = _SINGLE_OPEN.search(text, sentence.start, sentence.end)
    if single:
        closes = [m.end() for m in _SINGLE_CLOSE.finditer(text, single.end(), sentence.end)]
        inside.append(Span(single.start(), closes[-1] if closes else sentence.end))
    return tuple(inside)


def _cuts(text: str, sentence: Span, doc: Doc, fenced: Spans, contents: Spans) -> list[_Cut]:
    if sum(token.dep_ == "ROOT" for token in doc) != 1 or not _has_subject(doc):
        return []
    good: list[_Cut] = []
    for part in sorted(droppable(doc), key=lambda p: p.first - p.last):
        words = doc[part.first : part.last + 1].text
        cut = _cut(doc, part)
        core = Span(
            sentence.start + doc[part.first].idx,
            sentence.start + doc[part.last].idx + len(doc[part.last]),
        )
        if part.kind != "connective" and holds(words):
            continue
        if part.kind in _LISTABLE and _CHARGES.search(sentence.of(text)):
            continue
        if words.count("(") != words.count(")") or not can_close(doc, part):
            continue
        if part.kind in _CLAUSES and part.last - part.first + 1 < _WORTH_IT:
            continue
        if any(s.start < core.end and core.start < s.end for s in fenced):
            continue
        if not all(_fits(core, content) for content in contents):
            continue
        if any(cut.start < c.end and c.start < cut.end for c in good):
            continue
        if part.kind != "opening" and _refers_into(doc, part):
            continue
        if _explains(text, sentence, doc, part):
            continue
        if part.kind == "bracket" and _abbreviates(text, core):
            continue
        good.append(cut)
    return sorted(good, key=lambda cut: cut.start)


def _has_subject(doc: Doc) -> bool:
    root = next(token for token in doc if token.dep_ == "ROOT")
    return root.pos_ in {"VERB", "AUX"} and any(
        child.dep_ in {"nsubj", "nsubjpass", "expl", "csubj"} for child in root.children
    )


def _fits(core: Span, content: Span) -> bool:
    """Whether the part lies apart from the content, or within it without being all of it."""
    if core.end <= content.start or content.end <= core.start:
        return True
    within = content.start <= core.start and core.end <= content.end
    return within and core != content and content.end - core.end + core.start - content.start > 12


def _cut(doc: Doc, part: Part) -> _Cut:
    """What goes: the words, and of the marks around them those that lose their purpose."""
    first, last = part.first, part.last
    if part.kind == "bracket" or part.kind == "dashes":
        assert part.opening is not None and part.closing is not None  # noqa: S101
        first, last = part.opening, part.closing
    elif part.opening is None:
        assert part.closing is not None  # noqa: S101
        last = part.closing
    else:
        first = part.opening
        if part.closing is not None and not needs_comma(doc, part):
            last = part.closing
    start, end = doc[first].idx, doc[last].idx + len(doc[last])
    if first == 0:
        end += len(doc[last].whitespace_)
    else:
        start -= len(doc[first - 1].whitespace_)
    return _Cut(start=start, end=end, first=first, last=last, kind=part.kind)


def _refers_into(doc: Doc, part: Part) -> bool:
    """Whether a word behind the part may point to a word in it."""
    inner = [t for t in doc[part.first : part.last + 1] if t.pos_ in {"NOUN", "PROPN"}]
    if part.kind == "bracket" and all(t.text.isupper() or t.text[-1] == "." for t in inner):
        # "(D)", "(Fla.)"
        return False
    behind = doc[part.last + 1 :]
    head = doc[part.head]
    if inner and any(_points(t) and not _agrees(head, t) for t in behind):
        return True
    told = {t.lower_ for t in inner}
    return any(t.pos_ in {"NOUN", "PROPN"} and t.lower_ in told for t in behind)


def _points(token: Token) -> bool:
    """Whether the word takes its meaning from another: "that" that opens a clause does not."""
    word = token.lower_
    if word in _ORDERED:
        return True
    if word == "that":
        return token.pos_ in {"PRON", "DET"} and token.dep_ not in {"mark", "nsubj", "nsubjpass"}
    return word in _POINTING and token.pos_ in {"PRON", "DET"} and token.dep_ not in _EMPTY


def _agrees(head: Token, pronoun: Token) -> bool:
    """Whether the pronoun most likely means its clause's subject, on which the part hangs."""
    if head.dep_ not in {"nsubj", "nsubjpass"} or head.head not in pronoun.ancestors:
        return False
    if head.tag_ in {"NNS", "NNPS"}:
        return pronoun.lower_ in _PLURAL
    return pronoun.lower_ in _SINGULAR


def _explains(text: str, sentence: Span, doc: Doc, part: Part) -> bool:
    """Whether the part may be all that tells a reader who, or what, a name names.

    It is not where the article has used the name before, or where the part is long.
    """
    if part.kind not in {"apposition", "relative clause", "participle", "dashes", "bracket"}:
        return False
    head = doc[part.head]
    if doc[part.first].lower_ == "where":
        return False
    if head.pos_ != "PROPN" or doc[part.first : part.last + 1].text.isupper():
        return False
    if part.last - part.first + 1 >= _LONG_EXPLANATION:
        return False
    return not re.search(rf"(?<!\w){re.escape(head.text)}(?!\w)", text[: sentence.start])


def _abbreviates(text: str, core: Span) -> bool:
    """Whether a bracket gives a short form ("SDC") that the article uses elsewhere."""
    words = core.of(text)
    if not re.fullmatch(r"[A-Z][\w.&-]*", words):
        return False
    return len(re.findall(rf"(?<!\w){re.escape(words)}(?!\w)", text)) > 1


def _without(text: str, sentence: Span, cuts: Sequence[_Cut]) -> Compressed | None:
    pieces: list[Span] = []
    at = sentence.start
    for cut in cuts:
        if sentence.start + cut.start > at:
            pieces.append(Span(at, sentence.start + cut.start))
        at = sentence.start + cut.end
    if at < sentence.end:
        pieces.append(Span(at, sentence.end))
    printed = " ".join("".join(piece.of(text) for piece in pieces).split())
    if len(printed.split()) < _LEFT:
        return None
    if cuts[0].start == 0 and _tied(printed):
        return None
    if cuts[0].start == 0 and printed[:1].islower():
        printed = f"[{printed[0].upper()}]{printed[1:]}"
    dropped = tuple(
        Dropped(
            span=Span(sentence.start + cut.start, sentence.start + cut.end),
            kind=cut.kind,
        )
        for cut in cuts
    )
    return Compressed(text=printed, spans=tuple(pieces), dropped=dropped)


def _tied(words: str) -> bool:
    """Whether the words could not open a sentence of a summary."""
    return bool(opens_with_pronoun(words) or opens_tied(words) or CONNECTIVE.match(words))


def _plain(printed: str) -> str:
    return re.sub(r"^\[(\w)\]", r"\1", printed)


def _holds_together(doc: Doc, shorter: Doc, cuts: Sequence[_Cut]) -> bool:
    """Whether the parser reads the kept words as it did in the whole sentence.

    Marks aside, each kept word must hang on the same word by the same relation.
    """
    gone = {i for cut in cuts for i in range(cut.first, cut.last + 1)}
    kept = [t for t in doc if t.i not in gone and not t.is_space]
    left = [t for t in shorter if not t.is_space]
    if [t.lower_ for t in kept] != [t.lower_ for t in left]:
        return False
    place = {t.i: at for at, t in enumerate(kept)}
    place_left = {t.i: at for at, t in enumerate(left)}
    for before, after in zip(kept, left, strict=True):
        if before.is_punct:
            continue
        if place.get(before.head.i) != place_left[after.head.i]:
            return False
    return True
