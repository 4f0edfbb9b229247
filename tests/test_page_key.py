"""The key of made-up pages says nothing that its pages do not hold."""

from __future__ import annotations

import json
from pathlib import Path

import lxml.html
import pytest

KEYS = Path(__file__).resolve().parent.parent / "benchmarks" / "keys"
KEY = json.loads((KEYS / "pages.json").read_text(encoding="utf-8"))


def page_text(name: str) -> str:
    parser = lxml.html.HTMLParser(encoding="utf-8")
    tree = lxml.html.document_fromstring((KEYS / "pages" / f"{name}.html").read_bytes(), parser)
    # A page behind a barrier may give its text in JSON-LD only, where a line break is escaped.
    return "".join("".join(tree.itertext()).replace("\\n", " ").split())


@pytest.mark.parametrize("name", sorted(KEY))
def test_every_text_of_the_key_stands_in_its_page(name: str) -> None:
    row, text = KEY[name], page_text(name)
    assert row["body"]
    items = [item["first_words"] for item in row["live_items"]]
    lines = [*row["captions"], *row["corrections"], *row["boilerplate"], *items]
    for line in [*row["body"], *lines]:
        assert "".join(line.replace(" | ", " ").split()) in text, line


@pytest.mark.parametrize("name", sorted(KEY))
def test_no_text_is_both_body_and_boilerplate(name: str) -> None:
    assert not set(KEY[name]["body"]) & set(KEY[name]["boilerplate"])


def test_every_page_has_a_key_and_every_key_a_page() -> None:
    assert {path.stem for path in (KEYS / "pages").glob("*.html")} == set(KEY)
