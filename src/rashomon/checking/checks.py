"""A summary held against articles, sentence by sentence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from rashomon.annotate.attribution import Annotator
from rashomon.annotate.pipeline import annotate
from rashomon.checked import Check, CheckedSentence, Fault, Quoted, Verdict
from rashomon.checking.alignment import Match, Own, chosen, matches, telling
from rashomon.checking.articles import Articles
from rashomon.checking.denied import denial_faults
from rashomon.checking.figures import number_faults
from rashomon.checking.manner import manner_faults
from rashomon.checking.markup import Plain
from rashomon.checking.opposites import opposite_faults
from rashomon.checking.passages import Close, read_closely
from rashomon.checking.people import people_faults
from rashomon.checking.quoting import Quotations
from rashomon.checking.scopes import scopes
from rashomon.checking.support import Support
from rashomon.checking.voices import attribution_faults, speaker_faults
from rashomon.comparison.speakers import link
from rashomon.ingest.language import tell
from rashomon.model import Article, MadeBy, Reading, Span
from rashomon.summarize.sentences import quotations, sentences
from rashomon.text import paragraphs

_FOUND = 0.5
# Below this no sentence of any article tells what the summary tells.
_ABOUT = 0.25
# Of few words each verb must be told.
_SHORT, _SAID, _UNSURE = 4, 0.5, 0.45
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
    texts = [span.of(article.text) for span in spans]
    sentences_ = [_own(s, c) for s, c in zip(spans, read_closely(texts), strict=True)]
    # All at once: the parser is faster so.
    articles.close([told for one in sentences_ for told in chosen(one.words, articles)])
    supports = articles.ground.of([one.close for one in sentences_])
    quoting = Quotations(articles)
    rows = [
        _sentence(own, one, support, articles, quoting)
        for one, support in zip(sentences_, supports, strict=True)
    ]
    if not any(row.passages for row in rows):
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


def _own(span: Span, close: Close) -> Own:
    return Own(span=span, close=close, words=telling(close), scopes=scopes(close.doc))


def _sentence(
    summary: Reading, own: Own, support: Support, articles: Articles, quoting: Quotations
) -> CheckedSentence:
    text = summary.article.text
    found = matches(own, articles)
    faults = _faults(summary, own, found, articles, quoting)
    held = found[0].held if found else 0.0
    if len(own.words) <= _SHORT and not _deeds_told(own, found):
        held = min(held, _UNSURE)
    score = support.score * (0.5 if faults else 1.0)
    return CheckedSentence(
        text=" ".join(own.span.of(text).split()),
        span=own.span,
        verdict=_verdict(held, faults),
        score=round(score, 3),
        why=_why(held, faults),
        faults=tuple(faults),
        passages=_passages(found),
    )


def _deeds_told(own: Own, found: Sequence[Match]) -> bool:
    """Whether each verb is told by some sentence: "blown up" is not told by "fell"."""
    return all(
        any(m.strength[row].max(initial=0.0) >= _SAID for m in found)
        for row, word in enumerate(own.words)
        if word.kind == "verb"
    )


def _faults(
    summary: Reading,
    own: Own,
    found: Sequence[Match],
    articles: Articles,
    quoting: Quotations,
) -> list[Fault]:
    text = summary.article.text
    quoted = quotations(text, own.span)
    manner = list(manner_faults(own, found, quoted))
    denied = [] if manner else list(denial_faults(summary, own, found))
    return [
        *quoting.faults(text, own.span),
        *number_faults(summary, own, found, articles, quoted),
        *people_faults(summary, own, found, articles),
        # Who denied it is no wrong speaker of it as well.
        *([] if denied else speaker_faults(summary, own, found, articles)),
        *attribution_faults(summary, own, found, articles),
        *(manner or denied or opposite_faults(own, found, quoted)),
    ]


def _verdict(held: float, faults: Sequence[Fault]) -> Verdict:
    if any(f.kind in _AGAINST or (f.kind == "quotation altered" and f.passages) for f in faults):
        return "contradicted"
    if faults or held < _FOUND:
        return "not found"
    return "supported"


def _why(held: float, faults: Sequence[Fault]) -> str:
    if faults:
        return "; ".join(f"{f.kind}: {f.why}" for f in faults)
    if held < _ABOUT:
        return _UNTOLD
    if held < _FOUND:
        return "no article tells all of it"
    return "the articles say it"


def _passages(near: Sequence[Match]) -> tuple[Quoted, ...]:
    best = near[0].held if near else 0.0
    return tuple(n.told.quoted() for n in near[:3] if n.held >= max(_ABOUT, best - 0.25))
