"""Settings that hold across stages. Every value has a unit in its name."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """How large an item may be before it is set aside with a reason.

    They keep one odd file from taking the memory or the minutes of all the others; each is far
    above what news articles need.
    """

    page_bytes: int = 10_000_000
    """One HTML page. The largest of 181 real news pages has 1.5 million."""

    page_tags: int = 30_000
    """Tags of one page. Extraction grows with the square of the paragraphs: 200,000 take a
    minute, 30,000 some seconds; the largest of 181 real news pages has 3,229."""

    text_code_points: int = 5_000_000
    """The text of one article."""

    json_bytes: int = 32_000_000
    """One line of a JSON lines file, or a file that is one JSON value."""

    left_out_lines: int = 100
    """Lines of a page that are listed as left out; a note counts those beyond."""

    def __post_init__(self) -> None:
        for name in ("page_bytes", "page_tags", "text_code_points", "json_bytes"):
            if getattr(self, name) < 1:
                raise ValueError(f"{name} must be at least 1")
        if self.left_out_lines < 0:
            raise ValueError("left_out_lines must not be negative")


DEFAULT_LIMITS = Limits()
