"""A summary rewritten: asked for once, taken sentence by sentence, and only what was checked."""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Callable
from dataclasses import replace

from rashomon.annotate.attribution import Annotator
from rashomon.checked import Check
from rashomon.errors import RewriteError, UsageError
from rashomon.model import Article, Reading, RewrittenBy, Summary, SummarySentence
from rashomon.rewriting.answers import answered, misshapen
from rashomon.rewriting.asking import request
from rashomon.rewriting.endpoint import Endpoint
from rashomon.rewriting.kept import Heard, lost
from rashomon.rewriting.sending import AskError, load, send
from rashomon.text import quote

Checker = Callable[[str], Check]
"""Holds a sentence against the article it is about."""

_log = logging.getLogger("rashomon")

_NOTE = "summary: "
# One slow answer may be chance; whoever waits a minute for each of a thousand articles is not told.
_SLOW = 2


class Rewriter:
    """Rewrites the summaries of readings with one model.

    A server that cannot be reached, refuses the key, knows no such model or is twice too slow is
    not asked again: the first article's error says so, and the summaries stay Rashomon's own.

    Raises :class:`~rashomon.errors.SetupError` where the extra ``llm`` is not installed.
    """

    def __init__(self, endpoint: Endpoint, *, annotator: Annotator) -> None:
        load()
        self.endpoint = endpoint
        self._annotator = annotator
        self._slow = 0
        self._given_up: str | None = None

    def rewrite(
        self,
        reading: Reading,
        *,
        checker: Checker,
        on_error: Callable[[RewriteError], None],
    ) -> Reading:
        """The reading with its summary rewritten, as far as each sentence stands up to checking.

        Which sentences are the model's stands on each; how many, and why the others are not, in
        the notes. ``on_error`` is told when there was no answer to take sentences from.

        Raises :class:`~rashomon.errors.UsageError` for a summary that is rewritten already.
        """
        summary = reading.summary
        if summary is None or not summary.sentences:
            return reading
        if any(sentence.rewritten for sentence in summary.sentences):
            raise UsageError(
                f"article {reading.article.id}: its summary is rewritten already, and a copy of a "
                "copy strays; make it anew with rashomon.summary first"
            )
        reading = without_rewrite(reading)
        if self._given_up is not None:
            return _noted(reading, f"not rewritten by {self.endpoint.model}: {self._given_up}")
        made_by = replace(
            reading.made_by,
            rewritten_by=RewrittenBy(model=self.endpoint.model, host=self.endpoint.host_class),
        )
        reading = replace(reading, made_by=made_by)
        try:
            body, left_out = send(
                self.endpoint, request(self.endpoint.model, reading.article, summary)
            )
            texts = answered(body, len(summary.sentences))
        except AskError as error:
            on_error(self._error(reading, error))
            return _noted(reading, f"not rewritten by {self.endpoint.model}: {error}")
        self._slow = 0
        done, kept = self._taken(reading, summary, texts, checker)
        note = f"{_of(done, len(summary.sentences))} rewritten by {self.endpoint.model}"
        if kept:
            note += f"; {kept.total()} kept: " + ", ".join(
                why if n == 1 else f"{why} ({n})" for why, n in sorted(kept.items())
            )
        if {"temperature", "seed"} & set(left_out):
            note += "; its server takes no " + " and no ".join(left_out)
            note += ", so that another run may give other words"
        return _noted(replace(reading, summary=replace(summary, sentences=done)), note)

    def _taken(
        self, reading: Reading, summary: Summary, texts: dict[int, str], checker: Checker
    ) -> tuple[tuple[SummarySentence, ...], Counter[str]]:
        done: list[SummarySentence] = []
        kept: Counter[str] = Counter()
        for number, sentence in enumerate(summary.sentences, start=1):
            text = texts.get(number, "")
            try:
                why = self._fault(sentence, text, checker, reading.article)
            except Exception:  # noqa: BLE001 (said in the notes, kept in the log)
                # A fault of ours over words that nobody foresaw costs this sentence alone.
                _log.debug("checking %r failed", text, exc_info=True)
                why = "could not be checked"
            if why is None:
                done.append(replace(sentence, text=text, rewritten=True))
            else:
                kept[why] += 1
                done.append(sentence)
        return tuple(done), kept

    def _fault(
        self, sentence: SummarySentence, theirs: str, checker: Checker, article: Article
    ) -> str | None:
        """Why the model's words do not take the place of ours; the cheap reasons first."""
        ours = sentence.text
        if theirs == " ".join(ours.split()):
            return "the same words"
        if why := misshapen(ours, theirs):
            return why
        one, other = (Heard.of(text, self._annotator) for text in (ours, theirs))
        if why := lost(one, other, behind=quote(article.text, sentence.spans)):
            return why
        found = checker(theirs)
        faults = [fault.kind for sentence in found.sentences for fault in sentence.faults]
        if faults:
            return faults[0]
        verdicts = [s.verdict for s in found.sentences if s.verdict != "supported"]
        if verdicts:
            return f"{verdicts[0]} in the article"
        # No sentence at all is nothing that was checked.
        return None if found.supported and found.sentences else "not found in the article"

    def _error(self, reading: Reading, error: AskError) -> RewriteError:
        reason = str(error)
        if reason.startswith("no whole answer"):
            self._slow += 1
            reason += "; give it more time, or take a smaller model"
        if error.lasting or self._slow >= _SLOW:
            self._given_up = f"{error} (not asked again)"
            reason += "; it is not asked again, and summaries keep the words of the articles"
        where = f"{self.endpoint.model} at {self.endpoint.host}"
        return RewriteError(f"{where}, article {reading.article.id}", reason)


def without_rewrite(reading: Reading) -> Reading:
    """The reading without a word of an earlier rewriting around its summary.

    For one whose summary is made anew: the sentences stay as they are.
    """
    if reading.made_by.rewritten_by is None:
        return reading
    return replace(
        reading,
        made_by=replace(reading.made_by, rewritten_by=None),
        notes=tuple(note for note in reading.notes if not note.startswith(_NOTE)),
    )


def _noted(reading: Reading, note: str) -> Reading:
    return replace(reading, notes=(*reading.notes, _NOTE + note))


def _of(done: tuple[SummarySentence, ...], count: int) -> str:
    taken = sum(sentence.rewritten for sentence in done)
    return f"{taken} of {count} sentence{'s' * (count != 1)}"
