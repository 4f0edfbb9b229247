"""The one module where the stages meet: articles to readings, events and comparisons."""

from __future__ import annotations

import logging
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from rashomon import __version__
from rashomon.checked import Check
from rashomon.desk import Desk, report
from rashomon.errors import AnnotationError, IdConflictError, ItemError, UsageError
from rashomon.model import (
    Article,
    Comparison,
    Event,
    EventSummary,
    Grouping,
    MadeBy,
    Reading,
    Summary,
)
from rashomon.readings import DEFAULT_TIME_S as DEFAULT_TIME_S
from rashomon.readings import Reader, kept_in, spoken
from rashomon.readings import summary as summary
from rashomon.registry import shared_annotator
from rashomon.text import sha256

if TYPE_CHECKING:
    from rashomon.annotate.attribution import Annotator
    from rashomon.desk import Overrides

# The share of a shorter article's runs of words that makes it a copy of a longer one, cut short.
_CUT_SHORT = 0.85

T = TypeVar("T", bound="Article | Reading")

_log = logging.getLogger("rashomon")

DEFAULT_ANNOTATOR = "learned"
LENGTHS_S = (15, 60, 180)
"""The reading times that a page offers summaries for."""


def read(
    source: str | Path | Article,
    *,
    annotator: str = DEFAULT_ANNOTATOR,
    language: str | None = None,
    time_s: int = DEFAULT_TIME_S,
    sentences: int | None = None,
    overrides: Overrides | None = None,
    library: str | Path | None = None,
    allow_hosts: Collection[str] = (),
) -> Reading:
    """The reading of one article.

    ``source`` is an :class:`~rashomon.model.Article`, a path (HTML, text, or JSON lines with one
    article), an address (http:// or https://), which is fetched, or the text itself (a string with
    a line break or white space that names no file). ``library`` and ``allow_hosts`` are as for
    :func:`articles`; the library also keeps the readings of its articles.
    ``language`` is taken where the article's own cannot be told. The summary is made for a reader
    with ``time_s`` seconds, or has ``sentences`` sentences. ``overrides`` are a person's
    corrections: a file or several, or :class:`~rashomon.corrections.Corrections`. One that does not
    fit is logged as a warning and stands in the reading's notes.

    Raises :class:`~rashomon.errors.ItemError` when the item cannot be used and
    :class:`~rashomon.errors.UsageError` for a path to several articles, or a file of corrections
    that cannot be used.
    """
    desk = Desk(overrides)
    article = (
        source
        if isinstance(source, Article)
        else _one_article(source, library=library, allow_hosts=allow_hosts)
    )
    chosen = annotator_named(annotator)
    with kept_in(library) as kept:
        reader = Reader(
            annotator=chosen, desk=desk, language=language, time_s=time_s, sentences=sentences,
            library=kept,
        )  # fmt: skip
        return reader.read(article)


def read_many(
    paths: Iterable[str | Path],
    *,
    annotator: str = DEFAULT_ANNOTATOR,
    language: str | None = None,
    time_s: int = DEFAULT_TIME_S,
    sentences: int | None = None,
    overrides: Overrides | None = None,
    library: str | Path | None = None,
    allow_hosts: Collection[str] = (),
    on_error: Callable[[ItemError], None] | None = None,
    on_note: Callable[[str], None] | None = None,
) -> Iterator[Reading]:
    """The readings of all articles under ``paths``, one at a time, in their order.

    An item that cannot be used is given to ``on_error`` (without one: logged as a warning) and the
    others go on. ``on_note`` is told what else a reader should know ("the same article twice").
    ``overrides`` are as for :func:`read`; one that does not fit is given to ``on_error``, and
    ``on_note`` is told at the end which had nothing to correct. ``paths``, ``library`` and
    ``allow_hosts`` are as for :func:`articles`.

    Raises :class:`~rashomon.errors.UsageError` for a file of corrections that cannot be used.
    """
    # Not a generator itself: a broken file of corrections is found before the first article.
    return _read_many(
        articles(
            paths, library=library, allow_hosts=allow_hosts, on_error=on_error, on_note=on_note
        ),
        reader=Reader(
            annotator=annotator_named(annotator),
            desk=Desk(overrides, on_error=on_error),
            language=language,
            time_s=time_s,
            sentences=sentences,
        ),
        library=library,
        on_error=on_error,
        on_note=on_note,
    )


def _read_many(
    given: Iterable[Article],
    *,
    reader: Reader,
    library: str | Path | None,
    on_error: Callable[[ItemError], None] | None,
    on_note: Callable[[str], None] | None,
) -> Iterator[Reading]:
    with kept_in(library) as kept:
        reader = replace(reader, library=kept)
        for article in given:
            try:
                reading = reader.read(article)
            except ItemError as error:
                report(error, on_error)
            else:
                yield reading
    for note in reader.desk.idle():
        (on_note or _log.info)(note)


