"""The key of planted faults is whole, and its benchmark counts what a check says and no more."""

from __future__ import annotations

import hashlib
import os
import sys
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest

import rashomon
from rashomon.model import Article

ROOT = Path(__file__).resolve().parent.parent
SHARED = Path(os.environ.get("RASHOMON_SHARED", ROOT.parent / "shared"))

sys.path.insert(0, str(ROOT / "benchmarks"))
try:
    import faults
finally:
    sys.path.pop(0)

BRIDGE = (
    "The bridge of Port Velle will close on Monday, harbour master Olga Brandt said.\n\n"
    'Brandt called the piers "worn but not dangerous" and denied that money was short. '
    '"We may open again in May," she said.\n\n'
    "Councillor Ivo Lund put the cost at 40 million crowns."
)
DAM = 'The dam at Lower Kess is safe, minister Ada Roth said. "Nobody need move away," she said.'
TEXTS = {"bridge": BRIDGE, "dam": DAM}
PIERS = BRIDGE.index("worn but")
CALM = DAM.index("Nobody")


def row(name: str, article: str, *sentences: str, **more: Any) -> faults.Row:
    digest = hashlib.sha256(TEXTS[article].encode()).hexdigest()[:12]
    given: dict[str, Any] = {"part": "tune", "kind": None, "sentence": None, "clean": None, **more}
    made = {"id": name, "file": "made.jsonl", "article": article, "text_sha256": digest}
    return faults.Row(**made, sentences=sentences, **given)


CLOSING = "The bridge at Port Velle is to close on Monday, said Olga Brandt."
COST = "Ivo Lund, a councillor, expects it to cost 40 million crowns."
WORN = f"She called the piers {{quote {PIERS}:{PIERS + 22}}}."
KEY = [
    row("r1", "bridge", CLOSING, COST),
    row("r2", "bridge", CLOSING, WORN),
    row("r3", "bridge", CLOSING, "It will cost 40 million crowns.",
        kind="attribution lost", sentence=2, clean=COST),
    row("r4", "bridge", CLOSING,
        f"She called the piers {{quote {PIERS}:{PIERS + 22} | {PIERS}:{PIERS + 4} = rusty}}.",
        kind="quotation altered", sentence=2, clean=WORN),
    row("r5", "dam", "Ada Roth says the dam holds.", "It is at Lower Kess.", part="report"),
    row("r6", "dam", "Ada Roth says the dam does not hold.", "It is at Lower Kess.",
        part="report", kind="negation lost", sentence=1, clean="Ada Roth says the dam holds."),
]  # fmt: skip


@dataclass(frozen=True)
class Fault:
    kind: str
    why: str = "because"


@dataclass(frozen=True)
class Sentence:
    text: str
    verdict: str = "supported"
    faults: tuple[Fault, ...] = ()


@dataclass(frozen=True)
class Check:
    sentences: tuple[Sentence, ...]


def told(kinds_of: Callable[[str], tuple[str, ...]], verdict: str = "supported") -> faults.Checker:
    """A check that cuts after full stops and says of each sentence what ``kinds_of`` says."""

    def check(summary: str, article: str) -> Check:
        pieces = [f"{piece.strip('. ')}." for piece in summary.split(". ")]
        return Check(tuple(Sentence(p, verdict, tuple(map(Fault, kinds_of(p)))) for p in pieces))

    return check


def all_right(sentence: str) -> tuple[str, ...]:
    known = {
        "It will cost 40 million crowns.": "attribution lost",
        "She called the piers “rusty but not dangerous”.": "quotation altered",
        "Ada Roth says the dam does not hold.": "negation lost",
    }
    return (known[sentence],) if sentence in known else ()


def scored(check: faults.Checker) -> tuple[dict[str, faults.Score], list[str]]:
    notes: list[str] = []
    return faults.score(KEY, check, TEXTS, notes.append), notes


def test_quotations_are_taken_from_the_article_or_altered_as_told() -> None:
    quote = f"{{quote {PIERS}:{PIERS + 22}"
    assert faults.resolve(f"She said {quote}}}.", BRIDGE) == "She said “worn but not dangerous”."
    changed = f"{quote} | {PIERS + 9}:{PIERS + 12} = yet}}"
    assert faults.resolve(changed, BRIDGE) == "“worn but yet dangerous”"
    dropped = f"{quote} | {PIERS + 9}:{PIERS + 13} = }}"
    assert faults.resolve(dropped, BRIDGE) == "“worn but dangerous”"
    assert faults.resolve("It is {marks | quite safe}.", BRIDGE) == "It is “quite safe”."
    assert [faults.altered(one) for one in (f"{quote}}}", changed, "{marks | x}")] == [0, 1, 1]


