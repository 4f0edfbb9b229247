"""The tables of the library, as numbered steps that are never edited after a release.

Step *n* (from 1) leads from ``user_version`` n - 1 to n. Times are ISO 8601 in UTC to the second,
so that they sort as text.
"""

from __future__ import annotations

_CAPTURES = (
    # One row for each body, however many captures have it.
    """
    CREATE TABLE body (
        sha256 TEXT PRIMARY KEY,
        size INTEGER NOT NULL,      -- bytes, unpacked
        packed BLOB NOT NULL        -- zlib (RFC 1950)
    ) WITHOUT ROWID
    """,
    """
    CREATE TABLE capture (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        item TEXT NOT NULL,         -- its name in messages: an address, a path
        url TEXT,                   -- as it was fetched; NULL for what came from a file
        asked TEXT,                 -- as it was asked for, where redirects led on
        address TEXT,               -- url in its normal form
        asked_address TEXT,
        captured TEXT,              -- NULL where nothing tells
        added TEXT NOT NULL,        -- when the library got it
        since TEXT NOT NULL,        -- captured, or else added
        seen TEXT NOT NULL,         -- when the same body was last found there
        status INTEGER,
        headers TEXT NOT NULL,      -- JSON: [[name, value], ...] as they came
        etag TEXT,                  -- of the answer that was seen last
        last_modified TEXT,
        sha256 TEXT NOT NULL REFERENCES body (sha256)
    )
    """,
    # When else the body of a capture was found at its address: another may stand between.
    """
    CREATE TABLE sighting (
        capture INTEGER NOT NULL REFERENCES capture (id),
        at TEXT NOT NULL,
        PRIMARY KEY (capture, at)
    ) WITHOUT ROWID
    """,
    "CREATE INDEX capture_by_address ON capture (address, since)",
    "CREATE INDEX capture_by_asked_address ON capture (asked_address, since)",
    "CREATE INDEX capture_by_time ON capture (since, id)",
    "CREATE INDEX capture_by_body ON capture (sha256)",
    """
    CREATE TABLE article (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        capture INTEGER REFERENCES capture (id),
        part INTEGER NOT NULL,      -- which of the articles of its capture, from 0
        address TEXT NOT NULL,      -- articles with one address are versions
        article_id TEXT NOT NULL,
        url TEXT,
        outlet TEXT,
        title TEXT,
        authors TEXT NOT NULL,      -- JSON: [name, ...]
        published TEXT,
        modified TEXT,
        captured TEXT,
        language TEXT,
        text TEXT NOT NULL,
        paragraphs TEXT NOT NULL,   -- JSON: [[start, end], ...] in code points of text
        parts TEXT NOT NULL,        -- JSON: [{"kind", "span", "time"}, ...]
        left_out TEXT NOT NULL,     -- JSON: [{"text", "reason", "attributes"}, ...]
        notes TEXT NOT NULL,        -- JSON: [text, ...]
        text_sha256 TEXT NOT NULL,
        content_sha256 TEXT NOT NULL, -- of what makes a version another: text and metadata
        made_by TEXT NOT NULL,      -- the version of Rashomon that made it from the capture
        added TEXT NOT NULL,
        UNIQUE (capture, part)
    )
    """,
    "CREATE INDEX article_by_address ON article (address)",
    "CREATE INDEX article_by_url ON article (url)",
    "CREATE INDEX article_by_article_id ON article (article_id)",
    """
    CREATE TABLE feed (
        url TEXT PRIMARY KEY,
        title TEXT,
        etag TEXT,
        last_modified TEXT,
        checked TEXT,
        due TEXT,
        failures INTEGER NOT NULL,
        error TEXT
    ) WITHOUT ROWID
    """,
    """
    CREATE TABLE reading (
        article_id TEXT NOT NULL,
        annotator TEXT NOT NULL,
        weights_sha256 TEXT NOT NULL, -- empty for an annotator without weights
        rashomon TEXT NOT NULL,
        text_sha256 TEXT NOT NULL,
        made TEXT NOT NULL,
        reading TEXT NOT NULL,      -- JSON: rashomon/1
        PRIMARY KEY (article_id, annotator, weights_sha256, rashomon, text_sha256)
    ) WITHOUT ROWID
    """,
    """
    CREATE VIEW captures AS
        SELECT capture.id, coalesce(url, item) AS what, since, seen, status, size, capture.sha256
        FROM capture JOIN body USING (sha256) ORDER BY since, capture.id
    """,
    """
    CREATE VIEW articles AS
        SELECT article.id, outlet, title, published, modified, length(text) AS characters,
               article.address, article.capture, made_by
        FROM article ORDER BY article.address, article.id
    """,
)

STEPS: tuple[tuple[str, ...], ...] = (_CAPTURES,)
VERSION = len(STEPS)
"""The ``user_version`` that this version of Rashomon reads and writes."""
