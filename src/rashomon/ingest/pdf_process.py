"""Run by :mod:`rashomon.ingest.pdf`: a PDF on standard input to its lines as JSON.

Usage: python -m rashomon.ingest.pdf_process PAGES
"""

from __future__ import annotations

import json
import sys
from typing import Any

_MEMORY_BYTES, _CPU_SECONDS = 2_000_000_000, 50
_MOST_CODE_POINTS = 5_000_000
# How PDFium gives the hyphen of a word that is cut at the end of a line.
_CUT = {0x02: "-", 0xFFFE: "-"}


def main() -> None:
    """Print one JSON object: "pages", "count" and "title", or "error"."""
    _bound()
    try:
        import pypdfium2 as pdfium
    except ImportError:
        print(json.dumps({"error": "setup"}))  # noqa: T201
        return
    try:
        answer = _read(pdfium, sys.stdin.buffer.read(), int(sys.argv[1]))
    except pdfium.PdfiumError as error:
        answer = {"error": "password" if "password" in str(error).lower() else "broken"}
    print(json.dumps(answer))  # noqa: T201


def _bound() -> None:
    """Bounds on memory and time, where the system has them."""
    try:
        import resource
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY_BYTES, _MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CPU, (_CPU_SECONDS, _CPU_SECONDS))


def _read(pdfium: Any, data: bytes, most: int) -> dict[str, Any]:
    document = pdfium.PdfDocument(data)
    pages, size = [], 0
    for number in range(min(len(document), most)):
        page = document[number]
        text = page.get_textpage()
        lines = _lines(text)
        size += sum(len(one[5]) for one in lines)
        pages.append({"lines": lines})
        text.close()
        page.close()
        if size > _MOST_CODE_POINTS:
            break
    title = document.get_metadata_dict().get("Title")
    return {"pages": pages, "count": len(document), "title": title}


def _lines(text: Any) -> list[list[Any]]:
    """The lines of a page: left, bottom, right, top and letter size in points, and the text."""
    found: list[list[Any]] = []
    for number in range(text.count_rects()):
        left, bottom, right, top = text.get_rect(number)
        words = text.get_text_bounded(left, bottom, right, top).translate(_CUT)
        if not words.strip():
            continue
        size = _size(text, left, (bottom + top) / 2) or top - bottom
        last = found[-1] if found else None
        if last and left >= last[0] and _on_one_line(last, bottom, top):
            apart = left - last[2] > 0.5 and not (words[0] == " " or last[5][-1:] == " ")
            found[-1] = [
                *(last[0], min(bottom, last[1]), max(right, last[2]), max(top, last[3])),
                *(max(size, last[4]), last[5] + (" " if apart else "") + words),
            ]
        else:
            found.append([left, bottom, right, top, size, words])
    return found


def _on_one_line(last: list[Any], bottom: float, top: float) -> bool:
    shared = min(top, last[3]) - max(bottom, last[1])
    return bool(shared > 0.5 * min(top - bottom, last[3] - last[1]))


def _size(text: Any, x: float, y: float) -> float:
    """The size of the letters at a place in points; 0 where it cannot be told."""
    import pypdfium2.raw as raw

    index = text.get_index(x, y, 3, 3)
    return float(raw.FPDFText_GetFontSize(text, index)) if index is not None else 0.0


if __name__ == "__main__":
    main()
