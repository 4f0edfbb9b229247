"""Rashomon: who said what, and where the accounts of one event agree, part or change."""

__version__ = "0.1.0"
