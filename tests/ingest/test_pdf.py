"""Articles in PDF files, which the tests write by hand."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from rashomon.errors import EmptyError, ItemError, TooLargeError, UnreadableError
from rashomon.ingest import pdf, read_paths
from rashomon.model import Article

pytest.importorskip("pypdfium2", reason="the extra pdf is not installed")


def paper(pages: list[list[tuple[int, int, int, str]]]) -> bytes:
    """A PDF: for each page its lines as left, bottom, letter size in points, and words."""
    objects = [b"<< /Type /Catalog /Pages 2 0 R >>"]
    kids = " ".join(f"{4 + 2 * n} 0 R" for n in range(len(pages)))
    objects.append(f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>".encode())
    objects.append(b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>")
    for number, lines in enumerate(pages):
        drawn = "".join(
            f"BT /F {size} Tf {x} {y} Td ({words}) Tj ET\n" for x, y, size, words in lines
        )
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents {5 + 2 * number} 0 R "
            "/Resources << /Font << /F 3 0 R >> >> >>".encode()
        )
        objects.append(f"<< /Length {len(drawn)} >>\nstream\n{drawn}endstream".encode())
    made = b"%PDF-1.4\n"
    places = []
    for number, body in enumerate(objects, start=1):
        places.append(len(made))
        made += f"{number} 0 obj\n".encode() + body + b"\nendobj\n"
    start = len(made)
    made += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode()
    made += "".join(f"{place:010} 00000 n \n" for place in places).encode()
    return (
        made
        + f"trailer << /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF".encode()
    )


LINES = [
    "A ferry ran aground off Tollford on Monday in heavy weather, the har-",
    "bour office said. Nobody was hurt, it added, and the pas-",
    "sengers were taken off by boats from the town.",
]


def page(number: int, of: int) -> list[tuple[int, int, int, str]]:
    more = f"Paragraph {number} tells of it at some length once again, and then"
    body = [(50, 600 - 14 * n, 12, words) for n, words in enumerate(LINES)]
    second = [(50, 530 - 14 * n, 12, more) for n in range(2)]
    head, foot = (50, 770, 9, "The Tollford Courier"), (280, 30, 9, f"Page {number} of {of}")
    return [head, *body, *second, foot]


def test_lines_become_paragraphs_and_words_cut_at_the_margin_are_whole() -> None:
    found = pdf.open_paper(paper([page(1, 1)]), item="a.pdf")
    first = found.text.split("\n\n")[1]
    assert first == (
        "A ferry ran aground off Tollford on Monday in heavy weather, the harbour office said. "
        "Nobody was hurt, it added, and the passengers were taken off by boats from the town."
    )


def test_lines_at_the_edges_of_all_pages_are_left_out_and_listed() -> None:
    found = pdf.open_paper(paper([page(n, 4) for n in (1, 2, 3, 4)]), item="a.pdf")
    assert "Tollford Courier" not in found.text
    assert "Page" not in found.text
    assert "The Tollford Courier" in found.left_out
    assert "Page 3 of 4" in found.left_out


def test_the_title_stands_in_the_largest_letters() -> None:
    lines = [(50, 700, 24, "Ferry runs aground"), (50, 672, 24, "off Tollford"), *page(1, 1)[1:-1]]
    found = pdf.open_paper(paper([lines]), item="a.pdf")
    assert found.title == "Ferry runs aground off Tollford"


def test_a_scan_is_said_to_hold_no_text() -> None:
    with pytest.raises(EmptyError, match="text recognition"):
        pdf.open_paper(paper([[]]), item="a.pdf")


@pytest.mark.parametrize(
    "broken", [b"%PDF-1.4", b"%PDF-1.7\n" + bytes(range(256)) * 50, paper([page(1, 1)])[:300]]
)
def test_a_broken_pdf_is_an_error_that_names_it(broken: bytes) -> None:
    with pytest.raises(ItemError, match=r"^a\.pdf: is a "):
        pdf.open_paper(broken, item="a.pdf")


def test_a_pdf_that_takes_too_long_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    def late(*_: object, **__: object) -> None:
        raise subprocess.TimeoutExpired("pdf", 60)

    monkeypatch.setattr(subprocess, "run", late)
    with pytest.raises(TooLargeError, match="60 s"):
        pdf.open_paper(b"%PDF", item="a.pdf")


def test_a_crash_of_the_library_is_an_error_of_this_item(monkeypatch: pytest.MonkeyPatch) -> None:
    crashed = subprocess.CompletedProcess([], -11, b"", b"")
    monkeypatch.setattr(subprocess, "run", lambda *_, **__: crashed)
    with pytest.raises(UnreadableError, match="cannot be read"):
        pdf.open_paper(b"%PDF", item="a.pdf")


def test_without_the_extra_the_error_says_what_to_install() -> None:
    code = (
        "import sys; sys.modules['pypdfium2'] = None\n"
        "from rashomon.ingest.pdf_process import main; sys.argv = ['x', '1']; main()"
    )
    said = subprocess.run(
        [sys.executable, "-c", code], input=b"%PDF", capture_output=True, check=True
    )
    assert said.stdout.strip() == b'{"error": "setup"}'


def test_the_missing_extra_is_an_error_of_this_item(monkeypatch: pytest.MonkeyPatch) -> None:
    answer = subprocess.CompletedProcess([], 0, b'{"error": "setup"}', b"")
    monkeypatch.setattr(subprocess, "run", lambda *_, **__: answer)
    with pytest.raises(UnreadableError, match=r"rashomon\[pdf\]"):
        pdf.open_paper(b"%PDF", item="a.pdf")


def test_a_folder_gives_its_papers_and_mails(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(paper([page(1, 1)]))
    (tmp_path / "b.eml").write_bytes(
        b"From: Tollford Courier <n@courier.example>\nSubject: Ferry runs aground\n"
        b"Date: Wed, 24 Jan 2024 11:15:00 +0100\nMIME-Version: 1.0\n\n"
        b"A ferry ran aground off Tollford on Monday, the harbour office said.\n"
    )
    (tmp_path / "c.txt").write_text(
        "Title: Second ferry\nDate: 25 January 2024\n\nA second ferry ran aground on Tuesday.\n"
    )
    first, second, third = read_paths([tmp_path])
    assert isinstance(first, Article)
    assert "the harbour office said" in first.text
    assert isinstance(second, Article)
    assert (second.title, second.outlet) == ("Ferry runs aground", "Tollford Courier")
    assert second.published == "2024-01-24T10:15:00Z"
    assert isinstance(third, Article)
    assert (third.title, third.published) == ("Second ferry", "2024-01-25")
    assert third.text == "A second ferry ran aground on Tuesday."
    assert [one.text for one in third.left_out] == ["Title: Second ferry", "Date: 25 January 2024"]
