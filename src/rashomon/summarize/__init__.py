"""Summaries that keep who said it: of one article, and of one event."""

from rashomon.summarize.article import summarize_article
from rashomon.summarize.event import summaries_of_event, summarize_event

__all__ = ["summaries_of_event", "summarize_article", "summarize_event"]
