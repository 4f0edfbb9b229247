"""Feeds to the addresses of articles: RSS, Atom, JSON Feed, OPML and news sitemaps."""
