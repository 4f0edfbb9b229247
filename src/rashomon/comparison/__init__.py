"""Readings of one event in, comparison out: statements, questions, relations, accounts, origins."""

from rashomon.comparison.events import compare_events

__all__ = ["compare_events"]