def articles(
    paths: Iterable[str | Path],
    *,
    library: str | Path | None = None,
    allow_hosts: Collection[str] = (),
    earlier: bool = False,
    on_error: Callable[[ItemError], None] | None = None,
    on_note: Callable[[str], None] | None = None,
) -> Iterator[Article]:
    """The articles under ``paths``, one at a time; what cannot be used goes to ``on_error``.

    An address (http:// or https://) is fetched, and kept in the ``library`` where one is given; a
    page that did not change since is then taken from there. ``allow_hosts`` are hosts of a private
    network that may be asked ("host" or "host:port"). A path to a library stands for the newest
    version of each of its articles, with ``earlier`` after its older ones. ``on_note`` is told of
    an article that is given twice and read once (without it: logged).

    Raises :class:`~rashomon.errors.LibraryError` for a library that cannot be used.
    """
    from rashomon.acquiring import Acquirer
    from rashomon.store.library import Library

    with ExitStack() as opened:
        kept_in = opened.enter_context(Library.open(library)) if library is not None else None
        acquirer = opened.enter_context(
            Acquirer(library=kept_in, allowed=allow_hosts, earlier=earlier, on_note=on_note)
        )
        for item in acquirer.articles(paths):
            if isinstance(item, ItemError):
                report(item, on_error)
            else:
                yield item


def group(
    items: Iterable[Article | Reading],
    *,
    known: Grouping | Iterable[Event] = (),
    overrides: Overrides | None = None,
) -> list[Event]:
    """The events the articles report, each with its articles and the reasons for grouping.

    The result does not depend on the order of the articles. Of several versions of an article (one
    address, related texts) only the newest is grouped. ``known`` are events of an earlier call,
    with whose articles, given again among ``items``, new ones can be compared: known events keep
    their ids and articles, the other articles join one of them or open new ones.
    ``overrides`` are a person's corrections, as for :func:`read`; those of the kinds "same event"
    and "not the same event" are applied. :func:`grouped` tells which were, too.

    Raises :class:`~rashomon.errors.UsageError` where ``known`` contradicts itself, or a file of
    corrections cannot be used.
    """
    return list(grouped(items, known=known, overrides=overrides).events)


def grouped(
    items: Iterable[Article | Reading],
    *,
    known: Grouping | Iterable[Event] = (),
    overrides: Overrides | None = None,
) -> Grouping:
    """What ``rashomon group --json`` prints: the events, and what a person corrected in them.

    Give it as ``known`` to go on with more articles later. Takes and raises what :func:`group`
    does.
    """
    from rashomon.grouping import group as group_articles
    from rashomon.versions import versions

    desk = Desk(overrides)
    before = known if isinstance(known, Grouping) else Grouping(events=tuple(known))
    kept = {key for event in before.events for key in event.articles}
    sorted_ = versions(_distinct([_article(item) for item in items]), kept=kept)
    grouping = group_articles(sorted_.newest, known=before, corrections=desk.corrections)
    return replace(grouping, notes=(*grouping.notes, *sorted_.notes))


def compare(
    items: Iterable[Article | Reading],
    *,
    annotator: str = DEFAULT_ANNOTATOR,
    language: str | None = None,
    time_s: int = DEFAULT_TIME_S,
    sentences: int | None = None,
    overrides: Overrides | None = None,
    library: str | Path | None = None,
    on_progress: Callable[[int], None] | None = None,
    on_error: Callable[[ItemError], None] | None = None,
) -> Comparison:
    """The accounts of each event side by side; it never says who is right.

    ``items`` are articles, readings, or both; articles are read with ``annotator`` first, and
    ``on_progress`` is called with the number of articles done. An article that cannot be read goes
    to ``on_error``; the others go on. The summaries, of events too, are as for :func:`read`.
    Of several versions of an article (one address, related texts) the newest is compared; what
    changed from version to version stands in the edits of its event.

    ``overrides`` are as for :func:`read`. They are applied to readings too, unless these were made
    with the very same; the comparison's notes say which had nothing to correct. ``library`` keeps
    the readings of its articles, and those it has are taken from there.
    """
    from rashomon.comparison import compare_events
    from rashomon.grouping import group as group_articles
    from rashomon.grouping import near_copies
    from rashomon.summarize import summarize_event
    from rashomon.versions import edits, versions

    desk = Desk(overrides, on_error=on_error)
    chosen = annotator_named(annotator)
    readings: list[Reading] = []
    with kept_in(library) as kept:
        reader = Reader(
            annotator=chosen, desk=desk, language=language, time_s=time_s, sentences=sentences,
            library=kept,
        )  # fmt: skip
        for number, item in enumerate(_distinct(list(items)), start=1):
            try:
                readings.append(
                    _again(item, desk) if isinstance(item, Reading) else reader.read(item)
                )
            except ItemError as error:
                report(error, on_error)
            if on_progress:
                on_progress(number)
    sorted_ = versions(readings)
    edited = {family[-1].article.id: edits(family) for family in sorted_.families}
    texts = [reading.article for reading in sorted_.newest]
    grouping = group_articles(texts, corrections=desk.corrections)
    comparison = compare_events(
        sorted_.newest,
        grouping.events,
        near_copies=near_copies(texts, contained=_CUT_SHORT),
        made_by=made_by_all(readings, chosen),
        corrections=desk.corrections,
    )
    corrections = (*grouping.corrections, *comparison.corrections)
    desk.note(corrections)
    by_id = {reading.article.id: reading for reading in comparison.articles}
    return replace(
        comparison,
        articles=tuple(map(_recounted, comparison.articles)),
        earlier=sorted_.earlier,
        corrections=corrections,
        notes=(*comparison.notes, *desk.idle(), *grouping.notes, *sorted_.notes),
        events=tuple(
            replace(
                event,
                edits=tuple(e for key in event.articles for e in edited.get(key, ())),
                summary=summarize_event(
                    [by_id[a] for a in event.articles],
                    event,
                    comparison.speakers,
                    time_s=time_s,
                    sentences=sentences,
                ),
            )
            for event in comparison.events
        ),
    )


