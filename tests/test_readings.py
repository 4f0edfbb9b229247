"""Readings taken from the library are those that would be made."""

from __future__ import annotations

import dataclasses
import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from pages_at import LINES, URL, Web, page

from rashomon import flow
from rashomon.acquiring import Acquirer
from rashomon.annotate import pipeline
from rashomon.cli import cli
from rashomon.model import Article
from rashomon.store.library import Library


@pytest.fixture
def library(tmp_path: Path) -> Path:
    """A library with two versions at one address, and an article of another outlet."""
    path = tmp_path / "library.db"
    rows = tmp_path / "rows.jsonl"
    other = {"id": "r", "url": "https://eastmark.example/1", "text": "\n".join(LINES[:3])}
    rows.write_text(json.dumps(other), encoding="utf-8")
    with Library.open(path) as opened:
        web = Web({URL: page()})
        with Acquirer(library=opened, fetcher=web) as acquirer:
            list(acquirer.add([rows, URL]))
            web.pages[URL] = page(lines=(LINES[0].replace("rock", "reef"), *LINES[1:]))
            list(acquirer.add([URL]))
    return path


def counted(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The ids of the articles that are annotated from here on."""
    made: list[str] = []
    annotate = pipeline.annotate

    def counting(article: Article, *others: Any, **more: Any) -> Any:
        made.append(article.id)
        return annotate(article, *others, **more)

    monkeypatch.setattr(pipeline, "annotate", counting)
    return made


@pytest.mark.parametrize(
    "words",
    [
        ("read", "--json"),
        ("read", "--json", "--time", "15s"),
        ("read", "--json", "--sentences", "2"),
        ("compare", "--json"),
        ("diff", "--json", URL),
    ],
)
def test_output_is_the_same_byte_by_byte_from_the_library_and_nothing_is_read_twice(
    library: Path, words: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    paths = () if words[0] == "diff" else (str(library),)
    plain = () if words[0] != "diff" else ("--library", str(library))
    annotator = ("--annotator", "rules")
    made = counted(monkeypatch)
    bare = CliRunner().invoke(cli, [*words, *paths, *plain, *annotator])
    assert bare.exit_code == 0, bare.output
    kept = [*words, *paths, "--library", str(library), *annotator]
    first = CliRunner().invoke(cli, kept)
    made.clear()
    second = CliRunner().invoke(cli, kept)
    assert made == []
    assert bare.stdout_bytes == first.stdout_bytes == second.stdout_bytes
    assert first.exit_code == second.exit_code == 0


def test_another_length_is_made_from_the_reading_that_is_there(
    library: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (article,) = [a for a in flow.articles([library]) if a.id == "r"]
    flow.read(article, annotator="rules", time_s=15, library=library)
    made = counted(monkeypatch)
    long = flow.read(article, annotator="rules", time_s=180, library=library)
    assert made == []
    assert long == flow.read(article, annotator="rules", time_s=180)


def test_the_same_text_under_another_title_or_language_is_read_again(
    library: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (article,) = [a for a in flow.articles([library]) if a.id == "r"]
    flow.read(article, annotator="rules", library=library)
    made = counted(monkeypatch)
    for other in (
        dataclasses.replace(article, title="Another title"),
        dataclasses.replace(article, language="de"),
    ):
        assert flow.read(other, annotator="rules", library=library).article == other
    assert len(made) == 2


def test_another_version_of_rashomon_reads_again(
    library: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (article,) = [a for a in flow.articles([library]) if a.id == "r"]
    flow.read(article, annotator="rules", library=library)
    for module in ("rashomon.store.library", "rashomon.readings"):
        monkeypatch.setattr(f"{module}.__version__", "99.0.0")
    made = counted(monkeypatch)
    flow.read(article, annotator="rules", library=library)
    assert made == ["r"]


def test_a_damaged_reading_is_made_again(library: Path) -> None:
    (article,) = [a for a in flow.articles([library]) if a.id == "r"]
    first = flow.read(article, annotator="rules", library=library)
    with Library.open(library) as opened:
        opened._run("UPDATE reading SET reading = '{'")
    assert flow.read(article, annotator="rules", library=library) == first
    with Library.open(library) as opened:
        assert opened.reading("r", first.made_by.annotator) is not None


def test_corrections_and_articles_that_were_not_added_leave_no_reading(
    library: Path, tmp_path: Path
) -> None:
    (article,) = [a for a in flow.articles([library]) if a.id == "r"]
    overrides = tmp_path / "fixes.jsonl"
    overrides.write_text("", encoding="utf-8")
    flow.read(article, annotator="rules", overrides=overrides, library=library)
    flow.read("Never added, said the ferry office.\n", annotator="rules", library=library)
    with Library.open(library) as opened:
        assert opened._all("SELECT article_id FROM reading") == []
