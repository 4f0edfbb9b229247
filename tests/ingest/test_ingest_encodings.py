import pytest

from rashomon.errors import NotTextError
from rashomon.ingest import read_bytes
from rashomon.model import Article

WESTERN = "The mayor said \u2014 \u201cno\u201d \u2014 that the caf\xe9\u2019s owner had left. " * 4
RUSSIAN = (
    "Начальник порта заявил в понедельник, что паром затонул, но доказательств не привёл. "
    "Министерство отказалось от комментариев. "
) * 3


def read(data: bytes, item: str = "x.txt") -> Article:
    (found,) = read_bytes(data, item=item)
    assert isinstance(found, Article), found
    return found


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_what_says_its_encoding_is_read_without_a_note(encoding: str) -> None:
    found = read(RUSSIAN.encode(encoding))
    assert found.text == RUSSIAN.strip()
    assert found.notes == ()


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (WESTERN, "cp1252"),
        (WESTERN, "utf-16-le"),
        (WESTERN, "utf-16-be"),
        (RUSSIAN, "cp1251"),
        (RUSSIAN, "koi8-r"),
    ],
)
def test_a_guessed_encoding_is_said(text: str, encoding: str) -> None:
    found = read(text.encode(encoding))
    assert found.text == text.strip()
    assert any("encoding was guessed" in note for note in found.notes)


def html(charset: str) -> str:
    return (
        f'<html><head><meta charset="{charset}"><title>x</title></head>'
        f"<body><p>{RUSSIAN}</p><p>{RUSSIAN}</p></body></html>"
    )


def test_the_declared_encoding_of_a_page_counts() -> None:
    found = read(html("windows-1251").encode("cp1251"), "x.html")
    assert found.text.startswith("Начальник порта")
    assert not any("encoding" in note for note in found.notes)


@pytest.mark.parametrize("declared", ["utf-8", "iso-8859-1", "no-such-thing", "base64", "idna"])
def test_a_wrong_declaration_does_not_garble_the_page(declared: str) -> None:
    for encoding in ("cp1251", "utf-8"):
        if (declared, encoding) == ("iso-8859-1", "cp1251"):
            continue  # every byte fits it: nobody can tell
        assert read(html(declared).encode(encoding), "x.html").text.startswith("Начальник порта")


def test_a_broken_character_is_counted() -> None:
    found = read(WESTERN.encode() + b"\xe2\x80 and so on it went.")
    assert "1 character could not be read, shown as \ufffd" in found.notes


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (b"PK\x03\x04 [Content_Types].xml word/document.xml", "Word"),
        (b"PK\x03\x04 x", "ZIP"),
        (b"\x89PNG\r\n\x1a\n", "PNG"),
        (b"\xff\xd8\xff\xe0 x", "JPEG"),
        (b"{\\rtf1 x", "RTF"),
        (b"\xd0\xcf\x11\xe0 x", "Office"),
        (b"\x00" * 500, "binary"),
        (bytes(range(256)) * 20, "binary"),
    ],
)
@pytest.mark.parametrize("item", ["x.txt", "x.html", "x.jsonl"])
def test_binary_files_are_named(data: bytes, name: str, item: str) -> None:
    (found,) = read_bytes(data, item=item)
    assert isinstance(found, NotTextError)
    assert name in found.reason
