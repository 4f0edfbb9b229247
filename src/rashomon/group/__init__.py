"""Articles into events, and near copies among them."""

from rashomon.group.copies import near_copies
from rashomon.group.events import group

__all__ = ["group", "near_copies"]
