"""The types of ``check``: a summary's sentences, what the articles say to each, and its faults."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from rashomon.model import MadeBy
from rashomon.spans import Span, check_spans

Verdict = Literal["supported", "not found", "contradicted"]
FaultKind = Literal[
    "attribution lost", "wrong speaker", "hedge lost", "negation lost", "number changed",
    "quotation altered", "people merged",
]  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Quoted:
    """Exact words of one article: where they stand (code points of its text), and the words."""

    article: str
    span: Span
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """One thing a sentence of the summary does to what the articles say.

    ``span`` are the summary's words at fault (code points of :attr:`Check.summary`), ``passages``
    the articles' words they fall short of: none only where nothing like it is in any article, as
    with an invented quotation.
    """

    kind: FaultKind
    span: Span
    why: str
    passages: tuple[Quoted, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckedSentence:
    """One sentence of a summary, and whether the articles say it.

    ``verdict`` is "supported" only where there is no fault. ``score`` (0 to 1) is how well the
    articles bear the sentence out; ``passages`` are the words it rests on, the best first; ``why``
    says what decided, in words.
    """

    text: str
    span: Span
    verdict: Verdict
    score: float
    why: str
    faults: tuple[Fault, ...] = ()
    passages: tuple[Quoted, ...] = ()

    def __post_init__(self) -> None:
        if not 0.0 <= self.score <= 1.0:
            raise ValueError(f"sentence {self.text!r}: score {self.score} is not within 0..1")
        if self.faults and self.verdict == "supported":
            raise ValueError(f"sentence {self.text!r}: supported, and has a fault")


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """What ``rashomon check --json`` prints: a summary held against articles.

    It says whether the summary keeps what the articles say, never whether that is true.
    ``supported`` is true where every sentence is; ``articles`` are the ids it was held against;
    ``notes`` say what holds for the whole ("the summary is about something else").
    """

    format: Literal["rashomon/1"] = "rashomon/1"
    made_by: MadeBy
    summary: str
    articles: tuple[str, ...]
    supported: bool
    score: float
    sentences: tuple[CheckedSentence, ...]
    notes: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        length = len(self.summary)
        check_spans((s.span for s in self.sentences), length, "summary, sentences")
        check_spans((f.span for s in self.sentences for f in s.faults), length, "summary, faults")
        if not 0.0 <= self.score <= 1.0:
            raise ValueError(f"summary: score {self.score} is not within 0..1")
        known = set(self.articles)
        for sentence in self.sentences:
            quoted = [*sentence.passages, *(p for f in sentence.faults for p in f.passages)]
            for passage in quoted:
                if passage.article not in known:
                    raise ValueError(f"sentence {sentence.text!r}: unknown {passage.article!r}")
