"""E-mails and pages saved as MHTML."""

from __future__ import annotations

import tracemalloc
from email.message import EmailMessage

import pytest

from rashomon.errors import EmptyError
from rashomon.ingest.mail import is_mail, open_letter

PAGE = "<p>A ferry ran aground, the harbour office said.</p>"


def letter(text: str | None = "A ferry ran aground.", html: str | None = PAGE) -> EmailMessage:
    made = EmailMessage()
    made["From"] = "Tollford Courier <news@courier.example>"
    made["Subject"] = "Fwd: Ferry runs aground"
    made["Date"] = "Wed, 24 Jan 2024 11:15:00 +0100"
    if text is not None:
        made.set_content(text)
    if html is not None:
        made.add_alternative(html, subtype="html", charset="iso-8859-1")
    return made


def test_both_parts_and_the_head_are_given() -> None:
    found = open_letter(letter().as_bytes(), item="a.eml")
    assert found.html is not None
    assert b"harbour office" in found.html
    assert (found.text or "").strip() == "A ferry ran aground."
    assert (found.title, found.outlet) == ("Ferry runs aground", "Tollford Courier")
    assert found.published == "2024-01-24T10:15:00Z"
    assert found.charset == "iso-8859-1"


def test_attachments_are_counted_and_not_opened() -> None:
    made = letter()
    made.add_attachment(b"<p>Other</p>", maintype="text", subtype="html", filename="other.html")
    made.add_attachment(b"%PDF", maintype="application", subtype="pdf", filename="a.pdf")
    found = open_letter(made.as_bytes(), item="a.eml")
    assert b"Other" not in (found.html or b"")
    assert found.notes == ("2 attachments not opened",)


def test_a_page_saved_as_mhtml_keeps_its_address_and_no_sender() -> None:
    saved = (
        b"From: <Saved by Blink>\r\nSnapshot-Content-Location: https://courier.example/ferry\r\n"
        b"Subject: Ferry runs aground\r\nDate: Wed, 24 Jan 2024 11:15:00 -0000\r\n"
        b"MIME-Version: 1.0\r\n"
        b'Content-Type: multipart/related; type="text/html"; boundary="b"\r\n\r\n--b\r\n'
        b"Content-Type: text/html\r\nContent-Location: https://courier.example/ferry\r\n\r\n"
        b"<p>A ferry ran aground.</p>\r\n--b--\r\n"
    )
    assert is_mail(saved)
    found = open_letter(saved, item="a.mhtml")
    assert found.url == "https://courier.example/ferry"
    assert found.outlet is None
    assert found.published is None  # the day it was saved says nothing of when it was published


@pytest.mark.parametrize(
    "head",
    [
        b"From: the ministry came word\nthat it said no", b"Subject: a\nOf the king.",
        b"Date: 2024\n\nText", b"",
    ],
)  # fmt: skip
def test_a_text_that_begins_like_a_letter_is_none(head: bytes) -> None:
    assert not is_mail(head)


def test_an_e_mail_without_text_says_so() -> None:
    made = EmailMessage()
    made["From"], made["Subject"] = "a@b.example", "Picture"
    made.add_attachment(b"\x89PNG", maintype="image", subtype="png", filename="a.png")
    with pytest.raises(EmptyError, match="without text"):
        open_letter(made.as_bytes(), item="a.eml")


@pytest.mark.parametrize(
    "broken",
    [
        b"From: a\nContent-Type: multipart/mixed; boundary=x\n\n"
        + b"--x\nContent-Type: multipart/mixed; boundary=x\n\n" * 3000,
        b"From: =?utf-8?b?////?= <\nDate: Foo, 99\nContent-Type: text/plain; charset=no-such\n\n"
        b"Text of it.",
        b"From: a\nContent-Type: text/plain; charset=\x00\n\nText of it.",  # found by fuzzing
        b"From: a\nContent-Transfer-Encoding: base64\nContent-Type: text/html\n\n!!!!",
        b"From: a\nContent-Type: text/plain; charset=\"\n\n\xff\xfe text",
        b"Subject: x\nFrom: " + b"(" * 3_000 + b"\nContent-Type: text/plain\n\nText of it.",
        b"From: a\nContent-Disposition: " + b"(" * 3_000 + b"\n\nText of it.",
        *(b"From: a\nContent-Type: text/plain; charset=%s\n\nText\xff of it, \\N{x} " % name
          + b"x" * 70 for name in (b"idna", b"punycode", b"undefined", b"unicode_escape")),
    ],
)  # fmt: skip
def test_broken_e_mails_give_what_they_have_or_an_error_that_names_them(broken: bytes) -> None:
    try:
        found = open_letter(broken, item="a.eml")
    except EmptyError as error:
        assert error.item == "a.eml"
    else:
        assert found.html or found.text


@pytest.mark.parametrize(
    "head",
    [
        b"Content-Type: text/plain" + b"; a=b" * 200_000,
        b"Subject: " + b"=?utf-8?q?a?= " * 200_000,
        b"From: " + b"a@b.example, " * 200_000,
    ],
    ids=["parameters", "encoded words", "senders"],
)
def test_a_header_without_end_is_read_to_its_first_words(head: bytes) -> None:
    """The parser's time grows with the square of a header's length: these took hours."""
    found = open_letter(head + b"\nMIME-Version: 1.0\n\nText of it.", item="a.eml")
    assert found.text == "Text of it."


def test_an_e_mail_of_a_million_parts_is_not_taken_apart() -> None:
    head = b"From: a\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n"
    tracemalloc.start()
    try:
        with pytest.raises(EmptyError, match="cannot be taken apart"):
            open_letter(head + b"--b\n\nx\n" * 1_000_000, item="a.eml")
        most = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert most < 100_000_000
