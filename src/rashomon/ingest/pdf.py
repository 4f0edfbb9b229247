"""The text of an article in a PDF, through PDFium (extra ``pdf``).

A PDF knows letters and places, not paragraphs: lines are joined where one goes on in the next, and
lines that stand at the top or the foot of several pages are left out and listed. PDFium is a
large C++ library and the file may be hostile, so it runs in a process of its own, with bounds on
time and memory; a crash there is an error of this one item.
"""

from __future__ import annotations

import json
import re
import statistics
import subprocess
import sys
from collections import Counter
from dataclasses import dataclass
from typing import Any

from rashomon.config import Limits
from rashomon.errors import EmptyError, NotTextError, TooLargeError, UnreadableError
from rashomon.ingest.article import Found, make
from rashomon.ingest.normal import count, line, plain
from rashomon.model import Article, LeftOut

SECONDS, MOST_PAGES = 60, 200
REASON = "stands at the top or the foot of several pages"
_SENTENCE_END = re.compile(r"[.!?…:][\"'”’)]*$")
_COUNTS = re.compile(r"(?:page|seite|p\.)?\s*\d{1,4}(?:\s*(?:of|/|von)\s*\d{1,4})?", re.IGNORECASE)
_FILE = re.compile(
    r"\.(?:docx?|pdf|indd|qxd|txt|rtf|odt|pages|html?)\b|^(?:untitled|microsoft word)", re.I
)
_LARGE, _TITLE_WORDS = 1.25, 30
_NUMBER = re.compile(r"\d+")
_HYPHEN = re.compile(r"(?<=[a-zà-ÿ])[-\u00ad\u2010]$")


_Line = list[Any]
"""Left, bottom, right, top and letter size in points, and the text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """What the PDF holds: its text in paragraphs, its title, and lines that were left out."""

    text: str
    title: str | None
    left_out: tuple[str, ...]
    notes: tuple[str, ...]


def open_paper(data: bytes, *, item: str) -> Paper:
    """The text of the PDF.

    Raises :class:`~rashomon.errors.ItemError` where it cannot be read or holds no text, and where
    the extra is not installed.
    """
    pages = _pages(data, item=item)
    lines = [page["lines"] for page in pages["pages"]]
    if not any(lines):
        raise EmptyError(
            item, "is a PDF without text, as of a scan; run text recognition over it first"
        )
    running = _running(lines)
    for page in lines:
        running |= {
            _key(one) for one in (*page[:2], *page[-2:]) if _COUNTS.fullmatch(one[5].strip())
        }
    kept = [[one for one in page if _key(one) not in running] for page in lines]
    paragraphs: list[str] = []
    for page in kept:
        _join(page, paragraphs)
    left_out = dict.fromkeys(line(o[5]) for page in lines for o in page if _key(o) in running)
    more = pages["count"] - len(lines)
    return Paper(
        text="\n\n".join(paragraphs),
        title=_headline(kept) or _stated(pages["title"]),
        left_out=tuple(left_out),
        notes=(f"{more} pages beyond the first {MOST_PAGES} were not read",) if more > 0 else (),
    )


def from_paper(data: bytes, *, item: str, limits: Limits) -> Article:
    """The article of the PDF; its date of publication is nothing that a PDF says.

    Raises :class:`~rashomon.errors.ItemError`.
    """
    paper = open_paper(data, item=item)
    clean, removed = plain(paper.text)
    notes = (f"{count(removed, 'unprintable character')} removed",) if removed else ()
    found = Found(
        text=clean,
        title=paper.title,
        left_out=tuple(LeftOut(text=one, reason=REASON) for one in paper.left_out),
        notes=paper.notes + notes,
    )
    return make(found, item=item, limits=limits)


def _pages(data: bytes, *, item: str) -> dict[str, Any]:
    command = [sys.executable, "-P", "-m", "rashomon.ingest.pdf_process", str(MOST_PAGES)]
    try:
        done = subprocess.run(  # noqa: S603 - our own module
            command, input=data, capture_output=True, timeout=SECONDS, check=False
        )
    except subprocess.TimeoutExpired as error:
        raise TooLargeError(
            item, f"is a PDF that took longer than {SECONDS} s; save its text as a .txt file"
        ) from error
    try:
        answer: dict[str, Any] = json.loads(done.stdout)
    except ValueError as error:
        raise UnreadableError(
            item, "is a PDF that cannot be read; save its text as a .txt file"
        ) from error
    fault = answer.get("error")
    if fault == "setup":
        raise UnreadableError(
            item,
            'is a PDF, which needs pypdfium2; install it: pip install "rashomon[pdf]", '
            "or save its text as a .txt file",
        )
    if fault == "password":
        raise NotTextError(item, "is a PDF with a password; save it without one")
    if fault:
        raise UnreadableError(item, "is a broken PDF; save its text as a .txt file")
    return answer


def _headline(pages: list[list[_Line]]) -> str | None:
    """The lines in the largest letters at the head of the first page, if they are larger."""
    first = next((page for page in pages if page), [])
    everywhere = [one[4] for page in pages for one in page]
    tallest = max((one[4] for one in first[:12]), default=0)
    if not everywhere or tallest < _LARGE * statistics.median(everywhere):
        return None
    large = [n for n, one in enumerate(first[:12]) if one[4] > 0.95 * tallest]
    together = [n for n in large if n - large[0] == large.index(n)]
    words = line(" ".join(first[n][5] for n in together))
    return words if 1 < len(words.split()) <= _TITLE_WORDS else None


def _stated(title: str | None) -> str | None:
    """The title that the file states, unless it is a file's name."""
    words = line(title or "")
    return words if words and not _FILE.search(words) else None


