"""Web archives: WARC, ARC and WACZ to captures, and captures to WARC."""

from __future__ import annotations

from rashomon.archives.drops import Counts, Drop
from rashomon.archives.records import ENDINGS, is_archive, records
from rashomon.archives.seen import Seen
from rashomon.archives.writing import Sighted, write_warc

__all__ = ["ENDINGS", "Counts", "Drop", "Seen", "Sighted", "is_archive", "records", "write_warc"]
