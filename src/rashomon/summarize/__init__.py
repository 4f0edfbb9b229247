"""Summaries that keep who said it: of one article, and of one event."""

from rashomon.summarize.article import summarize_article
from rashomon.summarize.event import summarize_event

__all__ = ["summarize_article", "summarize_event"]
