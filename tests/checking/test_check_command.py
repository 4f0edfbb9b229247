"""rashomon check on the command line, and in Python what it takes and refuses."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

import rashomon
from rashomon.codec import decode
from rashomon.errors import UsageError

TEXT = """\
The dam at Torrin leaks, the engineer Ruth Doyle said on Monday.

The council denied that anybody was in danger. Doyle said 30 families had left their houses.
"""
GOOD = "The engineer Ruth Doyle said 30 families had left their houses."
BAD = "The dam at Torrin leaks. Doyle said 13 families had left their houses."


@pytest.fixture
def article(tmp_path: Path) -> str:
    path = tmp_path / "dam.txt"
    path.write_text(TEXT, encoding="utf-8")
    return str(path)


def run(*words: str, stdin: str = "") -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "rashomon", "check", *words]
    return subprocess.run(command, input=stdin, capture_output=True, text=True, encoding="utf-8")


def test_a_supported_summary_ends_with_0_and_shows_its_passage(
    article: str, tmp_path: Path
) -> None:
    summary = tmp_path / "summary.txt"
    summary.write_text(GOOD, encoding="utf-8")
    done = run(str(summary), "--against", article)
    assert done.returncode == 0, done.stderr
    assert "SUPPORTED" in done.stdout
    assert "Doyle said 30 families had left their houses." in done.stdout
    # The title is not told twice.
    assert "the engineer Ruth …])" in " ".join(done.stdout.split())
    assert "not surely" not in done.stdout


def test_a_fault_ends_with_1_and_is_told_in_words(article: str) -> None:
    done = run("--text", BAD, "--against", article)
    assert done.returncode == 1
    assert "attribution lost" in done.stdout
    assert "the article has “30 families”, the summary “13 families”" in done.stdout


def test_json_is_a_check_that_can_be_read_back(article: str) -> None:
    done = run("-", "--against", article, "--json", stdin=BAD)
    assert done.returncode == 1
    found = decode(rashomon.Check, done.stdout)
    assert not found.supported
    assert json.loads(done.stdout)["sentences"][0]["text"] == "The dam at Torrin leaks."


def test_without_articles_or_summary_it_is_a_wrong_use(article: str) -> None:
    for words in (("--text", GOOD), ("--against", article), (article,)):
        done = run(*words)
        assert done.returncode == 2
        assert "--against" in done.stderr


@pytest.mark.parametrize("empty", ["", " \n", "***", "## Summary\n---\n"])
def test_an_empty_summary_is_refused_with_what_to_do(empty: str) -> None:
    with pytest.raises(UsageError, match="holds no words; give"):
        rashomon.check(empty, [TEXT])


def test_no_article_to_hold_it_against_is_refused() -> None:
    with pytest.raises(UsageError, match="no article"):
        rashomon.check(GOOD, [])


def test_texts_paths_articles_and_readings_are_taken(article: str) -> None:
    reading = rashomon.read(TEXT)
    for given in (TEXT, article, Path(article), reading, reading.article):
        assert rashomon.check(GOOD, [given]).supported


def test_a_summary_of_something_else_is_not_found_and_it_is_said_once() -> None:
    other = "Winemakers in Quellby celebrate a record harvest. Prices of grapes doubled in a year."
    found = rashomon.check(other, [TEXT])
    assert {s.verdict for s in found.sentences} == {"not found"}
    assert [note for note in found.notes if "something else" in note]
    assert not any(s.faults for s in found.sentences)


def test_another_language_is_said() -> None:
    summary = (
        "Die Ingenieurin Ruth Doyle sagte am Montag, der Damm bei Torrin sei undicht, und dreißig "
        "Familien hätten deshalb ihre Häuser verlassen müssen, doch der Rat bestritt jede Gefahr."
    )
    found = rashomon.check(summary, [TEXT])
    assert any("another language (de)" in note for note in found.notes)


def test_marks_of_formatting_are_passed_over_and_spans_are_of_the_summary_as_given() -> None:
    summary = (
        "## Summary\n\n**Key points:**\n- **Doyle** said 13 families had left their houses [1].\n"
        "2. The [council](https://torrin.example/a) denied that anybody was in danger.\n\n"
        "[1]: https://torrin.example/b\n"
    )
    found = rashomon.check(summary, [TEXT])
    assert [s.text for s in found.sentences] == [
        "Doyle said 13 families had left their houses.",
        "The council denied that anybody was in danger.",
    ]
    fault = found.sentences[0].faults[0]
    assert fault.kind == "number changed"
    assert fault.span.of(summary) == "13"
    assert found.sentences[1].verdict == "supported"


def test_a_summary_longer_than_the_article_and_one_without_attribution_are_noted() -> None:
    short = "It rained in Torrin.\n\nThe harbour was closed."
    found = rashomon.check("It rained in Torrin. " + "The harbour was closed. " * 3, [short])
    assert any("longer" in note for note in found.notes)
    assert any("attribute nothing" in note for note in found.notes)
    assert found.supported


def test_an_article_in_another_language_is_no_ground_for_supported(
    article: str, tmp_path: Path
) -> None:
    other = tmp_path / "damm.txt"
    told = "Der Bürgermeister sagte, der Damm habe drei Häuser beschädigt. " * 5
    other.write_text(told, encoding="utf-8")
    alone = run("--text", told.replace("drei", "neun"), "--against", str(other))
    assert alone.returncode == 2
    assert "is in another language (de)" in alone.stderr
    assert "SUPPORTED" not in alone.stdout
    beside = run("--text", GOOD, "--against", str(other), "--against", article)
    assert beside.returncode == 1
    assert "is in another language (de)" in beside.stderr
    assert "held against 1 article: 1 supported" in beside.stdout


def test_an_article_too_short_to_tell_its_language_is_taken_to_be_english() -> None:
    short = "The dam leaks, Ruth Doyle said."
    found = rashomon.check("The dam leaks.", [short])
    assert [f.kind for f in found.sentences[0].faults] == ["attribution lost"]


def test_what_is_supported_in_quite_other_words_is_not_told_as_sure() -> None:
    from io import StringIO

    from rich.console import Console

    from rashomon.render.checks import print_check

    found = rashomon.check(GOOD, [TEXT])
    weak = replace(found, sentences=tuple(replace(s, score=0.3) for s in found.sentences))
    for check, said in ((found, False), (weak, True)):
        out = StringIO()
        print_check(Console(file=out, width=200), check, {})
        assert ("not surely (score 0.30)" in out.getvalue()) is said
