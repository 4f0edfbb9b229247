"""Addresses to captures, politely, within bounds, and never inside the network."""

from __future__ import annotations

from rashomon.fetching.client import Fetcher
from rashomon.fetching.settings import FetchSettings

__all__ = ["FetchSettings", "Fetcher"]
