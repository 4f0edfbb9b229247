"""What stands between bytes and articles: each result beside the capture it was made from."""

from __future__ import annotations

from typing import NamedTuple

from rashomon.captured import Capture
from rashomon.errors import ItemError
from rashomon.model import Article


class Taken(NamedTuple):
    """One article or error, the name of its item, and the bytes it was made from.

    ``result`` is None where the bytes were known and no article was made of them again.
    ``capture`` is None where there are no bytes to keep: a file that cannot be read, a broken
    record. Articles of one JSON array have one capture. ``page`` is whether it is a page's: only
    there lines may be an outlet's template.
    """

    result: Article | ItemError | None
    item: str
    capture: Capture | None = None
    page: bool = False
