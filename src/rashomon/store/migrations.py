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

_ANCHORS = (
    "ALTER TABLE reading ADD COLUMN anchored INTEGER NOT NULL DEFAULT 0",
    # Those that an older version of Rashomon put there.
    "CREATE INDEX reading_to_anchor ON reading (article_id) WHERE anchored = 0",
    """
    CREATE TABLE claim (
        id INTEGER PRIMARY KEY,
        address TEXT NOT NULL,      -- of the article whose newest version it is looked for in
        article_id TEXT NOT NULL,
        annotator TEXT NOT NULL,
        weights_sha256 TEXT NOT NULL,
        rashomon TEXT NOT NULL,
        text_sha256 TEXT NOT NULL,  -- of the text that it was read in
        claim TEXT NOT NULL,        -- its id in the reading
        kind TEXT NOT NULL,
        speaker TEXT,               -- the name
        commitment TEXT NOT NULL,
        extent INTEGER,             -- from its first word to its last; NULL: words tell no place
        orphan INTEGER NOT NULL,    -- 1 where it does not stand in the newest version for certain
        looked_in TEXT NOT NULL,    -- SHA-256 of the text of that version
        UNIQUE (article_id, annotator, weights_sha256, rashomon, text_sha256, claim),
        FOREIGN KEY (article_id, annotator, weights_sha256, rashomon, text_sha256)
            REFERENCES reading (article_id, annotator, weights_sha256, rashomon, text_sha256)
            ON DELETE CASCADE
    )
    """,
    "CREATE INDEX claim_by_address ON claim (address)",
    # One span of a claim as a TextQuoteSelector (W3C Web Annotation). Offsets in code points.
    """
    CREATE TABLE anchor (
        claim INTEGER NOT NULL REFERENCES claim (id) ON DELETE CASCADE,
        role TEXT NOT NULL,         -- source, cue, content
        position INTEGER NOT NULL,  -- among the spans of its role, from 0
        exact TEXT NOT NULL,
        prefix TEXT NOT NULL,
        suffix TEXT NOT NULL,
        before INTEGER NOT NULL,    -- whether the prefix alone told the place, the suffix alone,
        after INTEGER NOT NULL,     -- the sentence alone
        sentence INTEGER NOT NULL,
        read_start INTEGER NOT NULL, -- in the text that it was read in
        read_end INTEGER NOT NULL,
        now_start INTEGER,          -- in the text of the newest version; NULL of an orphan
        now_end INTEGER,
        PRIMARY KEY (claim, role, position)
    ) WITHOUT ROWID
    """,
    """
    CREATE VIEW anchors AS
        SELECT claim.address, claim.article_id, annotator, claim.claim, speaker, commitment, role,
               position, exact, prefix, suffix, now_start, now_end, orphan
        FROM claim JOIN anchor ON anchor.claim = claim.id
        ORDER BY claim.address, claim.id, read_start
    """,
)

STEPS: tuple[tuple[str, ...], ...] = (_CAPTURES, _ANCHORS)
VERSION = len(STEPS)
"""The ``user_version`` that this version of Rashomon reads and writes."""
