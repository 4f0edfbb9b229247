"""Summaries rewritten by a model the user brings: the verbs for it, which check through flow."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import TYPE_CHECKING

from rashomon.checked import Check
from rashomon.desk import report
from rashomon.errors import ItemError
from rashomon.flow import DEFAULT_ANNOTATOR, check
from rashomon.model import Reading
from rashomon.registry import shared_annotator

if TYPE_CHECKING:
    from rashomon.rewriting.endpoint import Endpoint


def rewrite(
    reading: Reading,
    *,
    endpoint: Endpoint,
    annotator: str = DEFAULT_ANNOTATOR,
    checker: Callable[[str, Reading], Check] | None = None,
    on_error: Callable[[ItemError], None] | None = None,
) -> Reading:
    """The reading with its summary in the words of a model, where these stand up to checking.

    The summary's sentences and the article's words behind them are sent to ``endpoint``, in one
    request; nothing else is. A sentence of the answer is taken only when it has all that ours has
    and :func:`~rashomon.flow.check` (or ``checker``) finds it supported by the article; else ours
    stays. Claims and spans stay in any case. The notes say how many were taken, and why others were
    not; each that was taken has ``rewritten`` set.

    Where no answer comes the reading keeps its own summary, and ``on_error`` is told why (without
    one: logged as a warning).

    Raises :class:`~rashomon.errors.SetupError` where the extra ``llm`` is not installed, and
    :class:`~rashomon.errors.UsageError` for a summary that is rewritten already.
    """
    return next(
        rewrite_many(
            [reading], endpoint=endpoint, annotator=annotator, checker=checker, on_error=on_error
        )
    )


def rewrite_many(
    readings: Iterable[Reading],
    *,
    endpoint: Endpoint,
    annotator: str = DEFAULT_ANNOTATOR,
    checker: Callable[[str, Reading], Check] | None = None,
    on_error: Callable[[ItemError], None] | None = None,
) -> Iterator[Reading]:
    """Each reading as :func:`rewrite` gives it, in their order; with its errors.

    A server that cannot be reached, refuses the key, has no such model or is twice too slow is not
    asked again, and the other readings keep their own summaries.
    """
    from rashomon.rewriting.rewriter import Rewriter

    # Not a generator itself: a missing extra is found before the first article is read.
    rewriter = Rewriter(endpoint, annotator=shared_annotator(annotator))
    holds = checker or _held_against

    def rewritten(reading: Reading) -> Reading:
        return rewriter.rewrite(
            reading,
            checker=lambda text: holds(text, reading),
            on_error=partial(report, on_error=on_error),
        )

    return map(rewritten, readings)


def _held_against(text: str, reading: Reading) -> Check:
    return check(text, against=[reading])
