"""The published JSON Schemas are current, and what the program prints is valid against them."""

from __future__ import annotations

import json
import runpy
import subprocess
import sys
from importlib.resources import files
from pathlib import Path
from typing import Any

import jsonschema
import pytest

import rashomon
from rashomon import codec
from rashomon.checked import Check
from rashomon.model import Comparison, Grouping, Reading

ROOT = Path(__file__).resolve().parents[1]
EXAMPLES = str(ROOT / "examples")
NAMES = ("reading", "grouping", "comparison", "check", "diff", "correction")


def schema(name: str) -> dict[str, Any]:
    text = files("rashomon").joinpath("schemas", f"{name}.schema.json").read_text("utf-8")
    read: dict[str, Any] = json.loads(text)
    return read


def validator(name: str) -> jsonschema.Draft202012Validator:
    return jsonschema.Draft202012Validator(schema(name))


def printed(*arguments: str) -> list[str]:
    done = subprocess.run(
        [sys.executable, "-m", "rashomon", *arguments, "--json"],
        capture_output=True, text=True, timeout=300, check=False, stdin=subprocess.DEVNULL,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return done.stdout.splitlines()


@pytest.mark.parametrize("name", NAMES)
def test_a_schema_is_a_valid_schema(name: str) -> None:
    jsonschema.Draft202012Validator.check_schema(schema(name))


@pytest.mark.skipif(not (ROOT / "src").is_dir(), reason="the source is not here")
def test_the_schemas_are_what_the_types_say() -> None:
    made = runpy.run_path(str(ROOT / "docs" / "make_schemas.py"))
    assert made["main"](["--check"]) == 0, "type: make references"


@pytest.mark.parametrize("name", NAMES)
def test_the_published_schema_is_the_one_of_the_codec(name: str) -> None:
    assert schema(name) == codec.schema(name)


@pytest.mark.parametrize("name", NAMES)
def test_an_empty_object_is_not_valid(name: str) -> None:
    assert not validator(name).is_valid({})


def test_readings_of_the_examples_are_valid_and_round_trip() -> None:
    lines = printed("read", EXAMPLES)
    assert len(lines) == 10
    check = validator("reading")
    for line in lines:
        check.validate(json.loads(line))
        assert codec.encode(codec.decode(Reading, line)) == line


def test_a_grouping_of_the_examples_is_valid() -> None:
    (line,) = printed("group", EXAMPLES)
    validator("grouping").validate(json.loads(line))
    assert codec.encode(codec.decode(Grouping, line)) == line


def test_a_check_of_the_examples_is_valid_and_round_trips() -> None:
    readings = list(rashomon.read_many([EXAMPLES]))
    said = "The plane was carrying 65 captives. Nobody in Belgorod called it “a clear day”."
    found = rashomon.check(said, readings)
    assert any(s.faults for s in found.sentences)
    line = codec.encode(found)
    validator("check").validate(json.loads(line))
    assert codec.decode(Check, line) == found


@pytest.fixture(scope="module")
def comparison() -> dict[str, Any]:
    (line,) = printed("compare", EXAMPLES)
    read: dict[str, Any] = json.loads(line)
    return read


def test_a_comparison_of_the_examples_is_valid(comparison: dict[str, Any]) -> None:
    assert not list(validator("comparison").iter_errors(comparison))
    decoded = codec.decode(Comparison, json.dumps(comparison))
    assert json.loads(codec.encode(decoded)) == comparison


def test_every_key_of_the_design_stands_in_a_comparison(comparison: dict[str, Any]) -> None:
    assert {"format", "made_by", "articles", "speakers", "events"} <= set(comparison)
    for event in comparison["events"]:
        assert {
            "id", "title", "articles", "why", "statements", "questions", "relations", "accounts",
            "origins", "lost_attribution", "not_heard", "timeline", "summary",
        } <= set(event)  # fmt: skip


@pytest.mark.parametrize(
    ("change", "where"),
    [
        (lambda c: c.update(format="rashomon/9"), "format"),
        (lambda c: c["events"][0].pop("statements"), "statements"),
        (lambda c: c["events"][0]["statements"][0].update(outlets="two"), "outlets"),
    ],
    ids=["another format", "a missing key", "a word for a number"],
)
def test_what_the_format_does_not_allow_is_refused(
    comparison: dict[str, Any], change: Any, where: str
) -> None:
    spoilt = json.loads(json.dumps(comparison))
    change(spoilt)
    errors = [
        error.message + str(list(error.path))
        for error in validator("comparison").iter_errors(spoilt)
    ]
    assert any(where in error for error in errors)