def lengths(reading: Reading) -> tuple[Summary, ...]:
    """The summaries of an article that a page offers: for 15 seconds, one and three minutes."""
    return tuple(summary(reading, time_s=time_s) for time_s in LENGTHS_S)


def lengths_of_events(comparison: Comparison) -> dict[str, tuple[EventSummary, ...]]:
    """The summaries of each event, by its id, that a page offers; none for an event of one article.

    They are made for 15 seconds, one and three minutes. Nothing is compared again.
    """
    from rashomon.summarize import summaries_of_event

    by_id = {reading.article.id: reading for reading in comparison.articles}
    return {
        event.id: summaries_of_event(
            [by_id[key] for key in event.articles],
            event,
            comparison.speakers,
            [(time_s, None) for time_s in LENGTHS_S],
        )
        for event in comparison.events
        if len(event.articles) > 1
    }


def check(
    summary: str,
    against: Iterable[str | Path | Article | Reading],
    *,
    annotator: str = DEFAULT_ANNOTATOR,
    language: str | None = None,
    on_progress: Callable[[int], None] | None = None,
    on_error: Callable[[ItemError], None] | None = None,
) -> Check:
    """What the articles say to each sentence of a summary, and what it does to what they say.

    ``against`` are articles, readings, paths (as for :func:`articles`) or texts of articles (a
    string with white space that names no file); what was not read yet is read with ``annotator``,
    and ``on_progress`` is called with the number of articles done. The summary may be anybody's: a
    language model's with headings, bullets, links and marks such as [1], all of which are passed
    over; spans are of the summary as it was given. It says whether the summary keeps what the
    articles say, never whether that is true.

    An article too short for its language to be told is taken to be English. One in a language that
    the annotator does not read, or that cannot be read, goes to ``on_error``; the others go on.
    Raises :class:`~rashomon.errors.UsageError` for a summary without words and where no article is
    left to hold it against.
    """
    from rashomon.checking import check_summary, plain

    chosen = annotator_named(annotator)
    bare = plain(summary)
    if not any(letter.isalnum() for letter in bare.text):
        raise UsageError("the summary holds no words; give the text of a summary")
    readings: list[Reading] = []
    for number, item in enumerate(_distinct(list(_given(against, on_error))), start=1):
        try:
            readings.append(_to_check_with(item, language, chosen))
        except ItemError as error:
            report(error, on_error)
        if on_progress:
            on_progress(number)
    if not readings:
        raise UsageError(
            "there is no article to hold the summary against; give some that can be read"
        )
    return check_summary(
        bare, readings, summary=summary, annotator=chosen, made_by=made_by_all(readings, chosen)
    )


def _to_check_with(item: Article | Reading, language: str | None, annotator: Annotator) -> Reading:
    """The reading to hold a summary against; an ItemError for what nothing can be looked up in.

    Without its claims every denial and every number of an article would pass as supported.
    """
    article = spoken(_article(item), language or "en")
    if article.language not in annotator.languages:
        reads = ", ".join(sorted(annotator.languages))
        raise AnnotationError(
            f"article {article.id}",
            f"is in another language ({article.language}) than {annotator.name} reads ({reads}); "
            "give an article in a language it reads",
        )
    if isinstance(item, Reading) and (item.claims or item.article.language):
        return item
    return Reader(annotator=annotator, desk=Desk(None)).read(article)


