"""The documentation says what is so: its commands run, its references are current."""

from __future__ import annotations

import os
import re
import runpy
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click
import pytest

from rashomon.cli import cli

ROOT = Path(__file__).resolve().parents[1]
DOCS = ROOT / "docs"
EXAMPLES = ROOT / "examples"

BLOCK = re.compile(r"^```(\S+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def blocks(page: Path, language: str) -> list[str]:
    return [
        code for name, code in BLOCK.findall(page.read_text(encoding="utf-8")) if name == language
    ]


def environment() -> dict[str, str]:
    """The tests' own interpreter first on PATH, so that "rashomon" and "python" are ours."""
    return {
        **os.environ,
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
        "PYTHONWARNINGS": "",
        "COLUMNS": "100",
    }


def run_shell(code: str, folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["bash", "-euo", "pipefail", "-c", code],
        cwd=folder, env=environment(), capture_output=True, text=True, timeout=300, check=False,
        stdin=subprocess.DEVNULL,
    )  # fmt: skip


def run_python(code: str, folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", code],
        cwd=folder, env=environment(), capture_output=True, text=True, timeout=300, check=False,
        stdin=subprocess.DEVNULL,
    )  # fmt: skip


@pytest.fixture(scope="module")
def beside_examples(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the examples in it and nothing of the source."""
    folder = tmp_path_factory.mktemp("tutorial")
    shutil.copytree(EXAMPLES, folder / "examples")
    return folder


@pytest.mark.parametrize("code", blocks(DOCS / "tutorial.md", "sh"), ids=lambda c: c.split()[1])
def test_every_command_of_the_tutorial_runs(code: str, beside_examples: Path) -> None:
    done = run_shell(code, beside_examples)
    assert done.returncode == 0, done.stderr
    assert "Traceback" not in done.stderr
    assert done.stdout.strip() or " > " in code


@pytest.mark.parametrize("code", blocks(DOCS / "tutorial.md", "python"))
def test_the_python_of_the_tutorial_runs(code: str, beside_examples: Path) -> None:
    done = run_python(code, beside_examples)
    assert done.returncode == 0, done.stderr
    assert "relations" in done.stdout


def test_the_tutorial_has_commands_to_run() -> None:
    assert len(blocks(DOCS / "tutorial.md", "sh")) >= 5
    assert blocks(DOCS / "tutorial.md", "python")


def test_every_line_of_the_guide_to_corrections_is_so(beside_examples: Path) -> None:
    guide = DOCS / "corrections.md"
    *made, compared = blocks(guide, "sh")
    for code in made:
        done = run_shell(code, beside_examples)
        assert done.returncode == 0, done.stderr
    (shown,) = blocks(guide, "json")
    assert (beside_examples / "corrections.jsonl").read_text(encoding="utf-8") == shown
    done = run_shell(compared, beside_examples)
    assert (done.returncode, done.stderr) == (0, "Page: comparison.html\n")
    _, before, after = blocks(guide, "text")
    for row in after.splitlines():
        assert f"  {row}\n" in done.stdout
    # One of the five is listed for each article and once across them.
    assert {f"corrections.jsonl, line {n}" in done.stdout for n in range(1, 6)} == {True}
    first = run_shell("rashomon read examples/il-76-belgorod/articles.jsonl", beside_examples)
    assert before.strip() in first.stdout
    (code,) = blocks(guide, "python")
    done = run_python(code, beside_examples)
    assert done.returncode == 0, done.stderr
    assert "agency-a-0124 not a claim: “what had happened” by N. N." in done.stdout


@pytest.fixture
def beside_own_articles(tmp_path: Path) -> Path:
    """A folder as the README takes it: a saved page and some articles."""
    shutil.copy(EXAMPLES / "il-76-belgorod" / "page.html", tmp_path)
    shutil.copy(EXAMPLES / "il-76-belgorod" / "articles.jsonl", tmp_path)
    return tmp_path


def test_the_commands_of_the_readme_run(beside_own_articles: Path) -> None:
    (code,) = blocks(ROOT / "README.md", "sh")
    done = run_shell(code, beside_own_articles)
    assert done.returncode == 0, done.stderr
    assert "</html>" in (beside_own_articles / "comparison.html").read_text(encoding="utf-8")


def test_the_python_of_the_readme_runs(beside_own_articles: Path) -> None:
    (code,) = blocks(ROOT / "README.md", "python")
    done = run_python(f"import rashomon\n{code}\nprint(len(events))", beside_own_articles)
    assert done.returncode == 0, done.stderr
    assert int(done.stdout) >= 1


def test_the_annotator_of_the_documentation_finds_claims() -> None:
    from rashomon.model import Article
    from rashomon.parse import parse
    from rashomon.text import paragraphs, quote

    code = blocks(DOCS / "extend" / "annotator.md", "python")[0]
    names: dict[str, Any] = {}
    exec(compile(code, "annotator.md", "exec", dont_inherit=True), names)
    text = "The bridge is closed, according to the mayor of Port Velle. Nobody knows why."
    article = Article(id="a", text=text, paragraphs=paragraphs(text), language="en")
    annotator = names["AccordingTo"]()
    (found,) = annotator.find(article, parse(article))
    assert quote(text, found.source) == "the mayor of Port Velle"
    assert quote(text, found.cue) == "according to"
    assert quote(text, found.content).startswith("The bridge is closed")


def commands(command: click.Command, path: str) -> Iterator[tuple[str, click.Command]]:
    yield path, command
    if isinstance(command, click.Group):
        for name, child in command.commands.items():
            yield from commands(child, f"{path} {name}")


@pytest.mark.parametrize(("path", "command"), list(commands(cli, "rashomon")))
def test_every_command_and_option_has_help_and_stands_in_the_docs(
    path: str, command: click.Command
) -> None:
    assert command.help
    reference = (DOCS / "cli.md").read_text(encoding="utf-8")
    assert f"## {path}\n" in reference
    for option in command.params:
        if isinstance(option, click.Option):
            assert option.help, f"{path} {option.name} has no help"
            assert option.opts[-1] in reference


def test_the_cli_reference_is_what_the_commands_say() -> None:
    made = runpy.run_path(str(DOCS / "make_cli_reference.py"))
    assert made["main"](["--check"]) == 0, "type: make references"


def test_the_switch_that_rewrites_the_references_is_off_without_its_word(
    capsys: pytest.CaptureFixture[str],
) -> None:
    for script in ("make_cli_reference.py", "make_schemas.py"):
        assert runpy.run_path(str(DOCS / script))["main"]([]) == 2
        assert "--write" in capsys.readouterr().err


def test_every_page_of_the_documentation_is_listed() -> None:
    index = (DOCS / "index.md").read_text(encoding="utf-8")
    for page in DOCS.rglob("*.md"):
        name = page.relative_to(DOCS).with_suffix("").as_posix()
        if name != "index" and not name.startswith("_build"):
            assert re.search(rf"^{re.escape(name)}$", index, re.MULTILINE), f"{name} is not listed"


@pytest.mark.skipif(not (ROOT / "src").is_dir(), reason="the source is not here")
@pytest.mark.parametrize("page", ["README.md", "CONTRIBUTING.md"])
def test_the_files_that_the_project_names_exist(page: str) -> None:
    text = (ROOT / page).read_text(encoding="utf-8")
    named = re.findall(r"`((?:docs|examples|requirements|\.ci|src)[\w./-]*)`", text)
    assert named
    for name in named:
        assert (ROOT / name).exists(), name


def test_the_version_has_an_entry_in_the_changelog() -> None:
    with (ROOT / "pyproject.toml").open("rb") as file:
        version = tomllib.load(file)["project"]["version"]
    changelog = ROOT / "CHANGELOG.md"
    assert f"## {version}" in changelog.read_text(encoding="utf-8")


def test_the_exporter_of_the_documentation_writes_a_line_for_each_claim() -> None:
    import csv

    from rashomon.model import Article, Claim, MadeBy, Reading, Span, Speaker

    names: dict[str, Any] = {}
    code = blocks(DOCS / "extend" / "exporter.md", "python")[0]
    exec(compile(code, "exporter.md", "exec", dont_inherit=True), names)
    text = "The mayor said the bridge was safe, or so."
    reading = Reading(
        made_by=MadeBy(rashomon="0", annotator="by hand", text_sha256=""),
        article=Article(id="a", text=text),
        claims=(
            Claim(
                id="c1",
                source=(Span(0, 9),),
                cue=(Span(10, 14),),
                content=(Span(15, 41),),
                kind="indirect",
                speaker="s1",
            ),
        ),
        speakers=(Speaker(id="s1", name="the mayor", type="office"),),
    )
    header, line = csv.reader(names["ledger_csv"](reading).splitlines())
    row = dict(zip(header, line, strict=True))
    assert row["speaker"] == "the mayor"
    assert row["content"] == "the bridge was safe, or so"
    assert text[int(row["start"]) : int(row["end"])] == row["content"]


@pytest.mark.skipif(not (ROOT / "src").is_dir(), reason="the source is not here")
def test_the_parts_of_the_page_that_the_tutorial_explains_are_those_of_the_page() -> None:
    tutorial = (DOCS / "tutorial.md").read_text(encoding="utf-8")
    section = tutorial.partition("## 5.")[2].partition("## 6.")[0]
    parts = re.findall(r"^(\S.*)\n: ", section, re.MULTILINE)
    assert len(parts) >= 10
    source = " ".join(
        path.read_text(encoding="utf-8")
        for path in (ROOT / "src" / "rashomon" / "render").rglob("*")
        if path.suffix in {".py", ".j2"}
    )
    for part in parts:
        words = part.removeprefix("The articles ")
        assert words in source, f"the page has no part called {part!r}"