@pytest.mark.parametrize(
    ("words", "quoted"),
    [("worn but", True), ("not dangerous", True), ("We may open", True), ("denied that", False),
     ("harbour master", False), ('dangerous" and', False)],
)  # fmt: skip
def test_words_count_as_quoted_inside_one_pair_of_marks(words: str, quoted: bool) -> None:
    start = BRIDGE.index(words)
    assert faults.is_quoted(BRIDGE, start, start + len(words)) is quoted


def test_curly_marks_and_a_quotation_after_an_unclosed_one_count_as_well() -> None:
    curly = "He said “all is well” and left."
    assert faults.is_quoted(curly, curly.index("all"), curly.index("”"))
    assert not faults.is_quoted(curly, curly.index("left"), curly.index("left") + 4)
    unclosed = 'He said "it rained. Then "a flood" came.'
    assert faults.is_quoted(unclosed, unclosed.index("a flood"), unclosed.index('" came'))


def test_a_check_that_is_right_finds_all_and_accuses_nobody() -> None:
    scores, notes = scored(told(all_right))
    assert [scores[part].recall for part in faults.PARTS] == [100, 100]
    tune = scores["tune"]
    assert tune.faults == {"attribution lost": 1, "quotation altered": 1}
    assert (tune.summaries, tune.sentences, tune.beside) == (2, 4, 2)
    assert tune.sentences_accused == tune.summaries_accused == tune.beside_accused == 0
    assert tune.verdicts == {"supported": 4}
    assert notes == []


def test_a_check_that_says_nothing_finds_nothing() -> None:
    scores, notes = scored(told(lambda _: (), verdict="not found"))
    assert [scores[part].recall for part in faults.PARTS] == [0, 0]
    assert sum(one.noticed.total() for one in scores.values()) == 0
    assert scores["tune"].verdicts == {"not found": 4}
    assert [note.split(" in ")[0] for note in notes] == [
        "missed attribution lost", "missed quotation altered",
    ]  # fmt: skip


def test_the_wrong_kind_is_noticed_and_not_found() -> None:
    scores, notes = scored(told(lambda _: ("hedge lost",)))
    assert scores["tune"].recall == 0
    assert scores["tune"].noticed.total() == 2
    assert scores["report"].instead == {("negation lost", "hedge lost"): 1}
    assert scores["tune"].alarms == {"hedge lost": 4}
    assert scores["tune"].summaries_accused == scores["tune"].beside_accused == 2
    assert not any("Roth" in note for note in notes), "the report part is not shown"


def test_one_accused_sentence_accuses_its_summary_once() -> None:
    accused = "Ivo Lund, a councillor, expects it to cost 40 million crowns."
    scores, _ = scored(told(lambda s: ("number changed",) * 2 if s == accused else ()))
    tune = scores["tune"]
    assert (tune.sentences_accused, tune.summaries_accused, tune.beside_accused) == (1, 1, 0)
    assert tune.alarms == {"number changed": 1}


def test_a_check_may_cut_otherwise_than_the_key() -> None:
    sentences = ["Brandt said so; Lund did not.", "Nobody  came."]
    cut = Check((Sentence("Brandt said so;"), Sentence("Lund did not."), Sentence("Nobody came.")))
    assert [len(said) for said in faults.by_sentence(sentences, cut)] == [2, 1]
    joined = Check((Sentence("Brandt said so; Lund did not. Nobody came."),))
    assert [len(said) for said in faults.by_sentence(sentences, joined)] == [1, 1]
    assert faults.by_sentence(sentences, Check(())) == [[], []]


def test_sentences_alike_are_told_apart_by_their_order() -> None:
    twice = Check((Sentence("It rained."), Sentence("It rained.", faults=(Fault("hedge lost"),))))
    first, second = faults.by_sentence(["It rained.", "It rained."], twice)
    assert (first[0].faults, second[0].faults[0].kind) == ((), "hedge lost")


def test_a_sentence_that_the_summary_has_not_is_an_error() -> None:
    with pytest.raises(ValueError, match="It snowed"):
        faults.by_sentence(["It rained."], Check((Sentence("It snowed."),)))


def test_a_sound_key_has_no_problems() -> None:
    assert [*faults.problems(KEY), *faults.misfits(KEY, TEXTS)] == []