def _given(
    against: Iterable[str | Path | Article | Reading],
    on_error: Callable[[ItemError], None] | None,
) -> Iterator[Article | Reading]:
    """The articles and readings behind what :func:`check` is given."""
    from rashomon.ingest import read_text

    if isinstance(against, str | Path | Article | Reading):
        against = (against,)
    for item in against:
        if isinstance(item, Article | Reading):
            yield item
        elif isinstance(item, str) and len(item.split()) > 1 and not _exists(item):
            yield read_text(item, item="text")
        else:
            yield from articles([item], on_error=on_error)


def correction(
    readings: Iterable[Reading],
    *,
    words: str,
    speaker: str | None = None,
    type_: str | None = None,
    commitment: str | None = None,
    by: str | None = None,
    note: str | None = None,
) -> str:
    """The line of a file of corrections, for the one claim that holds these words.

    Without ``speaker`` or ``commitment`` it says that the claim is none; with ``speaker`` (and the
    ``type_`` of a new one) who its speaker is, with ``commitment`` how its source stands to it.

    Raises :class:`~rashomon.errors.UsageError` where no claim, or more than one, holds the words,
    and for a type or commitment that there is not.
    """
    from rashomon.annotate.anchored import line_for

    if speaker and commitment:
        raise UsageError("a correction is of the speaker or of the commitment; make two lines")
    if type_ and not speaker:
        raise UsageError("a type is that of a speaker; give the speaker's name too")
    kind = "speaker" if speaker else "commitment" if commitment else "not a claim"
    keys = {"name": speaker, "type": type_, "commitment": commitment, "by": by, "note": note}
    given = {key: value for key, value in keys.items() if value is not None}
    return line_for(readings, words, {"kind": kind, **given})


def _recounted(reading: Reading) -> Reading:
    """The reading with the speakers of its summary counted by the ids that comparing gave them."""
    from rashomon.covered import of_article

    told = reading.summary
    if told is None:
        return reading
    return replace(
        reading, summary=replace(told, covers=of_article(reading, told.sentences).covers)
    )


def _again(reading: Reading, desk: Desk) -> Reading:
    """A reading corrected after it was made; as it is where these corrections are in it already."""
    if desk.corrections is None:
        return reading
    made_with = (reading.made_by.overrides_sha256 or "").split(", ")
    if set(desk.corrections.sha256.split(", ")) <= set(made_with):
        desk.note(reading.corrections)
        return reading
    corrected = desk.correct(reading)
    if reading.summary is None:
        return corrected
    from rashomon.rewriting.rewriter import without_rewrite

    corrected = without_rewrite(corrected)
    return replace(corrected, summary=summary(corrected, time_s=reading.summary.time_s))


def annotator_named(name: str) -> Annotator:
    """The annotator of this name, loaded once."""
    annotator: Annotator = shared_annotator(name)
    return annotator


def made_by_all(readings: Sequence[Reading], annotator: Annotator) -> MadeBy:
    """What made the readings together: each annotator, weights and corrections once."""
    names = sorted({reading.made_by.annotator for reading in readings}) or [annotator.name]
    weights = sorted({w for r in readings if (w := r.made_by.weights_sha256)})
    texts = sorted(reading.made_by.text_sha256 for reading in readings)
    corrected = sorted({o for r in readings if (o := r.made_by.overrides_sha256)})
    return MadeBy(
        rashomon=__version__,
        annotator=", ".join(names),
        weights_sha256=", ".join(weights) or None,
        text_sha256=sha256("\n".join(texts)),
        overrides_sha256=", ".join(corrected) or None,
    )


def _one_article(
    source: str | Path, *, library: str | Path | None, allow_hosts: Collection[str]
) -> Article:
    from rashomon.ingest import read_text

    name = str(source)
    if isinstance(source, str) and len(name.split()) > 1 and ("\n" in name or not _exists(name)):
        return read_text(name, item="text")
    errors: list[ItemError] = []
    texts = list(
        articles([source], library=library, allow_hosts=allow_hosts, on_error=errors.append)
    )
    if errors:
        raise errors[0]
    if len(texts) != 1:
        raise UsageError(
            f"{name}: holds {len(texts)} articles, read() takes one; use read_many([{name!r}])"
        )
    return texts[0]


def _exists(name: str) -> bool:
    try:
        return Path(name).exists()
    except (OSError, ValueError):
        return False


def _article(item: Article | Reading) -> Article:
    return item.article if isinstance(item, Reading) else item


def _distinct(items: Sequence[T]) -> list[T]:
    """The items, each article once; one id with two texts is an error that names it."""
    seen: dict[str, str] = {}
    kept: list[T] = []
    for item in items:
        article = _article(item)
        if article.id not in seen:
            seen[article.id] = article.text
            kept.append(item)
        elif seen[article.id] != article.text:
            raise IdConflictError(
                f"article {article.id}",
                "two articles carry this id and different texts; give each its own id",
            )
    return kept