def _key(one: _Line) -> tuple[int, str]:
    """Where on the page, to a few points, and the words without numbers: page numbers count up."""
    return round(one[1] / 6), _NUMBER.sub("#", one[5])


def _running(pages: list[list[_Line]]) -> set[tuple[int, str]]:
    """Lines at the edges of pages that come again in one place; two pages have none."""
    if len(pages) < 3:
        return set()
    seen = Counter(key for page in pages for key in {_key(one) for one in (*page[:3], *page[-3:])})
    return {key for key, count in seen.items() if count >= max(3, len(pages) // 2)}


def _join(lines: list[_Line], paragraphs: list[str]) -> None:
    """Put the page's lines to the paragraphs, the last of which may go on from the page before."""
    if not lines:
        return
    height = statistics.median(one[4] for one in lines)
    width = (
        statistics.quantiles([one[2] - one[0] for one in lines], n=10)[8] if len(lines) > 2 else 0
    )
    before: _Line | None = None
    for one in lines:
        text = line(one[5])
        if not text:
            continue
        if paragraphs and _goes_on(before, one, height, width, paragraphs[-1]):
            joined, cut = _HYPHEN.subn("", paragraphs[-1])
            go_on = cut and text[:1].islower()
            paragraphs[-1] = joined + text if go_on else f"{paragraphs[-1]} {text}"
        else:
            paragraphs.append(text)
        before = one


def _goes_on(before: _Line | None, one: _Line, height: float, width: float, last: str) -> bool:
    if before is None:  # the first of a page
        return not _SENTENCE_END.search(last) and one[5][:1].islower()
    if one[1] > before[1] + height:  # a new column
        return not _SENTENCE_END.search(last)
    gap = before[1] - one[3]
    if gap > 0.9 * height or abs(one[4] - before[4]) > 0.1 * height:
        return False
    if one[0] > before[0] + 0.8 * height and _SENTENCE_END.search(last):
        return False  # indented
    return not (before[2] - before[0] < 0.75 * width and _SENTENCE_END.search(last))