@pytest.mark.parametrize(
    ("which", "change", "said"),
    [
        (0, {"id": "r2"}, "2 rows have this id"),
        (0, {"part": "report"}, "elsewhere"),
        (0, {"sentences": (CLOSING,)}, "1 sentences"),
        (0, {"sentences": (CLOSING, "It is {quote 3}.")}, "cannot be read"),
        (0, {"sentence": 1}, "faithful summary with a faulty"),
        (0, {"sentences": (CLOSING, "It is {marks | old}.")}, "1 altered quotations"),
        (2, {"kind": "typo"}, "allowed: attribution lost"),
        (2, {"sentence": 3}, "sentence 3, of 2"),
        (2, {"clean": None}, "has no clean one"),
        (2, {"sentences": (CLOSING, WORN)}, "stands in the key as clean"),
        (2, {"sentences": ("It is raining.", "It will cost 40 million crowns.")}, "neither as"),
        (3, {"kind": "hedge lost"}, "1 altered quotations"),
        (2, {"kind": "quotation altered"}, "0 altered quotations"),
    ],
)
def test_what_is_wrong_with_a_row_is_named(which: int, change: dict[str, Any], said: str) -> None:
    key = [replace(one, **change) if n == which else one for n, one in enumerate(KEY)]
    assert any(said in problem for problem in faults.problems(key))


@pytest.mark.parametrize(
    ("which", "change", "said"),
    [
        (0, {"article": "tower"}, "article tower is not in made.jsonl"),
        (0, {"text_sha256": "0" * 12}, "another text"),
        (0, {"sentences": (CLOSING, "It is {quote 0:10}.")}, "0:10 is not inside"),
        (0, {"clean": "It is {quote 0:9999}."}, "0:9999 is not inside"),
        (3, {"sentences": (f"{{quote {PIERS}:{PIERS + 4} | {PIERS}:{PIERS + 9} = x}}",)},
         "outside the quotation"),
    ],
)  # fmt: skip
def test_where_the_key_does_not_fit_the_data_is_named(
    which: int, change: dict[str, Any], said: str
) -> None:
    key = [replace(one, **change) if n == which else one for n, one in enumerate(KEY)]
    assert any(said in problem for problem in faults.misfits(key, TEXTS))


def test_each_article_is_read_once_and_its_reading_given(monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[str] = []

    def reading(article: Article, *, annotator: str) -> str:
        read.append(article.id)
        return f"{annotator} reading of {article.id}, {len(article.paragraphs)} paragraphs"

    def check(summary: str, against: list[str]) -> Check:
        return Check(tuple(Sentence(f"{summary} {one}") for one in against))

    monkeypatch.setattr(faults, "texts", lambda: TEXTS)
    monkeypatch.setattr(faults, "rows", lambda: KEY)
    monkeypatch.setattr(rashomon, "read", reading)
    monkeypatch.setattr(rashomon, "check", check, raising=False)
    checked = faults.checker("rules")
    checked("So.", "dam")
    (sentence,) = checked("So.", "bridge").sentences
    assert sentence.text == "So. rules reading of bridge, 3 paragraphs"
    assert sorted(read) == ["bridge", "dam"]


def test_the_table_has_a_line_for_every_kind_and_the_sums() -> None:
    lines = "\n".join(faults.table(scored(told(all_right))[0])).splitlines()
    assert sum(line.startswith(f"| {kind} |") for line in lines for kind in faults.KINDS) == 7
    assert "| all | 2 of 2 (100.0%) | 2 | 1 of 1 (100.0%) | 1 |" in lines
    assert "| faithful sentences with a fault | 0 of 4 (0.0%) | 0 of 2 (0.0%) |" in lines


def test_the_key_holds_thirty_of_each_kind_half_of_them_to_tune_on() -> None:
    key = faults.rows()
    assert list(faults.problems(key)) == []
    counts = Counter((one.part, one.kind) for one in key)
    assert all(counts[part, kind] == 15 for part in faults.PARTS for kind in faults.KINDS)
    assert all(counts[part, None] >= 50 for part in faults.PARTS)
    assert len({one.article for one in key}) >= 60


def test_the_key_fits_the_shared_data() -> None:
    if not all(path.is_file() for path in faults.FILES.values()):
        pytest.skip(f"no shared data at {SHARED}; set RASHOMON_SHARED to its folder")
    assert list(faults.misfits(faults.rows(), faults.texts())) == []
