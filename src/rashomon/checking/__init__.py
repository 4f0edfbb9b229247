"""A summary held against the articles it tells of: what they say, and what it does to that."""

from rashomon.checking.checks import check_summary
from rashomon.checking.markup import plain

__all__ = ["check_summary", "plain"]
