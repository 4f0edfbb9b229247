"""A summary held against articles, sentence by sentence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from rashomon.annotate.attribution import Annotator
from rashomon.annotate.pipeline import annotate
from rashomon.checked import Check, CheckedSentence, Fault, Quoted, Verdict
from rashomon.checking.articles import Articles, Near, stems_of
from rashomon.checking.clauses import Clauses, read_clauses
from rashomon.checking.figures import number_faults
from rashomon.checking.manner import manner_faults
from rashomon.checking.markup import Plain
from rashomon.checking.people import people_faults
from rashomon.checking.quoting import Quotations
from rashomon.checking.voices import attribution_faults, speaker_faults
from rashomon.comparison.speakers import link
from rashomon.ingest.language import tell
from rashomon.model import Article, MadeBy, Reading, Span
from rashomon.summarize.sentences import quotations, sentences
from rashomon.text import paragraphs

_FOUND = 0.5
# Below this no sentence of any article tells what the summary tells.
_ABOUT = 0.25
# What the articles say otherwise, not merely more carefully.
_UNTOLD = "no article tells anything of it"
NOTHING = "the summary is about something else: no article tells any of its sentences"
# A shorter text is taken to be English: its language cannot be told.
_LONG_ENOUGH = 20
_AGAINST = frozenset({"wrong speaker", "negation lost", "number changed", "people merged"})


def check_summary(
    plain: Plain,
    readings: Sequence[Reading],
    *,
    summary: str,
    annotator: Annotator,
    made_by: MadeBy,
) -> Check:
    """The check of ``summary``, whose words without marks of formatting are ``plain``."""
    article, notes = _as_article(plain, readings)
    read = _read(article, annotator, made_by)
    linked = link([*readings, read], [[r.article.id for r in (*readings, read)]]).readings
    articles, own = Articles(linked[:-1]), linked[-1]
    spans = sentences(article.text, paragraphs=article.paragraphs)
    clauses = read_clauses([span.of(article.text) for span in spans])
    quoting = Quotations(articles)
    rows = [
        _sentence(own, span, one, articles, quoting)
        for span, one in zip(spans, clauses, strict=True)
    ]
    if all(row.score < _ABOUT for row in rows):
        notes.append(NOTHING)
        rows = [replace(row, verdict="not found", faults=(), why=_UNTOLD) for row in rows]
    length = sum(len(row.text.split()) for row in rows)
    score = sum(row.score * len(row.text.split()) for row in rows) / length
    return Check(
        made_by=made_by,
        summary=summary,
        articles=tuple(r.article.id for r in articles.readings),
        supported=all(row.verdict == "supported" for row in rows),
        score=round(min(1.0, score), 3),
        sentences=tuple(_back(row, plain) for row in rows),
        notes=tuple(notes),
    )


def _as_article(plain: Plain, readings: Sequence[Reading]) -> tuple[Article, list[str]]:
    """The summary as an article that can be read, and notes on its language and the articles'."""
    taken = {r.article.id for r in readings}
    name = "summary"
    while name in taken:
        name += "_"
    notes: list[str] = []
    language = "en"
    if len(plain.text.split()) >= _LONG_ENOUGH:
        language = tell(plain.text)[0] or "en"
    if language != "en":
        notes.append(f"the summary is in another language ({language}): only English is checked")
    foreign = sorted(r.article.id for r in readings if (r.article.language or "en") != "en")
    if foreign:
        notes.append(f"not in English, and so of little use here: {', '.join(foreign)}")
    if len(plain.text) > sum(len(r.article.text) for r in readings):
        notes.append("the summary is longer than what it is held against")
    if all(c.kind == "own voice" for r in readings for c in r.claims):
        notes.append("the articles attribute nothing: who said what cannot be held against them")
    text = plain.text
    return Article(id=name, text=text, language=language, paragraphs=paragraphs(text)), notes


def _read(article: Article, annotator: Annotator, made_by: MadeBy) -> Reading:
    made = annotate(article, annotator)
    return Reading(
        made_by=made_by,
        article=article,
        claims=made.claims,
        speakers=made.speakers,
        record=made.record,
    )


def _back(row: CheckedSentence, plain: Plain) -> CheckedSentence:
    """The same with the spans of the summary as it was given."""
    return replace(
        row,
        span=plain.back(row.span),
        faults=tuple(replace(f, span=plain.back(f.span)) for f in row.faults),
    )


def _sentence(
    own: Reading, span: Span, clauses: Clauses, articles: Articles, quoting: Quotations
) -> CheckedSentence:
    text = own.article.text
    stems = stems_of(text, (span,))
    near = articles.near(stems)
    faults = _faults(own, span, clauses, near, articles, quoting)
    score = _score(near, faults)
    return CheckedSentence(
        text=" ".join(span.of(text).split()),
        span=span,
        verdict=_verdict(score, faults),
        score=round(score, 3),
        why=_why(score, faults),
        faults=tuple(faults),
        passages=_passages(near),
    )


def _faults(
    own: Reading,
    span: Span,
    clauses: Clauses,
    near: Sequence[Near],
    articles: Articles,
    quoting: Quotations,
) -> list[Fault]:
    text = own.article.text
    quoted = [q for q in quotations(text, span)]
    found = [
        *quoting.faults(text, span),
        *number_faults(own, span, near, articles, quoted),
        *people_faults(text, span, clauses, near, articles),
        *speaker_faults(own, span, near, articles),
        *attribution_faults(own, span, near, articles),
        *manner_faults(text, span, clauses, near, articles),
    ]
    return found


def _score(near: Sequence[Near], faults: Sequence[Fault]) -> float:
    held = near[0].held if near else 0.0
    if len(near) > 1:
        held = min(1.0, held + 0.2 * near[1].held)
    return held * (0.5 if faults else 1.0)


def _verdict(score: float, faults: Sequence[Fault]) -> Verdict:
    if any(f.kind in _AGAINST or (f.kind == "quotation altered" and f.passages) for f in faults):
        return "contradicted"
    if faults or score < _FOUND:
        return "not found"
    return "supported"


def _why(score: float, faults: Sequence[Fault]) -> str:
    if faults:
        return "; ".join(f"{f.kind}: {f.why}" for f in faults)
    if score < _ABOUT:
        return _UNTOLD
    if score < _FOUND:
        return "no article tells all of it"
    return "the articles say it"


def _passages(near: Sequence[Near]) -> tuple[Quoted, ...]:
    best = near[0].held if near else 0.0
    return tuple(n.told.quoted() for n in near[:3] if n.held >= max(_ABOUT, best - 0.25))
