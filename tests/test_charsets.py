"""Encodings by their labels."""

from __future__ import annotations

import pytest

from rashomon.charsets import codec


@pytest.mark.parametrize(
    "label",
    ["punycode", "idna", "undefined", "unicode_escape", "unicode-escape", "raw_unicode_escape",
     "utf-7", "base64", "hex", "rot13", "no-such", "x\0y", ""],
)  # fmt: skip
def test_what_python_knows_and_no_page_is_in_is_no_encoding(label: str) -> None:
    assert codec(label) is None
    assert codec(label, wide=True) is None


def test_labels_mean_what_browsers_read_them_as() -> None:
    assert codec(" Latin1 ") == "cp1252"
    assert codec("utf8") == "utf-8"


def test_an_encoding_in_which_the_label_itself_cannot_be_written_is_not_believed() -> None:
    assert codec("UTF-16") is None
    assert codec("UTF-16", wide=True) == "utf-16"
