"""relate: two sentences in, one relation out, in Python and on the command line."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

import rashomon
from rashomon.errors import ItemError


def run(*words: str, stdin: str = "") -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "rashomon", "relate", *words]
    return subprocess.run(command, input=stdin, capture_output=True, text=True, encoding="utf-8")


def test_bounds_that_overlap_are_compatible_and_the_reason_names_both() -> None:
    found = rashomon.relate(
        "At least 12 people were killed when the ferry sank off Sarn, the mayor said.",
        "Fifteen people were killed when the ferry sank off Sarn.",
    )
    assert (found.relation, found.about) == ("compatible", "number")
    assert "at least 12 and 15" in found.why


def test_what_a_sentence_attributes_is_compared_not_who_said_it() -> None:
    found = rashomon.relate(
        "The army denied that it had shelled the market.",
        "The army shelled the market on Tuesday.",
    )
    assert (found.relation, found.about) == ("contradict", "denial")
    assert 0 < found.confidence <= 1


def test_where_nothing_certain_can_be_said_the_answer_is_unknown() -> None:
    found = rashomon.relate(
        "The driver ran away, according to police.", "Police said the driver fled the scene."
    )
    assert found.relation in {"unknown", "agree"}
    assert found.why


def test_an_empty_sentence_is_an_error_that_names_it() -> None:
    with pytest.raises(ItemError, match="text b"):
        rashomon.relate("The bridge fell.", "  ")


def test_the_command_says_the_relation_in_one_line_and_as_json() -> None:
    two = ("The fire killed six people.", "Six people died in the fire.")
    said = run(*two)
    assert said.returncode == 0, said.stderr
    assert said.stdout.startswith("agree, about number")
    made = json.loads(run(*two, "--json").stdout)
    assert (made["a"], made["b"], made["relation"]) == (*two, "agree")


def test_every_line_of_a_batch_leaves_a_line_and_a_bad_one_says_what_is_wrong(
    tmp_path: Path,
) -> None:
    path = tmp_path / "pairs.jsonl"
    good = json.dumps({"a": "The fire killed six people.", "b": "Six people died in the fire."})
    bad = ['{"a": 3, "b": "The bridge fell."}', "no json", '{"a": "The bridge fell.", "b": " "}']
    lines = [good, "", *bad, good]
    path.write_bytes("\n".join(lines).encode() + b'\n{"a": "caf\xe9", "b": "x"}\n' + good.encode())
    result = run("--batch", str(path))
    assert result.returncode == 1
    made = [json.loads(line) for line in result.stdout.splitlines()]
    assert [row.get("relation") for row in made] == ["agree", *[None] * 3, "agree", None, "agree"]
    failed = [row for row in made if "error" in row]
    assert all(set(row) == {"a", "b", "error"} for row in failed)
    assert [(row["a"], row["b"]) for row in failed] == [
        (None, "The bridge fell."), (None, None), ("The bridge fell.", " "), (None, None),
    ]  # fmt: skip
    for number, row in zip((3, 4, 5, 7), failed, strict=True):
        assert f"line {number}" in row["error"]
        assert row["error"] in result.stderr
    assert "text b" in failed[2]["error"]
    assert "UTF-8" in failed[3]["error"]


@pytest.mark.parametrize("words", [(), ("one",), ("one", "two", "three")])
def test_anything_but_two_sentences_is_wrong_use(words: tuple[str, ...]) -> None:
    result = run(*words)
    assert result.returncode == 2
    assert "two sentences" in result.stderr
