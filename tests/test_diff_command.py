from __future__ import annotations

import json
import re
from pathlib import Path

import jsonschema
import pytest
from click.testing import CliRunner, Result

from rashomon import codec
from rashomon.cli import cli
from rashomon.model import Article, Diff
from rashomon.store.library import Library
from rashomon.text import paragraphs

OLD = """The mayor of Tollford, Ida Marn, said on Monday that 47 people may have died.

Police said the captain had fled. The company said the boat was big. “<script>” stood there."""
NEW = """The mayor of Tollford, Ida Marn, said on Monday that 57 people died.

Police said the captain had fled. The company said the boat was large. “<script>” stood there."""


@pytest.fixture
def files(tmp_path: Path) -> tuple[str, str]:
    (tmp_path / "old.txt").write_text(OLD, "utf-8")
    (tmp_path / "new.txt").write_text(NEW, "utf-8")
    return str(tmp_path / "old.txt"), str(tmp_path / "new.txt")


def run(*arguments: str) -> Result:
    return CliRunner().invoke(cli, ["diff", *arguments, "--annotator", "rules"])


def test_the_digest_shows_what_matters_word_by_word(files: tuple[str, str]) -> None:
    done = run(*files)
    assert done.exit_code == 0
    assert "Stealth edit: 1 claim changed without a word about it; 1 claim reworded" in done.output
    assert "[-47-] people [-may have-] died" in done.output
    assert "{+57+} people died" in done.output
    assert "big" not in done.output
    assert "--wording shows it" in done.output


def test_rewordings_are_shown_where_they_are_asked_for(files: tuple[str, str]) -> None:
    done = run(*files, "--wording")
    assert "the boat was [-big-]" in done.output
    assert "the boat was {+large+}" in done.output


def test_a_version_that_did_not_change_says_so(files: tuple[str, str]) -> None:
    done = run(files[0], files[0])
    assert done.exit_code == 0
    assert "Nothing changed" in done.output


def test_json_is_a_diff_that_its_schema_allows(files: tuple[str, str]) -> None:
    done = run(*files, "--json")
    jsonschema.validate(json.loads(done.output), codec.schema("diff"))
    found = codec.decode(Diff, done.output)
    assert found.edit.stealth
    assert codec.encode(found) + "\n" == done.output


def test_the_page_holds_both_texts_and_every_link_leads_somewhere(
    files: tuple[str, str], tmp_path: Path
) -> None:
    page = tmp_path / "page.html"
    done = run(*files, "--html", str(page), "--quiet")
    assert done.exit_code == 0
    html = page.read_text("utf-8")
    assert '<del class="gone">47</del>' in html
    assert '<ins class="new">57</ins>' in html
    assert "&lt;script&gt;" in html
    ids = re.findall(r'id="([^"]+)"', html)
    assert len(ids) == len(set(ids))
    assert set(re.findall(r'href="#([^"]+)"', html)) <= set(ids)


URL = "https://tollford.example/ferry"


def kept(path: Path, *texts: str) -> str:
    with Library.open(path) as library:
        for n, text in enumerate(texts):
            library.put(
                Article(
                    id=f"v{n}", url=URL, text=text, language="en", paragraphs=paragraphs(text),
                    captured=f"2031-05-0{n + 1}T10:00:00Z",
                ),
                capture=None,
            )  # fmt: skip
    return str(path)


def test_of_an_address_the_last_two_versions_in_the_library_are_shown(tmp_path: Path) -> None:
    library = kept(tmp_path / "l.db", OLD.replace("47", "37"), OLD, NEW)
    done = run(URL, "--library", library)
    assert done.exit_code == 0, done.output
    assert "captured 2 May 2031, 10:00 UTC → captured 3 May 2031, 10:00 UTC" in done.output
    assert "[-47-]" in done.output
    assert "[-37-]" not in done.output


def test_with_all_every_step_is_shown(tmp_path: Path) -> None:
    library = kept(tmp_path / "l.db", OLD.replace("47", "37"), OLD, NEW)
    done = run(URL + "?utm_source=letter", "--library", library, "--all", "--json")
    steps = [codec.decode(Diff, line).edit for line in done.output.splitlines()]
    assert [(s.before, s.after) for s in steps] == [("v0", "v1"), ("v1", "v2")]


@pytest.mark.parametrize(("texts", "have"), [((), "no version"), ((OLD,), "one version")])
def test_an_address_without_two_versions_says_what_to_do(
    tmp_path: Path, texts: tuple[str, ...], have: str
) -> None:
    done = run(URL, "--library", kept(tmp_path / "l.db", *texts))
    assert f"holds {have} of it" in str(done.exception)
    assert "rashomon add" in str(done.exception)


def test_a_library_that_is_not_there_is_not_made(tmp_path: Path) -> None:
    done = run(URL, "--library", str(tmp_path / "none.db"))
    assert done.exit_code != 0
    assert not (tmp_path / "none.db").exists()


def test_texts_that_are_no_versions_of_one_article_are_said_to_look_so(
    files: tuple[str, str], tmp_path: Path
) -> None:
    other = tmp_path / "other.txt"
    other.write_text("A dog that can count to nine won the contest of Ostrand.", "utf-8")
    assert "little in common" in run(files[0], str(other)).output
    assert "little in common" not in run(*files).output


def test_one_file_is_wrong_use(files: tuple[str, str]) -> None:
    done = run(files[0])
    assert done.exit_code != 0
    assert "is no address" in str(done.exception)


def test_all_is_for_an_address(files: tuple[str, str]) -> None:
    assert "--all" in str(run(*files, "--all").exception)
