"""What comes out of the bundled articles, word for word, as a person checked it.

After a change that is meant to change it: pytest tests/test_golden.py --rewrite-golden, read the
difference in git line by line, and commit it with the change.
"""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest
from rich.console import Console

import rashomon
from rashomon.codec import encode
from rashomon.render.terminal import print_comparison, print_events, print_reading

ROOT = Path(__file__).resolve().parent.parent
EXAMPLES = ROOT / "examples"
GOLDEN = Path(__file__).resolve().parent / "golden"


def console() -> Console:
    return Console(file=io.StringIO(), highlight=False, emoji=False, markup=False, width=10_000)


def written(screen: Console) -> str:
    assert isinstance(screen.file, io.StringIO)
    return screen.file.getvalue()


def digest_of_page() -> str:
    screen = console()
    path = EXAMPLES / "il-76-belgorod" / "page.html"
    print_reading(screen, rashomon.read(path, annotator="rules"))
    return written(screen)


def reading_of_page() -> str:
    path = EXAMPLES / "il-76-belgorod" / "page.html"
    reading = json.loads(encode(rashomon.read(path, annotator="rules")))
    del reading["made_by"]
    return json.dumps(reading, indent=1, ensure_ascii=False) + "\n"


def digest_of_groups() -> str:
    screen = console()
    articles = list(rashomon.articles([EXAMPLES]))
    print_events(screen, rashomon.group(articles), {a.id: a for a in articles})
    return written(screen)


def digest_of_comparison() -> str:
    screen = console()
    print_comparison(screen, rashomon.compare(rashomon.articles([EXAMPLES]), annotator="rules"))
    return written(screen)


@pytest.mark.parametrize(
    ("name", "make"),
    [
        ("page.digest.txt", digest_of_page),
        ("page.reading.json", reading_of_page),
        ("groups.digest.txt", digest_of_groups),
        ("comparison.digest.txt", digest_of_comparison),
    ],
)
def test_the_examples_give_what_stands_in_the_golden_file(
    name: str, make: object, request: pytest.FixtureRequest
) -> None:
    assert callable(make)
    path = GOLDEN / name
    now = make()
    if request.config.getoption("--rewrite-golden"):
        path.parent.mkdir(exist_ok=True)
        path.write_text(now, encoding="utf-8")
    assert now == path.read_text(encoding="utf-8")


def test_golden_files_are_not_being_rewritten(request: pytest.FixtureRequest) -> None:
    assert not request.config.getoption("--rewrite-golden"), (
        "golden files were rewritten; run again"
    )


def test_every_golden_file_has_a_test() -> None:
    source = Path(__file__).read_text(encoding="utf-8")
    assert [p.name for p in GOLDEN.iterdir() if p.name not in source] == []
