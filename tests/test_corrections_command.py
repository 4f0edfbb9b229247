"""Corrections on the command line."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

import pytest
from correcting import EXAMPLES, GOOD, TEXT, about, bridge

import rashomon
from rashomon import flow
from rashomon.errors import UsageError
from rashomon.model import (
    Claim,
    Reading,
)
from rashomon.text import quote


def run(*words: str, stdin: str = "") -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "rashomon", *words],
        input=stdin, capture_output=True, text=True, encoding="utf-8", timeout=300, check=False,
    )  # fmt: skip


@pytest.fixture(scope="module")
def news(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("news") / "news.jsonl"
    row = {"id": "bridge", "outlet": "Daily B", "text": TEXT, "language": "en"}
    path.write_text(json.dumps(row), encoding="utf-8")
    return path


def test_the_command_prints_a_line_that_the_other_commands_take(news: Path, tmp_path: Path) -> None:
    made = run("correct", str(news), "--words", "the road was OPEN", "--by", "N. N.")
    assert made.returncode == 0, made.stderr
    path = tmp_path / "c.jsonl"
    path.write_text(made.stdout, encoding="utf-8")
    before, after = (
        run("read", "--json", str(news), *more) for more in ((), ("--overrides", str(path)))
    )
    assert (after.returncode, after.stderr) == (0, "")
    reading = json.loads(after.stdout)
    assert len(reading["claims"]) == len(json.loads(before.stdout)["claims"]) - 1
    assert reading["corrections"][0]["by"] == "N. N."
    assert str(tmp_path) not in after.stdout
    again = run("read", "--json", str(news), "--overrides", str(path))
    assert again.stdout == after.stdout
    path.write_text("", encoding="utf-8")
    undone = json.loads(run("read", "--json", str(news), "--overrides", str(path)).stdout)
    was = json.loads(before.stdout)
    assert {**undone, "made_by": 0} == {**was, "made_by": 0}


def test_a_digest_shows_what_was_corrected(news: Path, tmp_path: Path) -> None:
    path = tmp_path / "c.jsonl"
    row = about("speaker", exact="the road was open", name="Harrow Council", type="office")
    path.write_text(json.dumps(row), encoding="utf-8")
    for command in ("read", "compare"):
        done = run(command, str(news), "--overrides", str(path))
        assert done.returncode == 0, done.stderr
        assert "is Harrow Council, not" in done.stdout
        assert "(c.jsonl, line 1)" in done.stdout


@pytest.mark.parametrize("command", ["read", "compare"])
def test_a_correction_that_does_not_fit_ends_with_one_and_a_broken_file_with_two(
    command: str, news: Path, tmp_path: Path
) -> None:
    path = tmp_path / "c.jsonl"
    path.write_text(json.dumps(about("not a claim", exact="the road was shut")) + "\n" + GOOD)
    orphaned = run(command, "--json", str(news), "--overrides", str(path))
    assert orphaned.returncode == 1
    assert "c.jsonl, line 1" in orphaned.stderr
    assert json.loads(orphaned.stdout.splitlines()[0])["format"] == "rashomon/1"
    path.write_text("{")
    for bad in (path, tmp_path / "none.jsonl"):
        refused = run(command, "--json", str(news), "--overrides", str(bad))
        assert (refused.returncode, refused.stdout) == (2, "")
        assert bad.name in refused.stderr


@pytest.mark.parametrize(
    ("keys", "says"),
    [
        ({"words": "no such words"}, "no claim"),
        ({"words": "the"}, "3 claims hold"),
        ({"words": "the"}, "in article bridge; give more words"),
        ({"words": "the road was open", "speaker": "Ida", "type_": "mouse"}, '"person"'),
        ({"words": "the road was open", "speaker": "Nobody Known"}, 'give its "type"'),
        ({"words": "the road was open", "type_": "person"}, "speaker's name"),
        ({"words": "the road was open", "speaker": "Ida", "commitment": "denies"}, "two"),
    ],
)
def test_a_line_that_cannot_be_made_is_wrong_use(keys: dict[str, str], says: str) -> None:
    with pytest.raises(UsageError, match=says):
        flow.correction([bridge()], **keys)


def test_the_command_ends_with_two_where_no_line_can_be_made(news: Path) -> None:
    done = run("correct", str(news), "--words", "the road was open", "--article", "ferry")
    assert (done.returncode, done.stdout) == (2, "")
    assert "no claim of these articles" in done.stderr


def test_every_claim_of_the_examples_can_be_named_or_is_said_to_be_ambiguous() -> None:
    from rashomon.annotate.anchored import anchored
    from rashomon.annotate.corrected import fitting

    named: Iterable[tuple[Reading, Claim]] = [
        (reading, claim)
        for reading in (rashomon.read(a, annotator="rules") for a in rashomon.articles([EXAMPLES]))
        for claim in reading.claims
    ]
    for reading, claim in named:
        made = anchored(reading, claim, {"kind": "not a claim"})
        assert made is not None, quote(reading.article.text, claim.content)
        assert fitting(reading, made) == (claim.id,)
        if claim.source:
            made = anchored(reading, claim, {"kind": "speaker", "name": "N. N."})
            assert made is not None
            assert claim.id in fitting(reading, made)
