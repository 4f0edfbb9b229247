"""Anything to articles: HTML pages, plain text and JSON lines, from files, folders or bytes."""

from __future__ import annotations

from rashomon.ingest.files import read_bytes, read_paths, read_text

__all__ = ["read_bytes", "read_paths", "read_text"]
