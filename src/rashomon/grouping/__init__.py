"""Articles into events, and near copies among them."""

from rashomon.grouping.copies import near_copies
from rashomon.grouping.events import group

__all__ = ["group", "near_copies"]
